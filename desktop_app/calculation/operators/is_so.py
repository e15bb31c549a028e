"""A fact of the case is so: the survivor is an invalid, is in education, was maintained by the deceased.

Not stated is neither yes nor no. Antigua and Barbuda: an invalid widower whom his wife maintained.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    return values[0] is True


OPERATOR: Final = Operator(name="is_so", roles=("fact",), reckon=_reckon, unit=Unit.YES_NO, deciding="fact")
