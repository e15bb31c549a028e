"""What the register keeps of persons over time: further names, all numbers, where they lived, and relations."""

from datetime import date
from typing import Any, Final

from desktop_app.domain.person_records import (
    HeldKind,
    HeldNumber,
    NameKind,
    PersonName,
    PersonRecord,
    PlaceLived,
    Relation,
    RelationKind,
)
from desktop_app.store.changes import forget_changes
from desktop_app.store.columns import Row, Value, day_text, folded_number, read_day
from desktop_app.store.database import Database

TABLES: Final = {
    "names": "person_name",
    "numbers": "insurance_number",
    "lived": "person_address",
    "relations": "person_relation",
}
"""The tables beside `person`, by what they are called in a snapshot; each has `person_id` and `position`."""

_NOT_COPIED: Final = frozenset({"row", "id", "merged_into"})


class PersonRecords:
    """The register beside the persons themselves; written inside the act that changes the person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, person_id: str) -> PersonRecord:
        """Return what is kept beside a person; empty for one nobody said more of."""
        return PersonRecord(
            names=tuple(_name(row) for row in self._rows("person_name", person_id)),
            numbers=self.numbers(person_id),
            lived=tuple(_lived(row) for row in self._rows("person_address", person_id)),
            relations=tuple(_relation(row) for row in self._rows("person_relation", person_id)),
        )

    def numbers(self, person_id: str) -> tuple[HeldNumber, ...]:
        """Return every number a person has or had, those that hold first."""
        return tuple(_number(row) for row in self._rows("insurance_number", person_id))

    def set(self, person_id: str, record: PersonRecord) -> None:
        """Keep this beside a person in place of what was. The numbers must hold the person's own, in their order."""
        self._write(person_id, "person_name", [_name_columns(entry) for entry in record.names])
        self._write(person_id, "insurance_number", [_number_columns(entry) for entry in record.numbers])
        self._write(person_id, "person_address", [_lived_columns(entry) for entry in record.lived])
        self._write(person_id, "person_relation", [_relation_columns(entry) for entry in record.relations])

    def related_to(self, person_id: str) -> tuple[tuple[str, Relation], ...]:
        """Return who says to be related to this person: their id, and the relation as they have it."""
        rows = self._database.rows(
            "SELECT * FROM person_relation WHERE other_id = ? ORDER BY person_id, position", (person_id,)
        )
        return tuple((row["person_id"], _relation(row)) for row in rows)

    def clear(self, person_id: str) -> None:
        """Remove everything kept beside a person, other persons' relations to them and the traces of merges.

        For what has to be destroyed or is purged; the person itself is blanked by `Persons.update` before.
        """
        forget_changes(self._database, person_id)
        for table in TABLES.values():
            self._database.delete(table, {"person_id": person_id})
        self._database.delete("person_relation", {"other_id": person_id})
        for place in ("first_id", "second_id"):
            self._database.delete("person_apart", {place: person_id})
            self._database.delete("person_likeness", {place: person_id})
            self._database.delete("imported_apart", {place: person_id})
        self._database.delete("imported_number", {"person_id": person_id})
        self._database.run("DELETE FROM draft WHERE instr(key, ?) > 0", (person_id,))
        self._database.run(
            "UPDATE person_merge SET before = '{}', after = '{}', moved = '{}', reason = '', undone_reason = ''"
            " WHERE kept_id = ? OR gone_id = ?",
            (person_id, person_id),
        )

    def snapshot(self, person_id: str) -> dict[str, Any]:
        """Return the whole of a record as its rows, to be put back by `put_back`."""
        (person,) = self._database.rows("SELECT * FROM person WHERE id = ?", (person_id,))
        beside = {
            name: [
                {column: value for column, value in row.items() if column not in {"person_id", "position"}}
                for row in self._rows(table, person_id)
            ]
            for name, table in TABLES.items()
        }
        return {"person": {name: value for name, value in person.items() if name not in _NOT_COPIED}, **beside}

    def put_back(self, person_id: str, snapshot: dict[str, Any]) -> None:
        """Write the rows of a snapshot in place of what is there; `Persons.update` belongs after it, for the words."""
        self._database.update("person", {"id": person_id}, snapshot["person"])
        for name, table in TABLES.items():
            self._write(person_id, table, snapshot[name])

    def _rows(self, table: str, person_id: str) -> list[Row]:
        return self._database.rows(
            f"SELECT * FROM {table} WHERE person_id = ? ORDER BY position",  # noqa: S608 - one of `TABLES`
            (person_id,),
        )

    def _write(self, person_id: str, table: str, records: list[dict[str, Value]]) -> None:
        write_rows(self._database, table, person_id, records)


def write_rows(database: Database, table: str, person_id: str, records: list[dict[str, Value]]) -> None:
    """Keep these rows of a person in one of `TABLES`, in their order; only what differs is written."""
    sql = f"SELECT * FROM {table} WHERE person_id = ?"  # noqa: S608 - one of `TABLES`
    before = {row["position"]: row for row in database.rows(sql, (person_id,))}
    wanted = {position: {"person_id": person_id, **row, "position": position} for position, row in enumerate(records)}
    differing = [
        position
        for position, row in wanted.items()
        if position not in before or any(before[position][name] != value for name, value in row.items())
    ]
    for position in before:
        if position in differing or position not in wanted:
            database.delete(table, {"person_id": person_id, "position": position})
    for position in differing:
        database.insert(table, wanted[position])


def _days(since: date | None, until: date | None) -> dict[str, Value]:
    return {"since": day_text(since), "until": day_text(until)}


def _name_columns(entry: PersonName) -> dict[str, Value]:
    named = {"kind": entry.kind.value, "surname": entry.surname, "forenames": entry.forenames}
    return {**named, **_days(entry.since, entry.until)}


def _number_columns(entry: HeldNumber) -> dict[str, Value]:
    held = {"state": entry.state, "number": entry.number, "folded": folded_number(entry.number)}
    return {**held, "kind": entry.kind.value, **_days(entry.since, entry.until)}


def _lived_columns(entry: PlaceLived) -> dict[str, Value]:
    return {"address": entry.address, **_days(entry.since, entry.until)}


def _relation_columns(entry: Relation) -> dict[str, Value]:
    return {
        "kind": entry.kind.value,
        "other_id": entry.other_id or None,
        "name": entry.name,
        "birth_date": day_text(entry.birth_date),
        **_days(entry.since, entry.until),
    }


def _name(row: Row) -> PersonName:
    return PersonName(
        kind=NameKind(row["kind"]),
        surname=row["surname"],
        forenames=row["forenames"],
        since=read_day(row["since"]),
        until=read_day(row["until"]),
    )


def _number(row: Row) -> HeldNumber:
    return HeldNumber(
        state=row["state"],
        number=row["number"],
        kind=HeldKind(row["kind"]),
        since=read_day(row["since"]),
        until=read_day(row["until"]),
    )


def _lived(row: Row) -> PlaceLived:
    return PlaceLived(address=row["address"], since=read_day(row["since"]), until=read_day(row["until"]))


def _relation(row: Row) -> Relation:
    return Relation(
        kind=RelationKind(row["kind"]),
        other_id=row["other_id"] or "",
        name=row["name"],
        birth_date=read_day(row["birth_date"]),
        since=read_day(row["since"]),
        until=read_day(row["until"]),
    )
