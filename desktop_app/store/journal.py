"""The journal: one line an act, each holding the hash of the one before, so that a line changed or missing shows."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_app.foundation.clock import Clock
from desktop_app.store.columns import Row, json_text, read_object
from desktop_app.store.database import Database

FIRST_PREVIOUS: Final = "0" * 64
"""What the first line holds in place of the hash of a line before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """What was done, by whom, when, and about which claim, bundle or office. `user` and `about` are ids.

    `hash` is the SHA-256, in hexadecimal, of the canonical JSON of everything else, `previous` among it.
    """

    id: int
    at: datetime
    user: str
    verb: str
    about: str
    facts: Mapping[str, str | int]
    previous: str
    hash: str


class Journal:
    """Reads the journal and verifies it. Its lines are written by `Store.act` alone."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def lines(self, *, about: str = "", limit: int = 200) -> tuple[JournalLine, ...]:
        """Return the newest lines first, all or those about one thing."""
        if about:
            sql = "SELECT * FROM journal WHERE about = ? ORDER BY id DESC LIMIT ?"
            return tuple(_line(row) for row in self._database.rows(sql, (about, limit)))
        return tuple(
            _line(row) for row in self._database.rows("SELECT * FROM journal ORDER BY id DESC LIMIT ?", (limit,))
        )

    def count(self) -> int:
        """Return how many lines there are."""
        return self._database.number("SELECT count(*) FROM journal")

    def holds(self, line: int, digest: str) -> bool:
        """Return whether the line that was the last of a copy is here, unchanged; a copy without lines always fits."""
        row = self._database.row("SELECT hash FROM journal WHERE id = ?", (line,))
        return line == 0 or (row is not None and row["hash"] == digest)

    def verify(self) -> int | None:
        """Go through the whole chain; return the id of the first line that does not fit, None when all do.

        A line taken away shows at the line after it. Lines taken from the end do not show: compare `count` with a
        figure noted elsewhere, a backup for one.
        """
        previous, due = FIRST_PREVIOUS, 1
        for row in self._database.rows("SELECT * FROM journal ORDER BY id"):
            if row["id"] != due or row["previous"] != previous or row["hash"] != _hash(row):
                return int(row["id"])
            previous, due = row["hash"], due + 1
        return None

    def write(self, *, verb: str, user: str, about: str, facts: Mapping[str, str | int]) -> None:
        """Add the line of an act, inside the act."""
        last = self._database.row("SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1")
        record: Row = {
            "id": last["id"] + 1 if last else 1,
            "at": self._clock.now().isoformat(),
            "user": user,
            "verb": verb,
            "about": about,
            "facts": json_text(dict(facts)),
            "previous": last["hash"] if last else FIRST_PREVIOUS,
        }
        self._database.insert("journal", {**record, "hash": _hash(record)})


def _hash(row: Row) -> str:
    told = {name: row[name] for name in ("id", "at", "user", "verb", "about", "facts", "previous")}
    return hashlib.sha256(json_text(told).encode("ascii")).hexdigest()


def _line(row: Row) -> JournalLine:
    return JournalLine(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        user=row["user"],
        verb=row["verb"],
        about=row["about"],
        facts=read_object(row["facts"]),
        previous=row["previous"],
        hash=row["hash"],
    )
