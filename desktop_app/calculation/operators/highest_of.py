"""The highest of several figures of one unit: the later of two ages, the better of two formulas.

Belize: the higher of two grants; Antigua and Barbuda: three quarters of the contributions, 1,200 at least.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    return max(numbers(values))


OPERATOR: Final = Operator(name="highest_of", roles=("figures*",), reckon=_reckon)
