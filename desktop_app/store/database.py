"""The one place that knows SQLCipher: opens the encrypted file, and says every refusal of it as a problem.

The rest of the store reads and writes through `Database`. A write outside a transaction is refused, so no repository
can forget that everything it does belongs to an act.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

import sqlcipher3
import sqlcipher3.dbapi2

# sqlite-utils takes its database module and its exceptions from `pysqlite3` where that can be imported.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

import sqlite_utils  # noqa: E402 - after the two lines above, or it would take the unencrypted sqlite3

from desktop_app.foundation.problems import StoreProblem  # noqa: E402 - as above
from desktop_app.store.columns import Row, Value  # noqa: E402 - as above
from desktop_app.store.wraps import KEY_BYTES  # noqa: E402 - as above

_WAIT_SECONDS: Final = 5
_PRIMARY: Final = 0xFF
_CONSTRAINT: Final = 19
_PROBLEMS: Final = {
    5: "store_in_use",  # SQLITE_BUSY
    6: "store_in_use",  # SQLITE_LOCKED
    8: "store_read_only",  # SQLITE_READONLY
    10: "store_disk_failed",  # SQLITE_IOERR
    11: "store_unreadable",  # SQLITE_CORRUPT
    13: "disk_full",  # SQLITE_FULL
    14: "store_disk_failed",  # SQLITE_CANTOPEN
    26: "store_unreadable",  # SQLITE_NOTADB: a wrong key looks like damage, and damage like a wrong key
}


@contextmanager
def translated() -> Iterator[None]:
    """Raise what the database refuses as a `StoreProblem`; anything it does not name stays a bug."""
    try:
        yield
    except sqlcipher3.Error as error:
        _raise_problem(error)


def _raise_problem(error: Exception) -> NoReturn:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code in _PROBLEMS:
        raise StoreProblem(_PROBLEMS[code]) from error
    if code == _CONSTRAINT:
        told = str(error)
        if told.startswith("append_only"):
            raise StoreProblem("record_append_only") from error
        if told.startswith("UNIQUE"):
            raise StoreProblem("record_exists") from error
        raise StoreProblem("record_refused") from error
    raise error


class Database:
    """An open database: reading by SQL, writing by table, and only inside `transaction`."""

    def __init__(self, tables: sqlite_utils.Database) -> None:
        self._tables = tables
        self._writing = False

    @property
    def tables(self) -> sqlite_utils.Database:
        """The database as sqlite-utils knows it: for migrations, guards and backup alone."""
        return self._tables

    @property
    def writing(self) -> bool:
        """Whether a transaction is open."""
        return self._writing

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

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return what a question finds."""
        with translated():
            return list(self._tables.query(sql, list(values)))

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Return the first row a question finds, None for none."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def number(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Return the whole number a question finds in its first column, 0 for none."""
        found = self.row(sql, values)
        first = next(iter(found.values())) if found else 0
        return int(first or 0)

    def insert(self, table: str, record: Mapping[str, Value]) -> None:
        """Add one row."""
        self._needs_act()
        with translated():
            self._tables.table(table).insert(dict(record))

    def insert_all(self, table: str, records: Iterable[Mapping[str, Value]]) -> None:
        """Add rows."""
        self._needs_act()
        with translated():
            self._tables.table(table).insert_all([dict(record) for record in records])

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


def connect(path: Path, key: bytes) -> sqlite_utils.Database:
    """Connect to an encrypted file with its data key, making it where it is missing, and read its first page.

    Raises `StoreProblem`: `store_unreadable` for a wrong key or a damaged file, `store_in_use`, `store_disk_failed`.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a data key is 32 bytes")
    with translated():
        connection = sqlcipher3.connect(str(path), timeout=_WAIT_SECONDS)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")  # before the key, or a wrong one is told on stderr
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlcipher3.Error:
            connection.close()
            raise
    return sqlite_utils.Database(connection, strict=True)


def make_durable(tables: sqlite_utils.Database) -> None:
    """Settle how the open store is written: whole or not at all, on the disk when a call returns.

    Raises `StoreProblem("store_read_only")` where nothing can be written.
    """
    with translated():
        tables.execute("PRAGMA journal_mode = WAL")
        tables.execute("PRAGMA synchronous = FULL")
        settle(tables)
        tables.execute("BEGIN IMMEDIATE")
        tables.execute("ROLLBACK")


def in_memory() -> sqlite_utils.Database:
    """Make a database that lives in memory alone, for tests and for trying things out."""
    tables = sqlite_utils.Database(sqlcipher3.connect(":memory:"), strict=True)
    settle(tables)
    return tables


def settle(tables: sqlite_utils.Database) -> None:
    """Keep what a query spills in memory, never in an unencrypted file, and hold references to what they say."""
    tables.execute("PRAGMA temp_store = MEMORY")
    tables.execute("PRAGMA foreign_keys = ON")
