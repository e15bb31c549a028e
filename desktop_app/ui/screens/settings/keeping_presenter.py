"""What Settings knows of keeping and removing: the calendar, what may go, what waits, what went."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.proposals import ProposalKind
from desktop_app.domain.retention import RetentionKind
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import ProposalView, waiting_proposals
from desktop_app.workflows.remove_records import (
    DueRecord,
    RemovalLine,
    due_records,
    hold_claim,
    let_claim_go,
    propose_removal,
    removals,
)
from desktop_app.workflows.retention import CalendarLine, calendar, propose_period


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingFacts:
    """What was fetched. `waiting` are proposed periods and removals."""

    lines: tuple[CalendarLine, ...]
    due: Mapping[RetentionKind, int]
    waiting: tuple[ProposalView, ...]
    removed: tuple[RemovalLine, ...]


class KeepingPresenter(QObject):
    """The state of the page. An act returns its ticket, so that the dialog that asked for it can say a refusal."""

    shown = Signal()
    """What was fetched is another."""

    working = Signal(object, str)
    """Long work began: its ticket, and what to say of it while it lasts."""

    records_changed = Signal()
    """Something was proposed: Today shows another count."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self.facts: KeepingFacts | None = None

    def load(self) -> None:
        """Fetch everything again."""
        ticket = self._tasks.look(_facts)
        ticket.succeeded.connect(self._on_facts)
        ticket.failed.connect(self._notices.refuse)

    def look(self, kind: RetentionKind) -> Ticket:
        """Look for the records of a kind whose time counts; the ticket brings them, and can be cancelled."""

        def job(desk: Desk, progress: Progress) -> tuple[DueRecord, ...]:
            return due_records(desk, kind, progress)

        ticket = self._tasks.look(job)
        ticket.failed.connect(self._notices.refuse)
        self.working.emit(ticket, _("Looking for records whose time is over"))
        return ticket

    def settle(self, kind: RetentionKind, months: int, legal_reference: str, reason: str) -> Ticket:
        """Propose how long a kind is kept."""
        return self._act(
            lambda desk: propose_period(desk, kind, months, legal_reference=legal_reference, reason=reason),
            _("The period is proposed; a second person accepts it."),
        )

    def remove(self, kind: RetentionKind, keys: tuple[str, ...], reason: str) -> Ticket:
        """Propose to remove records."""
        return self._act(
            lambda desk: propose_removal(desk, kind, keys, reason=reason),
            _("The removal is proposed; nothing is removed before a second person accepts it."),
        )

    def hold(self, claim_id: str, reason: str, until: date | None) -> Ticket:
        """Keep a claim longer."""
        return self._act(
            lambda desk: hold_claim(desk, claim_id, reason=reason, until=until), _("The claim is kept longer.")
        )

    def let_go(self, claim_id: str) -> Ticket:
        """Keep a claim no longer than its time."""
        return self._act(lambda desk: let_claim_go(desk, claim_id), _("The claim's time counts as before."))

    def _act(self, act: Callable[[Desk], object], said: str) -> Ticket:
        def job(desk: Desk, _progress: Progress) -> None:
            act(desk)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(lambda _nothing: self._notices.say(said))
        ticket.succeeded.connect(lambda _nothing: self.load())
        ticket.succeeded.connect(lambda _nothing: self.records_changed.emit())
        return ticket

    def _on_facts(self, facts: KeepingFacts) -> None:
        self.facts = facts
        self.shown.emit()


def _facts(desk: Desk, _progress: Progress) -> KeepingFacts:
    waiting = waiting_proposals(desk)
    lines = calendar(desk)
    settled = [line.kind for line in lines if line.period is not None]
    return KeepingFacts(
        lines=lines,
        due={kind: sum(record.due for record in due_records(desk, kind)) for kind in settled},
        waiting=tuple(view for view in waiting if view.proposal.kind in {ProposalKind.RETENTION, ProposalKind.REMOVAL}),
        removed=removals(desk),
    )
