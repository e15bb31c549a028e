"""A question over the page: title, sentence, what is asked, and two buttons."""

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.ui.tasks import Ticket
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton, WordButton
from desktop_app.ui.widgets.fields import Finding
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.progress import ProgressStrip
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.tab_order import go_on
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.problems import sentences

_FRAME: Final = 40
"""The title bar that the system puts above a dialog."""


class Question(QDialog):
    """Fields go into `body`; `act` is the button that does it, `cancel` the one that leaves all as it is.

    Ctrl+Enter presses `act` from every field, Esc leaves.

    A subclass says in `_missing` what is not filled in yet. One whose answer can be refused gives its ticket to
    `follow`: the dialog closes when it was done, and says why when it was not. Who leaves before that stops it.
    """

    def __init__(self, title: str, sentence: str, act: WordButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.act = act
        self.act.setDefault(True)
        self.act.clicked.connect(self._on_act)
        self.cancel = QuietButton(_("Ca&ncel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.says = Finding()
        self._column = QVBoxLayout(self)
        self._title = Text(title, Kind.STEP_TITLE, wrap=True)
        self._column.addWidget(self._title)
        self._column.addWidget(Text(sentence, Kind.SENTENCE, Role.INK2, wrap=True))
        self.body = QVBoxLayout()
        self._column.addLayout(self.body, 1)
        self._column.addWidget(self.says)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.act)
        self._column.addLayout(self.buttons)
        self._ring = FocusRing(self)
        self._ticket: Ticket | None = None
        self._strip: ProgressStrip | None = None
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._press_act)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(20), look.dp(16), look.dp(20), look.dp(14))
        self._column.setSpacing(look.dp(10))
        self.body.setSpacing(look.dp(8))
        self.setMinimumWidth(look.dp(560))

    def event(self, event: QEvent) -> bool:
        """Ask for the height that sentences over several lines need: by itself a dialog opens without it."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._stand()
        return done

    def _stand(self) -> None:
        room = self.screen().availableGeometry().height() - Look.of(self).dp(_FRAME)
        needs = min(self._column.totalMinimumHeightForWidth(self.width()), room)
        if needs > self.minimumHeight():
            self.setMinimumHeight(needs)

    def entitle(self, title: str) -> None:
        """Call the question otherwise: it asks something else by now."""
        self.setWindowTitle(title)
        self._title.setText(title)

    def follow(self, ticket: Ticket, what: str = "") -> None:
        """Wait for what was asked: close when it is done, say why when it is refused.

        `what` says in words what is being done where that takes long; how far it is then stands above the buttons.
        """
        self._await(ticket, what)
        ticket.succeeded.connect(self.accept)

    def _await(self, ticket: Ticket, what: str = "") -> None:
        """Wait for an answer, whatever becomes of the dialog then."""
        self._ticket = ticket
        self._let_press(on=False)
        if what:
            self._how_far().follow(ticket, what)
        ticket.failed.connect(self.show_refusal)
        ticket.finished.connect(self._on_answered)

    def _how_far(self) -> ProgressStrip:
        if self._strip is None:
            self._strip = ProgressStrip(self)
            self._strip.cancel.hide()  # the dialog's own button does it
            self._column.insertWidget(self._column.indexOf(self.says), self._strip)
        return self._strip

    def reject(self) -> None:
        """Leave; what is still awaited is stopped where it can be, and nothing of it is done then."""
        if self._ticket is not None and not self._ticket.over:
            self._ticket.cancel()
        super().reject()

    def show_refusal(self, problem: Problem) -> None:
        """Say why it was not done, and what to do."""
        words = sentences(problem)
        self.says.show_words("error", f"{words.happened} {words.do}".strip())

    def _on_answered(self) -> None:
        self._let_press(on=True)

    def _let_press(self, *, on: bool) -> None:
        """Let the person press the buttons that act, or not while an answer is awaited."""
        self.act.setEnabled(on)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go with Tab to what is read next, fields that came later included."""
        return go_on(self, forward=forward)

    def _press_act(self) -> None:
        if self.act.isVisible() and self.act.isEnabled():
            self.act.click()

    def _missing(self) -> str:
        """Say what is missing; empty when nothing is."""
        return ""

    def _on_act(self) -> None:
        if not self._missing():
            self.accept()
