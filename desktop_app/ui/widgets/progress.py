"""Long work in one line: what, how much, and Cancel. Shows itself only when the work takes longer than 300 ms."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from desktop_app.ui.tasks import Ticket
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _

PATIENCE_MS = 300


class ProgressStrip(QWidget):
    """Follows one ticket at a time and hides when it is finished."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticket: Ticket | None = None
        self._what = Text("", Kind.SENTENCE, Role.INK2)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.cancel = QuietButton(_("Ca&ncel"))
        self.cancel.clicked.connect(self._on_cancel)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._what)
        self._row.addWidget(self._bar, 1)
        self._row.addWidget(self.cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.hide()
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setContentsMargins(look.dp(20), look.dp(6), look.dp(20), look.dp(6))
        self._row.setSpacing(look.dp(12))

    def follow(self, ticket: Ticket, what: str) -> None:
        """Show how far this work is; `what` says in words what is being done."""
        self._ticket = ticket
        self._what.setText(what)
        self._bar.setAccessibleName(what)
        self._bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        ticket.progressed.connect(self._on_progressed)
        ticket.finished.connect(self._on_finished)
        self._timer.start()

    def _on_progressed(self, done: int, total: int, _code: str) -> None:
        if self.sender() is self._ticket:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _on_finished(self) -> None:
        if self.sender() is self._ticket:
            self._ticket = None
            self._timer.stop()
            self.hide()

    def _on_cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self.cancel.setEnabled(False)
