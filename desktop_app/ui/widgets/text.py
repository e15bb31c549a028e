"""Labels that remember what they are: kind of text and role of colour, read again when the look changes."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.drawing import rounded
from desktop_app.ui.widgets.styling import restyled


class Text(QLabel):
    """One label. `wrap` lets it break lines; `elide` lets it be cut with an ellipsis (the whole text as tool tip)."""

    def __init__(
        self,
        text: str = "",
        kind: Kind | str = Kind.BASE,
        role: Role | str = Role.INK,
        *,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._role = role
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._look = restyled(self, self._restyle)

    def set_role(self, role: Role | str) -> None:
        """Change the role of the colour."""
        self._role = role
        self._restyle()

    def set_kind(self, kind: Kind | str) -> None:
        """Change the kind of text."""
        self._kind = kind
        self._restyle()

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setFont(look.font(self._kind))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, look.colour(self._role))
        self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:
        """Let an elided label become narrow."""
        hint = super().minimumSizeHint()
        return QSize(self._look.dp(24), hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, cut where there is no room."""
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), self.alignment() | Qt.TextFlag.TextSingleLine, shown)


class Sentence(Text):
    """A sentence over as many lines as it needs, on a page whose parts scroll by themselves.

    A label that breaks lines makes its page ask for the height of all it holds, and the page would scroll as a whole;
    this one tells its height itself.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind | str = Kind.SENTENCE,
        role: Role | str = Role.INK2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, kind, role, wrap=True, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _restyle(self) -> None:
        super()._restyle()
        self._fit()

    def setText(self, text: str) -> None:
        """Show another sentence."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def hasHeightForWidth(self) -> bool:
        """Never tell the page so."""
        return False

    def _fit(self) -> None:
        self.setMinimumHeight(0)  # a label is never said to need less than its minimum
        needs = max(0, self.heightForWidth(self.width()))
        if needs != self.height() or needs != self.minimumHeight():
            self.setFixedHeight(needs)


class Paragraph(Text):
    """Running text over several lines, a little wider set. `set_text` takes plain text; `*word*` becomes bold."""

    def __init__(
        self,
        text: str = "",
        kind: Kind | str = Kind.SENTENCE,
        role: Role | str = Role.INK2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", kind, role, wrap=True, parent=parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show this plain text; what stands between two asterisks is bold."""
        from html import escape  # for running text only

        parts = escape(text, quote=False).split("*")
        marked = "".join(f"<b>{part}</b>" if number % 2 else part for number, part in enumerate(parts))
        lines = marked.replace("\n", "<br>")
        self.setText(f'<p style="line-height:130%; margin:0">{lines}</p>')
        self.setAccessibleName(text.replace("*", ""))


class Picture(QWidget):
    """An icon as a widget of its own. It has no name: the words beside it say the same."""

    def __init__(self, name: str, role: Role | str = Role.INK2, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        self._size = size
        self._look = restyled(self, self._restyle)

    def show_icon(self, name: str, role: Role | str) -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self.update()

    def _restyle(self) -> None:
        side = Look.of(self).dp(self._size)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon, sharp on this screen."""
        painter, side = QPainter(self), self._look.dp(self._size)
        pixmap = self._look.pixmap(self._name, self._role, self._size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, side, side, pixmap)


class KeyHint(Text):
    """The name of a key in a small frame: `Ctrl+K`."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, Kind.SMALL, Role.INK, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Leave room for the frame."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + self._look.dp(11), self._look.dp(20))

    def minimumSizeHint(self) -> QSize:
        """Never cut a key's name."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the name."""
        painter = QPainter(self)
        look = self._look
        rounded(painter, self.rect().toRectF(), 4, look.colour(Role.SURFACE), look.colour(Role.LINE))
        painter.setFont(self.font())
        painter.setPen(look.colour(Role.INK))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
