"""Notices about the life of a case: corrections, forwarding, who takes part, changes, closing.

Exchange rules 4.11 to 4.14.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.money import Money
from desktop_app.domain.person_block import PersonBlock


class CorrectionKind(StrEnum):
    """Whether a message is replaced by a new version, or withdrawn altogether."""

    UPDATE = "update"
    INVALIDATE = "invalidate"


class CorrectionReason(StrEnum):
    """Why a message is corrected or invalidated (4.11; a proposed list that institutions have to confirm)."""

    NEW_FACTS = "new_facts"
    SENT_BY_MISTAKE = "sent_by_mistake"
    WRONG_PERSON = "wrong_person"
    WRONG_RECIPIENT = "wrong_recipient"
    WRONG_CONTENT = "wrong_content"
    CHANGED_ON_REVIEW = "changed_on_review"
    PERSON_DEAD = "person_dead"
    WRONG_RULE = "wrong_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Correction or invalidation of an earlier message of the sender (4.11).

    `new_message` is the message that replaces it, in the same bundle or to follow, empty where nothing does.
    `destroy` asks the recipient to destroy what it holds and to confirm it: wrong person or wrong recipient.
    """

    about_message: str
    kind: CorrectionKind
    reason: CorrectionReason
    new_message: str = ""
    more_follows: bool = False
    destroy: bool = False
    text: str = ""


class ForwardReason(StrEnum):
    """Why a message is passed on (4.12)."""

    NOT_COMPETENT = "not_competent"
    NO_LONGER_COMPETENT = "no_longer_competent"
    PERSON_MOVED = "person_moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward:
    """Not for us, passed on (4.12). The filing date stays and holds for all States.

    `about_message` is the message passed on, `from_office` who sent it, `to_office` where it goes. In the bundle to the
    new office the original is enclosed whole (`enclosed` is true); the examining institution gets the notice alone.
    """

    about_message: str
    from_office: str
    to_office: str
    reason: ForwardReason
    filing_date: date | None
    enclosed: bool
    text: str = ""


class Joining(StrEnum):
    """Whether an office joins a case or leaves it."""

    JOINS = "joins"
    LEAVES = "leaves"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantChange:
    """An office that joins or leaves. `takes_over` names who takes over what a leaver owes; empty: it lapses."""

    office: str
    state: str
    joining: Joining
    since: date
    reason: str
    takes_over: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participants:
    """States or offices that join or leave a case (4.12)."""

    changes: tuple[ParticipantChange, ...]


class ChangeKind(StrEnum):
    """What changed (4.13)."""

    DEATH = "death"
    ADDRESS = "address"
    NAME = "name"
    MARITAL_STATUS = "marital_status"
    END_OF_STUDIES = "end_of_studies"
    RETURN_TO_WORK = "return_to_work"
    RECOVERY = "recovery"
    RATE_CHANGED = "rate_changed"
    CLAIM_WITHDRAWN = "claim_withdrawn"
    REPRESENTATIVE = "representative"
    PAYMENT_STOPPED = "payment_stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNotice:
    """Change of circumstances, death, or withdrawal (4.13). A death is urgent: top of the queue at every office.

    `value` says the new fact in words (address, name); `old_amount` and `new_amount` go with a changed rate; `states`
    are those a withdrawal is for; `effect_asked` says what the recipient is asked to do.
    """

    kind: ChangeKind
    person: PersonBlock
    since: date
    value: str = ""
    proof: str = ""
    effect_asked: str = ""
    old_amount: Money | None = None
    new_amount: Money | None = None
    states: tuple[str, ...] = ()

    @property
    def urgent(self) -> bool:
        """Whether it goes to the top of the queue."""
        return self.kind is ChangeKind.DEATH

    @property
    def died_on(self) -> date | None:
        """The day of the death that is told, None where it tells anything else."""
        return self.since if self.kind is ChangeKind.DEATH else None


class CloseReason(StrEnum):
    """Why a case is closed (4.14)."""

    ALL_DECIDED = "all_decided"
    WITHDRAWN = "withdrawn"
    OPENED_BY_MISTAKE = "opened_by_mistake"
    NO_REACTION = "no_reaction"
    PERSON_DEAD = "person_dead"
    MERGED = "merged"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseNotice:
    """Closure of a case (4.14). `merged_into` is the case number it went into; `on` the day of closing."""

    reason: CloseReason
    on: date
    merged_into: str = ""
    text: str = ""


class ReopenStep(StrEnum):
    """Anyone asks; the examining institution agrees or says why not."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"


class ReopenReason(StrEnum):
    """Why a case is opened again (4.14)."""

    NEW_FACTS = "new_facts"
    WRONG_FACTS = "wrong_facts"
    CLOSED_BY_MISTAKE = "closed_by_mistake"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenNotice:
    """A closed case is to be, or is, or is not opened again (4.14)."""

    step: ReopenStep
    reason: ReopenReason
    text: str = ""
