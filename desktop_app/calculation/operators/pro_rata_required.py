"""The actual amount by the other reading: notional amount x own length / length required, never more than the whole.

Source: CARICOM's booklet (one's contributions against the total required to qualify) and the treaties with Canada.
Not Article 19(2) as NIS Saint Vincent quotes and computes it; used only where the office chose it.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    notional, own, required = numbers(values)
    return Fraction(notional) * min(own, required) / required


OPERATOR: Final = Operator(
    name="pro_rata_required",
    roles=("notional", "own_length", "required_length"),
    reckon=_reckon,
    unit=Unit.MONEY,
    in_packs=False,
)
