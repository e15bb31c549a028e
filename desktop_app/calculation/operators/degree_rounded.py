"""A degree of disablement brought to the nearest multiple the law names, the middle upwards.

Formula: floor(degree / multiple + 1/2) x multiple. Guyana, Trinidad and Tobago: to a multiple of 10, a five goes up.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    degree, multiple = numbers(values)
    return (Fraction(degree) / multiple + Fraction(1, 2)) // 1 * multiple


OPERATOR: Final = Operator(name="degree_rounded", roles=("degree", "multiple"), reckon=_reckon, unit=Unit.PERCENT)
