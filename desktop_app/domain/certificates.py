"""The certificate of insurance periods: one institution's word on its own periods (exchange rules, 4.3)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.money import Money, total
from desktop_app.domain.periods import InsurancePeriod, PeriodType, RowStatus
from desktop_app.domain.time import Span, reaches_age, weeks_between, weeks_span_can_hold

YEAR_HOLDS: Final = 53
"""The most contribution weeks a calendar year can hold: one for each Monday."""

WORKING_AGE: Final = 16


class HasPeriods(StrEnum):
    """Whether the institution found periods."""

    YES = "yes"
    NONE = "none"
    PERSON_NOT_KNOWN = "person_not_known"


class CertificateKind(StrEnum):
    """What a certificate is for."""

    CLAIM = "claim"
    CORRECTION = "correction"
    FORECAST = "forecast"
    DEPARTURE = "departure"


class RemarkCode(StrEnum):
    """What is to be known of a record as a whole (exchange rules, 4.3; the codes are proposed)."""

    EARLIER_RECORDS_NOT_KEPT = "earlier_records_not_kept"
    EMPLOYER_NOT_TRACED = "employer_not_traced"
    IN_ARREARS = "in_arrears"
    NAME_DIFFERS = "name_differs"
    NUMBER_CHANGED = "number_changed"
    UNDER_REVIEW = "under_review"
    BENEFIT_IN_PAYMENT = "benefit_in_payment"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedTotal:
    """The weeks of one kind of period, or those that count for one benefit; the other of the two is None."""

    weeks: int
    type: PeriodType | None = None
    benefit: Benefit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpostedWeeks:
    """Weeks that are claimed and not yet posted: said, not left out."""

    weeks: int
    employer: str
    years: str
    missing: str
    expected_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodCertificate:
    """A certificate of insurance periods.

    `number` is the institution's own, `version` counts from 1. `complete_to` is the cut-off day. `stated_weeks` and
    `stated_earnings` are the totals written on the certificate; they must equal the rows. `prepared_by` and
    `approved_by` are names or initials as the office's policy says. The fields after them came with version 1.1:
    `insured_now` and `last_contribution` (the last contribution week), `other_states` named in the institution's own
    files, `year_starts` how its contribution year runs, `conversion` the rule by which units became weeks, in words,
    and `conversion_rule` its number. `remark_codes` say what is to be known of the record, in any language.
    `stated_totals` are as written on the certificate, empty where only the sum is; they must equal `totals`.
    """

    number: str
    version: int
    kind: CertificateKind
    state: str
    office: str
    person_surname: str
    person_forenames: str
    person_birth_date: date
    insurance_number: str
    benefits: tuple[Benefit, ...]
    has_periods: HasPeriods
    complete_to: date
    more_follows: bool
    contribution_unit: str
    currency: str
    rows: tuple[InsurancePeriod, ...]
    stated_weeks: int
    stated_earnings: Money
    unposted: tuple[UnpostedWeeks, ...] = ()
    remarks: str = ""
    certified_at: datetime
    prepared_by: str
    approved_by: str
    insured_now: bool | None = None
    last_contribution: date | None = None
    other_states: tuple[str, ...] = ()
    year_starts: str = ""
    conversion: str = ""
    conversion_rule: str = ""
    remark_codes: tuple[RemarkCode, ...] = ()
    stated_totals: tuple[CertifiedTotal, ...] = ()

    @property
    def weeks(self) -> int:
        """The weeks of all rows."""
        return sum(row.weeks for row in self.rows)

    @property
    def totals(self) -> tuple[CertifiedTotal, ...]:
        """The weeks by kind where there are several, and by benefit where not every row counts for all (4.3)."""
        kinds = dict.fromkeys(row.type for row in self.rows)
        found = [
            CertifiedTotal(type=kind, weeks=sum(row.weeks for row in self.rows if row.type is kind))
            for kind in sorted(kinds)
            if len(kinds) > 1
        ]
        if any(row.counts_for for row in self.rows):
            found.extend(
                CertifiedTotal(
                    benefit=benefit,
                    weeks=sum(row.weeks for row in self.rows if not row.counts_for or benefit in row.counts_for),
                )
                for benefit in Benefit
            )
        return tuple(found)

    @property
    def year_weeks(self) -> tuple[tuple[int, int], ...]:
        """The weeks of each contribution year, in order."""
        found: dict[int, int] = {}
        for row in self.rows:
            found[row.year] = found.get(row.year, 0) + row.weeks
        return tuple(sorted(found.items()))

    @property
    def earnings(self) -> Money:
        """The earnings of all rows that state any, in the certificate's currency."""
        return total((row.earnings for row in self.rows if row.earnings is not None), self.currency)


def check_certificate(certificate: PeriodCertificate) -> tuple[Finding, ...]:
    """Return what is wrong (errors stop sealing) or doubtful (warnings) in a certificate (exchange rules, 4.3)."""
    found: list[Finding] = []
    if certificate.has_periods is not HasPeriods.YES and certificate.rows:
        found.append(_error("certificate_none_with_rows", weeks=certificate.weeks))
    if certificate.has_periods is HasPeriods.YES and not certificate.rows:
        found.append(_error("certificate_without_rows"))
    if certificate.stated_weeks != certificate.weeks:
        found.append(_error("certificate_weeks_differ", stated=certificate.stated_weeks, rows=certificate.weeks))
    if certificate.stated_totals and frozenset(certificate.stated_totals) != frozenset(certificate.totals):
        found.append(_error("certificate_totals_differ"))
    if certificate.stated_earnings != certificate.earnings:
        found.append(
            _error(
                "certificate_earnings_differ",
                stated=certificate.stated_earnings.plain,
                rows=certificate.earnings.plain,
                currency=certificate.currency,
            )
        )
    for index, row in enumerate(certificate.rows):
        found.extend(_check_row(certificate, index, row))
    found.extend(_check_short(certificate.rows))
    found.extend(_check_years(certificate.rows))
    found.extend(_check_overlaps(certificate.rows))
    return tuple(found)


def _check_row(certificate: PeriodCertificate, index: int, row: InsurancePeriod) -> list[Finding]:
    found: list[Finding] = []
    where = f"rows.{index}"
    if row.start is None or row.end is None:
        found.append(_warning("row_without_dates", where, year=row.year))
    elif row.end < row.start:
        found.append(_error("row_ends_before_start", where, year=row.year))
    elif row.end > certificate.complete_to:
        found.append(_error("row_after_cut_off", where, year=row.year, cut_off=certificate.complete_to.isoformat()))
    else:
        holds = weeks_span_can_hold(row.start, row.end)
        if row.weeks > holds:
            found.append(_error("row_more_weeks_than_span", where, year=row.year, weeks=row.weeks, holds=holds))
        if row.start < reaches_age(certificate.person_birth_date, WORKING_AGE):
            found.append(_warning("row_under_working_age", where, year=row.year, age=WORKING_AGE))
    if row.status is RowStatus.ESTIMATED:
        found.append(_warning("row_estimated", where, year=row.year))
    return found


def _check_short(rows: tuple[InsurancePeriod, ...]) -> list[Finding]:
    """Return one finding for the rows that hold fewer weeks than their days can, and do not say why."""
    short = [
        row.year
        for row in rows
        if row.start is not None
        and row.end is not None
        and not row.note
        and row.weeks < weeks_between(row.start, row.end)
    ]
    if not short:
        return []
    years = ", ".join(str(year) for year in dict.fromkeys(short))
    return [Finding(code="rows_below_span", level=Level.NOTE, facts={"count": len(short), "years": years})]


def _check_years(rows: tuple[InsurancePeriod, ...]) -> list[Finding]:
    weeks: dict[int, int] = {}
    for row in rows:
        weeks[row.year] = weeks.get(row.year, 0) + row.weeks
    return [
        _error("certificate_year_above_full", f"year.{year}", year=year, weeks=count, holds=YEAR_HOLDS)
        for year, count in sorted(weeks.items())
        if count > YEAR_HOLDS
    ]


def _check_overlaps(rows: tuple[InsurancePeriod, ...]) -> list[Finding]:
    dated = [
        (index, Span(start=row.start, end=row.end))
        for index, row in enumerate(rows)
        if row.start is not None and row.end is not None and row.start <= row.end
    ]
    found: list[Finding] = []
    for place, (first, span) in enumerate(dated):
        for second, other in dated[place + 1 :]:
            if common := span.overlap(other):
                found.append(
                    _warning(
                        "rows_overlap",
                        f"rows.{second}",
                        first=first + 1,
                        second=second + 1,
                        start=common.start.isoformat(),
                        end=common.end.isoformat(),
                    )
                )
    return found


def _error(code: str, where: str = "", **facts: str | int) -> Finding:
    return Finding(code=code, level=Level.ERROR, where=where, facts=facts)


def _warning(code: str, where: str = "", **facts: str | int) -> Finding:
    return Finding(code=code, level=Level.WARNING, where=where, facts=facts)
