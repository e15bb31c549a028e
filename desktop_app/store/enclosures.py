"""Documents of other offices that wait to be passed on, and those that were, each with the bundle it left in."""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.store.columns import Row
from desktop_app.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A received document that goes on to another office. `bundle_id` is None while it waits."""

    office: str
    message_id: str
    claim_id: str | None
    bundle_id: str | None


class Enclosures:
    """What is passed on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, office: str, message_id: str, *, claim_id: str | None, at: datetime) -> None:
        """Put a received document with the next bundle for an office; one already put there is not put again."""
        if any(entry.message_id == message_id for entry in self.of_office(office)):
            return
        self._database.insert(
            "outbox_enclosure",
            {
                "office": office,
                "message_id": message_id,
                "claim_id": claim_id,
                "added_at": at.isoformat(),
                "bundle_id": None,
            },
        )

    def take_back(self, office: str, message_id: str) -> None:
        """Take a document out of what waits for an office; what left already stays."""
        sql = "DELETE FROM outbox_enclosure WHERE office = ? AND message_id = ? AND bundle_id IS NULL"
        self._database.run(sql, (office, message_id))

    def waiting(self, office: str) -> tuple[Enclosure, ...]:
        """Return what waits to go on to an office, the oldest first."""
        return tuple(entry for entry in self.of_office(office) if entry.bundle_id is None)

    def of_office(self, office: str) -> tuple[Enclosure, ...]:
        """Return everything that goes or went on to an office, the oldest first."""
        rows = self._database.rows("SELECT * FROM outbox_enclosure WHERE office = ? ORDER BY row", (office,))
        return tuple(_enclosure(row) for row in rows)

    def of_message(self, message_id: str) -> tuple[Enclosure, ...]:
        """Return to whom a received message goes or went on, the oldest first."""
        rows = self._database.rows("SELECT * FROM outbox_enclosure WHERE message_id = ? ORDER BY row", (message_id,))
        return tuple(_enclosure(row) for row in rows)

    def offices_waiting(self) -> tuple[str, ...]:
        """Return the offices for which something waits to go on."""
        sql = "SELECT DISTINCT office FROM outbox_enclosure WHERE bundle_id IS NULL ORDER BY office"
        return tuple(str(row["office"]) for row in self._database.rows(sql))

    def sealed(self, office: str, message_id: str, bundle_id: str) -> None:
        """Record the bundle in which a document left. Raises `StoreProblem("record_missing")`."""
        self._database.update(
            "outbox_enclosure", {"office": office, "message_id": message_id}, {"bundle_id": bundle_id}
        )


def _enclosure(row: Row) -> Enclosure:
    return Enclosure(
        office=row["office"], message_id=row["message_id"], claim_id=row["claim_id"], bundle_id=row["bundle_id"]
    )
