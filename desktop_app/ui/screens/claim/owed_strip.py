"""What is owed in the claim, in one line below the steps: the most urgent of it, and the button of its remedy.

Where more is overdue that is mended otherwise, it has a button of its own beside it.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton, SecondaryButton
from desktop_app.ui.widgets.owed_words import strip_words
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Sentence
from desktop_app.ui.widgets.wrapping import WrappingRow
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.obligations import ObligationLine, Remedy, obligations_of_claim

_HEIGHT = 40
_SIDES = 72
_BESIDE = 2
"""So many other things that are overdue have their buttons beside the first; those of more stand below."""

_LINES = 1.7
"""So many lines the sentence may take beside its buttons, the ends of the lines left out."""


class OwedStrip(QWidget):
    """Hidden where no other office has anything to do with the claim."""

    remedy_wanted = Signal(str)
    """The next step of the most urgent obligation: its id."""

    paper_wanted = Signal(str)
    """The answer that is most urgent came on paper and is to be typed in: the obligation's id."""

    all_wanted = Signal(str)
    """All that is owed in the claim should be shown: its key."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self._key = ""
        self._line: ObligationLine | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._icon = Picture("clock", Role.INK2, 16)
        self.words = Sentence("", Kind.SENTENCE, Role.INK)
        self.remedy = SecondaryButton("")
        self.remedy.clicked.connect(self._on_remedy)
        self.paper = QuietButton(_("Came on paper…"), "scroll-text")
        self.paper.setShortcut(QKeySequence("Alt+Shift+0"))  # as that of the button beside it
        self.paper.setToolTip(_("Type in the answer that came on paper, with its scan (Alt+Shift+0)"))
        self.paper.clicked.connect(self._on_paper)
        self.all = QuietButton(_("Owed in this case…"))
        self.all.setShortcut(QKeySequence("Alt+0"))  # every letter of the name leads to a field of one of the steps
        self.all.setToolTip(_("What is owed in this case, and everything to do about it (Alt+0)"))
        self.all.clicked.connect(lambda: self.all_wanted.emit(self._key))
        self.others: dict[str, SecondaryButton] = {}
        self._said = QHBoxLayout()
        self._said.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._said.addWidget(self.words, 1)
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addWidget(self.paper)
        self._row.addWidget(self.remedy)
        self._row.addWidget(self.all)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.addLayout(self._said, 1)
        self._both.addLayout(self._row)
        self._more = WrappingRow(right=True)
        self._more.hide()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._both)
        self._column.addWidget(self._more)
        self.hide()
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setMinimumHeight(look.dp(_HEIGHT))
        self._column.setContentsMargins(look.dp(24), look.dp(3), look.dp(16), look.dp(3))
        self._column.setSpacing(look.dp(4))
        self._both.setSpacing(look.dp(4))
        self._said.setSpacing(look.dp(8))
        self._row.setSpacing(look.dp(8))
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where they have room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Put the buttons below the sentence where it has no room for itself beside them."""
        beside = self.width() - self._row.sizeHint().width() - Look.of(self).dp(_SIDES)
        needs = self.words.fontMetrics().horizontalAdvance(self.words.text())
        below = beside * _LINES < needs
        ways = QBoxLayout.Direction
        self._both.setDirection(ways.TopToBottom if below else ways.LeftToRight)
        margins = self._column.contentsMargins()
        self._more.fit(self.width() - margins.left() - margins.right())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and hairline; tinted where something is overdue."""
        look = Look.of(self)
        painter = QPainter(self)
        late = self._line is not None and self._line.overdue
        painter.fillRect(self.rect(), look.colour(Role.BAD_TINT if late else Role.SURFACE))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour(Role.LINE))

    def show_claim(self, key: str) -> None:
        """Fetch what is owed in a registered claim; nothing is shown of a draft (an empty key)."""
        self._key = key
        if not key:
            self.hide()
            return

        def job(desk: Desk, _progress: Progress) -> tuple[ObligationLine, ...]:
            return obligations_of_claim(desk, key)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(lambda lines: self._on_lines(key, lines))
        ticket.failed.connect(self._notices.refuse)

    def _on_lines(self, key: str, lines: tuple[ObligationLine, ...]) -> None:
        if key != self._key:
            return
        owed = sorted((line for line in lines if line.open), key=lambda line: (line.days, line.partner_code))
        self._line = owed[0] if owed else None
        self.setVisible(bool(lines))
        self.remedy.setVisible(self._line is not None and self._line.remedy is not Remedy.NONE)
        self.paper.setVisible(self._line is not None and self._line.takes_paper)
        if self._line is None:
            self._icon.show_icon("circle-check", Role.OK)
            self.words.setText(_("Nothing is owed in this case any more."))
        else:
            self._icon.show_icon("clock-alert" if self._line.overdue else "clock", _role(self._line))
            self.words.setText(strip_words(self._line, len(owed)))
            self._name_remedy(self._line.remedy)
        self.words.set_role(_role(self._line))
        self._show_others(others_overdue(owed))
        self._turn()
        self.update()

    def _show_others(self, lines: tuple[ObligationLine, ...]) -> None:
        """Show a button for each other thing that is overdue, where the first button does not mend it."""
        for button in self.others.values():
            self._row.removeWidget(button)
            self._more.take(button)
            button.setParent(None)
            button.deleteLater()
        self.others = {}
        for line in lines:
            button = SecondaryButton(other_words(line))
            button.setToolTip(strip_words(line, 1))
            button.clicked.connect(partial(self._on_other, line.id))
            if len(self.others) < _BESIDE:
                self._row.insertWidget(self._row.indexOf(self.all), button)
            else:
                self._more.add(button)
            self.others[line.id] = button
            button.show()
            QWidget.setTabOrder(list(self.others.values())[-2] if len(self.others) > 1 else self.remedy, button)

        self._more.setVisible(len(lines) > _BESIDE)

    def _on_other(self, obligation_id: str, _on: bool = False) -> None:
        self.remedy_wanted.emit(obligation_id)

    def _name_remedy(self, remedy: Remedy) -> None:
        """Name the button; an answer has no letter of its own, as each leads to a field of the calculation."""
        self.remedy.setText(remedy_words(remedy))
        answers = remedy is Remedy.ANSWER
        if answers:
            self.remedy.setShortcut(QKeySequence("Alt+Shift+9"))
        self.remedy.setToolTip(_("Give the answer that this office owes (Alt+Shift+9)") if answers else "")

    def _on_paper(self) -> None:
        if self._line is not None:
            self.paper_wanted.emit(self._line.id)

    def _on_remedy(self) -> None:
        if self._line is not None:
            self.remedy_wanted.emit(self._line.id)


def _role(line: ObligationLine | None) -> Role:
    return Role.BAD if line is not None and line.overdue else Role.INK


def others_overdue(owed: Sequence[ObligationLine]) -> tuple[ObligationLine, ...]:
    """Return what is overdue besides the most urgent, each remedy once: a reminder is for all an office owes."""
    found: dict[str, ObligationLine] = {}
    for line in owed:
        if line.overdue and line.remedy is not Remedy.NONE:
            found.setdefault(line.id if line.remedy is Remedy.ANSWER else f"{line.remedy} {line.partner_code}", line)
    return tuple(line for line in found.values() if line is not owed[0])


def other_words(line: ObligationLine) -> str:
    """Name the button of something else that is overdue, with the office."""
    said = {
        Remedy.REMIND: _("Remind {office}…"),
        Remedy.SEND_QUESTION: _("Send {office} the question"),
        Remedy.ANSWER: _("Answer {office}…"),
        Remedy.CALL_HEAD: _("Call the head of {office}…"),
        Remedy.SENT_ALREADY: _("Call {office}…"),
    }
    return said[line.remedy].format(office=line.partner_code) if line.remedy in said else ""


def remedy_words(remedy: Remedy) -> str:
    """Name what the button does."""
    return {
        Remedy.REMIND: _("Re&mind…"),
        Remedy.SEND_QUESTION: _("Send the &question"),
        Remedy.ANSWER: _("Answer…"),
        Remedy.CALL_HEAD: _("Call the &head…"),
        Remedy.SENT_ALREADY: _("Call the&m…"),
        Remedy.NONE: "",
    }[remedy]
