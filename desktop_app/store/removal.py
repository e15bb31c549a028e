"""Records whose time is over: what says who they were about goes for good; numbers, codes and digests stay.

Rows stay where they are, blank, so that a row that is missing is still damage. The act that removes them writes a line
for each claim into the journal, and the record of the removal. SQLite overwrites what is removed (`secure_delete`);
`Store.forget` clears the write-ahead log after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from desktop_app.store.changes import forget_changes
from desktop_app.store.columns import Row, read_day
from desktop_app.store.database import Database
from desktop_app.store.destruction import BLANK_DAY, DESTROYED
from desktop_app.store.guards import lifted

VERB: Final = "claim_removed"
"""The journal line without which blank bytes of a claim are damage: about the claim."""

FILE_VERB: Final = "file_removed"
"""The same of a refused file: about its number."""

_GONE: Final = (
    "claim_detail",
    "claim_survivor",
    "claim_disablement",
    "claim_reference",
    "stated_period",
)
"""Tables of which a claim's rows are removed: nothing refers to them, and no counter would show a hole."""

_BLANKED: Final = (
    ("calculation", "result = '', case_json = '', worksheet = x''"),
    ("case_decision", "body = x''"),
    ("paper_certificate", "body = '', signed_by = ''"),
    ("officer_decision", "reason = ''"),
    ("case_participant", "reason = ''"),
    ("document", "file_name = '', data = x''"),
    ("attachment", "name = '', data = x'', original = NULL"),
    ("law_answer", "answers = '', outcome = '', note = ''"),
    ("outbox_message", "data = x'', remarks = ''"),
    (
        "certificate",
        (
            f"person_surname = '', person_forenames = '', person_birth_date = '{BLANK_DAY}', insurance_number = '',"
            " unposted = '[]', remarks = '', insured_now = NULL, last_contribution = NULL, other_states = '[]',"
            " conversion = ''"
        ),
    ),
    ("protection", "reason = '', end_reason = ''"),
)
"""Tables of which a claim's rows stay without what says whom they are about."""

_GUARDED: Final = (
    *(table for table, _blank in _BLANKED),
    "certified_period",
    "received_message",
    "received_file",
    "sent_bundle",
    "sent_part",
    "proposal",
    "obligation_event",
    "recorded_access",
    "waiting_document",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRemoval:
    """The record of one removal: which kind, decided by which proposal, how many records, and their references.

    `references` are claims' numbers, or digests of files: nothing that says who they were about.
    """

    proposal_id: str
    kind: str
    removed_at: datetime
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptHold:
    """That a claim is kept longer than its time: by whom, since when, why, and until when it is looked at again."""

    claim_id: str
    reason: str
    held_by: str
    held_at: datetime
    until: date | None


class Removal:
    """Removes records inside the act that enters who decided it; and keeps what was removed and what is held."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, claim_id: str, at: datetime) -> None:
        """Remove what says whom a claim is about; the claim is not found any more."""
        self._database.run("PRAGMA secure_delete = ON")
        forget_changes(self._database, claim_id)
        of_it = (claim_id,)
        with lifted(self._database.tables, _GUARDED):
            messages = "SELECT message_id FROM outbox_message WHERE claim_id = ?"
            subject = f"subject = ? OR subject IN ({messages})"
            sql = f"UPDATE proposal SET payload = '{{}}', reason = '' WHERE {subject}"  # noqa: S608 - own words
            self._database.run(sql, (claim_id, claim_id))
            for table in _GONE:
                self._database.delete(table, {"claim_id": claim_id})
            self._database.run(
                "DELETE FROM certified_period WHERE certificate IN (SELECT row FROM certificate WHERE claim_id = ?)",
                of_it,
            )
            for table, blank in _BLANKED:
                self._database.run(f"UPDATE {table} SET {blank} WHERE claim_id = ?", of_it)  # noqa: S608 - own words
            self._obligations(claim_id)
            self._messages(claim_id)
            self._bundles(claim_id)
        self._database.run("DELETE FROM draft WHERE claim_id = ? OR instr(key, ?) > 0", (claim_id, claim_id))
        self._database.run(
            "UPDATE claim SET removed_at = ?, folded = '', claimant = '', applicant = '', particulars = '{}',"
            " filing_proof = '', due_on = NULL WHERE id = ?",
            (at.isoformat(), claim_id),
        )

    def _obligations(self, claim_id: str) -> None:
        """Take the words of what was owed; kinds, offices and days stay, which tell how long offices take."""
        owed = "SELECT id FROM obligation WHERE claim_id = ?"
        self._database.run("UPDATE obligation SET reason = '' WHERE claim_id = ?", (claim_id,))
        self._database.run(f"UPDATE obligation_event SET reason = '' WHERE obligation_id IN ({owed})", (claim_id,))  # noqa: S608 - own words
        seen = "SELECT id FROM protection WHERE claim_id = ?"
        self._database.run(f"UPDATE recorded_access SET reason = '' WHERE protection_id IN ({seen})", (claim_id,))  # noqa: S608 - own words

    def _messages(self, claim_id: str) -> None:
        """Take the bytes of received messages, and of files of which no message is left."""
        received = "SELECT received FROM received_message WHERE claim_id = ?"
        self._database.run(
            "UPDATE received_message SET data = x'', signature = x'', remarks = '', waits_for = '', state = ?"
            " WHERE claim_id = ?",
            (DESTROYED, claim_id),
        )
        left = "SELECT 1 FROM received_message AS other WHERE other.received = received_file.id AND other.state <> ?"
        self._database.run(
            "UPDATE received_file SET raw = x'', file_name = '', remarks = '', state = ?"  # noqa: S608 - own words
            f" WHERE id IN ({received}) AND NOT EXISTS ({left})",
            (DESTROYED, claim_id, DESTROYED),
        )

    def _bundles(self, claim_id: str) -> None:
        """Take the bytes of sealed bundles of which no message is left."""
        sealed = "SELECT bundle_id FROM outbox_message WHERE claim_id = ? AND bundle_id IS NOT NULL"
        left = "SELECT 1 FROM outbox_message AS other WHERE other.bundle_id = {table}.bundle_id AND other.data <> x''"
        for table in ("sent_bundle", "sent_part"):
            none_left = left.format(table=table)
            self._database.run(
                f"UPDATE {table} SET data = x'' WHERE bundle_id IN ({sealed}) AND NOT EXISTS ({none_left})",  # noqa: S608 - own words
                (claim_id,),
            )

    def file(self, received_id: int) -> None:
        """Remove the bytes and the name of a file that was refused."""
        self._database.run("PRAGMA secure_delete = ON")
        with lifted(self._database.tables, ("received_file",)):
            self._database.update(
                "received_file", {"id": received_id}, {"raw": b"", "file_name": "", "remarks": "", "state": DESTROYED}
            )

    def persons_left(self, claim_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the persons of removed claims of whom nothing else is kept: no claim, no record, no other's record."""
        ids = tuple(claim_ids)
        marks = ", ".join("?" * len(ids))
        others = [
            "SELECT 1 FROM claim AS other WHERE other.person_id = person.id AND other.removed_at IS NULL",
            "SELECT 1 FROM person AS joined WHERE joined.merged_into = person.id",
            "SELECT 1 FROM person_relation AS named WHERE named.other_id = person.id",
        ]
        if self._database.row("SELECT 1 FROM sqlite_master WHERE name = 'own_record'") is not None:
            others.append("SELECT 1 FROM own_record AS record WHERE record.person_id = person.id")
        nothing = " AND ".join(f"NOT EXISTS ({other})" for other in others)
        sql = f"SELECT id FROM person WHERE id IN (SELECT person_id FROM claim WHERE id IN ({marks})) AND {nothing}"  # noqa: S608 - marks
        return tuple(str(row["id"]) for row in self._database.rows(f"{sql} ORDER BY row", ids))

    def note(self, removal: KeptRemoval) -> None:
        """Keep the record of a removal."""
        self._database.insert(
            "removal",
            {
                "proposal_id": removal.proposal_id,
                "kind": removal.kind,
                "removed_at": removal.removed_at.isoformat(),
            },
        )
        for reference in removal.references:
            self._database.insert("removed_record", {"proposal_id": removal.proposal_id, "reference": reference})

    def all(self) -> tuple[KeptRemoval, ...]:
        """Return the records of every removal, the newest first."""
        return tuple(self._removal(row) for row in self._database.rows("SELECT * FROM removal ORDER BY row DESC"))

    def hold(self, hold: KeptHold) -> None:
        """Keep a claim longer, or change why and until when."""
        self._database.put(
            "claim_hold",
            {
                "claim_id": hold.claim_id,
                "reason": hold.reason,
                "held_by": hold.held_by,
                "held_at": hold.held_at.isoformat(),
                "until": hold.until.isoformat() if hold.until else None,
            },
        )

    def let_go(self, claim_id: str) -> None:
        """Hold a claim no longer."""
        self._database.delete("claim_hold", {"claim_id": claim_id})

    def held(self, claim_id: str) -> KeptHold | None:
        """Return why a claim is kept longer, None where it is not."""
        row = self._database.row("SELECT * FROM claim_hold WHERE claim_id = ?", (claim_id,))
        return _hold(row) if row else None

    def holds(self) -> tuple[KeptHold, ...]:
        """Return every claim that is kept longer, the longest held first."""
        return tuple(_hold(row) for row in self._database.rows("SELECT * FROM claim_hold ORDER BY held_at, claim_id"))

    def _removal(self, row: Row) -> KeptRemoval:
        sql = "SELECT reference FROM removed_record WHERE proposal_id = ? ORDER BY row"
        found = self._database.rows(sql, (row["proposal_id"],))
        return KeptRemoval(
            proposal_id=row["proposal_id"],
            kind=row["kind"],
            removed_at=datetime.fromisoformat(row["removed_at"]),
            references=tuple(str(entry["reference"]) for entry in found),
        )


def _hold(row: Row) -> KeptHold:
    return KeptHold(
        claim_id=row["claim_id"],
        reason=row["reason"],
        held_by=row["held_by"],
        held_at=datetime.fromisoformat(row["held_at"]),
        until=read_day(row["until"]),
    )
