"""Protected cases: who may open them, who did and why, and the veil before the records of those who read the store."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from desktop_app.domain.protection import HOLDS, Protection, RecordedAccess
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.problems import DutyProblem
from desktop_app.store.columns import Row, Value, json_text
from desktop_app.store.database import Database

_NUMBER_OF: Final = "SELECT number FROM claim WHERE id = ?"
_RECORDS_OF: Final = (
    "WITH RECURSIVE same (id) AS"
    " (SELECT ? UNION SELECT joined.id FROM person AS joined JOIN same ON joined.merged_into = same.id)"
    " SELECT person.id, person.row FROM person JOIN same ON person.id = same.id"
)
"""A person and every record that was joined with theirs, before they were protected or after."""

_STANDS_FOR: Final = (
    "WITH RECURSIVE stands (id) AS (SELECT ? UNION SELECT person.merged_into FROM person JOIN stands"
    " ON person.id = stands.id WHERE person.merged_into IS NOT NULL) SELECT id FROM stands"
)
"""A record and those with which it was joined, up to the one that stands for the person."""


def row_named(table: str, row: str) -> str:
    """Return how a kept change names a row by its number, exactly as it stands in the text that is kept."""
    return json_text({"row": row, "table": table})[1:-1]


class Protections:
    """What is protected, and the records of access. Also the veil: see `check`.

    Reading a claim or a person that is protected is refused by the store itself, unless its reader is named and gave a
    reason today. What goes through all records without showing them (what arrives, what is sent, lists that cover the
    names) does so with the veil `lifted`.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._reader = ""
        self._lifted = 0
        self._known: tuple[Protection, ...] | None = None

    def read_by(self, user_id: str) -> None:
        """Say who reads from now on: the id of the signed-in user; empty for nobody in particular, who sees all."""
        self._reader = user_id

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Let everything be read inside: for what shows no name and no number of a protected case."""
        self._lifted += 1
        try:
            yield
        finally:
            self._lifted -= 1

    def look_again(self) -> None:
        """Ask the tables anew what is protected: another connection may have written it."""
        self._known = None

    def in_force(self) -> tuple[Protection, ...]:
        """Return everything that is protected now, in the order in which it was."""
        if self._known is not None:
            return self._known
        rows = self._database.rows("SELECT * FROM protection WHERE ended_at IS NULL ORDER BY id")
        found = tuple(self._protection(row) for row in rows)
        if not self._database.writing:  # an act that fails takes back what it wrote
            self._known = found
        return found

    def about(self, *, claim_id: str = "", person_id: str = "") -> tuple[Protection, ...]:
        """Return what protects a claim or its person; a record joined with a protected one is that person's too."""
        kept = self.in_force()
        same = {person_id} - {""}
        if person_id and any(each.person_id for each in kept):
            same |= {str(row["id"]) for row in self._database.rows(_STANDS_FOR, (person_id,))}
        return tuple(each for each in kept if (claim_id and each.claim_id == claim_id) or each.person_id in same)

    def add(self, *, claim_id: str = "", person_id: str = "", reason: str, by: str, named: Iterable[str]) -> int:
        """Protect a claim or a person; return the number of the protection."""
        told: dict[str, Value] = {
            "claim_id": claim_id or None,
            "person_id": person_id or None,
            "reason": reason,
            "set_by": by,
            "set_at": self._clock.now().isoformat(),
        }
        number = self._database.insert("protection", told)
        for user in sorted(set(named)):
            self._database.insert("protection_named", {"protection_id": number, "user_id": user})
        self._known = None
        return number

    def end(self, number: int, *, by: str, reason: str) -> None:
        """End a protection. Raises `StoreProblem("record_missing")`."""
        ended: dict[str, Value] = {"ended_by": by, "ended_at": self._clock.now().isoformat(), "end_reason": reason}
        self._database.update("protection", {"id": number}, ended)
        self._known = None

    def record_access(self, number: int, user_id: str, reason: str) -> None:
        """Keep that a person opens what is protected, and why."""
        at = self._clock.now().isoformat()
        told: dict[str, Value] = {"protection_id": number, "user_id": user_id, "at": at, "reason": reason}
        self._database.insert("recorded_access", told)

    def accesses(self, *, claim_id: str = "", person_id: str = "") -> tuple[RecordedAccess, ...]:
        """Return who opened a claim or a person that is or was protected, the newest first."""
        rows = self._database.rows(
            "SELECT a.* FROM recorded_access a JOIN protection p ON p.id = a.protection_id"
            " WHERE p.claim_id = ? OR p.person_id = ? ORDER BY a.id DESC",
            (claim_id, person_id),
        )
        return tuple(
            RecordedAccess(user=row["user_id"], at=datetime.fromisoformat(row["at"]), reason=row["reason"])
            for row in rows
        )

    def hides(self, *, claim_id: str = "", person_id: str = "") -> bool:
        """Tell whether a claim or a person is protected from who reads; the veil being lifted changes nothing."""
        if not self._reader:
            return False
        return any(self._reader not in each.named for each in self.about(claim_id=claim_id, person_id=person_id))

    def hidden_claims(self) -> frozenset[str]:
        """Return the ids of all claims that are protected from who reads."""
        kept = [each for each in self.in_force() if self._reader and self._reader not in each.named]
        found = {each.claim_id for each in kept if each.claim_id}
        for each in kept:
            for person_id in self._records_of(each.person_id):
                rows = self._database.rows("SELECT id FROM claim WHERE person_id = ?", (person_id,))
                found.update(str(row["id"]) for row in rows)
        return frozenset(found)

    def hidden_persons(self) -> frozenset[str]:
        """Return the ids of all persons that are protected, with every claim of theirs, from who reads."""
        kept = (each for each in self.in_force() if self._reader and self._reader not in each.named)
        return frozenset(joined for each in kept for joined in self._records_of(each.person_id))

    def _records_of(self, person_id: str) -> tuple[str, ...]:
        """Return a person and all records joined with theirs, by their ids; nobody for an empty id."""
        return tuple(str(row["id"]) for row in self._database.rows(_RECORDS_OF, (person_id,))) if person_id else ()

    def hidden_words(self) -> frozenset[str]:
        """Return by what the journal would name what is protected from who reads.

        Ids and numbers of claims, ids of persons and of records joined with theirs, and their rows as `row_named` has
        them; nothing where nothing is hidden.
        """
        kept = [each for each in self.in_force() if self._reader and self._reader not in each.named]
        if not kept:
            return frozenset()
        claims = self.hidden_claims()
        found = set(claims)
        for claim_id in claims:
            found.update(str(row["number"]) for row in self._database.rows(_NUMBER_OF, (claim_id,)) if row["number"])
        for person_id in {each.person_id for each in kept if each.person_id}:
            for row in self._database.rows(_RECORDS_OF, (person_id,)):
                found |= {str(row["id"]), row_named("person", str(row["row"]))}
        return frozenset(found)

    def check(self, *, claim_id: str = "", person_id: str = "") -> None:
        """Refuse to read what is protected.

        Raises `DutyProblem`: `case_protected` for who is not named, `case_reason_needed` for a named person who gave no
        reason within `HOLDS`.
        """
        if self._lifted or not self._reader or not self.in_force():
            return
        found = self.about(claim_id=claim_id, person_id=person_id)
        if any(self._reader not in each.named for each in found):
            raise DutyProblem("case_protected")
        if any(not self._opened(each.id) for each in found):
            raise DutyProblem("case_reason_needed")

    def _opened(self, number: int) -> bool:
        now = self._clock.now()
        sql = "SELECT at FROM recorded_access WHERE protection_id = ? AND user_id = ? ORDER BY id DESC LIMIT 1"
        row = self._database.row(sql, (number, self._reader))
        return row is not None and now - HOLDS < datetime.fromisoformat(row["at"]) <= now

    def _protection(self, row: Row) -> Protection:
        named = self._database.rows("SELECT user_id FROM protection_named WHERE protection_id = ?", (row["id"],))
        return Protection(
            id=row["id"],
            person_id=row["person_id"] or "",
            claim_id=row["claim_id"] or "",
            reason=row["reason"],
            set_by=row["set_by"],
            set_at=datetime.fromisoformat(row["set_at"]),
            named=frozenset(str(each["user_id"]) for each in named),
        )
