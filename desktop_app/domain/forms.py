"""Forms: what was typed, as typed, valid or not, and the checks that run while it is typed.

A form is never refused: `check_*` return findings beside the fields, `read_*` give domain values once no error is left.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from desktop_app.domain.claim_detail_forms import NO_DETAILS, DetailsForm, check_details
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import NO, YES
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.money import Money, parse_money
from desktop_app.domain.periods import InsurancePeriod, InsuredClass, PeriodType, StatedPeriod
from desktop_app.domain.persons import InsuranceNumber, InsuredPerson, Sex
from desktop_app.domain.time import WEEKS_IN_YEAR, Certainty, Span, age_on, parse_date, weeks_span_can_hold
from desktop_app.foundation.problems import FormProblem

MOST_WEEKS_IN_YEAR: Final = 53
OLDEST_AGE: Final = 115

NONE: Final = "none"
"""What a choice of several says where none of them is meant; nothing chosen is the empty text."""

_CLASS: Final = re.compile(r"[A-Z0-9]{1,8}", re.ASCII)
"""How a class is written: Roman in Trinidad and Tobago."""

_KINDS: Final[Mapping[str, PeriodType]] = MappingProxyType(
    {
        "": PeriodType.EMP,
        "employed": PeriodType.EMP,
        "self-employed": PeriodType.SEL,
        "self employed": PeriodType.SEL,
        "voluntary": PeriodType.VOL,
        "credited": PeriodType.OTH,
        "sickness": PeriodType.CSI,
        "maternity": PeriodType.CMA,
        "injury": PeriodType.CIN,
        "unemployment": PeriodType.CUN,
        "invalidity": PeriodType.CIV,
        "starting credits": PeriodType.CST,
        "provident fund": PeriodType.NPF,
        "residence": PeriodType.RES,
        "other": PeriodType.OTH,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimantForm:
    """Step 1 as typed. `numbers` are (State, number) pairs in the order entered; dates are text.

    For survivors the person is the deceased, the contingency the day of death, and `applicant` who claims. `parents`
    are their names. `details` is what else the notices say.
    """

    surname: str = ""
    forenames: str = ""
    name_at_birth: str = ""
    other_names: str = ""
    birth_date: str = ""
    birth_certainty: str = Certainty.EXACT.value
    sex: str = Sex.NOT_STATED.value
    nationality: str = ""
    birth_place: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    benefit: str = Benefit.AGE.value
    filing_date: str = ""
    filing_proof: str = ""
    contingency_date: str = ""
    consent: bool = False
    applicant: str = ""
    parents: str = ""
    details: DetailsForm = NO_DETAILS


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLine:
    """One row of a period grid as typed, in the work history and in an institution's own record alike.

    `earnings_class` is typed in the own record of a State that insures by classes. From `employer_number` on stands
    what is typed as details of a row: of the work history, and from `insured_class` on of the own record, where
    `counts_for` and `raises_amount` are codes of benefits with blanks between them (`none` for none of them).
    """

    row_id: str
    state: str = ""
    year: str = ""
    start: str = ""
    end: str = ""
    employer: str = ""
    kind: str = ""
    weeks: str = ""
    earnings: str = ""
    earnings_class: str = ""
    remark: str = ""
    employer_number: str = ""
    occupation: str = ""
    start_certainty: str = ""
    end_certainty: str = ""
    open_ended: str = ""
    proof: str = ""
    insured_class: str = ""
    counts_for: str = ""
    raises_amount: str = ""
    ceiling_reached: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was typed (the State alone does not count)."""
        return not any((self.year, self.start, self.end, self.employer, self.weeks, self.earnings, self.earnings_class))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodsForm:
    """All rows of a period grid as typed. `single_state` is set where every row is of one State (its own record)."""

    lines: tuple[PeriodLine, ...] = ()
    single_state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLine:
    """A line read as far as it can be: None where nothing was typed or it cannot be read."""

    line: PeriodLine
    state: str
    year: int | None
    start: date | None
    end: date | None
    type: PeriodType
    weeks: int | None
    earnings: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPeriods:
    """The lines as read, their findings (`rows.<row_id>.<column>`, `year.<year>`), and weeks by year and State."""

    lines: tuple[CheckedLine, ...]
    findings: tuple[Finding, ...]
    year_weeks: Mapping[int, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.level is Level.ERROR for finding in self.findings)


def read_kind(text: str) -> PeriodType:
    """Read a kind of period: its code (`EMP`) or its word (`Employed`).

    Raises `FormProblem("kind_unreadable")`.
    """
    bare = text.strip()
    if bare.upper() in PeriodType.__members__:
        return PeriodType[bare.upper()]
    try:
        return _KINDS[bare.lower()]
    except KeyError:
        raise FormProblem("kind_unreadable", text=bare) from None


def read_weeks(text: str) -> int:
    """Read whole weeks, 0 to 53. Raises `FormProblem("weeks_unreadable")` or `FormProblem("weeks_above_year")`."""
    bare = text.strip()
    if not bare.isascii() or not bare.isdigit():
        raise FormProblem("weeks_unreadable", text=bare)
    weeks = int(bare)
    if weeks > MOST_WEEKS_IN_YEAR:
        raise FormProblem("weeks_above_year", weeks=weeks, holds=WEEKS_IN_YEAR)
    return weeks


def check_claimant(form: ClaimantForm, today: date) -> tuple[Finding, ...]:
    """Return what is missing, wrong or doubtful in step 1; `where` names the field."""
    found = [
        _finding("field_missing", Level.ERROR, name, field=name)
        for name in ("surname", "forenames", "birth_date", "filing_date", "contingency_date")
        if not getattr(form, name).strip()
    ]
    dates = {name: _date_or(found, name, getattr(form, name)) for name in _CLAIMANT_DATES}
    birth, filing, contingency = (dates[name] for name in _CLAIMANT_DATES)
    if birth and birth > today:
        found.append(_finding("date_in_future", Level.ERROR, "birth_date", date=birth.isoformat()))
    elif birth and age_on(birth, today)[0] > OLDEST_AGE:
        found.append(_finding("age_unlikely", Level.WARNING, "birth_date", age=age_on(birth, today)[0]))
    if filing and filing > today:
        found.append(_finding("date_in_future", Level.ERROR, "filing_date", date=filing.isoformat()))
    if birth and contingency and contingency <= birth:
        found.append(_finding("contingency_before_birth", Level.ERROR, "contingency_date"))
    if not form.numbers or not any(number.strip() for _, number in form.numbers):
        found.append(_finding("numbers_missing", Level.WARNING, "numbers"))
    nowhere = next((number.strip() for state, number in form.numbers if number.strip() and not state.strip()), "")
    if nowhere:
        found.append(_finding("number_without_state", Level.ERROR, "numbers", number=nowhere))
    if form.benefit in _CLAIMED_BY_OTHERS and not form.applicant.strip():
        found.append(_finding("applicant_missing", Level.WARNING, "applicant"))
    found.extend(check_details(form.details, form.benefit, today))
    if form.sex == Sex.NOT_STATED.value:
        found.append(_finding("sex_not_stated", Level.WARNING, "sex"))
    if not form.consent:
        found.append(_finding("consent_missing", Level.WARNING, "consent"))
    return tuple(found)


_CLAIMANT_DATES: Final = ("birth_date", "filing_date", "contingency_date")
_CLAIMED_BY_OTHERS: Final = frozenset({Benefit.SURVIVORS.value, Benefit.DEATH.value})


def read_claimant(form: ClaimantForm, person_id: str) -> InsuredPerson:
    """Return the person of a form without errors. Raises `FormProblem` where a date cannot be read."""
    return InsuredPerson(
        id=person_id,
        surname=form.surname.strip(),
        forenames=form.forenames.strip(),
        birth_date=parse_date(form.birth_date),
        birth_certainty=Certainty(form.birth_certainty),
        sex=Sex(form.sex),
        name_at_birth=form.name_at_birth.strip(),
        other_names=form.other_names.strip(),
        nationality=form.nationality.strip(),
        birth_place=form.birth_place.strip(),
        parents=form.parents.strip(),
        address=form.address.strip(),
        phone=form.phone.strip(),
        email=form.email.strip(),
        death_date=parse_date(form.contingency_date) if form.benefit in _CLAIMED_BY_OTHERS else None,
        numbers=tuple(
            InsuranceNumber(state=state, number=number.strip()) for state, number in form.numbers if number.strip()
        ),
    )


def check_periods(
    form: PeriodsForm, *, currencies: Mapping[str, str], birth_date: date | None, today: date
) -> CheckedPeriods:
    """Read and check every line of a period grid.

    `currencies` maps the code of every State that may be named to its currency.
    """
    found: list[Finding] = []
    lines = tuple(
        _check_line(found, line, form.single_state or line.state.strip().upper(), currencies, today)
        for line in form.lines
        if not line.blank
    )
    for line in lines:
        _check_line_dates(found, line, birth_date)
    years = _year_weeks(lines)
    for year, by_state in sorted(years.items()):
        together = sum(by_state.values())
        if together > WEEKS_IN_YEAR and (together > MOST_WEEKS_IN_YEAR or len(by_state) > 1):
            found.append(
                _finding(
                    "year_above_52",
                    Level.WARNING,
                    f"year.{year}",
                    year=year,
                    weeks=together,
                    states=len(by_state),
                    parts=" + ".join(str(weeks) for weeks in by_state.values()),
                )
            )
    found.extend(_overlaps(lines))
    return CheckedPeriods(lines=lines, findings=tuple(found), year_weeks=years)


def read_stated(checked: CheckedPeriods) -> tuple[StatedPeriod, ...]:
    """Return the work history of a checked form without errors."""
    return tuple(
        StatedPeriod(
            row_id=line.line.row_id,
            state=line.state,
            year=line.year,
            start=line.start,
            end=line.end,
            employer=line.line.employer.strip(),
            type=line.type,
            weeks=line.weeks,
            earnings=line.earnings,
            remark=line.line.remark,
            employer_number=line.line.employer_number.strip(),
            occupation=line.line.occupation.strip(),
            start_certainty=Certainty(line.line.start_certainty or Certainty.EXACT),
            end_certainty=Certainty(line.line.end_certainty or Certainty.EXACT),
            open_ended=line.line.open_ended == YES,
            proof=line.line.proof.strip(),
        )
        for line in checked.lines
    )


def read_record(checked: CheckedPeriods) -> tuple[InsurancePeriod, ...]:
    """Return an institution's own rows of a checked form.

    Raises `FormProblem("record_incomplete")` for a row without a year or without weeks.
    """
    rows: list[InsurancePeriod] = []
    for line in checked.lines:
        if line.year is None or line.weeks is None:
            raise FormProblem("record_incomplete", row=line.line.row_id)
        credited = line.type.credited
        rows.append(
            InsurancePeriod(
                row_id=line.line.row_id,
                state=line.state,
                year=line.year,
                weeks_paid=0 if credited else line.weeks,
                weeks_credited=line.weeks if credited else 0,
                start=line.start,
                end=line.end,
                type=line.type,
                earnings=line.earnings,
                earnings_class=line.line.earnings_class.strip().upper(),
                employer=line.line.employer.strip(),
                employer_number=line.line.employer_number.strip(),
                note=line.line.remark,
                insured_class=InsuredClass(line.line.insured_class) if line.line.insured_class else None,
                counts_for=_benefits(line.line.counts_for),
                raises_amount=_benefits(line.line.raises_amount) if line.line.raises_amount else None,
                ceiling_reached={YES: True, NO: False}.get(line.line.ceiling_reached),
            )
        )
    return tuple(rows)


def _benefits(text: str) -> tuple[Benefit, ...]:
    return () if text == NONE else tuple(Benefit(code) for code in text.split())


def _check_line(
    found: list[Finding], line: PeriodLine, state: str, currencies: Mapping[str, str], today: date
) -> CheckedLine:
    where = f"rows.{line.row_id}"
    if not state:
        found.append(_finding("state_missing", Level.ERROR, f"{where}.state"))
    elif state not in currencies:
        found.append(_finding("state_unknown", Level.ERROR, f"{where}.state", text=state))
    start = _date_or(found, f"{where}.start", line.start)
    end = _date_or(found, f"{where}.end", line.end)
    for name, day in (("start", start), ("end", end)):
        if day and day > today:
            found.append(_finding("date_in_future", Level.ERROR, f"{where}.{name}", date=day.isoformat()))
    year = _year_of(found, where, line, start, end)
    kind = PeriodType.EMP
    weeks: int | None = None
    earnings: Money | None = None
    try:
        kind = read_kind(line.kind)
    except FormProblem as problem:
        found.append(_from_problem(problem, f"{where}.kind"))
    if line.weeks.strip():
        try:
            weeks = read_weeks(line.weeks)
        except FormProblem as problem:
            found.append(_from_problem(problem, f"{where}.weeks"))
    if line.earnings.strip():
        try:
            earnings = parse_money(line.earnings, currencies.get(state, "XCD"))
        except FormProblem as problem:
            found.append(_from_problem(problem, f"{where}.earnings"))
    if line.earnings_class.strip() and not _CLASS.fullmatch(line.earnings_class.strip().upper()):
        text = line.earnings_class.strip()
        found.append(_finding("class_unreadable", Level.ERROR, f"{where}.earnings_class", text=text))
    return CheckedLine(
        line=line, state=state, year=year, start=start, end=end, type=kind, weeks=weeks, earnings=earnings
    )


def _year_of(found: list[Finding], where: str, line: PeriodLine, start: date | None, end: date | None) -> int | None:
    text = line.year.strip()
    if not text:
        if start and end and start.year == end.year:
            return start.year
        if not (start and end):
            found.append(_finding("year_or_dates_missing", Level.ERROR, f"{where}.year"))
        return None
    if not text.isascii() or not text.isdigit() or not 1900 <= int(text) <= 2100:  # noqa: PLR2004 the years a record can name
        found.append(_finding("year_unreadable", Level.ERROR, f"{where}.year", text=text))
        return None
    year = int(text)
    for name, day in (("start", start), ("end", end)):
        if day and day.year != year:
            found.append(
                _finding("date_outside_year", Level.WARNING, f"{where}.{name}", date=day.isoformat(), year=year)
            )
    return year


def _check_line_dates(found: list[Finding], line: CheckedLine, birth_date: date | None) -> None:
    where = f"rows.{line.line.row_id}"
    if line.start and line.end:
        if line.end < line.start:
            found.append(_finding("ends_before_start", Level.ERROR, f"{where}.end"))
        elif line.weeks is not None and line.weeks > (holds := weeks_span_can_hold(line.start, line.end)):
            found.append(
                _finding("more_weeks_than_span", Level.WARNING, f"{where}.weeks", weeks=line.weeks, holds=holds)
            )
    if birth_date and line.start and line.start <= birth_date:
        found.append(_finding("period_before_birth", Level.ERROR, f"{where}.start"))


def _year_weeks(lines: tuple[CheckedLine, ...]) -> Mapping[int, Mapping[str, int]]:
    years: dict[int, dict[str, int]] = {}
    for line in lines:
        if line.year is not None and line.weeks is not None:
            by_state = years.setdefault(line.year, {})
            by_state[line.state] = by_state.get(line.state, 0) + line.weeks
    return years


def _overlaps(lines: tuple[CheckedLine, ...]) -> list[Finding]:
    dated = [
        (line, Span(start=line.start, end=line.end))
        for line in lines
        if line.start and line.end and line.start <= line.end and not line.line.remark
    ]
    found: list[Finding] = []
    for place, (first, span) in enumerate(dated):
        for second, other in dated[place + 1 :]:
            if common := span.overlap(other):
                found.append(
                    _finding(
                        "dates_overlap",
                        Level.WARNING,
                        f"rows.{second.line.row_id}.start",
                        first=first.state,
                        second=second.state,
                        first_row=first.line.row_id,
                        start=common.start.isoformat(),
                        end=common.end.isoformat(),
                        days=common.days(),
                    )
                )
    return found


def _date_or(found: list[Finding], where: str, text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return parse_date(text)
    except FormProblem as problem:
        found.append(_from_problem(problem, where))
        return None


def _from_problem(problem: FormProblem, where: str) -> Finding:
    return Finding(code=problem.code, level=Level.ERROR, where=where, facts=dict(problem.facts))


def _finding(code: str, level: Level, where: str, /, **facts: Fact) -> Finding:
    return Finding(code=code, level=level, where=where, facts=facts)
