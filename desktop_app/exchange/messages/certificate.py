"""Certificate of insurance periods as it stands in a message (exchange rules, 4.3).

It is by far the longest message, so it says little twice: a row says only what differs from the ordinary (a posted,
certain record of employment in the certifying State that counts for every benefit), amounts stand in its one currency.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from desktop_app.domain.certificates import (
    CertificateKind,
    CertifiedTotal,
    HasPeriods,
    PeriodCertificate,
    RemarkCode,
    UnpostedWeeks,
)
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.domain.periods import Evidence, InsurancePeriod, InsuredClass, PeriodType, RowStatus
from desktop_app.domain.time import EARLIEST_YEAR, LATEST_YEAR
from desktop_app.exchange.canonical import Unreadable
from desktop_app.exchange.fields import CURRENCY, OFFICE, STATE
from desktop_app.exchange.limits import CODE, LARGEST_INTEGER, NOTE, ROWS
from desktop_app.exchange.messages.awards import MOST_VERSIONS
from desktop_app.exchange.messages.declared import Bound, Bounds
from desktop_app.exchange.messages.shapes import PRESENT_ERA, Matching, Text, Whole

_MOST_WEEKS: Final = 53
_MOST_STATED: Final = ROWS * _MOST_WEEKS
_MOST_TOTALS: Final = len(PeriodType) + len(Benefit)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedPerson:
    """The person a certificate is about."""

    surname: str
    forenames: str
    birth_date: date
    insurance_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedRow:
    """One row of a certificate; what is ordinary is left out."""

    row_id: str
    year: int
    weeks_paid: int
    state: str = ""
    weeks_credited: int = 0
    start: date | None = None
    end: date | None = None
    type: PeriodType = PeriodType.EMP
    earnings: int | None = None
    employer: str = ""
    employer_number: str = ""
    evidence: Evidence = Evidence.POSTED_RECORD
    status: RowStatus = RowStatus.CERTAIN
    note: str = ""
    earnings_class: str = ""
    insured_class: InsuredClass | None = None
    counts_for: tuple[Benefit, ...] = ()
    raises_amount: tuple[Benefit, ...] | None = None
    ceiling_reached: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateForm:
    """One institution's word on its own periods, with the totals it states; they must equal the rows."""

    number: str
    version: int
    kind: CertificateKind
    state: str
    office: str
    person: CertifiedPerson
    benefits: tuple[Benefit, ...]
    has_periods: HasPeriods
    complete_to: date
    more_follows: bool
    contribution_unit: str
    currency: str
    rows: tuple[CertifiedRow, ...]
    stated_weeks: int
    stated_earnings: int
    certified_at: datetime
    prepared_by: str
    approved_by: str
    unposted: tuple[UnpostedWeeks, ...] = ()
    remarks: str = ""
    insured_now: bool | None = None
    last_contribution: date | None = None
    other_states: tuple[str, ...] = ()
    year_starts: str = ""
    conversion: str = ""
    conversion_rule: str = ""
    remark_codes: tuple[RemarkCode, ...] = ()
    totals: tuple[CertifiedTotal, ...] = ()


_CODE: Final = Bound(shape=Text(most=CODE))
_NOTE: Final = Bound(shape=Text(most=NOTE, note=True))
_EMPTY: Final = Bound(shape=Text(empty=True))
_STATE: Final = Bound(shape=Matching(pattern=STATE))
_MINOR_UNITS: Final = Whole(low=-LARGEST_INTEGER)
_SINCE: Final = Bound(since=PRESENT_ERA)

BOUNDS: Final[Mapping[type, Bounds]] = {
    CertifiedPerson: Bounds(
        fields={"forenames": _EMPTY, "insurance_number": Bound(shape=Text(most=CODE, empty=True), says="Empty: none.")}
    ),
    CertifiedRow: Bounds(
        fields={
            "row_id": Bound(shape=Text(most=CODE), says="Stable over the versions of the certificate."),
            "year": Bound(shape=Whole(low=EARLIEST_YEAR, high=LATEST_YEAR), says="The contribution year."),
            "weeks_paid": Bound(shape=Whole(high=_MOST_WEEKS)),
            "state": Bound(shape=Matching(pattern=STATE), says="Left out: the certifying State."),
            "weeks_credited": Bound(shape=Whole(high=_MOST_WEEKS), says="Left out: 0."),
            "start": Bound(name="from"),
            "end": Bound(name="to"),
            "type": Bound(says="Left out: EMP."),
            "earnings": Bound(shape=_MINOR_UNITS, says="Minor units of the certificate's currency."),
            "employer_number": _CODE,
            "evidence": Bound(says="Left out: posted_record."),
            "status": Bound(says="Left out: certain."),
            "note": _NOTE,
            "earnings_class": Bound(shape=Text(most=CODE), since=PRESENT_ERA),
            "insured_class": _SINCE,
            "counts_for": Bound(since=PRESENT_ERA, says="Left out: every benefit."),
            "raises_amount": Bound(since=PRESENT_ERA, says="Left out: all it counts for. An empty list: none."),
            "ceiling_reached": Bound(since=PRESENT_ERA, says="The earnings were cut at the State's ceiling."),
        }
    ),
    CertificateForm: Bounds(
        fields={
            "number": Bound(shape=Text(most=CODE), says="The institution's own number."),
            "version": Bound(shape=Whole(low=1, high=MOST_VERSIONS), says="Counts from 1; the highest holds."),
            "state": _STATE,
            "office": Bound(shape=Matching(pattern=OFFICE), says="Who issued it, whoever passes it on."),
            "complete_to": Bound(says="The cut-off day."),
            "contribution_unit": _CODE,
            "currency": Bound(shape=Matching(pattern=CURRENCY)),
            "rows": Bound(most=ROWS, unique="row_id"),
            "stated_weeks": Bound(shape=Whole(high=_MOST_STATED)),
            "stated_earnings": Bound(shape=_MINOR_UNITS, says="Minor units of the certificate's currency."),
            "prepared_by": _EMPTY,
            "approved_by": _EMPTY,
            "unposted": Bound(most=ROWS, says="Weeks that are claimed and not yet posted."),
            "remarks": _NOTE,
            "insured_now": _SINCE,
            "last_contribution": Bound(since=PRESENT_ERA, says="The last contribution week."),
            "other_states": Bound(
                shape=Matching(pattern=STATE), since=PRESENT_ERA, says="Named in the institution's own files."
            ),
            "year_starts": Bound(since=PRESENT_ERA, says="How the contribution year runs."),
            "conversion": Bound(
                shape=Text(most=NOTE, note=True), since=PRESENT_ERA, says="The rule by which units became weeks."
            ),
            "conversion_rule": Bound(shape=Text(most=CODE), since=PRESENT_ERA, says="The number of that rule."),
            "remark_codes": Bound(since=PRESENT_ERA, says="What is to be known of the record as a whole."),
            "totals": Bound(
                most=_MOST_TOTALS,
                since=PRESENT_ERA,
                says="By kind where there are several, by benefit where rows do not count for all.",
            ),
        }
    ),
    CertifiedTotal: Bounds(fields={"weeks": Bound(shape=Whole(high=_MOST_STATED))}),
    UnpostedWeeks: Bounds(
        fields={
            "weeks": Bound(shape=Whole(high=_MOST_STATED)),
            "employer": _EMPTY,
            "years": _EMPTY,
            "missing": Bound(shape=Text(most=NOTE, empty=True, note=True)),
        }
    ),
}


def to_form(certificate: PeriodCertificate) -> CertificateForm:
    """Return a certificate as it stands in a message.

    Raises `Unreadable` where an amount is not in the certificate's currency.
    """
    if certificate.stated_earnings.currency != certificate.currency:
        raise Unreadable("stated_earnings")
    return CertificateForm(
        number=certificate.number,
        version=certificate.version,
        kind=certificate.kind,
        state=certificate.state,
        office=certificate.office,
        person=CertifiedPerson(
            surname=certificate.person_surname,
            forenames=certificate.person_forenames,
            birth_date=certificate.person_birth_date,
            insurance_number=certificate.insurance_number,
        ),
        benefits=certificate.benefits,
        has_periods=certificate.has_periods,
        complete_to=certificate.complete_to,
        more_follows=certificate.more_follows,
        contribution_unit=certificate.contribution_unit,
        currency=certificate.currency,
        rows=tuple(_row_form(certificate, index, row) for index, row in enumerate(certificate.rows)),
        stated_weeks=certificate.stated_weeks,
        stated_earnings=certificate.stated_earnings.minor,
        certified_at=certificate.certified_at,
        prepared_by=certificate.prepared_by,
        approved_by=certificate.approved_by,
        unposted=certificate.unposted,
        remarks=certificate.remarks,
        insured_now=certificate.insured_now,
        last_contribution=certificate.last_contribution,
        other_states=certificate.other_states,
        year_starts=certificate.year_starts,
        conversion=certificate.conversion,
        conversion_rule=certificate.conversion_rule,
        remark_codes=certificate.remark_codes,
        totals=certificate.stated_totals,
    )


def from_form(form: CertificateForm) -> PeriodCertificate:
    """Return the certificate that stands in a message."""
    return PeriodCertificate(
        number=form.number,
        version=form.version,
        kind=form.kind,
        state=form.state,
        office=form.office,
        person_surname=form.person.surname,
        person_forenames=form.person.forenames,
        person_birth_date=form.person.birth_date,
        insurance_number=form.person.insurance_number,
        benefits=form.benefits,
        has_periods=form.has_periods,
        complete_to=form.complete_to,
        more_follows=form.more_follows,
        contribution_unit=form.contribution_unit,
        currency=form.currency,
        rows=tuple(_row(form, row) for row in form.rows),
        stated_weeks=form.stated_weeks,
        stated_earnings=Money(minor=form.stated_earnings, currency=form.currency),
        unposted=form.unposted,
        remarks=form.remarks,
        certified_at=form.certified_at,
        prepared_by=form.prepared_by,
        approved_by=form.approved_by,
        insured_now=form.insured_now,
        last_contribution=form.last_contribution,
        other_states=form.other_states,
        year_starts=form.year_starts,
        conversion=form.conversion,
        conversion_rule=form.conversion_rule,
        remark_codes=form.remark_codes,
        stated_totals=form.totals,
    )


def _row_form(certificate: PeriodCertificate, index: int, row: InsurancePeriod) -> CertifiedRow:
    if row.earnings is not None and row.earnings.currency != certificate.currency:
        raise Unreadable(f"rows.{index}.earnings")
    return CertifiedRow(
        row_id=row.row_id,
        year=row.year,
        weeks_paid=row.weeks_paid,
        state=row.state if row.state != certificate.state else "",
        weeks_credited=row.weeks_credited,
        start=row.start,
        end=row.end,
        type=row.type,
        earnings=row.earnings.minor if row.earnings is not None else None,
        employer=row.employer,
        employer_number=row.employer_number,
        evidence=row.evidence,
        status=row.status,
        note=row.note,
        earnings_class=row.earnings_class,
        insured_class=row.insured_class,
        counts_for=row.counts_for,
        raises_amount=row.raises_amount,
        ceiling_reached=row.ceiling_reached,
    )


def _row(form: CertificateForm, row: CertifiedRow) -> InsurancePeriod:
    return InsurancePeriod(
        row_id=row.row_id,
        state=row.state or form.state,
        year=row.year,
        weeks_paid=row.weeks_paid,
        weeks_credited=row.weeks_credited,
        start=row.start,
        end=row.end,
        type=row.type,
        earnings=Money(minor=row.earnings, currency=form.currency) if row.earnings is not None else None,
        employer=row.employer,
        employer_number=row.employer_number,
        evidence=row.evidence,
        status=row.status,
        note=row.note,
        earnings_class=row.earnings_class,
        insured_class=row.insured_class,
        counts_for=row.counts_for,
        raises_amount=row.raises_amount,
        ceiling_reached=row.ceiling_reached,
    )
