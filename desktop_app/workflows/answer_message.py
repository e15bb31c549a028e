"""The answer to a message: the receipt that says how far it came here, or the return with its reason."""

from desktop_app.domain.claims import Claim
from desktop_app.domain.messages import (
    Message,
    Receipt,
    ReturnNotice,
    ReturnReason,
    RowRemark,
)
from desktop_app.store.mailbox import MailState
from desktop_app.workflows.case_of_message import claim_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forward_message import tell_again
from desktop_app.workflows.handlings import answer_level
from desktop_app.workflows.preview_bundle import Preview, PreviewPart
from desktop_app.workflows.put_message import put_message


def acknowledge(desk: Desk, sender: str, message: Message, claim: Claim | None, remarks: tuple[RowRemark, ...]) -> None:
    """Put the receipt for a message into "To send"; receipts and returns are not acknowledged again."""
    level = answer_level(message.type, remarks)
    if level is None:
        return
    receipt = Receipt(
        about_message=message.message_id, level=level, case_number=claim.number if claim else "", remarks=remarks
    )
    put_message(desk, office=sender, body=receipt, claim=claim, in_reply_to=message.message_id)


def acknowledge_again(desk: Desk, view: Preview, part: PreviewPart) -> bool:
    """Answer once more a message that was decided in an earlier file: its sender seems to have missed the answer.

    Return whether there was anything to answer; a message decided in this very file is not answered twice.
    """
    kept = desk.store.mailbox.message(part.message.message_id)
    if kept is None or kept.received_id == view.mailbox_id or not part.wants_answer:
        return False
    sender = (part.issuer or view.office).card.office.code
    if kept.state is MailState.FORWARDED:
        return tell_again(desk, part.message.message_id, sender)
    if kept.state is MailState.RETURNED:
        send_back(desk, view, part, ReturnReason(kept.remarks), "")
    else:
        acknowledge(desk, sender, part.message, claim_of(desk, sender, part.message), ())
    return True


def send_back(desk: Desk, view: Preview, part: PreviewPart, reason: ReturnReason, note: str) -> None:
    """Put the return of a message into "To send", for the office whose message it is."""
    put_message(
        desk,
        office=(part.issuer or view.office).card.office.code,
        body=ReturnNotice(about_message=part.message.message_id, reason=reason, note=note),
        claim=part.claim,
        in_reply_to=part.message.message_id,
    )
