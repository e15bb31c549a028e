"""Merges of two records of one person: what was joined, what was moved, and what is needed to take it apart exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.store.columns import Row, json_text, present, read_moment, read_object
from desktop_app.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """One merge. `before` and `after` are snapshots of the record that stayed.

    `claims` are those that were moved to it, `own` those it had before.
    The record that was joined (`gone_id`) is never changed: it only leads to the other while the merge stands.
    """

    id: str
    kept_id: str
    gone_id: str
    merged_by: str
    merged_at: datetime
    reason: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    claims: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    undone_by: str = ""
    undone_at: datetime | None = None
    undone_reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not taken apart."""
        return self.undone_at is None


class Merges:
    """Keeps merges; written inside the act that makes one or takes one apart."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, merge: Merge) -> None:
        """Keep a merge. Raises `StoreProblem("record_exists")`."""
        self._database.insert(
            "person_merge",
            {
                "id": merge.id,
                "kept_id": merge.kept_id,
                "gone_id": merge.gone_id,
                "merged_by": merge.merged_by,
                "merged_at": merge.merged_at.isoformat(),
                "reason": merge.reason,
                "before": json_text(dict(merge.before)),
                "after": json_text(dict(merge.after)),
                "moved": json_text({"claims": list(merge.claims), "own": list(merge.own)}),
            },
        )

    def get(self, merge_id: str) -> Merge:
        """Return a merge. Raises `StoreProblem("record_missing")`."""
        found = self._database.row("SELECT * FROM person_merge WHERE id = ?", (merge_id,))
        return _merge(present(found, "person_merge"))

    def of_person(self, person_id: str) -> tuple[Merge, ...]:
        """Return the merges a record was part of, either way, the oldest first; those taken apart too."""
        rows = self._database.rows(
            "SELECT * FROM person_merge WHERE kept_id = ? OR gone_id = ? ORDER BY rowid", (person_id, person_id)
        )
        return tuple(_merge(row) for row in rows)

    def undo(self, merge_id: str, *, by: str, at: datetime, reason: str) -> None:
        """Keep that a merge was taken apart. Raises `StoreProblem("record_missing")`."""
        changes = {"undone_by": by, "undone_at": at.isoformat(), "undone_reason": reason}
        self._database.update("person_merge", {"id": merge_id}, changes)

    def move_claims(self, claim_ids: Sequence[str], person_id: str) -> None:
        """Let claims be of another record; the list's order by name follows when the person is next written."""
        for claim_id in claim_ids:
            self._database.update("claim", {"id": claim_id}, {"person_id": person_id})


def _merge(row: Row) -> Merge:
    return Merge(
        id=row["id"],
        kept_id=row["kept_id"],
        gone_id=row["gone_id"],
        merged_by=row["merged_by"],
        merged_at=datetime.fromisoformat(row["merged_at"]),
        reason=row["reason"],
        before=read_object(row["before"]),
        after=read_object(row["after"]),
        claims=tuple(read_object(row["moved"]).get("claims", ())),
        own=tuple(read_object(row["moved"]).get("own", ())),
        undone_by=row["undone_by"] or "",
        undone_at=read_moment(row["undone_at"]),
        undone_reason=row["undone_reason"],
    )
