"""A backup held against the store, and the way back to it: what would be lost is said before anything can be done."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.screens.settings.backup_dialogs import CompareDialog
from desktop_app.ui.tasks import Ticket
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import DangerButton
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.passphrase import PassphraseField
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.compare_backup import BackupComparison
from desktop_app.workflows.second_beside import Beside


class GoBackDialog(CompareDialog):
    """First compares; then, for a reason, goes back. The present store is kept aside, and everybody signs in anew."""

    going_wanted = Signal(str, str, str, object)
    """Sign-in name and passphrase of when the backup was made, the reason, and who stands `Beside`."""

    def __init__(self, backup: Path, login: str, parent: QWidget | None = None, *, second: bool = False) -> None:
        super().__init__(backup, login, parent)
        self._given, self._two = ("", ""), second
        self.means = Text(
            _(
                "Going back closes the desk for everybody. The store as it is now stays in a folder beside it. Users "
                "and passphrases are those of then, and the other offices are told with the next bundle."
            ),
            Kind.SENTENCE,
            Role.INK2,
            wrap=True,
        )
        self.reason = LineField(_("&Reason for going back"))
        self.second = Text(_second_words(needed=second), Kind.SENTENCE, Role.INK2, wrap=True)
        self.beside = LineField(_("Sign-in &name of the second person"))
        self.proof = PassphraseField(_("Their o&wn passphrase of today"))
        self.go = DangerButton(_("&Go back to it"), "history")
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self._on_go)
        self.buttons.insertWidget(self.buttons.indexOf(self.act), self.go)
        for widget in (self.means, self.reason, self.second, self.beside, self.proof):
            self.body.addWidget(widget)
        self._offer(on=False)

    def _on_act(self) -> None:
        self._given = (self.login.text(), self.passphrase.text())
        self._offer(on=False)
        super()._on_act()

    def _let_press(self, *, on: bool) -> None:
        super()._let_press(on=on)
        self.go.setEnabled(on)

    def _offer(self, *, on: bool) -> None:
        for widget in (self.means, self.reason, self.second, self.go):
            widget.setVisible(on)
        for field in (self.beside, self.proof):
            field.setVisible(on and self._two)

    def show_outcome(self, found: BackupComparison) -> None:
        """Say what the backup lacks, and offer to go back where it is a sound older state of this store."""
        super().show_outcome(found)
        can = found.ours and found.checked.standing and found.lost_count > 0
        if can:
            self.entitle(_("Go back to a backup"))
        self._offer(on=can)
        for widget in (self.login, self.passphrase, self.act):
            widget.setVisible(not can)
        if can:
            self.reason.edit.setFocus()

    def _on_go(self) -> None:
        if not self.reason.text().strip():
            self.says.show_words("error", _("Say why: the reason stays in the journal of the store that is kept."))
            self.reason.edit.setFocus()
            return
        if self._two and not self.beside.text().strip():
            self.says.show_words("error", _("The second person enters their sign-in name and passphrase."))
            self.beside.edit.setFocus()
            return
        beside = Beside(self.beside.text().strip(), self.proof.text())
        self.proof.set_text("")
        self.going_wanted.emit(*self._given, self.reason.text().strip(), beside)

    def follow(self, ticket: Ticket, what: str = "") -> None:
        """Wait for the backup to be tried to the side; what was typed is forgotten with it."""
        super().follow(ticket, what or _("Trying the backup to the side"))
        ticket.succeeded.connect(lambda _done: self._forget())

    def _forget(self) -> None:
        self._given = ("", "")


def _second_words(*, needed: bool) -> str:
    if needed:
        return _("Two persons go back, one of them the head of the office: the other one proves to be here beside you.")
    return _("Nobody else works here: you go back alone, and the journal says so.")
