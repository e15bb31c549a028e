"""A figure as a fact of a finding, and findings that are there only where there is something to be found."""

from datetime import date
from fractions import Fraction

import pytest

from desktop_app.calculation.award import Award
from desktop_app.calculation.engine import award
from desktop_app.calculation.ledger import fact
from desktop_app.calculation.trace import RuleTable, Unit, Value
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Level
from tests.support.cases import a_case, a_row, the_rulebook


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (40, 40),
        ("whole career", "whole career"),
        (Fraction(2220, 13), "2220/13"),
        (Fraction(26, 13), 2),
        (True, "true"),
        (False, "false"),
        (None, "none"),
        (date(2014, 6, 14), "2014-06-14"),
        (RuleTable(units=(Unit.WEEKS, Unit.PERCENT), rows=((500, 30), (550, 31))), 2),
    ],
)
def test_a_value_as_a_fact_is_plain_text_or_a_whole_number(value: Value, expected: str | int) -> None:
    found = fact(value)
    assert found == expected
    assert type(found) is type(expected)


def calculated(*rows: object, **facts: object) -> Award:
    rules = the_rulebook()
    return award(a_case(rows, **facts), rules.packs, rules.agreement)  # type: ignore[arg-type]


def test_a_rounding_that_changes_nothing_is_no_finding() -> None:
    """500 a week at 30 % are 150.00 before and after its rounding to ten cents; at 31 % 155.00."""
    rows = (*(a_row("VC", year, 52, 26_000) for year in range(1990, 1999)), a_row("LC", 2000, 52, 9_000))
    line = calculated(*rows).state("VC")
    assert line.notional.unrounded == 150
    assert "rounded_before_ratio" not in {each.code for each in line.findings}
    assert line.actual.without_rounding is None


def test_a_rounding_before_the_ratio_is_told_with_both_amounts_and_what_would_be_without() -> None:
    rows = (*(a_row("VC", year, 52, 26_010) for year in range(1990, 1999)), a_row("LC", 2000, 52, 9_000))
    line = calculated(*rows).state("VC")
    (finding,) = (each for each in line.findings if each.code == "rounded_before_ratio")
    assert (finding.level, finding.where) == (Level.NOTE, "VC")
    assert finding.facts == {
        "state": "VC",
        "currency": "XCD",
        "rounded": "150.10",
        "unrounded": "150.0577",
        "actual": "135.05",
    }
    assert line.actual.without_rounding == Fraction(26_010 * 30 * 468, 52 * 100 * 520)


def test_a_state_whose_weeks_all_gave_way_says_that_none_counts() -> None:
    whole = {"start": date(1994, 1, 1), "end": date(1994, 12, 31)}
    rows = (
        *(a_row("VC", year, 52, 26_000) for year in range(1995, 2005)),
        a_row("VC", 1994, 52, 26_000, **whole),
        a_row("GD", 1994, 0, weeks_credited=52, **whole),
    )
    line = calculated(*rows).state("GD")
    assert (line.own_weeks, line.counted_weeks) == (52, 0)
    for amount in (line.notional, line.actual):
        assert amount.reason is not None
        assert (amount.reason.code, amount.reason.facts) == ("no_weeks_count", {"state": "GD"})
    assert (line.payable.reason.code, line.payable.reason.facts) == ("no_weeks_count", {"state": "GD"})


def test_before_the_agreement_was_in_effect_nothing_is_paid_for_the_time_before() -> None:
    began = the_rulebook().agreement.parties["VC"].in_effect_from
    assert began is not None
    early = date(began.year - 1, 6, 1)
    facts = {"birth_date": date(early.year - 60, 1, 1), "contingency_date": early, "claim_date": began}
    rows = tuple(a_row("VC", year, 40, 9_000) for year in range(1987, early.year))
    line = calculated(*rows, **facts).state("VC")
    (finding,) = (each for each in line.findings if each.code == "no_payment_before")
    assert (finding.level, finding.facts) == (Level.NOTE, {"state": "VC", "date": began.isoformat()})
    on_time = calculated(*rows, **facts | {"contingency_date": began}).state("VC")
    assert "no_payment_before" not in {each.code for each in on_time.findings}
    alone = calculated(*rows, **facts, agreement_applies=False).state("VC")
    assert "no_payment_before" not in {each.code for each in alone.findings}


def test_a_benefit_that_a_state_does_not_have_is_told_in_the_words_of_its_rules() -> None:
    branch = the_rulebook().packs["AG"].benefits[Benefit.DISABLEMENT].not_provided
    assert branch is not None
    line = calculated(a_row("AG", 2004, 52), benefit=Benefit.DISABLEMENT).state("AG")
    told = {"state": "AG", "says": branch.says}
    assert (line.payable.reason.code, line.payable.reason.facts) == ("not_provided", told)
    for amount in (line.notional, line.actual, line.grant):
        assert amount.reason is not None
        assert (amount.reason.code, amount.reason.facts) == ("not_provided", told)
    institution = the_rulebook().party("AG").institution
    for condition in (line.alone, line.totalised):
        assert (condition.met, condition.reason.facts) == (False, told | {"institution": institution})


def test_too_few_weeks_for_a_grant_are_told_with_their_number() -> None:
    line = calculated(a_row("VC", 1990, 40, 9_000), a_row("LC", 1991, 52, 9_000)).state("VC")
    assert line.grant.lump_sum is None
    assert line.grant.reason is not None
    assert (line.grant.reason.code, line.grant.reason.facts) == ("grant_too_few_weeks", {"state": "VC", "weeks": 40})


def test_a_state_outside_the_agreement_whose_rules_are_not_here_says_both() -> None:
    rules = the_rulebook()
    packs = {state: pack for state, pack in rules.packs.items() if state != "SR"}
    line = award(a_case((a_row("VC", 1990, 52, 9_000), a_row("SR", 1991, 52))), packs, rules.agreement).state("SR")
    assert line.alone.reason.code == "no_rules_here"
    assert line.totalised.reason.code == "state_not_in_effect"
    assert line.payable.reason.code == "state_not_in_effect"
