"""This office's decision on a claim: figures from the kept calculation, the rest by the clerk, approved by a second.

The clerk adds from when, how long a review may be asked for and where, the first payment and remarks; amounts, weeks
and shares are never typed. A further version is a correction of the one before. In an office of one person that person
prepares and approves, and the decision says so by naming them twice.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.documents.summaries import summary_of
from desktop_app.domain.award_notices import (
    Decision,
    DecisionResult,
    Refusal,
    RefusalReason,
    ReviewFrom,
    SetOff,
)
from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.claims import Claim, Stage
from desktop_app.domain.decisions import StoredCalculation
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.proposals import Proposal, ProposalKind
from desktop_app.exchange.messages.registry import body_bytes
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.attach import attach_file, attachments_of
from desktop_app.workflows.calculate_claim import kept_differs
from desktop_app.workflows.calculation_record import award_of
from desktop_app.workflows.case_decisions import last_own_decision, read_decision
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.decision_effects import CALCULATION, DECISION, REASON, WORKSHEET, keep_decision
from desktop_app.workflows.decision_figures import DecisionFigures, figures_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.kept_calculations import kept_worksheet
from desktop_app.workflows.own_periods import states_awaited
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.propose import ProposalView, acting_user, propose, view_of
from desktop_app.workflows.signatures import signature
from desktop_app.workflows.works_alone import works_alone

PAYING: Final = frozenset({DecisionResult.GRANTED, DecisionResult.RECALCULATED, DecisionResult.PROVISIONAL})
"""Results that carry amounts."""

_CALCULATED: Final = frozenset(
    {
        RefusalReason.TOO_FEW_WEEKS,
        RefusalReason.OWN_MINIMUM_NOT_MET,
        RefusalReason.AGE_NOT_REACHED,
        RefusalReason.NO_PERIODS_HERE,
    }
)
"""Reasons that only a calculation can give: nobody refuses with them what is calculated as payable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionForm:
    """What the clerk adds. `result` None: what the calculation says; `refusals` are reasons no calculation gives."""

    start: date | None = None
    result: DecisionResult | None = None
    refusals: tuple[Refusal, ...] = ()
    review_days: int | None = None
    review_from: ReviewFrom = ReviewFrom.RECEIPT
    review_address: str = ""
    first_payment: date | None = None
    next_review: date | None = None
    set_offs: tuple[SetOff, ...] = ()
    remarks: str = ""
    worksheet: bool = False
    """Whether the worksheet of the calculation goes with the decision."""
    correction: CorrectionReason = CorrectionReason.NEW_FACTS
    unread: tuple[str, ...] = ()
    """Fields in which something stands that cannot be read: nothing is decided before it is mended."""
    wrong: tuple[Finding, ...] = ()
    """What is wrong in the lines of money to hold back, each with its place."""
    set_off_lines: tuple[int, ...] = ()
    """The line in which each of `set_offs` was typed; empty where they were typed one below the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """The decision as it would be, with what is wrong or doubtful. `decision` is None while `start` is missing.

    `waiting` is one that waits for its second person. `one_person`: nobody else works here, so it is approved by who
    prepares it. `recipients` are the offices it goes to.
    """

    decision: Decision | None
    before: Decision | None
    findings: tuple[Finding, ...]
    recipients: tuple[str, ...]
    waiting: ProposalView | None
    one_person: bool
    said: tuple[str, ...] = ()

    @property
    def can_decide(self) -> bool:
        """Whether no error stands in the way and nothing waits already."""
        return (
            self.decision is not None
            and self.waiting is None
            and not any(finding.level is Level.ERROR for finding in self.findings)
        )


def decision_draft(desk: Desk, claim_id: str, form: DecisionForm) -> DecisionDraft:
    """Return the decision as it would be now. Writes nothing.

    Raises `CaseProblem`: `case_closed`, `nothing_kept` while no calculation is kept, `decision_calculation_old` where
    today's would differ, `decision_no_line` where this State is not in it.
    """
    claim, record, before = _ground(desk, claim_id)
    figures = _figures(desk, claim, record, form)
    findings = tuple(_findings(desk, claim, figures, form, before))
    decision = _decision(desk, claim, figures, form, before) if form.start or not _pays(figures, form) else None
    names = {party.code: party.name for party in desk.rulebook.parties}
    waiting = waiting_decision(desk, claim_id)
    shown = read_decision(waiting.proposal.payload[DECISION].encode()) if waiting else decision
    return DecisionDraft(
        decision=decision,
        before=before,
        findings=findings,
        recipients=offices_told(desk, claim),
        waiting=waiting,
        one_person=works_alone(desk),
        said=tuple(summary_of(shown, names).splitlines()[:-1]) if shown else (),
    )


def waiting_decision(desk: Desk, claim_id: str) -> ProposalView | None:
    """Return the decision on a claim that waits for its second person, None where none does."""
    known = desk.store.proposals.about(ProposalKind.CASE_DECISION, claim_id)
    return next((view_of(desk, each) for each in known if each.waits), None)


def propose_decision(desk: Desk, claim_id: str, form: DecisionForm) -> Proposal:
    """Lay a decision before a second person with the signing right (`propose.accept` approves it).

    Raises `CaseProblem("decision_has_errors")` with their `count`, `CaseProblem("decision_one_person")` where nobody
    else works here, and what `decision_draft` and `propose` raise.
    """
    if works_alone(desk):
        raise CaseProblem("decision_one_person")
    decision, record = _ready(desk, claim_id, form)
    payload = {DECISION: body_bytes(decision).decode(), CALCULATION: record.id}
    if decision.version > 1:
        payload[REASON] = form.correction.value
    if form.worksheet:
        payload[WORKSHEET] = _worksheet(desk, claim_id, record)
    return propose(
        desk, kind=ProposalKind.CASE_DECISION, subject=claim_id, reason=decision.result.value, payload=payload
    )


def decide_alone(desk: Desk, claim_id: str, form: DecisionForm) -> Decision:
    """Prepare and approve a decision in an office of one person, who is named as both.

    Raises `CaseProblem("decision_needs_second")` where somebody else works here, and as `propose_decision` does.
    """
    if not works_alone(desk):
        raise CaseProblem("decision_needs_second")
    decision, record = _ready(desk, claim_id, form)
    worksheet = _worksheet(desk, claim_id, record) if form.worksheet else ""
    with desk.store.act(
        verb="decided_alone",
        user=desk.user.id,
        about=claim_id,
        facts={"decision": decision.number, "version": decision.version, "result": decision.result.value},
    ):
        return keep_decision(
            desk,
            claim_id,
            decision,
            calculation_id=record.id,
            approver=acting_user(desk),
            reason=form.correction.value if decision.version > 1 else "",
            worksheet=worksheet,
        )


def _worksheet(desk: Desk, claim_id: str, record: StoredCalculation) -> str:
    """Lay the worksheet of a kept calculation to the papers of its claim, once, and return the paper's id."""
    paper = kept_worksheet(desk, record.id)
    digest = hashlib.sha256(paper.data).hexdigest()
    for kept in attachments_of(desk, claim_id):
        if (kept.kind, kept.digest) == (WORKSHEET, digest):
            return kept.id
    return attach_file(desk, claim_id, paper.data, paper.name, WORKSHEET).id


def _ready(desk: Desk, claim_id: str, form: DecisionForm) -> tuple[Decision, StoredCalculation]:
    claim, record, before = _ground(desk, claim_id)
    figures = _figures(desk, claim, record, form)
    errors = sum(finding.level is Level.ERROR for finding in _findings(desk, claim, figures, form, before))
    if errors:
        raise CaseProblem("decision_has_errors", count=errors)
    return _decision(desk, claim, figures, form, before), record


def _ground(desk: Desk, claim_id: str) -> tuple[Claim, StoredCalculation, Decision | None]:
    """Return the claim, the calculation a decision rests on, and the decision before."""
    claim = desk.store.claims.get(claim_id)
    if claim.stage is Stage.CLOSED:
        raise CaseProblem("case_closed")
    record = desk.store.calculations.newest(claim_id)
    if record is None:
        raise CaseProblem("nothing_kept")
    if kept_differs(desk, claim_id):
        raise CaseProblem("decision_calculation_old")
    return claim, record, last_own_decision(desk, claim_id)


def _figures(desk: Desk, claim: Claim, record: StoredCalculation, form: DecisionForm) -> DecisionFigures:
    start = form.start or claim.contingency_date or desk.clock.today()
    try:
        return figures_of(desk, claim, award_of(record), desk.office.state, start)
    except KeyError:
        raise CaseProblem("decision_no_line") from None


def _result(figures: DecisionFigures, form: DecisionForm) -> DecisionResult:
    if form.result is not None:
        return form.result
    return DecisionResult.GRANTED if figures.granted else DecisionResult.REFUSED


def _pays(figures: DecisionFigures, form: DecisionForm) -> bool:
    return _result(figures, form) in PAYING


def _decision(
    desk: Desk, claim: Claim, figures: DecisionFigures, form: DecisionForm, before: Decision | None
) -> Decision:
    result, pays = _result(figures, form), _pays(figures, form)
    refused = result is DecisionResult.REFUSED
    return Decision(
        number=before.number if before else f"{claim.number}-D",
        version=before.version + 1 if before else 1,
        state=desk.office.state,
        office=desk.office.code,
        benefit=claim.benefit,
        person=person_block(desk.store.persons.get(claim.person_id), desk.office.state),
        result=result,
        ground=figures.ground,
        decided_on=desk.clock.today(),
        start=form.start,
        own_weeks=figures.own_weeks,
        accepted=figures.accepted,
        totalised_weeks=figures.totalised_weeks,
        amounts=figures.amounts if pays else (),
        prepared_by=signature(desk, acting_user(desk)),
        approved_by="",
        weeks_lost=figures.weeks_lost,
        legal_references=figures.legal_references,
        supplements=figures.supplements if pays else (),
        refusals=(*figures.refusals, *form.refusals) if refused else (),
        review_days=form.review_days,
        review_from=form.review_from if form.review_days else ReviewFrom.NOT_KNOWN,
        review_address=form.review_address.strip(),
        set_offs=form.set_offs,
        first_payment=form.first_payment if pays else None,
        next_review=form.next_review,
        rules=figures.rules,
        worksheet_attached=form.worksheet,
        remarks=form.remarks.strip(),
    )


def _findings(
    desk: Desk, claim: Claim, figures: DecisionFigures, form: DecisionForm, before: Decision | None
) -> Iterator[Finding]:
    result = _result(figures, form)
    if form.unread:
        yield _error("decision_unreadable", form.unread[0])
    yield from form.wrong
    yield from _set_off_findings(desk, form)
    if form.next_review and form.start and form.next_review <= form.start:
        yield _error("decision_reviewed_before_start", "next_review")
    if result in PAYING:
        yield from _paying_findings(claim, figures, form)
    if result is DecisionResult.REFUSED:
        yield from _refusal_findings(figures, form)
    if result in (DecisionResult.RECALCULATED, DecisionResult.SUSPENDED, DecisionResult.ENDED) and before is None:
        yield _error("decision_nothing_before", "result")
    awaited = states_awaited(desk, claim)
    if awaited and result is not DecisionResult.PROVISIONAL:
        yield _error("decision_certificates_missing", "result", states=", ".join(awaited))
    if form.review_days is None:
        yield Finding(code="decision_review_missing", level=Level.WARNING, where="review_days")
    elif form.review_days < 1:
        yield _error("decision_review_days", "review_days")
    if not form.review_address.strip():
        yield Finding(code="decision_review_address_missing", level=Level.WARNING, where="review_address")
    if works_alone(desk):
        yield Finding(code="decision_by_one_person", level=Level.NOTE)


def _set_off_findings(desk: Desk, form: DecisionForm) -> Iterator[Finding]:
    """Yield money to be held back in a currency that no Party uses, or in one that is not this State's own."""
    known = {party.currency for party in desk.rulebook.parties}
    for line, each in zip(form.set_off_lines or range(len(form.set_offs)), form.set_offs, strict=True):
        where, currency = f"set_off_{line}_amount", each.amount.currency
        if currency not in known:
            yield _error("currency_unknown", where, currency=currency)
        elif currency != desk.party.currency:
            yield Finding(
                code="set_off_other_currency",
                level=Level.WARNING,
                where=where,
                facts={"currency": currency, "own": desk.party.currency},
            )


def _paying_findings(claim: Claim, figures: DecisionFigures, form: DecisionForm) -> Iterator[Finding]:
    if not figures.granted:
        yield _error("decision_nothing_payable", "result")
    if form.start is None:
        yield _error("decision_start_missing", "start")
    elif claim.contingency_date and form.start < claim.contingency_date:
        yield _error("decision_start_early", "start", date=claim.contingency_date.isoformat())
    if form.first_payment and form.start and form.first_payment < form.start:
        yield _error("decision_paid_before_start", "first_payment")


def _refusal_findings(figures: DecisionFigures, form: DecisionForm) -> Iterator[Finding]:
    if figures.granted and not form.refusals:
        yield _error("decision_refusal_reason_missing", "refusals")
    elif figures.granted:
        yield Finding(code="decision_refuses_what_is_payable", level=Level.WARNING, where="refusals")
    for refusal in form.refusals:
        if figures.granted and refusal.reason in _CALCULATED:
            yield _error("decision_refusal_not_calculated", "refusals")
        if refusal.reason is RefusalReason.OTHER and not refusal.text.strip():
            yield _error("other_not_said", "refusals")


def _error(code: str, where: str, /, **facts: str) -> Finding:
    return Finding(code=code, level=Level.ERROR, where=where, facts=facts)
