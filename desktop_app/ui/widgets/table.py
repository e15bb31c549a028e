"""The one table: fixed row heights, one delegate that paints cell descriptions, everything by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from desktop_app.ui.theme import Kind, Look
from desktop_app.ui.widgets.cell_model import CELL_ROLE, CellTableModel, Column
from desktop_app.ui.widgets.cells import Cell, Dress, button_rect, cell_height, cell_width, paint_cell
from desktop_app.ui.widgets.styling import restyled

__all__ = ["CELL_ROLE", "CellTableModel", "Column", "TableView"]

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints the cell description of an index and clicks the row's button."""

    clicked = Signal(int)

    def __init__(self, view: "TableView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        view = self._view
        rect: QRect = option.rect
        current = view.currentIndex().row() == index.row()
        dress = Dress(
            selected=current and view.marks_current,
            focused=view.hasFocus(),
            current=current,
            first=view.visualIndexOf(index) == 0,
            last=view.visualIndexOf(index) == view.model().columnCount() - 1,
            hovered=view.hovered_row == index.row() and cell.button is not None,
            padding=view.cell_padding,
        )
        paint_cell(painter, Look.of(view), rect, cell, dress)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say in a tool tip what a cell has no room for."""
        cell = index.data(CELL_ROLE)
        look, padding = Look.of(self._view), self._view.cell_padding
        if isinstance(cell, Cell) and cell_width(look, cell, padding=padding) > QRect(option.rect).width():
            QToolTip.showText(event.globalPos(), cell.words, view)
            return True
        return super().helpEvent(event, view, option, index)

    def editorEvent(
        self, event: QEvent, _model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Click the row's button."""
        if event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            cell = index.data(CELL_ROLE)
            rect: QRect = option.rect
            if isinstance(cell, Cell) and cell.button is not None:
                at = button_rect(Look.of(self._view), rect, self._view.cell_padding)
                if event.button() is Qt.MouseButton.LeftButton and at.contains(event.position().toPoint()):
                    self.clicked.emit(index.row())
                    return True
        return False


class TableView(QTableView):
    """A table of cells. Up and Down choose a row, Enter does its next step, F2 or a double click opens it.

    With `fits_rows` it is as high as its rows and never scrolls downwards; with `marks_current=False` it is for reading
    only. `grows` lets a row be as high as its wrapped words need; `row_height` is the least then. `top_of_card` rounds
    the corners of the header.
    """

    row_activated = Signal(int)
    """Enter on a row without a button, F2, or a double click: the row."""

    button_clicked = Signal(int)
    """The row's button was clicked, or Enter pressed on its row: the row."""

    current_changed = Signal(int)
    """Another row is the current one; -1 for none."""

    def __init__(
        self,
        name: str,
        *,
        row_height: int = 48,
        header_height: int = 32,
        cell_padding: int = 12,
        marks_current: bool = True,
        top_of_card: bool = True,
        fits_rows: bool = False,
        grows: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.cell_padding = cell_padding
        self.marks_current = marks_current
        self.hovered_row = -1
        self._row_height = row_height
        self._fits_rows = fits_rows
        self._grows = grows
        self._header_height = header_height
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if marks_current else mode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        if fits_rows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setProperty("cells", "grid" if cell_padding < 12 else "")  # noqa: PLR2004 - the two paddings of the design
        header.setProperty("top", "true" if top_of_card else "false")
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._delegate = CellDelegate(self)
        self._delegate.clicked.connect(self.button_clicked)
        self.setItemDelegate(self._delegate)
        restyled(self, self._restyle)

    def set_model(self, model: CellTableModel) -> None:
        """Show this model; the first row becomes the current one."""
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        model.modelReset.connect(self._on_reset)
        self._on_reset()
        self._share_width()

    def choose_row(self, row: int) -> None:
        """Make a row the current one and bring it into sight."""
        model = self.model()
        if isinstance(model, CellTableModel) and 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))

    def current_row(self) -> int:
        """Return the current row, -1 for none."""
        return self.currentIndex().row()

    def visualIndexOf(self, index: Index) -> int:
        """Return where a column stands, columns in order."""
        return self.horizontalHeader().visualIndex(index.column())

    def full_height(self) -> int:
        """Tell how high the table is with all its rows: for tables that never scroll."""
        model = self.model()
        rows = model.rowCount() if isinstance(model, CellTableModel) else 0
        look = Look.of(self)
        high = sum(map(self.rowHeight, range(rows))) if self._grows else rows * look.dp(self._row_height)
        return look.dp(self._header_height) + high

    def _restyle(self) -> None:
        look = Look.of(self)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(look.dp(self._row_height))
        self.horizontalHeader().setFixedHeight(look.dp(self._header_height))
        self.horizontalHeader().setFont(look.font(Kind.HEADER))
        self._share_width()
        self.viewport().update()

    def _share_width(self) -> None:
        """Give every column its width, and spare room by the columns' shares; too little room scrolls sideways."""
        model = self.model()
        if not isinstance(model, CellTableModel):
            return
        look = Look.of(self)
        shown = [(number, column) for number, column in enumerate(model.columns) if not self.isColumnHidden(number)]
        room = self.viewport().width()
        metrics = QFontMetrics(look.font(Kind.HEADER))
        least = {
            number: max(
                _title_width(column, metrics) + look.dp(2 * self.cell_padding),
                look.dp(column.least) or look.dp(column.width) * 7 // 10,
            )
            for number, column in shown
        }
        widths = _narrowed({number: look.dp(column.width) for number, column in shown}, least, shown, room)
        spare = max(0, room - sum(widths.values()))
        shares = sum(column.stretch for _number, column in shown)
        for number, column in shown:
            extra = spare * column.stretch // shares if shares else 0
            self.setColumnWidth(number, widths[number] + extra)
        if shares:
            rest = spare - sum(spare * column.stretch // shares for _number, column in shown)
            last = max(number for number, column in shown if column.stretch)
            self.setColumnWidth(last, self.columnWidth(last) + rest)
        if self._grows:
            self._grow_rows(model)
        if self._fits_rows:
            wide = sum(widths.values()) > room
            self.setFixedHeight(self.full_height() + (self.horizontalScrollBar().sizeHint().height() if wide else 0))

    def _grow_rows(self, model: CellTableModel) -> None:
        look = Look.of(self)
        for row in range(model.rowCount()):
            cells = ((number, model.cell(row, number)) for number in range(len(model.columns)))
            needs = (cell_height(look, c, self.columnWidth(n), padding=self.cell_padding) for n, c in cells)
            self.setRowHeight(row, max(look.dp(self._row_height), *needs))

    def show_column(self, number: int, *, shown: bool) -> None:
        """Show or hide a column; the others share the room."""
        self.setColumnHidden(number, not shown)
        self._share_width()

    def _on_reset(self) -> None:
        self.hovered_row = -1
        self.choose_row(0)
        self._share_width()

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        self.current_changed.emit(now.row())

    def _button_in(self, row: int) -> bool:
        model = self.model()
        return isinstance(model, CellTableModel) and any(
            model.cell(row, column).button is not None for column in range(len(model.columns))
        )

    def activate(self) -> None:
        """Do the next step of the current row."""
        row = self.current_row()
        if row >= 0:
            (self.button_clicked if self._button_in(row) else self.row_activated).emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter and F2; Ctrl+Enter belongs to the window; the rest is the table's own."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.activate()
        elif event.key() == Qt.Key.Key_F2 and self.current_row() >= 0:
            self.row_activated.emit(self.current_row())
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.current_row() >= 0:
            self.choose_row(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row, unless the click was on its button."""
        index = self.indexAt(event.position().toPoint())
        cell = index.data(CELL_ROLE)
        if index.isValid() and not (isinstance(cell, Cell) and cell.button is not None):
            self.row_activated.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which button is under the mouse."""
        index = self.indexAt(event.position().toPoint())
        cell = index.data(CELL_ROLE) if index.isValid() else None
        over = index.row() if isinstance(cell, Cell) and cell.button is not None else -1
        if over != self.hovered_row:
            self.hovered_row = over
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over >= 0 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()
        super().mouseMoveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame of the current row."""
        super().focusInEvent(event)
        if self.current_row() < 0:
            self.choose_row(0)
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
        """Become as low as three rows: the table scrolls."""
        look = Look.of(self)
        return QSize(look.dp(200), look.dp(self._header_height + 2 * self._row_height))


def _title_width(column: Column, metrics: QFontMetrics) -> int:
    return max(metrics.horizontalAdvance(line) for line in column.title.split("\n")) + 2


def _narrowed(
    widths: dict[int, int], least: dict[int, int], columns: Sequence[tuple[int, Column]], room: int
) -> dict[int, int]:
    """Take what is lacking from the columns that share, none below its least."""
    lack = sum(widths.values()) - room
    gives = {number: max(0, widths[number] - least[number]) for number, column in columns if column.stretch}
    most = sum(gives.values())
    if lack <= 0 or not most:
        return widths
    part = min(lack, most)
    return {number: width - -(-gives.get(number, 0) * part // most) for number, width in widths.items()}
