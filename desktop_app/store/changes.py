"""What an act changed, row by row with before and after: kept by the database itself, so no verb can forget it.

Triggers that live beside the store, in memory, note every row that is added, changed or removed inside an act. At its
end the notes are kept with the act's journal line, whose hash holds their digest.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop_app.store.columns import json_text, sha256
from desktop_app.store.database import Database, Tables
from desktop_app.store.guards import lifted

MOST: Final = 1000
"""Rows of one act whose values are kept; of an act on more (a file of a million rows) the line's facts say how many."""

MOST_LETTERS: Final = 2000
"""Letters of one value that are kept."""

FORGETTING: Final = frozenset({"message_destroyed", "claim_removed", "file_removed"})
"""Verbs of lines after which kept changes of earlier lines may be empty: what they held had to go."""

_OWN: Final = frozenset({"journal", "journal_change"})
_NO_RECORDS: Final = frozenset({
    "draft", "place", "bundle_name", "name_term", "name_sound", "person_likeness", "person_to_look",
    "trace_line", "trace_event", "own_record", "imported_person",
})  # fmt: skip
"""What is typed but not said, what is only found by, and what is itself a record of what happened."""
_SECRET: Final = {"office_secret": ("secret",)}
_NOT_KEPT_SETTING: Final = "practice_partners"
_DERIVED: Final = frozenset({"row", "folded", "sort_name", "stage_rank"})
_BYTES: Final = "bytes:"


class ChangeKind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


KeptValue = str | int | None
"""A value of a column; of bytes and of secrets only how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row that an act added, changed or removed.

    `before` and `after` hold columns with values; of a changed row only the columns that differ. `row` names it.
    """

    table: str
    row: str
    kind: ChangeKind
    before: dict[str, KeptValue]
    after: dict[str, KeptValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChanges:
    """What is kept with a journal line. `more`: the act changed further rows; `forgotten`: what was kept had to go."""

    rows: tuple[RowChange, ...] = ()
    more: bool = False
    forgotten: bool = False


class Changes:
    """Notes what is written inside an act, and keeps it with the journal line."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._columns: dict[str, tuple[str, ...]] = {}
        database.tables.execute(
            "CREATE TEMP TABLE IF NOT EXISTS act_change"
            " (id INTEGER PRIMARY KEY, tbl TEXT, kind TEXT, row TEXT, before TEXT, after TEXT)"
        )
        for table in _recorded(database.tables):
            self._columns[table] = _watch(database.tables, table)
        database.changes_forgotten = False

    def begin(self) -> None:
        """Begin an act: nothing is noted yet."""
        self._database.changes_forgotten = False
        self._database.run("DELETE FROM temp.act_change")

    def text(self) -> str:
        """Return what was noted since `begin`, as it is kept; empty for nothing."""
        noted = self._database.rows("SELECT * FROM temp.act_change ORDER BY id")
        if self._database.changes_forgotten or not noted:
            return ""
        rows = [told for row in noted[:MOST] if (told := self._told(row)) is not None]
        if not rows:
            return ""
        return json_text({"rows": rows, "more": len(noted) > MOST})

    def keep(self, line: int, text: str) -> None:
        """Keep what was noted with a journal line."""
        self._database.insert("journal_change", {"line": line, "changes": text})

    def of(self, line: int) -> LineChanges:
        """Return what is kept with a journal line; nothing for one of a program that did not keep it."""
        row = self._database.row("SELECT changes FROM journal_change WHERE line = ?", (line,))
        if row is None:
            return LineChanges()
        if not row["changes"]:
            return LineChanges(forgotten=True)
        told = json.loads(row["changes"])
        return LineChanges(rows=tuple(_change(entry) for entry in told["rows"]), more=told["more"])

    def _told(self, row: dict[str, str]) -> dict[str, object] | None:
        names = self._columns[row["tbl"]]
        before = dict(zip(names, json.loads(row["before"]), strict=True)) if row["before"] else {}
        after = dict(zip(names, json.loads(row["after"]), strict=True)) if row["after"] else {}
        if row["tbl"] == "setting" and row["row"] == _NOT_KEPT_SETTING:
            before, after = {}, {}
        elif row["kind"] == ChangeKind.CHANGED:
            differing = [name for name in names if before[name] != after[name]]
            if not differing:
                return None
            before, after = ({name: side[name] for name in differing} for side in (before, after))
        return {"table": row["tbl"], "row": row["row"], "kind": row["kind"], "before": before, "after": after}


def forget_changes(database: Database, *needles: str) -> None:
    """Empty the kept changes that name all of some ids, and keep none of the present act: what they held has to go.

    Inside the act that removes; a line with a verb of `FORGETTING` has to follow.
    """
    database.changes_forgotten = True
    if not database.number("SELECT 1 FROM sqlite_master WHERE name = 'journal_change'"):
        return
    found = " AND ".join("instr(changes, ?) > 0" for _ in needles)
    about = " OR line IN (SELECT id FROM journal WHERE about = ?)" if len(needles) == 1 else ""
    values = needles * 2 if about else needles
    with lifted(database.tables, ("journal_change",)):
        database.run(f"UPDATE journal_change SET changes = '' WHERE ({found}){about}", values)  # noqa: S608 - own words


def damaged_changes(database: Database) -> Iterator[int]:
    """Find the journal lines whose kept changes are not those that were kept."""
    if not database.number("SELECT 1 FROM sqlite_master WHERE name = 'journal_change'"):
        return
    marks = ", ".join("?" for _ in FORGETTING)
    sql = f"SELECT coalesce(max(id), 0) FROM journal WHERE verb IN ({marks})"  # noqa: S608 - marks
    last_forgotten = database.number(sql, sorted(FORGETTING))
    question = (
        "SELECT journal.id AS line, changed, changes FROM journal LEFT JOIN journal_change ON line = journal.id"
        " WHERE changed <> '' AND journal.id > ? ORDER BY journal.id LIMIT 2000"
    )
    last = 0
    while found := database.rows(question, (last,)):
        for row in found:
            last = int(row["line"])
            emptied = row["changes"] == "" and last < last_forgotten
            if not emptied and (row["changes"] is None or sha256(row["changes"].encode("ascii")) != row["changed"]):
                yield last


def _change(told: dict[str, object]) -> RowChange:
    before, after = told["before"], told["after"]
    return RowChange(
        table=str(told["table"]),
        row=str(told["row"]),
        kind=ChangeKind(str(told["kind"])),
        before=dict(before) if isinstance(before, dict) else {},
        after=dict(after) if isinstance(after, dict) else {},
    )


def _recorded(tables: Tables) -> list[str]:
    """Return the tables that hold records: no virtual ones, nor those that only serve to find."""
    found = tables.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'table'").fetchall()
    virtual = [name for name, sql in found if sql and sql.startswith("CREATE VIRTUAL")]
    return [
        name
        for name, sql in found
        if sql
        and sql.startswith("CREATE TABLE")
        and name not in _OWN | _NO_RECORDS
        and not name.startswith(("sqlite_", "_"))
        and not any(name.startswith(f"{other}_") for other in virtual)
    ]


def _watch(tables: Tables, table: str) -> tuple[str, ...]:
    """Put up the three triggers of a table; return the columns that they note."""
    info = tables.execute(f"SELECT name, pk, type FROM pragma_table_info('{table}')").fetchall()  # noqa: S608 - own names
    types = {name: kind for name, _pk, kind in info if name not in _DERIVED}
    key = [name for name, pk, _kind in sorted(info, key=lambda entry: entry[1]) if pk]
    which = " || ' ' || ".join(f"{{side}}.{name}" for name in key) or "{side}.rowid"
    for kind, event, before, after in (
        (ChangeKind.ADDED, "INSERT", "", "NEW"),
        (ChangeKind.CHANGED, "UPDATE", "OLD", "NEW"),
        (ChangeKind.REMOVED, "DELETE", "OLD", ""),
    ):
        values = [_values(table, side, types) if side else "NULL" for side in (before, after)]
        tables.execute(
            f"CREATE TEMP TRIGGER IF NOT EXISTS told_{table}_{kind.value} AFTER {event} ON main.{table}"  # noqa: S608 - own names
            f" WHEN coalesce((SELECT max(id) FROM act_change), 0) <= {MOST} BEGIN"
            " INSERT INTO act_change (tbl, kind, row, before, after)"
            f" VALUES ('{table}', '{kind.value}', CAST({which.format(side=after or before)} AS TEXT),"
            f" {values[0]}, {values[1]}); END"
        )
    return tuple(types)


def _values(table: str, side: str, types: Mapping[str, str]) -> str:
    """Return what is noted of a row. Every table is strict: what a column is declared as is what stands in it."""
    told = []
    for name, kind in types.items():
        value = f"{side}.{name}"
        if kind == "BLOB" or name in _SECRET.get(table, ()):
            told.append(f"'{_BYTES}' || length({value})")
        elif kind == "TEXT":
            told.append(f"substr({value}, 1, {MOST_LETTERS})")
        else:
            told.append(value)
    return f"json_array({', '.join(told)})"
