"""Tabs with counts over a list: the lanes of the exchange."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import rounded
from desktop_app.ui.widgets.pressing import DrawnButton
from desktop_app.ui.widgets.styling import restyled

_HEIGHT = 36
_COUNT = 18


class _LaneTab(DrawnButton):
    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self._count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_count(0)
        restyled(self, self.updateGeometry)

    def show_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count}")
        self.updateGeometry()
        self.update()

    def _widths(self) -> tuple[int, int]:
        look = Look.of(self)
        words = QFontMetrics(look.font(Kind.HEADER)).horizontalAdvance(self.text())
        count = QFontMetrics(look.font(Kind.COUNT)).horizontalAdvance(str(self._count))
        return words, max(look.dp(_COUNT), count + look.dp(10))

    def sizeHint(self) -> QSize:
        look = Look.of(self)
        words, count = self._widths()
        return QSize(words + count + look.dp(6 + 16), look.dp(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = Look.of(self)
        painter = QPainter(self)
        words, count = self._widths()
        on = self.isChecked()
        x = (self.width() - words - count - look.dp(6)) // 2
        height = self.height() - 3
        painter.setFont(look.font(Kind.HEADER))
        painter.setPen(look.colour(Role.ACCENT_INK if on else Role.INK2))
        painter.drawText(QRect(x, 0, words + 2, height), Qt.AlignmentFlag.AlignVCenter, self.text())
        box = QRect(x + words + look.dp(6), (height - look.dp(_COUNT)) // 2, count, look.dp(_COUNT))
        ground = Role.ACCENT_TINT if on else Role.SUNKEN
        rounded(painter, box.toRectF(), box.height() / 2, look.colour(ground), None)
        painter.setFont(look.font(Kind.COUNT))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._count))
        if on:
            painter.fillRect(0, self.height() - 3, self.width(), 3, look.colour(Role.ACCENT))


class LaneTabs(QWidget):
    """The row of tabs; Left and Right go from one to the next."""

    chosen = Signal(str)
    """The person chose a lane: its key."""

    def __init__(self, lanes: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, _LaneTab] = {}
        for key, name in lanes:
            tab = _LaneTab(name)
            tab.setObjectName(f"lane_{key}")
            tab.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self._group.addButton(tab)
            self._tabs[key] = tab
            self._row.addWidget(tab, 1)

    def show_lane(self, key: str) -> None:
        """Show which lane is chosen."""
        self._tabs[key].setChecked(True)
        for tab in self._tabs.values():
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab.isChecked() else Qt.FocusPolicy.ClickFocus)

    def show_count(self, key: str, count: int) -> None:
        """Show how many entries a lane has."""
        self._tabs[key].show_count(count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next lane or the one before."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._tabs)
        now = next((number for number, key in enumerate(keys) if self._tabs[key].isChecked()), 0)
        target = keys[(now + step) % len(keys)]
        self._tabs[target].setFocus()
        self._tabs[target].click()
