"""Send what waits: one sealed bundle an office, written to a folder or saved for mail, until its receipt comes back."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.armour import to_text
from desktop_app.exchange.bundle import Packing
from desktop_app.exchange.limits import MESSAGES as MOST_MESSAGES
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.foundation.sticks import check_room, write_verified
from desktop_app.store.enclosures import Enclosure
from desktop_app.store.obligations import Obligation
from desktop_app.store.outbox import OutboxRow, SentBundle, SentPart
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_directory import check_before_sealing
from desktop_app.workflows.left_files import remember_folder
from desktop_app.workflows.make_up_bundle import make_up
from desktop_app.workflows.missing_bundles import lost_there, nothing_came
from desktop_app.workflows.obligations import ObligationLine, Remedy, obligation_lines
from desktop_app.workflows.reissue_bundle import files_again
from desktop_app.workflows.remind import drop_needless_reminders
from desktop_app.workflows.veil import covers, name_for_lists, number_for_lists

__all__ = [
    "OutgoingLine",
    "OutgoingMessage",
    "Packing",
    "SealedFile",
    "SentLine",
    "SentPart",
    "Written",
    "bundle_text",
    "hand_over",
    "seal_bundle",
    "sealed_file",
    "sent",
    "to_send",
    "write_bundle",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMessage:
    """A message that waits to leave."""

    message_id: str
    type: MessageType
    claim_id: str
    claim_number: str
    person_name: str
    created_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingLine:
    """An office and everything that waits to leave for it; all of it leaves in one bundle.

    `passed_on` are documents of other offices that go along under their own signature.
    """

    office: KnownOffice
    messages: tuple[OutgoingMessage, ...]
    passed_on: tuple[OutgoingMessage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """A sealed bundle: what it holds, how it left, and how far it is known to have come.

    `state` is `sealed`, `handed_over`, `opened`, `registered`, `accepted`, `accepted_with_remarks` or `returned`.
    `missing_there` says that the other office tells that it never came, `lost_at` when it was declared lost: from then
    on it is sealed anew whenever it is written. `may_be_lost`: nothing of it is known to have come. `owed` are the
    answers to it that are still owed, the most urgent first.
    """

    bundle_id: str
    office_code: str
    office_name: str
    state_code: str
    file_name: str
    size: int
    sealed_at: datetime
    handed_over_at: datetime | None
    state: str
    messages: tuple[OutgoingMessage, ...]
    due: date | None
    overdue: bool
    parts: int = 1
    missing_there: bool = False
    lost_at: datetime | None = None
    may_be_lost: bool = False
    owed: tuple[ObligationLine, ...] = ()

    @property
    def pressing(self) -> ObligationLine | None:
        """What is owed and wants something done about it now: the most urgent of it."""
        return next((line for line in self.owed if line.remedy is not Remedy.NONE), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """A bundle ready to leave. `file_name` and `subject` hold no personal data.

    One over the budget of the mail has several `parts`; `data` and `file_name` are those of the first, `size` is that
    of all.
    """

    bundle_id: str
    office_code: str
    office_name: str
    office_email: str
    file_name: str
    size: int
    data: bytes
    subject: str
    parts: tuple[SentPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A bundle that was written to a folder and read back: its files, their bytes together.

    `may_pull` says that a stick may be pulled now; where it is False the system has to be told to take it out first.
    """

    path: Path
    paths: tuple[Path, ...]
    size: int
    may_pull: bool


def to_send(desk: Desk) -> tuple[OutgoingLine, ...]:
    """Return what waits to leave, an office a line, in the order of the offices' codes."""
    by_office: dict[str, list[OutgoingMessage]] = {}
    for row in desk.store.outbox.waiting():
        by_office.setdefault(row.office, []).append(_message_line(desk, row))
    for office in desk.store.enclosures.offices_waiting():
        by_office.setdefault(office, [])
    lines = []
    for code, messages in sorted(by_office.items()):
        known = desk.store.offices.get(code)
        if known is not None:
            passed_on = tuple(_document_line(desk, entry) for entry in desk.store.enclosures.waiting(code))
            lines.append(OutgoingLine(office=known, messages=tuple(messages), passed_on=passed_on))
    return tuple(lines)


def sent(desk: Desk) -> tuple[SentLine, ...]:
    """Return the bundles that were sealed, the newest first."""
    today = desk.clock.today()
    lines = []
    lost = {line.bundle_id for line in lost_there(desk)}
    bundles = [(bundle, desk.store.outbox.of_bundle(bundle.bundle_id)) for bundle in desk.store.outbox.bundles()]
    asked = {bundle.bundle_id: _asked(desk, rows) for bundle, rows in bundles}
    told = {line.id: line for line in obligation_lines(desk, (entry for owed in asked.values() for entry in owed))}
    for bundle, rows in bundles:
        known = desk.store.offices.get(bundle.office)
        owed = asked[bundle.bundle_id]
        due = owed[0].due_on if owed else None
        lines.append(
            SentLine(
                bundle_id=bundle.bundle_id,
                office_code=bundle.office,
                office_name=known.card.office.name if known else bundle.office,
                state_code=known.card.office.state if known else "",
                file_name=bundle.file_name,
                size=desk.store.outbox.size_of(bundle),
                parts=bundle.parts,
                sealed_at=bundle.sealed_at,
                handed_over_at=bundle.handed_over_at,
                state=_least(rows, bundle),
                messages=tuple(_message_line(desk, row) for row in rows),
                due=due,
                overdue=due is not None and due < today,
                missing_there=bundle.bundle_id in lost,
                lost_at=bundle.declared_lost_at,
                may_be_lost=nothing_came(rows),
                owed=tuple(told[entry.id] for entry in owed),
            )
        )
    return tuple(lines)


@covers
def seal_bundle(
    desk: Desk, office_code: str, *, packing: Packing | None = None, despite_expired_list: bool = False
) -> SealedFile:
    """Seal what waits for an office into one bundle, signed and numbered, and keep it.

    What one bundle cannot hold stays in "To send" for the next. It is signed with the key that office knows us by.
    Where the directory list has expired a person is asked first, and says `despite_expired_list`; where the bundle is
    over the budget of the mail a person chooses `packing`: several parts, or one file for a stick. Raises
    `ExchangeProblem("office_unknown")`, `ExchangeProblem("list_expired")` (number, on),
    `ExchangeProblem("key_not_checked")` when nobody compared the key's words, `CaseProblem("nothing_to_send")`,
    `ExchangeProblem("bundle_over_mail")` (size, most, parts), and `ExchangeProblem("bundle_too_large")` for a single
    message that is.
    """
    known = _trusted(desk, office_code)
    check_before_sealing(desk, asked=despite_expired_list)
    with desk.store.act(verb="bundle_sealed", user=desk.user.id, about=office_code, facts={}) as act:
        drop_needless_reminders(desk, office_code)
        rows = desk.store.outbox.waiting(office_code)[:MOST_MESSAGES]
        if not rows and not desk.store.enclosures.waiting(office_code):
            raise CaseProblem("nothing_to_send", office=known.card.office.name)
        made = make_up(desk, known, rows, packing)
        sealed = made.sealed
        act.note(messages=len(made.messages), sequence=made.sequence, parts=len(sealed.parts))
        desk.store.outbox.add_bundle(
            bundle_id=sealed.bundle_id,
            office=office_code,
            sequence=made.sequence,
            file_name=sealed.file_name,
            digest=sealed.digest,
            sealed_at=desk.clock.now(),
            data=sealed.data,
            message_ids=tuple(row.message_id for row in made.messages),
            more=tuple(SentPart(part=part.part, file_name=part.file_name, data=part.data) for part in sealed.parts[1:]),
        )
        for entry in made.enclosures:
            desk.store.enclosures.sealed(office_code, entry.message_id, sealed.bundle_id)
    return sealed_file(desk, sealed.bundle_id)


def sealed_file(desk: Desk, bundle_id: str) -> SealedFile:
    """Return a bundle that was sealed before, the very same bytes; one declared lost is sealed anew.

    Raises `CaseProblem("bundle_unknown")`, and for one declared lost what `files_again` raises.
    """
    bundle = _bundle(desk, bundle_id)
    known = _known(desk, bundle.office)
    parts = files_again(desk, bundle) if bundle.declared_lost_at else desk.store.outbox.parts_of(bundle_id)
    return SealedFile(
        bundle_id=bundle_id,
        office_code=bundle.office,
        office_name=known.card.office.name,
        office_email=known.card.office.email,
        file_name=bundle.file_name,
        size=sum(len(part.data) for part in parts),
        data=parts[0].data,
        subject=f"{desk.office.code} {bundle.office} {bundle.sequence:06d}",
        parts=parts,
    )


def write_bundle(desk: Desk, bundle_id: str, folder: Path, channel: str) -> Written:
    """Write a sealed bundle into a folder, every part of it, read it back, and mark it handed over.

    Raises `PlaceProblem`: what `check_room` and `write_verified` raise; the bundle then stays as it was and can be
    written again.
    """
    file = sealed_file(desk, bundle_id)
    check_room(folder, file.size)
    paths = tuple(folder / part.file_name for part in file.parts)
    settled = [write_verified(path, part.data) for path, part in zip(paths, file.parts, strict=True)]
    hand_over(desk, bundle_id, channel, folder=folder)
    return Written(path=paths[0], paths=paths, size=file.size, may_pull=all(settled))


def bundle_text(desk: Desk, bundle_id: str, part: int = 1) -> str:
    """Return a sealed bundle, or one part of it, as lines of text for the body of a mail."""
    parts = sealed_file(desk, bundle_id).parts
    chosen = next((entry for entry in parts if entry.part == part), parts[0])
    return to_text(chosen.data, chosen.file_name)


def hand_over(desk: Desk, bundle_id: str, channel: str, *, folder: Path | None = None) -> None:
    """Record that a bundle was handed over (`mail` or `stick`): the clerk's own statement, not a receipt.

    `folder` is where it was written; it is known from then on. The days for an answer count from the first time: a
    question that waited here is not overdue there.
    """
    bundle = _bundle(desk, bundle_id)
    with desk.store.act(
        verb="bundle_handed_over",
        user=desk.user.id,
        about=bundle_id,
        facts={"office": bundle.office, "channel": channel},
    ):
        desk.store.outbox.mark_handed_over(bundle_id, at=desk.clock.now(), channel=channel)
        if folder is not None:
            remember_folder(desk, folder)
        if bundle.handed_over_at is None or bundle.declared_lost_at:
            for row in desk.store.outbox.of_bundle(bundle_id):
                again = bundle.declared_lost_at is not None
                desk.store.obligations.handed_over(row.message_id, desk.clock.today(), again=again)


def _trusted(desk: Desk, office_code: str) -> KnownOffice:
    known = _known(desk, office_code)
    if not known.trusted:
        raise ExchangeProblem("key_not_checked", office=known.card.office.name)
    return known


def _known(desk: Desk, office_code: str) -> KnownOffice:
    known = desk.store.offices.get(office_code)
    if known is None:
        raise ExchangeProblem("office_unknown", office=office_code)
    return known


def _bundle(desk: Desk, bundle_id: str) -> SentBundle:
    bundle = desk.store.outbox.bundle(bundle_id)
    if bundle is None:
        raise CaseProblem("bundle_unknown")
    return bundle


@covers
def _message_line(desk: Desk, row: OutboxRow) -> OutgoingMessage:
    claim = desk.store.claims.find(row.claim_id) if row.claim_id else None
    person = desk.store.persons.get(claim.person_id) if claim else None
    return OutgoingMessage(
        message_id=row.message_id,
        type=row.type,
        claim_id=row.claim_id or "",
        claim_number=number_for_lists(desk, claim.number, claim.id) if claim else "",
        person_name=name_for_lists(desk, person.name, claim_id=claim.id) if person and claim else "",
        created_on=row.created_at.date(),
    )


@covers
def _document_line(desk: Desk, entry: Enclosure) -> OutgoingMessage:
    """Return the line of a document that is passed on."""
    kept = desk.store.mailbox.message(entry.message_id)
    claim = desk.store.claims.find(entry.claim_id) if entry.claim_id else None
    person = desk.store.persons.get(claim.person_id) if claim else None
    return OutgoingMessage(
        message_id=entry.message_id,
        type=MessageType(kept.type) if kept else MessageType.PERIOD_CERTIFICATE,
        claim_id=entry.claim_id or "",
        claim_number=number_for_lists(desk, claim.number, claim.id) if claim else "",
        person_name=name_for_lists(desk, person.name, claim_id=claim.id) if person and claim else "",
        created_on=desk.store.mailbox.get(kept.received_id).received_at.date() if kept else desk.clock.today(),
    )


_ORDER = ("returned", "sealed", "handed_over", "opened", "registered", "accepted_with_remarks", "accepted")


def _least(rows: tuple[OutboxRow, ...], bundle: SentBundle) -> str:
    """Return how far the slowest message of a bundle is known to have come."""
    states = [row.state for row in rows if row.state in _ORDER]
    if not states:
        return "handed_over" if bundle.handed_over_at else "sealed"
    return min(states, key=_ORDER.index)


def _asked(desk: Desk, rows: tuple[OutboxRow, ...]) -> tuple[Obligation, ...]:
    """Return what is still owed of what a bundle asked for, the most urgent first."""
    ids = {row.message_id for row in rows}
    owed = [
        obligation
        for claim_id in {row.claim_id for row in rows if row.claim_id}
        for obligation in desk.store.obligations.of_claim(claim_id)
        if obligation.open and obligation.asked_message_id in ids
    ]
    return tuple(sorted(owed, key=lambda entry: (entry.due_on, entry.id)))
