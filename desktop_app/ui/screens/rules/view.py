"""The rules as a page: the States on the left, one of them on the right; the Agreement is the last entry."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.calculation.pack import RulePack
from desktop_app.ui.screens.rules.agreement_page import AgreementPage, agreement_about
from desktop_app.ui.screens.rules.pages import (
    ChangesPage,
    ExamplesPage,
    ListPage,
    NotesPage,
    ValuesPage,
    verified_words,
)
from desktop_app.ui.screens.rules.presenter import (
    AGREEMENT,
    CHANGES,
    EXAMPLES,
    NOTES,
    UPDATES,
    VALUES,
    RulesPresenter,
)
from desktop_app.ui.screens.rules.recalculation import RecalculationDialog
from desktop_app.ui.screens.rules.update_dialogs import (
    ProposeUpdateDialog,
    TakeUpdateBackDialog,
    accept_dialog,
    refuse_dialog,
    withdraw_dialog,
)
from desktop_app.ui.screens.rules.updates_page import UpdatesPage
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Hairline
from desktop_app.ui.widgets.chips import Pill
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.entry_list import Entry, EntryList
from desktop_app.ui.widgets.grounds import Ground
from desktop_app.ui.widgets.lane_tabs import LaneTabs
from desktop_app.ui.widgets.page_stack import PageStack
from desktop_app.ui.widgets.second_person import SecondPersonDialog
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.propose import ProposalView
from desktop_app.workflows.read_rules import RulesView, Standing, StateRules
from desktop_app.workflows.update_rules import UpdateLine

_LIST = 272
_NARROW = 208


class RulesScreen(QWidget):
    """The page."""

    law_page_wanted = Signal()
    """The person asks which State's law applies."""

    claim_wanted = Signal(str)
    """The person wants to see a claim (its id)."""

    settings_wanted = Signal()
    """The person wants to settle an open point of the Agreement."""

    def __init__(self, presenter: RulesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rules")
        self._presenter = presenter
        self.values = ValuesPage(presenter)
        self.changes = ChangesPage(presenter)
        self.examples = ExamplesPage(presenter)
        self.notes = NotesPage()
        self.updates = UpdatesPage(presenter)
        self.agreement = AgreementPage()
        do = _("Enter the amounts its institution certifies, in the claim's calculation.")
        self.nothing = EmptyState("scale", _("There are no rules of this State here."), do)
        self.stack = PageStack()
        for page in (self.values, self.changes, self.examples, self.notes, self.updates, self.agreement, self.nothing):
            self.stack.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(Hairline(upright=True))
        row.addLayout(self._right(), 1)
        self._connect()
        restyled(self, self._restyle)

    def _left(self) -> QWidget:
        self._panel = Ground(Role.SURFACE)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.addWidget(Text(_("Rules"), Kind.TITLE))
        column.addLayout(self._head)
        column.addWidget(Hairline())
        self.list = EntryList(_("States and the Agreement"))
        self.list.setObjectName("rules_list")
        column.addWidget(self.list, 1)
        column.addWidget(Hairline())
        self.again = QuietButton(_("Calculate all &again…"), "calculator")
        self.again.setObjectName("recalculate_all")
        self.law = QuietButton(_("&Which law applies?"), "message-circle-question-mark")
        for button in (self.again, self.law):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return self._panel

    def _right(self) -> QVBoxLayout:
        self.title = Text("", Kind.TITLE, elide=True)
        self.about = Text("", Kind.SENTENCE, Role.INK2, elide=True)
        self.pill = Pill("")
        self.book = SecondaryButton(_("&Print the rule book…"), "printer")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self._titles = QHBoxLayout()
        self._titles.addLayout(words, 1)
        for widget in (self.pill, self.book):
            self._titles.addWidget(widget)
        self.tabs = LaneTabs(
            (
                (VALUES, _("Dated values")),
                (CHANGES, _("Differences")),
                (EXAMPLES, _("Worked examples")),
                (NOTES, _("Conflicts and gaps")),
                (UPDATES, _("Updates")),
            )
        )
        top = Ground(Role.SURFACE)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._titles)
        column.addWidget(self.tabs)
        column.addWidget(Hairline())
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(top)
        right.addWidget(self.stack, 1)
        return right

    def recalculate(self) -> RecalculationDialog:
        """Hold all kept calculations against the rules in force."""
        dialog = RecalculationDialog(self._presenter.tasks, self._presenter.notices, self)
        dialog.claim_wanted.connect(self.claim_wanted)
        dialog.open()
        return dialog

    def _restyle(self) -> None:
        look = Look.of(self)
        self._share_width()
        self._head.setContentsMargins(look.dp(16), look.dp(12), look.dp(16), look.dp(12))
        self._titles.setContentsMargins(look.dp(20), look.dp(10), look.dp(20), look.dp(6))
        self._titles.setSpacing(look.dp(10))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list become narrower where large letters need the room."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        look = Look.of(self)
        self._panel.setFixedWidth(max(look.dp(_NARROW), min(look.dp(_LIST), self.width() * 22 // 100)))

    def _connect(self) -> None:
        presenter = self._presenter
        self.list.chosen.connect(presenter.choose)
        self.list.entered.connect(lambda _key: self._enter())
        self.tabs.chosen.connect(presenter.show_page)
        self.law.clicked.connect(self.law_page_wanted)
        self.again.clicked.connect(self.recalculate)
        self.book.clicked.connect(self._on_book)
        self.agreement.settings_wanted.connect(self.settings_wanted)
        updates = self.updates
        updates.propose_wanted.connect(self._on_propose)
        updates.take_back_wanted.connect(self._on_take_back)
        updates.accept_wanted.connect(self._on_accept)
        updates.refuse_wanted.connect(self._on_refuse)
        updates.beside_wanted.connect(self._on_beside)
        updates.withdraw_wanted.connect(self._on_withdraw)
        updates.add_user_wanted.connect(self.settings_wanted)
        presenter.listed.connect(self._show)
        presenter.asked.connect(self._show_page)
        presenter.worked.connect(self._show_examples)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the list of States."""
        self.list.setFocus()

    def _enter(self) -> None:
        page = self._page()
        if not isinstance(page, EmptyState):
            page.focus_first()

    def escape(self) -> None:
        """Go back to the list."""
        self.list.setFocus()

    def primary_action(self) -> None:
        """Press the button that does the next thing about an update: Ctrl+Enter."""
        if self._page() is self.updates:
            self.updates.primary_action()

    def print_now(self) -> None:
        """Print the rule book of the State shown: Ctrl+P."""
        if self.book.isVisible():
            self.book.click()

    def _page(self) -> ListPage | NotesPage | UpdatesPage | AgreementPage | EmptyState:
        presenter = self._presenter
        if presenter.key == AGREEMENT:
            return self.agreement
        if presenter.page == UPDATES:
            return self.updates
        if presenter.pack is None:
            return self.nothing
        pages: dict[str, ListPage | NotesPage] = {
            VALUES: self.values,
            CHANGES: self.changes,
            EXAMPLES: self.examples,
            NOTES: self.notes,
        }
        return pages[presenter.page]

    def _show(self) -> None:
        view = self._presenter.view
        if view is None:
            return
        self.list.show_entries(entries(view), self._presenter.key)
        state, pack = self._presenter.state, self._presenter.pack
        self.tabs.setVisible(state is not None)
        self.book.setVisible(pack is not None)
        if state is not None:
            self._show_state(state)
        else:
            self.title.setText(_("The Agreement"))
            self.about.setText(agreement_about(view.agreement))
            self.pill.hide()
            self.agreement.show_view(view)
        if pack is not None:
            self._show_pack(pack)
        self._show_page()

    def _show_state(self, state: StateRules) -> None:
        self.title.setText(state.party.name)
        self.about.setText(verified_words(state.pack) if state.pack is not None else state.party.institution)
        update = self._presenter.update_in_force()
        number = update.manifest.number if update is not None and update.manifest is not None else 0
        if state.standing is not Standing.IN_EFFECT:
            self.pill.show_words(standing_words(state), "warn", "triangle-alert")
        elif update is not None and update.newer_own is not None:
            self.pill.show_words(_("The program brings a newer pack"), "warn", "triangle-alert")
        elif number:
            self.pill.show_words(_("Update {number} in force").format(number=number), "ok", "check")
        self.pill.setVisible(bool(number) or state.standing is not Standing.IN_EFFECT)

    def _show_pack(self, pack: RulePack) -> None:
        self.values.show_state()
        self.changes.show_state()
        self.notes.show_pack(pack)
        self.tabs.show_count(NOTES, len(pack.conflicts) + len(pack.gaps) + len(pack.readings))
        self._show_examples()

    def _show_page(self) -> None:
        if self._presenter.view is None:
            return
        self.tabs.show_lane(self._presenter.page)
        self.updates.show_updates()
        self.tabs.show_count(UPDATES, len(self._presenter.updates()))
        if self._presenter.pack is not None:
            self.values.show_rows()
            self.changes.show_rows()
            self.tabs.show_count(VALUES, self.values.cells.rowCount())
            self.tabs.show_count(CHANGES, self.changes.cells.rowCount())
        else:
            for page in (VALUES, CHANGES, EXAMPLES, NOTES):
                self.tabs.show_count(page, 0)
        self.stack.setCurrentWidget(self._page())

    def _show_examples(self) -> None:
        self.examples.show_rows()
        results = self._presenter.examples
        self.tabs.show_count(EXAMPLES, len(results or ()))

    def _on_book(self) -> None:
        self.book.setEnabled(False)
        ticket = self._presenter.rule_book()
        ticket.succeeded.connect(self._show_book)
        ticket.finished.connect(lambda: self.book.setEnabled(True))

    def _show_book(self, document: IssuedDocument) -> None:
        presenter = self._presenter
        DocumentPreview(_("Rule book"), document, presenter.tasks, presenter.notices, self.window()).open()

    def _on_propose(self, line: UpdateLine) -> None:
        dialog = ProposeUpdateDialog(line, self)
        dialog.wanted.connect(
            lambda reason: dialog.follow(self._presenter.propose(line.update_id, dialog.legal_reference.text(), reason))
        )
        dialog.open()

    def _on_take_back(self, line: UpdateLine) -> None:
        dialog = TakeUpdateBackDialog(line, self)
        dialog.wanted.connect(
            lambda reason: dialog.follow(
                self._presenter.take_back(line.update_id, dialog.legal_reference.text(), reason)
            )
        )
        dialog.open()

    def _on_accept(self, view: ProposalView, what: str) -> None:
        dialog = accept_dialog(what, self)
        dialog.wanted.connect(lambda remark: dialog.follow(self._presenter.accept(view.proposal.id, remark)))
        dialog.open()

    def _on_refuse(self, view: ProposalView, what: str) -> None:
        dialog = refuse_dialog(what, self)
        dialog.wanted.connect(lambda reason: dialog.follow(self._presenter.refuse(view.proposal.id, reason)))
        dialog.open()

    def _on_withdraw(self, view: ProposalView, what: str) -> None:
        dialog = withdraw_dialog(what, self)
        dialog.wanted.connect(lambda reason: dialog.follow(self._presenter.withdraw(view.proposal.id, reason)))
        dialog.open()

    def _on_beside(self, view: ProposalView, what: str) -> None:
        dialog = SecondPersonDialog(view, what, self)
        number, presenter = view.proposal.id, self._presenter
        dialog.accept_wanted.connect(
            lambda login, passphrase, remark: dialog.follow(presenter.accept_beside(number, login, passphrase, remark))
        )
        dialog.refuse_wanted.connect(
            lambda login, passphrase, reason: dialog.follow(presenter.refuse_beside(number, login, passphrase, reason))
        )
        dialog.open()


def entries(view: RulesView) -> tuple[Entry, ...]:
    """Describe the States and the Agreement in the list."""
    states = tuple(
        Entry(
            key=state.party.code,
            title=state.party.name,
            second=state.party.institution,
            chip=state.party.code,
            state=standing_words(state),
            tone="neutral" if state.standing is Standing.IN_EFFECT else "warn",
            icon="" if state.standing is Standing.IN_EFFECT else "triangle-alert",
        )
        for state in view.states
    )
    rules = view.agreement
    agreement = Entry(
        key=AGREEMENT,
        title=_("The Agreement"),
        second=_("Parties, open points, provisions"),
        state=_("Verified {day}").format(day=date_words(rules.verified_on)),
    )
    return (*states, agreement)


def standing_words(state: StateRules) -> str:
    """Say how a State stands: whether it takes part, and whether its rules are here."""
    pack = state.pack
    match state.standing:
        case Standing.NOT_IN_EFFECT:
            return _("Not in effect there")
        case Standing.NO_RULES:
            return _("No rules here")
        case Standing.IN_EFFECT:
            return _("Verified {day}").format(day=date_words(pack.verified_on)) if pack is not None else ""
