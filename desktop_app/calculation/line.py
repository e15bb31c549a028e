"""One State on its way to its line of the result: what is known of it so far."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, TypeVar

from desktop_app.calculation.case import CertifiedAmount
from desktop_app.calculation.evaluation import Evaluation, Scope
from desktop_app.calculation.pack import NotProvided
from desktop_app.calculation.portion import Portion
from desktop_app.calculation.totalisation import StateWeeks
from desktop_app.calculation.trace import TraceNode
from desktop_app.domain.findings import Fact, Finding, Level, Reason, finding_of, keep

_NUMBERS: Final = frozenset({int, Fraction, bool})

_Known = TypeVar("_Known")


@dataclass(slots=True, kw_only=True)
class Line:
    """The figures of one State as they are made.

    `trouble` says why an amount that is due cannot be told. `too_young`: the age for a grant, the full pensionable age,
    is not reached. `of_grant` are the findings that only the grant needs. `unshared`: one State pays alone, nothing is
    shared in proportion; `grant_elsewhere` is the State that does, where it is another. `portions` are the survivors'
    shares by scope, `survivor_amounts` their amounts as they can be paid, by kind (`actual`, `local`) and survivor.
    `not_raising` are weeks of which their institution says that they count and do not raise the amount.
    """

    state: str
    currency: str
    institution: str
    in_effect: bool
    weeks: StateWeeks
    own: TraceNode
    counted: TraceNode
    findings: list[Finding]
    evaluation: Evaluation | None = None
    certified: CertifiedAmount | None = None
    scopes: dict[str, Scope] = field(default_factory=dict)
    alone: TraceNode | None = None
    totalised: TraceNode | None = None
    notional: TraceNode | None = None
    actual: TraceNode | None = None
    actual_without_rounding: Fraction | None = None
    local: TraceNode | None = None
    grant: TraceNode | None = None
    share: tuple[int, int] | None = None
    relieved: bool = False
    too_young: bool = False
    trouble: Reason | None = None
    not_provided: NotProvided | None = None
    unshared: bool = False
    grant_elsewhere: str = ""
    of_grant: tuple[Finding, ...] = ()
    not_raising: int = 0
    portions: dict[str, list[Portion]] = field(default_factory=dict)
    survivor_amounts: dict[str, dict[str, TraceNode]] = field(default_factory=dict)

    @property
    def counted_weeks(self) -> int:
        """The weeks that count in the total."""
        value = self.counted.value
        return value if type(value) is int else int(exact(self.counted))

    @property
    def entitled_alone(self) -> bool:
        """Whether the State's own weeks are enough."""
        return self.alone is not None and self.alone.value is True

    def note(self, code: str, level: Level, **facts: Fact) -> Finding:
        """Keep a finding on this State, once."""
        finding = finding_of(code, level, self.state, {"state": self.state, **facts})
        keep(finding, self.findings)
        return finding


def exact(node: TraceNode) -> Fraction | int:
    """Return a figure's number; `TypeError` for a figure that has none."""
    value = node.value
    if type(value) in _NUMBERS:
        return value  # type: ignore[return-value] # its type was looked at
    raise TypeError("the figure is not a number")


def fraction(node: TraceNode | None) -> Fraction | None:
    """Return a figure's number as a fraction, None where there is none."""
    value = node.value if node is not None else None
    if type(value) is Fraction:  # to make a fraction of a fraction costs as much as to add two
        return value
    return Fraction(value) if isinstance(value, int) else None


def present(value: _Known | None) -> _Known:
    """Return what is known to be there; `ValueError` where it is not."""
    if value is None:
        raise ValueError("a figure was asked for before it was made")
    return value
