"""People near their pensionable age who have insurance in other States and claimed no age pension: whom to write to."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from desktop_app.calculation.pack import Basis, DatedValue, Member, Parameter
from desktop_app.domain.claims import Benefit
from desktop_app.domain.persons import Sex
from desktop_app.domain.reports import Bar, Report, ReportColumn, ReportKind, ReportNote, Value
from desktop_app.domain.time import reaches_age
from desktop_app.store.report_figures import NearPerson
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.rights import may
from desktop_app.workflows.veil import covers

NAMED: Final = "outreach_listed"
"""The right to the list with names; and the line of the journal when it is printed or exported."""

_AGE: Final = "pensionable_age"
_AFTER: Final = 120
"""Months after the pensionable age for which somebody who never claimed still stands in the list."""

_MONTHS: Final = 12
_TURNS: Final = 3
_C = ReportColumn
_LISTED: Final = (
    _C.PERSON, _C.BIRTH_DATE, _C.PENSION_DAY, _C.STATES, _C.KNOWN, _C.WEEKS_HERE, _C.WEEKS_ELSEWHERE, _C.RULE,
    _C.CONFIDENCE,
)  # fmt: skip
_COUNTED: Final = (_C.YEAR, _C.STATES, _C.PERSONS)
"""What who may not see names is shown instead."""


@covers
def outreach(desk: Desk, ahead: int) -> Report:
    """Return who reaches this State's pensionable age within some months, or reached it, and did not claim.

    Names only for those whose work is claims, and never of a protected case that its reader may not see.
    """
    parameter = _parameter(desk)
    if parameter is None:
        return _made(desk, ahead, (), (ReportNote.LAW_UNKNOWN,))
    today = desk.clock.today()
    ages = [_months(value) for value in parameter.values]
    first = _back(today, max(ages) + _AFTER)
    last = _back(today, min(ages) - ahead)
    named = may(desk.store, desk.user.id, NAMED)
    notes = [] if named else [ReportNote.WITHOUT_NAMES]
    rows: list[tuple[Value, ...]] = []
    for person in desk.store.report_figures.near(desk.office.state, first, last):
        if desk.store.protections.hides(person_id=person.id):
            notes.append(ReportNote.PROTECTED_LEFT_OUT)
            continue
        day, value = _reaches(parameter, person, today)
        if day is not None and not _back(today, _AFTER) <= day <= _back(today, -ahead):
            continue
        confidence = value.authority.confidence if value else None
        sure = confidence.value if confidence else ""
        name = f"{person.surname}, {person.forenames}"
        why = " ".join(each.value for each in person.why)
        weeks = (person.weeks_here or None, person.weeks or None)
        rows.append((name, person.birth_date, day, " ".join(person.states), why, *weeks, _rule(value), sure))
    rows.sort(key=lambda row: str(row[_LISTED.index(_C.PENSION_DAY)] or "9999"))
    if any(row[_LISTED.index(_C.CONFIDENCE)] == "low" for row in rows):
        notes.append(ReportNote.LAW_UNSURE)
    return _made(desk, ahead, tuple(rows), tuple(dict.fromkeys(notes)), named=named)


def _made(
    desk: Desk, ahead: int, rows: tuple[tuple[Value, ...], ...], notes: tuple[ReportNote, ...], *, named: bool = True
) -> Report:
    at = _LISTED.index(_C.STATES)
    states = Counter(state for row in rows for state in str(row[at]).split())
    columns: tuple[ReportColumn, ...] = _LISTED
    if not named:
        columns, rows = _COUNTED, tuple(_counted(rows))
    bars = tuple(Bar(label=((_C.STATE, state),), values=(count,)) for state, count in sorted(states.items()))
    return Report(
        kind=ReportKind.OUTREACH, made_on=desk.clock.today(), columns=columns, rows=rows, series=(_C.PERSONS,),
        bars=bars, ahead=ahead, notes=notes,
    )  # fmt: skip


def _counted(rows: tuple[tuple[Value, ...], ...]) -> Iterator[tuple[Value, ...]]:
    """Count persons by year and States: the very day would tell a birth date, and whose row it is."""
    day, states = _LISTED.index(_C.PENSION_DAY), _LISTED.index(_C.STATES)
    reached = ((row[day], str(row[states])) for row in rows)
    years = Counter((when.year if isinstance(when, date) else 0, where) for when, where in reached)
    for (year, where), count in sorted(years.items()):
        yield (year or None, where, count)


def _parameter(desk: Desk) -> Parameter | None:
    pack = desk.rulebook.packs.get(desk.office.state)
    rules = pack.benefits.get(Benefit.AGE) if pack else None
    found = rules.parameters.get(_AGE) if rules else None
    return (
        found
        if found and all(isinstance(value.fields.get("value"), int | Fraction) for value in found.values)
        else None
    )


def _reaches(parameter: Parameter, person: NearPerson, today: date) -> tuple[date | None, DatedValue | None]:
    """Return the day on which a person reaches the age that holds for them; None where the rules do not tell."""
    member = Member(birth=person.birth_date, sex=Sex(person.sex))
    if parameter.basis is Basis.BIRTH:
        value = parameter.on(person.birth_date, member=member)
        return (_reached(person.birth_date, value) if value else None, value)
    day, value = today, None
    for _turn in range(_TURNS):
        value = parameter.on(day, member=member)
        if value is None:
            return None, None
        day = _reached(person.birth_date, value)
    return day, value


def _rule(value: DatedValue | None) -> str:
    """Return the age in months and the source it stands in, for the words of the list; empty where none holds."""
    if value is None:
        return ""
    source = next(iter(value.authority.sources), None)
    return f"{_months(value)} {source.title if source else ''}".strip()


def _reached(birth_date: date, value: DatedValue) -> date:
    return reaches_age(birth_date, *divmod(_months(value), _MONTHS))


def _months(value: DatedValue) -> int:
    years = value.fields["value"]
    return int(Fraction(years) * _MONTHS) if isinstance(years, int | Fraction) else 0


def _back(day: date, months: int) -> date:
    """Return the day some months before (after, where negative), the month's last where it has no such day."""
    at = day.year * _MONTHS + day.month - 1 - months
    year, month = divmod(at, _MONTHS)
    return next(date(year, month + 1, each) for each in range(day.day, 0, -1) if _is_day(year, month + 1, each))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
