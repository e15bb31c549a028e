"""The manifest of a bundle: the signed list of what is in it, from whom, to whom and in which order (2.2)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop_app.exchange.archive import MEMBER_NAME
from desktop_app.exchange.canonical import Json, Unreadable, read_json, write_json
from desktop_app.exchange.fields import DIGEST, OFFICE, STATE, UUID, VERSION, Fields, Kept, filled
from desktop_app.exchange.limits import (
    ATTACHMENTS,
    CODE,
    LAST_SEQUENCE,
    MANIFEST_BYTES,
    MESSAGES,
    MISSING,
    OPENED_BYTES,
    PARTIES,
)
from desktop_app.foundation.problems import ExchangeProblem

MESSAGE_TYPE: Final = re.compile(r"[a-z][a-z0-9_]{0,40}")
MEDIA_TYPE: Final = re.compile(r"application/pdf|image/(png|jpeg|tiff)|text/plain")
ATTACHMENT_NAME: Final = re.compile(
    r"(?!\.)[^\x00-\x1f\x7f-\x9f/\\:*?\"<>|\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]{1,120}"
)
"""A name any system can show and save: no folders, no leading dot, no letters that hide or turn others."""

FORMAT: Final = "cass-bundle"
FORMAT_VERSION: Final = "1.0"
_MAJOR, _MINOR = (int(part) for part in FORMAT_VERSION.split("."))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentEntry:
    """One attachment of a bundle. `name` is as the clerk knows it; `file` is its name in the bundle."""

    name: str
    kind: str
    media_type: str
    size: int
    digest: str
    about: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The signed list of a bundle.

    `sequence` counts from 1 for the pair of offices; `previous_digest` is the digest of the bundle before, empty for
    the first. `received_up_to` is the highest unbroken number received from the recipient, 0 for none; `missing` are
    the holes above it. `rules` names the rule pack used per State. `not_understood` are fields of a newer minor
    version.
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
    not_understood: Kept = ()


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
        "format_version": FORMAT_VERSION,
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
            }
            for entry in manifest.messages
        ],
        "channel_hint": manifest.channel.value,
        **filled(
            attachments=[
                {
                    "name": entry.name,
                    "kind": entry.kind,
                    "media_type": entry.media_type,
                    "size": entry.size,
                    "digest": entry.digest,
                    "file": entry.file,
                    **filled(about=entry.about),
                }
                for entry in manifest.attachments
            ],
            rules=[{"state": state, "pack": pack} for state, pack in sorted(manifest.rules.items())],
        ),
    }


def _read(data: bytes) -> Manifest:
    value = read_json(data, MANIFEST_BYTES)
    head = Fields(value)
    if head.text("format") != FORMAT:
        raise Unreadable("format")
    version = head.matching("format_version", VERSION)
    major, minor = (int(part) for part in version.split("."))
    if major != _MAJOR:
        raise ExchangeProblem("bundle_version", version=version)
    newer = minor > _MINOR
    kept: list[tuple[str, str]] = []
    fields = Fields(value, strange=kept if newer else None)
    needed = fields.listed("must_understand", PARTIES, _name) if newer and fields.has("must_understand") else ()
    manifest = _manifest(fields)
    fields.close()
    if len({entry.message_id for entry in manifest.messages}) != len(manifest.messages):
        raise Unreadable("messages")
    if any(path in needed for path, _ in kept):
        raise ExchangeProblem("bundle_version", version=version)
    return replace(manifest, not_understood=tuple(kept))


def _manifest(fields: Fields) -> Manifest:
    fields.text("format")
    fields.text("format_version")
    return Manifest(
        bundle_id=fields.matching("bundle_id", UUID),
        created_at=fields.moment("created_at"),
        sender_office=fields.matching("sender_office", OFFICE),
        recipient_office=fields.matching("recipient_office", OFFICE),
        sequence=fields.number("sequence", 1, LAST_SEQUENCE),
        previous_digest=fields.matching("previous_digest", DIGEST, empty=True),
        received_up_to=fields.number("received_up_to", 0, LAST_SEQUENCE),
        missing=fields.listed("missing", MISSING, _sequence),
        messages=fields.objects("messages", MESSAGES, _message),
        attachments=fields.maybe_objects("attachments", ATTACHMENTS, _attachment),
        channel=fields.choice("channel_hint", Channel),
        rules=MappingProxyType(dict(fields.maybe_objects("rules", PARTIES, _rule))),
    )


def _message(fields: Fields) -> MessageEntry:
    return MessageEntry(
        message_id=fields.matching("message_id", UUID),
        type=fields.matching("type", MESSAGE_TYPE),
        schema_version=fields.matching("schema_version", VERSION),
        digest=fields.matching("digest", DIGEST),
        file=fields.matching("file", MEMBER_NAME),
    )


def _attachment(fields: Fields) -> AttachmentEntry:
    return AttachmentEntry(
        name=fields.matching("name", ATTACHMENT_NAME),
        kind=fields.text("kind", CODE),
        media_type=fields.matching("media_type", MEDIA_TYPE),
        size=fields.number("size", 0, OPENED_BYTES),
        digest=fields.matching("digest", DIGEST),
        about=fields.maybe_matching("about", UUID),
        file=fields.matching("file", MEMBER_NAME),
    )


def _rule(fields: Fields) -> tuple[str, str]:
    return fields.matching("state", STATE), fields.text("pack", CODE)


def _sequence(value: Json) -> int | None:
    known = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LAST_SEQUENCE
    return value if known and isinstance(value, int) else None


def _name(value: Json) -> str | None:
    return value if isinstance(value, str) else None
