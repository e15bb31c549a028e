"""What keeps trust in order: the signed list of offices, notices about keys, notices of rule updates (4.15 to 4.17).

Values only. Who signed what, and whether that holds, is the exchange's business; to believe it is a person's.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.claims import Benefit
from desktop_app.domain.offices import KeyCheck, OfficeKeys


class KeyState(StrEnum):
    """How a key of an office stands."""

    ACTIVE = "active"
    RETIRED = "retired"
    REVOKED = "revoked"


class DirectoryChannel(StrEnum):
    """How an office can be reached with files."""

    MAIL = "mail"
    STICK = "stick"
    TEXT = "text"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Days on which an office is closed, both inclusive, and why."""

    from_day: date
    to_day: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryKey:
    """A key pair of an office in the list, and how the maintainers made sure of it.

    `words` are the eight words of the key, as two offices read them to each other. `since` is the day from which a
    retired key is no longer used, or a revoked one may be in wrong hands; None for an active one.
    """

    signing_key: str
    sealing_key: str
    key_id: str
    words: tuple[str, ...]
    from_day: date
    to_day: date | None
    state: KeyState
    check: KeyCheck
    checked_by: str
    checked_on: date | None
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryOffice:
    """An office in the list. Empty text means not known.

    `competent_for` are the benefits it deals with, none meaning all. `languages` are two-letter codes, the preferred
    one first. `channels` are those it reads, the preferred one first; `mail_limit` the most bytes its mail takes, None
    where that is not known. At most one key is active. `head` is who heads it and how they are reached, in a line.
    """

    code: str
    state: str
    name: str
    town: str
    address: str
    phone: str
    email: str
    competent_for: tuple[Benefit, ...]
    hours: str
    closures: tuple[Closure, ...]
    languages: tuple[str, ...]
    channels: tuple[DirectoryChannel, ...]
    mail_limit: int | None
    program_version: str
    keys: tuple[DirectoryKey, ...]
    head: str = ""

    @property
    def active_key(self) -> DirectoryKey | None:
        """The key in use, None where the office has none."""
        return next((key for key in self.keys if key.state is KeyState.ACTIVE), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateInForce:
    """Whether the Agreement is in effect for a State, and since when."""

    state: str
    in_force: bool
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Maintainer:
    """An institution that signs the list: a short code, its name, and its minisign public key line."""

    code: str
    name: str
    signing_key: str
    key_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryList:
    """The list of offices, as it is signed. `number` only ever goes up.

    `threshold` of the `maintainers` have to sign it. A new set of maintainers is signed by enough of the old ones.
    After `expires_on` old mail still opens, and sealing asks first.
    """

    number: int
    issued_on: date
    expires_on: date
    threshold: int
    maintainers: tuple[Maintainer, ...]
    states: tuple[StateInForce, ...]
    offices: tuple[DirectoryOffice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSignature:
    """A maintainer's signature of a list: the text of a `.minisig` file over the list's canonical bytes."""

    maintainer: str
    minisig: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryNotice:
    """The list with its signatures: the body of a `directory` message, and what its file holds (4.16)."""

    content: DirectoryList
    signatures: tuple[ListSignature, ...]


class KeyNoticeKind(StrEnum):
    """What a key notice says."""

    NEW = "new"
    RETIRED = "retired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNotice:
    """News about the key of an office, signed by the very key it is about (4.17).

    `key_id` names that key. `new_keys` come with `new` only. `since` is the moment from which a retired key is no
    longer used, or a revoked one may be in wrong hands; None for `new`. `minisig` is the text of a `.minisig` file
    by that key over the notice, so that it holds whoever hands it on.
    """

    kind: KeyNoticeKind
    office: str
    key_id: str
    minisig: str
    new_keys: OfficeKeys | None = None
    since: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePackNotice:
    """A rule update that comes with the message: what it says of itself (4.15). The file is an attachment.

    `number` counts a State's updates upwards. `pack_digest` names the pack it brings (`sha256:` and 64 digits),
    `replaces` the pack it was made to replace, empty for none. `in_force_from` is the day of the newest law in it.
    `law_changed` and `mistakes_mended` say what is new, one of them at least. `file` is the attachment's name and
    `file_digest` its SHA-256 (64 hexadecimal digits).
    """

    state: str
    number: int
    pack_digest: str
    replaces: str
    in_force_from: date
    publisher: str
    minimum_program: str
    file: str
    file_digest: str
    signers: tuple[str, ...] = ()
    law_changed: str = ""
    mistakes_mended: str = ""
