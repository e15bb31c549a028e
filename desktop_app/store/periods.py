"""Insurance periods of a claim: what the claimant stated, and what institutions certified, in tables of their own.

A certificate is never changed: a correction is a new one with a higher version, and every version stays.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

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
from desktop_app.domain.periods import (
    CertifiedRecord,
    Evidence,
    InsurancePeriod,
    InsuredClass,
    PeriodType,
    RowStatus,
    StatedPeriod,
)
from desktop_app.domain.time import Certainty
from desktop_app.store.columns import (
    Row,
    day_text,
    flag_number,
    json_text,
    money_columns,
    present,
    read_day,
    read_flag,
    read_list,
    read_money,
    read_object,
)
from desktop_app.store.database import Database
from desktop_app.store.destruction import BLANK_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCertificate:
    """A certificate as kept: the bundle it came in (None for the office's own), who accepted it and when.

    One that was typed from paper has no bundle: `id` is 0, `paper` says where the paper is.
    """

    id: int
    claim_id: str
    certificate: PeriodCertificate
    bundle_id: str | None
    accepted_by: str
    accepted_at: datetime
    paper: "PaperSource | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSource:
    """What stands behind a certificate typed from paper: its own id, the answer it was, the scan, who signed it."""

    id: str
    obligation_id: str
    scan: str
    signed_by: str


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
        """Return every certificate of a claim, all versions, in the order in which they were accepted.

        Those typed from paper come first, and only while no electronic copy (same office, number, version) is here:
        nothing counts twice, and of two equal versions the electronic one holds.
        """
        rows = self._database.rows("SELECT * FROM certificate WHERE claim_id = ? ORDER BY row", (claim_id,))
        electronic = tuple(self._kept(row) for row in rows)
        here = {_name(kept.certificate) for kept in electronic}
        return (*(kept for kept in self.from_paper(claim_id) if _name(kept.certificate) not in here), *electronic)

    def add_from_paper(
        self,
        claim_id: str,
        certificate: PeriodCertificate,
        source: PaperSource,
        entered_by: str,
        entered_at: datetime,
    ) -> None:
        """Keep a certificate that was typed from paper, for good.

        Raises `StoreProblem("record_exists")` for a version typed before.
        """
        rows = [_period_columns(0, *entry) for entry in enumerate(certificate.rows)]
        self._database.insert(
            "paper_certificate",
            {
                "id": source.id,
                "claim_id": claim_id,
                "obligation_id": source.obligation_id,
                "scan": source.scan,
                "signed_by": source.signed_by,
                "state": certificate.state,
                "office": certificate.office,
                "number": certificate.number,
                "version": certificate.version,
                "body": json_text({**_certificate_columns(certificate), "rows": rows}),
                "entered_by": entered_by,
                "entered_at": entered_at.isoformat(),
            },
        )

    def from_paper(self, claim_id: str) -> tuple[KeptCertificate, ...]:
        """Return every certificate of a claim that was typed from paper, an electronic copy beside it or not."""
        rows = self._database.rows("SELECT * FROM paper_certificate WHERE claim_id = ? ORDER BY row", (claim_id,))
        return tuple(_typed(row) for row in rows)

    def count_certified(self) -> int:
        """Return how many claims have a certificate."""
        return self._database.number(f"SELECT count(*) FROM ({_CERTIFIED})")  # noqa: S608 - a condition of this module

    def certified_after(self, claim_id: str, limit: int) -> tuple[str, ...]:
        """Return the ids of claims with a certificate, in their own order, after a given one (empty: all)."""
        sql = f"SELECT claim_id FROM ({_CERTIFIED}) WHERE claim_id > ? ORDER BY claim_id LIMIT ?"  # noqa: S608 - a condition of this module
        return tuple(row["claim_id"] for row in self._database.rows(sql, (claim_id, limit)))

    def states_certified(self, claim_id: str) -> tuple[str, ...]:
        """Return the States that certified anything for a claim, by code, without reading a row of it."""
        rows = self._database.rows(
            "SELECT state FROM certificate WHERE claim_id = ?"
            " UNION SELECT state FROM paper_certificate WHERE claim_id = ? ORDER BY state",
            (claim_id, claim_id),
        )
        return tuple(row["state"] for row in rows)

    def current(self, claim_id: str) -> tuple[CertifiedRecord, ...]:
        """Return what holds now: for each State the certificate with the highest version, the later of two equal.

        A certificate that its institution replaced or took back holds no longer.
        """
        newest: dict[str, KeptCertificate] = {}
        for kept in self.in_force(claim_id):
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

    def in_force(self, claim_id: str) -> tuple[KeptCertificate, ...]:
        """Return the certificates of a claim that nobody replaced or took back by a correction, as accepted."""
        gone = self._taken_back(claim_id)
        return tuple(
            kept
            for kept in self.certificates(claim_id)
            if (kept.certificate.office, kept.certificate.number, kept.certificate.version) not in gone
        )

    def _taken_back(self, claim_id: str) -> frozenset[tuple[str, str, int]]:
        """Return office, number and version of certificates whose messages their sender corrected.

        One of our own that only went to a wrong office is as true as before.
        """
        rows = self._database.rows(
            "SELECT data, '{}' AS correction FROM received_message"
            " WHERE claim_id = ? AND type IN ('period_certificate', 'departure_certificate')"
            " AND standing IN ('superseded', 'invalidated') AND state <> 'destroyed'"
            " UNION ALL SELECT sent.data, by.data FROM outbox_message AS sent"
            " JOIN outbox_message AS by ON by.message_id = sent.standing_by"
            " WHERE sent.claim_id = ? AND sent.type IN ('period_certificate', 'departure_certificate')"
            " AND sent.standing IN ('superseded', 'invalidated')",
            (claim_id, claim_id),
        )
        blank = self._database.rows(
            "SELECT office, number, version FROM certificate WHERE claim_id = ? AND person_birth_date = ?",
            (claim_id, BLANK_DAY),
        )
        found = {(row["office"], row["number"], row["version"]) for row in blank}
        for row in rows:
            why = json.loads(row["correction"]).get("body", {}).get("reason")
            if why != "wrong_recipient":
                body = json.loads(row["data"])["body"]
                body = body.get("certificate", body)
                found.add((body["office"], body["number"], body["version"]))
        return frozenset(found)

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


_CERTIFIED: Final = "SELECT claim_id FROM certificate UNION SELECT claim_id FROM paper_certificate"


def _name(certificate: PeriodCertificate) -> tuple[str, str, int]:
    """Return what names a certificate among all others."""
    return certificate.office, certificate.number, certificate.version


def _typed(row: Row) -> KeptCertificate:
    body = read_object(row["body"])
    return KeptCertificate(
        id=0,
        claim_id=row["claim_id"],
        certificate=_certificate(body, tuple(_period(entry) for entry in body["rows"])),
        bundle_id=None,
        accepted_by=row["entered_by"],
        accepted_at=datetime.fromisoformat(row["entered_at"]),
        paper=PaperSource(
            id=row["id"], obligation_id=row["obligation_id"], scan=row["scan"], signed_by=row["signed_by"]
        ),
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
        "employer_number": row.employer_number,
        "occupation": row.occupation,
        "start_certainty": row.start_certainty,
        "end_certainty": row.end_certainty,
        "open_ended": int(row.open_ended),
        "proof": row.proof,
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
        employer_number=row["employer_number"],
        occupation=row["occupation"],
        start_certainty=Certainty(row["start_certainty"]),
        end_certainty=Certainty(row["end_certainty"]),
        open_ended=bool(row["open_ended"]),
        proof=row["proof"],
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
        "insured_now": flag_number(certificate.insured_now),
        "last_contribution": day_text(certificate.last_contribution),
        "other_states": json_text(list(certificate.other_states)),
        "year_starts": certificate.year_starts,
        "conversion": certificate.conversion,
        "conversion_rule": certificate.conversion_rule,
        "remark_codes": json_text(list(certificate.remark_codes)),
        "stated_totals": json_text(
            [{"weeks": each.weeks, "type": each.type, "benefit": each.benefit} for each in certificate.stated_totals]
        ),
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
        insured_now=read_flag(row.get("insured_now")),
        last_contribution=read_day(row.get("last_contribution")),
        other_states=tuple(read_list(row.get("other_states", "[]"))),
        year_starts=row.get("year_starts", ""),
        conversion=row.get("conversion", ""),
        conversion_rule=row.get("conversion_rule", ""),
        remark_codes=tuple(RemarkCode(code) for code in read_list(row.get("remark_codes", "[]"))),
        stated_totals=tuple(_total(entry) for entry in read_list(row.get("stated_totals", "[]"))),
    )


def _total(entry: Row) -> CertifiedTotal:
    return CertifiedTotal(
        weeks=entry["weeks"],
        type=PeriodType(entry["type"]) if entry["type"] else None,
        benefit=Benefit(entry["benefit"]) if entry["benefit"] else None,
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
        "insured_class": row.insured_class,
        "counts_for": json_text(list(row.counts_for)),
        "raises_amount": None if row.raises_amount is None else json_text(list(row.raises_amount)),
        "ceiling_reached": flag_number(row.ceiling_reached),
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
        insured_class=InsuredClass(row["insured_class"]) if row.get("insured_class") else None,
        counts_for=_benefits(row.get("counts_for")) or (),
        raises_amount=_benefits(row.get("raises_amount")),
        ceiling_reached=read_flag(row.get("ceiling_reached")),
    )


def _benefits(text: str | None) -> tuple[Benefit, ...] | None:
    return None if text is None else tuple(Benefit(code) for code in read_list(text))
