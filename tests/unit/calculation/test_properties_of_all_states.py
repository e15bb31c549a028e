"""What must always hold, whatever the career, the State and the benefit; a State that gets rules joins by itself."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop_app.calculation.award import Award, StateAward
from desktop_app.calculation.case import Case
from desktop_app.calculation.engine import award
from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.recompute import disagreements, recomputed
from desktop_app.calculation.trace import AuthorityKind, TraceNode, Unit
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Level
from desktop_app.domain.money import Money
from desktop_app.wording.findings import finding_words, reason_words
from tests.support.careers import STATES, any_case
from tests.support.cases import the_rulebook

SHARED = (Benefit.AGE, Benefit.INVALIDITY, Benefit.SURVIVORS)
"""The benefits that the States share in proportion to the weeks."""

INDUSTRIAL = (Benefit.DISABLEMENT, Benefit.DEATH)
LINEAR = frozenset(
    {
        "given",
        "best_years_total",
        "last_years_total",
        "best_years_average",
        "weekly_of_year",
        "yearly_to_weekly",
        "percent_of",
        "early_reduction",
        "late_increase",
        "divided",
        "summed",
        "multiplied",
    }
)
"""Operators whose money grows with the earnings; where others stand in the way, a floor or a ceiling may bite."""

FEW = settings(max_examples=30)


def result(case: Case, *, trace: bool = False) -> Award:
    rulebook = the_rulebook()
    return award(case, rulebook.packs, rulebook.agreement, trace=trace)


def amounts(line: StateAward) -> tuple[object, ...]:
    return (line.notional, line.actual, line.local, line.grant.lump_sum, line.payable, line.shares)


def test_every_state_of_the_agreement_that_has_rules_is_among_them() -> None:
    assert set(STATES) == set(the_rulebook().packs)


@settings(max_examples=60)
@given(any_case())
def test_the_worksheet_recomputes_to_its_own_result_and_everything_has_its_words(case: Case) -> None:
    found = result(case, trace=True)
    assert disagreements(found.worksheet) == ()
    for line in found.states:
        weekly = line.payable.weekly
        assert recomputed(line.worksheet) == (weekly.units if weekly is not None else None)
        for amount in (line.notional, line.actual, line.local):
            assert (amount.weekly is None) == (amount.reason is not None)
        assert (weekly is None) == (line.payable.kind is None)
        said = [reason_words(line.payable.reason), *(finding_words(finding) for finding in line.findings)]
        said += [reason_words(share.reason) for share in line.shares]
        assert all(words and "{" not in words for words in said)
    bare = result(case)
    for line, other in zip(found.states, bare.states, strict=True):
        assert replace(other, worksheet=line.worksheet, months=line.months) == line


@FEW
@given(any_case())
def test_the_actual_amount_never_exceeds_the_notional_one(case: Case) -> None:
    for line in result(case).states:
        for each in line.shares or (line,):
            if each.actual.weekly is not None and each.notional.weekly is not None:
                assert each.actual.weekly.minor <= each.notional.weekly.minor


@FEW
@given(any_case(SHARED))
def test_the_weeks_of_all_states_make_the_total_and_the_shares_one(case: Case) -> None:
    found = result(case)
    assume(found.totalised_weeks)
    assert sum(line.counted_weeks for line in found.states) == found.totalised_weeks
    if all(line.share for line in found.states if line.counted_weeks):
        assert sum(Fraction(*line.share) for line in found.states if line.share) == 1


@FEW
@given(any_case(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(case: Case, shuffle: object) -> None:
    rows = list(case.periods)
    shuffle.shuffle(rows)  # type: ignore[attr-defined]
    assert result(replace(case, periods=tuple(rows)), trace=True) == result(case, trace=True)


@FEW
@given(any_case(), st.integers(0, 99))
def test_a_row_split_into_two_equal_halves_changes_nothing(case: Case, which: int) -> None:
    row = case.periods[which % len(case.periods)]
    assert row.earnings is not None
    assume(row.weeks_paid % 2 == 0 and row.earnings.minor % 2 == 0)
    half = replace(
        row,
        weeks_paid=row.weeks_paid // 2,
        weeks_credited=row.weeks_credited // 2,
        earnings=Money(minor=row.earnings.minor // 2, currency=row.earnings.currency),
    )
    halves = (replace(half, row_id=row.row_id + "a"), replace(half, row_id=row.row_id + "b"))
    split = tuple(each for each in case.periods if each is not row) + halves
    for one, other in zip(result(case).states, result(replace(case, periods=split)).states, strict=True):
        assert (one.state, one.counted_weeks, one.share) == (other.state, other.counted_weeks, other.share)
        assert amounts(one) == amounts(other)


@FEW
@given(any_case(), st.integers(0, 99), st.integers(1, 30))
def test_more_weeks_never_lower_entitlement(case: Case, which: int, more: int) -> None:
    at = which % len(case.periods)
    row = case.periods[at]
    grown = replace(row, weeks_paid=min(row.weeks_paid + more, 52 - row.weeks_credited))
    rows = (*case.periods[:at], grown, *case.periods[at + 1 :])
    before, after = result(case), result(replace(case, periods=rows))
    assert after.totalised_weeks >= before.totalised_weeks
    for line in before.states:
        assert not line.alone.met or after.state(line.state).alone.met
        assert not line.totalised.met or after.state(line.state).totalised.met


@FEW
@given(any_case(SHARED))
def test_taking_the_agreement_away_leaves_exactly_the_local_amounts(case: Case) -> None:
    with_it, without = result(case), result(replace(case, agreement_applies=False))
    for line in without.states:
        assert line.payable.weekly == line.local.weekly
        assert line.actual.weekly is None
        assert line.notional.weekly is None
        if the_rulebook().party(line.state).in_effect_from is not None:
            assert line.local.weekly == with_it.state(line.state).local.weekly


@FEW
@given(any_case(SHARED))
def test_entitled_alone_is_entitled_by_totalisation(case: Case) -> None:
    for line in result(case).states:
        if the_rulebook().party(line.state).in_effect_on(case.claim_date):
            assert not line.alone.met or line.totalised.met


def linear(node: TraceNode) -> bool:
    """Tell whether an amount grows with the earnings alone: no floor, no ceiling, no amount that a law fixes."""
    if node.operator == "percent_of":
        return linear(node.inputs[0])
    if node.operator == "given":
        return node.unit is not Unit.MONEY or node.key in ("year_earnings", "row_earnings")
    money = [each for each in node.inputs if each.unit is Unit.MONEY]
    return node.operator in LINEAR and bool(money) and all(linear(each) for each in money)


@FEW
@given(any_case((Benefit.AGE, Benefit.INVALIDITY)), st.integers(2, 5))
def test_amounts_scale_with_earnings_where_no_floor_or_ceiling_bites(case: Case, times: int) -> None:
    richer = tuple(
        replace(row, earnings=Money(minor=row.earnings.minor * times, currency=row.earnings.currency))
        for row in case.periods
        if row.earnings is not None
    )
    after = result(replace(case, periods=richer))
    for line in result(case, trace=True).states:
        notional = line.worksheet.find("notional_amount", line.state)
        known = notional is not None and isinstance(notional.value, int | Fraction)
        if notional is not None and known and notional.operator in OPERATORS and linear(notional):
            assert after.state(line.state).notional.unrounded == Fraction(notional.value) * times  # type: ignore[arg-type]


@FEW
@given(any_case())
def test_every_figure_with_an_authority_resolves_to_a_real_source(case: Case) -> None:
    rulebook = the_rulebook()
    provisions = {each.article or each.id for each in rulebook.agreement.provisions.values()}
    for node in result(case, trace=True).worksheet.walk():
        authority = node.authority
        match authority.kind:
            case AuthorityKind.RULE:
                assert authority.sources
                pack = rulebook.packs[authority.state]
                assert all(pack.sources[source.id] == source for source in authority.sources)
                assert authority.confidence is not None
            case AuthorityKind.AGREEMENT:
                assert authority.reference in provisions
            case AuthorityKind.POLICY:
                assert authority.reference in rulebook.agreement.points
            case _:
                assert authority.reference or authority.kind is AuthorityKind.DERIVED


@FEW
@given(any_case((Benefit.SURVIVORS, Benefit.DEATH)))
def test_a_state_pays_its_survivors_together_what_it_pays_each(case: Case) -> None:
    for line in result(case).states:
        assert len(line.shares) in (0, len(case.survivors))
        paid = [share.payable for share in line.shares if share.payable is not None]
        if line.shares and line.payable.weekly is not None:
            assert sum(money.minor for money in paid) == line.payable.weekly.minor
        if line.payable.weekly is None:
            assert paid == []


@FEW
@given(any_case(INDUSTRIAL))
def test_for_an_injury_one_state_at_most_pays_and_an_officer_confirms_it(case: Case) -> None:
    paying = [line for line in result(case).states if line.payable.weekly is not None]
    assert len(paying) <= 1
    for line in paying:
        assert line.payable.weekly == line.local.weekly
        assert "last_state_to_confirm" in {finding.code for finding in line.findings}
        assert line.share is None


@FEW
@given(any_case())
def test_what_is_due_and_not_told_is_an_error_that_says_so(case: Case) -> None:
    """A State whose own condition is met pays something, or says what is missing."""
    for line in result(case).states:
        if (
            line.alone.met
            and line.payable.weekly is None
            and line.payable.reason.code
            in (
                "parameter_not_known",
                "survivor_fact_missing",
                "figure_not_told",
                "sex_needed",
            )
        ):
            assert any(finding.level is Level.ERROR for finding in line.findings)
