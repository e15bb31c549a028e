"""Destroy what came by mistake: the message, every file it came in, and what was taken from it into the records (4.11).

What is left: that it came, when and from whom, its digest, and who destroyed it when.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop_app.domain.case_notices import Correction
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claim_details import NOTHING_SAID
from desktop_app.domain.claims import Claim, Part, Stage
from desktop_app.domain.dependants import Injury
from desktop_app.domain.messages import Body, MessageType
from desktop_app.domain.persons import InsuredPerson, Sex
from desktop_app.domain.time import Certainty
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.attachments import KeptAttachment
from desktop_app.store.destruction import VERB
from desktop_app.store.mailbox import UNDECIDED, MailState, ReceivedFile, ReceivedMessage
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.case_effects import shut
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.opened_bundle import open_kept
from desktop_app.workflows.own_periods import own_certificate

NOBODY: Final = "\u2014"
"""What stands in the place of the name of a person whose record had to be destroyed."""

_OPENS: Final = (MessageType.CLAIM_NOTICE, MessageType.PERIOD_REQUEST)
_TOGETHER: Final = 2
"""Messages of one file from which another one's papers may be in it."""

_ANSWERS: Final = (MessageType.RECEIPT, MessageType.RETURN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doomed:
    """What is destroyed together: the message, the files it came in, and the case and person it alone brought here.

    `rows` are those of a certificate kept from it. `claim` is the case that closes, `person` the record that is
    blanked; None where they rest on something else besides.
    """

    message: ReceivedMessage
    files: tuple[ReceivedFile, ...]
    rows: int
    claim: Claim | None
    person: InsuredPerson | None


def to_destroy(desk: Desk, owed: Obligation) -> Doomed | None:
    """Return what an office asked to have destroyed; None where nothing of it is here any longer.

    Raises `CaseProblem("destroy_others_wait")` with their `count` while other messages of its files are undecided.
    """
    asked = desk.store.mailbox.message(owed.asked_message_id)
    said = decode_message(asked.data).body if asked and asked.state is not MailState.DESTROYED else None
    kept = desk.store.mailbox.message(said.about_message) if isinstance(said, Correction) else None
    if kept is None or kept.state is MailState.DESTROYED:
        return None
    files = tuple(file for file in _files(desk, kept))
    others = [
        entry
        for file in files
        for entry in desk.store.mailbox.messages_of(file.id)
        if entry.message_id != kept.message_id and entry.state in UNDECIDED
    ]
    if others:
        raise CaseProblem("destroy_others_wait", count=len(others))
    body = decode_message(kept.data).body
    claim = _brought(desk, kept)
    return Doomed(
        message=kept,
        files=files,
        rows=len(body.rows) if isinstance(body, PeriodCertificate) and kept.claim_id else 0,
        claim=claim,
        person=_alone(desk, claim) if claim else None,
    )


def destroy(desk: Desk, doomed: Doomed | None) -> None:
    """Destroy it, inside the act that confirms it; nothing where nothing is left. `Store.forget` belongs after it."""
    if doomed is None:
        return
    store, kept = desk.store, doomed.message
    body = decode_message(kept.data).body
    if kept.claim_id:
        _what_was_taken(desk, kept.claim_id, body)
    for file in doomed.files:
        _keep_papers(desk, file, kept.message_id)
    store.destruction.message(kept.message_id, on=desk.clock.today())
    store.destruction.files(file.id for file in doomed.files)
    if doomed.claim is not None:
        claim = store.claims.get(doomed.claim.id)
        store.periods.set_stated(claim.id, ())
        store.dependants.set_survivors(claim.id, ())
        store.dependants.set_injury(claim.id, Injury())
        store.claim_details.set(claim.id, NOTHING_SAID)
        claim = replace(claim, applicant="")
        store.claims.update(claim)
        if claim.stage is not Stage.CLOSED:
            shut(desk, claim, message_id=kept.message_id)
    if doomed.person is not None:
        blank_person(desk, doomed.person)
    store.journal.write(
        verb=VERB,
        user=desk.user.id,
        about=kept.message_id,
        facts={"digest": kept.digest, "files": " ".join(str(file.id) for file in doomed.files), "rows": doomed.rows},
    )


def blank_person(desk: Desk, gone: InsuredPerson) -> None:
    """Take everything that says who a person was from their record and from what people are found by, in an act."""
    store = desk.store
    store.persons.update(_blank(gone))
    store.person_records.clear(gone.id)
    store.destruction.names(gone.surname, gone.forenames, gone.name_at_birth, gone.other_names)


def _what_was_taken(desk: Desk, claim_id: str, body: Body) -> None:
    if isinstance(body, PeriodCertificate):
        desk.store.destruction.certificate(claim_id, office=body.office, number=body.number, version=body.version)


def _keep_papers(desk: Desk, file: ReceivedFile, message_id: str) -> None:
    """Keep the papers of the other messages of a file with their cases: they do not go with it."""
    if file.state is MailState.WAITING_FOR_PARTS or len(desk.store.mailbox.messages_of(file.id)) < _TOGETHER:
        return
    for paper in open_kept(desk, file).attachments:
        about = desk.store.mailbox.message(paper.about) if paper.about and paper.about != message_id else None
        if about is not None and about.claim_id:
            kept = KeptAttachment(
                id=desk.clock.new_id(),
                claim_id=about.claim_id,
                name=paper.name,
                kind=paper.kind,
                media_type=paper.media_type,
                digest="",
                size=len(paper.data),
                original_size=len(paper.data),
                added_at=desk.clock.now(),
                added_by=desk.user.id,
            )
            desk.store.attachments.add(kept, paper.data, None)


def _files(desk: Desk, kept: ReceivedMessage) -> list[ReceivedFile]:
    """Return every file that holds the message: the one it first came in, its parts, and repeats of it."""
    first = desk.store.mailbox.get(kept.received_id)
    found = {first.id: first}
    for file in desk.store.mailbox.files_of_office(first.from_office):
        if file.id in found or (first.digest and file.digest == first.digest):
            found[file.id] = file
            continue
        try:
            opened = open_kept(desk, file)
        except ExchangeProblem:
            continue
        listed = [entry.message_id for entry in opened.manifest.messages]
        listed += [entry.message_id for entry in opened.manifest.enclosed]
        listed += [entry.message_id for entry in opened.manifest.forwarded]
        if kept.message_id in listed:
            found[file.id] = file
    return list(found.values())


def _brought(desk: Desk, kept: ReceivedMessage) -> Claim | None:
    """Return the case that a message opened here, where nothing of ours but receipts was said in it since."""
    claim = desk.store.claims.find(kept.claim_id) if kept.claim_id else None
    if claim is None or kept.type not in _OPENS or claim.part is not Part.ASKED:
        return None
    messages = desk.store.mailbox.of_claim(claim.id)
    opener = next((entry for entry in messages if entry.type in _OPENS), None)
    said = [row for row in desk.store.outbox.of_claim(claim.id) if row.type not in _ANSWERS]
    if opener is None or opener.message_id != kept.message_id or said or own_certificate(desk, claim.id):
        return None
    return claim


def _alone(desk: Desk, claim: Claim) -> InsuredPerson | None:
    """Return the person of a case who has no other case here."""
    if len(desk.store.claims.of_person(claim.person_id)) > 1:
        return None
    return desk.store.persons.get(claim.person_id)


def _blank(person: InsuredPerson) -> InsuredPerson:
    """Return the record without anything that says who it was."""
    return replace(
        person,
        surname=NOBODY,
        forenames="",
        birth_date=date.min,
        birth_certainty=Certainty.YEAR,
        sex=Sex.NOT_STATED,
        name_at_birth="",
        other_names="",
        nationality="",
        birth_place="",
        parents="",
        address="",
        phone="",
        email="",
        death_date=None,
        numbers=(),
    )
