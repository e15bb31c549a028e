"""Reminders: drafted by the program, looked at and sent by a clerk (exchange rules, 4.8).

A draft is worked out anew whenever it is wanted, one an office: an answer that is accepted takes its line away by
itself. A reminder that waits to leave is taken back when what it asks for is no longer owed, or not yet due again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.domain.inquiries import Reminder, ReminderItem
from desktop_app.domain.messages import Message, MessageType
from desktop_app.domain.obligations import REMIND_AFTER, ObligationKind
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.obligations import reminder_due
from desktop_app.workflows.put_message import put_message

LONGEST_TEXT: Final = 2000
"""Letters of the words that go with a reminder, at the most."""

TO_HEAD: Final = len(REMIND_AFTER)
"""The number of the reminder that goes to the head of the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderLine:
    """One thing a reminder names. `days` is how long it is overdue, 0 on the due day; `count` counts from 1."""

    obligation_id: str
    kind: ObligationKind
    claim_key: str
    claim_number: str
    person_name: str
    asked_on: date
    due_on: date
    days: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDraft:
    """A reminder as it would be sent to an office. `id` is the office's code.

    `missing` are numbers of the office's bundles that never came: the answer may be in one of them. `to_head`: one of
    the lines is reminded of for the third time, so that it goes to the head of the office.
    """

    id: str
    office: KnownOffice
    items: tuple[ReminderLine, ...]
    missing: tuple[int, ...]
    to_head: bool


def reminder_drafts(desk: Desk) -> tuple[ReminderDraft, ...]:
    """Return the reminders that are to be sent today, an office each, the longest overdue first."""
    today = desk.clock.today()
    by_office: dict[str, list[Obligation]] = {}
    waiting = frozenset(row.message_id for row in desk.store.outbox.waiting())
    for entry in desk.store.obligations.open(owed_to=desk.office.code):
        if entry.asked_message_id not in waiting and reminder_due(entry, today):
            by_office.setdefault(entry.owed_by, []).append(entry)
    drafts = []
    for code, entries in by_office.items():
        office = desk.store.offices.get(code)
        if office is not None and code != desk.office.code:
            drafts.append(_draft(desk, office, entries))
    return tuple(drafts)


def reminder_draft(desk: Desk, draft_id: str) -> ReminderDraft:
    """Return the reminder for an office. Raises `CaseProblem("nothing_to_remind")`."""
    for draft in reminder_drafts(desk):
        if draft.id == draft_id:
            return draft
    raise CaseProblem("nothing_to_remind")


def send_reminder(desk: Desk, draft_id: str, *, obligation_ids: tuple[str, ...] = (), text: str = "") -> Message:
    """Put the reminder for an office into "To send", with all of its lines or those chosen; return the message.

    Raises `CaseProblem("nothing_to_remind")`, `CaseProblem("note_too_long")`.
    """
    draft = reminder_draft(desk, draft_id)
    items = [line for line in draft.items if not obligation_ids or line.obligation_id in obligation_ids]
    if not items:
        raise CaseProblem("nothing_to_remind")
    if len(text) > LONGEST_TEXT:
        raise CaseProblem("note_too_long", length=len(text), holds=LONGEST_TEXT)
    with desk.store.act(
        verb="reminder_put",
        user=desk.user.id,
        about=draft.id,
        facts={"lines": len(items), "missing": len(draft.missing)},
    ):
        entries = [desk.store.obligations.get(line.obligation_id) for line in items]
        return _put(desk, draft.id, entries, text.strip())


def drop_needless_reminders(desk: Desk, office: str) -> int:
    """Take back the reminders that wait to leave for an office and ask for what is no longer owed; return how many.

    Inside the caller's act: after an answer was accepted, and before a bundle is sealed. What a reminder asked besides,
    and is still owed, is put into "To send" again, with the numbers that are missing now.
    """
    dropped = 0
    for row in desk.store.outbox.waiting(office):
        if row.type is not MessageType.REMINDER:
            continue
        body = decode_message(row.data).body
        if not isinstance(body, Reminder):
            continue
        entries = [desk.store.obligations.find(item.obligation_id) for item in body.items]
        today = desk.clock.today()
        owed = [entry for entry in entries if entry and entry.open and entry.owed_by == office]
        owed = [entry for entry in owed if entry.due_on <= today]
        if len(owed) == len(body.items) and desk.store.mailbox.missing(office) == body.missing:
            continue
        desk.store.outbox.withdraw(row.message_id, at=desk.clock.now())
        dropped += 1
        for entry in entries:
            if entry:
                desk.store.obligations.take_reminder_back(entry.id, message_id=row.message_id, by=desk.user.id)
        if owed:
            _put(desk, office, [desk.store.obligations.get(entry.id) for entry in owed], body.text)
    return dropped


def _draft(desk: Desk, office: KnownOffice, entries: Iterable[Obligation]) -> ReminderDraft:
    lines = tuple(_line(desk, entry) for entry in entries)
    return ReminderDraft(
        id=office.card.office.code,
        office=office,
        items=lines,
        missing=desk.store.mailbox.missing(office.card.office.code),
        to_head=any(line.count >= TO_HEAD for line in lines),
    )


def _line(desk: Desk, entry: Obligation) -> ReminderLine:
    claim = desk.store.claims.find(entry.claim_id) if entry.claim_id else None
    person_id = claim.person_id if claim else entry.person_id
    person = desk.store.persons.find(person_id) if person_id else None
    return ReminderLine(
        obligation_id=entry.id,
        kind=entry.kind,
        claim_key=claim.id if claim else "",
        claim_number=claim.number if claim else "",
        person_name=person.name if person else "",
        asked_on=entry.asked_on,
        due_on=entry.due_on,
        days=max(0, (desk.clock.today() - entry.due_on).days),
        count=entry.reminders + 1,
    )


def _put(desk: Desk, office: str, entries: list[Obligation], text: str) -> Message:
    """Put one reminder into "To send" and count it with everything it names."""
    items = tuple(
        ReminderItem(
            obligation_id=entry.id,
            what=entry.kind.value,
            asked_message=entry.asked_message_id,
            asked_on=entry.asked_on,
            due_on=entry.due_on,
            count=entry.reminders + 1,
        )
        for entry in entries
    )
    known = desk.store.offices.get(office)
    to_head = any(item.count >= TO_HEAD for item in items)
    body = Reminder(
        items=items,
        missing=desk.store.mailbox.missing(office),
        to_head=to_head,
        head=known.card.office.head if to_head and known is not None else "",
        text=text,
    )
    claims = {entry.claim_id for entry in entries}
    claim = desk.store.claims.find(claims.pop()) if len(claims) == 1 and "" not in claims else None
    message = put_message(desk, office=office, body=body, claim=claim)
    for entry in entries:
        desk.store.obligations.remind(entry.id, message_id=message.message_id, by=desk.user.id)
    return message
