"""The field for a passphrase: hidden or shown, and how strong it is in words."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import IconButton
from desktop_app.ui.widgets.drawing import rounded
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _

_DOTS_POINTS = 7.5
_BARS = 4


class PassphraseField(LineField):
    """A passphrase. Its text is never put into an accessible name, an undo list or a tool tip."""

    def __init__(self, label: str, *, placeholder: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, placeholder=placeholder, hint=hint, parent=parent)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhHiddenText
        )
        self.eye = IconButton("eye", _("Show the passphrase (Alt+F8)"), parent=self.edit)
        self.eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab leads to the next field: what follows is typed blindly
        shortcut = QShortcut(QKeySequence("Alt+F8"), self.edit)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.toggle)
        self.eye.clicked.connect(self.toggle)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._on_text)
        Look.of(self).changed.connect(self._on_text)
        self._on_text()

    @property
    def shown(self) -> bool:
        """Whether the passphrase can be read."""
        return self.edit.echoMode() is QLineEdit.EchoMode.Normal

    def toggle(self) -> None:
        """Show or hide the passphrase."""
        mode = QLineEdit.EchoMode.Password if self.shown else QLineEdit.EchoMode.Normal
        self.edit.setEchoMode(mode)
        if self.shown:
            self.eye.show_icon("eye-off", _("Hide the passphrase (Alt+F8)"))
        else:
            self.eye.show_icon("eye", _("Show the passphrase (Alt+F8)"))
        self._on_text()

    def forget(self) -> None:
        """Empty and hide the field, leaving nothing to undo."""
        self.edit.clear()
        if self.shown:
            self.toggle()

    def _on_text(self) -> None:
        look = Look.of(self)
        font = look.font(Kind.FIELD)
        if not self.shown and self.edit.text():
            font.setPointSizeF(_DOTS_POINTS * look.scale)  # a long phrase in full dots would run off
        self.edit.setFont(font)
        self.edit.setTextMargins(0, 0, look.dp(30), 0)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keep the eye at the right end of the field."""
        if watched is self.edit and isinstance(event, QResizeEvent):
            size = self.eye.sizeHint()
            self.eye.setGeometry(
                event.size().width() - size.width() - 4, (event.size().height() - size.height()) // 2,
                size.width(), size.height(),
            )  # fmt: skip
        return False


class StrengthBar(QWidget):
    """Four bars: how strong a passphrase is. The words beside it say the same; the caller gives both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        restyled(self, self.updateGeometry)

    def show_strength(self, score: int, words: str) -> None:
        """Fill `score` of four bars; `words` are for the screen reader."""
        self._score = max(0, min(_BARS, score))
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for four bars of 30 with gaps of 4."""
        look = Look.of(self)
        return QSize(look.dp(_BARS * 30 + (_BARS - 1) * 4), look.dp(6))

    def minimumSizeHint(self) -> QSize:
        """Never cut a bar."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        look = Look.of(self)
        painter = QPainter(self)
        role = {0: Role.LINE, 1: Role.BAD, 2: Role.WARN}.get(self._score, Role.OK)
        for number in range(_BARS):
            colour = look.colour(role if number < self._score else Role.LINE)
            rect = QRectF(number * look.dp(34), 0, look.dp(30), look.dp(6))
            rounded(painter, rect, rect.height() / 2, colour, None)
