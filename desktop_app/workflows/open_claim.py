"""Open a claim or a draft: everything its steps show, read in one go. Writes nothing but a new, empty draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim, Part, Stage
from desktop_app.domain.findings import Level, Reason
from desktop_app.domain.forms import CheckedPeriods, ClaimantForm, PeriodsForm, check_claimant, check_periods
from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.states import Party
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import CaseProblem, FormProblem
from desktop_app.store.drafts import Draft
from desktop_app.store.obligations import ObligationState
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forms_kept import (
    claimant_from_json,
    claimant_of,
    claimant_to_json,
    history_of,
    periods_from_json,
    record_of,
)
from desktop_app.workflows.own_periods import own_certificate


class Step(IntEnum):
    """The steps of a claim, with the numbers of the finished program's stepper."""

    CLAIMANT = 1
    WORK_HISTORY = 2
    CHECK_AND_SEND = 5
    INSURANCE_PERIODS = 6
    CALCULATION = 7


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLine:
    """One State of the case: its office, the person's number there, what was asked of it and what it certified."""

    state: str
    party: Party
    lane: int
    office: KnownOffice | None
    number: str
    certificate: PeriodCertificate | None
    versions: int
    asked_on: date | None
    due_on: date | None
    overdue: bool
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim or draft as its steps show it. `key` is the claim's id, the draft's before registration.

    `typed` names the parts that were typed and not yet entered: `claimant`, `history`, `record`. `responsible` is the
    name of the clerk responsible.
    """

    key: str
    claim: Claim | None
    person: InsuredPerson | None
    claimant: ClaimantForm
    history: PeriodsForm
    record: PeriodsForm
    states: tuple[StateLine, ...]
    steps: tuple[StepView, ...]
    saved_at: datetime | None
    due: date | None
    currencies: Mapping[str, str]
    today: date
    own_state: str
    typed: frozenset[str] = frozenset()
    responsible: str = ""

    def state(self, code: str) -> StateLine | None:
        """Return one State's line, None where it is not part of the case."""
        return next((line for line in self.states if line.state == code), None)


def start_claim(desk: Desk) -> ClaimView:
    """Begin a new claim: an empty draft, kept at once, dated as received today."""
    key = desk.clock.new_id()
    form = ClaimantForm(numbers=((desk.office.state, ""),), filing_date=desk.clock.today().isoformat())
    desk.store.drafts.save(
        key=key, kind="intake", claim_id=None, form={"claimant": claimant_to_json(form)}, user=desk.user.id
    )
    return open_claim(desk, key)


def open_claim(desk: Desk, key: str) -> ClaimView:
    """Return everything a claim's screen shows. Raises `CaseProblem("claim_unknown")`."""
    claim = desk.store.claims.find(key)
    draft = desk.store.drafts.get(key)
    if claim is None and draft is None:
        raise CaseProblem("claim_unknown")
    person = desk.store.persons.get(claim.person_id) if claim else None
    form = draft.form if draft else {}
    claimant = (
        claimant_from_json(form["claimant"])
        if "claimant" in form
        else claimant_of(person, claim)
        if person and claim
        else ClaimantForm()
    )
    history = periods_from_json(form["history"]) if "history" in form else _kept_history(desk, claim)
    record = periods_from_json(form["record"]) if "record" in form else _kept_record(desk, claim)
    today = desk.clock.today()
    currencies = {party.code: party.currency for party in desk.rulebook.parties}
    states = _state_lines(desk, claim, person, history, today)
    checked = check_periods(history, currencies=currencies, birth_date=_birth(person, claimant), today=today)
    return ClaimView(
        key=key,
        claim=claim,
        person=person,
        claimant=claimant,
        history=history,
        record=record,
        states=states,
        steps=_steps(desk, claim, claimant, checked, states, today),
        saved_at=_saved_at(draft, claim),
        due=min((line.due_on for line in states if line.due_on and line.certificate is None), default=None),
        currencies=currencies,
        today=today,
        own_state=desk.office.state,
        typed=frozenset(form),
        responsible=_responsible(desk, claim),
    )


def states_in_order(desk: Desk, claim: Claim | None, history: PeriodsForm) -> tuple[str, ...]:
    """Return the States of a case in the order of first insurance: certified rows first, then what was stated.

    This office's own State is always among them.
    """
    first: dict[str, int] = {}
    if claim:
        for record in desk.store.periods.current(claim.id):
            for row in record.rows:
                first[record.state] = min(first.get(record.state, row.year), row.year)
            first.setdefault(record.state, _LAST_YEAR)
    for line in history.lines:
        if line.blank or not line.state.strip():
            continue
        year = _year_hint(line.year, line.start)
        state = line.state.strip().upper()
        first[state] = min(first.get(state, year), year)
    for state in (*(claim.states if claim else ()), desk.office.state):
        first.setdefault(state, _LAST_YEAR)
    known = {party.code for party in desk.rulebook.parties}
    return tuple(sorted((state for state in first if state in known), key=lambda state: first[state]))


_LAST_YEAR = 9999


def _year_hint(year: str, start: str) -> int:
    if year.strip().isdigit():
        return int(year)
    try:
        return parse_date(start).year
    except FormProblem:
        return _LAST_YEAR


def _kept_history(desk: Desk, claim: Claim | None) -> PeriodsForm:
    return history_of(desk.store.periods.stated(claim.id)) if claim else PeriodsForm()


def _kept_record(desk: Desk, claim: Claim | None) -> PeriodsForm:
    own = desk.office.state
    certificate = own_certificate(desk, claim.id) if claim else None
    return record_of(certificate.rows, own) if certificate else PeriodsForm(single_state=own)


def _responsible(desk: Desk, claim: Claim | None) -> str:
    """Return the name of the clerk responsible, the user's own before a claim is registered."""
    if claim is None:
        return desk.user.short_name
    names = {account.user.id: account.user.short_name for account in desk.store.users.all()}
    return names.get(claim.responsible, "")


def _birth(person: InsuredPerson | None, form: ClaimantForm) -> date | None:
    if person:
        return person.birth_date
    try:
        return parse_date(form.birth_date)
    except FormProblem:
        return None


def _saved_at(draft: Draft | None, claim: Claim | None) -> datetime | None:
    if draft:
        return draft.saved_at
    return claim.stage_changed_at if claim else None


def _state_lines(
    desk: Desk, claim: Claim | None, person: InsuredPerson | None, history: PeriodsForm, today: date
) -> tuple[StateLine, ...]:
    certificates = desk.store.periods.certificates(claim.id) if claim else ()
    owed = desk.store.obligations.of_claim(claim.id) if claim else ()
    asked = {entry.owed_by: entry for entry in owed if entry.state is not ObligationState.CANCELLED}
    lines: list[StateLine] = []
    for lane, state in enumerate(states_in_order(desk, claim, history)):
        versions = [entry.certificate for entry in certificates if entry.certificate.state == state]
        newest = max(versions, key=lambda certificate: certificate.version, default=None)
        own = state == desk.office.state
        office = None if own else next(iter(desk.store.offices.of_state(state)), None)
        debtor = desk.office.code if own else office.card.office.code if office else ""
        obligation = asked.get(debtor)
        lines.append(
            StateLine(
                state=state,
                party=desk.rulebook.party(state),
                lane=lane,
                office=office,
                number=person.number_in(state) if person else "",
                certificate=newest,
                versions=len(versions),
                asked_on=obligation.asked_on if obligation else None,
                due_on=obligation.due_on if obligation else None,
                overdue=bool(obligation and obligation.open and obligation.due_on < today),
                own=own,
            )
        )
    return tuple(lines)


def _steps(
    desk: Desk,
    claim: Claim | None,
    claimant: ClaimantForm,
    checked: CheckedPeriods,
    states: tuple[StateLine, ...],
    today: date,
) -> tuple[StepView, ...]:
    periods = _periods_step(states)
    if claim and claim.part is Part.ASKED:
        return (_claimant_step(claim, claimant, today), _history_step(claim, checked), periods)
    return (
        _claimant_step(claim, claimant, today),
        _history_step(claim, checked),
        _send_step(desk, claim, states),
        periods,
        _calculation_step(claim, states),
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


def _send_step(desk: Desk, claim: Claim | None, states: tuple[StateLine, ...]) -> StepView:
    others = [line for line in states if not line.own]
    if claim is None:
        return _step(Step.CHECK_AND_SEND, StepState.NOT_YET, "step_not_yet")
    if not others:
        return _step(Step.CHECK_AND_SEND, StepState.NOT_NEEDED, "step_no_other_state")
    sent = [line.asked_on for line in others if line.asked_on]
    if len(sent) == len(others):
        waiting = any(
            row.claim_id == claim.id and row.type is MessageType.CLAIM_NOTICE for row in desk.store.outbox.waiting()
        )
        code = "step_in_outbox" if waiting else "step_sent"
        return _step(Step.CHECK_AND_SEND, StepState.DONE, code, date=max(sent).isoformat())
    if sent:
        return _step(Step.CHECK_AND_SEND, StepState.ATTENTION, "step_sent_part", have=len(sent), need=len(others))
    return _step(Step.CHECK_AND_SEND, StepState.NOT_YET, "step_not_yet")


def _periods_step(states: tuple[StateLine, ...]) -> StepView:
    have = sum(line.certificate is not None for line in states)
    if have == len(states):
        return _step(Step.INSURANCE_PERIODS, StepState.DONE, "step_certificates", have=have, need=len(states))
    if any(line.overdue for line in states):
        return _step(Step.INSURANCE_PERIODS, StepState.ATTENTION, "step_certificates", have=have, need=len(states))
    if have or any(line.asked_on for line in states):
        return _step(Step.INSURANCE_PERIODS, StepState.NOT_YET, "step_certificates", have=have, need=len(states))
    return _step(Step.INSURANCE_PERIODS, StepState.NOT_YET, "step_not_yet")


def _calculation_step(claim: Claim | None, states: tuple[StateLine, ...]) -> StepView:
    if claim and claim.stage in (Stage.DECIDED, Stage.CLOSED):
        return _step(Step.CALCULATION, StepState.DONE, "step_kept")
    if claim and all(line.certificate for line in states):
        return _step(Step.CALCULATION, StepState.NOT_YET, "step_ready")
    return _step(Step.CALCULATION, StepState.NOT_YET, "step_not_yet")


def _step(step: Step, state: StepState, code: str, /, **facts: str | int) -> StepView:
    return StepView(step=step, state=state, reason=Reason(code=code, facts=facts))
