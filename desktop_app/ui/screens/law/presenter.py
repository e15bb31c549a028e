"""What the page of the applicable law knows: the answers so far, what is asked next, the answer, those kept before."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from desktop_app.calculation.applicable_law import AdmissionAnswer, LawAnswer
from desktop_app.domain.states import Party
from desktop_app.domain.time import parse_date
from desktop_app.domain.work import AgreedException, WorkFacts, WorkKind
from desktop_app.foundation.problems import FormProblem, Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.problems import sentences
from desktop_app.workflows.consult_rules import parties
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.which_law import (
    KeptLawAnswer,
    admission_by_number,
    answer,
    keep_answer,
    kept_answers,
    questions,
)

DAYS: Final = frozenset({"began_on", "expected_end", "now_expected_end", "option_on"})
STATES: Final = frozenset(
    {
        "work_states",
        "residence",
        "seat",
        "branch",
        "mainly_in",
        "flag",
        "posted_from",
        "sending",
        "compulsory_in",
        "voluntary_in",
    }
)
YES_NO: Final = frozenset({"host_agrees", "home_agrees", "national_of_sending"})


class LawPresenter(QObject):
    """The question and its answer."""

    asked = Signal(object)
    """The names of the facts to ask for, in order."""

    answered = Signal(object)
    """The `LawAnswer` to what is known now."""

    wrong = Signal(object)
    """The names of the days that cannot be read."""

    listed = Signal(object)
    """The kept answers, the newest first."""

    admitted = Signal(object)
    """The `AdmissionAnswer` by the weeks of the claim named, None where none is named or it cannot be told."""

    refused = Signal(str)
    """Why the weeks of the claim named cannot be counted, in a sentence; empty for nothing."""

    kept = Signal(object)
    """The answer just kept."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: Final = tasks
        self._notices: Final = notices
        self.facts = WorkFacts(kind=WorkKind.EMPLOYED)
        self.claim_id: str | None = None
        self.answer: LawAnswer | None = None
        self._wrong: set[str] = set()
        self._number = ""
        self._round = 0

    def load(self) -> None:
        """Fetch what was kept, and answer what is known now."""
        self._list()
        self.tell()

    def begin(self, claim_id: str | None = None) -> None:
        """Begin anew, for a claim or for nobody's."""
        self.claim_id = claim_id
        self.facts = WorkFacts(kind=self.facts.kind)
        self._wrong.clear()
        self.tell()

    def parties(self) -> tuple[Party, ...]:
        """Return the States to choose from, by name."""
        return parties()

    def choose_kind(self, kind: WorkKind) -> None:
        """Ask for another kind of work; what was told of States and days stays."""
        self.facts = replace(self.facts, kind=kind)
        self.tell()

    def tell_state(self, name: str, code: str, *, second: bool = False) -> None:
        """Take a State; of the work there may be a second one."""
        if name != "work_states":
            self._set(name, code)
            return
        where = [*self.facts.work_states, "", ""][:2]
        where[1 if second else 0] = code
        self._set(name, tuple(dict.fromkeys(each for each in where if each)))

    def tell_day(self, name: str, text: str) -> None:
        """Take a day as typed; one that cannot be read is said and counts as not told."""
        day = None
        self._wrong.discard(name)
        if text.strip():
            try:
                day = parse_date(text)
            except FormProblem:
                self._wrong.add(name)
        self._set(name, day)

    def tell_yes_no(self, name: str, told: str) -> None:
        """Take yes, no, or nothing."""
        self._set(name, {"yes": True, "no": False}.get(told))

    def tell_exception(self, state: str, authority: str, agreed_on: str, reason: str) -> None:
        """Take an exception that the authorities agreed; all empty for none."""
        if not any((state, authority.strip(), agreed_on.strip(), reason.strip())):
            self._set("exception", None)
            return
        try:
            day = parse_date(agreed_on) if agreed_on.strip() else None
        except FormProblem:
            day = None
        self._set(
            "exception",
            AgreedException(state=state, authority=authority.strip(), agreed_on=day, reason=reason.strip()),
        )

    def tell_claim(self, number: str) -> None:
        """Take the number of the claim whose certified weeks count towards voluntary insurance."""
        self._number = number.strip()
        self._count_weeks()

    def _count_weeks(self) -> None:
        number, state = self._number, self.facts.voluntary_in
        if self.facts.kind is not WorkKind.VOLUNTARY or not number or not state:
            self.refused.emit("")
            self.admitted.emit(None)
            return
        ticket = self._tasks.look(lambda desk, _progress: admission_by_number(desk, number, state))
        ticket.succeeded.connect(lambda given: self._on_admission(number, given))
        ticket.failed.connect(lambda problem: self._on_refused(number, problem))

    def _on_admission(self, number: str, given: AdmissionAnswer) -> None:
        if number == self._number:
            self.refused.emit("")
            self.admitted.emit(given)

    def _on_refused(self, number: str, problem: Problem) -> None:
        if number == self._number:
            self.admitted.emit(None)
            self.refused.emit(sentences(problem).happened)

    def _set(self, name: str, value: Any) -> None:  # noqa: ANN401 - the fields of the facts are of several kinds
        self.facts = replace(self.facts, **{name: value})
        self.tell()

    def tell(self) -> None:
        """Say what is asked, and answer."""
        self.asked.emit(questions(self.facts))
        self._count_weeks()
        self.wrong.emit(frozenset(self._wrong))
        self._round += 1
        number, facts = self._round, self._relevant()
        ticket = self._tasks.look(lambda desk, _progress: answer(desk, facts))
        ticket.succeeded.connect(lambda given: self._on_answer(number, given))
        ticket.failed.connect(self._notices.refuse)

    def _relevant(self) -> WorkFacts:
        """Return the facts without those that are not asked for now: they were told for another kind of work."""
        wanted = {*questions(self.facts), "kind", "exception"}
        plain = WorkFacts(kind=self.facts.kind)
        names = (DAYS | STATES | YES_NO) - wanted
        return replace(self.facts, **{name: getattr(plain, name) for name in names})

    def _on_answer(self, number: int, given: LawAnswer) -> None:
        if number == self._round:
            self.answer = given
            self.answered.emit(given)

    def keep(self, note: str) -> None:
        """Keep the answer with what was told."""
        facts, claim_id = self._relevant(), self.claim_id
        ticket = self._tasks.run(lambda desk, _progress: keep_answer(desk, facts, claim_id=claim_id, note=note))
        ticket.succeeded.connect(self._on_kept)
        ticket.failed.connect(self._notices.refuse)

    def _on_kept(self, kept: KeptLawAnswer) -> None:
        self._notices.say(_("The answer is kept, with what was told and the rule it rests on."))
        self.kept.emit(kept)
        self._list()

    def _list(self) -> None:
        def job(desk: Desk, _progress: Progress) -> tuple[KeptLawAnswer, ...]:
            return kept_answers(desk)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self.listed)
        ticket.failed.connect(self._notices.refuse)
