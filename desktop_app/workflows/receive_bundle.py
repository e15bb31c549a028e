"""Receive a file: kept whatever it is, opened and verified; what it would change is in `preview`. Applies nothing."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.case_notices import ChangeNotice
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Benefit, Claim
from desktop_app.domain.messages import ClaimNotice, Message, MessageType
from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.exchange.bundle import OpenedPart
from desktop_app.exchange.manifest import Manifest
from desktop_app.exchange.messages.head import decode_message
from desktop_app.exchange.parts import missing_parts
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import GOOD, PART, PART_WAITS, UNDECIDED, MailState, ReceivedFile, ReceivedMessage
from desktop_app.workflows.arrival import Change, CheckLine
from desktop_app.workflows.case_of_message import claim_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_received import keep_bundle, keep_part, keep_refused, note_receipts
from desktop_app.workflows.opened_bundle import (
    came_before,
    files_of,
    offices_once,
    open_file,
    open_one,
    open_whole,
    readable,
)
from desktop_app.workflows.opened_paper import is_codes
from desktop_app.workflows.preview_bundle import (
    NotUnderstoodLine,
    Preview,
    PreviewPart,
    lane_state,
    main_message,
    preview,
)
from desktop_app.workflows.receive_paper import receive_paper
from desktop_app.workflows.veil import covers, may_see, number_for_lists

__all__ = [
    "Change",
    "CheckLine",
    "NotUnderstoodLine",
    "Preview",
    "PreviewPart",
    "ReceivedLine",
    "check_again",
    "note_receipts",
    "preview",
    "receive_file",
    "received",
    "received_line",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedLine:
    """A received file in the list.

    `state` is `to_check`, `to_be_matched` (to check, and a person has to say who is meant), `parked` (all that is left
    of it waits for an earlier message), `accepted`, `accepted_with_remarks`, `returned`, `forwarded`, `destroyed`,
    `refused`, or `waiting_for_parts` for a bundle of several `parts` of which those in `parts_missing` have not come.

    `type` is the gravest message still to decide, of all once none is, None where the file could not be read;
    `outcome` the refusal's code; `died_on` the day of a death that is told.
    """

    mailbox_id: int
    received_at: datetime
    file_name: str
    office_code: str
    office_name: str
    state_code: str
    person_name: str
    claim_key: str
    claim_number: str
    benefit: Benefit | None
    type: MessageType | None
    state: str
    outcome: str
    parts: int = 1
    parts_missing: tuple[int, ...] = ()
    died_on: date | None = None


@covers
def receive_file(desk: Desk, data: bytes, file_name: str = "") -> int:
    """Keep a file that arrived and verify it; return its id in the mailbox. The same bytes twice have one id.

    A file that came before is looked at again: its sender's key may be known by now, or more of it be understood. A
    part of a bundle waits until all parts are there; the bundle then stands under the part that came last. Raises
    `ExchangeProblem` for a file that is refused; it is kept with the reason all the same.
    """
    if is_codes(data):
        return receive_paper(desk, data, file_name)
    return _receive_sealed(desk, data, file_name)


def _receive_sealed(desk: Desk, data: bytes, file_name: str) -> int:
    before = desk.store.mailbox.by_file_digest(hashlib.sha256(data).hexdigest())
    if before is not None and before.outcome == GOOD:
        return _look_again(desk, before)
    whole = desk.store.mailbox.whole_of(before.digest) if before is not None and before.outcome == PART else None
    if whole is not None:
        return whole.id
    find_office = offices_once(desk)
    try:
        part = open_one(desk, data, find_office)
        _refuse_late(desk, part.manifest)
        same = came_before(desk, part)
        if same is not None and (before is None or same.id != before.id):
            return same.id
        others = _other_parts(desk, part)
        if part.part in {entry.part for entry in others} and before is None:
            return next(entry.id for entry in others if entry.part == part.part)
        if missing := missing_parts(part.manifest, (part.part, *(entry.part for entry in others))):
            return keep_part(desk, data, file_name, part, len(missing), before)
        files = (desk.store.mailbox.data_of(entry.id) for entry in others)
        opened = open_whole(desk, part, *files, find_office=find_office)
    except ExchangeProblem as problem:
        keep_refused(desk, data, file_name, problem, before)
        raise
    kept = keep_bundle(desk, data, file_name, opened, part.part, before)
    readable(opened)
    return kept


def check_again(desk: Desk, mailbox_id: int) -> int:
    """Look again at a file that was refused; raises its `ExchangeProblem` while it still is."""
    return receive_file(desk, desk.store.mailbox.data_of(mailbox_id))


def received(desk: Desk) -> tuple[ReceivedLine, ...]:
    """Return the received files, the newest first; a bundle that lacks parts has one line."""
    lines, waiting = [], set()
    for row in desk.store.mailbox.files():
        if row.outcome == PART_WAITS:
            if row.digest in waiting:
                continue
            waiting.add(row.digest)
        lines.append(received_line(desk, row))
    return tuple(lines)


@covers
def received_line(desk: Desk, row: ReceivedFile) -> ReceivedLine:
    """Return a received file as the lists show it."""
    office = desk.store.offices.get(row.from_office) if row.from_office else None
    kept = desk.store.mailbox.messages_of(row.id)
    undecided = tuple(entry for entry in kept if entry.state in UNDECIDED)
    waiting = tuple(entry for entry in undecided if entry.state is not MailState.PARKED)
    left = tuple(entry for entry in kept if entry.state is not MailState.DESTROYED)
    messages = tuple(decode_message(entry.data) for entry in waiting or undecided or left)
    main = main_message(messages) if messages else None
    claim_id = next((entry.claim_id for entry in kept if main and entry.message_id == main.message_id), None)
    claim = desk.store.claims.find(claim_id) if claim_id else claim_of(desk, row.from_office, main) if main else None
    return ReceivedLine(
        mailbox_id=row.id,
        received_at=row.received_at,
        file_name=row.file_name,
        office_code=row.from_office,
        office_name=office.card.office.name if office else row.from_office,
        state_code=office.card.office.state if office else "",
        person_name=_person_name(desk, main, claim),
        claim_key=claim.id if claim else "",
        claim_number=number_for_lists(desk, claim.number, claim.id) if claim else "",
        benefit=_benefit(main, claim),
        type=main.type if main else None,
        state=_line_state(row, undecided, main),
        outcome="" if row.outcome == GOOD else row.outcome,
        parts=row.parts,
        parts_missing=_parts_missing(desk, row),
        died_on=main.body.died_on if main is not None and isinstance(main.body, ChangeNotice) else None,
    )


def _line_state(row: ReceivedFile, undecided: tuple[ReceivedMessage, ...], main: Message | None) -> str:
    """Return how a file stands in the list: whether all that is left of it waits, and whether a person is in doubt."""
    state = lane_state(row)
    if state != "to_check" or main is None:
        return state
    by_id = {entry.message_id: entry.state for entry in undecided}
    if by_id and all(entry is MailState.PARKED for entry in by_id.values()):
        return MailState.PARKED.value
    doubt = by_id.get(main.message_id) is MailState.TO_BE_MATCHED
    return MailState.TO_BE_MATCHED.value if doubt else state


def _parts_missing(desk: Desk, row: ReceivedFile) -> tuple[int, ...]:
    if row.outcome != PART_WAITS:
        return ()
    have = {entry.part for entry in desk.store.mailbox.parts_of(row.digest)}
    return tuple(part for part in range(1, row.parts + 1) if part not in have)


def _look_again(desk: Desk, before: ReceivedFile) -> int:
    """Return a file in order, read once more where it holds messages that an older program did not understand."""
    files = files_of(desk, before)
    try:
        opened = open_file(desk, *files)
    except ExchangeProblem:
        return before.id  # in order when it came; what changed since is said where it is shown
    ids = [message.message_id for message in opened.messages]
    ids += [entry.message.message_id for entry in opened.enclosed]
    ids += [entry.message.message_id for entry in opened.forwarded]
    new = any(desk.store.mailbox.message(message_id) is None for message_id in ids)
    return keep_bundle(desk, files[0], before.file_name, opened, before.part, before) if new else before.id


def _refuse_late(desk: Desk, manifest: Manifest) -> None:
    if manifest.expires is not None and manifest.expires < desk.clock.today():
        raise ExchangeProblem("bundle_expired", office=manifest.sender_office, day=manifest.expires.isoformat())


def _other_parts(desk: Desk, part: OpenedPart) -> tuple[ReceivedFile, ...]:
    """Return the parts of the same bundle that came. Raises `ExchangeProblem("bundle_part_differs")` for an alarm."""
    manifest, mailbox = part.manifest, desk.store.mailbox
    waiting = mailbox.at_sequence_waiting(manifest.sender_office, manifest.sequence)
    if waiting is not None and waiting.digest != part.digest:
        raise ExchangeProblem("bundle_part_differs", office=manifest.sender_office, sequence=manifest.sequence)
    return mailbox.parts_of(part.digest) if manifest.parts > 1 else ()


def _person_name(desk: Desk, main: Message | None, claim: Claim | None) -> str:
    if (claim and not may_see(desk, claim.id)) or (main and _of_protected(desk, main)):
        return PROTECTED_NAME
    if main and isinstance(main.body, ClaimNotice):
        return f"{main.body.person.forenames} {main.body.person.surname}".strip()
    if main and isinstance(main.body, PeriodCertificate):
        return f"{main.body.person_forenames} {main.body.person_surname}".strip()
    return desk.store.persons.get(claim.person_id).name if claim else ""


def _of_protected(desk: Desk, main: Message) -> bool:
    """Tell whether a message that is not matched yet bears the number of a person who is protected from its reader."""
    if not desk.store.protections.in_force() or not isinstance(main.body, ClaimNotice):
        return False
    known = (desk.store.persons.find_by_number(each.state, each.number) for each in main.body.person.numbers)
    return any(desk.store.protections.hides(person_id=person.id) for found in known for person in found)


def _benefit(main: Message | None, claim: Claim | None) -> Benefit | None:
    if claim:
        return claim.benefit
    return main.body.benefit if main and isinstance(main.body, ClaimNotice) else None
