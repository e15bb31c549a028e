"""Dates are read as clerks type them; ages and weeks follow the calendar."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.domain.time import (
    Span,
    age_on,
    mondays_between,
    parse_date,
    reaches_age,
    weeks_span_can_hold,
    whole_months_between,
)
from desktop_app.foundation.problems import FormProblem


@pytest.mark.parametrize(
    "typed", ["14/6/1954", "14 Jun 1954", "14 june 1954", "1954-06-14", " 14.6.1954 ", "14jun1954"]
)
def test_a_date_is_read_day_first_in_every_usual_form(typed: str) -> None:
    assert parse_date(typed) == date(1954, 6, 14)


@pytest.mark.parametrize("typed", ["6/14/1954", "31 Apr 1990", "yesterday", "14/6/54", "1954", "29 Feb 2014"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(FormProblem) as refused:
        parse_date(typed)
    assert refused.value.code == "date_unreadable"


def test_a_year_outside_living_memory_is_refused() -> None:
    with pytest.raises(FormProblem) as refused:
        parse_date("1 Jan 1854")
    assert refused.value.code == "date_out_of_range"


def test_the_claimant_is_sixty_on_her_birthday_and_not_the_day_before() -> None:
    born = date(1954, 6, 14)
    assert age_on(born, date(2014, 6, 13)) == (59, 11)
    assert age_on(born, date(2014, 6, 14)) == (60, 0)
    assert reaches_age(born, 60) == date(2014, 6, 14)


_DAYS = st.dates(date(1920, 1, 1), date(2040, 12, 31))


@given(_DAYS, _DAYS)
@example(date(1956, 2, 29), date(2017, 2, 28))
@example(date(1956, 2, 29), date(2016, 2, 28))
@example(date(1970, 1, 31), date(1971, 4, 30))
def test_an_age_is_the_time_lived_by_the_calendar(one: date, other: date) -> None:
    born, day = min(one, other), max(one, other)
    lived = relativedelta(day, born)
    assert age_on(born, day) == (lived.years, lived.months)
    assert whole_months_between(born, day) == lived.years * 12 + lived.months


def test_a_person_born_on_leap_day_reaches_an_age_in_february() -> None:
    assert reaches_age(date(1956, 2, 29), 61) == date(2017, 2, 28)


def test_a_whole_year_holds_53_weeks_at_most() -> None:
    assert weeks_span_can_hold(date(1989, 1, 1), date(1989, 12, 31)) == 53
    assert weeks_span_can_hold(date(1989, 1, 2), date(1989, 1, 1)) == 0
    assert mondays_between(date(1990, 1, 1), date(1990, 12, 31)) == 53
    assert mondays_between(date(1989, 1, 1), date(1989, 12, 31)) == 52


def test_two_spans_share_the_days_they_both_hold() -> None:
    kingstown = Span(start=date(1994, 1, 1), end=date(1994, 7, 8))
    castries = Span(start=date(1994, 7, 4), end=date(1994, 12, 31))
    common = kingstown.overlap(castries)
    assert common == Span(start=date(1994, 7, 4), end=date(1994, 7, 8))
    assert common is not None
    assert common.days() == 5
    assert kingstown.overlap(Span(start=date(1995, 1, 1), end=date(1995, 1, 2))) is None


def test_months_between_two_days_are_whole() -> None:
    assert whole_months_between(date(2018, 6, 14), date(2020, 6, 14)) == 24
    assert whole_months_between(date(2018, 6, 14), date(2020, 6, 13)) == 23
    assert whole_months_between(date(2020, 6, 14), date(2018, 6, 14)) == 0
