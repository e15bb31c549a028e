"""What a paper says, as it is typed in: one form for each kind of answer that another office may send by post."""

from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.award_notices import DecisionGround, DecisionResult, Refusal, ReviewFrom
from desktop_app.domain.dependency import CertifiedDependant
from desktop_app.domain.inquiries import ClarificationAnswer, InfoAnswer, ReminderAnswer
from desktop_app.workflows.decision_lines import (
    AcceptedLine,
    AmountLine,
    ReductionLine,
    SetOffLine,
    SupplementLine,
)
from desktop_app.workflows.summary_lines import OpenLine, PaidLine, TotalLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """What every paper shows: its day, who signed it, and the scan of it, a paper of the claim."""

    signed_on: date | None = None
    signed_by: str = ""
    scan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDecisionForm:
    """A decision as it stands on the paper. Amounts, weeks and days are text as typed, empty where none is stated.

    The first amount runs from `start`; further ones say from when they run. `legal_references` are one a line.
    """

    head: PaperHead = field(default_factory=PaperHead)
    number: str = ""
    version: str = "1"
    result: DecisionResult = DecisionResult.GRANTED
    ground: DecisionGround = DecisionGround.TOTALISED
    start: date | None = None
    amounts: tuple[AmountLine, ...] = (AmountLine(),)
    supplements: tuple[SupplementLine, ...] = ()
    reductions: tuple[ReductionLine, ...] = ()
    own_weeks: str = ""
    totalised_weeks: str = ""
    weeks_lost: str = ""
    accepted: tuple[AcceptedLine, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    legal_references: str = ""
    review_days: str = ""
    review_from: ReviewFrom = ReviewFrom.RECEIPT
    review_address: str = ""
    set_offs: tuple[SetOffLine, ...] = ()
    first_payment: date | None = None
    next_review: date | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDependencyForm:
    """A certificate of dependency as it stands on the paper; `valid_to` is empty where it is open."""

    head: PaperHead = field(default_factory=PaperHead)
    number: str = ""
    version: str = "1"
    contingency_date: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    dependants: tuple[CertifiedDependant, ...] = ()
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReplyForm:
    """A reply to questions as it stands on the paper: an answer for each item it speaks of."""

    head: PaperHead = field(default_factory=PaperHead)
    answers: tuple[InfoAnswer, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperExplanationForm:
    """An explanation of a message on paper: the points it answers; the others stay owed."""

    head: PaperHead = field(default_factory=PaperHead)
    answers: tuple[ClarificationAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSummaryForm:
    """A summary of decisions as it stands on the paper: a line for each State that decided, and those still open.

    `totals` may stay empty; where the page states them, they are compared with the lines.
    """

    head: PaperHead = field(default_factory=PaperHead)
    lines: tuple[PaidLine, ...] = ()
    still_open: tuple[OpenLine, ...] = ()
    totals: tuple[TotalLine, ...] = ()
    set_offs: tuple[SetOffLine, ...] = ()
    contact: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReopenForm:
    """What the examining office says of opening a closed case again: agreed or not, and why."""

    head: PaperHead = field(default_factory=PaperHead)
    agreed: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReceiptForm:
    """A confirmation that a message was destroyed, in the words of the letter that say how."""

    head: PaperHead = field(default_factory=PaperHead)
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReminderReplyForm:
    """A reply to our reminder: an answer for each line the letter speaks of; the others stay as they were."""

    head: PaperHead = field(default_factory=PaperHead)
    answers: tuple[ReminderAnswer, ...] = ()


PaperForm = (
    PaperDecisionForm
    | PaperDependencyForm
    | PaperReplyForm
    | PaperExplanationForm
    | PaperSummaryForm
    | PaperReopenForm
    | PaperReceiptForm
    | PaperReminderReplyForm
)
