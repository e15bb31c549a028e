"""Insured persons and their insurance numbers, and who among them may be the person somebody means."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from desktop_app.domain.persons import InsuranceNumber, InsuredPerson, NumberKind, Sex
from desktop_app.domain.time import Certainty
from desktop_app.store.columns import Row, day_text, folded_number, folded_words, present, read_day
from desktop_app.store.database import Database
from desktop_app.store.words import keep_terms, person_words

_LIKENESS: Final = 60
"""How alike two surnames must be, of 100, before a person of nearly the same birth date is worth a look."""

_MOST_CANDIDATES: Final = 20


class Persons:
    """The persons the office knows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, person: InsuredPerson) -> None:
        """Keep a new person. Raises `StoreProblem("record_exists")`."""
        self._database.insert("person", {"id": person.id, **_columns(person)})
        self._keep_numbers(person)
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
        return len(kept)

    def update(self, person: InsuredPerson) -> None:
        """Change a person, and the name by which their claims are sorted. Raises `StoreProblem("record_missing")`."""
        self._database.update("person", {"id": person.id}, _columns(person))
        self._database.delete("insurance_number", {"person_id": person.id})
        self._keep_numbers(person)
        self._keep_words(person)
        self._database.run("UPDATE claim SET claimant = ? WHERE person_id = ?", (sort_name(person), person.id))

    def get(self, person_id: str) -> InsuredPerson:
        """Return a person. Raises `StoreProblem("record_missing")`."""
        return self._person(present(self._row(person_id), "person"))

    def find(self, person_id: str) -> InsuredPerson | None:
        """Return a person, None when not known."""
        row = self._row(person_id)
        return self._person(row) if row else None

    def count(self) -> int:
        """Return how many persons there are."""
        return self._database.number("SELECT count(*) FROM person")

    def find_by_number(self, state: str, number: str) -> tuple[InsuredPerson, ...]:
        """Return everyone with an insurance number of a State, however it is spaced; none for an empty number."""
        folded = folded_number(number)
        if not folded:
            return ()
        rows = self._database.rows(
            "SELECT p.* FROM person p WHERE p.id IN (SELECT person_id FROM insurance_number"
            " WHERE folded = ? AND state = ?) ORDER BY p.row",
            (folded, state),
        )
        return tuple(self._person(row) for row in rows)

    def find_candidates(self, surname: str, birth_date: date) -> tuple[InsuredPerson, ...]:
        """Return who may be meant by a surname and a birth date, the likeliest first, at most twenty.

        Birth dates with the usual slips of the pen count too: day and month exchanged, the year one off or two of its
        digits exchanged. Names at birth are compared as well as present ones.
        """
        from rapidfuzz import fuzz

        days = [day.isoformat() for day in likely_birth_dates(birth_date)]
        marks = ", ".join("?" for _ in days)
        rows = self._database.rows(
            f"SELECT * FROM person WHERE birth_date IN ({marks}) ORDER BY row",  # noqa: S608 - only question marks
            days,
        )
        wanted = folded_words(surname)
        scored = [
            (max(fuzz.token_sort_ratio(wanted, folded_words(row[name])) for name in ("surname", "name_at_birth")), row)
            for row in rows
        ]
        likely = [(score, row) for score, row in scored if score >= _LIKENESS]
        likely.sort(key=lambda entry: (-entry[0], entry[1]["birth_date"] != birth_date.isoformat(), entry[1]["row"]))
        return tuple(self._person(row) for _, row in likely[:_MOST_CANDIDATES])

    def _row(self, person_id: str) -> Row | None:
        return self._database.row("SELECT * FROM person WHERE id = ?", (person_id,))

    def _keep_numbers(self, person: InsuredPerson) -> None:
        for position, entry in enumerate(person.numbers):
            self._database.insert(
                "insurance_number",
                {
                    "person_id": person.id,
                    "position": position,
                    "state": entry.state,
                    "number": entry.number,
                    "folded": folded_number(entry.number),
                    "kind": entry.kind,
                },
            )

    def _keep_words(self, person: InsuredPerson) -> None:
        row = present(self._row(person.id), "person")["row"]
        self._database.run("DELETE FROM person_words WHERE rowid = ?", (row,))
        self._database.run(
            "INSERT INTO person_words (rowid, surname, forenames, other_names) VALUES (?, ?, ?, ?)",
            (row, *person_words(person)),
        )
        keep_terms(self._database, (person,))

    def _person(self, row: Row) -> InsuredPerson:
        numbers = self._database.rows(
            "SELECT state, number, kind FROM insurance_number WHERE person_id = ? ORDER BY position", (row["id"],)
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


def sort_name(person: InsuredPerson) -> str:
    """Return what a person's claims are sorted by: surname first, no accents, no capitals."""
    return folded_words(f"{person.surname}, {person.forenames}")


def likely_birth_dates(birth_date: date) -> tuple[date, ...]:
    """Return a birth date and what a slip of the pen makes of it, without doubles."""
    year, month, day = birth_date.year, birth_date.month, birth_date.day
    tens, ones = divmod(year % 100, 10)
    slips = [
        (year, month, day),
        (year, day, month),
        (year - 1, month, day),
        (year + 1, month, day),
        (year - year % 100 + ones * 10 + tens, month, day),
        (year, month, int(f"{day:02d}"[::-1])),
    ]
    found: dict[date, None] = {}
    for slip in slips:
        try:
            found[date(*slip)] = None
        except ValueError:
            continue
    return tuple(found)


def _columns(person: InsuredPerson) -> dict[str, Any]:
    return {
        "surname": person.surname,
        "forenames": person.forenames,
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
