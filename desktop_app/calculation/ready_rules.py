"""The rules of a benefit made ready once for all cases: where each figure is kept, and what each step takes.

A pack says a step by names. What the names mean (an operator, a field of a parameter, a figure of every row) is the
same for every case, so it is looked up when the first case comes and not for each of ten thousand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Final

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.operators.operator import Operator
from desktop_app.calculation.pack import LISTS, OF_ROWS, PERSONAL, SCOPED, Basis, BenefitRules, Member, Parameter, Step
from desktop_app.calculation.settled import Settled
from desktop_app.calculation.trace import TraceNode

_BENEFITS: Final = 256
_DAYS: Final = 1024
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

    `takes` are the names of its inputs in the operator's order, each with whether it is kept in the scope or in the
    case; None for a step that takes lists, figures of rows or survivors, parameters of a row's day, or the first figure
    that is known. `left` stands for it where its `only_if` is nought.
    """

    step: Step
    operator: Operator
    takes: tuple[tuple[str, bool], ...] | None
    left: str
    scoped: bool
    by_row: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReadyRules:
    """The rules of a benefit.

    `homes` says where the figures are kept that differ within a case; those of any other name are the same throughout
    it. `fields` are the parameters' fields by reference (`accrual.base_percent`), `by_birth` tells whether the day of
    birth decides any value, `grouped` whether any is limited to a group of persons.
    """

    steps: Mapping[str, ReadyStep]
    homes: Mapping[str, Home]
    fields: Mapping[str, tuple[Parameter, str]]
    by_birth: bool
    grouped: bool


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
    return ReadyRules(
        steps={name: _ready_step(step, rules, homes) for name, step in rules.steps.items()},
        homes=homes,
        fields=fields,
        by_birth=any(each.basis is Basis.BIRTH for each in rules.parameters.values()),
        grouped=any(each.grouped for each in rules.parameters.values()),
    )


def _ready_step(step: Step, rules: BenefitRules, homes: Mapping[str, Home]) -> ReadyStep:
    operator = OPERATORS[step.operator]
    return ReadyStep(
        step=step,
        operator=operator,
        takes=_takes(step, operator, homes),
        left=str(step.inputs.get(operator.roles[0], "")),
        scoped=step.name in rules.scoped,
        by_row=step.name in rules.by_row,
    )


def _takes(step: Step, operator: Operator, homes: Mapping[str, Home]) -> tuple[tuple[str, bool], ...] | None:
    """Return the names of a step's inputs where each names one figure of the scope or of the case."""
    if step.on_row_date or step.gathered or step.operator == FIRST_KNOWN:
        return None
    names: list[str] = []
    for role in operator.roles:
        named = step.inputs.get(role.rstrip("*"), ())
        names.extend((named,) if isinstance(named, str) else named)
    if any(name in LISTS or homes.get(name, Home.SCOPE) is not Home.SCOPE for name in names):
        return None
    return tuple((name, name in homes) for name in names)


@dataclass(slots=True, kw_only=True, eq=False)
class RulesOfDay:
    """What is known already of the parameters of a benefit on a case's days, by name; more is added as it is asked.

    Cases of the same days share it. A code stands where a value cannot be told. `leaves` are the fields, by reference,
    of those that nothing is to be said about: no finding depends on whether they are asked for, so a case may have them
    from the start. `rest` are the further fields, by parameter, of those with findings, which come with the first field
    that is asked for.
    """

    settled: dict[str, Settled | str] = field(default_factory=dict)
    leaves: dict[str, TraceNode] = field(default_factory=dict)
    rest: dict[str, dict[str, TraceNode]] = field(default_factory=dict)


@lru_cache(maxsize=_DAYS)
def rules_of_day(
    rules: BenefitRules,
    state: str,
    currency: str,
    contingency: date,
    claim: date,
    birth: date | None,
    reading: str,
    member: Member | None,
) -> RulesOfDay:
    """Return the rules of a benefit on a case's days, the same for every case of these days.

    `birth` and `member` are given where a value depends on the day of birth, or is limited to groups of persons.
    """
    del rules, state, currency, contingency, claim, birth, reading, member  # they are what it is kept by
    return RulesOfDay()
