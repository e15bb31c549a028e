"""A survivor's weekly amount, as the share that is the survivor's gives it.

The condition that made it the survivor's follows as a further input, to be read, not to be reckoned with.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    return values[0]


OPERATOR: Final = Operator(
    name="survivors_share",
    roles=("amount", "condition*"),
    reckon=_reckon,
    unit=Unit.MONEY,
    takes_unknown=True,
    in_packs=False,
)
