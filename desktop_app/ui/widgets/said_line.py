"""One line of a list of checks: an icon for how it stands, and a sentence that may take several lines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import Tone, tone_ink
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text

_ICONS: dict[Tone, str] = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-alert",
    "neutral": "info",
    "accent": "info",
}


class SaidLine(QWidget):
    """Icon and sentence; a doubtful one is in the colour of its meaning."""

    def __init__(self, tone: Tone, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Picture(_ICONS[tone], tone_ink(tone), 16), 0, Qt.AlignmentFlag.AlignTop)
        quiet = tone in {"ok", "neutral", "accent"}
        kind = Kind.CELL if quiet else Kind.CELL_STRONG
        self.words = Text(words, kind, Role.INK if quiet else tone_ink(tone), wrap=True)
        self._row.addWidget(self.words, 1)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.dp(9))


class SaidLines(QWidget):
    """A list of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._column.setSpacing(Look.of(self).dp(6))

    def show_lines(self, lines: tuple[tuple[Tone, str], ...]) -> None:
        """Show these sentences in place of those before."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for tone, words in lines:
            self._column.addWidget(SaidLine(tone, words))

    def lines(self) -> tuple[str, ...]:
        """Return the sentences shown."""
        return tuple(line.words.text() for line in self.findChildren(SaidLine))
