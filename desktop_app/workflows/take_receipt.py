"""Take note of a receipt: how far a message of ours has come at the other office (exchange rules, 4.9)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from desktop_app.domain.claims import Claim, OfficeReference
from desktop_app.domain.messages import Message, Receipt, ReceiptLevel
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.offices import KnownOffice
from desktop_app.store.outbox import OutboxRow, OutboxState
from desktop_app.workflows.arrival import Arrival, Change, change
from desktop_app.workflows.case_of_message import our_message
from desktop_app.workflows.correct_message import DESTROYED
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.taking import Choice
from desktop_app.workflows.typed_paper import body_differences, replace_typed, typed_copy

_STATES: Final = tuple(OutboxState)
"""In the order in which a message goes through them."""


def receipt_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what a receipt changes; nothing for a message that never went to that office."""
    receipt, claim = arrival.body(Receipt), arrival.claim
    typed = typed_copy(arrival.desk, claim.id, arrival.message, arrival.sender) if claim else None
    if typed is not None and _confirms_destruction(receipt):
        yield from body_differences(typed[1], receipt)
    if ours := our_message(arrival.desk, arrival.sender, receipt.about_message):
        yield from _receipt_changes(arrival.office, receipt, ours, arrival.claim)


def take_receipt(arrival: Arrival, _choice: Choice) -> Claim | None:
    """Note what an office says of a message that was sent to it; of any other message it can say nothing."""
    if arrival.claim is not None and _confirms_destruction(arrival.body(Receipt)):
        replace_typed(arrival.desk, arrival.claim.id, arrival.message, arrival.sender)
    note_receipt(arrival.desk, arrival.sender, arrival.message, arrival.claim, on_paper=arrival.on_paper)
    return arrival.claim


def _receipt_changes(office: KnownOffice, receipt: Receipt, ours: OutboxRow, claim: Claim | None) -> Iterator[Change]:
    """Yield how far our message has come, `detail` its type; receipts may come late, a message never goes back."""
    after = max(ours.state, _reached(receipt), key=_STATES.index)
    yield change("change_receipt", ours.state.value, after.value, ours.type.value)
    if receipt.case_number and claim:
        yield change(
            "change_their_number",
            claim.reference_of(office.card.office.code),
            receipt.case_number,
            office.card.office.state,
        )
    for remark in receipt.remarks:
        yield Change(what="change_remark", mark="new", after=remark.text, detail=remark.row_id)


def _reached(receipt: Receipt) -> OutboxState:
    """Return how far a message has come; one of a version that cannot be read there yet was opened, no more."""
    return OutboxState.OPENED if receipt.level is ReceiptLevel.VERSION else OutboxState(receipt.level.value)


def note_receipt(desk: Desk, sender: str, message: Message, claim: Claim | None, *, on_paper: bool = False) -> None:
    """Note what a receipt says, inside an act of the caller; nothing of a message that never went to its sender."""
    receipt = message.body
    if not isinstance(receipt, Receipt):
        raise TypeError(message.type)
    if our_message(desk, sender, receipt.about_message) is None:
        return
    remarks = "; ".join(remark.text for remark in receipt.remarks)
    if receipt.level is ReceiptLevel.VERSION:
        remarks = receipt.level.value
    desk.store.outbox.mark_receipt(receipt.about_message, _reached(receipt), at=desk.clock.now(), remarks=remarks)
    desk.store.obligations.received(receipt.about_message, message.created_at.date())
    if _confirms_destruction(receipt):
        for owed in desk.store.obligations.asked_by(receipt.about_message):
            if owed.open and owed.owed_by == sender and owed.kind is ObligationKind.RECEIPT:
                desk.store.obligations.meet(
                    owed.id, met_by=message.message_id, from_paper=on_paper, by=desk.user.id if on_paper else ""
                )
    if claim and receipt.case_number:
        others = tuple(entry for entry in claim.references if entry.office != sender)
        entry = OfficeReference(office=sender, number=receipt.case_number)
        desk.store.claims.update(replace(claim, references=(*others, entry)))


def _confirms_destruction(receipt: Receipt) -> bool:
    return any(remark.row_id == DESTROYED for remark in receipt.remarks)
