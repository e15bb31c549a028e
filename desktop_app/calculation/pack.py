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

from desktop_app.calculation.trace import Authority, AuthorityKind, Confidence, RuleTable, Source, Unit
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.money import Rounding
from desktop_app.domain.persons import Sex
from desktop_app.domain.states import Party

RuleValue = int | Fraction | str | date | RuleTable

CLASS_OF_ROW: Final = "row_class"
WEEKLY_EARNINGS_OF_ROW: Final = "row_weekly_earnings"
WEEKS_OF_ROW: Final = "row_weeks"

BUILT_IN: Final[Mapping[str, Unit]] = MappingProxyType(
    {
        "weeks": Unit.WEEKS,
        "paid_weeks": Unit.WEEKS,
        "age": Unit.YEARS,
        "age_at_claim": Unit.YEARS,
        "birth_date": Unit.DATE,
        "contingency_date": Unit.DATE,
        "claim_date": Unit.DATE,
        "earnings_by_year": Unit.MONEY,
        "earnings_and_years": Unit.MONEY,
        "weeks_by_year": Unit.WEEKS,
        "paid_weeks_by_year": Unit.WEEKS,
        "insured_years": Unit.NUMBER,
        "years_since_first_insured": Unit.NUMBER,
        "age_at_first_insured": Unit.YEARS,
        "degree": Unit.PERCENT,
        "weekly_earnings_before_accident": Unit.MONEY,
        "deceased_age": Unit.YEARS,
        "number_of_children": Unit.NUMBER,
        "number_of_spouses": Unit.NUMBER,
        "survivor_age": Unit.YEARS,
        "survivor_invalid": Unit.YES_NO,
        "survivor_in_education": Unit.YES_NO,
        "survivor_cares_for_child": Unit.YES_NO,
        "survivor_dependent": Unit.YES_NO,
        "union_years": Unit.NUMBER,
        CLASS_OF_ROW: Unit.TEXT,
        WEEKLY_EARNINGS_OF_ROW: Unit.MONEY,
        WEEKS_OF_ROW: Unit.WEEKS,
    }
)
"""The figures of the case that a step may name.

`weeks` and `paid_weeks` are the State's own or the totalised ones. `age` is the age at the contingency, `age_at_claim`
that on the day of the claim where the claim came later.
"""

SCOPED: Final = frozenset(
    {
        "weeks",
        "paid_weeks",
        "weeks_by_year",
        "paid_weeks_by_year",
        "insured_years",
        "years_since_first_insured",
        "age_at_first_insured",
    }
)
"""The figures that differ between the State's own insurance and the totalised one."""

PERSONAL: Final = frozenset(
    {
        "survivor_age",
        "survivor_invalid",
        "survivor_in_education",
        "survivor_cares_for_child",
        "survivor_dependent",
        "union_years",
    }
)
"""The figures that differ from survivor to survivor."""

OF_ROWS: Final = frozenset({CLASS_OF_ROW, WEEKLY_EARNINGS_OF_ROW, WEEKS_OF_ROW})
"""The figures that differ from one of the State's own rows of paid weeks to the next."""

LISTS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "earnings_by_year": 1,
        "weeks_by_year": 1,
        "paid_weeks_by_year": 1,
        "earnings_and_years": 2,
    }
)
"""The figures of the case that are many, and how many inputs belong together: a year and its earnings, for example."""

OF_INJURY: Final = frozenset({"degree", "weekly_earnings_before_accident"})
"""The figures of an injury or disease of the employment."""

OF_SURVIVORS: Final = PERSONAL | {"deceased_age", "number_of_children", "number_of_spouses"}
"""The figures that only a survivors' pension or a death benefit knows."""

ENTITLED: Final = "entitled"
PENSION: Final = "pension"
RESULTS: Final = (ENTITLED,)
"""Steps every benefit must have, by the names the engine asks for; `pension` too, unless there are shares."""

OPTIONAL_RESULTS: Final = (
    PENSION,
    "average_weekly_earnings",
    "rate",
    "months_early",
    "months_late",
    "local_pension",
    "grant",
)
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
class Member:
    """What of a person decides which value of a parameter holds: birth, sex, first own insured day in the State."""

    birth: date
    sex: Sex = Sex.NOT_STATED
    first_insured: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The persons a dated value is limited to; both days of a pair count, None is open."""

    born_from: date | None = None
    born_to: date | None = None
    sex: Sex = Sex.NOT_STATED
    first_insured_from: date | None = None
    first_insured_to: date | None = None

    def holds(self, member: Member) -> bool:
        """Tell whether a person belongs, as far as is known of the person."""
        return (
            _within(self.born_from, member.birth, self.born_to)
            and (self.sex is Sex.NOT_STATED or member.sex in (self.sex, Sex.NOT_STATED))
            and (
                member.first_insured is None
                or _within(self.first_insured_from, member.first_insured, self.first_insured_to)
            )
        )

    def asks(self, member: Member) -> str:
        """Return what must be stated before it can be told whether a person belongs; empty where it can."""
        if self.sex is not Sex.NOT_STATED and member.sex is Sex.NOT_STATED:
            return "sex"
        if member.first_insured is None and (self.first_insured_from or self.first_insured_to):
            return "first_insured"
        return ""

    def meets(self, other: "Group") -> bool:
        """Tell whether a person can belong to both groups."""
        return (
            _overlap(self.born_from, self.born_to, other.born_from, other.born_to)
            and (Sex.NOT_STATED in (self.sex, other.sex) or self.sex is other.sex)
            and _overlap(
                self.first_insured_from, self.first_insured_to, other.first_insured_from, other.first_insured_to
            )
        )


EVERYBODY: Final = Group()


def _within(start: date | None, day: date, end: date | None) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


def _overlap(start: date | None, end: date | None, other_start: date | None, other_end: date | None) -> bool:
    return (start is None or other_end is None or start <= other_end) and (
        other_start is None or end is None or other_start <= end
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """What a parameter is between two days, both counted; None is open.

    `fields` are its values by name, `units` their units. `authority` carries source, confidence (the lowest of value,
    basis and date), reading and the rule in a few words. `unsure_about` names what is of low confidence: `value`,
    `date` or `basis`. `group` are the persons it is limited to. `announced`: a law made known and not yet in force.
    """

    fields: Mapping[str, RuleValue]
    units: Mapping[str, Unit]
    start: date | None
    end: date | None
    authority: Authority
    unsure_about: str = ""
    group: Group = EVERYBODY
    announced: bool = False

    @property
    def reading(self) -> str:
        """The reading's id, empty for the pack's own."""
        return self.authority.reading

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return _within(self.start, day, self.end)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parameter:
    """A dated parameter of a State's law, and the day that decides which of its values holds.

    `readings` are the ids of its other readings, in the pack's order. `basis_known` tells whether a source says which
    day decides. `units` are the units of its fields as the pack writes them, `grouped` tells whether a value is limited
    to a group. Two parameters are never the same one.
    """

    name: str
    basis: Basis
    values: tuple[DatedValue, ...]
    readings: tuple[str, ...] = ()
    basis_known: bool = False
    units: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    grouped: bool = False

    def on(self, day: date, reading: str = "", member: Member | None = None) -> DatedValue | None:
        """Return the value that holds on a day in a reading, or None where the pack has none.

        With `member`, a value that is limited to a group holds only for a person of it.
        """
        for value in self.values:
            if value.reading == reading and value.holds_on(day) and (member is None or value.group.holds(member)):
                return value
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the worksheet: an operator and where its inputs come from.

    An input is a figure of the case (`weeks`), an earlier step, or a field of a parameter (`accrual.base_percent`).
    With `only_if`, the step is left out (its first input stands for it) while the named figure is nought. With
    `on_row_date`, its parameters are those of the row's own day. `gathered` names the figure of which it takes every
    row's: the single name in a role that takes any number.
    """

    name: str
    operator: str
    inputs: Mapping[str, str | tuple[str, ...]]
    only_if: str = ""
    on_row_date: bool = False
    gathered: str = ""

    def references(self) -> tuple[str, ...]:
        """Return every figure the step names, `only_if` included."""
        named: list[str] = [self.only_if] if self.only_if else []
        for reference in self.inputs.values():
            named.extend((reference,) if isinstance(reference, str) else reference)
        return tuple(named)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRule:
    """What a survivor gets: whose share it is, the test, the step with the weekly amount, and what says how long."""

    who: tuple[Relationship, ...]
    amount: str
    condition: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotProvided:
    """A benefit that a State is known not to have, and who says so."""

    says: str
    authority: Authority


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BenefitRules:
    """The rules of one benefit in one State. Two of them are never the same one, as two parameters are not.

    `scoped` are the steps that depend on own or totalised weeks, `personal` those that differ between survivors,
    `by_row` those that are reckoned for every row of the State,
    `readings` the ids of all its other readings. `shares` are tried in their order; `family_maximum` and
    `family_minimum` name the steps that bound the sum of them. With `not_provided` the State has no such benefit.
    """

    benefit: Benefit
    parameters: Mapping[str, Parameter]
    steps: Mapping[str, Step]
    verified_on: date
    scoped: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    by_row: frozenset[str] = frozenset()
    readings: frozenset[str] = frozenset()
    shares: tuple[ShareRule, ...] = ()
    family_maximum: str = ""
    family_minimum: str = ""
    not_provided: NotProvided | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingNote:
    """A reading that another source gives of a State's rules: its id, source, how sure, and what it differs in."""

    id: str
    sources: tuple[Source, ...]
    confidence: Confidence
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two sources that disagree: about what, what each says, and which is used and why."""

    about: str
    a: str
    b: str
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked example of a pack: a case file as text, and what the State's line of the result must say.

    `published`: a source publishes the figures; otherwise they were worked out by hand, as `note` shows.
    """

    name: str
    case: str
    expect: Mapping[str, object]
    sources: tuple[Source, ...] = ()
    published: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """One State's rules. `digest` is `sha256:` over the pack's files; `gaps` are what the sources leave open.

    `scheme_start` is the day on which the State's insurance began, None where it is not known. `recorded` are
    parameters that no benefit uses and that are kept for the reader (ceilings, contribution rates).
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
    conflicts: tuple[Conflict, ...] = ()
    recorded: Mapping[str, Parameter] = field(default_factory=lambda: MappingProxyType({}))
    examples: tuple[Example, ...] = ()


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
    authority: Authority = field(init=False, repr=False, compare=False)
    """What a figure rests on that follows the point's option."""

    def __post_init__(self) -> None:
        authority = Authority(
            kind=AuthorityKind.POLICY,
            reference=self.id,
            confidence=self.confidence,
            sources=self.sources,
            note=self.note,
        )
        object.__setattr__(self, "authority", authority)

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
    authority: Authority = field(init=False, repr=False, compare=False)
    """What a figure rests on that follows the provision."""

    def __post_init__(self) -> None:
        authority = Authority(
            kind=AuthorityKind.AGREEMENT,
            reference=self.article or self.id,
            confidence=self.confidence,
            sources=self.sources,
            note=self.note,
        )
        object.__setattr__(self, "authority", authority)


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
    defaults: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """The option of every open point where nothing else is chosen."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "defaults", {point.id: point.default for point in self.points.values()})

    def options_of(self, point: str) -> tuple[str, ...]:
        """Return the options of an open point, the default first; none for a point that does not exist."""
        known = self.points.get(point)
        return known.options if known is not None else ()


def scoped_steps(steps: Mapping[str, Step]) -> frozenset[str]:
    """Return the steps that depend, directly or through others, on own or totalised weeks."""
    return resting_on(steps, SCOPED)


def personal_steps(steps: Mapping[str, Step]) -> frozenset[str]:
    """Return the steps that depend, directly or through others, on the survivor."""
    return resting_on(steps, PERSONAL)


def resting_on(steps: Mapping[str, Step], figures: frozenset[str]) -> frozenset[str]:
    """Return the steps that rest on certain figures; a step names only earlier ones, so one pass is enough."""
    found: set[str] = set()
    for step in steps.values():
        if any(name in figures or name in found for name in step.references()):
            found.add(step.name)
    return frozenset(found)


def row_steps(steps: Mapping[str, Step]) -> frozenset[str]:
    """Return the steps that are reckoned row by row: they name a figure of a row, or the row's own day."""
    found: set[str] = set()
    for step in steps.values():
        named = set(step.references()) - {step.gathered}
        if step.on_row_date or named & (OF_ROWS | found):
            found.add(step.name)
    return frozenset(found)
