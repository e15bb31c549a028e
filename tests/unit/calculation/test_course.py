"""A case on a later day: what goes on, week by week, with the earnings and the class last on record."""

from datetime import date

from desktop_app.calculation.case import StatedTotal
from desktop_app.calculation.course import Course, course_of
from desktop_app.domain.money import Money
from tests.support.cases import a_case, a_row

BEGUN = date(2014, 6, 14)


def course(*rows: object, state: str = "VC", weekly: Money | None = None, **facts: object) -> Course:
    return course_of(a_case(rows, **facts), state, weekly)  # type: ignore[arg-type]


def test_the_class_last_on_record_goes_on() -> None:
    rows = (
        a_row("TT", 2010, 52, earnings_class="V"),
        a_row("TT", 2012, 52, earnings_class="VII"),
        a_row("TT", 2011, 52, earnings_class="VI"),
        a_row("TT", 2013, 10),
    )
    found = course(*rows, state="TT")
    assert found.earnings_class == "VII"
    assert {row.earnings_class for row in found.rows_until(date(2016, 1, 31))} == {"VII"}


def test_a_state_without_classes_goes_on_without_one() -> None:
    found = course(a_row("VC", 2013, 52, 9_000), a_row("TT", 2012, 52, earnings_class="V"))
    assert found.earnings_class == ""


def test_the_earnings_last_on_record_are_those_of_the_state_that_goes_on() -> None:
    rows = (
        a_row("VC", 2012, 26, 13_000),
        a_row("VC", 2013, 20),
        a_row("LC", 2013, 52, 99_000),
        a_row("VC", 2011, 52, 1),
    )
    assert course(*rows).weekly == Money(minor=50_000, currency="XCD")


def test_a_row_without_weeks_says_nothing_about_earnings() -> None:
    assert course(a_row("VC", 2012, 52, 26_000), a_row("VC", 2013, 0, 9_000)).weekly == Money(
        minor=50_000, currency="XCD"
    )


def test_a_week_of_earnings_is_rounded_to_the_cent() -> None:
    assert course(a_row("VC", 2012, 52, 10_000)).weekly == Money(minor=192_31, currency="XCD")


def test_earnings_that_are_named_go_before_those_on_record() -> None:
    named = Money(minor=123_45, currency="XCD")
    found = course(a_row("VC", 2012, 52, 26_000), weekly=named)
    assert found.weekly == named
    (row,) = found.rows_until(date(2014, 7, 31))
    assert (row.weeks, row.earnings) == (7, Money(minor=7 * 123_45, currency="XCD"))


def test_a_row_is_added_for_each_year_from_the_day_after_the_contingency() -> None:
    found = course(a_row("VC", 2013, 52, 26_000))
    rows = list(found.rows_until(date(2016, 2, 29)))
    assert [(row.row_id, row.state, row.year, row.start, row.end) for row in rows] == [
        ("outlook-2014", "VC", 2014, date(2014, 6, 15), date(2014, 12, 31)),
        ("outlook-2015", "VC", 2015, date(2015, 1, 1), date(2015, 12, 31)),
        ("outlook-2016", "VC", 2016, date(2016, 1, 1), date(2016, 2, 29)),
    ]
    assert [row.weeks_paid for row in rows] == [29, 52, 9]
    assert found.weeks_until(date(2016, 2, 29)) == 90


def test_on_the_day_itself_and_before_a_monday_nothing_is_added() -> None:
    found = course(a_row("VC", 2013, 52, 26_000))
    assert list(found.rows_until(BEGUN)) == []
    assert found.weeks_until(date(2014, 6, 15)) == 0
    assert found.weeks_until(date(2014, 6, 16)) == 1


def test_a_contingency_on_new_years_eve_goes_on_in_the_new_year() -> None:
    found = course(a_row("VC", 2013, 52, 26_000), contingency_date=date(2014, 12, 31))
    assert [(row.year, row.weeks) for row in found.rows_until(date(2015, 1, 31))] == [(2015, 4)]


def test_the_weeks_of_every_state_fill_the_year() -> None:
    found = course(a_row("VC", 2014, 20, 5_000), a_row("LC", 2014, 20, 5_000))
    assert {row.year: row.weeks for row in found.rows_until(date(2014, 12, 31))} == {2014: 12}
    full = course(a_row("VC", 2014, 52, 5_000))
    assert [row.year for row in full.rows_until(date(2015, 1, 31))] == [2015]


def test_a_later_day_moves_the_claim_only_where_it_would_come_before() -> None:
    found = course(a_row("VC", 2013, 52, 26_000), claim_date=date(2014, 9, 1))
    moved = found.on(date(2014, 8, 1))
    assert (moved.contingency_date, moved.claim_date) == (date(2014, 8, 1), date(2014, 9, 1))
    assert found.on(date(2014, 10, 1)).claim_date == date(2014, 10, 1)


def test_without_insurance_the_rows_and_the_stated_totals_stay() -> None:
    stated = (StatedTotal(state="VC", weeks=100), StatedTotal(state="LC", weeks=50), StatedTotal(state="GD"))
    found = course(a_row("VC", 2013, 52, 26_000), stated_totals=stated)
    assert found.on(date(2015, 6, 14)).periods == found.case.periods
    assert found.on(date(2015, 6, 14)).stated_totals == stated
    insured = found.on(date(2015, 6, 14), insured=True)
    assert len(insured.periods) == 3
    assert [each.weeks for each in insured.stated_totals] == [152, 50, None]
