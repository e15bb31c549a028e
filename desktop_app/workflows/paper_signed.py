"""The codes that stand on a signed paper: the document of a message with its issuer's own signature."""

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.messages import Message
from desktop_app.exchange.bundle import Original
from desktop_app.exchange.certified import audience_of, sign_document
from desktop_app.exchange.messages.head import decode_message, encode_message
from desktop_app.exchange.messages.registry import SIGNED_ALONE, issuer_of
from desktop_app.exchange.paper_codes import codes_of
from desktop_app.store.outbox import OutboxRow
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.make_up_bundle import audience_told_of
from desktop_app.workflows.own_keys import signing_for


def codes_of_message(desk: Desk, message_id: str) -> tuple[str, ...]:
    """Return the texts of the codes of a message that was sent, waits or came; none for what is not signed alone.

    What this office issued is signed with the key the recipient knows, for all offices of the case, as in its bundle;
    what another issued carries that office's signature as it came.
    """
    sent = desk.store.outbox.find(message_id)
    if sent is not None:
        return _own_codes(desk, sent, decode_message(sent.data)) if sent.type.value in SIGNED_ALONE else ()
    kept = desk.store.mailbox.message(message_id)
    if kept is None or not kept.signature or kept.type not in SIGNED_ALONE:
        return ()
    return codes_of(Original(data=kept.data, signature=kept.signature))


def codes_of_certificate(desk: Desk, claim_id: str, certificate: PeriodCertificate) -> tuple[str, ...]:
    """Return the codes of a certificate of a claim, of the newest message that carries it; none where none does."""
    for sent in reversed(desk.store.outbox.of_claim(claim_id)):
        if sent.type.value in SIGNED_ALONE:
            message = decode_message(sent.data)
            if message.body == certificate:
                return _own_codes(desk, sent, message)
    for kept in reversed(desk.store.mailbox.of_claim(claim_id)):
        if kept.signature and decode_message(kept.data).body == certificate:
            return codes_of(Original(data=kept.data, signature=kept.signature))
    return ()


def _own_codes(desk: Desk, sent: OutboxRow, message: Message) -> tuple[str, ...]:
    office = issuer_of(message.body)
    if office != desk.office.code:
        return ()
    secret, _card = signing_for(desk, sent.office)
    data = encode_message(message)
    audience = audience_of(message, sent.office, *audience_told_of(desk, sent))
    signature = sign_document(data, message.type.value, office, audience, secret.signing)
    return codes_of(Original(data=data, signature=signature))
