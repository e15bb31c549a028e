"""A filter with a number: Today's tiles."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import Tone, elided, rounded, tone_ink
from desktop_app.ui.widgets.styling import restyled

_HEIGHT = 64


class Tile(QAbstractButton):
    """A checkable box: a number in the colour of its meaning, a name, and what it says about age."""

    def __init__(
        self, name: str, tone: Tone = "neutral", count: int = 0, says: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._count = count
        self._says = says
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_count(count, says)
        restyled(self, self.updateGeometry)

    def show_count(self, count: int, says: str) -> None:
        """Show another number and what it says about age."""
        self._count, self._says = count, says
        self.setAccessibleName(f"{self.text()}, {count}")
        self.setAccessibleDescription(says)
        self.updateGeometry()
        self.update()

    @property
    def count(self) -> int:
        """The number it shows."""
        return self._count

    def sizeHint(self) -> QSize:
        """Ask for number, name and sentence."""
        look = Look.of(self)
        words = max(
            QFontMetrics(look.font(Kind.GRID_STRONG)).horizontalAdvance(self.text()),
            QFontMetrics(look.font(Kind.CAPTION)).horizontalAdvance(self._says),
        )
        return QSize(self._number_width() + words + look.dp(14 + 12 + 14), look.dp(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Ask for number and name; the sentence may be cut."""
        look = Look.of(self)
        name = QFontMetrics(look.font(Kind.GRID_STRONG)).horizontalAdvance(self.text())
        return QSize(self._number_width() + name + look.dp(14 + 12 + 8), look.dp(_HEIGHT))

    def _number_width(self) -> int:
        return QFontMetrics(Look.of(self).font(Kind.FIGURE_LARGE)).horizontalAdvance(str(self._count))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile."""
        look = Look.of(self)
        painter = QPainter(self)
        if self.isChecked():
            rounded(painter, self.rect().toRectF(), 6, look.colour(Role.ACCENT_TINT), look.colour(Role.ACCENT), width=2)
        else:
            ground = Role.HOVER if self.underMouse() else Role.SURFACE
            rounded(painter, self.rect().toRectF(), 6, look.colour(ground), look.colour(Role.LINE))
        x, middle = look.dp(15), self.height() // 2
        line = look.dp(19)
        painter.setFont(look.font(Kind.FIGURE_LARGE))
        painter.setPen(look.colour(tone_ink(self._tone)))
        number = self._number_width()
        painter.drawText(QRect(x, 0, number, self.height()), Qt.AlignmentFlag.AlignVCenter, str(self._count))
        x += number + look.dp(12)
        room = self.width() - x - look.dp(8)
        painter.setFont(look.font(Kind.GRID_STRONG))
        painter.setPen(look.colour(Role.INK))
        elided(painter, QRect(x, middle - line, room, line), self.text(), Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(look.font(Kind.CAPTION))
        painter.setPen(look.colour(Role.INK2))
        elided(painter, QRect(x, middle, room, line), self._says, Qt.AlignmentFlag.AlignVCenter)
