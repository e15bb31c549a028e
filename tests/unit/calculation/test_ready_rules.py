"""What cases of the same days share changes no result and no finding."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case
from desktop_app.calculation.engine import award
from desktop_app.calculation.pack import CaseDays
from desktop_app.calculation.ready_rules import ready, rules_of_span
from desktop_app.calculation.settled import settle
from desktop_app.domain.claims import Benefit
from desktop_app.domain.persons import Sex
from desktop_app.foundation.places import resource
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.case_file import read_case
from desktop_app.workflows.consult_rules import load_rulebook

SAMPLES = (
    "hendyce-2014",
    "invalidity-2014",
    "survivors-2014",
    "disablement-2014",
    "death-benefit-2014",
    "overlaps-2014",
)


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook()


def _first_of_its_days(case: Case, rules: Rulebook) -> Award:
    """Calculate a case as if no other had been calculated before."""
    rules_of_span.cache_clear()
    settle.cache_clear()
    ready.cache_clear()
    return award(case, rules.packs, rules.agreement)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_case_is_the_same_whatever_was_calculated_before_it(sample: str, rules: Rulebook) -> None:
    case = read_case(resource("samples", f"{sample}.json").read_bytes(), rules.agreement)
    without = replace(case, agreement_applies=False)
    younger = replace(case, birth_date=case.birth_date + timedelta(days=900))
    expected = _first_of_its_days(case, rules)
    _first_of_its_days(without, rules)
    for other in (without, younger, case):
        award(other, rules.packs, rules.agreement)
    assert award(case, rules.packs, rules.agreement) == expected
    assert award(younger, rules.packs, rules.agreement) == _first_of_its_days(younger, rules)


@pytest.mark.parametrize("state", ["AG", "GD", "LC", "TT", "VC"])
def test_a_case_beside_a_change_of_the_rules_is_the_same_whatever_was_calculated_before_it(
    state: str, rules: Rulebook
) -> None:
    case = read_case(resource("samples", "hendyce-2014.json").read_bytes(), rules.agreement)
    case = replace(case, periods=tuple(replace(row, state=state) for row in case.periods))
    changes = [date.fromordinal(day) for day in ready(rules.packs[state].benefits[case.benefit]).changes]
    days = [change + timedelta(days=more) for change in changes if change > date(2002, 1, 1) for more in (-1, 0, 30)]
    cases = [replace(case, contingency_date=day, claim_date=day + timedelta(days=20)) for day in days]
    expected = [_first_of_its_days(each, rules) for each in cases]
    assert [award(each, rules.packs, rules.agreement) for each in (*cases, *cases)] == [*expected, *expected]


def test_a_span_ends_where_a_value_does(rules: Rulebook) -> None:
    benefit = rules.packs["VC"].benefits[Benefit.AGE]
    known = ready(benefit)

    def span(contingency: date, claim: date, birth: date = date(1951, 3, 1)) -> object:
        days = CaseDays(contingency=contingency, claim=claim, birth=birth)
        return known.span(days, Sex.FEMALE, date(1987, 1, 5))

    last, first = date(2015, 12, 31), date(2016, 1, 1)  # Saint Vincent's qualifying table ends with 2015
    assert span(last, last) == span(last - timedelta(days=20), last)
    assert span(first, first) != span(last, last)
    assert span(last, first) != span(last - timedelta(days=1), first)
    assert span(last, last, date(1950, 1, 5)) != span(last, last, date(1950, 1, 6))


def test_the_rules_of_a_benefit_are_made_ready_once(rules: Rulebook) -> None:
    benefit = next(iter(rules.packs["VC"].benefits.values()))
    assert ready(benefit) is ready(benefit)


def test_a_step_of_single_figures_knows_where_each_is_kept(rules: Rulebook) -> None:
    benefit = next(iter(rules.packs["VC"].benefits.values()))
    known = ready(benefit)
    assert known.steps["enough_weeks"].takes == (("weeks", True, None), ("qualifying", False, None))
    assert known.steps["weekly_pension"].takes == (
        ("average_weekly_earnings", False, known.steps["average_weekly_earnings"]),
        ("rate", True, known.steps["rate"]),
    )
    assert known.steps["best_years_total"].takes is None
