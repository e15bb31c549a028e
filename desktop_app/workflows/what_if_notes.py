"""What is worth saying about a What if: a title, and a few sentences, as codes with facts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.award import Award, ConditionResult, StateAward
from desktop_app.calculation.case import Case
from desktop_app.calculation.causes import CauseKind
from desktop_app.calculation.compared_figures import NOTHING, Figure, once
from desktop_app.calculation.differences import Difference
from desktop_app.calculation.ledger import fact
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Fact
from desktop_app.domain.time import age_on, reaches_age

NEARLY_WEEKS: Final = 52
"""Who misses a condition by a year of insurance or less is asked to look for weeks that were not counted."""

_LENGTHS: Final = frozenset({Figure.ENTITLED_TOTALISED, Figure.TOTALISED_WEEKS, Figure.LENGTH_NEEDED})
_MONTHS: Final = 12
_HUNDRED: Final = 100
_NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})
_NO_MISSING: Final[Mapping[str, tuple[int, tuple[int, ...]]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One sentence: a code with facts, worded by `wording.what_if_words`."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What may be missing from the record: weeks told and not certified with their years, certificates not in."""

    missing: Mapping[str, tuple[int, tuple[int, ...]]] = field(default_factory=lambda: _NO_MISSING)
    awaited: tuple[str, ...] = ()


def is_nothing(line: StateAward) -> bool:
    """Tell whether a State that pays nothing is known to owe nothing."""
    return line.payable.weekly is None and line.payable.reason.code in NOTHING


def title_of(case: Case, changed: Case, before: Award, after: Award) -> Note:
    """Return what the changed result is about."""
    moved = (changed.birth_date, changed.contingency_date) != (case.birth_date, case.contingency_date)
    facts: dict[str, Fact] = {}
    if changed == case:
        code = "title_nothing"
    elif moved and changed.benefit is Benefit.AGE:
        years, _months = age_on(changed.birth_date, changed.contingency_date)
        code, facts = "title_turned", {"age": years, "month": changed.contingency_date.isoformat()}
    elif moved:
        code, facts = "title_contingency", {"date": changed.contingency_date.isoformat()}
    elif changed.agreement_applies is not case.agreement_applies:
        code = "title_with_agreement" if changed.agreement_applies else "title_without_agreement"
    elif after.totalised_weeks != before.totalised_weeks:
        code, facts = "title_weeks", {"weeks": after.totalised_weeks, "before": before.totalised_weeks}
    elif changed.claim_date != case.claim_date:
        code, facts = "title_claimed", {"date": changed.claim_date.isoformat()}
    else:
        code = "title_changed"
    return Note(code=code, facts=facts)


def notes_of(
    case: Case,
    changed: Case,
    results: tuple[Award, Award],
    found: Sequence[Difference],
    lookup: Lookup,
    institutions: Mapping[str, str],
) -> tuple[Note, ...]:
    """Return what is worth saying about two results, the weightiest first.

    `institutions` are those of the States by code, asked for what is not known here.
    """
    if changed == case:
        return (Note(code="nothing_changed"),)
    before, after = results
    notes: list[Note] = []
    if not changed.agreement_applies:
        notes.extend(_without_agreement(after))
    else:
        notes.extend(_ages(changed, after, found))
        notes.extend(_short(case, changed, after, found, lookup))
        notes.extend(_decided(before, after))
    notes.extend(_untold(changed, found, institutions))
    if not found:
        notes.append(Note(code="no_difference"))
    return tuple(notes)


def _without_agreement(after: Award) -> Iterator[Note]:
    """Say which States pay on their own weeks, which do not, and where a grant is paid instead."""
    if all(line.payable.weekly is None for line in after.states):
        yield Note(code="no_pension_anywhere")
    for line in after.states:
        if line.alone.met:
            yield Note(code="pays_alone", facts={"state": line.state})
        elif line.alone.met is False:
            yield Note(code=_short_code(line.alone, "alone_short"), facts=_short_facts(line.state, line.alone))
        grant = line.grant.lump_sum
        if grant is not None and line.payable.weekly is None:
            facts: dict[str, Fact] = {"state": line.state, "currency": grant.currency, "amount": grant.plain}
            yield Note(code="grant_instead", facts=facts)
        elif line.grant.reason is not None and line.grant.reason.code == "grant_not_known":
            yield Note(code="grant_untold", facts={"state": line.state})


def _ages(changed: Case, after: Award, found: Sequence[Difference]) -> Iterator[Note]:
    """Say when the pension age is reached, and what taking the pension early or late does."""
    for each in found:
        if each.survivor:
            continue
        if each.figure is Figure.PENSIONABLE_AGE and isinstance(each.after.value, int | Fraction):
            years, months = divmod(Fraction(each.after.value) * _MONTHS, _MONTHS)
            facts: dict[str, Fact] = {
                "state": each.state,
                "born": changed.birth_date.year,
                "age": fact(each.after.value),
                "month": reaches_age(changed.birth_date, int(years), int(months)).isoformat(),
            }
            yield Note(code="pension_age", facts=facts)
        elif each.figure is Figure.MONTHS_EARLY and each.after.value:
            yield from _early(changed, after.state(each.state), fact(each.after.value))
        elif each.figure is Figure.MONTHS_LATE and each.after.value:
            yield Note(code="taken_late", facts={"state": each.state, "months": fact(each.after.value)})


def _early(changed: Case, line: StateAward, months: Fact) -> Iterator[Note]:
    years, _rest = age_on(changed.birth_date, changed.contingency_date)
    facts: dict[str, Fact] = {"state": line.state, "age": years, "months": months}
    less = reduction_of(line)
    if less is not None:
        facts |= {"percent": fact(less.percent), "per": fact(less.per_months), "whole": fact(less.whole)}
        code = "taken_early_monthly" if less.per_months == 1 else "taken_early_by_period"
        yield Note(code=code, facts=facts)
    else:
        yield Note(code="taken_early", facts=facts)
    if any(finding.code == "early_by_totalisation" for finding in line.findings):
        yield Note(code="early_unsure", facts={"state": line.state})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """What an early pension is less by: `percent` for each period of `per_months`, `whole` in all."""

    percent: Fraction | int
    per_months: Fraction | int
    whole: Fraction


def reduction_of(line: StateAward) -> Reduction | None:
    """Return what a State's early pension is less by, from the step that takes it off; None where there is none."""
    for node in once(line.worksheet):
        if node.operator != "early_reduction" or not isinstance(node.value, int | Fraction):
            continue
        amount, _months, percent, per_months = (entry.value for entry in node.inputs)
        if isinstance(amount, int | Fraction) and isinstance(percent, int | Fraction) and amount:
            per = per_months if isinstance(per_months, int | Fraction) else Fraction(1)
            return Reduction(percent=percent, per_months=per, whole=_HUNDRED - Fraction(node.value) * _HUNDRED / amount)
    return None


def _short(case: Case, changed: Case, after: Award, found: Sequence[Difference], lookup: Lookup) -> Iterator[Note]:
    """Say whose condition is not met, by how much, and where weeks may be found that were not counted."""
    concerned = {each.state for each in found if each.figure in _LENGTHS}
    unmet = [line for line in after.states if line.totalised.met is False and line.state in concerned]
    if unmet and len(unmet) == len(after.states):
        paid = any(line.payable.weekly is not None for line in after.states)
        code = "met_nowhere" if paid else "paid_nowhere"
        yield Note(code=code, facts={"weeks": after.totalised_weeks})
    for line in unmet:
        yield Note(code=_short_code(line.totalised, "short"), facts=_short_facts(line.state, line.totalised))
    if any(_is_near(line.totalised) for line in unmet):
        held = {total.state: total.weeks for total in case.stated_totals}
        as_before = {total.state for total in changed.stated_totals if held.get(total.state) == total.weeks}
        yield from _prompts(after, lookup, as_before)


def _is_near(condition: ConditionResult) -> bool:
    most = NEARLY_WEEKS if condition.unit == "weeks" else _MONTHS
    return condition.deciding in ("weeks", "paid_weeks") and 0 < condition.short <= most


def _prompts(after: Award, lookup: Lookup, stated_in: Collection[str]) -> Iterator[Note]:
    """Say where to look for weeks: rows, certificates, credits, voluntary insurance. No source knows a rounding-up.

    `stated_in` are the States whose total is taken as stated on record, not for this What if alone.
    """
    yield Note(code="short_is_short")
    for state, (weeks, years) in sorted(lookup.missing.items()):
        facts: dict[str, Fact] = {"state": state, "weeks": weeks, "years": ", ".join(str(year) for year in years)}
        yield Note(code="look_for_rows", facts=facts)
    stated = [
        finding
        for line in after.states
        for finding in line.findings
        if finding.code == "stated_weeks_differ" and line.state in stated_in
    ]
    for finding in stated:
        yield Note(code="look_at_stated", facts=finding.facts)
    if not lookup.missing and not stated:
        yield Note(code="look_for_rows_at_all")
    for state in lookup.awaited:
        yield Note(code="look_for_certificate", facts={"state": state})
    yield Note(code="look_for_credits")
    yield Note(code="look_for_voluntary")


def _short_code(condition: ConditionResult, code: str) -> str:
    return f"{code}_of_age" if condition.deciding == "age" else code


def _short_facts(state: str, condition: ConditionResult) -> dict[str, Fact]:
    return {
        "state": state,
        "have": fact(condition.have),
        "need": fact(condition.need),
        "short": fact(condition.short),
        "unit": condition.unit,
    }


def _decided(before: Award, after: Award) -> Iterator[Note]:
    """Say where a State pays by an officer's decision that was taken for other figures."""
    if (before.totalised_weeks, before.contingency_date) == (after.totalised_weeks, after.contingency_date):
        return
    for line in after.states:
        if line.payable.reason.code.startswith("officer_decided"):
            yield Note(code="decision_kept", facts={"state": line.state})


def _untold(changed: Case, found: Sequence[Difference], institutions: Mapping[str, str]) -> Iterator[Note]:
    """Say what cannot be told any more, and whom to ask."""
    for each in found:
        if each.figure is not Figure.PAYABLE or each.survivor or each.after.value is not None:
            continue
        cause = next((cause for cause in each.why if cause.kind is CauseKind.UNKNOWN), None)
        if cause is None:
            continue
        facts: dict[str, Fact] = {
            **cause.facts,
            "state": each.state,
            "institution": institutions.get(each.state, each.state),
            "date": changed.contingency_date.isoformat(),
        }
        windowed = cause.facts.get("code") == "no_earnings_in_window" and "window" in cause.facts
        code = "untold_window" if windowed else "untold_rule" if "parameter" in cause.facts else "untold"
        yield Note(code=code, facts=facts)
