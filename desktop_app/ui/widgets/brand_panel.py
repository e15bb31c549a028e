"""The dark panel at the left of the windows before the desk is open: name, what it is for, the islands, one card."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import rounded
from desktop_app.ui.widgets.islands import IslandsMap
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text

WIDTH = 396
LEAST = 360
NARROW = 1160
"""The window's width, in the design, below which the panel takes less."""


class _Logo(QWidget):
    """The two rings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setFixedSize(look.dp(46), look.dp(34))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rings at the height of the box."""
        look = Look.of(self)
        pixmap = look.logo(34, self.devicePixelRatioF())
        width = round(pixmap.width() / pixmap.devicePixelRatioF())
        height = round(pixmap.height() / pixmap.devicePixelRatioF())
        QPainter(self).drawPixmap(0, (self.height() - height) // 2, width, height, pixmap)


class PanelCard(QWidget):
    """A card on the dark panel: a title, a sentence, and at most one button under them."""

    def __init__(self, title: str, sentence: str, button: QWidget | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(Text(title, Kind.CARD_TITLE, Role.RAIL_SELECTED_TEXT, wrap=True))
        self._layout.addWidget(Text(sentence, Kind.SENTENCE, Role.RAIL_TEXT, wrap=True))
        if button is not None:
            self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        side = look.dp(16)
        self._layout.setContentsMargins(side, look.dp(14), side, side)
        self._layout.setSpacing(look.dp(8))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        look = Look.of(self)
        edge = QColor(look.colour(Role.RAIL_TEXT))
        edge.setAlpha(70)
        ground = QColor(look.colour(Role.RAIL_SELECTED))
        ground.setAlpha(150)
        rounded(QPainter(self), self.rect().toRectF(), 6, ground, edge)


class BrandPanel(QWidget):
    """The panel itself, 396 wide; `card` stands at its foot."""

    def __init__(self, card: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._layout = QVBoxLayout(self)
        self._top = QVBoxLayout()
        name = QHBoxLayout()
        name.addWidget(_Logo())
        self._name = name
        name.addWidget(Text(text("CASS Desk"), Kind.PAGE_TITLE, Role.RAIL_SELECTED_TEXT))
        name.addStretch(1)
        self._top.addLayout(name)
        claim = text("Pension claims across the islands,\neven when the line is down.")
        self._top.addWidget(Text(claim, Kind.STEP_TITLE, Role.RAIL_SELECTED_TEXT))
        self._layout.addLayout(self._top)
        self._layout.addWidget(IslandsMap(), 1)
        self._foot = QVBoxLayout()
        if card is not None:
            self._foot.addWidget(card)
        self._layout.addLayout(self._foot)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        side = look.dp(32)
        self._layout.setContentsMargins(0, look.dp(39), 0, 0)
        self._layout.setSpacing(0)
        self._top.setContentsMargins(side, 0, side, 0)
        self._top.setSpacing(look.dp(20))
        self._name.setSpacing(look.dp(10))
        self._foot.setContentsMargins(side, 0, side, side)
        self.fit(self.window().width())

    def fit(self, window_width: int) -> None:
        """Take the width of the design, less where the window is narrow."""
        look = Look.of(self)
        self.setFixedWidth(look.dp(WIDTH if window_width >= look.dp(NARROW) else LEAST))

    def minimumSizeHint(self) -> QSize:
        """As high as name, card and a small map."""
        return self._layout.minimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the ground."""
        QPainter(self).fillRect(self.rect(), Look.of(self).colour(Role.RAIL))
