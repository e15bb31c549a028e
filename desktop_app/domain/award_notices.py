"""What an institution decided, told to the others, and the page that sums all up (exchange rules, 4.5 and 4.6)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.domain.person_block import PersonBlock


class DecisionResult(StrEnum):
    """What was decided (4.5)."""

    GRANTED = "granted"
    REFUSED = "refused"
    RECALCULATED = "recalculated"
    PROVISIONAL = "provisional"
    SUSPENDED = "suspended"
    ENDED = "ended"


class DecisionGround(StrEnum):
    """On what the result rests: the State's law alone, totalised weeks, or both compared (4.5)."""

    LOCAL = "local"
    TOTALISED = "totalised"
    COMPARED = "compared"


class RefusalReason(StrEnum):
    """Why a benefit is refused (4.5; a proposed list that institutions have to confirm)."""

    TOO_FEW_WEEKS = "too_few_weeks"
    OWN_MINIMUM_NOT_MET = "own_minimum_not_met"
    AGE_NOT_REACHED = "age_not_reached"
    INCAPACITY_NOT_ACCEPTED = "incapacity_not_accepted"
    NOT_IN_FAMILY_CIRCLE = "not_in_family_circle"
    LATE_FILING = "late_filing"
    DOCUMENTS_NOT_GIVEN = "documents_not_given"
    OTHER_BENEFIT_BARS = "other_benefit_bars"
    WITHDRAWN = "withdrawn"
    NO_PERIODS_HERE = "no_periods_here"
    OTHER = "other"


class Frequency(StrEnum):
    """How often an amount is paid."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    FOUR_WEEKLY = "four_weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    ONCE = "once"


class ReviewFrom(StrEnum):
    """From when the time limit for review runs."""

    DATE_OF_DECISION = "date_of_decision"
    RECEIPT = "receipt"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksAccepted:
    """Weeks of another State that the decision counts, and the certificate they come from."""

    state: str
    weeks: int
    certificate: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedAmount:
    """The three amounts and what is payable, for one stretch of time (4.5).

    All in one currency; None where the State's rules give no such amount. `share` is own by totalised weeks, None where
    nothing is shared. `rounding` names the rule by its own name; `until` is empty for an amount that goes on.
    """

    since: date
    currency: str
    frequency: Frequency
    payable: Money
    until: date | None = None
    notional: Money | None = None
    share: Fraction | None = None
    actual: Money | None = None
    local: Money | None = None
    rounding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """An addition to the amount, or a survivor's share of it, with whom it is for."""

    what: str
    name: str
    amount: Money
    frequency: Frequency
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """What lowers the amount: why, how much, by which rule, until when."""

    ground: str
    amount: Money
    article: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOff:
    """Money to be held back by another State for an overpayment or a provisional payment here."""

    amount: Money
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A reason for refusing, as code and in words."""

    reason: RefusalReason
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One institution's decision on a benefit: one part of a possible total (4.5).

    `review_days` counts from `review_from`, None where the institution does not state it. `worksheet_attached` says
    that the figures come with it. `rules` is the digest of the rule pack used. Signed a second time on its own.
    """

    number: str
    version: int
    state: str
    office: str
    benefit: Benefit
    person: PersonBlock
    result: DecisionResult
    ground: DecisionGround
    decided_on: date
    start: date | None
    own_weeks: int
    accepted: tuple[WeeksAccepted, ...]
    totalised_weeks: int
    amounts: tuple[DecidedAmount, ...]
    prepared_by: str
    approved_by: str
    weeks_lost: int = 0
    legal_references: tuple[str, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    reductions: tuple[Reduction, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    review_days: int | None = None
    review_from: ReviewFrom = ReviewFrom.NOT_KNOWN
    review_address: str = ""
    set_offs: tuple[SetOff, ...] = ()
    first_payment: date | None = None
    next_review: date | None = None
    worksheet_attached: bool = False
    rules: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """One State's decision in the summary. `message` is the decision's message id, empty for one on paper."""

    state: str
    office: str
    case_number: str
    result: DecisionResult
    ground: DecisionGround
    start: date | None
    amount: Money | None
    frequency: Frequency | None
    review_days: int | None
    review_address: str
    handed_over_on: date | None = None
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StillOpen:
    """A State that has not decided, and why it is missing from the summary."""

    state: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyTotal:
    """What is payable in one currency at one frequency; currencies are never added up."""

    amount: Money
    frequency: Frequency


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSummary:
    """One page for everybody: who pays what, who refused and why, where to complain (4.6)."""

    benefit: Benefit
    person: PersonBlock
    lines: tuple[SummaryLine, ...]
    totals: tuple[CurrencyTotal, ...]
    still_open: tuple[StillOpen, ...] = ()
    provisional: tuple[Supplement, ...] = ()
    set_offs: tuple[SetOff, ...] = ()
    contact: str = ""
    remarks: str = ""
