"""The rate of a pension by bands of length, each with its own per cent for each whole step within it.

Formula: base % + for each band: per cent x floor(length within the band / step), at most the cap. A row of the table
is the length a band begins above, the per cent, and the step; a band ends where the next begins. Belize: 3 % for each
50 up to 500, 2 % up to 750, 1 % above; Saint Kitts and Nevis: 30 % at 500, 2 % for each 50 up to 750, 1 % above.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number, numbers, rule_table
from desktop_app.calculation.trace import Unit, Value


def band_steps(length: Value, bands: Value) -> tuple[tuple[Fraction | int, int], ...]:
    """Return the per cent of every band and how many whole steps of the length lie within it."""
    rows = [numbers(row) for row in rule_table(bands).rows]
    have = number(length)
    found: list[tuple[Fraction | int, int]] = []
    for at, (begins, percent, step) in enumerate(rows):
        ends = rows[at + 1][0] if at + 1 < len(rows) else have
        found.append((percent, max(0, int((min(have, ends) - begins) // step))))
    return tuple(found)


def _reckon(values: Values) -> Value:
    length, base, bands, cap = values
    rate = number(base) + sum(percent * steps for percent, steps in band_steps(length, bands))
    return min(rate, number(cap))


OPERATOR: Final = Operator(
    name="banded_accrual",
    roles=("length", "base_percent", "bands", "cap_percent"),
    reckon=_reckon,
    unit=Unit.PERCENT,
    columns={"bands": 3},
)
