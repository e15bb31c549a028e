"""A table as high as its rows, for pages that scroll as a whole; read, not worked in: no row is marked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView


class ShortTable(TableView):
    """A `TableView` with its own model that shows all its rows."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        row_height: int = 25,
        header_height: int = 28,
        top_of_card: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            name,
            row_height=row_height,
            header_height=header_height,
            marks_current=False,
            top_of_card=top_of_card,
            fits_rows=True,
            parent=parent,
        )
        self._cells = CellTableModel(columns)
        self.set_model(self._cells)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows."""
        self._cells.set_rows(rows)

    def row_count(self) -> int:
        """Count the rows."""
        return self._cells.rowCount()
