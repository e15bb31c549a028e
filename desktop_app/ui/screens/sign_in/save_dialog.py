"""The other way out of a damaged store: what can still be read is saved, the loss is said, then it is put in place."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.rescue import Rescue
from desktop_app.ui.tasks import Ticket
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.passphrase import PassphraseField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import number_words
from desktop_app.wording.verify_words import SAVED, WHOLE, lost_words

_LOSSES_SHOWN = 8


class SaveDialog(Question):
    """First saves, under the passphrase of somebody of the office; then offers to put what was saved in place."""

    wanted = Signal(str, str)
    """Sign-in name and passphrase: save what can be read."""

    placing_wanted = Signal(object, str, str)
    """What was saved, and by whom: put it in the place of the store."""

    def __init__(self, login: str, parent: QWidget | None = None) -> None:
        sentence = _(
            "Every record that can still be read is written into a new store beside the damaged one, which stays as it "
            "is. Then you see what is lost. This can take some minutes."
        )
        super().__init__(_("Save what can still be read"), sentence, PrimaryButton(_("Sa&ve it"), "save"), parent)
        self.setObjectName("save_dialog")
        self._saved: Path | None = None
        self._given = ("", "")
        self.login = LineField(_("&Sign-in name"))
        self.login.set_text(login)
        self.passphrase = PassphraseField(_("&Passphrase"))
        self.outcome = Text("", Kind.BASE_STRONG, wrap=True)
        self.losses = Text("", Kind.SENTENCE, Role.BAD, wrap=True)
        self.means = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self.place = DangerButton(_("&Put it in place"), "history")
        self.place.setAutoDefault(False)
        self.place.clicked.connect(lambda _on: self.placing_wanted.emit(self._saved, *self._given))
        self.buttons.insertWidget(self.buttons.indexOf(self.act), self.place)
        for widget in (self.login, self.passphrase, self.outcome, self.losses, self.means):
            self.body.addWidget(widget)
        self._turn(saved=False)
        (self.passphrase if login else self.login).setFocus()

    def follow_saving(self, ticket: Ticket, target: Path) -> None:
        """Wait until everything was read; Cancel stops it, and nothing is left of it."""
        self.says.show_words("", "")
        self._await(ticket, _("Reading what can be read"))
        ticket.succeeded.connect(lambda saved: self._show(saved, target))

    def _turn(self, *, saved: bool) -> None:
        """Show what is asked, or what was saved."""
        self.place.setVisible(saved)
        for answer in (self.outcome, self.losses, self.means):
            answer.setVisible(saved)
        self.act.setVisible(not saved)
        for asked in (self.login, self.passphrase):
            asked.setVisible(not saved)

    def _let_press(self, *, on: bool) -> None:
        super()._let_press(on=on)
        self.place.setEnabled(on)

    def _show(self, saved: Rescue, target: Path) -> None:
        """Say what was saved and what is lost, and offer to go on with it."""
        self._saved = target
        count = number_words(saved.rows)
        self.outcome.setText(plural("{n} row was saved.", "{n} rows were saved.", saved.rows).format(n=count))
        lost = [lost_words(entry) for entry in saved.damaged]
        more = len(lost) - _LOSSES_SHOWN
        if more > 0:
            said = plural("And of {n} further table.", "And of {n} further tables.", more).format(n=more)
            lost = [*lost[:_LOSSES_SHOWN], said]
        self.losses.setText("\n".join(lost))
        aside = _("The damaged store is kept in a folder beside it; what was saved lies in {folder} too.")
        means = _(SAVED) if lost else _(WHOLE)
        self.means.setText(f"{means} {aside.format(folder=target.parent)}")
        self._turn(saved=True)
        self.losses.setVisible(bool(lost))
        self.adjustSize()
        self.place.setFocus()

    def _on_act(self) -> None:
        if not self.login.text().strip() or not self.passphrase.text():
            self.says.show_words("error", _("Type the sign-in name and the passphrase."))
            return
        self._given = (self.login.text().strip(), self.passphrase.text())
        self.wanted.emit(*self._given)

    def done(self, result: int) -> None:
        """Keep no passphrase in a field."""
        self._given = ("", "")
        self.passphrase.forget()
        super().done(result)
