"""The office's window put together: its pages, the ways between them, counts and status, search, dropped files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from desktop_app.domain.findings import Reason
from desktop_app.domain.proposals import WORDS, Proposal, ProposalKind
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places
from desktop_app.foundation.progress import Progress
from desktop_app.ui.app.backing_up import BackupMaker
from desktop_app.ui.app.idling import IdleWatch
from desktop_app.ui.app.journal_way import JournalWay
from desktop_app.ui.app.key_setting import KeyAgeSetting
from desktop_app.ui.app.limits import CLAIMS_VERB, DRAFTS_VERB, WATCH_VERB, Limits, asked_of
from desktop_app.ui.app.lock_setting import LockSetting
from desktop_app.ui.app.people_pages import PeoplePages
from desktop_app.ui.app.practice_guide import PracticeGuide
from desktop_app.ui.app.protecting import Protecting
from desktop_app.ui.app.report_pages import ReportPages
from desktop_app.ui.app.searching import Searching
from desktop_app.ui.app.watch_setting import WatchSetting
from desktop_app.ui.app.watching import FolderWatch
from desktop_app.ui.app.window_words import backup_warns, backup_words, who_of
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.claim.view import ClaimScreen
from desktop_app.ui.screens.claims.presenter import ClaimsPresenter
from desktop_app.ui.screens.claims.view import ClaimsScreen
from desktop_app.ui.screens.exchange.papers import PAPER_SUFFIXES
from desktop_app.ui.screens.exchange.presenter import ExchangePresenter
from desktop_app.ui.screens.exchange.view import ExchangeScreen
from desktop_app.ui.screens.journal.presenter import JournalPresenter
from desktop_app.ui.screens.journal.view import JournalScreen
from desktop_app.ui.screens.law.presenter import LawPresenter
from desktop_app.ui.screens.law.view import LawScreen
from desktop_app.ui.screens.offices.presenter import OfficesPresenter
from desktop_app.ui.screens.offices.view import OfficesScreen
from desktop_app.ui.screens.owed.presenter import OwedPresenter
from desktop_app.ui.screens.owed.remedies import Remedies
from desktop_app.ui.screens.owed.view import OwedScreen
from desktop_app.ui.screens.rules.presenter import RulesPresenter
from desktop_app.ui.screens.rules.view import RulesScreen
from desktop_app.ui.screens.settings.presenter import SettingsPresenter
from desktop_app.ui.screens.settings.view import SettingsScreen
from desktop_app.ui.screens.sign_in.change_passphrase import ChangePassphraseDialog
from desktop_app.ui.screens.today.presenter import TodayPresenter
from desktop_app.ui.screens.today.view import TodayScreen
from desktop_app.ui.shell.search import SearchHit
from desktop_app.ui.shell.status import StatusFacts
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Look
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.lock_desk import LOCK_MINUTES, lock_minutes
from desktop_app.workflows.open_claim import Step
from desktop_app.workflows.open_desk import change_passphrase
from desktop_app.workflows.places_kept import Place, keep_place, last_place
from desktop_app.workflows.propose import proposal_view
from desktop_app.workflows.status import StatusView, status

TODAY: Final = "today"
CLAIMS: Final = "claims"
CLAIM: Final = "claim"
PEOPLE: Final = "people"
EXCHANGE: Final = "exchange"
OWED: Final = "owed"
OFFICES: Final = "offices"
RULES: Final = "rules"
LAW: Final = "law"
REPORTS: Final = "reports"
SETTINGS: Final = "settings"
CARD_SUFFIX: Final = ".cass-card"
RULES_SUFFIX: Final = ".cass-rules"
_IDLE: Final = 400
"""Milliseconds between two pages that are made ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What the worker fetched when the desk was opened."""

    status: StatusView
    place: Place | None
    lock_minutes: int = LOCK_MINUTES
    refused: Mapping[str, Reason] = field(default_factory=dict)


def screens_without_desk(look: Look, tasks: Tasks, notices: Notices) -> list[QWidget]:
    """Build every page of the window, with nothing behind them: for the self-test."""
    return [
        TodayScreen(TodayPresenter(tasks, notices)),
        ClaimsScreen(ClaimsPresenter(tasks, notices)),
        ClaimScreen(look, tasks, notices),
        PeoplePages(tasks, notices).screen,
        ExchangeScreen(ExchangePresenter(tasks, notices)),
        OwedScreen(OwedPresenter(tasks, notices)),
        OfficesScreen(OfficesPresenter(tasks, notices)),
        RulesScreen(RulesPresenter(tasks, notices)),
        LawScreen(LawPresenter(tasks, notices)),
        ReportPages(tasks, notices).screen,
        SettingsScreen(SettingsPresenter(tasks, notices)),
        JournalScreen(JournalPresenter(tasks, notices)),
    ]


def opened(desk: Desk) -> Opened:
    """Fetch what the window shows first; runs on the worker."""
    return Opened(status=status(desk), place=last_place(desk), lock_minutes=lock_minutes(desk), refused=asked_of(desk))


class OfficeWindow(QObject):
    """The window with its pages. Screens do not know each other: what one asks for is done here."""

    locked = Signal()
    """The person locks the desk; what was typed is on its way into the store."""

    signed_out = Signal()
    """The person signs out."""

    other_mode_wanted = Signal()
    """The person leaves for the training mode, or comes back from it; what was typed is on its way into the store."""

    closed = Signal()
    """The window is closed; what was typed is on its way into the store."""

    status_shown = Signal()
    """The figures of the frame are new: something was done."""

    def __init__(
        self, look: Look, tasks: Tasks, notices: Notices, *, clock: Clock, places: Places, opened: Opened
    ) -> None:
        super().__init__()
        self._tasks, self._notices, self._clock = tasks, notices, clock
        view = opened.status
        self.window = MainWindow(
            look, tasks, notices, who=who_of(view), settings_file=places.settings_file, training=view.training
        )
        self._searching = Searching(tasks, self)
        self._searching.found.connect(self.window.show_results)
        self._searching.refused.connect(notices.refuse)
        self.today = TodayPresenter(tasks, notices, self)
        self.claims = ClaimsPresenter(tasks, notices, self)
        self.people = PeoplePages(tasks, notices, self)
        self.reports = ReportPages(tasks, notices, self)
        self.exchange = ExchangePresenter(tasks, notices, self)
        self.owed = OwedPresenter(tasks, notices, self)
        self.remedies = Remedies(tasks, notices, self.window, self)
        self.offices = OfficesPresenter(tasks, notices, self)
        self.rules = RulesPresenter(tasks, notices, self)
        self.law = LawPresenter(tasks, notices, self)
        self.settings = SettingsPresenter(tasks, notices, self)
        self._look = look
        self._training = view.training
        self.backups = BackupMaker(self.window, tasks, notices, self)
        self.watch = FolderWatch(tasks, notices, self)
        self.watch_setting = WatchSetting(self.window, tasks, notices, self)
        self.key_age = KeyAgeSetting(self.window, tasks, notices, self)
        self.protecting = Protecting(self.window, tasks, notices, self)
        self.lock_setting = LockSetting(self.window, tasks, notices, self)
        self.idle = IdleWatch(clock, self)
        self.window.destroyed.connect(self.idle.stop)  # nobody is at a desk whose window is gone
        self._lock_minutes = opened.lock_minutes
        self.limits = Limits(opened.refused, self)
        self._came_from = CLAIMS
        self._page = ""
        self._leaving = False
        self._one_time = view.one_time
        self._claim_made: ClaimScreen | None = None
        self._idle = QTimer(self.window, interval=_IDLE)
        self._idle.timeout.connect(self._make_ahead)
        self._add_pages()
        self.journal = JournalWay(self.window, tasks, notices, under=SETTINGS, parent=self)
        self._connect_frame()
        self._connect_presenters()
        self._show_status(view)
        if view.training:
            self.guide = PracticeGuide(self.window, tasks, notices, ways=self, parent=self)
            self.status_shown.connect(self.guide.look)

    def _add_pages(self) -> None:
        add = self.window.add_page
        add(TODAY, _("Today"), "list-checks", lambda: self.today_screen)
        add(CLAIMS, _("Claims"), "folder-open", lambda: self.claims_screen)
        add(CLAIM, _("Claim"), "folder-open", lambda: self.claim_screen, under=CLAIMS)
        add(PEOPLE, _("People"), "users-round", lambda: self.people.screen)
        add(EXCHANGE, _("Exchange"), "arrow-left-right", lambda: self.exchange_screen)
        add(OWED, _("What is owed"), "clock-alert", lambda: self.owed_screen, under=EXCHANGE)
        add(OFFICES, _("Offices"), "landmark", lambda: self.offices_screen)
        add(RULES, _("Rules"), "scale", lambda: self.rules_screen)
        add(LAW, _("Which law applies?"), "scale", lambda: self.law_screen, under=RULES)
        add(REPORTS, _("Reports"), "chart-column", lambda: self.reports.screen)
        add(SETTINGS, _("Settings"), "settings", lambda: self.settings_screen, at_bottom=True)

    @cached_property
    def today_screen(self) -> TodayScreen:
        """What is to be done. Like every page, made when it is first shown or asked for."""
        screen = TodayScreen(self.today)
        screen.new_claim_wanted.connect(self.new_claim)
        self.limits.bar(CLAIMS_VERB, screen.new_claim, screen.empty_button)
        return screen

    @cached_property
    def claims_screen(self) -> ClaimsScreen:
        """The list of claims."""
        screen = ClaimsScreen(self.claims)
        screen.new_claim_wanted.connect(self.new_claim)
        self.limits.bar(CLAIMS_VERB, screen.new_claim, screen.empty_button)
        return screen

    @cached_property
    def claim_screen(self) -> ClaimScreen:
        """One claim."""
        screen = ClaimScreen(self._look, self._tasks, self._notices)
        screen.claim_changed.connect(lambda _key: self.refresh())
        screen.leave_requested.connect(lambda: self.window.go_to(self._came_from))
        screen.send_requested.connect(self.show_outgoing)
        screen.office_requested.connect(self.show_office)
        screen.remedy_requested.connect(self.remedies.do_next_of)
        screen.paper_requested.connect(self.remedies.type_in_of)
        screen.owed_requested.connect(self.show_owed)
        screen.proposal_requested.connect(self.show_proposal)
        screen.correction_requested.connect(self.remedies.correct)
        screen.act_requested.connect(self.remedies.case_act)
        screen.person_requested.connect(self.people.show)
        screen.presenter.step_changed.connect(lambda _step: self.limits.only_read(DRAFTS_VERB, screen.pages.values()))
        screen.reason_requested.connect(self.protecting.ask_reason)
        screen.protection_requested.connect(self.protecting.show)
        self.protecting.opened.connect(screen.open)
        self._claim_made = screen
        return screen

    @cached_property
    def exchange_screen(self) -> ExchangeScreen:
        """What comes and goes."""
        screen = ExchangeScreen(self.exchange)
        screen.owed_wanted.connect(self.show_owed)
        screen.remedy_wanted.connect(self.remedies.do_next_of)
        screen.correct_wanted.connect(self.remedies.correct)
        return screen

    @cached_property
    def owed_screen(self) -> OwedScreen:
        """What is owed, both ways."""
        screen = OwedScreen(self.owed)
        screen.leave_wanted.connect(self._leave_owed)
        screen.statistics_wanted.connect(self.remedies.show_statistics)
        screen.deadlines_wanted.connect(self.remedies.show_deadlines)
        screen.case_act_wanted.connect(lambda act: self.remedies.case_act(self.owed.filter.claim_key, act))
        return screen

    @cached_property
    def offices_screen(self) -> OfficesScreen:
        """The directory of offices."""
        return OfficesScreen(self.offices)

    @cached_property
    def rules_screen(self) -> RulesScreen:
        """The rules of every State."""
        screen = RulesScreen(self.rules)
        screen.settings_wanted.connect(lambda: self.window.go_to(SETTINGS))
        screen.law_page_wanted.connect(lambda: self.window.go_to(LAW))
        screen.claim_wanted.connect(self.open_claim)
        return screen

    @cached_property
    def law_screen(self) -> LawScreen:
        """Which law applies to a person's work."""
        screen = LawScreen(self.law)
        screen.leave_requested.connect(lambda: self.window.go_to(RULES))
        return screen

    @cached_property
    def settings_screen(self) -> SettingsScreen:
        """Office, users and roles, open points, appearance."""
        screen = SettingsScreen(self.settings, training=self._training)
        screen.own_office_wanted.connect(self.show_own_office)
        screen.other_mode_wanted.connect(lambda: self._leave(self.other_mode_wanted))
        screen.backup_wanted.connect(self.backups.ask)
        screen.safety.plan_changed.connect(self.backups.start)
        screen.safety.working.connect(self.window.follow)
        screen.safety.gone_back.connect(lambda: self._leave(self.signed_out))
        self.settings.working.connect(self.window.follow)
        self.settings.desk_closed.connect(lambda: self._leave(self.signed_out))
        screen.journal_wanted.connect(self._show_journal)
        screen.keeper.working.connect(self.window.follow)
        self.backups.made.connect(screen.safety.load)
        screen.watch_wanted.connect(self.watch_setting.ask)
        screen.key_age_wanted.connect(self.key_age.ask)
        screen.lock_wanted.connect(self.lock_setting.ask)
        screen.deadlines_wanted.connect(self.remedies.show_deadlines)
        screen.statistics_wanted.connect(self.remedies.show_statistics)
        screen.theme_chosen.connect(self.window.choose_theme)
        screen.scale_chosen.connect(self.window.choose_scale)
        return screen

    def _connect_frame(self) -> None:
        window = self.window
        window.new_claim_requested.connect(self.new_claim)
        window.search_requested.connect(self._searching.ask)
        window.hit_chosen.connect(self._on_hit)
        window.files_dropped.connect(self.open_files)
        window.change_password_requested.connect(self._on_change_passphrase)
        window.lock_requested.connect(self.lock)
        window.sign_out_requested.connect(lambda: self._leave(self.signed_out))
        window.page_changed.connect(self._on_page)
        window.closing.connect(self._on_closing)

    def _connect_presenters(self) -> None:
        self.today.claim_wanted.connect(self.open_claim)
        self.today.bundle_wanted.connect(self.show_bundle)
        self.today.sending_wanted.connect(self.show_outgoing)
        self.today.sent_wanted.connect(self.show_sent)
        self.today.closing_wanted.connect(lambda key: self.remedies.case_act(key, "close"))
        self.today.office_wanted.connect(self.show_office)
        self.today.remedy_wanted.connect(self.remedies.do_next_of)
        self.owed.remedy_wanted.connect(self.remedies.do_next)
        self.owed.look_wanted.connect(self.remedies.look_at)
        self.remedies.records_changed.connect(self._on_remedied)
        self.remedies.claim_wanted.connect(self.open_claim)
        self.remedies.periods_wanted.connect(lambda key: self.open_claim(key, int(Step.INSURANCE_PERIODS)))
        self.remedies.step_wanted.connect(self.open_claim)
        self.remedies.sending_wanted.connect(self.show_outgoing)
        self.claims.claim_wanted.connect(self.open_claim)
        self.people.presenter.claim_wanted.connect(self.open_claim)
        self.people.presenter.departure_wanted.connect(lambda key: self.open_claim(key, int(Step.INSURANCE_PERIODS)))
        self.people.presenter.records_changed.connect(self._on_records)
        self.people.presenter.working.connect(self.window.follow)
        self.people.presenter.reason_wanted.connect(self.protecting.ask_reason_for_person)
        self.people.presenter.protection_wanted.connect(self.protecting.show_person)
        self.protecting.person_opened.connect(self.people.presenter.open)
        self.protecting.changed.connect(self.people.presenter.look_again)
        self.people.page_wanted.connect(lambda: self.window.go_to(PEOPLE))
        self.exchange.records_changed.connect(self._on_records)
        self.exchange.claim_wanted.connect(self.open_claim)
        self.exchange.office_wanted.connect(self.show_office)
        self.offices.records_changed.connect(self.refresh)
        self.today.proposal_wanted.connect(self.show_proposal)
        self.settings.records_changed.connect(self._on_records)
        self.rules.records_changed.connect(self._on_records)
        self.backups.made.connect(self.refresh)
        self.watch.arrived.connect(lambda _results: self._on_arrived())
        self.settings.records_changed.connect(self.watch.start)
        self.watch_setting.changed.connect(self.watch.start)
        self.key_age.changed.connect(self._on_settled)
        self.lock_setting.changed.connect(self._on_lock_minutes)
        self.protecting.changed.connect(self._on_records)
        self.idle.idle.connect(self.lock)

    @property
    def begins_maximized(self) -> bool:
        """Whether the window was left maximised."""
        return self.window.isMaximized()

    def begin(self, place: Place | None) -> None:
        """Go where the person was last, with the same text; to Today at the first time."""
        self._idle.start()
        self._attend()
        if self._one_time:
            self._on_change_passphrase(given_out=True)
        if place is not None and place.page == CLAIM and place.claim_key:
            self.window.go_to(CLAIM)
            self.claim_screen.open(place.claim_key, place.step or None, place.focus)
            return
        pages = {TODAY, CLAIMS, PEOPLE, EXCHANGE, OFFICES, RULES, LAW, SETTINGS}
        page = place.page if place is not None and place.page in pages else TODAY
        self.window.go_to(page)
        self.window.page(page).setFocus()

    def _attend(self) -> None:
        """Do from time to time what is done by itself while somebody is signed in."""
        if not self.limits.why(WATCH_VERB):
            self.watch.start()
        self.backups.start()
        self.backups.say_opening()
        self.idle.start(self._lock_minutes)

    def lock(self) -> None:
        """Save what is open, and lock the desk; what was typed stays where it is, hidden."""
        if not self._leaving:
            self._save_claim()
            self.window.remember()
            self.locked.emit()

    def come_back(self) -> None:
        """Go on where one was when the desk was locked."""
        self._attend()
        self.refresh()

    def _on_lock_minutes(self, minutes: int) -> None:
        self._lock_minutes = minutes
        self.idle.start(minutes)
        self._on_settled()

    def _make_ahead(self) -> None:
        """Make the pages nobody asked for yet, one at a time, so that they come at once when somebody does."""
        if self._tasks.busy:
            return
        for key in (CLAIMS, CLAIM, PEOPLE, EXCHANGE, OWED, OFFICES, RULES, LAW, SETTINGS):
            if not self.window.has_made(key):
                self.window.page(key)
                return
        self._idle.stop()

    def refresh(self) -> None:
        """Fetch the counts and the status line again, and the lists that are shown."""

        def job(desk: Desk, _progress: Progress) -> StatusView:
            return status(desk)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._show_status)
        ticket.failed.connect(self._notices.refuse)
        if self._page == TODAY:
            self.today.load()
        elif self._page == OWED:
            self.owed.load()

    def new_claim(self) -> None:
        """Begin a claim."""
        if said := self.limits.why(CLAIMS_VERB):
            self._notices.warn(said)
            return
        self.window.go_to(CLAIM)
        self.claim_screen.new_claim()

    def open_claim(self, key: str, step: int = 0) -> None:
        """Open a claim or a draft, at a step or wherever it was."""
        self.window.go_to(CLAIM)
        self.claim_screen.open(key, step or None)

    def show_bundle(self, mailbox_id: int) -> None:
        """Show a received bundle."""
        self.window.go_to(EXCHANGE)
        self.exchange.show_received(mailbox_id)

    def show_outgoing(self, office: str = "") -> None:
        """Show what waits to leave for an office."""
        self.window.go_to(EXCHANGE)
        self.exchange.show_outgoing(office)

    def show_sent(self, bundle_id: str) -> None:
        """Show a bundle that left."""
        self.window.go_to(EXCHANGE)
        self.exchange.show_sent(bundle_id)

    def show_owed(self, claim_key: str = "") -> None:
        """Show what is owed in all cases, or in one."""
        if claim_key:
            self.owed.show_case(claim_key)
        else:
            self.owed.show_all()
        self.window.go_to(OWED)
        self.owed_screen.setFocus()

    def _leave_owed(self) -> None:
        claim = self.owed.filter.claim_key
        self.window.go_to(CLAIM if claim else EXCHANGE)

    def show_office(self, code: str = "") -> None:
        """Show an office of the directory."""
        self.window.go_to(OFFICES)
        if code:
            self.offices.show_office(code)

    def show_own_office(self) -> None:
        """Show this office's own card."""
        known = self.settings.facts
        self.window.go_to(OFFICES)
        if known is not None:
            self.offices.choose(known.office.code)

    def show_proposal(self, proposal_id: str) -> None:
        """Show what waits for a second person: rules, keys and settings on their pages, words of ours in a dialog."""

        def job(desk: Desk, _progress: Progress) -> Proposal:
            view = proposal_view(desk, proposal_id)
            return view.about or view.proposal

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(lambda about: self._show_proposed(proposal_id, about))
        ticket.failed.connect(self._notices.refuse)

    def _show_proposed(self, proposal_id: str, about: Proposal) -> None:
        if about.kind in {ProposalKind.DIRECTORY_LIST, ProposalKind.OWN_KEY, ProposalKind.REVOKED_KEY}:
            self.window.go_to(OFFICES)
            self.offices.show_proposed(about)
            return
        if about.kind is ProposalKind.RULE_UPDATE:
            self.window.go_to(RULES)
            self.rules.show_update(about.subject)
            return
        if about.kind is ProposalKind.CASE_DECISION:
            self.open_claim(about.subject, int(Step.DECISION))
            return
        if about.kind in WORDS:
            self.remedies.approve(proposal_id)
            return
        self.window.go_to(SETTINGS)
        self.settings.show_proposal(proposal_id)

    def open_files(self, files: list[Path]) -> None:
        """Open dropped files: bundles in Exchange, office cards in Offices, updates of rules in Rules.

        Papers dropped where it is shown what waits to leave are to go along.
        """
        papers = tuple(path for path in files if path.suffix.lower() in PAPER_SUFFIXES)
        if papers and len(papers) == len(files) and self._page == EXCHANGE and self.exchange_screen.takes_papers:
            self.exchange_screen.attach(files=papers)
            return
        cards = [path for path in files if path.suffix.lower() == CARD_SUFFIX]
        updates = [path for path in files if path.suffix.lower() == RULES_SUFFIX]
        bundles = [path for path in files if path not in cards and path not in updates]
        if bundles:
            self.window.go_to(EXCHANGE)
            self.exchange.open_files(bundles)
        elif cards:
            self.window.go_to(OFFICES)
            self.offices.read(cards[0])
        elif updates:
            self.window.go_to(RULES)
            self.rules.import_file(updates[0])

    def _on_page(self, key: str) -> None:
        if key == self._page:
            return
        if self._page and self._page != CLAIM and key == CLAIM:
            self._came_from = self._page
        self._page = key
        {
            TODAY: self.today.load,
            CLAIMS: self.claims.load,
            PEOPLE: self.people.presenter.load,
            EXCHANGE: self.exchange.load,
            OWED: self.owed.load,
            OFFICES: self.offices.load,
            RULES: self.rules.load,
            LAW: self.law.load,
            SETTINGS: self.settings.load,
        }.get(key, lambda: None)()
        if key != CLAIM:  # the claim's own drafts remember where one is in it
            self._keep_place(Place(page=key))

    def _keep_place(self, place: Place) -> None:
        def job(desk: Desk, _progress: Progress) -> None:
            keep_place(desk, place)

        self._tasks.run(job).failed.connect(self._notices.refuse)

    def _on_arrived(self) -> None:
        """Show what came into the watched folder where lists of it are shown."""
        if self._page == EXCHANGE:
            self.exchange.load()
        self.refresh()

    def _show_journal(self) -> None:
        self.journal.show()  # made after the pages

    def _on_settled(self) -> None:
        self.settings.load()
        self.refresh()

    def _on_records(self) -> None:
        if self._page == SETTINGS:
            self.settings.load()
        self.refresh()
        if self._claim_made is not None and self._claim_made.claim_key:
            self._claim_made.reload()

    def _on_remedied(self) -> None:
        self._on_records()
        if self._page == EXCHANGE:
            self.exchange.load()

    def _on_hit(self, hit: SearchHit) -> None:
        kind, _colon, key = hit.key.partition(":")
        if kind == "claim":
            self.open_claim(key)
        elif kind == "file":
            self.show_bundle(int(key))
        elif kind == "bundle":
            self.window.go_to(EXCHANGE)
            self.exchange.show_sent(key)
        elif kind == "person":
            self.people.show(key)

    def _show_status(self, view: StatusView) -> None:
        self.window.show_who(who_of(view))
        self.window.set_count(TODAY, view.tasks)
        self.window.set_count(EXCHANGE, view.arrived)
        now = self._clock.now()
        self.window.show_status(
            StatusFacts(
                backup=backup_words(view.last_backup, now, view.faults, view.backup),
                waiting=view.waiting,
                overdue=view.overdue,
                backup_old=backup_warns(view, now),
            )
        )
        if not self._leaving:  # or the desk is closed already when somebody asks what is new
            self.status_shown.emit()

    def _on_change_passphrase(self, given_out: bool = False) -> None:
        dialog = ChangePassphraseDialog(self.window, given_out=given_out)
        if given_out:
            dialog.rejected.connect(lambda: self._leave(self.signed_out))
        dialog.wanted.connect(lambda old, new: self._change_passphrase(dialog, old, new))
        dialog.open()

    def _change_passphrase(self, dialog: ChangePassphraseDialog, old: str, new: str) -> None:
        def job(desk: Desk, _progress: Progress) -> None:
            change_passphrase(desk, old, new)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(lambda _nothing: self._notices.say(_("The passphrase is changed.")))
        ticket.succeeded.connect(dialog.accept)
        ticket.failed.connect(dialog.show_refusal)
        ticket.finished.connect(dialog.end_work)

    def _leave(self, how: SignalInstance) -> None:
        """Save what is open; the window is closed by whoever listens, once the desk is."""
        self._leaving = True
        self._save_claim()
        self.window.remember()
        self.window.setEnabled(False)
        how.emit()

    def _on_closing(self) -> None:
        if not self._leaving:
            self._leaving = True
            self._save_claim()
            self.closed.emit()

    def _save_claim(self) -> None:
        self._idle.stop()
        self.idle.stop()
        self.watch.stop()
        self.backups.stop()
        if self._claim_made is not None:
            self._claim_made.save_now()
