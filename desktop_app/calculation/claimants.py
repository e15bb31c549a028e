"""How many children and spouses a State's shares go to: who has no share there takes none from the others.

A child over age who stands in the claim leaves a widow her share without children. Who cannot be told from what is
stated counts as having one.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.pack import SCOPED, BenefitRules, resting_on
from desktop_app.domain.dependants import Survivor

CHILDREN: Final = "number_of_children"
SPOUSES: Final = "number_of_spouses"

_NOT_ASKED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {CHILDREN: SCOPED | {CHILDREN, SPOUSES}, SPOUSES: SCOPED | {SPOUSES}}
)
"""What a condition must not rest on to be asked here: lengths differ between own and totalised insurance, and a number
that rests on itself is none. Such a condition counts as met. The spouses may rest on the children, not the reverse."""


def number_with_share(
    name: str,
    rules: BenefitRules,
    survivors: Sequence[Survivor],
    is_met: Callable[[str, Survivor], bool | None],
) -> int:
    """Return how many of the claim's children or spouses have a share by this State's rules.

    `is_met` tells how a condition comes out for a survivor, None where it cannot be told.
    """
    unasked = resting_on(rules.steps, _NOT_ASKED[name])
    found = 0
    for survivor in survivors:
        if not (survivor.relationship.young if name == CHILDREN else survivor.relationship.spouse):
            continue
        conditions = [rule.condition for rule in rules.shares if survivor.relationship in rule.who]
        if any(each == "" or each in unasked or is_met(each, survivor) is not False for each in conditions):
            found += 1
    return found
