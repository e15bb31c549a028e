"""A yearly amount by the week: annual amount over the weeks in the year (NIS Saint Vincent, Age Benefit)."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers, product_over
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    annual, weeks_in_year = numbers(values)
    return product_over(annual, 1, weeks_in_year)


OPERATOR: Final = Operator(name="weekly_of_year", roles=("annual", "weeks_in_year"), reckon=_reckon, unit=Unit.MONEY)
