"""The sentences of What if and of the outlook: titles, notes, when a condition would be met, refusals."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from desktop_app.calculation.award import ConditionResult
from desktop_app.calculation.outlook import Met, When
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Fact
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.findings import filled, reason_words
from desktop_app.wording.formats import date_words, exact_words

NOTES: Final[dict[str, str]] = {
    # Titles
    "title_nothing": "Nothing is changed yet",
    "title_turned": "Turned {age} in {month} instead",
    "title_contingency": "With the contingency on {date} instead",
    "title_without_agreement": "Without the Agreement",
    "title_with_agreement": "With the Agreement",
    "title_weeks": "With {weeks} totalised weeks instead of {before}",
    "title_claimed": "Claimed on {date} instead",
    "title_changed": "With these changes",
    # Nothing to tell
    "nothing_changed": "Change a date, weeks, earnings or a rule above to see what would come of it.",
    "no_difference": "It would make no difference to any figure.",
    # Age
    "pension_age": "Born in {born}, the pension age in {state} is {age} ({month}).",
    "taken_early_monthly": (
        "Taken at {age}, the pension in {state} is {percent} % less for each of {months} months: {whole} % less."
    ),
    "taken_early_by_period": (
        "Taken at {age}, {months} months early, the pension in {state} is {percent} % less for every {per} months: "
        "{whole} % less."
    ),
    "taken_early": "Taken at {age}, the pension in {state} is {months} months early and less for it.",
    "early_unsure": "Whether weeks of other States open the early pension in {state} is unsure: no source says so.",
    "taken_late": "The pension in {state} is taken {months} months after the pension age.",
    # Without the Agreement
    "no_pension_anywhere": "No State pays a pension: nowhere are its own weeks enough.",
    "pays_alone": "{state} pays its local amount: its own weeks are enough.",
    "alone_short": "{state}: {have} of {need} {unit}, {short} short.",
    "alone_short_of_age": "{state}: age {have} of {need}.",
    "grant_instead": "{state} pays a grant instead, one sum of {currency} {amount}.",
    "grant_untold": "Whether {state} pays a grant, and how much, is not known here.",
    # Short of a condition
    "met_nowhere": "With {weeks} weeks no State's condition is met.",
    "paid_nowhere": "With {weeks} weeks no State's condition is met, and no pension is paid under the Agreement.",
    "short": "{state}: {have} of {need} {unit}, {short} short.",
    "short_of_age": "{state}: age {have} of {need}.",
    "short_is_short": "No source knows a rounding-up, so look for weeks that were not counted:",
    "look_for_rows": "{state}: {weeks} weeks may be missing in {years}; ask for them (Insurance periods, gaps).",
    "look_at_stated": "{state}: the rows give {rows} weeks, {stated} are stated; settle which is right.",
    "look_for_rows_at_all": "Rows: go through the work history with the claimant, year by year.",
    "look_for_certificate": "The certificate of {state} has not come.",
    "look_for_credits": "Credits: ask each institution for weeks of sickness, maternity or injury.",
    "look_for_voluntary": "Voluntary insurance: it is open to who has enough totalised weeks; ask the institution.",
    # What stands, and what is not known
    "decision_kept": "{state} pays by the officer's decision on this claim, taken for the figures as they are.",
    "untold_window": (
        "{state}: no earnings lie in the last {window} years before {date}, so there is no average. "
        "Enter the amount that the {institution} certifies."
    ),
    "untold_rule": (
        "{state}: {parameter} is not known here for {date}. Enter the amount that the {institution} certifies."
    ),
    "untold": "{state}: not known here. Enter the amount that the {institution} certifies.",
}
"""Titles and notes, by code; the notes of `workflows.what_if_notes`."""

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "no_outlook": (
        "There is no outlook for this benefit: its day of contingency cannot be another.",
        "Nothing was changed.",
        "Use What if to see the result with other facts.",
    ),
    "years_out_of_range": (
        "The outlook goes from 1 to {most} years.",
        "Nothing was changed.",
        "Choose fewer years.",
    ),
}
"""What an outlook was refused for: what happened, what was kept, what to do."""

_MONTH_FACTS: Final = ("month",)
_MONTHS: Final[tuple[Callable[[], str], ...]] = (
    lambda: text("January"),
    lambda: text("February"),
    lambda: text("March"),
    lambda: text("April"),
    lambda: text("May"),
    lambda: text("June"),
    lambda: text("July"),
    lambda: text("August"),
    lambda: text("September"),
    lambda: text("October"),
    lambda: text("November"),
    lambda: text("December"),
)


def note_words(code: str, facts: Mapping[str, Fact]) -> str:
    """Say a title or a note."""
    shown = {name: _month(str(value)) if name in _MONTH_FACTS and value else value for name, value in facts.items()}
    return filled(NOTES.get(code, code), shown)


def _month(day: str) -> str:
    read = date.fromisoformat(day)
    return f"{_MONTHS[read.month - 1]()} {read.year}"


def met_words(met: Met, years: int) -> str:
    """Say when a condition would be met: `14 Nov 2019`, `met now`, `not within 15 years`, `not known here`."""
    within = plural("not within {n} year", "not within {n} years", years).format(n=years)
    return {
        When.NOW: text("met now"),
        When.ON: date_words(met.on) if met.on is not None else "",
        When.NOT_WITHIN: within,
        When.NOT_KNOWN: text("not known here"),
    }[met.when]


def met_reason(met: Met, alone: str = "") -> str:
    """Say the figure that decides under it: `750 of 750 weeks`, or why it cannot be told.

    With `alone`, the day on which own weeks are enough by themselves, that is said too, in fewer words.
    """
    if met.when is When.NOT_KNOWN:
        return reason_words(met.result.reason)
    if alone and met.result.unit == "weeks" and met.result.have is not None and met.result.need is not None:
        return text("{have} of {need}; alone: {alone}").format(
            have=exact_words(met.result.have, 1), need=exact_words(met.result.need, 1), alone=alone
        )
    return _decides(met.result)


def _decides(result: ConditionResult) -> str:
    if result.have is None or result.need is None:
        return reason_words(result.reason)
    have, need = exact_words(result.have, 1), exact_words(result.need, 1)
    if result.deciding == "age":
        return text("age {have} of {need}").format(have=have, need=need)
    unit = {"weeks": text("weeks"), "months": text("months"), "years": text("years")}.get(result.unit, result.unit)
    return text("{have} of {need} {unit}").format(have=have, need=need, unit=unit)


def no_outlook_words(benefit: Benefit) -> str:
    """Say why a benefit has no outlook."""
    if benefit is Benefit.DISABLEMENT:
        return text(
            "A disablement pension has no outlook: it hangs on the degree and on the day of the accident, not on "
            "further insurance. Change the degree or the day in the What if."
        )
    return text(
        "After a death there is no outlook: no further insurance can be added, and the day cannot be another. "
        "Change the survivors and their facts in the What if, or leave one out."
    )
