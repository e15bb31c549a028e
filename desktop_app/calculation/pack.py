"""Rule packs and the Agreement's rules as values: dated parameters, readings, steps, open points. Knows no file.

The format they are read from is described in resources/rules/README.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.trace import Authority, Confidence, Source, Unit
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Rounding
from desktop_app.domain.states import Party

RuleValue = int | Fraction | str

BUILT_IN: Final[Mapping[str, Unit]] = MappingProxyType(
    {
        "weeks": Unit.WEEKS,
        "paid_weeks": Unit.WEEKS,
        "age": Unit.YEARS,
        "age_at_claim": Unit.YEARS,
        "earnings_by_year": Unit.MONEY,
    }
)
"""The figures of the case that a step may name; `weeks` and `paid_weeks` are the State's own or the totalised ones.

`age` is the age at the contingency, `age_at_claim` that on the day of the claim where the claim came later.
"""

SCOPED: Final = frozenset({"weeks", "paid_weeks"})
"""The figures that differ between the State's own insurance and the totalised one."""

RESULTS: Final = ("entitled", "average_weekly_earnings", "rate", "pension")
"""Steps every benefit must have, by the names the engine asks for."""

OPTIONAL_RESULTS: Final = ("months_early", "local_pension", "grant")
"""Steps a benefit may have, by the names the engine asks for."""


class Basis(StrEnum):
    """The day that decides which dated value holds."""

    CONTINGENCY = "contingency_date"
    CLAIM = "claim_date"
    BIRTH = "birth_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDays:
    """The days of a case by which dated values are chosen."""

    contingency: date
    claim: date
    birth: date

    def of(self, basis: Basis) -> date:
        """Return the day of a basis."""
        match basis:
            case Basis.CONTINGENCY:
                return self.contingency
            case Basis.CLAIM:
                return self.claim
            case Basis.BIRTH:
                return self.birth

    def otherwise(self, basis: Basis) -> date:
        """Return the day that might decide instead: the claim for the contingency, and the other way round."""
        match basis:
            case Basis.CONTINGENCY:
                return self.claim
            case Basis.CLAIM:
                return self.contingency
            case Basis.BIRTH:
                return self.birth


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """What a parameter is between two days, both counted; None is open.

    `fields` are its values by name, `units` their units. `authority` carries source, confidence (the lowest of value,
    basis and date), reading and the rule in a few words. `unsure_about` names what is of low confidence: `value`,
    `date` or `basis`.
    """

    fields: Mapping[str, RuleValue]
    units: Mapping[str, Unit]
    start: date | None
    end: date | None
    authority: Authority
    unsure_about: str = ""

    @property
    def reading(self) -> str:
        """The reading's id, empty for the pack's own."""
        return self.authority.reading

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parameter:
    """A dated parameter of a State's law, and the day that decides which of its values holds.

    `readings` are the ids of its other readings, in the pack's order. `basis_known` tells whether a source says which
    day decides. Two parameters are never the same one.
    """

    name: str
    basis: Basis
    values: tuple[DatedValue, ...]
    readings: tuple[str, ...] = ()
    basis_known: bool = False

    def on(self, day: date, reading: str = "") -> DatedValue | None:
        """Return the value that holds on a day in a reading, or None where the pack has none."""
        for value in self.values:
            if value.reading == reading and value.holds_on(day):
                return value
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the worksheet: an operator and where its inputs come from.

    An input is a figure of the case (`weeks`), an earlier step, or a field of a parameter (`accrual.base_percent`).
    With `only_if`, the step is left out (its first input stands for it) while the named figure is nought.
    """

    name: str
    operator: str
    inputs: Mapping[str, str | tuple[str, ...]]
    only_if: str = ""

    def references(self) -> tuple[str, ...]:
        """Return every figure the step names, `only_if` included."""
        named: list[str] = [self.only_if] if self.only_if else []
        for reference in self.inputs.values():
            named.extend((reference,) if isinstance(reference, str) else reference)
        return tuple(named)


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitRules:
    """The rules of one benefit in one State.

    `scoped` are the steps that depend on own or totalised weeks, `readings` the ids of all its other readings.
    """

    benefit: Benefit
    parameters: Mapping[str, Parameter]
    steps: Mapping[str, Step]
    verified_on: date
    scoped: frozenset[str] = frozenset()
    readings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingNote:
    """A reading that another source gives of a State's rules: its id, source, how sure, and what it differs in."""

    id: str
    sources: tuple[Source, ...]
    confidence: Confidence
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """One State's rules. `digest` is `sha256:` over the pack's files; `gaps` are what the sources leave open.

    `scheme_start` is the day on which the State's insurance began, None where it is not known.
    """

    state: str
    name: str
    institution: str
    currency: str
    contribution_unit: str
    verified_on: date
    digest: str
    benefits: Mapping[Benefit, BenefitRules]
    sources: Mapping[str, Source]
    readings: Mapping[str, ReadingNote] = field(default_factory=lambda: MappingProxyType({}))
    gaps: tuple[str, ...] = ()
    scheme_start: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """A point the Agreement's sources leave open: its options, the default first, and what the default rests on.

    `grade` is C (said of the Agreement itself), M (its model), S (a sibling) or ? (not found).
    """

    id: str
    options: tuple[str, ...]
    grade: str
    confidence: Confidence
    sources: tuple[Source, ...]
    note: str

    @property
    def default(self) -> str:
        """The option used where nothing else is chosen."""
        return self.options[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A provision of the Agreement that a figure rests on: its subject, or its Article where a source confirms one."""

    id: str
    article: str
    confidence: Confidence
    sources: tuple[Source, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRules:
    """The Agreement as data: parties, open points, provisions and the conventions of the calculation.

    `rounding` is the rule used once, at the end, where a State's pack has none of its own. `year_weeks` is how many
    contribution weeks of all States together a calendar year can hold.
    """

    name: str
    digest: str
    verified_on: date
    in_force_from: date
    parties: Mapping[str, Party]
    points: Mapping[str, OpenPoint]
    provisions: Mapping[str, Provision]
    rounding: Rounding
    year_weeks: int

    def options_of(self, point: str) -> tuple[str, ...]:
        """Return the options of an open point, the default first; none for a point that does not exist."""
        known = self.points.get(point)
        return known.options if known is not None else ()


def scoped_steps(steps: Mapping[str, Step]) -> frozenset[str]:
    """Return the steps that depend, directly or through others, on own or totalised weeks."""
    found: set[str] = set()
    growing = True
    while growing:
        growing = False
        for step in steps.values():
            if step.name not in found and any(name in SCOPED or name in found for name in step.references()):
                found.add(step.name)
                growing = True
    return frozenset(found)
