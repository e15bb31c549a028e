"""How many years an average may divide by: those with earnings among the years looked at, at most so many.

Formula: the lower of the rule's number and the years found. Antigua and Barbuda: the best five of the last ten, or the
years that exist when fewer.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    most, _window, *earnings = values
    return min(number(most), len(earnings))


OPERATOR: Final = Operator(
    name="years_with_earnings", roles=("years", "window", "earnings*"), reckon=_reckon, unit=Unit.NUMBER
)
