"""A check box whose words may take several lines; a click on the words ticks it too."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text


class CheckLine(QWidget):
    """A check box with wrapped words; `&` in the words marks the mnemonic."""

    toggled = Signal(bool)
    """The person ticked or unticked it, or the program did."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setAccessibleName(words.replace("&", ""))
        self.box.toggled.connect(self.toggled)
        self.words = Text(words, Kind.SENTENCE, Role.INK, wrap=True)
        self.words.setBuddy(self.box)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1)
        self.setFocusProxy(self.box)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._row.setSpacing(Look.of(self).dp(8))

    def checked(self) -> bool:
        """Return whether it is ticked."""
        return self.box.isChecked()

    def set_checked(self, checked: bool) -> None:
        """Tick or untick it."""
        self.box.setChecked(checked)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick by a click on the words."""
        if event.button() is Qt.MouseButton.LeftButton and self.words.geometry().contains(event.position().toPoint()):
            self.box.toggle()
        super().mouseReleaseEvent(event)
