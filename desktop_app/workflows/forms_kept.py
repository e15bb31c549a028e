"""How forms are kept in a draft: as typed, as JSON, and read back whatever an older version wrote."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from desktop_app.domain.claim_detail_forms import DetailsForm, DocumentLine, details_form
from desktop_app.domain.claim_details import NOTHING_SAID, ClaimDetails
from desktop_app.domain.claims import Claim
from desktop_app.domain.dependant_forms import NO, YES, DependantsForm, SurvivorLine
from desktop_app.domain.forms import NONE, ClaimantForm, PeriodLine, PeriodsForm
from desktop_app.domain.periods import InsurancePeriod, PeriodType, StatedPeriod
from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.time import Certainty

Json = dict[str, Any]  # a draft's own JSON: texts, booleans and lists of them


def claimant_to_json(form: ClaimantForm) -> Json:
    """Return the claimant's form as JSON."""
    details = asdict(form.details)
    details |= {"also_claimed": list(form.details.also_claimed), "documents": list(details["documents"])}
    details["not_to_ask"] = [list(pair) for pair in form.details.not_to_ask]
    return {**asdict(form), "numbers": [list(pair) for pair in form.numbers], "details": details}


def claimant_from_json(kept: Mapping[str, Any]) -> ClaimantForm:
    """Return the claimant's form from JSON; fields it does not name stay empty."""
    known = {entry.name for entry in fields(ClaimantForm)} - {"numbers", "details"}
    values = {name: value for name, value in kept.items() if name in known}
    numbers = tuple((str(state), str(number)) for state, number in kept.get("numbers", []))
    return ClaimantForm(**values, numbers=numbers, details=_details_from_json(kept.get("details", {})))


def _details_from_json(kept: Mapping[str, Any]) -> DetailsForm:
    lists = {"also_claimed", "not_to_ask", "documents"}
    known = {entry.name for entry in fields(DetailsForm)} - lists
    columns = {entry.name for entry in fields(DocumentLine)}
    return DetailsForm(
        **{name: value for name, value in kept.items() if name in known},
        also_claimed=tuple(str(code) for code in kept.get("also_claimed", [])),
        not_to_ask=tuple((str(state), str(reason)) for state, reason in kept.get("not_to_ask", [])),
        documents=tuple(
            DocumentLine(**{name: value for name, value in line.items() if name in columns})
            for line in kept.get("documents", [])
        ),
    )


def periods_to_json(form: PeriodsForm) -> Json:
    """Return a period grid as JSON."""
    return {"single_state": form.single_state, "lines": [asdict(line) for line in form.lines]}


def periods_from_json(kept: Mapping[str, Any]) -> PeriodsForm:
    """Return a period grid from JSON; columns it does not name stay empty."""
    known = {entry.name for entry in fields(PeriodLine)}
    lines = tuple(
        PeriodLine(**{name: value for name, value in line.items() if name in known}) for line in kept.get("lines", [])
    )
    return PeriodsForm(lines=lines, single_state=str(kept.get("single_state", "")))


def claimant_of(person: InsuredPerson, claim: Claim, details: ClaimDetails = NOTHING_SAID) -> ClaimantForm:
    """Return the form that shows a registered claim's person and dates."""
    return replace(
        claimant_of_person(person),
        benefit=claim.benefit.value,
        filing_date=claim.filing_date.isoformat() if claim.filing_date else "",
        filing_proof=claim.filing_proof,
        contingency_date=claim.contingency_date.isoformat() if claim.contingency_date else "",
        consent=claim.consent_given,
        applicant=claim.applicant,
        details=details_form(details),
    )


def claimant_of_person(person: InsuredPerson) -> ClaimantForm:
    """Return the form of a new claim for a person already known."""
    return ClaimantForm(
        surname=person.surname,
        forenames=person.forenames,
        name_at_birth=person.name_at_birth,
        other_names=person.other_names,
        birth_date=person.birth_date.isoformat(),
        birth_certainty=person.birth_certainty.value,
        sex=person.sex.value,
        nationality=person.nationality,
        birth_place=person.birth_place,
        address=person.address,
        phone=person.phone,
        email=person.email,
        numbers=tuple((entry.state, entry.number) for entry in person.numbers),
        parents=person.parents,
    )


def dependants_to_json(form: DependantsForm) -> Json:
    """Return the step of survivors and injury as JSON."""
    return {**asdict(form), "lines": [asdict(line) for line in form.lines]}


def dependants_from_json(kept: Mapping[str, Any]) -> DependantsForm:
    """Return the step of survivors and injury from JSON; fields it does not name stay empty."""
    known = {entry.name for entry in fields(DependantsForm)} - {"lines"}
    columns = {entry.name for entry in fields(SurvivorLine)}
    lines = tuple(
        SurvivorLine(**{name: value for name, value in line.items() if name in columns})
        for line in kept.get("lines", [])
    )
    return DependantsForm(lines=lines, **{name: value for name, value in kept.items() if name in known})


def history_of(rows: tuple[StatedPeriod, ...]) -> PeriodsForm:
    """Return the grid that shows a kept work history."""
    return PeriodsForm(
        lines=tuple(
            PeriodLine(
                row_id=row.row_id,
                state=row.state,
                year=str(row.year) if row.year is not None else "",
                start=row.start.isoformat() if row.start else "",
                end=row.end.isoformat() if row.end else "",
                employer=row.employer,
                kind=_kind_text(row.type),
                weeks=str(row.weeks) if row.weeks is not None else "",
                earnings=row.earnings.plain if row.earnings else "",
                remark=row.remark,
                employer_number=row.employer_number,
                occupation=row.occupation,
                start_certainty="" if row.start_certainty is Certainty.EXACT else row.start_certainty.value,
                end_certainty="" if row.end_certainty is Certainty.EXACT else row.end_certainty.value,
                open_ended=YES if row.open_ended else "",
                proof=row.proof,
            )
            for row in rows
        )
    )


def record_of(rows: tuple[InsurancePeriod, ...], state: str) -> PeriodsForm:
    """Return the grid that shows an institution's own rows."""
    return PeriodsForm(
        single_state=state,
        lines=tuple(
            PeriodLine(
                row_id=row.row_id,
                state=row.state,
                year=str(row.year),
                start=row.start.isoformat() if row.start else "",
                end=row.end.isoformat() if row.end else "",
                employer=row.employer,
                kind=_kind_text(row.type),
                weeks=str(row.weeks),
                earnings=row.earnings.plain if row.earnings else "",
                earnings_class=row.earnings_class,
                remark=row.note,
                employer_number=row.employer_number,
                insured_class=row.insured_class.value if row.insured_class else "",
                counts_for=" ".join(row.counts_for),
                raises_amount="" if row.raises_amount is None else " ".join(row.raises_amount) or NONE,
                ceiling_reached={True: YES, False: NO, None: ""}[row.ceiling_reached],
            )
            for row in rows
        ),
    )


def _kind_text(kind: PeriodType) -> str:
    return kind.value
