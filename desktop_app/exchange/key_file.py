"""The key file of an institution's rule makers: who they are and their secret keys, for the command line alone.

It is as the institution's seal: whoever opens it signs in its name. So it is encrypted under a passphrase, in the age
format (scrypt). An office at its desk has none, its keys stay in the store; what it wrote out for `age` opens bundles.
"""

import base64
import binascii
import re
from typing import Final

import pyrage

from desktop_app.domain.passphrases import SHORTEST, normalised, passphrase_strength
from desktop_app.exchange.armour import BEGIN, from_text
from desktop_app.exchange.canonical import Unreadable, read_json, write_json
from desktop_app.exchange.fields import OFFICE, STATE, Fields
from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.limits import CARD_BYTES, NOTE
from desktop_app.exchange.standard_keys import OpeningKeys, read_age_identities
from desktop_app.foundation.problems import ExchangeProblem, RuleProblem

FORMAT: Final = "cass-key-file"
FORMAT_VERSION: Final = "1.0"
_FORMAT: Final = re.compile(re.escape(FORMAT))
_FORMAT_VERSION: Final = re.compile(re.escape(FORMAT_VERSION))


_SEALED: Final = b"age-encryption.org/"
"""How every file of the age format begins."""

_COST: Final = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} (?P<log>[0-9]{1,2})\n")
_MOST_COST: Final = 20
"""The most that trying a passphrase may cost, as scrypt counts it: 1 GiB of memory. A file tells its own cost."""


def write_key_file(office: str, state: str, secret: OfficeSecret, passphrase: str) -> bytes:
    """Return the key file of an office, encrypted under a passphrase.

    Raises `RuleProblem("key_passphrase_weak")` for one that is too short or too even.
    """
    if not passphrase_strength(passphrase).enough:
        raise RuleProblem("key_passphrase_weak", needs=SHORTEST)
    kept = base64.b64encode(secret.to_bytes()).decode("ascii")
    plain = write_json(
        {"format": FORMAT, "format_version": FORMAT_VERSION, "office": office, "state": state, "secret": kept}
    )
    return pyrage.passphrase.encrypt(plain, normalised(passphrase))


def read_key_file(data: bytes, passphrase: str) -> tuple[str, str, OfficeSecret]:
    """Return the office's code, its State and its secret keys.

    Raises `RuleProblem`: `key_passphrase_wrong` where it does not open with this passphrase, damaged or not;
    `key_file_unreadable` for what is no key file, one that is not encrypted among it; `key_file_costly` where trying
    a passphrase would take more memory than any file of ours asks for.
    """
    return _read(_decrypted(data, passphrase))


def is_locked(data: bytes) -> bool:
    """Tell whether a file of keys opens with a passphrase only."""
    return data.startswith(_SEALED) or data.lstrip().startswith(BEGIN.encode())


def read_opening_key(data: bytes, passphrase: str) -> tuple[str, str, OfficeSecret] | OpeningKeys:
    """Return the keys of a file that opens bundles: a key file, or an opening key as age keeps it, locked or not.

    Raises as `read_key_file`.
    """
    if len(data) > CARD_BYTES:
        raise RuleProblem("key_file_unreadable")
    if not is_locked(data):
        return read_age_identities(data)
    try:
        sealed = data if data.startswith(_SEALED) else from_text(data.decode("ascii", errors="replace"))
    except ExchangeProblem:
        raise RuleProblem("key_file_unreadable") from None
    plain = _decrypted(sealed, passphrase)
    return _read(plain) if plain.startswith(b"{") else read_age_identities(plain)


def _decrypted(data: bytes, passphrase: str) -> bytes:
    if len(data) > CARD_BYTES or not data.startswith(_SEALED):
        raise RuleProblem("key_file_unreadable")
    cost = _COST.match(data)
    if cost and int(cost["log"]) > _MOST_COST:
        raise RuleProblem("key_file_costly")
    try:
        return pyrage.passphrase.decrypt(data, normalised(passphrase))
    except pyrage.DecryptError:
        raise RuleProblem("key_passphrase_wrong") from None


def _read(plain: bytes) -> tuple[str, str, OfficeSecret]:
    try:
        fields = Fields(read_json(plain, CARD_BYTES))
        fields.matching("format", _FORMAT)
        fields.matching("format_version", _FORMAT_VERSION)
        office = fields.matching("office", OFFICE)
        state = fields.matching("state", STATE)
        secret = base64.b64decode(fields.text("secret", NOTE).encode("ascii"), validate=True)
        fields.close()
        return office, state, OfficeSecret.from_bytes(secret)
    except (Unreadable, ExchangeProblem, binascii.Error, UnicodeEncodeError):
        raise RuleProblem("key_file_unreadable") from None
