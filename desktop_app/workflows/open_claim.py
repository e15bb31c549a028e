"""Open a claim or a draft: everything its steps show, read in one go. Writes nothing but a new, empty draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from desktop_app.domain.claims import Claim
from desktop_app.domain.dependant_forms import DependantsForm, form_of
from desktop_app.domain.forms import ClaimantForm, PeriodsForm, check_periods
from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.proposals import WORDS, ProposalKind
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import CaseProblem, FormProblem
from desktop_app.store.drafts import Draft
from desktop_app.workflows.case_states import StateLine, state_lines
from desktop_app.workflows.claim_steps import Step, StepState, StepView, steps_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forms_kept import (
    claimant_from_json,
    claimant_of,
    claimant_to_json,
    dependants_from_json,
    history_of,
    periods_from_json,
    record_of,
)
from desktop_app.workflows.own_periods import own_certificate
from desktop_app.workflows.read_rules import earnings_classes
from desktop_app.workflows.works_alone import works_alone

__all__ = ["ClaimView", "StateLine", "Step", "StepState", "StepView", "open_claim", "start_claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim or draft as its steps show it. `key` is the claim's id, the draft's before registration.

    `typed` names the parts that were typed and not yet entered: `claimant`, `history`, `record`, `dependants`, `terms`.
    `terms` are what the own certificate will say beside its rows, by name, as typed. `responsible` is the name of the
    clerk responsible. `classes` are the earnings classes of the own State's law, none where it does not insure by them.
    `chosen` is the person of the register for whom a draft was begun, None for none.
    `waits` are the kinds of what waits for a second person; `alone`: nobody else works here.
    """

    key: str
    claim: Claim | None
    person: InsuredPerson | None
    claimant: ClaimantForm
    history: PeriodsForm
    record: PeriodsForm
    dependants: DependantsForm
    states: tuple[StateLine, ...]
    steps: tuple[StepView, ...]
    saved_at: datetime | None
    due: date | None
    currencies: Mapping[str, str]
    today: date
    own_state: str
    typed: frozenset[str] = frozenset()
    responsible: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    waits: frozenset[ProposalKind] = frozenset()
    alone: bool = True
    chosen: InsuredPerson | None = None

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
        else claimant_of(person, claim, desk.store.claim_details.get(claim.id))
        if person and claim
        else ClaimantForm()
    )
    history = periods_from_json(form["history"]) if "history" in form else _kept_history(desk, claim)
    record = periods_from_json(form["record"]) if "record" in form else _kept_record(desk, claim)
    dependants = dependants_from_json(form["dependants"]) if "dependants" in form else kept_dependants(desk, claim)
    today = desk.clock.today()
    currencies = {party.code: party.currency for party in desk.rulebook.parties}
    states = state_lines(desk, claim, person, history, today)
    checked = check_periods(history, currencies=currencies, birth_date=_birth(person, claimant), today=today)
    return ClaimView(
        key=key,
        claim=claim,
        person=person,
        claimant=claimant,
        history=history,
        record=record,
        dependants=dependants,
        states=states,
        steps=steps_of(desk, claim, claimant, checked, dependants, states, today),
        saved_at=_saved_at(draft, claim),
        due=min((line.due_on for line in states if line.due_on and line.owed), default=None),
        currencies=currencies,
        today=today,
        own_state=desk.office.state,
        typed=frozenset(form),
        responsible=_responsible(desk, claim),
        chosen=desk.store.persons.find(str(form["person"])) if "person" in form and claim is None else None,
        waits=frozenset(kind for kind in WORDS if claim and _waits(desk, kind, claim.id)),
        alone=works_alone(desk),
        classes=earnings_classes(desk.rulebook.packs.get(desk.office.state)),
        terms={str(name): str(value) for name, value in form.get("terms", {}).items()},
    )


def _waits(desk: Desk, kind: ProposalKind, claim_id: str) -> bool:
    return any(proposal.waits for proposal in desk.store.proposals.about(kind, claim_id))


def _kept_history(desk: Desk, claim: Claim | None) -> PeriodsForm:
    return history_of(desk.store.periods.stated(claim.id)) if claim else PeriodsForm()


def kept_dependants(desk: Desk, claim: Claim | None) -> DependantsForm:
    """Return the survivors and the injury that were entered, as the form that shows them."""
    if claim is None:
        return DependantsForm()
    return form_of(desk.store.dependants.survivors(claim.id), desk.store.dependants.injury(claim.id))


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
