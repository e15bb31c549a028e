"""Records whose time is over: found, held against the calendar once more, removed for good, noted without names.

What was made into backups before stays in them until they go: removing cannot reach them.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from desktop_app.domain.award_notices import DecisionResult
from desktop_app.domain.case_notices import ChangeKind
from desktop_app.domain.claims import Benefit, Claim, Stage
from desktop_app.domain.proposals import Proposal
from desktop_app.domain.retention import LIFELONG, Hindrance, RetentionKind, RetentionPeriod
from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.claims import ClaimFilter
from desktop_app.store.columns import folded_words
from desktop_app.store.removal import FILE_VERB, VERB, KeptHold, KeptRemoval
from desktop_app.workflows.case_decisions import decisions_in_force
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.destroy_message import blank_person
from desktop_app.workflows.due_record import DueRecord, record_of
from desktop_app.workflows.kept_statistics import fold_into_statistics
from desktop_app.workflows.notify_change import changes_of_case
from desktop_app.workflows.person_drafts import KIND as PERSON_DRAFT
from desktop_app.workflows.removal_beside import (
    message_due,
    messages_due,
    person_due,
    persons_due,
    remove_messages,
    remove_persons,
)
from desktop_app.workflows.retention_effects import periods
from desktop_app.workflows.veil import covers, name_for_lists, number_for_lists

KEYS = "keys"
DIGEST = "digest"
"""What the payload of a proposed removal holds: the records' keys, and the SHA-256 of them as they were shown."""

AT_ONCE = 500
"""The most records that are removed by one decision."""

_PAGE = 500
_OVER = frozenset({DecisionResult.REFUSED, DecisionResult.ENDED})
_NO_BENEFIT = frozenset({DecisionResult.REFUSED})


@covers
def due_records(desk: Desk, kind: RetentionKind, progress: Progress | None = None) -> tuple[DueRecord, ...]:
    """Return the records of a kind whose time is over or will be, the longest over first; held ones among them.

    Nothing of a kind without a settled period is due; a protected case stands there without its name. Raises
    what `progress` raises to stop.
    """
    period = periods(desk).get(kind)
    today = desk.clock.today()
    if kind is RetentionKind.DRAFT:
        found = [_draft(desk, key, period, today) for key in _drafts(desk)]
    elif kind is RetentionKind.REFUSED_FILE:
        found = [
            record_of(kind, str(file.id), file.file_digest[:12], "", file.received_at.date(), period, today)
            for file in desk.store.mailbox.quarantined()
        ]
    elif kind is RetentionKind.PERSON:
        found = list(persons_due(desk, period, today, progress or Silent()))
    elif kind is RetentionKind.MESSAGE:
        found = list(messages_due(desk, period, today))
    else:
        found = [
            record
            for claim in _closed(desk, progress or Silent())
            if (record := _claim(desk, claim, period, today)).kind is kind
        ]
    return tuple(sorted(found, key=lambda entry: (entry.over is None, entry.over or today, entry.number)))


def check_removal(desk: Desk, proposal: Proposal) -> None:
    """Hold a removal against the calendar of today: every record must be due, nothing may have come between."""
    kind, keys = RetentionKind(proposal.subject), _keys(proposal)
    if not keys:
        raise CaseProblem("removal_nothing")
    if len(keys) > AT_ONCE:
        raise CaseProblem("removal_too_many", most=AT_ONCE)
    if digest_of(keys) != proposal.payload.get(DIGEST):
        raise CaseProblem("removal_nothing")
    known = _known(desk, kind, keys)
    for key in keys:
        record = known.get(key)
        if record is None or not record.due:
            raise CaseProblem("removal_not_due", number=(record.number or record.name) if record else key)


def _known(desk: Desk, kind: RetentionKind, keys: Iterable[str]) -> dict[str, DueRecord | None]:
    """Return records by their keys as they stand today: of what is told in part only, each is asked for by itself."""
    period, today = periods(desk).get(kind), desk.clock.today()
    if kind is RetentionKind.PERSON:
        return {key: person_due(desk, key, period, today) for key in keys}
    if kind is RetentionKind.MESSAGE:
        return {key: message_due(desk, key, period, today) for key in keys}
    return {record.key: record for record in due_records(desk, kind)}


def removal_accepted(desk: Desk, proposal: Proposal) -> None:
    """Remove the records, inside the act that decides, and keep what was removed. `Store.forget` belongs after it."""
    kind, keys = RetentionKind(proposal.subject), _keys(proposal)
    now = desk.clock.now()
    if kind is RetentionKind.DRAFT:
        references = tuple(digest_of((key,))[:12] for key in keys)
        for key in keys:
            desk.store.drafts.remove(key)
    elif kind is RetentionKind.REFUSED_FILE:
        references = _remove_files(desk, keys)
    elif kind is RetentionKind.PERSON:
        references = tuple(digest_of((key,))[:12] for key in remove_persons(desk, keys))
    elif kind is RetentionKind.MESSAGE:
        references = tuple(remove_messages(desk, keys))
    else:
        references = _remove_claims(desk, keys, now)
    desk.store.removal.note(
        KeptRemoval(proposal_id=proposal.id, kind=kind.value, removed_at=now, references=references)
    )


def _remove_claims(desk: Desk, keys: tuple[str, ...], now: datetime) -> tuple[str, ...]:
    numbers = desk.store.claims.numbers_of(keys)
    fold_into_statistics(desk, keys)
    for key in keys:
        desk.store.removal.claim(key, now)
    stays: dict[str, str] = {}
    for person_id in desk.store.removal.persons_left():
        stays[person_id] = _remove_person(desk, person_id)
    for key in keys:
        why = stays.get(desk.store.removal.person_of(key), "")
        facts = {"number": numbers[key], **({"kept_for": why} if why else {})}
        desk.store.journal.write(verb=VERB, user=desk.user.id, about=key, facts=facts)
    return tuple(numbers[key] for key in keys)


def _remove_person(desk: Desk, person_id: str) -> str:
    """Take a person whose claims went out of every table, with all records joined with theirs; or say what stays, why.

    Codes of `StaysFor`, and the numbers of claims of others that name them.
    """
    removal = desk.store.removal
    records = removal.records_of(person_id)
    needed = removal.why_needed(records)
    if needed:
        return " ".join(sorted(needed))
    with desk.store.protections.lifted():
        persons = [desk.store.persons.get(each) for each in records]
    named = [
        (claim_id, survivor.name)
        for person in persons
        for claim_id, survivor in desk.store.dependants.born(person.birth_date)
        if folded_words(survivor.name) == folded_words(person.name)
    ]
    for person in persons:
        blank_person(desk, person)
        removal.person(person.id)
    return " ".join(removal.named_in(named))


def _remove_files(desk: Desk, keys: tuple[str, ...]) -> tuple[str, ...]:
    files = [desk.store.mailbox.get(int(key)) for key in keys]
    for file in files:
        desk.store.removal.file(file.id)
        facts = {"digest": file.file_digest}
        desk.store.journal.write(verb=FILE_VERB, user=desk.user.id, about=str(file.id), facts=facts)
    return tuple(file.file_digest for file in files)


def _closed(desk: Desk, progress: Progress) -> Iterable[Claim]:
    """Yield every closed claim, a window of the list at a time."""
    chosen = ClaimFilter(stages=frozenset({Stage.CLOSED}))
    total = desk.store.claims.count(chosen)
    for start in range(0, total, _PAGE):
        progress.step(start, total, "removal_look")
        for row in desk.store.claims.page(chosen, offset=start, limit=_PAGE):
            yield desk.store.claims.get(row.id)


def _claim(desk: Desk, claim: Claim, period: RetentionPeriod | None, today: date) -> DueRecord:
    name = desk.store.persons.get(claim.person_id)
    granted = any(line.decision.result not in _NO_BENEFIT for line in decisions_in_force(desk, claim.id))
    kind = RetentionKind.GRANTED if granted else RetentionKind.NOT_GRANTED
    ended = _ended(desk, claim, name.death_date) if granted else claim.stage_changed_at.date()
    told = name_for_lists(
        desk, f"{name.forenames} {name.surname}".strip(), claim_id=claim.id, person_id=claim.person_id
    )
    number = number_for_lists(desk, claim.number, claim.id)
    record = record_of(kind, claim.id, number, told, ended, period, today)
    hold = desk.store.removal.held(claim.id)
    if hold is not None and hold.until is not None and hold.until < today:
        hold = None
    return DueRecord(
        kind=record.kind,
        key=record.key,
        number=record.number,
        name=record.name,
        counted_from=record.counted_from,
        over=record.over,
        hindrance=_hindrance(desk, claim, hold) or record.hindrance,
        hold=hold,
    )


def _hindrance(desk: Desk, claim: Claim, hold: KeptHold | None) -> Hindrance | None:
    if hold is not None:
        return Hindrance.HELD
    if desk.store.protections.about(claim_id=claim.id, person_id=claim.person_id):
        return Hindrance.PROTECTED
    if any(entry.open for entry in desk.store.obligations.of_claim(claim.id)):
        return Hindrance.ANSWERS_OWED
    if any(proposal.waits and proposal.subject == claim.id for proposal in desk.store.proposals.waiting()):
        return Hindrance.WAITS
    return None


def _ended(desk: Desk, claim: Claim, death: date | None) -> date | None:
    """Return when the benefit ended: by death for what is paid for life, else once it is told that payment stopped."""
    told = [line.notice for line in changes_of_case(desk, claim.id)]
    days = [notice.since for notice in told if notice.kind is ChangeKind.PAYMENT_STOPPED]
    if claim.benefit in LIFELONG:
        days += [notice.since for notice in told if notice.kind is ChangeKind.DEATH]
        days += [death] if death else []
    if claim.benefit is Benefit.DEATH:
        days.append(claim.stage_changed_at.date())  # paid once
    decided = decisions_in_force(desk, claim.id)
    if decided and all(line.decision.result in _OVER for line in decided):
        days += [line.kept_at.date() for line in decided]
    return max(days, default=None)


_TYPED: Final = {"intake": "claimant", PERSON_DRAFT: "typed"}
"""Kinds of drafts that belong to no claim yet, and the part of each that names its person."""


def _drafts(desk: Desk) -> tuple[str, ...]:
    return tuple(draft.key for draft in desk.store.drafts.all() if draft.claim_id is None and draft.kind in _TYPED)


def _draft(desk: Desk, key: str, period: RetentionPeriod | None, today: date) -> DueRecord:
    draft = desk.store.drafts.get(key)
    if draft is None:
        raise CaseProblem("removal_nothing")
    typed = draft.form.get(_TYPED.get(draft.kind, ""), {})
    name = f"{typed.get('forenames', '')} {typed.get('surname', '')}".strip()
    if person_id := str(draft.form.get("person", "")):
        name = name_for_lists(desk, name, person_id=person_id)
    return record_of(RetentionKind.DRAFT, key, "", name, draft.saved_at.date(), period, today)


def _keys(proposal: Proposal) -> tuple[str, ...]:
    return tuple(proposal.payload.get(KEYS, "").split())


def digest_of(keys: Iterable[str]) -> str:
    """Return the SHA-256 of records' keys as they were shown, in hexadecimal."""
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()
