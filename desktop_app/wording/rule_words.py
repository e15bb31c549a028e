"""The sentences of the rule packs' checks: what is wrong in a pack, where, and how to mend it. Templates by code."""

from typing import Final

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "rule_file_missing": ("{file} is missing.", "Add the file; see resources/rules/README.md."),
    "rule_file_unreadable": ("{file} cannot be read: {detail}.", "Mend the line; the file is TOML."),
    "rule_format_unknown": ("{file}: the format is “{format}”; this program knows “{known}”.", "Mend the first line."),
    "rule_state_differs": (
        "{file}: the State is “{state}” in a folder named {folder}.",
        "Name both by the State's code of two capital letters.",
    ),
    "rule_not_verified": (
        "{file}: {key} is missing or no date.",
        "Write the day on which a person last held the file against its sources.",
    ),
    "rule_key_unknown": ("{file}: {key} is no key of this format.", "Correct its name or take it out."),
    "rule_key_missing": ("{file}: {key} is missing.", "Add it."),
    "rule_benefit_unknown": ("{file}: “{benefit}” is no benefit of the Agreement.", "Use one of the five names."),
    "rule_basis_unknown": (
        "{file}: {key} is “{basis}”.",
        "Use contingency_date, claim_date or birth_date.",
    ),
    "rule_unit_unknown": ("{file}: {key} is “{unit}”.", "Use a unit of the format; a length needs a field named unit."),
    "rule_without_values": (
        "{file}: {key} has no value; what needs it stops and says what is missing.",
        "",
    ),
    "rule_confidence_missing": ("{file}: {key} does not say how sure it is.", "Add confidence: high, medium or low."),
    "rule_confidence_unknown": ("{file}: {key} is “{confidence}”.", "Write high, medium or low."),
    "rule_source_missing": ("{file}: {key} names no source.", "Name one; what has no source stays out of the pack."),
    "rule_source_unknown": (
        "{file}: {key} names the source {source}, which sources.toml does not have.",
        "Add it there.",
    ),
    "rule_reading_unknown": (
        "{file}: {key} belongs to the reading {reading}, which state.toml does not have.",
        "Add it there.",
    ),
    "rule_value_undated": ("{file}: {key} has no date.", "Say from when, or until when, the value holds."),
    "rule_date_wrong": ("{file}: {key} is no date.", "Write it as 2014-06-14, without quotes."),
    "rule_value_wrong": (
        "{file}: {key} is “{value}”, which is no value in {unit}.",
        'Write a number, an exact fraction such as "2/3", or the words the format allows.',
    ),
    "rule_dates_reversed": (
        "{file}: {key} has a value that ends {end}, before it begins {start}.",
        "Correct the dates.",
    ),
    "rule_values_overlap": ("{file}: {key} has two values from {start} to {end}.", "End the older one the day before."),
    "rule_gap": ("{file}: {key} has no value from {start} to {end}.", "Add the value, or say why not in gaps."),
    "rule_gap_known": ("{file}: {key} has no value from {start} to {end}, and says so.", ""),
    "rule_step_name_taken": ("{file}: {key} has no name, or one that is taken.", "Give every step a name of its own."),
    "rule_operator_unknown": ("{file}: {key} uses “{operator}”, which is no operator.", "Use one of the vocabulary."),
    "rule_input_unknown": (
        "{file}: {key} is “{input}”, which is no figure of the case, no earlier step and no field of a parameter.",
        "Correct the name, or put the step it needs before it.",
    ),
    "rule_result_missing": ("{file}: there is no step named {name}, which the calculation asks for.", "Add it."),
    "rule_parameter_unused": (
        "{file}: no step uses {key}.",
        "Use it, take it out, or write recorded = true for one that is kept for the reader.",
    ),
    "rule_rounding_unknown": ("{file}: {key} has the rounding “{rounding}”.", "Use a named rule of rounding."),
    "rule_benefit_twice": (
        "{file}: {benefit} is the benefit of {other} as well.",
        "Put both into one file: a benefit has one.",
    ),
    "rule_contribution_unit": ("{file}: the unit of contributions is “{unit}”.", "Write week or month."),
    "rule_sex_unknown": ("{file}: {key} is “{sex}”.", "Write female or male, or leave it out for everybody."),
    "rule_status_unknown": (
        "{file}: {key} is “{status}”.",
        "Write announced for a law that is made known and not yet in force; leave it out for one in force.",
    ),
    "rule_group_gap": (
        "{file}: {key} has no value at all for a person born on {birth}, sex {sex}.",
        "Add a value for that group, or say why not in gaps.",
    ),
    "rule_group_gap_known": (
        "{file}: {key} has no value for a person born on {birth}, sex {sex}, and says so.",
        "",
    ),
    "rule_not_a_test": (
        "{file}: {key} is “{input}”, which is no yes or no.",
        "Name a step that is a test, or a fact of the case that is yes or no.",
    ),
    "rule_table_wrong": (
        "{file}: {key} is given a table of {columns} columns; this operator takes one of {wanted} there.",
        "Give the field its columns under units, for example “weeks | percent”; no columns means no table.",
    ),
    "rule_figure_of_no_row": (
        "{file}: {key} goes row by row and cannot use or be {input}.",
        "Gather the rows in a step of their own first: parts = the name of the step.",
    ),
    "rule_left_out_of_many": (
        "{file}: {key}: {operator} takes many figures, so none of them can stand for the step while it is left out.",
        "Make those figures one in a step of their own, and put only_if on a step whose first input is that one.",
    ),
    "rule_list_misplaced": (
        "{file}: {key} is “{input}”; {operator} cannot take that there.",
        "A figure of many years goes to the last input of an operator that takes as many, and to no other.",
    ),
    "rule_figure_elsewhere": (
        "{file}: {key} is “{input}”, which a case of this benefit does not know.",
        "Survivors are known for survivors' pensions and death benefit, a degree for disablement.",
    ),
    "rule_result_personal": (
        "{file}: {key} differs from survivor to survivor, and the calculation asks for it once.",
        "Let only the shares rest on a survivor's figures, or name the step otherwise.",
    ),
    "rule_shares_elsewhere": (
        "{file}: {benefit} has shares of survivors.",
        "Shares belong to survivors_pension and death_benefit; elsewhere write a step named pension.",
    ),
    "rule_family_without_shares": ("{file}: {key} bounds shares that there are not.", "Add the shares."),
    "rule_pension_and_shares": (
        "{file}: there are shares and {key} as well.",
        "Name the step otherwise: the calculation makes the pension from the shares.",
    ),
    "rule_relationship_unknown": (
        "{file}: {key} names “{relationship}”.",
        "Use widow, widower, partner, child, orphan, parent or other.",
    ),
    "rule_until_not_text": (
        "{file}: {key} is “{input}”, which is no parameter in words.",
        "Name a parameter whose field “value” has the unit text.",
    ),
    "rule_not_provided_wrong": (
        "{file}: {key} is something else than true.",
        "Write true, with says, sources and confidence; or write the benefit's rules instead.",
    ),
    "rule_example_unreadable": (
        "{file}: {key} is no case file.",
        "Write the JSON of a case between three single quotes.",
    ),
    "rule_example_fails": (
        "{file}: {key} ({example}): {field} is {found}, the example says {expected}.",
        "Mend the rule or the example; a published figure is never bent.",
    ),
    "rule_example_refused": (
        "{file}: {key} ({example}) cannot be calculated: {why}.",
        "Mend the case of the example.",
    ),
}
"""What is wrong, and how to mend it, by code."""
