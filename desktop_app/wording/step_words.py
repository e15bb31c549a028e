"""A step of a rule pack in words, without figures: how a line of the worksheet is made, for the printed rule book."""

from collections.abc import Collection
from typing import Final

from desktop_app.calculation.pack import ShareRule, Step
from desktop_app.wording.benefit_words import relationship_words
from desktop_app.wording.catalogue import text
from desktop_app.wording.trace_labels import label_of

FORMULAS: Final[dict[str, str]] = {
    "accrual": "{base_percent} for {base_length}, and {increment_percent} for each whole {per_length} of {length} "
    "above, at most {cap_percent}",
    "age_at": "the age in exact years, from {birth_date} to {day}",
    "all_met": "every one of these is met: {tests}",
    "any_met": "one at least of these is met: {tests}",
    "at_least": "{have}: at least {need}",
    "at_most": "{have}: at most {most}",
    "banded_accrual": "{base_percent}, and by {bands} for what {length} has above, at most {cap_percent}",
    "below": "{have}: under {limit}",
    "best_of_latest_total": "the best {years} of {earnings} among the latest {latest} that have earnings ({window})",
    "best_years_average": "{total} ÷ {divisor}",
    "best_years_before_total": "the best {years} of {earnings} within {within} before the year of {day}, added up",
    "best_years_to_age_total": "the best {years} of {earnings} within {window}, to the year of {age}, added up",
    "best_years_total": "the best {years} of {earnings} within {window}, added up",
    "between": "{have}: at least {lowest} and under {below}",
    "bounded": "{amount}, not below {minimum} and not above {maximum}",
    "career_average": "{total} ÷ {weeks}, over {window}",
    "class_by_average": "the class of {average}, by {levels}; between two classes by {rule}, "
    "with {earnings} in {bands}",
    "contributions_paid": "{earnings}, each \u00d7 the rate of its year in {rates}, added up",
    "degree_at_least": "{have}: at least {need}",
    "degree_rounded": "{degree}, to the nearest {multiple}, the middle upwards",
    "difference": "{amount} \u2212 {less}, never below nought",
    "divided": "{amount} ÷ {by}",
    "early_reduction": "{amount}, less {percent} for each {per_months} begun of {months_early}",
    "either": "{met} where {condition}; {otherwise} where not",
    "first_known": "the first of these that is known: {choices}",
    "for_each_step": "{each} for each whole {per} of {have} above {above}, at most {most}",
    "grant": "{average_weekly} \u00d7 {multiple} for each whole {per_weeks} of {weeks}, from {minimum_weeks} on",
    "highest_of": "the highest of {figures}",
    "in_proportion": "{amount} \u00d7 {have} ÷ {whole}, at most the amount itself",
    "increased": "{amount} + {each} \u00d7 {times}",
    "is_so": "{fact}",
    "last_years_total": "the latest {years} of {earnings} that have earnings, added up",
    "late_increase": "{amount}, and {percent} more for each whole {per_months} of {months_late}",
    "length_in_unit": "{weeks}, counted in {unit}: months are weeks \u00d7 12 ÷ 52",
    "lowest_of": "the lowest of {figures}",
    "monthly_to_weekly": "{monthly} \u00d7 12 ÷ 52",
    "months_early": "the months begun from {age} to {pensionable_age}",
    "months_late": "the whole months from {pensionable_age} to {age_at_claim}, at most to {latest_age}",
    "multiplied": "{figure} \u00d7 {times}",
    "not_so": "not: {fact}",
    "percent_of": "{amount} \u00d7 {percent}",
    "prorated_accrual": "{base_percent} for {base_length}, and {increment_percent} for each {per_length} of {length} "
    "above, a part of it in proportion, at most {cap_percent}",
    "qualifying_age": "{have}: at least {need}, or {earliest} for an early pension",
    "qualifying_length": "{have}: at least {need}",
    "qualifying_paid": "{have}: at least {need}",
    "rounded": "{amount}, rounded by {rule}",
    "summed": "{parts}, added up",
    "table_lookup": "what {table} gives for {have}",
    "weekly_of_year": "{annual} ÷ {weeks_in_year}",
    "weekly_to_monthly": "{weekly} \u00d7 52 ÷ 12",
    "weeks_in_last_years": "{weeks} within {window}, added up",
    "weeks_to_months": "{weeks} \u00d7 12 ÷ 52",
    "whole_months_early": "the full months from {day} to {pensionable_age}, for who was born on {birth_date}",
    "whole_of_percent": "{amount} \u00d7 100 ÷ {percent}",
    "yearly_average": "{weeks} ÷ {years}",
    "yearly_to_weekly": "{yearly} ÷ 52",
    "years_found_before": "the years with {earnings} within {within} before the year of {day}, at most {years}",
    "years_with_earnings": "the years with {earnings} within {window}, at most {years}",
}
"""Every operator of the packs; a role in braces stands for what the step names there."""

_LEFT_OUT: Final[dict[str, tuple[str, str]]] = {
    "bounded": ("maximum", "{amount}, not below {minimum}"),
    "for_each_step": ("most", "{each} for each whole {per} of {have} above {above}"),
    "months_late": ("latest_age", "the whole months from {pensionable_age} to {age_at_claim}"),
    "qualifying_age": ("earliest", "{have}: at least {need}"),
}
"""The same without the role that may be left out."""


def step_title(step: Step) -> str:
    """Name a step."""
    return label_of(step.name)


def step_words(step: Step, parameters: Collection[str] = ()) -> str:
    """Say how a step is made; what comes from a parameter stands in square brackets.

    `parameters` are the names of those its benefit has: a parameter of one value is named without a field.
    """
    role, shorter = _LEFT_OUT.get(step.operator, ("", ""))
    template = shorter if role and role not in step.inputs else FORMULAS.get(step.operator, "{inputs}")
    inputs = {name: _inputs_words(given, parameters) for name, given in step.inputs.items()}
    every = ", ".join(inputs.values())
    said = text(template).format_map(_Known({**inputs, "inputs": every}))
    if step.on_row_date:
        said = text("{said}; by the day of the row").format(said=said)
    if step.only_if:
        said = text("{said}; only where there are {figure}").format(said=said, figure=reference_words(step.only_if))
    return said


def share_words(share: ShareRule) -> str:
    """Say whose share a rule of survivors is, on what condition, how much and how long."""
    who = ", ".join(relationship_words(each.value) for each in share.who)
    said = text("{who}: {amount}").format(who=who, amount=reference_words(share.amount))
    if share.condition:
        said = text("{said}, where {condition}").format(said=said, condition=reference_words(share.condition))
    if share.until:
        said = text("{said}, {until}").format(said=said, until=reference_words(share.until))
    return said


def reference_words(reference: str, parameters: Collection[str] = ()) -> str:
    """Name a figure that a step uses, within a sentence: of the case, of an earlier step, of a parameter's field."""
    parameter, dot, field = reference.partition(".")
    whole = _begun_small(label_of(parameter))
    if not dot:
        return f"[{whole}]" if parameter in parameters else whole
    part = field.replace("_", " ")
    return f"[{whole}]" if field == "value" else f"[{whole}: {part}]"


class _Known(dict[str, str]):
    """Inputs by role; a role nobody filled stays in sight."""

    def __missing__(self, key: str) -> str:
        return f"\u2026{key}"


def _inputs_words(given: str | tuple[str, ...], parameters: Collection[str]) -> str:
    names = (given,) if isinstance(given, str) else given
    return ", ".join(reference_words(name, parameters) for name in names)


def _begun_small(words: str) -> str:
    return words[:1].lower() + words[1:]
