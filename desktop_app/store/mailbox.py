"""What comes in: every file as received, whatever became of it, and the messages that were in it.

A file's bytes and digest are kept for good. What is found out and decided about it later is written beside them.
"""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from typing import Final

from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.columns import Value, as_kept, present, sha256
from desktop_app.store.database import Database
from desktop_app.store.mailbox_records import (
    GOOD,
    PART,
    PART_WAITS,
    UNDECIDED,
    WAITS,
    ArrivedMessage,
    MailState,
    ReceivedFile,
    ReceivedMessage,
    Seen,
    file_of,
    message_of,
)
from desktop_app.store.trace_log import TraceLog
from desktop_app.store.words import keep_bundle_words

__all__ = [
    "GOOD",
    "PART",
    "PART_WAITS",
    "UNDECIDED",
    "WAITS",
    "ArrivedMessage",
    "MailState",
    "Mailbox",
    "ReceivedFile",
    "ReceivedMessage",
    "Seen",
]

MOST_MISSING: Final = 1_000
"""How many missing bundles of an office are named at once."""

_FILE: Final = (
    "SELECT id, received_at, file_name, file_digest, size, outcome, state, bundle_id, digest, previous_digest,"
    " from_office, sequence, decided_by, decided_at, remarks, part, parts, key_id, restored_on FROM received_file"
)
_COUNTS: Final = (
    "(key_id = '' OR key_id IN (SELECT key_id FROM office WHERE code = received_file.from_office)"
    " OR key_id IN (SELECT key_id FROM past_key WHERE code = received_file.from_office AND key_check <> 'not_yet'))"
)
"""A number counts where an office's key gave it: its present one, or one before that somebody had made sure of.

What came under a card that nobody compared, and that was replaced, says nothing about the true office's numbers.
"""


class Mailbox:
    """Received files and their messages."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._trace = TraceLog(database)

    def keep(
        self,
        *,
        raw: bytes,
        file_name: str,
        received_at: datetime,
        outcome: str,
        state: MailState,
        bundle_id: str | None = None,
        digest: str = "",
        previous_digest: str = "",
        from_office: str = "",
        sequence: int | None = None,
        part: int = 1,
        parts: int = 1,
        key_id: str = "",
        restored_on: date | None = None,
        messages: Sequence[ArrivedMessage] = (),
    ) -> ReceivedFile:
        """Keep a file whatever its outcome; the very same bytes kept before are not kept again: that one is returned.

        A message that came before with the same content is not added twice. Raises `StoreProblem("message_id_reused")`
        where one came before with another content: ask `seen` first, and keep the file quarantined without messages.
        """
        file_digest = sha256(raw)
        known = self.by_file_digest(file_digest)
        if known is not None:
            return known
        record: dict[str, Value] = {
            "received_at": received_at.isoformat(),
            "file_name": file_name,
            "file_digest": file_digest,
            "size": len(raw),
            "decided_by": "",
            "decided_at": None,
            "remarks": "",
            **_found_out(outcome, state, bundle_id, digest, previous_digest, from_office, sequence),
            **_signed_part(part, parts, key_id, restored_on),
        }
        number = self._database.insert("received_file", {**record, "raw": raw})
        keep_bundle_words(self._database, "received_file", str(number), file_name, bundle_id or "")
        kept = file_of({**record, "id": number})
        self._add_messages(kept, state, messages)
        self._trace_unread(kept)
        return kept

    def examine_again(
        self,
        received_id: int,
        *,
        outcome: str,
        state: MailState,
        bundle_id: str | None,
        digest: str,
        previous_digest: str,
        from_office: str,
        sequence: int | None,
        part: int = 1,
        parts: int = 1,
        key_id: str = "",
        restored_on: date | None = None,
        messages: Sequence[ArrivedMessage] = (),
    ) -> ReceivedFile:
        """Write what a second look at a kept file found, after its sender's key was compared for one."""
        found = _found_out(outcome, state, bundle_id, digest, previous_digest, from_office, sequence)
        found |= _signed_part(part, parts, key_id, restored_on)
        self._database.update("received_file", {"id": received_id}, found)
        kept = self.get(received_id)
        keep_bundle_words(self._database, "received_file", str(received_id), kept.file_name, bundle_id or "")
        self._add_messages(kept, state, messages)
        self._trace_unread(kept)
        return kept

    def seen(self, message_id: str, digest: str) -> Seen:
        """Tell whether a message is new, a repeat, or another content under a known id."""
        known = self.message(message_id)
        if known is None:
            return Seen.NEW
        return Seen.REPEAT if known.digest == digest else Seen.ALARM

    def get(self, received_id: int) -> ReceivedFile:
        """Return a received file. Raises `StoreProblem("record_missing")`."""
        return file_of(present(self._database.row(f"{_FILE} WHERE id = ?", (received_id,)), "received_file"))

    def data_of(self, received_id: int) -> bytes:
        """Return a received file's very bytes. Raises `StoreProblem`: `record_missing`, `file_changed`."""
        row = self._database.row("SELECT raw, file_digest FROM received_file WHERE id = ?", (received_id,))
        found = present(row, "received_file")
        return as_kept(bytes(found["raw"]), found["file_digest"])

    def by_file_digest(self, file_digest: str) -> ReceivedFile | None:
        """Return the file with a SHA-256, None when it never came."""
        return self._first("file_digest = ?", file_digest)

    def by_bundle(self, bundle_id: str) -> ReceivedFile | None:
        """Return the first file in order that held a bundle, None when there is none."""
        return self._first("bundle_id = ? AND outcome = ?", bundle_id, GOOD)

    def at_sequence(self, office: str, sequence: int) -> ReceivedFile | None:
        """Return the file in order that is an office's bundle of a number; another one with it is a fork."""
        condition = f"from_office = ? AND sequence = ? AND outcome IN (?, ?) AND {_COUNTS}"
        return self._first(condition, office, sequence, GOOD, WAITS)

    def around_sequence(self, office: str, sequence: int) -> dict[int, ReceivedFile]:
        """Return the files in order that are an office's bundles of a number and of its two neighbours, by number."""
        condition = f"from_office = ? AND sequence BETWEEN ? AND ? AND outcome IN (?, ?) AND {_COUNTS}"
        values = (office, sequence - 1, sequence + 1, GOOD, WAITS)
        found = (file_of(row) for row in self._database.rows(f"{_FILE} WHERE {condition} ORDER BY id DESC", values))
        return {file.sequence: file for file in found if file.sequence is not None}  # the first that came stays

    def at_sequence_waiting(self, office: str, sequence: int) -> ReceivedFile | None:
        """Return a file of an office's bundle of a number that still lacks other parts."""
        condition = f"from_office = ? AND sequence = ? AND outcome = ? AND {_COUNTS}"
        return self._first(condition, office, sequence, PART_WAITS)

    def parts_of(self, digest: str) -> tuple[ReceivedFile, ...]:
        """Return the files in order that are parts of one bundle, by the digest of its signed list."""
        sql = f"{_FILE} WHERE digest = ? AND outcome IN (?, ?, ?) ORDER BY part, id"
        return tuple(file_of(row) for row in self._database.rows(sql, (digest, GOOD, PART, PART_WAITS)))

    def whole_of(self, digest: str) -> ReceivedFile | None:
        """Return the file a complete bundle stands under."""
        return self._first("digest = ? AND outcome = ?", digest, GOOD)

    def join_parts(self, digest: str, *, under: int) -> None:
        """Record that every part of a bundle is there, and that it stands under one of its files."""
        for file in self.parts_of(digest):
            if file.id != under:
                self._database.update("received_file", {"id": file.id}, {"outcome": PART})

    def files_of_office(self, office: str) -> tuple[ReceivedFile, ...]:
        """Return every file in order of an office, the oldest first."""
        sql = f"{_FILE} WHERE from_office = ? AND outcome IN (?, ?, ?) AND state <> 'destroyed' ORDER BY id"
        return tuple(file_of(row) for row in self._database.rows(sql, (office, GOOD, PART, PART_WAITS)))

    def restored_before(self, office: str, restored_on: date, below: int) -> bool:
        """Tell whether an office's bundle of a lower number already said that it went back to a backup on a day."""
        condition = f"from_office = ? AND restored_on = ? AND sequence < ? AND outcome = ? AND {_COUNTS}"
        return self._first(condition, office, restored_on.isoformat(), below, GOOD) is not None

    def last_id(self) -> int:
        """Return the id of the file that came last, 0 before the first."""
        return self._database.number("SELECT coalesce(max(id), 0) FROM received_file")

    def files(self, limit: int = 500) -> tuple[ReceivedFile, ...]:
        """Return received files, the newest first."""
        sql = f"{_FILE} WHERE outcome <> ? ORDER BY id DESC LIMIT ?"
        return tuple(file_of(row) for row in self._database.rows(sql, (PART, limit)))

    def since(self, office: str, moment: datetime) -> tuple[ReceivedFile, ...]:
        """Return every file of an office that came at a moment or after, the newest first."""
        come = "unixepoch(received_at) >= unixepoch(?)"  # as moments: the clock may have been another zone's
        sql = f"{_FILE} WHERE from_office = ? AND {come} AND outcome <> ? ORDER BY id DESC"
        return tuple(file_of(row) for row in self._database.rows(sql, (office, moment.isoformat(), PART)))

    def quarantined(self) -> tuple[ReceivedFile, ...]:
        """Return every file that was refused and kept, the oldest first."""
        sql = f"{_FILE} WHERE state = ? AND outcome <> ? ORDER BY id"
        return tuple(file_of(row) for row in self._database.rows(sql, (MailState.QUARANTINED, PART)))

    def undecided(self) -> tuple[ReceivedFile, ...]:
        """Return the files about which a person has still to decide, the oldest first.

        One of which all that is left waits for an earlier message comes up again by itself, and is not among them.
        """
        still = "EXISTS (SELECT 1 FROM received_message WHERE received = received_file.id AND state"
        sql = (
            f"{_FILE} WHERE state IN ('opened', 'previewed', 'to_be_matched', 'parked')"
            f" AND (NOT {still} = 'parked') OR {still} IN ('opened', 'previewed', 'to_be_matched'))) ORDER BY id"
        )
        return tuple(file_of(row) for row in self._database.rows(sql))

    def messages_of(self, received_id: int) -> tuple[ReceivedMessage, ...]:
        """Return the messages that first came in a file, in their order."""
        return self._messages("received = ?", received_id)

    def message(self, message_id: str) -> ReceivedMessage | None:
        """Return a received message, None when it never came."""
        return next(iter(self._messages("message_id = ?", message_id)), None)

    def of_claim(self, claim_id: str) -> tuple[ReceivedMessage, ...]:
        """Return every message that was matched to a claim, the oldest first; what was destroyed is none any longer."""
        return self._messages("claim_id = ? AND state <> 'destroyed'", claim_id)

    def destroyed_of_claim(self, claim_id: str) -> tuple[ReceivedMessage, ...]:
        """Return what came of every message of a claim that was destroyed: no bytes, but its type and when accepted."""
        return self._messages("claim_id = ? AND state = 'destroyed'", claim_id)

    def of_type(self, kind: str) -> tuple[ReceivedMessage, ...]:
        """Return every received message of a type, the oldest first, but those that were destroyed."""
        return self._messages("type = ? AND state <> 'destroyed'", kind)

    def match(self, message_id: str, claim_id: str) -> None:
        """Record which claim a message is about. Raises `StoreProblem("record_missing")`."""
        self._database.update("received_message", {"message_id": message_id}, {"claim_id": claim_id})

    def put_signature(self, message_id: str, signature: bytes) -> None:
        """Keep a document's own signature, of one that was kept before signatures were."""
        self._database.update("received_message", {"message_id": message_id}, {"signature": signature})

    def mark_previewed(self, received_id: int, *, on: date) -> None:
        """Record that a person looked at a file, and at each message in it; what was decided before stays."""
        if self.get(received_id).state is not MailState.OPENED:
            return
        self._database.update("received_file", {"id": received_id}, {"state": MailState.PREVIEWED})
        for message in self.messages_of(received_id):
            if message.state in UNDECIDED:
                self._trace.event(message.message_id, MailState.PREVIEWED, on)

    def decide(self, received_id: int, state: MailState, *, by: str, at: datetime, remarks: str = "") -> None:
        """Record a decision about a whole file and every message in it that is not decided yet."""
        decision: dict[str, Value] = {
            "state": state,
            "decided_by": by,
            "decided_at": at.isoformat(),
            "remarks": remarks,
        }
        self._database.update("received_file", {"id": received_id}, decision)
        for message in self.messages_of(received_id):
            if message.state in UNDECIDED:
                self._database.update("received_message", {"message_id": message.message_id}, decision)
                self._trace.event(message.message_id, state, at.date(), code=_code_of(state, remarks))

    def decide_message(self, message_id: str, state: MailState, *, by: str, at: datetime, remarks: str = "") -> None:
        """Record a decision about one message; with the last of a file, the file is decided, too.

        A file is then returned if any of its messages is, accepted with remarks if any is, else accepted.
        """
        self._database.update(
            "received_message",
            {"message_id": message_id},
            {"state": state, "decided_by": by, "decided_at": at.isoformat(), "remarks": remarks, "waits_for": ""},
        )
        self._trace.event(message_id, state, at.date(), code=_code_of(state, remarks))
        message = self.message(message_id)
        states = [entry.state for entry in self.messages_of(message.received_id)] if message else []
        if message and not any(entry in UNDECIDED for entry in states):
            order = (MailState.RETURNED, MailState.FORWARDED, MailState.ACCEPTED_WITH_REMARKS)
            worst = next((entry for entry in order if entry in states), MailState.ACCEPTED)
            self._database.update(
                "received_file",
                {"id": message.received_id},
                {"state": worst, "decided_by": by, "decided_at": at.isoformat()},
            )

    def park(self, message_id: str, waits_for: str, *, on: date) -> None:
        """Put a message aside until what it depends on is here: the id of a message, or of a bundle."""
        self._set_waiting(message_id, MailState.PARKED, waits_for)
        self._trace.event(message_id, MailState.PARKED, on)

    def to_match(self, message_id: str, *, on: date) -> None:
        """Record that a person has to say whom a message is about."""
        self._set_waiting(message_id, MailState.TO_BE_MATCHED, "")
        self._trace.event(message_id, MailState.TO_BE_MATCHED, on)

    def parked_for(self, waits_for: str) -> tuple[ReceivedMessage, ...]:
        """Return the messages that are put aside until something is here, the oldest first."""
        return self._messages("waits_for = ? AND state = 'parked'", waits_for)

    def parked(self) -> tuple[ReceivedMessage, ...]:
        """Return every message that is put aside, the oldest first; the others are not gone through for it."""
        index = "received_message_by_what_it_waits_for"
        sql = (
            f"SELECT * FROM received_message INDEXED BY {index} WHERE waits_for <> '' AND state = 'parked' ORDER BY row"  # noqa: S608 - a name of the schema
        )
        return tuple(message_of(row) for row in self._database.rows(sql))

    def unpark(self, waits_for: str) -> tuple[ReceivedMessage, ...]:
        """Bring back what was put aside until something is here; return it."""
        ready = self.parked_for(waits_for)
        for message in ready:
            self._set_waiting(message.message_id, MailState.OPENED, "")
        return ready

    def waiting_for_parts(self) -> tuple[ReceivedFile, ...]:
        """Return the files of which further parts have not come, the oldest first."""
        return tuple(
            file_of(row) for row in self._database.rows(f"{_FILE} WHERE state = 'waiting_for_parts' ORDER BY id")
        )

    def supersede(self, message_id: str, by_message: str, *, at: datetime) -> None:
        """Record that its sender put another message in a received one's place."""
        self._stand(message_id, "superseded", by_message, at)

    def invalidate(self, message_id: str, by_message: str, *, at: datetime) -> None:
        """Record that its sender took a received message back."""
        self._stand(message_id, "invalidated", by_message, at)

    def _stand(self, message_id: str, standing: str, by: str, at: datetime) -> None:
        changes = {"standing": standing, "standing_by": by, "standing_at": at.isoformat()}
        self._database.update("received_message", {"message_id": message_id}, changes)
        self._trace.event(message_id, standing, at.date())

    def _set_waiting(self, message_id: str, state: MailState, waits_for: str) -> None:
        changes = {"state": state, "waits_for": waits_for}
        self._database.update("received_message", {"message_id": message_id}, changes)

    def received_up_to(self, office: str) -> int:
        """Return the highest number of an office's bundles below which none is missing, 0 before the first."""
        up_to = 0
        for number in self._sequences(office):
            if number != up_to + 1:
                break
            up_to = number
        return up_to

    def missing(self, office: str) -> tuple[int, ...]:
        """Return the lowest numbers that are missing below the highest one received from an office.

        `MOST_MISSING` at most: an office may give its bundles any number, and no list is made up to it.
        """
        have = self._sequences(office)
        gone, known = range(1, have[-1] if have else 1), set(have)
        return tuple(islice((number for number in gone if number not in known), MOST_MISSING))

    def last_digest(self, office: str, before: int) -> str:
        """Return the digest of the bundle numbered `before - 1`, which the next must name; empty when not here."""
        known = self.at_sequence(office, before - 1)
        return known.digest if known else ""

    def _sequences(self, office: str) -> list[int]:
        which = f"from_office = ? AND outcome IN (?, ?) AND {_COUNTS}"
        sql = f"SELECT DISTINCT sequence FROM received_file WHERE {which} ORDER BY sequence"  # noqa: S608 - as below
        rows = self._database.rows(sql, (office, GOOD, WAITS))
        return [row["sequence"] for row in rows if row["sequence"] is not None]

    def _trace_unread(self, kept: ReceivedFile) -> None:
        """Trace a file that was refused, once: nothing of it can be traced by message."""
        if kept.outcome == GOOD or kept.state is not MailState.QUARANTINED or self._trace.has(kept.file_digest):
            return
        self._trace.received(
            message_id=kept.file_digest,
            bundle_id=kept.bundle_id or "",
            type_code="",
            office=kept.from_office,
            sequence=kept.sequence,
            digest=kept.digest,
            sizes=(kept.size, kept.size),
        )
        day = kept.received_at.date()
        self._trace.event(kept.file_digest, MailState.QUARANTINED, day, code=kept.outcome)

    def _add_messages(self, kept: ReceivedFile, state: MailState, messages: Sequence[ArrivedMessage]) -> None:
        for message in messages:
            match self.seen(message.message_id, message.digest):
                case Seen.ALARM:
                    raise StoreProblem("message_id_reused")
                case Seen.NEW:
                    self._database.insert(
                        "received_message",
                        {
                            "message_id": message.message_id,
                            "received": kept.id,
                            "type": message.type,
                            "digest": message.digest,
                            "data": message.data,
                            "claim_id": None,
                            "state": state,
                            "decided_by": "",
                            "decided_at": None,
                            "remarks": "",
                            "issuer": message.issuer,
                            "signature": message.signature,
                        },
                    )
                    self._trace.received(
                        message_id=message.message_id,
                        bundle_id=kept.bundle_id or "",
                        type_code=message.type,
                        office=kept.from_office,
                        sequence=kept.sequence,
                        digest=message.digest,
                        sizes=(len(message.data), kept.size),
                    )
                    day = kept.received_at.date()
                    self._trace.event(message.message_id, state, day, bundle_id=kept.bundle_id or "")
                case Seen.REPEAT:
                    continue

    def _first(self, condition: str, *values: Value) -> ReceivedFile | None:
        row = self._database.row(f"{_FILE} WHERE {condition} ORDER BY id LIMIT 1", values)
        return file_of(row) if row else None

    def _messages(self, condition: str, *values: Value) -> tuple[ReceivedMessage, ...]:
        sql = f"SELECT * FROM received_message WHERE {condition} ORDER BY row"  # noqa: S608 - conditions of this module only
        return tuple(message_of(row) for row in self._database.rows(sql, values))


def _code_of(state: MailState, remarks: str) -> str:
    """Return the reason for a return; other remarks are words, and words do not go into the trace."""
    return remarks if state is MailState.RETURNED else ""


def _found_out(
    outcome: str,
    state: MailState,
    bundle_id: str | None,
    digest: str,
    previous_digest: str,
    from_office: str,
    sequence: int | None,
) -> dict[str, Value]:
    return {
        "outcome": outcome,
        "state": state,
        "bundle_id": bundle_id,
        "digest": digest,
        "previous_digest": previous_digest,
        "from_office": from_office,
        "sequence": sequence,
    }


def _signed_part(part: int, parts: int, key_id: str, restored_on: date | None) -> dict[str, Value]:
    restored = restored_on.isoformat() if restored_on else None
    return {"part": part, "parts": parts, "key_id": key_id, "restored_on": restored}
