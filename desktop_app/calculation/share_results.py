"""What each survivor gets from a State, as values of the result: the three amounts, what is payable, and how long."""

from fractions import Fraction

from desktop_app.calculation.amounts import before_rounding
from desktop_app.calculation.award import Amount, SurvivorShare
from desktop_app.calculation.comparison import Choice
from desktop_app.calculation.conditions import OWN, TOTALISED
from desktop_app.calculation.line import Line, exact
from desktop_app.calculation.operators.chosen import ACTUAL, LOCAL, NONE
from desktop_app.calculation.periodic import monthly
from desktop_app.calculation.portion import Portion
from desktop_app.calculation.trace import TraceNode
from desktop_app.domain.findings import Reason
from desktop_app.domain.money import Money, Rounding, rounded

_SCOPE = {ACTUAL: TOTALISED, LOCAL: OWN}


def share_results(line: Line, choice: Choice, due: Reason | None) -> tuple[SurvivorShare, ...]:
    """Return every survivor's share, in the order of the claim. `due` says why there is no amount in proportion."""
    totalised = line.portions.get(TOTALISED, [])
    own = line.portions.get(OWN, [])
    return tuple(_share(line, choice, due, at, totalised, own) for at in range(len(totalised or own)))


def _share(
    line: Line, choice: Choice, due: Reason | None, at: int, totalised: list[Portion], own: list[Portion]
) -> SurvivorShare:
    in_all, alone = (found[at] if found else None for found in (totalised, own))
    either = in_all or alone
    if either is None:
        raise ValueError("a share without a survivor")
    who = either.survivor
    nothing = due or line.trouble or choice.reason
    paying = {ACTUAL: in_all, LOCAL: alone}.get(choice.pays)
    amount = line.survivor_amounts.get(choice.pays, {}).get(who.id)
    shown = paying or either
    return SurvivorShare(
        survivor=who.id,
        relationship=who.relationship,
        percent=shown.percent,
        notional=_notional(in_all, line, nothing),
        actual=_amount(line.survivor_amounts.get(ACTUAL, {}).get(who.id), _why(in_all, nothing)),
        local=_amount(line.survivor_amounts.get(LOCAL, {}).get(who.id), _why(alone, nothing)),
        payable=None if amount is None else Money.of(Fraction(exact(amount)), amount.currency),
        reason=_paid_reason(choice, paying, either) if amount is None else choice.reason,
        monthly=monthly(line, amount),
        until=shown.until,
    )


def _paid_reason(choice: Choice, paying: Portion | None, either: Portion) -> Reason:
    """Say why a survivor gets nothing: no share of the survivor's own, else as the State chose."""
    if choice.pays == NONE:
        return choice.reason if either.unknown or either.reason is None else either.reason
    if choice.pays not in _SCOPE:
        return Reason(code="certified_in_all", facts=choice.reason.facts)
    return (paying.reason if paying is not None else None) or choice.reason


def _why(portion: Portion | None, otherwise: Reason) -> Reason:
    return (portion.reason if portion is not None else None) or otherwise


def _notional(portion: Portion | None, line: Line, otherwise: Reason) -> Amount:
    if portion is None or portion.node is None:
        return Amount(reason=_why(portion, otherwise))
    value = Fraction(exact(portion.node))
    before = Fraction(exact(before_rounding(portion.node)))
    return Amount(unrounded=before, weekly=Money.of(rounded(value, Rounding.HALF_UP_CENT), line.currency))


def _amount(node: TraceNode | None, reason: Reason) -> Amount:
    if node is None:
        return Amount(reason=reason)
    before = Fraction(exact(before_rounding(node)))
    return Amount(unrounded=before, weekly=Money.of(Fraction(exact(node)), node.currency))
