"""The parameters of a benefit for one case: what holds on its days is found when a field is first asked for.

A parameter the pack does not have makes a figure that is not known; one that something is to be said about (another
reading, a low confidence) says it once, when it is first asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.calculation import insurance as insured
from desktop_app.calculation.ledger import not_known
from desktop_app.calculation.pack import BenefitRules, CaseDays, DatedValue, Member, Parameter, RulePack
from desktop_app.calculation.ready_rules import FirstField, ReadyRules, RulesOfSpan, ready, rules_of_span
from desktop_app.calculation.row_figures import RowFigures
from desktop_app.calculation.settled import Settled, settle
from desktop_app.calculation.totalisation import StateWeeks
from desktop_app.calculation.trace import TraceNode, Unit
from desktop_app.domain.findings import Fact, Finding, Level, finding_of, keep
from desktop_app.domain.persons import Sex
from desktop_app.foundation.problems import CaseProblem


@dataclass(slots=True, kw_only=True)
class CaseParameters:
    """The parameters of a benefit at work on one case. Raises `CaseProblem` for a reading that does not exist.

    `figures` are the figures of the case, by reference: the fields that nothing is to be said about stand there from
    the start, the further fields of a parameter from its first field on.
    """

    pack: RulePack
    rules: BenefitRules
    days: CaseDays
    sex: Sex
    weeks: StateWeeks
    chosen: str | Mapping[str, str]
    findings: list[Finding]
    figures: dict[str, TraceNode]
    _ready: ReadyRules = field(init=False)
    _of_span: RulesOfSpan = field(init=False)
    _settled: dict[str | tuple[str, date], Settled | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ready = ready(self.rules)
        if self.chosen:
            self._check_readings()
        self._of_span = self._rules_of_span()
        self.figures |= self._of_span.leaves

    def _check_readings(self) -> None:
        asked = {self.chosen} if isinstance(self.chosen, str) else set(self.chosen.values())
        for reading in sorted(asked - self.rules.readings - {""}):
            raise CaseProblem("reading_unknown", state=self.pack.state, id=reading)
        if not isinstance(self.chosen, str):
            for name in sorted(set(self.chosen) - set(self.rules.parameters)):
                raise CaseProblem("reading_of_unknown_parameter", state=self.pack.state, parameter=name)

    def _rules_of_span(self) -> RulesOfSpan:
        """Return what cases between the same changes know already; nothing where readings are chosen one by one."""
        if not isinstance(self.chosen, str):
            return RulesOfSpan()
        first = insured.first_insured(self.weeks) if self._ready.insured else None
        span = self._ready.span(self.days, self.sex, first)
        return rules_of_span(self.rules, self.pack.state, self.pack.currency, self.chosen, span)

    def figure(self, reference: str, row: RowFigures | None = None) -> TraceNode:
        """Return a field of a parameter (`accrual.base_percent`) as a figure, on its own day or a row's."""
        first = self._of_span.firsts.get(reference) if row is None else None
        if first is not None and first.name not in self._settled:
            self._settled[first.name] = first.settled
            self._say(first.settled)
            self.figures |= first.rest
            return first.leaf
        return self._found(reference, row)

    def _found(self, reference: str, row: RowFigures | None) -> TraceNode:
        """Return a field that no case of the span had as its first one before, or one of a row's own day."""
        known = self._ready.fields.get(reference)
        name, _, wanted = reference.partition(".") if known is None else (known[0].name, "", known[1])
        first = (name if row is None else (name, row.middle)) not in self._settled
        settled = self._settle(name, row)
        if isinstance(settled, str) or wanted not in settled.value.fields:
            code = settled if isinstance(settled, str) else "parameter_not_known"
            day = self.days.of(self.rules.parameters[name].basis) if row is None else row.middle
            return unknown_figure(self.pack, name, Unit.TEXT, code, day)
        leaf = settled.leaf(wanted, reference, first=first)
        if row is None:
            self._remember(name, reference, leaf, settled, first=first)
        return leaf

    def _remember(self, name: str, reference: str, leaf: TraceNode, settled: Settled, *, first: bool) -> None:
        """Keep a field for the cases of the same span, and take what such cases found before."""
        if not settled.findings:
            self._of_span.leaves[reference] = leaf
            return
        rest = self._of_span.rest.setdefault(name, {})
        if first:
            self._of_span.firsts[reference] = FirstField(name=name, settled=settled, leaf=leaf, rest=rest)
            self.figures |= rest
        else:
            rest[reference] = leaf

    def value_of(self, name: str) -> DatedValue | None:
        """Return the dated value of a parameter for this case, None where the pack has none."""
        settled = self._settle(name) if name in self.rules.parameters else ""
        return settled.value if isinstance(settled, Settled) else None

    def _settle(self, name: str, row: RowFigures | None = None) -> Settled | str:
        """Return what holds of a parameter, on its own day or a row's, or the code that says why it cannot be told."""
        if row is not None:
            return self._settle_of_row(name, row)
        settled = self._settled.get(name)
        if settled is None:
            settled = self._of_span.settled.get(name)
            if settled is None:
                parameter = self.rules.parameters[name]
                day, other_day = self.days.of(parameter.basis), self.days.otherwise(parameter.basis)
                settled = self._of_span.settled[name] = self._settle_on(parameter, day, other_day)
            self._settled[name] = settled
            self._say(settled)
        return settled

    def _settle_of_row(self, name: str, row: RowFigures) -> Settled | str:
        """Return what holds on a row's own day; where it changes within the row, that is said."""
        parameter = self.rules.parameters[name]
        changed = row.across(parameter)
        if changed is not None:
            facts: dict[str, Fact] = {**row.facts, "parameter": name, "date": changed.isoformat()}
            self._note("row_crosses_change", Level.WARNING, facts)
        key = (name, row.middle)
        settled = self._settled.get(key)
        if settled is None:
            settled = self._settled[key] = self._settle_on(parameter, row.middle, row.middle)
            self._say(settled)
        return settled

    def _settle_on(self, parameter: Parameter, day: date, other_day: date) -> Settled | str:
        reading = self.chosen if isinstance(self.chosen, str) else self.chosen.get(parameter.name, "")
        member = self._member() if parameter.grouped else None
        return settle(parameter, self.pack.state, self.pack.currency, day, reading, other_day, member)

    def _say(self, settled: Settled | str) -> None:
        if not isinstance(settled, str):
            for finding in settled.findings:
                keep(finding, self.findings)

    def _note(self, code: str, level: Level, facts: Mapping[str, Fact]) -> None:
        state = self.pack.state
        keep(Finding(code=code, level=level, where=state, facts={"state": state, **facts}), self.findings)

    def _member(self) -> Member:
        """Return what of the person decides between groups."""
        return Member(birth=self.days.birth, sex=self.sex, first_insured=insured.first_insured(self.weeks))


def unknown_figure(pack: RulePack, key: str, unit: Unit, code: str, day: date) -> TraceNode:
    """Return a figure that is not known, with the finding that says why; it is kept when a result needs it."""
    facts: dict[str, Fact] = {
        "state": pack.state,
        "parameter": key,
        "date": day.isoformat(),
        "institution": pack.institution,
    }
    finding = finding_of(code, Level.ERROR, pack.state, facts)
    return not_known(key, unit, (finding,), state=pack.state, currency=pack.currency, facts=facts)
