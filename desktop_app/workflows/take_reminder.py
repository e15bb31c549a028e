"""Take in a reminder of what we owe, and the reply to one of ours (exchange rules, 4.8)."""

from collections.abc import Iterator

from desktop_app.domain.claims import Claim
from desktop_app.domain.findings import Level
from desktop_app.domain.inquiries import Reminder, ReminderAnswer, ReminderOutcome, ReminderReply
from desktop_app.domain.obligations import ObligationKind
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.answer_reminder import hear_reminder, hear_reminder_reply, own_obligation
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, change, failed, passed
from desktop_app.workflows.questions import reply_due
from desktop_app.workflows.taking import Choice
from desktop_app.workflows.typed_checks import copy_checks
from desktop_app.workflows.typed_paper import body_differences, replace_typed, typed_copies


def reminder_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check whether we know of what a reminder names, whether the other office misses bundles, and who is to see it."""
    body = arrival.body(Reminder)
    found = [own_obligation(arrival.desk, arrival.sender, item) for item in body.items]
    strange = sum(entry is None for entry in found)
    answered = sum(entry is not None and not entry.open for entry in found)
    if strange:
        yield failed("reminder_lines_unknown", Level.WARNING, count=strange)
    if answered:
        yield failed("reminder_lines_answered", Level.NOTE, count=answered)
    if not strange and not answered:
        yield passed("check_reminder_lines", count=len(found))
    if body.missing:
        yield failed("reminder_bundles_missing", Level.WARNING, numbers=", ".join(map(str, body.missing)))
    if body.to_head:
        yield failed("reminder_to_head", Level.WARNING)


def reminder_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what is marked as reminded of, with the day it was due."""
    for item in arrival.body(Reminder).items:
        owed = own_obligation(arrival.desk, arrival.sender, item)
        if owed and owed.open:
            yield Change(what="change_reminded", mark="new", after=item.due_on.isoformat(), detail=item.what)
    due = reply_due(arrival.desk, arrival.sender, ObligationKind.REMINDER_REPLY)
    yield Change(what="change_reply_due", mark="new", after=due.isoformat())


def take_reminder(arrival: Arrival, _choice: Choice) -> Claim | None:
    """Note the reminder with what we owe; a reply to it is due."""
    hear_reminder(arrival.desk, arrival.sender, arrival.message)
    return arrival.claim


def reminder_reply_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check whether each line is about something that the office owes us, and whether it promises a second time."""
    answers = arrival.body(ReminderReply).answers
    typed = _typed(arrival)
    if typed and not arrival.decided:
        yield from copy_checks(typed[0], arrival.body(ReminderReply))
    found = [_owed_to_us(arrival, answer) for answer in answers]
    strange = sum(entry is None for entry in found)
    if strange:
        yield failed("reminder_reply_unknown", Level.WARNING, count=strange)
    else:
        yield passed("check_reminder_reply", count=len(found))
    for answer, owed in zip(answers, found, strict=True):
        said = any(answer.on == each.on for body in typed for each in body.answers)
        if not said and owed and owed.open and owed.promises and answer.on not in (None, owed.promised_on):
            yield failed("promised_before", Level.WARNING, date=owed.due_on.isoformat())
        if answer.outcome is ReminderOutcome.ALREADY_SENT and not _came(arrival, answer.sent_message):
            yield failed("said_sent_not_here", Level.WARNING)


def reminder_reply_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what becomes of each line: promised, not available, or said to be sent."""
    typed = _typed(arrival)
    if typed:
        yield from body_differences(typed[0], arrival.body(ReminderReply))
    known = {(each.obligation_id, each.outcome, each.on, each.reason) for body in typed for each in body.answers}
    for answer in arrival.body(ReminderReply).answers:
        owed = _owed_to_us(arrival, answer)
        if owed is None or not owed.open:
            continue
        if (answer.obligation_id, answer.outcome, answer.on, answer.reason) in known:
            continue
        match answer.outcome:
            case ReminderOutcome.WILL_COME if answer.on:
                after = owed.due_on if owed.promises else answer.on
                yield change("change_due", owed.due_on.isoformat(), after.isoformat(), owed.kind.value)
                yield Change(what="change_promised", mark="new", after=answer.on.isoformat(), detail=owed.kind.value)
            case ReminderOutcome.NOT_AVAILABLE if answer.reason:
                after_code = answer.reason.value
                yield Change(what="change_not_available", mark="new", after=after_code, detail=owed.kind.value)
            case _:
                yield Change(what="change_said_sent", mark="new", detail=owed.kind.value)


def take_reminder_reply(arrival: Arrival, _choice: Choice) -> Claim | None:
    """Note what the office says to our reminder with what it owes us."""
    known = tuple(answer for typed in _typed(arrival) for answer in typed.answers)
    for claim_id in _claims(arrival):
        replace_typed(arrival.desk, claim_id, arrival.message, arrival.sender)
    hear_reminder_reply(arrival.desk, arrival.sender, arrival.message, on_paper=arrival.on_paper, known=known)
    return arrival.claim


def _claims(arrival: Arrival) -> tuple[str, ...]:
    """Return the claims of what the reply speaks of: its paper was typed in one of them."""
    found = (_owed_to_us(arrival, answer) for answer in arrival.body(ReminderReply).answers)
    return tuple(dict.fromkeys(owed.claim_id for owed in found if owed is not None and owed.claim_id))


def _typed(arrival: Arrival) -> tuple[ReminderReply, ...]:
    """Return what was typed of the reply's paper, which may have come in parts."""
    copies = (typed_copies(arrival.desk, key, arrival.message, arrival.sender) for key in _claims(arrival))
    return tuple(body for each in copies for _kept, body in each if isinstance(body, ReminderReply))


def _owed_to_us(arrival: Arrival, answer: ReminderAnswer) -> Obligation | None:
    owed = arrival.desk.store.obligations.find(answer.obligation_id)
    ours = owed is not None and (owed.owed_by, owed.owed_to) == (arrival.sender, arrival.desk.office.code)
    return owed if ours else None


def _came(arrival: Arrival, message_id: str) -> bool:
    return arrival.desk.store.mailbox.message(message_id) is not None
