"""A desk that took in a message which its sender then took back as gone astray: it is to be destroyed."""

from pathlib import Path

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.messages import MessageType
from desktop_app.workflows.correct_message import correct_message
from desktop_app.workflows.print_message import message_document
from tests.support.claim_desks import Offices, answered, carry, three_offices


def astray_offices(folder: Path) -> Offices:
    """Saint Vincent, which printed Saint Lucia's certificate before it was told that it is about another person."""
    offices = three_offices(folder)
    key = answered(offices)
    (kept,) = [
        row
        for row in offices.vc.store.mailbox.of_claim(key)
        if row.type == MessageType.PERIOD_CERTIFICATE
        and offices.vc.store.mailbox.get(row.received_id).from_office == "LC-NIC"
    ]
    message_document(offices.vc, kept.message_id)
    words = "The sheet belongs to another person of the same name."
    correct_message(offices.lc, kept.message_id, reason=CorrectionReason.WRONG_PERSON, text=words)
    carry(offices.lc, offices.vc)
    return offices
