"""Bundles: all messages that wait for one office, listed, signed and sealed; opening, named here, is in `opening`."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from desktop_app.domain.messages import Message
from desktop_app.domain.offices import OfficeCard
from desktop_app.exchange.archive import write_zip
from desktop_app.exchange.certified import audience_of, sign_document
from desktop_app.exchange.contents import (
    MANIFEST,
    SIGNATURE_SUFFIX,
    Attachment,
    EnclosedDocument,
    ForwardedMessage,
    ForwardedOriginal,
    NotUnderstood,
    OpenedBundle,
    OpenedPart,
    Original,
    RefusedDocument,
    SealedBundle,
    SealedPart,
    comment_of,
    digest_of,
)
from desktop_app.exchange.envelope import file_name
from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.limits import MAIL_BYTES, STICK_BYTES
from desktop_app.exchange.manifest import (
    AttachmentEntry,
    Channel,
    EnclosedEntry,
    ForwardedEntry,
    Manifest,
    MessageEntry,
    SignedList,
    read_manifest,
    write_manifest,
)
from desktop_app.exchange.messages import encode_message, read_message, version_written
from desktop_app.exchange.messages.registry import KINDS, issuer_of
from desktop_app.exchange.opening import (
    join_parts,
    open_bundle,
    open_own_copy,
    open_part,
    open_to_read,
    read_quarantined,
)
from desktop_app.exchange.parts import Laid, Packing, lay_out
from desktop_app.exchange.sealing import seal_bytes
from desktop_app.exchange.signing import sign
from desktop_app.foundation.problems import ExchangeProblem

__all__ = [
    "MANIFEST",
    "Attachment",
    "EnclosedDocument",
    "ForwardedMessage",
    "ForwardedOriginal",
    "NotUnderstood",
    "OpenedBundle",
    "OpenedPart",
    "Original",
    "Packing",
    "RefusedDocument",
    "SealedBundle",
    "SealedPart",
    "join_parts",
    "open_bundle",
    "open_own_copy",
    "open_part",
    "open_to_read",
    "read_quarantined",
    "seal",
]

_ENDINGS: Final = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/tiff": "tif",
    "text/plain": "txt",
    "application/zip": "zip",
}
_NO_RULES: Final[Mapping[str, str]] = MappingProxyType({})
_NO_AUDIENCES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


def seal(
    *,
    secret: OfficeSecret,
    sender: OfficeCard,
    recipient: OfficeCard,
    sequence: int,
    bundle_id: str,
    created_at: datetime,
    previous_digest: str,
    received_up_to: int,
    missing: tuple[int, ...],
    messages: tuple[Message, ...],
    attachments: tuple[Attachment, ...] = (),
    channel: str = "mail",
    rules: Mapping[str, str] = _NO_RULES,
    packing: Packing = Packing.WHOLE,
    enclosed: tuple[Original, ...] = (),
    expires: date | None = None,
    restored_on: date | None = None,
    audiences: Mapping[str, tuple[str, ...]] = _NO_AUDIENCES,
    forwarded: tuple[ForwardedOriginal, ...] = (),
) -> SealedBundle:
    """Sign and seal the messages for one office, readable by it and by the sender.

    `rules` names the rule pack used for each State; `audiences` gives, by message id, the offices of the case besides
    the recipient that a document is meant for; `enclosed` are documents of other offices, passed on as they came, and
    `forwarded` messages of others that are not for the sender: a `forward` among the messages names each.
    `packing` says whether it becomes one file for its channel, several for the mail, or one for a stick. The signed
    part, and so the digest, is the same whenever the input is; the sealed bytes differ each time. Raises
    `ExchangeProblem`: `own_key_differs`, `bundle_to_itself`, `message_not_writable` (field), `bundle_not_writable`
    (field), `certificate_issuer_differs`, `bundle_too_large` (size, most).
    """
    if secret.signing.public().line != sender.keys.signing_key:
        raise ExchangeProblem("own_key_differs", office=sender.office.code)
    if sender.office.code == recipient.office.code:
        raise ExchangeProblem("bundle_to_itself", office=sender.office.code)
    members: dict[str, bytes] = {}
    entries = [
        _pack_message(message, sender, (recipient.office.code, *audiences.get(message.message_id, ())), secret, members)
        for message in messages
    ]
    passed_on = [_pack_enclosed(original, members) for original in enclosed]
    handed_on = [_pack_forwarded(original, members) for original in forwarded]
    listed = [_pack_attachment(attachment, members) for attachment in attachments]
    manifest = Manifest(
        bundle_id=bundle_id,
        created_at=created_at,
        sender_office=sender.office.code,
        recipient_office=recipient.office.code,
        sequence=sequence,
        previous_digest=previous_digest,
        received_up_to=received_up_to,
        missing=missing,
        messages=tuple(entries),
        attachments=tuple(listed),
        channel=_channel(channel),
        rules=rules,
        enclosed=tuple(passed_on),
        expires=expires,
        restored_on=restored_on,
        forwarded=tuple(handed_on),
    )
    laid = Laid(manifest=manifest, parts=(members,))
    mailed = manifest.channel is Channel.MAIL and packing is not Packing.STICK
    most = MAIL_BYTES if mailed or packing is Packing.PARTS else STICK_BYTES
    signed, files = _sealed(laid, secret, sender, recipient)
    if packing is Packing.PARTS and len(files[0].data) > most:
        signed, files = _sealed(lay_out(manifest, members, most), secret, sender, recipient)
    largest = max(file.size for file in files)
    if largest > most:
        raise ExchangeProblem("bundle_too_large", size=largest, most=most)
    return SealedBundle(
        data=files[0].data,
        digest=digest_of(signed),
        file_name=files[0].file_name,
        size=sum(file.size for file in files),
        bundle_id=bundle_id,
        parts=files,
    )


def _sealed(
    laid: Laid, secret: OfficeSecret, sender: OfficeCard, recipient: OfficeCard
) -> tuple[bytes, tuple[SealedPart, ...]]:
    """Sign the list and seal each part with it; return the signed list and the files."""
    signed = write_manifest(laid.manifest)
    head = {
        MANIFEST: signed,
        MANIFEST + SIGNATURE_SUFFIX: sign(signed, secret.signing, comment_of(laid.manifest)).encode(),
    }
    keys = (recipient.keys.sealing_key, sender.keys.sealing_key)
    offices = sender.office.code, recipient.office.code
    count = len(laid.parts)
    return signed, tuple(
        SealedPart(
            part=part,
            data=seal_bytes(write_zip({**head, **members}), keys),
            file_name=file_name(*offices, laid.manifest.sequence, part, count),
        )
        for part, members in enumerate(laid.parts, start=1)
    )


def _pack_message(
    message: Message, sender: OfficeCard, offices: tuple[str, ...], secret: OfficeSecret, members: dict[str, bytes]
) -> MessageEntry:
    """Put a message among the members, a certificate with its own signature, and return its entry."""
    data = encode_message(message)
    kind = KINDS[message.type]
    name = _free_name(kind.stem, "json", members)
    members[name] = data
    if kind.signed_alone:
        office = sender.office.code
        if issuer_of(message.body) != office:
            raise ExchangeProblem("certificate_issuer_differs", office=issuer_of(message.body))
        audience = audience_of(message, *offices)
        members[name + SIGNATURE_SUFFIX] = sign_document(data, message.type.value, office, audience, secret.signing)
    return MessageEntry(
        message_id=message.message_id,
        type=message.type.value,
        schema_version=version_written(data),
        digest=digest_of(data),
        file=name,
    )


def _pack_enclosed(original: Original, members: dict[str, bytes]) -> EnclosedEntry:
    """Put a document of another office among the members, byte for byte, with its own signature."""
    message = read_message(original.data).message
    name = _free_name("enclosed", "json", members)
    members[name] = original.data
    members[name + SIGNATURE_SUFFIX] = original.signature
    return EnclosedEntry(
        message_id=message.message_id,
        type=message.type.value,
        schema_version=version_written(original.data),
        issuer=issuer_of(message.body),
        digest=digest_of(original.data),
        file=name,
    )


def _pack_forwarded(original: ForwardedOriginal, members: dict[str, bytes]) -> ForwardedEntry:
    """Put a message of another office among the members, byte for byte, with the signed list of its bundle."""
    message = read_message(original.data).message
    name, listed = _free_name("forwarded", "json", members), _free_name("forwarded-list", "json", members)
    members[name] = original.data
    members[listed] = original.signed_list.data
    members[listed + SIGNATURE_SUFFIX] = original.signed_list.signature
    return ForwardedEntry(
        message_id=message.message_id,
        type=message.type.value,
        schema_version=version_written(original.data),
        issuer=read_manifest(original.signed_list.data).sender_office,
        digest=digest_of(original.data),
        file=name,
        signed_list=SignedList(file=listed, digest=digest_of(original.signed_list.data)),
    )


def _pack_attachment(attachment: Attachment, members: dict[str, bytes]) -> AttachmentEntry:
    name = _free_name("attachment", _ENDINGS.get(attachment.media_type, "bin"), members)
    members[name] = attachment.data
    return AttachmentEntry(
        name=attachment.name,
        kind=attachment.kind,
        media_type=attachment.media_type,
        size=len(attachment.data),
        digest=digest_of(attachment.data),
        about=attachment.about,
        file=name,
    )


def _free_name(stem: str, ending: str, taken: Iterable[str]) -> str:
    """Return `stem.ending`, or `stem-2.ending` and so on where that is taken."""
    own = re.compile(rf"{re.escape(stem)}(-[0-9]+)?\.{re.escape(ending)}")
    count = sum(1 for name in taken if own.fullmatch(name))
    return f"{stem}-{count + 1}.{ending}" if count else f"{stem}.{ending}"


def _channel(told: str) -> Channel:
    try:
        return Channel(told)
    except ValueError:
        raise ExchangeProblem("bundle_not_writable", field="channel_hint") from None
