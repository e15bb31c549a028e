"""What offices tell each other, as values: notification of a claim, certificate, receipt, return (exchange rules, 4).

How a message is written to bytes is the exchange's business; what it means is here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Benefit, OfficeReference
from desktop_app.domain.dependants import ClaimSurvivor, Injury
from desktop_app.domain.periods import StatedPeriod
from desktop_app.domain.person_block import PersonBlock


class MessageType(StrEnum):
    """The message types this program knows."""

    CLAIM_NOTICE = "claim_notice"
    PERIOD_CERTIFICATE = "period_certificate"
    RECEIPT = "receipt"
    RETURN = "return"


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
    whose rules use them for this kind of claim. `applicant` is who claims for survivors; `language` that of letters.
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


class ReceiptLevel(StrEnum):
    """How far a message has come at the other office (4.9)."""

    OPENED = "opened"
    REGISTERED = "registered"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_REMARKS = "accepted_with_remarks"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRemark:
    """A remark on one row of a certificate, or on the whole message where `row_id` is empty."""

    row_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Acknowledgement of one message: opened, registered under the office's own case number, or accepted (4.9)."""

    about_message: str
    level: ReceiptLevel
    case_number: str = ""
    remarks: tuple[RowRemark, ...] = ()


class ReturnReason(StrEnum):
    """Why a message goes back (4.9)."""

    PERSON_NOT_KNOWN = "person_not_known"
    PERSON_NOT_CLEAR = "person_not_clear"
    NOT_COMPETENT = "not_competent"
    UNREADABLE_PART = "unreadable_part"
    MANDATORY_FIELD_EMPTY = "mandatory_field_empty"
    LEGAL_BAR = "legal_bar"
    DUPLICATE_CLAIM = "duplicate_claim"
    FIGURES_DISAGREE = "figures_disagree"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnNotice:
    """A message sent back, with the reason and a note of at most 2,000 characters; nothing of it was applied."""

    about_message: str
    reason: ReturnReason
    note: str = ""


Body = ClaimNotice | PeriodCertificate | Receipt | ReturnNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message between two offices.

    `message_id` is unique for ever; the same id with the same content is a repeat. `summary` is the content as plain
    text, made by the program from the body. `in_reply_to` is the message answered, empty for none.
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


def message_type_of(body: Body) -> MessageType:
    """Return the type that goes with a body."""
    match body:
        case ClaimNotice():
            return MessageType.CLAIM_NOTICE
        case PeriodCertificate():
            return MessageType.PERIOD_CERTIFICATE
        case Receipt():
            return MessageType.RECEIPT
        case ReturnNotice():
            return MessageType.RETURN
