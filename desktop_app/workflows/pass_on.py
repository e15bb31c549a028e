"""Pass a document of another office on to a third office of the case: as it came, with its issuer's own signature."""

from typing import Final

from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.certified import audience_told
from desktop_app.exchange.messages.registry import SIGNED_ALONE
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import MailState, ReceivedMessage
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.opened_bundle import open_kept

_ACCEPTED: Final = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS)


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


def _is_document(kept: ReceivedMessage) -> bool:
    return kept.type in SIGNED_ALONE and kept.state in _ACCEPTED and not kept.standing


def _signature(desk: Desk, kept: ReceivedMessage) -> bytes:
    """Return a document's own signature; what was kept before signatures were is read from its file once more."""
    if kept.signature:
        return kept.signature
    opened = open_kept(desk, desk.store.mailbox.get(kept.received_id))
    original = opened.originals.get(kept.message_id)
    return original.signature if original else b""
