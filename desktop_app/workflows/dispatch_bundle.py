"""Send what waits: one sealed bundle an office, written to a folder or saved for mail, until its receipt comes back."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.armour import to_text
from desktop_app.exchange.bundle import SealedBundle, seal
from desktop_app.exchange.limits import MESSAGES as MOST_MESSAGES
from desktop_app.exchange.limits import MISSING as MOST_MISSING
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.places import write_atomically
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem, PlaceProblem
from desktop_app.store.outbox import OutboxRow, SentBundle
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_directory import check_before_sealing
from desktop_app.workflows.own_keys import signing_for
from desktop_app.workflows.remind import drop_needless_reminders

_TOO_MUCH: Final = frozenset({"bundle_too_large", "bundle_not_writable"})


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
    """An office and everything that waits to leave for it; all of it leaves in one bundle."""

    office: KnownOffice
    messages: tuple[OutgoingMessage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """A sealed bundle: what it holds, how it left, and how far it is known to have come.

    `state` is `sealed`, `handed_over`, `opened`, `registered`, `accepted`, `accepted_with_remarks` or `returned`.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """A bundle ready to leave. `file_name` and `subject` hold no personal data."""

    bundle_id: str
    office_code: str
    office_name: str
    office_email: str
    file_name: str
    size: int
    data: bytes
    subject: str


def to_send(desk: Desk) -> tuple[OutgoingLine, ...]:
    """Return what waits to leave, an office a line, in the order of the offices' codes."""
    by_office: dict[str, list[OutgoingMessage]] = {}
    for row in desk.store.outbox.waiting():
        by_office.setdefault(row.office, []).append(_message_line(desk, row))
    lines = []
    for code, messages in sorted(by_office.items()):
        known = desk.store.offices.get(code)
        if known is not None:
            lines.append(OutgoingLine(office=known, messages=tuple(messages)))
    return tuple(lines)


def sent(desk: Desk) -> tuple[SentLine, ...]:
    """Return the bundles that were sealed, the newest first."""
    today = desk.clock.today()
    lines = []
    for bundle in desk.store.outbox.bundles():
        rows = desk.store.outbox.of_bundle(bundle.bundle_id)
        known = desk.store.offices.get(bundle.office)
        due = _due(desk, rows)
        lines.append(
            SentLine(
                bundle_id=bundle.bundle_id,
                office_code=bundle.office,
                office_name=known.card.office.name if known else bundle.office,
                state_code=known.card.office.state if known else "",
                file_name=bundle.file_name,
                size=bundle.size,
                sealed_at=bundle.sealed_at,
                handed_over_at=bundle.handed_over_at,
                state=_least(rows, bundle),
                messages=tuple(_message_line(desk, row) for row in rows),
                due=due,
                overdue=due is not None and due < today,
            )
        )
    return tuple(lines)


def seal_bundle(desk: Desk, office_code: str, *, despite_expired_list: bool = False) -> SealedFile:
    """Seal what waits for an office into one bundle, signed and numbered, and keep it.

    What one bundle cannot hold stays in "To send" for the next. It is signed with the key that office knows us by.
    Where the directory list has expired a person is asked first, and says `despite_expired_list`. Raises
    `ExchangeProblem("office_unknown")`, `ExchangeProblem("list_expired")` (number, on),
    `ExchangeProblem("key_not_checked")` when nobody compared the key's words, `CaseProblem("nothing_to_send")`, and
    `ExchangeProblem("bundle_too_large")` for a single message that is.
    """
    known = _trusted(desk, office_code)
    check_before_sealing(desk, asked=despite_expired_list)
    with desk.store.act(verb="bundle_sealed", user=desk.user.id, about=office_code, facts={}) as act:
        drop_needless_reminders(desk, office_code)
        rows = desk.store.outbox.waiting(office_code)[:MOST_MESSAGES]
        if not rows:
            raise CaseProblem("nothing_to_send", office=known.card.office.name)
        sequence = desk.store.outbox.next_sequence(office_code)
        rows, sealed = _seal(desk, known, sequence, rows)
        act.note(messages=len(rows), sequence=sequence)
        desk.store.outbox.add_bundle(
            bundle_id=sealed.bundle_id,
            office=office_code,
            sequence=sequence,
            file_name=sealed.file_name,
            digest=sealed.digest,
            sealed_at=desk.clock.now(),
            data=sealed.data,
            message_ids=tuple(row.message_id for row in rows),
        )
    return sealed_file(desk, sealed.bundle_id)


def sealed_file(desk: Desk, bundle_id: str) -> SealedFile:
    """Return a bundle that was sealed before, the very same bytes. Raises `CaseProblem("bundle_unknown")`."""
    bundle = _bundle(desk, bundle_id)
    known = _known(desk, bundle.office)
    return SealedFile(
        bundle_id=bundle_id,
        office_code=bundle.office,
        office_name=known.card.office.name,
        office_email=known.card.office.email,
        file_name=bundle.file_name,
        size=bundle.size,
        data=desk.store.outbox.data_of(bundle_id),
        subject=f"{desk.office.code} {bundle.office} {bundle.sequence:06d}",
    )


def write_bundle(desk: Desk, bundle_id: str, folder: Path, channel: str) -> Path:
    """Write a sealed bundle into a folder, read it back, and mark it handed over; return the file's path.

    Raises `PlaceProblem` (`disk_full`, `place_not_writable`, `place_unavailable`, `written_differs`); the bundle then
    stays as it was and can be written again.
    """
    file = sealed_file(desk, bundle_id)
    path = folder / file.file_name
    write_atomically(path, file.data)
    try:
        same = path.read_bytes() == file.data
    except OSError:
        same = False
    if not same:
        raise PlaceProblem("written_differs", file=file.file_name)
    hand_over(desk, bundle_id, channel)
    return path


def bundle_text(desk: Desk, bundle_id: str) -> str:
    """Return a sealed bundle as lines of text for the body of a mail."""
    file = sealed_file(desk, bundle_id)
    return to_text(file.data, file.file_name)


def hand_over(desk: Desk, bundle_id: str, channel: str) -> None:
    """Record that a bundle was handed over (`mail` or `stick`): the clerk's own statement, not a receipt.

    The days for an answer count from the first time: a question that waited here is not overdue there.
    """
    bundle = _bundle(desk, bundle_id)
    with desk.store.act(
        verb="bundle_handed_over",
        user=desk.user.id,
        about=bundle_id,
        facts={"office": bundle.office, "channel": channel},
    ):
        desk.store.outbox.mark_handed_over(bundle_id, at=desk.clock.now(), channel=channel)
        if bundle.handed_over_at is None:
            for row in desk.store.outbox.of_bundle(bundle_id):
                desk.store.obligations.handed_over(row.message_id, desk.clock.today())


def _seal(
    desk: Desk, known: KnownOffice, sequence: int, rows: tuple[OutboxRow, ...]
) -> tuple[tuple[OutboxRow, ...], SealedBundle]:
    """Seal as many of the oldest messages as one bundle holds; return them with it."""
    office, state = known.card.office.code, desk.office.state
    secret, sender = signing_for(desk, office)
    try:
        return rows, seal(
            secret=secret,
            sender=sender,
            recipient=known.card,
            sequence=sequence,
            bundle_id=desk.clock.new_id(),
            created_at=desk.clock.now(),
            previous_digest=desk.store.outbox.previous_digest(office),
            received_up_to=desk.store.mailbox.received_up_to(office),
            missing=desk.store.mailbox.missing(office)[:MOST_MISSING],
            messages=tuple(decode_message(row.data) for row in rows),
            rules={state: desk.rulebook.digest(state)} if state in desk.rulebook.packs else {},
        )
    except ExchangeProblem as problem:
        if problem.code not in _TOO_MUCH or len(rows) == 1:
            raise
    return _seal(desk, known, sequence, rows[: len(rows) // 2])


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


def _message_line(desk: Desk, row: OutboxRow) -> OutgoingMessage:
    claim = desk.store.claims.find(row.claim_id) if row.claim_id else None
    person = desk.store.persons.get(claim.person_id) if claim else None
    return OutgoingMessage(
        message_id=row.message_id,
        type=row.type,
        claim_id=row.claim_id or "",
        claim_number=claim.number if claim else "",
        person_name=person.name if person else "",
        created_on=row.created_at.date(),
    )


_ORDER = ("returned", "sealed", "handed_over", "opened", "registered", "accepted_with_remarks", "accepted")


def _least(rows: tuple[OutboxRow, ...], bundle: SentBundle) -> str:
    """Return how far the slowest message of a bundle is known to have come."""
    states = [row.state for row in rows if row.state in _ORDER]
    if not states:
        return "handed_over" if bundle.handed_over_at else "sealed"
    return min(states, key=_ORDER.index)


def _due(desk: Desk, rows: tuple[OutboxRow, ...]) -> date | None:
    ids = {row.message_id for row in rows}
    dues = [
        obligation.due_on
        for claim_id in {row.claim_id for row in rows if row.claim_id}
        for obligation in desk.store.obligations.of_claim(claim_id)
        if obligation.open and obligation.asked_message_id in ids
    ]
    return min(dues, default=None)
