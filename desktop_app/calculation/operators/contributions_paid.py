"""The contributions paid on insurable earnings, by the rate of each year.

Formula: earnings of a year x rate of that year / 100, added up. A row of the table is the year a rate begins with and
the per cent; a year before the first row makes the sum unknown. Antigua and Barbuda: a grant of three quarters of the
contributions; Trinidad and Tobago: three times; Jamaica: a wage-related pension by the contributions of employer and
employee.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers, rule_table
from desktop_app.calculation.trace import Unit, Value

_HUNDRED: Final = 100


def _reckon(values: Values) -> Value:
    rates, *pairs = values
    rows = [numbers(row) for row in rule_table(rates).rows]
    total: Fraction | int = 0
    for year, earned in zip(numbers(tuple(pairs[::2])), numbers(tuple(pairs[1::2])), strict=True):
        reached = [percent for first, percent in rows if first <= year]
        if not reached:
            return None
        total += Fraction(earned) * reached[-1] / _HUNDRED
    return total


OPERATOR: Final = Operator(
    name="contributions_paid",
    roles=("rates", "earnings*"),
    reckon=_reckon,
    unit=Unit.MONEY,
    together=2,
    columns={"rates": 2},
)
