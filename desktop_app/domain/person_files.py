"""Everything the office keeps about one person, as it is told to them: a data-protection request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.domain.award_notices import Decision
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.dependants import ClaimSurvivor
from desktop_app.domain.money import Money
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.domain.periods import PeriodType, StatedPeriod
from desktop_app.domain.person_records import PersonRecord, RelationKind
from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.retention import RetentionPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSeen:
    """A message about the person that left or came: what it was, with which office, when, and what it says in words."""

    on: date
    sent: bool
    office: str
    type: str
    says: str = ""


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
class ContributionSeen:
    """A contribution in this institution's own record: the file it came in, its line, and what it says."""

    file_name: str
    line: int
    year: int
    start: date | None
    end: date | None
    weeks: int
    credited: bool
    type: PeriodType
    earnings: Money | None
    earnings_class: str
    employer: str
    employer_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedSeen:
    """A record that was joined with the person's: what it says, by whom and why."""

    person: InsuredPerson
    record: PersonRecord
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySeen:
    """What one office owed or owes another about the person."""

    kind: ObligationKind
    owed_by: str
    owed_to: str
    asked_on: date
    due_on: date
    state: ObligationState
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSeen:
    """Who opened the person's protected records, when and why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSeen:
    """An answer to which State's law applies to the person's work; `asked` and `outcome` as they were kept."""

    at: datetime
    by: str
    state: str
    article: str
    note: str
    asked: Mapping[str, Any]
    outcome: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSeen:
    """A form that was begun and not entered: `form` is what is typed so far."""

    kind: str
    begun_at: datetime
    saved_at: datetime
    by: str
    form: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSeen:
    """That another record of the register names the person: what the person is said to be to the other, and when.

    Nothing of the other record; `name` and `birth_date` are what it says of this person.
    """

    kind: RelationKind
    name: str
    birth_date: date | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DependantSeen:
    """The person among the survivors of another's claim: nothing of the claim but its number, all that is said of them.

    `claim` is empty where that claim is protected.
    """

    claim: str
    survivor: ClaimSurvivor


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
    contributions: tuple[ContributionSeen, ...] = ()
    joined: tuple[JoinedSeen, ...] = ()
    named_by: tuple[NamedSeen, ...] = ()
    dependant_of: tuple[DependantSeen, ...] = ()
    duties: tuple[DutySeen, ...] = ()
    law: tuple[LawSeen, ...] = ()
    drafts: tuple[DraftSeen, ...] = ()
    opened: tuple[AccessSeen, ...] = ()
    claims: tuple[ClaimFile, ...]
    acts: tuple[ActSeen, ...]
    kept: tuple[RetentionPeriod, ...]
    made_on: date
