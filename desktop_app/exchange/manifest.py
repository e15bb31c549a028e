"""The manifest of a bundle: the signed list of what is in it, from whom, to whom and in which order (2.2)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Final, TypeAlias

from desktop_app.exchange.archive import MEMBER_NAME
from desktop_app.exchange.canonical import Json, Unreadable, read_json, write_json
from desktop_app.exchange.fields import DIGEST, OFFICE, STATE, UUID, VERSION, Fields, Kept, filled
from desktop_app.exchange.limits import (
    ATTACHMENTS,
    CODE,
    ENCLOSED,
    FORWARDED,
    LAST_SEQUENCE,
    MANIFEST_BYTES,
    MESSAGES,
    MISSING,
    OPENED_BYTES,
    PARTIES,
    PARTS,
)
from desktop_app.foundation.problems import ExchangeProblem

MESSAGE_TYPE: Final = re.compile(r"[a-z][a-z0-9_]{0,40}")
MEDIA_TYPE: Final = re.compile(r"application/(pdf|zip)|image/(png|jpeg|tiff)|text/plain")
ATTACHMENT_NAME: Final = re.compile(
    r"(?!\.)[^\x00-\x1f\x7f-\x9f/\\:*?\"<>|\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]{1,120}"
)
"""A name any system can show and save: no folders, no leading dot, no letters that hide or turn others."""

FORMAT: Final = "cass-bundle"
FORMAT_VERSION: Final = "1.2"
_WITHOUT_FORWARDED: Final = "1.1"
"""What is written where nothing is handed on: an older program reads that strictly, too."""

_MAJOR, _MINOR = (int(part) for part in FORMAT_VERSION.split("."))
_FORWARDS: Final = 2
"""The minor version from which `forwarded` is known."""

_NEEDED: Final = ("enclosed", "forwarded", "parts")
"""Fields that a reader of an older minor version cannot leave aside: their files would be strangers to it."""

_NO_RULES: Final[Mapping[str, str]] = MappingProxyType({})


class Channel(StrEnum):
    """How the sender meant the bundle to travel."""

    MAIL = "mail"
    STICK = "stick"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEntry:
    """One message of a bundle: what it is and the SHA-256 of its file (64 hexadecimal digits)."""

    message_id: str
    type: str
    schema_version: str
    digest: str
    file: str
    part: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosedEntry:
    """A document of another office that is passed on as it came, with its own signature: whose it is, and its file."""

    message_id: str
    type: str
    schema_version: str
    issuer: str
    digest: str
    file: str
    part: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedList:
    """The manifest of the bundle in which a message first came, as its office signed it; the signature lies beside."""

    file: str
    digest: str
    part: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedEntry:
    """A message of another office that is not for the sender and is handed on: its very bytes, and the list it was in.

    `issuer` is the office that sent it first; its signature of `signed_list` holds for the message through its digest.
    """

    message_id: str
    type: str
    schema_version: str
    issuer: str
    digest: str
    file: str
    signed_list: SignedList
    part: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A piece of an attachment that is larger than a part: its file, the part it lies in, its bytes and digest."""

    file: str
    part: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentEntry:
    """One attachment of a bundle. `name` is as the clerk knows it; `file` is its name in the bundle.

    One that is cut has no file of its own: its `slices`, put one after the other, are its bytes.
    """

    name: str
    kind: str
    media_type: str
    size: int
    digest: str
    about: str
    file: str
    part: int = 1
    slices: tuple[Slice, ...] = ()


Listed: TypeAlias = MessageEntry | EnclosedEntry | ForwardedEntry | SignedList | AttachmentEntry | Slice


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The signed list of a bundle; a bundle in several parts has the same one in each.

    `sequence` counts from 1 for the pair of offices; `previous_digest` is the digest of the bundle before, empty for
    the first. `received_up_to` is the highest unbroken number received from the recipient, 0 for none; `missing` are
    the holes above it. `rules` names the rule pack used per State. A file that comes after the day `expires` is not
    taken; `restored_on` is the day on which the sender went back to a backup, None for never: its chain of digests may
    then begin anew. `not_understood` are fields of a newer minor version.
    """

    bundle_id: str
    created_at: datetime
    sender_office: str
    recipient_office: str
    sequence: int
    previous_digest: str
    received_up_to: int
    missing: tuple[int, ...]
    messages: tuple[MessageEntry, ...]
    attachments: tuple[AttachmentEntry, ...] = ()
    channel: Channel = Channel.MAIL
    rules: Mapping[str, str] = field(default_factory=lambda: _NO_RULES)
    parts: int = 1
    enclosed: tuple[EnclosedEntry, ...] = ()
    expires: date | None = None
    restored_on: date | None = None
    not_understood: Kept = ()
    forwarded: tuple[ForwardedEntry, ...] = ()


def write_manifest(manifest: Manifest) -> bytes:
    """Return the canonical form of a manifest: the bytes that are signed, and whose SHA-256 is the bundle's digest.

    Raises `ExchangeProblem("bundle_not_writable")` with the `field` that is out of bounds.
    """
    try:
        written = write_json(_manifest_json(manifest))
        _read(written)
    except Unreadable as error:
        raise ExchangeProblem("bundle_not_writable", field=error.where) from None
    return written


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest strictly. Raises `ExchangeProblem`: `bundle_manifest_unreadable` (field), `bundle_version`."""
    try:
        return _read(data)
    except Unreadable as error:
        raise ExchangeProblem("bundle_manifest_unreadable", field=error.where) from None


def _manifest_json(manifest: Manifest) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION if manifest.forwarded else _WITHOUT_FORWARDED,
        "bundle_id": manifest.bundle_id,
        "created_at": manifest.created_at.isoformat(),
        "sender_office": manifest.sender_office,
        "recipient_office": manifest.recipient_office,
        "sequence": manifest.sequence,
        "previous_digest": manifest.previous_digest,
        "received_up_to": manifest.received_up_to,
        "missing": list(manifest.missing),
        "messages": [
            {
                "message_id": entry.message_id,
                "type": entry.type,
                "schema_version": entry.schema_version,
                "digest": entry.digest,
                "file": entry.file,
                **_place(entry.part),
            }
            for entry in manifest.messages
        ],
        "channel_hint": manifest.channel.value,
        **filled(
            enclosed=[
                {
                    "message_id": entry.message_id,
                    "type": entry.type,
                    "schema_version": entry.schema_version,
                    "issuer": entry.issuer,
                    "digest": entry.digest,
                    "file": entry.file,
                    **_place(entry.part),
                }
                for entry in manifest.enclosed
            ],
            forwarded=[
                {
                    "message_id": entry.message_id,
                    "type": entry.type,
                    "schema_version": entry.schema_version,
                    "issuer": entry.issuer,
                    "digest": entry.digest,
                    "file": entry.file,
                    "signed_list": {"file": entry.signed_list.file, "digest": entry.signed_list.digest},
                    **_place(entry.part),
                }
                for entry in manifest.forwarded
            ],
            expires=manifest.expires.isoformat() if manifest.expires else "",
            must_understand=[name for name in _NEEDED if _has(manifest, name)],
            parts=manifest.parts if manifest.parts > 1 else None,
            restored_on=manifest.restored_on.isoformat() if manifest.restored_on else "",
            attachments=[
                {
                    "name": entry.name,
                    "kind": entry.kind,
                    "media_type": entry.media_type,
                    "size": entry.size,
                    "digest": entry.digest,
                    "file": entry.file,
                    **filled(about=entry.about, slices=[_slice_json(piece) for piece in entry.slices]),
                    **_place(entry.part),
                }
                for entry in manifest.attachments
            ],
            rules=[{"state": state, "pack": pack} for state, pack in sorted(manifest.rules.items())],
        ),
    }


def _place(part: int) -> dict[str, Json]:
    return {"part": part} if part > 1 else {}


def _slice_json(piece: Slice) -> dict[str, Json]:
    return {"file": piece.file, "part": piece.part, "size": piece.size, "digest": piece.digest}


def _has(manifest: Manifest, name: str) -> bool:
    return {"enclosed": bool(manifest.enclosed), "forwarded": bool(manifest.forwarded)}.get(name, manifest.parts > 1)


def _read(data: bytes) -> Manifest:
    value = read_json(data, MANIFEST_BYTES)
    head = Fields(value)
    if head.text("format") != FORMAT:
        raise Unreadable("format")
    version = head.matching("format_version", VERSION)
    major, minor = (int(part) for part in version.split("."))
    if major != _MAJOR:
        raise ExchangeProblem("bundle_version", version=version)
    kept: list[tuple[str, str]] = []
    fields = Fields(value, strange=kept if minor > _MINOR else None)
    needed = fields.listed("must_understand", PARTIES, _name) if minor and fields.has("must_understand") else ()
    manifest = _manifest(fields, minor)
    fields.close()
    _check(manifest)
    if any(path in needed for path, _ in kept):
        raise ExchangeProblem("bundle_version", version=version)
    return replace(manifest, not_understood=tuple(kept))


def _manifest(fields: Fields, minor: int) -> Manifest:
    """Read the fields; those about parts and what is enclosed exist from version 1.1 on, forwarding from 1.2."""
    parts = bool(minor)
    fields.text("format")
    fields.text("format_version")
    count = (fields.maybe_number("parts", 2, PARTS) or 1) if parts else 1
    return Manifest(
        bundle_id=fields.matching("bundle_id", UUID),
        created_at=fields.moment("created_at"),
        sender_office=fields.matching("sender_office", OFFICE),
        recipient_office=fields.matching("recipient_office", OFFICE),
        sequence=fields.number("sequence", 1, LAST_SEQUENCE),
        previous_digest=fields.matching("previous_digest", DIGEST, empty=True),
        received_up_to=fields.number("received_up_to", 0, LAST_SEQUENCE),
        missing=fields.listed("missing", MISSING, _sequence),
        messages=fields.objects("messages", MESSAGES, partial(_message, count)),
        attachments=fields.maybe_objects("attachments", ATTACHMENTS, partial(_attachment, count)),
        channel=fields.choice("channel_hint", Channel),
        rules=MappingProxyType(dict(fields.maybe_objects("rules", PARTIES, _rule))),
        parts=count,
        enclosed=fields.maybe_objects("enclosed", ENCLOSED, partial(_enclosed, count)) if parts else (),
        expires=fields.maybe_day("expires") if parts else None,
        restored_on=fields.maybe_day("restored_on") if parts else None,
        forwarded=fields.maybe_objects("forwarded", FORWARDED, partial(_forwarded, count))
        if minor >= _FORWARDS
        else (),
    )


def _check(manifest: Manifest) -> None:
    """Refuse a list that contradicts itself: a message named twice, a part without a file, slices that do not fit."""
    named = [entry.message_id for entry in manifest.messages]
    named += [entry.message_id for entry in manifest.enclosed]
    named += [entry.message_id for entry in manifest.forwarded]
    if len(set(named)) != len(named):
        raise Unreadable("messages")
    if sum(entry.size for entry in manifest.attachments) > OPENED_BYTES:
        raise Unreadable("attachments")
    for entry in manifest.attachments:
        if entry.slices and (len(entry.slices) == 1 or sum(piece.size for piece in entry.slices) != entry.size):
            raise Unreadable("attachments")
    if manifest.parts > 1 and len({entry.part for entry in files_of(manifest)}) != manifest.parts:
        raise Unreadable("parts")


def files_of(manifest: Manifest) -> tuple[Listed, ...]:
    """Return everything a manifest lists that is a file of the bundle; each has its `file`, `part` and `digest`."""
    found: list[Listed] = [*manifest.messages, *manifest.enclosed]
    for handed_on in manifest.forwarded:
        found += (handed_on, handed_on.signed_list)
    for entry in manifest.attachments:
        found.extend(entry.slices or (entry,))
    return tuple(found)


def _part(parts: int, fields: Fields) -> int:
    return (fields.maybe_number("part", 2, parts) or 1) if parts > 1 else 1


def _message(parts: int, fields: Fields) -> MessageEntry:
    return MessageEntry(
        message_id=fields.matching("message_id", UUID),
        type=fields.matching("type", MESSAGE_TYPE),
        schema_version=fields.matching("schema_version", VERSION),
        digest=fields.matching("digest", DIGEST),
        file=fields.matching("file", MEMBER_NAME),
        part=_part(parts, fields),
    )


def _enclosed(parts: int, fields: Fields) -> EnclosedEntry:
    return EnclosedEntry(
        message_id=fields.matching("message_id", UUID),
        type=fields.matching("type", MESSAGE_TYPE),
        schema_version=fields.matching("schema_version", VERSION),
        issuer=fields.matching("issuer", OFFICE),
        digest=fields.matching("digest", DIGEST),
        file=fields.matching("file", MEMBER_NAME),
        part=_part(parts, fields),
    )


def _forwarded(parts: int, fields: Fields) -> ForwardedEntry:
    part = _part(parts, fields)
    listed = fields.object("signed_list", _signed_list)
    return ForwardedEntry(
        message_id=fields.matching("message_id", UUID),
        type=fields.matching("type", MESSAGE_TYPE),
        schema_version=fields.matching("schema_version", VERSION),
        issuer=fields.matching("issuer", OFFICE),
        digest=fields.matching("digest", DIGEST),
        file=fields.matching("file", MEMBER_NAME),
        signed_list=replace(listed, part=part),
        part=part,
    )


def _signed_list(fields: Fields) -> SignedList:
    return SignedList(file=fields.matching("file", MEMBER_NAME), digest=fields.matching("digest", DIGEST))


def _slice(parts: int, fields: Fields) -> Slice:
    return Slice(
        file=fields.matching("file", MEMBER_NAME),
        part=fields.number("part", 1, parts),
        size=fields.number("size", 1, OPENED_BYTES),
        digest=fields.matching("digest", DIGEST),
    )


def _attachment(parts: int, fields: Fields) -> AttachmentEntry:
    return AttachmentEntry(
        name=fields.matching("name", ATTACHMENT_NAME),
        kind=fields.text("kind", CODE),
        media_type=fields.matching("media_type", MEDIA_TYPE),
        size=fields.number("size", 0, OPENED_BYTES),
        digest=fields.matching("digest", DIGEST),
        about=fields.maybe_matching("about", UUID),
        file=fields.matching("file", MEMBER_NAME),
        part=_part(parts, fields),
        slices=fields.maybe_objects("slices", parts, partial(_slice, parts)) if parts > 1 else (),
    )


def _rule(fields: Fields) -> tuple[str, str]:
    return fields.matching("state", STATE), fields.text("pack", CODE)


def _sequence(value: Json) -> int | None:
    known = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LAST_SEQUENCE
    return value if known and isinstance(value, int) else None


def _name(value: Json) -> str | None:
    return value if isinstance(value, str) else None
