"""Where a person goes who leaves this State: the office that gets the certificate on departure."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.offices import KnownOffice
from desktop_app.ui.parties import short_party_name
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.fields import ChoiceField
from desktop_app.ui.widgets.question import Question
from desktop_app.wording.catalogue import text as _


class LeavesDialog(Question):
    """Asks for the office of the new State; a case is opened for it, unless one serves already."""

    wanted = Signal(str)
    """The office's code."""

    def __init__(self, offices: tuple[KnownOffice, ...], parent: QWidget | None = None) -> None:
        sentence = _(
            "Our record is certified in a case of its own: check its rows, certify them, and then choose “Certify a "
            "departure…” in the menu of the case. The new State and the worker each get it."
        )
        act = PrimaryButton(_("&Open the case"), trailing="arrow-right")
        super().__init__(_("The person leaves the State"), sentence, act, parent)
        choices = tuple(
            (each.card.office.code, f"{short_party_name(each.card.office.state)}: {each.card.office.name}")
            for each in offices
        )
        self.office = ChoiceField(_("&Leaves for"), choices, placeholder=_("Choose the office of the new State"))
        self.body.addWidget(self.office)
        self.act.setEnabled(bool(offices))
        if not offices:
            self.says.show_words("error", _("No office of another State is known with its key compared. See Offices."))
        self.office.combo.setFocus()

    def _on_act(self) -> None:
        code = self.office.key()
        if not code:
            self.says.show_words("error", _("Choose where the person goes."))
            self.office.combo.setFocus()
            return
        self.wanted.emit(code)
