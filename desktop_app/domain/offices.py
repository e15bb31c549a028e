"""Offices of competent institutions, the keys they sign and seal with, and how a key came to be trusted."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class KeyCheck(StrEnum):
    """How it was made sure that a key belongs to its office."""

    NOT_YET = "not_yet"
    PHONE = "phone"
    IN_PERSON = "in_person"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeKeys:
    """The public keys of an office.

    `signing_key` is a minisign public key line (base64 of `Ed`, 8 bytes key id, 32 bytes Ed25519 key); `sealing_key`
    an age X25519 recipient (`age1...`). `key_id` is the signing key's id as 16 hexadecimal digits.
    """

    signing_key: str
    sealing_key: str
    key_id: str
    created_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office as the directory knows it. `code` is unique (`VC-NIS`); empty text means not known."""

    code: str
    state: str
    name: str
    town: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCard:
    """What an office hands out: who it is and its public keys; trusted only once the words are compared."""

    office: Office
    keys: OfficeKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOffice:
    """An office in the directory with its card, how its key was checked, by whom, with whom and when."""

    card: OfficeCard
    check: KeyCheck
    checked_by: str = ""
    checked_with: str = ""
    checked_at: datetime | None = None

    @property
    def trusted(self) -> bool:
        """Whether a person compared the key's words with the office."""
        return self.check is not KeyCheck.NOT_YET
