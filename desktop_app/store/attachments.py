"""Scans and papers of a claim: what travels, and the original of what was made smaller for the road."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_app.store.columns import Row, as_kept, present, sha256
from desktop_app.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAttachment:
    """A paper without its bytes. `size` is what travels, `original_size` what was attached."""

    id: str
    claim_id: str | None
    name: str
    kind: str
    media_type: str
    digest: str
    size: int
    original_size: int
    added_at: datetime
    added_by: str


_COLUMNS = (
    "SELECT attachment.id, claim_id, name, kind, media_type, digest, length(attachment.data) AS size, original_size,"
    " added_at, added_by FROM attachment"
)


class Attachments:
    """The papers of claims, and the messages they go with."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, kept: KeptAttachment, data: bytes, original: bytes | None) -> None:
        """Keep a paper: the bytes that travel, and those that were attached where they differ."""
        self._database.insert(
            "attachment",
            {
                "id": kept.id,
                "claim_id": kept.claim_id,
                "name": kept.name,
                "kind": kept.kind,
                "media_type": kept.media_type,
                "digest": sha256(data),
                "data": data,
                "original": original,
                "original_digest": "" if original is None else sha256(original),
                "original_size": kept.original_size,
                "added_at": kept.added_at.isoformat(),
                "added_by": kept.added_by,
            },
        )

    def get(self, attachment_id: str) -> KeptAttachment | None:
        """Return a paper, None when there is none."""
        row = self._database.row(f"{_COLUMNS} WHERE attachment.id = ?", (attachment_id,))
        return _attachment(row) if row else None

    def of_claim(self, claim_id: str) -> tuple[KeptAttachment, ...]:
        """Return the papers of a claim, the oldest first."""
        rows = self._database.rows(f"{_COLUMNS} WHERE claim_id = ? ORDER BY attachment.row", (claim_id,))
        return tuple(_attachment(row) for row in rows)

    def of_message(self, message_id: str) -> tuple[KeptAttachment, ...]:
        """Return the papers that go or went with a message, in their order."""
        sql = (
            f"{_COLUMNS} JOIN outbox_attachment ON outbox_attachment.attachment_id = attachment.id"
            " WHERE outbox_attachment.message_id = ? ORDER BY outbox_attachment.position"
        )
        return tuple(_attachment(row) for row in self._database.rows(sql, (message_id,)))

    def data_of(self, attachment_id: str, *, original: bool = False) -> bytes:
        """Return what travels of a paper, or what was attached.

        Raises `StoreProblem`: `record_missing`, and `file_changed` where it is not what was kept.
        """
        sql = "SELECT data, digest, original, original_digest FROM attachment WHERE id = ?"
        found = present(self._database.row(sql, (attachment_id,)), "attachment")
        if original and found["original"] is not None:
            return as_kept(bytes(found["original"]), found["original_digest"])
        return as_kept(bytes(found["data"]), found["digest"])

    def put_with(self, message_id: str, attachment_ids: Sequence[str]) -> None:
        """Put papers with a message of ours, after those that go with it already; none goes twice."""
        present_ids = [entry.id for entry in self.of_message(message_id)]
        new = [entry for entry in dict.fromkeys(attachment_ids) if entry not in present_ids]
        self._database.insert_all(
            "outbox_attachment",
            (
                {"message_id": message_id, "position": position, "attachment_id": entry}
                for position, entry in enumerate(new, start=len(present_ids))
            ),
        )

    def take_from(self, message_id: str, attachment_id: str) -> None:
        """Let a paper no longer go with a message of ours; it stays with its claim."""
        self._database.delete("outbox_attachment", {"message_id": message_id, "attachment_id": attachment_id})


def _attachment(row: Row) -> KeptAttachment:
    return KeptAttachment(
        id=row["id"],
        claim_id=row["claim_id"],
        name=row["name"],
        kind=row["kind"],
        media_type=row["media_type"],
        digest=row["digest"],
        size=row["size"],
        original_size=row["original_size"],
        added_at=datetime.fromisoformat(row["added_at"]),
        added_by=row["added_by"],
    )
