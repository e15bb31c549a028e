"""Rows of cells under columns, all at once or by windows: what a table shows. Knows no view and no store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop_app.ui.widgets.cells import Align, Cell

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE: Final = QModelIndex()
_WINDOW: Final = 100
_ALIGNS: Final[dict[Align, Qt.AlignmentFlag]] = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its title (two lines by a line break), its width of the design, its share of spare room.

    Where there is too little room, columns with a share give of their width, down to `least` (0: seven tenths) and
    never the room of the title, before the table scrolls sideways. In a file, what a cell says in its second line is a
    column of its own, titled `second`; a `personal` column names persons, and a `bare` one (a button) is left out.
    """

    title: str
    width: int = 100
    stretch: int = 0
    align: Align = "left"
    least: int = 0
    second: str = ""
    personal: bool = False
    bare: bool = False


class CellTableModel(QAbstractTableModel):
    """Rows of cells under columns. Knows no store.

    Rows come all at once (`set_rows`), or for long tables by windows: `set_count`, then `rows_wanted` asks for what is
    looked at, and `fill` brings it.
    """

    rows_wanted = Signal(int, int)
    """First row and number of rows that are looked at and not there yet; asked once until they are filled."""

    def __init__(self, columns: Sequence[Column | str], rows: Sequence[Sequence[Cell]] = ()) -> None:
        super().__init__()
        self.columns = tuple(Column(title=c) if isinstance(c, str) else c for c in columns)
        self._rows: dict[int, Sequence[Cell]] = dict(enumerate(rows))
        self._count = len(rows)
        self._asked: set[int] = set()

    def set_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows in place of those before."""
        self.beginResetModel()
        self._rows = dict(enumerate(rows))
        self._count = len(rows)
        self._asked.clear()
        self.endResetModel()

    def set_count(self, count: int) -> None:
        """Show a table of this many rows, none of which is there yet."""
        self.beginResetModel()
        self._rows = {}
        self._count = count
        self._asked.clear()
        self.endResetModel()

    def fill(self, first: int, rows: Sequence[Sequence[Cell]]) -> None:
        """Bring a window of rows. Rows beyond the table are left out."""
        kept = list(rows)[: max(0, self._count - first)]
        if kept:
            self._rows.update(enumerate(kept, start=first))
            self.dataChanged.emit(self.index(first, 0), self.index(first + len(kept) - 1, len(self.columns) - 1))

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; one that is not there yet is asked for and shows nothing."""
        cells = self._rows.get(row)
        if cells is None:
            window = row // _WINDOW
            if window not in self._asked:
                self._asked.add(window)
                self.rows_wanted.emit(window * _WINDOW, min(_WINDOW, self._count - window * _WINDOW))
            return Cell()
        return cells[column] if column < len(cells) else Cell()

    def row_cells(self, row: int) -> Sequence[Cell] | None:
        """Return the cells of a row, None for one that is not there yet; asks for nothing."""
        return self._rows.get(row)

    def forget(self, first: int, count: int) -> None:
        """Let a window of rows go again; they are asked for when they are looked at."""
        for row in range(first, first + count):
            self._rows.pop(row, None)
        self._asked -= set(range(first // _WINDOW, (first + count - 1) // _WINDOW + 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, its words for screen readers, or the cell itself."""
        if not index.isValid():
            return None
        if role not in {CELL_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        cell = self.cell(index.row(), index.column())
        if role == CELL_ROLE:
            return cell
        return cell.text or cell.words if role == Qt.ItemDataRole.DisplayRole else cell.words

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title, aligned as its cells."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.columns[section].title.replace("\n", " ")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNS[self.columns[section].align]
        return None
