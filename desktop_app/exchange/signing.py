"""Signatures in minisign's format, prehashed (`ED`): any `minisign` checks what we sign, and we check what it signs."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desktop_app.exchange.limits import SIGNATURE_BYTES

SEED_BYTES: Final = 32
KEY_ID_BYTES: Final = 8
_SIGNATURE_BYTES: Final = 64
_UNTRUSTED: Final = "untrusted comment: "
_TRUSTED: Final = "trusted comment: "
_KEY_KIND: Final = b"Ed"
_PREHASHED: Final = b"ED"
_LINES: Final = 5


class Refusal(StrEnum):
    """Why a signature was refused."""

    UNREADABLE = "unreadable"
    OTHER_KEY = "other_key"
    BAD = "bad"


class SignatureRefused(Exception):  # noqa: N818 - not a bug: each reader turns it into its own problem
    """A signature does not hold. `key_id` is the key it names, empty where it could not be read."""

    def __init__(self, why: Refusal, key_id: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.key_id = key_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """A public signing key: eight bytes that name it and the Ed25519 key."""

    mark: bytes
    key: bytes

    @property
    def key_id(self) -> str:
        """The name of the key as minisign prints it: 16 hexadecimal digits."""
        return key_id_of(self.mark)

    @property
    def line(self) -> str:
        """The key as minisign's public key line."""
        return _base64(_KEY_KIND + self.mark + self.key)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SigningKey:
    """A secret signing key: eight bytes that name it and the 32 bytes of an Ed25519 key. Never shows itself."""

    mark: bytes
    seed: bytes

    def __repr__(self) -> str:
        return f"SigningKey({key_id_of(self.mark)})"

    def public(self) -> PublicKey:
        """Return the public half."""
        return PublicKey(mark=self.mark, key=self._key().public_key().public_bytes_raw())

    def sign_plain(self, data: bytes) -> bytes:
        """Return the bare Ed25519 signature of `data`, 64 bytes. `data` must begin with what it is for."""
        return self._key().sign(data)

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def key_id_of(mark: bytes) -> str:
    """Return a key's eight bytes as minisign prints them: little-endian, 16 capital hexadecimal digits."""
    return mark[::-1].hex().upper()


def read_public_key(line: str) -> PublicKey:
    """Read minisign's public key line. Raises `SignatureRefused` for anything else."""
    raw = _bytes(line, len(_KEY_KIND) + KEY_ID_BYTES + SEED_BYTES)
    if not raw.startswith(_KEY_KIND):
        raise SignatureRefused(Refusal.UNREADABLE)
    return PublicKey(mark=raw[2 : 2 + KEY_ID_BYTES], key=raw[2 + KEY_ID_BYTES :])


def sign(data: bytes, key: SigningKey, trusted: str) -> str:
    """Return the text of a `.minisig` file over `data`; `trusted`, one line, is signed with it."""
    signature = key.sign_plain(hashlib.blake2b(data).digest())
    seal = key.sign_plain(signature + trusted.encode())
    return _file(key.mark, signature, trusted, seal)


def verify(data: bytes, minisig: bytes, public: PublicKey) -> str:
    """Check a `.minisig` file over `data` and return its trusted comment. Raises `SignatureRefused`."""
    mark, signature, trusted, seal = _parse(minisig)
    if mark != public.mark:
        raise SignatureRefused(Refusal.OTHER_KEY, key_id_of(mark))
    if not verify_plain(hashlib.blake2b(data).digest(), signature, public) or not verify_plain(
        signature + trusted.encode(), seal, public
    ):
        raise SignatureRefused(Refusal.BAD, key_id_of(mark))
    return trusted


def read_signature(minisig: bytes) -> tuple[bytes, str]:
    """Return a `.minisig` file that `sign` wrote as 136 bytes (key mark, signature, seal) and its trusted comment.

    Nothing is checked. Raises `SignatureRefused` for any other file.
    """
    mark, signature, trusted, seal = _parse(minisig)
    bare = mark + signature + seal
    if write_signature(bare, trusted) != minisig:
        raise SignatureRefused(Refusal.UNREADABLE)
    return bare, trusted


def write_signature(bare: bytes, trusted: str) -> bytes:
    """Return the `.minisig` file that `read_signature` read. Raises `SignatureRefused` for what makes no such file."""
    mark, signature, seal = bare[:KEY_ID_BYTES], bare[KEY_ID_BYTES:-_SIGNATURE_BYTES], bare[-_SIGNATURE_BYTES:]
    minisig = _file(mark, signature, trusted, seal).encode()
    _parse(minisig)
    return minisig


def key_of_signature(minisig: bytes) -> str:
    """Return the id of the key that a `.minisig` file names, not checked; empty where it cannot be read."""
    try:
        return key_id_of(_parse(minisig)[0])
    except SignatureRefused:
        return ""


def verify_plain(data: bytes, signature: bytes, public: PublicKey) -> bool:
    """Tell whether a bare Ed25519 signature of `data` holds."""
    try:
        Ed25519PublicKey.from_public_bytes(public.key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _file(mark: bytes, signature: bytes, trusted: str, seal: bytes) -> str:
    return f"{_UNTRUSTED}signature\n{_base64(_PREHASHED + mark + signature)}\n{_TRUSTED}{trusted}\n{_base64(seal)}\n"


def _parse(minisig: bytes) -> tuple[bytes, bytes, str, bytes]:
    if len(minisig) > SIGNATURE_BYTES:
        raise SignatureRefused(Refusal.UNREADABLE)
    try:
        lines = minisig.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise SignatureRefused(Refusal.UNREADABLE) from None
    if len(lines) != _LINES or lines[4] or not lines[0].startswith(_UNTRUSTED) or not lines[2].startswith(_TRUSTED):
        raise SignatureRefused(Refusal.UNREADABLE)
    raw = _bytes(lines[1], len(_PREHASHED) + KEY_ID_BYTES + _SIGNATURE_BYTES)
    if not raw.startswith(_PREHASHED):
        raise SignatureRefused(Refusal.UNREADABLE)
    seal = _bytes(lines[3], _SIGNATURE_BYTES)
    mark, signature = raw[2 : 2 + KEY_ID_BYTES], raw[2 + KEY_ID_BYTES :]
    return mark, signature, lines[2].removeprefix(_TRUSTED), seal


def _bytes(text: str, length: int) -> bytes:
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise SignatureRefused(Refusal.UNREADABLE) from None
    if len(raw) != length or _base64(raw) != text:
        raise SignatureRefused(Refusal.UNREADABLE)
    return raw


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
