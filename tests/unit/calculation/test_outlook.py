"""The outlook: the day on which a condition would be met, found exactly, and what one more year would bring."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.calculation.case import Case
from desktop_app.calculation.compared_figures import Figure
from desktop_app.calculation.course import course_of
from desktop_app.calculation.engine import award
from desktop_app.calculation.outlook import Outlook, When, outlook
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.foundation.problems import CaseProblem
from tests.support.cases import HENDYCE_ROWS, a_case, a_row, rows, the_rulebook
from tests.support.sample_award import sample_case

YOUNG = a_case(
    rows([("VC", 2010, 52, 9_000), ("VC", 2011, 52, 9_000), *(("GD", year, 52, 9_000) for year in range(2012, 2022))]),
    birth_date=date(1966, 3, 2),
    contingency_date=date(2024, 6, 14),
    claim_date=date(2024, 6, 14),
)


def look(case: Case, insured_in: str = "VC", years: int = 4) -> Outlook:
    rules = the_rulebook()
    return outlook(case, rules.packs, rules.agreement, insured_in=insured_in, years=years)


def is_met(case: Case, state: str) -> bool:
    rules = the_rulebook()
    return award(case, rules.packs, rules.agreement, trace=False).state(state).totalised.met is True


def test_a_condition_short_of_24_weeks_is_met_on_the_monday_of_the_24th() -> None:
    found = look(sample_case(rows(HENDYCE_ROWS)), "LC", 1)
    lc = next(line for line in found.states if line.state == "LC")
    assert lc.without.when is When.NOT_WITHIN
    assert (lc.going_on.when, lc.going_on.on, lc.going_on.weeks) == (When.ON, date(2014, 11, 24), 750)
    vc = next(line for line in found.states if line.state == "VC")
    assert (vc.without.when, vc.without.on) == (When.NOW, date(2014, 6, 14))


def test_only_the_age_is_waited_for_and_the_rule_of_that_day_counts() -> None:
    found = look(YOUNG)
    gd = next(line for line in found.states if line.state == "GD")
    assert gd.without.when is When.ON
    assert gd.without.on == date(2026, 3, 2), "60, the earliest age, with 624 of the 575 weeks of 2026"
    vc = next(line for line in found.states if line.state == "VC")
    assert vc.without.when is When.NOT_WITHIN, "624 weeks are short of the 700 that are needed from 2025 on"
    assert (vc.going_on.on, vc.going_on.weeks) == (date(2026, 3, 2), 714)


@pytest.mark.parametrize("state", ["VC", "GD"])
def test_the_day_found_is_the_first_one(state: str) -> None:
    found = next(line for line in look(YOUNG).states if line.state == state)
    course = course_of(YOUNG, "VC")
    for met, insured in ((found.without, False), (found.going_on, True)):
        if met.on is not None:
            assert is_met(course.on(met.on, insured=insured), state)
            assert not is_met(course.on(met.on - timedelta(days=1), insured=insured), state)


@settings(max_examples=8)
@given(st.integers(300, 700), st.integers(0, 500))
def test_no_day_before_the_one_found_meets_the_condition(weeks: int, shift: int) -> None:
    years = range(2023 - weeks // 52, 2023)
    periods = tuple(a_row("VC", year, 52, 9_000) for year in years)
    day = date(2024, 1, 10) + timedelta(days=shift)
    case = a_case(periods, birth_date=date(1964, 8, 20), contingency_date=day, claim_date=day)
    met = look(case, "VC", 2).states[0].going_on
    course = course_of(case, "VC")
    last = met.on or day + timedelta(days=730)
    for step in range(0, (last - day).days, 17):
        assert not is_met(course.on(day + timedelta(days=step), insured=True), "VC")
    assert (met.on is None) == (met.when is When.NOT_WITHIN)


def test_one_more_year_is_a_year_of_52_weeks_with_the_earnings_last_on_record() -> None:
    found = look(a_case(), "VC", 1)
    year = found.one_year
    assert (year.on, year.weeks) == (date(2015, 6, 14), 52)
    assert found.weekly == Money(minor=288_46, currency="XCD")
    assert year.then.totalised_weeks == year.now.totalised_weeks + 52
    assert year.later.totalised_weeks == year.now.totalised_weeks
    paid = next(each for each in year.differences if (each.state, each.figure) == ("VC", Figure.PAYABLE))
    assert paid.before.value is not None
    assert paid.after.value is not None
    assert paid.after.value > paid.before.value


def test_a_stated_total_grows_with_the_weeks() -> None:
    case = sample_case(rows(HENDYCE_ROWS))
    made = course_of(case, "VC").on(date(2015, 6, 14), insured=True)
    assert made.stated_totals[0].weeks == 286 + 52
    assert made.stated_totals[1] == case.stated_totals[1]


def test_a_year_holds_no_more_than_52_weeks_with_what_is_there() -> None:
    case = a_case((a_row("VC", 2014, 30, 5_000),))
    by_year = {row.year: row.weeks for row in course_of(case, "VC").rows_until(date(2016, 12, 31))}
    assert by_year == {2014: 22, 2015: 52, 2016: 52}


def test_without_earnings_on_record_none_are_presumed() -> None:
    course = course_of(a_case((a_row("VC", 2013, 30),)), "VC")
    assert course.weekly is None
    assert all(row.earnings is None for row in course.rows_until(date(2015, 1, 1)))


def test_a_state_whose_rules_are_not_known_says_so() -> None:
    case = a_case((*rows(HENDYCE_ROWS), a_row("SR", 2003, 52)))
    found = next(line for line in look(case, "VC", 1).states if line.state == "SR")
    assert found.without.when is When.NOT_KNOWN
    assert found.without.result.reason.code


def test_what_has_no_outlook_is_refused() -> None:
    with pytest.raises(CaseProblem, match="no_outlook"):
        look(replace(a_case(), benefit=Benefit.SURVIVORS))
    with pytest.raises(CaseProblem, match="party_unknown"):
        look(a_case(), "XX")
    with pytest.raises(CaseProblem, match="years_out_of_range"):
        look(a_case(), "VC", 41)


def test_the_same_question_has_the_same_answer() -> None:
    assert look(YOUNG, "GD", 1) == look(YOUNG, "GD", 1)
