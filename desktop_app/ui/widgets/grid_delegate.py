"""Paints the cells of the entry grid and makes the line to type in."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.cells import Cell, Dress, paint_cell
from desktop_app.ui.widgets.drawing import rounded
from desktop_app.ui.widgets.period_rows import PeriodRows
from desktop_app.ui.widgets.table import CELL_ROLE

CELL_PADDING: Final = 10
Index = QModelIndex | QPersistentModelIndex


class GridDelegate(QStyledItemDelegate):
    """Paints cells as typed and makes the editor."""

    typed = Signal(int, str, str)
    """Row of the data, column's key, and the text so far."""

    paste_asked = Signal()
    """Several cells are on the clipboard, and the person pastes while typing in one."""

    def __init__(self, grid: QTableView, model: PeriodRows) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; the current one of the grid in focus wears a frame."""
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        grid, rect = self._grid, QRect(option.rect)
        look = Look.of(grid)
        current = grid.currentIndex()
        chosen = len(grid.selectedIndexes()) > 1 and any(index == found for found in grid.selectedIndexes())
        dress = Dress(selected=current.row() == index.row() or chosen, padding=CELL_PADDING, grid=True)
        paint_cell(painter, look, rect, cell, dress)
        if current == index and grid.hasFocus():
            rounded(painter, QRectF(rect), 4, None, look.colour(Role.ACCENT), width=2)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a line to type in, offering the column's choices."""
        column = self._model.columns[index.column()]
        editor = QLineEdit(parent)
        editor.setProperty("kind", "cell")
        editor.setFont(Look.of(self._grid).font(Kind.GRID))
        editor.setAccessibleName(column.title.replace("\n", " "))
        if column.align == "right":
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if column.choices:
            completer = QCompleter(list(column.choices), editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            editor.setCompleter(completer)
            popup = completer.popup()
            if popup is not None:  # a window of its own, not in the grid's
                Look.of(editor).dress(popup)
        editor.setProperty("dataRow", self._model.data_row(index.row()))
        editor.setProperty("columnKey", column.key)
        editor.textEdited.connect(self._on_typed)
        return editor

    def _on_typed(self, text: str) -> None:
        editor = self.sender()
        self.typed.emit(editor.property("dataRow"), editor.property("columnKey"), text)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the text as typed."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Lay the editor over its cell."""
        editor.setGeometry(QRect(option.rect))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """End typing with Enter; let a paste of several cells go to the grid, not into the one line."""
        if isinstance(event, QKeyEvent) and isinstance(editor, QWidget) and event.type() is QEvent.Type.KeyPress:
            plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:  # Qt's way would reach the grid as well
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
                return True
            text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
            if "\t" in text or "\n" in text.strip():
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
                self.paste_asked.emit()
                return True
        return super().eventFilter(editor, event)
