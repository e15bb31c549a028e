"""A document that came as the codes of its paper, opened as a bundle of one message that its issuer sent."""

from collections.abc import Callable
from typing import Final

from desktop_app.domain.messages import Message
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.bundle import NotUnderstood, OpenedBundle, Original
from desktop_app.exchange.certified import CertificateSignature, check_signature
from desktop_app.exchange.contents import digest_of
from desktop_app.exchange.manifest import Channel, Manifest, MessageEntry
from desktop_app.exchange.messages import Waits, read_message, version_written
from desktop_app.exchange.messages.registry import SIGNED_ALONE, issuer_of
from desktop_app.exchange.paper_codes import is_codes, read_kept_codes
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.practice_apart import refuse_other_world

__all__ = ["is_codes", "on_paper", "open_paper"]

_NO_NUMBER: Final = 0


def on_paper(opened: OpenedBundle) -> bool:
    """Tell whether what was opened came as the codes of a paper: bundles count from 1."""
    return opened.manifest.sequence == _NO_NUMBER


def open_paper(desk: Desk, data: bytes, find_office: Callable[[str], KnownOffice | None] | None = None) -> OpenedBundle:
    """Open a set of codes and check the signature of the office that issued the paper, with the keys that hold now.

    It has no number among the bundles of that office. Raises `ExchangeProblem`: those of `read_codes`,
    `paper_key_unknown`, `paper_signature_bad`, `paper_not_for_us`, `paper_key_given_up` and `paper_own` (office each),
    `message_reused`, and those of reading a message.
    """
    original = read_kept_codes(data)
    read = read_message(original.data)
    message = read.message
    if message.type.value not in SIGNED_ALONE:
        raise ExchangeProblem("qr_unreadable")
    issuer = issuer_of(message.body)
    if issuer == desk.office.code:
        raise ExchangeProblem("paper_own", office=issuer)
    refuse_other_world(desk, issuer)
    signature = _signature(desk, original, message, find_office or desk.store.offices.get)
    if signature.trust in {Trust.RETIRED_KEY, Trust.REVOKED_KEY}:
        raise ExchangeProblem("paper_key_given_up", office=issuer)
    digest = digest_of(original.data)
    before = desk.store.mailbox.message(message.message_id)
    if before is not None:
        sender = before.issuer or desk.store.mailbox.get(before.received_id).from_office
        if (sender, before.digest) != (issuer, digest):
            raise ExchangeProblem("message_reused", office=issuer)
    version = version_written(original.data)
    manifest = Manifest(
        bundle_id=message.message_id,
        created_at=message.created_at,
        sender_office=issuer,
        recipient_office=desk.office.code,
        sequence=_NO_NUMBER,
        previous_digest="",
        received_up_to=0,
        missing=(),
        messages=(
            MessageEntry(
                message_id=message.message_id,
                type=message.type.value,
                schema_version=version,
                digest=digest,
                file="",
            ),
        ),
        channel=Channel.PAPER,
    )
    more = NotUnderstood(
        message_id=message.message_id,
        type=message.type.value,
        schema_version=version,
        waits=Waits.EXTRA_FIELDS,
        summary=message.summary,
        fields=read.not_understood,
    )
    return OpenedBundle(
        manifest=manifest,
        messages=(message,),
        not_understood=(more,) if read.not_understood else (),
        certificates=(signature,),
        attachments=(),
        trust=signature.trust,
        sender=issuer,
        digest=digest,
        key_id=signature.key_id,
        originals={message.message_id: Original(data=original.data, signature=original.signature)},
    )


def _signature(
    desk: Desk, original: Original, message: Message, find_office: Callable[[str], KnownOffice | None]
) -> CertificateSignature:
    try:
        return check_signature(original.data, original.signature, message, desk.office.code, find_office)
    except ExchangeProblem as problem:
        office = issuer_of(message.body)
        if problem.code == "certificate_key_unknown":
            raise ExchangeProblem("paper_key_unknown", office=office) from None
        if problem.code == "certificate_not_for_us":
            raise ExchangeProblem("paper_not_for_us", office=office) from None
        raise ExchangeProblem("paper_signature_bad", office=office) from None
