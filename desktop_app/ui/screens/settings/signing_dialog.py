"""How the persons of this office sign what leaves it, chosen by an example of each way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop_app.domain.users import User
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.option_line import OptionLine
from desktop_app.ui.widgets.question import Question
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.signatures import SignedAs, named_as


class SigningDialog(Question):
    """The three ways, each as the person who asks would sign."""

    wanted = Signal(SignedAs)
    """The person settles a way."""

    def __init__(self, now: SignedAs, user: User, parent: QWidget | None = None) -> None:
        sentence = _(
            "Certificates, decisions and every other message say who prepared and who approved them. It holds for what "
            "is made from now on. Where two persons would sign alike, the name is longer."
        )
        super().__init__(_("Signing"), sentence, PrimaryButton(_("&Keep it"), "check"), parent)
        words = {
            SignedAs.SHORT_NAME: _("First letter and last name: {example}"),
            SignedAs.FULL_NAME: _("Whole name: {example}"),
            SignedAs.ROLE: _("Role and initials, no name: {example}"),
        }
        self.ways = {how: OptionLine(words[how].format(example=named_as(user, how))) for how in SignedAs}
        self._group = QButtonGroup(self)
        for line in self.ways.values():
            self._group.addButton(line.radio)
            self.body.addWidget(line)
        self.body.addStretch(1)
        self.ways[now].radio.setChecked(True)
        self.ways[now].radio.setFocus()

    def _on_act(self) -> None:
        self.wanted.emit(next(how for how, line in self.ways.items() if line.radio.isChecked()))
