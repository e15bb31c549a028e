"""What leaves: messages that wait, the bundles they left in, and how far each is known to have come.

Handing over is the clerk's own statement; everything after it is known from receipts alone (exchange rules, 3.1).
That a message is superseded, invalidated or declared lost is its standing, beside how far it came. Every state is told
to the trace log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop_app.domain.messages import MessageType
from desktop_app.foundation.clock import Clock
from desktop_app.store.columns import Row, Value, as_kept, present, read_moment, sha256
from desktop_app.store.database import Database
from desktop_app.store.trace_log import TraceLog
from desktop_app.store.words import keep_bundle_words


class OutboxState(StrEnum):
    """How far a message has come."""

    WAITING = "waiting"
    SEALED = "sealed"
    HANDED_OVER = "handed_over"
    OPENED = "opened"
    REGISTERED = "registered"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_REMARKS = "accepted_with_remarks"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    """Taken back here before it was sealed: it never left."""


class Standing(StrEnum):
    """What holds of a message besides how far it came."""

    VALID = ""
    SUPERSEDED = "superseded"
    INVALIDATED = "invalidated"
    DECLARED_LOST = "declared_lost"


_RANK: Final = {state: rank for rank, state in enumerate(OutboxState)}
_ANSWERED: Final = (
    OutboxState.ACCEPTED,
    OutboxState.ACCEPTED_WITH_REMARKS,
    OutboxState.RETURNED,
    OutboxState.WITHDRAWN,
)
_NEEDS_NO_RECEIPT: Final = (MessageType.RECEIPT, MessageType.RETURN)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A message for another office. `data` is its canonical JSON; `remarks` what the other office said of it.

    `standing_by` names the message that superseded or invalidated it, since `standing_at`.
    """

    message_id: str
    office: str
    type: MessageType
    claim_id: str | None
    data: bytes
    created_at: datetime
    state: OutboxState
    state_at: datetime
    bundle_id: str | None
    remarks: str
    standing: Standing = Standing.VALID
    standing_at: datetime | None = None
    standing_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBundle:
    """A sealed bundle, without its bytes (`data_of` has them).

    `digest` is that of the signed part, which the next bundle names as `previous_digest`; `file_digest` the SHA-256
    of the file. One that left in several `parts` stands with the name, the size and the digest of the first.
    """

    bundle_id: str
    office: str
    sequence: int
    file_name: str
    digest: str
    file_digest: str
    size: int
    sealed_at: datetime
    handed_over_at: datetime | None
    channel: str
    declared_lost_at: datetime | None = None
    parts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPart:
    """One file of a bundle that left in several."""

    part: int
    file_name: str
    data: bytes


_BUNDLE: Final = (
    "SELECT bundle_id, office, sequence, file_name, digest, file_digest, size, sealed_at, handed_over_at, channel,"
    " declared_lost_at, parts FROM sent_bundle"
)


class Outbox:
    """Messages to send and sent."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._trace = TraceLog(database)

    def add(
        self,
        *,
        message_id: str,
        office: str,
        type: MessageType,  # noqa: A002 - the field's own name
        claim_id: str | None,
        data: bytes,
        created_at: datetime,
    ) -> None:
        """Keep a message until it leaves. Raises `StoreProblem("record_exists")` for an id used before."""
        self._database.insert(
            "outbox_message",
            {
                "message_id": message_id,
                "office": office,
                "type": type,
                "claim_id": claim_id,
                "data": data,
                "created_at": created_at.isoformat(),
                "state": OutboxState.WAITING,
                "state_at": created_at.isoformat(),
                "bundle_id": None,
                "remarks": "",
            },
        )

    def waiting(self, office: str | None = None) -> tuple[OutboxRow, ...]:
        """Return what waits to leave, for one office or for all, the oldest first."""
        if office is None:
            return self._where("state = 'waiting'")
        return self._where("state = 'waiting' AND office = ?", office)

    def unanswered(self, office: str | None = None) -> tuple[OutboxRow, ...]:
        """Return what left and is neither accepted nor returned yet; receipts and returns need no answer."""
        done = ", ".join(f"'{state}'" for state in (OutboxState.WAITING, *_ANSWERED))
        quiet = ", ".join(f"'{kind}'" for kind in _NEEDS_NO_RECEIPT)
        condition = f"state NOT IN ({done}) AND type NOT IN ({quiet})"
        return self._where(condition) if office is None else self._where(f"{condition} AND office = ?", office)

    def find(self, message_id: str) -> OutboxRow | None:
        """Return a message, None when this office sent none of that id."""
        return next(iter(self._where("message_id = ?", message_id)), None)

    def get(self, message_id: str) -> OutboxRow:
        """Return a message. Raises `StoreProblem("record_missing")`."""
        sql = "SELECT * FROM outbox_message WHERE message_id = ?"
        return _message(present(self._database.row(sql, (message_id,)), "outbox_message"))

    def of_claim(self, claim_id: str) -> tuple[OutboxRow, ...]:
        """Return every message about a claim, the oldest first."""
        return self._where("claim_id = ?", claim_id)

    def of_type(self, office: str, kind: MessageType) -> tuple[OutboxRow, ...]:
        """Return every message of a type for an office, the oldest first."""
        return self._where("office = ? AND type = ?", office, kind)

    def of_bundle(self, bundle_id: str) -> tuple[OutboxRow, ...]:
        """Return the messages of a sent bundle, in their order."""
        return self._where("bundle_id = ?", bundle_id)

    def next_sequence(self, office: str) -> int:
        """Return the number of the next bundle for an office: from 1, without holes."""
        return 1 + self._database.number("SELECT max(sequence) FROM sent_bundle WHERE office = ?", (office,))

    def previous_digest(self, office: str) -> str:
        """Return the digest of the bundle before, empty before the first."""
        sql = "SELECT digest FROM sent_bundle WHERE office = ? ORDER BY sequence DESC LIMIT 1"
        row = self._database.row(sql, (office,))
        return str(row["digest"]) if row else ""

    def add_bundle(
        self,
        *,
        bundle_id: str,
        office: str,
        sequence: int,
        file_name: str,
        digest: str,
        sealed_at: datetime,
        data: bytes,
        message_ids: Sequence[str],
        more: Sequence[SentPart] = (),
    ) -> None:
        """Keep a sealed bundle for good, `more` being its further parts, and mark its messages sealed.

        Raises `StoreProblem("record_exists")` for a number or id used before, `record_missing` for one not waiting.
        """
        self._database.insert(
            "sent_bundle",
            {
                "bundle_id": bundle_id,
                "office": office,
                "sequence": sequence,
                "file_name": file_name,
                "digest": digest,
                "file_digest": sha256(data),
                "size": len(data),
                "sealed_at": sealed_at.isoformat(),
                "handed_over_at": None,
                "channel": "",
                "data": data,
                "parts": 1 + len(more),
            },
        )
        keep_bundle_words(self._database, "sent_bundle", bundle_id, file_name, bundle_id)
        self._database.insert_all(
            "sent_part",
            (
                {
                    "bundle_id": bundle_id,
                    "part": part.part,
                    "file_name": part.file_name,
                    "file_digest": sha256(part.data),
                    "size": len(part.data),
                    "data": part.data,
                }
                for part in more
            ),
        )
        for message_id in message_ids:
            self._database.update(
                "outbox_message",
                {"message_id": message_id, "state": OutboxState.WAITING},
                {"state": OutboxState.SEALED, "state_at": sealed_at.isoformat(), "bundle_id": bundle_id},
            )
            row = self.get(message_id)
            self._trace.sent(
                message_id=message_id,
                bundle_id=bundle_id,
                type_code=row.type,
                office=office,
                sequence=sequence,
                data=row.data,
                bundle_size=len(data),
            )
            self._trace.event(message_id, OutboxState.SEALED, sealed_at.date(), bundle_id=bundle_id)

    def bundle(self, bundle_id: str) -> SentBundle | None:
        """Return a sent bundle, None when there is none."""
        row = self._database.row(f"{_BUNDLE} WHERE bundle_id = ?", (bundle_id,))
        return _bundle(row) if row else None

    def bundles(self, office: str | None = None, limit: int = 500) -> tuple[SentBundle, ...]:
        """Return sent bundles, to one office or to all, the newest first."""
        rows = self._database.rows(
            f"{_BUNDLE} WHERE ? IS NULL OR office = ? ORDER BY sealed_at DESC, rowid DESC LIMIT ?",
            (office, office, limit),
        )
        return tuple(_bundle(row) for row in rows)

    def unheard(self, office: str) -> tuple[SentBundle, ...]:
        """Return the bundles to an office of which it has not acknowledged a message, however long ago they left."""
        heard_not = "SELECT bundle_id FROM outbox_message WHERE office = ? AND state IN (?, ?)"
        sql = f"{_BUNDLE} WHERE bundle_id IN ({heard_not}) ORDER BY sealed_at DESC, rowid DESC"
        rows = self._database.rows(sql, (office, OutboxState.SEALED, OutboxState.HANDED_OVER))
        return tuple(_bundle(row) for row in rows)

    def data_of(self, bundle_id: str) -> bytes:
        """Return the very bytes of a sent bundle. Raises `StoreProblem`: `record_missing`, `file_changed`."""
        row = self._database.row("SELECT data, file_digest FROM sent_bundle WHERE bundle_id = ?", (bundle_id,))
        found = present(row, "sent_bundle")
        return as_kept(bytes(found["data"]), found["file_digest"])

    def size_of(self, bundle: SentBundle) -> int:
        """Return the bytes of all files of a sent bundle."""
        sql = "SELECT sum(size) FROM sent_part WHERE bundle_id = ?"
        return bundle.size + (self._database.number(sql, (bundle.bundle_id,)) if bundle.parts > 1 else 0)

    def parts_of(self, bundle_id: str) -> tuple[SentPart, ...]:
        """Return every file of a sent bundle, one or several, in order.

        Raises `StoreProblem`: `record_missing`, `file_changed`.
        """
        first = present(self._database.row(f"{_BUNDLE} WHERE bundle_id = ?", (bundle_id,)), "sent_bundle")
        rows = self._database.rows("SELECT * FROM sent_part WHERE bundle_id = ? ORDER BY part", (bundle_id,))
        return (
            SentPart(part=1, file_name=first["file_name"], data=self.data_of(bundle_id)),
            *(
                SentPart(
                    part=row["part"],
                    file_name=row["file_name"],
                    data=as_kept(bytes(row["data"]), row["file_digest"]),
                )
                for row in rows
            ),
        )

    def mark_handed_over(self, bundle_id: str, *, at: datetime, channel: str) -> None:
        """Record that a bundle was handed over (`stick`, `mail`); a message further on already stays where it is."""
        changes = {"handed_over_at": at.isoformat(), "channel": channel}
        self._database.update("sent_bundle", {"bundle_id": bundle_id}, changes)
        for row in self.of_bundle(bundle_id):
            self._advance(row, OutboxState.HANDED_OVER, at, "", channel)

    def mark_receipt(self, message_id: str, state: OutboxState, *, at: datetime, remarks: str = "") -> None:
        """Record what a receipt says of a message. Receipts may come in any order: a message never goes back.

        Raises `StoreProblem("record_missing")` for a message this office never sent.
        """
        self._advance(self.get(message_id), state, at, remarks)

    def mark_returned(self, message_id: str, *, at: datetime, remarks: str) -> None:
        """Record that a message came back, with the reason. Raises `StoreProblem("record_missing")`."""
        self.mark_receipt(message_id, OutboxState.RETURNED, at=at, remarks=remarks)

    def withdraw(self, message_id: str, *, at: datetime) -> None:
        """Take back a message that was not sealed yet. Raises `StoreProblem("record_missing")` for any other."""
        self._database.update(
            "outbox_message",
            {"message_id": message_id, "state": OutboxState.WAITING},
            {"state": OutboxState.WITHDRAWN, "state_at": at.isoformat()},
        )

    def supersede(self, message_id: str, by_message: str, *, at: datetime) -> None:
        """Record that a later message of ours holds instead. Raises `StoreProblem("record_missing")`."""
        self._stand(message_id, Standing.SUPERSEDED, by_message, at)

    def invalidate(self, message_id: str, by_message: str, *, at: datetime) -> None:
        """Record that a message of ours holds no longer. Raises `StoreProblem("record_missing")`."""
        self._stand(message_id, Standing.INVALIDATED, by_message, at)

    def declare_lost(self, bundle_id: str, *, at: datetime) -> None:
        """Record that a bundle never came there: its messages are issued again under their own ids.

        What is known from a receipt to have come stays as it is. Raises `StoreProblem("record_missing")`.
        """
        self._database.update("sent_bundle", {"bundle_id": bundle_id}, {"declared_lost_at": at.isoformat()})
        for row in self.of_bundle(bundle_id):
            if row.state in (OutboxState.SEALED, OutboxState.HANDED_OVER) and not row.standing:
                self._stand(row.message_id, Standing.DECLARED_LOST, bundle_id, at)

    def _stand(self, message_id: str, standing: Standing, by: str, at: datetime) -> None:
        changes = {"standing": standing, "standing_by": by, "standing_at": at.isoformat()}
        self._database.update("outbox_message", {"message_id": message_id}, changes)
        self._trace.event(message_id, standing, at.date())

    def _advance(self, row: OutboxRow, state: OutboxState, at: datetime, remarks: str, channel: str = "") -> None:
        if _RANK[state] > _RANK[row.state]:
            code = remarks.partition(":")[0] if state is OutboxState.RETURNED else ""
            self._trace.event(
                row.message_id, state, at.date(), bundle_id=row.bundle_id or "", channel=channel, code=code
            )
            self._database.update(
                "outbox_message",
                {"message_id": row.message_id},
                {"state": state, "state_at": at.isoformat(), "remarks": remarks or row.remarks},
            )

    def _where(self, condition: str, *values: Value) -> tuple[OutboxRow, ...]:
        kept = "data <> x''"  # what was removed when its time was over is found no more
        sql = f"SELECT * FROM outbox_message WHERE ({condition}) AND {kept} ORDER BY row"  # noqa: S608 - conditions of this module only
        return tuple(_message(row) for row in self._database.rows(sql, values))


def _message(row: Row) -> OutboxRow:
    return OutboxRow(
        message_id=row["message_id"],
        office=row["office"],
        type=MessageType(row["type"]),
        claim_id=row["claim_id"],
        data=row["data"],
        created_at=datetime.fromisoformat(row["created_at"]),
        state=OutboxState(row["state"]),
        state_at=datetime.fromisoformat(row["state_at"]),
        bundle_id=row["bundle_id"],
        remarks=row["remarks"],
        standing=Standing(row["standing"]),
        standing_at=read_moment(row["standing_at"]),
        standing_by=row["standing_by"],
    )


def _bundle(row: Row) -> SentBundle:
    return SentBundle(
        bundle_id=row["bundle_id"],
        office=row["office"],
        sequence=row["sequence"],
        file_name=row["file_name"],
        digest=row["digest"],
        file_digest=row["file_digest"],
        size=row["size"],
        sealed_at=datetime.fromisoformat(row["sealed_at"]),
        handed_over_at=read_moment(row["handed_over_at"]),
        channel=row["channel"],
        declared_lost_at=read_moment(row["declared_lost_at"]),
        parts=row["parts"],
    )
