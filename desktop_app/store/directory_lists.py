"""Directory lists as they came in, whole, and what became of each; nothing of them is ever removed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app.store.columns import Row, present
from desktop_app.store.database import Database


class ListStatus(StrEnum):
    """How far a list has come."""

    RECEIVED = "received"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptList:
    """A list as kept: its file, its number and the digest of what was signed, as it says. `proposal_id` is the last."""

    id: str
    number: int
    digest: str
    data: bytes
    received_at: datetime
    received_by: str
    status: ListStatus = ListStatus.RECEIVED
    proposal_id: str = ""


class DirectoryLists:
    """The lists of this office."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, kept: KeptList) -> None:
        """Keep a list for good."""
        self._database.insert(
            "directory_list",
            {
                "id": kept.id,
                "number": kept.number,
                "digest": kept.digest,
                "data": kept.data,
                "received_at": kept.received_at.isoformat(),
                "received_by": kept.received_by,
                "status": kept.status,
                "proposal_id": kept.proposal_id or None,
            },
        )

    def set_status(self, list_id: str, status: ListStatus) -> None:
        """Say how far a list has come. Raises `StoreProblem("record_missing")`."""
        self._database.update("directory_list", {"id": list_id}, {"status": status})

    def set_proposal(self, list_id: str, proposal_id: str) -> None:
        """Say by which proposal a list is decided."""
        changes = {"status": ListStatus.PROPOSED, "proposal_id": proposal_id}
        self._database.update("directory_list", {"id": list_id}, changes)

    def get(self, list_id: str) -> KeptList:
        """Return a list. Raises `StoreProblem("record_missing")`."""
        row = self._database.row("SELECT * FROM directory_list WHERE id = ?", (list_id,))
        return _kept(present(row, "directory_list"))

    def find(self, list_id: str) -> KeptList | None:
        """Return a list, None when there is none."""
        row = self._database.row("SELECT * FROM directory_list WHERE id = ?", (list_id,))
        return _kept(row) if row else None

    def with_data(self, data: bytes) -> KeptList | None:
        """Return the list that came as just these bytes, None where none did."""
        row = self._database.row("SELECT * FROM directory_list WHERE data = ? ORDER BY row LIMIT 1", (data,))
        return _kept(row) if row else None

    def all(self) -> tuple[KeptList, ...]:
        """Return every list, the newest first."""
        return tuple(_kept(row) for row in self._database.rows("SELECT * FROM directory_list ORDER BY row DESC"))

    def in_force(self) -> KeptList | None:
        """Return the accepted list with the highest number, None before two persons accepted one."""
        sql = "SELECT * FROM directory_list WHERE status = 'accepted' ORDER BY number DESC, row DESC LIMIT 1"
        row = self._database.row(sql)
        return _kept(row) if row else None


def _kept(row: Row) -> KeptList:
    return KeptList(
        id=row["id"],
        number=row["number"],
        digest=row["digest"],
        data=row["data"],
        received_at=datetime.fromisoformat(row["received_at"]),
        received_by=row["received_by"],
        status=ListStatus(row["status"]),
        proposal_id=row["proposal_id"] or "",
    )
