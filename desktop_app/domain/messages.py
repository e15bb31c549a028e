"""What offices tell each other, as values: every type of message, and the head they share (exchange rules, 4 and 2.2).

How a message is written to bytes is the exchange's business; what it means is here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop_app.domain.award_notices import Decision, DecisionSummary
from desktop_app.domain.case_notices import (
    ChangeNotice,
    CloseNotice,
    Correction,
    CorrectionReason,
    Forward,
    Participants,
    ReopenNotice,
)
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Benefit, OfficeReference
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependants import ClaimSurvivor, Injury
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.directory_notices import DirectoryNotice, KeyNotice, RulePackNotice
from desktop_app.domain.inquiries import (
    Clarification,
    ClarificationReply,
    InfoReply,
    InfoRequest,
    PeriodRequest,
    Reminder,
    ReminderReply,
)
from desktop_app.domain.periods import StatedPeriod
from desktop_app.domain.person_block import PersonBlock


class MessageType(StrEnum):
    """The message types this program knows."""

    CLAIM_NOTICE = "claim_notice"
    PERIOD_REQUEST = "period_request"
    PERIOD_CERTIFICATE = "period_certificate"
    DEPENDENCY_CERTIFICATE = "dependency_certificate"
    DECISION = "decision"
    DECISION_SUMMARY = "decision_summary"
    INFO_REQUEST = "info_request"
    INFO_REPLY = "info_reply"
    REMINDER = "reminder"
    REMINDER_REPLY = "reminder_reply"
    RECEIPT = "receipt"
    RETURN = "return"
    CLARIFICATION = "clarification"
    CLARIFICATION_REPLY = "clarification_reply"
    CORRECTION = "correction"
    FORWARD = "forward"
    PARTICIPANTS = "participants"
    CHANGE_NOTICE = "change_notice"
    CLOSE = "close"
    REOPEN = "reopen"
    RULE_PACK = "rule_pack"
    DIRECTORY = "directory"
    KEY_NOTICE = "key_notice"
    DEPARTURE_CERTIFICATE = "departure_certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHeld:
    """A document the examining office holds: its kind, who saw the original, and when."""

    kind: str
    seen_by: str
    seen_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentWish:
    """Where the claimant wants to be paid: sent to the State that will pay, and to no other."""

    where: str
    currency: str = ""
    bank: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateNotToAsk:
    """A State where the claimant worked that may not be asked, and why."""

    state: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNotice:
    """Notification of claim received: tells a State that a claim exists and fixes the filing date (4.1).

    From `also_claimed` on, the fields came with version 1.1. `survivors`, `injury` and `payment` go only to States
    whose rules use them for this kind of claim. `applicant` is who claims for survivors, as a name with an address, and
    `claimant` the same person as a block, where more of them is known (2.3). `language` is that of letters.
    """

    benefit: Benefit
    filing_date: date
    filing_proof: str
    contingency_date: date
    person: PersonBlock
    work_history: tuple[StatedPeriod, ...]
    states: tuple[str, ...]
    consent_given: bool
    reply_wanted_by: date
    remarks: str = ""
    also_claimed: tuple[Benefit, ...] = ()
    applicant: str = ""
    survivors: tuple[ClaimSurvivor, ...] = ()
    injury: Injury | None = None
    not_to_ask: tuple[StateNotToAsk, ...] = ()
    documents: tuple[DocumentHeld, ...] = ()
    payment: PaymentWish | None = None
    language: str = ""
    representative: str = ""
    claimant: PersonBlock | None = None


class ReceiptLevel(StrEnum):
    """How far a message has come at the other office (4.9).

    `version`, which came with version 1.1 of the receipt: it is of a version that the other office cannot read yet.
    """

    OPENED = "opened"
    REGISTERED = "registered"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_REMARKS = "accepted_with_remarks"
    VERSION = "version"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRemark:
    """A remark on one row of a certificate, or on the whole message where `row_id` is empty."""

    row_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Acknowledgement of one message: opened, registered under the office's own case number, or accepted (4.9).

    `unit` is the part of the office that deals with the case; it came with version 1.1.
    """

    about_message: str
    level: ReceiptLevel
    case_number: str = ""
    remarks: tuple[RowRemark, ...] = ()
    unit: str = ""


class ReturnReason(StrEnum):
    """Why a message goes back (4.9). The last three came with version 1.1."""

    PERSON_NOT_KNOWN = "person_not_known"
    PERSON_NOT_CLEAR = "person_not_clear"
    NOT_COMPETENT = "not_competent"
    UNREADABLE_PART = "unreadable_part"
    MANDATORY_FIELD_EMPTY = "mandatory_field_empty"
    LEGAL_BAR = "legal_bar"
    DUPLICATE_CLAIM = "duplicate_claim"
    FIGURES_DISAGREE = "figures_disagree"
    SIGNATURE = "signature"
    VERSION = "version"
    WRONG_RECIPIENT = "wrong_recipient"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnNotice:
    """A message sent back, with the reason and a note of at most 2,000 characters; nothing of it was applied.

    `candidates` is how many persons it could be about, where it cannot be told which: their number only. It came with
    version 1.1.
    """

    about_message: str
    reason: ReturnReason
    note: str = ""
    candidates: int | None = None


Body = (
    ClaimNotice
    | PeriodRequest
    | PeriodCertificate
    | DependencyCertificate
    | Decision
    | DecisionSummary
    | InfoRequest
    | InfoReply
    | Reminder
    | ReminderReply
    | Receipt
    | ReturnNotice
    | Clarification
    | ClarificationReply
    | Correction
    | Forward
    | Participants
    | ChangeNotice
    | CloseNotice
    | ReopenNotice
    | RulePackNotice
    | DirectoryNotice
    | KeyNotice
    | DepartureCertificate
)

BODIES: Final[Mapping[MessageType, type[Body]]] = MappingProxyType(
    {
        MessageType.CLAIM_NOTICE: ClaimNotice,
        MessageType.PERIOD_REQUEST: PeriodRequest,
        MessageType.PERIOD_CERTIFICATE: PeriodCertificate,
        MessageType.DEPENDENCY_CERTIFICATE: DependencyCertificate,
        MessageType.DECISION: Decision,
        MessageType.DECISION_SUMMARY: DecisionSummary,
        MessageType.INFO_REQUEST: InfoRequest,
        MessageType.INFO_REPLY: InfoReply,
        MessageType.REMINDER: Reminder,
        MessageType.REMINDER_REPLY: ReminderReply,
        MessageType.RECEIPT: Receipt,
        MessageType.RETURN: ReturnNotice,
        MessageType.CLARIFICATION: Clarification,
        MessageType.CLARIFICATION_REPLY: ClarificationReply,
        MessageType.CORRECTION: Correction,
        MessageType.FORWARD: Forward,
        MessageType.PARTICIPANTS: Participants,
        MessageType.CHANGE_NOTICE: ChangeNotice,
        MessageType.CLOSE: CloseNotice,
        MessageType.REOPEN: ReopenNotice,
        MessageType.RULE_PACK: RulePackNotice,
        MessageType.DIRECTORY: DirectoryNotice,
        MessageType.KEY_NOTICE: KeyNotice,
        MessageType.DEPARTURE_CERTIFICATE: DepartureCertificate,
    }
)
"""What each type of message holds."""

_TYPES: Final = {body: kind for kind, body in BODIES.items()}


class Instrument(StrEnum):
    """The agreement under which a case runs (2.2)."""

    CASS = "cass"
    OECS = "oecs"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierMessage:
    """An earlier message of the sender that this one replaces or makes void, and why."""

    message_id: str
    reason: CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message between two offices.

    `message_id` is unique for ever; the same id with the same content is a repeat. `summary` is the content as plain
    text, made by the program from the body. `in_reply_to` is the message answered, empty for none; `obligation_id` the
    obligation it meets, as the office that asked names it. `supersedes` are messages it replaces, `invalidates` those
    it makes void. `valid_until` is the last day it holds, only where stale data would harm. `must_understand` are the
    fields (`body.rows.ferry`, without the numbers of rows) that a reader has to know to apply it.
    """

    message_id: str
    type: MessageType
    created_at: datetime
    case_refs: tuple[OfficeReference, ...]
    prepared_by: str
    approved_by: str
    body: Body
    summary: str
    in_reply_to: str = ""
    obligation_id: str = ""
    supersedes: tuple[EarlierMessage, ...] = ()
    invalidates: tuple[EarlierMessage, ...] = ()
    valid_until: date | None = None
    instrument: Instrument = Instrument.CASS
    must_understand: tuple[str, ...] = ()


def message_type_of(body: Body) -> MessageType:
    """Return the type that goes with a body."""
    return _TYPES[type(body)]
