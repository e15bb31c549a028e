"""Average annual insurable earnings: the best years' total over the divisor the rule names.

The divisor is the rule's own figure, not the number of years found: where fewer years exist the average is lower, and a
finding says so.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers, product_over
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    total, divisor = numbers(values)
    return product_over(total, 1, divisor)


OPERATOR: Final = Operator(name="best_years_average", roles=("total", "divisor"), reckon=_reckon, unit=Unit.MONEY)
