"""Calculate a claim from what is certified, and let a person settle what the Agreement or the sources leave open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case, CertifiedAmount, Origin, StatedTotal
from desktop_app.calculation.engine import award
from desktop_app.calculation.other_readings import explained_award
from desktop_app.calculation.pack import OpenPoint
from desktop_app.calculation.trace import Confidence
from desktop_app.domain.claims import Benefit, Claim, Stage
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependant_forms import WITH_INJURY
from desktop_app.domain.dependants import Disablement
from desktop_app.domain.persons import InsuredPerson
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.calculation_record import keep_record, rests_on
from desktop_app.workflows.case_choices import (
    CERTIFIED_AMOUNT,
    READING,
    STATED_TOTAL,
    CaseChoices,
    certified_option,
    choices_of,
    keep_choice,
    stated_total_option,
)
from desktop_app.workflows.case_json import KeptCase
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office, states_awaited
from desktop_app.workflows.settle_points import OfficeSettings, office_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOption:
    """Another reading of a State's rules: its id, the pack's own words for it, and how sure its source is."""

    id: str
    words: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingChoice:
    """A State whose sources disagree: the reading in use (empty: the institution's own) and the others."""

    state: str
    chosen: str
    options: tuple[ReadingOption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationView:
    """A calculation as the screen shows it. `missing` are States whose certificate has not come.

    `names` are the survivors' names by their place in the claim; `points` the Agreement's open points by their id.
    """

    claim: Claim
    person: InsuredPerson
    case: Case
    award: Award
    law_as_of: date
    lanes: tuple[str, ...]
    missing: tuple[str, ...]
    readings: tuple[ReadingChoice, ...]
    decisions: tuple[OfficerDecision, ...]
    stated_totals: tuple[StatedTotal, ...]
    kept_at: datetime | None
    kept_differs: bool
    names: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, OpenPoint] = field(default_factory=dict)


def calculate_claim(desk: Desk, claim_id: str) -> CalculationView:
    """Calculate a claim from the certificates that are in. Writes nothing.

    Raises `CaseProblem("nothing_certified")` while no certificate is in, `CaseProblem("no_periods_certified")` where
    those that are in say that there are no periods.
    """
    claim = desk.store.claims.get(claim_id)
    person = desk.store.persons.get(claim.person_id)
    choices = choices_of(desk, claim_id)
    case = _case(desk, claim, person, choices)
    result = explained_award(case, desk.rulebook.packs, desk.rulebook.agreement)
    kept = desk.store.calculations.newest(claim_id)
    lanes = tuple(line.state for line in result.states)
    return CalculationView(
        claim=claim,
        person=person,
        case=case,
        award=result,
        law_as_of=case.contingency_date,
        lanes=lanes,
        missing=states_awaited(desk, claim),
        readings=tuple(
            ReadingChoice(state=state, chosen=choices.readings.get(state, ""), options=options)
            for state in lanes
            if (options := _readings(desk, state, claim.benefit))
        ),
        decisions=choices.decisions,
        stated_totals=choices.stated_totals,
        kept_at=kept.made_at if kept else None,
        kept_differs=kept is not None and not rests_on(kept, case, result),
        names={each.survivor.id: each.name for each in desk.store.dependants.survivors(claim_id) if each.name},
        points=desk.rulebook.agreement.points,
    )


def kept_differs(desk: Desk, claim_id: str) -> bool:
    """Tell whether the newest kept calculation rests on other data, settings or rules than today's would.

    False where none is kept, and where nothing can be calculated today. Writes nothing.
    """
    kept = desk.store.calculations.newest(claim_id)
    if kept is None:
        return False
    try:
        case = case_of(desk, claim_id)
        result = award(case, desk.rulebook.packs, desk.rulebook.agreement, trace=False)
    except CaseProblem:
        return False
    return not rests_on(kept, case, result)


def case_of(desk: Desk, claim_id: str, settled: OfficeSettings | None = None) -> Case:
    """Return what a calculation of a claim would be about. Raises `CaseProblem` as `calculate_claim` does.

    `settled` are the office's settings of today, where they were read already for many claims.
    """
    claim = desk.store.claims.get(claim_id)
    return _case(desk, claim, desk.store.persons.get(claim.person_id), choices_of(desk, claim_id), settled)


def keep_calculation(desk: Desk, claim_id: str) -> CalculationView:
    """Keep the calculation with its worksheet and the digests of all it used; it is re-read later, never recomputed."""
    view = calculate_claim(desk, claim_id)
    kept = KeptCase(
        case=view.case,
        person=view.person.name,
        number=view.claim.number,
        survivors=view.names,
        parties={state: desk.rulebook.party(state).name for state in view.lanes},
    )
    with desk.store.act(
        verb="calculation_kept", user=desk.user.id, about=claim_id, facts={"weeks": view.award.totalised_weeks}
    ):
        keep_record(desk, claim_id, kept, view.award)
        if view.claim.stage in (Stage.DRAFT, Stage.NOTIFIED, Stage.COLLECTING):
            bring_on(desk, view.claim)
    return calculate_claim(desk, claim_id)


def choose_reading(desk: Desk, claim_id: str, state: str, reading: str, reason: str) -> CalculationView:
    """Use another reading of a State's rules for this case, with a reason; empty goes back to the institution's own."""
    keep_choice(desk, claim_id, point=READING, state=state, option=reading, reason=reason)
    return calculate_claim(desk, claim_id)


def decide_point(desk: Desk, claim_id: str, *, point: str, state: str, option: str, reason: str) -> CalculationView:
    """Decide an open point of the Agreement for one State of this case, with a reason.

    Raises `CaseProblem("option_unknown")`, `CaseProblem("reason_missing")`.
    """
    known = desk.rulebook.agreement.points.get(point)
    if known is None or option not in known.options:
        raise CaseProblem("option_unknown")
    keep_choice(desk, claim_id, point=point, state=state, option=option, reason=reason)
    return calculate_claim(desk, claim_id)


def withdraw_decision(desk: Desk, claim_id: str, *, point: str, state: str, reason: str) -> CalculationView:
    """Take back a decision or another choice of this case, with a reason; both stay on the record."""
    keep_choice(desk, claim_id, point=point, state=state, option="", reason=reason)
    return calculate_claim(desk, claim_id)


def state_total(desk: Desk, claim_id: str, total: StatedTotal, reason: str) -> CalculationView:
    """Take a State's published totals as given in this case, marked so on the worksheet."""
    keep_choice(desk, claim_id, point=STATED_TOTAL, state=total.state, option=stated_total_option(total), reason=reason)
    return calculate_claim(desk, claim_id)


def enter_certified_amount(desk: Desk, claim_id: str, amount: CertifiedAmount, reason: str) -> CalculationView:
    """Enter amounts that an institution certified itself, where its law is not known here."""
    keep_choice(
        desk, claim_id, point=CERTIFIED_AMOUNT, state=amount.state, option=certified_option(amount), reason=reason
    )
    return calculate_claim(desk, claim_id)


def _readings(desk: Desk, state: str, benefit: Benefit) -> tuple[ReadingOption, ...]:
    """Return the other readings of a State's rules for a benefit."""
    return tuple(
        ReadingOption(id=option.id, words=option.words, confidence=option.confidence)
        for option in desk.rulebook.reading_options(state, benefit)
    )


def _case(
    desk: Desk, claim: Claim, person: InsuredPerson, choices: CaseChoices, settled: OfficeSettings | None = None
) -> Case:
    if claim.filing_date is None or claim.contingency_date is None:
        raise CaseProblem("claim_has_errors", count=1)
    records = sorted(
        desk.store.periods.current(claim.id), key=lambda record: min((row.year for row in record.rows), default=9999)
    )
    rows = [row for record in records for row in record.rows]
    if not records:
        raise CaseProblem("nothing_certified")
    if not rows:
        raise CaseProblem("no_periods_certified")
    settled = settled or office_settings(desk, desk.clock.today())
    return Case(
        benefit=claim.benefit,
        birth_date=person.birth_date,
        sex=person.sex,
        contingency_date=claim.contingency_date,
        claim_date=claim.filing_date,
        state_of_claim=state_of_office(desk, claim.examining_office) or desk.office.state,
        periods=tuple(rows),
        origins={
            record.state: Origin(
                certificate=record.certificate_number, version=record.version, certified_on=record.certified_on
            )
            for record in records
        },
        certified=choices.certified,
        decisions=choices.decisions,
        settings=settled.options,
        setting_notes=settled.notes,
        readings=choices.readings,
        stated_totals=choices.stated_totals,
        survivors=tuple(each.survivor for each in desk.store.dependants.survivors(claim.id)),
        disablement=_disablement(desk, claim),
    )


def _disablement(desk: Desk, claim: Claim) -> Disablement | None:
    """Return the degree of the injury; at a death only where the pension follows it is it asked for."""
    injury = desk.store.dependants.injury(claim.id) if claim.benefit in WITH_INJURY else None
    return injury.disablement if injury is not None else None
