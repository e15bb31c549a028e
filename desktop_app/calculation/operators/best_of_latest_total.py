"""Earnings of the best years together, looked for among the latest years that have earnings.

Formula: the n highest of the latest m years given. A window in years still decides which years are given; in words it
leaves none out. Dominica: the best ten of the last fifteen years during which contributions were paid.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number, numbers
from desktop_app.calculation.trace import Unit, Value


def best_of_latest(values: Values) -> list[int]:
    """Return the positions, among the earnings, of the best of the latest years; the later of two equal ones first."""
    years, _window, latest, *earnings = values
    amounts = numbers(tuple(earnings))
    found = range(max(0, len(amounts) - int(number(latest))), len(amounts))
    best = sorted(found, key=lambda at: (amounts[at], at), reverse=True)
    return sorted(best[: int(number(years))])


def _reckon(values: Values) -> Value:
    earnings = numbers(values[3:])
    return sum(earnings[at] for at in best_of_latest(values))


OPERATOR: Final = Operator(
    name="best_of_latest_total", roles=("years", "window", "latest", "earnings*"), reckon=_reckon, unit=Unit.MONEY
)
