"""Make up one bundle of what waits for an office: messages, their papers, and documents of others passed on."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop_app.domain.case_notices import Forward
from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.bundle import Attachment, ForwardedOriginal, Original, Packing, SealedBundle, seal
from desktop_app.exchange.limits import ATTACHMENTS as MOST_ATTACHMENTS
from desktop_app.exchange.limits import ENCLOSED as MOST_ENCLOSED
from desktop_app.exchange.limits import FORWARDED as MOST_FORWARDED
from desktop_app.exchange.limits import MAIL_BYTES
from desktop_app.exchange.limits import MISSING as MOST_MISSING
from desktop_app.exchange.messages.head import decode_message
from desktop_app.exchange.messages.registry import SIGNED_ALONE
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.enclosures import Enclosure
from desktop_app.store.mailbox import ReceivedMessage
from desktop_app.store.outbox import OutboxRow
from desktop_app.workflows.case_offices import office_for, offices_told
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.numbers_told import next_number, restored_on
from desktop_app.workflows.opened_bundle import open_kept
from desktop_app.workflows.own_keys import signing_for

LASTS: Final = timedelta(days=400)
"""How long a bundle may be on the road: more than a year, so that a clock that is a year wrong does no harm."""

_TOO_MUCH: Final = frozenset({"bundle_too_large", "bundle_not_writable"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUp:
    """A sealed bundle, its number, and what of all that waits is in it."""

    sealed: SealedBundle
    sequence: int
    messages: tuple[OutboxRow, ...]
    enclosures: tuple[Enclosure, ...]


def make_up(desk: Desk, known: KnownOffice, rows: tuple[OutboxRow, ...], packing: Packing | None) -> MadeUp:
    """Seal as many of the oldest messages as one bundle holds.

    Without a `packing` a bundle over the budget of the mail is not made: a person chooses between parts and a stick.
    Raises `ExchangeProblem`: `bundle_over_mail` (size, most, parts), `bundle_too_large` for a single message that is.
    """
    waiting = desk.store.enclosures.waiting(known.card.office.code)
    documents = tuple(entry for entry in waiting if not _handed_on(desk, entry))[:MOST_ENCLOSED]
    sequence = next_number(desk, known.card.office.code)
    rows = _no_more_forwards(rows)
    while True:
        enclosures = (*documents, *_named(desk, waiting, rows))
        try:
            sealed = _sealed(desk, known, sequence, rows, enclosures, packing or Packing.STICK)
        except ExchangeProblem as problem:
            if problem.code not in _TOO_MUCH or len(rows) <= 1:
                raise
            rows, documents = rows[: len(rows) // 2], ()
            continue
        if packing is None and sealed.size > MAIL_BYTES:
            in_parts = _sealed(desk, known, sequence, rows, enclosures, Packing.PARTS)
            raise ExchangeProblem("bundle_over_mail", size=sealed.size, most=MAIL_BYTES, parts=len(in_parts.parts))
        return MadeUp(sealed=sealed, sequence=sequence, messages=rows, enclosures=enclosures)


def _sealed(
    desk: Desk,
    known: KnownOffice,
    sequence: int,
    rows: tuple[OutboxRow, ...],
    enclosures: tuple[Enclosure, ...],
    packing: Packing,
) -> SealedBundle:
    office, state = known.card.office.code, desk.office.state
    secret, sender = signing_for(desk, office)
    return seal(
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
        attachments=(*_papers(desk, rows), *_papers_handed_on(desk, enclosures)),
        rules={state: desk.rulebook.digest(state)} if state in desk.rulebook.packs else {},
        packing=packing,
        enclosed=tuple(_original(desk, entry) for entry in enclosures if not _handed_on(desk, entry)),
        forwarded=tuple(_as_it_came(desk, entry) for entry in enclosures if _handed_on(desk, entry)),
        expires=_expires(desk),
        restored_on=restored_on(desk),
        audiences={row.message_id: audience_told_of(desk, row) for row in rows if row.type in SIGNED_ALONE},
    )


def audience_told_of(desk: Desk, row: OutboxRow) -> tuple[str, ...]:
    """Return the offices of a case, as far as this office knows them: a document may be passed on to any of them."""
    claim = desk.store.claims.find(row.claim_id) if row.claim_id else None
    if claim is None:
        return ()
    told = offices_told(desk, claim)
    named = [office_for(desk, state, None) for state in claim.states if state != desk.office.state]
    return (*told, *(office.card.office.code for office in named if office is not None))


def _papers(desk: Desk, rows: tuple[OutboxRow, ...]) -> tuple[Attachment, ...]:
    """Return the papers of the messages, each once, though it may go with several."""
    papers: dict[str, Attachment] = {}
    for row in rows:
        for entry in desk.store.attachments.of_message(row.message_id):
            if entry.digest not in papers:
                papers[entry.digest] = Attachment(
                    name=entry.name,
                    kind=entry.kind,
                    media_type=entry.media_type,
                    data=desk.store.attachments.data_of(entry.id),
                    about=row.message_id,
                )
    if len(papers) > MOST_ATTACHMENTS:
        raise ExchangeProblem("bundle_too_large", size=len(papers), most=MOST_ATTACHMENTS)
    return tuple(papers.values())


def _handed_on(desk: Desk, entry: Enclosure) -> bool:
    """Tell whether what goes along is a message that is not for us, rather than a document signed on its own."""
    return _kept(desk, entry).type not in SIGNED_ALONE


def _no_more_forwards(rows: tuple[OutboxRow, ...]) -> tuple[OutboxRow, ...]:
    """Return the oldest rows, as far as one bundle may hand messages on."""
    forwards = [number for number, row in enumerate(rows) if row.type is MessageType.FORWARD]
    return rows[: forwards[MOST_FORWARDED]] if len(forwards) > MOST_FORWARDED else rows


def _named(desk: Desk, waiting: tuple[Enclosure, ...], rows: tuple[OutboxRow, ...]) -> tuple[Enclosure, ...]:
    """Return the messages handed on whose notice is among the rows: neither leaves without the other."""
    told = {
        body.about_message
        for body in (decode_message(row.data).body for row in rows if row.type is MessageType.FORWARD)
        if isinstance(body, Forward) and body.enclosed
    }
    return tuple(entry for entry in waiting if entry.message_id in told and _handed_on(desk, entry))


def _as_it_came(desk: Desk, entry: Enclosure) -> ForwardedOriginal:
    """Return a message with the signed list it came in, from the file as it was received."""
    kept = _kept(desk, entry)
    opened = open_kept(desk, desk.store.mailbox.get(kept.received_id))
    return ForwardedOriginal(data=kept.data, signed_list=opened.signed_list)


def _papers_handed_on(desk: Desk, enclosures: tuple[Enclosure, ...]) -> tuple[Attachment, ...]:
    """Return the papers that came with messages handed on: they are part of what was sent."""
    papers: list[Attachment] = []
    for entry in enclosures:
        if _handed_on(desk, entry):
            opened = open_kept(desk, desk.store.mailbox.get(_kept(desk, entry).received_id))
            papers += [paper for paper in opened.attachments if paper.about == entry.message_id]
    return tuple(papers)


def _original(desk: Desk, entry: Enclosure) -> Original:
    kept = _kept(desk, entry)
    return Original(data=kept.data, signature=kept.signature)


def _kept(desk: Desk, entry: Enclosure) -> ReceivedMessage:
    kept = desk.store.mailbox.message(entry.message_id)
    if kept is None:
        raise ExchangeProblem("not_a_document")
    return kept


def _expires(desk: Desk) -> date:
    return desk.clock.today() + LASTS
