"""What offices ask each other and answer: periods, information, explanations, and reminders of what is owed.

Exchange rules 4.2, 4.7, 4.8 and 4.10. Every request names the obligation it opens, every answer the one it meets.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.claims import Benefit
from desktop_app.domain.periods import StatedPeriod
from desktop_app.domain.person_block import PersonBlock


class PeriodPurpose(StrEnum):
    """Why periods are asked for (4.2)."""

    CLAIM = "claim"
    FORECAST = "forecast"
    OVERLAP = "overlap"
    VERIFICATION = "verification"
    VOLUNTARY_INSURANCE = "voluntary_insurance"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRequest:
    """Request for a certificate of insurance periods, without or after a claim notice (4.2).

    `span_from` and `span_to` bound the periods asked about, both empty for all; `cut_off` is the day up to which the
    certificate is wanted. `known` are rows to be confirmed or denied one by one; `claimed_weeks` weeks that the person
    states and no certificate holds. `urgency` is the reason to be quick, empty for the ordinary course.
    """

    purpose: PeriodPurpose
    person: PersonBlock
    benefits: tuple[Benefit, ...]
    reply_wanted_by: date
    span_from: date | None = None
    span_to: date | None = None
    cut_off: date | None = None
    known: tuple[StatedPeriod, ...] = ()
    claimed_weeks: int | None = None
    urgency: str = ""
    remarks: str = ""


class InfoItemCode(StrEnum):
    """What may be asked (4.7); `other` is said in words."""

    ADDRESS = "address"
    LIFE_CERTIFICATE = "life_certificate"
    MARITAL_STATUS = "marital_status"
    SCHOOL_ATTENDANCE = "school_attendance"
    MEDICAL_REPORT = "medical_report"
    DEGREE_OF_DISABLEMENT = "degree_of_disablement"
    ACCIDENT_REPORT = "accident_report"
    EMPLOYMENT_PROOF = "employment_proof"
    EMPLOYER_WHEREABOUTS = "employer_whereabouts"
    LAST_CONTRIBUTION_WEEK = "last_contribution_week"
    OTHER_BENEFIT = "other_benefit"
    BANK_DETAILS = "bank_details"
    DEATH = "death"
    IDENTITY_CHECK = "identity_check"
    EXPECTED_DATE = "expected_date"
    DEPENDENCY = "dependency"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoItem:
    """One thing asked. `item_id` is unique in the request; `why` names the rule or Article that needs it."""

    item_id: str
    code: InfoItemCode
    why: str
    needed_by: date
    span_from: date | None = None
    span_to: date | None = None
    document_wanted: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoRequest:
    """Request for information about a person of a case (4.7). `text` has at most 2,000 characters, never cut."""

    person: PersonBlock
    items: tuple[InfoItem, ...]
    text: str = ""


class ItemOutcome(StrEnum):
    """How an item of a request is answered."""

    VALUE = "value"
    ATTACHED = "attached"
    NOT_AVAILABLE = "not_available"
    WILL_FOLLOW = "will_follow"


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoAnswer:
    """The answer to one item. `value` says it in words; `follows_on` is the promised day where it will follow."""

    item_id: str
    outcome: ItemOutcome
    value: str = ""
    follows_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoReply:
    """Reply to a request for information, whole or in part: the request is met when every item is (4.7)."""

    about_message: str
    answers: tuple[InfoAnswer, ...]
    text: str = ""

    @property
    def settles(self) -> tuple[str, ...]:
        """The items that need no further answer."""
        return tuple(entry.item_id for entry in self.answers if entry.outcome is not ItemOutcome.WILL_FOLLOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderItem:
    """One thing still owed. `what` is the type of message that answers; `count` the number of this reminder, from 1."""

    obligation_id: str
    what: str
    asked_message: str
    asked_on: date
    due_on: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Reminder of what an office owes (4.8).

    `missing` are bundle numbers of it that never came: the answer may be lost. `to_head` says that this is the third,
    and goes to the head of the office; `head` is who that is, empty where it is not known.
    """

    items: tuple[ReminderItem, ...]
    missing: tuple[int, ...] = ()
    to_head: bool = False
    head: str = ""
    text: str = ""


class ReminderOutcome(StrEnum):
    """What an office says to a reminder (4.8)."""

    WILL_COME = "will_come"
    NOT_AVAILABLE = "not_available"
    ALREADY_SENT = "already_sent"


class NotAvailable(StrEnum):
    """Why an answer is not available, yet or at all (4.8)."""

    RECORD_NOT_POSTED = "record_not_posted"
    WAITING_FOR_EMPLOYER = "waiting_for_employer"
    WAITING_FOR_OTHER_STATE = "waiting_for_other_state"
    PAPER_SEARCH = "paper_search"
    STAFF = "staff"
    NOT_OURS = "not_ours"
    LEGAL_BAR = "legal_bar"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderAnswer:
    """What is said to one item of a reminder.

    `on` is the promised day where it will come; `sent_message` the message that answered where it was already sent;
    `reason` says why it is not available.
    """

    obligation_id: str
    outcome: ReminderOutcome
    on: date | None = None
    reason: NotAvailable | None = None
    sent_message: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderReply:
    """Reply to a reminder, item by item (4.8)."""

    about_message: str
    answers: tuple[ReminderAnswer, ...]


class ClarificationReason(StrEnum):
    """Why an explanation is asked for (4.10)."""

    ENTITLEMENT = "entitlement"
    AMOUNT = "amount"
    OVERLAP = "overlap"
    DIFFERS_FROM_CLAIMANT = "differs_from_claimant"
    SUM_AND_DATES_DISAGREE = "sum_and_dates_disagree"
    PROOF_WANTED = "proof_wanted"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationItem:
    """One row or field to explain. `row_id` and `field` may be empty: the message as a whole.

    `other_state`, `span_from` and `span_to` name the row of another State that overlaps; without an overlap the span is
    that of the row itself.
    """

    item_id: str
    reason: ClarificationReason
    row_id: str = ""
    field: str = ""
    other_state: str = ""
    span_from: date | None = None
    span_to: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification:
    """Please explain: points at a message of the recipient, by row and field (4.10)."""

    about_message: str
    items: tuple[ClarificationItem, ...]
    reply_wanted_by: date


class ClarificationOutcome(StrEnum):
    """How an explanation ends (4.10)."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationAnswer:
    """The answer to one item; where `corrected`, a correction follows or came with it."""

    item_id: str
    outcome: ClarificationOutcome
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationReply:
    """Explanation, item by item (4.10)."""

    about_message: str
    answers: tuple[ClarificationAnswer, ...]
