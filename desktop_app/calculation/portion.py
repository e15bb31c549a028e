"""What one survivor gets from one State, on its way to the result."""

from dataclasses import dataclass
from fractions import Fraction

from desktop_app.calculation.trace import TraceNode
from desktop_app.domain.dependants import Survivor
from desktop_app.domain.findings import Fact, Reason


@dataclass(slots=True, kw_only=True)
class Portion:
    """What one survivor gets in one scope: the amount, or the reason why there is none.

    `unknown`: whether the survivor gets something, or how much, cannot be told here. `percent` is the share where it is
    a per cent of a pension; `until` is how long, in the rule's words.
    """

    survivor: Survivor
    node: TraceNode | None = None
    reason: Reason | None = None
    unknown: bool = False
    percent: Fraction | None = None
    until: str = ""

    @property
    def facts(self) -> dict[str, Fact]:
        """Whose figure it is, as facts of a figure of the worksheet."""
        return {"survivor": self.survivor.id, "relationship": self.survivor.relationship.value}
