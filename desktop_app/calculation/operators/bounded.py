"""Not below the minimum and, where one is given, not above the maximum."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    amount, minimum, *maximum = numbers(values)
    return min([max(amount, minimum), *maximum])


OPERATOR: Final = Operator(
    name="bounded",
    roles=("amount", "minimum", "maximum"),
    reckon=_reckon,
    optional=frozenset({"maximum"}),
)
