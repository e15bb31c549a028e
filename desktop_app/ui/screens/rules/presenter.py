"""What the rules screen knows: the rules of this desk, which State, benefit and day are looked at, what is found."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.calculation.pack import AgreementRules, RulePack
from desktop_app.domain.claims import Benefit
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.rule_reading import fields_words, group_words, parameter_title
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.read_rules import (
    ExampleResult,
    Holds,
    RuleRow,
    RulesView,
    StateRules,
    ValueChange,
    rule_rows,
    rules_view,
    value_changes,
    worked_examples,
)

AGREEMENT: Final = "agreement"
"""The key of the Agreement's own entry; those of States are their codes."""

RECORDED: Final = "recorded"
"""The key of what is kept for the reader, beside the benefits."""

VALUES: Final = "values"
CHANGES: Final = "changes"
EXAMPLES: Final = "examples"
NOTES: Final = "notes"
UPDATES: Final = "updates"
"""The keys of what is shown of a State."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked at: benefit (empty: all, or `RECORDED`), day, words searched for, two days to compare."""

    benefit: str = ""
    on: date | None = None
    only_holding: bool = False
    words: str = ""
    before: date | None = None
    after: date | None = None


class RulesPresenter(QObject):
    """The state of the screen. Everything is read from values fetched once; nothing here waits for the store."""

    listed = Signal()
    """The rules were fetched, or another entry is looked at."""

    asked = Signal()
    """Another benefit, day or word is looked for."""

    worked = Signal()
    """The worked examples of the State shown were calculated."""

    records_changed = Signal()
    """The rules of this desk are others now: what other pages show is old."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks, self.notices = tasks, notices
        self.question = Question()
        self.page = VALUES
        self._view: RulesView | None = None
        self._key = ""
        self._rows: tuple[RuleRow, ...] = ()
        self._examples: dict[str, tuple[ExampleResult, ...]] = {}
        self._working = ""

    @property
    def view(self) -> RulesView | None:
        """What was fetched, None before."""
        return self._view

    @property
    def key(self) -> str:
        """The entry looked at: a State's code or `AGREEMENT`."""
        return self._key

    @property
    def state(self) -> StateRules | None:
        """The State looked at, None for the Agreement."""
        states = self._view.states if self._view is not None else ()
        return next((each for each in states if each.party.code == self._key), None)

    @property
    def pack(self) -> RulePack | None:
        """The pack of the State looked at, None where it has none."""
        return self.state.pack if self.state is not None else None

    @property
    def agreement(self) -> AgreementRules | None:
        """The Agreement's own rules."""
        return self._view.agreement if self._view is not None else None

    @property
    def examples(self) -> tuple[ExampleResult, ...] | None:
        """The worked examples of the pack shown, None while they are being calculated."""
        return self._examples.get(self.pack.digest) if self.pack is not None else ()

    def load(self) -> None:
        """Fetch the rules again."""

        def job(desk: Desk, _progress: Progress) -> tuple[RulesView, str]:
            return rules_view(desk), desk.office.state

        ticket = self.tasks.run(job)
        ticket.succeeded.connect(self._on_view)
        ticket.failed.connect(self.notices.refuse)

    def choose(self, key: str) -> None:
        """Look at a State or at the Agreement."""
        if key == self._key:
            return
        self._key = key
        self._begin()

    def show_page(self, page: str) -> None:
        """Show another part of the State."""
        self.page = page
        self.asked.emit()

    def ask(self, question: Question) -> None:
        """Look for something else."""
        self.question = question
        self.asked.emit()

    def benefits(self) -> tuple[Benefit, ...]:
        """Return the benefits the State's pack tells of, in the Agreement's order."""
        pack = self.pack
        return tuple(each for each in Benefit if pack is not None and each in pack.benefits)

    def rows(self) -> tuple[RuleRow, ...]:
        """Return the dated values that are looked for."""
        asked = self.question
        pack = self.pack
        if pack is None:
            return ()
        rows = rule_rows(pack, asked.on)
        if asked.only_holding and asked.on is not None:
            rows = tuple(row for row in rows if row.holds in {Holds.YES, Holds.BY_BIRTH, Holds.WITHOUT_VALUE})
        words = asked.words.casefold().split()
        return tuple(
            row
            for row in rows
            if self._in_benefit(row.benefit, recorded=row.recorded)
            and (not words or _has_words(searched(row, pack.currency), words))
        )

    def changes(self) -> tuple[ValueChange, ...]:
        """Return the parameters that said something else on the two days; none until both are told."""
        asked, pack = self.question, self.pack
        if pack is None or asked.before is None or asked.after is None:
            return ()
        words = asked.words.casefold().split()
        return tuple(
            change
            for change in value_changes(pack, asked.before, asked.after)
            if self._in_benefit(change.benefit, recorded=change.benefit is None)
            and (not words or _has_words(_change_words(change, pack.currency), words))
        )

    def rule_book(self) -> Ticket:
        """Make the printed rule book of the State shown; the ticket brings the document."""
        from desktop_app.workflows.print_rules import rule_book_document

        state = self._key

        def job(desk: Desk, _progress: Progress) -> object:
            return rule_book_document(desk, state)

        ticket = self.tasks.run(job)
        ticket.failed.connect(self.notices.refuse)
        return ticket

    def _in_benefit(self, benefit: Benefit | None, *, recorded: bool) -> bool:
        wanted = self.question.benefit
        if wanted == RECORDED:
            return recorded
        return not wanted or (benefit is not None and benefit.value == wanted)

    def _on_view(self, fetched: tuple[RulesView, str]) -> None:
        view, own = fetched
        if self._view is None or _digests(self._view) != _digests(view):
            self._examples.clear()
        self._view = view
        known = {each.party.code for each in view.states} | {AGREEMENT}
        if self._key not in known:
            self._key = own if own in known else view.states[0].party.code
        if self.question.on is None and not self.question.only_holding:
            self.question = Question(on=view.today)
        self._begin()

    def _begin(self) -> None:
        """Begin with another entry: a benefit its pack does not tell of is not asked for any longer."""
        asked = self.question
        if asked.benefit not in {"", RECORDED, *(each.value for each in self.benefits())}:
            self.question = Question(
                on=asked.on, only_holding=asked.only_holding, words=asked.words, before=asked.before, after=asked.after
            )
        self.listed.emit()
        self._work_examples()

    def _work_examples(self) -> None:
        """Calculate the worked examples of the pack shown, once for each pack."""
        pack = self.pack
        if pack is None or pack.digest in self._examples or self._working == pack.digest:
            return
        digest, state = pack.digest, pack.state
        self._working = digest

        def job(desk: Desk, progress: Progress) -> tuple[ExampleResult, ...]:
            return worked_examples(desk, state, progress)

        def done(results: tuple[ExampleResult, ...]) -> None:
            self._examples[digest] = results
            self.worked.emit()

        def over() -> None:
            self._working = ""

        ticket = self.tasks.run(job)
        ticket.succeeded.connect(done)
        ticket.failed.connect(self.notices.refuse)
        ticket.finished.connect(over)


def _digests(view: RulesView) -> tuple[str, ...]:
    return tuple(state.pack.digest if state.pack is not None else "" for state in view.states)


def searched(row: RuleRow, currency: str) -> str:
    """Return all the words of a row in which one can search."""
    value = row.value
    parts = [row.parameter.name, parameter_title(row.parameter.name)]
    if value is not None:
        authority = value.authority
        parts += [authority.says, authority.note, value.reading, group_words(value.group)]
        parts.append(fields_words(row.parameter.name, value, currency))
        parts += [word for source in authority.sources for word in (source.id, source.title, source.publisher)]
        parts.append(_("announced") if value.announced else "")
    else:
        parts.append(_("not known here"))
    return " ".join(parts).casefold()


def _change_words(change: ValueChange, currency: str) -> str:
    parts = [change.parameter.name, parameter_title(change.parameter.name)]
    for value in (*change.before, *change.after):
        parts += [value.authority.says, fields_words(change.parameter.name, value, currency)]
    return " ".join(parts).casefold()


def _has_words(where: str, words: list[str]) -> bool:
    return all(word in where for word in words)
