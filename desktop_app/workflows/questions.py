"""What a question to another office shares: who may be asked, the obligation it opens, and the one an answer meets."""

from collections.abc import Sequence
from datetime import date

from desktop_app.domain.claims import Claim
from desktop_app.domain.messages import Body, Message
from desktop_app.domain.obligations import DueFrom, ObligationKind
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.deadlines import due_for, within
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.put_message import put_message


def ask(
    desk: Desk,
    claim: Claim,
    office: str,
    body: Body,
    kind: ObligationKind,
    *,
    items: Sequence[tuple[str, str]] = (),
    needed_by: Sequence[date] = (),
    in_reply_to: str = "",
) -> Message:
    """Put a question for an office into "To send" and open what it owes for it, inside the caller's act.

    `items` are the parts of the question, each with its code; it is due on the earliest day of `needed_by`, where the
    question names any. Raises `CaseProblem("office_not_known")`.
    """
    if desk.store.offices.get(office) is None:
        raise CaseProblem("office_not_known", office=office)
    message = put_message(desk, office=office, body=body, claim=claim, in_reply_to=in_reply_to)
    today = desk.clock.today()
    due, allowed = due_for(desk, kind.value, office, today)
    desk.store.obligations.add(
        claim_id=claim.id,
        owed_by=office,
        owed_to=desk.office.code,
        kind=kind.value,
        asked_message_id=message.message_id,
        asked_on=today,
        due_on=min(needed_by, default=due),
        within=allowed,
        due_from=DueFrom.STATED if needed_by else DueFrom.ASKED,
        items=items,
    )
    return message


def owe(
    desk: Desk,
    claim: Claim,
    sender: str,
    message: Message,
    kind: ObligationKind,
    *,
    items: Sequence[tuple[str, str]] = (),
    needed_by: Sequence[date] = (),
) -> None:
    """Owe an office the answer to its question, inside the act that accepts it; asked twice it is owed once."""
    if any(entry.kind is kind for entry in desk.store.obligations.asked_by(message.message_id)):
        return
    allowed = within(desk, kind.value, state_of_office(desk, sender))
    desk.store.obligations.add(
        claim_id=claim.id,
        owed_by=desk.office.code,
        owed_to=sender,
        kind=kind.value,
        asked_message_id=message.message_id,
        asked_on=desk.clock.today(),
        due_on=reply_due(desk, sender, kind, needed_by=needed_by),
        within=allowed,
        items=items,
    )


def reply_due(desk: Desk, sender: str, kind: ObligationKind, *, needed_by: Sequence[date] = ()) -> date:
    """Return the day by which a question that is accepted today is to be answered.

    It is the earliest that the question names for a part of it, as at the office that asked; else the days allowed
    between the two States count from today, the day of receipt.
    """
    allowed = within(desk, kind.value, state_of_office(desk, sender))
    return min(needed_by, default=allowed.after(desk.clock.today()))


def to_answer(desk: Desk, obligation_id: str, kind: ObligationKind) -> Obligation:
    """Return what this office still owes. Raises `CaseProblem`: `obligation_unknown`, `obligation_settled`."""
    entry = desk.store.obligations.find(obligation_id)
    if entry is None or entry.kind != kind or entry.owed_by != desk.office.code:
        raise CaseProblem("obligation_unknown")
    if not entry.open:
        raise CaseProblem("obligation_settled")
    return entry


def answered_here(desk: Desk, claim: Claim, sender: str, about_message: str, kind: ObligationKind) -> Obligation | None:
    """Return what an office owed us for a question of ours; None where it was never asked."""
    return next(
        (
            entry
            for entry in desk.store.obligations.asked_by(about_message)
            if entry.claim_id == claim.id and entry.owed_by == sender and entry.kind == kind
        ),
        None,
    )


def waits_for(desk: Desk, claim: Claim, kind: ObligationKind) -> tuple[Obligation, ...]:
    """Return what this office still owes of a kind in a case."""
    return tuple(entry for entry in open_of(desk, claim) if entry.owed_by == desk.office.code and entry.kind == kind)
