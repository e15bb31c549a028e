"""Small marks with words: pills of meaning, chips of States."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.drawing import (
    STATE_CHIP,
    PillSpec,
    Tone,
    chip_width,
    draw_chip,
    draw_pill,
    pill_height,
    pill_width,
)
from desktop_app.ui.widgets.styling import restyled


class Pill(QWidget):
    """A word on a tint, with an icon: `Changed`, `unsure`, `Nothing has been changed yet`."""

    def __init__(
        self, text: str, tone: Tone = "neutral", icon: str = "", *, small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._spec = PillSpec(text=text, tone=tone, icon=icon, small=small)
        self.setAccessibleName(text)
        restyled(self, self.updateGeometry)

    def show_words(self, text: str, tone: Tone = "neutral", icon: str = "") -> None:
        """Show another word, meaning and icon."""
        self._spec = PillSpec(text=text, tone=tone, icon=icon, small=self._spec.small)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The word it shows."""
        return self._spec.text

    def sizeHint(self) -> QSize:
        """Ask for the room of the word."""
        look = Look.of(self)
        return QSize(pill_width(look, self._spec), pill_height(look, self._spec))

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill."""
        draw_pill(QPainter(self), Look.of(self), self._spec, 0, self.height() // 2)


class StateChip(QWidget):
    """The two-letter code of a State, neutral: outside a claim."""

    def __init__(self, code: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._code = code
        self._lane: int | None = None
        self.setAccessibleName(name or code)
        self.setToolTip(name)
        restyled(self, self.updateGeometry)

    @property
    def code(self) -> str:
        """The State's code."""
        return self._code

    def sizeHint(self) -> QSize:
        """Ask for the room of the code."""
        look = Look.of(self)
        return QSize(chip_width(look, self._code, self._lane), look.dp(STATE_CHIP[1]))

    def minimumSizeHint(self) -> QSize:
        """Never cut the code."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        draw_chip(QPainter(self), Look.of(self), self._code, self._lane, 0, self.height() // 2)


class LaneChip(StateChip):
    """The code of a State with the stripe of its lane: within a claim, the legend of all its pictures."""

    def __init__(self, code: str, lane: int, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(code, name, parent)
        self._lane = lane
