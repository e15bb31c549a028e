"""Earnings of the best years together, in a window that ends with the year before a day.

Formula: the n highest of the `within` years before the year of the day. Where no year has earnings there, it is not
known. Antigua and Barbuda: the best five of the ten contribution years before the one in which invalidity began.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number, numbers
from desktop_app.calculation.trace import Unit, Value


def earnings_before(day: Value, within: Value, pairs: Sequence[Value]) -> list[Fraction | int]:
    """Return the earnings of the years within so many before the year of a day, from years and earnings in turn."""
    if not isinstance(day, date):
        raise TypeError("a window ends before a day")
    span = number(within)
    earned = zip(numbers(tuple(pairs[::2])), numbers(tuple(pairs[1::2])), strict=True)
    return [amount for year, amount in earned if day.year - span <= year < day.year]


def _reckon(values: Values) -> Value:
    years, within, day, *pairs = values
    best = sorted(earnings_before(day, within, pairs), reverse=True)[: int(number(years))]
    return sum(best) if best else None


OPERATOR: Final = Operator(
    name="best_years_before_total",
    roles=("years", "within", "day", "earnings*"),
    reckon=_reckon,
    unit=Unit.MONEY,
    together=2,
)
