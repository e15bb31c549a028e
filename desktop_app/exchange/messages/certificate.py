"""Certificate of insurance periods (exchange rules, 4.3): written to and read from canonical JSON.

A row says only what differs from the ordinary: a posted, certain record of employment in the certifying State, that
counts for every benefit. Written by hand, for it is by far the longest message: amounts stand in its one currency.
"""

from functools import partial
from typing import Final

from desktop_app.domain.certificates import CertificateKind, HasPeriods, PeriodCertificate, UnpostedWeeks
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.domain.periods import Evidence, InsurancePeriod, InsuredClass, PeriodType, RowStatus
from desktop_app.domain.time import EARLIEST_YEAR, LATEST_YEAR
from desktop_app.exchange.canonical import Json, Unreadable, inside
from desktop_app.exchange.fields import CURRENCY, OFFICE, STATE, Fields, filled, one_of, shaped
from desktop_app.exchange.limits import CODE, LARGEST_INTEGER, NOTE, PARTIES, ROWS
from desktop_app.exchange.messages.shapes import FIRST_ERA

_MOST_WEEKS: Final = 53
_MOST_VERSIONS: Final = 9_999
_MOST_STATED: Final = ROWS * _MOST_WEEKS


def write_certificate(certificate: PeriodCertificate, era: int) -> dict[str, Json]:
    """Return the body of a certificate, with the fields of an era.

    Raises `Unreadable` where an amount is not in the certificate's currency.
    """
    if certificate.stated_earnings.currency != certificate.currency:
        raise Unreadable("stated_earnings")
    return {
        "number": certificate.number,
        "version": certificate.version,
        "kind": certificate.kind.value,
        "state": certificate.state,
        "office": certificate.office,
        "person": {
            "surname": certificate.person_surname,
            "forenames": certificate.person_forenames,
            "birth_date": certificate.person_birth_date.isoformat(),
            "insurance_number": certificate.insurance_number,
        },
        "benefits": [benefit.value for benefit in certificate.benefits],
        "has_periods": certificate.has_periods.value,
        "complete_to": certificate.complete_to.isoformat(),
        "more_follows": certificate.more_follows,
        "contribution_unit": certificate.contribution_unit,
        "currency": certificate.currency,
        "rows": [_row_json(certificate, index, row, era) for index, row in enumerate(certificate.rows)],
        "stated_weeks": certificate.stated_weeks,
        "stated_earnings": certificate.stated_earnings.minor,
        "certified_at": certificate.certified_at.isoformat(),
        "prepared_by": certificate.prepared_by,
        "approved_by": certificate.approved_by,
        **filled(unposted=[_unposted_json(entry) for entry in certificate.unposted], remarks=certificate.remarks),
        **(_later_json(certificate) if era > FIRST_ERA else {}),
    }


def read_certificate(fields: Fields, era: int) -> PeriodCertificate:
    """Read the body of a certificate, with the fields of an era. Raises `Unreadable` with the field's path."""
    surname, forenames, birth_date, insurance_number = fields.object(
        "person",
        lambda person: (
            person.text("surname"),
            person.text("forenames", empty=True),
            person.day("birth_date"),
            person.text("insurance_number", CODE, empty=True),
        ),
    )
    state = fields.matching("state", STATE)
    currency = fields.matching("currency", CURRENCY)
    rows = fields.objects("rows", ROWS, partial(_row, state, currency, era > FIRST_ERA))
    names: set[str] = set()
    for index, row in enumerate(rows):
        if row.row_id in names:
            raise Unreadable(inside(fields.where, f"rows.{index}.row_id"))
        names.add(row.row_id)
    later = era > FIRST_ERA
    return PeriodCertificate(
        number=fields.text("number", CODE),
        version=fields.number("version", 1, _MOST_VERSIONS),
        kind=fields.choice("kind", CertificateKind),
        state=state,
        office=fields.matching("office", OFFICE),
        person_surname=surname,
        person_forenames=forenames,
        person_birth_date=birth_date,
        insurance_number=insurance_number,
        benefits=fields.listed("benefits", PARTIES, one_of(Benefit)),
        has_periods=fields.choice("has_periods", HasPeriods),
        complete_to=fields.day("complete_to"),
        more_follows=fields.flag("more_follows"),
        contribution_unit=fields.text("contribution_unit", CODE),
        currency=currency,
        rows=rows,
        stated_weeks=fields.number("stated_weeks", 0, _MOST_STATED),
        stated_earnings=Money(minor=fields.number("stated_earnings", -LARGEST_INTEGER), currency=currency),
        unposted=fields.maybe_objects("unposted", ROWS, _unposted),
        remarks=fields.maybe_text("remarks", NOTE, note=True),
        certified_at=fields.moment("certified_at"),
        prepared_by=fields.text("prepared_by", empty=True),
        approved_by=fields.text("approved_by", empty=True),
        insured_now=fields.flag("insured_now") if later and fields.has("insured_now") else None,
        last_contribution=fields.maybe_day("last_contribution") if later else None,
        other_states=fields.listed("other_states", PARTIES, shaped(STATE))
        if later and fields.has("other_states")
        else (),
        year_starts=fields.maybe_text("year_starts") if later else "",
        conversion=fields.maybe_text("conversion", NOTE, note=True) if later else "",
    )


def _later_json(certificate: PeriodCertificate) -> dict[str, Json]:
    """Return the fields of the head that came with version 1.1."""
    return filled(
        insured_now=certificate.insured_now,
        last_contribution=certificate.last_contribution.isoformat() if certificate.last_contribution else None,
        other_states=list(certificate.other_states),
        year_starts=certificate.year_starts,
        conversion=certificate.conversion,
    )


def _row_json(certificate: PeriodCertificate, index: int, row: InsurancePeriod, era: int) -> dict[str, Json]:
    if row.earnings is not None and row.earnings.currency != certificate.currency:
        raise Unreadable(f"rows.{index}.earnings")
    return {
        "row_id": row.row_id,
        "year": row.year,
        "weeks_paid": row.weeks_paid,
        **filled(
            **{
                "state": row.state if row.state != certificate.state else None,
                "weeks_credited": row.weeks_credited or None,
                "from": row.start.isoformat() if row.start else None,
                "to": row.end.isoformat() if row.end else None,
                "type": row.type.value if row.type is not PeriodType.EMP else None,
                "earnings": row.earnings.minor if row.earnings is not None else None,
                "employer": row.employer,
                "employer_number": row.employer_number,
                "evidence": row.evidence.value if row.evidence is not Evidence.POSTED_RECORD else None,
                "status": row.status.value if row.status is not RowStatus.CERTAIN else None,
                "note": row.note,
            }
        ),
        **(_later_row_json(row) if era > FIRST_ERA else {}),
    }


def _later_row_json(row: InsurancePeriod) -> dict[str, Json]:
    """Return the fields of a row that came with version 1.1; no benefit is raised by a row that says so with a list."""
    raised = row.raises_amount
    return {
        **filled(
            earnings_class=row.earnings_class,
            insured_class=row.insured_class.value if row.insured_class else None,
            counts_for=[benefit.value for benefit in row.counts_for],
        ),
        **({} if raised is None else {"raises_amount": [benefit.value for benefit in raised]}),
    }


def _benefits(fields: Fields, name: str) -> tuple[Benefit, ...] | None:
    return fields.listed(name, PARTIES, one_of(Benefit)) if fields.has(name) else None


def _row(state: str, currency: str, later: bool, fields: Fields) -> InsurancePeriod:
    earnings = fields.maybe_number("earnings", -LARGEST_INTEGER)
    return InsurancePeriod(
        row_id=fields.text("row_id", CODE),
        state=fields.maybe_matching("state", STATE) or state,
        year=fields.number("year", EARLIEST_YEAR, LATEST_YEAR),
        weeks_paid=fields.number("weeks_paid", 0, _MOST_WEEKS),
        weeks_credited=fields.maybe_number("weeks_credited", 0, _MOST_WEEKS) or 0,
        start=fields.maybe_day("from"),
        end=fields.maybe_day("to"),
        type=fields.maybe_choice("type", PeriodType.EMP),
        earnings=Money(minor=earnings, currency=currency) if earnings is not None else None,
        employer=fields.maybe_text("employer"),
        employer_number=fields.maybe_text("employer_number", CODE),
        evidence=fields.maybe_choice("evidence", Evidence.POSTED_RECORD),
        status=fields.maybe_choice("status", RowStatus.CERTAIN),
        note=fields.maybe_text("note", NOTE, note=True),
        earnings_class=fields.maybe_text("earnings_class", CODE) if later else "",
        insured_class=fields.choice("insured_class", InsuredClass) if later and fields.has("insured_class") else None,
        counts_for=(_benefits(fields, "counts_for") or ()) if later else (),
        raises_amount=_benefits(fields, "raises_amount") if later else None,
    )


def _unposted_json(entry: UnpostedWeeks) -> dict[str, Json]:
    return {
        "weeks": entry.weeks,
        "employer": entry.employer,
        "years": entry.years,
        "missing": entry.missing,
        **filled(expected_by=entry.expected_by.isoformat() if entry.expected_by else None),
    }


def _unposted(fields: Fields) -> UnpostedWeeks:
    return UnpostedWeeks(
        weeks=fields.number("weeks", 0, _MOST_STATED),
        employer=fields.text("employer", empty=True),
        years=fields.text("years", empty=True),
        missing=fields.text("missing", NOTE, empty=True, note=True),
        expected_by=fields.maybe_day("expected_by"),
    )
