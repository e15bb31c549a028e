"""The sentences of the calculation and of the rule packs. Templates by code; `{fact}` is a fact."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from desktop_app.wording.catalogue import text

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    # What was used
    "rule_unsure": (
        "{state}: {parameter} ({says}) rests on a source of low confidence: {about}.",
        "Ask the institution, or look at the source before you rely on it.",
    ),
    "rule_day_matters": (
        (
            "{state}: {parameter} was taken by {day}: {says}. By {other_day} it would be: {other_says}. "
            "No source says whether the day of the contingency or of the claim decides."
        ),
        "Ask the institution.",
    ),
    "reading_used": (
        "{state}: {parameter} was taken by {reading}: {says} ({source}).",
        "",
    ),
    "other_reading": (
        (
            "{state}: the sources disagree on {parameter}. Used: {says} ({source}). "
            "By {other_reading}: {other_says} ({other_source})."
        ),
        "Choose another reading, with a reason, if the institution confirms it.",
    ),
    "other_reading_pays": (
        "{state}: payable a week by {reading}: {pays}; by {other}: {other_pays}.",
        "",
    ),
    "parameter_not_known": (
        "{state}: not computable here: {parameter} is not known for {date}.",
        "Enter the amount that {institution} certified.",
    ),
    "no_earnings_in_window": (
        "{state}: no insurable earnings lie within the years the rule looks at, up to {date}.",
        "Enter the amount that {institution} certified.",
    ),
    "row_class_missing": (
        "{state}: the row {row} of {year} has neither an earnings class nor earnings; its contribution is not known.",
        "Enter the class or the earnings that the institution certified.",
    ),
    "row_crosses_change": (
        "{state}: the row {row} of {year} lies on both sides of {date}, when {parameter} changed; its middle decided.",
        "Enter it as two rows, one up to that day and one from it.",
    ),
    "no_rows_to_average": (
        "{state}: no paid weeks of this State are there to average.",
        "Enter the amount that {institution} certified.",
    ),
    "no_rules_here": (
        "{state}: the rules of this State are not in this program.",
        "Enter the amount that {institution} certified.",
    ),
    "fewer_years_than_rule": (
        (
            "{state}: there are earnings for {years} years, the rule takes the best {rule}; the total is still divided "
            "as the rule says."
        ),
        "Ask the institution how it divides when there are fewer years.",
    ),
    "minimum_not_in_pro_rata": (
        "{state}: the minimum pension was not applied to the notional amount; no source says whether it should be.",
        "",
    ),
    "rounded_before_ratio": (
        (
            "{state}: the notional amount {unrounded} was rounded to {rounded} before the ratio. Unrounded, the actual "
            "amount would be {currency} {actual}."
        ),
        "",
    ),
    "early_by_totalisation": (
        (
            "{state}: this is an early pension, {months} months before the pensionable age. "
            "Whether weeks of other States open it is not certain: no source says so."
        ),
        "Ask the institution.",
    ),
    # Totals that were stated
    "stated_weeks_differ": (
        "{state}: {stated} weeks are stated, the rows give {rows}.",
        "Settle which is right with the institution; the stated weeks were used.",
    ),
    "stated_best_years_differ": (
        "{state}: the best years are stated as {stated}, the rows give {rows}.",
        "Settle which is right with the institution; the stated total was used.",
    ),
    "stated_totalised_differs": (
        "The stated weeks make {stated} in all, the rows {rows}.",
        "Settle the State whose weeks differ.",
    ),
    # Weeks and rows
    "row_after_contingency": (
        "{state}: the row of {year} lies after the contingency and does not count.",
        "Check the date of the contingency and the row.",
    ),
    "row_not_for_benefit": (
        "{state}: the row of {year} does not count for this benefit; its institution certified it for others alone.",
        "Ask the institution to explain the row where you doubt it.",
    ),
    "row_not_raising": (
        "{state}: by its institution the {weeks} weeks of {year} do not raise the amount; they are counted here.",
        "Settle the amount with the institution before you decide.",
    ),
    "amount_not_raised": (
        "{state}: {weeks} weeks counted in the amount do not raise it by their institution's own word.",
        "The law known here does not say what falls out: ask {institution} for the amount it certifies, and enter it.",
    ),
    "row_before_scheme": (
        "{state}: the row of {year} lies before the State's insurance began on {date}.",
        "Ask the institution what it rests on; the weeks were counted as certified.",
    ),
    "row_past_contingency": (
        "{state}: the row of {year} has {weeks} weeks; up to the contingency there are at most {holds}.",
        "Ask the institution for the weeks up to the contingency; all were counted.",
    ),
    "no_payment_before": (
        "{state}: under the Agreement nothing is paid for the time before {date}; earlier weeks count.",
        "",
    ),
    "certified_in_other_currency": (
        "{state}: the certified amount is in {currency}, not in the State's own currency {own}.",
        "Ask the institution for the amount in its own currency.",
    ),
    "year_above_full": (
        "{state}: {year} holds {weeks} weeks; a year has at most {holds}.",
        "Ask the institution to correct its certificate.",
    ),
    "row_above_year": (
        "{state}: {weeks} weeks of a row of {year} do not count: the State's own rows fill that year.",
        "Ask the institution to correct its certificate.",
    ),
    "state_not_in_effect": (
        "{state}: the Agreement is not in effect there. The weeks are kept and not totalised.",
        "",
    ),
    "voluntary_gives_way": (
        "{state}: {weeks} voluntary weeks of {year} gave way to compulsory insurance in {to}.",
        "They still count for the local amount.",
    ),
    "credited_gives_way": (
        "{state}: {weeks} credited weeks of {year} gave way to paid weeks in {to}.",
        "They still count for the local amount.",
    ),
    "credited_elsewhere": (
        "{state}: {weeks} credited weeks of {year} count in {to}, where compulsory insurance came last before them.",
        "They still count for the local amount.",
    ),
    "earlier_dates_kept": (
        "{state}: {weeks} weeks of {year} overlap with insurance in {to} that began earlier, and count there.",
        "Ask both institutions if the dates are right.",
    ),
    "officer_decided": (
        "{state}: {weeks} weeks of {year} gave way to {to} by an officer's decision.",
        "",
    ),
    "overlap_undecided": (
        "{state}: {year} holds {weeks} weeks more than the year has, in {state} and {to}; no rule says which give way.",
        "Settle the rows with both institutions, or let an officer decide who keeps the weeks.",
    ),
    "year_full": ("{state}: {weeks} weeks of {year} are more than the year has.", "Check the row."),
    "earnings_missing": (
        "{state}: the row of {year} states no earnings; the year is left out of the average.",
        "Ask the institution for the earnings.",
    ),
    "earnings_in_other_currency": (
        "{state}: the earnings of {year} are not in the State's own currency; no average can be made with them.",
        "Ask the institution for the earnings in its own currency.",
    ),
    "short_own_period": (
        "{state}: only {weeks} own weeks. No source of the Agreement says whether a State with less than a year pays.",
        "",
    ),
    # The Agreement
    "point_unsettled": (
        "{state}: the sources of the Agreement leave open: {point}. Taken here: {option}.",
        "An officer can decide otherwise, with a reason.",
    ),
    "point_settled_in_one_hand": (
        "{state}: {point}: {option}, settled by the office ({reference}, {date}; {accepted_by}, who holds both roles).",
        "An officer can decide otherwise, with a reason.",
    ),
    "point_settled": (
        "{state}: {point}: {option}, settled by the office ({reference}, {date}; {proposed_by} and {accepted_by}).",
        "An officer can decide otherwise, with a reason.",
    ),
    "unmet_after_totalisation": (
        "{state}: the condition is not met even with the weeks of all States: {have} of {need} {unit}, {short} short.",
        "An officer decides whether anything is paid.",
    ),
    "look_for_weeks": (
        "{state}: only {short} {unit} are missing.",
        "Look for rows that were not counted, credits, certificates that have not come, and voluntary insurance.",
    ),
}
"""What is wrong or worth knowing, and how to mend it."""

REASONS: Final[dict[str, str]] = {
    # Conditions
    "condition_met": "{have} of {need} {unit}",
    "length_short": "{have} of {need} {unit}",
    "paid_short": "{have} of {need} paid {unit}",
    "age_short": "age {have} of {need}",
    "agreement_not_applied": "the Agreement is not applied",
    "no_rules_here": "the rules of this State are not in this program; enter the amount that {institution} certified",
    "state_not_in_effect": "the Agreement is not in effect in this State",
    "not_known": "not known",
    "parameter_not_known": (
        "not computable here: {parameter} not known for {date}; enter the amount that {institution} certified"
    ),
    "no_earnings_in_window": (
        "no insurable earnings in the years the rule looks at; enter the amount that {institution} certified"
    ),
    "row_class_missing": "the row of {year} has neither an earnings class nor earnings",
    "no_rows_to_average": "no paid weeks to average; enter the amount that {institution} certified",
    "earnings_in_other_currency": "the earnings of {year} are not in the State's own currency",
    "certified_in_other_currency": "the certified amount is in {currency}, not in {own}",
    "no_weeks_count": "no week of this State counts in the total",
    # What is payable
    "pro_rata_no_local": "Pro-rata: no local pension to compare with",
    "actual_higher": "Pro-rata: the actual amount is higher than the local one",
    "local_higher": "The local amount is at least as high as the actual one",
    "local_only": "Met on its own weeks: the local amount alone is paid",
    "actual_only": "The actual amount alone is paid",
    "local_before_supplement": "The local amount, until it is compared with what the other States pay",
    "actual_with_supplement": (
        "The actual amount and a supplement: the local amount is higher than what all States pay together"
    ),
    "actual_no_supplement": "The actual amount: all States together pay at least the local amount",
    "supplement_currencies": (
        "The local amount: what the States pay in several currencies cannot be compared here; an officer decides"
    ),
    "supplement_not_told": (
        "The local amount: what another State pays is not known here, so nothing can be compared; an officer decides"
    ),
    "certified": "As the institution certified",
    "certified_without_amount": "The institution's certificate gives neither a notional nor an actual amount",
    "officer_decided_unsigned": "Officer's decision: {reason}",
    "officer_decided_proportional": "Officer's decision {on} {by}: {reason}",
    "unmet_proportional": "Paid in proportion although the condition is not met, as this office has set it",
    "unmet_referred": "{have} of {need} {unit}, {short} short: an officer decides",
    "unmet_nothing": "{have} of {need} {unit}, {short} short: nothing is paid",
    "under_minimum_period": "Less than 52 own weeks: this State pays nothing, as this office has set it",
    "overlap_undecided": "Weeks are claimed by two States; settle the overlap first",
    "local_without_agreement": "Without the Agreement: the local amount",
    "no_local_without_agreement": "Without the Agreement: no pension on own weeks alone",
    # Grants
    "grant_not_needed": "entitled to a pension",
    "grant_age": "the age is not reached",
    "grant_not_known": "the grant of this State is not known here",
    "grant_too_few_weeks": "{weeks} weeks are too few for a grant",
    "grant_if_no_pension": "one sum, paid where no pension is",
    "grant_replaced_by_pension": "one sum that a pension under the Agreement takes the place of",
}
"""Why a result is as it is."""

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "rule_file_unreadable": (
        "The rule file {file} cannot be read: {detail}.",
        "Nothing was calculated with it.",
        "Mend the file, or install the program again.",
    ),
    "rule_pack_refused": (
        "The rule file {file} cannot be used because of {key}.",
        "Nothing was calculated with it.",
        "Run “rules check” to see every finding, mend the file, or install the program again.",
    ),
    "agreement_refused": (
        "The Agreement's file {file} cannot be used because of {key}.",
        "Nothing was calculated with it.",
        "Mend the file, or install the program again.",
    ),
    "party_unknown": (
        "“{state}” is no State of the Agreement.",
        "Nothing was changed.",
        "Use the code of two letters, for example VC for Saint Vincent and the Grenadines.",
    ),
    "no_rule_pack": (
        "There are no rules for {state} in this program.",
        "Nothing was changed.",
        "Enter the amounts that the State's institution certified.",
    ),
    "point_unknown": (
        "“{point}” is no open point of the Agreement.",
        "Nothing was calculated.",
        "Use one of {points}.",
    ),
    "setting_unknown": (
        "“{option}” is no option of {point}.",
        "Nothing was calculated.",
        "Use one of {options}.",
    ),
    "reading_unknown": (
        "“{id}” is no reading of the rules of {state}.",
        "Nothing was calculated.",
        "“rules show” lists the readings.",
    ),
    "reading_of_unknown_parameter": (
        "The rules of {state} have no parameter “{parameter}”.",
        "Nothing was calculated.",
        "“rules show” lists the parameters.",
    ),
    "state_unknown": (
        "“{state}” is no State of the Agreement.",
        "Nothing was calculated.",
        "Use the code of two letters, for example VC for Saint Vincent and the Grenadines.",
    ),
    "no_periods": (
        "There are no insurance periods.",
        "Nothing was calculated.",
        "Give at least one row.",
    ),
}
"""What a rule or a case was refused for: what happened, what was kept, what to do."""


def parameter_words(name: str) -> str:
    """Name a parameter of a rule pack."""
    return {
        "pensionable_age": text("the pensionable age"),
        "qualifying": text("the insurance required"),
        "minimum_paid": text("the paid contributions required"),
        "early": text("the earliest age for a pension"),
        "early_reduction": text("the reduction of an early pension"),
        "averaging": text("the averaging of earnings"),
        "weeks_in_year": text("the weeks in the year"),
        "accrual": text("the rate of the pension"),
        "rounding": text("the rounding of the weekly rate"),
        "minimum_pension": text("the minimum pension"),
        "month_payment": text("the payment by the month"),
        "age_grant": text("the age grant"),
    }.get(name, name.replace("_", " "))


def point_words(point: str) -> str:
    """Name an open point of the Agreement."""
    return {
        "vested_state": text("what a State pays that is met on its own weeks"),
        "unmet_state": text("whether a State pays whose condition stays unmet"),
        "denominator": text("what the own weeks are a share of"),
        "minimum_own_period": text("whether a State with less than a year pays"),
        "overlap": text("which of two overlapping periods counts"),
        "disablement": text("which State pays for an industrial injury or disease"),
    }.get(point, point)


def option_words(option: str) -> str:
    """Name an option of an open point."""
    return {
        "higher": text("the higher of local and actual amount"),
        "local": text("the local amount"),
        "actual": text("the actual amount"),
        "supplement": text("a supplement against what all States pay"),
        "refer": text("an officer decides"),
        "nothing": text("nothing is paid"),
        "proportional": text("in proportion, although the condition is not met"),
        "totalised_weeks": text("the totalised weeks"),
        "weeks_required": text("the weeks required"),
        "none": text("no minimum"),
        "52_weeks": text("at least 52 own weeks"),
        "by_rank": text("by the kind of insurance, then by dates"),
        "keeps_weeks": text("the State keeps its weeks"),
        "last_state": text("the last State whose conditions are met"),
        "pro_rata": text("each State in proportion"),
    }.get(option, option)


def unit_words(unit: str) -> str:
    """Name a unit in a sentence."""
    return {"weeks": text("weeks"), "months": text("months"), "years": text("years")}.get(unit, unit)


def about_words(about: str) -> str:
    """Say what of a rule is of low confidence."""
    return {
        "value": text("the value itself"),
        "date": text("the day it began"),
        "basis": text("which date decides"),
    }.get(about, about)


def reading_words(reading: str) -> str:
    """Name a reading of a State's rules; empty is the institution's own."""
    return text("the reading {id}").format(id=reading) if reading else text("the institution's own rules")


def amount_or_nothing(amount: str) -> str:
    """Say an amount, or that nothing is paid."""
    return amount or text("nothing")


FACTS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "parameter": parameter_words,
        "point": point_words,
        "option": option_words,
        "unit": unit_words,
        "about": about_words,
        "reading": reading_words,
        "other": reading_words,
        "other_reading": reading_words,
        "pays": amount_or_nothing,
        "other_pays": amount_or_nothing,
    }
)
"""Facts that are codes themselves, and what names them."""
