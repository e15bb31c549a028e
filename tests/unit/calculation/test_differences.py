"""What differs between two results, and why: down to the row, the rule, the setting or the decision."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case, StatedTotal
from desktop_app.calculation.causes import CauseKind
from desktop_app.calculation.compared_figures import Figure
from desktop_app.calculation.differences import Difference, differences, rule_changes
from desktop_app.calculation.engine import award
from desktop_app.domain.money import Money
from tests.support.cases import HENDYCE_ROWS, a_case, a_row, rows, the_rulebook
from tests.support.sample_award import sample_case

EXAMPLE = sample_case(rows(HENDYCE_ROWS))


def result(case: Case) -> Award:
    rules = the_rulebook()
    return award(case, rules.packs, rules.agreement)


def changed(case: Case, **facts: Any) -> dict[tuple[str, Figure], Difference]:
    after = replace(case, **facts)
    return {(each.state, each.figure): each for each in differences(result(case), result(after))}


def kinds(difference: Difference) -> set[tuple[CauseKind, str]]:
    return {(cause.kind, cause.key) for cause in difference.why}


def test_a_result_does_not_differ_from_itself() -> None:
    assert differences(result(EXAMPLE), result(EXAMPLE)) == ()
    assert rule_changes(result(EXAMPLE), result(EXAMPLE)) == ()


def test_born_later_the_pension_is_early_by_the_rules_of_the_later_years() -> None:
    found = changed(
        EXAMPLE, birth_date=date(1958, 6, 14), contingency_date=date(2018, 6, 14), claim_date=date(2018, 6, 16)
    )
    age = found["VC", Figure.PENSIONABLE_AGE]
    assert (age.before.value, age.after.value) == (60, 62)
    assert (CauseKind.RULE, "pensionable_age") in kinds(age)
    early = found["VC", Figure.MONTHS_EARLY]
    assert (early.before.value, early.after.value) == (0, 24)
    paid = found["VC", Figure.PAYABLE]
    assert (paid.before.value, paid.after.value) == (Fraction("34.51"), Fraction("30.37"))
    assert (CauseKind.RULE, "early_reduction.percent") in kinds(paid)
    assert not any(cause.key == "qualifying" for cause in paid.why), "550 weeks are met too, and change no amount"
    needed = found["VC", Figure.LENGTH_NEEDED]
    assert (needed.before.value, needed.after.value, needed.after.have) == (500, 550, 726)
    assert all(cause.after_authority is not None and cause.after_authority.sources for cause in needed.why)


def test_what_is_not_known_is_the_cause_and_says_in_how_many_years_it_was_looked_for() -> None:
    found = changed(
        EXAMPLE, birth_date=date(1958, 6, 14), contingency_date=date(2018, 6, 14), claim_date=date(2018, 6, 16)
    )
    paid = found["GD", Figure.PAYABLE]
    assert paid.after.value is None
    (cause,) = paid.why
    assert cause.kind is CauseKind.UNKNOWN
    assert (cause.facts["code"], cause.facts["window"]) == ("no_earnings_in_window", 15)
    assert not any(state == "LC" for state, _figure in found)


def test_without_the_agreement_every_lost_amount_says_so() -> None:
    found = changed(EXAMPLE, agreement_applies=False)
    for state in ("VC", "LC", "GD"):
        paid = found[state, Figure.PAYABLE]
        assert paid.after.value is None
        assert kinds(paid) == {(CauseKind.AGREEMENT, "agreement")}


def test_weeks_set_to_a_total_are_found_behind_the_lost_entitlement() -> None:
    stated = (StatedTotal(state="VC", weeks=59), EXAMPLE.stated_totals[1])
    found = changed(EXAMPLE, stated_totals=stated)
    entitled = found["GD", Figure.ENTITLED_TOTALISED]
    assert (entitled.before.value, entitled.after.value) == (True, False)
    assert kinds(entitled) == {(CauseKind.STATED_TOTAL, "stated_weeks")}


def test_a_row_left_out_is_named_by_its_year() -> None:
    found = changed(EXAMPLE, periods=EXAMPLE.periods[:-1])
    own = found["GD", Figure.OWN_WEEKS]
    assert (own.before.value, own.after.value) == (144, 92)
    (cause,) = own.why
    assert (cause.kind, cause.facts["year"], cause.before, cause.after) == (CauseKind.ROW, 2002, 52, None)


def test_a_raise_in_one_row_is_found_behind_the_average() -> None:
    periods = tuple(
        replace(row, earnings=Money(minor=20_000_00, currency="XCD")) if (row.state, row.year) == ("GD", 2002) else row
        for row in EXAMPLE.periods
    )
    found = changed(EXAMPLE, periods=periods)
    (cause,) = found["GD", Figure.PAYABLE].why
    assert (cause.kind, cause.before, cause.after) == (CauseKind.ROW, 18_000, 20_000)
    assert set(found) == {
        ("GD", figure)
        for figure in (
            Figure.AVERAGE_YEAR,
            Figure.AVERAGE_WEEK,
            Figure.NOTIONAL,
            Figure.ACTUAL,
            Figure.GRANT,
            Figure.PAYABLE,
        )
    }


def test_a_reading_a_setting_and_a_decision_are_causes() -> None:
    found = changed(EXAMPLE, readings={"LC": "nissvg-2014"})
    assert (CauseKind.READING, "averaging.divisor") in kinds(found["GD", Figure.PAYABLE])
    found = changed(EXAMPLE, settings={"denominator": "weeks_required"})
    assert (CauseKind.SETTING, "denominator") in kinds(found["GD", Figure.PAYABLE])
    found = changed(EXAMPLE, decisions=())
    assert kinds(found["LC", Figure.PAYABLE]) == {(CauseKind.DECISION, "officer_decision")}


def test_a_state_that_comes_in_is_a_cause_of_its_own() -> None:
    found = changed(EXAMPLE, periods=(*EXAMPLE.periods, a_row("DM", 2003, 52, 12_000)))
    assert kinds(found["DM", Figure.OWN_WEEKS]) == {(CauseKind.STATE, "state")}
    assert (found["VC", Figure.TOTALISED_WEEKS].before.value, found["VC", Figure.TOTALISED_WEEKS].after.value) == (
        726,
        778,
    )


def test_under_newer_rules_the_changed_parameter_is_named_with_both_values_and_sources() -> None:
    rules = the_rulebook()
    pack = rules.packs["VC"]
    benefit = EXAMPLE.benefit
    accrual = pack.benefits[benefit].parameters["accrual"]
    newer = replace(
        accrual,
        values=tuple(replace(value, fields={**value.fields, "base_percent": 35}) for value in accrual.values),
    )
    packs = {
        **rules.packs,
        "VC": replace(
            pack,
            digest="sha256:newer",
            benefits={
                **pack.benefits,
                benefit: replace(
                    pack.benefits[benefit], parameters={**pack.benefits[benefit].parameters, "accrual": newer}
                ),
            },
        ),
    }
    before, after = result(EXAMPLE), award(EXAMPLE, packs, rules.agreement)
    paid = next(each for each in differences(before, after) if each.figure is Figure.PAYABLE)
    (cause,) = paid.why
    assert (cause.kind, cause.key, cause.before, cause.after) == (
        CauseKind.RULE_CHANGED,
        "accrual.base_percent",
        30,
        35,
    )
    assert [each.key for each in rule_changes(before, after)] == ["accrual.base_percent"]


def test_a_rule_with_another_source_alone_is_told_though_no_figure_changed() -> None:
    rules = the_rulebook()
    pack = rules.packs["VC"]
    rules_of = pack.benefits[EXAMPLE.benefit]
    rounding = rules_of.parameters["rounding"]
    told = replace(
        rounding,
        values=tuple(
            replace(value, authority=replace(value.authority, note="Seen in the regulations."))
            for value in rounding.values
        ),
    )
    newer = replace(
        pack,
        digest="sha256:newer",
        benefits={
            **pack.benefits,
            EXAMPLE.benefit: replace(rules_of, parameters={**rules_of.parameters, "rounding": told}),
        },
    )
    before, after = result(EXAMPLE), award(EXAMPLE, {**rules.packs, "VC": newer}, rules.agreement)
    assert differences(before, after) == ()
    (cause,) = rule_changes(before, after)
    assert (cause.kind, cause.key, cause.before == cause.after) == (CauseKind.RULE_CHANGED, "rounding", True)


@pytest.mark.parametrize(
    "changed_source",
    [{"title": "Another Act"}, {"publisher": "Another printer"}, {"year": 1900}, {"url": "https://another.example"}],
)
def test_a_rule_whose_source_alone_is_another_is_told(changed_source: dict[str, Any]) -> None:
    rules = the_rulebook()
    pack = rules.packs["VC"]
    rules_of = pack.benefits[EXAMPLE.benefit]
    rounding = rules_of.parameters["rounding"]
    sourced = replace(
        rounding,
        values=tuple(
            replace(
                value,
                authority=replace(
                    value.authority,
                    sources=tuple(replace(source, **changed_source) for source in value.authority.sources),
                ),
            )
            for value in rounding.values
        ),
    )
    benefit_rules = replace(rules_of, parameters={**rules_of.parameters, "rounding": sourced})
    newer = replace(pack, digest="sha256:newer", benefits={**pack.benefits, EXAMPLE.benefit: benefit_rules})
    before, after = result(EXAMPLE), award(EXAMPLE, {**rules.packs, "VC": newer}, rules.agreement)
    (cause,) = rule_changes(before, after)
    assert (cause.kind, cause.key, cause.state) == (CauseKind.RULE_CHANGED, "rounding", "VC")
    assert (cause.before, cause.after) == ("nearest_ten_cents", "nearest_ten_cents")
    for side, authority in ((False, cause.before_authority), (True, cause.after_authority)):
        assert authority is not None
        (name, value) = next(iter(changed_source.items()))
        assert (getattr(authority.sources[0], name) == value) is side


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["VC", "LC", "GD", "TT", "JM"]),
            st.integers(1985, 2013),
            st.integers(1, 26),
            st.integers(0, 60_000),
        ),
        min_size=1,
        max_size=12,
        unique_by=lambda line: line[:2],
    ),
    st.integers(0, 11),
    st.integers(1, 26),
)
def test_every_figure_that_differs_says_why(lines: list[tuple[str, int, int, int]], at: int, weeks: int) -> None:
    periods = tuple(a_row(*line) for line in lines)
    one = a_case(periods)
    place = at % len(periods)
    other = a_case((*periods[:place], replace(periods[place], weeks_paid=weeks), *periods[place + 1 :]))
    before, after = result(one), result(other)
    found = differences(before, after)
    assert all(each.why for each in found), [(each.state, each.figure) for each in found if not each.why]
    assert bool(found) == (weeks != periods[place].weeks_paid)
