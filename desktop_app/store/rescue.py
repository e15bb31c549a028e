"""What can still be read of a damaged store, written into a new one: page by page past those that cannot be read.

The damaged file is copied first and never opened itself: opening alone would bring its write-ahead log into it. Rows
come over by their numbers; where a page is torn, the next number that can be read is looked for. What is made from
other records (the words by which people and bundles are found) is made anew.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from desktop_app.domain.rescue import LostRows, Rescue, RescuedTable
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import place_problem, replace_file
from desktop_app.foundation.problems import StoreProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.backup import check_sound
from desktop_app.store.columns import Value
from desktop_app.store.database import Database, Tables, connect, settle, translated
from desktop_app.store.guards import put_up_guards
from desktop_app.store.journal import Journal
from desktop_app.store.migrations import bring_up_to_date, version_of
from desktop_app.store.words import keep_words_anew

VERB: Final = "store_rescued"
"""The journal line of a store that was saved from a damaged one: how many rows, and what is lost."""

_PAGE: Final = 4096
_CHUNK: Final = 256 * _PAGE
_ROWS_AT_ONCE: Final = 200
_FILES_AT_ONCE: Final = 4
_FIRST: Final = -(2**63)
_TRIES: Final = 8
_FARTHEST: Final = 2**34
"""Beyond this many numbers after the last row that could be read, no further one is looked for."""

_RANGES_TOLD: Final = 40
_MADE_ANEW: Final = frozenset({"name_term", "name_sound", "person_to_look", "person_likeness", "bundle_name"})
_DAMAGE: Final = frozenset({"store_unreadable", "store_disk_failed"})


def rescue(
    path: Path, key: bytes, target: Path, clock: Clock, *, user: str, progress: Progress | None = None
) -> Rescue:
    """Write what can be read of the store at `path` to a new one at `target`, under the same key.

    Raises `StoreProblem`: `store_missing`, `store_exists`, `store_newer`, `store_beyond_rescue` where not even the
    tables are known (or the key is another store's), `disk_full`; `PlaceProblem`; and what `progress` raises to stop.
    In every case the damaged file stays as it is, and no half store is left.
    """
    progress = progress or Silent()
    if not path.exists():
        raise StoreProblem("store_missing")
    if target.exists():
        raise StoreProblem("store_exists")
    beside = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove(beside)
        with tempfile.TemporaryDirectory(prefix=".rescue-", dir=target.parent, ignore_cleanup_errors=True) as folder:
            copy = _copied(path, Path(folder), progress)
            with _Torn(copy, key) as torn:
                saved = _save(torn, beside, key, clock, user, progress)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        replace_file(beside, target)
    except OSError as error:
        raise place_problem(error, target) from error
    finally:
        with suppress(OSError):
            _remove(beside)
    return saved


def _remove(path: Path) -> None:
    for companion in ("", "-journal"):
        path.with_name(path.name + companion).unlink(missing_ok=True)


def _copied(path: Path, folder: Path, progress: Progress) -> Path:
    """Copy a store with its write-ahead log; what the disk does not give is left empty, and so a torn page."""
    for companion in ("", "-wal"):
        source = path.with_name(path.name + companion)
        if not source.exists():
            continue
        size = source.stat().st_size
        with source.open("rb") as read, (folder / source.name).open("wb") as written:
            while written.tell() < size:
                progress.step(written.tell(), size, "rescue_copy")
                at, wanted = written.tell(), min(_CHUNK, size - written.tell())
                written.write(_bytes_at(read.fileno(), at, wanted))
    return folder / path.name


def _bytes_at(file: int, at: int, wanted: int) -> bytes:
    """Read bytes; of a chunk that the disk refuses, page by page what it gives."""
    with suppress(OSError):
        return _read(file, at, wanted)
    pages = []
    for start in range(at, at + wanted, _PAGE):
        size = min(_PAGE, at + wanted - start)
        try:
            pages.append(_read(file, start, size))
        except OSError:
            pages.append(bytes(size))
    return b"".join(pages)


def _read(file: int, at: int, wanted: int) -> bytes:
    os.lseek(file, at, os.SEEK_SET)
    return os.read(file, wanted).ljust(wanted, b"\0")


class _Unreadable(Exception):  # noqa: N818 - what is asked for stands on a torn page
    """What was asked for cannot be read."""


class _Torn:
    """A damaged file, opened anew after every page that cannot be read: SQLCipher reads no further after one."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._tables: Tables | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """Return what a question finds. Raises `_Unreadable`.

        A torn page may come back empty, and be refused only when the next page is read: so one is read from the file.
        """
        try:
            with translated():
                found = self.tables.execute(sql, list(values)).fetchall()
                self.tables.execute("PRAGMA shrink_memory").fetchall()
                self.tables.execute("SELECT count(*) FROM sqlite_master").fetchall()
        except StoreProblem as problem:
            self._close()
            if problem.code not in _DAMAGE:
                raise
            raise _Unreadable from problem
        return found

    def _close(self) -> None:
        if self._tables is not None:
            with suppress(StoreProblem), translated():
                self._tables.close()
        self._tables = None

    @property
    def tables(self) -> Tables:
        """The open file. Raises `StoreProblem`."""
        if self._tables is None:
            self._tables = connect(self._path, self._key)
            self._tables.execute("PRAGMA temp_store = MEMORY")
        return self._tables


def _save(torn: _Torn, target: Path, key: bytes, clock: Clock, user: str, progress: Progress) -> Rescue:
    try:
        with translated():
            version_of(torn.tables)
        shape = torn.rows("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    except (_Unreadable, StoreProblem) as problem:
        if isinstance(problem, StoreProblem) and problem.code not in _DAMAGE:
            raise
        raise StoreProblem("store_beyond_rescue") from problem
    virtual = [name for _type, name, sql in shape if sql.startswith("CREATE VIRTUAL")]
    tables = [
        name
        for kind, name, _sql in shape
        if kind == "table" and name not in virtual and not name.startswith("sqlite_") and not _of(virtual, name)
    ]
    made = connect(target, key)
    try:
        with translated():
            made.execute("PRAGMA journal_mode = OFF")
            made.execute("PRAGMA synchronous = OFF")
            made.execute("PRAGMA temp_store = MEMORY")
            for kind, name, sql in shape:
                if kind == "table" and (name in tables or name in virtual):
                    made.execute(sql)
            saved = []
            for done, name in enumerate(tables):
                progress.step(done, len(tables) + 1, "rescue")
                saved.append(_save_table(torn, made, name, progress, (done, len(tables) + 1)))
            progress.step(len(tables), len(tables) + 1, "rescue")
            for kind, _name, sql in shape:
                if kind == "index":
                    made.execute(sql)
            _go_on_counting(torn, made)
            made.conn.commit()
            bring_up_to_date(made)
            made.execute("PRAGMA journal_mode = DELETE")
            rescued = Rescue(tables=tuple(saved))
            _finish(made, clock, user, rescued)
        check_sound(made)
    finally:
        with translated():
            made.close()
    return rescued


def _of(virtual: Sequence[str], name: str) -> bool:
    return any(name.startswith(f"{other}_") for other in virtual)


def _save_table(torn: _Torn, made: Tables, table: str, progress: Progress, at: tuple[int, int]) -> RescuedTable:
    """Bring the rows of a table over that can be read."""
    info = made.execute(f"SELECT name, type, pk FROM pragma_table_info('{table}')").fetchall()  # noqa: S608 - own names
    columns = [f'"{name}"' for name, _type, _pk in info]
    schema = made.table(table).schema.upper()
    keys = [name for name, _type, pk in sorted(info, key=lambda entry: entry[2]) if pk]
    lost: list[LostRows] = []
    most = _FILES_AT_ONCE if any(kind == "BLOB" for _name, kind, _pk in info) else _ROWS_AT_ONCE
    if "WITHOUT ROWID" in schema:
        rows = _without_numbers(torn, table, keys, most, lost)
    else:
        columns = ["rowid", *columns]
        rows = _NumberedRows(torn, table, columns, most, lost).read()
    marks = ", ".join("?" for _ in columns)
    sql = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - own names
    count, some = 0, []
    for row in rows:
        some.append(row)
        if len(some) == _ROWS_AT_ONCE:
            progress.step(*at, "rescue")
            count += made.conn.executemany(sql, some).rowcount
            some = []
    count += made.conn.executemany(sql, some).rowcount if some else 0
    return RescuedTable(table=table, rows=count, lost=() if table in _MADE_ANEW else tuple(lost))


@dataclass(slots=True)
class _NumberedRows:
    """The rows of a table by their numbers; what cannot be read is noted in `lost`."""

    torn: _Torn
    table: str
    columns: Sequence[str]
    most: int
    lost: list[LostRows]

    def read(self) -> Iterator[tuple[Any, ...]]:
        """Yield every row that can be read, many at a time, and fewer where something is torn."""
        at: int | None = _FIRST
        some = self.most
        while at is not None:
            try:
                rows = self.torn.rows(self._sql(", ".join(self.columns)), (at, some))
            except _Unreadable:
                if some == 1:
                    at = self._past(at)
                some = max(some // 2, 1)
                continue
            if not rows:
                return
            yield from rows
            at, some = int(rows[-1][0]) + 1, min(some * 2, self.most)

    def _past(self, at: int) -> int | None:
        """Note what is lost from a number on; return the number of the next row that may be read, None for none."""
        found = self._number(at)
        if found is not None:  # its number can be read, what it holds cannot
            self.lost.append(LostRows(first=found, last=found))
            return found + 1
        after = self._after(max(at, 1))
        self.lost.append(LostRows(first=max(at, 1), last=after - 1 if after is not None else 0))
        return after

    def _after(self, failed: int) -> int | None:
        """Look for the next row that can be read, first near and then farther; None where there is none."""
        step = 1
        while step < _FARTHEST:
            for _try in range(_TRIES):
                found = self._number(failed + step)
                if found is not None:
                    return self._nearest(failed, failed + step, found)
                failed += step
            step *= 2
        return None

    def _nearest(self, failed: int, worked: int, found: int) -> int:
        """Return the first row that can be read between a number that failed and one that worked."""
        while worked - failed > 1:
            middle = (failed + worked) // 2
            nearer = self._number(middle)
            if nearer is None:
                failed = middle
            else:
                worked, found = middle, nearer
        return found

    def _number(self, at: int) -> int | None:
        """Return the number of the first row from a number on, None where its page cannot be read."""
        try:
            found = self.torn.rows(self._sql("rowid"), (at, 1))
        except _Unreadable:
            return None
        return int(found[0][0]) if found else None

    def _sql(self, columns: str) -> str:
        return f"SELECT {columns} FROM {self.table} NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT ?"  # noqa: S608 - own names


def _without_numbers(
    torn: _Torn, table: str, keys: Sequence[str], most: int, lost: list[LostRows]
) -> Iterator[tuple[Any, ...]]:
    """Yield rows in the order of their key from the first on, and where that ends too soon, from the last back."""
    places = ", ".join(keys)
    marks = ", ".join("?" for _ in keys)
    for order, beyond in (("ASC", ">"), ("DESC", "<")):
        ordered = ", ".join(f"{key} {order}" for key in keys)
        where, last, some = "1", (), most
        while some:
            sql = f"SELECT {places}, * FROM {table} WHERE {where} ORDER BY {ordered} LIMIT ?"  # noqa: S608 - own names
            try:
                rows = torn.rows(sql, (*last, some))
            except _Unreadable:
                some //= 2
                continue
            if not rows:
                return
            yield from (row[len(keys) :] for row in rows)
            where, last = f"({places}) {beyond} ({marks})", rows[-1][: len(keys)]
        lost[:] = [LostRows()]


def _go_on_counting(torn: _Torn, made: Tables) -> None:
    """Let no number be given twice that the damaged store gave, as far as it still knows."""
    with suppress(_Unreadable):
        for name, last in torn.rows("SELECT name, seq FROM sqlite_sequence"):
            made.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", [last, name])


def _finish(made: Tables, clock: Clock, user: str, saved: Rescue) -> None:
    """Make anew what is made from other records, put up the guards, and write into the journal what happened."""
    settle(made)
    made.execute("PRAGMA foreign_keys = OFF")  # what refers to a lost row stays, and is told when the store is read
    with made.atomic():
        put_up_guards(made)
    database = Database(made)
    with database.transaction():
        keep_words_anew(database)
        facts: dict[str, str | int] = {"rows": saved.rows, "lost": _told(saved)}
        Journal(database, clock).write(verb=VERB, user=user, about="store", facts=facts)


def _told(saved: Rescue) -> str:
    """Name what is lost, in codes: tables and numbers."""
    ranges = [
        f"{entry.table} {lost.first}-{lost.last or ''}" if lost != LostRows() else entry.table
        for entry in saved.damaged
        for lost in entry.lost
    ]
    return "; ".join(ranges[:_RANGES_TOLD])
