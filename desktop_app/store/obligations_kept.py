"""The obligations as they are kept: found by claim, question, answer, office and due day. Reads only."""

from datetime import date
from typing import Final

from desktop_app.domain.obligations import OWED_TO_ALL
from desktop_app.store.columns import Value, present
from desktop_app.store.database import Database
from desktop_app.store.obligation_rows import (
    Obligation,
    ObligationEvent,
    ObligationItem,
    event_of,
    item_of,
    obligation_of,
)

OWED: Final = "state IN ('open', 'reminded', 'promised', 'met_in_part')"
"""The condition of what is still owed, whole or in part."""


class ObligationsKept:
    """What is and was owed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, obligation_id: str) -> Obligation:
        """Return an obligation. Raises `StoreProblem("record_missing")`."""
        sql = "SELECT * FROM obligation WHERE id = ?"
        row = present(self._database.row(sql, (obligation_id,)), "obligation")
        return obligation_of(row, self._items(obligation_id))

    def find(self, obligation_id: str) -> Obligation | None:
        """Return an obligation, None when there is none of that id."""
        return next(iter(self._where("id = ?", obligation_id)), None)

    def all(self) -> tuple[Obligation, ...]:
        """Return every obligation, settled ones too, the first due first."""
        return self._where("1")

    def of_claim(self, claim_id: str) -> tuple[Obligation, ...]:
        """Return all of a claim, the first asked first."""
        return self._where("claim_id = ?", claim_id)

    def of_person(self, person_id: str) -> tuple[Obligation, ...]:
        """Return all that is about a person and no claim of theirs, the first due first."""
        return self._where("person_id = ? AND claim_id IS NULL", person_id)

    def asked_by(self, message_id: str) -> tuple[Obligation, ...]:
        """Return what a message asked for."""
        return self._where("asked_message_id = ?", message_id)

    def met_by(self, message_id: str) -> tuple[Obligation, ...]:
        """Return what a message or certificate answered, whole or in part."""
        part = "id IN (SELECT obligation_id FROM obligation_item WHERE met_by = ?)"
        return self._where(f"met_by = ? OR {part}", message_id, message_id)

    def open(self, *, owed_by: str = "", owed_to: str = "") -> tuple[Obligation, ...]:
        """Return what is open, the first due first; only that owed by or to an office where one is named."""
        return self._where(f"{OWED} AND ? IN ('', owed_by) AND ? IN ('', owed_to)", owed_by, owed_to)

    def overdue(self, today: date) -> tuple[Obligation, ...]:
        """Return what is open and was due before a day, the longest overdue first."""
        return self._where(f"{OWED} AND due_on < ?", today.isoformat())

    def count_open(
        self, *, owed_by: str = "", owed_to: str = "", due_since: date | None = None, due_until: date | None = None
    ) -> int:
        """Count what is open: owed by or to an office, due from a day to a day, both included, as far as named."""
        return self._database.number(
            f"SELECT count(*) FROM obligation WHERE {OWED} AND ? IN ('', owed_by) AND ? IN ('', owed_to)"  # noqa: S608 - a condition of this module
            " AND due_on >= ? AND due_on <= ?",
            (owed_by, owed_to, (due_since or date.min).isoformat(), (due_until or date.max).isoformat()),
        )

    def count_owed(self, owed_by: str) -> int:
        """Count what an office has to do: what it owes to several about one claim by one act counts once."""
        together = ", ".join(f"'{kind.value}'" for kind in OWED_TO_ALL)
        return self._database.number(
            f"SELECT count(DISTINCT CASE WHEN claim_id IS NOT NULL AND kind IN ({together})"  # noqa: S608 - words of this program
            f" THEN claim_id || kind ELSE id END) FROM obligation WHERE {OWED} AND owed_by = ?",
            (owed_by,),
        )

    def history(self, obligation_id: str) -> tuple[ObligationEvent, ...]:
        """Return what happened to an obligation, in order."""
        sql = "SELECT * FROM obligation_event WHERE obligation_id = ? ORDER BY row"
        return tuple(event_of(row) for row in self._database.rows(sql, (obligation_id,)))

    def _items(self, obligation_id: str) -> tuple[ObligationItem, ...]:
        sql = "SELECT * FROM obligation_item WHERE obligation_id = ? ORDER BY position"
        return tuple(item_of(row) for row in self._database.rows(sql, (obligation_id,)))

    def _where(self, condition: str, *values: Value) -> tuple[Obligation, ...]:
        found = f"FROM obligation WHERE {condition}"
        items: dict[str, list[ObligationItem]] = {}
        sql = f"SELECT * FROM obligation_item WHERE obligation_id IN (SELECT id {found}) ORDER BY position"  # noqa: S608 - conditions of this module only
        for row in self._database.rows(sql, values):
            items.setdefault(row["obligation_id"], []).append(item_of(row))
        sql = f"SELECT * {found} ORDER BY due_on, asked_on, row"
        return tuple(obligation_of(row, tuple(items.get(row["id"], ()))) for row in self._database.rows(sql, values))
