"""Updates of rule packs as they came in, raw and whole, and what became of each; nothing of them is ever removed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from desktop_app.store.columns import Row, day_text, json_text, present, read_day, read_object
from desktop_app.store.database import Database

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class UpdateStatus(StrEnum):
    """How far an update has come."""

    RECEIVED = "received"
    TRIED = "tried"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"  # by the checks, or by the second person
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptUpdate:
    """An update as kept. `data` is the file as it came; `signed_by` its signers, as it says.

    `state` and `digest` (that of the pack, else of the file) are what the file says of itself; `state` is empty where
    it cannot be read. `tried` holds what trying it found, or why it was refused. `proposal_id` is the last proposal.
    """

    id: str
    state: str
    digest: str
    data: bytes
    signed_by: str
    received_at: datetime
    received_by: str
    status: UpdateStatus = UpdateStatus.RECEIVED
    valid_from: date | None = None
    tried: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    proposal_id: str = ""
    signature: bytes = b""


class RuleUpdates:
    """The updates of this office."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, update: KeptUpdate) -> None:
        """Keep an update for good. Raises `StoreProblem("record_exists")`."""
        self._database.insert(
            "rule_update",
            {
                "id": update.id,
                "state": update.state,
                "digest": update.digest,
                "files": update.data,
                "signature": update.signature,
                "signed_by": update.signed_by,
                "received_at": update.received_at.isoformat(),
                "received_by": update.received_by,
                "status": update.status,
                "valid_from": day_text(update.valid_from),
                "tried": json_text(dict(update.tried)),
                "proposal_id": update.proposal_id or None,
            },
        )

    def set_status(self, update_id: str, status: UpdateStatus, *, tried: Mapping[str, Any] | None = None) -> None:
        """Say how far an update has come, and what trying it found."""
        changes: dict[str, str] = {"status": status}
        if tried is not None:
            changes["tried"] = json_text(dict(tried))
        self._database.update("rule_update", {"id": update_id}, changes)

    def set_proposal(self, update_id: str, proposal_id: str) -> None:
        """Say by which proposal an update is decided."""
        changes = {"status": UpdateStatus.PROPOSED, "proposal_id": proposal_id}
        self._database.update("rule_update", {"id": update_id}, changes)

    def get(self, update_id: str) -> KeptUpdate:
        """Return an update. Raises `StoreProblem("record_missing")`."""
        return _update(
            present(self._database.row("SELECT * FROM rule_update WHERE id = ?", (update_id,)), "rule_update")
        )

    def find(self, update_id: str) -> KeptUpdate | None:
        """Return an update, None when there is none."""
        row = self._database.row("SELECT * FROM rule_update WHERE id = ?", (update_id,))
        return _update(row) if row else None

    def with_data(self, data: bytes) -> KeptUpdate | None:
        """Return the update that came as just these bytes, None where none did."""
        row = self._database.row("SELECT * FROM rule_update WHERE files = ? ORDER BY row LIMIT 1", (data,))
        return _update(row) if row else None

    def all(self) -> tuple[KeptUpdate, ...]:
        """Return every update, the newest first."""
        return tuple(_update(row) for row in self._database.rows("SELECT * FROM rule_update ORDER BY row DESC"))

    def in_force(self) -> Mapping[str, KeptUpdate]:
        """Return the update in force by State: of those that two persons accepted, the one accepted last."""
        sql = (
            "SELECT rule_update.* FROM rule_update JOIN proposal ON proposal.subject = rule_update.id "
            "WHERE proposal.kind = 'rule_update' AND proposal.status = 'accepted' AND rule_update.status = 'accepted' "
            "ORDER BY proposal.decided_at, proposal.row"
        )
        return {row["state"]: _update(row) for row in self._database.rows(sql)}


def _update(row: Row) -> KeptUpdate:
    return KeptUpdate(
        id=row["id"],
        state=row["state"],
        digest=row["digest"],
        data=row["files"],
        signature=row["signature"],
        signed_by=row["signed_by"],
        received_at=datetime.fromisoformat(row["received_at"]),
        received_by=row["received_by"],
        status=UpdateStatus(row["status"]),
        valid_from=read_day(row["valid_from"]),
        tried=read_object(row["tried"]),
        proposal_id=row["proposal_id"] or "",
    )
