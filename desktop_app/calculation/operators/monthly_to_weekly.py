"""A monthly amount by the week: x 12 / 52.

For laws that fix a minimum, a ceiling or a flat pension by the month.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.operators.weeks_to_months import MONTHS, WEEKS
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    return Fraction(number(values[0]) * MONTHS, WEEKS)


OPERATOR: Final = Operator(name="monthly_to_weekly", roles=("monthly",), reckon=_reckon, unit=Unit.MONEY)
