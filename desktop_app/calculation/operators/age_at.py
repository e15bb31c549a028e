"""An age in exact years, counted in whole months lived, between two dates."""

from datetime import date
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Unit, Value
from desktop_app.domain.time import age_on, year_fraction


def _reckon(values: Values) -> Value:
    born, day = values
    if not isinstance(born, date) or not isinstance(day, date):
        raise TypeError("an age lies between two dates")
    years, months = age_on(born, day)
    return year_fraction(years, months) if months else years  # most claim from a birthday: a whole number is quicker


OPERATOR: Final = Operator(name="age_at", roles=("birth_date", "day"), reckon=_reckon, unit=Unit.YEARS)
