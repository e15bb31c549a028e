"""A finding on the rows of a case names the State, the row, the year and the figures its sentence needs."""

from dataclasses import replace
from datetime import date

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import StatedTotal
from desktop_app.calculation.engine import award
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.money import Money
from tests.support.cases import a_case, a_row, the_rulebook


def calculated(*rows: object, **facts: object) -> Award:
    rules = the_rulebook()
    return award(a_case(periods=rows, **facts), rules.packs, rules.agreement)


def told(found: Award, code: str, state: str = "VC") -> Finding:
    """The one finding with this code on a State."""
    (finding,) = (each for each in found.state(state).findings if each.code == code)
    return finding


def test_a_row_that_cannot_lie_before_the_contingency_says_how_many_weeks_could() -> None:
    finding = told(calculated(a_row("VC", 2014, 30)), "row_past_contingency")
    assert finding.level is Level.WARNING
    assert finding.where == "VC"
    assert finding.facts == {"state": "VC", "year": 2014, "row": "VC-2014", "weeks": 30, "holds": 24}


def test_a_row_that_just_fits_before_the_contingency_is_no_finding() -> None:
    fits = calculated(a_row("VC", 2014, 24))
    assert "row_past_contingency" not in {each.code for each in fits.state("VC").findings}


def test_weeks_are_held_by_the_days_from_the_start_of_a_row_where_it_is_known() -> None:
    row = a_row("VC", 2014, 3, start=date(2014, 6, 1), end=date(2014, 6, 30))
    assert told(calculated(row), "row_past_contingency").facts["holds"] == 2


def test_a_row_before_the_scheme_says_when_the_scheme_began() -> None:
    finding = told(calculated(a_row("VC", 1960, 10), a_row("VC", 1990, 52)), "row_before_scheme")
    assert finding.level is Level.WARNING
    began = the_rulebook().packs["VC"].scheme_start
    assert began is not None
    assert finding.facts == {"state": "VC", "year": 1960, "row": "VC-1960", "date": began.isoformat()}


def test_a_stated_total_that_differs_from_the_rows_says_both() -> None:
    found = calculated(a_row("VC", 1990, 52), stated_totals=(StatedTotal(state="VC", weeks=60),))
    finding = told(found, "stated_weeks_differ")
    assert (finding.level, finding.where) == (Level.WARNING, "VC")
    assert finding.facts == {"state": "VC", "stated": 60, "rows": 52}
    total = next(each for each in found.findings if each.code == "stated_totalised_differs")
    assert total.level is Level.WARNING
    assert total.facts == {"stated": 60, "rows": 52}
    assert found.totalised_weeks == 60


def test_a_stated_total_that_agrees_is_no_finding() -> None:
    found = calculated(a_row("VC", 1990, 52), stated_totals=(StatedTotal(state="VC", weeks=52),))
    said = {each.code for each in (*found.findings, *found.state("VC").findings)}
    assert not said & {"stated_weeks_differ", "stated_totalised_differs"}


def test_weeks_above_a_full_year_say_how_many_there_were_and_how_many_a_year_holds() -> None:
    found = calculated(a_row("VC", 1994, 40, row_id="a"), a_row("VC", 1994, 20, row_id="b"))
    year, row = told(found, "year_above_full"), told(found, "row_above_year")
    assert (year.level, row.level) == (Level.ERROR, Level.WARNING)
    assert year.facts.items() >= {"state": "VC", "year": 1994, "weeks": 60, "holds": 53}.items()
    assert row.facts == {"state": "VC", "year": 1994, "row": "a", "weeks": 7}


def test_a_year_of_fifty_three_weeks_is_full_and_not_above() -> None:
    found = calculated(a_row("VC", 1994, 40, row_id="a"), a_row("VC", 1994, 13, row_id="b"))
    assert found.state("VC").own_weeks == 53
    assert "year_above_full" not in {each.code for each in found.state("VC").findings}


def test_missing_earnings_and_earnings_in_another_currency_name_their_row() -> None:
    missing_row = a_row("VC", 1991, 52, row_id="none")
    dollars = replace(a_row("VC", 1992, 52, row_id="other"), earnings=Money(minor=1, currency="BBD"))
    found = calculated(missing_row, dollars)
    missing, other = told(found, "earnings_missing"), told(found, "earnings_in_other_currency")
    assert (missing.level, other.level) == (Level.WARNING, Level.ERROR)
    assert missing.facts.items() >= {"state": "VC", "year": 1991, "row": "none"}.items()
    assert other.facts.items() >= {"state": "VC", "year": 1992, "row": "other"}.items()


def test_a_state_with_less_than_a_year_of_weeks_is_told_with_its_weeks() -> None:
    rows = (a_row("VC", 1990, 52, 12_000), a_row("LC", 1991, 51, 12_000))
    found = calculated(*rows)
    finding = told(found, "short_own_period", "LC")
    assert finding.level is Level.WARNING
    assert finding.facts == {"state": "LC", "weeks": 51}
    assert "short_own_period" not in {each.code for each in found.state("VC").findings}
