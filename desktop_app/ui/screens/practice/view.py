"""The window that makes the practice office: what it is, who works there, and one button."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.brand_panel import BrandPanel, PanelCard
from desktop_app.ui.widgets.buttons import SecondaryButton, TrainingButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.notice_bar import NoticeBar
from desktop_app.ui.widgets.practice_people import PracticePeople
from desktop_app.ui.widgets.progress import ProgressStrip
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.training_band import TrainingBand
from desktop_app.wording.catalogue import text as _

if TYPE_CHECKING:
    from desktop_app.workflows.desk import Desk

_WIDTH = 620


class PracticePresenter:
    """Has the practice office made, and opens it as the trainee."""

    def __init__(self, tasks: Tasks, *, places: Places, clock: Clock) -> None:
        self._tasks, self._places, self._clock = tasks, places, clock

    def make(self) -> Ticket:
        """Make it; the ticket tells how far it is, can be cancelled, and leaves nothing where it was."""

        def job(progress: Progress) -> "Desk":
            from desktop_app.workflows.practice_office import make_practice_office

            return make_practice_office(self._places, self._clock, progress)

        return self._tasks.open(job)


class PracticeWindow(QWidget):
    """The training mode before its office is there."""

    made = Signal()
    """The practice office is there, and the trainee is signed in."""

    other_mode_wanted = Signal()
    """Back to the real desk."""

    closed = Signal()
    """The person closed the window."""

    def __init__(self, presenter: PracticePresenter, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Look.of(self).dress(self)
        self.setObjectName("practice")
        self.setWindowTitle(_("CASS Desk - training"))
        self._presenter, self._notices = presenter, notices
        self.work = ProgressStrip()
        self._lay_out(notices)
        self._ring = FocusRing(self)
        self.resize(1000, 620)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.begin.click)
        restyled(self, self._restyle)

    def _lay_out(self, notices: Notices) -> None:
        self.other_mode = SecondaryButton(_("&Back to the real desk"))
        card = PanelCard(
            _("This is the training mode"),
            _("A store of its own for practice. Nothing in it is real."),
            self.other_mode,
        )
        self._panel = BrandPanel(card, self)
        self.other_mode.clicked.connect(lambda _on: self.other_mode_wanted.emit())
        middle = QWidget()
        self._middle = QVBoxLayout(middle)
        self._middle.addStretch(1)
        for line in (
            Text(_("Practise with an office of your own"), Kind.FIRST_RUN_TITLE),
            Text(
                _(
                    "You will work in a practice office in Saint Vincent, with claims in every state: one to remind "
                    "of, one that has just arrived, one ready to calculate. Its neighbours in Saint Lucia and Grenada "
                    "answer when you let them."
                ),
                Kind.BASE, Role.INK2, wrap=True,
            ),
            Text(
                _(
                    "A guide walks you through a first claim, from the form to the letter, in about fifteen minutes. "
                    "What you send can be opened by no real office, and nothing real can be opened here."
                ),
                Kind.BASE, Role.INK2, wrap=True,
            ),
            Text(_("Who works there"), Kind.CARD_TITLE),
            PracticePeople(),
        ):  # fmt: skip
            self._middle.addWidget(line)
        self.begin = TrainingButton(_("Make the &practice office"), "graduation-cap")
        self.begin.clicked.connect(lambda _on: self._on_begin())
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.begin)
        self._middle.addLayout(foot)
        self._middle.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(TrainingBand(right))
        column.addWidget(NoticeBar(notices, right))
        column.addWidget(scrolled(middle), 1)
        column.addWidget(self.work)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._panel)
        row.addWidget(right, 1)

    def _restyle(self) -> None:
        look = Look.of(self)
        side = look.dp(56)
        self._middle.setContentsMargins(side, look.dp(24), side, look.dp(24))
        self._middle.setSpacing(look.dp(14))
        self.setMinimumSize(look.dp(860), look.dp(540))
        palette = self.palette()
        palette.setColor(self.backgroundRole(), look.colour(Role.SURFACE))
        self.setPalette(palette)

    def start(self) -> None:
        """Give the keyboard to the one button."""
        self.begin.setFocus()

    def _on_begin(self) -> None:
        if not self.begin.isEnabled():
            return
        self._let(working=True)
        ticket = self._presenter.make()
        ticket.succeeded.connect(lambda _desk: self.made.emit())
        ticket.failed.connect(self._notices.refuse)
        ticket.finished.connect(lambda: self._let(working=False))
        self.work.follow(ticket, _("Making the practice office"))

    def _let(self, *, working: bool) -> None:
        self.begin.setEnabled(not working)
        self.other_mode.setEnabled(not working)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the panel less where the window is narrow."""
        super().resizeEvent(event)
        self._panel.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window is closed."""
        super().closeEvent(event)
        self.closed.emit()
