"""A weekly amount by the month: x 52 / 12. For bands of earnings that a law gives by the month only."""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.operators.weeks_to_months import MONTHS, WEEKS
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    return Fraction(number(values[0]) * WEEKS, MONTHS)


OPERATOR: Final = Operator(name="weekly_to_monthly", roles=("weekly",), reckon=_reckon, unit=Unit.MONEY)
