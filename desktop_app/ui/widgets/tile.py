"""A filter with a number: Today's tiles."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLayout, QSizePolicy, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import Tone, elided, rounded, tone_ink
from desktop_app.ui.widgets.pressing import DrawnButton
from desktop_app.ui.widgets.styling import restyled

_HEIGHT = 64


class Tile(DrawnButton):
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
        self.setToolTip(says)
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
        """Ask for number and name; the sentence may be cut, with the whole as tool tip."""
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


class TileRow(QWidget):
    """Tiles side by side, one of them chosen; in two rows where one is too narrow for their names."""

    chosen = Signal(int)
    """The person chose a tile: its place."""

    def __init__(self, name: str, tiles: Sequence[Tile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = tuple(tiles)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        for place, tile in enumerate(self.tiles):
            self._group.addButton(tile, place)
        self._group.idClicked.connect(self.chosen)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._columns = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._grid.setSpacing(Look.of(self).dp(12))
        self._columns = 0
        self._arrange()

    def choose(self, place: int) -> None:
        """Mark a tile as the chosen one."""
        self.tiles[place].setChecked(True)

    def _needs(self, columns: int) -> int:
        widest = max((tile.minimumSizeHint().width() for tile in self.tiles), default=0)
        return widest * columns + self._grid.spacing() * (columns - 1)

    def _arrange(self) -> None:
        """Lay the tiles out in one row or two."""
        count = max(1, len(self.tiles))
        columns = count if self._needs(count) <= self.width() or count == 1 else -(-count // 2)
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(count):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Ask for two rows' width."""
        rows = -(-len(self.tiles) // max(1, self._columns))
        height = Look.of(self).dp(_HEIGHT) * rows + self._grid.spacing() * (rows - 1)
        return QSize(self._needs(-(-len(self.tiles) // 2)), height)

    def sizeHint(self) -> QSize:
        """Ask for one row's width at the present height."""
        return QSize(self._needs(len(self.tiles)), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()
