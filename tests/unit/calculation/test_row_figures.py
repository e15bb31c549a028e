from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from desktop_app.calculation.pack import (
    CLASS_OF_ROW,
    WEEKLY_EARNINGS_OF_ROW,
    WEEKS_OF_ROW,
    Basis,
    DatedValue,
    Parameter,
)
from desktop_app.calculation.row_figures import RowFigures, row_figures
from desktop_app.calculation.trace import Authority, AuthorityKind
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod, PeriodType
from tests.support.cases import a_row

ORIGIN = Authority(kind=AuthorityKind.ENTERED, state="TT", reference="periods")
CHANGE = date(2008, 1, 7)


def the_row(*rows: InsurancePeriod) -> RowFigures:
    (found,) = row_figures(rows, "TTD", ORIGIN, with_rows=True)
    return found


def paid(year: int = 2008, weeks: int = 52, **facts: Any) -> InsurancePeriod:
    return replace(a_row("TT", year, weeks), **facts)


def a_change(day: date) -> Parameter:
    authority = Authority(kind=AuthorityKind.RULE, state="TT", reference="classes")
    spans = ((None, date.fromordinal(day.toordinal() - 1), 1), (day, None, 2))
    values = tuple(
        DatedValue(fields={"value": value}, units={}, start=start, end=end, authority=authority)
        for start, end, value in spans
    )
    return Parameter(name="classes", basis=Basis.CONTINGENCY, values=values)


def test_a_row_has_its_class_weeks_and_weekly_earnings() -> None:
    figures = the_row(paid(earnings_class=" ix ", earnings=Money(minor=5_200_000, currency="TTD"))).figures
    assert figures[CLASS_OF_ROW].value == "IX"
    assert figures[WEEKS_OF_ROW].value == 52
    assert figures[WEEKLY_EARNINGS_OF_ROW].value == 1000


def test_weekly_earnings_are_exact() -> None:
    row = paid(weeks=7, earnings=Money(minor=10_000, currency="TTD"))
    assert the_row(row).figures[WEEKLY_EARNINGS_OF_ROW].value == Fraction(100, 7)


def test_neither_class_nor_earnings_is_not_known_and_says_so() -> None:
    figures = the_row(paid()).figures
    for name in (CLASS_OF_ROW, WEEKLY_EARNINGS_OF_ROW):
        assert figures[name].value is None
        assert [finding.code for finding in figures[name].findings] == ["row_class_missing"]


def test_earnings_in_another_currency_are_not_known() -> None:
    figure = the_row(paid(earnings=Money(minor=100, currency="XCD"))).figures[WEEKLY_EARNINGS_OF_ROW]
    assert figure.value is None
    assert figure.findings[0].code == "earnings_in_other_currency"


def test_credited_weeks_are_no_row() -> None:
    assert row_figures([paid(type=PeriodType.CSI)], "TTD", ORIGIN, with_rows=True) == ()
    assert row_figures([paid(weeks=0, weeks_credited=10)], "TTD", ORIGIN, with_rows=True) == ()


@pytest.mark.parametrize(
    ("year", "middle"),
    [(2008, date(2008, 7, 3)), (1980, date(1980, 7, 3)), (2016, date(2016, 6, 30))],
)
def test_a_year_stands_on_its_middle_day(year: int, middle: date) -> None:
    assert the_row(paid(year)).middle == middle


def test_a_change_on_the_first_monday_of_a_year_lies_in_no_row() -> None:
    assert the_row(paid(2008)).across(a_change(CHANGE)) is None
    assert the_row(paid(2007)).across(a_change(CHANGE)) is None


def test_a_change_within_the_row_is_told() -> None:
    assert the_row(paid(1980)).across(a_change(date(1980, 8, 11))) == date(1980, 8, 11)


def test_two_rows_that_meet_at_the_change_are_not_across_it() -> None:
    change = a_change(date(1980, 8, 11))
    assert the_row(paid(1980, 31, start=date(1980, 1, 7), end=date(1980, 8, 10))).across(change) is None
    assert the_row(paid(1980, 20, start=date(1980, 8, 11), end=date(1980, 12, 31))).across(change) is None


def test_a_span_without_a_monday_stands_on_its_first_day() -> None:
    assert the_row(paid(2020, 1, start=date(2020, 6, 16), end=date(2020, 6, 19))).middle == date(2020, 6, 16)
