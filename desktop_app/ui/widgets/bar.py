"""The bar at the foot of a page: what can be done about what stands above it."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui.theme import Look, Role
from desktop_app.ui.widgets.styling import restyled

_HEIGHT = 56


class ActionBar(QWidget):
    """56 high, white, a hairline above; `row` is its layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setMinimumHeight(look.dp(_HEIGHT))
        self.row.setContentsMargins(look.dp(20), look.dp(10), look.dp(20), look.dp(10))
        self.row.setSpacing(look.dp(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and hairline."""
        look = Look.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.SURFACE))
        painter.fillRect(0, 0, self.width(), 1, look.colour(Role.LINE))
