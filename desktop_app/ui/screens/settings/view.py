"""Settings as a page: its parts on the left, the open points among them; one of them on the right."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.screens.settings.backup_dialogs import PlanDialog
from desktop_app.ui.screens.settings.backups_page import BackupsPage, copy_words
from desktop_app.ui.screens.settings.backups_presenter import BackupsPresenter
from desktop_app.ui.screens.settings.go_back_dialog import GoBackDialog
from desktop_app.ui.screens.settings.halves_dialog import HalvesDialog
from desktop_app.ui.screens.settings.journal_page import JournalWayPage
from desktop_app.ui.screens.settings.keeping_dialogs import keep_records
from desktop_app.ui.screens.settings.keeping_page import KeepingPage
from desktop_app.ui.screens.settings.keeping_presenter import KeepingPresenter
from desktop_app.ui.screens.settings.office_page import AppearancePage, OfficePage
from desktop_app.ui.screens.settings.point_dialogs import ProposeDialog, RemarkDialog, TakeBackDialog, begun
from desktop_app.ui.screens.settings.point_page import PointPage
from desktop_app.ui.screens.settings.presenter import (
    APPEARANCE,
    BACKUPS,
    JOURNAL,
    KEEPING,
    OFFICE,
    POINT,
    RECORDS,
    TRAINING,
    USERS,
    HalvesBegun,
    RenewalBegun,
    SettingsFacts,
    SettingsPresenter,
)
from desktop_app.ui.screens.settings.records_dialogs import bring_records
from desktop_app.ui.screens.settings.records_page import RecordsPage
from desktop_app.ui.screens.settings.records_presenter import RecordsPresenter
from desktop_app.ui.screens.settings.renew_dialog import RenewKeyDialog
from desktop_app.ui.screens.settings.signing_dialog import SigningDialog
from desktop_app.ui.screens.settings.training_page import TrainingPage
from desktop_app.ui.screens.settings.user_dialogs import (
    AddUserDialog,
    ChangeUserDialog,
    DeactivateDialog,
    PassphraseDialog,
)
from desktop_app.ui.screens.settings.users_page import UsersPage
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton
from desktop_app.ui.widgets.card import Hairline
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.entry_list import Entry, EntryList
from desktop_app.ui.widgets.grounds import Ground
from desktop_app.ui.widgets.page_stack import PageStack
from desktop_app.ui.widgets.second_person import SecondPersonDialog
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.calculation_words import option_words
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import point_title_words
from desktop_app.wording.formats import moment_words
from desktop_app.workflows.copies_aside import CopyAside
from desktop_app.workflows.keep_users import UserLine
from desktop_app.workflows.propose import ProposalView
from desktop_app.workflows.settle_points import PointView

_LIST = 312
_Page = (
    OfficePage
    | UsersPage
    | BackupsPage
    | KeepingPage
    | RecordsPage
    | TrainingPage
    | JournalWayPage
    | PointPage
    | AppearancePage
)


class SettingsScreen(QWidget):
    """The page."""

    own_office_wanted = Signal()
    """The person wants to change the office's name and how it is reached."""
    backup_wanted = Signal()
    watch_wanted = Signal()
    other_mode_wanted = Signal()
    """The person leaves for the training mode, or comes back from it."""
    theme_chosen = Signal(str)
    scale_chosen = Signal(float)

    key_age_wanted = Signal()
    """After how many years a key counts as old is to be settled."""
    lock_wanted = Signal()
    """The minutes until the desk locks shall be settled."""

    deadlines_wanted = Signal()
    """The days allowed for an answer are to be settled."""

    journal_wanted = Signal()
    """The person wants to read the journal."""

    statistics_wanted = Signal()
    """How long the other offices take shall be shown."""

    def __init__(self, presenter: SettingsPresenter, *, training: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self._presenter = presenter
        self.office = OfficePage()
        self.users = UsersPage()
        self.point = PointPage()
        self.appearance = AppearancePage()
        self.backups = BackupsPage()
        self.safety = BackupsPresenter(presenter.tasks, presenter.notices, self)
        self.keeping = KeepingPage()
        self.journal = JournalWayPage()
        self.journal.journal_wanted.connect(self.journal_wanted)
        self.practice = TrainingPage(training=training)
        self.practice.other_mode_wanted.connect(self.other_mode_wanted)
        self.keeper = KeepingPresenter(presenter.tasks, presenter.notices, self)
        self.records = RecordsPage()
        self.recorder = RecordsPresenter(presenter.tasks, presenter.notices, self)
        self.stack = PageStack()
        for page in (
            self.office,
            self.users,
            self.backups,
            self.keeping,
            self.practice,
            self.journal,
            self.point,
            self.appearance,
        ):
            self.stack.addWidget(page)
        self.stack.addWidget(self.records)
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
        self._head.addWidget(Text(_("Settings"), Kind.TITLE))
        column.addLayout(self._head)
        column.addWidget(Hairline())
        self.list = EntryList(_("Parts of the settings"))
        self.list.setObjectName("settings_list")
        column.addWidget(self.list, 1)
        return self._panel

    def _connect(self) -> None:
        presenter, point = self._presenter, self.point
        self.list.chosen.connect(presenter.choose)
        self.list.entered.connect(lambda _key: self._page().focus_first())
        self.office.change_wanted.connect(self.own_office_wanted)
        self.office.backup_wanted.connect(self.backup_wanted)
        self.office.watch_wanted.connect(self.watch_wanted)
        self.office.key_age_wanted.connect(self.key_age_wanted)
        self.office.lock_wanted.connect(self.lock_wanted)
        self.office.signing_wanted.connect(self.settle_signing)
        self.office.deadlines_wanted.connect(self.deadlines_wanted)
        self.office.statistics_wanted.connect(self.statistics_wanted)
        self.office.halves_wanted.connect(self.make_halves)
        self.appearance.theme_chosen.connect(self.theme_chosen)
        self.appearance.scale_chosen.connect(self.scale_chosen)
        self.users.add_wanted.connect(self.add_user)
        self.users.change_wanted.connect(self._on_change_user)
        self.users.passphrase_wanted.connect(self._on_passphrase)
        self.users.deactivate_wanted.connect(self._on_deactivate)
        self.users.renew_wanted.connect(self.renew_key)
        point.propose_wanted.connect(self._on_propose)
        point.take_back_wanted.connect(self._on_take_back)
        point.accept_wanted.connect(self._on_accept)
        point.refuse_wanted.connect(self._on_refuse)
        point.beside_wanted.connect(self._on_beside)
        point.withdraw_wanted.connect(self._on_withdraw)
        point.add_user_wanted.connect(self.add_user)
        presenter.listed.connect(self._show)
        self.backups.backup_wanted.connect(self.backup_wanted)
        self.backups.plan_wanted.connect(self._on_plan)
        self.backups.verify_wanted.connect(self.safety.read_through)
        self.backups.compare_wanted.connect(self._on_compare)
        self.backups.let_go_wanted.connect(self._on_let_go)
        self.safety.shown.connect(self._show_backups)
        keep_records(self, self.keeping, self.keeper)
        self.keeping.accept_wanted.connect(self._on_accept)
        self.keeping.refuse_wanted.connect(self._on_refuse)
        self.keeping.beside_wanted.connect(self._on_beside)
        self.keeping.withdraw_wanted.connect(self._on_withdraw)
        self.keeping.add_user_wanted.connect(self.add_user)
        self.keeper.records_changed.connect(presenter.records_changed)
        bring_records(self, self.records, self.recorder)
        self.recorder.records_changed.connect(presenter.records_changed)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._panel.setFixedWidth(look.dp(_LIST))
        self._head.setContentsMargins(look.dp(16), look.dp(12), look.dp(16), look.dp(12))

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the list of parts."""
        self.list.setFocus()

    def primary_action(self) -> None:
        """Press the button that does the next thing of what is shown: Ctrl+Enter."""
        page = self._page()
        buttons = {
            self.office: (self.office.change,),
            self.users: (self.users.add,),
            self.backups: (self.backups.make,),
            self.practice: (self.practice.go,),
            self.journal: (self.journal.go,),
            self.records: (self.records.bring,),
            self.point: (*(card.first_button for card in self.point.waiting), self.point.propose),
        }.get(page, ())
        for button in buttons:
            if button.isVisible() and button.isEnabled():
                button.click()
                return

    def escape(self) -> None:
        """Go back to the list."""
        self.list.setFocus()

    def add_user(self) -> None:
        """Ask who else shall sign in at this desk."""
        self._presenter.new_words().succeeded.connect(self._ask_user)

    def renew_key(self) -> None:
        """Make the words for a new key of the store, and ask for them typed back."""
        self._presenter.begin_renewal().succeeded.connect(self._ask_renewal)

    def _ask_renewal(self, begun: RenewalBegun) -> None:
        presenter = self._presenter
        dialog = RenewKeyDialog(tuple(begun.given.values()), self)

        def show() -> None:
            title = _("Recovery sheet")
            presenter.sheet_on_paper(begun).succeeded.connect(
                lambda document: DocumentPreview(title, document, presenter.tasks, presenter.notices, dialog).open()
            )

        dialog.sheet_wanted.connect(show)
        dialog.wanted.connect(lambda typed, passphrase: dialog.follow(presenter.renew_key(begun, typed, passphrase)))
        presenter.desk_closed.connect(dialog.reject)
        dialog.open()

    def settle_signing(self) -> None:
        """Ask how the persons of this office sign what leaves it."""
        facts, presenter = self._presenter.facts, self._presenter
        if facts is None or facts.user is None:
            return
        dialog = SigningDialog(facts.signed_as, facts.user, self)
        dialog.wanted.connect(lambda how: dialog.follow(presenter.settle_signing(how)))
        dialog.open()

    def make_halves(self) -> None:
        """Make recovery words in two halves and ask both officers for theirs."""
        self._presenter.begin_halves().succeeded.connect(self._ask_halves)

    def _ask_halves(self, made: HalvesBegun) -> None:
        presenter = self._presenter
        dialog = HalvesDialog(made.own_name, made.officers, self)

        def show(half: int, officer: str) -> None:
            ticket = presenter.half_on_paper(made, half, officer)
            title = _("Recovery words, half {half}").format(half=half)
            ticket.succeeded.connect(
                lambda document: DocumentPreview(title, document, presenter.tasks, presenter.notices, dialog).open()
            )

        dialog.sheet_wanted.connect(show)
        dialog.wanted.connect(
            lambda first, second, login, passphrase: dialog.follow(
                presenter.keep_halves(made, first, second, login, passphrase)
            )
        )
        dialog.open()

    def _on_plan(self) -> None:
        if self.safety.facts is None:
            return
        dialog = PlanDialog(self.safety.facts.state.plan, self)
        dialog.wanted.connect(lambda plan: dialog.follow(self.safety.set_plan(plan)))
        dialog.open()

    def _on_compare(self) -> None:
        if self.safety.facts is None:
            return
        folder = self.safety.facts.state.plan.folder
        begins = str(folder) if folder else ""
        name, _kind = QFileDialog.getOpenFileName(self, _("Compare a backup"), begins, _("Backups (*.cass-db)"))
        if not name:
            return
        dialog = GoBackDialog(Path(name), self.safety.facts.login, self, second=self.safety.facts.second)
        dialog.wanted.connect(
            lambda login, passphrase: dialog.wait_for(self.safety.compare(Path(name), login, passphrase))
        )
        dialog.going_wanted.connect(lambda *given: dialog.follow(self.safety.go_back(Path(name), *given)))
        dialog.open()

    def _on_let_go(self, copy: CopyAside) -> None:
        sentence = _("It goes for good, with its keys. What only this copy holds is lost: make a backup first.")
        act = DangerButton(_("&Let it go"), "trash-2")
        what = copy_words(copy)
        title = _("Let a copy go")
        dialog = RemarkDialog(title, what, act, label=_("&Reason"), needed=True, sentence=sentence, parent=self)
        dialog.wanted.connect(lambda reason: dialog.follow(self.safety.let_go(copy.name, reason)))
        dialog.open()

    def _show_backups(self) -> None:
        if self.safety.facts is not None:
            self.backups.show_facts(self.safety.facts, self.safety.found)

    def _page(self) -> _Page:
        pages: dict[str, _Page] = {
            BACKUPS: self.backups,
            KEEPING: self.keeping,
            RECORDS: self.records,
            TRAINING: self.practice,
            JOURNAL: self.journal,
            USERS: self.users,
            APPEARANCE: self.appearance,
        }
        page = pages.get(self._presenter.chosen)
        if page is not None:
            return page
        return self.point if self._presenter.point is not None else self.office

    def _show(self) -> None:
        facts = self._presenter.facts
        if facts is None:
            return
        self.list.show_entries(entries(facts), self._presenter.chosen)
        self.office.show_facts(facts)
        self.users.show_users(facts.users)
        self.safety.load()
        self.keeper.load()
        self.recorder.load()
        if self._presenter.point is not None:
            self.point.show_point(self._presenter.point)
        self.stack.setCurrentWidget(self._page())

    def _ask_user(self, words: str) -> None:
        dialog = AddUserDialog(words, self)

        def wanted() -> None:
            given = dialog.passphrase
            dialog.follow(
                self._presenter.add_user(
                    name=dialog.name.text(),
                    role=dialog.role.role,
                    further=dialog.role.further,
                    login=dialog.login.text(),
                    passphrase=given.passphrase,
                    one_time=given.one_time,
                )
            )

        dialog.wanted.connect(wanted)
        dialog.open()

    def _on_change_user(self, line: UserLine) -> None:
        dialog = ChangeUserDialog(line, self)
        dialog.wanted.connect(
            lambda: dialog.follow(
                self._presenter.change_user(
                    line.user.id, name=dialog.name.text(), role=dialog.role.role, further=dialog.role.further
                )
            )
        )
        dialog.open()

    def _on_passphrase(self, line: UserLine) -> None:
        self._presenter.new_words().succeeded.connect(lambda words: self._ask_passphrase(line, words))

    def _ask_passphrase(self, line: UserLine, words: str) -> None:
        dialog = PassphraseDialog(line, words, self)
        dialog.wanted.connect(
            lambda: dialog.follow(
                self._presenter.give_passphrase(line, dialog.passphrase.passphrase, one_time=dialog.passphrase.one_time)
            )
        )
        dialog.open()

    def _on_deactivate(self, line: UserLine) -> None:
        dialog = DeactivateDialog(line, self)
        dialog.wanted.connect(lambda: dialog.follow(self._presenter.deactivate(line)))
        dialog.open()

    def _on_propose(self) -> None:
        view, facts = self._presenter.point, self._presenter.facts
        if view is None or facts is None:
            return
        dialog = ProposeDialog(view, facts.today, self)
        dialog.wanted.connect(
            lambda: dialog.follow(
                self._presenter.propose(
                    view.point.id,
                    dialog.option,
                    dialog.valid_from.value(),
                    dialog.legal_reference.text(),
                    dialog.reason.text(),
                )
            )
        )
        dialog.open()

    def _on_take_back(self, proposal_id: str, what: str) -> None:
        dialog = TakeBackDialog(what, self)
        dialog.wanted.connect(
            lambda reason: dialog.follow(self._presenter.take_back(proposal_id, dialog.legal_reference.text(), reason))
        )
        dialog.open()

    def _on_accept(self, view: ProposalView, what: str) -> None:
        act = PrimaryButton(_("&Accept"), "check")
        sentence = _("You are the second person. It holds from its day on, and stays on record with both names.")
        dialog = RemarkDialog(
            _("Accept the proposal"),
            what,
            act,
            label=_("Re&mark (may stay empty)"),
            needed=False,
            sentence=sentence,
            parent=self,
        )
        dialog.wanted.connect(lambda remark: dialog.follow(self._presenter.accept(view.proposal.id, remark)))
        dialog.open()

    def _on_refuse(self, view: ProposalView, what: str) -> None:
        act = DangerButton(_("Re&fuse"), "x")
        dialog = RemarkDialog(_("Refuse the proposal"), what, act, label=_("&Reason"), needed=True, parent=self)
        dialog.wanted.connect(lambda reason: dialog.follow(self._presenter.refuse(view.proposal.id, reason)))
        dialog.open()

    def _on_withdraw(self, view: ProposalView, what: str) -> None:
        act = DangerButton(_("&Withdraw"), "undo-2")
        label = _("&Reason (may stay empty)")
        dialog = RemarkDialog(_("Withdraw the proposal"), what, act, label=label, needed=False, parent=self)
        dialog.wanted.connect(lambda reason: dialog.follow(self._presenter.withdraw(view.proposal.id, reason)))
        dialog.open()

    def _on_beside(self, view: ProposalView, what: str) -> None:
        dialog = SecondPersonDialog(view, what, self)
        number = view.proposal.id
        dialog.accept_wanted.connect(
            lambda login, passphrase, remark: dialog.follow(
                self._presenter.accept_beside(number, login, passphrase, remark)
            )
        )
        dialog.refuse_wanted.connect(
            lambda login, passphrase, reason: dialog.follow(
                self._presenter.refuse_beside(number, login, passphrase, reason)
            )
        )
        dialog.open()


def journal_entry(facts: SettingsFacts) -> tuple[Entry, ...]:
    """Describe the way to the journal, for those who may read it."""
    if not facts.reads_journal:
        return ()
    second, state = _("Who did what, and when"), _("Before and after")
    return (Entry(key=JOURNAL, title=_("Journal"), second=second, state=state, icon="scroll-text"),)


def entries(facts: SettingsFacts) -> tuple[Entry, ...]:
    """Describe the parts of the settings."""
    active = sum(line.active for line in facts.users.lines)
    can = plural("{n} person can sign in", "{n} persons can sign in", active).format(n=active)
    return (
        Entry(key=OFFICE, title=_("Office"), second=facts.office.name, state=facts.office.code, icon="landmark"),
        Entry(key=USERS, title=_("Users and roles"), second=_("Who works at this desk"), state=can, icon="users-round"),
        Entry(
            key=BACKUPS,
            title=_("Backups"),
            second=_("Copies, and is the store whole?"),
            state=moment_words(facts.last_backup) if facts.last_backup else _("No backup yet"),
            icon="database-backup",
        ),
        *journal_entry(facts),
        Entry(
            key=KEEPING,
            title=_("Keeping and removing"),
            second=_("How long records stay"),
            state=_("Waits for a second person") if facts.keeping else _("By the law of your State"),
            tone="warn" if facts.keeping else "neutral",
            icon="trash-2",
        ),
        Entry(
            key=RECORDS,
            title=_("Contribution records"),
            second=_("From your institution's system"),
            state=_("CSV and Excel files"),
            icon="download",
        ),
        Entry(
            key=TRAINING,
            title=_("Training mode"),
            second=_("Practise with sample claims"),
            state=_("You are in it") if facts.training else _("Nothing in it is real"),
            icon="graduation-cap",
        ),
        Entry(
            key=APPEARANCE,
            title=_("Appearance"),
            second=_("Theme and text size"),
            state=_("This computer alone"),
            icon="contrast",
        ),
        *(point_entry(view) for view in facts.points),
    )


def point_entry(view: PointView) -> Entry:
    """Describe an open point in the list."""
    settled = view.in_force is not None
    entry = Entry(
        key=POINT + view.point.id,
        title=point_title_words(view.point.id),
        second=_("Open point, settled by the office") if settled else _("Open point, taken by default"),
        state=begun(option_words(view.option)),
        tone="ok" if settled else "neutral",
        icon="user-round-check" if settled else "split",
    )
    if view.waiting:
        return replace(entry, state=_("Waits for a second person"), tone="warn", icon="hourglass")
    return entry
