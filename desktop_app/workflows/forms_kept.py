"""How forms are kept in a draft: as typed, as JSON, and read back whatever an older version wrote."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from desktop_app.domain.claims import Claim
from desktop_app.domain.dependant_forms import DependantsForm, SurvivorLine
from desktop_app.domain.forms import ClaimantForm, PeriodLine, PeriodsForm
from desktop_app.domain.periods import InsurancePeriod, PeriodType, StatedPeriod
from desktop_app.domain.persons import InsuredPerson

Json = dict[str, Any]  # a draft's own JSON: texts, booleans and lists of them


def claimant_to_json(form: ClaimantForm) -> Json:
    """Return the claimant's form as JSON."""
    return {**asdict(form), "numbers": [list(pair) for pair in form.numbers]}


def claimant_from_json(kept: Mapping[str, Any]) -> ClaimantForm:
    """Return the claimant's form from JSON; fields it does not name stay empty."""
    known = {entry.name for entry in fields(ClaimantForm)}
    values = {name: value for name, value in kept.items() if name in known and name != "numbers"}
    numbers = tuple((str(state), str(number)) for state, number in kept.get("numbers", []))
    return ClaimantForm(**values, numbers=numbers)


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


def claimant_of(person: InsuredPerson, claim: Claim) -> ClaimantForm:
    """Return the form that shows a registered claim's person and dates."""
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
        benefit=claim.benefit.value,
        filing_date=claim.filing_date.isoformat() if claim.filing_date else "",
        filing_proof=claim.filing_proof,
        contingency_date=claim.contingency_date.isoformat() if claim.contingency_date else "",
        consent=claim.consent_given,
        applicant=claim.applicant,
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
            )
            for row in rows
        ),
    )


def _kind_text(kind: PeriodType) -> str:
    return kind.value
