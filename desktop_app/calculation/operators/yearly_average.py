"""The average number of contributions a year.

Formula: weeks / years; unknown where no year counts. Jamaica: its bands go by the yearly average over the working life.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    weeks, years = numbers(values)
    return Fraction(weeks) / years if years else None


OPERATOR: Final = Operator(name="yearly_average", roles=("weeks", "years"), reckon=_reckon, unit=Unit.WEEKS)
