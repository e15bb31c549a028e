"""Insured persons and their insurance numbers, and who stands for one whose record was joined with another."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from desktop_app.domain.person_records import HeldKind
from desktop_app.domain.persons import InsuranceNumber, InsuredPerson, NumberKind, Sex
from desktop_app.domain.time import Certainty
from desktop_app.foundation.clock import Clock
from desktop_app.store.columns import Row, Value, day_text, folded_number, folded_words, present, read_day
from desktop_app.store.database import Database
from desktop_app.store.person_records import write_rows
from desktop_app.store.protections import Protections
from desktop_app.store.words import keep_terms, person_words

_FORMER: Final = HeldKind.FORMER.value
"""A number that no longer holds: found by, and no part of the person as claims know them."""

_AT_ONCE: Final = 1_000
"""Ids asked for in one question."""


class Persons:
    """The persons the office knows."""

    def __init__(self, database: Database, clock: Clock, protections: Protections | None = None) -> None:
        self._database = database
        self._clock = clock
        self._protections = protections

    def add(self, person: InsuredPerson) -> None:
        """Keep a new person. Raises `StoreProblem("record_exists")`."""
        self._database.insert("person", {"id": person.id, **_columns(person)})
        write_rows(self._database, "insurance_number", person.id, _number_rows(person, {}))
        self._keep_words(person)

    def add_many(self, persons: Iterable[InsuredPerson]) -> int:
        """Keep new persons by the thousand and return how many. Raises `StoreProblem("record_exists")`."""
        first = self._database.number("SELECT max(row) FROM person") + 1
        kept = list(persons)
        columns = [{"row": row, "id": each.id, **_columns(each)} for row, each in enumerate(kept, start=first)]
        if columns:
            self._database.insert_many("person", tuple(columns[0]), (tuple(each.values()) for each in columns))
        self._database.insert_many(
            "insurance_number",
            ("person_id", "position", "state", "number", "folded", "kind"),
            (
                (each.id, position, entry.state, entry.number, folded_number(entry.number), entry.kind)
                for each in kept
                for position, entry in enumerate(each.numbers)
            ),
        )
        self._database.insert_many(
            "person_words",
            ("rowid", "surname", "forenames", "other_names"),
            ((row, *person_words(each)) for row, each in enumerate(kept, start=first)),
        )
        keep_terms(self._database, kept)
        last = first + len(kept)
        self._database.insert_many("person_to_look", ("row",), ((row,) for row in range(first, last)), known="IGNORE")
        return len(kept)

    def update(self, person: InsuredPerson) -> None:
        """Change a person, and the name by which their claims are sorted. Raises `StoreProblem("record_missing")`.

        Former numbers, and the days between which the others hold, stay. A temporary number that gives way to another
        one of its State becomes a former one, an address that does an earlier one.
        """
        before = present(self._row(person.id), "person")
        self._database.update("person", {"id": person.id}, _columns(person))
        self._keep_address(person, before["address"])
        rows = self._database.rows("SELECT * FROM insurance_number WHERE person_id = ? ORDER BY position", (person.id,))
        held = {(row["state"], row["folded"]): (row["since"], row["until"]) for row in rows if row["kind"] != _FORMER}
        now = {(entry.state, folded_number(entry.number)) for entry in person.numbers}
        former = [
            {**row, "kind": _FORMER, "until": row["until"] or self._clock.today().isoformat()}
            if row["kind"] == NumberKind.TEMPORARY
            else row
            for row in rows
            if row["kind"] == _FORMER
            or (
                row["kind"] == NumberKind.TEMPORARY
                and (row["state"], row["folded"]) not in now
                and person.number_in(row["state"])
            )
        ]
        write_rows(self._database, "insurance_number", person.id, [*_number_rows(person, held), *former])
        self._keep_words(person)
        self._database.run("UPDATE claim SET claimant = ? WHERE person_id = ?", (sort_name(person), person.id))

    def get(self, person_id: str) -> InsuredPerson:
        """Return a person. Raises `StoreProblem("record_missing")`, and what `Protections.check` raises."""
        self._check(person_id)
        return self._person(present(self._row(person_id), "person"))

    def names_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the names of those of these ids that are persons."""
        wanted = sorted(ids)
        found: dict[str, str] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            sql = f"SELECT id, forenames, surname FROM person WHERE id IN ({', '.join('?' * len(some))})"  # noqa: S608 - marks
            rows = self._database.rows(sql, some)
            found |= {str(row["id"]): f"{row['forenames']} {row['surname']}".strip() for row in rows}
        return found

    def find(self, person_id: str) -> InsuredPerson | None:
        """Return a person, None when not known. Raises what `Protections.check` raises."""
        self._check(person_id)
        row = self._row(person_id)
        return self._person(row) if row else None

    def _check(self, person_id: str) -> None:
        if self._protections is not None:
            self._protections.check(person_id=person_id)

    def count(self) -> int:
        """Return how many persons there are; records joined with another one are not counted."""
        return self._database.number("SELECT count(*) FROM person WHERE merged_into IS NULL")

    def last_row(self) -> int:
        """Return the row of the person kept last, 0 for nobody: who is kept from now on has a later one."""
        return self._database.number("SELECT max(row) FROM person")

    def born_in_order(self, after_row: int, passed: tuple[str, int], limit: int) -> tuple[tuple[str, int, str], ...]:
        """Return who was kept after a row, by birth date: date, row and id of so many, the first after `passed`."""
        day, row = passed
        sql = (
            "SELECT birth_date, row, id FROM person INDEXED BY person_by_birth"
            " WHERE (birth_date, row) > (?, ?) AND +row > ? ORDER BY birth_date, row LIMIT ?"
        )
        found = self._database.rows(sql, (day, row, after_row, limit))
        return tuple((each["birth_date"], each["row"], each["id"]) for each in found)

    def current(self, person_id: str) -> str:
        """Return who stands for a person: the record theirs was joined with, or they themselves."""
        return standing(self._database, person_id)

    def join(self, gone_id: str, kept_id: str | None) -> None:
        """Let one record stand for another; None lets the other stand for itself again. Nothing else of it changes."""
        self._database.update("person", {"id": gone_id}, {"merged_into": kept_id})
        self._to_look(present(self._row(gone_id), "person")["row"])

    def joined_with(self, person_id: str) -> tuple[str, ...]:
        """Return the records that somebody joined with this one."""
        rows = self._database.rows("SELECT id FROM person WHERE merged_into = ? ORDER BY row", (person_id,))
        return tuple(row["id"] for row in rows)

    def find_by_number(self, state: str, number: str) -> tuple[InsuredPerson, ...]:
        """Return everyone who has or had an insurance number of a State, however spaced; none for an empty number.

        For a record joined with another one, that one.
        """
        folded = folded_number(number)
        if not folded:
            return ()
        rows = self._database.rows(
            "SELECT p.row, p.id FROM person p WHERE p.id IN (SELECT person_id FROM insurance_number"
            " WHERE folded = ? AND state = ?) ORDER BY p.row",
            (folded, state),
        )
        return tuple(self.get(person_id) for person_id in dict.fromkeys(self.current(row["id"]) for row in rows))

    def _row(self, person_id: str) -> Row | None:
        return self._database.row("SELECT * FROM person WHERE id = ?", (person_id,))

    def _keep_address(self, person: InsuredPerson, before: str) -> None:
        """Keep an address that gave way, until today; and since when the one that holds does."""
        if person.address == before or not before:
            return
        today = self._clock.today().isoformat()
        open_until_now = "SELECT 1 FROM person_address WHERE person_id = ? AND address = ? AND until IS NULL"
        if self._database.row(open_until_now, (person.id, before)):
            sql = "UPDATE person_address SET until = ? WHERE person_id = ? AND address = ? AND until IS NULL"
            self._database.run(sql, (today, person.id, before))
        else:
            self._add_address(person.id, before, None, today)
        if person.address:
            self._add_address(person.id, person.address, today, None)

    def _add_address(self, person_id: str, address: str, since: str | None, until: str | None) -> None:
        sql = "SELECT coalesce(max(position), -1) + 1 FROM person_address WHERE person_id = ?"
        position = self._database.number(sql, (person_id,))
        record: dict[str, Value] = {"person_id": person_id, "position": position, "address": address}
        self._database.insert("person_address", {**record, "since": since, "until": until})

    def _keep_words(self, person: InsuredPerson) -> None:
        row = present(self._row(person.id), "person")["row"]
        self._database.run("DELETE FROM person_words WHERE rowid = ?", (row,))
        self._database.run(
            "INSERT INTO person_words (rowid, surname, forenames, other_names) VALUES (?, ?, ?, ?)",
            (row, *person_words(person)),
        )
        keep_terms(self._database, (person,))
        self._to_look(row)

    def _to_look(self, row: int) -> None:
        self._database.insert_many("person_to_look", ("row",), ((row,),), known="IGNORE")

    def _person(self, row: Row) -> InsuredPerson:
        numbers = self._database.rows(
            "SELECT state, number, kind FROM insurance_number WHERE person_id = ? AND kind <> ? ORDER BY position",
            (row["id"], _FORMER),
        )
        return InsuredPerson(
            id=row["id"],
            surname=row["surname"],
            forenames=row["forenames"],
            birth_date=date.fromisoformat(row["birth_date"]),
            birth_certainty=Certainty(row["birth_certainty"]),
            sex=Sex(row["sex"]),
            name_at_birth=row["name_at_birth"],
            other_names=row["other_names"],
            nationality=row["nationality"],
            birth_place=row["birth_place"],
            parents=row["parents"],
            address=row["address"],
            phone=row["phone"],
            email=row["email"],
            death_date=read_day(row["death_date"]),
            numbers=tuple(
                InsuranceNumber(state=entry["state"], number=entry["number"], kind=NumberKind(entry["kind"]))
                for entry in numbers
            ),
        )


def standing(database: Database, person_id: str) -> str:
    """Return who stands for a person: the record theirs was joined with, or they themselves."""
    row = database.row("SELECT merged_into FROM person WHERE id = ?", (person_id,))
    return standing(database, row["merged_into"]) if row and row["merged_into"] else person_id


def _number_rows(person: InsuredPerson, held: Mapping[tuple[str, str], tuple[Value, Value]]) -> list[Row]:
    rows = []
    for entry in person.numbers:
        folded = folded_number(entry.number)
        since, until = held.get((entry.state, folded), (None, None))
        told = {"person_id": person.id, "state": entry.state, "number": entry.number, "folded": folded}
        rows.append({**told, "kind": entry.kind.value, "since": since, "until": until})
    return rows


def sort_name(person: InsuredPerson) -> str:
    """Return what a person's claims are sorted by: surname first, no accents, no capitals."""
    return folded_words(f"{person.surname}, {person.forenames}")


def _columns(person: InsuredPerson) -> dict[str, Any]:
    return {
        "surname": person.surname,
        "forenames": person.forenames,
        "sort_name": sort_name(person),
        "birth_date": person.birth_date.isoformat(),
        "birth_certainty": person.birth_certainty,
        "sex": person.sex,
        "name_at_birth": person.name_at_birth,
        "other_names": person.other_names,
        "nationality": person.nationality,
        "birth_place": person.birth_place,
        "parents": person.parents,
        "address": person.address,
        "phone": person.phone,
        "email": person.email,
        "death_date": day_text(person.death_date),
    }
