"""The rail on the left: an icon over a word for every page that works, a count where something waits."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import rounded
from desktop_app.ui.widgets.focus_ring import DRAWS_OWN_FOCUS
from desktop_app.ui.widgets.pressing import DrawnButton
from desktop_app.ui.widgets.styling import restyled

_WIDTH: Final = 80
_ITEM: Final = 54
_LEAST_ITEM: Final = 50
_TOP: Final = 52
_GAP: Final = 8
_LEAST_GAP: Final = 2
_MOST: Final = 99


class RailItem(DrawnButton):
    """One entry."""

    def __init__(self, key: str, label: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._icon = icon
        self._count = 0
        self._low = False
        self.setText(label)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(DRAWS_OWN_FOCUS, True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_count(0)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setFixedSize(look.dp(_WIDTH), look.dp(_LEAST_ITEM if self._low else _ITEM))

    def set_low(self, low: bool) -> None:
        """Take no more height than icon and word need."""
        if low != self._low:
            self._low = low
            self._restyle()

    @property
    def count(self) -> int:
        """How many things wait there."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show how many things wait there; 0 shows nothing."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count}" if count else self.text())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, mark, icon, word and count."""
        look = Look.of(self)
        painter = QPainter(self)
        side = look.dp(8)
        box = QRectF(side, 0, self.width() - 2 * side, self.height())
        chosen = self.isChecked()
        if chosen or self.underMouse():
            rounded(painter, box, 6, look.colour(Role.RAIL_SELECTED), None)
        mark = look.colour(Role.RAIL_MARK)
        if chosen:
            rounded(painter, QRectF(-3, look.dp(11), 6, look.dp(32)), 3, mark, None)
        if self.hasFocus():
            rounded(painter, box, 6, None, mark, width=2)
        ink = Role.RAIL_SELECTED_TEXT if chosen else Role.RAIL_TEXT
        icon = look.pixmap(self._icon, ink, 20, self.devicePixelRatioF())
        size = look.dp(20)
        left = (self.width() - size) // 2
        painter.drawPixmap(left, look.dp(7), size, size, icon)
        painter.setFont(look.font(Kind.HEADER if chosen else Kind.CAPTION_MEDIUM))
        painter.setPen(look.colour(ink))
        words = QRect(0, look.dp(29), self.width(), look.dp(20))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count:
            self._paint_count(painter, look, left + size)

    def _paint_count(self, painter: QPainter, look: Look, icon_right: int) -> None:
        text = str(self._count) if self._count <= _MOST else f"{_MOST}+"
        font = look.font(Kind.COUNT)
        width = max(look.dp(16), QFontMetrics(font).horizontalAdvance(text) + look.dp(9))
        badge = QRectF(min(icon_right - look.dp(5), self.width() - look.dp(9) - width), look.dp(2), width, look.dp(16))
        rounded(painter, badge, badge.height() / 2, look.colour(Role.RAIL_MARK), None)
        painter.setFont(font)
        painter.setPen(look.colour(Role.RAIL_MARK_INK))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


class _Logo(QWidget):
    """The program's two rings."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setFixedSize(look.dp(_WIDTH), look.dp(_TOP))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rings."""
        look = Look.of(self)
        logo = look.logo(26, self.devicePixelRatioF())
        size = logo.deviceIndependentSize().toSize()
        QPainter(self).drawPixmap((self.width() - size.width()) // 2, look.dp(14), logo)


class Rail(QWidget):
    """The rail. Up and Down move between entries. Where it is low, entries move closer, and the rings leave."""

    chosen = Signal(str)
    """The key of the entry the person chose."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._logo = _Logo(self)
        self._column.addWidget(self._logo)
        self._column.addStretch(1)
        self._top = 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group.buttonClicked.connect(self._on_clicked)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(0, 0, 0, look.dp(_LEAST_GAP))
        self.setFixedWidth(look.dp(_WIDTH))
        self._fit()

    def _fit(self) -> None:
        """Share out the height: the gaps give way first, the rings next, then the room about icon and word."""
        look, count = Look.of(self), max(1, len(self._items))
        left = self.height() - self._needs(_ITEM)
        rings = left >= look.dp(_TOP)
        for item in self._items.values():
            item.set_low(left < 0)
        extra = max(0, left - look.dp(_TOP) if rings else left) // count
        self._logo.setVisible(rings)
        self._column.setSpacing(look.dp(_LEAST_GAP) + min(extra, look.dp(_GAP - _LEAST_GAP)))

    def _needs(self, item: int) -> int:
        look = Look.of(self)
        return len(self._items) * (look.dp(item) + look.dp(_LEAST_GAP)) + look.dp(_LEAST_GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the height anew."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for the entries at their closest."""
        return QSize(Look.of(self).dp(_WIDTH), self._needs(_LEAST_ITEM))

    def add(self, key: str, label: str, icon: str, *, at_bottom: bool = False) -> None:
        """Add an entry below those above, or at the foot of the rail."""
        item = RailItem(key, label, icon, self)
        self._items[key] = item
        self._group.addButton(item)
        if at_bottom:
            self._column.addWidget(item)
        else:
            self._column.insertWidget(self._top, item)
            self._top += 1
        self._fit()
        self.updateGeometry()

    def choose(self, key: str) -> None:
        """Mark an entry; a key without one marks none."""
        item = self._items.get(key)
        if item is not None:
            item.setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait at an entry."""
        if key in self._items:
            self._items[key].set_count(count)

    def item(self, key: str) -> RailItem:
        """Return an entry."""
        return self._items[key]

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, RailItem):
            self.chosen.emit(button.key)

    def sizeHint(self) -> QSize:
        """Ask for the rail's width."""
        return QSize(Look.of(self).dp(_WIDTH), super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the rail."""
        look = Look.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.RAIL))
        if look.dark:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), look.colour(Role.LINE))
