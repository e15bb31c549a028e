"""A yearly amount by the week: annual amount over the weeks in the year (NIS Saint Vincent, Age Benefit)."""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    annual, weeks_in_year = values
    return Fraction(number(annual)) / number(weeks_in_year)


OPERATOR: Final = Operator(name="weekly_of_year", roles=("annual", "weeks_in_year"), reckon=_reckon, unit=Unit.MONEY)
