"""The warning among the rows of the entry grid: what is wrong, what to do, two ways out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import WarningButton
from desktop_app.ui.widgets.text import Picture, Text

BAND_HEIGHT: Final = 62


@dataclass(frozen=True, slots=True, kw_only=True)
class GridWarning:
    """The open warning: below which row it stands, what is wrong, what to do, and up to two ways out (key, words)."""

    after_row: int
    wrong: str
    do: str
    actions: Sequence[tuple[str, str]] = field(default=())


class WarningBand(QWidget):
    """The warning among the rows: the one real widget of the grid."""

    chosen = Signal(str)

    def __init__(self, warning: GridWarning, parent: QWidget) -> None:
        super().__init__(parent)
        look = Look.of(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.dp(16), 0, look.dp(12), 0)
        row.setSpacing(look.dp(10))
        row.addWidget(Picture("triangle-alert", Role.WARN, 18))
        words = QVBoxLayout()
        words.setSpacing(look.dp(2))
        words.addStretch(1)
        words.addWidget(Text(warning.wrong, Kind.GRID_STRONG, Role.WARN, elide=True))
        words.addWidget(Text(warning.do, Kind.SENTENCE, Role.INK, elide=True))
        words.addStretch(1)
        row.addLayout(words, 1)
        self.buttons: list[WarningButton] = []
        for key, text in warning.actions[:2]:
            button = WarningButton(text)
            button.setObjectName(key)
            button.clicked.connect(self._on_clicked)
            self.buttons.append(button)
            row.addWidget(button)
        self.setAccessibleName(f"{warning.wrong}. {warning.do}")

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the band."""
        QPainter(self).fillRect(self.rect(), Look.of(self).colour(Role.WARN_TINT))
