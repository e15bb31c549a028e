"""A small picture of a half of the recovery words, so that one knows what to look for in the printer."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import LIGHT, Kind, Look, Role
from desktop_app.ui.widgets.drawing import rounded
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _

_WIDTH, _HEIGHT = 114, 142
_LENGTHS = (30, 24, 34, 28, 32, 26, 34, 30, 24, 32, 28, 34, 30)


class SheetPicture(QWidget):
    """Paper is white in both themes; the words on it are bars, for they belong on paper only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Picture of a half of the recovery words: thirteen numbered words"))
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setFixedSize(look.dp(_WIDTH), look.dp(_HEIGHT))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet with its two columns of words."""
        look = Look.of(self)
        painter = QPainter(self)
        rounded(painter, self.rect().toRectF(), 4, LIGHT.colours[Role.SURFACE], look.colour(Role.BTN_LINE))
        left, unit = look.dp(10), look.scale
        painter.setFont(look.font(Kind.COUNT))
        painter.setPen(LIGHT.colours[Role.INK])
        title = QRect(left, look.dp(6), self.width() - 2 * left, look.dp(16))
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, _("Recovery key"))
        bar = look.dp(4)
        for number, length in enumerate(_LENGTHS):
            column, row = divmod(number, 7)
            x = left + column * look.dp(49)
            y = look.dp(30 + row * 13)
            rounded(painter, QRectF(x, y, bar, bar), 2, LIGHT.colours[Role.ACCENT], None)
            rounded(painter, QRectF(x + 2 * bar, y, length * unit, bar), 2, LIGHT.colours[Role.BTN_LINE], None)
        for x in (left, look.dp(62)):
            rounded(painter, QRectF(x, self.height() - look.dp(14), look.dp(40), 2), 1, LIGHT.colours[Role.LINE], None)
