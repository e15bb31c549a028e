"""What must always hold, whatever the career (see the calculation's own rules)."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case
from desktop_app.calculation.engine import award
from desktop_app.calculation.recompute import disagreements, recomputed
from desktop_app.calculation.trace import AuthorityKind
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod, PeriodType
from tests.support.cases import NISSVG, a_case, proportional, the_rulebook

STATES = ("VC", "LC", "GD")
PAID = (PeriodType.EMP, PeriodType.SEL, PeriodType.VOL)


@st.composite
def periods(draw: st.DrawFn, *, dated: bool = True) -> tuple[InsurancePeriod, ...]:
    """A career: up to thirty rows of three States, some of them dated, some credited, years that may clash."""
    made = []
    for number in range(draw(st.integers(1, 30))):
        state = draw(st.sampled_from(STATES))
        year = draw(st.integers(1984, 2013))
        weeks = draw(st.integers(0, 52))
        credited = draw(st.integers(0, 52 - weeks)) if draw(st.booleans()) else 0
        has_dates = dated and draw(st.booleans())
        made.append(
            InsurancePeriod(
                row_id=f"r{number:02d}",
                state=state,
                year=year,
                weeks_paid=weeks,
                weeks_credited=credited,
                start=date(year, 1, 1) if has_dates else None,
                end=date(year, draw(st.integers(1, 12)), 28) if has_dates else None,
                type=draw(st.sampled_from(PAID)),
                earnings=Money(minor=draw(st.integers(0, 4_000_000)), currency="XCD"),
            )
        )
    return tuple(made)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case with this or that reading, decision, contingency and age."""
    day = date(draw(st.sampled_from((2014, 2017, 2020, 2023))), 6, 14)
    return a_case(
        draw(periods()),
        birth_date=date(day.year - draw(st.integers(58, 66)), 6, 14),
        contingency_date=day,
        claim_date=day,
        readings=draw(st.sampled_from(({}, dict(NISSVG)))),
        decisions=tuple(proportional(state) for state in draw(st.sets(st.sampled_from(STATES)))),
    )


@st.composite
def cases_with_an_even_row(draw: st.DrawFn) -> tuple[Case, InsurancePeriod]:
    """A case and one row of it whose weeks and earnings can all be halved."""
    case = draw(cases())
    at = draw(st.integers(0, len(case.periods) - 1))
    row = case.periods[at]
    earned = row.earnings.minor if row.earnings is not None else 0
    even = replace(
        row,
        weeks_paid=row.weeks_paid // 2 * 2,
        weeks_credited=row.weeks_credited // 2 * 2,
        earnings=Money(minor=earned // 2 * 2, currency="XCD"),
    )
    return replace(case, periods=(*case.periods[:at], even, *case.periods[at + 1 :])), even


def result(case: Case, *, trace: bool = False) -> Award:
    rulebook = the_rulebook()
    return award(case, rulebook.packs, rulebook.agreement, trace=trace)


@given(cases())
def test_the_actual_amount_never_exceeds_the_notional_one(case: Case) -> None:
    for line in result(case).states:
        if line.actual.weekly is not None and line.notional.weekly is not None:
            assert line.actual.weekly.minor <= line.notional.weekly.minor


@given(cases())
def test_the_shares_of_all_states_sum_to_one(case: Case) -> None:
    found = result(replace(case, decisions=tuple(proportional(state) for state in STATES)))
    assume(found.totalised_weeks)
    assert sum(line.counted_weeks for line in found.states) == found.totalised_weeks
    if all(line.share for line in found.states):
        assert sum(Fraction(*line.share) for line in found.states if line.share) == 1


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(case: Case, shuffle: object) -> None:
    rows = list(case.periods)
    shuffle.shuffle(rows)  # type: ignore[attr-defined]
    assert result(replace(case, periods=tuple(rows)), trace=True) == result(case, trace=True)


def _found_before() -> tuple[Case, InsurancePeriod]:
    """A year that is over full: which weeks stayed once hung on how many a row had."""

    def row(row_id: str, state: str, weeks: int, end: date | None) -> InsurancePeriod:
        start = date(1984, 1, 1) if end else None
        nothing = Money(minor=0, currency="XCD")
        return InsurancePeriod(
            row_id=row_id, state=state, year=1984, weeks_paid=weeks, start=start, end=end, earnings=nothing
        )

    dated = row("r16", "VC", 36, date(1984, 9, 28))
    return a_case((dated, row("r21", "VC", 18, None), row("r22", "LC", 4, date(1984, 1, 28)))), dated


@given(cases_with_an_even_row())
@example(_found_before())
def test_a_row_split_into_two_equal_halves_changes_nothing(given_case: tuple[Case, InsurancePeriod]) -> None:
    case, row = given_case
    assert row.earnings is not None
    halves = [
        replace(
            row,
            row_id=row.row_id + side,
            weeks_paid=row.weeks_paid // 2,
            weeks_credited=row.weeks_credited // 2,
            earnings=Money(minor=row.earnings.minor // 2, currency="XCD"),
        )
        for side in "ab"
    ]
    split = tuple(each for each in case.periods if each is not row) + tuple(halves)
    for one, other in zip(result(case).states, result(replace(case, periods=split)).states, strict=True):
        assert (one.state, one.counted_weeks, one.share) == (other.state, other.counted_weeks, other.share)
        assert (one.notional, one.actual, one.local, one.grant) == (
            other.notional,
            other.actual,
            other.local,
            other.grant,
        )
        assert one.payable == other.payable


@given(cases(), st.integers(0, 29), st.integers(1, 20))
def test_more_weeks_never_lower_entitlement(case: Case, which: int, more: int) -> None:
    at = which % len(case.periods)
    row = case.periods[at]
    grown = [*case.periods[:at], replace(row, weeks_paid=row.weeks_paid + more), *case.periods[at + 1 :]]
    before, after = result(case), result(replace(case, periods=tuple(grown)))
    assert after.totalised_weeks >= before.totalised_weeks
    for line in before.states:
        if line.alone.met:
            assert after.state(line.state).alone.met
        if line.totalised.met:
            assert after.state(line.state).totalised.met


@given(cases())
def test_taking_the_agreement_away_leaves_exactly_the_local_amounts(case: Case) -> None:
    with_it, without = result(case), result(replace(case, agreement_applies=False))
    for line in without.states:
        assert line.local == with_it.state(line.state).local
        assert line.payable.weekly == line.local.weekly
        assert line.actual.weekly is None
        assert line.notional.weekly is None


@given(cases())
def test_entitled_alone_is_entitled_by_totalisation(case: Case) -> None:
    for line in result(case).states:
        assert not line.alone.met or line.totalised.met


@given(cases(), st.integers(2, 7))
def test_amounts_scale_with_earnings_where_no_minimum_bites(case: Case, times: int) -> None:
    richer = tuple(
        replace(row, earnings=Money(minor=row.earnings.minor * times, currency="XCD"))
        for row in case.periods
        if row.earnings is not None
    )
    for line in result(case).states:
        other = result(replace(case, periods=richer)).state(line.state)
        if line.notional.unrounded is not None:
            assert other.notional.unrounded == line.notional.unrounded * times
        if line.actual.unrounded is not None and line.actual.without_rounding is None and line.state != "VC":
            assert other.actual.unrounded == line.actual.unrounded * times


@given(cases())
def test_the_worksheet_of_any_case_recomputes_to_its_own_result(case: Case) -> None:
    found = result(case, trace=True)
    assert disagreements(found.worksheet) == ()
    for line in found.states:
        weekly = line.payable.weekly
        assert recomputed(line.worksheet) == (weekly.units if weekly is not None else None)
        assert line.worksheet.key == "payable_amount"


@given(cases())
def test_every_figure_with_an_authority_resolves_to_a_real_source(case: Case) -> None:
    rulebook = the_rulebook()
    provisions = {each.article or each.id for each in rulebook.agreement.provisions.values()}
    for node in result(case, trace=True).worksheet.walk():
        authority = node.authority
        match authority.kind:
            case AuthorityKind.RULE:
                pack = rulebook.packs[authority.state]
                assert authority.sources
                assert all(pack.sources[source.id] == source for source in authority.sources)
                assert authority.confidence is not None
            case AuthorityKind.AGREEMENT:
                assert authority.reference in provisions
                assert authority.sources
            case AuthorityKind.POLICY:
                assert authority.reference in rulebook.agreement.points
                assert authority.sources
            case _:
                assert authority.reference or authority.kind is AuthorityKind.DERIVED


@given(cases())
def test_no_payable_amount_is_missing_from_the_worksheet(case: Case) -> None:
    for line in result(case, trace=True).states:
        figures = {node.value for node in line.worksheet.walk()}
        amounts = (line.notional.unrounded, line.actual.unrounded, line.local.unrounded, line.rate, line.average_weekly)
        assert {amount for amount in amounts if amount is not None} <= figures


@pytest.mark.parametrize("option", ["none", "52_weeks"])
def test_a_state_under_a_year_is_left_out_of_the_ratio_only_where_the_office_says_so(option: str) -> None:
    case = a_case()
    short = tuple(row for row in case.periods if row.state != "GD" or row.year == 2000)
    found = result(replace(case, periods=short, settings={"minimum_own_period": option}, readings=dict(NISSVG)))
    assert found.totalised_weeks == 636
    assert found.state("VC").share == ((300, 636) if option == "none" else (300, 596))
    assert (found.state("GD").payable.reason.code == "under_minimum_period") == (option == "52_weeks")
    assert "short_own_period" in {finding.code for finding in found.state("GD").findings}
