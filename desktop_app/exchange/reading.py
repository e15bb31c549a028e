"""The contents of a bundle whose parts were opened and checked: its messages and what it passes on of other offices."""

from collections.abc import Callable, Mapping
from typing import Final

from desktop_app.domain.messages import Message
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.certified import CertificateSignature, check_signature
from desktop_app.exchange.contents import (
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
)
from desktop_app.exchange.fields import Kept
from desktop_app.exchange.forwarded import check_forwarded
from desktop_app.exchange.manifest import EnclosedEntry, ForwardedEntry, Manifest, MessageEntry
from desktop_app.exchange.messages import Waits, read_message, read_summary
from desktop_app.exchange.messages.registry import issuer_of
from desktop_app.foundation.problems import ExchangeProblem

_LATER: Final = frozenset({Waits.TYPE, Waits.VERSION, Waits.MUST_UNDERSTAND})

FindOffice = Callable[[str], KnownOffice | None]


def read_contents(
    first: OpenedPart, members: Mapping[str, bytes], reader: str, find_office: FindOffice | None
) -> OpenedBundle:
    """Read the messages of a bundle, `members` being all of its files; without `find_office` signatures are left.

    What is enclosed and does not hold is named in `not_taken`; everything else goes on without it. Raises
    `ExchangeProblem`: `message_unreadable` (field, message), `certificate_issuer_differs` (office), and what
    `check_signature` raises for the sender's own documents.
    """
    manifest = first.manifest
    waiting: list[NotUnderstood] = []
    messages: list[Message] = []
    own: list[CertificateSignature] = []
    originals: dict[str, Original] = {}
    for number, entry in enumerate(manifest.messages, start=1):
        if find_office is None and entry.file not in members:
            continue
        original = _original(members, entry.file)
        message = _read_entry(entry, original.data, number, waiting)
        if message is None:
            continue
        messages.append(message)
        originals[message.message_id] = original
        if find_office is not None and (signed := _own_signature(manifest, message, original, reader, find_office)):
            own.append(signed)
    enclosed, refused = _passed_on(manifest, members, reader, find_office, waiting)
    forwarded: list[ForwardedMessage] = []
    for handed_on in manifest.forwarded if find_office is not None else ():
        try:
            taken = _forwarded(handed_on, manifest, members, messages, reader, find_office, waiting)
        except ExchangeProblem as problem:
            refused.append(RefusedDocument(issuer=handed_on.issuer, type=handed_on.type, code=problem.code))
            continue
        if taken is not None:
            forwarded.append(taken)
    return OpenedBundle(
        manifest=manifest,
        messages=tuple(messages),
        not_understood=tuple(waiting),
        certificates=tuple(own),
        attachments=tuple(
            Attachment(
                name=entry.name,
                kind=entry.kind,
                media_type=entry.media_type,
                data=members[entry.file],
                about=entry.about,
            )
            for entry in manifest.attachments
            if entry.file in members
        ),
        trust=first.trust,
        sender=manifest.sender_office,
        digest=first.digest,
        key_id=first.key_id,
        originals=originals,
        enclosed=tuple(enclosed),
        not_taken=tuple(refused),
        forwarded=tuple(forwarded),
        signed_list=first.signed_list,
    )


def _original(members: Mapping[str, bytes], name: str) -> Original:
    return Original(data=members[name], signature=members.get(name + SIGNATURE_SUFFIX, b""))


def _own_signature(
    manifest: Manifest, message: Message, original: Original, reader: str, find_office: FindOffice
) -> CertificateSignature | None:
    """Check a document's own signature; the sender's own documents alone are among a bundle's messages."""
    issuer = issuer_of(message.body)
    if not issuer:
        return None
    if issuer != manifest.sender_office:
        raise ExchangeProblem("certificate_issuer_differs", office=issuer)
    return check_signature(original.data, original.signature, message, reader, find_office)


def _passed_on(
    manifest: Manifest,
    members: Mapping[str, bytes],
    reader: str,
    find_office: FindOffice | None,
    waiting: list[NotUnderstood],
) -> tuple[list[EnclosedDocument], list[RefusedDocument]]:
    taken: list[EnclosedDocument] = []
    refused: list[RefusedDocument] = []
    if find_office is None:
        return taken, refused
    for entry in manifest.enclosed:
        try:
            document = _enclosed(entry, _original(members, entry.file), reader, find_office, waiting)
        except ExchangeProblem as problem:
            refused.append(RefusedDocument(issuer=entry.issuer, type=entry.type, code=problem.code))
            continue
        if document is not None:
            taken.append(document)
    return taken, refused


def _enclosed(
    entry: EnclosedEntry, original: Original, reader: str, find_office: FindOffice, waiting: list[NotUnderstood]
) -> EnclosedDocument | None:
    """Read a document of another office and check its issuer's signature; None where it waits for an update."""
    message = _read_entry(entry, original.data, 0, waiting)
    if message is None:
        return None
    if entry.issuer == reader:
        raise ExchangeProblem("certificate_own", office=entry.issuer)
    if issuer_of(message.body) != entry.issuer:
        raise ExchangeProblem("certificate_issuer_differs", office=entry.issuer)
    signature = check_signature(original.data, original.signature, message, reader, find_office)
    return EnclosedDocument(message=message, original=original, signature=signature)


def _forwarded(
    entry: ForwardedEntry,
    manifest: Manifest,
    members: Mapping[str, bytes],
    messages: list[Message],
    reader: str,
    find_office: FindOffice | None,
    waiting: list[NotUnderstood],
) -> ForwardedMessage | None:
    """Read a message that was handed on and check the list it came in; None where it waits for an update."""
    if find_office is None:
        return None
    original = ForwardedOriginal(data=members[entry.file], signed_list=_original(members, entry.signed_list.file))
    told = [message.body for message in messages]
    key_id, trust = check_forwarded(entry, original, told, manifest.sender_office, reader, find_office)
    message = _read_entry(entry, original.data, 0, waiting)
    if message is None:
        return None
    return ForwardedMessage(message=message, original=original, office=entry.issuer, key_id=key_id, trust=trust)


def _read_entry(
    entry: MessageEntry | EnclosedEntry | ForwardedEntry, data: bytes, number: int, waiting: list[NotUnderstood]
) -> Message | None:
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


def _not_understood(
    entry: MessageEntry | EnclosedEntry | ForwardedEntry, waits: Waits, data: bytes, fields: Kept = ()
) -> NotUnderstood:
    return NotUnderstood(
        message_id=entry.message_id,
        type=entry.type,
        schema_version=entry.schema_version,
        waits=waits,
        summary=read_summary(data),
        fields=fields,
    )
