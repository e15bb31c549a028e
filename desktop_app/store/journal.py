"""The journal: one line an act, each holding the hash of the one before, so that a line changed or missing shows."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from desktop_app.foundation.clock import Clock
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.columns import Row, Value, json_text, read_object, sha256
from desktop_app.store.database import Database

FIRST_PREVIOUS: Final = "0" * 64
"""What the first line holds in place of the hash of a line before it."""

_A_STEP: Final = 2000
"""Lines read at a time when the chain is gone through: a million of them are never in memory at once."""


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
    changed: str = ""
    """The SHA-256 of what is kept of before and after; empty where the act changed no record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFilter:
    """Which lines are wanted; empty means all. `user` and `about` are ids; both days are included.

    `text` is looked for in what the lines say of an act, and in what was before and after.
    """

    user: str = ""
    verb: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""
    abouts: tuple[str, ...] = ()
    """Ids of which the line is about one; empty for all."""
    but: tuple[str, ...] = ()
    """Ids and other words of which no line is wanted: neither one about them nor one that names them."""


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

    def page(self, chosen: JournalFilter, *, offset: int, limit: int) -> tuple[JournalLine, ...]:
        """Return some of the lines that pass a filter, newest first."""
        where, values = _where(chosen)
        if chosen == JournalFilter():  # ids count without holes: no line before the first has to be passed over
            last = self.count() - offset
            sql = "SELECT * FROM journal WHERE id <= ? ORDER BY id DESC LIMIT ?"
            return tuple(_line(row) for row in self._database.rows(sql, (last, limit)))
        sql = f"SELECT * FROM journal WHERE {where} ORDER BY id DESC LIMIT ? OFFSET ?"  # noqa: S608 - see _where
        return tuple(_line(row) for row in self._database.rows(sql, (*values, limit, offset)))

    def after(self, chosen: JournalFilter, line: int, limit: int) -> tuple[JournalLine, ...]:
        """Return the first lines after a line that pass a filter, oldest first: for reading all of them in turn."""
        where, values = _where(chosen)
        sql = f"SELECT * FROM journal WHERE id > ? AND {where} ORDER BY id LIMIT ?"  # noqa: S608 - see _where
        return tuple(_line(row) for row in self._database.rows(sql, (line, *values, limit)))

    def line(self, number: int) -> JournalLine | None:
        """Return one line by its number, None when there is none."""
        row = self._database.row("SELECT * FROM journal WHERE id = ?", (number,))
        return _line(row) if row else None

    def fits(self, number: int) -> bool:
        """Return whether a line's hash is that of what it says."""
        row = self._database.row("SELECT * FROM journal WHERE id = ?", (number,))
        return row is not None and row["hash"] == _hash(row)

    def verbs(self) -> tuple[str, ...]:
        """Return every kind of act there is a line of, in order; of a million lines only as many as kinds are read."""
        sql = (
            "WITH RECURSIVE kind (verb) AS (SELECT min(verb) FROM journal UNION ALL"
            " SELECT (SELECT min(verb) FROM journal WHERE verb > kind.verb) FROM kind WHERE kind.verb IS NOT NULL)"
            " SELECT verb FROM kind WHERE verb IS NOT NULL"
        )
        return tuple(row["verb"] for row in self._database.rows(sql))

    def count(self, chosen: JournalFilter | None = None) -> int:
        """Return how many lines there are, or how many pass a filter."""
        if chosen is None or chosen == JournalFilter():
            return self._database.number("SELECT coalesce(max(id), 0) FROM journal")
        where, values = _where(chosen)
        return self._database.number(f"SELECT count(*) FROM journal WHERE {where}", values)  # noqa: S608 - see _where

    def holds(self, line: int, digest: str) -> bool:
        """Return whether the line that was the last of a copy is here, unchanged; a copy without lines always fits."""
        row = self._database.row("SELECT hash FROM journal WHERE id = ?", (line,))
        return line == 0 or (row is not None and row["hash"] == digest)

    def verify(self, progress: Progress | None = None) -> int | None:
        """Go through the whole chain; return the id of the first line that does not fit, None when all do.

        A line taken away shows at the line after it. Lines taken from the end do not show: compare `count` with a
        figure noted elsewhere, a backup for one. Raises what `progress` raises to stop.
        """
        previous, due = FIRST_PREVIOUS, 1
        progress = progress or Silent()
        total = self._database.number("SELECT coalesce(max(id), 0) FROM journal")
        while rows := self._database.rows("SELECT * FROM journal WHERE id >= ? ORDER BY id LIMIT ?", (due, _A_STEP)):
            progress.step(min(due, total), total, "verify_journal")
            for row in rows:
                if row["id"] != due or row["previous"] != previous or row["hash"] != _hash(row):
                    return int(row["id"])
                previous, due = row["hash"], due + 1
        return None

    def write(self, *, verb: str, user: str, about: str, facts: Mapping[str, str | int], changes: str = "") -> int:
        """Add the line of an act, inside the act, with the digest of what it changed; return its number."""
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
        if changes:
            record["changed"] = sha256(changes.encode("ascii"))
        self._database.insert("journal", {**record, "hash": _hash(record)})
        return int(record["id"])

    def last_moment(self) -> datetime | None:
        """Return when the newest line was written by this computer's clock, None where there is none."""
        row = self._database.row("SELECT at FROM journal ORDER BY id DESC LIMIT 1")
        return datetime.fromisoformat(row["at"]) if row else None


def _where(chosen: JournalFilter) -> tuple[str, list[Value]]:
    """Return a condition made of this module's own words, and its values."""
    parts: list[str] = []
    values: list[Value] = []
    for column, wanted in (("user", chosen.user), ("verb", chosen.verb), ("about", chosen.about)):
        if wanted:
            parts.append(f"{column} = ?")
            values.append(wanted)
    if chosen.abouts:
        parts.append(f"about IN ({', '.join('?' for _ in chosen.abouts)})")
        values += chosen.abouts
    if chosen.but:
        parts.append(f"about NOT IN ({', '.join('?' for _ in chosen.but)})")
        values += chosen.but
        for word in chosen.but:
            parts.append(
                "instr(facts, ?) = 0"
                " AND NOT EXISTS (SELECT 1 FROM journal_change WHERE line = journal.id AND instr(changes, ?) > 0)"
            )
            values += [word, word]
    if chosen.since:
        parts.append("at >= ?")
        values.append(chosen.since.isoformat())
    if chosen.until:
        parts.append("at < ?")
        values.append((chosen.until + timedelta(days=1)).isoformat())
    if chosen.text.strip():
        words = chosen.text.strip().casefold()
        kept = "EXISTS (SELECT 1 FROM journal_change WHERE line = journal.id AND instr(lower(changes), ?) > 0)"
        parts.append(f"(instr(lower(facts), ?) > 0 OR instr(lower(about), ?) > 0 OR {kept})")
        values += [json_text(words)[1:-1], words, json_text(words)[1:-1]]
    return " AND ".join(parts) or "1", values


def _hash(row: Row) -> str:
    told = {name: row[name] for name in ("id", "at", "user", "verb", "about", "facts", "previous")}
    if row.get("changed"):  # a line of an act that changed no record, or of an older program, has none
        told["changed"] = row["changed"]
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
        changed=row.get("changed", ""),
    )
