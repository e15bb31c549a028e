"""The rules of a benefit made ready once for all cases: where each figure is kept, and what each step takes.

A pack says a step by names. What the names mean (an operator, a field of a parameter, a figure of every row) is the
same for every case, so it is looked up when the first case comes and not for each of ten thousand.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Final

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.operators.operator import Operator
from desktop_app.calculation.pack import (
    LISTS,
    OF_ROWS,
    PERSONAL,
    SCOPED,
    Basis,
    BenefitRules,
    CaseDays,
    Parameter,
    Step,
)
from desktop_app.calculation.settled import Settled
from desktop_app.calculation.trace import TraceNode
from desktop_app.domain.persons import Sex

_BENEFITS: Final = 256
_SPANS: Final = 1024
_NO_DAY: Final = -1
FIRST_KNOWN: Final = "first_known"


class Home(Enum):
    """Where a figure that is not the same throughout a case is kept: it differs between scopes, rows or survivors."""

    SCOPE = "scope"
    SURVIVOR = "survivor"
    ROW = "row"
    ROW_OF_SCOPE = "row of scope"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReadyStep:
    """A step with its operator.

    `takes` are its inputs in the operator's order: the name of each, whether it is kept in the scope or in the case,
    and the step that makes it, None for a parameter or a figure of the case. `takes` itself is None for a step that
    takes lists, figures of rows or survivors, parameters of a row's day, or the first figure that is known. `left`
    stands for it where its `only_if` is nought.
    """

    step: Step
    operator: Operator
    takes: tuple[tuple[str, bool, "ReadyStep | None"], ...] | None
    left: str
    scoped: bool
    by_row: bool


SpanKey = tuple[int, int, int, str, int]
"""Between which changes of the rules a case lies: contingency, claim, birth, sex, first insured day."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReadyRules:
    """The rules of a benefit.

    `homes` says where the figures are kept that differ within a case; those of any other name are the same throughout
    it. `fields` are the parameters' fields by reference (`accrual.base_percent`). `changes` are the days on which a
    value begins or one has ended, `births` the days of birth and `insured` the first insured days at which another
    value begins to hold for a person, as ordinals in their order; `by_sex` tells whether a value is limited to a sex.
    """

    steps: Mapping[str, ReadyStep]
    homes: Mapping[str, Home]
    fields: Mapping[str, tuple[Parameter, str]]
    changes: tuple[int, ...]
    births: tuple[int, ...]
    insured: tuple[int, ...]
    by_sex: bool

    def span(self, days: CaseDays, sex: Sex, first_insured: date | None) -> SpanKey:
        """Return between which changes a case lies: the same values hold for all cases of one answer.

        Where contingency and claim lie between different changes, they are told to the day, as a finding tells them.
        """
        contingency, claim = days.contingency.toordinal(), days.claim.toordinal()
        at, other = bisect_right(self.changes, contingency), bisect_right(self.changes, claim)
        birth = bisect_right(self.births, days.birth.toordinal()) if self.births else 0
        first = 0
        if self.insured:
            first = _NO_DAY if first_insured is None else bisect_right(self.insured, first_insured.toordinal())
        whose = sex if self.by_sex else ""
        return (at, other, birth, whose, first) if at == other else (contingency, claim, birth, whose, first)


@lru_cache(maxsize=_BENEFITS)
def ready(rules: BenefitRules) -> ReadyRules:
    """Return the rules made ready."""
    fields = {
        f"{name}.{entry}": (parameter, entry)
        for name, parameter in rules.parameters.items()
        for value in parameter.values
        for entry in value.fields
    }
    fields |= {name: (parameter, "value") for name, parameter in rules.parameters.items()}
    homes = dict.fromkeys(SCOPED | rules.scoped, Home.SCOPE)
    for name in OF_ROWS | rules.by_row:
        homes[name] = Home.ROW_OF_SCOPE if name in homes else Home.ROW
    homes |= dict.fromkeys(PERSONAL | rules.personal, Home.SURVIVOR)
    of_birth = [
        each for parameter in rules.parameters.values() if parameter.basis is Basis.BIRTH for each in parameter.values
    ]
    of_days = [
        each
        for parameter in rules.parameters.values()
        if parameter.basis is not Basis.BIRTH
        for each in parameter.values
    ]
    groups = [each.group for each in (*of_days, *of_birth)]
    steps: dict[str, ReadyStep] = {}
    for name, step in rules.steps.items():  # a step names earlier ones only
        steps[name] = _ready_step(step, rules, homes, steps)
    return ReadyRules(
        steps=steps,
        homes=homes,
        fields=fields,
        changes=_changes((each.start, each.end) for each in of_days),
        births=_changes(
            [*((each.start, each.end) for each in of_birth), *((each.born_from, each.born_to) for each in groups)]
        ),
        insured=_changes((each.first_insured_from, each.first_insured_to) for each in groups),
        by_sex=any(each.sex is not Sex.NOT_STATED for each in groups),
    )


def _changes(spans: Iterable[tuple[date | None, date | None]]) -> tuple[int, ...]:
    """Return the first day of each span and the day after its last, as ordinals; None is open."""
    days: set[int] = set()
    for start, end in spans:
        if start is not None:
            days.add(start.toordinal())
        if end is not None:
            days.add(end.toordinal() + 1)
    return tuple(sorted(days))


def _ready_step(
    step: Step, rules: BenefitRules, homes: Mapping[str, Home], earlier: Mapping[str, ReadyStep]
) -> ReadyStep:
    operator = OPERATORS[step.operator]
    names = _single_names(step, operator, homes)
    return ReadyStep(
        step=step,
        operator=operator,
        takes=None if names is None else tuple((name, name in homes, earlier.get(name)) for name in names),
        left=str(step.inputs.get(operator.roles[0], "")),
        scoped=step.name in rules.scoped,
        by_row=step.name in rules.by_row,
    )


def _single_names(step: Step, operator: Operator, homes: Mapping[str, Home]) -> list[str] | None:
    """Return the names of a step's inputs where each names one figure of the scope or of the case."""
    if step.on_row_date or step.gathered or step.operator == FIRST_KNOWN:
        return None
    names: list[str] = []
    for role in operator.roles:
        named = step.inputs.get(role.rstrip("*"), ())
        names.extend((named,) if isinstance(named, str) else named)
    if any(name in LISTS or homes.get(name, Home.SCOPE) is not Home.SCOPE for name in names):
        return None
    return names


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FirstField:
    """A field of the parameter `name` that has findings, as the figure that carries them; `rest` are its others."""

    name: str
    settled: Settled
    leaf: TraceNode
    rest: Mapping[str, TraceNode]


@dataclass(slots=True, kw_only=True, eq=False)
class RulesOfSpan:
    """What is known already of the parameters of a benefit between two changes; more is added as it is asked.

    Cases of the same span share it. `settled` are the parameters by name; a code stands where a value cannot be told.
    `leaves` are the fields, by reference, of those that nothing is to be said about: no finding depends on whether they
    are asked for, so a case may have them from the start. `firsts` are the fields, by reference, that came first of a
    parameter with findings; `rest` its further fields, by parameter, which come with the first one.
    """

    settled: dict[str, Settled | str] = field(default_factory=dict)
    leaves: dict[str, TraceNode] = field(default_factory=dict)
    firsts: dict[str, FirstField] = field(default_factory=dict)
    rest: dict[str, dict[str, TraceNode]] = field(default_factory=dict)


@lru_cache(maxsize=_SPANS)
def rules_of_span(rules: BenefitRules, state: str, currency: str, reading: str, span: SpanKey) -> RulesOfSpan:
    """Return the rules of a benefit in a span (`ReadyRules.span`), the same for every case in it."""
    del rules, state, currency, reading, span  # they are what it is kept by
    return RulesOfSpan()
