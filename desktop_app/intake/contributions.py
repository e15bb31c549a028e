"""A row of an institution's file, read by a mapping: a contribution of a person, or what is wrong with the line."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.money import Money, parse_money
from desktop_app.domain.periods import PeriodType
from desktop_app.domain.persons import Sex
from desktop_app.domain.time import EARLIEST_YEAR, LATEST_YEAR, parse_date
from desktop_app.foundation.problems import FormProblem
from desktop_app.intake.mapping import DateOrder, Field, Mapping, Unit

_MONTH_FIRST: Final = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})", re.ASCII)
_WHOLE: Final = re.compile(r"(\d{1,4})(\.0+)?", re.ASCII)
_MOST: Final = {Unit.WEEKS: 53, Unit.DAYS: 366, Unit.MONTHS: 12}
_SEXES: Final = {"F": Sex.FEMALE, "FEMALE": Sex.FEMALE, "M": Sex.MALE, "MALE": Sex.MALE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One row of the file: whose it is, and what it says. `quantity` is counted in the mapping's unit."""

    line: int
    number: str
    surname: str
    forenames: str
    birth_date: date
    sex: Sex
    year: int
    start: date | None
    end: date | None
    quantity: int
    type: PeriodType
    earnings: Money | None
    earnings_class: str
    employer: str
    employer_number: str


def read_contribution(
    line: int, cells: tuple[str, ...], mapping: Mapping, today: date
) -> tuple[Contribution | None, tuple[Finding, ...]]:
    """Read one row. A row with an error is none; `where` of a finding is `lines.<line>.<field>`."""
    reading = _Reading(line, cells, mapping, today)
    return reading.contribution(), tuple(reading.findings)


class _Reading:
    """One row under way."""

    def __init__(self, line: int, cells: tuple[str, ...], mapping: Mapping, today: date) -> None:
        self.findings: list[Finding] = []
        self._line = line
        self._cells = cells
        self._mapping = mapping
        self._today = today

    def contribution(self) -> Contribution | None:
        surname, forenames = self._names()
        number = self._needed(Field.NUMBER)
        birth = self._day(Field.BIRTH_DATE, needed=True)
        start, end = self._day(Field.START), self._day(Field.END)
        year = self._year(start)
        quantity = self._quantity()
        kind = self._kind()
        earnings = self._earnings()
        if start and end and end < start:
            self._error("line_ends_before_start", Field.END)
        if birth and year is not None and year <= birth.year:
            self._error("line_before_birth", Field.YEAR, year=year)
        if self.findings or birth is None or year is None or quantity is None:
            return None
        return Contribution(
            line=self._line,
            number=number,
            surname=surname,
            forenames=forenames,
            birth_date=birth,
            sex=_SEXES.get(self._cell(Field.SEX).upper(), Sex.NOT_STATED),
            year=year,
            start=start,
            end=end,
            quantity=quantity,
            type=kind,
            earnings=earnings,
            earnings_class=self._cell(Field.EARNINGS_CLASS).upper(),
            employer=self._cell(Field.EMPLOYER),
            employer_number=self._cell(Field.EMPLOYER_NUMBER),
        )

    def _cell(self, wanted: Field) -> str:
        column = self._mapping.columns.get(wanted)
        return self._cells[column] if column is not None and column < len(self._cells) else ""

    def _needed(self, wanted: Field) -> str:
        found = self._cell(wanted)
        if not any(map(str.isalnum, found)):
            self._error("line_lacks", wanted, field=wanted.value)
        return found

    def _names(self) -> tuple[str, str]:
        if Field.SURNAME in self._mapping.columns:
            return self._needed(Field.SURNAME), self._cell(Field.FORENAMES)
        surname, _, forenames = self._needed(Field.NAME).partition(",")
        return surname.strip(), forenames.strip()

    def _day(self, wanted: Field, *, needed: bool = False) -> date | None:
        text = self._needed(wanted) if needed else self._cell(wanted)
        if not text:
            return None
        if self._mapping.date_order is DateOrder.MONTH_FIRST and (found := _MONTH_FIRST.fullmatch(text)):
            month, _, day, year = found.groups()
            read = f"{day}/{month}/{year}"
        else:
            read = text
        try:
            day = parse_date(read)
        except FormProblem:
            self._error("line_date_unreadable", wanted, text=text[:40])
            return None
        if day > self._today:
            self._error("line_in_future", wanted, date=day.isoformat())
        return day

    def _year(self, start: date | None) -> int | None:
        text = self._cell(Field.YEAR)
        if not text:
            if start is None:
                self._error("line_lacks", Field.YEAR, field=Field.YEAR.value)
            return start.year if start else None
        if not text.isascii() or not text.isdigit() or not EARLIEST_YEAR <= int(text[:9]) <= LATEST_YEAR:
            self._error("line_year_unreadable", Field.YEAR, text=text[:40])
            return None
        if int(text) > self._today.year:
            self._error("line_in_future", Field.YEAR, date=f"{int(text)}-12-31")
        return int(text)

    def _quantity(self) -> int | None:
        text = self._needed(Field.QUANTITY)
        if not text:
            return None
        most = _MOST[self._mapping.unit]
        found = _WHOLE.fullmatch(text)
        if found is None or int(found[1]) > most:
            self._error("line_quantity_unreadable", Field.QUANTITY, text=text[:40], most=most)
            return None
        return int(found[1])

    def _kind(self) -> PeriodType:
        code = self._cell(Field.TYPE).upper()
        if not code:
            return self._mapping.default_type
        kind = self._mapping.types.get(code) or PeriodType.__members__.get(code)
        if kind is None:
            self._error("line_code_unknown", Field.TYPE, text=code[:40])
        return kind or self._mapping.default_type

    def _earnings(self) -> Money | None:
        text = self._cell(Field.EARNINGS)
        if not text:
            return None
        try:
            return parse_money(text, self._mapping.currency)
        except FormProblem:
            self._error("line_money_unreadable", Field.EARNINGS, text=text[:40])
            return None

    def _error(self, code: str, wanted: Field, **facts: Fact) -> None:
        where = f"lines.{self._line}.{wanted.value}"
        self.findings.append(Finding(code=code, level=Level.ERROR, where=where, facts={"line": self._line, **facts}))
