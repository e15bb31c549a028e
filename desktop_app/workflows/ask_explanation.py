"""Ask an office to explain a message of its own, by row and field, and answer such a question (exchange rules, 4.10).

The certifying State owns its rows: the receiver may question, never edit.
"""

from dataclasses import dataclass, replace

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.inquiries import (
    Clarification,
    ClarificationAnswer,
    ClarificationItem,
    ClarificationOutcome,
    ClarificationReason,
    ClarificationReply,
)
from desktop_app.domain.messages import Body, Message, MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.mailbox import UNDECIDED
from desktop_app.workflows.deadlines import due_for
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.questions import ask, to_answer
from desktop_app.workflows.veil import refuse_hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Explainable:
    """A message another office may be asked about. `rows` are the ids of its rows, empty where it has none."""

    message: Message
    office: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationToGive:
    """What another office asks about a message of ours; `about` is that message, None where we never sent it."""

    obligation_id: str
    office: str
    claim_id: str
    asked: Clarification
    about: Message | None


def explainable(desk: Desk, claim_id: str) -> tuple[Explainable, ...]:
    """Return the messages taken in with a case that can be asked about, the newest first. Raises as `refuse_hidden`."""
    refuse_hidden(desk, claim_id)
    quiet = {MessageType.RECEIPT, MessageType.RETURN, MessageType.REMINDER, MessageType.REMINDER_REPLY}
    found = []
    for kept in desk.store.mailbox.of_claim(claim_id):
        if kept.state in UNDECIDED or kept.type in quiet:
            continue
        message = decode_message(kept.data)
        rows = tuple(row.row_id for row in message.body.rows) if isinstance(message.body, PeriodCertificate) else ()
        office = desk.store.mailbox.get(kept.received_id).from_office
        found.append(Explainable(message=message, office=office, rows=rows))
    return tuple(sorted(found, key=lambda entry: entry.message.created_at, reverse=True))


def ask_explanation(desk: Desk, claim_id: str, message_id: str, items: tuple[ClarificationItem, ...]) -> str:
    """Ask the sender of a message to explain it; return the id of the question.

    Raises `CaseProblem`: `no_items_asked`, `message_not_here`, `row_not_there` for a row that the message has not,
    `overlap_without_state` and `other_not_said` for an item that does not say enough.
    """
    about = next((entry for entry in explainable(desk, claim_id) if entry.message.message_id == message_id), None)
    if about is None:
        raise CaseProblem("message_not_here")
    if not items:
        raise CaseProblem("no_items_asked")
    for item in items:
        if item.row_id and item.row_id not in about.rows:
            raise CaseProblem("row_not_there", row=item.row_id)
        if item.reason is ClarificationReason.OVERLAP and not item.other_state:
            raise CaseProblem("overlap_without_state")
        if item.reason is ClarificationReason.OTHER and not item.text.strip():
            raise CaseProblem("other_not_said")
    with desk.store.act(
        verb="explanation_asked", user=desk.user.id, about=claim_id, facts={"office": about.office, "items": len(items)}
    ):
        claim = desk.store.claims.get(claim_id)
        due, _ = due_for(desk, ObligationKind.CLARIFICATION_REPLY.value, about.office, desk.clock.today())
        items = tuple(_with_span(item, about.message.body) for item in items)
        body = Clarification(about_message=message_id, items=items, reply_wanted_by=due)
        parts = tuple((item.item_id, item.reason.value) for item in items)
        asked = ask(
            desk, claim, about.office, body, ObligationKind.CLARIFICATION_REPLY, items=parts, in_reply_to=message_id
        )
    return asked.message_id


def _with_span(item: ClarificationItem, body: Body) -> ClarificationItem:
    """Return an item that names the span of its row: a row's id tells nobody which one is meant."""
    if item.reason is ClarificationReason.OVERLAP or item.span_from or not isinstance(body, PeriodCertificate):
        return item
    row = next((row for row in body.rows if row.row_id == item.row_id), None)
    if row is None or row.start is None or row.end is None:
        return item
    return replace(item, span_from=row.start, span_to=row.end)


def explanation_asked(desk: Desk, obligation_id: str) -> ExplanationToGive:
    """Return what another office asks about a message of ours. Raises as `to_answer`."""
    owed = to_answer(desk, obligation_id, ObligationKind.CLARIFICATION_REPLY)
    kept = desk.store.mailbox.message(owed.asked_message_id)
    body = decode_message(kept.data).body if kept else None
    if not isinstance(body, Clarification):
        raise CaseProblem("obligation_unknown")
    row = desk.store.outbox.find(body.about_message)
    return ExplanationToGive(
        obligation_id=owed.id,
        office=owed.owed_to,
        claim_id=owed.claim_id or "",
        asked=body,
        about=decode_message(row.data) if row and row.office == owed.owed_to else None,
    )


def answer_explanation(desk: Desk, obligation_id: str, answers: tuple[ClarificationAnswer, ...]) -> str:
    """Confirm, explain, or say that a correction follows, item by item; return the message's id.

    Raises as `to_answer`, and `CaseProblem`: `no_answers`, `answer_not_asked`, `answer_empty` for an explanation
    without words.
    """
    given = explanation_asked(desk, obligation_id)
    known = {item.item_id for item in given.asked.items}
    if not answers:
        raise CaseProblem("no_answers")
    for answer in answers:
        if answer.item_id not in known:
            raise CaseProblem("answer_not_asked", item=answer.item_id)
        if answer.outcome is ClarificationOutcome.EXPLAINED and not answer.text.strip():
            raise CaseProblem("answer_empty", item=answer.item_id)
    with desk.store.act(
        verb="explanation_given",
        user=desk.user.id,
        about=given.claim_id,
        facts={"office": given.office, "items": len(answers)},
    ):
        owed = desk.store.obligations.get(obligation_id)
        reply = ClarificationReply(about_message=owed.asked_message_id, answers=answers)
        claim = desk.store.claims.get(given.claim_id)
        message = put_message(desk, office=given.office, body=reply, claim=claim, in_reply_to=owed.asked_message_id)
        desk.store.obligations.meet_items(
            owed.id, (answer.item_id for answer in answers), met_by=message.message_id, by=desk.user.id
        )
    return message.message_id
