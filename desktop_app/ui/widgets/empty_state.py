"""What a list says when it holds nothing: why, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text


class EmptyState(QWidget):
    """An icon, a sentence, what to do, and at most one button."""

    def __init__(
        self, icon: str, sentence: str, do: str = "", button: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._column.addStretch(1)
        self._column.addWidget(Picture(icon, Role.INK3, 28), 0, middle)
        self.sentence = Text(sentence, Kind.CARD_TITLE, Role.INK, wrap=True)
        self.do = Text(do, Kind.SENTENCE, Role.INK2, wrap=True)
        for label in (self.sentence, self.do):
            label.setAlignment(middle)
            self._column.addWidget(label)
        self.do.setVisible(bool(do))
        if button is not None:
            self._column.addWidget(button, 0, middle)
        self._column.addStretch(1)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(24), look.dp(24), look.dp(24), look.dp(24))
        self._column.setSpacing(look.dp(8))
