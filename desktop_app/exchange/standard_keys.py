"""An office's secret keys as files of `age` and `minisign`, each under a passphrase, for those tools alone."""

import base64
import hashlib
from collections.abc import Callable
from typing import Final

import pyrage
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.signing import SigningKey

_KIND: Final = b"Ed"
_DERIVATION: Final = b"Sc"
_CHECKSUM: Final = b"B2"
_SALT_BYTES: Final = 32
_LOG_N: Final = 17
_BLOCK: Final = 8
_LANES: Final = 1
_MEMORY: Final = 128 * _BLOCK << _LOG_N
"""128 MiB: what one try of a passphrase takes."""

_WORK: Final = _MEMORY // 32
"""The `opslimit` from which minisign finds the same figures again."""


def age_identity_file(secret: OfficeSecret, passphrase: str) -> bytes:
    """Return the opening key as `age -d -i FILE` reads it: age asks for the passphrase."""
    text = f"# {secret.age_recipient}\n{secret.age_identity}\n"
    return bytes(pyrage.passphrase.encrypt(text.encode("ascii"), passphrase, armored=True))


def minisign_secret_file(key: SigningKey, passphrase: str, random_bytes: Callable[[int], bytes]) -> bytes:
    """Return the signing key as `minisign -S -s FILE` reads it: minisign asks for the passphrase."""
    public = key.public().key
    plain = key.mark + key.seed + public
    checked = plain + hashlib.blake2b(_KIND + plain, digest_size=32).digest()
    salt = random_bytes(_SALT_BYTES)
    stream = Scrypt(salt=salt, length=len(checked), n=1 << _LOG_N, r=_BLOCK, p=_LANES).derive(passphrase.encode())
    hidden = bytes(one ^ other for one, other in zip(checked, stream, strict=True))
    limits = _WORK.to_bytes(8, "little") + _MEMORY.to_bytes(8, "little")
    packed = _KIND + _DERIVATION + _CHECKSUM + salt + limits + hidden
    key_id = key.public().key_id
    comment = f"untrusted comment: minisign encrypted secret key {key_id}"
    return f"{comment}\n{base64.b64encode(packed).decode('ascii')}\n".encode("ascii")
