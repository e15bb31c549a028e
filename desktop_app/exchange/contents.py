"""Bundles as values: sealed, opened, and what of them waits for a newer program; with the marks both ways share."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
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
class Original:
    """A document as its office signed it: its very bytes and its `.minisig` file. So it can travel on."""

    data: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedOriginal:
    """A message as it came, to be handed on: its very bytes, and the signed list of the bundle it came in."""

    data: bytes
    signed_list: Original


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedPart:
    """One file of a bundle."""

    part: int
    data: bytes
    file_name: str

    @property
    def size(self) -> int:
        """The bytes of the file."""
        return len(self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedBundle:
    """A bundle ready to hand over: its files, one or several, the digest of its signed part, its size and id.

    `data` and `file_name` are those of the first file, `size` is that of all.
    """

    data: bytes
    digest: str
    file_name: str
    size: int
    bundle_id: str
    parts: tuple[SealedPart, ...]


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
class EnclosedDocument:
    """A document of another office that the sender passed on; its issuer's own signature holds."""

    message: Message
    original: Original
    signature: CertificateSignature


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedMessage:
    """A message that its first recipient handed on to us; the signature of the office that sent it first holds."""

    message: Message
    original: ForwardedOriginal
    office: str
    key_id: str
    trust: Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedDocument:
    """What was enclosed or handed on and not taken: whose it is said to be, its type, and the code of the refusal."""

    issuer: str
    type: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPart:
    """A file of a bundle, opened and checked by itself. `members` are its files but for `signed_list`, its manifest."""

    manifest: Manifest
    part: int
    members: Mapping[str, bytes]
    signed_list: Original
    trust: Trust
    key_id: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBundle:
    """A bundle that was opened and checked. `digest` is that of its signed part; `trust` is in the sender's key.

    `key_id` is the key it is signed with, empty where nobody looked. `originals` are the messages' very bytes by their
    id, `signed_list` is the manifest as it was signed; `enclosed` are documents that were passed on from other offices,
    `forwarded` messages that were handed on because the sender is not competent, `not_taken` what of both was refused.
    `missing_parts` are those that were not there to be read; only what is shown and never applied can lack any.
    """

    manifest: Manifest
    messages: tuple[Message, ...]
    not_understood: tuple[NotUnderstood, ...]
    certificates: tuple[CertificateSignature, ...]
    attachments: tuple[Attachment, ...]
    trust: Trust
    sender: str
    digest: str
    key_id: str = ""
    originals: Mapping[str, Original] = field(default_factory=dict)
    enclosed: tuple[EnclosedDocument, ...] = ()
    not_taken: tuple[RefusedDocument, ...] = ()
    forwarded: tuple[ForwardedMessage, ...] = ()
    signed_list: Original = Original(data=b"", signature=b"")
    missing_parts: tuple[int, ...] = ()


def comment_of(manifest: Manifest) -> str:
    """Return what is signed beside the manifest: the same facts, so that no signature serves for anything else."""
    return (
        f"cass-bundle {manifest.sender_office} {manifest.recipient_office} {manifest.sequence} "
        f"{manifest.created_at.isoformat()}"
    )


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file of the bundle, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
