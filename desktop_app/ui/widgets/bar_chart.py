"""Bars lying under each other, each with its name and its figure; two series differ by pattern as well as colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.reports import axis_steps
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import PeriodLook, draw_period, elided
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.formats import number_words

_BAR: Final = 12
_GAP: Final = 10
_LOOKS: Final[tuple[PeriodLook, ...]] = ("employed", "credited")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBar:
    """A name, and for each series a value with its words."""

    name: str
    values: tuple[tuple[int | Fraction, str], ...]


class BarChart(QWidget):
    """The chart. It is only looked at: the same figures stand in a table, and in its description."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[ChartBar, ...] = ()
        self._series: tuple[str, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def show_bars(self, series: Sequence[str], bars: Sequence[ChartBar]) -> None:
        """Show these bars; `series` names what each value of a bar is."""
        self._series, self._bars = tuple(series), tuple(bars)
        said = (f"{bar.name}: {', '.join(words for _value, words in bar.values)}" for bar in self._bars)
        self.setAccessibleDescription("; ".join(said))
        self._restyle()

    def sizeHint(self) -> QSize:
        """Ask for the height of all bars."""
        look = Look.of(self)
        rows = sum(self._high(look, bar) for bar in self._bars)
        return QSize(look.dp(480), rows + self._key_height(look) + self._axis_height(look))

    def minimumSizeHint(self) -> QSize:
        """Keep the height; the bars grow shorter."""
        return QSize(Look.of(self).dp(320), self.sizeHint().height())

    def _high(self, look: Look, bar: ChartBar) -> int:
        return max(look.dp(18), look.dp(_BAR + 4) * len(bar.values)) + look.dp(_GAP)

    def _key_height(self, look: Look) -> int:
        return look.dp(26) if len(self._series) > 1 else 0

    def _axis_height(self, look: Look) -> int:
        return look.dp(24) if self._bars else look.dp(_GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the key and the bars."""
        look = Look.of(self)
        painter = QPainter(self)
        names = look.font(Kind.GRID)
        metrics = QFontMetrics(names)
        widest = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0)
        left = min(widest + look.dp(14), self.width() * 2 // 5)
        figures = QFontMetrics(look.font(Kind.FIGURE))
        words = (words for bar in self._bars for _value, words in bar.values)
        room = self.width() - left - max((figures.horizontalAdvance(said) for said in words), default=0) - look.dp(12)
        most = max((value for bar in self._bars for value, _words in bar.values), default=0)
        top = self._paint_key(painter, look, left)
        self._paint_axis(painter, look, QRect(left, top, room, self.height() - top), most)
        for bar in self._bars:
            high = self._high(look, bar)
            painter.setFont(names)
            painter.setPen(look.colour(Role.INK))
            name = QRect(0, top, left - look.dp(12), high - look.dp(_GAP))
            elided(painter, name, bar.name, Qt.AlignmentFlag.AlignVCenter)
            line = (high - look.dp(_GAP)) // max(1, len(bar.values))
            for at, (value, said) in enumerate(bar.values):
                wide = int(value * room / most) if most else 0
                middle = top + at * line + line // 2
                box = QRectF(left, middle - look.dp(_BAR) // 2, max(look.dp(3), wide) if value else 0, look.dp(_BAR))
                if value:
                    draw_period(painter, look, box, _LOOKS[at % 2], look.colour(Role.ACCENT))
                painter.setFont(look.font(Kind.FIGURE))
                painter.setPen(look.colour(Role.INK2))
                figure = QRect(int(box.right()) + look.dp(6), middle - look.dp(10), self.width(), look.dp(20))
                painter.drawText(figure, Qt.AlignmentFlag.AlignVCenter, said)
            top += high

    def _paint_axis(self, painter: QPainter, look: Look, room: QRect, most: int | Fraction) -> None:
        """Draw the scale: a faint line up from every step, and its figure below the bars."""
        if not most:
            return
        painter.setFont(look.font(Kind.CAPTION))
        foot = room.bottom() - look.dp(18)
        for step in axis_steps(most):
            x = room.x() + int(step * room.width() / most)
            painter.setPen(look.colour(Role.LINE))
            painter.drawLine(x, room.top(), x, foot)
            painter.setPen(look.colour(Role.INK2))
            place = QRect(x - look.dp(40) if step else x, foot + look.dp(2), look.dp(80), look.dp(16))
            flags = Qt.AlignmentFlag.AlignTop | (Qt.AlignmentFlag.AlignHCenter if step else Qt.AlignmentFlag.AlignLeft)
            painter.drawText(place, flags, number_words(step))

    def _paint_key(self, painter: QPainter, look: Look, left: int) -> int:
        """Draw which pattern is which; return where the bars begin."""
        if len(self._series) < 2:  # noqa: PLR2004 - one series needs no key
            return 0
        painter.setFont(look.font(Kind.CAPTION))
        metrics = QFontMetrics(look.font(Kind.CAPTION))
        x = left
        for at, name in enumerate(self._series):
            box = QRectF(x, look.dp(5), look.dp(18), look.dp(_BAR))
            draw_period(painter, look, box, _LOOKS[at % 2], look.colour(Role.ACCENT))
            painter.setPen(look.colour(Role.INK2))
            x += look.dp(24)
            painter.drawText(QRect(x, 0, self.width(), look.dp(22)), Qt.AlignmentFlag.AlignVCenter, name)
            x += metrics.horizontalAdvance(name) + look.dp(18)
        return self._key_height(look)
