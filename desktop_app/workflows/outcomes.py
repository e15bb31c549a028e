"""What a result comes to for a person, without the explanation: by this, thousands of results are compared."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from desktop_app.calculation.award import Award, StateAward
from desktop_app.calculation.causes import Cause
from desktop_app.calculation.compared_figures import Figure
from desktop_app.calculation.differences import Difference
from desktop_app.domain.decisions import StoredCalculation
from desktop_app.domain.findings import Reason
from desktop_app.domain.money import Money
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.typed_json import plain, read_as

_FIGURES: Final = (
    "own_weeks",
    "counted_weeks",
    "totalised_weeks",
    "alone",
    "totalised",
    "notional",
    "actual",
    "local",
    "grant",
    "payable",
    "shares",
)
_WORDS: Final = frozenset({"reason", "until"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What a State pays a week, or the grant it pays once; None with the reason where it is nothing."""

    weekly: Money | None = None
    lump_sum: Money | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidChange:
    """What a State pays before and after, and why it differs; a side in which the State has no line is None."""

    state: str
    before: Paid | None
    after: Paid | None
    why: tuple[Cause, ...] = ()


def figures_of(line: StateAward) -> object:
    """Return the figures of a line as plain JSON, without reasons, findings and worksheet."""
    return {name: _bare(plain(getattr(line, name))) for name in _FIGURES}


def same_outcome(before: StateAward, after: StateAward) -> bool:
    """Tell whether two lines come to the same: the same figures, and paid or refused for the same kind of reason."""
    return figures_of(before) == figures_of(after) and before.payable.reason.code == after.payable.reason.code


def changed_states(before: Award, after: Award) -> tuple[str, ...]:
    """Return the States whose line comes to something else, or is in one of two results only."""
    mine, theirs = ({line.state: line for line in award.states} for award in (before, after))
    return tuple(
        state
        for state in dict.fromkeys((*mine, *theirs))
        if state not in mine or state not in theirs or not same_outcome(mine[state], theirs[state])
    )


def changed_since(record: StoredCalculation, award: Award) -> tuple[str, ...]:
    """Return the States of which a kept result says something else than another one, without reading its worksheet.

    Raises `CaseProblem("calculation_unreadable")`.
    """
    kept = _kept_lines(record)
    now = {line.state: line for line in award.states}
    return tuple(
        state
        for state in dict.fromkeys((*kept, *now))
        if state not in kept or state not in now or not _as_kept(kept[state], now[state])
    )


def used_by(record: StoredCalculation) -> Mapping[str, str]:
    """Return the digests of the rules that a kept result used, by State. Raises as `changed_since`."""
    packs: Mapping[str, str] = _kept_award(record)["rule_packs"]
    return packs


def paid_before(record: StoredCalculation, state: str) -> Paid | None:
    """Return what a kept result says that a State pays, None where it has no line. Raises as `changed_since`."""
    line = _kept_lines(record).get(state)
    if line is None:
        return None
    weekly, lump_sum = line["payable"]["weekly"], line["grant"]["lump_sum"]
    return _paid(
        read_as(Money, weekly) if weekly is not None else None,
        read_as(Money, lump_sum) if lump_sum is not None else None,
        read_as(Reason, line["payable"]["reason"]),
    )


def paid_by(award: Award, state: str) -> Paid | None:
    """Return what a State pays in a result, None where it has no line."""
    line = next((line for line in award.states if line.state == state), None)
    return _paid(line.payable.weekly, line.grant.lump_sum, line.payable.reason) if line is not None else None


def why_of(state: str, found: tuple[Difference, ...]) -> tuple[Cause, ...]:
    """Return why a State pays something else: of what is payable, else of the first figure that has a reason."""
    own = [each for each in found if each.state == state and each.why]
    payable = [each for each in own if each.figure is Figure.PAYABLE]
    return next((each.why for each in (*payable, *own)), ())


def _paid(weekly: Money | None, lump_sum: Money | None, reason: Reason) -> Paid:
    return Paid(weekly=weekly, lump_sum=lump_sum if weekly is None else None, reason=reason)


def _kept_award(record: StoredCalculation) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(record.result)
        kept = kept.get("award", kept)
        _ = kept["states"], kept["rule_packs"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CaseProblem("calculation_unreadable") from error
    return kept


def _kept_lines(record: StoredCalculation) -> dict[str, dict[str, Any]]:
    return {line["state"]: line for line in _kept_award(record)["states"]}


def _as_kept(kept: dict[str, Any], line: StateAward) -> bool:
    reason: str = kept["payable"]["reason"]["code"]
    return reason == line.payable.reason.code and all(
        _holds(_bare(kept.get(name)), _bare(plain(getattr(line, name)))) for name in _FIGURES
    )


def _bare(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Leave out what is said of a figure."""
    if isinstance(value, dict):
        return {name: _bare(entry) for name, entry in value.items() if name not in _WORDS}
    return [_bare(entry) for entry in value] if isinstance(value, list) else value


def _holds(kept: Any, now: Any) -> bool:  # noqa: ANN401 - JSON
    """Tell whether a figure is as kept; what was not known of it then is nothing now."""
    if isinstance(kept, dict) and isinstance(now, dict):
        return all(_holds(kept.get(name), entry) for name, entry in now.items())
    if isinstance(kept, list) and isinstance(now, list) and len(kept) == len(now):
        return all(map(_holds, kept, now))
    return bool(kept == now) or (kept is None and now == [])
