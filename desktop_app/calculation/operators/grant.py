"""A grant, one sum instead of a pension: so many weeks' average earnings for each whole step of contributions.

Formula: average weekly earnings x multiple x floor(weeks / step); nothing below the minimum number of weeks.
US SSA on Saint Vincent: 6 for each 50; NIS Grenada: 5 for each 50.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers, product_over
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    average, weeks, minimum, multiple, per_weeks = numbers(values)
    if weeks < minimum:
        return 0
    times = multiple * (weeks // per_weeks)
    return average * times if type(average) is int else product_over(average, times, 1)


OPERATOR: Final = Operator(
    name="grant",
    roles=("average_weekly", "weeks", "minimum_weeks", "multiple", "per_weeks"),
    reckon=_reckon,
    unit=Unit.MONEY,
)
