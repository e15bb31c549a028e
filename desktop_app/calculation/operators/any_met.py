"""Met one way or another: a widow of 50, or one who is an invalid, or one who has a child in care.

Met when one test is, not met when none is, unknown when the rest is unknown. The calculation uses it too: who is
entitled on a State's own weeks is entitled, whatever the totalised weeks say.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    if any(value is True for value in values):
        return True
    return None if any(value is None for value in values) else False


OPERATOR: Final = Operator(name="any_met", roles=("tests*",), reckon=_reckon, unit=Unit.YES_NO, takes_unknown=True)
