"""One open claim: what is typed and not yet stored, which step is shown, and every act on the claim as a whole.

Knows no widget. The steps have presenters of their own; they all speak to this one, which alone saves and applies.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import count
from typing import Final, TypeVar
from weakref import ReferenceType, ref

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.claims import SETTLED, Benefit, Part, Stage
from desktop_app.domain.dependant_forms import DependantsForm, check_dependants, needed_for
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.forms import (
    CheckedPeriods,
    ClaimantForm,
    PeriodsForm,
    check_claimant,
    check_periods,
)
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem, Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.claim.answers import told
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import (
    discard_draft,
    enter_claimant,
    enter_dependants,
    enter_history,
    register_matched,
    save_draft,
)
from desktop_app.workflows.open_claim import ClaimView, Step, StepState, open_claim, start_claim
from desktop_app.workflows.places_kept import Place, keep_place

PAGE: Final = "claim"
"""The name of this screen in a kept place."""

SAVE_AFTER_MS: Final = 1500
"""From the first unsaved keystroke to the save, so that none older than two seconds is missing after a crash."""

T = TypeVar("T")

Job = Callable[[Desk, Progress], ClaimView]


def step_to_begin(view: ClaimView) -> Step:
    """Choose the step to show first: the one that waits for this office."""
    if view.claim and view.claim.part is Part.ASKED:
        return Step.INSURANCE_PERIODS
    if view.claim and view.claim.stage in {Stage.READY, *SETTLED}:
        return Step.CALCULATION
    waiting = (entry.step for entry in view.steps if entry.state is StepState.ATTENTION)
    return next(waiting, Step.CLAIMANT)


class ClaimPresenter(QObject):
    """The claim that is open, or none."""

    opening = Signal()
    """Another claim is on its way: what is shown belongs to the one before, and nothing can be typed."""

    reason_needed = Signal(str, object, str)
    """The claim wanted is protected, and opens for a reason: its key, the step and the field to open it at."""

    not_opened = Signal()
    """It could not be opened; the one before is still there, if there was one."""

    opened = Signal(object)
    """Another claim is open: its `ClaimView`. Everything typed before is stored."""

    changed = Signal(object)
    """An act changed the open claim: its new `ClaimView`. What is being typed stays as it is."""

    step_changed = Signal(object)
    """The `Step` shown now."""

    save_waits = Signal()
    """Something typed is not stored yet."""

    saved = Signal(object)
    """When what was typed was stored, a `datetime`."""

    claim_changed = Signal(str)
    """For the rest of the window: this claim is not what it was."""

    discarded = Signal()
    """The draft was voided; no claim is open."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks: Final = tasks
        self.notices: Final = notices
        self.view: ClaimView | None = None
        self.claimant = ClaimantForm()
        self.history = PeriodsForm()
        self.record = PeriodsForm()
        self.dependants = DependantsForm()
        self.terms: Mapping[str, str] = {}
        """What the own certificate will say beside its rows, by name, as typed."""
        self.step = Step.CLAIMANT
        self.person_id = ""
        self.match_reason = ""
        """The known person the claimant was found to be, before the claim is registered."""
        self._focus = ""
        self._turn = 0  # answers to an older claim are let fall
        self._unsaved: set[str] = set()
        self._on_the_way: dict[int, str] = {}  # acts that are not kept yet, and the key of the claim of each
        self._acts = count(1)
        self._applied_claimant: ClaimantForm | None = None
        self._applied_history: PeriodsForm | None = None
        self._applied_dependants: DependantsForm | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save_now)

    @property
    def key(self) -> str:
        """The claim's id, or the draft's key before it is registered; empty when none is open."""
        return self.view.key if self.view else ""

    @property
    def claim_id(self) -> str:
        """The id of the registered claim, empty before."""
        return self.view.claim.id if self.view and self.view.claim else ""

    @property
    def today(self) -> date:
        """The day at the office, as the claim was read."""
        if self.view is None:
            raise LookupError("no claim is open")
        return self.view.today

    def open(self, key: str, step: int | None = None, focus: str = "") -> None:
        """Open a claim or a draft by its key, at a step or where it was left."""
        self._wanted = key
        self.save_now()
        ticket = self.ask(lambda desk, _progress: open_claim(desk, key), key)
        self._await(ticket, step, focus)

    def new_claim(self) -> None:
        """Begin a new draft and open it."""
        self._wanted = ""
        self.save_now()
        self._await(self.tasks.run(lambda desk, _progress: start_claim(desk)), Step.CLAIMANT, "surname")

    def do(self, job: Callable[[Desk, Progress], T]) -> Ticket:
        """Have an act done on the open claim; what is asked of the claim from now on sees it done."""
        number = next(self._acts)
        self._on_the_way[number] = self.key
        ticket = self.tasks.run(job)
        ticket.succeeded.connect(lambda _answer: self._on_the_way.pop(number, None))  # first: before who asks anew then
        ticket.finished.connect(lambda: self._on_the_way.pop(number, None))
        return ticket

    def ask(self, job: Callable[[Desk, Progress], T], key: str | None = None) -> Ticket:
        """Look something up for a claim, the open one unless named: beside long work, yet after every act on it."""
        wanted = self.key if key is None else key
        return self.tasks.run(job) if wanted in self._on_the_way.values() else self.tasks.look(job)

    def _await(self, ticket: Ticket, step: int | None, focus: str) -> None:
        self._turn += 1
        self.opening.emit()
        ticket.succeeded.connect(told(self, self._on_found, ref(ticket), self._turn, step, focus))
        ticket.failed.connect(told(self, self._on_not_opened, step, focus))

    def _on_not_opened(self, step: int | None, focus: str, problem: Problem) -> None:
        if problem.code == "case_reason_needed" and self._wanted:
            self.reason_needed.emit(self._wanted, step, focus)
        else:
            self.notices.refuse(problem)
        self.not_opened.emit()

    def _on_found(
        self, ticket: ReferenceType[Ticket], turn: int, step: int | None, focus: str, view: ClaimView
    ) -> None:
        if turn != self._turn:
            return
        self._show(turn, step, focus, view)
        asked = ticket()  # held by its own delivery, not by this slot: that would be a circle
        if asked is not None and asked.beside:
            # What the worker has still to do may change this claim: it is read again then.
            again = self.tasks.run(lambda desk, _progress: open_claim(desk, view.key))
            again.succeeded.connect(told(self, self._settle, turn, view))

    def _settle(self, turn: int, before: ClaimView, view: ClaimView) -> None:
        if turn != self._turn or view == before:
            return
        if self._unsaved or view.key in self._on_the_way.values():
            self.take(view)
        else:
            self._show(turn, self.step, self._focus, view)

    def _show(self, turn: int, step: int | None, focus: str, view: ClaimView) -> None:
        if turn != self._turn:
            return
        self._adopt(view)
        self.step = Step(step) if step is not None and step in set(Step) else step_to_begin(view)
        self._focus = focus
        self.opened.emit(view)
        self.step_changed.emit(self.step)
        self._keep_place()

    def _adopt(self, view: ClaimView) -> None:
        self.view = view
        self.claimant, self.history, self.record = view.claimant, view.history, view.record
        self.dependants = view.dependants
        self.terms = view.terms
        self.person_id = view.chosen.id if view.chosen else ""
        self.match_reason = _("Begun from the register of persons") if view.chosen else ""
        self._unsaved.clear()
        self._timer.stop()
        self._applied_claimant = view.claimant if view.claim and "claimant" not in view.typed else None
        self._applied_history = view.history if view.claim and "history" not in view.typed else None
        self._applied_dependants = view.dependants if view.claim and "dependants" not in view.typed else None

    @property
    def focus(self) -> str:
        """The object name of the field to put the cursor into."""
        return self._focus

    def go_to(self, step: Step, focus: str = "") -> None:
        """Show another step; what is valid of the one left is applied."""
        if self.view is None:
            return
        self.apply()
        self.step = step
        self._focus = focus
        self.step_changed.emit(step)
        self._keep_place()

    def follow_focus(self, name: str) -> None:
        """Remember which field the cursor is in, for the next save."""
        self._focus = name

    def edit_claimant(self, form: ClaimantForm) -> None:
        """Take the claimant's form as typed now."""
        if form != self.claimant:
            self.claimant = form
            self._edited("claimant")

    def edit_history(self, form: PeriodsForm) -> None:
        """Take the work history as typed now."""
        if form != self.history:
            self.history = form
            self._edited("history")

    def edit_record(self, form: PeriodsForm) -> None:
        """Take the institution's own rows as typed now."""
        if form != self.record:
            self.record = form
            self._edited("record")

    def edit_dependants(self, form: DependantsForm) -> None:
        """Take survivors and injury as typed now."""
        if form != self.dependants:
            self.dependants = form
            self._edited("dependants")

    def edit_terms(self, terms: Mapping[str, str]) -> None:
        """Take what the own certificate will say beside its rows, as typed now."""
        if terms != self.terms:
            self.terms = terms
            self._edited("terms")

    def _edited(self, part: str) -> None:
        self._unsaved.add(part)
        self.save_waits.emit()
        if not self._timer.isActive():
            self._timer.start()

    def claimant_findings(self) -> tuple[Finding, ...]:
        """Check the claimant's form as typed now."""
        return check_claimant(self.claimant, self.today) if self.view else ()

    def dependants_findings(self) -> tuple[Finding, ...]:
        """Check survivors and injury as typed now."""
        if self.view is None:
            return ()
        return check_dependants(
            self.dependants,
            Benefit(self.claimant.benefit),
            contingency=_date_of(self.claimant.contingency_date),
            today=self.today,
            currencies=self.view.currencies,
        )

    def claimant_errors(self) -> int:
        """Count what keeps the claimant's form from being applied."""
        return sum(finding.level is Level.ERROR for finding in self.claimant_findings())

    def birth_date(self) -> date | None:
        """Read the date of birth as typed now, None where it cannot be read."""
        return _date_of(self.claimant.birth_date)

    def checked_history(self) -> CheckedPeriods:
        """Check the work history as typed now."""
        return self._checked(self.history)

    def checked_record(self) -> CheckedPeriods:
        """Check the institution's own rows as typed now."""
        return self._checked(self.record)

    def _checked(self, form: PeriodsForm) -> CheckedPeriods:
        if self.view is None:
            return CheckedPeriods(lines=(), findings=())
        return check_periods(form, currencies=self.view.currencies, birth_date=self.birth_date(), today=self.view.today)

    def save_now(self) -> None:
        """Store what was typed, right or wrong, at once."""
        if self.view is None or not self._unsaved:
            return
        self._timer.stop()
        claimant = self.claimant if "claimant" in self._unsaved else None
        history = self.history if "history" in self._unsaved else None
        record = self.record if "record" in self._unsaved else None
        dependants = self.dependants if "dependants" in self._unsaved else None
        terms = self.terms if "terms" in self._unsaved else None
        parts, key, place = frozenset(self._unsaved), self.key, self.place()
        self._unsaved.clear()
        ticket = self.do(
            lambda desk, _progress: save_draft(
                desk,
                key,
                claimant=claimant,
                history=history,
                record=record,
                dependants=dependants,
                terms=terms,
                place=place,
            )
        )
        ticket.succeeded.connect(told(self, self._on_saved, self._turn))
        ticket.failed.connect(told(self, self._on_save_failed, self._turn, parts))

    def _on_saved(self, turn: int, when: datetime) -> None:
        if turn == self._turn and not self._unsaved:
            self.saved.emit(when)

    def _on_save_failed(self, turn: int, parts: frozenset[str], problem: Problem) -> None:
        self.notices.refuse(problem)
        if turn == self._turn:
            self._unsaved |= parts  # still on the screen; the next keystroke or Ctrl+S tries again
            self.save_waits.emit()

    def place(self) -> Place:
        """Say where the person is, to come back to."""
        return Place(page=PAGE, claim_key=self.key, step=int(self.step), focus=self._focus)

    def _keep_place(self) -> None:
        place = self.place()
        self.tasks.run(lambda desk, _progress: keep_place(desk, place)).failed.connect(self.notices.refuse)

    def apply(self) -> None:
        """Apply what is valid and not yet applied: register the claim, or change claimant and work history."""
        if self.view is None:
            return
        self.save_now()
        if self.claimant != self._applied_claimant and not self.claimant_errors():
            self._apply_claimant()
        else:
            self._apply_history()

    def _apply_claimant(self) -> None:
        form, key, person_id = self.claimant, self.key, self.person_id
        if self.claim_id:
            claim_id = self.claim_id
            self._act(lambda desk, _progress: enter_claimant(desk, claim_id, form), self._apply_history)
        else:
            reason = self.match_reason
            self._act(
                lambda desk, _progress: register_matched(desk, key, form, person_id=person_id, match_reason=reason),
                self._apply_history,
            )
        self._applied_claimant = form

    def _apply_history(self) -> None:
        form = self.history
        lines = any(not line.blank for line in form.lines)
        untouched = form == self._applied_history or (self._applied_history is None and not lines)
        if not self.claim_id or untouched or self.checked_history().has_errors:
            self._apply_dependants()
            return
        claim_id = self.claim_id
        self._applied_history = form
        self._act(lambda desk, _progress: enter_history(desk, claim_id, form), self._apply_dependants)

    def _apply_dependants(self) -> None:
        form = self.dependants
        claim = self.view.claim if self.view else None
        if claim is None or claim.part is Part.ASKED or not needed_for(claim.benefit):
            return
        untouched = form == (self._applied_dependants or DependantsForm())
        if untouched or any(finding.level is Level.ERROR for finding in self.dependants_findings()):
            return
        self._applied_dependants = form
        self._act(lambda desk, _progress: enter_dependants(desk, claim.id, form))

    def _act(self, job: Job, then: Callable[[], None] | None = None) -> None:
        ticket = self.do(job)
        ticket.succeeded.connect(told(self, self._on_acted, self._turn, then))
        ticket.failed.connect(told(self, self._on_act_failed, self._turn))

    def _on_acted(self, turn: int, then: Callable[[], None] | None, view: ClaimView) -> None:
        if turn != self._turn:
            return
        self.take(view)
        if then is not None:
            then()

    def _on_act_failed(self, turn: int, problem: Problem) -> None:
        if turn == self._turn:
            self._applied_claimant = None
            self._applied_history = None
            self._applied_dependants = None
        self.notices.refuse(problem)

    def take(self, view: ClaimView) -> None:
        """Take the open claim as an act left it; what is being typed stays."""
        self.view = view
        self.changed.emit(view)
        self.claim_changed.emit(view.key)

    def reload(self) -> None:
        """Read the open claim again: something arrived for it."""
        if self.view is None:
            return
        self.save_now()
        key = self.key
        self._act(lambda desk, _progress: open_claim(desk, key))

    def discard(self, reason: str) -> None:
        """Void a draft that was never registered, with a reason."""
        if self.view is None or self.claim_id:
            return
        key = self.key
        self._timer.stop()
        self._unsaved.clear()
        ticket = self.do(lambda desk, _progress: discard_draft(desk, key, reason))
        ticket.succeeded.connect(told(self, self._on_discarded, self._turn, key))
        ticket.failed.connect(self.notices.refuse)

    def _on_discarded(self, turn: int, key: str, _answer: object) -> None:
        if turn == self._turn:
            self._turn += 1
            self.view = None
            self.discarded.emit()
        self.claim_changed.emit(key)


def _date_of(text: str) -> date | None:
    try:
        return parse_date(text)
    except FormProblem:
        return None
