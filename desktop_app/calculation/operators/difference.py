"""What one amount exceeds another by, never less than nothing.

Formula: amount - less, nought where that is negative. Trinidad and Tobago: the rest of the survivors' rate after the
spouse's share.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    amount, less = numbers(values)
    return max(0, amount - less)


OPERATOR: Final = Operator(name="difference", roles=("amount", "less"), reckon=_reckon)
