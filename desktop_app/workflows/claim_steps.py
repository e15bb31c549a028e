"""How the steps of a claim stand, each with the reason that is said under its name."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from desktop_app.domain.claims import SETTLED, Benefit, Claim, Part
from desktop_app.domain.decisions import StoredCalculation
from desktop_app.domain.dependant_forms import FOR_SURVIVORS, DependantsForm, check_dependants, needed_for
from desktop_app.domain.findings import Level, Reason
from desktop_app.domain.forms import CheckedPeriods, ClaimantForm, check_claimant
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.proposals import ProposalKind
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.calculate_claim import kept_differs
from desktop_app.workflows.case_decisions import own_kept
from desktop_app.workflows.case_states import StateLine
from desktop_app.workflows.desk import Desk


class Step(IntEnum):
    """The steps of a claim, numbered with room between them; what the stepper shows is their place in its row."""

    CLAIMANT = 1
    WORK_HISTORY = 2
    DEPENDANTS = 3
    CHECK_AND_SEND = 5
    INSURANCE_PERIODS = 6
    CALCULATION = 7
    DECISION = 8


class StepState(StrEnum):
    """How a step stands."""

    DONE = "done"
    ATTENTION = "attention"
    NOT_NEEDED = "not_needed"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step's state and the reason to say under its name."""

    step: Step
    state: StepState
    reason: Reason


def steps_of(
    desk: Desk,
    claim: Claim | None,
    claimant: ClaimantForm,
    checked: CheckedPeriods,
    dependants: DependantsForm,
    states: tuple[StateLine, ...],
    today: date,
) -> tuple[StepView, ...]:
    """Return the steps of a claim or draft; an office that was asked has neither to send notices nor to calculate."""
    first = (_claimant_step(claim, claimant, today), _history_step(claim, checked))
    if claim and claim.part is Part.ASKED:
        return (*first, _own_periods_step(states), *_asked_to_decide(desk, claim, states))
    others = _dependants_step(desk, claim, claimant, dependants, today)
    return (
        *first,
        others,
        _send_step(desk, claim, states),
        _periods_step(states),
        _calculation_step(desk, claim, states),
        _decision_step(desk, claim),
    )


def _claimant_step(claim: Claim | None, claimant: ClaimantForm, today: date) -> StepView:
    findings = check_claimant(claimant, today)
    errors = sum(finding.level is Level.ERROR for finding in findings)
    if errors and claim is None and not claimant.surname.strip():
        return _step(Step.CLAIMANT, StepState.NOT_YET, "step_not_yet")
    if findings:
        return _step(Step.CLAIMANT, StepState.ATTENTION, "step_findings", count=len(findings))
    return _step(
        Step.CLAIMANT, StepState.DONE if claim else StepState.ATTENTION, "step_done" if claim else "step_to_save"
    )


def _history_step(claim: Claim | None, checked: CheckedPeriods) -> StepView:
    if not checked.lines:
        return _step(Step.WORK_HISTORY, StepState.NOT_YET, "step_not_yet")
    if checked.findings:
        return _step(Step.WORK_HISTORY, StepState.ATTENTION, "step_findings", count=len(checked.findings))
    return _step(Step.WORK_HISTORY, StepState.DONE if claim else StepState.ATTENTION, "step_done")


def _dependants_step(
    desk: Desk, claim: Claim | None, claimant: ClaimantForm, form: DependantsForm, today: date
) -> StepView:
    benefit = Benefit(claimant.benefit)
    if not needed_for(benefit):
        return _step(Step.DEPENDANTS, StepState.NOT_NEEDED, "step_no_dependants")
    currencies = {party.code: party.currency for party in desk.rulebook.parties}
    findings = check_dependants(form, benefit, contingency=_contingency(claimant), today=today, currencies=currencies)
    asked = [finding for finding in findings if finding.level is not Level.NOTE]
    if form == DependantsForm():
        return _step(Step.DEPENDANTS, StepState.NOT_YET, "step_not_yet")
    if asked:
        return _step(Step.DEPENDANTS, StepState.ATTENTION, "step_findings", count=len(asked))
    if claim is None:
        return _step(Step.DEPENDANTS, StepState.ATTENTION, "step_to_save")
    if benefit in FOR_SURVIVORS:
        return _step(Step.DEPENDANTS, StepState.DONE, "step_survivors", count=len(form.lines))
    return _step(Step.DEPENDANTS, StepState.DONE, "step_done")


def _contingency(claimant: ClaimantForm) -> date | None:
    try:
        return parse_date(claimant.contingency_date)
    except FormProblem:
        return None


def _send_step(desk: Desk, claim: Claim | None, states: tuple[StateLine, ...]) -> StepView:
    """Say who was told; where the Agreement is not in effect there is nobody to tell."""
    others = [line for line in states if not line.own and (line.in_effect or line.asked_on)]
    if claim is None:
        return _step(Step.CHECK_AND_SEND, StepState.NOT_YET, "step_not_yet")
    if not others:
        return _step(Step.CHECK_AND_SEND, StepState.NOT_NEEDED, "step_no_other_state")
    sent = [line.asked_on for line in others if line.asked_on]
    if len(sent) == len(others):
        waiting = any(
            row.type is MessageType.CLAIM_NOTICE and row.state is OutboxState.WAITING
            for row in desk.store.outbox.of_claim(claim.id)
        )
        code = "step_in_outbox" if waiting else "step_sent"
        return _step(Step.CHECK_AND_SEND, StepState.DONE, code, date=max(sent).isoformat())
    if sent:
        return _step(Step.CHECK_AND_SEND, StepState.ATTENTION, "step_sent_part", have=len(sent), need=len(others))
    return _step(Step.CHECK_AND_SEND, StepState.NOT_YET, "step_not_yet")


def _periods_step(states: tuple[StateLine, ...]) -> StepView:
    needed = _needed(states)
    have = sum(line.certificate is not None for line in needed)
    owed = any(line.owed for line in needed)
    if any(line.overdue for line in needed):
        state = StepState.ATTENTION
    elif have == len(needed) and not owed:
        state = StepState.DONE
    else:
        state = StepState.NOT_YET
    if not have and not any(line.asked_on for line in needed):
        return _step(Step.INSURANCE_PERIODS, state, "step_not_yet")
    return _step(Step.INSURANCE_PERIODS, state, "step_certificates", have=have, need=len(needed))


def _own_periods_step(states: tuple[StateLine, ...]) -> StepView:
    """Say whether an office that was asked has certified its own periods: the others are not its business."""
    own = next(line for line in states if line.own)
    if own.certificate is not None and not own.owed:
        return _step(Step.INSURANCE_PERIODS, StepState.DONE, "step_certified")
    state = StepState.ATTENTION if own.overdue else StepState.NOT_YET
    return _step(Step.INSURANCE_PERIODS, state, "step_more_owed" if own.certificate else "step_not_yet")


def _calculation_step(desk: Desk, claim: Claim | None, states: tuple[StateLine, ...]) -> StepView:
    if claim is None:
        return _step(Step.CALCULATION, StepState.NOT_YET, "step_not_yet")
    kept = desk.store.calculations.newest(claim.id)
    if kept or claim.stage in SETTLED:
        code = _stale(desk, claim, kept)
        return _step(Step.CALCULATION, StepState.ATTENTION if code else StepState.DONE, code or "step_kept")
    if all(line.certificate for line in _needed(states)):
        return _step(Step.CALCULATION, StepState.NOT_YET, "step_ready")
    return _step(Step.CALCULATION, StepState.NOT_YET, "step_not_yet")


def _decision_step(desk: Desk, claim: Claim | None) -> StepView:
    """Say how this State's decision stands; there is none to make before a calculation is kept."""
    if claim is None or desk.store.calculations.newest(claim.id) is None:
        return _step(Step.DECISION, StepState.NOT_YET, "step_not_yet")
    decided = own_kept(desk, claim.id)
    known = desk.store.proposals.about(ProposalKind.CASE_DECISION, claim.id)
    if any(each.waits for each in known):
        return _step(Step.DECISION, StepState.ATTENTION, "step_decision_waits")
    if decided is None:
        return _step(Step.DECISION, StepState.NOT_YET, "step_not_yet")
    return _step(Step.DECISION, StepState.DONE, "step_decided", version=decided.version)


def step_to_decide(desk: Desk, claim_id: str) -> Step:
    """Return the step at which a decision that is owed goes on: the calculation until one is kept."""
    return Step.DECISION if desk.store.calculations.newest(claim_id) else Step.CALCULATION


def _asked_to_decide(desk: Desk, claim: Claim, states: tuple[StateLine, ...]) -> tuple[StepView, ...]:
    """Return the steps to calculate and decide at an office that was asked: once its decision is owed."""
    owed = any(entry.kind is ObligationKind.DECISION and entry.owed_by == desk.office.code
               for entry in desk.store.obligations.of_claim(claim.id))  # fmt: skip
    if not owed and desk.store.calculations.newest(claim.id) is None:
        return ()
    return (_calculation_step(desk, claim, states), _decision_step(desk, claim))


def _stale(desk: Desk, claim: Claim, kept: StoredCalculation | None) -> str:
    """Say why what was kept is not today's result any longer; empty where it is, and once the claim is decided."""
    if kept is None or claim.stage in SETTLED:
        return ""
    if kept.made_at < claim.stage_changed_at:
        return "step_kept_before"
    return "step_kept_differs" if kept_differs(desk, claim.id) else ""


def _needed(states: tuple[StateLine, ...]) -> tuple[StateLine, ...]:
    """Return the States whose certificate is needed: those where the Agreement is in effect, or that certified."""
    return tuple(line for line in states if line.in_effect or line.certificate is not None)


def _step(step: Step, state: StepState, code: str, /, **facts: str | int) -> StepView:
    return StepView(step=step, state=state, reason=Reason(code=code, facts=facts))
