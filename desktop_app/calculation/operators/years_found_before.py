"""How many years an average may divide by, in a window that ends with the year before a day.

Formula: the lower of the rule's number and the years with earnings among the `within` years before the year of the day;
not known where there is none. Antigua and Barbuda: five, or the number of years when fewer.
"""

from typing import Final

from desktop_app.calculation.operators.best_years_before_total import earnings_before
from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    years, within, day, *pairs = values
    return min(int(number(years)), len(earnings_before(day, within, pairs))) or None


OPERATOR: Final = Operator(
    name="years_found_before",
    roles=("years", "within", "day", "earnings*"),
    reckon=_reckon,
    unit=Unit.NUMBER,
    together=2,
)
