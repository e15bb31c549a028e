"""How many months before the pensionable age a pension is taken: months begun count, never negative.

Formula: the least whole number not below (pensionable age - age) x 12.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value

_MONTHS_IN_YEAR: Final = 12


def _reckon(values: Values) -> Value:
    age, pensionable_age = numbers(values)
    missing = (
        pensionable_age.numerator * age.denominator - age.numerator * pensionable_age.denominator
    ) * _MONTHS_IN_YEAR
    return max(0, -(-missing // (age.denominator * pensionable_age.denominator)))


OPERATOR: Final = Operator(name="months_early", roles=("age", "pensionable_age"), reckon=_reckon, unit=Unit.MONTHS)
