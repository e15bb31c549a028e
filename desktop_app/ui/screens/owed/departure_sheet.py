"""The sheet for the worker who leaves: offered once the certificate on departure is sealed, with its codes."""

from PySide6.QtWidgets import QWidget

from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.question import Question
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.certify_departure import SealedDeparture


class DepartureSheetQuestion(Question):
    """Print it for the worker now, or leave it: it can be printed later under Exchange."""

    def __init__(self, sealed: SealedDeparture, parent: QWidget | None = None) -> None:
        sentence = _(
            "The certificate on departure waits under To send for {office}. {name} gets a sheet of it: its codes bring "
            "it in again at any office, even in years. It can be printed later, too, under Exchange."
        ).format(office=sealed.office, name=sealed.name)
        super().__init__(
            _("Give {name} the sheet").format(name=sealed.name),
            sentence,
            PrimaryButton(_("&Print the sheet…"), "printer"),
            parent,
        )
        self.cancel.setText(_("&Not now"))
