"""The journal replayed: what its lines say became of every record, held against what the tables keep.

What is known of a record is laid into a file of its own in the temporary folder, enciphered by a key that is in memory
alone, so that a store of a million records is gone through in bounded memory; the file goes with the reading. Of what
no line says anything (records of before the journal kept rows, those beyond the first of a very large act, those of
which something had to go) nothing is claimed.
"""

import json
import secrets
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final, Self

from desktop_app.domain.verification import FaultKind, StoreFault
from desktop_app.foundation.places import place_problem
from desktop_app.store.changes import ChangeKind, Noted, damaged_changes, how_noted
from desktop_app.store.columns import Row, Value, json_text
from desktop_app.store.database import Database, Tables, connect, translated
from desktop_app.store.guards import FILES
from desktop_app.store.wraps import KEY_BYTES

_LINES_AT_ONCE: Final = 10
_ROWS_AT_ONCE: Final = 500

_GONE, _THERE, _UNKNOWN = range(3)
"""Whether a record is there, as the lines say."""

_SCRATCH: Final = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    """CREATE TABLE known (
  tbl TEXT NOT NULL, row TEXT NOT NULL, line INTEGER NOT NULL, added INTEGER NOT NULL, there INTEGER NOT NULL,
  kept TEXT NOT NULL, met INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (tbl, row)
) STRICT, WITHOUT ROWID""",
    "CREATE TABLE beyond (tbl TEXT NOT NULL PRIMARY KEY, rows INTEGER NOT NULL, line INTEGER NOT NULL) STRICT",
)
"""What the lines say: of each record its last line, the one that added it, and its columns; and of how many more."""


class Replayed:
    """What the lines of a store's journal say of its records."""

    def __init__(self, database: Database, scratch: Tables, step: Callable[[], None]) -> None:
        self._database = database
        self._scratch = scratch
        self._step = step
        self._gone: set[str] = set()
        """Tables of which a record is known to be gone: those of the others need not be gone through."""
        self._from_the_first = False
        """Whether the journal tells of every record there ever was."""

    @classmethod
    @contextmanager
    def of(cls, database: Database, step: Callable[[], None]) -> Iterator[Self]:
        """Replay a store's journal; `step` is called again and again, and may raise to stop. Raises `PlaceProblem`."""
        try:
            folder = tempfile.TemporaryDirectory(prefix="cass-desk-", ignore_cleanup_errors=True)
        except OSError as error:
            raise place_problem(error, Path(tempfile.gettempdir())) from error
        with folder as name:
            scratch = connect(Path(name) / "replayed", secrets.token_bytes(KEY_BYTES))
            try:
                with translated():
                    for sql in _SCRATCH:
                        scratch.execute(sql)
                replayed = cls(database, scratch, step)
                replayed._replay()
                yield replayed
            finally:
                scratch.close()

    def differing(self, table: str) -> Iterator[StoreFault]:
        """Find the records of a table that are not as the lines left them."""
        if not self._any_lines():
            return
        noted = how_noted(self._database.tables, table)
        found = self._scratch.execute("SELECT rows, line FROM beyond WHERE tbl = ?", [table]).fetchone()
        beyond, beyond_line = found or (0, 0)
        due = self._from_the_first and not beyond
        untold = met = 0
        for rows in self._rows(table, noted):
            self._step()
            known = self._known(table, [row for _number, row, _values in rows])
            for number, row, values in rows:
                told = known.get(row)
                if told is None:
                    untold += 1
                    if due:
                        yield StoreFault(kind=FaultKind.UNTOLD, where=table, name=row)
                    continue
                met += told["there"] == _THERE
                if number and told["added"] > beyond_line:
                    due = True  # what stands after it was added after it, so that a line tells of it
                if told["there"] == _GONE:
                    yield StoreFault(kind=FaultKind.UNTOLD, where=table, name=row, line=told["line"])
                elif not _same(table, told["kept"], noted.columns, values):
                    yield StoreFault(kind=FaultKind.ALTERED, where=table, name=row, line=told["line"])
        if self._from_the_first and beyond and untold > beyond:
            yield StoreFault(kind=FaultKind.UNTOLD, where=table, row=untold - beyond)
        yield from self._vanished(table, noted, met)

    def _replay(self) -> None:
        if not self._database.number("SELECT 1 FROM sqlite_master WHERE name = 'journal_change'"):
            return
        last = next(damaged_changes(self._database), 0)
        first = self._database.row("SELECT changed FROM journal WHERE id = 1")
        self._from_the_first = not last and (first is None or bool(first["changed"]))
        sql = f"SELECT line, changes FROM journal_change WHERE line > ? ORDER BY line LIMIT {_LINES_AT_ONCE}"  # noqa: S608 - a number
        while found := self._database.rows(sql, (last,)):
            self._step()
            for row in found:
                last = int(row["line"])
                if row["changes"]:
                    self._take(last, json.loads(row["changes"]))

    def _any_lines(self) -> bool:
        return self._from_the_first or bool(self._scratch.execute("SELECT 1 FROM known LIMIT 1").fetchone())

    def _take(self, line: int, told: Mapping[str, Any]) -> None:
        """Take in what one line keeps."""
        states: dict[tuple[str, str], Row] = {}
        for entry in told["rows"]:
            place = (str(entry["table"]), str(entry["row"]))
            kind, state = ChangeKind(entry["kind"]), states.get(place)
            if state is None and kind is ChangeKind.CHANGED:
                state = self._known(place[0], [place[1]]).get(place[1])
            states[place] = _after(line, kind, entry["after"], state)
            if kind is ChangeKind.REMOVED:
                self._gone.add(place[0])
        for table, rows in told.get("touched", {}).items():
            for row in rows:
                states[table, row] = {"line": line, "added": 0, "there": _UNKNOWN, "kept": "{}"}
        self._scratch.conn.executemany(
            "INSERT OR REPLACE INTO known (tbl, row, line, added, there, kept) VALUES (?, ?, ?, ?, ?, ?)",
            (
                (table, row, line, state["added"], state["there"], state["kept"])
                for (table, row), state in states.items()
            ),
        )
        more = told["more"]
        for table, kinds in more.items() if isinstance(more, dict) else ():
            self._take_more(line, table, kinds)

    def _take_more(self, line: int, table: str, kinds: Mapping[str, int]) -> None:
        """Take in that a line touched further rows of a table, which are not known one by one."""
        self._scratch.execute(
            "INSERT INTO beyond VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET rows = rows + excluded.rows, line = excluded.line",
            [table, kinds.get(ChangeKind.ADDED, 0), line],
        )
        became = "UPDATE known SET there = ? WHERE tbl = ? AND there = ?"
        if ChangeKind.ADDED in kinds and table in self._gone:  # the number of a row that is gone may be given again
            self._scratch.execute(became, [_UNKNOWN, table, _GONE])
            self._gone.discard(table)
        if ChangeKind.REMOVED in kinds:
            self._scratch.execute(became, [_UNKNOWN, table, _THERE])
        if ChangeKind.CHANGED in kinds or ChangeKind.REMOVED in kinds:
            self._scratch.execute("UPDATE known SET kept = '{}' WHERE tbl = ?", [table])

    def _known(self, table: str, rows: Sequence[str]) -> dict[str, Row]:
        marks = ", ".join("?" for _ in rows)
        found = self._scratch.execute(
            f"SELECT row, line, added, there, kept FROM known WHERE tbl = ? AND row IN ({marks})",  # noqa: S608 - marks
            [table, *rows],
        )
        names = ("line", "added", "there", "kept")
        return {row: dict(zip(names, told, strict=True)) for row, *told in found}

    def _rows(self, table: str, noted: Noted) -> Iterator[list[tuple[int, str, str]]]:
        """Read a table some rows at a time, in the order in which they came: number (0 for none), name and values."""
        with translated():
            numbered = "WITHOUT ROWID" not in self._database.tables.table(table).schema.upper()
            number, order = ("kept.rowid", " ORDER BY kept.rowid") if numbered else ("0", "")
            named, values = noted.named.format(side="kept"), noted.values.format(side="kept")
            cursor = self._database.tables.execute(f"SELECT {number}, {named}, {values} FROM {table} AS kept{order}")  # noqa: S608 - own names
        while True:
            with translated():
                rows = list(islice(cursor, _ROWS_AT_ONCE))
            if not rows:
                return
            yield rows

    def _vanished(self, table: str, noted: Noted, met: int) -> Iterator[StoreFault]:
        """Find the records that should be there and were not met."""
        there: list[Value] = [table, _THERE]
        if met == self._scratch.execute("SELECT count(*) FROM known WHERE tbl = ? AND there = ?", there).fetchone()[0]:
            return
        for rows in self._rows(table, noted):
            self._step()
            marks = ", ".join("?" for _ in rows)
            sql = f"UPDATE known SET met = 1 WHERE tbl = ? AND row IN ({marks})"  # noqa: S608 - marks
            self._scratch.execute(sql, [table, *(row for _number, row, _values in rows)])
        sql = "SELECT row, line FROM known WHERE tbl = ? AND there = ? AND met = 0 ORDER BY line"
        for row, line in self._scratch.execute(sql, there):
            yield StoreFault(kind=FaultKind.VANISHED, where=table, name=row, line=line)


def _after(line: int, kind: ChangeKind, after: Mapping[str, Value], before: Row | None) -> Row:
    """Return what is known of a record after a line."""
    if kind is ChangeKind.REMOVED:
        return {"line": line, "added": 0, "there": _GONE, "kept": "{}"}
    if kind is ChangeKind.ADDED or before is None:
        added = line if kind is ChangeKind.ADDED else 0
        return {"line": line, "added": added, "there": _THERE, "kept": json_text(dict(after))}
    kept = json_text({**json.loads(before["kept"]), **after})
    return {"line": line, "added": before["added"], "there": _THERE, "kept": kept}


def _same(table: str, told: str, columns: Sequence[str], values: str) -> bool:
    """Return whether a record is as was told. The bytes of a file have a digest of their own, and are read with it."""
    bytes_of_file = FILES.get(table, ("",))[0]
    kept = dict(zip(columns, json.loads(values), strict=True))
    wanted = {name: value for name, value in json.loads(told).items() if name in kept and name != bytes_of_file}
    return all(kept[name] == value for name, value in wanted.items())
