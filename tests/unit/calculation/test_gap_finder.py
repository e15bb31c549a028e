from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.calculation.gap_finder import Gap, GapKind, find_gaps, missing_weeks
from desktop_app.domain.money import Money
from desktop_app.domain.periods import CertifiedRecord, InsurancePeriod, PeriodType, StatedPeriod

UNTIL = date(2014, 6, 14)


def told(row_id: str, year: int | None, weeks: int | None = None, **more: object) -> StatedPeriod:
    return StatedPeriod(row_id=row_id, state="VC", year=year, weeks=weeks, **more)  # type: ignore[arg-type]


def row(year: int, weeks: int, *, earnings: bool = True, credited: int = 0) -> InsurancePeriod:
    return InsurancePeriod(
        row_id=f"{year}",
        state="VC",
        year=year,
        weeks_paid=weeks,
        weeks_credited=credited,
        earnings=Money(minor=100, currency="XCD") if earnings else None,
    )


def record(*rows: InsurancePeriod, state: str = "VC") -> CertifiedRecord:
    return CertifiedRecord(
        state=state, certificate_number=f"{state}-1", version=1, certified_on=date(2014, 7, 1), rows=rows
    )


def gaps(stated: list[StatedPeriod], *rows: InsurancePeriod) -> list[tuple[str, int, int]]:
    return [(gap.kind.value, gap.year, gap.missing) for gap in find_gaps(stated, [record(*rows)], until=UNTIL)]


def test_what_was_told_and_certified_alike_is_no_gap() -> None:
    assert gaps([told("1", 1990, 40), told("2", 1991, 52)], row(1990, 40), row(1991, 52)) == []


def test_a_year_of_which_the_certificate_says_nothing() -> None:
    stated = [told("1", 1988, 14, employer="Invented Ltd"), told("2", 1989, 52)]
    found = find_gaps(stated, [record(row(1989, 52))], until=UNTIL)
    assert found == (
        Gap(
            kind=GapKind.NOT_CERTIFIED,
            state="VC",
            year=1988,
            told=14,
            certified=0,
            missing=14,
            employers=("Invented Ltd",),
            row_ids=("1",),
        ),
    )


def test_fewer_weeks_than_told_and_never_a_gap_for_more() -> None:
    stated = [told("1", 1990, 40), told("2", 1991, 20)]
    assert gaps(stated, row(1990, 30), row(1991, 52)) == [("fewer_weeks", 1990, 10)]


def test_two_rows_of_a_year_are_told_together() -> None:
    assert gaps([told("1", 1990, 20), told("2", 1990, 15)], row(1990, 30)) == [("fewer_weeks", 1990, 5)]


def test_without_weeks_told_the_days_say_how_many_there_can_be() -> None:
    half = told("1", None, start=date(1990, 7, 1), end=date(1990, 12, 31))
    found = find_gaps([half], [record(row(1990, 20), row(1989, 0))], until=UNTIL)
    assert [(gap.kind, gap.told, gap.missing) for gap in found] == [(GapKind.FEWER_WEEKS, None, 7)]
    assert gaps([told("1", 1990)], row(1990, 50)) == [("fewer_weeks", 1990, 2)]


def test_a_span_over_years_is_asked_about_year_by_year() -> None:
    span = told("1", None, 130, start=date(1990, 7, 1), end=date(1992, 12, 31))
    assert gaps([span], row(1991, 52)) == [("not_certified", 1990, 27), ("not_certified", 1992, 52)]


def test_a_hole_between_certified_years_is_asked_about_once() -> None:
    assert gaps([], row(1990, 10), row(1993, 10)) == [("hole", 1991, 0), ("hole", 1992, 0)]
    stated = [told(str(year), year, 10) for year in (1990, 1991, 1993)]
    assert gaps(stated, row(1990, 10), row(1993, 10)) == [("not_certified", 1991, 10), ("hole", 1992, 0)]


def test_paid_weeks_without_earnings_and_credited_ones_that_need_none() -> None:
    assert gaps([], row(1990, 10, earnings=False), row(1991, 0, earnings=False, credited=5)) == [
        ("no_earnings", 1990, 0)
    ]


def test_certified_years_that_nobody_told() -> None:
    assert gaps([told("1", 1990, 10)], row(1990, 10), row(1991, 30)) == [("not_told", 1991, 0)]
    assert gaps([], row(1991, 30)) == []


def test_what_lies_after_the_contingency_is_not_asked_about() -> None:
    later = told("1", None, start=date(2014, 1, 1), end=date(2020, 12, 31))
    assert gaps([later, told("2", 2016, 52)], row(2013, 52), row(2014, 24)) == [("not_told", 2013, 0)]


def test_a_state_whose_certificate_has_not_come_is_not_compared() -> None:
    other = StatedPeriod(row_id="9", state="LC", year=1995, weeks=52)
    assert find_gaps([other], [record(row(1990, 10))], until=UNTIL) == ()


def test_states_come_in_the_order_of_their_certificates() -> None:
    stated = [told("1", 1990, 10), StatedPeriod(row_id="2", state="GD", year=1980, weeks=5)]
    found = find_gaps(stated, [record(state="GD"), record()], until=UNTIL)
    assert [gap.state for gap in found] == ["GD", "VC"]
    assert missing_weeks(found) == {"GD": 5, "VC": 10}


@given(st.lists(st.tuples(st.integers(1980, 2013), st.integers(0, 52)), max_size=12))
def test_a_history_copied_from_the_certificate_has_no_missing_weeks(years: list[tuple[int, int]]) -> None:
    rows = [row(year, weeks) for year, weeks in dict(years).items()]
    stated = [told(f"{each.year}", each.year, each.weeks) for each in rows]
    assert missing_weeks(find_gaps(stated, [record(*rows)], until=UNTIL)) == {}


def test_kinds_of_period_make_no_difference() -> None:
    own = told("1", 1990, 10, type=PeriodType.SEL)
    assert gaps([own], row(1990, 10)) == []
