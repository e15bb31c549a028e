"""What waits to leave for one office, and what left and waits for its receipt: how it goes on its way, and again."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.screens.exchange.models import (
    due_words,
    message_cells,
    message_columns,
    next_words,
    sent_words,
    size_words,
)
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton, WarningButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.detail_page import DetailPage, FactsCard, WarningBand
from desktop_app.ui.widgets.fact_column import FactColumn
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, moment_words
from desktop_app.wording.terms import key_check_words
from desktop_app.workflows.dispatch_bundle import OutgoingLine, OutgoingMessage, SealedFile, SentLine

if TYPE_CHECKING:
    from desktop_app.ui.widgets.drawing import Tone


class SendingPage(DetailPage):
    """One page for both lanes: before sealing, and after."""

    mail_wanted = Signal()
    """The bundle should be saved for a mail."""
    stick_wanted = Signal()
    """The bundle should be written to a stick or a folder."""
    text_wanted = Signal()
    """The bundle's text form is wanted on the clipboard."""
    office_wanted = Signal(str)
    claim_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = ""
        self._claims: tuple[str, ...] = ()
        words = _("Nobody has compared the key of this office yet. Nothing leaves before that: call the office and "
                  "compare the eight words.")  # fmt: skip
        self.compare = WarningButton(_("Compare the &key words"), "key-round")
        self._band = WarningBand(words, self.compare)
        self._band.wanted.connect(lambda: self.office_wanted.emit(self._office))
        self.recipient = FactColumn("landmark", _("To"))
        self.key = FactColumn("key-round", _("Sealed for"))
        self.way = FactColumn("send", _("On its way"))
        for card in (
            self._band,
            FactsCard(self.recipient, self.key, self.way),
            self._messages_card(),
            self._mail_card(),
        ):
            self.page.addWidget(card)
        self.page.addStretch(1)
        self._fill_bar()

    def _messages_card(self) -> Card:
        card = Card(title=_("What it holds"), flush=True)
        self._counted = Text("", Kind.CAPTION, Role.INK2)
        card.add_beside_title(self._counted)
        self.messages = ShortTable(_("Messages"), message_columns(), row_height=34)
        self.messages.row_activated.connect(self._on_message)
        card.body.addWidget(self.messages)
        return card

    def _mail_card(self) -> Card:
        self._mail = Card(title=_("For the mail"))
        self.mail_words = Text("", Kind.CELL, Role.INK, wrap=True)
        self.mail_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_subject = QuietButton(_("Copy the s&ubject"), "copy")
        self.copy_subject.clicked.connect(self._on_copy_subject)
        self.copy_address = QuietButton(_("Copy the a&ddress"), "copy")
        self.copy_address.clicked.connect(self._on_copy_address)
        row = QHBoxLayout()
        row.addWidget(self.copy_address)
        row.addWidget(self.copy_subject)
        row.addStretch(1)
        self._mail.body.addWidget(self.mail_words)
        self._mail.body.addLayout(row)
        return self._mail

    def _fill_bar(self) -> None:
        self.copy_text = QuietButton(_("Copy as te&xt"), "copy")
        self.copy_text.setToolTip(_("The bundle as lines of text, for the body of a mail"))
        self.to_stick = SecondaryButton(_("&Write to USB or folder"), "usb")
        self.for_mail = PrimaryButton(_("Save for &e-mail"), "mail")
        self.copy_text.clicked.connect(self.text_wanted)
        self.to_stick.clicked.connect(self.stick_wanted)
        self.for_mail.clicked.connect(self.mail_wanted)
        row = self.bar.row
        row.addWidget(self.copy_text)
        row.addWidget(self.hint, 1)
        row.addWidget(self.to_stick)
        row.addWidget(self.for_mail)

    def show_outgoing(self, line: OutgoingLine, state_name: str) -> None:
        """Show what waits to leave for an office."""
        office = line.office.card.office
        self._office = office.code
        self._show_messages(line.messages)
        count = len(line.messages)
        self.title.setText(_("To send to {state}").format(state=state_name))
        self.about.setText(
            plural("{n} message leaves as one sealed file", "{n} messages leave as one sealed file", count).format(
                n=count
            )
        )
        trusted = line.office.trusted
        if trusted:
            self.pill.show_words(_("Ready to leave"), "accent", "send")
        else:
            self.pill.show_words(_("Waits for the key"), "warn", "key-round")
        self._band.setVisible(not trusted)
        self.recipient.say(office.name, (f"{office.town} · {office.code}", office.email))
        self._show_key(line)
        self.way.say(_("Not sealed yet"), (_("Sealing, signing and writing is one step."),))
        self.way.mark("", "", "")
        self._mail.hide()
        self._name_buttons(again=False)
        self._enable(on=trusted)
        self.hint.setText("" if trusted else _("Compare the key first."))

    def _show_key(self, line: OutgoingLine) -> None:
        known = line.office
        when = f", {date_words(known.checked_at.date())}" if known.checked_at else ""
        self.key.say(
            _("Only {code} can open it").format(code=known.card.office.code),
            (key_check_words(known.check) + when,),
            icon=("shield-check", Role.OK) if known.trusted else ("shield-alert", Role.WARN),
        )

    def show_sent(self, line: SentLine, state_name: str, today: date | None) -> None:
        """Show a bundle that was sealed; its mail card follows with `show_sealed`."""
        self._office = line.office_code
        self._show_messages(line.messages)
        self.title.setText(_("Sent to {state}").format(state=state_name))
        self.about.setText(line.file_name)
        tone: Tone = "ok" if line.state.startswith("accepted") else "bad" if line.state == "returned" else "neutral"
        if line.overdue:
            tone = "bad"
        words = _("Reply overdue") if line.overdue else sent_words(line.state)
        self.pill.show_words(words, tone, "clock-alert" if line.overdue else "package")
        self._band.hide()
        self.recipient.say(line.office_name, (line.office_code,))
        self.key.say(
            _("Only {code} can open it").format(code=line.office_code),
            (_("{name}, {size}").format(name=line.file_name, size=size_words(line.size)),),
            icon=("shield-check", Role.OK),
        )
        handed = (
            _("Handed over {moment}").format(moment=moment_words(line.handed_over_at)) if line.handed_over_at else ""
        )
        lines = (
            _("Sealed {moment}").format(moment=moment_words(line.sealed_at)),
            handed,
            due_words(line.due, today),
        )
        self.way.say(sent_words(line.state), tuple(part for part in lines if part))
        self.way.mark("list-checks" if line.state == "sealed" else "hourglass", next_words(line), _("Next"))
        self._mail.hide()
        self._name_buttons(again=line.handed_over_at is not None)
        self._enable(on=True)
        self.hint.setText(_("It is the same file each time."))

    def show_sealed(self, file: SealedFile) -> None:
        """Show what to write into the mail."""
        self._subject, self._address = file.subject, file.office_email
        words = _("Attach {name} ({size}). Subject: {subject}").format(
            name=file.file_name, size=size_words(file.size), subject=file.subject
        )
        to = _("Address: {address}").format(address=file.office_email) if file.office_email else ""
        gateway = _("Where a mail gateway takes attachments off, copy the bundle as text instead.")
        self.mail_words.setText("\n".join(part for part in (words, to, gateway) if part))
        self.copy_address.setVisible(bool(file.office_email))
        self._mail.show()

    def focus_first(self) -> None:
        """Put the keyboard on the primary button."""
        self.for_mail.setFocus()

    def _show_messages(self, messages: tuple[OutgoingMessage, ...]) -> None:
        self._claims = tuple(message.claim_id for message in messages)
        self.messages.show_rows([message_cells(message) for message in messages])
        self._counted.setText(plural("{n} message", "{n} messages", len(messages)).format(n=len(messages)))

    def _name_buttons(self, *, again: bool) -> None:
        self.for_mail.set_words(_("Save again for &e-mail") if again else _("Save for &e-mail"))

    def _enable(self, *, on: bool) -> None:
        for button in (self.copy_text, self.to_stick, self.for_mail):
            button.setEnabled(on)

    def _on_message(self, row: int) -> None:
        if 0 <= row < len(self._claims) and self._claims[row]:
            self.claim_wanted.emit(self._claims[row])

    def _on_copy_subject(self) -> None:
        QGuiApplication.clipboard().setText(self._subject)

    def _on_copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
