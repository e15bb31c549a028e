"""The rate of a pension by bands of length, each with its own per cent for each whole step within it.

Formula: base % + for each band: per cent x floor(length within the band / step), at most the cap. A row of the table
is the length a band begins above, the per cent, and the step; a band ends where the next begins. Belize: 3 % for each
50 up to 500, 2 % up to 750, 1 % above; Saint Kitts and Nevis: 30 % at 500, 2 % for each 50 up to 750, 1 % above.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number, numbers, rule_table
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    length, base, bands, cap = values
    rows = [numbers(row) for row in rule_table(bands).rows]
    have, rate = number(length), number(base)
    for at, (begins, percent, step) in enumerate(rows):
        ends = rows[at + 1][0] if at + 1 < len(rows) else have
        rate += percent * max(0, (min(have, ends) - begins) // step)
    return min(rate, number(cap))


OPERATOR: Final = Operator(
    name="banded_accrual",
    roles=("length", "base_percent", "bands", "cap_percent"),
    reckon=_reckon,
    unit=Unit.PERCENT,
    columns={"bands": 3},
)
