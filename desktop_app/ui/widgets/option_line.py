"""A radio button whose words may take several lines; a click on the words chooses it too."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text


class OptionLine(QWidget):
    """One of several options, with wrapped words. Put `radio` into a button group."""

    chosen = Signal()
    """The person chose it, or the program did."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.radio = QRadioButton()
        self.radio.setAccessibleName(words)
        self.radio.toggled.connect(self._on_toggled)
        self._words = Text(words, Kind.SENTENCE, Role.INK, wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)
        self.setFocusProxy(self.radio)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._row.setSpacing(Look.of(self).dp(8))

    def _on_toggled(self, on: bool) -> None:
        if on:
            self.chosen.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose by a click on the words."""
        if event.button() is Qt.MouseButton.LeftButton and self._words.geometry().contains(event.position().toPoint()):
            self.radio.setChecked(True)
        super().mouseReleaseEvent(event)
