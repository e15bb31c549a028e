"""An office's keys: the secret pair, the card it hands out, and the eight words two offices compare on the phone.

A card's own signature shows only that it came whole; whose it is, people settle by voice.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import pyrage
from mnemonic import Mnemonic

from desktop_app.domain.offices import KeyCheck, Office, OfficeCard, OfficeKeys, PastKey, PastKeyState
from desktop_app.exchange.bech32 import bech32
from desktop_app.exchange.canonical import Json, Unreadable, read_json, write_json
from desktop_app.exchange.fields import OFFICE, STATE, VERSION, Fields, filled
from desktop_app.exchange.limits import CARD_BYTES, CODE, NOTE
from desktop_app.exchange.signing import (
    KEY_ID_BYTES,
    SEED_BYTES,
    SignatureRefused,
    SigningKey,
    read_public_key,
    sign,
    verify,
)
from desktop_app.foundation.problems import ExchangeProblem

CARD_FORMAT: Final = "cass-office-card"
CARD_VERSION: Final = "1.0"
WORDS: Final = 8
_BITS_A_WORD: Final = 11
_DIGEST_BITS: Final = 256
_STORED_AS: Final = b"cass-office-secret-1\n"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OfficeSecret:
    """The secret keys of an office: one signs, one opens what is sealed to the office. Never shows itself.

    `past` are the keys used before, the newest first: old bundles, and those that crossed a change, are sealed to them.
    """

    signing: SigningKey
    sealing_seed: bytes
    past: tuple["OfficeSecret", ...] = ()

    def __repr__(self) -> str:
        return f"OfficeSecret({self.signing.public().key_id})"

    @property
    def age_identity(self) -> str:
        """The opening key as `age -d -i` reads it (`AGE-SECRET-KEY-1...`). Secret."""
        return bech32("age-secret-key-", self.sealing_seed).upper()

    @property
    def identities(self) -> tuple[str, ...]:
        """All opening keys as age reads them, the present one first. Secret."""
        return (self.age_identity, *(key.age_identity for key in self.past))

    @property
    def age_recipient(self) -> str:
        """The public half of the opening key (`age1...`)."""
        return str(pyrage.x25519.Identity.from_str(self.age_identity).to_public())

    def to_bytes(self) -> bytes:
        """Return the secret as bytes to be kept in the encrypted store, and nowhere else."""
        return _STORED_AS + self.signing.mark + self.signing.seed + self.sealing_seed

    @classmethod
    def from_bytes(cls, stored: bytes) -> "OfficeSecret":
        """Read what `to_bytes` made. Raises `ExchangeProblem("office_secret_unreadable")`."""
        keys = stored.removeprefix(_STORED_AS)
        if not stored.startswith(_STORED_AS) or len(keys) != KEY_ID_BYTES + 2 * SEED_BYTES:
            raise ExchangeProblem("office_secret_unreadable")
        return _secret(keys)


def make_secret(random_bytes: Callable[[int], bytes]) -> OfficeSecret:
    """Make the keys of an office from the clock's `random_bytes`."""
    return _secret(random_bytes(KEY_ID_BYTES + 2 * SEED_BYTES))


def card(office: Office, secret: OfficeSecret, created_on: date) -> OfficeCard:
    """Return the card of an office with the public halves of its keys."""
    return OfficeCard(office=office, keys=card_keys(secret, created_on))


def card_keys(secret: OfficeSecret, created_on: date) -> OfficeKeys:
    """Return the public halves of an office's keys."""
    public = secret.signing.public()
    return OfficeKeys(
        signing_key=public.line, sealing_key=secret.age_recipient, key_id=public.key_id, created_on=created_on
    )


def unsound_in(keys: OfficeKeys) -> str:
    """Return the field of public keys that is no key, or not the one it goes with; empty for sound ones."""
    try:
        if read_public_key(keys.signing_key).key_id != keys.key_id:
            return "key_id"
    except SignatureRefused:
        return "signing_key"
    try:
        sealing = str(pyrage.x25519.Recipient.from_str(keys.sealing_key))
    except pyrage.RecipientError:
        sealing = ""
    return "" if sealing == keys.sealing_key else "sealing_key"


def past_keys(secret: OfficeSecret, created_on: date) -> tuple[PastKey, ...]:
    """Return the public halves of the keys an office used before; `created_on` is written for all of them."""
    return tuple(
        PastKey(keys=card_keys(key, created_on), check=KeyCheck.OWN, state=PastKeyState.FORMER) for key in secret.past
    )


def key_words(card: OfficeCard) -> tuple[str, ...]:
    """Return eight words that stand for an office's code and both its keys: 88 bits, from the BIP 39 English list."""
    return words_of(card.office.code, card.keys.signing_key, card.keys.sealing_key)


def words_of(code: str, signing_key: str, sealing_key: str) -> tuple[str, ...]:
    """Return the eight words of an office's keys, told one by one."""
    return told_in_words(f"CASS key words 1\n{code}\n{signing_key}\n{sealing_key}\n", WORDS)


def told_in_words(told: str, count: int) -> tuple[str, ...]:
    """Return the first bits of a text's SHA-256 as words, eleven bits a word; `told` begins with what it is for."""
    digest = int.from_bytes(hashlib.sha256(told.encode()).digest(), "big")
    places = range(_DIGEST_BITS - _BITS_A_WORD, _DIGEST_BITS - _BITS_A_WORD * (count + 1), -_BITS_A_WORD)
    return tuple(_word_list()[(digest >> place) & (1 << _BITS_A_WORD) - 1] for place in places)


def write_card(card: OfficeCard, secret: OfficeSecret) -> bytes:
    """Return the file of an office's own card: canonical JSON with the office's signature in it.

    Raises `ExchangeProblem("own_key_differs")` where the secret is not the card's, `"card_not_writable"` with the
    `field` that cannot be written.
    """
    if secret.signing.public().line != card.keys.signing_key or secret.age_recipient != card.keys.sealing_key:
        raise ExchangeProblem("own_key_differs", office=card.office.code)
    try:
        content = _card_json(card)
        signature = sign(write_json(content), secret.signing, _card_comment(card.office.code))
        written = write_json({**content, "signature": signature})
        _read(written)
    except Unreadable as error:
        raise ExchangeProblem("card_not_writable", field=error.where) from None
    return written


def read_card(data: bytes) -> OfficeCard:
    """Read the file of an office card, with its own signature checked.

    Raises `ExchangeProblem`: `card_too_large`, `card_unreadable`, `card_version`, `card_signature_bad`.
    """
    if len(data) > CARD_BYTES:
        raise ExchangeProblem("card_too_large", size=len(data), most=CARD_BYTES)
    try:
        return _read(data.strip(b" \r\n\t"))
    except Unreadable as error:
        raise ExchangeProblem("card_unreadable", field=error.where) from None


def _read(data: bytes) -> OfficeCard:
    value = read_json(data, CARD_BYTES)
    fields = Fields(value)
    if fields.text("format") != CARD_FORMAT:
        raise Unreadable("format")
    version = fields.matching("format_version", VERSION)
    if version != CARD_VERSION:
        raise ExchangeProblem("card_version", version=version)
    office = fields.object("office", _office)
    keys = fields.object("keys", _keys)
    signature = fields.text("signature", NOTE, note=True)
    fields.close()
    signed: dict[str, Json] = {name: part for name, part in _object(value).items() if name != "signature"}
    try:
        comment = verify(write_json(signed), signature.encode(), read_public_key(keys.signing_key))
    except SignatureRefused:
        raise ExchangeProblem("card_signature_bad", office=office.code) from None
    if comment != _card_comment(office.code):
        raise ExchangeProblem("card_signature_bad", office=office.code)
    return OfficeCard(office=office, keys=keys)


def _card_json(card: OfficeCard) -> dict[str, Json]:
    office, keys = card.office, card.keys
    return {
        "format": CARD_FORMAT,
        "format_version": CARD_VERSION,
        "office": {
            "code": office.code,
            "state": office.state,
            "name": office.name,
            "town": office.town,
            "address": office.address,
            "phone": office.phone,
            "email": office.email,
            **filled(head=office.head),
        },
        "keys": {
            "signing_key": keys.signing_key,
            "sealing_key": keys.sealing_key,
            "key_id": keys.key_id,
            "created_on": keys.created_on.isoformat(),
        },
    }


def _card_comment(code: str) -> str:
    return f"{CARD_FORMAT} {code}"


def _office(fields: Fields) -> Office:
    return Office(
        code=fields.matching("code", OFFICE),
        state=fields.matching("state", STATE),
        name=fields.text("name"),
        town=fields.text("town", empty=True),
        address=fields.text("address", NOTE, empty=True, note=True),
        phone=fields.text("phone", empty=True),
        email=fields.text("email", empty=True),
        head=fields.maybe_text("head"),
    )


def _keys(fields: Fields) -> OfficeKeys:
    keys = OfficeKeys(
        signing_key=fields.text("signing_key", CODE),
        sealing_key=fields.text("sealing_key", CODE),
        key_id=fields.text("key_id", CODE),
        created_on=fields.day("created_on"),
    )
    if wrong := unsound_in(keys):
        raise Unreadable(f"keys.{wrong}")
    return keys


def _object(value: Json) -> dict[str, Json]:
    return dict(value) if isinstance(value, dict) else {}


def _secret(keys: bytes) -> OfficeSecret:
    mark, rest = keys[:KEY_ID_BYTES], keys[KEY_ID_BYTES:]
    return OfficeSecret(
        signing=SigningKey(mark=mark, seed=rest[:SEED_BYTES]),
        sealing_seed=rest[SEED_BYTES:],
    )


@cache
def _word_list() -> tuple[str, ...]:
    return tuple(Mnemonic("english").wordlist)
