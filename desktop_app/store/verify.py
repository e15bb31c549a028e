"""Reading a store through from end to end: pages, references, guards, the journal, every record, every kept file.

What is told from it is where something does not fit, never what is written there. Nothing is changed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from desktop_app.domain.verification import FaultKind, StoreFault, Verification
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.problems import StoreProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.changes import damaged_changes, recorded
from desktop_app.store.columns import sha256
from desktop_app.store.database import Database, connect, in_memory, settle, translated
from desktop_app.store.destruction import VERB as DESTROYED_VERB
from desktop_app.store.guards import FILES, NEVER_REMOVED, WRITTEN_ONCE, put_up_guards
from desktop_app.store.journal import Journal
from desktop_app.store.migrations import bring_up_to_date, schema_version, version_of
from desktop_app.store.removal import FILE_VERB as FILE_REMOVED_VERB
from desktop_app.store.removal import VERB as REMOVED_VERB
from desktop_app.store.removal_beside import MESSAGE_VERB as MESSAGE_REMOVED_VERB
from desktop_app.store.replay import Replayed
from desktop_app.store.rescue import VERB as RESCUED_VERB

_SENT_CLAIMS: Final = (
    "SELECT message.claim_id AS about FROM outbox_message AS message JOIN {table} AS kept"
    " ON kept.bundle_id = message.bundle_id WHERE kept.rowid = ?"
)
_SENT_MESSAGES: Final = _SENT_CLAIMS.replace("message.claim_id", "message.message_id")
_CLAIM_OF: Final[Mapping[str, str]] = {
    "received_file": "SELECT claim_id AS about FROM received_message WHERE received = ?",
    "received_message": "SELECT claim_id AS about FROM received_message WHERE row = ?",
    "sent_bundle": _SENT_CLAIMS.format(table="sent_bundle"),
    "sent_part": _SENT_CLAIMS.format(table="sent_part"),
    "document": "SELECT claim_id AS about FROM document WHERE row = ?",
    "attachment": "SELECT claim_id AS about FROM attachment WHERE row = ?",
}
"""Of which claims the bytes of a row are."""

_RESCUED: Final = "SELECT 1 FROM journal WHERE verb = ? LIMIT 1"
_MOST: Final = 200
"""Faults of one kind that are told at most: a store with more needs a backup, not a longer list."""

_PAGE_NUMBER: Final = re.compile(r"\d+")
_Answer = TypeVar("_Answer")


def verify(database: Database, clock: Clock, progress: Progress | None = None) -> Verification:
    """Read an open store through.

    Raises whatever `progress` raises to stop, and `StoreProblem` (`store_disk_failed`, `store_in_use`) where nothing
    can be read; what is damaged is a fault of the answer, not a refusal.
    """
    return _Reading(database, clock, progress or Silent()).whole()


def verify_file(path: Path, key: bytes, clock: Clock, progress: Progress | None = None) -> Verification:
    """Read a store's file or a backup through, of this version or an older one; it stays as it is.

    Raises `StoreProblem`: `store_missing`, `store_unreadable` (wrong key, or nothing can be read), `store_newer`; and
    what `verify` raises.
    """
    if not path.exists():
        raise StoreProblem("store_missing")
    tables = connect(path, key)
    try:
        with translated():
            settle(tables)
        return verify(Database(tables), clock, progress)
    finally:
        tables.close()


class _Asked:
    """Asks a step again and again, whatever it is told."""

    def __init__(self, step: Callable[[], None]) -> None:
        self._step = step

    def step(self, _done: int, _total: int, _what: str = "") -> None:
        """Ask it."""
        self._step()


class _Reading:
    """One reading through, and the faults it found so far."""

    def __init__(self, database: Database, clock: Clock, progress: Progress) -> None:
        self._database = database
        self._journal = Journal(database, clock)
        self._progress = progress
        self._step: Callable[[], None] = lambda: None
        self._faults: dict[StoreFault, None] = {}

    def whole(self) -> Verification:
        with translated():
            version = version_of(self._database.tables)
        parts: list[tuple[str, Callable[[], Iterable[StoreFault]]]] = [
            ("verify_pages", self._pages),
            ("verify_pages", self._seals),
            ("verify_journal", self._chain),
            ("verify_rows", self._references),
            ("verify_rows", self._missing_rows),
            ("verify_records", self._records),
        ]
        if version == schema_version():  # an older store has the guards of its time; they are made anew when it opens
            parts.append(("verify_rows", self._guards))
        kept = [table for table in FILES if self._present(table)]
        total = len(parts) + len(kept)
        for done, (what, part) in enumerate(parts):
            self._step = partial(self._progress.step, done, total, what)
            self._step()
            self._note(self._readable(part, ""))
        files = sum(self._files(table, done, total) for done, table in enumerate(kept, start=len(parts)))
        self._progress.step(total, total, "verify_files")
        last = self._readable(partial(self._journal.lines, limit=1), "journal")
        return Verification(
            faults=tuple(self._faults),
            journal_lines=last[0].id if last else 0,
            last_hash=last[0].hash if last else "",
            files=files,
            version=version,
            rescued=bool(self._readable(partial(self._database.rows, _RESCUED, (RESCUED_VERB,)), "journal")),
        )

    def _note(self, faults: Iterable[StoreFault]) -> None:
        self._faults.update(dict.fromkeys(faults))

    def _readable(self, question: Callable[[], Iterable[_Answer]], where: str) -> list[_Answer]:
        """Ask; what cannot be read for damage is a fault, and the reading goes on."""
        try:
            return list(question())
        except StoreProblem as problem:
            if problem.code != "store_unreadable":
                raise
            self._note([StoreFault(kind=FaultKind.PAGE, where=where)])
            return []

    def _pages(self) -> Iterator[StoreFault]:
        with self._database.heeding(_Asked(self._step)):  # it takes as long as the store is large
            found = self._database.rows(f"PRAGMA integrity_check({_MOST})")
        if any(row["integrity_check"] != "ok" for row in found):
            yield StoreFault(kind=FaultKind.PAGE)

    def _seals(self) -> Iterator[StoreFault]:
        for row in self._database.rows("PRAGMA cipher_integrity_check")[:_MOST]:
            page = _PAGE_NUMBER.search(str(next(iter(row.values()))))
            yield StoreFault(kind=FaultKind.SEAL, row=int(page.group()) if page else 0)

    def _chain(self) -> Iterator[StoreFault]:
        first_wrong = self._journal.verify()
        if first_wrong is not None:
            yield StoreFault(kind=FaultKind.JOURNAL, where="journal", row=first_wrong)
        for line in islice(damaged_changes(self._database), _MOST):
            yield StoreFault(kind=FaultKind.CHANGES, where="journal", row=line)

    def _records(self) -> Iterator[StoreFault]:
        """Hold every record against what the journal's lines say became of it."""
        with Replayed.of(self._database, self._step) as replayed:
            for table in recorded(self._database.tables):
                self._note(self._readable(lambda table=table: islice(replayed.differing(table), _MOST), table))  # type: ignore[misc]
        yield from ()

    def _references(self) -> Iterator[StoreFault]:
        for row in self._database.rows("PRAGMA foreign_key_check")[:_MOST]:
            yield StoreFault(kind=FaultKind.REFERENCE, where=row["table"], row=row["rowid"] or 0)

    def _missing_rows(self) -> Iterator[StoreFault]:
        """Find tables that lost rows: nothing is ever removed from them, so their own counter has no holes."""
        for table in filter(self._present, (*WRITTEN_ONCE, *NEVER_REMOVED)):
            key = self._counter_of(table)
            if key:
                sql = f"SELECT count(*) AS kept, coalesce(max({key}), 0) AS last FROM {table}"  # noqa: S608 - own names
                row = self._database.rows(sql)[0]
                if row["kept"] != row["last"]:
                    yield StoreFault(kind=FaultKind.ROW, where=table, row=row["last"] - row["kept"])

    def _guards(self) -> Iterator[StoreFault]:
        wanted = _shape(_fresh())
        present = _shape(self._database)
        for name, (table, sql) in wanted.items():
            if present.get(name, ("", None))[1] != sql:
                yield StoreFault(kind=FaultKind.GUARD, where=table)

    def _present(self, table: str) -> bool:
        """Return whether a table is there: an older store has fewer, and a table that is missed is told as a guard."""
        return bool(self._database.number("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)))

    def _counter_of(self, table: str) -> str:
        keys = [row for row in self._database.rows(f"PRAGMA table_info({table})") if row["pk"]]
        return str(keys[0]["name"]) if len(keys) == 1 and keys[0]["type"] == "INTEGER" else ""

    def _removed(self, table: str, number: int) -> bool:
        """Tell whether bytes are gone because their time was over, as a line of the journal says about their claim."""
        if not self._present("removal"):
            return False  # a store of before knew no removal
        abouts = [str(row["about"]) for row in self._database.rows(_CLAIM_OF[table], (number,)) if row["about"]]
        if any(line.verb == REMOVED_VERB for about in abouts for line in self._journal.lines(about=about)):
            return True
        lines = self._journal.lines(about=str(number)) if table == "received_file" else ()
        return any(line.verb == FILE_REMOVED_VERB for line in lines)

    def _destroyed(self, table: str, number: int, data: bytes) -> bool:
        """Tell whether bytes are gone because they had to be destroyed, as a line of the journal says."""
        if data:
            return False
        if self._removed(table, number):
            return True
        if table == "received_message":
            sql = "SELECT message_id AS about FROM received_message WHERE row = ?"
        elif table == "received_file":
            sql = (
                "SELECT message_id AS about FROM received_message"
                " WHERE state = 'destroyed' AND EXISTS (SELECT 1 FROM received_file WHERE id = ?)"
            )
        elif table in {"sent_bundle", "sent_part"}:
            return any(
                line.verb == MESSAGE_REMOVED_VERB
                for row in self._database.rows(_SENT_MESSAGES.format(table=table), (number,))
                for line in self._journal.lines(about=str(row["about"]))
            )
        else:
            return False
        abouts = [str(row["about"]) for row in self._database.rows(sql, (number,))]
        gone = {DESTROYED_VERB, MESSAGE_REMOVED_VERB}
        lines = (line for about in abouts for line in self._journal.lines(about=about) if line.verb in gone)
        if table == "received_message":
            return next(lines, None) is not None
        return any(str(number) in str(line.facts.get("files", "")).split() for line in lines)

    def _files(self, table: str, done: int, total: int) -> int:
        data, digest = FILES[table]
        rows = self._readable(lambda: self._database.rows(f"SELECT rowid AS number FROM {table}"), table)  # noqa: S608
        for number in (row["number"] for row in rows):
            self._progress.step(done, total, "verify_files")
            sql = f"SELECT {data} AS data, {digest} AS digest FROM {table} WHERE rowid = ?"  # noqa: S608 - own names
            for kept in self._readable(partial(self._database.rows, sql, (number,)), table):
                if sha256(bytes(kept["data"])) != kept["digest"] and not self._destroyed(table, number, kept["data"]):
                    self._note([StoreFault(kind=FaultKind.FILE, where=table, row=number)])
        return len(rows)


def _fresh() -> Database:
    """Make an empty store of this version in memory, to compare with."""
    tables = in_memory()
    bring_up_to_date(tables)
    put_up_guards(tables)
    return Database(tables)


def _shape(database: Database) -> dict[str, tuple[str, str | None]]:
    """Return every guard with its text, and every table and index by its name alone (it may have grown by steps)."""
    rows = database.rows("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {row["name"]: (row["tbl_name"], row["sql"] if row["type"] == "trigger" else "") for row in rows}
