"""How many full months before the pensionable age a pension is taken: a month begun does not count, never negative.

Formula: whole months from the day to the one on which the person reaches the age. It goes by the days themselves, as an
age in whole months lived cannot tell a full month from one begun. Dominica: half a per cent off for every full month.
"""

from datetime import date
from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.trace import Unit, Value
from desktop_app.domain.time import reaches_age, whole_months_between

_MONTHS_IN_YEAR: Final = 12


def _reckon(values: Values) -> Value:
    born, day, pensionable_age = values
    if not isinstance(born, date) or not isinstance(day, date):
        raise TypeError("months lie between two dates")
    months = int(Fraction(number(pensionable_age)) * _MONTHS_IN_YEAR)
    return whole_months_between(day, reaches_age(born, 0, months))


OPERATOR: Final = Operator(
    name="whole_months_early", roles=("birth_date", "day", "pensionable_age"), reckon=_reckon, unit=Unit.MONTHS
)
