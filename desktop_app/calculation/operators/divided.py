"""An amount shared equally, or brought to another unit.

Formula: amount / by; unknown where there is nothing to divide by. Saint Lucia: all children together share one half.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    amount, by = numbers(values)
    return Fraction(amount) / by if by else None


OPERATOR: Final = Operator(name="divided", roles=("amount", "by"), reckon=_reckon)
