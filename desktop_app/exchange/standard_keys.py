"""An office's secret keys as files of `age` and `minisign`, each under a passphrase; the one for age is read, too."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pyrage
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.signing import SigningKey
from desktop_app.foundation.problems import RuleProblem

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


_MOST_KEYS: Final = 50
"""Opening keys in one file, at most: an office has its own and those it used before."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OpeningKeys:
    """Opening keys alone, as age keeps them: they read what is sealed to an office, and do not say whose they are."""

    identities: tuple[str, ...]


def read_age_identities(data: bytes) -> OpeningKeys:
    """Read the text in which age keeps its keys: one a line, remarks begin with `#`.

    Raises `RuleProblem("key_file_unreadable")`.
    """
    lines = [line.strip() for line in data.decode("ascii", errors="replace").splitlines()]
    keys = tuple(line for line in lines if line and not line.startswith("#"))
    if not keys or len(keys) > _MOST_KEYS:
        raise RuleProblem("key_file_unreadable")
    try:
        for key in keys:
            pyrage.x25519.Identity.from_str(key)
    except pyrage.IdentityError:
        raise RuleProblem("key_file_unreadable") from None
    return OpeningKeys(identities=keys)


def age_identity_file(secret: OfficeSecret, passphrase: str) -> bytes:
    """Return the opening keys, those used before too, as `age -d -i FILE` reads them: age asks for the passphrase."""
    text = "".join(f"# {key.age_recipient}\n{key.age_identity}\n" for key in (secret, *secret.past))
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
