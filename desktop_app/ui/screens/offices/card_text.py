"""A card from paper: the text of its QR code, read by a scanner that types, or pasted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.ui.theme import Kind, Look
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _


class CardTextDialog(Question):
    """One field for the whole text."""

    wanted = Signal(str)
    """The text as it was typed or pasted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        sentence = _(
            "Put the cursor into the field and read the QR code of the paper card with a scanner, or paste its text. "
            "A picture or a PDF of the paper opens with “Add an office's card”. "
            "A card proves nothing by itself: its words are compared on the phone afterwards."
        )
        super().__init__(
            _("An office's card from paper"), sentence, PrimaryButton(_("&Read the card"), "qr-code"), parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("Text of the QR code"))
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text)
        self.text.setFocus()
        restyled(self.text, self._restyle_text)

    def _restyle_text(self) -> None:
        look = Look.of(self)
        self.text.setFont(look.font(Kind.CELL))
        self.text.setMinimumHeight(look.dp(120))

    def _missing(self) -> str:
        missing = "" if self.text.toPlainText().strip() else _("Read or paste the text of the code.")
        self.says.show_words("error" if missing else "", missing)
        if missing:
            self.text.setFocus()
        return missing

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit(self.text.toPlainText())
            self.accept()
