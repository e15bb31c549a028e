"""The questions about keys: why and since when, who said so, and under which passphrase they are written to files."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.offices import KeyCheck
from desktop_app.domain.passphrases import passphrase_strength
from desktop_app.foundation.problems import Problem
from desktop_app.ui.screens.offices.compare import KeyWords
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton, WordButton
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.passphrase import PassphraseField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.said_line import SaidLine
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import reason_words
from desktop_app.workflows.keep_directory import ListPreview
from desktop_app.workflows.key_effects import OwnKeyAct


class _Asking(Question):
    """Fields that must be filled before the act; what is missing is said beside each."""

    def __init__(self, title: str, sentence: str, act: WordButton, parent: QWidget | None = None) -> None:
        super().__init__(title, sentence, act, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._needed: list[tuple[LineField, str]] = []

    def ask(self, field: LineField, missing: str = "") -> None:
        """Add a field; `missing` is said where it must be filled and is not."""
        self.body.addWidget(field)
        if missing:
            self._needed.append((field, missing))

    def _missing(self) -> str:
        first = ""
        for field, words in self._needed:
            empty = field.value() is None if isinstance(field, DateField) else not field.text().strip()
            field.set_finding("error" if empty else "", words if empty else "")
            if empty and not first:
                first = words
                field.edit.setFocus()
        return first


class OwnKeyDialog(_Asking):
    """A new key, the end of the one before, or a lost key."""

    wanted = Signal(str, object)
    """Why, and since when the key may be in wrong hands (a day, None for the other acts)."""

    def __init__(self, act: OwnKeyAct, today: date, parent: QWidget | None = None) -> None:
        titles = {
            OwnKeyAct.ROTATE: _("Make a new key"),
            OwnKeyAct.RETIRE: _("Retire the former key"),
            OwnKeyAct.REVOKE: _("Our key is lost"),
        }
        sentences = {
            OwnKeyAct.ROTATE: _(
                "The key in use announces the new one to every office. Until an office has accepted it, bundles go "
                "there under the key it knows. Old bundles stay readable. A second person accepts this."
            ),
            OwnKeyAct.RETIRE: _(
                "Every office is told that the key before the present one is no longer used. What it signed until now "
                "stays good. A second person accepts this."
            ),
            OwnKeyAct.REVOKE: _(
                "A new key is made at once. Nobody trusts it before its words are compared again, so call every "
                "office. They list what they received since the day you name. A second person accepts this."
            ),
        }
        button: WordButton = (
            DangerButton(_("&Propose it"), "shield-x")
            if act is OwnKeyAct.REVOKE
            else PrimaryButton(_("&Propose it"), "check")
        )
        super().__init__(titles[act], sentences[act], button, parent)
        self.since = DateField(_("May be in wrong hands &since"), hint=_("When in doubt, an earlier day."))
        if act is OwnKeyAct.REVOKE:
            self.since.set_value(today)
            self.ask(self.since, _("Enter a day, for example 1 Jan 2027."))
        self._dated = act is OwnKeyAct.REVOKE
        self.reason = LineField(_("&Reason"))
        self.ask(self.reason, _("Say why."))
        self.body.addStretch(1)
        (self.since if self._dated else self.reason).edit.setFocus()

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit(self.reason.text(), self.since.value() if self._dated else None)


class RevokeDialog(_Asking):
    """Another office's key may be in wrong hands: since when, who said so, and why."""

    wanted = Signal(object, str, str)
    """The day, from whom it was heard, and why."""

    def __init__(self, office: str, today: date, parent: QWidget | None = None) -> None:
        sentence = _(
            "Call {office} on a number you had before. From now on nothing from it is accepted and nothing leaves for "
            "it. When a second person has accepted this, all that came since that day is listed."
        ).format(office=office)
        super().__init__(
            _("The key of an office is lost"), sentence, DangerButton(_("&Propose it"), "shield-x"), parent
        )
        self.since = DateField(_("May be in wrong hands &since"))
        self.since.set_value(today)
        self.heard_from = LineField(_("&Who said so?"))
        self.reason = LineField(_("&Reason"))
        self.body.addWidget(FieldRow((self.since, 190), (self.heard_from, 310)))
        self._needed = [
            (self.since, _("Enter a day, for example 1 Jan 2027.")),
            (self.heard_from, _("Enter who told you.")),
        ]
        self.ask(self.reason, _("Say why."))
        self.body.addStretch(1)
        self.since.edit.setFocus()

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit(self.since.value(), self.heard_from.text(), self.reason.text())


class KnownDialog(_Asking):
    """A person of an office says that they have our new key."""

    wanted = Signal(str, str)
    """The office's code, and who said so."""

    def __init__(self, offices: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        sentence = _(
            "Only where a receipt does not come: they took our new card in and compared its words with us. From then "
            "on bundles go there under the new key."
        )
        super().__init__(_("An office has our new key"), sentence, PrimaryButton(_("&Keep it"), "check"), parent)
        self.office = ChoiceField(_("&Office"))
        self.office.set_choices(list(offices))
        self.office.set_key(offices[0][0] if offices else "")
        self.heard_from = LineField(_("&Who said so?"))
        self.body.addWidget(self.office)
        self.ask(self.heard_from, _("Enter who told you."))
        self.body.addStretch(1)
        self.heard_from.edit.setFocus()

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit(self.office.key(), self.heard_from.text())


class ExportDialog(_Asking):
    """Our secret keys as files of age and minisign: a passphrase of their own, and the second person's."""

    wanted = Signal(str, str, str, str)
    """Reason, second person's sign-in name and passphrase, and the passphrase of the files."""

    def __init__(self, seconds: tuple[str, ...], parent: QWidget | None = None) -> None:
        sentence = _(
            "Two files for age and minisign, for the day when this program is not at hand. Both persons type here; "
            "it stays on record."
        )
        super().__init__(
            _("Write our secret keys to files"),
            sentence,
            DangerButton(_("&Choose a folder and write"), "key-round"),
            parent,
        )
        warning = _(
            "Whoever has these files and their passphrase is this office: they read all that is sent to it and sign "
            "in its name. Keep the files as you keep the seal, never with a copy of the store."
        )
        self.body.addWidget(SaidLine("bad", warning))
        self.reason = LineField(_("&Reason"))
        self.passphrase = PassphraseField(_("&Passphrase of the files"))
        self.repeat = PassphraseField(_("Repeat &it"))
        hint = _("Can be: {names}").format(names=", ".join(seconds)) if seconds else ""
        self.login = LineField(_("Second person's sign-in na&me"), hint=hint)
        self.second = PassphraseField(_("Second person's passp&hrase"))
        for field, words in (
            (self.reason, _("Say why.")),
            (self.passphrase, _("Choose a passphrase.")),
            (self.repeat, _("Type it once more.")),
            (self.login, _("Type the sign-in name of the second person.")),
            (self.second, _("Type the passphrase.")),
        ):
            self.ask(field, words)
        self.reason.edit.setFocus()

    def done(self, result: int) -> None:
        """Forget what was typed, however it ends."""
        for field in (self.passphrase, self.repeat, self.second):
            field.forget()
        super().done(result)

    def show_refusal(self, problem: Problem) -> None:
        """Say why nothing was written; the second person types the passphrase anew."""
        super().show_refusal(problem)
        self.second.forget()

    def _missing(self) -> str:
        missing = super()._missing()
        if missing:
            return missing
        strength = passphrase_strength(self.passphrase.text())
        if not strength.enough:
            self.passphrase.set_finding("error", reason_words(strength.reason))
            return "passphrase"
        if self.passphrase.text() != self.repeat.text():
            self.repeat.set_finding("error", _("The two entries differ. Type the passphrase again."))
            return "repeat"
        return ""

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit(self.reason.text(), self.login.text(), self.second.text(), self.passphrase.text())


class ListDialog(_Asking):
    """Why a directory list shall come into force; for the first one, who read its maintainers' words."""

    wanted = Signal(str, str, object)
    """Reason, from whom the words were heard, and how (`KeyCheck`)."""

    def __init__(self, preview: ListPreview, parent: QWidget | None = None) -> None:
        sentence = (
            _(
                "No list is in use yet. Call one of its maintainers on a number you had before and let them read these "
                "eight words to you. The second person compares them, too."
            )
            if preview.first
            else _("Enough of the maintainers trusted here have signed it. A second person accepts it.")
        )
        title = _("Propose directory list {number}").format(number=preview.content.number)
        super().__init__(title, sentence, PrimaryButton(_("&Propose it"), "check"), parent)
        self.heard_from = LineField(_("&Who read the words to you?"))
        self.how = ChoiceField(_("&How"))
        self.how.set_choices([(KeyCheck.PHONE.value, _("on the phone")), (KeyCheck.IN_PERSON.value, _("in person"))])
        self.how.set_key(KeyCheck.PHONE.value)
        if preview.first:
            words = KeyWords()
            words.show_words(preview.words)
            self.body.addWidget(words)
            self.body.addWidget(FieldRow((self.heard_from, 330), (self.how, 170)))
            self._needed.append((self.heard_from, _("Enter who read them to you.")))
        self.reason = LineField(_("&Reason"))
        self.ask(self.reason, _("Say why."))
        self.body.addStretch(1)
        (self.heard_from if preview.first else self.reason).edit.setFocus()

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit(self.reason.text(), self.heard_from.text(), KeyCheck(self.how.key()))


class GoOnDialog(_Asking):
    """The list has expired: why bundles are sealed today all the same."""

    wanted = Signal(str)
    """Why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        sentence = _(
            "A key in the list may have been revoked since it expired. Call the office you write to and ask whether "
            "its key still holds. This counts for today; it is kept with your name."
        )
        act = PrimaryButton(_("&Seal today all the same"), "check")
        super().__init__(_("The directory list has expired"), sentence, act, parent)
        self.reason = LineField(_("&Reason, and whom you called"))
        self.ask(self.reason, _("Say why."))
        self.body.addStretch(1)
        self.reason.edit.setFocus()

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit(self.reason.text())
