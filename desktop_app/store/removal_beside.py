"""What belongs to no claim and whose time is over: persons without one, and messages of no case.

Found by what the tables say of them, never by going through every record while nothing can be old enough; blanked as
the records of a claim are, by the act that enters who decided it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.store.changes import forget_changes
from desktop_app.store.columns import Value, json_text, read_day
from desktop_app.store.database import Database
from desktop_app.store.destruction import BLANK_DAY, DESTROYED
from desktop_app.store.guards import lifted
from desktop_app.store.obligations_kept import OWED
from desktop_app.store.words import drop_file_names, overwrite_words

PERSON_VERB: Final = "person_removed"
"""The journal line of a person who was removed without a claim: about the person."""

MESSAGE_VERB: Final = "message_removed"
"""The journal line without which the blank bytes of a message of no case are damage: about the message."""

_PERSONS: Final = (
    "SELECT person.row, person.id, person.death_date FROM person WHERE merged_into IS NULL AND birth_date <> ?"
    " AND (person.death_date <= ? OR person.death_date IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM own_record WHERE own_record.person_id = person.id))"
    " AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.person_id = person.id AND removed_at IS NULL)"
    " AND person.row > ? ORDER BY person.row LIMIT ?"
)
_TOUCHED: Final = (
    "SELECT max(day) AS day FROM (SELECT substr(max(at), 1, 10) AS day FROM journal WHERE about = ?"
    " UNION ALL SELECT substr(max(made_at), 1, 10) FROM record_import WHERE id IN"
    " (SELECT import_id FROM own_record WHERE person_id = ?)"
    " UNION ALL SELECT substr(max(removed_at), 1, 10) FROM claim WHERE person_id = ?)"
)
# Types of messages on which rests what is trusted here say nothing of an insured person: they stay.
_CAME: Final = (
    "SELECT message_id, type, from_office AS office, substr(message.decided_at, 1, 10) AS day"
    " FROM received_message AS message JOIN received_file AS file ON file.id = message.received"
    " WHERE claim_id IS NULL AND message.state IN ('accepted', 'accepted_with_remarks', 'returned', 'forwarded')"
    " AND type NOT IN ('key_notice', 'directory', 'rule_pack')"
    " AND length(data) > 0 AND message.decided_at IS NOT NULL {one} ORDER BY message.row"
)
_LEFT: Final = (
    "SELECT message_id, type, office, substr(state_at, 1, 10) AS day FROM outbox_message"
    " WHERE claim_id IS NULL AND state <> 'waiting' AND type NOT IN ('key_notice', 'directory', 'rule_pack')"
    " AND length(data) > 0 {one} ORDER BY row"
)
_STILL_ASKED: Final = (
    "SELECT 1 FROM obligation WHERE asked_message_id = ? AND {owed}"
    " UNION ALL SELECT 1 FROM obligation_event JOIN obligation ON obligation.id = obligation_event.obligation_id"
    " WHERE message_id = ? AND {owed} LIMIT 1"
)
_BLANKED: Final = (
    (
        "UPDATE received_message SET data = x'', signature = x'', remarks = '', waits_for = '', state = 'destroyed'"
        " WHERE message_id = ?"
    ),
    "UPDATE outbox_message SET data = x'', remarks = '' WHERE message_id = ?",
    "UPDATE waiting_document SET summary = '' WHERE message_id = ?",
)
_FILE_LEFT: Final = (
    "SELECT received_file.id AS id FROM received_file JOIN received_message AS one ON one.received = received_file.id"
    " WHERE one.message_id = ? AND NOT EXISTS (SELECT 1 FROM received_message AS other"
    " WHERE other.received = received_file.id AND other.state <> 'destroyed')"
)
_BUNDLE_LEFT: Final = (
    "UPDATE {table} SET data = x'' WHERE bundle_id IN"
    " (SELECT bundle_id FROM outbox_message WHERE message_id = ? AND bundle_id IS NOT NULL) AND NOT EXISTS"
    " (SELECT 1 FROM outbox_message AS other WHERE other.bundle_id = {table}.bundle_id AND other.data <> x'')"
)
_AT_ONCE: Final = 500
_GUARDED: Final = (
    "received_message",
    "received_file",
    "outbox_message",
    "sent_bundle",
    "sent_part",
    "waiting_document",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBeside:
    """A person of no claim: the day of their death, None while none is known."""

    person_id: str
    death_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageBeside:
    """A message of no case, received or sent: its type, the other office, and the day it was decided or left."""

    message_id: str
    type: str
    office: str
    day: date


class RemovalBeside:
    """Finds and blanks what belongs to no claim."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begun_on(self) -> date | None:
        """Return the day of the first line of the journal: nothing here was touched before it; None for no line."""
        row = self._database.row("SELECT substr(at, 1, 10) AS day FROM journal ORDER BY id LIMIT 1")
        return read_day(row["day"]) if row else None

    def persons_beside(self, dead_by: date) -> Iterator[PersonBeside]:
        """Yield who has no claim: the dead of whom it was told by a day, and the living without contributions here."""
        last = 0
        while rows := self._database.rows(_PERSONS, (BLANK_DAY, dead_by.isoformat(), last, _AT_ONCE)):
            for row in rows:
                yield PersonBeside(person_id=row["id"], death_date=read_day(row["death_date"]))
            last = int(rows[-1]["row"])

    def touched_on(self, person_id: str) -> date | None:
        """Return when a record of a person was last entered, changed, brought in or taken a claim from."""
        row = self._database.row(_TOUCHED, (person_id, person_id, person_id))
        return read_day(row["day"]) if row else None

    def messages_beside(self) -> tuple[MessageBeside, ...]:
        """Return the messages of no case of which something is left, received ones first, each the oldest first."""
        return tuple(_message(row) for sql in (_CAME, _LEFT) for row in self._database.rows(sql.format(one="")))

    def message_beside(self, message_id: str) -> MessageBeside | None:
        """Return one of them, None where it is none."""
        for sql, named in ((_CAME, "message.message_id"), (_LEFT, "message_id")):
            if row := self._database.row(sql.format(one=f"AND {named} = ?"), (message_id,)):
                return _message(row)
        return None

    def still_asked(self, message_id: str) -> bool:
        """Tell whether something is still owed that a message asked for, or that it said something about."""
        return self._database.row(_STILL_ASKED.format(owed=OWED), (message_id, message_id)) is not None

    def forget_person(self, person_id: str) -> None:
        """Empty what the journal keeps of a person's record, before it is blanked."""
        self._database.run("PRAGMA secure_delete = ON")
        forget_changes(self._database, person_id)

    def message(self, message_id: str) -> tuple[int, ...]:
        """Blank a message of no case, and the file or bundle of which nothing else is left; return the files' ids."""
        self._database.run("PRAGMA secure_delete = ON")
        forget_changes(self._database, message_id)
        with lifted(self._database.tables, _GUARDED):
            for sql in _BLANKED:
                self._database.run(sql, (message_id,))
            emptied = tuple(int(row["id"]) for row in self._database.rows(_FILE_LEFT, (message_id,)))
            for number in emptied:
                forget_changes(self._database, f'"row":{json_text(str(number))},"table":"received_file"')
                blank: dict[str, Value] = {"raw": b"", "file_name": "", "remarks": "", "state": DESTROYED}
                self._database.update("received_file", {"id": number}, blank)
            for table in ("sent_bundle", "sent_part"):
                self._database.run(_BUNDLE_LEFT.format(table=table), (message_id,))
        drop_file_names(self._database, emptied)
        overwrite_words(self._database)
        return emptied


def _message(row: dict[str, str]) -> MessageBeside:
    day = read_day(row["day"])
    return MessageBeside(message_id=row["message_id"], type=row["type"], office=row["office"], day=day or date.min)
