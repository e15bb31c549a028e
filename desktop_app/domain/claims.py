"""A claim under the Agreement: for whom, which benefit, from which day, and how far it has come."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class Benefit(StrEnum):
    """The five long-term benefits of the Agreement (CARICOM Secretariat; International Labour Organization)."""

    AGE = "age_pension"
    INVALIDITY = "invalidity_pension"
    SURVIVORS = "survivors_pension"
    DISABLEMENT = "disablement_pension"
    DEATH = "death_benefit"


class Stage(StrEnum):
    """How far a case has come (exchange rules, 3.4).

    `decided`: our own decision is made, and every other State's that has to decide is in. `waiting` for other States:
    ours is made, another is awaited. `summarised`: the summary of decisions told all of them.
    """

    DRAFT = "draft"
    NOTIFIED = "notified"
    COLLECTING = "collecting"
    READY = "ready_to_calculate"
    DECIDED = "own_decision_made"
    WAITING = "waiting_for_other_states"
    SUMMARISED = "summarised"
    CLOSED = "closed"


AFTER_DECISION: Final = frozenset({Stage.DECIDED, Stage.WAITING, Stage.SUMMARISED})
"""Stages of a case that is decided here and not closed."""

SETTLED: Final = AFTER_DECISION | {Stage.CLOSED}
"""Stages in which what comes in moves no case on by itself."""


class Part(StrEnum):
    """The office's part in a case: it examines the claim, or another office asked it for periods."""

    EXAMINING = "examining"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeReference:
    """An office's own number for the case."""

    office: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim as the office keeps it.

    `filing_date` is the day the claim was received anywhere; it holds for every State and never moves;
    `filing_proof` says what shows it. `consent_given`: the claimant agreed that the other offices are asked.
    `contingency_date` is the day the risk came true (age reached, incapacity, death). `states` are those involved, in
    the order of first insurance, the office's own among them. `stage_changed_at` dates the present stage. `applicant`
    is who claims for survivors, with address, where that is not the insured person.
    """

    id: str
    number: str
    person_id: str
    benefit: Benefit
    part: Part
    stage: Stage
    opened_at: datetime
    stage_changed_at: datetime
    examining_office: str
    responsible: str
    filing_date: date | None = None
    filing_proof: str = ""
    consent_given: bool = False
    contingency_date: date | None = None
    states: tuple[str, ...] = ()
    references: tuple[OfficeReference, ...] = ()
    applicant: str = ""

    def reference_of(self, office: str) -> str:
        """Return an office's number for this case, empty when not known."""
        return next((entry.number for entry in self.references if entry.office == office), "")
