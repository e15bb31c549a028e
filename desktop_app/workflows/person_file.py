"""Everything the office keeps about one person, as one record to print and to hand over: a data-protection request.

The record says what is kept, where each part came from, to whom it was sent, who worked on it, and how long it stays.
What identifies other people only because they work here is their name as an officer, nothing more.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from desktop_app import __version__
from desktop_app.documents.summaries import summary_of
from desktop_app.domain.claims import Claim
from desktop_app.domain.money import Money
from desktop_app.domain.person_files import ActSeen, ClaimFile, MessageSeen, PaperSeen, PersonFile
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.places import left_if_told
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.foundation.sticks import check_room, write_verified
from desktop_app.store.mailbox import MailState
from desktop_app.workflows.case_decisions import decisions_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.left_files import remember_folder
from desktop_app.workflows.person_beside import (
    contributions,
    dependant_of,
    drafts,
    duties,
    joined,
    law,
    named_by,
    opened,
)
from desktop_app.workflows.propose import person as user_named
from desktop_app.workflows.retention_effects import periods
from desktop_app.workflows.rights import permitted

FORMAT: Final = "cass-person-file"
FORMAT_VERSION: Final = "1.0"
VERB: Final = "person_file_made"
PAPER, DATA, WHOLE = ".pdf", ".json", ".zip"
"""What the record is written as, by the ending of the file: to print, for other programs, or both with every paper."""

_ALL_LINES: Final = 1_000_000
_PARTS: Final = 2


def person_file(desk: Desk, person_id: str) -> PersonFile:
    """Return everything kept about a person. Raises `StoreProblem("record_missing")`, and as a protected case does."""
    store = desk.store
    person_id = store.persons.current(person_id)
    person = store.persons.get(person_id)
    record = store.person_records.get(person_id)
    claims = store.claims.of_person(person_id)
    merges = joined(desk, person_id)
    abouts = (person_id, *(each.person.id for each in merges), *(claim.id for claim in claims))
    lines = sorted(
        (line for about in abouts for line in store.journal.lines(about=about, limit=_ALL_LINES)),
        key=lambda line: line.id,
    )
    return PersonFile(
        person=person,
        record=record,
        contributions=contributions(desk, person_id),
        joined=merges,
        named_by=named_by(desk, (person_id, *(each.person.id for each in merges))),
        dependant_of=dependant_of(desk, person, record),
        duties=duties(desk, person_id, claims),
        law=law(desk, person_id),
        drafts=drafts(desk, abouts),
        opened=opened(desk, person_id, claims),
        claims=tuple(_claim_file(desk, claim) for claim in claims),
        acts=tuple(ActSeen(at=line.at, verb=line.verb, by=user_named(desk, line.user).name) for line in lines),
        kept=tuple(periods(desk).values()),
        made_on=desk.clock.today(),
    )


def person_file_pdf(desk: Desk, person_id: str) -> bytes:
    """Return the record as PDF, and enter into the journal that it was made. Raises as `person_file`."""
    made = person_file(desk, person_id)
    data = _pdf(desk, made)
    with desk.store.act(verb=VERB, user=desk.user.id, about=made.person.id, facts={}):
        return data


def write_person_file(desk: Desk, person_id: str, path: Path, progress: Progress | None = None) -> None:
    """Write the record to a file: what its ending says, and for any other a ZIP of everything.

    The ZIP has the record to print, the same as JSON for other programs, and every paper and letter as kept. The file
    is read back. Whoever writes it answers for where it lies: it is not encrypted. Raises as `person_file`,
    `PlaceProblem`, `DutyProblem` before anything is put together; `Cancelled`.
    """
    watched = progress or Silent()
    permitted(desk.store, VERB, desk.user.id)
    made = person_file(desk, person_id)
    watched.step(1, _PARTS)
    ending = path.suffix.lower()
    if ending == PAPER:
        data = _pdf(desk, made)
    elif ending == DATA:
        data = person_file_json(made)
    else:
        data = _zip(desk, made, watched)
    watched.step(_PARTS, _PARTS)
    check_room(path.parent, len(data))
    remember_folder(desk, path.parent)
    write_verified(path, data)
    told = desk.store.act(verb=VERB, user=desk.user.id, about=made.person.id, facts={"bytes": len(data)})
    with left_if_told(path), told:
        pass


def person_file_json(made: PersonFile) -> bytes:
    """Return the record as JSON: days in ISO form, amounts with their currency, codes as the schemas have them."""
    whole = {"format": FORMAT, "format_version": FORMAT_VERSION, **_plain(made)}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _claim_file(desk: Desk, claim: Claim) -> ClaimFile:
    store = desk.store
    sent = [
        MessageSeen(
            on=row.created_at.date(), sent=True, office=row.office, type=row.type.value, says=_says(desk, row.data)
        )
        for row in store.outbox.of_claim(claim.id)
    ]
    came = [
        MessageSeen(
            on=store.mailbox.get(entry.received_id).received_at.date(),
            sent=False,
            office=store.mailbox.get(entry.received_id).from_office,
            type=entry.type,
            says=_says(desk, entry.data),
        )
        for entry in store.mailbox.of_claim(claim.id)
        if entry.state is not MailState.DESTROYED
    ]
    papers = [
        PaperSeen(on=paper.added_at.date(), kind=paper.kind, name=paper.name)
        for paper in store.attachments.of_claim(claim.id)
    ]
    letters = [
        PaperSeen(on=letter.made_at.date(), kind=letter.kind, name=letter.file_name)
        for letter in store.documents.of_claim(claim.id)
    ]
    return ClaimFile(
        claim=claim,
        stated=store.periods.stated(claim.id),
        certificates=tuple(kept.certificate for kept in store.periods.certificates(claim.id)),
        survivors=store.dependants.survivors(claim.id),
        decisions=tuple(line.decision for line in decisions_of(desk, claim.id)),
        calculated=tuple(kept.made_at for kept in store.calculations.of_claim(claim.id)),
        messages=tuple(sorted((*sent, *came), key=lambda entry: entry.on)),
        papers=tuple(sorted((*papers, *letters), key=lambda entry: entry.on)),
    )


def _says(desk: Desk, data: bytes) -> str:
    """Say in words what a message says; nothing where its contents are gone or of a form this program does not read."""
    try:
        body = decode_message(data).body
    except ExchangeProblem:
        return ""
    return summary_of(body, {party.code: party.name for party in desk.rulebook.parties})


def _pdf(desk: Desk, made: PersonFile) -> bytes:
    from desktop_app.documents.person_record import PersonRecordView, person_record_pdf

    return person_record_pdf(
        PersonRecordView(
            file=made,
            office=desk.office,
            parties={party.code: party.name for party in desk.rulebook.parties},
            printed_on=desk.clock.today(),
            program_version=__version__,
        )
    )


def _zip(desk: Desk, made: PersonFile, watched: Progress) -> bytes:
    whole = io.BytesIO()
    stamp = (*made.made_on.timetuple()[:3], 0, 0, 0)
    with zipfile.ZipFile(whole, "w", compression=zipfile.ZIP_DEFLATED) as packed:

        def put(name: str, data: bytes) -> None:
            packed.writestr(zipfile.ZipInfo(name, date_time=stamp), data, compress_type=zipfile.ZIP_DEFLATED)

        put("record.pdf", _pdf(desk, made))
        put("record.json", person_file_json(made))
        for at, claim in enumerate(made.claims, start=1):
            watched.step(at, len(made.claims) + _PARTS)
            for number, letter in enumerate(desk.store.documents.of_claim(claim.claim.id), start=1):
                name = f"{claim.claim.number}/letters/{number:03d}-{letter.kind}.pdf"
                put(name, desk.store.documents.data_of(letter.id))
            for number, paper in enumerate(desk.store.attachments.of_claim(claim.claim.id), start=1):
                ending = Path(paper.name).suffix.lower() if paper.name.isascii() else ""
                put(f"{claim.claim.number}/papers/{number:03d}{ending}", desk.store.attachments.data_of(paper.id))
    return whole.getvalue()


def _plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 - any value of the records; one answer a line
    """Return a value as JSON can say it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [_plain(each) for each in value]
    return value
