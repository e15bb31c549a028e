"""The average over a whole career: all contributions at their value, over the weeks they were paid for.

Formula: total / weeks; unknown where there are none. `window` says in words how far back it looks. Trinidad and
Tobago: the average of all contributions paid.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    total, weeks, _window = values
    return Fraction(number(total)) / number(weeks) if weeks else None


OPERATOR: Final = Operator(name="career_average", roles=("total", "weeks", "window"), reckon=_reckon, unit=Unit.MONEY)
