"""One State's rules applied to one case: steps are looked up by name, reckoned when first needed, and written down.

A figure depends either on the case alone (average earnings) or on a scope: the State's own or the totalised weeks.
A parameter the pack does not have makes every figure that needs it unknown, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from desktop_app.calculation.case import StatedTotal
from desktop_app.calculation.ledger import GIVEN, NOT_KNOWN, given, made
from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.operators.best_years_total import in_window
from desktop_app.calculation.pack import SCOPED, BenefitRules, CaseDays, DatedValue, RulePack, Step
from desktop_app.calculation.settled import Settled, settle
from desktop_app.calculation.trace import Authority, AuthorityKind, TraceNode, Unit
from desktop_app.domain.findings import Fact, Finding, Level, Reason
from desktop_app.domain.money import Money
from desktop_app.foundation.problems import CaseProblem

EARNINGS: Final = "earnings_by_year"
_WINDOW: Final = "window"


@dataclass(slots=True, kw_only=True)
class Scope:
    """Own or totalised weeks, and the figures that follow from them. `keys` rename results for the worksheet."""

    figures: dict[str, TraceNode]
    keys: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Evaluation:
    """The rules of one benefit in one State, at work on one case."""

    pack: RulePack
    rules: BenefitRules
    days: CaseDays
    age: TraceNode
    age_at_claim: TraceNode
    earnings: tuple[TraceNode, ...]
    stated: StatedTotal | None
    chosen: str | Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)
    figures: dict[str, TraceNode] = field(default_factory=dict)
    _settled: dict[str, Settled | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.figures |= {"age": self.age, "age_at_claim": self.age_at_claim}
        asked = {self.chosen} if isinstance(self.chosen, str) else set(self.chosen.values())
        for reading in sorted(asked - self.rules.readings - {""}):
            raise CaseProblem("reading_unknown", state=self.pack.state, id=reading)
        if not isinstance(self.chosen, str):
            for name in sorted(set(self.chosen) - set(self.rules.parameters)):
                raise CaseProblem("reading_of_unknown_parameter", state=self.pack.state, parameter=name)

    def has(self, step: str) -> bool:
        """Tell whether the benefit has a step of this name."""
        return step in self.rules.steps

    def figure(self, name: str, scope: Scope) -> TraceNode:
        """Return a figure by the name of a step, a parameter's field, or a figure of the case."""
        home = scope.figures if name in SCOPED or name in self.rules.scoped else self.figures
        found = home.get(name)
        if found is None:
            step = self.rules.steps.get(name)
            found = self._parameter(name) if step is None else self._step(step, scope)
            home[name] = found
        return found

    def _step(self, step: Step, scope: Scope) -> TraceNode:
        operator = OPERATORS[step.operator]
        if step.only_if and self.figure(step.only_if, scope).value in (0, False):
            left = self.figure(str(step.inputs[operator.roles[0]]), scope)
            return replace(left, key=scope.keys.get(step.name, left.key))
        inputs: list[TraceNode] = []
        for role in operator.roles:
            reference = step.inputs.get(role.rstrip("*"))
            if reference is None:
                continue
            if reference == EARNINGS:
                inputs.extend(self._earnings(step, scope))
            elif isinstance(reference, str):
                inputs.append(self.figure(reference, scope))
            else:
                inputs.extend(self.figure(name, scope) for name in reference)
        node = made(
            scope.keys.get(step.name, step.name),
            step.operator,
            inputs,
            state=self.pack.state,
            currency=self.pack.currency,
        )
        return self._as_stated(node) if step.operator == "best_years_total" else node

    def _earnings(self, step: Step, scope: Scope) -> list[TraceNode]:
        """Return the earnings of the years within the window; where there is none, the total cannot be known."""
        window = self.figure(str(step.inputs[_WINDOW]), scope).value
        last = self.days.contingency.year
        found = [node for node in self.earnings if in_window(int(node.facts["year"]), last, window)]
        told = self.stated is not None and self.stated.best_years_total is not None
        if not found:
            level = Level.NOTE if told else Level.ERROR
            return [
                self._unknown("earnings_in_window", Unit.MONEY, "no_earnings_in_window", self.days.contingency, level)
            ]
        wanted = self.figure(str(step.inputs["years"]), scope).value
        if isinstance(wanted, int) and len(found) < wanted and not told:
            self._note("fewer_years_than_rule", Level.WARNING, years=len(found), rule=wanted)
        return found

    def _as_stated(self, node: TraceNode) -> TraceNode:
        """Put a published total in the place of the rows' own, which stands beside it with the difference."""
        if self.stated is None or self.stated.best_years_total is None:
            return node
        total = self.stated.best_years_total
        differs: tuple[Finding, ...] = ()
        if node.value != total.units:
            rows = "" if node.value is None else Money.of(_exact(node), total.currency).plain
            differs = (
                self._note(
                    "stated_best_years_differ",
                    Level.WARNING,
                    stated=total.plain,
                    rows=rows,
                    currency=total.currency,
                    years=len(node.inputs) - 2,
                ),
            )
        leaf = given(
            "stated_best_years_total",
            total.units,
            Unit.MONEY,
            state=self.pack.state,
            currency=total.currency,
            authority=Authority(kind=AuthorityKind.STATED_TOTAL, state=self.pack.state, reference="best_years_total"),
        )
        return made(
            "best_years_total",
            "stated_total",
            (leaf, node),
            state=self.pack.state,
            currency=self.pack.currency,
            authority=leaf.authority,
            findings=differs,
        )

    def compare_stated(self, scope: Scope) -> None:
        """Hold a stated total against the rows even where no amount needed it."""
        if self.stated is not None and self.stated.best_years_total is not None:
            for step in self.rules.steps.values():
                if step.operator == "best_years_total":
                    self.figure(step.name, scope)

    def _parameter(self, reference: str) -> TraceNode:
        name, _, entry = reference.partition(".")
        first = name not in self._settled
        settled = self._settle(name)
        wanted = entry or "value"
        if settled is None or wanted not in settled.value.fields:
            return self._unknown(
                name, Unit.TEXT, "parameter_not_known", self.days.of(self.rules.parameters[name].basis)
            )
        return settled.leaf(wanted, reference, first=first)

    def value_of(self, name: str) -> DatedValue | None:
        """Return the dated value of a parameter for this case, None where the pack has none."""
        settled = self._settle(name) if name in self.rules.parameters else None
        return settled.value if settled is not None else None

    def _settle(self, name: str) -> Settled | None:
        if name not in self._settled:
            parameter = self.rules.parameters[name]
            reading = self.chosen if isinstance(self.chosen, str) else self.chosen.get(name, "")
            day = self.days.of(parameter.basis)
            other_day = self.days.otherwise(parameter.basis)
            settled = settle(parameter, self.pack.state, self.pack.currency, day, reading, other_day)
            self._settled[name] = settled
            if settled is not None:
                self.findings.extend(each for each in settled.findings if each not in self.findings)
        return self._settled[name]

    def _unknown(self, key: str, unit: Unit, code: str, day: date, level: Level = Level.ERROR) -> TraceNode:
        finding = self._note(code, level, parameter=key, date=day.isoformat(), institution=self.pack.institution)
        return TraceNode(
            key=key,
            operator=NOT_KNOWN,
            value=None,
            unit=unit,
            state=self.pack.state,
            currency=self.pack.currency,
            facts=finding.facts,
            findings=(finding,),
        )

    def _note(self, code: str, level: Level, **facts: Fact) -> Finding:
        finding = Finding(code=code, level=level, where=self.pack.state, facts={"state": self.pack.state, **facts})
        if finding not in self.findings:
            self.findings.append(finding)
        return finding


def why_unknown(node: TraceNode) -> Reason:
    """Return why a figure is not known: the first missing rule or figure below it."""
    for entry in node.walk():
        if entry.operator == NOT_KNOWN:
            return Reason(code=entry.findings[0].code if entry.findings else NOT_KNOWN, facts=entry.facts)
    return Reason(code=NOT_KNOWN, facts={"state": node.state})


def decided_by(node: TraceNode) -> tuple[TraceNode, ...]:
    """Return the tests of a condition, in the rule's order; for one that is met either way, the first way's tests."""
    if node.operator == "any_met":
        return decided_by(node.inputs[0])
    return node.inputs if node.operator != GIVEN else ()


def _exact(node: TraceNode) -> Fraction:
    if isinstance(node.value, int | Fraction):
        return Fraction(node.value)
    raise TypeError("a total is a number")
