"""Earnings of the best years together: the n highest of the years given.

The window ("last 15 years") decides which years are given at all; `in_window` says which. Sources: NIS Saint Vincent
(best five over career), NIS Grenada (best five since 2008), NIC Saint Lucia (best five).
"""

from typing import Final

from desktop_app.calculation.operators.operator import (
    Operator,
    Values,
    number,
    number_over,
    numbers,
    on_common_denominator,
)
from desktop_app.calculation.trace import Unit, Value


def in_window(year: int, last_year: int, window: Value) -> bool:
    """Tell whether a contribution year lies in the window of so many years that ends with `last_year`.

    A window in words ("whole career") leaves no year out.
    """
    return year <= last_year and (not isinstance(window, int) or year > last_year - window)


def _reckon(values: Values) -> Value:
    years, _window, *earnings = values
    common, parts = on_common_denominator(numbers(tuple(earnings)))
    return number_over(sum(sorted(parts, reverse=True)[: int(number(years))]), common)


OPERATOR: Final = Operator(
    name="best_years_total", roles=("years", "window", "earnings*"), reckon=_reckon, unit=Unit.MONEY
)
