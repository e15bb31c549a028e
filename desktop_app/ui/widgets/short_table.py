"""A table as high as its rows, for pages that scroll as a whole."""

from collections.abc import Sequence

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView


class ShortTable(TableView):
    """A `TableView` with its own model, `cells`, that shows all its rows; too little room scrolls sideways.

    It is only read, and no row is marked, unless it is worked in (`marks_current`) or gone through by the keyboard
    (`marks_when_focused`: the current row is marked while the table has it).
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        row_height: int = 25,
        header_height: int = 28,
        cell_padding: int = 12,
        marks_current: bool = False,
        marks_when_focused: bool = False,
        top_of_card: bool = False,
        grows: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            name,
            row_height=row_height,
            header_height=header_height,
            cell_padding=cell_padding,
            marks_current=marks_current and not marks_when_focused,
            top_of_card=top_of_card,
            fits_rows=True,
            grows=grows,
            parent=parent,
        )
        self._marks_when_focused = marks_when_focused
        self.cells = CellTableModel(columns)
        self.set_model(self.cells)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows; the current one stays where it is if it can."""
        row, column = self.current_row(), max(0, self.currentIndex().column())
        self.cells.set_rows(rows)
        if rows and row >= 0:
            self.setCurrentIndex(self.cells.index(min(row, len(rows) - 1), column))

    def row_count(self) -> int:
        """Count the rows."""
        return self.cells.rowCount()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the current row of a table that is only read while it has the keyboard."""
        self.marks_current = self.marks_current or self._marks_when_focused
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take that mark away."""
        self.marks_current = self.marks_current and not self._marks_when_focused
        super().focusOutEvent(event)
