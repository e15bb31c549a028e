"""The engine: one case, the rule packs and the Agreement's rules become an award. A pure function of its arguments.

For every State with insurance: its weeks after overlaps, its condition on own and on totalised weeks, notional, actual
and local amount, what is payable and why. The ledger writes the trace as the figures are made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.amounts import Amounts
from desktop_app.calculation.award import Award, StateAward
from desktop_app.calculation.case import Case
from desktop_app.calculation.comparison import SUPPLEMENT, UNMET, VESTED, Standing, choose, supplements
from desktop_app.calculation.conditions import condition_result, set_conditions
from desktop_app.calculation.evaluation import Evaluation
from desktop_app.calculation.ledger import given, made
from desktop_app.calculation.line import Line
from desktop_app.calculation.options import Options
from desktop_app.calculation.pack import AgreementRules, CaseDays, RulePack
from desktop_app.calculation.result import finished
from desktop_app.calculation.totalisation import StateWeeks
from desktop_app.calculation.trace import Authority, AuthorityKind, TraceNode, Unit
from desktop_app.calculation.weeks import (
    counted_node,
    earnings_nodes,
    note_rows,
    origin_authority,
    own_weeks_node,
    settle_weeks,
    total_node,
)
from desktop_app.domain.findings import Finding, Level

OTHER_READING: Final = "other_reading"


def award(case: Case, packs: Mapping[str, RulePack], agreement: AgreementRules, *, trace: bool = True) -> Award:
    """Calculate what every State owes in a case.

    `trace=False` gives the same figures with worksheets that have no inputs, and leaves out what other readings of the
    rules would give. Raises `CaseProblem` for a case that cannot be right: a State that is no party, an unknown
    setting, decision or reading, no periods at all.
    """
    options = Options(case, agreement)
    settled = settle_weeks(case, dict(agreement.parties), agreement.year_weeks)
    findings: list[Finding] = []
    ages = _age_nodes(case)
    lines = [
        _line(case, state, weeks, packs.get(state), agreement, options, settled.findings, ages, with_rows=trace)
        for state, weeks in settled.states.items()
    ]
    total = total_node(lines, options, findings)
    for line in lines:
        set_conditions(line, total, lines, agreement_applies=case.agreement_applies)
    amounts = Amounts(lines, total, options, agreement, applies=case.agreement_applies)
    for line in lines:
        amounts.set_amounts(line)
    states = _states(case, lines, total, options, agreement, trace=trace)
    if trace:
        apart = any(options.option(VESTED, line.state) == SUPPLEMENT for line in states)
        states = _with_other_readings(case, states, packs, agreement, apart=apart)
    months = [node for line in states for node in line.months]
    used = {line.state: packs[line.state].digest for line in lines if line.state in packs}
    return Award(
        totalised_weeks=total.value if isinstance(total.value, int) else 0,
        contingency_date=case.contingency_date,
        states=states,
        findings=tuple(findings),
        settings=MappingProxyType(options.settings),
        rule_packs=MappingProxyType({**used, "agreement": agreement.digest}),
        worksheet=made("award", "collected", (*(line.worksheet for line in states), *months) if trace else ()),
    )


def _age_nodes(case: Case) -> tuple[TraceNode, TraceNode]:
    """Return the age at the contingency, and that on the day of the claim where the claim came later."""
    born, contingency, claim = (
        given(key, day, Unit.DATE, authority=Authority(kind=AuthorityKind.ENTERED, reference=key))
        for key, day in (
            ("birth_date", case.birth_date),
            ("contingency_date", case.contingency_date),
            ("claim_date", case.claim_date),
        )
    )
    age = made("age", "age_at", (born, contingency))
    late = case.claim_date > case.contingency_date
    return age, made("age_at_claim", "age_at", (born, claim)) if late else age


def _line(
    case: Case,
    state: str,
    weeks: StateWeeks,
    pack: RulePack | None,
    agreement: AgreementRules,
    options: Options,
    found: Sequence[Finding],
    ages: tuple[TraceNode, TraceNode],
    *,
    with_rows: bool,
) -> Line:
    party = agreement.parties[state]
    stated = next((each for each in case.stated_totals if each.state == state), None)
    origin = origin_authority(case, state)
    findings = [each for each in found if each.where == state]
    own = own_weeks_node(state, weeks, stated, origin, findings, with_rows=with_rows)
    line = Line(
        state=state,
        currency=party.currency,
        institution=party.institution,
        in_effect=party.in_effect_on(case.claim_date),
        weeks=weeks,
        own=own,
        counted=own,
        findings=findings,
        certified=next((each for each in case.certified if each.state == state), None),
    )
    note_rows(line, pack.scheme_start if pack is not None else None, case.contingency_date)
    effect = party.in_effect_from
    if case.agreement_applies and line.in_effect and effect is not None and case.contingency_date < effect:
        line.note("no_payment_before", Level.NOTE, date=effect.isoformat())
    line.counted = counted_node(line, options, stated=stated is not None and stated.weeks is not None)
    rules = pack.benefits.get(case.benefit) if pack is not None else None
    if pack is not None and rules is not None:
        line.evaluation = Evaluation(
            pack=pack,
            rules=rules,
            days=CaseDays(contingency=case.contingency_date, claim=case.claim_date, birth=case.birth_date),
            age=ages[0],
            age_at_claim=ages[1],
            earnings=earnings_nodes(state, party.currency, weeks.rows, origin, findings, with_rows=with_rows),
            stated=stated,
            chosen=case.readings.get(state, ""),
            findings=findings,
        )
    return line


def _states(
    case: Case, lines: Sequence[Line], total: TraceNode, options: Options, agreement: AgreementRules, *, trace: bool
) -> tuple[StateAward, ...]:
    """Choose what each State pays and write its line."""
    applies = case.agreement_applies
    conditions = {
        line.state: (
            condition_result(line.alone, line, agreement_applies=False),
            condition_result(line.totalised, line, agreement_applies=applies),
        )
        for line in lines
    }
    standings = {
        line.state: Standing(
            state=line.state,
            currency=line.currency,
            alone=conditions[line.state][0].met,
            totalised=conditions[line.state][1].met,
            actual=_exact(line.actual),
            local=_exact(line.local),
            certified=line.certified is not None and line.in_effect,
            trouble=line.trouble,
            condition=conditions[line.state][1].reason,
            relieved=line.relieved,
            unmet_option=options.option(UNMET, line.state),
            vested_option=options.option(VESTED, line.state),
            decision=options.decision(UNMET, line.state),
        )
        for line in lines
    }
    choices = {state: choose(standing, agreement_applies=applies) for state, standing in standings.items()}
    if applies:
        choices.update(supplements(standings))
    together = sum(standing.actual or 0 for standing in standings.values())
    return tuple(
        finished(
            line, choices[line.state], conditions[line.state], total, options, agreement, together=together, trace=trace
        )
        for line in lines
    )


def _exact(node: TraceNode | None) -> Fraction | None:
    return Fraction(node.value) if node is not None and isinstance(node.value, int | Fraction) else None


def _with_other_readings(
    case: Case, states: tuple[StateAward, ...], packs: Mapping[str, RulePack], agreement: AgreementRules, *, apart: bool
) -> tuple[StateAward, ...]:
    """Add to each State what the other readings of its rules would pay, so that a difference explains itself.

    A State's reading changes its own line only, so those of several States are reckoned in one go; each `apart` where
    a supplement makes one State's amount depend on the others'.
    """
    others = {
        line.state: {str(each.facts["other_reading"]): each for each in line.findings if each.code == OTHER_READING}
        for line in states
    }
    pays: dict[tuple[str, str], str] = {}
    for changes in _changes(others, apart=apart):
        found = award(replace(case, readings={**case.readings, **changes}), packs, agreement, trace=False)
        pays |= {(state, reading): _plain(found.state(state)) for state, reading in changes.items()}
    return tuple(
        replace(line, findings=(*line.findings, *_other_pays(line, others[line.state], pays))) for line in states
    )


def _changes(others: Mapping[str, Mapping[str, Finding]], *, apart: bool) -> list[dict[str, str]]:
    """Return which readings to change in each run: one of every State at a time, or one alone."""
    if apart:
        return [{state: reading} for state, readings in others.items() for reading in readings]
    most = max((len(readings) for readings in others.values()), default=0)
    return [
        {state: tuple(readings)[at] for state, readings in others.items() if at < len(readings)} for at in range(most)
    ]


def _other_pays(line: StateAward, rivals: Mapping[str, Finding], pays: Mapping[tuple[str, str], str]) -> list[Finding]:
    return [
        Finding(
            code="other_reading_pays",
            level=Level.NOTE,
            where=line.state,
            facts={
                "state": line.state,
                "reading": str(rival.facts["reading"]),
                "other": reading,
                "source": str(rival.facts["other_source"]),
                "pays": _plain(line),
                "other_pays": pays[line.state, reading],
            },
        )
        for reading, rival in rivals.items()
    ]


def _plain(line: StateAward) -> str:
    weekly = line.payable.weekly
    return f"{weekly.currency} {weekly.plain}" if weekly is not None else ""
