"""Everything the office keeps about one person, as it is told to them: a data-protection request."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.award_notices import Decision
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.dependants import ClaimSurvivor
from desktop_app.domain.periods import StatedPeriod
from desktop_app.domain.person_records import PersonRecord
from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.retention import RetentionPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSeen:
    """A message about the person that left or came: what it was, with which office, when."""

    on: date
    sent: bool
    office: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSeen:
    """A paper or letter that is kept: its name, its kind, when it came or was made."""

    on: date
    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActSeen:
    """An act on the person's records: when, what (the journal's code), by whom."""

    at: datetime
    verb: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFile:
    """Everything kept about one claim of the person."""

    claim: Claim
    stated: tuple[StatedPeriod, ...]
    certificates: tuple[PeriodCertificate, ...]
    survivors: tuple[ClaimSurvivor, ...]
    decisions: tuple[Decision, ...]
    calculated: tuple[datetime, ...]
    messages: tuple[MessageSeen, ...]
    papers: tuple[PaperSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """Everything kept about one person. `kept` are the periods after which records are removed, where settled."""

    person: InsuredPerson
    record: PersonRecord
    claims: tuple[ClaimFile, ...]
    acts: tuple[ActSeen, ...]
    kept: tuple[RetentionPeriod, ...]
    made_on: date
