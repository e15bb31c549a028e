"""What has to be destroyed: the bytes of a message, and of the files it came in, go for good; their digests stay.

It is the one act that goes through the guards, for what should never have come: a message about a wrong person, or for
another office. SQLite overwrites what is removed (`secure_delete`); `Store.forget` clears the write-ahead log after it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from desktop_app.store.changes import forget_changes
from desktop_app.store.columns import Value, folded_words, json_text, present
from desktop_app.store.database import Database
from desktop_app.store.guards import lifted
from desktop_app.store.trace_log import TraceLog
from desktop_app.store.words import drop_file_names, overwrite_words

DESTROYED: Final = "destroyed"
"""The state of a message, or of a file, of which nothing is left."""

VERB: Final = "message_destroyed"
"""The journal line without which empty bytes are damage: about the message, with the ids of its files."""

BLANK_DAY: Final = "0001-01-01"
"""The birth date of nobody: what was certified of them was destroyed."""

_BLANK_CERTIFICATE: Final[Mapping[str, Value]] = {
    "person_surname": "",
    "person_forenames": "",
    "person_birth_date": BLANK_DAY,
    "insurance_number": "",
    "unposted": "[]",
    "remarks": "",
    "insured_now": None,
    "last_contribution": None,
    "other_states": "[]",
    "conversion": "",
    "conversion_rule": "",
    "remark_codes": "[]",
    "stated_totals": "[]",
    "stated_weeks": 0,
    "stated_earnings_minor": 0,
}


class Destruction:
    """Destroys what was received; to be called inside the act that enters who did it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def message(self, message_id: str, *, on: date) -> None:
        """Remove a message's bytes and its own signature; what it is and its digest stay, and the day in the trace."""
        self._database.run("PRAGMA secure_delete = ON")
        forget_changes(self._database, message_id)
        with lifted(self._database.tables, ("received_message",)):
            self._database.update(
                "received_message",
                {"message_id": message_id},
                {"data": b"", "signature": b"", "state": DESTROYED, "waits_for": ""},
            )
        TraceLog(self._database).event(message_id, DESTROYED, on)

    def files(self, received_ids: Iterable[int]) -> None:
        """Remove the bytes and names of files; one all of whose messages are destroyed is told as destroyed."""
        numbers = tuple(received_ids)
        with lifted(self._database.tables, ("received_file",)):
            for number in numbers:
                self._database.update("received_file", {"id": number}, {"raw": b"", "file_name": ""})
                sql = "SELECT count(*) FROM received_message WHERE received = ? AND state <> ?"
                if not self._database.number(sql, (number, DESTROYED)):
                    self._database.update("received_file", {"id": number}, {"state": DESTROYED})
        drop_file_names(self._database, numbers)
        overwrite_words(self._database)

    def certificate(self, claim_id: str, *, office: str, number: str, version: int) -> int:
        """Remove whom a kept certificate is about and all of its rows; return how many rows there were."""
        sql = "SELECT row FROM certificate WHERE claim_id = ? AND office = ? AND number = ? AND version = ?"
        found = self._database.row(sql, (claim_id, office, number, version))
        if found is None:
            return 0
        row = present(found, "certificate")["row"]
        rows = self._database.number("SELECT count(*) FROM certified_period WHERE certificate = ?", (row,))
        forget_changes(self._database, claim_id, json_text("certificate"), json_text(number))
        with lifted(self._database.tables, ("certificate", "certified_period")):
            self._database.run("DELETE FROM certified_period WHERE certificate = ?", (row,))
            self._database.update("certificate", {"row": row}, dict(_BLANK_CERTIFICATE))
        return rows

    def names(self, *gone: str) -> None:
        """Take the words of names that were blanked out of what people are found by, unless others bear them."""
        self._database.run("INSERT INTO person_words (person_words) VALUES ('optimize')")
        if self._database.row("SELECT 1 FROM sqlite_master WHERE name = 'name_term'") is None:
            return
        for term in {word for name in gone for word in folded_words(name).split()}:
            for table in ("name_term", "name_sound"):
                sql = f"DELETE FROM {table} WHERE term = ? AND term NOT IN (SELECT term FROM person_vocabulary)"  # noqa: S608 - the two above
                self._database.run(sql, (term,))

    def overwrites(self) -> bool:
        """Tell whether SQLite overwrites what is removed."""
        return bool(self._database.number("PRAGMA secure_delete"))
