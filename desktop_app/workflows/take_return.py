"""Take note of a return: a message of ours came back, and nothing of it was applied there (exchange rules, 4.9)."""

from collections.abc import Iterator

from desktop_app.domain.claims import Claim, Part
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import MessageType, Receipt, ReturnNotice
from desktop_app.domain.obligations import CancelReason, ObligationKind
from desktop_app.store.obligations import Obligation
from desktop_app.store.outbox import OutboxRow
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, failed
from desktop_app.workflows.case_of_message import our_message
from desktop_app.workflows.deadlines import within
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.hand_over_claim import take_examination_back
from desktop_app.workflows.own_periods import owes_certificate, state_of_office
from desktop_app.workflows.taking import Choice


def answer_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check that a receipt or return is about a message that went to the office it comes from."""
    body = arrival.message.body
    if isinstance(body, Receipt | ReturnNotice) and not our_message(arrival.desk, arrival.sender, body.about_message):
        yield failed("not_our_message", Level.WARNING)


def return_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what a return changes; nothing for a message that never went to that office."""
    notice = arrival.body(ReturnNotice)
    if our_message(arrival.desk, arrival.sender, notice.about_message):
        yield Change(what="change_returned", mark="changed", after=notice.reason.value, detail=notice.note)
        for owed in _lifted(arrival.desk, arrival.sender, notice.about_message, arrival.claim):
            yield Change(what="change_owed_lifted", mark="changed", detail=owed.kind.value)


def take_return(arrival: Arrival, _choice: Choice) -> Claim | None:
    """Note that a message of ours came back: what it asked for is lifted, what it answered is owed again."""
    _note_return(arrival.desk, arrival.sender, arrival.body(ReturnNotice), arrival.claim)
    return arrival.desk.store.claims.get(arrival.claim.id) if arrival.claim else None


def _note_return(desk: Desk, sender: str, notice: ReturnNotice, claim: Claim | None) -> None:
    row = our_message(desk, sender, notice.about_message)
    if row is None:
        return
    remarks = f"{notice.reason.value}: {notice.note}" if notice.note else notice.reason.value
    desk.store.outbox.mark_returned(row.message_id, at=desk.clock.now(), remarks=remarks)
    if claim is None:
        return
    for obligation in _lifted(desk, sender, row.message_id, claim):
        desk.store.obligations.cancel(obligation.id, CancelReason.MESSAGE_RETURNED)
    _owe_again(desk, sender, row, claim)
    if row.type is MessageType.FORWARD:
        take_examination_back(desk, row, desk.store.claims.get(claim.id))


def _lifted(desk: Desk, sender: str, message_id: str, claim: Claim | None) -> tuple[Obligation, ...]:
    """Return what an office owes us for a message that it sends back."""
    owed = desk.store.obligations.of_claim(claim.id) if claim else ()
    return tuple(
        entry for entry in owed if entry.asked_message_id == message_id and entry.open and entry.owed_by == sender
    )


def _owe_again(desk: Desk, sender: str, row: OutboxRow, claim: Claim) -> None:
    """Owe our certificate once more where it came back to the office that was asked for it."""
    answered = row.type is MessageType.PERIOD_CERTIFICATE and claim.part is Part.ASKED
    if not answered or owes_certificate(desk, claim.id, sender):
        return
    asked = next(
        (
            entry
            for entry in desk.store.obligations.of_claim(claim.id)
            if entry.owed_to == sender and entry.kind is ObligationKind.PERIOD_CERTIFICATE
        ),
        None,
    )
    if asked:
        today = desk.clock.today()
        desk.store.obligations.add(
            claim_id=claim.id,
            owed_by=desk.office.code,
            owed_to=sender,
            kind=asked.kind,
            asked_message_id=asked.asked_message_id,
            asked_on=today,
            due_on=within(desk, asked.kind, state_of_office(desk, sender)).after(today),
        )
