"""Settle an obligation by what was heard or decided: promised, refused, no longer wanted, given up."""

from datetime import date

from desktop_app.domain.inquiries import NotAvailable
from desktop_app.domain.obligations import CancelReason, LapseReason, ObligationKind
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.decisions_owed import bring_decisions_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.obligations import ObligationLine, known_obligation, obligation
from desktop_app.workflows.remind import drop_needless_reminders


def promise(desk: Desk, obligation_id: str, on: date, *, heard_from: str = "") -> ObligationLine:
    """Note that an answer is promised for a day, as heard by `heard_from`: the first promise moves the due day.

    What this office owes it promises itself. Raises `CaseProblem`: `obligation_unknown`, `obligation_settled`,
    `promise_in_past`, `heard_from_missing`.
    """
    entry = _still_owed(desk, obligation_id)
    if on < desk.clock.today():
        raise CaseProblem("promise_in_past", date=on.isoformat())
    _heard(desk, entry, heard_from)
    facts, said = {"day": on.isoformat()}, heard_from.strip()
    with desk.store.act(verb="answer_promised", user=desk.user.id, about=obligation_id, facts=facts, said=said):
        desk.store.obligations.promise(obligation_id, on, by=desk.user.id)
        drop_needless_reminders(desk, entry.owed_by)
    return obligation(desk, obligation_id)


def refuse(desk: Desk, obligation_id: str, reason: NotAvailable, *, heard_from: str = "") -> ObligationLine:
    """Note that an answer will not be given, and why. Raises as `promise` does."""
    entry = _still_owed(desk, obligation_id)
    _heard(desk, entry, heard_from)
    facts, said = {"reason": reason.value}, heard_from.strip()
    with desk.store.act(verb="answer_refused", user=desk.user.id, about=obligation_id, facts=facts, said=said):
        desk.store.obligations.refuse(obligation_id, reason.value, by=desk.user.id)
        _bring_on(desk, entry)
    return obligation(desk, obligation_id)


def cancel(desk: Desk, obligation_id: str, reason: CancelReason) -> ObligationLine:
    """Note that an answer is no longer wanted. Raises `CaseProblem`: `obligation_unknown`, `obligation_settled`."""
    entry = _still_owed(desk, obligation_id)
    facts = {"reason": reason.value}
    with desk.store.act(verb="answer_not_wanted", user=desk.user.id, about=obligation_id, facts=facts):
        desk.store.obligations.cancel(obligation_id, reason, by=desk.user.id)
        _bring_on(desk, entry)
    return obligation(desk, obligation_id)


def lapse(desk: Desk, obligation_id: str, reason: LapseReason) -> ObligationLine:
    """Note that nobody waits for an answer any longer. Raises as `cancel` does."""
    entry = _still_owed(desk, obligation_id)
    facts = {"reason": reason.value}
    with desk.store.act(verb="answer_lapsed", user=desk.user.id, about=obligation_id, facts=facts):
        desk.store.obligations.lapse(obligation_id, reason, by=desk.user.id)
        _bring_on(desk, entry)
    return obligation(desk, obligation_id)


def _bring_on(desk: Desk, entry: Obligation) -> None:
    """Let go of reminders that nobody needs now, and sum the decisions up once the last of them is given up."""
    drop_needless_reminders(desk, entry.owed_by)
    if entry.claim_id and entry.kind is ObligationKind.DECISION:
        bring_decisions_on(desk, desk.store.claims.get(entry.claim_id))


def _heard(desk: Desk, entry: Obligation, heard_from: str) -> None:
    if entry.owed_by != desk.office.code and not heard_from.strip():
        raise CaseProblem("heard_from_missing")


def _still_owed(desk: Desk, obligation_id: str) -> Obligation:
    entry = known_obligation(desk, obligation_id)
    if not entry.open:
        raise CaseProblem("obligation_settled")
    return entry
