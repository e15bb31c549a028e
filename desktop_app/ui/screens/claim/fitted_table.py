"""A table that is as high as its rows: it never scrolls down, the page does."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QWidget

from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView


class FittedTable(TableView):
    """A short table, all of it shown, with its own model."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        row_height: int = 44,
        header_height: int = 30,
        cell_padding: int = 12,
        marks_current: bool = True,
        marks_when_focused: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            name,
            row_height=row_height,
            header_height=header_height,
            cell_padding=cell_padding,
            marks_current=marks_current and not marks_when_focused,
            parent=parent,
        )
        self._marks_when_focused = marks_when_focused
        self.cells = CellTableModel(columns)
        self.set_model(self.cells)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Look.of(self).changed.connect(self.fit)
        self.horizontalScrollBar().rangeChanged.connect(self.fit)
        self.fit()

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows; the current row stays where it is if it can."""
        row, column = self.currentIndex().row(), max(0, self.currentIndex().column())
        self.cells.set_rows(rows)
        if rows and row >= 0:
            self.setCurrentIndex(self.cells.index(min(row, len(rows) - 1), column))
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the current row of a table that is only read while it has the keyboard."""
        self.marks_current = self.marks_current or self._marks_when_focused
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take that mark away."""
        self.marks_current = self.marks_current and not self._marks_when_focused
        super().focusOutEvent(event)

    def fit(self) -> None:
        """Take the height of all rows."""
        bar: QScrollBar = self.horizontalScrollBar()
        sideways = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.setFixedHeight(self.full_height() + sideways)

    def sizeHint(self) -> QSize:
        """Ask for the height of all rows."""
        return QSize(super().sizeHint().width(), self.full_height())

    def minimumSizeHint(self) -> QSize:
        """Too little room scrolls sideways."""
        return QSize(Look.of(self).dp(240), self.full_height())
