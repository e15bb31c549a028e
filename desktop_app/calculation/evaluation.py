"""One State's rules applied to one case: steps are looked up by name, reckoned when first needed, and written down.

A figure depends either on the case alone (average earnings) or on a scope: the State's own or the totalised weeks.
A parameter the pack does not have makes every figure that needs it unknown, and nothing else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from desktop_app.calculation import insurance as insured
from desktop_app.calculation.case import StatedTotal
from desktop_app.calculation.case_figures import CaseFigures
from desktop_app.calculation.case_parameters import CaseParameters, unknown_figure
from desktop_app.calculation.claimants import CHILDREN, children_with_share
from desktop_app.calculation.ledger import GIVEN, NOT_KNOWN, given, made, reckoned, renamed
from desktop_app.calculation.operators.best_years_to_age_total import AGE, last_year
from desktop_app.calculation.operators.best_years_total import in_window
from desktop_app.calculation.pack import (
    BUILT_IN,
    LISTS,
    OF_ROWS,
    PERSONAL,
    BenefitRules,
    CaseDays,
    DatedValue,
    RulePack,
    Step,
)
from desktop_app.calculation.ready_rules import (
    FIRST_KNOWN,
    Home,
    ReadyRules,
    ReadyStep,
    ready,
)
from desktop_app.calculation.row_figures import RowFigures
from desktop_app.calculation.totalisation import StateWeeks
from desktop_app.calculation.trace import DERIVED, Authority, AuthorityKind, TraceNode, Unit
from desktop_app.domain.dependants import Survivor
from desktop_app.domain.findings import Fact, Finding, Level, Reason, at_level, keep
from desktop_app.domain.money import Money

EARNINGS: Final = "earnings_by_year"
BEST_TO_AGE: Final = "best_years_to_age_total"
BEST_YEARS: Final = frozenset({"best_years_total", "best_of_latest_total", BEST_TO_AGE})
"""Operators that add up the best of the years found, for a divisor that is the rule's own: fewer years lower it."""

_WINDOW: Final = "window"
_NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})


@dataclass(slots=True, kw_only=True)
class Scope:
    """Own or totalised weeks, and the figures that follow from them. `keys` rename results for the worksheet.

    `insurance` gives the insurance behind the weeks when a rule asks for more than their number. For a survivor's
    share, `survivor` is whose, and `personal` the figures that are the survivor's alone. `row` is the row of insurance
    at hand, for steps that go row by row.
    """

    figures: dict[str, TraceNode]
    keys: Mapping[str, str]
    insurance: Callable[[], insured.Insurance] = insured.Insurance
    personal: dict[str, TraceNode] = field(default_factory=dict)
    survivor: Survivor | None = None
    row: RowFigures | None = None


@dataclass(slots=True, kw_only=True)
class Evaluation:
    """The rules of one benefit in one State, at work on one case.

    A figure that is not known says why when a result needs it (`asked`), at `unknown_level`; one that turns out not to
    be needed says nothing.
    """

    pack: RulePack
    rules: BenefitRules
    days: CaseDays
    case: CaseFigures
    weeks: StateWeeks
    earnings: tuple[TraceNode, ...]
    stated: StatedTotal | None
    chosen: str | Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)
    rows: tuple[RowFigures, ...] = ()
    unknown_level: Level = Level.ERROR
    figures: dict[str, TraceNode] = field(default_factory=dict)
    _ready: ReadyRules = field(init=False)
    _parameters: CaseParameters = field(init=False)

    def __post_init__(self) -> None:
        self._ready = ready(self.rules)
        self._parameters = CaseParameters(
            pack=self.pack,
            rules=self.rules,
            days=self.days,
            sex=self.case.case.sex,
            weeks=self.weeks,
            chosen=self.chosen,
            findings=self.findings,
            figures=self.figures,
        )
        self.figures |= {"age": self.case.age, "age_at_claim": self.case.age_at_claim}

    def has(self, step: str) -> bool:
        """Tell whether the benefit has a step of this name."""
        return step in self.rules.steps

    def figure(self, name: str, scope: Scope) -> TraceNode:
        """Return a figure by the name of a step, a parameter's field, or a figure of the case."""
        place = self._ready.homes.get(name)
        if place is None:
            home = self.figures
        elif place is Home.SCOPE:
            home = scope.figures
        else:
            home = self._home(place, scope)
        found = home.get(name)
        return self._enter(name, home, scope) if found is None else found

    def _enter(self, name: str, home: dict[str, TraceNode], scope: Scope) -> TraceNode:
        """Make a figure that its home does not have yet, and keep it there."""
        step = self._ready.steps.get(name)
        found = self._step(step, scope) if step is not None else self._leaf(name, scope)
        home[name] = found
        return found

    def _leaf(self, name: str, scope: Scope) -> TraceNode:
        """Make a figure that no step makes."""
        return self._of_case(name, scope) if name in BUILT_IN else self._parameters.figure(name)

    def _home(self, place: Home, scope: Scope) -> dict[str, TraceNode]:
        """Return where a figure of a survivor or of a row is kept; without a row at hand it is one of the case."""
        if place is Home.SURVIVOR:
            return scope.personal
        if scope.row is not None:
            return scope.row.figures
        return scope.figures if place is Home.ROW_OF_SCOPE else self.figures

    def asked(self, name: str, scope: Scope) -> TraceNode:
        """Return a figure that a result needs; where it is not known, what is missing becomes a finding."""
        found = self.figure(name, scope)
        if found.value is None:
            self._say_what_is_missing(found)
        return found

    def result(self, name: str, scope: Scope) -> TraceNode:
        """Return a result under the name it has in a scope."""
        found = self.asked(name, scope)
        key = scope.keys.get(name, found.key)
        return found if found.key == key else renamed(found, key)

    def _say_what_is_missing(self, node: TraceNode) -> None:
        unknown = [finding for entry in node.walk() if entry.operator == NOT_KNOWN for finding in entry.findings]
        for finding in unknown:
            self._keep(at_level(finding, self.unknown_level))
        if not unknown:
            reason = why_unknown(node)
            self._keep(Finding(code=reason.code, level=self.unknown_level, where=self.pack.state, facts=reason.facts))

    def _keep(self, finding: Finding) -> None:
        keep(finding, self.findings)

    def _of_case(self, name: str, scope: Scope) -> TraceNode:
        """Return a figure of the case that is neither weeks nor earnings."""
        state = self.pack.state
        if name in PERSONAL:
            if scope.survivor is None:
                raise ValueError("a survivor's figure was asked for without a survivor")
            return self.case.of_survivor(name, scope.survivor, state)
        match name:
            case "insured_years":
                return insured.insured_years(scope.insurance(), state)
            case "years_since_first_insured":
                return insured.years_since_first(scope.insurance(), self.days.contingency, state)
            case "age_at_first_insured":
                return insured.age_at_first(scope.insurance(), self.case.birth, state)
            case "number_of_children":
                return self._children(scope)
            case _:
                return self.case.figure(name, state, self.pack.currency)

    def _children(self, scope: Scope) -> TraceNode:
        """Return how many children of the claim have a share by this State's rules."""

        def is_met(condition: str, survivor: Survivor) -> bool | None:
            value = self.figure(condition, replace(scope, personal={}, survivor=survivor)).value
            return value if isinstance(value, bool) else None

        return self.case.number(CHILDREN, children_with_share(self.rules, self.case.case.survivors, is_met))

    def _step(self, known: ReadyStep, scope: Scope) -> TraceNode:
        step = known.step
        if step.only_if and self.figure(step.only_if, scope).value in (0, False):
            left = self.figure(known.left, scope)
            key = scope.keys.get(step.name, left.key)
            return left if key == left.key else renamed(left, key)
        if known.takes is not None:
            of_scope, of_case = scope.figures, self.figures
            found = []
            for name, scoped, made_by in known.takes:  # as `figure` has it, without a call for what is there already
                home = of_scope if scoped else of_case
                node = home.get(name)
                if node is None:
                    node = home[name] = self._leaf(name, scope) if made_by is None else self._step(made_by, scope)
                found.append(node)
            inputs = tuple(found)
        else:
            inputs = tuple(self._gathered(known, scope))
        node = reckoned(
            scope.keys.get(step.name, step.name) if known.scoped else step.name,
            known.operator,
            inputs,
            self.pack.state,
            self.pack.currency,
            DERIVED,
            scope.row.facts if scope.row is not None and known.by_row else _NO_FACTS,
        )
        return node if self.stated is None or step.operator not in BEST_YEARS else self._as_stated(node, self.stated)

    def _gathered(self, known: ReadyStep, scope: Scope) -> list[TraceNode]:
        """Return the inputs of a step that takes more than one figure a name."""
        step = known.step
        inputs: list[TraceNode] = []
        for role in known.operator.roles:
            reference = step.inputs.get(role.rstrip("*"))
            if reference is None:
                continue
            if isinstance(reference, str) and reference in LISTS:
                inputs.extend(self._list(reference, step, scope))
            elif isinstance(reference, str):
                every_row = reference == step.gathered and scope.row is None and self._is_of_rows(reference)
                inputs.extend(self._of_rows(reference, scope) if every_row else (self._input(reference, step, scope),))
            elif step.operator == FIRST_KNOWN:
                inputs.extend(self._first_known(reference, step, scope))
            else:
                inputs.extend(self._input(name, step, scope) for name in reference)
        return inputs

    def _first_known(self, names: tuple[str, ...], step: Step, scope: Scope) -> list[TraceNode]:
        """Return the first figure that is known, and none of those after it; all of them where none is."""
        inputs: list[TraceNode] = []
        for name in names:
            inputs.append(self._input(name, step, scope))
            if inputs[-1].value is not None:
                return inputs[-1:]
        return inputs

    def _is_of_rows(self, name: str) -> bool:
        return name in OF_ROWS or name in self.rules.by_row

    def _of_rows(self, name: str, scope: Scope) -> list[TraceNode]:
        """Return a figure of every row of the State's own paid weeks; without a row it cannot be known."""
        found = [self.figure(name, replace(scope, row=row)) for row in self.rows]
        return found or [unknown_figure(self.pack, "rows", Unit.WEEKS, "no_rows_to_average", self.days.contingency)]

    def _input(self, name: str, step: Step, scope: Scope) -> TraceNode:
        """Return an input of a step, a parameter by the row's own day where the step says so."""
        if step.on_row_date and scope.row is not None and name.partition(".")[0] in self.rules.parameters:
            return self._parameters.figure(name, scope.row)
        return self.figure(name, scope)

    def _list(self, name: str, step: Step, scope: Scope) -> list[TraceNode]:
        """Return a figure of the case that is many: earnings or weeks by year, within the step's window."""
        if name == EARNINGS:
            return self._earnings(step, scope)
        if name == "earnings_and_years":
            pairs = [(_year_leaf(each), each) for each in self._earnings(step, scope)]
            return [node for pair in pairs for node in pair]
        found = insured.weeks_by_year(scope.insurance(), self.pack.state, paid=name == "paid_weeks_by_year")
        return self._within(found, step, scope)

    def _within(self, nodes: Iterable[TraceNode], step: Step, scope: Scope) -> list[TraceNode]:
        """Return the figures of the years within a step's window."""
        window = self.figure(str(step.inputs[_WINDOW]), scope).value if _WINDOW in step.inputs else None
        last = self.days.contingency.year
        if step.operator == BEST_TO_AGE:
            age = self.figure(str(step.inputs[AGE]), scope).value
            last = last if age is None else last_year(self.days.birth, age, self.days.contingency)
        return [node for node in nodes if in_window(int(node.facts["year"]), last, window)]

    def _earnings(self, step: Step, scope: Scope) -> list[TraceNode]:
        """Return the earnings of the years within the window; where there is none, the total cannot be known."""
        found = self._within(self.earnings, step, scope)
        best = step.operator in BEST_YEARS
        told = best and self.stated is not None and self.stated.best_years_total is not None
        if not found:
            node = unknown_figure(
                self.pack, "earnings_in_window", Unit.MONEY, "no_earnings_in_window", self.days.contingency
            )
            if told:
                self._keep(at_level(node.findings[0], Level.NOTE))
            return [node]
        if best and not told:
            wanted = self.figure(str(step.inputs["years"]), scope).value
            if isinstance(wanted, int) and len(found) < wanted:
                self._note("fewer_years_than_rule", Level.WARNING, years=len(found), rule=wanted)
        return found

    def _as_stated(self, node: TraceNode, stated: StatedTotal) -> TraceNode:
        """Put a published total in the place of the rows' own, which stands beside it with the difference.

        Where the rows have no earnings there is nothing to differ from.
        """
        total = stated.best_years_total
        if total is None:
            return node
        differs: tuple[Finding, ...] = ()
        if node.value is not None and node.value != total.units:
            rows = Money.of(_exact(node), total.currency).plain
            differs = (
                self._note(
                    "stated_best_years_differ",
                    Level.WARNING,
                    stated=total.plain,
                    rows=rows,
                    currency=total.currency,
                    years=sum(1 for each in node.inputs if each.unit is Unit.MONEY),
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

    def value_of(self, name: str) -> DatedValue | None:
        """Return the dated value of a parameter for this case, None where the pack has none."""
        return self._parameters.value_of(name)

    def compare_stated(self, scope: Scope) -> None:
        """Hold a stated total against the rows even where no amount needed it."""
        if self.stated is not None and self.stated.best_years_total is not None:
            for step in self.rules.steps.values():
                if step.operator in BEST_YEARS:
                    self.figure(step.name, scope)

    def _note(self, code: str, level: Level, **facts: Fact) -> Finding:
        finding = Finding(code=code, level=level, where=self.pack.state, facts={"state": self.pack.state, **facts})
        self._keep(finding)
        return finding


def _year_leaf(earned: TraceNode) -> TraceNode:
    """Return the contribution year of a year's earnings as a figure of its own."""
    if earned.value is None:
        return replace(earned, key="contribution_year", unit=Unit.NUMBER)
    return given("contribution_year", int(earned.facts["year"]), Unit.NUMBER, state=earned.state)


def why_unknown(node: TraceNode) -> Reason:
    """Return why a figure is not known: the first missing rule or figure below it, else the step that gives nothing."""
    silent = node
    for entry in node.walk():
        if entry.operator == NOT_KNOWN:
            return Reason(code=entry.findings[0].code if entry.findings else NOT_KNOWN, facts=entry.facts)
        if entry.value is None and entry.operator != GIVEN:
            silent = entry
    return Reason(code="figure_not_told", facts={"state": node.state, "figure": silent.key})


def _exact(node: TraceNode) -> Fraction:
    if isinstance(node.value, int | Fraction):
        return Fraction(node.value)
    raise TypeError("a total is a number")
