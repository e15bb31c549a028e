"""Read the rules as a person does: every dated value of a State, as the law stood on a day, and what changed between.

What is read is what calculations use: the program's own packs, with the updates in their place that two persons
accepted. Knows no words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop_app.calculation.pack import AgreementRules, Basis, BenefitRules, DatedValue, Parameter, RulePack, Step
from desktop_app.calculation.pack import Example as PackExample
from desktop_app.calculation.trace import RuleTable
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Finding
from desktop_app.domain.states import Party
from desktop_app.foundation.progress import Progress
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.work_examples import work_examples

_READ_BY_THE_ENGINE: Final = frozenset({"month_payment"})
"""Parameters that no step names and that are used all the same."""


class Standing(StrEnum):
    """How a party stands here."""

    IN_EFFECT = "in_effect"
    NOT_IN_EFFECT = "not_in_effect"  # it takes no part yet: its periods are recorded and never totalised
    NO_RULES = "no_rules"  # no pack: the other institution's certified amounts are taken


class Holds(StrEnum):
    """Whether a dated value was the law on a day."""

    YES = "yes"
    NO = "no"
    BY_BIRTH = "by_birth"  # the day of birth decides, so no other day does
    NOT_ASKED = "not_asked"
    WITHOUT_VALUE = "without_value"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRules:
    """A party and its rules; `pack` is None where there are none."""

    party: Party
    pack: RulePack | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView:
    """All that the rules screen shows: every party by name, and the Agreement's own rules."""

    states: tuple[StateRules, ...]
    agreement: AgreementRules
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A dated value of a parameter, or a parameter without any (`value` None).

    `benefit` is None for what is kept for the reader of a whole pack. `recorded`: no step uses it.
    """

    benefit: Benefit | None
    parameter: Parameter
    value: DatedValue | None
    verified_on: date
    recorded: bool
    holds: Holds


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """A parameter that said something else on two days: the values that held on each, none where there was none."""

    benefit: Benefit | None
    parameter: Parameter
    before: tuple[DatedValue, ...]
    after: tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChange:
    """What one pack says and another does not: a dated value, a step, or another part (`about` names it).

    `parameter` is empty for what is none. Exactly one of the pairs is filled; a side that is None is not there.
    """

    benefit: Benefit | None
    about: str
    parameter: str = ""
    before: DatedValue | None = None
    after: DatedValue | None = None
    step_before: Step | None = None
    step_after: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleResult:
    """A worked example of a pack, calculated here; `findings` say where it gives another figure."""

    example: PackExample
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether every figure is as the example says."""
        return not self.findings


def rules_view(desk: Desk) -> RulesView:
    """Return the rules of this desk, the accepted updates among them."""
    packs = desk.rulebook.packs
    return RulesView(
        states=tuple(
            StateRules(party=party, pack=packs.get(party.code), standing=_standing(party, packs))
            for party in desk.rulebook.parties
        ),
        agreement=desk.rulebook.agreement,
        today=desk.clock.today(),
    )


def earnings_classes(pack: RulePack | None) -> tuple[str, ...]:
    """Return the classes that a State's tables name, in their order; none where it does not insure by classes."""
    if pack is None:
        return ()
    fields = (
        found
        for rules in pack.benefits.values()
        for parameter in rules.parameters.values()
        for value in parameter.values
        for found in value.fields.values()
    )
    cells = (cell for found in fields if isinstance(found, RuleTable) for row in found.rows for cell in row)
    return tuple(dict.fromkeys(cell for cell in cells if isinstance(cell, str)))


def worked_examples(desk: Desk, state: str, progress: Progress) -> tuple[ExampleResult, ...]:
    """Calculate the worked examples of a State's pack; none for a State without rules."""
    pack = desk.rulebook.packs.get(state)
    if pack is None:
        return ()
    findings = work_examples(desk.rulebook, (state,), progress)
    return example_results(pack, findings)


def example_results(pack: RulePack, findings: Iterable[Finding]) -> tuple[ExampleResult, ...]:
    """Put the findings of a pack's examples beside them."""
    told = list(findings)
    return tuple(
        ExampleResult(
            example=example,
            findings=tuple(each for each in told if each.facts["key"] == f"example[{number}]"),
        )
        for number, example in enumerate(pack.examples, start=1)
    )


def rule_rows(pack: RulePack, on: date | None = None) -> tuple[RuleRow, ...]:
    """List every dated value of a pack in its order, and whether it was the law on a day."""
    return tuple(
        RuleRow(
            benefit=benefit,
            parameter=parameter,
            value=value,
            verified_on=verified_on,
            recorded=recorded,
            holds=holds_on(parameter, value, on),
        )
        for benefit, parameter, verified_on, recorded in _parameters(pack)
        for value in parameter.values or (None,)
    )


def holds_on(parameter: Parameter, value: DatedValue | None, on: date | None) -> Holds:
    """Tell whether a value was the law on a day."""
    if value is None:
        return Holds.WITHOUT_VALUE
    if on is None:
        return Holds.NOT_ASKED
    if parameter.basis is Basis.BIRTH:
        return Holds.BY_BIRTH
    return Holds.YES if value.holds_on(on) else Holds.NO


def value_changes(pack: RulePack, before: date, after: date) -> tuple[ValueChange, ...]:
    """List the parameters that said something else on two days, other readings left out.

    What goes by the day of birth is the same on every other day, and so never listed.
    """
    return tuple(
        ValueChange(benefit=benefit, parameter=parameter, before=then, after=now)
        for benefit, parameter, _verified_on, _recorded in _parameters(pack)
        if parameter.basis is not Basis.BIRTH
        for then, now in ((_held(parameter, before), _held(parameter, after)),)
        if tuple(map(_said, then)) != tuple(map(_said, now))
    )


def pack_changes(before: RulePack | None, after: RulePack) -> tuple[PackChange, ...]:
    """List what one pack of a State says and another does not, benefit by benefit."""
    benefits = [each for each in Benefit if each in after.benefits or (before is not None and each in before.benefits)]
    return tuple(
        change
        for benefit in benefits
        for change in _benefit_changes(
            benefit, before.benefits.get(benefit) if before is not None else None, after.benefits.get(benefit)
        )
    ) + tuple(_kept_for_the_reader(before, after))


def is_used(rules: BenefitRules, parameter: str) -> bool:
    """Tell whether a benefit's rules use a parameter."""
    named = {reference.partition(".")[0] for step in rules.steps.values() for reference in step.references()}
    return parameter in named | {share.until for share in rules.shares} | _READ_BY_THE_ENGINE


def has_recorded(pack: RulePack) -> bool:
    """Tell whether a pack keeps parameters for the reader alone."""
    return any(recorded for _benefit, _parameter, _verified_on, recorded in _parameters(pack))


def _standing(party: Party, packs: Mapping[str, RulePack]) -> Standing:
    if party.in_effect_from is None:
        return Standing.NOT_IN_EFFECT
    return Standing.IN_EFFECT if party.code in packs else Standing.NO_RULES


def _parameters(pack: RulePack) -> Iterator[tuple[Benefit | None, Parameter, date, bool]]:
    """Yield every parameter with its benefit, the day it was last verified, and whether it is only recorded."""
    for rules in (pack.benefits[each] for each in Benefit if each in pack.benefits):
        for name, parameter in rules.parameters.items():
            yield rules.benefit, parameter, rules.verified_on, not is_used(rules, name)
    for parameter in pack.recorded.values():
        yield None, parameter, pack.verified_on, True


def _held(parameter: Parameter, day: date) -> tuple[DatedValue, ...]:
    return tuple(value for value in parameter.values if not value.reading and value.holds_on(day))


def _said(value: DatedValue) -> tuple[object, ...]:
    """Return what a value says, whatever its dates and sources are."""
    return tuple(sorted(value.fields.items(), key=lambda field: field[0])), value.group, value.announced


def _told(value: DatedValue) -> tuple[object, ...]:
    """Return all that a value tells: what it says, when, for whom, by which sources and how sure."""
    authority = value.authority
    sources = tuple((source.title, source.publisher, source.year, source.url) for source in authority.sources)
    return (
        *_said(value),
        value.start,
        value.end,
        value.reading,
        authority.confidence,
        value.unsure_about,
        sources,
        authority.says,
        authority.note,
    )


def _benefit_changes(benefit: Benefit, before: BenefitRules | None, after: BenefitRules | None) -> Iterator[PackChange]:
    if before is None or after is None:
        yield PackChange(benefit=benefit, about="benefit_new" if before is None else "benefit_gone")
        if before is None and after is None:
            return
    older = before.parameters if before is not None else {}
    newer = after.parameters if after is not None else {}
    yield from _parameter_changes(benefit, older, newer)
    steps_then = before.steps if before is not None else {}
    steps_now = after.steps if after is not None else {}
    for name in dict.fromkeys((*steps_now, *steps_then)):
        then, now = steps_then.get(name), steps_now.get(name)
        if then != now:
            yield PackChange(benefit=benefit, about="step", parameter=name, step_before=then, step_after=now)
    if before is None or after is None:
        return
    if (before.shares, before.family_maximum, before.family_minimum) != (
        after.shares,
        after.family_maximum,
        after.family_minimum,
    ):
        yield PackChange(benefit=benefit, about="shares")
    if (before.not_provided is None) != (after.not_provided is None):
        yield PackChange(benefit=benefit, about="not_provided" if after.not_provided else "provided")


def _kept_for_the_reader(before: RulePack | None, after: RulePack) -> Iterator[PackChange]:
    yield from _parameter_changes(None, before.recorded if before is not None else {}, after.recorded)
    if before is None:
        return
    for about, then, now in (
        ("gaps", before.gaps, after.gaps),
        ("conflicts", before.conflicts, after.conflicts),
        ("readings", dict(before.readings), dict(after.readings)),
        ("examples", _examples(before), _examples(after)),
        ("state", _state(before), _state(after)),
    ):
        if then != now:
            yield PackChange(benefit=None, about=about)


def _examples(pack: RulePack) -> tuple[object, ...]:
    return tuple((each.name, each.case, dict(each.expect), each.published, each.note) for each in pack.examples)


def _state(pack: RulePack) -> tuple[object, ...]:
    return pack.name, pack.institution, pack.currency, pack.contribution_unit, pack.scheme_start


def _parameter_changes(
    benefit: Benefit | None, before: Mapping[str, Parameter], after: Mapping[str, Parameter]
) -> Iterator[PackChange]:
    for name in dict.fromkeys((*after, *before)):
        then, now = before.get(name), after.get(name)
        if then is not None and now is not None and then.basis is not now.basis:
            yield PackChange(benefit=benefit, about="basis", parameter=name)
        yield from _value_changes(benefit, name, then.values if then else (), now.values if now else ())


def _value_changes(
    benefit: Benefit | None, name: str, before: tuple[DatedValue, ...], after: tuple[DatedValue, ...]
) -> Iterator[PackChange]:
    """Pair the values that differ: those that begin on the same day for the same persons in the same reading."""
    kept = {_told(value) for value in before} & {_told(value) for value in after}
    gone = [value for value in before if _told(value) not in kept]
    for value in after:
        if _told(value) in kept:
            continue
        then = next((each for each in gone if _place(each) == _place(value)), None)
        if then is not None:
            gone.remove(then)
        yield PackChange(benefit=benefit, about="value", parameter=name, before=then, after=value)
    for value in gone:
        yield PackChange(benefit=benefit, about="value", parameter=name, before=value)


def _place(value: DatedValue) -> tuple[object, ...]:
    return value.start, value.group, value.reading
