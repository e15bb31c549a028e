"""The amber band across the window in the training mode, so that nobody takes it for the real desk."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.wording.catalogue import text as _


class TrainingBand(QWidget):
    """One line: this is practice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = _("Training mode: a store of its own for practice. Nothing in it is real.")
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(Picture("graduation-cap", Role.TRAINING_INK, 16), 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(Text(words, Kind.HEADER, Role.TRAINING_INK))
        self._row.addStretch(1)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setContentsMargins(look.dp(12), look.dp(4), look.dp(12), look.dp(4))
        self._row.setSpacing(look.dp(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the band."""
        QPainter(self).fillRect(self.rect(), Look.of(self).colour(Role.TRAINING))
