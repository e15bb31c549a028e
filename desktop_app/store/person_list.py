"""The list of persons, by name, a window at a time: a page deep in a million reads no more than its own rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.domain.person_records import HeldKind
from desktop_app.domain.time import Certainty
from desktop_app.store.columns import Row, read_day
from desktop_app.store.database import Database

_LINE: Final = (
    "SELECT p.id, p.surname, p.forenames, p.birth_date, p.birth_certainty, p.death_date,"
    " (SELECT count(*) FROM claim c WHERE c.person_id = p.id AND c.removed_at IS NULL) AS claims FROM person p"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person as the list shows them; `numbers` are those that hold: (State, number)."""

    id: str
    surname: str
    forenames: str
    birth_date: date
    birth_certainty: Certainty
    death_date: date | None
    numbers: tuple[tuple[str, str], ...]
    claims: int


class PersonList:
    """Reads persons for lists; records joined with another one are left out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, offset: int, limit: int, last: Collection[str] = ()) -> tuple[PersonRow, ...]:
        """Return `limit` persons from `offset` on, by surname and forenames.

        Those of the ids `last` stand after all others, by their id: where they stand tells nothing of their names.
        """
        behind = self._standing(last)
        marks = ", ".join("?" for _ in behind)
        rows = self._database.rows(
            f"{_LINE} WHERE p.row IN (SELECT row FROM person WHERE merged_into IS NULL AND row NOT IN ({marks})"  # noqa: S608 - this module's own words
            " ORDER BY sort_name, row LIMIT ? OFFSET ?) ORDER BY p.sort_name, p.row",
            (*behind, limit, offset),
        )
        if behind and len(rows) < limit:
            before = self._database.number("SELECT count(*) FROM person WHERE merged_into IS NULL") - len(behind)
            some = list(behind.values())[max(0, offset - before) : offset + limit - before]
            return (*self._lines(rows), *self.of(some))
        return self._lines(rows)

    def _standing(self, person_ids: Collection[str]) -> dict[int, str]:
        """Return the row and the id of these persons, by id; records joined with another one are left out."""
        if not person_ids:
            return {}
        marks = ", ".join("?" for _ in person_ids)
        sql = f"SELECT row, id FROM person WHERE id IN ({marks}) AND merged_into IS NULL ORDER BY id"  # noqa: S608 - as above
        return {row["row"]: row["id"] for row in self._database.rows(sql, sorted(person_ids))}

    def of(self, person_ids: Sequence[str]) -> tuple[PersonRow, ...]:
        """Return these persons in this order; an id that nobody has is left out."""
        if not person_ids:
            return ()
        marks = ", ".join("?" for _ in person_ids)
        rows = self._database.rows(f"{_LINE} WHERE p.id IN ({marks})", list(person_ids))
        order = {person_id: place for place, person_id in enumerate(person_ids)}
        return self._lines(sorted(rows, key=lambda row: order[row["id"]]))

    def _lines(self, rows: list[Row]) -> tuple[PersonRow, ...]:
        if not rows:
            return ()
        marks = ", ".join("?" for _ in rows)
        numbers: dict[str, list[tuple[str, str]]] = {}
        held = f"SELECT person_id, state, number FROM insurance_number WHERE person_id IN ({marks}) AND kind <> ?"  # noqa: S608 - as above
        ids = [row["id"] for row in rows]
        for row in self._database.rows(f"{held} ORDER BY position", [*ids, HeldKind.FORMER.value]):
            numbers.setdefault(row["person_id"], []).append((row["state"], row["number"]))
        return tuple(
            PersonRow(
                id=row["id"],
                surname=row["surname"],
                forenames=row["forenames"],
                birth_date=date.fromisoformat(row["birth_date"]),
                birth_certainty=Certainty(row["birth_certainty"]),
                death_date=read_day(row["death_date"]),
                numbers=tuple(numbers.get(row["id"], ())),
                claims=row["claims"],
            )
            for row in rows
        )
