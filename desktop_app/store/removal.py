"""Records whose time is over: what says who they were about goes for good; numbers, codes and digests stay.

Rows stay where they are, blank, so that a row that is missing is still damage. The act that removes them writes a line
for each claim into the journal, and the record of the removal. SQLite overwrites what is removed (`secure_delete`);
`Store.forget` clears the write-ahead log after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from desktop_app.domain.retention import StaysFor
from desktop_app.store.changes import forget_changes
from desktop_app.store.columns import Row, json_text, read_day
from desktop_app.store.destruction import BLANK_DAY, DESTROYED
from desktop_app.store.guards import lifted
from desktop_app.store.imports import EVERYONE
from desktop_app.store.obligations_kept import OWED
from desktop_app.store.persons import standing
from desktop_app.store.removal_beside import RemovalBeside
from desktop_app.store.words import drop_file_names, overwrite_words

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
    "claim_hold",
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

_BLANKED_OF_PERSON: Final = (
    ("law_answer", "answers = '', outcome = '', note = ''"),
    ("protection", "reason = '', end_reason = ''"),
    ("obligation", "reason = ''"),
)
"""The same of what is about a person and no claim of theirs."""

_NEEDED: Final = (
    (
        StaysFor.CLAIM,
        "claim",
        "SELECT 1 FROM claim WHERE person_id IN ({marks}) AND removed_at IS NULL",
    ),
    (
        StaysFor.DECEASED,
        "person_relation",
        (
            "SELECT 1 FROM person_relation AS named JOIN claim ON claim.person_id = named.person_id"
            " WHERE named.kind = 'deceased' AND claim.removed_at IS NULL AND named.other_id IN ({marks})"
        ),
    ),
    (
        StaysFor.DRAFT,
        "draft",
        "SELECT 1 FROM draft WHERE json_extract(form, '$.person') IN ({marks})",
    ),
    (
        StaysFor.ANSWER,
        "obligation",
        f"SELECT 1 FROM obligation WHERE person_id IN ({{marks}}) AND {OWED}",  # noqa: S608 - a condition of the store
    ),
    (
        StaysFor.CONTRIBUTIONS,
        "own_record",
        (
            "SELECT 1 FROM own_record JOIN person ON person.id = own_record.person_id WHERE own_record.person_id"
            " IN ({marks}) AND NOT EXISTS (SELECT 1 FROM person AS dead WHERE dead.death_date IS NOT NULL"
            " AND (dead.id = person.id OR dead.id = person.merged_into OR dead.merged_into = person.id))"
        ),
    ),
)
"""For what a person's records stay: the table it is asked of, and the question."""

_GUARDED: Final = (
    *(table for table, _blank in _BLANKED),
    "certified_period",
    "received_message",
    "received_file",
    "sent_bundle",
    "sent_part",
    "proposal",
    "obligation",
    "obligation_event",
    "proposal_event",
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


class Removal(RemovalBeside):
    """Removes records inside the act that enters who decided it; and keeps what was removed and what is held."""

    def claim(self, claim_id: str, at: datetime) -> None:
        """Remove what says whom a claim is about; the claim is not found any more."""
        self._database.run("PRAGMA secure_delete = ON")
        forget_changes(self._database, claim_id)
        of_it = (claim_id,)
        received = "SELECT message_id FROM received_message WHERE claim_id = ?"
        self._forget_rows("waiting_document", f"message_id IN ({received})", claim_id)
        with lifted(self._database.tables, _GUARDED):
            messages = "SELECT message_id FROM outbox_message WHERE claim_id = ?"
            subject = f"subject = ? OR subject IN ({messages})"
            said = f"SELECT id FROM proposal WHERE {subject}"  # noqa: S608 - own words
            for sql in (
                f"UPDATE proposal_event SET remark = '' WHERE proposal_id IN ({said})",  # noqa: S608 - own words
                f"UPDATE proposal SET payload = '{{}}', reason = '', decision_remark = '' WHERE {subject}",  # noqa: S608 - own words
            ):
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
        emptied = f"SELECT id FROM received_file WHERE id IN ({received}) AND state = ?"  # noqa: S608 - own words
        drop_file_names(self._database, [row["id"] for row in self._database.rows(emptied, (claim_id, DESTROYED))])
        came = "SELECT message_id FROM received_message WHERE claim_id = ?"
        self._database.run(f"UPDATE waiting_document SET summary = '' WHERE message_id IN ({came})", (claim_id,))  # noqa: S608 - own words

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
        self._forget_rows("received_file", "id = ?", received_id)
        self._forget_rows("waiting_document", "received = ?", received_id)
        with lifted(self._database.tables, ("received_file", "waiting_document")):
            self._database.update(
                "received_file", {"id": received_id}, {"raw": b"", "file_name": "", "remarks": "", "state": DESTROYED}
            )
            self._database.run("UPDATE waiting_document SET summary = '' WHERE received = ?", (received_id,))
        drop_file_names(self._database, (received_id,))

    def _forget_rows(self, table: str, condition: str, value: str | int) -> None:
        """Empty what the journal keeps of some rows, which are named there by their key and their table."""
        key = "id" if table == "received_file" else "message_id"
        for row in self._database.rows(f"SELECT {key} AS key FROM {table} WHERE {condition}", (value,)):  # noqa: S608 - own words
            forget_changes(self._database, f'"row":{json_text(str(row["key"]))},"table":"{table}"')

    def person_of(self, claim_id: str) -> str:
        """Return who stands for the person of a claim, a removed one too."""
        (row,) = self._database.rows("SELECT person_id FROM claim WHERE id = ?", (claim_id,))
        return standing(self._database, str(row["person_id"]))

    def persons_left(self) -> tuple[str, ...]:
        """Return who stands for persons of removed claims and still is on record, also those of removals before."""
        rows = self._database.rows(
            "SELECT DISTINCT person_id FROM claim JOIN person ON person.id = person_id"
            " WHERE removed_at IS NOT NULL AND birth_date <> ? ORDER BY person.row",
            (BLANK_DAY,),
        )
        return tuple(dict.fromkeys(standing(self._database, str(row["person_id"])) for row in rows))

    def records_of(self, person_id: str) -> tuple[str, ...]:
        """Return every record of a person: the one that stands, and all that were joined with it."""
        return tuple(str(row["id"]) for row in self._database.rows(EVERYONE, (person_id,)))

    def why_needed(self, person_ids: tuple[str, ...]) -> frozenset[StaysFor]:
        """Return for what the records of one person are still needed: nothing where they may go."""
        marks = ", ".join("?" * len(person_ids))
        asked = [question for question in _NEEDED if self._has(question[1])]
        return frozenset(
            reason
            for reason, _table, sql in asked
            if self._database.row(sql.format(marks=marks), person_ids) is not None
        )

    def named_in(self, survivors: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Return the numbers of claims that are kept, of those named by (claim, anything) pairs."""
        ids = dict.fromkeys(claim_id for claim_id, _what in survivors)
        sql = "SELECT number FROM claim WHERE id = ? AND removed_at IS NULL"
        rows = (self._database.row(sql, (each,)) for each in ids)
        return tuple(str(row["number"]) for row in rows if row)

    def person(self, person_id: str) -> None:
        """Remove what is said about a person beside their record: answers, protections, contributions of our own."""
        of_them = (person_id,)
        with lifted(self._database.tables, _GUARDED):
            for table, blank in _BLANKED_OF_PERSON:
                self._database.run(f"UPDATE {table} SET {blank} WHERE person_id = ?", of_them)  # noqa: S608 - own words
            seen = "SELECT id FROM protection WHERE person_id = ?"
            self._database.run(f"UPDATE recorded_access SET reason = '' WHERE protection_id IN ({seen})", of_them)  # noqa: S608 - own words
        for table in ("own_record", "imported_person"):
            if self._has(table):
                self._database.delete(table, {"person_id": person_id})

    def _has(self, table: str) -> bool:
        return self._database.row("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)) is not None

    def note(self, removal: KeptRemoval) -> None:
        """Keep the record of a removal, the last step of it."""
        overwrite_words(self._database)
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
