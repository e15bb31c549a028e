"""What a death that is told means for its claim: what is paid ends, and those who survive may have a right (4.13).

Said, and left to people: no payment stops by itself, and nobody is taken for a survivor.
"""

from collections.abc import Iterator
from datetime import date

from desktop_app.domain.award_notices import DecidedAmount, DecisionResult, Frequency
from desktop_app.domain.claims import Benefit, Claim
from desktop_app.domain.findings import Level
from desktop_app.workflows.arrival import CheckLine, failed
from desktop_app.workflows.case_decisions import own_decision
from desktop_app.workflows.desk import Desk

_OF_SURVIVORS = (Benefit.SURVIVORS, Benefit.DEATH)
_PAYS = (DecisionResult.GRANTED, DecisionResult.RECALCULATED, DecisionResult.PROVISIONAL)


def death_checks(desk: Desk, claim: Claim, died_on: date) -> Iterator[CheckLine]:
    """Say that the insured person died and when; of a claim of their own, what becomes of it and who may claim now."""
    yield failed("death_told", Level.WARNING, date=died_on.isoformat())
    if claim.benefit in _OF_SURVIVORS:
        return
    decision = own_decision(desk, claim.id)
    paid = _paid_at(decision.amounts, died_on) if decision and decision.result in _PAYS else None
    if paid is not None:
        money = paid.payable
        yield failed(
            "death_ends_payment",
            Level.WARNING,
            currency=money.currency,
            amount=money.plain,
            frequency=paid.frequency.value,
        )
    elif decision is None:
        yield failed("death_before_decision", Level.WARNING)
    yield failed("death_may_leave_rights", Level.WARNING)


def _paid_at(amounts: tuple[DecidedAmount, ...], day: date) -> DecidedAmount | None:
    """Return what is paid again and again on a day, None where nothing is."""
    for amount in amounts:
        ended = amount.until is not None and amount.until < day
        if amount.frequency is not Frequency.ONCE and amount.since <= day and not ended:
            return amount
    return None
