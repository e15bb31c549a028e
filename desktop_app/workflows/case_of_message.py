"""Which case a message is about: by the message it answers, by any office's number, and never by a name."""

from desktop_app.domain.case_notices import Correction, Forward
from desktop_app.domain.claims import Claim, OfficeReference
from desktop_app.domain.messages import Message, Receipt, ReturnNotice
from desktop_app.exchange.messages.head import decode_message
from desktop_app.store.mailbox import ReceivedFile, ReceivedMessage
from desktop_app.store.outbox import OutboxRow
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.veil import refuse_hidden


def our_message(desk: Desk, sender: str, message_id: str) -> OutboxRow | None:
    """Return a message of ours that went to an office; None where that office never had it.

    An office can acknowledge or return only what was sent to it, or to the office in whose place it came.
    """
    row = desk.store.outbox.find(message_id) if message_id else None
    if row is None or row.office == sender:
        return row
    parts = desk.store.participants.current(row.claim_id) if row.claim_id else ()
    return row if any((part.office, part.takes_over) == (row.office, sender) for part in parts) else None


def their_message(desk: Desk, sender: str, message_id: str) -> ReceivedMessage | None:
    """Return a message that an office itself sent us or issued; None where it never came from there."""
    kept = desk.store.mailbox.message(message_id) if message_id else None
    if kept is None:
        return None
    return kept if sender == (kept.issuer or desk.store.mailbox.get(kept.received_id).from_office) else None


def claim_of(desk: Desk, sender: str, message: Message) -> Claim | None:
    """Return the case a message from an office is about, None where no case here is."""
    return next(iter(claims_of(desk, sender, message)), None)


def claims_of(desk: Desk, sender: str, message: Message) -> tuple[Claim, ...]:
    """Return every case a message names, the surest first; more than one is a contradiction to look at.

    A receipt or return is about the case of the message it answers, and nothing else; a correction about that of the
    message it corrects, where one is known.
    """
    body = message.body
    if isinstance(body, Receipt | ReturnNotice):
        return _case_of(desk, our_message(desk, sender, body.about_message))
    found: dict[str, Claim] = {}
    if isinstance(body, Forward):
        found = {claim.id: claim for claim in _case_of(desk, our_message(desk, sender, body.about_message))}
    if isinstance(body, Correction):
        kept = their_message(desk, sender, body.about_message)
        corrected = desk.store.claims.find(kept.claim_id) if kept and kept.claim_id else None
        if corrected:
            return (corrected,)
    for claim in _case_of(desk, our_message(desk, sender, message.in_reply_to)):
        found[claim.id] = claim
    order = {desk.office.code: 0, sender: 1}
    for reference in sorted(message.case_refs, key=lambda entry: order.get(entry.office, 2)):
        named = _by_reference(desk, reference)
        if named is not None:
            found.setdefault(named.id, named)
    return tuple(found.values())


def same_case(first: Message, second: Message) -> bool:
    """Tell whether two messages name the same case by an office's number."""
    return bool(set(first.case_refs) & set(second.case_refs))


def _case_of(desk: Desk, row: OutboxRow | None) -> tuple[Claim, ...]:
    claim = desk.store.claims.find(row.claim_id) if row and row.claim_id else None
    return (claim,) if claim else ()


def _by_reference(desk: Desk, reference: OfficeReference) -> Claim | None:
    if reference.office == desk.office.code:
        return desk.store.claims.by_number(reference.number)
    return desk.store.claims.by_reference(reference.office, reference.number)


def file_to_read(desk: Desk, mailbox_id: int) -> ReceivedFile:
    """Return a received file to show what is in it.

    Raises `DutyProblem` where a message in it belongs to a protected case that the signed-in user may not read now, as
    `Protections.check`; `StoreProblem("record_missing")`.
    """
    row = desk.store.mailbox.get(mailbox_id)
    if desk.store.protections.in_force():
        for kept in desk.store.mailbox.messages_of(mailbox_id):
            if kept.claim_id:
                refuse_hidden(desk, kept.claim_id)
            elif kept.data:
                claim_of(desk, row.from_office, decode_message(kept.data))
    return row
