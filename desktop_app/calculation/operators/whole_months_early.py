"""How many full months before the pensionable age a pension is taken: a month begun does not count, never negative.

Formula: floor((pensionable age - age) x 12). Dominica: half a per cent off for every full month before the age.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value

_MONTHS_IN_YEAR: Final = 12


def _reckon(values: Values) -> Value:
    age, pensionable_age = numbers(values)
    return max(0, int(Fraction(pensionable_age - age) * _MONTHS_IN_YEAR // 1))


OPERATOR: Final = Operator(
    name="whole_months_early", roles=("age", "pensionable_age"), reckon=_reckon, unit=Unit.MONTHS
)
