"""What an office asks to have destroyed: which message, why, and what is known of copies that were made here."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.case_notices import Correction, CorrectionReason
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.destroy_message import Doomed, to_destroy
from desktop_app.workflows.made_from import MadeLine, made_from
from desktop_app.workflows.questions import to_answer


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionAsked:
    """A message that came by mistake. `printed` and `saved` count the copies made here that the program knows of.

    `case_number` is the case that closes with it and `person_name` the record that is blanked, because the message
    alone brought them here; `rows` are those of a certificate that go. `waiting` counts the messages of the same file
    that have to be decided about first. `made` is what was made here from it and stays.
    """

    obligation_id: str
    office_code: str
    office_name: str
    type: MessageType
    received_on: date
    reason: CorrectionReason
    text: str
    printed: int
    saved: int
    case_number: str = ""
    person_name: str = ""
    rows: int = 0
    waiting: int = 0
    made: tuple[MadeLine, ...] = ()


def destruction_asked(desk: Desk, obligation_id: str) -> DestructionAsked:
    """Return what is to be destroyed. Raises as `to_answer`, and `CaseProblem("message_not_here")`."""
    owed = to_answer(desk, obligation_id, ObligationKind.RECEIPT)
    asked = desk.store.mailbox.message(owed.asked_message_id)
    body = decode_message(asked.data).body if asked else None
    about = desk.store.mailbox.message(body.about_message) if isinstance(body, Correction) else None
    if about is None or not isinstance(body, Correction):
        raise CaseProblem("message_not_here")
    known = desk.store.offices.get(owed.owed_to)
    doomed, waiting = _doomed(desk, owed)
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
        case_number=doomed.claim.number if doomed and doomed.claim else "",
        person_name=doomed.person.name if doomed and doomed.person else "",
        rows=doomed.rows if doomed else 0,
        waiting=waiting,
        made=made_from(desk, about),
    )


def _doomed(desk: Desk, owed: Obligation) -> tuple[Doomed | None, int]:
    """Return what goes, or how many other messages stand in the way."""
    try:
        return to_destroy(desk, owed), 0
    except CaseProblem as problem:
        if problem.code != "destroy_others_wait":
            raise
        return None, int(problem.facts["count"])
