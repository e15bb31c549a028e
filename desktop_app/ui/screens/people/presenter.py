"""What the register's page knows: the list and its search, the person shown, likely doubles, and what is being done."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.findings import Finding
from desktop_app.domain.person_forms import PersonForm, check_person
from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket, Typed
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.departure_case import offices_to_go_to, open_departure_case
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.likely_same import (
    Likeness,
    PairsPage,
    ask_again,
    likely_left,
    likely_pairs,
    look_through,
    say_not_the_same,
)
from desktop_app.workflows.merge_people import (
    merge_persons,
    side_by_side,
    take_apart,
    taking_apart,
)
from desktop_app.workflows.people import (
    PeoplePage,
    PersonRow,
    PersonView,
    alike_typed,
    change_person,
    claim_for,
    enter_person,
    open_person,
    people_page,
)
from desktop_app.workflows.person_drafts import (
    KeptPerson,
    forget_person_form,
    keep_person_form,
    kept_person_form,
    kept_person_forms,
)
from desktop_app.workflows.person_file import write_person_file

FIRST_WINDOW: Final = 100
_LOOK_AFTER_MS: Final = 600
KEEP_AFTER_MS: Final = 1_500
"""What is typed into the form is kept so soon, whether typing rests or not."""
_SLICE: Final = 100
"""So many records are looked for at a time; what else is asked of the desk comes between."""
_PAUSE_MS: Final = 20


Answer = TypeVar("Answer")


class PeoplePresenter(QObject):
    """The state of the page."""

    reset = Signal(int)
    """Other rows are listed: how many there are. The first window follows by `filled`."""
    filled = Signal(int, tuple)
    """A window of rows came: its first row and the `PersonRow`s."""
    shown = Signal(object)
    """A `PersonView` is to be shown."""
    refreshed = Signal(object)
    """The person shown was fetched anew: a `PersonView`."""
    form_wanted = Signal(object, object)
    """The form of the person shown, or of a new one (None), is to be filled in; with the `KeptPerson` typed before."""
    typed_kept = Signal(object)
    """What is typed into the form is kept, not entered: the moment."""
    typed_before = Signal(object)
    """The `KeptPerson`s that were typed and not entered."""
    alike_found = Signal(object)
    """`Likeness`es of the person being typed."""
    pairs_found = Signal(object)
    """A `PairsPage` of likely doubles."""
    side_shown = Signal(object)
    """A `SideBySide` to be looked at."""
    apart_shown = Signal(object)
    """A `TakingApart` to be decided."""
    done = Signal()
    """What was asked is done: forms and dialogs may close."""
    refused = Signal(object)
    """What was asked was refused: the problem."""
    left_told = Signal(int)
    """Some records were looked for among all others: how many are left."""
    records_changed = Signal()
    """Something in the records is another than before."""
    claim_wanted = Signal(str)
    """A claim or draft should be opened: its key."""

    working = Signal(object, str)
    """Long work began: its ticket, and what to say of it while it lasts."""

    reason_wanted = Signal(str)
    """A protected person is to be opened: their id. Why is asked first."""

    protection_wanted = Signal(str)
    """Who may open the person shown is asked, or to be changed: their id."""

    departure_wanted = Signal(str)
    """The case of a departure should be opened at its insurance periods: its key."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks, self.notices = tasks, notices
        self.text = ""
        self.misspelt = False
        """Whether nobody has just this name, and names near it were taken."""
        self.today = date.max  # until the first answer: nothing typed lies in the future
        self.view: PersonView | None = None
        self._asked = 0
        self._rows: dict[int, PersonRow] = {}
        self._typed = PersonForm()
        self._listed = Typed(self._list)
        self._looking = self._timer(_LOOK_AFTER_MS, self.look_for_typed)
        self._looked = 0
        self._unkept: tuple[PersonForm, PersonForm, str] | None = None
        self._keeping = self._timer(KEEP_AFTER_MS, self.keep_typed)
        self.sweeping = False
        self._first_look = True
        self._slices = self._timer(_PAUSE_MS, self._next_slice)

    def _timer(self, interval: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(act)
        return timer

    def load(self) -> None:
        """Fetch the first window of the list anew."""
        self._list()
        self._run(lambda desk, _progress: kept_person_forms(desk), self.typed_before.emit)

    def _list(self) -> Ticket:
        self._asked += 1
        asked, text = self._asked, self.text

        def job(desk: Desk, _progress: Progress) -> tuple[int, PeoplePage]:
            return asked, people_page(desk, text, limit=FIRST_WINDOW)

        return self._look(job, self._on_first)

    def fetch(self, first: int, count: int) -> None:
        """Fetch a window of rows that is looked at."""
        asked, text = self._asked, self.text

        def job(desk: Desk, _progress: Progress) -> tuple[int, int, PeoplePage]:
            return asked, first, people_page(desk, text, offset=first, limit=count)

        self._look(job, self._on_window)

    def search(self, text: str) -> None:
        """List who fits the text; asked with every key."""
        self.text = text
        self._listed.ask()

    def open_row(self, row: int) -> None:
        """Show the person of a row."""
        if row in self._rows:
            self.open(self._rows[row].id)

    def open(self, person_id: str) -> None:
        """Show a person; for a joined record, who stands for it."""
        ticket = self.tasks.look(lambda desk, _progress: open_person(desk, person_id))
        ticket.succeeded.connect(self._on_view)
        ticket.failed.connect(lambda problem: self._on_not_opened(person_id, problem))

    def look_again(self) -> None:
        """Fetch the person shown anew: something may have been done elsewhere since."""
        if self.view is not None:
            person_id = self.view.person.id
            self._look(lambda desk, _progress: open_person(desk, person_id), self._on_again)

    def protect(self) -> None:
        """Ask who may open the person shown."""
        if self.view is not None:
            self.protection_wanted.emit(self.view.person.id)

    def _on_not_opened(self, person_id: str, problem: Problem) -> None:
        if problem.code == "case_reason_needed":
            self.reason_wanted.emit(person_id)
        else:
            self.notices.refuse(problem)

    def new_person(self) -> None:
        """Begin the form of a new person, or go on with the one that was begun."""
        self._run(lambda desk, _progress: kept_person_form(desk), lambda kept: self.form_wanted.emit(None, kept))

    def edit(self) -> None:
        """Begin the form of the person shown."""
        if self.view is None:
            return
        view = self.view

        def job(desk: Desk, _progress: Progress) -> KeptPerson | None:
            return kept_person_form(desk, view.person.id)

        self._run(job, lambda kept: self.form_wanted.emit(view, kept))

    def go_on_typing(self, kept: KeptPerson) -> None:
        """Open the form that was left half typed."""
        if not kept.person_id:
            self.new_person()
            return
        ticket = self.tasks.look(lambda desk, _progress: open_person(desk, kept.person_id))
        ticket.succeeded.connect(self._on_view)
        ticket.succeeded.connect(lambda _view: self.edit())
        ticket.failed.connect(lambda problem: self._on_not_opened(kept.person_id, problem))

    def form_typed(self, form: PersonForm, began: PersonForm, person_id: str) -> None:
        """Take the form as typed now: it is kept within two seconds."""
        self._unkept = (form, began, person_id)
        if not self._keeping.isActive():
            self._keeping.start()

    def keep_typed(self) -> None:
        """Keep what is typed and not entered, now."""
        self._keeping.stop()
        if self._unkept is None:
            return
        (form, began, person_id), self._unkept = self._unkept, None
        if form == began:
            self.forget_typed(person_id)
            return

        def job(desk: Desk, _progress: Progress) -> datetime:
            return keep_person_form(desk, form, began, person_id=person_id)

        self._run(job, self.typed_kept.emit)

    def forget_typed(self, person_id: str) -> None:
        """Let what was typed go."""
        self._stop_keeping()

        def job(desk: Desk, _progress: Progress) -> tuple[KeptPerson, ...]:
            forget_person_form(desk, person_id)
            return kept_person_forms(desk)

        self._run(job, self.typed_before.emit)

    def _stop_keeping(self) -> None:
        self._keeping.stop()
        self._unkept = None

    def check(self, form: PersonForm) -> tuple[Finding, ...]:
        """Check a form as it is typed now."""
        return check_person(form, self.today)

    def typed(self, form: PersonForm) -> None:
        """Take the form of a new person as typed now; who may be the same is looked for when typing rests."""
        self._typed = form
        self._looking.start()

    def look_for_typed(self) -> None:
        """Look for who may be the person typed, once the form says enough."""
        self._looking.stop()
        form = self._typed
        enough = bool(form.surname.strip() and form.birth_date.strip()) or any(line.number for line in form.numbers)
        self._looked += 1
        looked = self._looked

        def job(desk: Desk, _progress: Progress) -> tuple[int, tuple[Likeness, ...]]:
            return looked, alike_typed(desk, form) if enough else ()

        self._look(job, self._on_alike)

    def stop_looking(self) -> None:
        """Look no further: the form is away."""
        self._looking.stop()
        self._looked += 1

    def keep(self, form: PersonForm, *, person_id: str = "", why_not_same: str = "") -> None:
        """Enter a new person, or change the one of this id."""
        self.keep_typed()

        def job(desk: Desk, _progress: Progress) -> PersonView:
            if person_id:
                return change_person(desk, person_id, form)
            return enter_person(desk, form, why_not_same=why_not_same)

        said = _("The changes are kept.") if person_id else _("The person is in the register.")
        self._do(job, lambda view: self._on_kept(view, said))

    def places_to_go(self) -> Ticket:
        """Fetch the offices of other States that a person can leave for; the ticket brings them."""
        ticket = self.tasks.look(lambda desk, _progress: offices_to_go_to(desk))
        ticket.failed.connect(self.notices.refuse)
        return ticket

    def leave_for(self, office: str) -> Ticket:
        """Open the case in which the departure of the person shown is certified."""
        person_id = self.view.person.id if self.view is not None else ""
        ticket = self.tasks.run(lambda desk, _progress: open_departure_case(desk, person_id, office))
        ticket.succeeded.connect(self.departure_wanted.emit)
        ticket.succeeded.connect(lambda _key: self.records_changed.emit())
        return ticket

    def write_file(self, path: Path) -> None:
        """Write everything kept about the person shown to a file, while the window goes on."""
        if self.view is None:
            return
        person_id = self.view.person.id
        ticket = self.tasks.run(lambda desk, progress: write_person_file(desk, person_id, path, progress))
        ticket.succeeded.connect(lambda _nothing: self._on_written(path))
        ticket.failed.connect(self.notices.refuse)
        self.working.emit(ticket, _("Writing {name}").format(name=path.name))

    def _on_written(self, path: Path) -> None:
        said = _("Everything kept about the person was written to {name}. The file is not encrypted.")
        self.notices.say(said.format(name=path.name))
        self.look_again()

    def new_claim(self) -> None:
        """Begin a claim for the person shown."""
        if self.view is None:
            return
        person_id = self.view.person.id
        self._run(
            lambda desk, _progress: claim_for(desk, person_id).key,
            self.claim_wanted.emit,
        )

    def look_at_pairs(self) -> None:
        """Fetch likely doubles, and go on looking for those nobody looked for yet."""
        self._look(lambda desk, _progress: likely_pairs(desk), self._on_pairs)

    def go_on_looking(self) -> None:
        """Look for the records not looked for yet, a few at a time, so that whatever else is asked comes between."""
        self.sweeping = True
        self._next_slice()

    def stop_looking_through(self) -> None:
        """Leave the rest for another time; what was found is kept."""
        self.sweeping = False
        self._slices.stop()

    def _next_slice(self) -> None:
        if self.sweeping:
            self._run(_slice, self._on_slice)

    def _on_slice(self, left: int) -> None:
        self.left_told.emit(left)
        if left and self.sweeping:
            self._slices.start()
        elif self.sweeping:
            self.sweeping = False
            self.look_at_pairs()

    def _on_pairs(self, page: PairsPage) -> None:
        self.pairs_found.emit(page)
        if page.left and self._first_look:
            self._first_look = False
            self.go_on_looking()

    def compare(self, kept_id: str, gone_id: str) -> None:
        """Put two records beside each other."""
        self._look(lambda desk, _progress: side_by_side(desk, kept_id, gone_id), self.side_shown.emit)

    def join(self, kept_id: str, gone_id: str, from_gone: frozenset[str], reason: str) -> None:
        """Join two records of one person."""

        def job(desk: Desk, _progress: Progress) -> PersonView:
            merge_persons(desk, kept_id, gone_id, from_gone=from_gone, reason=reason)
            return open_person(desk, kept_id)

        self._do(job, lambda view: self._on_kept(view, _("The two records are joined.")))

    def say_apart(self, one: str, other: str, reason: str) -> None:
        """Say that two records are not one person's."""

        def job(desk: Desk, _progress: Progress) -> PersonView:
            say_not_the_same(desk, one, other, reason)
            return open_person(desk, one)

        self._do(job, lambda view: self._on_kept(view, _("It is kept that they are not the same person.")))

    def ask_again(self, one: str, other: str) -> None:
        """Take back that two records are not one person's."""

        def job(desk: Desk, _progress: Progress) -> PersonView:
            ask_again(desk, one, other)
            return open_person(desk, one)

        self._do(job, lambda view: self._on_kept(view, _("Whether they are the same is open again.")))

    def look_at_merge(self, merge_id: str) -> None:
        """Tell what taking a merge apart would do."""
        self._look(lambda desk, _progress: taking_apart(desk, merge_id), self.apart_shown.emit)

    def take_apart(self, merge_id: str, reason: str, claims: frozenset[str]) -> None:
        """Take a merge apart."""

        def job(desk: Desk, _progress: Progress) -> PersonView:
            plan = take_apart(desk, merge_id, reason=reason, claims_to_joined=claims)
            return open_person(desk, plan.kept.id)

        self._do(job, lambda view: self._on_kept(view, _("Both records are as they were.")))

    def _run(self, job: Callable[[Desk, Progress], Answer], then: Callable[[Answer], object]) -> None:
        ticket = self.tasks.run(job)
        ticket.succeeded.connect(then)
        ticket.failed.connect(self.notices.refuse)

    def _look(self, job: Callable[[Desk, Progress], Answer], then: Callable[[Answer], object]) -> Ticket:
        ticket = self.tasks.look(job)
        ticket.succeeded.connect(then)
        ticket.failed.connect(self.notices.refuse)
        return ticket

    def _do(self, job: Callable[[Desk, Progress], Answer], then: Callable[[Answer], object]) -> None:
        ticket = self.tasks.run(job)
        ticket.succeeded.connect(then)
        ticket.failed.connect(self.refused)

    def _on_first(self, answer: tuple[int, PeoplePage]) -> None:
        asked, page = answer
        if asked == self._asked:
            self.today, self.misspelt = page.today, page.misspelt
            self._rows = dict(enumerate(page.rows))
            self.reset.emit(page.total)
            self.filled.emit(0, page.rows)

    def _on_window(self, answer: tuple[int, int, PeoplePage]) -> None:
        asked, first, page = answer
        if asked == self._asked:
            self._rows.update(enumerate(page.rows, start=first))
            self.filled.emit(first, page.rows)

    def _on_view(self, view: PersonView) -> None:
        self.view, self.today = view, view.today
        self.shown.emit(view)

    def _on_again(self, view: PersonView) -> None:
        if self.view is not None and self.view.person.id == view.person.id:
            self.view = view
            self.refreshed.emit(view)

    def _on_alike(self, answer: tuple[int, tuple[Likeness, ...]]) -> None:
        looked, alike = answer
        if looked == self._looked:
            self.alike_found.emit(alike)

    def _on_kept(self, view: PersonView, said: str) -> None:
        self.done.emit()
        self._on_view(view)
        self.notices.say(said)
        self.records_changed.emit()
        self.load()


def _slice(desk: Desk, progress: Progress) -> int:
    look_through(desk, progress, most=_SLICE)
    return likely_left(desk)
