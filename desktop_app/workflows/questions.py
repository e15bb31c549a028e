"""What a question to another office shares: who may be asked, the obligation it opens, and the one an answer meets."""

from collections.abc import Sequence

from desktop_app.domain.claims import Claim
from desktop_app.domain.messages import Body, Message
from desktop_app.domain.obligations import ObligationKind
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
    in_reply_to: str = "",
) -> Message:
    """Put a question for an office into "To send" and open what it owes for it, inside the caller's act.

    `items` are the parts of the question, each with its code. Raises `CaseProblem("office_not_known")`.
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
        due_on=due,
        within=allowed,
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
) -> None:
    """Owe an office the answer to its question, inside the act that accepts it; asked twice it is owed once."""
    if desk.store.obligations.asked_by(message.message_id):
        return
    today = desk.clock.today()
    allowed = within(desk, kind.value, state_of_office(desk, sender))
    desk.store.obligations.add(
        claim_id=claim.id,
        owed_by=desk.office.code,
        owed_to=sender,
        kind=kind.value,
        asked_message_id=message.message_id,
        asked_on=today,
        due_on=allowed.after(today),
        within=allowed,
        items=items,
    )


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
