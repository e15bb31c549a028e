"""A widget that is nothing but its ground: for panels beside the canvas."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Look, Role


class Ground(QWidget):
    """Fills itself with a role's colour."""

    def __init__(self, role: Role | str = Role.SURFACE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill."""
        QPainter(self).fillRect(self.rect(), Look.of(self).colour(self._role))
