"""One of two figures: the first where a condition is met, the other where it is not.

The figure that is not taken may be unknown. Belize: 25 % under 500 contributions, else the scale; Saint Lucia: a
widow's 50 % with children of the deceased, 75 % without.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    condition, met, otherwise = values
    if condition is None:
        return None
    return met if condition is True else otherwise


OPERATOR: Final = Operator(
    name="either", roles=("condition", "met", "otherwise"), reckon=_reckon, like=1, takes_unknown=True
)
