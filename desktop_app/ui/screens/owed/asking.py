"""Questions whose answer is an act: fields, a filled button, and the refusal in words where it is refused."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.foundation.progress import Progress
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import WordButton
from desktop_app.ui.widgets.fields import FieldLabel, Finding
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk

LONGEST = 2000
_HEIGHT = 68

Act = Callable[[Desk], object]


class Words(QWidget):
    """Free words of several lines; Tab leaves the field."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(label.replace("&", ""))
        self.finding = Finding()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(FieldLabel(label, self.edit))
        self._column.addWidget(self.edit)
        self._column.addWidget(self.finding)
        self.setFocusProxy(self.edit)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setSpacing(look.dp(4))
        self.edit.setFixedHeight(look.dp(_HEIGHT))

    def text(self) -> str:
        """Return what was typed."""
        return self.edit.toPlainText().strip()

    def too_long(self) -> str:
        """Say by how much the words are too many; empty when they are not."""
        over = len(self.text()) - LONGEST
        said = _("The words are {n} characters too long.").format(n=over) if over > 0 else ""
        self.finding.show_words("error" if said else "", said)
        return said

    def set_missing(self, said: str) -> None:
        """Say below the field what is missing."""
        self.finding.show_words("error" if said else "", said)


class Asking(Question):
    """A question that does its act itself, on the worker, and closes when it is done."""

    acted = Signal(object)
    """The act was done: what it returned."""

    def __init__(self, tasks: Tasks, title: str, sentence: str, act: WordButton, parent: QWidget | None = None) -> None:
        super().__init__(title, sentence, act, parent)
        self._tasks = tasks

    def show_low(self) -> None:
        """Be as low as the contents allow: what grows may be drawn larger, and nothing begins below the screen."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.resize(self.width(), self.minimumSizeHint().height())

    def _act(self) -> Act:
        """Return what is to be done on the worker, by what was filled in."""
        raise NotImplementedError

    def _on_act(self) -> None:
        if self._missing():
            return
        act = self._act()

        def job(desk: Desk, _progress: Progress) -> object:
            return act(desk)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self.acted)
        self.follow(ticket)
