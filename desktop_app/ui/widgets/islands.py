"""The States of the Agreement on the sea, painted: where they lie to one another, three of them linked by a claim."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Island:
    """A State's place in the box of the islands, in thousandths from the left and from the top."""

    code: str
    x: int
    y: int


_ISLANDS: Final = (
    _Island(code="KN", x=108, y=60),
    _Island(code="AG", x=318, y=88),
    _Island(code="MS", x=228, y=144),
    _Island(code="DM", x=414, y=318),
    _Island(code="LC", x=492, y=522),
    _Island(code="VC", x=450, y=616),
    _Island(code="GD", x=336, y=764),
    _Island(code="BB", x=822, y=616),
    _Island(code="TT", x=426, y=966),
)
_FAR: Final[tuple[tuple[str, Literal["west", "south"], int], ...]] = (
    ("BS", "west", 360),
    ("JM", "west", 428),
    ("BZ", "west", 496),
    ("GY", "south", 966),
)
"""States beyond the picture's edge, with the side on which they lie and the height of their mark."""

_LINKED: Final = ("LC", "VC", "GD")
_WAVE_STEP: Final = 31
_TRIANGLE: Final = 4.5


class IslandsMap(QWidget):
    """A picture for the dark panel; it takes the room that is left and scales into it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(text("Map of the States of the Agreement"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        restyled(self, self.update)

    def sizeHint(self) -> QSize:
        """Ask for the size in the design."""
        look = Look.of(self)
        return QSize(look.dp(396), look.dp(390))

    def minimumSizeHint(self) -> QSize:
        """Below this the codes of neighbouring islands would touch."""
        look = Look.of(self)
        return QSize(look.dp(240), look.dp(120))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sea, links and islands."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = Look.of(self)
        self._draw_waves(painter, look)
        side = look.dp(32)
        box = QRectF(self.rect()).adjusted(side, look.dp(24), -side, -look.dp(28))
        if box.height() < look.dp(96):
            return
        places = {
            island.code: QPointF(box.left() + box.width() * island.x / 1000, box.top() + box.height() * island.y / 1000)
            for island in _ISLANDS
        }
        self._draw_links(painter, look, places)
        for code, place in places.items():
            self._draw_island(painter, look, code, place)
        line = QFontMetricsF(look.font(Kind.HEADER)).height()
        lowest = box.top()
        for code, direction, height in _FAR:
            middle = max(box.top() + box.height() * height / 1000, lowest + line)
            lowest = middle if direction == "west" else lowest
            self._draw_far(painter, look, code, direction, box, middle)

    def _draw_waves(self, painter: QPainter, look: Look) -> None:
        colour = QColor(look.colour(Role.RAIL_MARK))
        colour.setAlpha(26)
        painter.setPen(QPen(colour, 1))  # one pixel is drawn much faster than more, and this is the first paint
        step = look.dp(_WAVE_STEP)
        reach = look.dp(132)
        rise = look.dp(9)
        for number, top in enumerate(range(rise, self.height() + step, step)):
            path = QPainterPath(QPointF(-(number * 47 % reach), top))
            x = path.currentPosition().x()
            while x < self.width():
                path.cubicTo(x + reach / 3, top - rise, x + reach * 2 / 3, top + rise, x + reach, top)
                x += reach
            painter.drawPath(path)

    def _draw_links(self, painter: QPainter, look: Look, places: dict[str, QPointF]) -> None:
        painter.setPen(QPen(look.colour(Role.RAIL_MARK), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one, other in pairwise(_LINKED):
            start, end = places[one], places[other]
            path = QPainterPath(start)
            bend = min(start.x(), end.x()) - abs(start.x() - end.x()) * 0.05
            path.cubicTo(
                QPointF(bend - look.dp(6), (start.y() + end.y()) / 2), QPointF(bend, end.y() - look.dp(10)), end
            )
            painter.drawPath(path)

    def _draw_island(self, painter: QPainter, look: Look, code: str, place: QPointF) -> None:
        linked = code in _LINKED
        painter.setPen(Qt.PenStyle.NoPen)
        mark = QColor(look.colour(Role.RAIL_MARK if linked else Role.RAIL_TEXT))
        if linked:
            halo = QColor(mark)
            halo.setAlpha(60)
            painter.setBrush(halo)
            painter.drawEllipse(place, look.dp(12), look.dp(12))
        else:
            mark.setAlpha(190)
        painter.setBrush(mark)
        radius = look.dp(5) if linked else look.dp(35) / 10
        painter.drawEllipse(place, radius, radius)
        colour = look.colour(Role.RAIL_SELECTED_TEXT if linked else Role.RAIL_TEXT)
        self._draw_code(painter, look, code, QPointF(place.x() + look.dp(14), place.y()), colour)

    def _draw_code(self, painter: QPainter, look: Look, code: str, left: QPointF, colour: QColor) -> None:
        painter.setFont(look.font(Kind.HEADER))
        painter.setPen(colour)
        height = QFontMetricsF(painter.font()).height()
        painter.drawText(
            QRectF(left.x(), left.y() - height / 2, look.dp(60), height), Qt.AlignmentFlag.AlignVCenter, code
        )

    def _draw_far(self, painter: QPainter, look: Look, code: str, direction: str, box: QRectF, middle: float) -> None:
        width = QFontMetricsF(look.font(Kind.HEADER)).horizontalAdvance(code)
        colour = look.colour(Role.RAIL_TEXT)
        reach = _TRIANGLE * look.scale
        triangle = QPainterPath()
        if direction == "west":
            tip = QPointF(box.left(), middle)
            triangle.moveTo(tip)
            triangle.lineTo(tip.x() + reach, middle - reach * 0.7)
            triangle.lineTo(tip.x() + reach, middle + reach * 0.7)
            left = tip.x() + reach + look.dp(5)
        else:
            left = box.right() - width - reach * 2 - look.dp(4)
            tip = QPointF(box.right() - reach, middle + reach * 0.6)
            triangle.moveTo(tip)
            triangle.lineTo(tip.x() - reach * 0.7, middle - reach * 0.4)
            triangle.lineTo(tip.x() + reach * 0.7, middle - reach * 0.4)
        triangle.closeSubpath()
        painter.fillPath(triangle, colour)
        self._draw_code(painter, look, code, QPointF(left, middle), colour)
