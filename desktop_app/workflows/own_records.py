"""This institution's own record of a person, as rows of the certificate's grid; and which certificate used it."""

from typing import Final

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.forms import PeriodLine, PeriodsForm
from desktop_app.store.imports import OwnRecord
from desktop_app.workflows.desk import Desk

ROW: Final = "own-"
"""What the id of a row begins with that was taken from our records; the number of the record follows."""


def own_rows(desk: Desk, claim_id: str) -> PeriodsForm:
    """Return the rows that our records hold of a claim's person, as they would be typed; empty where they hold none.

    Each row says where it came from in its remark: the file and the line.
    """
    claim = desk.store.claims.get(claim_id)
    state = desk.office.state
    files: dict[str, str] = {}
    lines = []
    for record in desk.store.imports.of_person(claim.person_id):
        if record.import_id not in files:
            kept = desk.store.imports.find(record.import_id)
            files[record.import_id] = kept.file_name if kept else ""
        lines.append(_line(record, state, files[record.import_id]))
    return PeriodsForm(lines=tuple(lines), single_state=state)


def has_own_rows(desk: Desk, claim_id: str) -> bool:
    """Tell whether our records hold anything of a claim's person."""
    claim = desk.store.claims.find(claim_id)
    return claim is not None and desk.store.imports.count_of_person(claim.person_id) > 0


def note_use(desk: Desk, claim_id: str, certificate: PeriodCertificate) -> None:
    """Keep from which of our records a certificate was made, inside the act that keeps it."""
    numbers = [
        int(row.row_id.removeprefix(ROW))
        for row in certificate.rows
        if row.row_id.startswith(ROW) and row.row_id.removeprefix(ROW).isdecimal()
    ]
    if numbers:
        desk.store.imports.use(numbers, claim_id, f"{certificate.number} / {certificate.version}")


def _line(record: OwnRecord, state: str, file_name: str) -> PeriodLine:
    return PeriodLine(
        row_id=f"{ROW}{record.row}",
        state=state,
        year=str(record.year),
        start=record.start.isoformat() if record.start else "",
        end=record.end.isoformat() if record.end else "",
        employer=record.employer,
        kind=record.type.value,
        weeks=str(record.weeks),
        earnings=record.earnings.plain if record.earnings else "",
        earnings_class=record.earnings_class,
        employer_number=record.employer_number,
        remark=f"{file_name}, {record.line}" if file_name else "",
    )
