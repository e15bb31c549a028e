"""The figures of a State's result that a person compares, each with what is known of it and what it was made from.

They are read from the result and its worksheet; nothing is reckoned here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from desktop_app.calculation.award import Amount, ConditionResult, StateAward, SurvivorShare
from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.trace import TraceNode, Unit
from desktop_app.domain.findings import Reason


class Figure(StrEnum):
    """What is compared, in the order in which a result is read. Amounts are by the week, a grant is one sum."""

    PENSIONABLE_AGE = "pensionable_age"
    LENGTH_NEEDED = "length_needed"
    PAID_NEEDED = "paid_needed"
    OWN_WEEKS = "own_weeks"
    COUNTED_WEEKS = "counted_weeks"
    TOTALISED_WEEKS = "totalised_weeks"
    ENTITLED_ALONE = "entitled_alone"
    ENTITLED_TOTALISED = "entitled_totalised"
    MONTHS_EARLY = "months_early"
    MONTHS_LATE = "months_late"
    AVERAGE_YEAR = "average_annual_earnings"
    AVERAGE_WEEK = "average_weekly_earnings"
    RATE = "rate"
    SHARE = "share"
    PERCENT_OF_SURVIVOR = "percent_of_survivor"
    NOTIONAL = "notional_amount"
    ACTUAL = "actual_amount"
    LOCAL = "local_amount"
    GRANT = "grant"
    PAYABLE = "payable_amount"


NOTHING: Final = frozenset(
    {
        "unmet_referred",
        "unmet_nothing",
        "age_short",
        "degree_short",
        "figure_short",
        "test_not_met",
        "length_short",
        "paid_short",
        "no_local_without_agreement",
        "agreement_not_applied",
        "under_minimum_period",
        "not_provided",
        "state_not_in_effect",
        "agreement_not_in_effect",
        "no_weeks_count",
        "another_state_pays",
        "one_state_pays_alone",
        "no_survivor_entitled",
        "share_not_for",
        "grant_not_needed",
        "grant_age",
        "grant_too_few_weeks",
        "grant_none_due",
    }
)
"""Reasons of a figure that is none, and known to be none; every other one is a reason why it cannot be told."""

AMOUNTS: Final = (Figure.NOTIONAL, Figure.ACTUAL, Figure.LOCAL, Figure.PAYABLE)
_TESTS: Final = {"weeks": Figure.LENGTH_NEEDED, "paid_weeks": Figure.PAID_NEEDED, "age": Figure.PENSIONABLE_AGE}
_MONTHS: Final = (("months_early", Figure.MONTHS_EARLY), ("months_late", Figure.MONTHS_LATE))
_AVERAGES: Final = (
    ("average_annual_earnings", Figure.AVERAGE_YEAR),
    ("average_weekly_earnings", Figure.AVERAGE_WEEK),
)

Number = int | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A figure as one result has it: exact, or None with the reason why there is none.

    `share` says a ratio as it was counted: (286, 726). `have` is what the person has of a length needed, or of what
    decides a condition.
    """

    value: Number | bool | None
    unit: Unit
    currency: str = ""
    reason: Reason | None = None
    share: tuple[int, int] | None = None
    have: Number | None = None

    @property
    def untold(self) -> bool:
        """Whether the figure is not known, and not simply none."""
        return self.value is None and self.reason is not None and self.reason.code not in NOTHING


ABSENT: Final = Known(value=None, unit=Unit.NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A figure and the parts of the worksheet behind it, in a fixed order."""

    known: Known
    nodes: tuple[TraceNode, ...] = ()


Figures = Mapping[tuple[Figure, str], Compared]
"""Figure and survivor (the survivor's place in the claim; empty for the State's own figures) -> what is known."""


def once(node: TraceNode) -> Iterator[TraceNode]:
    """Yield a figure and all below it, depth first, each part that is shared only once."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        entry = waiting.pop()
        if id(entry) not in seen:
            seen.add(id(entry))
            yield entry
            waiting.extend(reversed(entry.inputs))


def compared_figures(line: StateAward) -> Figures:
    """Return the figures of one State's line; a figure that its rules do not have is left out."""
    by_key: dict[str, TraceNode] = {}
    for node in once(line.worksheet):
        if node.state in ("", line.state):  # the weeks of all States lie below the totalised ones
            by_key.setdefault(node.key, node)
    figures = {(figure, ""): found for figure, found in _of_state(line, by_key)}
    for share in line.shares:
        figures |= {(figure, share.survivor): found for figure, found in _of_survivor(share, line, by_key)}
    return figures


def _of_state(line: StateAward, by_key: Mapping[str, TraceNode]) -> Iterator[tuple[Figure, Compared]]:
    yield from _needs(by_key)
    weeks = Unit.WEEKS
    own = _nodes(by_key, "own_weeks")
    counted = _nodes(by_key, "counted_weeks") or own
    total = _nodes(by_key, "totalised_weeks")
    yield Figure.OWN_WEEKS, Compared(known=Known(value=line.own_weeks, unit=weeks), nodes=own)
    yield Figure.COUNTED_WEEKS, Compared(known=Known(value=line.counted_weeks, unit=weeks), nodes=counted)
    yield Figure.TOTALISED_WEEKS, Compared(known=Known(value=line.totalised_weeks, unit=weeks), nodes=total)
    for figure, result in ((Figure.ENTITLED_ALONE, line.alone), (Figure.ENTITLED_TOTALISED, line.totalised)):
        yield figure, Compared(known=_condition(result), nodes=_nodes(by_key, figure.value))
    for key, figure in _MONTHS:
        nodes = _nodes(by_key, key)
        value = _number(nodes[0]) if nodes else 0
        yield figure, Compared(known=Known(value=value, unit=Unit.MONTHS), nodes=nodes)
    for key, figure in _AVERAGES:
        nodes = _nodes(by_key, key)
        if nodes:
            known = Known(
                value=_number(nodes[0]), unit=Unit.MONEY, currency=line.currency, reason=_unknown_reason(nodes[0])
            )
            yield figure, Compared(known=known, nodes=nodes)
    yield Figure.RATE, Compared(known=Known(value=line.rate, unit=Unit.PERCENT), nodes=_nodes(by_key, "rate"))
    ratio = None if line.share is None or not line.share[1] else Fraction(*line.share)
    shared = _nodes(by_key, "shared_weeks") or total
    yield (
        Figure.SHARE,
        Compared(known=Known(value=ratio, unit=Unit.SHARE, share=line.share), nodes=(*counted, *shared)),
    )
    for figure, amount in ((Figure.NOTIONAL, line.notional), (Figure.ACTUAL, line.actual), (Figure.LOCAL, line.local)):
        nodes = tuple(node for node in _nodes(by_key, figure.value) if node.value is not None or node.inputs)
        yield figure, Compared(known=_amount(amount, line.currency), nodes=nodes)
    yield Figure.GRANT, Compared(known=_grant(line), nodes=_nodes(by_key, "grant"))
    weekly = line.payable.weekly
    known = Known(
        value=None if weekly is None else weekly.units,
        unit=Unit.MONEY,
        currency=line.currency if weekly is None else weekly.currency,
        reason=line.payable.reason,
    )
    yield Figure.PAYABLE, Compared(known=known, nodes=(line.worksheet,))


def _needs(by_key: Mapping[str, TraceNode]) -> Iterator[tuple[Figure, Compared]]:
    """Yield what the condition asks for, by totalisation where that was reckoned, else on own weeks."""
    root = by_key.get("entitled_totalised") or by_key.get("entitled_alone")
    told: set[Figure] = set()
    for test in once(root) if root is not None else ():
        figure = _TESTS.get(OPERATORS[test.operator].deciding) if test.operator in OPERATORS else None
        if figure is None or figure in told:
            continue
        told.add(figure)
        have, need = test.inputs[:2]
        known = Known(value=_number(need), unit=need.unit, have=_number(have), reason=_unknown_reason(need))
        yield figure, Compared(known=known, nodes=(need,))


def _of_survivor(
    share: SurvivorShare, line: StateAward, by_key: Mapping[str, TraceNode]
) -> Iterator[tuple[Figure, Compared]]:
    found = {figure: _share_nodes(by_key.get(figure.value), share.survivor) for figure in AMOUNTS}
    paid = found[Figure.ACTUAL] or found[Figure.LOCAL]
    yield (
        Figure.PERCENT_OF_SURVIVOR,
        Compared(known=Known(value=share.percent, unit=Unit.PERCENT, reason=share.reason), nodes=paid),
    )
    for figure, amount in (
        (Figure.NOTIONAL, share.notional),
        (Figure.ACTUAL, share.actual),
        (Figure.LOCAL, share.local),
    ):
        yield figure, Compared(known=_amount(amount, line.currency), nodes=found[figure])
    value = None if share.payable is None else share.payable.units
    known = Known(value=value, unit=Unit.MONEY, currency=line.currency, reason=share.reason)
    yield Figure.PAYABLE, Compared(known=known, nodes=paid)


def _share_nodes(root: TraceNode | None, survivor: str) -> tuple[TraceNode, ...]:
    found = (node for node in (once(root) if root is not None else ()) if node.facts.get("survivor") == survivor)
    first = next(found, None)
    return () if first is None else (first,)


def _nodes(by_key: Mapping[str, TraceNode], key: str) -> tuple[TraceNode, ...]:
    node = by_key.get(key)
    return () if node is None else (node,)


def _number(node: TraceNode) -> Number | None:
    value = node.value
    return value if isinstance(value, int | Fraction) and not isinstance(value, bool) else None


def _unknown_reason(node: TraceNode) -> Reason | None:
    """Return why a figure is not known, by the first thing below it that is missing."""
    if node.value is not None:
        return None
    finding = next((each for entry in once(node) if entry.value is None for each in entry.findings), None)
    return None if finding is None else Reason(code=finding.code, facts=finding.facts)


def _condition(result: ConditionResult) -> Known:
    return Known(value=result.met, unit=Unit.YES_NO, reason=result.reason, have=result.have)


def _amount(amount: Amount, currency: str) -> Known:
    value = amount.weekly.units if amount.weekly is not None else amount.unrounded
    named = amount.weekly.currency if amount.weekly is not None else currency
    return Known(value=value, unit=Unit.MONEY, currency=named, reason=amount.reason)


def _grant(line: StateAward) -> Known:
    once_paid = line.grant.lump_sum
    value = None if once_paid is None else once_paid.units
    return Known(value=value, unit=Unit.MONEY, currency=line.currency, reason=line.grant.reason)
