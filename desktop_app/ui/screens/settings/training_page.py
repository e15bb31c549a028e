"""The training mode as Settings shows it: what it is, and the way there and back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import TrainingButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.detail_page import DetailPage
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _


class TrainingPage(DetailPage):
    """What practice is and is not, and one button that signs out and changes over."""

    other_mode_wanted = Signal()
    """Sign out, and over to the training mode or back to the real desk."""

    def __init__(self, *, training: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(_("Training mode"))
        self.about.setText(_("An office of its own for practice, with sample claims and a guided first claim."))
        self.pill.hide()
        self.hint.hide()
        card = Card(title=_("What it is"))
        for words in (
            _("A store of its own on this computer. Nothing in it is real, and an amber band says so on every page."),
            _("Its bundles, cards and papers are refused by every real desk, and it takes in nothing real."),
            _("Two neighbours, in Saint Lucia and Grenada, answer when you let them. You can begin afresh any time."),
        ):
            card.body.addWidget(Text(words, Kind.SENTENCE, Role.INK2, wrap=True))
        self.page.addWidget(card)
        self.page.addStretch(1)
        words = _("Sign out, and &back to the real desk") if training else _("Sign out, and &to the training mode")
        self.go = TrainingButton(words, "graduation-cap")
        self.go.clicked.connect(lambda _on: self.other_mode_wanted.emit())
        self.bar.row.addStretch(1)
        self.bar.row.addWidget(self.go)

    def focus_first(self) -> None:
        """Put the keyboard on the button."""
        self.go.setFocus()
