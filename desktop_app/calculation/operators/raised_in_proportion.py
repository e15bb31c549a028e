"""A share of a sum that is raised to a minimum: every share grows in the same proportion.

Formula: amount x minimum / sum, never less than the amount. For a floor of all survivors' pensions together.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    amount, minimum, together = numbers(values)
    return amount * max(Fraction(1), Fraction(minimum) / together) if together else amount


OPERATOR: Final = Operator(
    name="raised_in_proportion",
    roles=("amount", "minimum", "together"),
    reckon=_reckon,
    unit=Unit.MONEY,
    in_packs=False,
)
