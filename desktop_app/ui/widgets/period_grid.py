"""The entry grid: typing, pasting from Excel, undo, findings in the cells, one warning band among the rows."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop_app.ui.theme import Kind, Look
from desktop_app.ui.widgets.grid_band import BAND_HEIGHT, GridWarning, WarningBand
from desktop_app.ui.widgets.grid_delegate import GridDelegate
from desktop_app.ui.widgets.period_rows import (
    MOST_PASTED,
    GridColumn,
    GridFinding,
    GridNote,
    PeriodRows,
    Row,
    TooMuchPasted,
    pasted_rows,
)
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import number_words

__all__ = ["GridColumn", "GridFinding", "GridNote", "GridWarning", "PeriodGrid"]

_ROW: Final = 28
_HEADER: Final = 31
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PeriodGrid(QTableView):
    """The grid; everything by keyboard.

    Enter goes down, Tab right, Ctrl+D copies the cell above, Ins adds a row, Del empties cells,
    Ctrl+Delete takes a row away, Ctrl+Z and Ctrl+Y undo and redo, Ctrl+C and Ctrl+V exchange with Excel.
    """

    rows_changed = Signal(list)
    """The rows as they are now, with what is being typed: a list of dicts of column key to text."""

    cell_edited = Signal(int, str, str)
    """A key was typed in a cell: row, column's key, text so far. `rows_changed` follows."""

    warning_chosen = Signal(str)
    """The key of the way out that was chosen in the warning."""

    def __init__(self, name: str, columns: Sequence[GridColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = PeriodRows(columns)
        self.rows_model.setParent(self)
        self._editing: tuple[int, str, str] | None = None
        self._warning: GridWarning | None = None
        self._band: WarningBand | None = None
        self.setModel(self.rows_model)
        self._delegate = GridDelegate(self, self.rows_model)
        self._delegate.paste_asked.connect(self.paste)
        self._delegate.typed.connect(self._on_typed)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setProperty("cells", "grid")
        header.setProperty("top", "true")
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.rows_model.rows_changed.connect(self._on_rows_changed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        restyled(self, self._restyle)

    # What the screen says to the grid

    def set_rows(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Show rows from elsewhere. Rows equal to those shown, the one being typed included, change nothing."""
        wanted = [{column.key: row.get(column.key, "") for column in self.rows_model.columns} for row in rows]
        if wanted != self.rows():
            self._drop_band()
            self.rows_model.load(wanted)
            self._editing = None
            self.setCurrentIndex(self.rows_model.index(0, 0))

    def rows(self) -> list[Row]:
        """Return the rows as they are now, with what is being typed."""
        rows = self.rows_model.rows()
        if self._editing is not None:
            row, key, text = self._editing
            if row < len(rows):
                rows[row][key] = text
        return rows

    def set_findings(self, findings: Sequence[GridFinding]) -> None:
        """Tint these cells and say why."""
        self.rows_model.set_findings(findings)

    def set_notes(self, notes: Sequence[GridNote]) -> None:
        """Fill the note column, a note a row."""
        self.rows_model.set_notes(notes)

    def set_lanes(self, lanes: Mapping[str, int]) -> None:
        """Tell the lane of every State's code."""
        self.rows_model.set_lanes(lanes)

    def set_warning(self, warning: GridWarning | None) -> None:
        """Open the warning band below a row, or close it."""
        if warning == self._warning and (warning is None) == (self._band is None):
            return
        self._drop_band()
        self._warning = warning
        if warning is None:
            return
        self.rows_model.set_band(warning.after_row)
        row = self.rows_model.band_row
        if row is None:
            self._warning = None
            return
        self.setRowHeight(row, Look.of(self).dp(BAND_HEIGHT))
        self.setSpan(row, 0, 1, len(self.rows_model.columns))
        self._band = WarningBand(warning, self)
        self._band.chosen.connect(self.warning_chosen)
        self.setIndexWidget(self.rows_model.index(row, 0), self._band)

    @property
    def warning(self) -> GridWarning | None:
        """The warning that is open, if one is."""
        return self._warning

    @property
    def typing(self) -> bool:
        """Whether a cell is being typed in and not finished."""
        return self._editing is not None

    def go_to(self, row: int, key: str) -> None:
        """Make a cell the current one and take the keyboard: from a finding to its cell."""
        column = next((n for n, found in enumerate(self.rows_model.columns) if found.key == key), 0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self.rows_model.index(self.rows_model.table_row(row), column))

    # Acts of the person

    def add_row(self) -> None:
        """Add an empty row below the current one and go to its first cell."""
        row = self._current_row()
        at = row + 1 if row is not None else len(self.rows_model.rows())
        after = self.rows_model.rows()
        after.insert(at, self.rows_model.empty_row())
        self.rows_model.change(after)
        self.setCurrentIndex(self.rows_model.index(self.rows_model.table_row(at), 0))

    def remove_rows(self) -> None:
        """Take the chosen rows away; undo brings them back."""
        gone = self._chosen_rows()
        column = max(0, self.currentIndex().column())
        after = [row for number, row in enumerate(self.rows_model.rows()) if number not in gone]
        self.rows_model.change(after)
        if after and gone:
            row = min(*gone, len(after) - 1)
            self.setCurrentIndex(self.rows_model.index(self.rows_model.table_row(row), column))

    def clear_cells(self) -> None:
        """Empty the chosen cells."""
        after = self.rows_model.rows()
        for row, key in self._chosen_cells():
            after[row][key] = ""
        self.rows_model.change(after)

    def copy_above(self) -> None:
        """Copy the cell above into the current one."""
        row, index = self._current_row(), self.currentIndex()
        if row and self.rows_model.columns[index.column()].kind != "note":
            key = self.rows_model.columns[index.column()].key
            self.rows_model.put(row, key, self.rows_model.rows()[row - 1][key])

    def copy(self) -> None:
        """Copy the chosen cells as Excel wants them."""
        rows = self.rows_model.rows()
        lines: dict[int, list[str]] = {}
        for row, key in self._chosen_cells():
            lines.setdefault(row, []).append(rows[row][key])
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))

    def paste(self) -> None:
        """Paste cells from Excel from the current cell on; rows are added as needed; one undo takes all back.

        A whole sheet, copied by mistake, is not pasted; a band says so.
        """
        column = max(0, self.currentIndex().column())
        start = self._current_row() or 0
        try:
            new = pasted_rows(QGuiApplication.clipboard().text(), self.rows_model.columns, column)
        except TooMuchPasted:
            wrong = _("More than {most} lines were copied. Nothing was pasted").format(most=number_words(MOST_PASTED))
            do = _("Copy the lines of this person alone, and paste again.")
            self.set_warning(GridWarning(after_row=start, wrong=wrong, do=do))
            return
        if self._warning is not None and not self._warning.actions:
            self.set_warning(None)  # what was refused before is over
        after = self.rows_model.rows()
        for number, cells in enumerate(new, start=start):
            if number >= len(after):
                after.append(self.rows_model.empty_row())
            after[number].update(self.rows_model.tidied(cells))
        if new:
            self.rows_model.change(after)
            self.setCurrentIndex(self.rows_model.index(self.rows_model.table_row(start), column))

    def undo(self) -> None:
        """Take the last act back."""
        self.rows_model.undo_stack.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.rows_model.undo_stack.redo()

    # Inside

    def _current_row(self) -> int | None:
        index = self.currentIndex()
        return self.rows_model.data_row(index.row()) if index.isValid() else None

    def _chosen_cells(self) -> list[tuple[int, str]]:
        cells = []
        for index in sorted(self.selectedIndexes(), key=lambda found: (found.row(), found.column())):
            row, column = self.rows_model.data_row(index.row()), self.rows_model.columns[index.column()]
            if row is not None and column.kind != "note":
                cells.append((row, column.key))
        return cells

    def _chosen_rows(self) -> set[int]:
        rows = {self.rows_model.data_row(index.row()) for index in self.selectedIndexes()} | {self._current_row()}
        return {row for row in rows if row is not None}

    def _drop_band(self) -> None:
        row = self.rows_model.band_row
        if self._band is not None:
            self._band.hide()  # Qt deletes it later, and would paint it over the rows until then
        if row is not None:
            self.setIndexWidget(self.rows_model.index(row, 0), None)  # type: ignore[arg-type] # Qt takes none
            self.setSpan(row, 0, 1, 1)
            self.rows_model.set_band(None)
        self.clearSpans()
        for number in range(self.rows_model.rowCount()):
            if self.rowHeight(number) != Look.of(self).dp(_ROW):
                self.setRowHeight(number, Look.of(self).dp(_ROW))
        self._band = None
        self._warning = None

    def _on_typed(self, row: int, key: str, text: str) -> None:
        self._editing = (row, key, text)
        self.cell_edited.emit(row, key, text)
        self.rows_changed.emit(self.rows())

    def _on_rows_changed(self, _rows: list[Row]) -> None:
        if self.rows_model.band_row is None and self._warning is not None:
            self._drop_band()
        self.rows_changed.emit(self.rows())

    def _on_current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and now.row() == self.rows_model.band_row:  # step over the band
            way = 1 if now.row() >= before.row() else -1
            self.setCurrentIndex(self.rows_model.index(now.row() + way, max(0, before.column())))
        self.viewport().update()

    def _restyle(self) -> None:
        look = Look.of(self)
        self.verticalHeader().setDefaultSectionSize(look.dp(_ROW))
        self.horizontalHeader().setFixedHeight(look.dp(_HEADER))
        self.horizontalHeader().setFont(look.font(Kind.HEADER))
        warning = self._warning
        if warning is not None:
            self.set_warning(None)
            self.set_warning(warning)
        self._share_width()
        self.viewport().update()

    def _share_width(self) -> None:
        look = Look.of(self)
        columns = self.rows_model.columns
        widths = [look.dp(column.width) for column in columns]
        spare = max(0, self.viewport().width() - sum(widths))
        shares = sum(column.stretch for column in columns)
        for number, column in enumerate(columns):
            self.setColumnWidth(number, widths[number] + (spare * column.stretch // shares if shares else 0))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close the editor and go on: Enter down, Tab right."""
        self._editing = None
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()
        elif hint is QAbstractItemDelegate.EndEditHint.EditNextItem:
            self._go_along(1)
        elif hint is QAbstractItemDelegate.EndEditHint.EditPreviousItem:
            self._go_along(-1)
        elif hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.rows_changed.emit(self.rows())

    def _go_down(self) -> None:
        """Go to the cell below; from the last row into a new one, unless the last is empty."""
        index, row = self.currentIndex(), self._current_row()
        if row is None:
            return
        rows = self.rows_model.rows()
        if row + 1 >= len(rows):
            if not any(rows[row].values()):
                return
            self.rows_model.change([*rows, self.rows_model.empty_row()])
        self.setCurrentIndex(self.rows_model.index(self.rows_model.table_row(row + 1), index.column()))

    def _go_along(self, way: int) -> bool:
        """Go to the next cell one can type in, over the row's end; tell whether there was one."""
        typed = [number for number, column in enumerate(self.rows_model.columns) if column.kind != "note"]
        row, column = self._current_row(), self.currentIndex().column()
        if row is None:
            return False
        along = [number for number in typed if (number - column) * way > 0]
        there = along or typed
        target = (row if along else row + way, there[0] if way > 0 else there[-1])
        if not 0 <= target[0] < len(self.rows_model.rows()):
            return False
        self.setCurrentIndex(self.rows_model.index(self.rows_model.table_row(target[0]), target[1]))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the grid's keys; letters begin typing."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        acts = {
            QKeySequence.StandardKey.Paste: self.paste,
            QKeySequence.StandardKey.Copy: self.copy,
            QKeySequence.StandardKey.Undo: self.undo,
            QKeySequence.StandardKey.Redo: self.redo,
        }
        for keys, act in acts.items():
            if event.matches(keys):
                act()
                return
        plain = {Qt.Key.Key_Insert: self.add_row, Qt.Key.Key_Delete: self.clear_cells}
        with_control = {
            Qt.Key.Key_D: self.copy_above,
            Qt.Key.Key_Y: self.redo,
            Qt.Key.Key_Delete: self.remove_rows,
        }
        found = (with_control if control else plain).get(Qt.Key(event.key()))
        if found is not None:
            found()
        elif event.key() in _ENTER and not control:
            self._go_down()
        elif (event.key() == Qt.Key.Key_Tab and self._go_along(1)) or (
            event.key() == Qt.Key.Key_Backtab and self._go_along(-1)
        ):
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves between cells, and leaves the grid from its last (or first) one."""
        if self.state() is not QAbstractItemView.State.EditingState and self._go_along(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin in the first cell."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model.rowCount():
            self.setCurrentIndex(self.rows_model.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._share_width()

    def minimumSizeHint(self) -> QSize:
        """Become as low as four rows: the grid scrolls."""
        look = Look.of(self)
        return QSize(look.dp(320), look.dp(_HEADER + 4 * _ROW))
