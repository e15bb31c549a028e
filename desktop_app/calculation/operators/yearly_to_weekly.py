"""A yearly amount by the week: / 52.

For laws that fix an amount by the year; an average over a year of another length uses `weekly_of_year`.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number, product_over
from desktop_app.calculation.operators.weeks_to_months import WEEKS
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    return product_over(number(values[0]), 1, WEEKS)


OPERATOR: Final = Operator(name="yearly_to_weekly", roles=("yearly",), reckon=_reckon, unit=Unit.MONEY)
