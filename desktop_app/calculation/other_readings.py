"""What the other readings of a State's rules would pay, so that a difference between sources explains itself.

Runs the calculation again for every other reading; `award` alone is one calculation.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from desktop_app.calculation.award import Award, StateAward
from desktop_app.calculation.case import Case
from desktop_app.calculation.comparison import SUPPLEMENT, VESTED
from desktop_app.calculation.engine import award
from desktop_app.calculation.options import Options
from desktop_app.calculation.pack import AgreementRules, RulePack
from desktop_app.domain.findings import Finding, Level

OTHER_READING: Final = "other_reading"


def explained_award(case: Case, packs: Mapping[str, RulePack], agreement: AgreementRules) -> Award:
    """Calculate a case, and add to each State what the other readings of its rules would pay.

    Raises `CaseProblem` as `award` does.
    """
    result = award(case, packs, agreement)
    options = Options(case, agreement)
    apart = any(options.option(VESTED, line.state) == SUPPLEMENT for line in result.states)
    return replace(result, states=_with_other_readings(case, result.states, packs, agreement, apart=apart))


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
