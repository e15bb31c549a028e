"""The step of a claim that names survivors and an injury: as typed, checked beside the fields, read once sound."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import ClaimSurvivor, Injury, InjuryCause, Relationship, Survivor
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.money import Money, parse_money
from desktop_app.domain.time import age_on, parse_date
from desktop_app.foundation.problems import FormProblem

_NO_CURRENCIES: Mapping[str, str] = MappingProxyType({})

YES: Final = "yes"
NO: Final = "no"
HIGHEST_DEGREE: Final = 100
ADULT: Final = 18
"""Age in completed years under which a marriage, and from which a child, is worth a second look."""

FOR_SURVIVORS: Final = frozenset({Benefit.SURVIVORS, Benefit.DEATH})
"""Benefits that are claimed by survivors; the insured person is the deceased."""

WITH_INJURY: Final = frozenset({Benefit.DISABLEMENT, Benefit.DEATH})
"""Benefits that come from an accident at work or a disease of the occupation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivorLine:
    """One survivor as typed. Dates are text; yes, no or nothing for what is not known."""

    row_id: str
    relationship: str = ""
    surname: str = ""
    forenames: str = ""
    birth_date: str = ""
    union_since: str = ""
    invalid: str = ""
    in_education: str = ""
    cares_for_child: str = ""
    dependent: str = ""
    note: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not any((self.relationship, self.surname, self.forenames, self.birth_date, self.union_since, self.note))


@dataclass(frozen=True, slots=True, kw_only=True)
class DependantsForm:
    """The whole step as typed. `degree` is text; `cause` one of `InjuryCause`."""

    lines: tuple[SurvivorLine, ...] = ()
    degree: str = ""
    cause: str = InjuryCause.ACCIDENT.value
    injury_state: str = ""
    accident_date: str = ""
    board_reference: str = ""
    weekly_earnings: str = ""


def needed_for(benefit: Benefit) -> bool:
    """Tell whether the step is needed for a benefit."""
    return benefit in FOR_SURVIVORS or benefit in WITH_INJURY


def check_dependants(
    form: DependantsForm,
    benefit: Benefit,
    *,
    contingency: date | None,
    today: date,
    currencies: Mapping[str, str] = _NO_CURRENCIES,
) -> tuple[Finding, ...]:
    """Return what is missing, wrong or doubtful; `where` is a field, or `survivors.<row_id>.<field>`.

    `contingency` is the day of death or of the disablement, None where it is not known; `currencies` maps States to
    their currencies.
    """
    found: list[Finding] = []
    if benefit in FOR_SURVIVORS:
        lines = [line for line in form.lines if not line.blank]
        if not lines:
            found.append(_finding("survivors_missing", Level.WARNING, "survivors"))
        for line in lines:
            _check_line(found, line, contingency, today)
    if benefit in WITH_INJURY:
        _check_injury(found, form, benefit, contingency, today)
        if form.weekly_earnings.strip():
            try:
                _earnings(form, currencies)
            except FormProblem as problem:
                found.append(_from_problem(problem, "weekly_earnings"))
    return tuple(found)


def read_survivors(form: DependantsForm) -> tuple[ClaimSurvivor, ...]:
    """Return the survivors of a form without errors. Raises `FormProblem` where a line cannot be read."""
    return tuple(
        ClaimSurvivor(
            survivor=Survivor(
                id=line.row_id,
                relationship=_relationship(line.relationship),
                birth_date=_day(line.birth_date),
                union_since=_day(line.union_since),
                invalid=_yes_no(line.invalid),
                in_education=_yes_no(line.in_education),
                cares_for_child=_yes_no(line.cares_for_child),
                dependent=_yes_no(line.dependent),
            ),
            surname=line.surname.strip(),
            forenames=line.forenames.strip(),
            note=line.note.strip(),
        )
        for line in form.lines
        if not line.blank
    )


def read_injury(form: DependantsForm, currencies: Mapping[str, str] = _NO_CURRENCIES) -> Injury:
    """Return the injury of a form without errors. Raises `FormProblem` where a field cannot be read."""
    return Injury(
        degree_percent=read_degree(form.degree) if form.degree.strip() else None,
        cause=InjuryCause(form.cause),
        state=form.injury_state.strip().upper(),
        accident_date=_day(form.accident_date),
        board_reference=form.board_reference.strip(),
        weekly_earnings=_earnings(form, currencies) if form.weekly_earnings.strip() else None,
    )


def _earnings(form: DependantsForm, currencies: Mapping[str, str]) -> Money:
    state = form.injury_state.strip().upper()
    if state not in currencies:
        raise FormProblem("injury_state_missing")
    return parse_money(form.weekly_earnings, currencies[state])


def read_degree(text: str) -> int:
    """Read a degree of disablement, 1 to 100 whole per cent, with or without the sign.

    Raises `FormProblem("degree_unreadable")`.
    """
    bare = text.strip().removesuffix("%").strip()
    if not bare.isascii() or not bare.isdigit() or not 1 <= int(bare) <= HIGHEST_DEGREE:
        raise FormProblem("degree_unreadable", text=text.strip())
    return int(bare)


def form_of(survivors: tuple[ClaimSurvivor, ...], injury: Injury | None) -> DependantsForm:
    """Return the form that shows what is kept."""
    told = injury or Injury()
    return DependantsForm(
        lines=tuple(_line_of(each) for each in survivors),
        degree=str(told.degree_percent) if told.degree_percent is not None else "",
        cause=told.cause.value,
        injury_state=told.state,
        accident_date=told.accident_date.isoformat() if told.accident_date else "",
        board_reference=told.board_reference,
        weekly_earnings=told.weekly_earnings.plain if told.weekly_earnings else "",
    )


def _line_of(kept: ClaimSurvivor) -> SurvivorLine:
    told = kept.survivor
    return SurvivorLine(
        row_id=told.id,
        relationship=told.relationship.value,
        surname=kept.surname,
        forenames=kept.forenames,
        birth_date=told.birth_date.isoformat() if told.birth_date else "",
        union_since=told.union_since.isoformat() if told.union_since else "",
        invalid=_word(told.invalid),
        in_education=_word(told.in_education),
        cares_for_child=_word(told.cares_for_child),
        dependent=_word(told.dependent),
        note=kept.note,
    )


def _check_line(found: list[Finding], line: SurvivorLine, contingency: date | None, today: date) -> None:
    where = f"survivors.{line.row_id}"
    relationship: Relationship | None = None
    try:
        relationship = _relationship(line.relationship)
    except FormProblem as problem:
        found.append(_from_problem(problem, f"{where}.relationship"))
    if not line.surname.strip() and not line.forenames.strip():
        found.append(_finding("survivor_without_name", Level.WARNING, f"{where}.surname"))
    birth = _date_or(found, f"{where}.birth_date", line.birth_date)
    union = _date_or(found, f"{where}.union_since", line.union_since)
    if birth is None and not line.birth_date.strip():
        found.append(_finding("survivor_without_birth_date", Level.WARNING, f"{where}.birth_date"))
    for name, day in (("birth_date", birth), ("union_since", union)):
        if day and day > today:
            found.append(_finding("date_in_future", Level.ERROR, f"{where}.{name}", date=day.isoformat()))
    found.extend(
        _finding("yes_or_no", Level.ERROR, f"{where}.{name}", text=getattr(line, name))
        for name in ("invalid", "in_education", "cares_for_child", "dependent")
        if getattr(line, name) not in (YES, NO, "")
    )
    if relationship is not None:
        _check_relationship(found, where, relationship, birth, union, contingency)


def _check_relationship(
    found: list[Finding],
    where: str,
    relationship: Relationship,
    birth: date | None,
    union: date | None,
    contingency: date | None,
) -> None:
    if relationship.spouse and union is None:
        found.append(_finding("union_not_told", Level.WARNING, f"{where}.union_since"))
    if union and contingency and union > contingency:
        found.append(_finding("union_after_death", Level.ERROR, f"{where}.union_since"))
    if union and birth and union <= birth:
        found.append(_finding("union_before_birth", Level.ERROR, f"{where}.union_since"))
    if relationship.young and birth and contingency and birth <= contingency:
        age = age_on(birth, contingency)[0]
        if age >= ADULT:
            found.append(_finding("child_of_age", Level.NOTE, f"{where}.in_education", age=age))


def _check_injury(
    found: list[Finding], form: DependantsForm, benefit: Benefit, contingency: date | None, today: date
) -> None:
    if form.degree.strip():
        try:
            read_degree(form.degree)
        except FormProblem as problem:
            found.append(_from_problem(problem, "degree"))
    elif benefit is Benefit.DISABLEMENT:
        found.append(_finding("degree_not_told", Level.WARNING, "degree"))
    day = _date_or(found, "accident_date", form.accident_date)
    if day and day > today:
        found.append(_finding("date_in_future", Level.ERROR, "accident_date", date=day.isoformat()))
    elif day and contingency and day > contingency:
        found.append(_finding("accident_after_contingency", Level.ERROR, "accident_date"))
    if not form.injury_state.strip():
        found.append(_finding("injury_state_missing", Level.WARNING, "injury_state"))


def _relationship(text: str) -> Relationship:
    try:
        return Relationship(text.strip())
    except ValueError:
        raise FormProblem("relationship_missing") from None


def _yes_no(text: str) -> bool | None:
    return {YES: True, NO: False}.get(text)


def _word(told: bool | None) -> str:
    return "" if told is None else YES if told else NO


def _day(text: str) -> date | None:
    return parse_date(text) if text.strip() else None


def _date_or(found: list[Finding], where: str, text: str) -> date | None:
    try:
        return _day(text)
    except FormProblem as problem:
        found.append(_from_problem(problem, where))
        return None


def _from_problem(problem: FormProblem, where: str) -> Finding:
    return Finding(code=problem.code, level=Level.ERROR, where=where, facts=dict(problem.facts))


def _finding(code: str, level: Level, where: str, /, **facts: Fact) -> Finding:
    return Finding(code=code, level=level, where=where, facts=facts)
