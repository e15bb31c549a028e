"""The actual amount by Article 19(2): notional amount x own weeks / totalised weeks.

Source: NIS Saint Vincent, CARICOM page: "direct ratio to the notional amount". Own and totalised weeks both come after
overlaps, or the shares of all States would exceed one.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers, product_over
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    notional, own, totalised = numbers(values)
    return product_over(notional, own, totalised)


OPERATOR: Final = Operator(
    name="pro_rata_totalised",
    roles=("notional", "own_weeks", "totalised_weeks"),
    reckon=_reckon,
    unit=Unit.MONEY,
    in_packs=False,
)
