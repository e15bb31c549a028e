"""What a result says beside its table: spans of payment, survivors' shares, the family's bound, grants, lost weeks."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Final

from desktop_app.calculation.award import Award, Payable, StateAward, SurvivorShare
from desktop_app.calculation.lost_weeks import LostWeeks
from desktop_app.calculation.trace import TraceNode
from desktop_app.domain.findings import Reason
from desktop_app.domain.money import Money
from desktop_app.wording.benefit_words import relationship_words
from desktop_app.wording.calculation_words import parameter_words
from desktop_app.wording.catalogue import text
from desktop_app.wording.findings import reason_words
from desktop_app.wording.formats import amount_words, date_words, money_words, number_words, percent_words
from desktop_app.wording.terms import period_type_words


class Span(StrEnum):
    """How long a stretch of time an amount is told for."""

    WEEK = "week"
    FOUR_WEEKS = "four_weeks"
    MONTH = "month"
    YEAR = "year"


LOST: Final[dict[str, str]] = {
    "voluntary_gives_way": "voluntary, there compulsory",
    "credited_gives_way": "credited, there paid",
    "credited_elsewhere": "compulsory insurance came last there",
    "earlier_dates_kept": "began earlier there",
    "officer_decided": "an officer decided so",
    "overlap_undecided": "no rule says: for an officer",
    "year_full": "the year is full",
    "row_above_year": "above a full year of its own State",
    "row_after_contingency": "after the contingency",
    "row_not_for_benefit": "certified for other benefits",
}
"""Why weeks of a row do not count, short for a table, by the code of the finding."""


def span_words(span: Span) -> str:
    """Name a span: `a week`."""
    return {
        Span.WEEK: text("a week"),
        Span.FOUR_WEEKS: text("four weeks"),
        Span.MONTH: text("a month"),
        Span.YEAR: text("a year"),
    }[span]


def paid_in(payable: Payable, span: Span) -> Money | None:
    """Return what is paid in a span, None where the State does not pay so. A month of weeks is that of four."""
    if span is Span.WEEK:
        return payable.weekly
    if span is Span.YEAR:
        return payable.yearly
    if span is Span.FOUR_WEEKS:
        return payable.four_weekly
    return payable.monthly or (payable.four_weekly if payable.five_weekly is not None else None)


def span_note(payable: Payable, span: Span) -> str:
    """Say what is to be known of an amount in a span, or why the State has none; empty for nothing."""
    if payable.weekly is None or span in (Span.WEEK, Span.YEAR):
        return ""
    if span is Span.MONTH and payable.five_weekly is not None:
        return text("or {five} of 5 weeks").format(five=amount_words(payable.five_weekly))
    if paid_in(payable, span) is not None:
        return ""
    if payable.monthly is not None:
        return text("pays by the month")
    return text("pays every 4 weeks") if payable.four_weekly is not None else text("not known here")


def condition_reason_words(reason: Reason) -> str:
    """Say in a few words why a condition cannot be told or has no length."""
    if reason.code == "parameter_not_known":
        return text("{parameter} not known").format(parameter=parameter_words(str(reason.facts["parameter"])))
    return reason_words(reason)


def spans_words(span: Span) -> str:
    """Say for which span the amounts of a table are told."""
    if span is Span.WEEK:
        return text("Amounts a week")
    return text("Payable {span}, the others a week").format(span=span_words(span))


def survivor_words(share: SurvivorShare, names: Mapping[str, str]) -> str:
    """Name a survivor: by name where the claim knows it, else by what they were to the deceased and their number."""
    name = names.get(share.survivor, "")
    return name or text("Survivor {number}").format(number=share.survivor)


def relation_words(share: SurvivorShare) -> str:
    """Say what a survivor was to the deceased, with the per cent of the pension that is theirs."""
    who = relationship_words(share.relationship.value)
    return f"{who}, {percent_words(share.percent)}" if share.percent is not None else who


def how_long_words(share: SurvivorShare) -> str:
    """Say how long a share is paid; why there is none where nothing is."""
    if share.payable is None:
        return reason_words(share.reason)
    return share.until or text("for as long as the condition is met")


def family_words(line: StateAward) -> str:
    """Say how the family's maximum bounds a State's shares; empty where its law has none or nothing is shared."""
    bounds = {(node.inputs[1].value, node.inputs[2].value) for node in _bounded(line.worksheet)}
    told = [(bound, together) for bound, together in bounds if bound is not None and together is not None]
    if not told:
        return ""
    bound, together = max(told, key=lambda each: Fraction(str(each[0])))
    limit, asked = Fraction(str(bound)), Fraction(str(together))
    facts = {"state": line.state, "limit": _shown(limit, line), "asked": _shown(asked, line)}
    if asked > limit:
        said = text(
            "{state}: the shares make {asked} together; the family's maximum of {limit} cuts each in proportion."
        )
    else:
        said = text("{state}: the shares make {asked} together, within the family's maximum of {limit}.")
    return said.format(**facts)


def _bounded(node: TraceNode) -> Iterator[TraceNode]:
    return (each for each in node.walk() if each.operator == "in_proportion")


def _shown(amount: Fraction, line: StateAward) -> str:
    return f"{line.currency}\u00a0{number_words(amount, 2)}"


def certified_words(line: StateAward, span: Span = Span.WEEK) -> str:
    """Say that a State's institution certified one sum, and leaves the sharing to itself.

    The sum is told for the span where the State pays so, else a week.
    """
    paid = paid_in(line.payable, span)
    if paid is None:
        paid, span = line.payable.weekly, Span.WEEK
    amount = money_words(paid) if paid is not None else text("nothing")
    return text("{state}: the institution certified {amount} {span} for all survivors together.").format(
        state=line.state, amount=amount, span=span_words(span)
    )


def grants_words(award: Award) -> tuple[str, ...]:
    """Say all grants of a result, those with one reason in one sentence."""
    found: dict[str, list[str]] = {}
    for line in award.states:
        if line.grant.lump_sum is not None:
            why = reason_words(line.grant.reason) if line.grant.reason is not None else ""
            found.setdefault(why, []).append(f"{line.state} {money_words(line.grant.lump_sum)}")
    return tuple(
        text("Grants apart from any pension: {grants}; {why}").format(grants=", ".join(grants), why=why).rstrip("; ")
        for why, grants in found.items()
    )


def lost_row_words(lost: LostWeeks) -> str:
    """Name the row whose weeks do not count: its kind, and its days where it has them."""
    kind = period_type_words(lost.row.type)
    if lost.row.start is None or lost.row.end is None:
        return text("{kind}, without dates").format(kind=kind)
    days = text("{start} to {end}").format(start=date_words(lost.row.start), end=date_words(lost.row.end))
    return f"{kind}, {days}"


def lost_why_words(lost: LostWeeks) -> str:
    """Say in a few words why they do not count."""
    return text(LOST[lost.finding.code])
