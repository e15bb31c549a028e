"""The payable amount: the choice names which of the amounts is paid, `none` for no payment.

The conditions and other figures that led to the choice follow as further inputs, to be read, not to be reckoned with.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.trace import Unit, Value

ACTUAL: Final = "actual"
LOCAL: Final = "local"
CERTIFIED: Final = "certified"
SUPPLEMENTED: Final = "actual_with_supplement"
NONE: Final = "none"


def _reckon(values: Values) -> Value:
    choice, actual, local, supplement, *_context = values
    if choice in (ACTUAL, CERTIFIED):
        return actual
    if choice == LOCAL:
        return local
    if choice == SUPPLEMENTED:
        return number(actual) + number(supplement)
    return None


OPERATOR: Final = Operator(
    name="chosen",
    roles=("choice", "actual", "local", "supplement", "context*"),
    reckon=_reckon,
    unit=Unit.MONEY,
    takes_unknown=True,
    in_packs=False,
)
