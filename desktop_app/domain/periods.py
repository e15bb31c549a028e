"""Insurance periods: rows that a claimant states or an institution certifies, never mixed up.

The certifying State owns its rows (exchange rules, 1.6): here they are frozen values with their origin.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.domain.time import Certainty


class PeriodType(StrEnum):
    """Kinds of insurance period, with the codes of the certificate of insurance periods."""

    EMP = "EMP"  # compulsory, employed
    SEL = "SEL"  # compulsory, self-employed
    VOL = "VOL"  # voluntary
    CSI = "CSI"  # credited, sickness
    CMA = "CMA"  # credited, maternity
    CIN = "CIN"  # credited, employment injury
    CUN = "CUN"  # credited, unemployment
    CIV = "CIV"  # credited, invalidity
    CST = "CST"  # credits given at the start of a scheme or by age
    NPF = "NPF"  # converted provident fund
    RES = "RES"  # residence (other agreements)
    OTH = "OTH"  # other equivalent periods

    @property
    def credited(self) -> bool:
        """Whether the weeks were credited rather than paid."""
        return self in _CREDITED

    @property
    def voluntary(self) -> bool:
        """Whether the insurance was voluntary."""
        return self is PeriodType.VOL


_CREDITED = frozenset(
    {PeriodType.CSI, PeriodType.CMA, PeriodType.CIN, PeriodType.CUN, PeriodType.CIV, PeriodType.CST, PeriodType.OTH}
)


class Evidence(StrEnum):
    """What a row rests on."""

    POSTED_RECORD = "posted_record"
    EMPLOYER_RETURN = "employer_return"
    CARD = "card"
    ESTIMATE = "estimate"
    CONVERSION = "conversion"
    STATEMENT = "statement"


class InsuredClass(StrEnum):
    """As what the person was insured (exchange rules, 4.3)."""

    EMPLOYED = "employed"
    SELF_EMPLOYED = "self_employed"
    VOLUNTARY = "voluntary"
    PUBLIC_SERVICE = "public_service"
    SEAFARER = "seafarer"
    OTHER = "other"


class RowStatus(StrEnum):
    """How sure the certifying institution is of a row."""

    CERTAIN = "certain"
    ESTIMATED = "estimated"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class InsurancePeriod:
    """One row of insurance: a State, a contribution year or a span within it, weeks and earnings.

    `weeks_paid` and `weeks_credited` are whole contribution weeks, 0 to 53 together in a year. `year` is the
    contribution year. `start` and `end` (both counted) may be missing in old records. `earnings` are the insurable
    earnings of the row, `earnings_class` the class of a State that insures by classes (Trinidad and Tobago: `IX`).
    `row_id` is stable within its certificate or claim. `counts_for` are the benefits the row counts for, empty for all;
    `raises_amount` those whose amount it raises, None where that is not said (then: all it counts for).
    `ceiling_reached`: the earnings were cut at the State's ceiling; no State reckons with another's, so it is told only
    where somebody asks.
    """

    row_id: str
    state: str
    year: int
    weeks_paid: int
    weeks_credited: int = 0
    start: date | None = None
    end: date | None = None
    type: PeriodType = PeriodType.EMP
    earnings: Money | None = None
    earnings_class: str = ""
    employer: str = ""
    employer_number: str = ""
    evidence: Evidence = Evidence.POSTED_RECORD
    status: RowStatus = RowStatus.CERTAIN
    note: str = ""
    insured_class: InsuredClass | None = None
    counts_for: tuple[Benefit, ...] = ()
    raises_amount: tuple[Benefit, ...] | None = None
    ceiling_reached: bool | None = None

    @property
    def weeks(self) -> int:
        """All weeks, paid and credited."""
        return self.weeks_paid + self.weeks_credited


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPeriod:
    """One row of the work history as the claimant tells it, kept apart from what institutions certify.

    `weeks` and `earnings` are the claimant's own figures where known. `remark` keeps why a warning was let stand. From
    `employer_number` on, the fields came later: `open_ended` says that the work went on when it was told, `proof` which
    document the claimant holds for it.
    """

    row_id: str
    state: str
    year: int | None
    start: date | None = None
    end: date | None = None
    employer: str = ""
    type: PeriodType = PeriodType.EMP
    weeks: int | None = None
    earnings: Money | None = None
    remark: str = ""
    employer_number: str = ""
    occupation: str = ""
    start_certainty: Certainty = Certainty.EXACT
    end_certainty: Certainty = Certainty.EXACT
    open_ended: bool = False
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedRecord:
    """All rows of one State that hold for a claim now, and the certificate they came with."""

    state: str
    certificate_number: str
    version: int
    certified_on: date
    rows: tuple[InsurancePeriod, ...] = field(default=())

    @property
    def weeks(self) -> int:
        """The weeks of all rows, paid and credited."""
        return sum(row.weeks for row in self.rows)
