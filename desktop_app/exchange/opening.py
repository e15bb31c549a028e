"""Opening a bundle, refused step by step: whatever bytes come in, only an `ExchangeProblem` comes out.

The order of reading: size, age, ZIP names and sizes, the manifest's signature, each digest, and only then the messages.
"""

from collections.abc import Callable, Mapping
from typing import Final

from desktop_app.domain.messages import Message, MessageType
from desktop_app.domain.offices import KeyCheck, KnownOffice, OfficeCard
from desktop_app.exchange.archive import read_zip
from desktop_app.exchange.armour import read_any
from desktop_app.exchange.certified import CertificateSignature, check_signature
from desktop_app.exchange.contents import (
    MANIFEST,
    SIGNATURE_SUFFIX,
    Attachment,
    NotUnderstood,
    OpenedBundle,
    comment_of,
    digest_of,
)
from desktop_app.exchange.envelope import check_outer
from desktop_app.exchange.fields import Kept
from desktop_app.exchange.keys import OfficeSecret, past_keys
from desktop_app.exchange.limits import MANIFEST_BYTES, MESSAGE_BYTES, SIGNATURE_BYTES, STICK_BYTES
from desktop_app.exchange.manifest import Manifest, MessageEntry, read_manifest
from desktop_app.exchange.messages import Waits, read_message, read_summary
from desktop_app.exchange.messages.registry import SIGNED_ALONE, issuer_of
from desktop_app.exchange.sealing import open_bytes
from desktop_app.exchange.signing import Refusal, SignatureRefused, read_public_key, verify
from desktop_app.exchange.trust import Trust, signer
from desktop_app.foundation.problems import ExchangeProblem

_LIMITS: Final = {MANIFEST: MANIFEST_BYTES, SIGNATURE_SUFFIX: SIGNATURE_BYTES, ".json": MESSAGE_BYTES}
_KNOWN: Final = frozenset(kind.value for kind in MessageType)
_LATER: Final = frozenset({Waits.TYPE, Waits.VERSION, Waits.MUST_UNDERSTAND})


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
    known = KnownOffice(card=own, check=KeyCheck.OWN, past=past_keys(secret, own.keys.created_on))
    trust = _check_signature(manifest, members, known)
    return _read_contents(manifest, members, manifest.recipient_office, lambda _: known, trust)


def read_quarantined(data: bytes, *, secret: OfficeSecret) -> OpenedBundle:
    """Read a bundle whose signature nobody can vouch for, to show it as text. Never apply what this returns.

    Its trust is always `unknown_key`, its certificates' own signatures are not looked at. Raises as `open_bundle`.
    """
    members = _unpack(data, secret)
    return _read_contents(_manifest(members), members, "", None, Trust.UNKNOWN_KEY)


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
    signature = members[MANIFEST + SIGNATURE_SUFFIX]
    keys, trust = signer(sender, signature, manifest.created_at)
    if trust is Trust.UNKNOWN_KEY:
        raise ExchangeProblem("bundle_key_unknown", **told)
    try:
        comment = verify(members[MANIFEST], signature, read_public_key(keys.signing_key))
    except SignatureRefused as refused:
        code = "bundle_key_unknown" if refused.why is Refusal.OTHER_KEY else "bundle_signature_bad"
        raise ExchangeProblem(code, **told) from None
    if comment != comment_of(manifest):
        raise ExchangeProblem("bundle_signature_bad", **told)
    return trust


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
        issuer = issuer_of(message.body)
        if issuer and find_office is not None:
            if issuer != manifest.sender_office:
                raise ExchangeProblem("certificate_issuer_differs", office=issuer)
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
        digest=digest_of(members[MANIFEST]),
    )


def _check_members(manifest: Manifest, members: Mapping[str, bytes]) -> None:
    """Check that the bundle holds what its manifest lists, whole, and nothing else.

    Whether a type we do not know is signed on its own is not known either: its signature may be there.
    """
    listed = {entry.file: entry.digest for entry in manifest.messages}
    listed.update({entry.file: entry.digest for entry in manifest.attachments})
    certificates = {
        entry.file + SIGNATURE_SUFFIX
        for entry in manifest.messages
        if entry.type in SIGNED_ALONE or (entry.type not in _KNOWN and entry.file + SIGNATURE_SUFFIX in members)
    }
    wanted = {*listed, *certificates, MANIFEST, MANIFEST + SIGNATURE_SUFFIX}
    if len(wanted) != len(manifest.messages) + len(manifest.attachments) + len(certificates) + 2:
        raise ExchangeProblem("bundle_bad_names")
    for name in sorted(wanted - members.keys()):
        raise ExchangeProblem("bundle_incomplete", file=name)
    if members.keys() - wanted:
        raise ExchangeProblem("bundle_bad_names")
    for name, digest in listed.items():
        if digest_of(members[name]) != digest:
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
    if message.message_id != entry.message_id:
        raise ExchangeProblem("message_unreadable", field="message_id", message=number)
    if message.type.value != entry.type:
        raise ExchangeProblem("message_unreadable", field="type", message=number)
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
