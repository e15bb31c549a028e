"""The questions about an update of rules: why it is proposed or taken back, with what remark it is decided."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.screens.rules.updates_page import update_title
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton, WordButton
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.text import Paragraph
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.update_rules import UpdateLine


class WordsDialog(Question):
    """One line with an act: a remark, or a reason that must be given."""

    wanted = Signal(str)
    """What was typed."""

    def __init__(
        self,
        title: str,
        sentence: str,
        what: str,
        act: WordButton,
        *,
        label: str,
        needed: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, sentence, act, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._needed = needed
        self.body.addWidget(Paragraph(f"*{what}*"))
        self.line = LineField(label)
        self.body.addWidget(self.line)
        self.body.addStretch(1)
        self.line.edit.setFocus()

    def _missing(self) -> str:
        missing = _("Say why.") if self._needed and not self.line.text().strip() else ""
        self.line.set_finding("error" if missing else "", missing)
        return missing

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit(self.line.text())


class _ReasonedDialog(WordsDialog):
    """A reason, and the law it rests on."""

    def __init__(self, title: str, sentence: str, what: str, act: WordButton, parent: QWidget | None) -> None:
        super().__init__(title, sentence, what, act, label=_("&Reason"), needed=True, parent=parent)
        self.legal_reference = LineField(_("&Legal reference (may stay empty)"))
        self.body.insertWidget(self.body.count() - 1, self.legal_reference)


class ProposeUpdateDialog(_ReasonedDialog):
    """Why an update shall come into force."""

    def __init__(self, line: UpdateLine, parent: QWidget | None = None) -> None:
        sentence = _("A second person accepts it. From then on calculations use these rules; those made before stay.")
        act = PrimaryButton(_("&Propose it"), "check")
        super().__init__(_("Propose the update"), sentence, _about(line), act, parent)


class TakeUpdateBackDialog(_ReasonedDialog):
    """Why the pack before shall come back."""

    def __init__(self, line: UpdateLine, parent: QWidget | None = None) -> None:
        sentence = _("It stays in force until a second person accepts that; then the rules before it hold again.")
        act = DangerButton(_("&Propose it"), "undo-2")
        super().__init__(_("Propose to take the update back"), sentence, _about(line), act, parent)


def accept_dialog(what: str, parent: QWidget | None = None) -> WordsDialog:
    """Ask the second person for a remark."""
    sentence = _("You are the second person. Look at what it changes before; it stays on record with both names.")
    act = PrimaryButton(_("&Accept"), "check")
    label = _("Re&mark (may stay empty)")
    return WordsDialog(_("Accept the proposal"), sentence, what, act, label=label, needed=False, parent=parent)


def refuse_dialog(what: str, parent: QWidget | None = None) -> WordsDialog:
    """Ask the second person for a reason."""
    act = DangerButton(_("Re&fuse"), "x")
    sentence = _("It is kept with your name.")
    return WordsDialog(_("Refuse the proposal"), sentence, what, act, label=_("&Reason"), needed=True, parent=parent)


def withdraw_dialog(what: str, parent: QWidget | None = None) -> WordsDialog:
    """Ask why one's own proposal is withdrawn."""
    act = DangerButton(_("&Withdraw"), "undo-2")
    label = _("&Reason (may stay empty)")
    sentence = _("It is kept with your name.")
    return WordsDialog(_("Withdraw the proposal"), sentence, what, act, label=label, needed=False, parent=parent)


def _about(line: UpdateLine) -> str:
    return _("Rules of {update}").format(update=update_title(line))
