"""Contribution weeks as months: weeks x 12 / 52, exact.

Saint Lucia's law counts months (NIC, Retirement Pension) while certificates count weeks; 52 weeks and 12 months are a
year in both. No rounding: a part of a month stays a part.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.trace import Unit, Value

WEEKS: Final = 52
MONTHS: Final = 12


def _reckon(values: Values) -> Value:
    return Fraction(number(values[0]) * MONTHS, WEEKS)


OPERATOR: Final = Operator(name="weeks_to_months", roles=("weeks",), reckon=_reckon, unit=Unit.MONTHS)
