"""What an act changed, row by row with before and after: kept by the database itself, so no verb can forget it.

Triggers that live beside the store, in memory, note every row that is added, changed or removed inside an act. At its
end the notes are kept with the act's journal line, whose hash holds their digest. An act by which something has to go
keeps no values: the names of the rows it touched alone, and which lines it emptied.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop_app.store.columns import json_text, sha256
from desktop_app.store.database import Database, Tables
from desktop_app.store.guards import FILES, lifted

MOST: Final = 1000
"""Rows of one act whose values are kept; of an act on more (a file of a million rows) the line's facts say how many."""

MOST_LETTERS: Final = 2000
"""Letters of one value that are kept."""

FORGETTING: Final = frozenset(
    {"message_destroyed", "claim_removed", "file_removed", "person_removed", "message_removed"}
)
"""Verbs of lines that may empty what is kept with earlier lines, and say so: what they held had to go."""

_OWN: Final = frozenset({"journal", "journal_change"})
_NO_RECORDS: Final = frozenset({
    "draft", "place", "bundle_name", "name_term", "name_sound", "person_likeness", "person_to_look",
    "trace_line", "trace_event", "own_record", "imported_person",
    "imported_number", "imported_apart",
})  # fmt: skip
"""What is typed but not said, what is only found by, and what is itself a record of what happened."""
_SECRET: Final = {"office_secret": ("secret",)}
_NOT_KEPT_SETTING: Final = "practice_partners"
_DERIVED: Final = frozenset({"row", "folded", "sort_name", "stage_rank"})
_BYTES: Final = "bytes:"
_WHOLE: Final = "#"
"""Beside the columns: the digest of what is kept of a row by its length or its first letters alone, none for none."""
_EMPTIED: Final = "emptied"
_SAID: Final = "said"
_LINES_AT_ONCE: Final = 20
_TELLS_EMPTIED: Final = f'{{"{_EMPTIED}":'
"""How the text of a line begins that emptied others: its keys are sorted, and this is the first."""

_NOTES: Final = (
    """CREATE TEMP TABLE IF NOT EXISTS act_change (
  id INTEGER PRIMARY KEY, tbl TEXT, kind TEXT, row TEXT, before TEXT, after TEXT
)""",
    "CREATE TEMP TABLE IF NOT EXISTS act_more (tbl TEXT, kind TEXT, rows INTEGER, PRIMARY KEY (tbl, kind))",
    "CREATE TEMP TABLE IF NOT EXISTS act_touched (tbl TEXT, row TEXT, PRIMARY KEY (tbl, row))",
    "CREATE TEMP TABLE IF NOT EXISTS act_emptied (line INTEGER PRIMARY KEY)",
)
"""Where an act is noted: its rows, how many there were beyond those, and what it forgot."""


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
    """What is kept with a journal line. `more`: the act changed further rows; `forgotten`: what was kept had to go.

    `said` is what the person wrote to it: why, or with whom they spoke.
    """

    rows: tuple[RowChange, ...] = ()
    said: str = ""
    more: bool = False
    forgotten: bool = False


class Changes:
    """Notes what is written inside an act, and keeps it with the journal line."""

    def __init__(self, database: Database, *, watched: bool = True) -> None:
        """`watched`: acts are done here; a database that is only read needs nothing noted."""
        self._database = database
        self._columns: dict[str, tuple[str, ...]] = {}
        database.changes_forgotten = False
        if not watched:
            return
        for sql in _NOTES:
            database.tables.execute(sql)
        for table in recorded(database.tables):
            self._columns[table] = _watch(database.tables, table)

    def begin(self) -> None:
        """Begin an act: nothing is noted yet."""
        self._database.changes_forgotten = False
        self._database.run("DELETE FROM temp.act_change")
        self._database.run("UPDATE temp.act_more SET rows = 0 WHERE rows > 0")

    def text(self, said: str = "") -> str:
        """Return what was noted since `begin`, as it is kept, with what the person said to it; empty for nothing."""
        if self._database.changes_forgotten:
            return self._text_of_forgetting()
        noted = self._database.rows("SELECT * FROM temp.act_change ORDER BY id")
        rows = [told for row in noted if (told := self._told(row)) is not None]
        if not rows and not said:
            return ""
        return json_text({"rows": rows, "more": self._more(), **({_SAID: said} if said else {})})

    def _text_of_forgetting(self) -> str:
        """Return what is kept of an act by which something had to go: no values."""
        touched: dict[str, list[str]] = {}
        for row in self._database.rows(
            "SELECT tbl, row FROM temp.act_touched UNION SELECT tbl, row FROM temp.act_change ORDER BY tbl, row"
        ):
            touched.setdefault(row["tbl"], []).append(row["row"])
        emptied = [row["line"] for row in self._database.rows("SELECT line FROM temp.act_emptied ORDER BY line")]
        self._database.run("DELETE FROM temp.act_touched")
        self._database.run("DELETE FROM temp.act_emptied")
        return json_text({_EMPTIED: emptied, "more": self._more(), "rows": [], "touched": touched})

    def _more(self) -> dict[str, dict[str, int]]:
        """Return how many rows of which tables were touched beyond those that are kept."""
        more: dict[str, dict[str, int]] = {}
        for row in self._database.rows("SELECT * FROM temp.act_more WHERE rows > 0 ORDER BY tbl, kind"):
            more.setdefault(row["tbl"], {})[row["kind"]] = row["rows"]
        return more

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
        more = bool(told["more"]) and _EMPTIED not in told
        rows = tuple(_change(entry) for entry in told["rows"])
        return LineChanges(rows=rows, said=str(told.get(_SAID, "")), more=more)

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
    """Empty the kept changes that name all of some ids, and keep no values of the present act: they had to go.

    Inside the act that removes; a line with a verb of `FORGETTING` has to follow. The act keeps which it emptied,
    and which rows those were about.
    """
    if not database.number("SELECT 1 FROM sqlite_master WHERE name = 'journal_change'"):
        return
    if not database.changes_forgotten:
        database.changes_forgotten = True
        for sql in _NOTES:
            database.run(sql)
        database.run("DELETE FROM temp.act_touched")
        database.run("DELETE FROM temp.act_emptied")
    found = " AND ".join("instr(changes, ?) > 0" for _ in needles)
    about = " OR line IN (SELECT id FROM journal WHERE about = ?)" if len(needles) == 1 else ""
    which = f"(({found}){about}) AND changes <> '' AND substr(changes, 1, {len(_TELLS_EMPTIED)}) <> ?"
    values = (*(needles * 2 if about else needles), _TELLS_EMPTIED)
    for row in database.rows(f"SELECT line FROM journal_change WHERE {which} ORDER BY line", values):  # noqa: S608 - own words
        _note_emptied(database, int(row["line"]))
    with lifted(database.tables, ("journal_change",)):
        database.run("UPDATE journal_change SET changes = '' WHERE line IN (SELECT line FROM temp.act_emptied)")


def _note_emptied(database: Database, line: int) -> None:
    """Note which rows a line is about that is emptied: of them nothing is known from now on."""
    database.run("INSERT OR IGNORE INTO temp.act_emptied (line) VALUES (?)", (line,))
    (row,) = database.rows("SELECT changes FROM journal_change WHERE line = ?", (line,))
    told = json.loads(row["changes"])
    for entry in told["rows"]:
        database.run("INSERT OR IGNORE INTO temp.act_touched (tbl, row) VALUES (?, ?)", (entry["table"], entry["row"]))
    for table, kinds in (told["more"] or {}).items():
        for kind, rows in kinds.items():
            database.run("UPDATE temp.act_more SET rows = rows + ? WHERE tbl = ? AND kind = ?", (rows, table, kind))


def damaged_changes(database: Database) -> Iterator[int]:
    """Find the journal lines whose kept changes are not those that were kept, the newest first.

    A line may be empty only where a later act, with a line of `FORGETTING`, says that it emptied it.
    """
    if not database.number("SELECT 1 FROM sqlite_master WHERE name = 'journal_change'"):
        return
    emptied: set[int] = set()
    said: list[int] = []
    marks = ", ".join("?" for _ in FORGETTING)
    question = (
        "SELECT journal.id AS line, verb, changed, changes FROM journal LEFT JOIN journal_change"  # noqa: S608 - marks
        f" ON line = journal.id WHERE (changed <> '' OR verb IN ({marks})) AND journal.id < ?"
        f" ORDER BY journal.id DESC LIMIT {_LINES_AT_ONCE}"
    )
    last = database.number("SELECT coalesce(max(id), 0) FROM journal") + 1
    while found := database.rows(question, (*sorted(FORGETTING), last)):
        for row in found:
            last, text = int(row["line"]), row["changes"]
            if row["changed"]:  # the line of an act; those that were written inside it come before it, and have none
                said = []
                if text == "" and last in emptied:
                    emptied.discard(last)
                elif text is None or sha256(text.encode()) != row["changed"]:
                    yield last
                elif text.startswith(_TELLS_EMPTIED):
                    said = json.loads(text)[_EMPTIED]
            if row["verb"] in FORGETTING:
                emptied.update(said)


def _change(told: dict[str, object]) -> RowChange:
    return RowChange(
        table=str(told["table"]),
        row=str(told["row"]),
        kind=ChangeKind(str(told["kind"])),
        before=_values(told["before"]),
        after=_values(told["after"]),
    )


def _values(told: object) -> dict[str, KeptValue]:
    return {name: value for name, value in told.items() if name != _WHOLE} if isinstance(told, dict) else {}


def recorded(tables: Tables) -> list[str]:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """How a row of a table is noted: its columns, and the questions in SQL for what names it and for their values.

    Both hold `{side}`: the name under which the row stands there.
    """

    columns: tuple[str, ...]
    named: str
    values: str


def how_noted(tables: Tables, table: str) -> Noted:
    """Return how the rows of a table are noted. Every table is strict: what a column is declared as stands in it."""
    info = tables.execute(f"SELECT name, pk, type FROM pragma_table_info('{table}')").fetchall()  # noqa: S608 - own names
    types = {name: kind for name, _pk, kind in info if name not in _DERIVED}
    key = [name for name, pk, _kind in sorted(info, key=lambda entry: entry[1]) if pk]
    which = " || ' ' || ".join(f"{{side}}.{name}" for name in key) or "{side}.rowid"
    told, longer, shortened = [], [], []
    for name, kind in types.items():
        value = f'{{side}}."{name}"'
        if kind == "BLOB" or name in _SECRET.get(table, ()):
            told.append(f"'{_BYTES}' || length({value})")
            if FILES.get(table, ("",))[0] != name:  # those have a digest of their own
                longer.append(f"length({value}) > 0")
                shortened.append(value)
        elif kind == "TEXT":
            told.append(f"substr({value}, 1, {MOST_LETTERS})")
            longer.append(f"length({value}) > {MOST_LETTERS}")
            shortened.append(value)
        else:
            told.append(value)
    if not shortened:
        return Noted(columns=tuple(types), named=f"CAST({which} AS TEXT)", values=f"json_array({', '.join(told)})")
    tables.conn.create_function(_row_digest.__name__, len(shortened), _row_digest, deterministic=True)
    told.append(f"CASE WHEN {' OR '.join(longer)} THEN {_row_digest.__name__}({', '.join(shortened)}) END")
    columns = (*types, _WHOLE)
    return Noted(columns=columns, named=f"CAST({which} AS TEXT)", values=f"json_array({', '.join(told)})")


def _row_digest(*values: str | bytes | None) -> str:
    """Return the digest of values of a row, each with its length before it."""
    each = [value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value or b"" for value in values]
    return sha256(b"".join(len(value).to_bytes(8, "big") + value for value in each))


def _watch(tables: Tables, table: str) -> tuple[str, ...]:
    """Put up the three triggers of a table; return the columns that they note."""
    noted = how_noted(tables, table)
    room = f"(SELECT coalesce(max(id), 0) FROM act_change) < {MOST}"  # noqa: S608 - a number
    for kind, event, before, after in (
        (ChangeKind.ADDED, "INSERT", "", "NEW"),
        (ChangeKind.CHANGED, "UPDATE", "OLD", "NEW"),
        (ChangeKind.REMOVED, "DELETE", "OLD", ""),
    ):
        values = [noted.values.format(side=side) if side else "NULL" for side in (before, after)]
        tables.execute("INSERT OR IGNORE INTO temp.act_more VALUES (?, ?, 0)", [table, kind.value])
        tables.execute(
            f"CREATE TEMP TRIGGER IF NOT EXISTS told_{table}_{kind.value} AFTER {event} ON main.{table} BEGIN"  # noqa: S608 - own names
            f" UPDATE act_more SET rows = rows + 1 WHERE tbl = '{table}' AND kind = '{kind.value}' AND NOT {room};"
            " INSERT INTO act_change (tbl, kind, row, before, after)"
            f" SELECT '{table}', '{kind.value}', {noted.named.format(side=after or before)},"
            f" {values[0]}, {values[1]} WHERE {room}; END"
        )
    return noted.columns
