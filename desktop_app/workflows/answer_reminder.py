"""Answer a reminder line by line, and take note of one that was answered (exchange rules, 4.8).

A reminder may cross its answer on the road: what was sent already is said to be, with the message that it was sent by.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.domain.inquiries import (
    NotAvailable,
    Reminder,
    ReminderAnswer,
    ReminderItem,
    ReminderOutcome,
    ReminderReply,
)
from desktop_app.domain.messages import Message
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.obligations import Obligation
from desktop_app.store.outbox import OutboxRow, OutboxState, Standing
from desktop_app.workflows.deadlines import within
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.put_message import put_message

FINAL: Final = frozenset({NotAvailable.NOT_OURS, NotAvailable.LEGAL_BAR})
"""Reasons for which an answer will never come; for any other it is late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLine:
    """One line of a reminder, seen by the office that is reminded. `obligation_id` is the other office's.

    `suggested` is what the record says: that it was sent already, and by which message; None where a person has to say.
    `claim_key` and `own_id` are empty where nothing here answers to it.
    """

    obligation_id: str
    own_id: str
    what: str
    claim_key: str
    claim_number: str
    person_name: str
    asked_on: date
    due_on: date
    count: int
    suggested: ReminderOutcome | None
    sent_message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDraft:
    """A reminder to answer. `missing` are numbers of our bundles that never came there: they are to be issued again."""

    message_id: str
    office_code: str
    items: tuple[ReplyLine, ...]
    missing: tuple[int, ...]
    to_head: bool
    text: str


def hear_reminder(desk: Desk, sender: str, message: Message) -> None:
    """Take note of a reminder inside the act of accepting it: what we owe was reminded of, and a reply is due."""
    body = message.body
    if not isinstance(body, Reminder):
        raise TypeError(message.type)
    for item in body.items:
        owed = own_obligation(desk, sender, item)
        if owed:
            desk.store.obligations.remind(owed.id, message_id=message.message_id)
    today = desk.clock.today()
    allowed = within(desk, ObligationKind.REMINDER_REPLY, state_of_office(desk, sender))
    desk.store.obligations.add(
        owed_by=desk.office.code,
        owed_to=sender,
        kind=ObligationKind.REMINDER_REPLY,
        asked_message_id=message.message_id,
        asked_on=today,
        due_on=allowed.after(today),
    )


def hear_reminder_reply(
    desk: Desk, sender: str, message: Message, *, on_paper: bool = False, known: Sequence[ReminderAnswer] = ()
) -> None:
    """Take note of what an office says to a reminder, inside the act of accepting; of what it owes us, and no more.

    `known` are answers that were typed from its paper before: what they said is not noted again.
    """
    before = {(answer.obligation_id, answer.outcome, answer.on, answer.reason) for answer in known}
    body = message.body
    if not isinstance(body, ReminderReply):
        raise TypeError(message.type)
    for answer in body.answers:
        owed = desk.store.obligations.find(answer.obligation_id)
        if (answer.obligation_id, answer.outcome, answer.on, answer.reason) in before:
            continue
        if owed is not None and (owed.owed_by, owed.owed_to) == (sender, desk.office.code):
            _note(desk, owed, answer, message_id=message.message_id, on_paper=on_paper)


def reply_draft(desk: Desk, reminder_message_id: str) -> ReplyDraft:
    """Return a reminder that came, to be answered. Raises `CaseProblem("reminder_unknown")`."""
    sender, body = _reminder(desk, reminder_message_id)
    return ReplyDraft(
        message_id=reminder_message_id,
        office_code=sender,
        items=tuple(_line(desk, sender, item) for item in body.items),
        missing=body.missing,
        to_head=body.to_head,
        text=body.text,
    )


def send_reply(desk: Desk, reminder_message_id: str, answers: tuple[ReminderAnswer, ...]) -> Message:
    """Put the reply to a reminder into "To send", and keep what it promises or refuses; return the message.

    It replies to an earlier reminder of the same lines, too.

    Raises `CaseProblem`: `reminder_unknown`, `reply_incomplete` unless every line is answered, `promise_day_missing`,
    `promise_in_past`, `unavailable_without_reason`, `sent_message_missing`.
    """
    sender, body = _reminder(desk, reminder_message_id)
    given = {answer.obligation_id: answer for answer in answers}
    open_lines = sum(item.obligation_id not in given for item in body.items)
    if open_lines:
        raise CaseProblem("reply_incomplete", count=open_lines)
    for answer in answers:
        _check(answer, desk.clock.today())
    with desk.store.act(
        verb="reminder_answered", user=desk.user.id, about=reminder_message_id, facts={"office": sender}
    ):
        ours = [(own_obligation(desk, sender, item), given[item.obligation_id]) for item in body.items]
        claims = {owed.claim_id for owed, _answer in ours if owed}
        claim = desk.store.claims.find(claims.pop()) if len(claims) == 1 else None
        said = tuple(given[item.obligation_id] for item in body.items)
        message = put_message(
            desk,
            office=sender,
            body=ReminderReply(about_message=reminder_message_id, answers=said),
            claim=claim,
            in_reply_to=reminder_message_id,
        )
        for owed, answer in ours:
            if owed:
                _note(desk, owed, answer, message_id=message.message_id, by=desk.user.id)
        _settle_replies(desk, sender, body, message.message_id)
    return message


def own_obligation(desk: Desk, sender: str, item: ReminderItem) -> Obligation | None:
    """Return what we owe an office that a line of its reminder is about, the one still open before one settled."""
    found = [
        entry
        for entry in desk.store.obligations.asked_by(item.asked_message)
        if (entry.owed_by, entry.owed_to, entry.kind.value) == (desk.office.code, sender, item.what)
    ]
    return max(found, key=lambda entry: entry.open, default=None) if item.asked_message else None


def _settle_replies(desk: Desk, sender: str, answered: Reminder, message_id: str) -> None:
    """Settle our duty to reply to a reminder, and to every earlier one that named nothing else."""
    said = {(item.asked_message, item.what) for item in answered.items}
    for duty in desk.store.obligations.open(owed_by=desk.office.code, owed_to=sender):
        if duty.kind is not ObligationKind.REMINDER_REPLY:
            continue
        _office, reminder = _reminder(desk, duty.asked_message_id)
        if said.issuperset((item.asked_message, item.what) for item in reminder.items):
            desk.store.obligations.meet(duty.id, met_by=message_id, by=desk.user.id)


def _note(
    desk: Desk, owed: Obligation, answer: ReminderAnswer, *, message_id: str, by: str = "", on_paper: bool = False
) -> None:
    obligations = desk.store.obligations
    match answer.outcome:
        case ReminderOutcome.WILL_COME:
            if answer.on is not None:
                obligations.promise(owed.id, answer.on, message_id=message_id, by=by, from_paper=on_paper)
        case ReminderOutcome.NOT_AVAILABLE:
            reason = answer.reason.value if answer.reason else ""
            settle = obligations.refuse if answer.reason in FINAL else obligations.delay
            settle(owed.id, reason, message_id=message_id, by=by, from_paper=on_paper)
        case ReminderOutcome.ALREADY_SENT:
            obligations.said_sent(
                owed.id, "" if on_paper else answer.sent_message, message_id=message_id, from_paper=on_paper
            )


def _check(answer: ReminderAnswer, today: date) -> None:
    match answer.outcome:
        case ReminderOutcome.WILL_COME:
            if answer.on is None:
                raise CaseProblem("promise_day_missing")
            if answer.on < today:
                raise CaseProblem("promise_in_past", date=answer.on.isoformat())
        case ReminderOutcome.NOT_AVAILABLE:
            if answer.reason is None:
                raise CaseProblem("unavailable_without_reason")
        case ReminderOutcome.ALREADY_SENT:
            if not answer.sent_message:
                raise CaseProblem("sent_message_missing")


def _reminder(desk: Desk, message_id: str) -> tuple[str, Reminder]:
    kept = desk.store.mailbox.message(message_id)
    body = decode_message(kept.data).body if kept else None
    if kept is None or not isinstance(body, Reminder):
        raise CaseProblem("reminder_unknown")
    return desk.store.mailbox.get(kept.received_id).from_office, body


def _line(desk: Desk, sender: str, item: ReminderItem) -> ReplyLine:
    owed = own_obligation(desk, sender, item)
    claim = desk.store.claims.find(owed.claim_id) if owed and owed.claim_id else None
    person_id = claim.person_id if claim else owed.person_id if owed else ""
    person = desk.store.persons.find(person_id) if person_id else None
    sent = _answer_sent(desk, sender, item, owed)
    return ReplyLine(
        obligation_id=item.obligation_id,
        own_id=owed.id if owed else "",
        what=item.what,
        claim_key=claim.id if claim else "",
        claim_number=claim.number if claim else "",
        person_name=person.name if person else "",
        asked_on=item.asked_on,
        due_on=item.due_on,
        count=item.count,
        suggested=ReminderOutcome.ALREADY_SENT if sent else None,
        sent_message=sent,
    )


def _stands(row: OutboxRow) -> bool:
    return row.state is not OutboxState.WITHDRAWN and row.standing is Standing.VALID


def _answer_sent(desk: Desk, sender: str, item: ReminderItem, owed: Obligation | None) -> str:
    """Return our newest message of the type that answers, made in reply to the question or about its case."""
    if owed is None or owed.state is not ObligationState.MET:
        return ""
    if desk.store.outbox.find(owed.met_by):
        return owed.met_by
    rows = desk.store.outbox.of_claim(owed.claim_id) if owed.claim_id else ()
    sent = [row.message_id for row in rows if row.office == sender and row.type.value == item.what and _stands(row)]
    return sent[-1] if sent else ""
