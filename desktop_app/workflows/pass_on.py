"""Pass a document of another office on to a third office of the case: as it came, with its issuer's own signature."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.certified import audience_told
from desktop_app.exchange.messages.head import decode_message
from desktop_app.exchange.messages.registry import SIGNED_ALONE
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import MailState, ReceivedMessage
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.opened_bundle import open_kept
from desktop_app.workflows.own_periods import newest_certificate

_ACCEPTED: Final = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassingLine:
    """An office and a document of a third one: whether it can go there, waits to, or left on `left_at`."""

    office_code: str
    office_name: str
    possible: bool
    waits: bool = False
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """A document of another office, by its message, and the offices it may go on to or went to."""

    message_id: str
    type: MessageType
    issuer_code: str
    issuer_name: str
    lines: tuple[PassingLine, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The offices to which it waits to go."""
        return tuple(line.office_code for line in self.lines if line.waits)


def passing_of(desk: Desk, message_id: str) -> Passing | None:
    """Return to whom a received document may go on, and to whom it went; None for one that may go nowhere."""
    kept = desk.store.mailbox.message(message_id)
    if kept is None or kept.type not in SIGNED_ALONE:
        return None
    possible = {known.card.office.code for known in can_pass_on(desk, message_id)}
    lines = [_passing_line(desk, message_id, known, possible) for known in desk.store.offices.all()]
    shown = tuple(line for line in lines if line.possible or line.waits or line.left_at)
    if not shown:
        return None
    issuer = kept.issuer or desk.store.mailbox.get(kept.received_id).from_office
    known = desk.store.offices.get(issuer)
    return Passing(
        message_id=message_id,
        type=MessageType(kept.type),
        issuer_code=issuer,
        issuer_name=known.card.office.name if known else issuer,
        lines=shown,
    )


def passing_of_state(desk: Desk, claim_id: str, state: str) -> Passing | None:
    """Return to whom a State's newest certificate in a case may go on; None for one typed from paper or our own."""
    certificate = newest_certificate(desk, claim_id, state)
    for kept in desk.store.mailbox.of_claim(claim_id) if certificate else ():
        if kept.type == MessageType.PERIOD_CERTIFICATE:
            body = decode_message(kept.data).body
            if isinstance(body, PeriodCertificate) and body == certificate:
                return passing_of(desk, kept.message_id)
    return None


def settle_passing(desk: Desk, message_id: str, office_codes: tuple[str, ...]) -> None:
    """Let a document wait for exactly these offices, beside those it left for already. Raises as `pass_on`."""
    now = passing_of(desk, message_id)
    lines = now.lines if now else ()
    for line in lines:
        if line.waits and line.office_code not in office_codes:
            keep_back(desk, message_id, line.office_code)
    left = {line.office_code for line in lines if line.left_at or line.waits}
    for code in office_codes:
        if code not in left:
            pass_on(desk, message_id, code)


def can_pass_on(desk: Desk, message_id: str) -> tuple[KnownOffice, ...]:
    """Return the offices a received document may go on to: those it is meant for, but us and who has it.

    Nothing for a message that is no accepted document, and for one that holds no longer.
    """
    kept = desk.store.mailbox.message(message_id)
    if kept is None or not _is_document(kept):
        return ()
    not_to = {desk.office.code, kept.issuer, desk.store.mailbox.get(kept.received_id).from_office}
    codes = [code for code in audience_told(_signature(desk, kept)) if code not in not_to]
    known = (desk.store.offices.get(code) for code in codes)
    return tuple(office for office in known if office is not None)


def pass_on(desk: Desk, message_id: str, office_code: str) -> None:
    """Put a received document with what waits for an office; it leaves with the next bundle, and once.

    Raises `ExchangeProblem`: `not_a_document`, `not_to_be_passed_on` (office) where it is not meant for that office.
    """
    kept = desk.store.mailbox.message(message_id)
    if kept is None or not _is_document(kept):
        raise ExchangeProblem("not_a_document")
    if office_code not in {office.card.office.code for office in can_pass_on(desk, message_id)}:
        raise ExchangeProblem("not_to_be_passed_on", office=office_code)
    signature = _signature(desk, kept)
    with desk.store.act(verb="document_passed_on", user=desk.user.id, about=message_id, facts={"office": office_code}):
        if not kept.signature:
            desk.store.mailbox.put_signature(message_id, signature)
        desk.store.enclosures.add(office_code, message_id, claim_id=kept.claim_id, at=desk.clock.now())


def keep_back(desk: Desk, message_id: str, office_code: str) -> None:
    """Take a document out of what waits for an office; nothing where it left already."""
    with desk.store.act(verb="document_kept_back", user=desk.user.id, about=message_id, facts={"office": office_code}):
        desk.store.enclosures.take_back(office_code, message_id)


def _passing_line(desk: Desk, message_id: str, known: KnownOffice, possible: set[str]) -> PassingLine:
    office = known.card.office
    put = [entry for entry in desk.store.enclosures.of_office(office.code) if entry.message_id == message_id]
    bundle = desk.store.outbox.bundle(put[-1].bundle_id) if put and put[-1].bundle_id else None
    return PassingLine(
        office_code=office.code,
        office_name=office.name,
        possible=office.code in possible,
        waits=bool(put) and put[-1].bundle_id is None,
        left_at=bundle.sealed_at if bundle else None,
    )


def _is_document(kept: ReceivedMessage) -> bool:
    return kept.type in SIGNED_ALONE and kept.state in _ACCEPTED and not kept.standing


def _signature(desk: Desk, kept: ReceivedMessage) -> bytes:
    """Return a document's own signature; what was kept before signatures were is read from its file once more."""
    if kept.signature:
        return kept.signature
    opened = open_kept(desk, desk.store.mailbox.get(kept.received_id))
    original = opened.originals.get(kept.message_id)
    return original.signature if original else b""
