"""What there is to settle in a calculation, and where a finding is settled."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final

from desktop_app.calculation.award import Award, StateAward
from desktop_app.domain.findings import Finding, Level

UNMET: Final = "unmet_state"
"""The open point of the Agreement that an officer decides for one State of a case."""

DECISIONS: Final = ("proportional", "nothing")
"""The options of that point which an officer can decide; leaving it undecided refers it to an officer."""

STATED: Final = "stated_total"
CERTIFIED: Final = "certified_amount"
"""Choices of a case that are withdrawn like a decision."""


class Topic(StrEnum):
    """What a person settles."""

    READING = "reading"
    DECISION = "decision"
    TOTALS = "totals"
    AMOUNTS = "amounts"


READING_NOTES: Final = frozenset({"other_reading", "other_reading_pays"})
"""Notes that say what the sources disagree on, and what each reading pays."""

_WHERE: Final = {
    "unmet_after_totalisation": Topic.DECISION,
    "look_for_weeks": Topic.DECISION,
    "other_reading_pays": Topic.READING,
    "other_reading": Topic.READING,
    "reading_used": Topic.READING,
    "rule_unsure": Topic.READING,
    "fewer_years_than_rule": Topic.READING,
    "stated_weeks_differ": Topic.TOTALS,
    "stated_best_years_differ": Topic.TOTALS,
    "stated_totalised_differs": Topic.TOTALS,
    "parameter_not_known": Topic.AMOUNTS,
    "no_earnings_in_window": Topic.AMOUNTS,
    "no_rules_here": Topic.AMOUNTS,
}


def topic_of(finding: Finding, award: Award) -> Topic:
    """Return where a finding is settled: by its code, else by what its State waits for."""
    if finding.code in _WHERE:
        return _WHERE[finding.code]
    line = next((entry for entry in award.states if entry.state == state_of(finding)), None)
    return Topic.DECISION if line is not None and waits_for_officer(line) else Topic.READING


def can_settle(finding: Finding, award: Award, readings: Collection[str]) -> bool:
    """Tell whether a person can settle a finding here; `readings` are the States whose sources disagree.

    What rests on one unsure source alone is not settled here: the institution is asked.
    """
    topic = topic_of(finding, award)
    if topic is Topic.READING:
        return state_of(finding) in readings
    if topic is Topic.DECISION:
        return any(line.state == state_of(finding) and waits_for_officer(line) for line in award.states)
    only_grant = finding.code == "parameter_not_known" and finding.level is not Level.ERROR
    return not only_grant  # a grant is not among the amounts that an institution certifies for a pension


def state_of(finding: Finding) -> str:
    """Return the State a finding is about, empty for the whole case."""
    return str(finding.facts.get("state", "")) or (finding.where if len(finding.where) == 2 else "")  # noqa: PLR2004 - a State's code


def waits_for_officer(line: StateAward) -> bool:
    """Tell whether a State pays nothing until an officer decides."""
    return line.payable.reason.code.startswith("unmet_")


def to_settle(award: Award) -> tuple[Finding, ...]:
    """Return the findings that want a person, errors first, each once; notes are only told."""
    seen: list[Finding] = []
    for finding in (*award.findings, *(each for line in award.states for each in line.findings)):
        if finding.level is not Level.NOTE and finding not in seen and not _decided(finding, award):
            seen.append(finding)
    order = (Topic.DECISION, Topic.AMOUNTS, Topic.TOTALS, Topic.READING)
    return tuple(
        sorted(
            seen,
            key=lambda finding: (
                finding.level is not Level.ERROR,
                order.index(topic_of(finding, award)),
                finding.code != "unmet_after_totalisation",
            ),
        )
    )


def points_open(award: Award, readings: Mapping[str, str], stated: Collection[str] = ()) -> int:
    """Count what a person has still to settle here: each State's decision, reading, totals or amounts once.

    `readings` are the States whose sources disagree with the reading chosen for this case, empty for none; `stated` are
    the States whose totals were taken as stated.
    """
    settled = {(state, Topic.READING) for state, chosen in readings.items() if chosen}
    settled |= {(state, Topic.TOTALS) for state in stated}
    found = {
        (state_of(finding), topic_of(finding, award))
        for finding in to_settle(award)
        if can_settle(finding, award, readings.keys())
    }
    return len(found - settled)


def _decided(finding: Finding, award: Award) -> bool:
    """Tell whether an officer has decided what a finding asks for."""
    lines = [line for line in award.states if line.state == state_of(finding)]
    return finding.code == "unmet_after_totalisation" and not any(waits_for_officer(line) for line in lines)


def notes_of(award: Award) -> tuple[Finding, ...]:
    """Return what is only told, each once."""
    seen: list[Finding] = []
    for finding in (*award.findings, *(each for line in award.states for each in line.findings)):
        if finding.level is Level.NOTE and finding not in seen:
            seen.append(finding)
    return tuple(seen)
