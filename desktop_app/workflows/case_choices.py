"""A person's choices for one case: readings, officer's decisions, totals taken as stated, amounts others certified.

Each choice is an append-only record with its reason; the newest of a kind holds, and an empty option withdraws it.
"""

import json
from dataclasses import dataclass

from desktop_app.calculation.case import CertifiedAmount, StatedTotal
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.money import Money
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.desk import Desk

READING = "reading"
STATED_TOTAL = "stated_total"
CERTIFIED_AMOUNT = "certified_amount"
_OWN_KINDS = frozenset({READING, STATED_TOTAL, CERTIFIED_AMOUNT})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChoices:
    """The choices that hold now."""

    readings: dict[str, str]
    decisions: tuple[OfficerDecision, ...]
    stated_totals: tuple[StatedTotal, ...]
    certified: tuple[CertifiedAmount, ...]


def choices_of(desk: Desk, claim_id: str) -> CaseChoices:
    """Return the choices that hold now for a case."""
    held = tuple(entry for entry in desk.store.decisions.of_claim(claim_id) if entry.option)
    return CaseChoices(
        readings={entry.state: entry.option for entry in held if entry.point == READING},
        decisions=tuple(entry for entry in held if entry.point not in _OWN_KINDS),
        stated_totals=tuple(_stated_total(entry) for entry in held if entry.point == STATED_TOTAL),
        certified=tuple(_certified(entry) for entry in held if entry.point == CERTIFIED_AMOUNT),
    )


def keep_choice(desk: Desk, claim_id: str, *, point: str, state: str, option: str, reason: str) -> None:
    """Keep a choice with its reason, in an act of its own; an empty `option` withdraws what held before.

    Raises `CaseProblem("reason_missing")`.
    """
    if not reason.strip():
        raise CaseProblem("reason_missing")
    decision = OfficerDecision(
        point=point,
        state=state,
        option=option,
        reason=reason.strip(),
        decided_by=desk.user.short_name,
        decided_on=desk.clock.today(),
    )
    with desk.store.act(
        verb="point_decided" if option else "point_withdrawn",
        user=desk.user.id,
        about=claim_id,
        facts={"point": point, "state": state, "option": option},
        said=reason.strip(),
    ):
        desk.store.decisions.add(claim_id, decision)


def stated_total_option(total: StatedTotal) -> str:
    """Return a stated total as the text of a choice."""
    money = total.best_years_total
    return json.dumps(
        {
            "weeks": total.weeks,
            "best_years_minor": money.minor if money else None,
            "currency": money.currency if money else None,
        },
        sort_keys=True,
    )


def certified_option(amount: CertifiedAmount) -> str:
    """Return certified amounts as the text of a choice."""
    return json.dumps(
        {
            "certificate": amount.certificate,
            "notional": [amount.notional.minor, amount.notional.currency] if amount.notional else None,
            "actual": [amount.actual.minor, amount.actual.currency] if amount.actual else None,
        },
        sort_keys=True,
    )


def _stated_total(entry: OfficerDecision) -> StatedTotal:
    kept = json.loads(entry.option)
    minor = kept["best_years_minor"]
    money = None if minor is None else Money(minor=minor, currency=kept["currency"])
    return StatedTotal(state=entry.state, weeks=kept["weeks"], best_years_total=money)


def _certified(entry: OfficerDecision) -> CertifiedAmount:
    kept = json.loads(entry.option)
    notional, actual = (
        Money(minor=kept[name][0], currency=kept[name][1]) if kept[name] else None for name in ("notional", "actual")
    )
    return CertifiedAmount(state=entry.state, certificate=kept["certificate"], notional=notional, actual=actual)
