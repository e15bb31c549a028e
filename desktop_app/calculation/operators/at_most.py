"""A figure is not above a bound.

Formula: have <= most. Barbados: a grant for a degree of 1 to 29 per cent.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    have, bound = numbers(values)
    return have <= bound


OPERATOR: Final = Operator(name="at_most", roles=("have", "most"), reckon=_reckon, unit=Unit.YES_NO, deciding="figure")
