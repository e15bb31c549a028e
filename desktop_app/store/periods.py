"""Insurance periods of a claim: what the claimant stated, and what institutions certified, in tables of their own.

A certificate is never changed: a correction is a new one with a higher version, and every version stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.domain.certificates import CertificateKind, HasPeriods, PeriodCertificate, UnpostedWeeks
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.domain.periods import (
    CertifiedRecord,
    Evidence,
    InsurancePeriod,
    PeriodType,
    RowStatus,
    StatedPeriod,
)
from desktop_app.store.columns import Row, day_text, json_text, money_columns, present, read_day, read_list, read_money
from desktop_app.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCertificate:
    """A certificate as kept: the bundle it came in (None for the office's own), who accepted it and when."""

    id: int
    claim_id: str
    certificate: PeriodCertificate
    bundle_id: str | None
    accepted_by: str
    accepted_at: datetime


class Periods:
    """Stated and certified periods."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set_stated(self, claim_id: str, rows: Sequence[StatedPeriod]) -> None:
        """Replace the work history of a claim."""
        self._database.delete("stated_period", {"claim_id": claim_id})
        self._database.insert_all("stated_period", [_stated_columns(claim_id, *entry) for entry in enumerate(rows)])

    def stated(self, claim_id: str) -> tuple[StatedPeriod, ...]:
        """Return the work history of a claim, in the order entered."""
        rows = self._database.rows("SELECT * FROM stated_period WHERE claim_id = ? ORDER BY position", (claim_id,))
        return tuple(_stated(row) for row in rows)

    def add_certificate(
        self,
        claim_id: str,
        certificate: PeriodCertificate,
        bundle_id: str | None,
        accepted_by: str,
        accepted_at: datetime,
    ) -> None:
        """Keep a certificate for good. Raises `StoreProblem("record_exists")` for a version kept before."""
        self._database.insert(
            "certificate",
            {
                "claim_id": claim_id,
                "bundle_id": bundle_id,
                "accepted_by": accepted_by,
                "accepted_at": accepted_at.isoformat(),
                **_certificate_columns(certificate),
            },
        )
        number = self._database.number("SELECT last_insert_rowid()")
        self._database.insert_all(
            "certified_period", [_period_columns(number, *entry) for entry in enumerate(certificate.rows)]
        )

    def certificates(self, claim_id: str) -> tuple[KeptCertificate, ...]:
        """Return every certificate of a claim, all versions, in the order in which they were accepted."""
        rows = self._database.rows("SELECT * FROM certificate WHERE claim_id = ? ORDER BY row", (claim_id,))
        return tuple(self._kept(row) for row in rows)

    def count_certified(self) -> int:
        """Return how many claims have a certificate."""
        return self._database.number("SELECT count(DISTINCT claim_id) FROM certificate")

    def certified_after(self, claim_id: str, limit: int) -> tuple[str, ...]:
        """Return the ids of claims with a certificate, in their own order, after a given one (empty: all)."""
        sql = "SELECT DISTINCT claim_id FROM certificate WHERE claim_id > ? ORDER BY claim_id LIMIT ?"
        return tuple(row["claim_id"] for row in self._database.rows(sql, (claim_id, limit)))

    def states_certified(self, claim_id: str) -> tuple[str, ...]:
        """Return the States that certified anything for a claim, by code, without reading a row of it."""
        rows = self._database.rows(
            "SELECT DISTINCT state FROM certificate WHERE claim_id = ? ORDER BY state", (claim_id,)
        )
        return tuple(row["state"] for row in rows)

    def current(self, claim_id: str) -> tuple[CertifiedRecord, ...]:
        """Return what holds now: for each State the certificate with the highest version, the later of two equal."""
        newest: dict[str, KeptCertificate] = {}
        for kept in self.certificates(claim_id):
            known = newest.get(kept.certificate.state)
            if known is None or kept.certificate.version >= known.certificate.version:
                newest[kept.certificate.state] = kept
        return tuple(
            CertifiedRecord(
                state=state,
                certificate_number=kept.certificate.number,
                version=kept.certificate.version,
                certified_on=kept.certificate.certified_at.date(),
                rows=kept.certificate.rows,
            )
            for state, kept in newest.items()
        )

    def _kept(self, row: Row) -> KeptCertificate:
        sql = "SELECT * FROM certified_period WHERE certificate = ? ORDER BY position"
        periods = tuple(_period(entry) for entry in self._database.rows(sql, (row["row"],)))
        return KeptCertificate(
            id=row["row"],
            claim_id=row["claim_id"],
            certificate=_certificate(row, periods),
            bundle_id=row["bundle_id"],
            accepted_by=row["accepted_by"],
            accepted_at=datetime.fromisoformat(row["accepted_at"]),
        )

    def certificate(self, kept_id: int) -> KeptCertificate:
        """Return one certificate by its place in the store. Raises `StoreProblem("record_missing")`."""
        return self._kept(
            present(self._database.row("SELECT * FROM certificate WHERE row = ?", (kept_id,)), "certificate")
        )


def _stated_columns(claim_id: str, position: int, row: StatedPeriod) -> dict[str, Any]:
    return {
        "claim_id": claim_id,
        "position": position,
        "row_id": row.row_id,
        "state": row.state,
        "year": row.year,
        "start": day_text(row.start),
        "end": day_text(row.end),
        "employer": row.employer,
        "type": row.type,
        "weeks": row.weeks,
        **money_columns("earnings", row.earnings),
        "remark": row.remark,
    }


def _stated(row: Row) -> StatedPeriod:
    return StatedPeriod(
        row_id=row["row_id"],
        state=row["state"],
        year=row["year"],
        start=read_day(row["start"]),
        end=read_day(row["end"]),
        employer=row["employer"],
        type=PeriodType(row["type"]),
        weeks=row["weeks"],
        earnings=read_money("earnings", row),
        remark=row["remark"],
    )


def _certificate_columns(certificate: PeriodCertificate) -> dict[str, Any]:
    return {
        "number": certificate.number,
        "version": certificate.version,
        "kind": certificate.kind,
        "state": certificate.state,
        "office": certificate.office,
        "person_surname": certificate.person_surname,
        "person_forenames": certificate.person_forenames,
        "person_birth_date": certificate.person_birth_date.isoformat(),
        "insurance_number": certificate.insurance_number,
        "benefits": json_text(list(certificate.benefits)),
        "has_periods": certificate.has_periods,
        "complete_to": certificate.complete_to.isoformat(),
        "more_follows": int(certificate.more_follows),
        "contribution_unit": certificate.contribution_unit,
        "currency": certificate.currency,
        "stated_weeks": certificate.stated_weeks,
        **money_columns("stated_earnings", certificate.stated_earnings),
        "unposted": json_text([_unposted_json(entry) for entry in certificate.unposted]),
        "remarks": certificate.remarks,
        "certified_at": certificate.certified_at.isoformat(),
        "prepared_by": certificate.prepared_by,
        "approved_by": certificate.approved_by,
    }


def _certificate(row: Row, periods: tuple[InsurancePeriod, ...]) -> PeriodCertificate:
    return PeriodCertificate(
        number=row["number"],
        version=row["version"],
        kind=CertificateKind(row["kind"]),
        state=row["state"],
        office=row["office"],
        person_surname=row["person_surname"],
        person_forenames=row["person_forenames"],
        person_birth_date=date.fromisoformat(row["person_birth_date"]),
        insurance_number=row["insurance_number"],
        benefits=tuple(Benefit(code) for code in read_list(row["benefits"])),
        has_periods=HasPeriods(row["has_periods"]),
        complete_to=date.fromisoformat(row["complete_to"]),
        more_follows=bool(row["more_follows"]),
        contribution_unit=row["contribution_unit"],
        currency=row["currency"],
        rows=periods,
        stated_weeks=row["stated_weeks"],
        stated_earnings=Money(minor=row["stated_earnings_minor"], currency=row["stated_earnings_currency"]),
        unposted=tuple(_unposted(entry) for entry in read_list(row["unposted"])),
        remarks=row["remarks"],
        certified_at=datetime.fromisoformat(row["certified_at"]),
        prepared_by=row["prepared_by"],
        approved_by=row["approved_by"],
    )


def _unposted_json(entry: UnpostedWeeks) -> dict[str, str | int | None]:
    return {
        "weeks": entry.weeks,
        "employer": entry.employer,
        "years": entry.years,
        "missing": entry.missing,
        "expected_by": day_text(entry.expected_by),
    }


def _unposted(entry: Row) -> UnpostedWeeks:
    return UnpostedWeeks(
        weeks=entry["weeks"],
        employer=entry["employer"],
        years=entry["years"],
        missing=entry["missing"],
        expected_by=read_day(entry["expected_by"]),
    )


def _period_columns(certificate: int, position: int, row: InsurancePeriod) -> dict[str, Any]:
    return {
        "certificate": certificate,
        "position": position,
        "row_id": row.row_id,
        "state": row.state,
        "year": row.year,
        "weeks_paid": row.weeks_paid,
        "weeks_credited": row.weeks_credited,
        "start": day_text(row.start),
        "end": day_text(row.end),
        "type": row.type,
        **money_columns("earnings", row.earnings),
        "earnings_class": row.earnings_class,
        "employer": row.employer,
        "employer_number": row.employer_number,
        "evidence": row.evidence,
        "status": row.status,
        "note": row.note,
    }


def _period(row: Row) -> InsurancePeriod:
    return InsurancePeriod(
        row_id=row["row_id"],
        state=row["state"],
        year=row["year"],
        weeks_paid=row["weeks_paid"],
        weeks_credited=row["weeks_credited"],
        start=read_day(row["start"]),
        end=read_day(row["end"]),
        type=PeriodType(row["type"]),
        earnings=read_money("earnings", row),
        earnings_class=row["earnings_class"],
        employer=row["employer"],
        employer_number=row["employer_number"],
        evidence=Evidence(row["evidence"]),
        status=RowStatus(row["status"]),
        note=row["note"],
    )
