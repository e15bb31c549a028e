"""Bundles: all messages that wait for one office, listed, signed, sealed; and the way back, refused step by step.

The order of reading: size, age, ZIP names and sizes, the manifest's signature, each digest, and only then the messages.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.messages import Message, MessageType
from desktop_app.domain.offices import KeyCheck, KnownOffice, OfficeCard
from desktop_app.exchange.archive import read_zip, write_zip
from desktop_app.exchange.armour import read_any
from desktop_app.exchange.certified import CertificateSignature, audience_of, check_signature, sign_certificate
from desktop_app.exchange.envelope import check_outer, file_name
from desktop_app.exchange.fields import Kept
from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.limits import MAIL_BYTES, MANIFEST_BYTES, MESSAGE_BYTES, SIGNATURE_BYTES, STICK_BYTES
from desktop_app.exchange.manifest import (
    AttachmentEntry,
    Channel,
    Manifest,
    MessageEntry,
    read_manifest,
    write_manifest,
)
from desktop_app.exchange.messages import SCHEMA_VERSION, Waits, encode_message, read_message, read_summary
from desktop_app.exchange.sealing import open_bytes, seal_bytes
from desktop_app.exchange.signing import Refusal, SignatureRefused, read_public_key, sign, verify
from desktop_app.exchange.trust import Trust, trust_in
from desktop_app.foundation.problems import ExchangeProblem

MANIFEST: Final = "manifest.json"
SIGNATURE_SUFFIX: Final = ".minisig"
_STEMS: Final = {
    MessageType.CLAIM_NOTICE: "claim-notice",
    MessageType.PERIOD_CERTIFICATE: "certificate",
    MessageType.RECEIPT: "receipt",
    MessageType.RETURN: "return",
}
_ENDINGS: Final = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/tiff": "tif",
    "text/plain": "txt",
}
_LIMITS: Final = {MANIFEST: MANIFEST_BYTES, SIGNATURE_SUFFIX: SIGNATURE_BYTES, ".json": MESSAGE_BYTES}
_NO_RULES: Final[Mapping[str, str]] = MappingProxyType({})
_LATER: Final = frozenset({Waits.TYPE, Waits.VERSION, Waits.MUST_UNDERSTAND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A scan or paper that goes with a message. `name` as the clerk knows it, `about` the message it belongs to."""

    name: str
    kind: str
    media_type: str
    data: bytes
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedBundle:
    """A bundle ready to hand over: the bytes of its file, the digest of its signed part, its name, size and id."""

    data: bytes
    digest: str
    file_name: str
    size: int
    bundle_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """A message, or fields of one, of a newer version than ours: to be shown as text, never applied.

    Where `waits` is `extra_fields` the message itself is among the bundle's messages and `fields` are what it holds
    besides; otherwise the whole message waits for an update, and `summary` tells what it says.
    """

    message_id: str
    type: str
    schema_version: str
    waits: Waits
    summary: str
    fields: Kept = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBundle:
    """A bundle that was opened and checked. `digest` is that of its signed part; `trust` is in the sender's key."""

    manifest: Manifest
    messages: tuple[Message, ...]
    not_understood: tuple[NotUnderstood, ...]
    certificates: tuple[CertificateSignature, ...]
    attachments: tuple[Attachment, ...]
    trust: Trust
    sender: str
    digest: str


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
) -> SealedBundle:
    """Sign and seal the messages for one office, readable by it and by the sender.

    `rules` names the rule pack used for each State. The signed part, and so the digest, is the same whenever the input
    is; the sealed bytes differ each time. Raises `ExchangeProblem`: `own_key_differs`, `bundle_to_itself`,
    `message_not_writable` (field), `bundle_not_writable` (field), `certificate_issuer_differs`, `bundle_too_large`.
    """
    if secret.signing.public().line != sender.keys.signing_key:
        raise ExchangeProblem("own_key_differs", office=sender.office.code)
    if sender.office.code == recipient.office.code:
        raise ExchangeProblem("bundle_to_itself", office=sender.office.code)
    members: dict[str, bytes] = {}
    entries = [_pack_message(message, sender, recipient, secret, members) for message in messages]
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
    )
    signed = write_manifest(manifest)
    signature = sign(signed, secret.signing, _comment(manifest)).encode()
    packed = write_zip({MANIFEST: signed, MANIFEST + SIGNATURE_SUFFIX: signature, **members})
    data = seal_bytes(packed, (recipient.keys.sealing_key, sender.keys.sealing_key))
    most = MAIL_BYTES if manifest.channel is Channel.MAIL else STICK_BYTES
    if len(data) > most:
        raise ExchangeProblem("bundle_too_large", size=len(data), most=most)
    return SealedBundle(
        data=data,
        digest=_digest(signed),
        file_name=file_name(sender.office.code, recipient.office.code, sequence),
        size=len(data),
        bundle_id=bundle_id,
    )


def open_bundle(
    data: bytes,
    *,
    secret: OfficeSecret,
    own: OfficeCard,
    find_office: Callable[[str], KnownOffice | None],
) -> OpenedBundle:
    """Open and check a bundle for the office `own`, from a file or a text, and read its messages. Nothing is applied.

    Raises `ExchangeProblem`, one code for each refusal: what `check_outer`, `from_text`, `open_bytes`, `read_zip`,
    `read_manifest` and `check_signature` raise, and `bundle_key_unknown` (office, sequence), `bundle_signature_bad`
    (office), `bundle_wrong_recipient` (office), `bundle_incomplete` (a listed file is missing), `bundle_bad_names`
    (a file that is not listed), `bundle_digest_differs` (file), `message_unreadable` (field, message).
    """
    members = _unpack(data, secret)
    manifest = _manifest(members)
    sender = find_office(manifest.sender_office)
    trust = _check_signature(manifest, members, sender)
    if manifest.recipient_office != own.office.code:
        raise ExchangeProblem("bundle_wrong_recipient", office=manifest.sender_office)
    return _read_contents(manifest, members, own.office.code, find_office, trust)


def open_own_copy(data: bytes, *, secret: OfficeSecret, own: OfficeCard) -> OpenedBundle:
    """Open a bundle that this office sealed itself: it is always sealed to its sender, too. Raises as `open_bundle`."""
    members = _unpack(data, secret)
    manifest = _manifest(members)
    if manifest.sender_office != own.office.code:
        raise ExchangeProblem("bundle_wrong_recipient", office=manifest.sender_office)
    known = KnownOffice(card=own, check=KeyCheck.OWN)
    trust = _check_signature(manifest, members, known)
    return _read_contents(manifest, members, manifest.recipient_office, lambda _: known, trust)


def read_quarantined(data: bytes, *, secret: OfficeSecret) -> OpenedBundle:
    """Read a bundle whose signature nobody can vouch for, to show it as text. Never apply what this returns.

    Its trust is always `unknown_key`, its certificates' own signatures are not looked at. Raises as `open_bundle`.
    """
    members = _unpack(data, secret)
    return _read_contents(_manifest(members), members, "", None, Trust.UNKNOWN_KEY)


def _pack_message(
    message: Message, sender: OfficeCard, recipient: OfficeCard, secret: OfficeSecret, members: dict[str, bytes]
) -> MessageEntry:
    """Put a message among the members, a certificate with its own signature, and return its entry."""
    data = encode_message(message)
    name = _free_name(_STEMS[message.type], "json", members)
    members[name] = data
    if isinstance(message.body, PeriodCertificate):
        office = sender.office.code
        if message.body.office != office:
            raise ExchangeProblem("certificate_issuer_differs", office=message.body.office)
        audience = audience_of(message, recipient.office.code)
        members[name + SIGNATURE_SUFFIX] = sign_certificate(data, office, audience, secret.signing)
    return MessageEntry(
        message_id=message.message_id,
        type=message.type.value,
        schema_version=SCHEMA_VERSION,
        digest=_digest(data),
        file=name,
    )


def _pack_attachment(attachment: Attachment, members: dict[str, bytes]) -> AttachmentEntry:
    name = _free_name("attachment", _ENDINGS.get(attachment.media_type, "bin"), members)
    members[name] = attachment.data
    return AttachmentEntry(
        name=attachment.name,
        kind=attachment.kind,
        media_type=attachment.media_type,
        size=len(attachment.data),
        digest=_digest(attachment.data),
        about=attachment.about,
        file=name,
    )


def _free_name(stem: str, ending: str, taken: Iterable[str]) -> str:
    """Return `stem.ending`, or `stem-2.ending` and so on where that is taken."""
    count = sum(1 for name in taken if name.endswith(f".{ending}") and name.startswith(stem))
    return f"{stem}-{count + 1}.{ending}" if count else f"{stem}.{ending}"


def _unpack(data: bytes, secret: OfficeSecret) -> dict[str, bytes]:
    sealed = read_any(data)
    check_outer(sealed)
    return read_zip(open_bytes(sealed, secret), _LIMITS, STICK_BYTES)


def _manifest(members: Mapping[str, bytes]) -> Manifest:
    """Read the manifest, not believed yet: it says whose signature to look for."""
    for name in (MANIFEST, MANIFEST + SIGNATURE_SUFFIX):
        if name not in members:
            raise ExchangeProblem("bundle_incomplete", file=name)
    return read_manifest(members[MANIFEST])


def _check_signature(manifest: Manifest, members: Mapping[str, bytes], sender: KnownOffice | None) -> Trust:
    told: dict[str, str | int] = {"office": manifest.sender_office, "sequence": manifest.sequence}
    if sender is None:
        raise ExchangeProblem("bundle_key_unknown", **told)
    try:
        public = read_public_key(sender.card.keys.signing_key)
        comment = verify(members[MANIFEST], members[MANIFEST + SIGNATURE_SUFFIX], public)
    except SignatureRefused as refused:
        code = "bundle_key_unknown" if refused.why is Refusal.OTHER_KEY else "bundle_signature_bad"
        raise ExchangeProblem(code, **told) from None
    if comment != _comment(manifest):
        raise ExchangeProblem("bundle_signature_bad", **told)
    return trust_in(sender, public.key_id)


def _read_contents(
    manifest: Manifest,
    members: Mapping[str, bytes],
    reader: str,
    find_office: Callable[[str], KnownOffice | None] | None,
    trust: Trust,
) -> OpenedBundle:
    """Compare every member with the manifest, then read the messages; without `find_office` signatures are left."""
    _check_members(manifest, members)
    messages: list[Message] = []
    waiting: list[NotUnderstood] = []
    certificates: list[CertificateSignature] = []
    for number, entry in enumerate(manifest.messages, start=1):
        data = members[entry.file]
        message = _read_entry(entry, data, number, waiting)
        if message is None:
            continue
        messages.append(message)
        if isinstance(message.body, PeriodCertificate) and find_office is not None:
            if message.body.office != manifest.sender_office:
                raise ExchangeProblem("certificate_issuer_differs", office=message.body.office)
            signature = members[entry.file + SIGNATURE_SUFFIX]
            certificates.append(check_signature(data, signature, message, reader, find_office))
    return OpenedBundle(
        manifest=manifest,
        messages=tuple(messages),
        not_understood=tuple(waiting),
        certificates=tuple(certificates),
        attachments=tuple(
            Attachment(
                name=entry.name,
                kind=entry.kind,
                media_type=entry.media_type,
                data=members[entry.file],
                about=entry.about,
            )
            for entry in manifest.attachments
        ),
        trust=trust,
        sender=manifest.sender_office,
        digest=_digest(members[MANIFEST]),
    )


def _check_members(manifest: Manifest, members: Mapping[str, bytes]) -> None:
    """Check that the bundle holds what its manifest lists, whole, and nothing else."""
    listed = {entry.file: entry.digest for entry in manifest.messages}
    listed.update({entry.file: entry.digest for entry in manifest.attachments})
    certificates = {
        entry.file + SIGNATURE_SUFFIX
        for entry in manifest.messages
        if entry.type == MessageType.PERIOD_CERTIFICATE.value
    }
    wanted = {*listed, *certificates, MANIFEST, MANIFEST + SIGNATURE_SUFFIX}
    if len(wanted) != len(manifest.messages) + len(manifest.attachments) + len(certificates) + 2:
        raise ExchangeProblem("bundle_bad_names")
    for name in sorted(wanted - members.keys()):
        raise ExchangeProblem("bundle_incomplete", file=name)
    if members.keys() - wanted:
        raise ExchangeProblem("bundle_bad_names")
    for name, digest in listed.items():
        if _digest(members[name]) != digest:
            raise ExchangeProblem("bundle_digest_differs", file=name)


def _read_entry(entry: MessageEntry, data: bytes, number: int, waiting: list[NotUnderstood]) -> Message | None:
    """Read one message, or note that it is not understood by this version and return None."""
    try:
        read = read_message(data)
    except ExchangeProblem as problem:
        if problem.code not in _LATER:
            raise ExchangeProblem(problem.code, **{**problem.facts, "message": number}) from None
        waiting.append(_not_understood(entry, Waits(problem.code), data))
        return None
    message = read.message
    if (message.message_id, message.type.value) != (entry.message_id, entry.type):
        raise ExchangeProblem("message_unreadable", field="message_id", message=number)
    if read.not_understood:
        waiting.append(_not_understood(entry, Waits.EXTRA_FIELDS, data, read.not_understood))
    return message


def _not_understood(entry: MessageEntry, waits: Waits, data: bytes, fields: Kept = ()) -> NotUnderstood:
    return NotUnderstood(
        message_id=entry.message_id,
        type=entry.type,
        schema_version=entry.schema_version,
        waits=waits,
        summary=read_summary(data),
        fields=fields,
    )


def _channel(told: str) -> Channel:
    try:
        return Channel(told)
    except ValueError:
        raise ExchangeProblem("bundle_not_writable", field="channel_hint") from None


def _comment(manifest: Manifest) -> str:
    """Return what is signed beside the manifest: the same facts, so that no signature serves for anything else."""
    return (
        f"cass-bundle {manifest.sender_office} {manifest.recipient_office} {manifest.sequence} "
        f"{manifest.created_at.isoformat()}"
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
