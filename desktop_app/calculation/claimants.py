"""How many children a State's shares go to: a child that has no share there takes none from the others.

A child over age who stands in the claim leaves a widow her share without children. Who cannot be told from what is
stated counts as having one. A wife, husband or partner who claims is counted without a share too: laws ask whether
there is one ("where there is no widow or widower").
"""

from collections.abc import Callable, Sequence
from typing import Final

from desktop_app.calculation.pack import SCOPED, BenefitRules, resting_on
from desktop_app.domain.dependants import Survivor

CHILDREN: Final = "number_of_children"

_NOT_ASKED: Final = SCOPED | {CHILDREN}
"""What a condition must not rest on to be asked here: lengths differ between own and totalised insurance, and a number
that rests on itself is none. Such a condition counts as met."""


def children_with_share(
    rules: BenefitRules, survivors: Sequence[Survivor], is_met: Callable[[str, Survivor], bool | None]
) -> int:
    """Return how many of the claim's children have a share by this State's rules.

    `is_met` tells how a condition comes out for a survivor, None where it cannot be told.
    """
    unasked = resting_on(rules.steps, _NOT_ASKED)
    found = 0
    for survivor in survivors:
        conditions = [rule.condition for rule in rules.shares if survivor.relationship in rule.who]
        if survivor.relationship.young and any(
            each == "" or each in unasked or is_met(each, survivor) is not False for each in conditions
        ):
            found += 1
    return found
