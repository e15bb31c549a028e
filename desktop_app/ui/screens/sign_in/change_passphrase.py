"""The dialog in which a signed-in person changes the passphrase."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.passphrases import passphrase_strength
from desktop_app.foundation.problems import Problem
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.passphrase import PassphraseField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import reason_words
from desktop_app.wording.problems import sentences


class ChangePassphraseDialog(QDialog):
    """Asks for the old passphrase once and the new one twice."""

    wanted = Signal(str, str)
    """The old passphrase and the new one, both given and the new one strong enough."""

    def __init__(self, parent: QWidget | None = None, *, given_out: bool = False) -> None:
        """`given_out`: the passphrase now was given out for one use; the only other way is to sign out."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Change the passphrase"))
        self.old = PassphraseField(_("Your passphrase &now"))
        self.new = PassphraseField(_("The ne&w passphrase"))
        self.repeat = PassphraseField(_("&Repeat the new one"))
        self.change = PrimaryButton(_("&Change it"))
        self.change.setDefault(True)
        self.change.clicked.connect(self._on_change)
        cancel = QuietButton(_("&Sign out") if given_out else _("Ca&ncel"))
        cancel.clicked.connect(self.reject)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Text(_("Change the passphrase"), Kind.STEP_TITLE))
        sentence = _("The recovery words stay as they are and still open the store.")
        if given_out:
            sentence = _("Your passphrase was given out to you for one use. Choose your own now; nobody else knows it.")
        self._column.addWidget(Text(sentence, Kind.SENTENCE, Role.INK2, wrap=True))
        for field in (self.old, self.new, self.repeat):
            self._column.addWidget(field)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.change)
        self._column.addLayout(row)
        self.old.text_changed.connect(lambda _text: self.old.set_finding(""))
        self.new.text_changed.connect(lambda _text: self._check())
        self.repeat.text_changed.connect(lambda _text: self._check())
        self._ring = FocusRing(self)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(20), look.dp(20), look.dp(20), look.dp(16))
        self._column.setSpacing(look.dp(12))
        self.setMinimumWidth(look.dp(460))

    def show_refusal(self, problem: Problem) -> None:
        """Say why it was not changed."""
        words = sentences(problem)
        self.old.set_finding("error", f"{words.happened} {words.do}".strip())
        self.old.edit.selectAll()
        self.old.edit.setFocus()

    def end_work(self) -> None:
        """Let the person try again."""
        self.change.setEnabled(True)

    def _check(self, *, complete: bool = False) -> bool:
        strength = passphrase_strength(self.new.text())
        if self.new.text() or complete:
            self.new.set_finding("ok" if strength.enough else "error", reason_words(strength.reason))
        same = self.new.text() == self.repeat.text()
        if self.new.text() and same:
            self.repeat.set_finding("ok", _("Both entries match."))
        elif complete or len(self.repeat.text()) >= len(self.new.text()) > 0:
            self.repeat.set_finding("error", _("The two entries differ. Type the passphrase again."))
        else:
            self.repeat.set_finding("")
        return strength.enough and same

    def _on_change(self) -> None:
        if not self.old.text():
            self.old.set_finding("error", _("Type your passphrase."))
            self.old.edit.setFocus()
        elif self._check(complete=True):
            self.change.setEnabled(False)
            self.wanted.emit(self.old.text(), self.new.text())
        else:
            self.new.edit.setFocus()
