"""What the rules screen knows: the rules of this desk, which State, benefit and day are looked at, what is found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.calculation.pack import AgreementRules, RulePack
from desktop_app.domain.claims import Benefit
from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.rule_reading import fields_words, group_words, parameter_title
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import accept, accept_beside, refuse, refuse_beside, withdraw
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
from desktop_app.workflows.send_rules import send_rules
from desktop_app.workflows.touched_by_update import touched_by_update
from desktop_app.workflows.update_rules import (
    UpdateLine,
    UpdateTrial,
    import_update_file,
    propose_update,
    rule_updates,
    take_update_back,
    try_update,
    with_rules,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What was fetched: the rules, the State of this office, every update that came."""

    view: RulesView
    own: str
    updates: tuple[UpdateLine, ...]


class RulesPresenter(QObject):
    """The state of the screen. Everything is read from values fetched once; nothing here waits for the store."""

    listed = Signal()
    """The rules were fetched, or another entry is looked at."""

    asked = Signal()
    """Another benefit, day or word is looked for."""

    worked = Signal()
    """The worked examples of the State shown were calculated."""

    updated = Signal()
    """An update came, was tried, or another one is looked at."""

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
        self._updates: tuple[UpdateLine, ...] = ()
        self._trials: dict[str, UpdateTrial] = {}
        self.update_id = ""
        self._wanted = ""

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

        def job(desk: Desk, _progress: Progress) -> Fetched:
            return Fetched(view=rules_view(desk), own=desk.office.state, updates=rule_updates(desk))

        ticket = self.tasks.look(job)
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

        ticket = self.tasks.look(job)
        ticket.failed.connect(self.notices.refuse)
        return ticket

    # Updates

    def updates(self) -> tuple[UpdateLine, ...]:
        """Return the updates of the State looked at, and the files that say no State, the newest first."""
        return tuple(line for line in self._updates if line.state in {"", self._key})

    def update_in_force(self) -> UpdateLine | None:
        """Return the update in force for the State looked at, None for the program's own rules."""
        return next((line for line in self.updates() if line.in_force), None)

    def trial(self, update_id: str) -> UpdateTrial | None:
        """Return what trying an update found in this session, against the rules as they are now."""
        return self._trials.get(update_id)

    def show_update(self, update_id: str) -> None:
        """Show an update, whichever State it is of."""
        self._wanted = update_id
        self.load()

    def import_file(self, path: Path) -> Ticket:
        """Take a file in; what is refused is kept and shown with its reason."""

        def job(desk: Desk, _progress: Progress) -> str:
            return import_update_file(desk, path)

        ticket = self.tasks.run(job)
        ticket.succeeded.connect(self._on_imported)
        ticket.failed.connect(self._on_import_refused)
        return ticket

    def send_update(self, update_id: str) -> Ticket:
        """Put an update into "To send" for every office that bundles can go to."""

        def job(desk: Desk, _progress: Progress) -> int:
            trusted = [known.card.office.code for known in desk.store.offices.all() if known.trusted]
            return send_rules(desk, update_id, trusted)

        def said(count: int) -> None:
            words = plural(
                "The update waits under To send for {count} office.",
                "The update waits under To send for {count} offices.",
                count,
            )
            self.notices.say(words.format(count=count))
            self.records_changed.emit()

        ticket = self.tasks.run(job)
        ticket.succeeded.connect(said)
        ticket.failed.connect(self.notices.refuse)
        return ticket

    def try_update(self, update_id: str) -> Ticket:
        """Try an update on this computer; the ticket tells how far it is."""

        def job(desk: Desk, progress: Progress) -> UpdateTrial:
            return try_update(desk, update_id, progress, touched=touched_by_update)

        ticket = self.tasks.run(job)
        ticket.succeeded.connect(self._on_tried)
        ticket.failed.connect(self._on_act_refused)
        return ticket

    def propose(self, update_id: str, legal_reference: str, reason: str) -> Ticket:
        """Propose that an update comes into force."""
        return self._act(
            lambda desk: propose_update(desk, update_id, legal_reference=legal_reference, reason=reason),
            _("The update waits for a second person."),
        )

    def take_back(self, update_id: str, legal_reference: str, reason: str) -> Ticket:
        """Propose that the pack before comes back."""
        return self._act(
            lambda desk: take_update_back(desk, update_id, legal_reference=legal_reference, reason=reason),
            _("Taking the update back waits for a second person."),
        )

    def accept(self, proposal_id: str, remark: str) -> Ticket:
        """Accept as the second person, signed in; the desk goes on with the rules that are in force then."""
        return self._act(lambda desk: accept(desk, proposal_id, remark=remark), _accepted())

    def accept_beside(self, proposal_id: str, login: str, passphrase: str, remark: str) -> Ticket:
        """Let another person at this desk accept."""
        return self._act(
            lambda desk: accept_beside(desk, proposal_id, login=login, passphrase=passphrase, remark=remark),
            _accepted(),
        )

    def refuse(self, proposal_id: str, reason: str) -> Ticket:
        """Refuse as the second person, signed in."""
        return self._act(lambda desk: refuse(desk, proposal_id, reason=reason), _("The proposal is refused."))

    def refuse_beside(self, proposal_id: str, login: str, passphrase: str, reason: str) -> Ticket:
        """Let another person at this desk refuse."""
        return self._act(
            lambda desk: refuse_beside(desk, proposal_id, login=login, passphrase=passphrase, reason=reason),
            _("The proposal is refused."),
        )

    def withdraw(self, proposal_id: str, reason: str) -> Ticket:
        """Withdraw one's own proposal."""
        return self._act(lambda desk: withdraw(desk, proposal_id, reason=reason), _("The proposal is withdrawn."))

    def _act(self, act: Callable[[Desk], object], said: str) -> Ticket:
        """Do what may change which rules are in force; the desk is made anew with them."""

        def job(desk: Desk, _progress: Progress) -> Desk:
            act(desk)
            return with_rules(desk)

        def done(_desk: object) -> None:
            self.notices.say(said)
            self.load()
            self.records_changed.emit()

        ticket = self.tasks.renew(job)
        ticket.succeeded.connect(done)
        return ticket

    def _on_imported(self, update_id: str) -> None:
        self._wanted = update_id
        self.notices.say(_("The update is kept. Nothing of it is in force before two persons decide."))
        self.load()

    def _on_import_refused(self, problem: Problem) -> None:
        self.notices.refuse(problem)
        self.page, self.update_id = UPDATES, ""
        self.load()

    def _on_act_refused(self, problem: Problem) -> None:
        self.notices.refuse(problem)
        self.load()

    def _on_tried(self, trial: UpdateTrial) -> None:
        self._trials[trial.update_id] = trial
        self._wanted = trial.update_id
        self.load()

    def _in_benefit(self, benefit: Benefit | None, *, recorded: bool) -> bool:
        wanted = self.question.benefit
        if wanted == RECORDED:
            return recorded
        return not wanted or (benefit is not None and benefit.value == wanted)

    def _on_view(self, fetched: Fetched) -> None:
        view, own = fetched.view, fetched.own
        if self._view is None or _digests(self._view) != _digests(view):
            self._examples.clear()
            self._trials.clear()
        self._view = view
        self._updates = fetched.updates
        wanted = next((line for line in fetched.updates if line.update_id == self._wanted), None)
        if wanted is not None:
            self._key = wanted.state or self._key
            self.update_id, self._wanted, self.page = wanted.update_id, "", UPDATES
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


def _accepted() -> str:
    return _("Accepted; calculations use these rules from now on.")


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
