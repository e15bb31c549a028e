"""What the step knows: the decision as it would be, what was decided in all States, and who approves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.foundation.problems import CaseProblem, Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.claim.answers import told
from desktop_app.ui.screens.claim.presenter import ClaimPresenter
from desktop_app.ui.tasks import Ticket
from desktop_app.workflows.case_decisions import DecisionLine, decisions_of
from desktop_app.workflows.decide_claim import (
    DecisionDraft,
    decide_alone,
    decision_draft,
    propose_decision,
)
from desktop_app.workflows.decision_entries import (
    NOTHING_TYPED,
    DecisionEntry,
    forget_entry,
    form_of,
    keep_entry,
    kept_entry,
)
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.issue_letters import has_summary
from desktop_app.workflows.propose import accept, accept_beside, refuse, refuse_beside, withdraw
from desktop_app.workflows.summarise_decisions import SummaryDraft, send_summary, summary_draft


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """What the step shows. `problem` says why nothing can be decided now; `summary` is None where none can be made.

    `summed_up` says that a summary was sent or received.
    """

    draft: DecisionDraft | None
    problem: Problem | None
    lines: tuple[DecisionLine, ...]
    summary: SummaryDraft | None
    summed_up: bool = False
    kept: DecisionEntry | None = None
    """What was typed before for this claim, once: when the step is shown for it first."""


class DecisionPresenter(QObject):
    """Step 7 of the open claim."""

    loaded = Signal(object)
    """The `DecisionFacts` of the claim for what is typed now."""

    letter_ready = Signal(object)
    """The `IssuedDocument` of a letter to the claimant."""

    done = Signal(str)
    """Something was done: `proposed`, `decided`, `returned`, `withdrawn`, `summed_up`."""

    def __init__(self, claim: ClaimPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claim: Final = claim
        self.entry = NOTHING_TYPED
        self.facts: DecisionFacts | None = None
        self._round = 0
        self._first = True

    def begin(self) -> None:
        """Another claim is open: what was typed for it before is fetched with it."""
        self._round += 1
        self.entry = NOTHING_TYPED
        self.facts = None
        self._first = True

    def edit(self, entry: DecisionEntry) -> None:
        """Take what the clerk added, keep it, and work the decision out anew."""
        if entry == self.entry or self._first:
            return
        self.entry = entry
        claim_id = self.claim.claim_id
        if claim_id:
            ticket = self.claim.do(lambda desk, _progress: keep_entry(desk, claim_id, entry))
            ticket.failed.connect(self.claim.notices.refuse)
        self.load()

    def load(self) -> None:
        """Work out the decision as it would be now, and read what was decided."""
        claim_id, entry = self.claim.claim_id, None if self._first else self.entry
        if not claim_id:
            return
        self._round += 1
        ticket = self.claim.ask(lambda desk, _progress: _facts(desk, claim_id, entry))
        ticket.succeeded.connect(told(self, self._on_loaded, self._round))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_loaded(self, number: int, facts: DecisionFacts) -> None:
        if number == self._round:
            self.facts = facts
            if self._first and facts.kept is not None:
                self.entry = facts.kept
            self._first = False
            self.loaded.emit(facts)

    @property
    def proposal_id(self) -> str:
        """The decision that waits for its second person, empty for none."""
        waiting = self.facts.draft.waiting if self.facts and self.facts.draft else None
        return waiting.proposal.id if waiting else ""

    def decide(self) -> None:
        """Lay the decision before a second person; in an office of one person, make it."""
        facts, claim_id, entry = self.facts, self.claim.claim_id, self.entry
        if facts is None or facts.draft is None:
            return
        decide = decide_alone if facts.draft.one_person else propose_decision

        def job(desk: Desk, _progress: Progress) -> None:
            decide(desk, claim_id, form_of(entry, desk.party.currency))
            forget_entry(desk, claim_id)

        self._act(job, "decided" if facts.draft.one_person else "proposed")

    def approve(self) -> None:
        """Approve what waits, as the signed-in person."""
        number = self.proposal_id
        self._act(lambda desk, _progress: accept(desk, number), "decided")

    def approve_beside(self, login: str, passphrase: str, remark: str) -> Ticket:
        """Approve what waits, as another person at this desk."""
        number = self.proposal_id
        return self._run(
            lambda desk, _progress: accept_beside(desk, number, login=login, passphrase=passphrase, remark=remark),
            "decided",
        )

    def refuse_beside(self, login: str, passphrase: str, reason: str) -> Ticket:
        """Refuse what waits, as another person at this desk."""
        number = self.proposal_id
        return self._run(
            lambda desk, _progress: refuse_beside(desk, number, login=login, passphrase=passphrase, reason=reason),
            "returned",
        )

    def refuse(self, reason: str) -> Ticket:
        """Give what waits back to who prepared it, as the signed-in person."""
        number = self.proposal_id
        return self._run(lambda desk, _progress: refuse(desk, number, reason=reason), "returned")

    def withdraw(self) -> None:
        """Take one's own proposal back."""
        number = self.proposal_id
        self._act(lambda desk, _progress: withdraw(desk, number), "withdrawn")

    def sum_up(self, reason: str) -> None:
        """Send the summary; the reason is that of every State without a decision."""
        facts, claim_id = self.facts, self.claim.claim_id
        if facts is None or facts.summary is None:
            return
        reasons = dict.fromkeys(facts.summary.undecided, reason)
        self._act(lambda desk, _progress: send_summary(desk, claim_id, reasons=reasons), "summed_up")

    def letter(self, make: Callable[[Desk, str], IssuedDocument]) -> None:
        """Have a letter to the claimant made, to be looked at and printed."""
        claim_id = self.claim.claim_id
        if not claim_id:
            return
        ticket = self.claim.ask(lambda desk, _progress: make(desk, claim_id))
        ticket.succeeded.connect(told(self, self._on_letter))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_letter(self, document: IssuedDocument) -> None:
        self.letter_ready.emit(document)

    def _act(self, job: Callable[[Desk, Progress], object], what: str) -> None:
        self._run(job, what).failed.connect(self.claim.notices.refuse)

    def _run(self, job: Callable[[Desk, Progress], object], what: str) -> Ticket:
        ticket = self.claim.do(job)
        ticket.succeeded.connect(told(self, self._on_done, self._round, what))
        return ticket

    def _on_done(self, _number: int, what: str, _answer: object) -> None:
        self.done.emit(what)
        self.load()
        self.claim.reload()


def _facts(desk: Desk, claim_id: str, entry: DecisionEntry | None) -> DecisionFacts:
    draft, problem, summary = None, None, None
    kept = kept_entry(desk, claim_id) if entry is None else None
    form = form_of(entry or kept or NOTHING_TYPED, desk.party.currency)
    try:
        draft = decision_draft(desk, claim_id, form)
    except CaseProblem as found:
        problem = found
    try:
        summary = summary_draft(desk, claim_id)
    except CaseProblem:
        summary = None
    return DecisionFacts(
        draft=draft,
        problem=problem,
        lines=decisions_of(desk, claim_id),
        summary=summary,
        summed_up=has_summary(desk, claim_id),
        kept=kept,
    )
