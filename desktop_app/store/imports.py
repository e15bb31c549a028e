"""Contributions brought in from an institution's own system: the mappings, the files, and the records they brought."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from desktop_app.domain.money import Money
from desktop_app.domain.periods import PeriodType
from desktop_app.store.columns import Row, day_text, folded_number, json_text, read_day
from desktop_app.store.database import Database
from desktop_app.store.persons import standing

_AT_ONCE: Final = 500

EVERYONE: Final = (
    "WITH RECURSIVE everyone (id) AS (SELECT ? UNION SELECT person.id FROM person JOIN everyone"
    " ON person.merged_into = everyone.id) SELECT id FROM everyone"
)
"""A person and every record that was joined with theirs, and with those."""

_LEAVING: Final = (
    "DELETE FROM imported_person WHERE person_id IN (SELECT id FROM temp.person_gone)",
    "DELETE FROM imported_number WHERE person_id IN (SELECT id FROM temp.person_gone)",
    "DELETE FROM imported_apart WHERE first_id IN (SELECT id FROM temp.person_gone)",
    "DELETE FROM imported_apart WHERE second_id IN (SELECT id FROM temp.person_gone)",
    "DELETE FROM insurance_number WHERE person_id IN (SELECT id FROM temp.person_gone)",
    "DELETE FROM person_likeness WHERE first_id IN (SELECT id FROM temp.person_gone)",
    "DELETE FROM person_likeness WHERE second_id IN (SELECT id FROM temp.person_gone)",
    "DELETE FROM person_to_look WHERE row IN (SELECT row FROM temp.person_gone)",
    "DELETE FROM person_words WHERE rowid IN (SELECT row FROM temp.person_gone)",
    "DELETE FROM person WHERE row IN (SELECT row FROM temp.person_gone)",
    "DELETE FROM temp.person_gone",
)
"""How persons who leave leave everything that leads to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptImport:
    """A file that was brought in. `lines` were read, `records` kept, `refused` not; `persons` are new by it."""

    id: str
    file_name: str
    digest: str
    mapping: str
    lines: int
    records: int
    refused: int
    persons: int
    made_by: str
    made_at: datetime
    undone_by: str = ""
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRecord:
    """A contribution in this institution's own record. `row` is 0 before it is kept; `weeks` are whole, 0 to 53."""

    row: int = 0
    person_id: str
    import_id: str
    line: int
    year: int
    start: date | None
    end: date | None
    weeks: int
    credited: bool
    type: PeriodType
    earnings: Money | None
    currency: str
    earnings_class: str
    employer: str
    employer_number: str


class Imports:
    """What was brought in, and how it is read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_mapping(self, name: str, body: Mapping[str, Any], by: str, at: datetime) -> None:
        """Keep a mapping under its name, in the place of one of that name."""
        self._database.put(
            "import_mapping", {"name": name, "body": json_text(body), "kept_by": by, "kept_at": at.isoformat()}
        )

    def mapping(self, name: str) -> Any | None:  # noqa: ANN401 - JSON, read by the intake
        """Return a mapping as JSON, None for a name that is not known."""
        row = self._database.row("SELECT body FROM import_mapping WHERE name = ?", (name,))
        return json.loads(row["body"]) if row else None

    def mappings(self) -> tuple[str, ...]:
        """Return the names of the mappings."""
        return tuple(str(row["name"]) for row in self._database.rows("SELECT name FROM import_mapping ORDER BY name"))

    def drop_mapping(self, name: str) -> None:
        """Forget a mapping; what was brought in by it stays."""
        self._database.delete("import_mapping", {"name": name})

    def begin(self, entry: KeptImport) -> None:
        """Keep a file before its records, with figures that `finish` makes good."""
        self._database.insert("record_import", _import_columns(entry))

    def finish(self, entry: KeptImport) -> None:
        """Keep the figures of a file once it was read to its end."""
        changed = {name: value for name, value in _import_columns(entry).items() if name != "id"}
        self._database.update("record_import", {"id": entry.id}, changed)

    def add(self, records: Iterable[OwnRecord]) -> None:
        """Keep records by the thousand."""
        rows = [_record_columns(record) for record in records]
        if rows:
            self._database.insert_many("own_record", tuple(rows[0]), (tuple(row.values()) for row in rows))

    def brought(self, import_id: str, person_ids: Iterable[str]) -> None:
        """Keep which persons a file brought."""
        pairs = ((import_id, person_id) for person_id in person_ids)
        self._database.insert_many("imported_person", ("import_id", "person_id"), pairs)

    def first_line(self, import_id: str, person_id: str) -> int:
        """Return the first line of a file that is about a person."""
        sql = "SELECT min(line) FROM own_record WHERE person_id = ? AND import_id = ?"
        return self._database.number(sql, (person_id, import_id))

    def gave_number(self, import_id: str, person_id: str, state: str, number: str) -> None:
        """Keep that a file gave a number to a person known before."""
        entry = {"import_id": import_id, "person_id": person_id, "state": state, "folded": folded_number(number)}
        self._database.insert("imported_number", entry)

    def numbers_given(self, import_id: str) -> tuple[tuple[str, str, str], ...]:
        """Return the numbers a file gave to persons known before: whose, of which State, folded."""
        sql = "SELECT person_id, state, folded FROM imported_number WHERE import_id = ? ORDER BY person_id, folded"
        rows = self._database.rows(sql, (import_id,))
        return tuple((str(row["person_id"]), str(row["state"]), str(row["folded"])) for row in rows)

    def said_apart(self, import_id: str, one: str, other: str, at: datetime) -> None:
        """Keep that two records were said to be two persons' when a file came in."""
        first, second = sorted((one, other))
        entry = {"import_id": import_id, "first_id": first, "second_id": second, "said_at": at.isoformat()}
        self._database.insert("imported_apart", entry)

    def apart_since(self, import_id: str) -> tuple[tuple[str, str], ...]:
        """Return the records said to be two persons' when a file came in, as long as nobody said so again since."""
        rows = self._database.rows(
            "SELECT said.first_id, said.second_id FROM imported_apart said JOIN person_apart apart"
            " ON apart.first_id = said.first_id AND apart.second_id = said.second_id AND apart.said_at = said.said_at"
            " WHERE said.import_id = ? ORDER BY said.first_id, said.second_id",
            (import_id,),
        )
        return tuple((str(row["first_id"]), str(row["second_id"])) for row in rows)

    def persons_by_number(self, state: str, numbers: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return who has or had each of some numbers of a State, by the folded number; several where they share one.

        A record that was joined with another leads to the one that stands.
        """
        found: dict[str, dict[str, None]] = {}
        folded = sorted({folded_number(number) for number in numbers})
        for start in range(0, len(folded), _AT_ONCE):
            some = folded[start : start + _AT_ONCE]
            sql = (
                "SELECT n.folded, p.id, p.merged_into FROM insurance_number AS n JOIN person AS p"  # noqa: S608 - marks
                f" ON p.id = n.person_id WHERE n.state = ? AND n.folded IN ({', '.join('?' * len(some))})"
            )
            for row in self._database.rows(sql, (state, *some)):
                owner = standing(self._database, row["merged_into"]) if row["merged_into"] else row["id"]
                found.setdefault(row["folded"], {})[owner] = None
        return {number: tuple(persons) for number, persons in found.items()}

    def of_person(self, person_id: str, year: int = 0) -> tuple[OwnRecord, ...]:
        """Return a person's record of this institution, by year; of one year where it is named.

        What was brought in for a record joined with this one is theirs too, here as in everything that counts.
        """
        years = (year, year) if year else (0, 9999)
        sql = f"SELECT * FROM own_record WHERE person_id IN ({EVERYONE}) AND year BETWEEN ? AND ?"  # noqa: S608 - own words
        rows = self._database.rows(f"{sql} ORDER BY year, coalesce(start, ''), row", (person_id, *years))
        return tuple(_record(row) for row in rows)

    def count_persons(self, import_id: str) -> int:
        """Return how many persons a file's records are about."""
        return self._database.number(
            "SELECT count(DISTINCT person_id) FROM own_record WHERE import_id = ?", (import_id,)
        )

    def count_of_person(self, person_id: str) -> int:
        """Return how many records a person has here."""
        return self._database.number(
            f"SELECT count(*) FROM own_record WHERE person_id IN ({EVERYONE})",  # noqa: S608 - own words
            (person_id,),
        )

    def find(self, import_id: str) -> KeptImport | None:
        """Return a file that was brought in, None for an id that is not known."""
        row = self._database.row("SELECT * FROM record_import WHERE id = ?", (import_id,))
        return _import(row) if row else None

    def all(self) -> tuple[KeptImport, ...]:
        """Return every file that was brought in, the newest first."""
        rows = self._database.rows("SELECT * FROM record_import ORDER BY made_at DESC, rowid DESC")
        return tuple(_import(row) for row in rows)

    def of_digest(self, digest: str) -> KeptImport | None:
        """Return the file with these very bytes that holds, None where there is none."""
        sql = "SELECT * FROM record_import WHERE digest = ? AND undone_at IS NULL ORDER BY rowid DESC LIMIT 1"
        row = self._database.row(sql, (digest,))
        return _import(row) if row else None

    def weeks_in(self, person_id: str, year: int) -> int:
        """Return the weeks of a person's record in a year."""
        sql = f"SELECT coalesce(sum(weeks), 0) FROM own_record WHERE person_id IN ({EVERYONE}) AND year = ?"  # noqa: S608 - own words
        return self._database.number(sql, (person_id, year))

    def use(self, rows: Iterable[int], claim_id: str, certificate: str) -> None:
        """Keep that a certificate was made from some records, those of the claim's person."""
        for row in rows:
            found = self._database.row(
                "SELECT import_id FROM own_record WHERE row = ? AND person_id IN"  # noqa: S608 - own words
                f" ({EVERYONE.replace('?', '(SELECT person_id FROM claim WHERE id = ?)')})",
                (row, claim_id),
            )
            if found is not None:
                entry = {"import_id": found["import_id"], "claim_id": claim_id, "certificate": certificate}
                self._database.put("own_record_use", entry)

    def uses(self, import_id: str) -> tuple[str, ...]:
        """Return the certificates that were made from a file's records."""
        sql = "SELECT certificate FROM own_record_use WHERE import_id = ? ORDER BY certificate"
        return tuple(str(row["certificate"]) for row in self._database.rows(sql, (import_id,)))

    def undo(self, import_id: str, by: str, at: datetime) -> int:
        """Take a file's records out, and the persons it brought of whom nothing else is kept; return how many."""
        self._database.delete("own_record", {"import_id": import_id})
        alone = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {table} AS other WHERE other.{column} = person.id)"  # noqa: S608 - own names
            for table, column in (
                ("claim", "person_id"),
                ("own_record", "person_id"),
                ("person", "merged_into"),
                ("person_relation", "person_id"),
                ("person_relation", "other_id"),
                ("person_name", "person_id"),
                ("person_address", "person_id"),
                ("person_merge", "kept_id"),
                ("person_merge", "gone_id"),
                ("protection", "person_id"),
                ("obligation", "person_id"),
                ("law_answer", "person_id"),
                ("person_apart", "first_id"),
                ("person_apart", "second_id"),
                ("journal", "about"),  # somebody worked on them
            )
        )
        brought = "id IN (SELECT person_id FROM imported_person WHERE import_id = ?)"
        gone = f"SELECT row, id FROM person WHERE {brought} AND merged_into IS NULL AND {alone}"  # noqa: S608 - own names
        self._database.run("CREATE TEMP TABLE IF NOT EXISTS person_gone (row INTEGER PRIMARY KEY, id TEXT)")
        self._database.run("DELETE FROM temp.person_gone")
        self._database.run(f"INSERT INTO temp.person_gone {gone}", (import_id,))
        count = self._database.number("SELECT count(*) FROM temp.person_gone")
        for table in ("imported_person", "imported_number", "imported_apart"):
            self._database.delete(table, {"import_id": import_id})
        for sql in _LEAVING:
            self._database.run(sql)
        self._database.update("record_import", {"id": import_id}, {"undone_by": by, "undone_at": at.isoformat()})
        return count


def _import_columns(entry: KeptImport) -> dict[str, Any]:
    return {
        "id": entry.id,
        "file_name": entry.file_name,
        "digest": entry.digest,
        "mapping": entry.mapping,
        "lines": entry.lines,
        "records": entry.records,
        "refused": entry.refused,
        "persons": entry.persons,
        "made_by": entry.made_by,
        "made_at": entry.made_at.isoformat(),
    }


def _import(row: Row) -> KeptImport:
    return KeptImport(
        id=row["id"],
        file_name=row["file_name"],
        digest=row["digest"],
        mapping=row["mapping"],
        lines=row["lines"],
        records=row["records"],
        refused=row["refused"],
        persons=row["persons"],
        made_by=row["made_by"],
        made_at=datetime.fromisoformat(row["made_at"]),
        undone_by=row["undone_by"] or "",
        undone_at=datetime.fromisoformat(row["undone_at"]) if row["undone_at"] else None,
    )


def _record_columns(record: OwnRecord) -> dict[str, Any]:
    return {
        "person_id": record.person_id,
        "import_id": record.import_id,
        "line": record.line,
        "year": record.year,
        "start": day_text(record.start),
        '"end"': day_text(record.end),
        "weeks": record.weeks,
        "credited": int(record.credited),
        "type": record.type.value,
        "earnings_minor": record.earnings.minor if record.earnings else None,
        "currency": record.currency,
        "earnings_class": record.earnings_class,
        "employer": record.employer,
        "employer_number": record.employer_number,
    }


def _record(row: Row) -> OwnRecord:
    earnings = row["earnings_minor"]
    return OwnRecord(
        row=row["row"],
        person_id=row["person_id"],
        import_id=row["import_id"],
        line=row["line"],
        year=row["year"],
        start=read_day(row["start"]),
        end=read_day(row["end"]),
        weeks=row["weeks"],
        credited=bool(row["credited"]),
        type=PeriodType(row["type"]),
        earnings=None if earnings is None else Money(minor=earnings, currency=row["currency"]),
        currency=row["currency"],
        earnings_class=row["earnings_class"],
        employer=row["employer"],
        employer_number=row["employer_number"],
    )
