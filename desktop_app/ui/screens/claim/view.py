"""The claim's screen: a header that stays, the steps, the page of the step shown, and the help beside it."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import needed_for
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.claim.calculation.presenter import CalculationPresenter
from desktop_app.ui.screens.claim.calculation.view import CalculationView
from desktop_app.ui.screens.claim.check_and_send.models import step_words
from desktop_app.ui.screens.claim.check_and_send.presenter import CheckAndSendPresenter
from desktop_app.ui.screens.claim.check_and_send.view import CheckAndSendView
from desktop_app.ui.screens.claim.claimant.presenter import ClaimantPresenter
from desktop_app.ui.screens.claim.claimant.view import ClaimantView
from desktop_app.ui.screens.claim.decision.presenter import DecisionPresenter
from desktop_app.ui.screens.claim.decision.view import DecisionView
from desktop_app.ui.screens.claim.dependants.presenter import DependantsPresenter
from desktop_app.ui.screens.claim.dependants.view import DependantsView
from desktop_app.ui.screens.claim.discard import DiscardBar
from desktop_app.ui.screens.claim.facts import header_facts, header_steps
from desktop_app.ui.screens.claim.help_texts import help_for
from desktop_app.ui.screens.claim.insurance_periods.presenter import InsurancePeriodsPresenter
from desktop_app.ui.screens.claim.insurance_periods.view import InsurancePeriodsView
from desktop_app.ui.screens.claim.notes_strip import NotesStrip
from desktop_app.ui.screens.claim.owed_strip import OwedStrip
from desktop_app.ui.screens.claim.presenter import ClaimPresenter
from desktop_app.ui.screens.claim.step_page import StepPage, step_name
from desktop_app.ui.screens.claim.work_history.presenter import WorkHistoryPresenter
from desktop_app.ui.screens.claim.work_history.view import WorkHistoryView
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import IconButton
from desktop_app.ui.widgets.claim_header import ClaimHeader
from desktop_app.ui.widgets.help_panel import HelpPanel
from desktop_app.ui.widgets.page_stack import PageStack
from desktop_app.ui.widgets.stepper import Stepper
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import time_words
from desktop_app.workflows.made_from import Made, MadeLine
from desktop_app.workflows.open_claim import ClaimView, Step

FOLDED_AT: Final = frozenset({Step.CALCULATION})
"""Steps that need the whole width: the help begins folded there."""


class ClaimScreen(QWidget):
    """One claim at a time. The window listens to the signals and calls what the page contract names."""

    claim_changed = Signal(str)
    """This claim (its key) is not what it was: lists and counts are old."""

    leave_requested = Signal()
    """The person is done here: go back to where she came from."""

    send_requested = Signal(str)
    """Show what waits to be sent to this office (its code; empty for all)."""

    office_requested = Signal(str)
    """Show this office (its code; empty for the directory)."""

    remedy_requested = Signal(str)
    """Do the next step of something owed in the claim: the obligation's id."""

    paper_requested = Signal(str)
    """Type in an answer that came on paper: the obligation's id."""

    correction_requested = Signal(str)
    """A message of ours should be corrected or taken back: its id."""

    proposal_requested = Signal(str)
    """What waits for a second person should be looked through: the proposal's id."""

    act_requested = Signal(str, str)
    """Something that goes to the other offices should be done: the claim's key, and what (`correct`...)."""

    reason_requested = Signal(str, object, str)
    """A protected claim is to be opened: its key, step and field; a reason is to be given first."""

    person_requested = Signal(str)
    """The person of the claim shall be shown in the register: their id."""

    protection_requested = Signal(str)
    """Who may open this claim should be shown: its key."""

    owed_requested = Signal(str)
    """Show all that is owed in the claim: its key."""

    def __init__(self, look: Look, tasks: Tasks, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Final = look
        self._notices: Final = notices
        self.presenter: Final = ClaimPresenter(tasks, notices, self)
        self._folded: dict[Step, bool] = {}
        self._numbers: dict[int, Step] = {}
        self.setObjectName("claim_screen")
        self.setAccessibleName(_("Claim"))
        self.header = ClaimHeader(self._make_menu())
        self.stepper = Stepper(_("Steps of the claim"))
        self.stepper.step_chosen.connect(self.go_to_step)
        self.discard_bar = DiscardBar()
        self.discard_bar.discarded.connect(self.presenter.discard)
        self.owed = OwedStrip(tasks, notices)
        self.owed.remedy_wanted.connect(self.remedy_requested)
        self.owed.paper_wanted.connect(self.paper_requested)
        self.owed.all_wanted.connect(self.owed_requested)
        self.notes = NotesStrip(tasks, notices)
        self.notes.proposal_wanted.connect(self.proposal_requested)
        self.notes.made_wanted.connect(self._on_made)
        self.pages: dict[Step, StepPage] = self._make_pages()
        self._stack = PageStack()
        self._blank = QWidget()
        self._stack.addWidget(self._blank)
        for step, page in self.pages.items():
            page.setObjectName(step_name(step))
            page.setAccessibleName(step_words(step))
            self._stack.addWidget(page)
        self.help = HelpPanel()
        self.help.folded_changed.connect(self._on_folded)
        self._lay_out()
        self._connect()

    def _make_menu(self) -> IconButton:
        button = IconButton("ellipsis", _("More about this claim"))
        button.setObjectName("claim_menu")
        menu = QMenu(button)
        self._discard = QAction(_("&Void this draft…"), menu)
        self._discard.triggered.connect(self._on_discard)
        names = {
            "dependency": _("Certify de&pendants…"),
            "departure": _("Certify a &departure…"),
            "correct": _("&Correct or take back a message…"),
            "forward": _("&Not for us: pass to another office…"),
        }
        self._acts = [QAction(words, menu) for words in names.values()]
        for act, key in zip(self._acts, names, strict=True):
            act.triggered.connect(lambda _on=False, key=key: self.act_requested.emit(self.presenter.key, key))
            menu.addAction(act)
        person = QAction(_("&Show the person in the register"), menu)
        person.triggered.connect(self._on_person)
        self._acts.append(person)
        menu.addAction(person)
        guarded = QAction(_("P&rotect this case…"), menu)
        guarded.triggered.connect(lambda: self.protection_requested.emit(self.presenter.key))
        self._acts.append(guarded)
        menu.addAction(guarded)
        menu.addSeparator()
        back = QAction(_("&Leave this claim (Esc)"), menu)
        back.triggered.connect(self._leave)
        menu.addAction(self._discard)
        menu.addAction(back)
        button.setMenu(menu)
        button.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _on_person(self) -> None:
        if self.presenter.view is not None and self.presenter.view.person is not None:
            self.person_requested.emit(self.presenter.view.person.id)

    def _make_pages(self) -> dict[Step, StepPage]:
        claim = self.presenter
        self._calculation = CalculationPresenter(claim, self)
        self._calculation.calculated.connect(lambda _view: self._show_steps())
        self._calculation.cannot.connect(lambda _problem: self._show_steps())
        return {
            Step.CLAIMANT: ClaimantView(ClaimantPresenter(claim, self)),
            Step.WORK_HISTORY: WorkHistoryView(WorkHistoryPresenter(claim, self)),
            Step.DEPENDANTS: self._make_dependants(),
            Step.CHECK_AND_SEND: CheckAndSendView(CheckAndSendPresenter(claim, self)),
            Step.INSURANCE_PERIODS: InsurancePeriodsView(InsurancePeriodsPresenter(claim, self)),
            Step.CALCULATION: self._make_calculation(),
            Step.DECISION: DecisionView(DecisionPresenter(claim, self)),
        }

    def _make_dependants(self) -> DependantsView:
        page = DependantsView(DependantsPresenter(self.presenter, self))
        page.act_wanted.connect(lambda act: self.act_requested.emit(self.presenter.key, act))
        return page

    def _make_calculation(self) -> CalculationView:
        page = CalculationView(self._calculation)
        self.what_if = page.what_if
        self.what_if.opened_changed.connect(lambda _opened: self._place_beside())
        return page

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._stack, 1)
        beside.addWidget(self.what_if)
        beside.addWidget(self.help)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stepper)
        column.addWidget(self.owed)
        column.addWidget(self.notes)
        column.addWidget(self.discard_bar)
        column.addLayout(beside, 1)

    def _connect(self) -> None:
        claim = self.presenter
        claim.opening.connect(self._on_opening)
        claim.not_opened.connect(self._on_not_opened)
        claim.opened.connect(self._on_opened)
        claim.reason_needed.connect(self.reason_requested)
        claim.changed.connect(self._on_changed)
        claim.step_changed.connect(self._on_step)
        claim.save_waits.connect(lambda: self.header.show_saved(_("Saving…"), saved=False))
        claim.saved.connect(self._on_saved)
        claim.claim_changed.connect(self.claim_changed)
        claim.discarded.connect(self._on_discarded)
        for page in self.pages.values():
            page.step_asked.connect(claim.go_to)
            page.next_asked.connect(self._on_next)
            page.office_asked.connect(self.office_requested)
            page.send_asked.connect(self.send_requested)
            page.paper_asked.connect(self.paper_requested)
            page.cannot_yet.connect(self._notices.warn)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    # The window's face

    def open(self, key: str, step: int | None = None, focus: str = "") -> None:
        """Open a claim or a draft: `step` is a `Step`'s number, `focus` a field's object name."""
        self.presenter.open(key, step, focus)

    def new_claim(self) -> None:
        """Begin a new claim."""
        self.presenter.new_claim()

    def reload(self) -> None:
        """Read the open claim again: something arrived for it."""
        self.presenter.reload()

    @property
    def claim_key(self) -> str:
        """The key of the open claim, empty for none."""
        return self.presenter.key

    def page(self) -> StepPage:
        """Return the page of the step shown."""
        return self.pages[self.presenter.step]

    def primary_action(self) -> None:
        """Do the one thing to do next on this step."""
        if self.presenter.view is not None:
            self.page().primary_action()

    def save_now(self) -> None:
        """Store what was typed at once."""
        self.presenter.save_now()

    def print_now(self) -> None:
        """Print what this step has to print."""
        if self.presenter.view is not None:
            self.page().print_now()

    def toggle_help(self) -> None:
        """Fold or open the help."""
        self.help.toggle()

    def go_to_step(self, number: int) -> None:
        """Show a step by its running number in the stepper."""
        step = self._numbers.get(number)
        if step is not None and step is not self.presenter.step:
            self.presenter.go_to(step)
        elif step is not None:
            self.stepper.set_current(number)

    def escape(self) -> bool:
        """Close what is open on the step; where nothing is, leave the claim."""
        if self.discard_bar.isVisibleTo(self):
            self.discard_bar.hide()
            return True
        if self.presenter.view is not None and self.page().escape():
            return True
        self._leave()
        return True

    def _on_discard(self) -> None:
        self.discard_bar.ask()

    def _leave(self) -> None:
        self.presenter.apply()
        self.leave_requested.emit()

    # What the presenter tells

    def _on_opening(self) -> None:
        """Show nothing to type into until the claim is there."""
        self.discard_bar.hide()
        self._stack.setCurrentWidget(self._blank)

    def _on_not_opened(self) -> None:
        if self.presenter.view is not None:
            self._stack.setCurrentWidget(self.page())

    def _on_opened(self, view: ClaimView) -> None:
        for page in self.pages.values():
            page.begin(view)
        self._show_frame(view)
        self.header.show_saved(_saved_words(view.saved_at))

    def _on_changed(self, view: ClaimView) -> None:
        for page in self.pages.values():
            page.refresh(view)
        self._show_frame(view)

    def _show_frame(self, view: ClaimView) -> None:
        self.header.show_facts(header_facts(view))
        self._numbers = {number: entry.step for number, entry in enumerate(view.steps, start=1)}
        self._show_steps()
        self.stepper.set_current(self._number_of(self.presenter.step))
        self._discard.setEnabled(view.claim is None)
        registered = view.key if view.claim is not None else ""
        self.owed.show_claim(registered)
        self.notes.show_claim(registered)
        for act in self._acts:
            act.setEnabled(bool(registered))

    def _on_made(self, made: MadeLine) -> None:
        """Lead to where what was made from destroyed data is made again or taken back."""
        if made.what is Made.MESSAGE and made.left:
            self.correction_requested.emit(made.key)
        elif made.what is Made.CALCULATION or made.code == "worksheet":
            self.presenter.go_to(Step.CALCULATION)
        else:
            self.presenter.go_to(Step.DECISION)

    def _show_steps(self) -> None:
        """Say how the steps stand; the calculation knows by itself what is left to settle in it."""
        if self.presenter.view is not None:
            self.stepper.show_steps(header_steps(self.presenter.view, self._calculation.points_open()))

    def _number_of(self, step: Step) -> int:
        return next((number for number, entry in self._numbers.items() if entry is step), 0)

    def _on_step(self, step: Step) -> None:
        page, focus = self.pages[step], self.presenter.focus
        if step is not Step.CALCULATION:
            self.what_if.close_panel()
        self._stack.setCurrentWidget(page)
        self.stepper.set_current(self._number_of(step))
        self.help.show_help(help_for(step))
        self._fold_help()
        page.entered()
        QTimer.singleShot(0, page, lambda: page.put_focus(focus))

    def _on_next(self) -> None:
        view = self.presenter.view
        after = [entry for entry in view.steps if entry.step > self.presenter.step] if view is not None else []
        needed = (entry.step for entry in after if not self._is_empty(entry.step))
        step = next(needed, None)
        if step is not None:
            self.presenter.go_to(step)

    def _is_empty(self, step: Step) -> bool:
        """Tell whether a step has nothing to enter for the benefit claimed."""
        return step is Step.DEPENDANTS and not needed_for(Benefit(self.presenter.claimant.benefit))

    def _on_saved(self, when: datetime) -> None:
        self.header.show_saved(_saved_words(when))

    def _on_discarded(self) -> None:
        self.discard_bar.hide()
        self._notices.say(_("The draft is void; the reason is on the record."))
        self.leave_requested.emit()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.objectName() and self.page().isAncestorOf(now):
            self.presenter.follow_focus(now.objectName())

    # What stands beside the step

    def _place_beside(self) -> None:
        """Put the What if in the place of the help, and of the page too where both have no room."""
        opened = not self.what_if.isHidden()
        self.help.setVisible(not opened)
        covers = opened and self.what_if.fit(self.width())
        self._stack.setVisible(not covers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if not self.what_if.isHidden():
            self._place_beside()

    # Help

    def _on_folded(self, folded: bool) -> None:
        self._folded[self.presenter.step] = folded

    def _fold_help(self) -> None:
        """Fold where a step needs the room; what the person chose for a step holds when she comes back."""
        step = self.presenter.step
        self.help.begin(folded=step in FOLDED_AT)
        if step in self._folded:
            self.help.set_folded(self._folded[step])

    def hideEvent(self, event: QHideEvent) -> None:
        """Store what was typed before another page is shown."""
        self.presenter.save_now()
        super().hideEvent(event)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard to the step shown."""
        if self.presenter.view is not None:
            self.page().put_focus(self.presenter.focus)


def _saved_words(when: datetime | None) -> str:
    return _("Saved {time}").format(time=time_words(when)) if when is not None else ""
