"""Every question of the gap finder with all it tells: State, year, weeks told and certified, employers, rows."""

from datetime import date
from typing import Any

from desktop_app.calculation.gap_finder import Gap, GapKind, find_gaps, missing_weeks
from desktop_app.domain.money import Money
from desktop_app.domain.periods import CertifiedRecord, InsurancePeriod, StatedPeriod

UNTIL = date(2014, 6, 14)


def told(row_id: str, year: int | None, weeks: int | None = None, **more: Any) -> StatedPeriod:
    return StatedPeriod(**({"row_id": row_id, "state": "VC", "year": year, "weeks": weeks} | more))


def row(year: int, weeks: int, **more: Any) -> InsurancePeriod:
    earned = {"earnings": Money(minor=100, currency="XCD")}
    return InsurancePeriod(**({"row_id": f"{year}", "state": "VC", "year": year, "weeks_paid": weeks} | earned | more))


def gaps(stated: list[StatedPeriod], *rows: InsurancePeriod, until: date = UNTIL) -> list[Gap]:
    record = CertifiedRecord(state="VC", certificate_number="VC-1", version=1, certified_on=until, rows=rows)
    return list(find_gaps(stated, [record], until=until))


def test_fewer_weeks_than_told_names_both_the_employers_and_the_rows() -> None:
    stated = [
        told("1", 1990, 20, employer="Invented Ltd"),
        told("2", 1990, 15, employer="Made Up Inc"),
        told("3", 1990, 5, employer="Invented Ltd"),
        told("4", 1990, 2),
    ]
    assert gaps(stated, row(1990, 30)) == [
        Gap(
            kind=GapKind.FEWER_WEEKS,
            state="VC",
            year=1990,
            told=42,
            certified=30,
            missing=12,
            employers=("Invented Ltd", "Made Up Inc"),
            row_ids=("1", "2", "3", "4"),
        )
    ]


def test_where_one_row_of_a_year_has_no_weeks_told_the_year_has_none_and_its_days_say_the_most() -> None:
    stated = [told("1", 1990, 20), told("2", None, start=date(1990, 12, 3), end=date(1990, 12, 30))]
    (gap,) = gaps(stated, row(1990, 10))
    assert (gap.told, gap.certified, gap.missing) == (None, 10, 14)


def test_weeks_of_a_year_are_never_missing_beyond_a_full_year() -> None:
    (gap,) = gaps([told("1", 1990), told("2", 1990, 30)], row(1990, 10))
    assert (gap.told, gap.missing) == (None, 42)


def test_a_hole_has_no_weeks_certified_and_nobody_told_it() -> None:
    assert gaps([], row(1990, 10), row(1991, 0), row(1992, 10)) == [
        Gap(kind=GapKind.HOLE, state="VC", year=1991, certified=0)
    ]


def test_years_before_the_first_and_after_the_last_weeks_are_no_hole() -> None:
    assert gaps([], row(1989, 0), row(1990, 10), row(1991, 10), row(1993, 0)) == []
    assert gaps([], row(1989, 0)) == []


def test_weeks_without_earnings_are_counted_and_a_class_does_for_earnings() -> None:
    bare = {"earnings": None}
    found = gaps(
        [],
        row(1990, 10, **bare),
        row(1990, 5, row_id="b", **bare),
        row(1990, 7, row_id="c"),
        row(1991, 20, earnings_class="V", **bare),
        row(1992, 0, weeks_credited=9, **bare),
    )
    assert found == [Gap(kind=GapKind.NO_EARNINGS, state="VC", year=1990, certified=15)]


def test_what_nobody_told_says_how_many_weeks_were_certified() -> None:
    found = gaps([told("1", 1990, 10)], row(1990, 10), row(1991, 30), row(1991, 4, row_id="b"), row(1992, 0))
    assert found == [Gap(kind=GapKind.NOT_TOLD, state="VC", year=1991, certified=34)]


def test_credited_weeks_alone_need_not_have_been_told() -> None:
    assert gaps([told("1", 1990, 10)], row(1990, 10), row(1991, 0, weeks_credited=20)) == []


def test_the_gravest_gaps_of_a_state_come_first_and_years_in_their_order() -> None:
    stated = [told("1", 1992, 52), told("2", 1988, 52), told("3", 1986, 10), told("4", 1989, 40)]
    found = gaps(stated, row(1989, 20), row(1991, 10, earnings=None), row(1993, 5))
    assert [(gap.kind, gap.year) for gap in found] == [
        (GapKind.NOT_CERTIFIED, 1986),
        (GapKind.NOT_CERTIFIED, 1988),
        (GapKind.NOT_CERTIFIED, 1992),
        (GapKind.FEWER_WEEKS, 1989),
        (GapKind.HOLE, 1990),
        (GapKind.NO_EARNINGS, 1991),
        (GapKind.NOT_TOLD, 1991),
        (GapKind.NOT_TOLD, 1993),
    ]


def test_missing_weeks_of_a_state_are_added_up_and_a_state_without_any_is_left_out() -> None:
    found = [
        Gap(kind=GapKind.FEWER_WEEKS, state="VC", year=1990, missing=5),
        Gap(kind=GapKind.NOT_CERTIFIED, state="VC", year=1991, missing=7),
        Gap(kind=GapKind.FEWER_WEEKS, state="GD", year=1990, missing=3),
        Gap(kind=GapKind.HOLE, state="LC", year=1990),
    ]
    assert missing_weeks(found) == {"VC": 12, "GD": 3}


def test_the_year_of_the_contingency_holds_only_the_weeks_before_it() -> None:
    stated = [told("1", None, start=date(2014, 1, 1), end=date(2014, 12, 31))]
    (gap,) = gaps(stated, row(2013, 52), row(2014, 10))[:1]
    assert (gap.kind, gap.year, gap.missing) == (GapKind.FEWER_WEEKS, 2014, 14)


def test_a_year_after_the_contingency_is_asked_about_by_nobody() -> None:
    assert gaps([told("1", 2014, 10), told("2", 2015, 10)], row(2014, 10), row(2015, 30)) == []


def test_a_span_of_two_years_with_weeks_told_leaves_each_years_weeks_untold() -> None:
    span = told("1", None, 60, start=date(1990, 1, 1), end=date(1991, 12, 31))
    found = gaps([span], row(1990, 50), row(1991, 50))
    assert [(gap.year, gap.told, gap.missing) for gap in found] == [(1990, None, 2), (1991, None, 2)]


def test_days_the_wrong_way_round_are_taken_by_their_year_alone() -> None:
    back = told("1", 1990, 30, start=date(1990, 12, 1), end=date(1990, 1, 1))
    assert [(gap.year, gap.told, gap.missing) for gap in gaps([back], row(1990, 10))] == [(1990, 30, 20)]


def test_a_span_of_a_lifetime_ends_with_the_last_year_that_is_looked_at() -> None:
    span = told("1", None, start=date(1800, 1, 1), end=date(1990, 12, 31))
    found = gaps([span], row(1989, 52), row(1990, 52))
    asked = [gap.year for gap in found if gap.kind is GapKind.NOT_CERTIFIED]
    assert (asked[0], asked[-1], len(asked)) == (1800, 1880, 81)


def test_weeks_told_with_days_of_one_year_belong_to_that_year() -> None:
    stated = [told("1", None, 20, start=date(1990, 1, 1), end=date(1990, 12, 31))]
    assert [(gap.year, gap.told, gap.missing) for gap in gaps(stated, row(1990, 15))] == [(1990, 20, 5)]


def test_days_that_end_after_the_contingency_are_cut_there_with_the_weeks_told() -> None:
    stated = [told("1", None, 20, start=date(2014, 1, 1), end=date(2014, 12, 31))]
    assert [(gap.year, gap.told, gap.missing) for gap in gaps(stated, row(2014, 15))] == [(2014, 20, 5)]
