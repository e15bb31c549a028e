from datetime import date

import pytest

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.trace import Value

YEARS: tuple[Value, ...] = (2005, 90, 2006, 10, 2014, 40, 2015, 30, 2016, 80)
DAY = date(2016, 6, 14)
TOTAL = OPERATORS["best_years_before_total"]


@pytest.mark.parametrize(("years", "total"), [(2, 70), (5, 80)])
def test_the_window_ends_with_the_year_before_the_day(years: int, total: int) -> None:
    assert TOTAL.apply((years, 10, DAY, *YEARS)) == total


def test_without_earnings_in_the_window_the_total_is_not_known() -> None:
    assert TOTAL.apply((5, 10, date(2036, 1, 1), *YEARS)) is None


def test_a_window_ends_before_a_day_and_not_before_a_number() -> None:
    with pytest.raises(TypeError):
        TOTAL.apply((5, 10, 2016, *YEARS))
