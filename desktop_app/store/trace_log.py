"""The trace log: one line a message, and the day of each of its states; no personal data (exchange rules, 6).

Written by the parts of the store that change a state, never by anyone else. Nothing in it refers to a case or a person,
so it is kept longer than the cases, and statistics are made from it alone.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.store.columns import Row, Value, sha256
from desktop_app.store.database import Database

_CODE: Final = re.compile(r"[a-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceEvent:
    """That a message, or what it asked for, came into a state on a day.

    `kind` and `office` are filled for a state of an answer that is owed: its kind, and the office that owes it. `code`
    is a result or reason; `channel` is `mail`, `stick`, `paper`, or empty.
    """

    on_day: date
    state: str
    kind: str
    office: str
    channel: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLine:
    """A message that left or came: `direction` is `sent` or `received`, sizes are bytes.

    `message_id` is the digest and `type` empty for a file that could not be read.
    """

    message_id: str
    direction: str
    bundle_id: str
    type: str
    sender: str
    recipient: str
    sequence: int | None
    digest: str
    size: int
    bundle_size: int
    events: tuple[TraceEvent, ...]

    @property
    def channel(self) -> str:
        """How it travelled, as far as it is known."""
        return next((event.channel for event in self.events if event.channel and not event.kind), "")

    @property
    def result(self) -> str:
        """The last code that was given for it, empty for none."""
        return next((event.code for event in reversed(self.events) if event.code and not event.kind), "")

    def day_of(self, state: str) -> date | None:
        """Return the first day of a state of the message itself, None where it never was in it."""
        return next((event.on_day for event in self.events if event.state == state and not event.kind), None)


class TraceLog:
    """Reads and, for the store alone, writes the trace log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sent(
        self,
        *,
        message_id: str,
        bundle_id: str,
        type_code: str,
        office: str,
        sequence: int,
        data: bytes,
        bundle_size: int,
    ) -> None:
        """Add the line of a message that is sealed for an office."""
        self._line(
            message_id=message_id,
            direction="sent",
            bundle_id=bundle_id,
            type_code=type_code,
            sender=self._own(),
            recipient=office,
            sequence=sequence,
            digest=sha256(data),
            sizes=(len(data), bundle_size),
        )

    def received(
        self,
        *,
        message_id: str,
        bundle_id: str,
        type_code: str,
        office: str,
        sequence: int | None,
        digest: str,
        sizes: tuple[int, int],
    ) -> None:
        """Add the line of a message that came, or of a file that could not be read; `sizes` are its and its file's."""
        self._line(
            message_id=message_id,
            direction="received",
            bundle_id=bundle_id,
            type_code=type_code,
            sender=office,
            recipient=self._own(),
            sequence=sequence,
            digest=digest,
            sizes=sizes,
        )

    def event(
        self, message_id: str, state: str, on: date, *, bundle_id: str = "", channel: str = "", code: str = ""
    ) -> None:
        """Add a state of a message. What is no code, a remark in words for one, is left out."""
        self._event(message_id, state, on, bundle_id=bundle_id, kind="", office="", channel=channel, code=code)

    def owed(
        self, message_id: str, state: str, on: date, *, kind: str, office: str, channel: str = "", code: str = ""
    ) -> None:
        """Add a state of the answer that a message asked for, owed by an office."""
        self._event(message_id, state, on, bundle_id="", kind=kind, office=office, channel=channel, code=code)

    def has(self, message_id: str) -> bool:
        """Tell whether a message, or a file by its digest, has a line."""
        return bool(self._database.number("SELECT count(*) FROM trace_line WHERE message_id = ?", (message_id,)))

    def lines(self, *, office: str = "") -> tuple[TraceLine, ...]:
        """Return the lines in the order in which they were written, of all offices or of one."""
        events = self._events_by_message()
        sql = "SELECT * FROM trace_line WHERE ? IN ('', sender, recipient) ORDER BY row"
        return tuple(_trace_line(row, events) for row in self._database.rows(sql, (office,)))

    def of_message(self, message_id: str) -> tuple[TraceEvent, ...]:
        """Return what became of a message and of what it asked for, in order."""
        sql = "SELECT * FROM trace_event WHERE message_id = ? ORDER BY row"
        return tuple(_trace_event(row) for row in self._database.rows(sql, (message_id,)))

    def questions(self) -> dict[str, tuple[TraceEvent, ...]]:
        """Return what became of everything that was asked: events with a kind, by the id of the message that asked."""
        found: dict[str, list[TraceEvent]] = {}
        for row in self._database.rows("SELECT * FROM trace_event WHERE kind <> '' ORDER BY row"):
            found.setdefault(row["message_id"], []).append(_trace_event(row))
        return {message_id: tuple(events) for message_id, events in found.items()}

    def _events_by_message(self) -> dict[str, list[TraceEvent]]:
        found: dict[str, list[TraceEvent]] = {}
        for row in self._database.rows("SELECT * FROM trace_event ORDER BY row"):
            found.setdefault(row["message_id"], []).append(_trace_event(row))
        return found

    def _line(
        self,
        *,
        message_id: str,
        direction: str,
        bundle_id: str,
        type_code: str,
        sender: str,
        recipient: str,
        sequence: int | None,
        digest: str,
        sizes: tuple[int, int],
    ) -> None:
        record: dict[str, Value] = {
            "message_id": message_id,
            "direction": direction,
            "bundle_id": bundle_id,
            "type": type_code,
            "sender": sender,
            "recipient": recipient,
            "sequence": sequence,
            "digest": digest,
            "size": sizes[0],
            "bundle_size": sizes[1],
        }
        self._database.insert("trace_line", record)

    def _event(
        self, message_id: str, state: str, on: date, *, bundle_id: str, kind: str, office: str, channel: str, code: str
    ) -> None:
        record: dict[str, Value] = {
            "message_id": message_id,
            "bundle_id": bundle_id,
            "on_day": on.isoformat(),
            "state": state,
            "kind": kind,
            "office": office,
            "channel": _code(channel),
            "code": _code(code),
        }
        self._database.insert("trace_event", record)

    def _own(self) -> str:
        row = self._database.row("SELECT code FROM office WHERE own = 1")
        return str(row["code"]) if row else ""


def _code(text: str) -> str:
    return text if _CODE.fullmatch(text) else ""


def _trace_event(row: Row) -> TraceEvent:
    return TraceEvent(
        on_day=date.fromisoformat(row["on_day"]),
        state=row["state"],
        kind=row["kind"],
        office=row["office"],
        channel=row["channel"],
        code=row["code"],
    )


def _trace_line(row: Row, events: dict[str, list[TraceEvent]]) -> TraceLine:
    return TraceLine(
        message_id=row["message_id"],
        direction=row["direction"],
        bundle_id=row["bundle_id"],
        type=row["type"],
        sender=row["sender"],
        recipient=row["recipient"],
        sequence=row["sequence"],
        digest=row["digest"],
        size=row["size"],
        bundle_size=row["bundle_size"],
        events=tuple(events.get(row["message_id"], ())),
    )
