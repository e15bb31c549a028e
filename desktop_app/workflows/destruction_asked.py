"""What an office asks to have destroyed: which message, why, and what is known of copies that were made here."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.case_notices import Correction, CorrectionReason
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.questions import to_answer


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionAsked:
    """A message that came by mistake. `printed` and `saved` count the copies made here that the program knows of."""

    obligation_id: str
    office_code: str
    office_name: str
    type: MessageType
    received_on: date
    reason: CorrectionReason
    text: str
    printed: int
    saved: int


def destruction_asked(desk: Desk, obligation_id: str) -> DestructionAsked:
    """Return what is to be destroyed. Raises as `to_answer`, and `CaseProblem("message_not_here")`."""
    owed = to_answer(desk, obligation_id, ObligationKind.RECEIPT)
    asked = desk.store.mailbox.message(owed.asked_message_id)
    body = decode_message(asked.data).body if asked else None
    about = desk.store.mailbox.message(body.about_message) if isinstance(body, Correction) else None
    if about is None or not isinstance(body, Correction):
        raise CaseProblem("message_not_here")
    known = desk.store.offices.get(owed.owed_to)
    prints = [line for line in desk.store.journal.lines(about=about.message_id) if line.verb == "message_printed"]
    saves = [line for line in desk.store.journal.lines(about=str(about.received_id)) if line.verb == "paper_saved"]
    return DestructionAsked(
        obligation_id=obligation_id,
        office_code=owed.owed_to,
        office_name=known.card.office.name if known else owed.owed_to,
        type=MessageType(about.type),
        received_on=desk.store.mailbox.get(about.received_id).received_at.date(),
        reason=body.reason,
        text=body.text,
        printed=len(prints),
        saved=len(saves),
    )
