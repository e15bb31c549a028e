"""Recovery words in two halves: each is printed for one officer and typed back from the paper before both count."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.passphrase import PassphraseField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.said_line import SaidLine
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _

_FIRST, _SECOND = 1, 2


class HalvesDialog(Question):
    """Who holds the second half, both sheets, both halves typed back, and the second officer's passphrase."""

    sheet_wanted = Signal(int, str)
    """A half is to be looked at and printed: 1 or 2, and the name of the officer who holds it."""

    wanted = Signal(str, str, str, str)
    """Both halves as typed, the second officer's sign-in name and passphrase."""

    def __init__(self, own_name: str, officers: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        sentence = _(
            "Neither half opens anything alone; both together open the store when every passphrase is lost. Print one "
            "for each officer, and let each type theirs back from the paper. From then on sheets made before open "
            "nothing."
        )
        super().__init__(
            _("Recovery words in two halves"),
            sentence,
            PrimaryButton(_("Let these &count from now on"), "check"),
            parent,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._names = {_FIRST: own_name}
        self._officers = dict(officers)
        self.officer = ChoiceField(_("The second half is held &by"))
        self.officer.set_choices([(login, name) for login, name in officers])
        if officers:
            self.officer.set_key(officers[0][0])
        self.body.addWidget(self.officer)
        self.first_sheet = SecondaryButton(_("Half &1 for {name}…").format(name=own_name), "printer")
        self.second_sheet = SecondaryButton(_("Half &2 for the second officer…"), "printer")
        self._sheets = QHBoxLayout()
        for half, button in ((_FIRST, self.first_sheet), (_SECOND, self.second_sheet)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, half=half: self.sheet_wanted.emit(half, self.holder(half)))
            self._sheets.addWidget(button)
        self._sheets.addStretch(1)
        self.body.addLayout(self._sheets)
        self.first = LineField(_("Half 1, t&yped from its sheet"), placeholder=_("thirteen words"))
        self.second = LineField(_("Half 2, typed &from its sheet"), placeholder=_("thirteen words"))
        self.passphrase = PassphraseField(_("&Passphrase of the second officer"))
        for field in (self.first, self.second, self.passphrase):
            self.body.addWidget(field)
        if not officers:
            self.body.addWidget(SaidLine("warn", _("Nobody else can sign in here: add the second officer first.")))
            self.act.setEnabled(False)
        self.body.addStretch(1)
        self.officer.combo.setFocus()
        restyled(self.officer, self._restyle_sheets)

    def _restyle_sheets(self) -> None:
        self._sheets.setSpacing(Look.of(self).dp(8))

    def holder(self, half: int) -> str:
        """Return the name of the officer who holds a half."""
        return self._names.get(half, "") or self._officers.get(self.officer.key(), "")

    def show_refusal(self, problem: Problem) -> None:
        """Say why they do not count yet; the passphrase is typed anew."""
        super().show_refusal(problem)
        self.passphrase.forget()
        field = self.first if problem.facts.get("half") == _FIRST else self.second
        (field if problem.code == "recovery_half_not_proven" else self.passphrase).edit.setFocus()

    def done(self, result: int) -> None:
        """Forget what was typed, however it ends."""
        self.passphrase.forget()
        for field in (self.first, self.second):
            field.edit.clear()
        super().done(result)

    def _missing(self) -> str:
        said = {
            self.first: _("Type its thirteen words from the paper."),
            self.second: _("Type its thirteen words from the paper."),
            self.passphrase: _("Let the second officer type their passphrase."),
        }
        first = ""
        for field, words in said.items():
            empty = not field.text().strip()
            field.set_finding("error" if empty else "", words if empty else "")
            if empty and not first:
                first = words
                field.edit.setFocus()
        return first

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit(self.first.text(), self.second.text(), self.officer.key(), self.passphrase.text())
