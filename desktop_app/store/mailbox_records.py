"""What came in, as values: a received file, a message that was in it, and how far each has come at this office."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from desktop_app.store.columns import Row, read_moment

GOOD: Final = "ok"
"""The outcome of a file that was opened, verified and found in order; any other outcome is a problem's code."""

PART: Final = "part"
"""The outcome of a file whose bundle is complete and stands under another file: the part that came last."""

PART_WAITS: Final = "bundle_parts_missing"
"""The outcome of a file whose bundle lacks other parts."""

WAITS: Final = "message_version"
"""The outcome of a bundle in order, all of whose messages wait for an update of the program: its number counts."""


class MailState(StrEnum):
    """How far a received file or message has come at this office (exchange rules, 3.2)."""

    OPENED = "opened"
    QUARANTINED = "quarantined"
    PREVIEWED = "previewed"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_REMARKS = "accepted_with_remarks"
    RETURNED = "returned"
    FORWARDED = "forwarded"
    """Passed on to the office that is competent; nothing of it was applied here."""
    WAITING_FOR_PARTS = "waiting_for_parts"
    PARKED = "parked"
    TO_BE_MATCHED = "to_be_matched"
    DESTROYED = "destroyed"
    """It came by mistake and was destroyed: its digest is left, and that it came."""


UNDECIDED: Final = (MailState.OPENED, MailState.PREVIEWED, MailState.PARKED, MailState.TO_BE_MATCHED)
"""States in which a person has still to decide; a parked message waits for what it depends on before that."""


class Seen(StrEnum):
    """Whether a message came before: the same id with another content is an alarm."""

    NEW = "new"
    REPEAT = "repeat"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedMessage:
    """A message of an opened bundle, as it is handed to the mailbox. `data` is its canonical JSON as verified.

    `issuer` is the office that issued what another one passed on, empty for a message of the sender itself;
    `signature` the document's own `.minisig`, empty where it has none.
    """

    message_id: str
    type: str
    digest: str
    data: bytes
    issuer: str = ""
    signature: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMessage:
    """A message as kept: the file it came in, the claim it was matched to, and what was decided about it.

    `waits_for` names the message or bundle that a parked one depends on. `standing` is `superseded` or `invalidated`
    once its sender said so, by the message `standing_by`.
    """

    message_id: str
    received_id: int
    type: str
    digest: str
    data: bytes
    claim_id: str | None
    state: MailState
    decided_by: str
    decided_at: datetime | None
    remarks: str
    waits_for: str = ""
    standing: str = ""
    standing_at: datetime | None = None
    standing_by: str = ""
    issuer: str = ""
    signature: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedFile:
    """A received file without its bytes (`data_of` has them). `outcome` is `ok` or the code of a problem.

    `digest` and `previous_digest` are those of the signed part, empty where it could not be read; `sequence` is None
    then. `key_id` is the key it was signed with; `restored_on` the day on which its sender went back to a backup.
    """

    id: int
    received_at: datetime
    file_name: str
    file_digest: str
    size: int
    outcome: str
    state: MailState
    bundle_id: str | None
    digest: str
    previous_digest: str
    from_office: str
    sequence: int | None
    decided_by: str
    decided_at: datetime | None
    remarks: str
    part: int = 1
    parts: int = 1
    key_id: str = ""
    restored_on: date | None = None


def file_of(row: Row) -> ReceivedFile:
    """Return a received file from its row."""
    return ReceivedFile(
        id=row["id"],
        received_at=datetime.fromisoformat(row["received_at"]),
        file_name=row["file_name"],
        file_digest=row["file_digest"],
        size=row["size"],
        outcome=row["outcome"],
        state=MailState(row["state"]),
        bundle_id=row["bundle_id"],
        digest=row["digest"],
        previous_digest=row["previous_digest"],
        from_office=row["from_office"],
        sequence=row["sequence"],
        decided_by=row["decided_by"],
        decided_at=read_moment(row["decided_at"]),
        remarks=row["remarks"],
        part=row["part"],
        parts=row["parts"],
        key_id=row["key_id"],
        restored_on=date.fromisoformat(row["restored_on"]) if row["restored_on"] else None,
    )


def message_of(row: Row) -> ReceivedMessage:
    """Return a received message from its row."""
    return ReceivedMessage(
        message_id=row["message_id"],
        received_id=row["received"],
        type=row["type"],
        digest=row["digest"],
        data=row["data"],
        claim_id=row["claim_id"],
        state=MailState(row["state"]),
        decided_by=row["decided_by"],
        decided_at=read_moment(row["decided_at"]),
        remarks=row["remarks"],
        waits_for=row["waits_for"],
        standing=row["standing"],
        standing_at=read_moment(row["standing_at"]),
        standing_by=row["standing_by"],
        issuer=row["issuer"],
        signature=bytes(row["signature"]),
    )
