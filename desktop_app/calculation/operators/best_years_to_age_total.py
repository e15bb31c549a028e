"""Earnings of the best years together, in a window that ends with the year in which an age was reached.

Formula: the n highest of the years given. Which are given the window says, as for `best_years_total`, with the year of
the age in the place of the contingency's where that came later: who claims at 63 has the years before 60 all the same.
Guyana: the best three of the five years before 60.
"""

from datetime import date
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number, numbers
from desktop_app.calculation.trace import Unit, Value
from desktop_app.domain.time import reaches_age

AGE: Final = "age"
_MONTHS_IN_YEAR: Final = 12


def last_year(birth: date, age: Value, contingency: date) -> int:
    """Return the year with which the window ends: that of the age, or of the contingency where it came first."""
    months = int(number(age) * _MONTHS_IN_YEAR)
    return min(reaches_age(birth, 0, months).year, contingency.year)


def _reckon(values: Values) -> Value:
    years, _window, _age, *earnings = values
    best = sorted(numbers(tuple(earnings)), reverse=True)
    return sum(best[: int(number(years))])


OPERATOR: Final = Operator(
    name="best_years_to_age_total", roles=("years", "window", AGE, "earnings*"), reckon=_reckon, unit=Unit.MONEY
)
