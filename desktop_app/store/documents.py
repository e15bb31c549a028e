"""Documents as issued: the very bytes that were printed or handed out, kept with the claim for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_app.store.columns import Row, as_kept, present, sha256
from desktop_app.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """A document as listed, without its bytes (`data_of` has them). `digest` is their SHA-256.

    `kind` is what it is (`worksheet`, `certificate`, `office_card`); `claim_id` is None where it is about no claim.
    """

    id: str
    claim_id: str | None
    kind: str
    file_name: str
    digest: str
    made_at: datetime
    made_by: str


_LISTED: Final = "SELECT id, claim_id, kind, file_name, digest, made_at, made_by FROM document"


class Documents:
    """The documents the office issued."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        *,
        document_id: str,
        claim_id: str | None,
        kind: str,
        file_name: str,
        data: bytes,
        made_at: datetime,
        made_by: str,
    ) -> IssuedDocument:
        """Keep a document for good and return it as listed. Raises `StoreProblem("record_exists")`."""
        self._database.insert(
            "document",
            {
                "id": document_id,
                "claim_id": claim_id,
                "kind": kind,
                "file_name": file_name,
                "digest": sha256(data),
                "data": data,
                "made_at": made_at.isoformat(),
                "made_by": made_by,
            },
        )
        return self.get(document_id)

    def get(self, document_id: str) -> IssuedDocument:
        """Return a document as listed. Raises `StoreProblem("record_missing")`."""
        return _document(present(self._database.row(f"{_LISTED} WHERE id = ?", (document_id,)), "document"))

    def data_of(self, document_id: str) -> bytes:
        """Return a document's very bytes. Raises `StoreProblem`: `record_missing`, `file_changed`."""
        row = self._database.row("SELECT data, digest FROM document WHERE id = ?", (document_id,))
        found = present(row, "document")
        return as_kept(bytes(found["data"]), found["digest"])

    def of_claim(self, claim_id: str) -> tuple[IssuedDocument, ...]:
        """Return the documents of a claim, the oldest first."""
        rows = self._database.rows(f"{_LISTED} WHERE claim_id = ? ORDER BY row", (claim_id,))
        return tuple(_document(row) for row in rows)


def _document(row: Row) -> IssuedDocument:
    return IssuedDocument(
        id=row["id"],
        claim_id=row["claim_id"],
        kind=row["kind"],
        file_name=row["file_name"],
        digest=row["digest"],
        made_at=datetime.fromisoformat(row["made_at"]),
        made_by=row["made_by"],
    )
