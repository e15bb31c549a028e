"""Records of no claim whose time is over: persons without one, and messages of no case.

Only what is due, or would be but for something in the way, is looked for: a register of a million persons is never told
one by one.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from desktop_app.domain.retention import Hindrance, RetentionKind, RetentionPeriod
from desktop_app.foundation.progress import Progress
from desktop_app.store.removal_beside import MESSAGE_VERB, PERSON_VERB, MessageBeside
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.destroy_message import blank_person
from desktop_app.workflows.due_record import DueRecord, record_of
from desktop_app.workflows.veil import covers, name_for_lists

MOST_PERSONS: Final = 500
"""The most persons that are told at once, those entered first."""

_LOOK: Final = 200


@covers
def persons_due(desk: Desk, period: RetentionPeriod | None, today: date, progress: Progress) -> tuple[DueRecord, ...]:
    """Return persons of no claim whose time is over, at most `MOST_PERSONS`; none while no period is settled.

    Raises what `progress` raises to stop.
    """
    begun = desk.store.removal.begun_on()
    if period is None or begun is None:
        return ()
    last = today - relativedelta(months=period.months) - timedelta(days=1)
    if begun > last:
        return ()
    found: list[DueRecord] = []
    for place, person in enumerate(desk.store.removal.persons_beside(last)):
        if place % _LOOK == 0:
            progress.step(len(found), MOST_PERSONS, "removal_look")
        record = person_due(desk, person.person_id, period, today)
        if record is not None and record.over is not None and record.over <= today:
            found.append(record)
        if len(found) >= MOST_PERSONS:
            break
    return tuple(found)


@covers
def person_due(desk: Desk, person_id: str, period: RetentionPeriod | None, today: date) -> DueRecord | None:
    """Return one person as a record whose time counts; None for one whose records are needed for something."""
    removal = desk.store.removal
    records = removal.records_of(person_id)
    person = desk.store.persons.find(person_id)
    if person is None or person.birth_date == date.min or removal.why_needed(records):
        return None
    days = [day for day in (person.death_date, *map(removal.touched_on, records)) if day is not None]
    named = name_for_lists(desk, person.name, person_id=person_id)
    number = person.numbers[0].number if person.numbers and named == person.name else ""
    record = record_of(RetentionKind.PERSON, person_id, number, named, max(days, default=None), period, today)
    return _with(record, _hindrance(desk, records) or record.hindrance)


def messages_due(desk: Desk, period: RetentionPeriod | None, today: date) -> tuple[DueRecord, ...]:
    """Return every message of no case. The number is its office with its first letters, the name the code of its type.

    Keys, lists of offices and rules are none of them.
    """
    return tuple(_message_due(desk, message, period, today) for message in desk.store.removal.messages_beside())


def message_due(desk: Desk, message_id: str, period: RetentionPeriod | None, today: date) -> DueRecord | None:
    """Return one message of no case as a record whose time counts; None for one that is none, or is gone."""
    message = desk.store.removal.message_beside(message_id)
    return _message_due(desk, message, period, today) if message else None


def remove_persons(desk: Desk, keys: tuple[str, ...]) -> Iterator[str]:
    """Blank persons of no claim with all records joined with theirs, a journal line each; yield their keys again."""
    for key in keys:
        records = desk.store.removal.records_of(key)
        with desk.store.protections.lifted():
            persons = [desk.store.persons.get(each) for each in records]
        for person in persons:
            desk.store.removal.forget_person(person.id)
            blank_person(desk, person)
            desk.store.removal.person(person.id)
        desk.store.journal.write(verb=PERSON_VERB, user=desk.user.id, about=key, facts={"records": len(records)})
        yield key


def remove_messages(desk: Desk, keys: tuple[str, ...]) -> Iterator[str]:
    """Blank messages of no case, a journal line each; yield their ids again."""
    for key in keys:
        files = desk.store.removal.message(key)
        facts = {"files": " ".join(map(str, files))}
        desk.store.journal.write(verb=MESSAGE_VERB, user=desk.user.id, about=key, facts=facts)
        yield key


def _message_due(desk: Desk, message: MessageBeside, period: RetentionPeriod | None, today: date) -> DueRecord:
    number = f"{message.office} {message.message_id[:8]}"
    record = record_of(RetentionKind.MESSAGE, message.message_id, number, message.type, message.day, period, today)
    if record.due and desk.store.removal.still_asked(message.message_id):
        return _with(record, Hindrance.ANSWERS_OWED)
    return record


def _hindrance(desk: Desk, records: tuple[str, ...]) -> Hindrance | None:
    if any(desk.store.protections.about(person_id=each) for each in records):
        return Hindrance.PROTECTED
    if any(proposal.waits and proposal.subject in records for proposal in desk.store.proposals.waiting()):
        return Hindrance.WAITS
    return None


def _with(record: DueRecord, hindrance: Hindrance | None) -> DueRecord:
    return DueRecord(
        kind=record.kind, key=record.key, number=record.number, name=record.name,
        counted_from=record.counted_from, over=record.over, hindrance=hindrance,
    )  # fmt: skip
