"""The second person looks a certificate or correction through, word by word, and approves it or gives it back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.owed.asking import Act, Asking
from desktop_app.ui.screens.owed.word_pane import WordPane
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.page_view import PageView
from desktop_app.ui.widgets.said_line import SaidLine
from desktop_app.ui.widgets.second_person import SecondPersonDialog
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import obstacle_words, proposal_kind_words
from desktop_app.wording.formats import date_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import ProposalView, accept, accept_beside, refuse, refuse_beside, withdraw
from desktop_app.workflows.word_view import Word

_WIDTH = 1180
_HEIGHT = 660


class ApprovalDialog(Asking):
    """The sheet on the left, its words on the right. Who prepared it sees the same, and can take it back."""

    def __init__(self, word: Word, view: ProposalView, tasks: Tasks, parent: QWidget | None = None) -> None:
        day = date_words(view.proposal.proposed_at.date())
        sentence = _("Prepared by {name} on {day}. Nothing is sealed before another person approves it.").format(
            name=view.proposer.name, day=day
        )
        if word.claim_number:
            sentence = f"{_('Case {number}.').format(number=word.claim_number)} {sentence}"
        act = PrimaryButton(_("&Approve and seal"), "badge-check")
        super().__init__(tasks, proposal_kind_words(view.proposal.kind), sentence, act, parent)
        self._word, self._view = word, view
        self.cancel.setText(_("C&lose"))
        self.reason = LineField(_("&Why it goes back"), hint=_("Who prepared it reads this."))
        self.give_back = SecondaryButton(_("&Return it"), "undo-2")
        self.give_back.clicked.connect(self._on_give_back)
        self.beside = SecondaryButton(_("Second &person here…"), "users-round")
        self.beside.clicked.connect(self._on_beside)
        self.take_back = SecondaryButton(_("Wi&thdraw it"), "undo-2")
        self.take_back.clicked.connect(lambda: self._do(lambda desk: withdraw(desk, view.proposal.id)))
        for button in (self.take_back, self.beside, self.give_back):
            button.setAutoDefault(False)
            self.buttons.insertWidget(self.buttons.count() - 1, button)
        self.pane = WordPane(word)
        self.body.addWidget(self._split(), 1)
        if view.obstacle is not None and view.proposal.waits:
            names = ", ".join(user.name for user in view.seconds)
            who = _("Can approve it: {names}.").format(names=names) if names else _("Nobody here has the right yet.")
            self.body.addWidget(SaidLine("neutral", f"{obstacle_words(view.obstacle)} {who}"))
        self.body.addWidget(self.reason)
        self._offer()

    def _split(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        if self._word.pages is not None:
            self.pages = PageView(_("The sheet as it will be"), self._word.pages.data, self._tasks)
            self.pages.setObjectName("approval_pages")
            self.pages.refused.connect(self._refuse)
            split.addWidget(self.pages)
        self.words = scrolled(self.pane)
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        split.addWidget(self.words)
        look = Look.of(self)
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.sizeHint()
        width, height = look.dp(_WIDTH), look.dp(_HEIGHT)
        if parent is not None:
            width, height = min(width, room.width() * 94 // 100), min(height, room.height() * 94 // 100)
        self.resize(width, height)
        split.setSizes([width // 2, width // 2])
        return split

    def _offer(self) -> None:
        """Show what the person here can do, and put the keyboard on it."""
        view = self._view
        can = view.proposal.waits and view.obstacle is None
        self.act.setVisible(can and self._word.problem is None)
        self.act.setDefault(False)
        self.act.setAutoDefault(False)
        self.give_back.setVisible(can)
        self.reason.setVisible(can)
        self.beside.setVisible(view.proposal.waits and not can and bool(view.seconds) and self._word.problem is None)
        self.take_back.setVisible(view.proposal.waits and view.mine)
        self.words.setFocus()

    def _act(self) -> Act:
        key = self._view.proposal.id
        return lambda desk: accept(desk, key)

    def _on_give_back(self) -> None:
        why = self.reason.text().strip()
        self.reason.set_finding("" if why else "error", "" if why else _("Say why it goes back."))
        if not why:
            self.reason.edit.setFocus()
            return
        key = self._view.proposal.id
        self._do(lambda desk: refuse(desk, key, reason=why))

    def _on_beside(self) -> None:
        view = self._view
        key = view.proposal.id
        dialog = SecondPersonDialog(view, proposal_kind_words(view.proposal.kind), self)
        dialog.accept_wanted.connect(
            lambda login, passphrase, remark: dialog.follow(
                self._run(lambda desk: accept_beside(desk, key, login=login, passphrase=passphrase, remark=remark))
            )
        )
        dialog.refuse_wanted.connect(
            lambda login, passphrase, reason: dialog.follow(
                self._run(lambda desk: refuse_beside(desk, key, login=login, passphrase=passphrase, reason=reason))
            )
        )
        dialog.accepted.connect(self.accept)
        dialog.open()

    def _do(self, act: Act) -> None:
        self.follow(self._run(act))

    def _run(self, act: Act) -> Ticket:
        def job(desk: Desk, _progress: Progress) -> object:
            return act(desk)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self.acted)
        return ticket

    def _let_press(self, *, on: bool) -> None:
        super()._let_press(on=on)
        for button in (self.give_back, self.beside, self.take_back):
            button.setEnabled(on)

    def _refuse(self, problem: Problem) -> None:
        self.show_refusal(problem)
