"""A year a column: which State's weeks, how many, and the year in question framed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import PeriodLook, draw_period, icon_at, rounded
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _

_HEIGHT: Final = 68
_LABELS: Final = 84
_RIGHT: Final = 18
_LEAST_YEAR: Final = 46
_BAR: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPart:
    """A stretch of a year, from `start` to `end` in thousandths of it, in a State's lane."""

    start: int
    end: int
    lane: int
    kind: PeriodLook = "employed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StripYear:
    """One year: its parts, the weeks in words (`26 + 26`), whether it is in question or does not count."""

    year: int
    parts: Sequence[StripPart] = field(default=())
    weeks: str = ""
    attention: bool = False
    muted: bool = False
    spoken: str = ""


class YearStrip(QWidget):
    """The strip. Left and Right move between years, Enter goes to the year's rows."""

    year_chosen = Signal(int)
    """The person chose a year, by click or Enter."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._years: Sequence[StripYear] = ()
        self._cursor = -1
        self._from = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def show_years(self, years: Sequence[StripYear]) -> None:
        """Show these years."""
        self._years = tuple(years)
        self._cursor = min(self._cursor, len(self._years) - 1)
        self._describe()
        self.updateGeometry()
        self._bring(self._cursor if self._cursor >= 0 else self._in_question())

    def year_at(self, point: QPoint) -> int | None:
        """Return the year under a point, if any."""
        for number in self._visible():
            if self._column(number).contains(point):
                return self._years[number].year
        return None

    def _describe(self) -> None:
        if 0 <= self._cursor < len(self._years):
            year = self._years[self._cursor]
            self.setAccessibleDescription(year.spoken or f"{year.year}: {year.weeks}")

    def _column(self, number: int) -> QRect:
        look = Look.of(self)
        left, room, count = look.dp(_LABELS), self._room(), max(1, self._shown())
        place = number - self._from
        start, end = left + room * place // count, left + room * (place + 1) // count
        return QRect(start, look.dp(5), end - start, self.height() - look.dp(10))

    def _room(self) -> int:
        look = Look.of(self)
        return max(1, self.width() - look.dp(_LABELS + _RIGHT))

    def _shown(self) -> int:
        """Tell how many years there is room for."""
        return max(1, min(len(self._years), self._room() // Look.of(self).dp(_LEAST_YEAR)))

    def _visible(self) -> range:
        return range(self._from, min(len(self._years), self._from + self._shown()))

    def _bring(self, number: int) -> None:
        """Bring a year into sight."""
        shown = self._shown()
        self._from = min(max(self._from, number - shown + 1), max(number, 0))
        self._from = max(0, min(self._from, len(self._years) - shown))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for every year."""
        look = Look.of(self)
        return QSize(look.dp(_LABELS + _RIGHT + _LEAST_YEAR * max(4, len(self._years))), look.dp(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Keep the height; with little room it shows fewer years at a time."""
        look = Look.of(self)
        return QSize(look.dp(_LABELS + _RIGHT + _LEAST_YEAR * 4), look.dp(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the year in question, or the chosen one, in sight."""
        super().resizeEvent(event)
        self._bring(self._cursor if self._cursor >= 0 else self._in_question())

    def _in_question(self) -> int:
        return next((number for number, year in enumerate(self._years) if year.attention), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the labels and the years."""
        look = Look.of(self)
        painter = QPainter(self)
        lines = self._lines()
        painter.setFont(look.font(Kind.HEADER))
        painter.setPen(look.colour(Role.INK2))
        for line, label in zip(lines, (_("Year"), _("Periods"), _("Weeks")), strict=True):
            rect = QRect(look.dp(16), line.y(), look.dp(_LABELS - 16), line.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, label)
        if self._from > 0:
            icon_at(
                painter, look, ("chevron-left", Role.INK2), QRect(look.dp(_LABELS - 16), 0, look.dp(14), self.height())
            )
        if self._from + self._shown() < len(self._years):
            at = QRect(self.width() - look.dp(_RIGHT - 2), 0, look.dp(14), self.height())
            icon_at(painter, look, ("chevron-right", Role.INK2), at)
        for number in self._visible():
            year = self._years[number]
            self._paint_year(painter, look, self._column(number), year, lines)
            if self.hasFocus() and number == self._cursor:
                rounded(painter, QRectF(self._column(number)), 4, None, look.colour(Role.ACCENT), width=2)

    def _lines(self) -> tuple[QRect, QRect, QRect]:
        look = Look.of(self)
        line = look.dp(18)
        top = (self.height() - 3 * line) // 2
        one, two, three = (QRect(0, top + number * line, 0, line) for number in range(3))
        return one, two, three

    def _paint_year(
        self, painter: QPainter, look: Look, column: QRect, year: StripYear, lines: tuple[QRect, QRect, QRect]
    ) -> None:
        if year.attention:
            frame = QRectF(column)
            rounded(painter, frame, 4, look.colour(Role.WARN_TINT), look.colour(Role.WARN_LINE))
        centre = Qt.AlignmentFlag.AlignCenter
        head, bars, foot = (QRect(column.x(), line.y(), column.width(), line.height()) for line in lines)
        painter.setFont(look.font(Kind.HEADER if year.attention else Kind.CAPTION))
        painter.setPen(look.colour(Role.WARN if year.attention else Role.INK2))
        painter.drawText(head, centre, str(year.year))
        room = QRect(column.x() + 3, bars.y() + (bars.height() - look.dp(_BAR)) // 2, column.width() - 6, look.dp(_BAR))
        filled = sum(part.end - part.start for part in year.parts)
        if filled < 990:  # noqa: PLR2004 - thousandths; a year of 364 days is full
            rounded(painter, QRectF(room), 2, look.colour(Role.SUNKEN), None)
        for part in year.parts:
            left = room.x() + room.width() * part.start / 1000
            width = max(4.0, room.width() * (part.end - part.start) / 1000 - (0 if part.end > 995 else 1))  # noqa: PLR2004
            draw_period(painter, look, QRectF(left, room.y(), width, room.height()), part.kind, look.lane(part.lane))
        painter.setFont(look.font(Kind.HEADER))
        role = Role.WARN if year.attention else Role.INK2 if year.muted else Role.INK
        painter.setPen(look.colour(role))
        painter.drawText(foot, centre, year.weeks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between years."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self._years:
            self._cursor = min(max(self._cursor + step, 0), len(self._years) - 1)
            self._describe()
            self._bring(self._cursor)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._cursor >= 0:
            self.year_chosen.emit(self._years[self._cursor].year)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go along the years where not all have room."""
        if self._shown() < len(self._years):
            self._from += -1 if (event.angleDelta().y() or event.angleDelta().x()) > 0 else 1
            self._from = max(0, min(self._from, len(self._years) - self._shown()))
            self.update()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the year under the mouse."""
        year = self.year_at(event.position().toPoint())
        if year is not None:
            self._cursor = next(n for n, found in enumerate(self._years) if found.year == year)
            self._describe()
            self.update()
            self.year_chosen.emit(year)
