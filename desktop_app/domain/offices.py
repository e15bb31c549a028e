"""Offices of competent institutions, the keys they sign and seal with, and how a key came to be trusted."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

PRACTICE: Final = "TRAIN"
"""What the code of an office of the training mode has after its State, `VC-TRAIN`; no real office may."""


def is_practice(code: str) -> bool:
    """Tell whether a code is that of an office of the training mode. Its key signs it with everything that leaves."""
    return code.partition("-")[2].upper().startswith(PRACTICE)


class KeyCheck(StrEnum):
    """How it was made sure that a key belongs to its office."""

    NOT_YET = "not_yet"
    PHONE = "phone"
    IN_PERSON = "in_person"
    BY_OLD_KEY = "by_old_key"  # announced by the key before, which was trusted
    BY_LIST = "by_list"  # in a directory list that enough maintainers signed
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
    """An office as the directory knows it. `code` is unique (`VC-NIS`); empty text means not known.

    `head` is who heads it and how they are reached, in a line: third reminders are addressed to them.
    """

    code: str
    state: str
    name: str
    town: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCard:
    """What an office hands out: who it is and its public keys; trusted only once the words are compared."""

    office: Office
    keys: OfficeKeys


class PastKeyState(StrEnum):
    """Why a key is no longer the one an office is known by."""

    REPLACED = "replaced"  # another card took its place: nobody vouches for it any more
    FORMER = "former"  # the newer key was announced by this one, which is still good until it is retired
    RETIRED = "retired"  # no longer used from a moment on: good for what was made before
    REVOKED = "revoked"  # in wrong hands, perhaps, from a moment on: good for nothing that comes now


@dataclass(frozen=True, slots=True, kw_only=True)
class PastKey:
    """A key an office had before, how it had been checked, and since when it is retired or may be in wrong hands."""

    keys: OfficeKeys
    check: KeyCheck
    state: PastKeyState
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOffice:
    """An office in the directory with its card, how its key was checked, by whom, with whom and when.

    `revoked_since` is from when its present key may be in wrong hands, None for a good one. `past` are the keys it had
    before, the newest first.
    """

    card: OfficeCard
    check: KeyCheck
    checked_by: str = ""
    checked_with: str = ""
    checked_at: datetime | None = None
    revoked_since: datetime | None = None
    past: tuple[PastKey, ...] = ()

    @property
    def trusted(self) -> bool:
        """Whether its key was made sure of, and was not revoked since."""
        return self.check is not KeyCheck.NOT_YET and self.revoked_since is None
