"""What there is to settle in a calculation, and where a finding is settled."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.award import Award, StateAward
from desktop_app.calculation.lost_weeks import GAVE_WAY
from desktop_app.domain.findings import Finding, Level
from desktop_app.workflows.open_claim import Step

STATED: Final = "stated_total"
CERTIFIED: Final = "certified_amount"
"""Choices of a case that are withdrawn like a decision."""


class Topic(StrEnum):
    """What a person settles."""

    READING = "reading"
    DECISION = "decision"
    INJURY = "injury"
    OVERLAP = "overlap"
    VESTED = "vested"
    SHARE_OF = "share_of"
    MINIMUM = "minimum"
    TOTALS = "totals"
    AMOUNTS = "amounts"


UNMET: Final = "unmet_state"

POINTS: Final[Mapping[Topic, str]] = MappingProxyType(
    {
        Topic.DECISION: UNMET,
        Topic.INJURY: "disablement",
        Topic.OVERLAP: "overlap",
        Topic.VESTED: "vested_state",
        Topic.SHARE_OF: "denominator",
        Topic.MINIMUM: "minimum_own_period",
    }
)
"""The open point of the Agreement that an officer decides under a topic, for one State of a case."""

_TOPICS: Final[Mapping[str, Topic]] = MappingProxyType({point: topic for topic, point in POINTS.items()})

DECISIONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {UNMET: ("proportional", "nothing"), "overlap": ("keeps_weeks",)}
)
"""The options an officer can choose, of points where the others are what holds without a decision."""

FEW_WEEKS: Final = 52
"""Own weeks that count below which it is asked whether a State pays at all."""

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
    "last_state_to_confirm": Topic.INJURY,
    "short_own_period": Topic.MINIMUM,
    **dict.fromkeys(GAVE_WAY, Topic.OVERLAP),
}

_TYPED: Final[Mapping[str, tuple[Step, str]]] = MappingProxyType(
    {
        "sex_needed": (Step.CLAIMANT, "sex"),
        "degree_missing": (Step.DEPENDANTS, "degree"),
        "weekly_earnings_missing": (Step.DEPENDANTS, "weekly_earnings"),
        "no_survivors_stated": (Step.DEPENDANTS, "survivors"),
        "survivor_fact_missing": (Step.DEPENDANTS, "survivors"),
    }
)
"""Findings of what an earlier step can tell: the step and its field."""

_MAY: Final = frozenset({"point_unsettled", "short_own_period", *GAVE_WAY} - {"overlap_undecided"})
"""Findings on which an officer may decide otherwise and need not."""


def step_of(finding: Finding) -> tuple[Step, str] | None:
    """Return the earlier step and the field where what a finding misses is entered; None where nothing is."""
    return _TYPED.get(finding.code)


def topic_of(finding: Finding, award: Award) -> Topic:
    """Return where a finding is settled: by its code, else by what its State waits for."""
    if finding.code in _WHERE:
        return _WHERE[finding.code]
    if finding.code == "point_unsettled":
        return _TOPICS[str(finding.facts["point"])]
    line = next((entry for entry in award.states if entry.state == state_of(finding)), None)
    return Topic.DECISION if line is not None and waits_for_officer(line) else Topic.READING


def can_settle(finding: Finding, award: Award, readings: Collection[str]) -> bool:
    """Tell whether a person can settle a finding here; `readings` are the States whose sources disagree.

    What rests on one unsure source alone is not settled here: the institution is asked.
    """
    if step_of(finding) is not None:
        return True
    topic = topic_of(finding, award)
    if topic is Topic.READING:
        return state_of(finding) in readings
    if topic is Topic.DECISION:
        return any(line.state == state_of(finding) and waits_for_officer(line) for line in award.states)
    if topic in POINTS:
        return True
    only_grant = finding.code == "parameter_not_known" and finding.level is not Level.ERROR
    return not only_grant  # a grant is not among the amounts that an institution certifies for a pension


def state_of(finding: Finding) -> str:
    """Return the State a finding is about, empty for the whole case."""
    return str(finding.facts.get("state", "")) or (finding.where if len(finding.where) == 2 else "")  # noqa: PLR2004 - a State's code


def decidable(line: StateAward, topic: Topic, award: Award, *, industrial: bool) -> bool:
    """Tell whether an officer can decide a point for a State of this case: where it makes a difference there."""
    if topic is Topic.DECISION:
        return waits_for_officer(line)
    if topic is Topic.INJURY:
        return industrial
    if topic is Topic.OVERLAP:
        losses = [finding for each in award.states for finding in each.findings if finding.code in GAVE_WAY]
        return any(line.state in (state_of(finding), finding.facts.get("to")) for finding in losses)
    if topic is Topic.VESTED:
        return line.alone.met is True and not industrial
    if topic is Topic.SHARE_OF:
        return line.share is not None
    return topic is Topic.MINIMUM and 0 < line.counted_weeks < FEW_WEEKS and line.alone.met is not True


def waits_for_officer(line: StateAward) -> bool:
    """Tell whether a State pays nothing until an officer decides."""
    return line.payable.reason.code.startswith("unmet_")


def to_settle(award: Award) -> tuple[Finding, ...]:
    """Return the findings that want a person, errors first, each once; notes are only told."""
    seen: list[Finding] = []
    for finding in (*award.findings, *(each for line in award.states for each in line.findings)):
        if finding.level is not Level.NOTE and finding not in seen and not _decided(finding, award):
            seen.append(finding)
    order = (
        Topic.DECISION,
        Topic.INJURY,
        Topic.OVERLAP,
        Topic.AMOUNTS,
        Topic.TOTALS,
        Topic.VESTED,
        Topic.SHARE_OF,
        Topic.MINIMUM,
        Topic.READING,
    )
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
        if finding.code not in _MAY and can_settle(finding, award, readings.keys())
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
