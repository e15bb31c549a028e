"""The frame of one part of the first run: a number that becomes a tick, a title, a sentence, and what it holds."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import icon_at, rounded
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _


class PartMark(QWidget):
    """A disc with the number of the part, or with a tick once it has all it needs."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._done = number, False
        restyled(self, self._restyle)

    def show_done(self, *, done: bool) -> None:
        """Show the tick or the number."""
        self._done = done
        words = _("complete") if done else _("not complete yet")
        self.setAccessibleName(_("Part {number}, {state}").format(number=self._number, state=words))
        self.update()

    def _restyle(self) -> None:
        side = Look.of(self).dp(24)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc."""
        look = Look.of(self)
        painter = QPainter(self)
        tint = Role.OK_TINT if self._done else Role.SUNKEN
        rounded(painter, self.rect().toRectF(), self.width() / 2, look.colour(tint), None)
        if self._done:
            icon_at(painter, look, ("check", Role.OK), self.rect(), 14)
            return
        painter.setFont(look.font(Kind.CHIP))
        painter.setPen(look.colour(Role.INK2))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class PartFrame(QWidget):
    """The frame; `body` is the layout for the fields."""

    def __init__(self, number: int, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = PartMark(number)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._head = QVBoxLayout()
        self._head.addWidget(Text(title, Kind.CARD_TITLE))
        self._head.addWidget(Text(sentence, Kind.SENTENCE, Role.INK2, wrap=True))
        self._column.addLayout(self._head)
        self.body = QVBoxLayout()
        self._column.addLayout(self.body)
        self._row.addLayout(self._column, 1)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setContentsMargins(0, look.dp(20), 0, look.dp(20))
        self._row.setSpacing(look.dp(12))
        self._head.setSpacing(look.dp(2))
        self._column.setSpacing(look.dp(8))
        self.body.setSpacing(look.dp(10))
