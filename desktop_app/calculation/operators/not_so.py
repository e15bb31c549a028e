"""A fact of the case is not so: a condition that is met where another is not.

Not stated is neither yes nor no. Saint Lucia: a widow without the deceased's children.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    return values[0] is False


OPERATOR: Final = Operator(name="not_so", roles=("fact",), reckon=_reckon, unit=Unit.YES_NO, deciding="fact")
