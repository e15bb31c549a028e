"""Consult the rules without a desk: read and check the packs, name the parties, list what is in force on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from desktop_app.calculation.pack import Basis, BenefitRules, DatedValue, Parameter, RulePack, RuleValue
from desktop_app.calculation.trace import Confidence, Source, Unit
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Finding, Level, worst
from desktop_app.domain.states import Party
from desktop_app.foundation.places import resource_dir
from desktop_app.foundation.problems import RuleProblem
from desktop_app.rulebook import shelf
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.work_examples import work_examples


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInForce:
    """A dated value of a State's rules. `by` is the day that `start` and `end` are compared with.

    `fields` are its values and `units` what they count, by name. `reading` is empty for the pack's own; the others are
    what another source says. `says` is the rule in a few words, `note` the pack's own remark.
    """

    state: str
    benefit: Benefit
    parameter: str
    by: Basis
    fields: Mapping[str, RuleValue]
    units: Mapping[str, Unit]
    start: date | None
    end: date | None
    confidence: Confidence | None
    sources: tuple[Source, ...]
    verified_on: date
    reading: str
    says: str
    note: str


def load_rulebook() -> Rulebook:
    """Read the program's own rules, checked; once a run. Raises `RuleProblem` for a pack that cannot be used."""
    return _read(resource_dir())


@lru_cache(maxsize=1)
def _read(folder: Path) -> Rulebook:
    return Rulebook.load(folder)


def parties() -> tuple[Party, ...]:
    """Return the States of the Agreement, by name."""
    return load_rulebook().parties


def check_rules(directory: Path | None = None) -> tuple[Finding, ...]:
    """Check the program's own rule packs, or those in a directory (of States' folders, or one pack).

    The worked examples of every sound pack are calculated too, with the other States' packs as they are here. Our own
    are also loaded, and the Agreement's file with them. Raises `RuleProblem` (`rules_not_found` for a directory
    without any pack; `agreement_refused`).
    """
    folder = resource_dir() / shelf.RULES if directory is None else directory
    if not any(folder.glob("*.toml")) and not any(folder.glob("*/*.toml")):
        raise RuleProblem("rules_not_found", path=str(folder))
    findings = shelf.check_rules(folder)
    if directory is None and worst(findings) is Level.ERROR:
        return findings
    packs = shelf.sound_packs(folder)
    if not any(pack.examples for pack in packs.values()) and directory is not None:
        return findings
    ours = load_rulebook()
    tried = replace(ours, packs=MappingProxyType({**ours.packs, **packs}))
    return (*findings, *work_examples(tried, packs))


def rules_in_force(state: str, on: date, benefit: Benefit | None = None) -> tuple[RuleInForce, ...]:
    """List a State's values that hold on a day, of one benefit or of all, in the pack's order.

    Values that go by the date of birth are listed whole: which one holds depends on the person. Raises `RuleProblem`
    (`party_unknown`; `no_rule_pack` for a State whose rules are not here; `benefit_without_rules`).
    """
    rulebook = load_rulebook()
    rulebook.party(state)
    pack = rulebook.packs.get(state)
    if pack is None:
        raise RuleProblem("no_rule_pack", state=state)
    if benefit is not None and benefit not in pack.benefits:
        raise RuleProblem("benefit_without_rules", state=state, benefit=benefit.value)
    return tuple(
        _row(pack, rules, parameter, value)
        for rules in pack.benefits.values()
        if benefit in (None, rules.benefit)
        for parameter in rules.parameters.values()
        for value in _values(parameter, on)
    )


def _values(parameter: Parameter, on: date) -> Iterator[DatedValue]:
    if parameter.basis is Basis.BIRTH:
        yield from parameter.values
        return
    for reading in ("", *parameter.readings):
        value = parameter.on(on, reading)
        if value is not None:
            yield value


def _row(pack: RulePack, rules: BenefitRules, parameter: Parameter, value: DatedValue) -> RuleInForce:
    return RuleInForce(
        state=pack.state,
        benefit=rules.benefit,
        parameter=parameter.name,
        by=parameter.basis,
        fields=value.fields,
        units=value.units,
        start=value.start,
        end=value.end,
        confidence=value.authority.confidence,
        sources=value.authority.sources,
        verified_on=rules.verified_on,
        reading=value.reading,
        says=value.authority.says,
        note=value.authority.note,
    )
