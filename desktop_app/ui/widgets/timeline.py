"""The contribution timeline: years across, a lane a State, kinds of period told apart by pattern, overlaps hatched."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.ui.theme import Kind, Look, Role, readable_on
from desktop_app.ui.widgets.drawing import PeriodLook, draw_chip, draw_period, rounded
from desktop_app.ui.widgets.focus_ring import DRAWS_OWN_FOCUS
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _

_YEARS: Final = 26
_LANE: Final = 42
_BAR: Final = 20
_LEFT: Final = 60
_RIGHT: Final = 62
_LEGEND_LINE: Final = 20
_ORDER: Final[tuple[PeriodLook, ...]] = (
    "employed",
    "self_employed",
    "voluntary",
    "credited",
    "not_certified",
    "overlap",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineBar:
    """One period, `start` to `end` both counted. `tooltip` says it in words, for the mouse and for screen readers."""

    id: str
    start: date
    end: date
    kind: PeriodLook = "employed"
    label: str = ""
    certified: bool = True
    tooltip: str = ""

    @property
    def drawn_as(self) -> PeriodLook:
        """How the bar looks: a period that is not certified is an outline whatever its kind."""
        return self.kind if self.certified or self.kind == "overlap" else "not_certified"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLane:
    """One State: code, name, weeks in total (as words), and its bars in order of start. `lane` is its colour."""

    state: str
    name: str
    weeks_total: str
    lane: int
    bars: Sequence[TimelineBar] = field(default=())


class Timeline(QWidget):
    """The timeline. Left and Right move along a lane, Up and Down between lanes, Enter or a click chooses a period.

    The legend names all kinds, or with `full_legend=False` those that occur.
    """

    period_chosen = Signal(str)
    """The id of the chosen period."""

    def __init__(self, name: str, *, full_legend: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full_legend = full_legend
        self._lanes: Sequence[TimelineLane] = ()
        self._first, self._last = 2000, 2001
        self._at: tuple[int, int] | None = None
        self._kinds: list[PeriodLook] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(DRAWS_OWN_FOCUS, True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def show_lanes(self, lanes: Sequence[TimelineLane]) -> None:
        """Show these lanes; the years are those of the first and the last day."""
        self._lanes = tuple(lanes)
        days = [day for lane in lanes for bar in lane.bars for day in (bar.start, bar.end)]
        if days:
            self._first, self._last = min(days).year, max(days).year
        present = {bar.drawn_as for lane in lanes for bar in lane.bars}
        self._kinds = [kind for kind in _ORDER if self._full_legend or kind in present]
        self._at = None
        self.setAccessibleDescription("; ".join(f"{lane.name}: {lane.weeks_total}" for lane in lanes))
        self.updateGeometry()
        self.update()

    @property
    def bar_at_cursor(self) -> TimelineBar | None:
        """The bar the keyboard stands on, if any."""
        if self._at is None:
            return None
        lane, bar = self._at
        return self._lanes[lane].bars[bar]

    def bar_under(self, point: QPoint) -> TimelineBar | None:
        """Return the topmost bar at a point, if any."""
        for number, lane in enumerate(self._lanes):
            for bar in reversed(lane.bars):
                if self._bar_rect(number, bar).adjusted(-1, -2, 1, 2).contains(point.toPointF()):
                    return bar
        return None

    # Where things lie

    def _years_rect(self) -> QRect:
        look = Look.of(self)
        return QRect(look.dp(_LEFT), 0, max(1, self.width() - look.dp(_LEFT + _RIGHT)), look.dp(_YEARS))

    def _lane_rect(self, number: int) -> QRect:
        look = Look.of(self)
        return QRect(0, look.dp(_YEARS) + number * look.dp(_LANE), self.width(), look.dp(_LANE))

    def _x(self, day: date, *, after: bool = False) -> float:
        years = self._years_rect()
        begin, end = date(self._first, 1, 1).toordinal(), date(self._last + 1, 1, 1).toordinal()
        return years.x() + years.width() * (day.toordinal() + after - begin) / (end - begin)

    def _bar_rect(self, lane: int, bar: TimelineBar) -> QRectF:
        look = Look.of(self)
        room = self._lane_rect(lane)
        left, right = self._x(bar.start), self._x(bar.end, after=True)
        height = look.dp(_BAR)
        return QRectF(left + 0.5, room.y() + (room.height() - height) // 2, max(3.0, right - left - 1), height)

    def _legend_lines(self) -> int:
        return -(-len(self._kinds) // self._legend_columns()) if self._kinds else 0

    def _legend_columns(self) -> int:
        look = Look.of(self)
        metrics_room = look.dp(102)
        return max(1, min(len(self._kinds) or 1, (max(self.width(), look.dp(340)) - look.dp(20)) // metrics_room, 3))

    def sizeHint(self) -> QSize:
        """Ask for the lanes and the legend."""
        look = Look.of(self)
        lanes = max(1, len(self._lanes))
        legend = self._legend_lines() * look.dp(_LEGEND_LINE) + look.dp(12)
        return QSize(look.dp(480), look.dp(_YEARS) + lanes * look.dp(_LANE) + legend)

    def minimumSizeHint(self) -> QSize:
        """Keep the height."""
        return QSize(Look.of(self).dp(300), self.sizeHint().height())

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw years, lanes, bars, legend and the keyboard's cursor."""
        look = Look.of(self)
        painter = QPainter(self)
        self._paint_years(painter, look)
        for number, lane in enumerate(self._lanes):
            self._paint_lane(painter, look, number, lane)
        if self.hasFocus() and self._at is not None and self.bar_at_cursor is not None:
            rect = self._bar_rect(self._at[0], self.bar_at_cursor).adjusted(-3, -3, 3, 3)
            rounded(painter, rect, 4, None, look.colour(Role.ACCENT), width=2)
        self._paint_legend(painter, look)

    def _paint_years(self, painter: QPainter, look: Look) -> None:
        years = self._years_rect()
        bottom = self._lane_rect(len(self._lanes) - 1).bottom() if self._lanes else years.bottom()
        painter.setFont(look.font(Kind.SMALL))
        words = painter.fontMetrics().horizontalAdvance("\u201900") + look.dp(4)
        count = self._last - self._first + 1
        every = max(1, -(-words * count // max(1, years.width())))
        line = look.colour(Role.LINE)
        painter.fillRect(0, years.bottom(), self.width(), 1, line)
        for number in range(count + 1):
            x = round(self._x(date(self._first + number, 1, 1)))
            painter.fillRect(x, years.bottom(), 1, bottom - years.bottom(), line)
            if number < count and number % every == 0:
                end = round(self._x(date(self._first + number + 1, 1, 1)))
                painter.setPen(look.colour(Role.INK2))
                year = f"\u2019{(self._first + number) % 100:02d}"
                box = QRect(x - look.dp(10), 0, end - x + look.dp(20), years.height() - look.dp(2))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, year)
        painter.setFont(look.font(Kind.HEADER))
        painter.setPen(look.colour(Role.INK2))
        right = QRect(self.width() - look.dp(_RIGHT), 0, look.dp(_RIGHT - 15), years.height() - look.dp(2))
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _("Weeks"))

    def _paint_lane(self, painter: QPainter, look: Look, number: int, lane: TimelineLane) -> None:
        room = self._lane_rect(number)
        painter.fillRect(0, room.bottom(), self.width(), 1, look.colour(Role.LINE))
        draw_chip(painter, look, lane.state, lane.lane, look.dp(15), room.center().y() + 1)
        colour = look.lane(lane.lane)
        for bar in lane.bars:
            rect = self._bar_rect(number, bar)
            draw_period(painter, look, rect, bar.drawn_as, colour)
            painter.setFont(look.font(Kind.HEADER))
            if bar.label and painter.fontMetrics().horizontalAdvance(bar.label) + 12 <= rect.width():
                solid = bar.drawn_as == "employed"
                painter.setPen(readable_on(colour) if solid else look.colour(Role.INK))
                if not solid:
                    self._paint_label_ground(painter, look, rect, bar.label)
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, bar.label)
        painter.setFont(look.font(Kind.GRID_STRONG))
        painter.setPen(look.colour(Role.INK))
        right = QRect(self.width() - look.dp(_RIGHT), room.y(), look.dp(_RIGHT - 15), room.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, lane.weeks_total)

    def _paint_label_ground(self, painter: QPainter, look: Look, rect: QRectF, label: str) -> None:
        """Clear a plate under a label on a pattern, or it could not be read."""
        width = painter.fontMetrics().horizontalAdvance(label) + 8
        plate = QRectF(rect.center().x() - width / 2, rect.y() + 3, width, rect.height() - 6)
        rounded(painter, plate, 2, look.colour(Role.SURFACE), None)

    def _paint_legend(self, painter: QPainter, look: Look) -> None:
        words = legend_words()
        columns = self._legend_columns()
        top = look.dp(_YEARS) + max(1, len(self._lanes)) * look.dp(_LANE) + look.dp(6)
        painter.setFont(look.font(Kind.CAPTION))
        metrics = painter.fontMetrics()
        widths = [0] * columns
        for number, kind in enumerate(self._kinds):
            widths[number % columns] = max(widths[number % columns], metrics.horizontalAdvance(words[kind]))
        for number, kind in enumerate(self._kinds):
            column = number % columns
            x = look.dp(15) + sum(widths[:column]) + column * look.dp(20 + 6 + 20)
            y = top + (number // columns) * look.dp(_LEGEND_LINE)
            swatch = QRectF(x, y + look.dp(4), look.dp(20), look.dp(12))
            draw_period(painter, look, swatch, kind, look.colour(Role.INK2))
            painter.setPen(look.colour(Role.INK2))
            box = QRect(x + look.dp(26), y, widths[column] + 2, look.dp(_LEGEND_LINE))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words[kind])

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor; Enter chooses."""
        moves = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is not None and self._filled():
            self._move(*move)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.bar_at_cursor:
            self.period_chosen.emit(self.bar_at_cursor.id)
        else:
            super().keyPressEvent(event)

    def _filled(self) -> list[int]:
        return [number for number, lane in enumerate(self._lanes) if lane.bars]

    def _move(self, lanes: int, bars: int) -> None:
        filled = self._filled()
        if self._at is None:
            self._go(filled[0], 0)
            return
        lane, bar = self._at
        if bars:
            self._go(lane, min(max(bar + bars, 0), len(self._lanes[lane].bars) - 1))
            return
        place = min(max(filled.index(lane) + lanes, 0), len(filled) - 1)
        middle = self._lanes[lane].bars[bar].start
        there = self._lanes[filled[place]].bars
        nearest = min(range(len(there)), key=lambda n: abs((there[n].start - middle).days))
        self._go(filled[place], nearest if filled[place] != lane else bar)

    def _go(self, lane: int, bar: int) -> None:
        self._at = (lane, bar)
        found = self._lanes[lane].bars[bar]
        self.setAccessibleDescription(found.tooltip or found.label)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first bar."""
        super().focusInEvent(event)
        if self._at is None and self._filled():
            self._go(self._filled()[0], 0)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bar under the mouse."""
        bar = self.bar_under(event.position().toPoint())
        if bar is not None:
            self._at = next((n, k) for n, lane in enumerate(self._lanes) for k, b in enumerate(lane.bars) if b is bar)
            self.update()
            self.period_chosen.emit(bar.id)

    def event(self, event: QEvent) -> bool:
        """Say the bar under the mouse in words."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            bar = self.bar_under(event.pos())
            QToolTip.showText(event.globalPos(), bar.tooltip if bar is not None else "", self)
            return True
        return super().event(event)


def legend_words() -> dict[PeriodLook, str]:
    """Return the words of the legend."""
    return {
        "employed": _("Employed"),
        "self_employed": _("Self-employed"),
        "voluntary": _("Voluntary"),
        "credited": _("Credited"),
        "not_certified": _("Not certified"),
        "overlap": _("Overlap"),
    }
