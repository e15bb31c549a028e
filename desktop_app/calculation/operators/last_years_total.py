"""Earnings of the last years together: the n latest contribution years that have earnings, up to the contingency.

The Bahamas before its reform of 2010: the last three years before retirement.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    years, *earnings = numbers(values)
    return sum(earnings[-int(years) :]) if years else 0


OPERATOR: Final = Operator(name="last_years_total", roles=("years", "earnings*"), reckon=_reckon, unit=Unit.MONEY)
