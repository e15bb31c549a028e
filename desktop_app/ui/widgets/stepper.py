"""The steps of a claim in one row: done, to look at, not needed, not yet; any of them can be visited."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import elided, icon_at, rounded
from desktop_app.ui.widgets.focus_ring import DRAWS_OWN_FOCUS
from desktop_app.ui.widgets.pressing import DrawnButton
from desktop_app.ui.widgets.styling import restyled

StepState = Literal["done", "attention", "not_needed", "not_yet"]
_HEIGHT: Final = 52
_DISC: Final = 20
_MARKS: Final[dict[StepState, tuple[str, Role, Role]]] = {
    "done": ("check", Role.OK, Role.OK_TINT),
    "attention": ("triangle-alert", Role.WARN, Role.WARN_TINT),
    "not_needed": ("minus", Role.INK2, Role.SUNKEN),
    "not_yet": ("", Role.INK2, Role.SURFACE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: its number (1 to 9), name, state, and the state in words (`2 of 3 seen`)."""

    number: int
    name: str
    state: StepState
    words: str


class _StepButton(DrawnButton):
    """One step, painted."""

    def __init__(self, step: Step, parent: QWidget) -> None:
        super().__init__(parent)
        self.step = step
        self._tight = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setProperty(DRAWS_OWN_FOCUS, True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_step(step)
        restyled(self, self.updateGeometry)

    def show_step(self, step: Step) -> None:
        """Show the step in another state."""
        self.step = step
        self.setText(step.name)
        self.setAccessibleName(f"{step.number} {step.name}")
        self.setAccessibleDescription(step.words)
        self.setToolTip(f"{step.name}: {step.words} (Alt+{step.number})")
        self.updateGeometry()
        self.update()

    def set_tight(self, tight: bool) -> None:
        """Set the words smaller and closer: all nine steps must keep their names."""
        if tight != self._tight:
            self._tight = tight
            self.updateGeometry()
            self.update()

    def _kinds(self) -> tuple[Kind, Kind]:
        return (Kind.HEADER, Kind.SMALL) if self._tight else (Kind.GRID_STRONG, Kind.CAPTION)

    def _sides(self) -> int:
        """Tell the room beside disc and words, without the gap between them."""
        return Look.of(self).dp(6 if self._tight else 20)

    def _gap(self) -> int:
        return Look.of(self).dp(5 if self._tight else 8)

    def _words_width(self) -> int:
        look, (name_kind, words_kind) = Look.of(self), self._kinds()
        name = QFontMetrics(look.font(name_kind)).horizontalAdvance(self.step.name)
        words = QFontMetrics(look.font(words_kind)).horizontalAdvance(self.step.words)
        return max(name, words) + 2

    def sizeHint(self) -> QSize:
        """Ask for disc, name and state."""
        look = Look.of(self)
        return QSize(self._sides() + look.dp(_DISC) + self._gap() + self._words_width(), look.dp(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Become as narrow as the disc with a little of the name."""
        look = Look.of(self)
        return QSize(look.dp(_DISC + 44), look.dp(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw tint and bar for the current step, then disc, name and state."""
        look = Look.of(self)
        painter = QPainter(self)
        width, height = self.width(), self.height()
        icon, ink, tint = _MARKS[self.step.state]
        if self.isChecked():
            painter.fillRect(self.rect(), look.colour(Role.ACCENT_TINT))
            painter.fillRect(0, height - 3, width, 3, look.colour(Role.ACCENT))
        elif self.underMouse():
            painter.fillRect(0, 0, width, height - 1, look.colour(Role.HOVER))
        if self.hasFocus():
            rounded(painter, QRectF(2, 2, width - 4, height - 5), 6, None, look.colour(Role.ACCENT), width=2)
        taken = look.dp(_DISC) + self._gap() + self._words_width()
        left = max(self._sides() // 2, (width - taken) // 2)
        side = look.dp(_DISC)
        disc = QRect(left, (height - side) // 2, side, side)
        if icon:
            rounded(painter, QRectF(disc), side / 2, look.colour(tint), None)
            icon_at(painter, look, (icon, ink), disc, 14)
        else:
            rounded(painter, QRectF(disc), side / 2, None, look.colour(Role.FIELD), width=1.2)
            painter.setFont(look.font(Kind.SMALL_STRONG))
            painter.setPen(look.colour(Role.INK2))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self.step.number))
        self._paint_words(painter, look, disc.right() + 1 + self._gap(), ink)

    def _paint_words(self, painter: QPainter, look: Look, x: int, ink: Role) -> None:
        line, middle = look.dp(16), self.height() // 2
        room = self.width() - x - 1
        name_kind, words_kind = self._kinds()
        seen = self.step.state != "not_yet"
        painter.setFont(look.font(name_kind))
        name = Role.ACCENT_INK if self.isChecked() else Role.INK if seen else Role.INK2
        painter.setPen(look.colour(name))
        elided(painter, QRect(x, middle - line, room, line), self.step.name, Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(look.font(words_kind))
        painter.setPen(look.colour(ink))
        elided(painter, QRect(x, middle, room, line), self.step.words, Qt.AlignmentFlag.AlignVCenter)


class Stepper(QWidget):
    """The row of steps. Left and Right go to its neighbours, Alt+number (the window's keys) to any."""

    step_chosen = Signal(int)
    """The person chose a step: its number."""

    def __init__(self, name: str, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.step_chosen)
        self._buttons: dict[int, _StepButton] = {}
        self.show_steps(steps)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(Look.of(self).dp(_HEIGHT))
        self._share()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps; those already there change in place and keep the focus."""
        wanted = {step.number: step for step in steps}
        for number in [number for number in self._buttons if number not in wanted]:
            button = self._buttons.pop(number)
            self._group.removeButton(button)
            button.deleteLater()
        for step in steps:
            if step.number in self._buttons:
                self._buttons[step.number].show_step(step)
            else:
                button = _StepButton(step, self)
                self._buttons[step.number] = button
                self._group.addButton(button, step.number)
                self._row.addWidget(button, 1)
        self._share()

    def _share(self) -> None:
        """Give each step its own width, and the rest evenly."""
        for tight in (False, True):
            for position, button in enumerate(self._buttons.values()):
                button.set_tight(tight)
                self._row.setStretch(position, button.sizeHint().width())
            if sum(button.sizeHint().width() for button in self._buttons.values()) <= self.width():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._share()

    def set_current(self, number: int) -> None:
        """Mark a step as the one shown."""
        if number in self._buttons:
            self._buttons[number].setChecked(True)

    def current(self) -> int:
        """Return the number of the step shown, -1 for none."""
        return self._group.checkedId()

    def step_numbers(self) -> list[int]:
        """Return the numbers of the steps, in order."""
        return list(self._buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there with Enter; the arrows are the button group's own."""
        focused = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focused, _StepButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar's ground and hairline."""
        look = Look.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.SURFACE))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour(Role.LINE))
