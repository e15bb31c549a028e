"""White surfaces with a hairline round them, lines between, and what scrolls or turns."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import rounded
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text


class Card(QFrame):
    """A white box, corners 6. `body` is the layout for what it holds; with a title there is a row for it on top.

    `flush` leaves no padding: for tables that reach the edge. Widgets go into the title row by `add_beside_title`.
    """

    def __init__(
        self,
        title: str = "",
        *,
        flush: bool = False,
        ground: Role | str = Role.SURFACE,
        edge: Role | str = Role.LINE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ground, self._edge, self._flush = ground, edge, flush
        self._outer = QVBoxLayout(self)
        self._head: QHBoxLayout | None = None
        self._title: Text | None = None
        self._left = 1  # the place of the last widget beside the title, before the stretch; 0 is the strut
        if title:
            self._head = QHBoxLayout()
            self._head.addStrut(Look.of(self).dp(32))  # as high with a button in it as without
            self._title = Text(title, Kind.CARD_TITLE)
            self._head.addWidget(self._title)
            self._head.addStretch(1)
            self._outer.addLayout(self._head)
        self.body = QVBoxLayout()
        self._outer.addLayout(self.body, 1)
        restyled(self, self._restyle)

    def set_title(self, title: str) -> None:
        """Change the words of the title row; the card must have been made with one."""
        if self._title is not None:
            self._title.setText(title)

    def set_ground(self, ground: Role | str, edge: Role | str = Role.LINE) -> None:
        """Change the colour of the card and of its edge."""
        self._ground, self._edge = ground, edge
        self.update()

    def add_beside_title(self, widget: QWidget, *, left: bool = False) -> None:
        """Put a widget into the title row, at its right end, or `left` beside the title."""
        if self._head is None:
            raise ValueError("a card without a title has no title row")
        if left:
            self._left += 1
        self._head.insertWidget(self._left if left else self._head.count(), widget)

    def _restyle(self) -> None:
        look = Look.of(self)
        side = 2 if self._flush else look.dp(14)
        top = side if self._flush or self._head is None else look.dp(6)  # the title row is higher than its words
        self._outer.setContentsMargins(side, top, side, side)
        self._outer.setSpacing(0 if self._flush else look.dp(8))
        self.body.setSpacing(0 if self._flush else look.dp(8))
        if self._head is not None:
            self._head.setSpacing(look.dp(10))
        if self._head is not None and self._flush:
            self._head.setContentsMargins(look.dp(13), look.dp(4), look.dp(12), look.dp(4))

        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        look = Look.of(self)
        rounded(QPainter(self), self.rect().toRectF(), 6, look.colour(self._ground), look.colour(self._edge))


class Hairline(QFrame):
    """A line one pixel thick, lying or standing."""

    def __init__(self, *, upright: bool = False, role: Role | str = Role.LINE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the line."""
        QPainter(self).fillRect(self.rect(), Look.of(self).colour(self._role))


class _Scroll(QScrollArea):
    """A scroll area that asks for the width of what it holds and may become as low as need be."""

    def sizeHint(self) -> QSize:
        """Ask for what the held widget asks for."""
        held = self.widget()
        return held.sizeHint() if held is not None else super().sizeHint()


def scrolled(widget: QWidget) -> QScrollArea:
    """Put a widget into a scroll area without a frame, growing with it, scrolling down only."""
    area = _Scroll()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


class Turning(QWidget):
    """Two widgets side by side that stand one over the other when there is less room than `below` (of the design)."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        below: int,
        stretch: tuple[int, int] = (1, 1),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._below = below
        self._parts = (first, second)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._layout.addWidget(first, stretch[0])
        self._layout.addWidget(second, stretch[1])
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._layout.setSpacing(Look.of(self).dp(12))
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < Look.of(self).dp(self._below)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() is not way:
            self._layout.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        """Never ask for the width of both: there they turn."""
        wide = super().minimumSizeHint()
        return QSize(max(part.minimumSizeHint().width() for part in self._parts), wide.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the width asks for it."""
        super().resizeEvent(event)
        self._turn()
