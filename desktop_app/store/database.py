"""The one place that knows SQLCipher: opens the encrypted file, and says every refusal of it as a problem.

The rest of the store reads and writes through `Database`. A write outside a transaction is refused, so no repository
can forget that everything it does belongs to an act.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import sqlcipher3
import sqlcipher3.dbapi2

# sqlite-utils takes its database module and its exceptions from `pysqlite3` where that can be imported.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

import sqlite_utils  # noqa: E402 - after the two lines above, or it would take the unencrypted sqlite3
import sqlite_utils.migrations  # noqa: E402 - as above
import sqlite_utils.utils  # noqa: E402 - as above

from desktop_app.foundation.problems import StoreProblem  # noqa: E402 - as above
from desktop_app.foundation.progress import Cancelled, Progress  # noqa: E402 - as above
from desktop_app.store.columns import Row, Value  # noqa: E402 - as above
from desktop_app.store.wraps import KEY_BYTES  # noqa: E402 - as above

if sqlite_utils.utils.OperationalError is not sqlcipher3.OperationalError:
    raise ImportError("sqlite-utils was imported before the store, and took the unencrypted sqlite3")

Tables = sqlite_utils.Database
"""The database as sqlite-utils knows it; the rest of the store takes it from here, never from the library itself."""

Migrations = sqlite_utils.migrations.Migrations
"""A set of migrations, from here for the same reason."""

_WAIT_SECONDS: Final = 5
_HEED_EVERY: Final = 200_000
"""Steps of SQLite's machine between two looks whether somebody wants to stop: a few hundredths of a second."""

_CODES: Final = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""SQLite's words, for the errors (of a backup, for one) that come without their code."""

_PRIMARY: Final = 0xFF
"""SQLite's result codes keep the kind of refusal in their lowest byte."""


@contextmanager
def translated() -> Iterator[None]:
    """Raise what the database refuses as a `StoreProblem`; anything it does not name stays a bug."""
    try:
        yield
    except sqlcipher3.Error as error:
        raise StoreProblem(_refusal(error)) from error


def _refusal(error: Exception) -> str:
    """Return the code for what SQLite refused; raise anything else again."""
    code = getattr(error, "sqlite_errorcode", None)
    match _CODES.get(str(error), 0) if code is None else code & _PRIMARY:
        case 5 | 6:  # SQLITE_BUSY, SQLITE_LOCKED
            return "store_in_use"
        case 8:  # SQLITE_READONLY
            return "store_read_only"
        case 10 | 14:  # SQLITE_IOERR, SQLITE_CANTOPEN
            return "store_disk_failed"
        case 11 | 26:  # SQLITE_CORRUPT, SQLITE_NOTADB: a wrong key looks like damage, and damage like a wrong key
            return "store_unreadable"
        case 13:  # SQLITE_FULL
            return "disk_full"
        case 19:  # SQLITE_CONSTRAINT
            return _broken_promise(str(error))
        case _:
            raise error


def _broken_promise(told: str) -> str:
    if told.startswith("append_only"):
        return "record_append_only"
    return "record_exists" if told.startswith("UNIQUE") else "record_refused"


class Database:
    """An open database: reading by SQL, writing by table, and only inside `transaction`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._writing = False
        self.changes_forgotten = False
        """Whether what the present act changes is not kept beside its journal line: it had to go."""

    @property
    def tables(self) -> Tables:
        """The database as sqlite-utils knows it: for migrations, guards and backup alone."""
        return self._tables

    @property
    def writing(self) -> bool:
        """Whether a transaction is open."""
        return self._writing

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Bring several transactions to the disk by one write, at its end. Each is still whole or not at all.

        Raises `RuntimeError` inside a transaction or another batch, `StoreProblem` where the database refuses.
        """
        if self._writing or self._tables.conn.in_transaction:
            raise RuntimeError("a batch stands around acts")
        with translated(), self._tables.atomic():
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything written inside, or nothing of it.

        Raises `RuntimeError` for one inside another, `StoreProblem` where the database refuses; the store can be used
        on afterwards.
        """
        if self._writing:
            raise RuntimeError("acts do not nest")
        with translated(), self._tables.atomic():
            self._writing = True
            try:
                yield
            finally:
                self._writing = False

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything inside as it stands at the first question, whatever is kept meanwhile by another connection.

        Nothing is written inside. Raises `RuntimeError` within a transaction.
        """
        if self._tables.conn.in_transaction:
            raise RuntimeError("a moment is looked at from outside an act")
        with translated():
            self._tables.conn.execute("BEGIN")
        try:
            yield
        finally:
            with translated():
                self._tables.conn.rollback()

    @contextmanager
    def heeding(self, progress: Progress) -> Iterator[None]:
        """Let long questions be stopped: `progress` is asked first, and again and again while they are answered.

        Nothing is written inside: raises `RuntimeError` within a transaction, `Cancelled` when asked to stop.
        """
        if self._writing:
            raise RuntimeError("an act is not stopped halfway")
        progress.step(0, 0)
        stops: list[Cancelled] = []

        def look() -> int:
            try:
                progress.step(0, 0)
            except Cancelled as stop:
                stops.append(stop)
            return len(stops)

        self._tables.conn.set_progress_handler(look, _HEED_EVERY)
        try:
            yield
        except sqlcipher3.OperationalError:
            if stops:
                raise stops[0] from None
            raise
        finally:
            self._tables.conn.set_progress_handler(None, 0)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return what a question finds."""
        with translated():
            found = self._tables.execute(sql, list(values))
            names = [column[0] for column in found.description or ()]  # some pragmas answer nothing at all
            return [dict(zip(names, row, strict=True)) for row in found]

    def tuples(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """Return what a question finds, as it comes: for very many rows."""
        with translated():
            return [tuple(row) for row in self._tables.execute(sql, list(values))]

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Return the first row a question finds, None for none."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def number(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Return the whole number a question finds in its first column, 0 for none."""
        found = self.row(sql, values)
        first = next(iter(found.values())) if found else 0
        return int(first or 0)

    def insert(self, table: str, record: Mapping[str, Value]) -> int:
        """Add one row; return its number."""
        self._needs_act()
        names, marks = ", ".join(record), ", ".join("?" for _ in record)
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - as in update
        with translated():
            return int(self._tables.execute(sql, list(record.values())).lastrowid or 0)

    def insert_all(self, table: str, records: Iterable[Mapping[str, Value]]) -> None:
        """Add rows."""
        self._needs_act()
        with translated():
            self._tables.table(table).insert_all([dict(record) for record in records])

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]], *, known: str = "ABORT"
    ) -> None:
        """Add many rows by one statement, read one by one: for what comes by the hundred thousand.

        `known` is what becomes of a row that is there already: `ABORT` (refused with all others) or `IGNORE`.
        """
        self._needs_act()
        marks = ", ".join("?" for _ in columns)
        sql = f"INSERT OR {known} INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - as in update
        with translated():
            self._tables.conn.executemany(sql, rows)

    def put(self, table: str, record: Mapping[str, Value]) -> None:
        """Add one row, or change the one with the same primary key."""
        self._needs_act()
        with translated():
            self._tables.table(table).upsert(dict(record))

    def update(self, table: str, where: Mapping[str, Value], changes: Mapping[str, Value]) -> None:
        """Change the rows that match every column of `where`. Raises `StoreProblem("record_missing")` for none."""
        self._needs_act()
        setting = ", ".join(f"{name} = ?" for name in changes)
        sql = f"UPDATE {table} SET {setting} WHERE {_matching(where)}"  # noqa: S608 - names come from the store's own code
        with translated():
            if self._tables.execute(sql, [*changes.values(), *where.values()]).rowcount == 0:
                raise StoreProblem("record_missing", table=table)

    def delete(self, table: str, where: Mapping[str, Value]) -> None:
        """Remove the rows that match every column of `where`; none is fine."""
        self.run(f"DELETE FROM {table} WHERE {_matching(where)}", list(where.values()))  # noqa: S608 - as in update

    def run(self, sql: str, values: Sequence[Value] = ()) -> None:
        """Write by a statement of the store's own."""
        self._needs_act()
        with translated():
            self._tables.execute(sql, list(values))

    def close(self) -> None:
        """Bring the write-ahead log into the file and release it; closing twice is harmless."""
        with translated():
            self._tables.close()

    def _needs_act(self) -> None:
        if not self._writing:
            raise RuntimeError("nothing is written outside an act")


def _matching(where: Mapping[str, Value]) -> str:
    return " AND ".join(f"{name} = ?" for name in where)


def connect(path: Path, key: bytes) -> Tables:
    """Connect to an encrypted file with its data key, making it where it is missing, and read its first page.

    A new file, and what SQLite puts beside it, can be read by this user only.

    Raises `StoreProblem`: `store_unreadable` for a wrong key or a damaged file, `store_in_use`, `store_disk_failed`.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a data key is 32 bytes")
    if not path.exists():
        with suppress(OSError):  # SQLite says in a moment what is wrong with the place
            path.touch(mode=0o600)
    with translated():
        connection = sqlcipher3.connect(str(path), timeout=_WAIT_SECONDS)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")  # before the key, or a wrong one is told on stderr
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlcipher3.Error:
            connection.close()
            raise
    return Tables(connection, strict=True)


def make_durable(tables: Tables) -> None:
    """Settle how the open store is written: whole or not at all, on the disk when a call returns.

    Raises `StoreProblem("store_read_only")` where nothing can be written.
    """
    with translated():
        tables.execute("PRAGMA journal_mode = WAL")
        tables.execute("PRAGMA synchronous = FULL")
        settle(tables)
        version = tables.execute("PRAGMA user_version").fetchone()[0]
        tables.execute(f"PRAGMA user_version = {int(version)}")  # a write that changes nothing, to see that one can


def in_memory(*, any_thread: bool = False) -> Tables:
    """Make a database that lives in memory alone, for tests and for trying things out.

    `any_thread`: one that is only read, and by one thread at a time.
    """
    tables = Tables(sqlcipher3.connect(":memory:", check_same_thread=not any_thread), strict=True)
    settle(tables)
    return tables


_PAGES_HELD: Final = 64 * 1024
"""KiB of pages a connection may hold deciphered: the index that a list of 200,000 claims is found on, several times.

With the little that SQLite holds of itself every window of such a list, and its count, deciphers that index anew.
"""


def settle(tables: Tables) -> None:
    """Keep what a query spills in memory, never in an unencrypted file, and hold references to what they say."""
    tables.execute(f"PRAGMA cache_size = -{_PAGES_HELD}")
    tables.execute("PRAGMA temp_store = MEMORY")
    tables.execute("PRAGMA foreign_keys = ON")
