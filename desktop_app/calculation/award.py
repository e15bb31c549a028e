"""The result of a calculation: for every State, entitlement, the three amounts, what is payable, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from desktop_app.calculation.trace import TraceNode
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.findings import Finding, Reason
from desktop_app.domain.money import Money
from desktop_app.foundation.sealing import empty, open_form


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionResult:
    """Whether a State's whole condition is met, and the figure that decides.

    `met` is None where it cannot be told. `have` of `need` counts `unit` (weeks or months, may be a fraction when
    converted); `short` is what is missing, 0 when met. `deciding` names the test that decides (`weeks`, `paid_weeks`,
    `age`).
    """

    met: bool | None
    deciding: str
    have: Fraction | int | None
    need: Fraction | int | None
    unit: str
    reason: Reason

    @property
    def short(self) -> Fraction | int:
        """What is missing, never negative; 0 where it cannot be told."""
        if self.have is None or self.need is None or self.have >= self.need:
            return 0
        return self.need - self.have


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One amount a week: exact, and as it can be paid. Both None with a reason where it is unknown or nothing.

    `without_rounding` is what it would be had nothing on the way been rounded, where that differs. A grant is not
    paid by the week: it stands in `lump_sum`.
    """

    unrounded: Fraction | None = None
    weekly: Money | None = None
    reason: Reason | None = None
    without_rounding: Fraction | None = None
    lump_sum: Money | None = None


_OPEN_CONDITION: Final = open_form(ConditionResult)
_OPEN_AMOUNT: Final = open_form(Amount)


def condition_of(
    met: bool | None, deciding: str, have: Fraction | int | None, need: Fraction | int | None, unit: str, reason: Reason
) -> ConditionResult:
    """Return a condition of these fields, written open: every State has two."""
    entry: Any = empty(_OPEN_CONDITION)
    entry.met = met
    entry.deciding = deciding
    entry.have = have
    entry.need = need
    entry.unit = unit
    entry.reason = reason
    entry.__class__ = ConditionResult
    condition: ConditionResult = entry
    return condition


def amount_of(
    unrounded: Fraction | None,
    weekly: Money | None,
    reason: Reason | None = None,
    without_rounding: Fraction | None = None,
    lump_sum: Money | None = None,
) -> Amount:
    """Return an amount of these fields, written open: every State has four."""
    entry: Any = empty(_OPEN_AMOUNT)
    entry.unrounded = unrounded
    entry.weekly = weekly
    entry.reason = reason
    entry.without_rounding = without_rounding
    entry.lump_sum = lump_sum
    entry.__class__ = Amount
    amount: Amount = entry
    return amount


class PayableKind(StrEnum):
    """Which amount is payable."""

    ACTUAL = "actual"
    LOCAL = "local"
    CERTIFIED = "certified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payable:
    """What a State pays: which of its amounts, a week, four weeks, a month and a year where its rule says how.

    A State that pays each month the weeks of that month has two months, of four and of five weeks, and no `monthly`.
    One that pays every four weeks has `four_weekly` alone.
    """

    kind: PayableKind | None
    weekly: Money | None
    monthly: Money | None
    reason: Reason
    four_weekly: Money | None = None
    five_weekly: Money | None = None
    yearly: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivorShare:
    """What one survivor gets from one State.

    `survivor` is the survivor's place in the claim. `percent` is the share where it is a per cent of a pension.
    `payable` is a week's money, `monthly` a month's where the State has one; both None with the `reason`. `until` says
    in the rule's words how long it is paid.
    """

    survivor: str
    relationship: Relationship
    percent: Fraction | None
    notional: Amount
    actual: Amount
    local: Amount
    payable: Money | None
    reason: Reason
    monthly: Money | None = None
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAward:
    """One State's line of the result.

    `own_weeks` are certified; `counted_weeks` remain after overlaps; `share` is (counted, denominator). `rate` is the
    percentage behind the notional amount (34 for 34 %), before any early or late factor. `worksheet` is the State's
    part of the trace, rooted at its payable amount; `months` are the amounts a month and a year as figures, by the
    State's rule. `shares` are what each survivor gets; the amounts of the State are then their sums.
    """

    state: str
    currency: str
    own_weeks: int
    counted_weeks: int
    totalised_weeks: int
    alone: ConditionResult
    totalised: ConditionResult
    rate: Fraction | None
    average_weekly: Fraction | None
    share: tuple[int, int] | None
    notional: Amount
    actual: Amount
    local: Amount
    grant: Amount
    payable: Payable
    findings: tuple[Finding, ...]
    worksheet: TraceNode
    months: tuple[TraceNode, ...] = ()
    shares: tuple[SurvivorShare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """The whole result, with what it used: settings with their options, digests of rule packs and of the Agreement."""

    totalised_weeks: int
    contingency_date: date
    states: tuple[StateAward, ...]
    findings: tuple[Finding, ...]
    settings: Mapping[str, str]
    rule_packs: Mapping[str, str]
    worksheet: TraceNode

    def state(self, code: str) -> StateAward:
        """Return one State's line; `KeyError` when it has none."""
        for line in self.states:
            if line.state == code:
                return line
        raise KeyError(code)
