"""The way out where the store cannot be opened any more: a backup is put in its place, and the store kept aside."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Kind
from desktop_app.ui.widgets.buttons import DangerButton
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.passphrase import PassphraseField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _


class RescueDialog(Question):
    """Asks for the sign-in name and the passphrase of when the backup was made."""

    wanted = Signal(str, str)
    """Sign-in name and passphrase."""

    def __init__(self, backup: Path, login: str, parent: QWidget | None = None) -> None:
        sentence = _(
            "The backup is read through first. Then it takes the place of the store, which is kept in a folder beside "
            "it as it is. What was entered after the backup is not in it."
        )
        act = DangerButton(_("&Put it in place"), "history")
        super().__init__(_("Put a backup in place"), sentence, act, parent)
        self.file = Text(backup.name, Kind.BASE_STRONG, elide=True)
        self.login = LineField(_("&Sign-in name of then"))
        self.login.set_text(login)
        self.passphrase = PassphraseField(_("Pass&phrase of then"))
        for widget in (self.file, self.login, self.passphrase):
            self.body.addWidget(widget)
        (self.passphrase if login else self.login).setFocus()

    def _on_act(self) -> None:
        if not self.login.text().strip() or not self.passphrase.text():
            self.says.show_words("error", _("Type the sign-in name and the passphrase of when the backup was made."))
            return
        self.wanted.emit(self.login.text().strip(), self.passphrase.text())

    def done(self, result: int) -> None:
        """Keep no passphrase in a field."""
        self.passphrase.forget()
        super().done(result)
