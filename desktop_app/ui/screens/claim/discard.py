"""Voiding a draft: a line below the steps asks for the reason; there is no delete without one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import DangerButton, QuietButton
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _


class DiscardBar(QWidget):
    """Asks why a draft is void."""

    discarded = Signal(str)
    """The draft is void, for this reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = LineField("", placeholder=_("for example: entered twice"), name=_("Why is this draft void?"))
        self.reason.edit.setObjectName("discard_reason")
        self.voider = DangerButton(_("&Void it"), "trash-2")
        self.voider.setObjectName("discard_yes")
        leaver = QuietButton(_("Keep it (Esc)"))
        self.voider.clicked.connect(self._on_void)
        leaver.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Text(_("Why is this draft void?"), Kind.SENTENCE, Role.INK))
        self._row.addWidget(self.reason, 1)
        self._row.addWidget(self.voider)
        self._row.addWidget(leaver)
        self.hide()
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setContentsMargins(look.dp(20), look.dp(8), look.dp(20), look.dp(8))
        self._row.setSpacing(look.dp(10))

    def ask(self) -> None:
        """Ask for the reason."""
        self.reason.set_text("")
        self.reason.set_finding("")
        self.show()
        self.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_void(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.discarded.emit(reason)
        else:
            self.reason.set_finding("error", _("Say why; the record keeps it."))
            self.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Void with Enter, keep with Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_void()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the bar."""
        look = Look.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.BAD_TINT))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour(Role.LINE))
