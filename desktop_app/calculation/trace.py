"""The trace: an immutable tree in which every figure knows its operator, inputs, value and authority.

Screen, worksheet, store and tests read this one tree. It carries codes and facts; `wording` makes the words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from desktop_app.domain.findings import Fact, Finding

Cell = int | Fraction | str


class Unit(StrEnum):
    """What a value counts. Money is in units of the node's currency, exact."""

    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    PERCENT = "percent"
    MONEY = "money"
    SHARE = "share"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    TEXT = "text"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTable:
    """A published table of a law: `units` of its columns, and its rows in the law's order; a text names a class."""

    units: tuple[Unit, ...]
    rows: tuple[tuple[Cell, ...], ...]


Value = int | Fraction | date | bool | str | RuleTable | None


class Confidence(StrEnum):
    """How sure a source is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page or law that a value rests on. `id` is the pack's own (`S1`), unique within its State."""

    id: str
    title: str
    publisher: str
    year: int | None
    url: str


class AuthorityKind(StrEnum):
    """What a figure rests on."""

    CERTIFICATE = "certificate"  # rows an institution certified; reference = certificate number
    ENTERED = "entered"  # rows or dates entered for the case; reference = field
    STATED_TOTAL = "stated_total"  # a total taken as given ("reproduce a published calculation")
    RULE = "rule"  # a dated parameter of a State's pack; reference = parameter
    AGREEMENT = "agreement"  # a provision of the Agreement; reference = subject or confirmed Article
    POLICY = "policy"  # an open point's option; reference = point
    DECISION = "decision"  # an officer's decision; reference = point
    DERIVED = "derived"  # nothing but its inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Where a figure comes from.

    `valid_from` is the day from which a rule's value or an office's setting holds, `reading` the chosen reading where
    sources disagree, `note` the pack's own remark (a fact of the source, in the source's language, printed as it is),
    an officer's reason, or the legal reference of an office's setting.
    """

    kind: AuthorityKind
    state: str = ""
    reference: str = ""
    valid_from: date | None = None
    reading: str = ""
    confidence: Confidence | None = None
    sources: tuple[Source, ...] = ()
    note: str = ""
    says: str = ""
    """The rule in a few words, as the pack has them: `best 5 years`."""
    settled_by: tuple[str, ...] = ()
    """For an open point that the office settled: who proposed the option and who accepted it."""


DERIVED = Authority(kind=AuthorityKind.DERIVED)

_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceNode:
    """One figure.

    `key` names what it is (`actual_amount`, `best_years_total`); `operator` how it was made from `inputs`
    (`pro_rata`, `rounded`; `given` for a leaf). `value` is exact. `facts` are further words (a year, a rule's name).
    `findings` belong to this figure. Applying the operator to the inputs' values gives the value again.
    """

    key: str
    operator: str
    value: Value
    unit: Unit
    currency: str = ""
    state: str = ""
    inputs: tuple["TraceNode", ...] = ()
    authority: Authority = DERIVED
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)
    findings: tuple[Finding, ...] = ()

    def walk(self) -> Iterator["TraceNode"]:
        """Yield this node and all below it, depth first."""
        yield self
        for node in self.inputs:
            yield from node.walk()

    def find(self, key: str, state: str = "") -> "TraceNode | None":
        """Return the first node with a key (and State, when given), or None."""
        return next((node for node in self.walk() if node.key == key and state in ("", node.state)), None)


class OpenFigure:
    """A figure while it is written: the fields of `TraceNode` in the same slots, and nothing that guards them.

    A frozen dataclass sets every field through `object.__setattr__`, which takes eight times as long as writing it;
    a claim has some hundred and forty figures. So the ledger writes a figure open, field by field, and then seals it:
    it becomes a `TraceNode` (Python allows it because the slots are the same, and a test holds them to it), and no
    field of it can be set any more.
    """

    __slots__ = (
        "authority",
        "currency",
        "facts",
        "findings",
        "inputs",
        "key",
        "operator",
        "state",
        "unit",
        "value",
    )
