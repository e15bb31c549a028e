"""Bundles as values: sealed, opened, and what of them waits for a newer program; with the marks both ways share."""

import hashlib
from dataclasses import dataclass
from typing import Final

from desktop_app.domain.messages import Message
from desktop_app.exchange.certified import CertificateSignature
from desktop_app.exchange.fields import Kept
from desktop_app.exchange.manifest import Manifest
from desktop_app.exchange.messages import Waits
from desktop_app.exchange.trust import Trust

MANIFEST: Final = "manifest.json"
SIGNATURE_SUFFIX: Final = ".minisig"


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


def comment_of(manifest: Manifest) -> str:
    """Return what is signed beside the manifest: the same facts, so that no signature serves for anything else."""
    return (
        f"cass-bundle {manifest.sender_office} {manifest.recipient_office} {manifest.sequence} "
        f"{manifest.created_at.isoformat()}"
    )


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file of the bundle, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
