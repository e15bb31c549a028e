"""Offices as a page: the directory on the left, one office or the comparing of its key on the right."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.screens.offices.card_text import CardTextDialog
from desktop_app.ui.screens.offices.compare import ComparePage, KeyWords
from desktop_app.ui.screens.offices.detail import OfficeDetail
from desktop_app.ui.screens.offices.list_page import ListPage
from desktop_app.ui.screens.offices.presenter import OfficesPresenter
from desktop_app.ui.screens.offices.trust_dialogs import TrustDialogs
from desktop_app.ui.screens.offices.trust_presenter import TrustFacts
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.bar import ActionBar
from desktop_app.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Hairline
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.entry_list import Entry, EntryList
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.grounds import Ground
from desktop_app.ui.widgets.page_stack import PageStack
from desktop_app.ui.widgets.said_line import SaidLine
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table_export import ExportButton
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import key_check_words
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.keep_offices import CardPreview, OfficeLine

if TYPE_CHECKING:
    from desktop_app.ui.widgets.drawing import Tone

LIST = "list"
"""The key of the directory list among the entries; no office has a code in small letters."""

_LIST = 312


class CardDialog(QDialog):
    """A card that was read: whose it is, and whether to keep it."""

    def __init__(self, card: CardPreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Add an office"))
        office = card.card.office
        self._column = QVBoxLayout(self)
        self._column.addWidget(Text(office.name, Kind.STEP_TITLE, wrap=True))
        about = " · ".join(part for part in (office.code, office.town, card.party.name) if part)
        self._column.addWidget(Text(about, Kind.SENTENCE, Role.INK2, wrap=True))
        if card.changed_key:
            words = _("This card has another key than the one we know. The old one loses its trust until the new words "
                      "are compared. Ask the office why it changed.")  # fmt: skip
            self._column.addWidget(SaidLine("bad", words))
        elif card.known is not None:
            self._column.addWidget(SaidLine("neutral", _("We know this office; its key is the same.")))
        key = KeyWords()
        key.show_words(card.words)
        self._column.addWidget(key)
        note = _("A card proves nothing by itself. After adding it, compare these words on the phone.")
        self._column.addWidget(Text(note, Kind.SENTENCE, Role.INK2, wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = QuietButton(_("Ca&ncel"))
        cancel.clicked.connect(self.reject)
        self.keep = PrimaryButton(_("&Add this office"), "plus")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        self._column.addLayout(row)
        self._ring = FocusRing(self)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(20), look.dp(20), look.dp(20), look.dp(16))
        self._column.setSpacing(look.dp(12))
        self.setMinimumWidth(look.dp(620))


class OfficesScreen(QWidget):
    """The page."""

    def __init__(self, presenter: OfficesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offices")
        self._presenter = presenter
        self.detail = OfficeDetail()
        self.compare = ComparePage()
        self.stack = PageStack()
        self.directory = ListPage()
        self.stack.addWidget(self.detail)
        self.stack.addWidget(self.compare)
        self.stack.addWidget(self.directory)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(Hairline(upright=True))
        row.addWidget(self.stack, 1)
        self._connect()
        restyled(self, self._restyle)

    def _left(self) -> QWidget:
        self._panel = Ground(Role.SURFACE)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.addWidget(Text(_("Offices"), Kind.TITLE), 1)
        column.addLayout(self._head)
        column.addWidget(Hairline())
        self.list = EntryList(_("Offices"))
        self.list.setObjectName("offices_list")
        self.export = ExportButton(self.list)
        self._head.addWidget(self.export)
        column.addWidget(self.list, 1)
        self._foot = ActionBar()
        self.add = SecondaryButton(_("&Add an office's card"), "plus")
        self._foot.row.addWidget(self.add)
        self.paste = IconButton("clipboard-paste", _("Type or paste a card's QR text"))
        self._foot.row.addWidget(self.paste)
        self._foot.row.addStretch(1)
        column.addWidget(self._foot)
        return self._panel

    def _connect(self) -> None:
        presenter = self._presenter
        self.list.chosen.connect(self._on_chosen)
        self.list.entered.connect(lambda _key: self.detail.focus_first())
        self.add.clicked.connect(self._on_add)
        self.paste.clicked.connect(self.ask_card_text)
        self.detail.compare_wanted.connect(self._on_compare)
        self.detail.save_wanted.connect(self._on_save)
        self.detail.save_own_wanted.connect(self._on_save_own)
        self.detail.card_file_wanted.connect(self._on_card_file)
        self.detail.card_paper_wanted.connect(presenter.make_paper)
        self.compare.confirmed.connect(presenter.confirm)
        self.compare.left.connect(self._show_detail)
        presenter.listed.connect(self._show)
        presenter.paper_ready.connect(self._on_paper)
        presenter.card_read.connect(self._on_card_read)
        presenter.compare_wanted.connect(self._start_comparing)
        presenter.key_confirmed.connect(lambda _line: self._show_detail())
        presenter.trust.changed.connect(self._show)
        presenter.trust.list_read.connect(self._show_list)
        self.trust = TrustDialogs(self, presenter)
        self.trust.connect_pages(self.detail, self.directory)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._panel.setFixedWidth(look.dp(_LIST))
        self._head.setContentsMargins(look.dp(16), look.dp(12), look.dp(16), look.dp(12))
        self._foot.keep_sides(14, 8)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the directory, or on the question of the key."""
        if self.stack.currentWidget() is self.compare:
            self.compare.focus_first()
        else:
            self.list.setFocus()

    def primary_action(self) -> None:
        """Press the filled button of what is shown: Ctrl+Enter."""
        page = self.stack.currentWidget()
        pages: dict[QWidget | None, tuple[PrimaryButton, ...]] = {
            self.compare: (self.compare.confirm,),
            self.directory: (self.directory.second, self.directory.propose),
        }
        buttons = pages.get(page, (self.detail.file, self.detail.compare))
        for button in buttons:
            if button.isVisible() and button.isEnabled():
                button.click()
                return

    def save_now(self) -> None:
        """Keep what was typed about an office: Ctrl+S."""
        if self.stack.currentWidget() is self.detail:
            self.detail.save_changes()

    def escape(self) -> None:
        """Go back from comparing."""
        if self.stack.currentWidget() is self.compare:
            self._show_detail()

    def _show(self) -> None:
        chosen = self._presenter.chosen
        entries = tuple(office_entry(line) for line in self._presenter.lines)
        facts = self._presenter.trust.facts
        if facts is not None:
            entries = (*entries[:1], list_entry(facts), *entries[1:])
            self.directory.show_facts(facts)
        here = LIST if self.stack.currentWidget() is self.directory else chosen.known.card.office.code if chosen else ""
        self.list.show_entries(entries, here)
        if chosen is not None:
            self.detail.show_trust(facts)
            self.detail.show_office(chosen)

    def _show_detail(self) -> None:
        self.stack.setCurrentWidget(self.detail)
        self.list.setFocus()

    def _show_list(self) -> None:
        self.stack.setCurrentWidget(self.directory)
        self._show()

    def _on_chosen(self, code: str) -> None:
        if code == LIST:
            self.stack.setCurrentWidget(self.directory)
            return
        self.stack.setCurrentWidget(self.detail)
        if code:
            self._presenter.choose(code)

    def _on_compare(self) -> None:
        chosen = self._presenter.chosen
        if chosen is not None:
            self._start_comparing(chosen)

    def _start_comparing(self, line: OfficeLine) -> None:
        self.compare.show_office(line)
        self.stack.setCurrentWidget(self.compare)
        self.compare.focus_first()

    def _on_save(self, address: str, phone: str, email: str, head: str) -> None:
        chosen = self._presenter.chosen
        if chosen is not None:
            self._presenter.edit(chosen.known.card.office.code, address=address, phone=phone, email=email, head=head)

    def _on_save_own(self, name: str, town: str, address: str, phone: str, email: str, head: str) -> None:
        self._presenter.edit_own(name=name, town=town, address=address, phone=phone, email=email, head=head)

    def _on_add(self) -> None:
        kinds = _("Office cards, pictures of them (*.cass-card *.png *.jpg *.jpeg *.tif *.tiff *.pdf);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Open an office's card"), "", kinds)
        if name:
            self._presenter.read(Path(name))

    def ask_card_text(self) -> None:
        """Ask for the text of a card's QR code, from a scanner or as it was pasted."""
        dialog = CardTextDialog(self)
        dialog.wanted.connect(self._presenter.read_text)
        dialog.open()

    def _on_card_read(self, card: CardPreview) -> None:
        dialog = CardDialog(card, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._presenter.add)
        dialog.open()

    def _on_card_file(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save our card"), self._presenter.card_name, _("Office cards (*.cass-card)")
        )
        if name:
            self._presenter.save_own_card(Path(name))

    def _on_paper(self, document: IssuedDocument) -> None:
        DocumentPreview(_("Our office card"), document, self._presenter.tasks, self._presenter.notices, self).open()


def office_entry(line: OfficeLine) -> Entry:
    """Describe one office of the directory."""
    office = line.known.card.office
    trusted = line.own or line.known.trusted
    return Entry(
        key=office.code,
        chip=office.state,
        title=office.name,
        second=" · ".join(part for part in (office.code, office.town) if part),
        state=_("This office") if line.own else _state_words(line),
        tone="accent" if line.own else "ok" if trusted else "bad" if line.known.revoked_since else "warn",
        icon="badge-check" if line.own else "shield-check" if trusted else "shield-alert",
    )


def list_entry(facts: TrustFacts) -> Entry:
    """Describe the directory list, which stands between our card and the other offices."""
    standing = facts.standing
    title = _("Directory list {number}").format(number=standing.number) if standing else _("Directory list")
    second = _("Signed by {signers}").format(signers=", ".join(standing.signers)) if standing else _("None in use")
    state: str
    tone: Tone
    if facts.waiting is not None and facts.waiting.refusal is None:
        state, tone, icon = _("One came in"), "warn", "inbox"
    elif standing is None:
        state, tone, icon = _("Keys as compared here"), "neutral", "list-checks"
    elif standing.expired:
        state, tone, icon = _("Expired"), "bad", "clock-alert"
    else:
        state, tone, icon = _("Good until {day}").format(day=date_words(standing.expires_on)), "ok", "shield-check"
    return Entry(key=LIST, title=title, second=second, state=state, tone=tone, icon=icon)


def _state_words(line: OfficeLine) -> str:
    return _("Key revoked") if line.known.revoked_since else key_check_words(line.known.check)
