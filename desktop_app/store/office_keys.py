"""What became of keys: followed, retired, revoked; and who was told of this office's new key. Rows are only added."""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.offices import PastKeyState
from desktop_app.store.columns import Row, moment_text, read_moment
from desktop_app.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent:
    """What became of a key, noted when and by whom (a user's id), and who told it: an office, a list, a person.

    `since` is the moment from which it is retired or may be in wrong hands, None for one that a newer key followed.
    """

    code: str
    key_id: str
    state: PastKeyState
    noted_at: datetime
    noted_by: str
    told_by: str
    since: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTold:
    """An office that was told of a new key of this office, and since when it is known to have it, None for not yet.

    `heard_from` is who of that office said so, empty where a receipt did.
    """

    key_id: str
    office: str
    message_id: str
    told_at: datetime
    known_at: datetime | None = None
    heard_from: str = ""


class OfficeKeyEvents:
    """The events of all keys, this office's own among them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event: KeyEvent) -> None:
        """Keep what became of a key."""
        self._database.insert(
            "key_event",
            {
                "code": event.code,
                "key_id": event.key_id,
                "state": event.state,
                "since": moment_text(event.since),
                "noted_at": event.noted_at.isoformat(),
                "noted_by": event.noted_by,
                "told_by": event.told_by,
                "reason": event.reason,
            },
        )

    def of_office(self, code: str) -> tuple[KeyEvent, ...]:
        """Return what became of an office's keys, the oldest first."""
        return tuple(
            _event(row) for row in self._database.rows("SELECT * FROM key_event WHERE code = ? ORDER BY row", (code,))
        )

    def all(self) -> tuple[KeyEvent, ...]:
        """Return what became of every key, the oldest first."""
        return tuple(_event(row) for row in self._database.rows("SELECT * FROM key_event ORDER BY row"))

    def tell(self, key_id: str, office: str, message_id: str, at: datetime) -> None:
        """Keep that an office is told of a new key by a message. Raises `StoreProblem("record_exists")`."""
        self._database.insert(
            "own_key_told",
            {"key_id": key_id, "office": office, "message_id": message_id, "told_at": at.isoformat()},
        )

    def known(self, key_id: str, office: str, at: datetime, heard_from: str) -> None:
        """Keep that an office has the new key. Raises `StoreProblem("record_missing")`."""
        self._database.update(
            "own_key_told",
            {"key_id": key_id, "office": office},
            {"known_at": at.isoformat(), "heard_from": heard_from},
        )

    def told(self, key_id: str) -> tuple[KeyTold, ...]:
        """Return who was told of a key, by office."""
        rows = self._database.rows("SELECT * FROM own_key_told WHERE key_id = ? ORDER BY office", (key_id,))
        return tuple(
            KeyTold(
                key_id=row["key_id"],
                office=row["office"],
                message_id=row["message_id"],
                told_at=datetime.fromisoformat(row["told_at"]),
                known_at=read_moment(row["known_at"]),
                heard_from=row["heard_from"],
            )
            for row in rows
        )


def _event(row: Row) -> KeyEvent:
    return KeyEvent(
        code=row["code"],
        key_id=row["key_id"],
        state=PastKeyState(row["state"]),
        noted_at=datetime.fromisoformat(row["noted_at"]),
        noted_by=row["noted_by"],
        told_by=row["told_by"],
        since=read_moment(row["since"]),
        reason=row["reason"],
    )
