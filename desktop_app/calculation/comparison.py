"""Local, actual, payable: which amount a State pays, by the options of the Agreement's open points. Pure choice.

Nothing here reckons; it names what is paid and why. See the open points `vested_state` and `unmet_state`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.chosen import ACTUAL, CERTIFIED, LOCAL, NONE, SUPPLEMENTED
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.findings import Reason

VESTED: Final = "vested_state"
UNMET: Final = "unmet_state"
MINIMUM: Final = "minimum_own_period"
HIGHER: Final = "higher"
LOCAL_ONLY: Final = "local"
ACTUAL_ONLY: Final = "actual"
SUPPLEMENT: Final = "supplement"
REFER: Final = "refer"
NOTHING: Final = "nothing"
PROPORTIONAL: Final = "proportional"
NO_WEEKS: Final = "no_weeks_count"
"""The reason of a State that owes nothing because none of its weeks count: nothing is known, and it is nought."""


_NOT_A_LENGTH: Final = frozenset({"age_short", "test_not_met"})
"""Why a condition is not met where no officer is asked: the age, or a test that compares no length."""


@dataclass(slots=True, kw_only=True)
class Standing:
    """What is known of one State when its payable amount is chosen. Amounts are as they can be paid, None for none.

    `trouble` says why an amount that is due cannot be told. `condition` is the reason of the totalised condition.
    `to_survivors`: the amounts are sums of what several persons get.
    """

    state: str
    currency: str
    alone: bool | None
    totalised: bool | None
    actual: Fraction | None
    local: Fraction | None
    certified: bool
    trouble: Reason | None
    condition: Reason
    relieved: bool
    unmet_option: str
    vested_option: str
    decision: OfficerDecision | None
    to_survivors: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which amount is paid (an option of the operator `chosen`), why, and the open points it rested on."""

    pays: str
    reason: Reason
    rests_on: tuple[str, ...] = ()


def choose(standing: Standing, *, agreement_applies: bool) -> Choice:
    """Choose what a State pays."""
    if standing.certified and agreement_applies:
        return _certified(standing)
    if standing.trouble is not None:
        return Choice(pays=NONE, reason=standing.trouble)
    if not agreement_applies:
        pays, code = (
            (NONE, "no_local_without_agreement") if standing.local is None else (LOCAL, "local_without_agreement")
        )
        return Choice(pays=pays, reason=Reason(code=code, facts={"state": standing.state}))
    if standing.alone:
        return _vested(standing)
    return _by_totalisation(standing)


def _certified(standing: Standing) -> Choice:
    if standing.actual is None:
        reason = standing.trouble or Reason(code="not_known", facts={"state": standing.state})
        return Choice(pays=NONE, reason=reason)
    return Choice(pays=CERTIFIED, reason=Reason(code="certified", facts={"state": standing.state}))


def _by_totalisation(standing: Standing) -> Choice:
    if standing.totalised is None:
        return Choice(pays=NONE, reason=standing.condition)
    if not standing.totalised:
        return _unmet(standing)
    who = {"state": standing.state}
    if standing.relieved:
        return Choice(pays=NONE, reason=Reason(code="under_minimum_period", facts=who), rests_on=(MINIMUM,))
    return Choice(pays=ACTUAL, reason=Reason(code="pro_rata_no_local", facts=who))


def _unmet(standing: Standing) -> Choice:
    who = {"state": standing.state}
    if standing.condition.code in _NOT_A_LENGTH:
        return Choice(pays=NONE, reason=standing.condition)
    decision = standing.decision
    if standing.unmet_option == PROPORTIONAL and standing.actual is not None:
        if decision is None:
            return Choice(pays=ACTUAL, reason=Reason(code="unmet_proportional", facts=who), rests_on=(UNMET,))
        facts = who | {
            "reason": decision.reason,
            "by": decision.decided_by,
            "on": decision.decided_on.isoformat() if decision.decided_on else "",
        }
        code = "officer_decided_proportional" if decision.decided_by else "officer_decided_unsigned"
        return Choice(pays=ACTUAL, reason=Reason(code=code, facts=facts), rests_on=(UNMET,))
    code = "unmet_nothing" if standing.unmet_option == NOTHING else "unmet_referred"
    return Choice(pays=NONE, reason=Reason(code=code, facts=who | dict(standing.condition.facts)), rests_on=(UNMET,))


def _vested(standing: Standing) -> Choice:
    """Choose for a State that is met on its own weeks: the Agreement's sources never say which amount it pays."""
    facts: dict[str, str | int] = {"state": standing.state}
    option = standing.vested_option
    if standing.local is None or (option == ACTUAL_ONLY and standing.actual is not None):
        return Choice(pays=ACTUAL, reason=Reason(code="actual_only", facts=facts), rests_on=(VESTED,))
    if option in (LOCAL_ONLY, SUPPLEMENT) or standing.actual is None:
        code = "local_only" if option != SUPPLEMENT else "local_before_supplement"
        return Choice(pays=LOCAL, reason=Reason(code=code, facts=facts), rests_on=(VESTED,))
    if standing.local >= standing.actual:
        return Choice(pays=LOCAL, reason=Reason(code="local_higher", facts=facts), rests_on=(VESTED,))
    return Choice(pays=ACTUAL, reason=Reason(code="actual_higher", facts=facts), rests_on=(VESTED,))


def supplements(standings: Mapping[str, Standing]) -> dict[str, Choice]:
    """Choose anew for the States under the option `supplement` (ETS 78 art. 34).

    A State whose local pension beats the sum of all actual amounts adds the difference to its own actual amount; only
    the State with the largest difference does, the others pay their actual amounts. Amounts of several currencies
    cannot be compared, nor can an amount that is not told, and no source says how survivors would share a supplement:
    then the local amount stands and an officer is asked.
    """
    concerned = {
        state: standing
        for state, standing in standings.items()
        if standing.alone
        and standing.vested_option == SUPPLEMENT
        and standing.actual is not None
        and not standing.certified
        and not standing.trouble
    }
    if not concerned:
        return {}
    code = ""
    if any(standing.to_survivors for standing in concerned.values()):
        code = "supplement_survivors"
    elif len({standing.currency for standing in standings.values()}) > 1:
        code = "supplement_currencies"
    elif any(each.trouble is not None and each.trouble.code != NO_WEEKS for each in standings.values()):
        code = "supplement_not_told"
    if code:
        reasons = {state: Reason(code=code, facts={"state": state}) for state in concerned}
        return {state: Choice(pays=LOCAL, reason=reason, rests_on=(VESTED,)) for state, reason in reasons.items()}
    together = sum((standing.actual or Fraction(0) for standing in standings.values()), start=Fraction(0))
    excess = {state: (standing.local or Fraction(0)) - together for state, standing in concerned.items()}
    largest = max(sorted(excess), key=lambda state: excess[state])
    return {
        state: Choice(
            pays=SUPPLEMENTED if state == largest and excess[state] > 0 else ACTUAL,
            reason=Reason(
                code="actual_with_supplement" if state == largest and excess[state] > 0 else "actual_no_supplement",
                facts={"state": state},
            ),
            rests_on=(VESTED,),
        )
        for state in concerned
    }
