"""The bar at the foot of a page: what can be done about what stands above it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import Look, Role
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text

_HEIGHT = 56


class ActionBar(QWidget):
    """56 high, white, a hairline above; `row` is its layout.

    What is said in it by `tell` stands in the row where the buttons leave it room, else above them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sides = (20, 20)
        self._hint: Text | None = None
        self._at = -1  # the hint's place in the row while it stands above it
        self._both = QVBoxLayout(self)
        self.row = QHBoxLayout()
        self._both.addLayout(self.row)
        restyled(self, self._restyle)

    def tell(self, hint: Text) -> None:
        """Say in the row what goes with the buttons beside it."""
        self._hint, self._at = hint, -1
        self.row.addWidget(hint, 1)

    def keep_sides(self, left: int, right: int) -> None:
        """Keep so much free at both sides, of the design."""
        self._sides = (left, right)
        self._restyle()

    def event(self, event: QEvent) -> bool:
        """Put the hint where it has room."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize} and self._hint is not None:
            self._turn(self._hint)
        return super().event(event)

    def _turn(self, hint: Text) -> None:
        items = [self.row.itemAt(place).widget() for place in range(self.row.count())]  # type: ignore[union-attr]
        shown = [each for each in items if each is not None and each is not hint and each.isVisibleTo(self)]
        sides = self._both.contentsMargins()
        taken = sum(each.sizeHint().width() for each in shown) + self.row.spacing() * (len(shown) + 1)
        room = self.width() - sides.left() - sides.right() - taken
        above = hint.fontMetrics().horizontalAdvance(hint.text()) > room and bool(hint.text())
        if above and self._at < 0:
            self._at = self.row.indexOf(hint)
            self.row.removeWidget(hint)
            self.row.insertStretch(self._at, 1)
            self._both.insertWidget(0, hint)
        elif not above and self._at >= 0:
            self._both.removeWidget(hint)
            self.row.takeAt(self._at)
            self.row.insertWidget(self._at, hint, 1)
            self._at = -1

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setMinimumHeight(look.dp(_HEIGHT))
        self._both.setContentsMargins(look.dp(self._sides[0]), look.dp(10), look.dp(self._sides[1]), look.dp(10))
        self._both.setSpacing(look.dp(6))
        self.row.setSpacing(look.dp(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and hairline."""
        look = Look.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.SURFACE))
        painter.fillRect(0, 0, self.width(), 1, look.colour(Role.LINE))
