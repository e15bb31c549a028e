"""The rows of the entry grid as typed, right or wrong, with undo; and what comes from Excel's clipboard."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop_app.ui.widgets.cells import Align, Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.table import CELL_ROLE

Index = QModelIndex | QPersistentModelIndex
Row = dict[str, str]
"""One row: the text of each column by the column's key."""

_NOWHERE: Final = QModelIndex()
MOST_PASTED: Final = 2_000
"""Lines that are pasted at once: months of a long life twice over. More is a whole sheet, copied by mistake."""

_HEADER_MATCHES: Final = 2
_HEADER_WITHIN: Final = 10
_WITHOUT_WIDTH: Final = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_TONES: Final[dict[str, Tone]] = {"warning": "warn", "error": "bad"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GridColumn:
    """One column. `choices` are offered while typing; a column of States shows chips; a note column is not typed in."""

    key: str
    title: str
    width: int = 80
    stretch: int = 0
    align: Align = "left"
    kind: Literal["text", "state", "note"] = "text"
    choices: Sequence[str] = field(default=())
    also: Sequence[str] = field(default=())
    """Other titles under which Excel's header line may bring this column."""
    tidy: Callable[[str], str] | None = None
    """How a text is shown once typed or pasted (`31/12/1988` as `31 Dec 1988`); what it cannot read it leaves alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridFinding:
    """What is wrong with one cell, in words."""

    row: int
    key: str
    level: Literal["warning", "error"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridNote:
    """What the note column says of a row (`52 of 52`); a muted row's figures do not count."""

    text: str = ""
    level: Literal["", "ok", "info", "warning", "error"] = ""
    muted: bool = False


_NOTE_ICONS: Final[dict[str, IconSpec]] = {
    "ok": IconSpec(name="check", tone="ok"),
    "info": IconSpec(name="info", tone="neutral"),
    "warning": IconSpec(name="triangle-alert", tone="warn"),
    "error": IconSpec(name="circle-alert", tone="bad"),
}


class _Change(QUndoCommand):
    """One act on the rows: before and after."""

    def __init__(self, model: "PeriodRows", after: list[Row]) -> None:
        super().__init__()
        self._model = model
        self._before = model.rows()
        self._after = after

    def redo(self) -> None:
        """Do it (again)."""
        self._model.replace_rows(self._after)

    def undo(self) -> None:
        """Take it back."""
        self._model.replace_rows(self._before)


class PeriodRows(QAbstractTableModel):
    """The model of the grid. One extra row may stand among them for the warning band."""

    rows_changed = Signal(list)
    """The rows are others: by typing, pasting, undoing."""

    def __init__(self, columns: Sequence[GridColumn]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.undo_stack = QUndoStack(self)
        self._rows: list[Row] = []
        self._notes: Sequence[GridNote] = ()
        self._findings: dict[tuple[int, str], GridFinding] = {}
        self._lanes: Mapping[str, int] = {}
        self._band_after: int | None = None

    def rows(self) -> list[Row]:
        """Return the rows, each a copy."""
        return [dict(row) for row in self._rows]

    def load(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Show rows from elsewhere; nothing before can be undone."""
        self.beginResetModel()
        self._rows = [{column.key: row.get(column.key, "") for column in self.columns} for row in rows]
        self._band_after = None
        self._findings = {}
        self.undo_stack.clear()
        self.endResetModel()

    # The band

    @property
    def band_row(self) -> int | None:
        """The row of the table in which the band stands, if it does."""
        return None if self._band_after is None else self._band_after + 1

    def set_band(self, after: int | None) -> None:
        """Open a row for the band below data row `after`, or take it away."""
        if after is not None and not 0 <= after < len(self._rows):
            after = None
        if after == self._band_after:
            return
        if self._band_after is not None:
            self.beginRemoveRows(_NOWHERE, self._band_after + 1, self._band_after + 1)
            self._band_after = None
            self.endRemoveRows()
        if after is not None:
            self.beginInsertRows(_NOWHERE, after + 1, after + 1)
            self._band_after = after
            self.endInsertRows()

    def data_row(self, row: int) -> int | None:
        """Return the data row in a row of the table; nothing for the band's."""
        if self._band_after is None or row <= self._band_after:
            return row if row < len(self._rows) else None
        return None if row == self._band_after + 1 else row - 1

    def table_row(self, data_row: int) -> int:
        """Return the row of the table that shows a data row."""
        return data_row if self._band_after is None or data_row <= self._band_after else data_row + 1

    # What is said about the rows

    def set_notes(self, notes: Sequence[GridNote]) -> None:
        """Say something of every row, in order."""
        if tuple(notes) != tuple(self._notes):
            self._notes = tuple(notes)
            self._all_changed()

    def set_findings(self, findings: Sequence[GridFinding]) -> None:
        """Tint these cells and say why; of two findings of a cell the error wins."""
        ordered = sorted(findings, key=lambda finding: finding.level == "error")
        found = {(finding.row, finding.key): finding for finding in ordered}
        if found != self._findings:
            self._findings = found
            self._all_changed()

    def set_lanes(self, lanes: Mapping[str, int]) -> None:
        """Tell the lane of every State's code."""
        self._lanes = dict(lanes)
        self._all_changed()

    def _all_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    # Acts

    def change(self, after: list[Row]) -> None:
        """Put these rows in place of the present ones, as one act that can be undone."""
        if after != self._rows:
            self.undo_stack.push(_Change(self, after))

    def put(self, row: int, key: str, text: str) -> None:
        """Change one cell."""
        after = self.rows()
        after[row][key] = text
        self.change(after)

    def replace_rows(self, after: list[Row]) -> None:
        """Show other rows, telling views what came and went. For undo and redo."""
        before = self._rows
        head = 0
        while head < min(len(before), len(after)) and before[head] == after[head]:
            head += 1
        tail = 0
        while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
            tail += 1
        if len(before) == len(after):
            self._rows = [dict(row) for row in after]
            self._all_changed()
        else:
            self.set_band(None)
            if len(before) - tail > head:
                self.beginRemoveRows(_NOWHERE, head, len(before) - tail - 1)
                self._rows = before[:head] + before[len(before) - tail :]
                self.endRemoveRows()
            if len(after) - tail > head:
                self.beginInsertRows(_NOWHERE, head, len(after) - tail - 1)
                self._rows = [dict(row) for row in after]
                self.endInsertRows()
        self.rows_changed.emit(self.rows())

    def tidied(self, cells: Row) -> Row:
        """Return cells as they are shown once typed."""
        tidy = {column.key: column.tidy for column in self.columns if column.tidy is not None}
        return {key: tidy[key](text) if key in tidy else text for key, text in cells.items()}

    def empty_row(self) -> Row:
        """Return a row in which nothing is typed."""
        return {column.key: "" for column in self.columns}

    # Qt's face

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows of the table, the band's included."""
        return 0 if parent.isValid() else len(self._rows) + (self._band_after is not None)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Allow typing except in notes and the band."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.data_row(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        typed = self.columns[index.column()].kind != "note"
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text as typed, what is said about it, or the cell to paint."""
        row = self.data_row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = self.columns[index.column()]
        finding = self._findings.get((row, column.key))
        if role == CELL_ROLE:
            return self._cell(row, column, finding)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._note(row).text if column.kind == "note" else self._rows[row][column.key]
        if role == Qt.ItemDataRole.ToolTipRole:
            return finding.text if finding is not None else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._note(row).text if column.kind == "note" else self._rows[row][column.key]
            return f"{words}. {finding.text}" if finding is not None else words
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed."""
        row = self.data_row(index.row()) if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or row is None or self.columns[index.column()].kind == "note":
            return False
        column = self.columns[index.column()]
        self.put(row, column.key, column.tidy(str(value)) if column.tidy else str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title, aligned as its cells."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].align == "right"
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _note(self, row: int) -> GridNote:
        return self._notes[row] if row < len(self._notes) else GridNote()

    def _cell(self, row: int, column: GridColumn, finding: GridFinding | None) -> Cell:
        note = self._note(row)
        if column.kind == "note":
            tone = _TONES.get(note.level)
            icon = _NOTE_ICONS.get(note.level)
            return Cell(text=note.text, icon=icon, tone=tone, strong=tone is not None, muted=note.muted)
        words = self._rows[row][column.key]
        tone = _TONES[finding.level] if finding is not None else None
        code = words.strip().upper()
        if column.kind == "state" and code in self._lanes and finding is None:
            return Cell(chips=(LaneSpec(code=code, lane=self._lanes[code]),), spoken=words)
        muted = note.muted and column.align == "right"
        return Cell(text=words, align=column.align, tone=tone, tint=tone, strong=tone is not None, muted=muted)


class TooMuchPasted(Exception):  # noqa: N818 - told to the person, who copied more than they meant to
    """The clipboard holds more lines than one person's record has."""


def pasted_rows(text: str, columns: Sequence[GridColumn], first_column: int) -> list[Row]:
    """Read rows from Excel's clipboard text (tabs, line breaks, quoted cells).

    A line among the first of at least two of our titles names the columns, and what stands above it is left out;
    otherwise they follow from `first_column` on, notes left out. Titles that come again, empty lines and cells beyond
    the last column are dropped; blanks of every kind, and line breaks within a cell, are one blank. Raises
    `TooMuchPasted` for more than `MOST_PASTED` lines that are not empty.
    """
    tidied = ([_tidy(cell) for cell in line] for line in _cells(text))
    lines = list(islice(filter(any, tidied), MOST_PASTED + 1))
    if len(lines) > MOST_PASTED:
        raise TooMuchPasted
    titles = {
        title.casefold(): column.key
        for column in columns
        if column.kind != "note"
        for title in (column.title.replace("\n", " "), column.key, *column.also)
    }
    headers = [number for number, line in enumerate(lines) if _names(line, titles) >= _HEADER_MATCHES]
    if headers and headers[0] < _HEADER_WITHIN:
        again = frozenset(headers)
        named = [titles.get(cell.casefold(), "") for cell in lines[headers[0]]]
        named = [key if key not in named[:at] else "" for at, key in enumerate(named)]
        return [_row(named, line) for number, line in enumerate(lines) if number > headers[0] and number not in again]
    keys = [column.key for column in columns[first_column:] if column.kind != "note"]
    return [_row(keys, line) for line in lines]


def _cells(text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return list(csv.reader(io.StringIO(lines), delimiter="\t"))
    except csv.Error:  # a quotation mark that nobody closed, before far too much text
        return [line.split("\t") for line in lines.split("\n")]


def _tidy(cell: str) -> str:
    return " ".join(cell.translate(_WITHOUT_WIDTH).split())


def _names(line: Sequence[str], titles: Mapping[str, str]) -> int:
    return len({titles[cell.casefold()] for cell in line if cell.casefold() in titles})


def _row(keys: Sequence[str], line: Sequence[str]) -> Row:
    return {key: cell for key, cell in zip(keys, line, strict=False) if key}
