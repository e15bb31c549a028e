"""The engine: one case, the rule packs and the Agreement's rules become an award. A pure function of its arguments.

For every State with insurance: its weeks after overlaps, its condition on own and on totalised weeks, notional, actual
and local amount, what is payable and why. The ledger writes the trace as the figures are made.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from desktop_app.calculation.amounts import Amounts
from desktop_app.calculation.award import Award, ConditionResult, StateAward
from desktop_app.calculation.case import Case, CertifiedAmount, StatedTotal
from desktop_app.calculation.case_figures import CaseFigures
from desktop_app.calculation.comparison import UNMET, VESTED, Choice, Standing, choose, supplements
from desktop_app.calculation.conditions import condition_result, set_conditions, totalised_lengths
from desktop_app.calculation.evaluation import Evaluation
from desktop_app.calculation.last_state import last_state, last_state_choice, pays_alone
from desktop_app.calculation.ledger import made
from desktop_app.calculation.line import Line, fraction
from desktop_app.calculation.options import Options
from desktop_app.calculation.pack import AgreementRules, RulePack
from desktop_app.calculation.result import finished
from desktop_app.calculation.row_figures import row_figures
from desktop_app.calculation.totalisation import StateWeeks
from desktop_app.calculation.trace import TraceNode
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

_OfState = TypeVar("_OfState", CertifiedAmount, StatedTotal)


def award(case: Case, packs: Mapping[str, RulePack], agreement: AgreementRules, *, trace: bool = True) -> Award:
    """Calculate what every State owes in a case.

    `trace=False` gives the same figures with worksheets that have no inputs. Raises `CaseProblem` for a case that
    cannot be right: a State that is no party, an unknown setting, decision or reading, no periods at all.
    """
    options = Options(case, agreement)
    settled = settle_weeks(case, agreement.parties, agreement.year_weeks)
    findings: list[Finding] = []
    figures = CaseFigures(case)
    lines = [
        _line(figures, state, weeks, packs.get(state), agreement, options, settled.findings, with_rows=trace)
        for state, weeks in settled.states.items()
    ]
    total = total_node(lines, options, findings)
    totals = totalised_lengths(total, lines) if case.agreement_applies else None
    for line in lines:
        set_conditions(line, totals, lines)
    alone = pays_alone(case, options)
    amounts = Amounts(lines, total, options, agreement, case.survivors, applies=case.agreement_applies, alone=alone)
    for line in lines:
        amounts.set_amounts(line)
    states = _states(case, lines, total, options, agreement, trace=trace, alone=alone)
    payments = [node for line in states for node in line.months]
    used = {line.state: packs[line.state].digest for line in lines if line.state in packs}
    return Award(
        totalised_weeks=total.value if isinstance(total.value, int) else 0,
        contingency_date=case.contingency_date,
        states=states,
        findings=tuple(findings),
        settings=MappingProxyType(options.settings),
        rule_packs=MappingProxyType({**used, "agreement": agreement.digest}),
        worksheet=made("award", "collected", (*(line.worksheet for line in states), *payments) if trace else ()),
    )


def _line(
    figures: CaseFigures,
    state: str,
    weeks: StateWeeks,
    pack: RulePack | None,
    agreement: AgreementRules,
    options: Options,
    found: Sequence[Finding],
    *,
    with_rows: bool,
) -> Line:
    case = figures.case
    party = agreement.parties[state]
    stated = _of_state(case.stated_totals, state)
    origin = origin_authority(case, state)
    findings = [each for each in found if each.where == state]
    own = own_weeks_node(state, weeks, stated, origin, findings, case.benefit, with_rows=with_rows)
    line = Line(
        state=state,
        currency=party.currency,
        institution=party.institution,
        in_effect=party.in_effect_on(case.claim_date),
        weeks=weeks,
        own=own,
        counted=own,
        findings=findings,
        certified=_of_state(case.certified, state),
    )
    note_rows(line, pack.scheme_start if pack is not None else None, case.contingency_date, case.benefit)
    effect = party.in_effect_from
    if case.agreement_applies and line.in_effect and effect is not None and case.contingency_date < effect:
        line.note("no_payment_before", Level.NOTE, date=effect.isoformat())
    line.counted = counted_node(line, options, stated=stated is not None and stated.weeks is not None)
    rules = pack.benefits.get(case.benefit) if pack is not None else None
    if rules is not None and rules.not_provided is not None:
        line.not_provided = rules.not_provided
    elif pack is not None and rules is not None:
        certified = line.certified is not None and line.in_effect and case.agreement_applies
        line.evaluation = Evaluation(
            pack=pack,
            rules=rules,
            days=figures.days,
            case=figures,
            weeks=weeks,
            earnings=earnings_nodes(state, party.currency, weeks.rows, origin, findings, with_rows=with_rows),
            stated=stated,
            chosen=case.readings.get(state, ""),
            findings=findings,
            rows=row_figures(weeks.rows, party.currency, origin, with_rows=with_rows) if rules.by_row else (),
            unknown_level=Level.NOTE if certified else Level.ERROR,
        )
    return line


def _of_state(given: Sequence[_OfState], state: str) -> _OfState | None:
    """Return what was given for a State, None where nothing was."""
    for each in given:
        if each.state == state:
            return each
    return None


def _states(
    case: Case,
    lines: Sequence[Line],
    total: TraceNode,
    options: Options,
    agreement: AgreementRules,
    *,
    trace: bool,
    alone: bool,
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
            actual=fraction(line.actual),
            local=fraction(line.local),
            certified=line.certified is not None and line.in_effect,
            trouble=line.trouble,
            condition=conditions[line.state][1].reason,
            relieved=line.relieved,
            unmet_option=options.option(UNMET, line.state),
            vested_option=options.option(VESTED, line.state),
            decision=options.decision(UNMET, line.state),
            to_survivors=bool(line.portions),
        )
        for line in lines
    }
    if alone:
        choices = _one_pays(case, lines, standings, conditions)
    else:
        choices = {state: choose(standing, agreement_applies=applies) for state, standing in standings.items()}
        choices.update(supplements(standings) if applies else {})
    return tuple(
        finished(line, choices[line.state], conditions[line.state], total, options, agreement, lines, trace=trace)
        for line in lines
    )


def _one_pays(
    case: Case,
    lines: Sequence[Line],
    standings: Mapping[str, Standing],
    conditions: Mapping[str, tuple[ConditionResult, ConditionResult]],
) -> dict[str, Choice]:
    """Choose for an injury of the employment: the last State whose conditions are met pays alone.

    A State where the Agreement is not in effect is by itself, as if there were none.
    """
    found = last_state(case, lines)
    for line in lines:
        if line.unshared and found.state not in ("", line.state):
            line.grant, line.grant_elsewhere = None, found.state
    outside = {line.state for line in lines if not line.in_effect}
    return {
        state: choose(standing, agreement_applies=True)
        if state in outside
        else last_state_choice(standing, found, conditions[state][0].reason)
        for state, standing in standings.items()
    }
