"""Messages that this program does not understand yet: what each says of itself, to be read until an update comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_app.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDocument:
    """A message of a newer version: the file it came in, from whom, and its summary as plain text.

    `waits` is the code of what is not understood; `told` says that its sender was answered.
    """

    message_id: str
    received_id: int
    office: str
    type: str
    schema_version: str
    waits: str
    summary: str
    told: bool = False


class WaitingDocuments:
    """What waits for an update of the program."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, documents: Sequence[WaitingDocument]) -> None:
        """Keep what a bundle holds that is not understood; what came before stays as it was."""
        for document in documents:
            if self.get(document.message_id) is None:
                self._database.insert(
                    "waiting_document",
                    {
                        "message_id": document.message_id,
                        "received": document.received_id,
                        "office": document.office,
                        "type": document.type,
                        "schema_version": document.schema_version,
                        "waits": document.waits,
                        "summary": document.summary,
                        "told_at": None,
                    },
                )

    def told(self, message_id: str, *, at: datetime) -> None:
        """Record that the sender was answered. Raises `StoreProblem("record_missing")`."""
        self._database.update("waiting_document", {"message_id": message_id}, {"told_at": at.isoformat()})

    def get(self, message_id: str) -> WaitingDocument | None:
        """Return what waits under an id, None for nothing."""
        return next(iter(self._where("message_id = ?", message_id)), None)

    def of_file(self, received_id: int) -> tuple[WaitingDocument, ...]:
        """Return what waits of a received file."""
        return self._where("received = ?", received_id)

    def _where(self, condition: str, value: str | int) -> tuple[WaitingDocument, ...]:
        sql = f"SELECT * FROM waiting_document WHERE {condition} ORDER BY rowid"  # noqa: S608 - conditions of this module only
        return tuple(
            WaitingDocument(
                message_id=row["message_id"],
                received_id=row["received"],
                office=row["office"],
                type=row["type"],
                schema_version=row["schema_version"],
                waits=row["waits"],
                summary=row["summary"],
                told=row["told_at"] is not None,
            )
            for row in self._database.rows(sql, (value,))
        )
