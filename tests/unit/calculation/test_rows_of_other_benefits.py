"""A row counts for the benefits its institution certified it for, and the worksheet says why one does not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case, CertifiedAmount
from desktop_app.calculation.engine import award
from desktop_app.calculation.lost_weeks import lost_weeks
from desktop_app.calculation.recompute import disagreements
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Level
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.wording.award_words import LOST
from desktop_app.wording.findings import finding_remedy, finding_words
from desktop_app.wording.trace import label
from tests.support.cases import a_case, a_row
from tests.support.desks import rulebook

EVERY = tuple(Benefit)


def calculated(case: Case) -> Award:
    rules = rulebook()
    return award(case, rules.packs, rules.agreement)


def test_a_row_certified_for_other_benefits_is_left_out_with_its_reason() -> None:
    other = replace(a_row("VC", 1995, 30, row_id="other"), counts_for=(Benefit.SURVIVORS, Benefit.DEATH))
    case = a_case(periods=(a_row("VC", 1994, 40), other, a_row("LC", 1996, 20)))
    found = calculated(case)
    line = found.state("VC")
    assert (line.own_weeks, found.totalised_weeks) == (40, 60)
    (lost,) = {id(node): node for node in line.worksheet.walk() if node.key == "weeks_not_for_benefit"}.values()
    assert (lost.value, lost.facts["row"], label(lost)) == (30, "other", "Weeks certified for other benefits, 1995")
    assert [finding.code for finding in lost.findings] == ["row_not_for_benefit"]
    (gone,) = lost_weeks(found, case.periods)
    assert (gone.row, gone.weeks, LOST[gone.finding.code]) == (other, 30, "certified for other benefits")
    assert not disagreements(line.worksheet)


def test_without_that_row_the_calculation_is_the_same() -> None:
    other = replace(a_row("VC", 1995, 30, row_id="other"), counts_for=(Benefit.INVALIDITY,))
    rest = (a_row("VC", 1994, 40), a_row("LC", 1996, 20))
    with_it, without = calculated(a_case(periods=(*rest, other))), calculated(a_case(periods=rest))
    assert [(each.state, each.own_weeks) for each in with_it.states] == [
        (each.state, each.own_weeks) for each in without.states
    ]
    assert with_it.totalised_weeks == without.totalised_weeks


@pytest.mark.parametrize("raises", [(), (Benefit.INVALIDITY,)])
def test_weeks_that_do_not_raise_the_amount_are_named(raises: tuple[Benefit, ...]) -> None:
    row = replace(a_row("VC", 1994, 40, row_id="flat"), raises_amount=raises)
    found = calculated(a_case(periods=(row, a_row("LC", 1996, 20))))
    (noted,) = [each for each in found.state("VC").findings if each.code == "row_not_raising"]
    assert (noted.facts["row"], noted.facts["weeks"], found.state("VC").own_weeks) == ("flat", 40, 40)


def _with_flat_row() -> Case:
    plain = a_case()
    return replace(plain, periods=(replace(plain.periods[0], raises_amount=()), *plain.periods[1:]))


def test_weeks_that_raise_no_amount_count_and_the_worksheet_asks_for_the_certified_amount() -> None:
    plain, found = calculated(a_case()), calculated(_with_flat_row())
    before, line = plain.state("VC"), found.state("VC")
    assert (line.own_weeks, found.totalised_weeks) == (before.own_weeks, plain.totalised_weeks)
    assert (line.notional, line.actual) == (before.notional, before.actual)
    (said,) = [each for each in line.findings if each.code == "amount_not_raised"]
    assert (said.facts["weeks"], said.level) == (14, Level.WARNING)
    assert "14 weeks counted in the amount do not raise it" in finding_words(said)
    assert "certifies" in finding_remedy(said)
    marked = {node.key for node in line.worksheet.walk() if said in node.findings}
    assert marked == {"actual_amount", "grant"}
    rows = {node.facts["row"] for node in line.worksheet.walk() if node.key == "row_weeks" and node.findings}
    assert rows == {"VC-1988"}
    assert not disagreements(line.worksheet)
    assert not [each for each in found.state("LC").findings if each.code == "amount_not_raised"]


def test_an_amount_that_its_institution_certified_is_asked_for_no_more() -> None:
    money = Money(minor=35_00, currency="XCD")
    certified = CertifiedAmount(state="VC", certificate="VC-1", notional=money, actual=money)
    found = calculated(replace(_with_flat_row(), certified=(certified,)))
    assert "amount_not_raised" not in {each.code for each in found.state("VC").findings}
    only_notional = replace(certified, actual=None)
    asked = calculated(replace(_with_flat_row(), certified=(only_notional,))).state("VC")
    assert [each.code for each in asked.findings].count("amount_not_raised") == 1


_rows = st.lists(
    st.builds(
        lambda at, state, year, weeks: a_row(state, year, weeks, row_id=f"row-{at}"),
        st.integers(0, 10_000),
        st.sampled_from(("VC", "LC", "GD")),
        st.integers(1985, 2013),
        st.integers(1, 53),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row.row_id,
)


@given(_rows)
def test_rows_that_count_for_every_benefit_calculate_as_rows_that_say_nothing(rows: list[InsurancePeriod]) -> None:
    plain = calculated(a_case(periods=tuple(rows)))
    said = calculated(
        a_case(periods=tuple(replace(row, counts_for=EVERY, raises_amount=EVERY) for row in rows)),
    )
    assert said == plain
