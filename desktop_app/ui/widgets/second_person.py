"""The second person at the same desk: sign-in name and passphrase, while who is signed in stays."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.foundation.problems import KeyProblem, Problem
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.passphrase import PassphraseField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.text import Paragraph
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.problems import sentences
from desktop_app.workflows.propose import ProposalView


class SecondPersonDialog(Question):
    """Asks another person of this office to accept or refuse. The passphrase is forgotten with every answer."""

    accept_wanted = Signal(str, str, str)
    """Sign-in name, passphrase and remark: the person accepts."""

    refuse_wanted = Signal(str, str, str)
    """Sign-in name, passphrase and reason: the person refuses."""

    def __init__(self, view: ProposalView, what: str, parent: QWidget | None = None) -> None:
        sentence = _("Let the other person sit down here and type. {name} stays signed in; nothing of the passphrase "
                     "is kept.").format(name=view.proposer.name if view.mine else _("Who is signed in"))  # fmt: skip
        both = _("Nobody else works at this office, so you hold both roles. Type your own passphrase; the record, and "
                 "every paper that rests on it, says that one person did both.")  # fmt: skip
        title = _("Both roles in one hand") if view.in_one_hand else _("Second person")
        super().__init__(title, both if view.in_one_hand else sentence, PrimaryButton(_("&Accept"), "check"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = _("*{what}*\nProposed by {name}: {reason}")
        names = ", ".join(user.name for user in view.seconds)
        self.body.addWidget(Paragraph(said.format(what=what, name=view.proposer.name, reason=view.proposal.reason)))
        self.login = LineField(_("&Sign-in name"), hint=_("Can be: {names}").format(names=names) if names else "")
        self.passphrase = PassphraseField(_("&Passphrase"))
        self.remark = LineField(_("Re&mark; a reason where you refuse"))
        for field in (self.login, self.passphrase, self.remark):
            self.body.addWidget(field)
        self.body.addStretch(1)
        self.refuse = DangerButton(_("Re&fuse"), "x")
        self.refuse.setAutoDefault(False)
        self.refuse.clicked.connect(self._on_refuse)
        self.buttons.insertWidget(0, self.refuse)
        self.login.edit.setFocus()

    def show_refusal(self, problem: Problem) -> None:
        """Say beside the field or below why it was not done; the passphrase is typed anew."""
        words = sentences(problem)
        said = f"{words.happened} {words.do}".strip()
        of_passphrase = isinstance(problem, KeyProblem) and problem.code in {"passphrase_wrong", "passphrase_wait"}
        of_login = isinstance(problem, KeyProblem) and problem.code == "user_unknown"
        self.passphrase.set_finding("error" if of_passphrase else "", said if of_passphrase else "")
        self.login.set_finding("error" if of_login else "", said if of_login else "")
        elsewhere = not of_passphrase and not of_login
        self.says.show_words("error" if elsewhere else "", said if elsewhere else "")
        (self.login if of_login else self.passphrase).edit.setFocus()

    def done(self, result: int) -> None:
        """Forget what was typed, however it ends."""
        self.passphrase.forget()
        super().done(result)

    def _let_press(self, *, on: bool) -> None:
        super()._let_press(on=on)
        self.refuse.setEnabled(on)
        if on:
            self.passphrase.forget()

    def _missing(self) -> str:
        login = "" if self.login.text().strip() else _("Type the sign-in name of the second person.")
        passphrase = "" if self.passphrase.text() else _("Type the passphrase.")
        self.login.set_finding("error" if login else "", login)
        self.passphrase.set_finding("error" if passphrase else "", passphrase)
        if login or passphrase:
            (self.login if login else self.passphrase).edit.setFocus()
        return login or passphrase

    def _on_act(self) -> None:
        self.remark.set_finding("")
        if not self._missing():
            self.accept_wanted.emit(self.login.text(), self.passphrase.text(), self.remark.text())

    def _on_refuse(self) -> None:
        reason = "" if self.remark.text().strip() else _("Say why you refuse.")
        self.remark.set_finding("error" if reason else "", reason)
        if not self._missing() and not reason:
            self.refuse_wanted.emit(self.login.text(), self.passphrase.text(), self.remark.text())
