"""What waits for a second person, as a card: what, by whom and why, and what the person here can do about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.users import Role as OfficeRole
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton, WordButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.chips import Pill
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import obstacle_words
from desktop_app.wording.formats import date_words
from desktop_app.workflows.propose import ProposalView


class ProposalCard(Card):
    """Accept and Refuse for who may be the second person; for others the second person at this desk; Withdraw."""

    accept_wanted = Signal()
    refuse_wanted = Signal()
    beside_wanted = Signal()
    withdraw_wanted = Signal()
    add_user_wanted = Signal()

    def __init__(self, view: ProposalView, what: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Waits for a second person"), ground=Role.WARN_TINT, edge=Role.WARN_LINE, parent=parent)
        self.view, self.what = view, what
        self.add_beside_title(Pill(_("Not in force yet"), "warn", "hourglass"))
        self.body.addWidget(Text(what, Kind.BASE_STRONG, wrap=True))
        for line in self._lines():
            self.body.addWidget(Text(line, Kind.SENTENCE, Role.INK, wrap=True))
        self.hint = Text(self._obstacle(), Kind.SENTENCE, Role.WARN, wrap=True)
        self.hint.setVisible(bool(self.hint.text()))
        self.body.addWidget(self.hint)
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self.body.addLayout(self._row)
        self.accept = PrimaryButton(_("&Accept…"), "check")
        self.refuse = SecondaryButton(_("Re&fuse…"), "x")
        self.withdraw = SecondaryButton(_("Wi&thdraw…"), "undo-2")
        both = _("Accept by your &passphrase…")
        self.beside = SecondaryButton(both if view.in_one_hand else _("Second person at this &desk…"), "user-check")
        self.add_user = SecondaryButton(_("Add a &user…"), "plus")
        lacks = not view.seconds or view.in_one_hand
        shown = (
            (self.withdraw, view.mine, self.withdraw_wanted),
            (self.refuse, view.obstacle is None, self.refuse_wanted),
            (self.add_user, lacks and view.obstacle is not None, self.add_user_wanted),
            (self.beside, bool(view.seconds) and view.obstacle is not None, self.beside_wanted),
            (self.accept, view.obstacle is None, self.accept_wanted),
        )
        for button, visible, signal in shown:
            self._row.addWidget(button)
            button.setVisible(visible)
            button.clicked.connect(signal)
        restyled(self, self._restyle_row)

    @property
    def first_button(self) -> WordButton:
        """The button that does the next thing for the person here."""
        return next(button for button in (self.accept, self.beside, self.add_user) if not button.isHidden())

    def _lines(self) -> tuple[str, ...]:
        proposal = self.view.proposal
        day = date_words(proposal.proposed_at.date())
        lines = (
            _("Legal reference: {reference}").format(reference=proposal.legal_reference),
            _("Reason: {reason}").format(reason=proposal.reason),
            _("Proposed by {name} on {day}").format(name=self.view.proposer.name, day=day),
        )
        return lines if proposal.legal_reference else lines[1:]

    def _obstacle(self) -> str:
        if self.view.obstacle is None:
            return ""
        if self.view.in_one_hand:
            return _("Nobody else works at this office: you hold both roles, and the record says so.")
        said = obstacle_words(self.view.obstacle)
        if self.view.seconds:
            return said
        if OfficeRole.HEAD in self.view.proposer.roles:
            return _("{said} Nobody else on this desk can yet: add an approver, or give somebody that role.").format(
                said=said
            )
        return _("{said} Nobody else on this desk can yet: add the head of the office, or give somebody that "
                 "role.").format(said=said)  # fmt: skip

    def _restyle_row(self) -> None:
        self._row.setSpacing(Look.of(self).dp(8))
