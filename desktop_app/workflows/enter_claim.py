"""Enter a claim: drafts every two seconds, then the claimant and the work history as acts of their own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop_app.domain.claim_detail_forms import read_details
from desktop_app.domain.claims import Benefit, Claim, OfficeReference, Part, Stage
from desktop_app.domain.dependant_forms import (
    FOR_SURVIVORS,
    WITH_INJURY,
    DependantsForm,
    check_dependants,
    needed_for,
    read_injury,
    read_survivors,
)
from desktop_app.domain.findings import Level
from desktop_app.domain.forms import (
    ClaimantForm,
    PeriodsForm,
    check_claimant,
    check_periods,
    read_claimant,
    read_stated,
)
from desktop_app.domain.likeness import PersonFacts
from desktop_app.domain.person_records import split_names
from desktop_app.domain.persons import InsuredPerson, Sex
from desktop_app.domain.time import Certainty, parse_date
from desktop_app.foundation.problems import CaseProblem, FormProblem
from desktop_app.workflows.case_stage import bring_on, others_told
from desktop_app.workflows.case_states import states_named
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.drafts_kept import forget_part
from desktop_app.workflows.forms_kept import claimant_to_json, dependants_to_json, history_of, periods_to_json
from desktop_app.workflows.likely_same import Likeness, likely_same
from desktop_app.workflows.open_claim import ClaimView, open_claim
from desktop_app.workflows.persons_meant import joined_person, retyped_person
from desktop_app.workflows.places_kept import Place, keep_place
from desktop_app.workflows.word_effects import cancel_overtaken


def save_draft(
    desk: Desk,
    key: str,
    *,
    place: Place,
    claimant: ClaimantForm | None = None,
    history: PeriodsForm | None = None,
    record: PeriodsForm | None = None,
    dependants: DependantsForm | None = None,
    terms: Mapping[str, str] | None = None,
) -> datetime:
    """Keep what is typed, right or wrong, and where the user is; return the moment of saving.

    `terms` are what this office's certificate will say beside its rows, by name.
    """
    kept = desk.store.drafts.get(key)
    form: dict[str, Any] = dict(kept.form) if kept else {}
    if claimant is not None:
        form["claimant"] = claimant_to_json(claimant)
    if history is not None:
        form["history"] = periods_to_json(history)
    if record is not None:
        form["record"] = periods_to_json(record)
    if dependants is not None:
        form["dependants"] = dependants_to_json(dependants)
    if terms is not None:
        form["terms"] = dict(terms)
    if form:
        registered = desk.store.claims.find(key) is not None
        desk.store.drafts.save(
            key=key,
            kind="claim" if registered else "intake",
            claim_id=key if registered else None,
            form=form,
            user=desk.user.id,
        )
    keep_place(desk, place)
    return desk.clock.now()


def discard_draft(desk: Desk, key: str, reason: str) -> None:
    """Void a draft that was never registered, with a reason. Raises `CaseProblem("claim_registered")`."""
    if desk.store.claims.find(key) is not None:
        raise CaseProblem("claim_registered")
    with desk.store.act(verb="draft_discarded", user=desk.user.id, about=key, facts={}, said=reason.strip()):
        desk.store.drafts.remove(key)


def possible_matches(desk: Desk, form: ClaimantForm) -> tuple[InsuredPerson, ...]:
    """Return persons already known who may be this claimant: by number, or by name and birth date."""
    return tuple(alike.person for alike in claimants_like(desk, form))


def claimants_like(desk: Desk, form: ClaimantForm) -> tuple[Likeness, ...]:
    """Return persons already known who may be this claimant, the likeliest first, each with its reasons."""
    try:
        birth_date = parse_date(form.birth_date)
    except FormProblem:
        birth_date = None
    facts = PersonFacts(
        surname=form.surname.strip(),
        forenames=form.forenames.strip(),
        birth_date=birth_date,
        birth_certainty=Certainty(form.birth_certainty or Certainty.EXACT),
        name_at_birth=form.name_at_birth.strip(),
        other_names=split_names(form.other_names),
        numbers=tuple((state, number) for state, number in form.numbers if number.strip()),
        sex=Sex(form.sex or Sex.NOT_STATED),
        parents=form.parents.strip(),
        birth_place=form.birth_place.strip(),
    )
    return likely_same(desk, facts)


def register_claim(
    desk: Desk, key: str, form: ClaimantForm, *, person_id: str = "", match_reason: str = ""
) -> ClaimView:
    """Make a claim with a number from a draft; the person is new unless `person_id` names one already known.

    What is known of that person and was not typed stays. `match_reason` goes on the record. Raises
    `FormProblem("form_has_errors")` while the form has an error, `CaseProblem("claim_has_number")` the second time.
    """
    _refuse_errors(form, desk)
    if desk.store.claims.find(key) is not None:
        raise CaseProblem("claim_has_number")
    now = desk.clock.now()
    own = desk.office
    known = desk.store.persons.get(desk.store.persons.current(person_id)) if person_id else None
    typed = read_claimant(form, known.id if known else desk.clock.new_id())
    person = joined_person(known, typed) if known else typed
    facts = {"benefit": form.benefit, "person": "known" if known else "new"}
    with desk.store.act(verb="claim_registered", user=desk.user.id, about=key, facts=facts, said=match_reason.strip()):
        if known:
            desk.store.persons.update(person)
        else:
            desk.store.persons.add(person)
        number = desk.store.claims.next_number(own.state, now.year)
        claim = Claim(
            id=key,
            number=number,
            person_id=person.id,
            benefit=Benefit(form.benefit),
            part=Part.EXAMINING,
            stage=Stage.DRAFT,
            opened_at=now,
            stage_changed_at=now,
            examining_office=own.code,
            responsible=desk.user.id,
            filing_date=parse_date(form.filing_date),
            filing_proof=form.filing_proof.strip(),
            consent_given=form.consent,
            contingency_date=parse_date(form.contingency_date),
            applicant=form.applicant.strip(),
            states=tuple(dict.fromkeys((own.state, *(entry.state for entry in person.numbers)))),
            references=(OfficeReference(office=own.code, number=number),),
        )
        desk.store.claims.add(claim)
        desk.store.claim_details.set(claim.id, read_details(form.details, form.benefit))
        forget_part(desk, key, "claimant")
        forget_part(desk, key, "person")
    return open_claim(desk, key)


def register_matched(
    desk: Desk, key: str, form: ClaimantForm, *, person_id: str = "", match_reason: str = ""
) -> ClaimView:
    """Register a claim as `register_claim` does, once it is said whether the claimant is one of those who are alike.

    `match_reason` says why it is the person of `person_id`, or why none of `possible_matches`; it is kept. Raises as
    `register_claim`, and `CaseProblem`: `match_undecided` (names, count), `match_why_missing` for a known person.
    """
    _refuse_errors(form, desk)
    alike = possible_matches(desk, form)
    if alike and not person_id and not match_reason.strip():
        names = ", ".join(dict.fromkeys(person.name for person in alike))
        raise CaseProblem("match_undecided", names=names, count=len(alike))
    if person_id and not match_reason.strip():
        raise CaseProblem("match_why_missing")
    return register_claim(desk, key, form, person_id=person_id, match_reason=match_reason)


def enter_claimant(desk: Desk, claim_id: str, form: ClaimantForm) -> ClaimView:
    """Change a registered claim's person and dates.

    Raises `FormProblem("form_has_errors")`, `CaseProblem("filing_date_fixed")` when the filing date of a claim that
    other offices know of would move (it holds for every State), `CaseProblem("benefit_fixed")` when its benefit would
    (another benefit is another claim), and `CaseProblem("contingency_fixed")` when the day that the examining office
    told would.
    """
    _refuse_errors(form, desk)
    claim = desk.store.claims.get(claim_id)
    changed = replace(
        claim,
        benefit=Benefit(form.benefit),
        filing_date=parse_date(form.filing_date),
        filing_proof=form.filing_proof.strip(),
        consent_given=form.consent,
        contingency_date=parse_date(form.contingency_date),
        applicant=form.applicant.strip(),
    )
    _refuse_moved(desk, claim, changed)
    person = retyped_person(desk.store.persons.get(claim.person_id), read_claimant(form, claim.person_id))
    history = history_of(desk.store.periods.stated(claim_id))
    with desk.store.act(verb="claimant_entered", user=desk.user.id, about=claim_id, facts={}):
        desk.store.persons.update(person)
        desk.store.claim_details.set(claim_id, read_details(form.details, form.benefit))
        bring_on(desk, replace(changed, states=states_named(desk, changed, person, history)))
        cancel_overtaken(desk, claim_id)
        forget_part(desk, claim_id, "claimant")
    return open_claim(desk, claim_id)


def enter_history(desk: Desk, claim_id: str, form: PeriodsForm) -> ClaimView:
    """Keep the work history as the claimant tells it. Raises `FormProblem("form_has_errors")`."""
    claim = desk.store.claims.get(claim_id)
    person = desk.store.persons.get(claim.person_id)
    checked = check_periods(
        form,
        currencies={party.code: party.currency for party in desk.rulebook.parties},
        birth_date=person.birth_date,
        today=desk.clock.today(),
    )
    errors = sum(finding.level is Level.ERROR for finding in checked.findings)
    if errors:
        raise FormProblem("form_has_errors", count=errors)
    rows = read_stated(checked)
    with desk.store.act(verb="history_entered", user=desk.user.id, about=claim_id, facts={"rows": len(rows)}):
        desk.store.periods.set_stated(claim_id, rows)
        bring_on(desk, replace(claim, states=states_named(desk, claim, person, form)))
        forget_part(desk, claim_id, "history")
    return open_claim(desk, claim_id)


def enter_dependants(desk: Desk, claim_id: str, form: DependantsForm) -> ClaimView:
    """Keep who survives the insured person, and the injury, as far as the claim's benefit asks for them.

    Raises `FormProblem("form_has_errors")`, `CaseProblem("dependants_not_needed")` for another benefit.
    """
    claim = desk.store.claims.get(claim_id)
    if not needed_for(claim.benefit):
        raise CaseProblem("dependants_not_needed")
    currencies = {party.code: party.currency for party in desk.rulebook.parties}
    findings = check_dependants(
        form, claim.benefit, contingency=claim.contingency_date, today=desk.clock.today(), currencies=currencies
    )
    errors = sum(finding.level is Level.ERROR for finding in findings)
    if errors:
        raise FormProblem("form_has_errors", count=errors)
    survivors = read_survivors(form) if claim.benefit in FOR_SURVIVORS else ()
    with desk.store.act(
        verb="dependants_entered", user=desk.user.id, about=claim_id, facts={"survivors": len(survivors)}
    ):
        desk.store.dependants.set_survivors(claim_id, survivors)
        if claim.benefit in WITH_INJURY:
            desk.store.dependants.set_injury(claim_id, read_injury(form, currencies))
        forget_part(desk, claim_id, "dependants")
    return open_claim(desk, claim_id)


def _refuse_moved(desk: Desk, claim: Claim, changed: Claim) -> None:
    """Refuse to change what other offices were told and act upon."""
    if not others_told(desk, claim):
        return
    if claim.filing_date and changed.filing_date != claim.filing_date:
        raise CaseProblem("filing_date_fixed", date=claim.filing_date.isoformat())
    if changed.benefit is not claim.benefit:
        raise CaseProblem("benefit_fixed")
    if claim.part is Part.ASKED and claim.contingency_date and changed.contingency_date != claim.contingency_date:
        raise CaseProblem("contingency_fixed", date=claim.contingency_date.isoformat())


def _refuse_errors(form: ClaimantForm, desk: Desk) -> None:
    errors = sum(finding.level is Level.ERROR for finding in check_claimant(form, desk.clock.today()))
    if errors:
        raise FormProblem("form_has_errors", count=errors)
