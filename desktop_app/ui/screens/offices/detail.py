"""One office of the directory: how it is reached, its key with words and check, when files last went each way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.offices import KeyCheck, Office
from desktop_app.ui.screens.offices.compare import KeyWords
from desktop_app.ui.screens.offices.keys_card import OwnKeysCard
from desktop_app.ui.screens.offices.since_card import SinceCard
from desktop_app.ui.screens.offices.trust_presenter import TrustFacts
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton, WarningButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.detail_page import DetailPage
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import key_check_words
from desktop_app.workflows.keep_offices import OfficeLine


class OfficeDetail(DetailPage):
    """The page. For this office itself it offers the card to hand out."""

    compare_wanted = Signal()
    save_wanted = Signal(str, str, str, str)
    """Address, phone, e-mail and head of another office as typed."""
    save_own_wanted = Signal(str, str, str, str, str, str)
    """Name, town, address, phone, e-mail and head of this office as typed."""
    card_file_wanted = Signal()
    card_paper_wanted = Signal()
    revoke_wanted = Signal()
    second_wanted = Signal()
    """Another person shall decide what waits about this office's key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: OfficeLine | None = None
        self._facts: TrustFacts | None = None
        self.keys = OwnKeysCard()
        self.since = SinceCard()
        for card in (self._reach_card(), self._key_card(), self.keys, self.since, self._files_card()):
            self.page.addWidget(card)
        self.since.hide()
        self.page.addStretch(1)
        self._fill_bar()

    def _reach_card(self) -> Card:
        card = Card(title=_("How to reach it"))
        self.save = SecondaryButton(_("&Save the changes"), "save")
        self.save.clicked.connect(self.save_changes)
        card.add_beside_title(self.save)
        self.name = LineField(_("Office &name"))
        self.town = LineField(_("To&wn"))
        self.named = FieldRow((self.name, 300), (self.town, 180))
        card.body.addWidget(self.named)
        self.address = LineField(_("A&ddress"))
        self.phone = LineField(_("P&hone"))
        self.email = LineField(_("E-&mail"))
        self.reach = FieldRow((self.address, 320), (self.phone, 160), (self.email, 220))
        card.body.addWidget(self.reach)
        self.head = LineField(_("H&ead of the office, and how to reach them"))
        self.head.setToolTip(_("Third reminders are addressed to them"))
        self.headed = FieldRow((self.head, 480))
        card.body.addWidget(self.headed)
        self._reached = card
        self._fields = (self.name, self.town, self.address, self.phone, self.email, self.head)
        for field in self._fields:
            field.text_changed.connect(lambda _text: self._show_save())
        return card

    def _key_card(self) -> Card:
        card = Card(title=_("Its key in eight words"))
        self.key_id = Text("", Kind.CAPTION, Role.INK2)
        card.add_beside_title(self.key_id)
        self.words = KeyWords()
        self.checked = Text("", Kind.CELL, Role.INK, wrap=True)
        card.body.addWidget(self.words)
        card.body.addWidget(self.checked)
        self._key = card
        return card

    def _files_card(self) -> Card:
        self._files = Card(title=_("Files"))
        self.files = Text("", Kind.CELL, Role.INK, wrap=True)
        self._files.body.addWidget(self.files)
        return self._files

    def _fill_bar(self) -> None:
        self.paper = SecondaryButton(_("Card on paper (&PDF)"), "printer")
        self.paper.clicked.connect(self.card_paper_wanted)
        self.file = PrimaryButton(_("Save our card as a &file"), "download")
        self.file.clicked.connect(self.card_file_wanted)
        self.compare = PrimaryButton(_("Compare the &key"), "key-round")
        self.compare.clicked.connect(self.compare_wanted)
        self.revoke = DangerButton(_("Its key is &lost…"), "shield-x")
        self.revoke.clicked.connect(self.revoke_wanted)
        self.second = WarningButton(_("S&econd person…"), "user-round-check")
        self.second.clicked.connect(self.second_wanted)
        self.bar.tell(self.hint)
        for button in (self.revoke, self.second, self.paper, self.file, self.compare):
            self.bar.row.addWidget(button)
            button.hide()  # each office shows its own; all together they would ask for too much width

    def show_office(self, line: OfficeLine) -> None:
        """Show an office."""
        before = self._line
        self._line = line
        known = line.known
        office = known.card.office
        self.title.setText(office.name)
        self.about.setText(" · ".join(part for part in (office.code, office.town, line.party.name) if part))
        if line.own:
            self.pill.show_words(_("Our card"), "accent", "badge-check")
        elif known.revoked_since is not None:
            self.pill.show_words(_("Key revoked"), "bad", "shield-x")
        elif known.trusted:
            self.pill.show_words(key_check_words(known.check), "ok", "shield-check")
        else:
            self.pill.show_words(key_check_words(known.check), "warn", "shield-alert")
        if before is None or before.known.card.office != office:
            for field, text in zip(self._fields, _reach_of(office), strict=True):
                field.set_text(text)
                field.set_finding("")
        self.named.setVisible(line.own)
        self._reached.set_title(_("How we appear and are reached") if line.own else _("How to reach it"))
        self._key.set_title(_("Our key in eight words") if line.own else _("Its key in eight words"))
        self.key_id.setText(_("Key {key}").format(key=known.card.keys.key_id))
        self.words.show_words(line.words)
        self.checked.setText(_check_words(line))
        self._files.setVisible(not line.own)
        self.files.setText(_files_words(line))
        for button in (self.compare, self.revoke, self.second) if line.own else (self.paper, self.file):
            button.hide()
        self.keys.setVisible(line.own)
        self.compare.setVisible(not line.own)
        self.compare.set_words(_("Compare the &key again") if known.trusted else _("Compare the &key"))
        self.paper.setVisible(line.own)
        self.file.setVisible(line.own)
        self.show_trust(self._facts)
        self.hint.setText(
            _("Hand the card out on a stick or by mail; the words are read on the phone.") if line.own else ""
        )
        self._show_save()

    def show_trust(self, facts: TrustFacts | None) -> None:
        """Show how keys stand: our own with who has them, another office's with what came since it was revoked."""
        self._facts = facts
        if facts is None or self._line is None:
            return
        code = self._line.known.card.office.code
        came = facts.since.get(code)
        self.since.setVisible(came is not None)
        if came is not None:
            self.since.show_since(came)
        if self._line.own:
            self.keys.show_facts(facts)
            return
        waits = facts.revocations.get(code) is not None
        self.second.setVisible(waits)
        self.revoke.setVisible(not waits and self._line.known.revoked_since is None)

    def focus_first(self) -> None:
        """Put the keyboard on the primary button."""
        (self.file if self._line is not None and self._line.own else self.compare).setFocus()

    def _show_save(self) -> None:
        if self._line is None:
            return
        typed = tuple(field.text() for field in self._fields)
        self.save.setEnabled(typed != _reach_of(self._line.known.card.office))

    def save_changes(self) -> None:
        """Ask for what was typed to be kept; an empty name or town is said beside the field instead."""
        if self._line is None or not self.save.isEnabled():
            return
        if not self._line.own:
            self.save_wanted.emit(self.address.text(), self.phone.text(), self.email.text(), self.head.text())
            return
        gaps = [field for field in (self.name, self.town) if not field.text().strip()]
        for field in (self.name, self.town):
            field.set_finding(
                "error" if field in gaps else "", _("Cards and letters need it.") if field in gaps else ""
            )
        if gaps:
            gaps[0].edit.setFocus()
        else:
            self.save_own_wanted.emit(*(field.text() for field in self._fields))


def _reach_of(office: Office) -> tuple[str, str, str, str, str, str]:
    return office.name, office.town, office.address, office.phone, office.email, office.head


def _check_words(line: OfficeLine) -> str:
    known = line.known
    if known.revoked_since is not None:
        since = date_words(known.revoked_since.date())
        return _("Revoked: may be in wrong hands since {since}. Ask for the new card and compare its words.").format(
            since=since
        )
    if line.own:
        return _("Read these words to an office that compares our key. Let them ask; never send the words by mail.")
    if known.check is KeyCheck.NOT_YET:
        return _("Nobody has compared these words with the office yet. Until then nothing is accepted from it and "
                 "nothing leaves for it.")  # fmt: skip
    when = date_words(known.checked_at.date()) if known.checked_at else ""
    if known.check is KeyCheck.BY_OLD_KEY:
        said = _("Announced by the key before it, {whom}, which was trusted; accepted by {who}, {when}.")
        return said.format(whom=known.checked_with, who=known.checked_by, when=when)
    if known.check is KeyCheck.BY_LIST:
        said = _("By directory list {whom}, accepted {when}; there checked by {who}. Nobody here compared the words.")
        return said.format(whom=known.checked_with, who=known.checked_by or _("a maintainer"), when=when)
    said = _("{how} with {whom}, by {who}, {when}.")
    return said.format(how=key_check_words(known.check), whom=known.checked_with, who=known.checked_by, when=when)


def _files_words(line: OfficeLine) -> str:
    received = date_words(line.last_received) if line.last_received else _("never")
    sent = date_words(line.last_sent) if line.last_sent else _("never")
    return _("Last received: {received}. Last sent: {sent}.").format(received=received, sent=sent)
