"""Weeks of insurance within the last contribution years, that of the contingency included.

Formula: the weeks of the years within the window, added up. Belize: 250 paid in the five years before invalidity.
Rows are kept by the year, so a window in weeks or months is not told exactly.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    _window, *weeks = values
    return sum(numbers(tuple(weeks)))


OPERATOR: Final = Operator(name="weeks_in_last_years", roles=("window", "weeks*"), reckon=_reckon, unit=Unit.WEEKS)
