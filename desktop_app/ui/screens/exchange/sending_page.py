"""What waits to leave for one office, and what left and waits for its receipt: how it goes on its way, and again."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.screens.exchange.models import (
    again_words,
    due_words,
    message_cells,
    message_columns,
    next_words,
    passed_cells,
    sent_words,
    size_words,
)
from desktop_app.ui.screens.exchange.papers import OutgoingPapersCard
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton, WarningButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.detail_page import DetailPage, FactsCard, WarningBand
from desktop_app.ui.widgets.fact_column import FactColumn
from desktop_app.ui.widgets.owed_words import remedy_words, strip_words
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.wrapping import WrappingRow
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
    part_wanted = Signal(int)
    """One part of the bundle is wanted as text on the clipboard: its number."""
    letter_wanted = Signal(str)
    """The covering letter of what goes to this office, or of the bundle shown, is to be looked at."""

    print_wanted = Signal(object)
    """A message is to be looked at as it is printed: its `OutgoingMessage`."""
    export_wanted = Signal(object)
    """A message is to be saved for another system: its `OutgoingMessage`."""
    keep_back_wanted = Signal(str, str)
    """A document is not to go on: its message, and the office."""
    correct_wanted = Signal(str)
    """A message that left is to be corrected or taken back: its id."""
    lost_wanted = Signal()
    """The other office says that the bundle never came."""
    remedy_wanted = Signal(str)
    """Something is to be done about an answer that is owed: the obligation's id."""
    office_wanted = Signal(str)
    claim_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = False
        self._office = ""
        self._lines: tuple[OutgoingMessage, ...] = ()
        self._passed = 0
        """How many of the lines, the last ones, are documents of other offices."""
        self._copied: set[tuple[str, int]] = set()
        words = _("Nobody has compared the key of this office yet. Nothing leaves before that: call the office and "
                  "compare the eight words.")  # fmt: skip
        self.compare = WarningButton(_("Compare the &key words"), "key-round")
        self._band = WarningBand(words, self.compare)
        self._band.wanted.connect(lambda: self.office_wanted.emit(self._office))
        self._pressing = ""
        self.remedy = WarningButton("", "clock-alert")
        self.owed = WarningBand("", self.remedy)
        self.owed.wanted.connect(lambda: self.remedy_wanted.emit(self._pressing))
        self.recipient = FactColumn("landmark", _("To"))
        self.key = FactColumn("key-round", _("Sealed for"))
        self.way = FactColumn("send", _("On its way"))
        self.papers = OutgoingPapersCard()
        for card in (
            self._band,
            self.owed,
            FactsCard(self.recipient, self.key, self.way),
            self._mail_card(),
            self._messages_card(),
            self.papers,
        ):
            self.page.addWidget(card)
        self.page.addStretch(1)
        self._fill_bar()

    def _messages_card(self) -> Card:
        card = Card(title=_("What it holds"), flush=True)
        self._counted = Text("", Kind.CAPTION, Role.INK2)
        self.keep_back = QuietButton(_("Do &not pass it on"), "x")
        self.keep_back.clicked.connect(self._on_keep_back)
        self.printer = QuietButton(_("Pr&int…"), "printer")
        self.printer.setToolTip(_("The chosen message as it is printed"))
        self.printer.clicked.connect(self._on_print)
        self.letter = QuietButton(_("Letter…"), "printer")
        self.letter.setShortcut(QKeySequence("Ctrl+Shift+L"))
        self.letter.setToolTip(_("The covering letter: what is enclosed, and answered by when (Ctrl+Shift+L)"))
        self.letter.clicked.connect(lambda _on: self.letter_wanted.emit(self._office))
        self.export = QuietButton(_("Expo&rt…"), "download")
        self.export.setToolTip(_("The chosen message as a file for another system, with what does not come along"))
        self.export.clicked.connect(self._on_export)
        self.correct = QuietButton(_("Correct…"), "undo-2")
        self.correct.setShortcut(QKeySequence("Alt+0"))  # every letter is taken on this page
        self.correct.setToolTip(_("Correct the chosen message or take it back (Alt+0)"))
        self.correct.clicked.connect(self._on_correct)
        acts = WrappingRow(right=True)
        for button in (self.keep_back, self.correct, self.export, self.letter, self.printer):
            acts.add(button)
        card.add_beside_title(self._counted)
        card.add_beside_title(acts)
        self.messages = ShortTable(_("Messages"), message_columns(), row_height=34, marks_when_focused=True)
        self.messages.row_activated.connect(self._on_message)
        self.messages.current_changed.connect(lambda _row: self._show_acts())
        card.body.addWidget(self.messages)
        return card

    def _mail_card(self) -> Card:
        self._mail = Card(title=_("For the mail"))
        self.lost = QuietButton(_("It never ca&me…"), "circle-alert")
        self.lost.setToolTip(_("The other office says that it never came: the same bundle leaves again"))
        self.lost.clicked.connect(self.lost_wanted)
        self._mail.add_beside_title(self.lost)
        self.mail_words = Text("", Kind.CELL, Role.INK, wrap=True)
        self.mail_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_subject = QuietButton(_("Copy the sub&ject"), "copy")
        self.copy_subject.clicked.connect(self._on_copy_subject)
        self.copy_address = QuietButton(_("Copy the a&ddress"), "copy")
        self.copy_address.clicked.connect(self._on_copy_address)
        row = QHBoxLayout()
        row.addWidget(self.copy_address)
        row.addWidget(self.copy_subject)
        row.addStretch(1)
        self.parts: list[SecondaryButton] = []
        self._parts_row = WrappingRow()
        self.all_files = QuietButton(_("All parts as &files…"), "save")
        self.all_files.clicked.connect(self.mail_wanted)
        self._parts_row.add(self.all_files)
        self._mail.body.addWidget(self.mail_words)
        self._mail.body.addLayout(row)
        self._mail.body.addWidget(self._parts_row)
        return self._mail

    def _fill_bar(self) -> None:
        self.copy_text = QuietButton(_("Copy as te&xt"), "copy")
        self.copy_text.setToolTip(_("The bundle as lines of text, for the body of a mail"))
        self.to_stick = SecondaryButton(_("Write to US&B or folder"), "usb")
        self.for_mail = PrimaryButton(_("Save for &e-mail"), "mail")
        self.copy_text.clicked.connect(self.text_wanted)
        self.to_stick.clicked.connect(self.stick_wanted)
        self.for_mail.clicked.connect(self.mail_wanted)
        row = self.bar.row
        row.addWidget(self.copy_text)
        self.bar.tell(self.hint)
        row.addWidget(self.to_stick)
        row.addWidget(self.for_mail)

    def show_outgoing(self, line: OutgoingLine, state_name: str) -> None:
        """Show what waits to leave for an office."""
        self._left = False
        office = line.office.card.office
        self._office = office.code
        self._show_messages(line.messages, line.passed_on)
        count = len(self._lines)
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
        self.owed.hide()
        self.recipient.say(office.name, (f"{office.town} · {office.code}", office.email))
        self._show_key(line)
        self.way.say(_("Not sealed yet"), (_("Sealing, signing and writing is one step."),))
        self.way.mark("", "", "")
        self._mail.hide()
        self.copy_text.show()
        self.lost.hide()
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
        self._left = True
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
        self._show_owed(line)
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
        self.lost.setVisible(line.may_be_lost and line.handed_over_at is not None and line.lost_at is None)
        self.hint.setText(again_words(line))

    def _show_owed(self, line: SentLine) -> None:
        """Say what is owed for too long, beside the button of what to do about it."""
        pressing = line.pressing
        self.owed.setVisible(pressing is not None)
        if pressing is None:
            return
        self._pressing = pressing.id
        self.owed.says.words.setText(strip_words(pressing, len(line.owed)))
        self.remedy.set_words(remedy_words(pressing.remedy))
        self.remedy.setShortcut(QKeySequence("Alt+Shift+9"))  # every letter is taken on this page
        self.remedy.setToolTip(_("What can be done about it (Alt+Shift+9; in the list Shift+Enter)"))

    def show_sealed(self, file: SealedFile) -> None:
        """Show what to write into the mail."""
        self._subject, self._address = file.subject, file.office_email
        count = len(file.parts)
        words = _("Attach {name} ({size}). Subject: {subject}").format(
            name=file.file_name, size=size_words(file.size), subject=file.subject
        )
        if count > 1:
            words = _("{n} mails, a part each ({size} together). Subject: {subject}").format(
                n=count, size=size_words(file.size), subject=file.subject
            )
        self._show_parts(file)
        to = _("Address: {address}").format(address=file.office_email) if file.office_email else ""
        gateway = _("Where a mail gateway takes attachments off, copy the bundle as text instead.")
        self.mail_words.setText("\n".join(part for part in (words, to, gateway) if part))
        self.copy_address.setVisible(bool(file.office_email))
        self.copy_text.setVisible(count == 1)
        self._mail.show()

    def _show_parts(self, file: SealedFile) -> None:
        """Show a button for each part of a bundle in several parts; one that was copied says so."""
        for button in self.parts:
            button.setParent(None)
            button.deleteLater()
        self.parts = []
        several = file.parts if len(file.parts) > 1 else ()
        for part in several:
            copied = (file.bundle_id, part.part) in self._copied
            words = _("Part &{part} of {n} copied") if copied else _("Copy part &{part} of {n}")
            button = SecondaryButton(words.format(part=part.part, n=len(several)), "check" if copied else "copy")
            button.setToolTip(_("{name}, {size}").format(name=part.file_name, size=size_words(len(part.data))))
            button.clicked.connect(partial(self._copy_part, file.bundle_id, part.part))
            self._parts_row.put(len(self.parts), button)
            self.parts.append(button)
        self.all_files.setVisible(bool(several))

    def focus_first(self) -> None:
        """Put the keyboard on the primary button."""
        self.for_mail.setFocus()

    def _show_messages(
        self, messages: tuple[OutgoingMessage, ...], passed_on: tuple[OutgoingMessage, ...] = ()
    ) -> None:
        self._lines, self._passed = (*messages, *passed_on), len(passed_on)
        rows = [message_cells(message) for message in messages]
        self.messages.show_rows([*rows, *(passed_cells(message) for message in passed_on)])
        self._counted.setText(plural("{n} message", "{n} messages", len(self._lines)).format(n=len(self._lines)))
        self._show_acts()

    def _name_buttons(self, *, again: bool) -> None:
        self.for_mail.set_words(_("Save again for &e-mail") if again else _("Save for &e-mail"))

    def _enable(self, *, on: bool) -> None:
        for button in (self.copy_text, self.to_stick, self.for_mail):
            button.setEnabled(on)

    @property
    def lines(self) -> tuple[OutgoingMessage, ...]:
        """The messages shown that are our own."""
        return self._lines[: len(self._lines) - self._passed]

    @property
    def current(self) -> OutgoingMessage | None:
        """The message chosen in the list, the first where none is."""
        row = max(0, self.messages.current_row())
        return self._lines[row] if row < len(self._lines) else None

    def _show_acts(self) -> None:
        """Show what can be done with the chosen message."""
        row = max(0, self.messages.current_row())
        self.keep_back.setVisible(self._passed > 0 and row >= len(self._lines) - self._passed)
        for button in (self.export, self.letter, self.printer):
            button.setVisible(bool(self._lines))
        self.correct.setVisible(self._left and row < len(self.lines))

    def _on_correct(self) -> None:
        if self.current is not None:
            self.correct_wanted.emit(self.current.message_id)

    def _on_print(self) -> None:
        if self.current is not None:
            self.print_wanted.emit(self.current)

    def _on_export(self) -> None:
        if self.current is not None:
            self.export_wanted.emit(self.current)

    def _on_keep_back(self) -> None:
        if self.current is not None:
            self.keep_back_wanted.emit(self.current.message_id, self._office)

    def _copy_part(self, bundle_id: str, part: int, _on: bool = False) -> None:
        self._copied.add((bundle_id, part))
        self.part_wanted.emit(part)

    def _on_message(self, row: int) -> None:
        if 0 <= row < len(self._lines) and self._lines[row].claim_id:
            self.claim_wanted.emit(self._lines[row].claim_id)

    def _on_copy_subject(self) -> None:
        QGuiApplication.clipboard().setText(self._subject)

    def _on_copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
