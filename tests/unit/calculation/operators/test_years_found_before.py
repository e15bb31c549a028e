from datetime import date

import pytest

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.trace import Value

YEARS: tuple[Value, ...] = (2005, 90, 2006, 10, 2014, 40, 2015, 30, 2016, 80)
DAY = date(2016, 6, 14)


@pytest.mark.parametrize(("years", "found"), [(5, 3), (2, 2)])
def test_the_years_with_earnings_before_the_day_are_counted_up_to_the_rule(years: int, found: int) -> None:
    assert OPERATORS["years_found_before"].apply((years, 10, DAY, *YEARS)) == found


def test_no_year_is_no_divisor() -> None:
    assert OPERATORS["years_found_before"].apply((5, 10, date(2036, 1, 1), *YEARS)) is None
