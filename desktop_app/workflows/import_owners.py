"""Whose a row of a file is: who has its number, as long as name and birth date do not speak of somebody else."""

from collections.abc import Iterable, Mapping
from typing import Final

from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.likeness import AGAINST, PersonFacts, Sign, compare, facts_of
from desktop_app.domain.persons import InsuredPerson
from desktop_app.intake.contributions import Contribution
from desktop_app.store.columns import folded_number
from desktop_app.workflows.desk import Desk

_SAID: Final = AGAINST & {Sign.BIRTH_DATE_DIFFERS, Sign.FORENAMES_DIFFER, Sign.SURNAME_DIFFERS}
_ENOUGH: Final = 2
"""Signs of these that make a row somebody else's. One alone is what a marriage or a slip of the pen leaves behind."""


class SaidSame:
    """Numbers nobody has that a clerk said are those of persons known, by folded number; for all rows of a file.

    What the clerk saw was the first row of each: later rows that speak of somebody else are found by it.
    """

    def __init__(self, persons: Mapping[str, str]) -> None:
        self.persons = persons
        self.numbers: dict[str, str] = {}
        """The numbers that came, as the first row of each writes them, by folded number."""
        self._facts: dict[str, PersonFacts] = {}

    def facts(self, row: Contribution) -> PersonFacts | None:
        """Return whom the first row of such a number named; None for a row of any other number."""
        number = folded_number(row.number)
        if number not in self.persons:
            return None
        self.numbers.setdefault(number, row.number)
        named = PersonFacts(surname=row.surname, forenames=row.forenames, birth_date=row.birth_date)
        return self._facts.setdefault(number, named)


class Owners:
    """Who has the numbers of some rows that are read together.

    A number that several persons have here belongs to none of them, and a row whose name and birth date are another
    person's goes to nobody: which of the two is wrong, number or name, is not for a program to say. Where a person said
    it, `same_rows`, the row is theirs who has the number.
    """

    def __init__(
        self,
        desk: Desk,
        rows: Iterable[Contribution],
        said: SaidSame | None = None,
        same_rows: frozenset[int] = frozenset(),
    ) -> None:
        self._same_rows = same_rows
        self._having: dict[str, tuple[str, ...]] = desk.store.imports.persons_by_number(
            desk.office.state, [each.number for each in rows]
        )
        self._said = said or SaidSame({})
        alone = [persons[0] for persons in self._having.values() if len(persons) == 1]
        self._facts: dict[str, PersonFacts] = {known.id: known.facts for known in desk.store.likenesses.facts(alone)}
        self.made: dict[str, InsuredPerson] = {}
        """Whom these rows make, by folded number."""

    def owner(self, row: Contribution) -> str:
        """Return who has the row's number; empty for nobody."""
        number = folded_number(row.number)
        having = self._having.get(number, ())
        if having:
            return having[0] if len(having) == 1 else ""
        if number in self._said.persons:
            return self._said.persons[number]
        return self.made[number].id if number in self.made else ""

    def make(self, row: Contribution, person: InsuredPerson) -> None:
        """Let a number that nobody had be a new person's, who this row speaks of first."""
        self.made[folded_number(row.number)] = person
        self._facts[person.id] = facts_of(person)

    def finding(self, row: Contribution) -> Finding | None:
        """Return what is wrong with whose this row is said to be: an error for a row that nobody gets."""
        number = folded_number(row.number)
        if len(self._having.get(number, ())) > 1:
            return line_finding("line_number_shared", row.line, Level.ERROR, number=row.number)
        facts = self._said.facts(row) if number not in self._having else None
        facts = facts or self._facts.get(self.owner(row))
        signs = _against(row, facts) if facts is not None else ()
        if not signs:
            return None
        told = {"number": row.number, "differ": " ".join(sign.value for sign in signs)}
        sure = Sign.BIRTH_DATE_DIFFERS in signs or not _same_birth(row, facts)
        another = len(signs) >= _ENOUGH or (Sign.FORENAMES_DIFFER in signs and sure)
        if another and row.line not in self._same_rows:
            return line_finding("line_of_another", row.line, Level.ERROR, **told)
        return line_finding("line_person_differs", row.line, Level.WARNING, **told)


def _against(row: Contribution, facts: PersonFacts) -> tuple[Sign, ...]:
    if (row.surname, row.forenames, row.birth_date) == (facts.surname, facts.forenames, facts.birth_date):
        return ()
    compared = compare(PersonFacts(surname=row.surname, forenames=row.forenames, birth_date=row.birth_date), facts)
    return tuple(reason.sign for reason in compared.reasons if reason.sign in _SAID)


def _same_birth(row: Contribution, facts: PersonFacts | None) -> bool:
    return facts is not None and row.birth_date == facts.birth_date


def line_finding(code: str, line: int, level: Level, **facts: str) -> Finding:
    """Say what is wrong with a line of the file, or worth knowing of it."""
    return Finding(code=code, level=level, where=f"lines.{line}", facts={"line": line, **facts})
