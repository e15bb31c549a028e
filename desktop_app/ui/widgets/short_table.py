"""A table as high as its rows, for pages that scroll as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView


class ShortTable(TableView):
    """Shows all its rows and never scrolls down. It is read, not worked in: no row is marked."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        row_height: int = 25,
        header_height: int = 28,
        cell_padding: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            name,
            row_height=row_height,
            header_height=header_height,
            cell_padding=cell_padding,
            marks_current=False,
            parent=parent,
        )
        self._cells = CellTableModel(columns)
        self.set_model(self._cells)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Look.of(self).changed.connect(self._fit)
        self.horizontalScrollBar().rangeChanged.connect(self._fit)
        self._fit()

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows."""
        self._cells.set_rows(rows)
        self._fit()

    def row_count(self) -> int:
        """Count the rows."""
        return self._cells.rowCount()

    def _fit(self) -> None:
        self.setFixedHeight(self._height())

    def _height(self) -> int:
        bar = self.horizontalScrollBar()
        return self.full_height() + (bar.sizeHint().height() if bar.maximum() > 0 else 0)

    def sizeHint(self) -> QSize:
        """Ask for the height of all rows."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """Too little width scrolls sideways."""
        return QSize(Look.of(self).dp(220), self._height())
