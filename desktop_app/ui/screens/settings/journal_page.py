"""The way from Settings to the journal: what it is, and one button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.detail_page import DetailPage
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _


class JournalWayPage(DetailPage):
    """Going through the list of settings shows this, and does not leave them."""

    journal_wanted = Signal()
    """The person wants to read the journal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(_("Journal"))
        self.about.setText(_("Who did what, and when, with what was before and after."))
        self.pill.hide()
        self.hint.hide()
        card = Card(title=_("What it is"))
        for words in (
            _("Every act stands in it, in an unbroken chain: a line changed, taken out or put in between shows."),
            _("It can be looked through by person, act, day and words, checked from end to end, and taken out."),
        ):
            card.body.addWidget(Text(words, Kind.SENTENCE, Role.INK2, wrap=True))
        self.page.addWidget(card)
        self.page.addStretch(1)
        self.go = PrimaryButton(_("&Read the journal"), trailing="arrow-right")
        self.go.clicked.connect(lambda _on: self.journal_wanted.emit())
        self.bar.row.addStretch(1)
        self.bar.row.addWidget(self.go)

    def focus_first(self) -> None:
        """Put the keyboard on the button."""
        self.go.setFocus()
