"""The worksheet: every figure unfolds into its formula, its numbers, and where each number comes from."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import PillSpec, draw_pill, elided, icon_at, pill_width, tone_ink, tone_tint
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.trace_rows import COLUMNS, TRACE_ROLE, TraceModel, TraceNode, TraceRow, row_words
from desktop_app.wording.catalogue import text as _

__all__ = ["TraceRow", "TraceView"]

Index = QModelIndex | QPersistentModelIndex
_ROW: Final = 26
_HEADER: Final = 28
_STEP: Final = 17
_FIRST: Final = 12
_VALUE: Final = 2
_SOURCE: Final = 3


class _TraceDelegate(QStyledItemDelegate):
    """Paints a figure with the guides of the tree."""

    def __init__(self, view: "TraceView") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(10, Look.of(self._view).dp(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one column of a row."""
        row = index.data(TRACE_ROLE)
        if not isinstance(row, TraceRow):
            return
        painter.save()
        view, look, rect = self._view, Look.of(self._view), QRect(option.rect)
        current = view.currentIndex()
        chosen = current.isValid() and view.trace.node(current) is view.trace.node(index)
        if chosen:
            painter.fillRect(rect, look.colour(Role.ACCENT_TINT))
        if row.finding:
            painter.fillRect(rect, look.colour(tone_tint(row.level)))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.colour(Role.LINE))
        if index.column() == 0:
            self._paint_figure(painter, look, rect, view.trace.node(index))
        elif index.column() == _SOURCE:
            self._paint_source(painter, look, rect, row)
        else:
            self._paint_text(painter, look, rect, row, index.column())
        if chosen and view.hasFocus():
            self._paint_frame(painter, look, rect, index.column())
        painter.restore()

    def _paint_frame(self, painter: QPainter, look: Look, rect: QRect, column: int) -> None:
        accent = look.colour(Role.ACCENT)
        painter.fillRect(rect.x(), rect.y(), rect.width(), 2, accent)
        painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, accent)
        if column == 0:
            painter.fillRect(rect.x(), rect.y(), 2, rect.height(), accent)
        elif column == COLUMNS - 1:
            painter.fillRect(rect.right() - 1, rect.y(), 2, rect.height(), accent)

    def _paint_figure(self, painter: QPainter, look: Look, rect: QRect, node: TraceNode) -> None:
        depth, step = node.depth, look.dp(_STEP)
        guide = look.colour(Role.BTN_LINE)
        ancestor: TraceNode | None = node
        for level in range(depth, 0, -1):
            x = rect.x() + look.dp(_FIRST) + (level - 1) * step + look.dp(5)
            own = level == depth
            if ancestor is not None and (own or not ancestor.last):
                height = rect.height() // 2 if own and ancestor.last else rect.height()
                painter.fillRect(x, rect.y(), 1, height, guide)
            if own:
                painter.fillRect(x, rect.y() + rect.height() // 2, look.dp(8), 1, guide)
            ancestor = ancestor.parent if ancestor is not None else None
        x = rect.x() + look.dp(_FIRST) + depth * step
        if node.children:
            open_now = self._view.isExpanded(self._view.trace.index_of(node))
            arrow = QRect(x - look.dp(2), rect.y(), look.dp(14), rect.height())
            icon_at(painter, look, ("chevron-down" if open_now else "chevron-right", Role.INK2), arrow, 14)
            x += look.dp(16)
        elif depth:
            x += look.dp(3)
        painter.setFont(look.font(Kind.GRID_STRONG if depth == 0 or node.row.strong else Kind.GRID_MEDIUM))
        painter.setPen(look.colour(tone_ink(node.row.level) if node.row.finding else Role.INK))
        room = QRect(x, rect.y(), rect.right() - x - look.dp(4), rect.height())
        elided(painter, room, node.row.label, Qt.AlignmentFlag.AlignVCenter)

    def _paint_text(self, painter: QPainter, look: Look, rect: QRect, row: TraceRow, column: int) -> None:
        ink = look.colour(tone_ink(row.level)) if row.finding else None
        room = rect.adjusted(look.dp(8), 0, -look.dp(8), 0)
        if column == _VALUE:
            painter.setFont(look.font(Kind.GRID_STRONG))
            painter.setPen(ink or look.colour(Role.ACCENT_INK if self._is_root(row) else Role.INK))
            elided(painter, room, row.value, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        else:
            painter.setFont(look.font(Kind.CAPTION))
            painter.setPen(ink or look.colour(Role.INK2))
            elided(painter, room, row.formula, Qt.AlignmentFlag.AlignVCenter)

    def _is_root(self, row: TraceRow) -> bool:
        return any(depth == 0 and node.row is row for depth, node in self._view.trace.walk())

    def _paint_source(self, painter: QPainter, look: Look, rect: QRect, row: TraceRow) -> None:
        ink = look.colour(tone_ink(row.level)) if row.finding else look.colour(Role.INK)
        x, right = rect.x() + look.dp(12), rect.right() - look.dp(8)
        icon = "triangle-alert" if row.finding else row.icon
        if icon:
            tint = ink if row.finding else look.colour(Role.INK2)
            icon_at(painter, look, (icon, tint), QRect(x, rect.y(), look.dp(14), rect.height()))
        x += look.dp(20)
        if row.unsure:
            pill = unsure_pill()
            width = pill_width(look, pill)
            draw_pill(painter, look, pill, right - width, rect.center().y() + 1)
            right -= width + look.dp(6)
        painter.setFont(look.font(Kind.HEADER if row.finding else Kind.CAPTION))
        painter.setPen(ink)
        elided(
            painter,
            QRect(x, rect.y(), right - x, rect.height()),
            row.finding or row.source,
            Qt.AlignmentFlag.AlignVCenter,
        )


def unsure_pill() -> PillSpec:
    """Return the mark of a figure whose rule is not sure."""
    return PillSpec(text=_("unsure"), tone="warn", small=True)


class TraceView(QTreeView):
    """The worksheet. Right and Left unfold and fold, * unfolds all below, Ctrl+C copies the whole as text."""

    row_chosen = Signal(object)
    """The `TraceRow` that is the current one now."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trace = TraceModel()
        self.trace.setParent(self)
        self.setModel(self.trace)
        self.setItemDelegate(_TraceDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.header()
        header.setSectionsClickable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.expanded.connect(self._on_folded)
        self.collapsed.connect(self._on_folded)
        restyled(self, self._restyle)

    def set_rows(self, rows: Sequence[TraceRow], *, unfold: bool = True) -> None:
        """Show these figures, unfolded or folded; the first is the current one."""
        self.trace.set_rows(rows)
        if unfold:
            self.expandAll()
        first = self.trace.index(0, 0)
        if first.isValid():
            self.setCurrentIndex(first)
        self._share_width()
        self.updateGeometry()

    def fold_all(self) -> None:
        """Fold every figure."""
        self.collapseAll()
        self.setCurrentIndex(self.trace.index(0, 0))
        self.updateGeometry()

    def unfold_all(self) -> None:
        """Unfold every figure."""
        self.expandAll()
        self.updateGeometry()

    def as_text(self) -> str:
        """Return the whole worksheet as text, indented, a figure a line."""
        return "\n".join("  " * depth + row_words(node.row) for depth, node in self.trace.walk())

    def shown_rows(self) -> int:
        """Count the rows that are unfolded now."""
        count, index = 0, self.trace.index(0, 0)
        while index.isValid():
            count += 1
            index = self.indexBelow(index)
        return count

    def full_height(self) -> int:
        """Tell how high the worksheet is as it is unfolded now."""
        look = Look.of(self)
        return look.dp(_HEADER) + self.shown_rows() * look.dp(_ROW)

    def sizeHint(self) -> QSize:
        """Ask for the full height: the page scrolls, the worksheet does not."""
        return QSize(Look.of(self).dp(640), self.full_height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height, and for little width."""
        return QSize(Look.of(self).dp(360), self.full_height())

    def _restyle(self) -> None:
        look = Look.of(self)
        self.header().setFixedHeight(look.dp(_HEADER))
        self.header().setFont(look.font(Kind.HEADER))
        self._share_width()
        self.doItemsLayout()
        self.updateGeometry()

    def _share_width(self) -> None:
        """Give formula and value what they need, figure and source the rest."""
        look = Look.of(self)
        formula, value = QFontMetrics(look.font(Kind.CAPTION)), QFontMetrics(look.font(Kind.GRID_STRONG))
        rows = [node.row for _depth, node in self.trace.walk()]
        needs_formula = max((formula.horizontalAdvance(row.formula) for row in rows), default=0) + look.dp(18)
        needs_value = max((value.horizontalAdvance(row.value) for row in rows), default=0) + look.dp(18)
        room = self.viewport().width()
        formula_width = min(max(needs_formula, look.dp(90)), room * 23 // 100)
        value_width = min(max(needs_value, look.dp(64)), room * 20 // 100)
        rest = max(0, room - formula_width - value_width)
        needs_figure, needs_source = self._needs_figure(look), self._needs_source(look)
        figure = rest * needs_figure // max(1, needs_figure + needs_source)
        if needs_figure + needs_source > rest:  # what a figure is goes before where it comes from
            title = QFontMetrics(look.font(Kind.HEADER)).horizontalAdvance(_("Where it comes from")) + look.dp(36)
            figure = max(figure, min(needs_figure, rest - max(title, rest * 36 // 100)))
        for column, width in enumerate((figure, formula_width, value_width, rest - figure)):
            self.setColumnWidth(column, width)

    def _needs_figure(self, look: Look) -> int:
        metrics = QFontMetrics(look.font(Kind.GRID_STRONG))
        widths = [
            metrics.horizontalAdvance(node.row.label) + depth * look.dp(_STEP) for depth, node in self.trace.walk()
        ]
        return max(widths, default=0) + look.dp(_FIRST + 16 + 8)

    def _needs_source(self, look: Look) -> int:
        metrics, pill = QFontMetrics(look.font(Kind.HEADER)), pill_width(look, unsure_pill()) + look.dp(6)
        rows = [node.row for _depth, node in self.trace.walk()]
        widths = [metrics.horizontalAdvance(row.finding or row.source) + (pill if row.unsure else 0) for row in rows]
        return max(widths, default=0) + look.dp(12 + 20 + 8)

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        row = now.data(TRACE_ROLE)
        if isinstance(row, TraceRow):
            self.row_chosen.emit(row)

    def _on_folded(self, _index: QModelIndex) -> None:
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold by a click on a figure that has parts."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0 and self.trace.node(index).children:
            self.setExpanded(index, not self.isExpanded(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the whole, fold and unfold with Enter and Space."""
        index = self.currentIndex().siblingAtColumn(0)
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.trace.node(index).children:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame of the current row."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._share_width()
