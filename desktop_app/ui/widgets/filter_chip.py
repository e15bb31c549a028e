"""A filter as a small rounded button that stays pressed."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import icon_at, rounded
from desktop_app.ui.widgets.pressing import DrawnButton
from desktop_app.ui.widgets.styling import restyled

_HEIGHT = 28
_SIDE = 11
_TICK = 14


class FilterChip(DrawnButton):
    """A checkable chip, 28 high; when it is on it carries a tick, so that colour is not the only sign."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        restyled(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Ask for the words and the tick, pressed or not, so that nothing jumps."""
        look = Look.of(self)
        words = QFontMetrics(look.font(Kind.SENTENCE)).horizontalAdvance(self.text().replace("&", ""))
        return QSize(words + look.dp(2 * _SIDE + _TICK + 5), look.dp(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        look = Look.of(self)
        painter = QPainter(self)
        on = self.isChecked()
        ground = Role.ACCENT_TINT if on else Role.HOVER if self.underMouse() else Role.SURFACE
        edge = Role.ACCENT if on else Role.BTN_LINE
        box = self.rect().toRectF()
        rounded(painter, box, box.height() / 2, look.colour(ground), look.colour(edge))
        words = self.rect()
        if on:
            tick = QRect(look.dp(_SIDE - 2), 0, look.dp(_TICK), self.height())
            icon_at(painter, look, ("check", Role.ACCENT_INK), tick, _TICK)
            words = words.adjusted(look.dp(_TICK), 0, 0, 0)
        painter.setFont(look.font(Kind.SENTENCE))
        painter.setPen(look.colour(Role.ACCENT_INK if on else Role.INK))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic, self.text())
