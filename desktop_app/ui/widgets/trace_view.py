"""The worksheet: every figure unfolds into its formula, its numbers, and where each number comes from."""

from collections.abc import Iterator, Sequence
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
_STEP: Final = 11
_FIRST: Final = 12
_GOOD_FORMULA: Final = 136
_LEAST_FORMULA: Final = 84
_FORMULA: Final = 1
_VALUE: Final = 2
_SOURCE: Final = 3

LEVELS_AT_FIRST: Final = 3
"""How deep a worksheet is unfolded at first: enough to see what a figure is made of, without the rows of every year."""


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
            self._paint_source(painter, look, rect, row, hides=view.hides_finding(index))
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
                painter.fillRect(x, rect.y() + rect.height() // 2, look.dp(5), 1, guide)
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
            if not row.formula:  # a value in words may reach into the empty column before it
                room.setLeft(room.left() - self._view.columnWidth(_FORMULA))
            painter.setFont(look.font(Kind.GRID_STRONG))
            painter.setPen(ink or look.colour(Role.ACCENT_INK if self._is_root(row) else Role.INK))
            elided(painter, room, row.value, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        else:
            painter.setFont(look.font(Kind.CAPTION))
            painter.setPen(ink or look.colour(Role.INK2))
            elided(painter, room, row.formula, Qt.AlignmentFlag.AlignVCenter)

    def _is_root(self, row: TraceRow) -> bool:
        return any(depth == 0 and node.row is row for depth, node in self._view.trace.walk())

    def _paint_source(self, painter: QPainter, look: Look, rect: QRect, row: TraceRow, *, hides: bool) -> None:
        """Say where a figure comes from; a folded one with something wrong inside wears the sign of it."""
        ink = look.colour(tone_ink(row.level)) if row.finding else look.colour(Role.INK)
        x, right = rect.x() + look.dp(12), rect.right() - look.dp(8)
        icon = "triangle-alert" if row.finding or hides else row.icon
        if icon:
            tint = ink if row.finding else look.colour(Role.WARN if hides else Role.INK2)
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
            row.finding or row.source or (_("to look at, folded here") if hides else ""),
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
        self.expanded.connect(lambda _index: self._on_folded())
        self.collapsed.connect(lambda _index: self._on_folded())
        restyled(self, self._restyle)

    def set_rows(self, rows: Sequence[TraceRow]) -> None:
        """Show these figures, unfolded as far as one reads at first; the first is the current one."""
        self.trace.set_rows(rows)
        self.expandToDepth(LEVELS_AT_FIRST - 1)
        for depth, node in self.trace.walk():
            if depth and node.row.folded:
                self.collapse(self.trace.index_of(node))
        first = self.trace.index(0, 0)
        if first.isValid():
            self.setCurrentIndex(first)
        self._share_width()
        self.updateGeometry()

    def fold_all(self) -> None:
        """Fold every figure."""
        self.collapseAll()
        self.setCurrentIndex(self.trace.index(0, 0))
        self._on_folded()

    def unfold_all(self) -> None:
        """Unfold every figure."""
        self.expandAll()
        self._on_folded()

    def folds_something(self) -> bool:
        """Tell whether any figure that has parts is folded now."""
        return any(
            node.children and not self.isExpanded(self.trace.index_of(node)) for _depth, node in self.trace.walk()
        )

    def hides_finding(self, index: Index) -> bool:
        """Tell whether a figure is folded over one that has a finding."""
        node = self.trace.node(index)
        if self.isExpanded(self.trace.index_of(node)):
            return False
        below = list(node.children)
        while below:
            node = below.pop()
            if node.row.finding:
                return True
            below.extend(node.children)
        return False

    def as_text(self) -> str:
        """Return the whole worksheet as text, indented, a figure a line."""
        return "\n".join("  " * depth + row_words(node.row) for depth, node in self.trace.walk())

    def shown_rows(self) -> int:
        """Count the rows that are unfolded now."""
        return sum(1 for _node in self._shown())

    def _shown(self) -> Iterator[tuple[int, TraceNode]]:
        """Go through the figures that are unfolded now, with their depth."""
        index = self.trace.index(0, 0)
        while index.isValid():
            node = self.trace.node(index)
            yield node.depth, node
            index = self.indexBelow(index)

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
        """Give every column what its words need; what lacks, formula gives first, then the source, last the figure."""
        look, room = Look.of(self), self.viewport().width()
        shown = list(self._shown())
        caption, strong = QFontMetrics(look.font(Kind.CAPTION)), QFontMetrics(look.font(Kind.GRID_STRONG))
        formulas = (caption.horizontalAdvance(node.row.formula) for _depth, node in shown)
        values = (
            strong.horizontalAdvance(node.row.value) - (0 if node.row.formula else look.dp(_GOOD_FORMULA))
            for _depth, node in shown
        )
        widths = [
            self._needs_figure(look, shown),
            max(max(formulas, default=0) + look.dp(18), look.dp(_LEAST_FORMULA)),
            max(max(values, default=0) + look.dp(18), look.dp(64)),
            self._needs_source(look, shown),
        ]
        for column, least in (
            (_FORMULA, look.dp(_GOOD_FORMULA)),
            (_SOURCE, room * 33 // 100),
            (_FORMULA, look.dp(_LEAST_FORMULA)),
            (0, room * 30 // 100),
        ):
            lack = sum(widths) - room
            widths[column] -= max(0, min(lack, widths[column] - least))
        widths[_SOURCE] = max(0, room - sum(widths[:_SOURCE]))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def _needs_figure(self, look: Look, shown: Sequence[tuple[int, TraceNode]]) -> int:
        metrics = QFontMetrics(look.font(Kind.GRID_STRONG))
        widths = [metrics.horizontalAdvance(node.row.label) + depth * look.dp(_STEP) for depth, node in shown]
        return max(widths, default=0) + look.dp(_FIRST + 16 + 8)

    def _needs_source(self, look: Look, shown: Sequence[tuple[int, TraceNode]]) -> int:
        metrics, pill = QFontMetrics(look.font(Kind.HEADER)), pill_width(look, unsure_pill()) + look.dp(6)
        rows = [node.row for _depth, node in shown]
        widths = [metrics.horizontalAdvance(row.finding or row.source) + (pill if row.unsure else 0) for row in rows]
        title = metrics.horizontalAdvance(_("Where it comes from"))
        return max([title, *widths]) + look.dp(12 + 20 + 8)

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        row = now.data(TRACE_ROLE)
        if isinstance(row, TraceRow):
            self.row_chosen.emit(row)

    def _on_folded(self) -> None:
        self._share_width()
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
