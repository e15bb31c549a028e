"""The questions about users: who is added, with which role, and with whose passphrase."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from desktop_app.domain.passphrases import passphrase_strength
from desktop_app.domain.users import Role
from desktop_app.ui.theme import Kind, Look
from desktop_app.ui.theme import Role as Colour
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.option_line import OptionLine
from desktop_app.ui.widgets.passphrase import PassphraseField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import role_about_words
from desktop_app.wording.findings import reason_words
from desktop_app.wording.terms import role_words
from desktop_app.workflows.keep_users import UserLine


class NewPassphrase(QWidget):
    """A passphrase: the person types it now, or the program makes one for one use, shown once."""

    def __init__(self, one_time_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theirs = OptionLine(_("The person is here and types a passphrase of their own"))
        self.given = OptionLine(_("Give out a passphrase for one use; the person changes it at the first sign-in"))
        self._group = QButtonGroup(self)
        for line in (self.theirs, self.given):
            self._group.addButton(line.radio)
        self.first = PassphraseField(_("The person's &passphrase"))
        self.repeat = PassphraseField(_("&Repeat it"))
        hint = _("Hand it over in person. It is shown only now, and decides nothing as a second person.")
        self.words = LineField(_("Passphrase for one &use"), hint=hint)
        self.names: tuple[LineField, ...] = ()
        self.words.set_text(one_time_words)
        self.words.edit.setReadOnly(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._typed = FieldRow((self.first, 250), (self.repeat, 250))
        for widget in (self.theirs, self._typed, self.given, self.words):
            self._column.addWidget(widget)
        self.theirs.chosen.connect(self._show)
        self.given.chosen.connect(self._show)
        self.first.text_changed.connect(lambda _text: self._check())
        self.repeat.text_changed.connect(lambda _text: self._check())
        self.theirs.radio.setChecked(True)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._column.setSpacing(Look.of(self).dp(8))

    @property
    def one_time(self) -> bool:
        """Whether it is given out for one use."""
        return self.given.radio.isChecked()

    @property
    def passphrase(self) -> str:
        """The passphrase."""
        return self.words.text() if self.one_time else self.first.text()

    def missing(self) -> str:
        """Say beside the fields, and return, what is not right yet; empty when all is."""
        return "" if self.one_time or self._check(complete=True) else _("The passphrase is not complete.")

    def forget(self) -> None:
        """Empty every field."""
        for field in (self.first, self.repeat):
            field.forget()
        self.words.edit.clear()

    def _show(self) -> None:
        self._typed.setVisible(not self.one_time)
        self.words.setVisible(self.one_time)

    def _check(self, *, complete: bool = False) -> bool:
        strength = passphrase_strength(self.first.text(), [field.text() for field in self.names])
        if self.first.text() or complete:
            self.first.set_finding("ok" if strength.enough else "error", reason_words(strength.reason))
        same = self.first.text() == self.repeat.text()
        if self.first.text() and same:
            self.repeat.set_finding("ok", _("Both entries match."))
        elif complete or len(self.repeat.text()) >= len(self.first.text()) > 0:
            self.repeat.set_finding("error", _("The two entries differ. Type the passphrase again."))
        else:
            self.repeat.set_finding("")
        return strength.enough and same


class _RoleField(ChoiceField):
    """The role, below it what the role may do, and (`several`) the roles that the person holds beside it."""

    def __init__(
        self, role: Role, further: tuple[Role, ...] = (), *, several: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Ro&le"), [(each.value, role_words(each)) for each in Role], parent=parent)
        self.about = Text("", Kind.CAPTION, Colour.INK2, wrap=True)
        self.also = Text(_("In a small office, also:"), Kind.CAPTION, Colour.INK2)
        offered = [each for each in Role if several and each is not Role.AUDITOR]
        self.others = {each: CheckLine(role_words(each)) for each in offered}
        column = self.layout()
        if column is not None:
            column.addWidget(self.about)
            column.addWidget(self.also)
        self._grid = QGridLayout()
        for each, line in self.others.items():
            line.set_checked(each in further)
        if isinstance(column, QVBoxLayout):
            column.addLayout(self._grid)
        self.chosen.connect(lambda _key: self._say())
        self.set_key(role.value)
        self._say()

    @property
    def role(self) -> Role:
        """The role chosen."""
        return Role(self.key())

    @property
    def further(self) -> tuple[Role, ...]:
        """The roles ticked beside it; none beside that of an auditor."""
        if self.role is Role.AUDITOR:
            return ()
        return tuple(each for each, line in self.others.items() if line.checked() and each is not self.role)

    def _say(self) -> None:
        self.about.setText(role_about_words(self.role))
        works = self.role is not Role.AUDITOR and bool(self.others)
        self.also.setVisible(works)
        for line in self.others.values():
            self._grid.removeWidget(line)
            line.hide()
        beside = [line for each, line in self.others.items() if works and each is not self.role]
        for place, line in enumerate(beside):
            self._grid.addWidget(line, place // 2, place % 2)
            line.show()


class AddUserDialog(Question):
    """Who is to sign in at this desk."""

    wanted = Signal()
    """Everything is given."""

    def __init__(self, one_time_words: str, parent: QWidget | None = None) -> None:
        sentence = _("Everybody signs in with a name and a passphrase of their own; what they do is on the record.")
        super().__init__(_("Add a user"), sentence, PrimaryButton(_("&Add the user"), "plus"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = LineField(_("&First and last name"))
        self.login = LineField(_("Si&gn-in name"), hint=_("One word, as short as you like: dora"))
        self.role = _RoleField(Role.CLERK, several=False)  # further ones are given afterwards
        self.passphrase = NewPassphrase(one_time_words)
        self.passphrase.names = (self.name, self.login)
        for widget in (FieldRow((self.name, 290), (self.login, 210)), self.role, self.passphrase):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.name.edit.setFocus()

    def done(self, result: int) -> None:
        """Forget what was typed, however it ends."""
        self.passphrase.forget()
        super().done(result)

    def _missing(self) -> str:
        name = "" if self.name.text().strip() else _("Enter the name as it should stand on papers.")
        login = "" if self.login.text().strip() else _("Enter the name to sign in with.")
        self.name.set_finding("error" if name else "", name)
        self.login.set_finding("error" if login else "", login)
        if name or login:
            (self.name if name else self.login).edit.setFocus()
        return self.passphrase.missing() or name or login

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit()


class ChangeUserDialog(Question):
    """Another name or role."""

    wanted = Signal()

    def __init__(self, line: UserLine, parent: QWidget | None = None) -> None:
        sentence = _("The sign-in name {login} stays.").format(login=line.login)
        title = _("Change {name}").format(name=line.user.name)
        super().__init__(title, sentence, PrimaryButton(_("&Save"), "save"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = LineField(_("&First and last name"))
        self.name.set_text(line.user.name)
        self.role = _RoleField(line.user.role, line.user.further)
        for widget in (self.name, self.role):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _missing(self) -> str:
        name = "" if self.name.text().strip() else _("Enter the name as it should stand on papers.")
        self.name.set_finding("error" if name else "", name)
        return name

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit()


class PassphraseDialog(Question):
    """A new passphrase for a person who lost theirs, or who comes back."""

    wanted = Signal()

    def __init__(self, line: UserLine, one_time_words: str, parent: QWidget | None = None) -> None:
        back = _("{name} can sign in again.").format(name=line.user.name)
        lost = _("The passphrase of {name} is replaced; the old one opens nothing any more.").format(
            name=line.user.name
        )
        title = _("A new passphrase") if line.active else _("Let in again")
        super().__init__(title, lost if line.active else back, PrimaryButton(_("&Save"), "key-round"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.passphrase = NewPassphrase(one_time_words)
        self.body.addWidget(self.passphrase)
        self.body.addStretch(1)

    def done(self, result: int) -> None:
        """Forget what was typed, however it ends."""
        self.passphrase.forget()
        super().done(result)

    def _missing(self) -> str:
        return self.passphrase.missing()

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit()


class DeactivateDialog(Question):
    """Whether a person shall sign in no more."""

    wanted = Signal()

    def __init__(self, line: UserLine, parent: QWidget | None = None) -> None:
        sentence = _("{name} can sign in no more. What they entered, proposed and decided stays on record under their "
                     "name. They can be let in again.").format(name=line.user.name)  # fmt: skip
        title = _("End the access")
        super().__init__(title, sentence, DangerButton(_("&End it"), "x"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copies = _("Who kept a copy of the store and its keys can still open it, and with old keys this one too, "
                   "until the store has a new key: the button “Renew the key” on this page. Everybody else then gets a "
                   "passphrase for one use, and there is a new recovery sheet.")  # fmt: skip
        self.copies = Text(copies, Kind.CAPTION, Colour.INK2, wrap=True)
        self.body.addWidget(self.copies)

    def _on_act(self) -> None:
        self.wanted.emit()
