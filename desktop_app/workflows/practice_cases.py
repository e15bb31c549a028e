"""The people of the training mode, as forms a clerk would type: read from the samples, invented but the first."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from desktop_app.domain.forms import ClaimantForm, PeriodLine, PeriodsForm
from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.time import parse_date
from desktop_app.foundation.places import resource

_GRID: Final = ("state", "year", "start", "end", "employer", "kind", "weeks", "earnings")
"""What a row of the samples holds, in the order of the columns of the grid."""


class PracticePart(StrEnum):
    """What a sample claim is there for."""

    GUIDED = "guided"
    READY = "ready"
    OVERDUE = "overdue"
    ARRIVES = "arrives"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePerson:
    """One sample person: the claim as typed, and the rows that the institutions hold about them.

    `days_ago` tells when the claim came in, before the practice office was made. `complete_to` is up to when the
    institutions certify, None for the day before they do.
    """

    part: PracticePart
    claimant: ClaimantForm
    lines: tuple[PeriodLine, ...]
    days_ago: int
    complete_to: date | None

    def history(self) -> PeriodsForm:
        """Return the work history of every State."""
        return PeriodsForm(lines=self.lines)

    def record(self, state: str) -> PeriodsForm:
        """Return what one State's institution holds, empty for none."""
        return PeriodsForm(lines=tuple(line for line in self.lines if line.state == state), single_state=state)

    def table(self, state: str = "") -> str:
        """Return the rows as text to paste into a grid: of one State without its column, or of all with it."""
        columns = _GRID[1:] if state else _GRID
        chosen = (line for line in self.lines if not state or line.state == state)
        return "\n".join("\t".join(str(getattr(line, name)) for name in columns) for line in chosen)

    def is_about(self, person: InsuredPerson, state: str) -> bool:
        """Tell whether an institution would know a person by this record: by its own number, else name and birth."""
        own = {number for letters, number in self.claimant.numbers if letters == state}
        if any(held.state == state and held.number in own for held in person.numbers):
            return True
        surname = person.surname.casefold() == self.claimant.surname.casefold()
        return surname and person.birth_date == parse_date(self.claimant.birth_date)


@lru_cache(maxsize=1)
def practice_people() -> tuple[PracticePerson, ...]:
    """Return the sample people in the order of the file. Raises `PlaceProblem` where the samples are missing."""
    found = tomllib.loads(resource("samples", "practice.toml").read_text(encoding="utf-8"))
    return tuple(_person(entry) for entry in found["person"])


def practice_person(part: PracticePart) -> PracticePerson:
    """Return the first sample person of a part."""
    return next(person for person in practice_people() if person.part is part)


def practice_record(person: InsuredPerson, state: str) -> PracticePerson | None:
    """Return the sample person whom an institution would find in its records, None for nobody."""
    return next((entry for entry in practice_people() if entry.is_about(person, state)), None)


def filed(person: PracticePerson, today: date) -> ClaimantForm:
    """Return the form of a person who comes in today: filing and contingency are today's where none is published."""
    day = today.isoformat()
    form = person.claimant
    return replace(form, filing_date=form.filing_date or day, contingency_date=form.contingency_date or day)


def certified_to(person: PracticePerson, today: date) -> date:
    """Return up to when an institution certifies a person's rows."""
    return person.complete_to or today - timedelta(days=1)


def _person(entry: dict[str, Any]) -> PracticePerson:
    claimant = ClaimantForm(
        surname=entry["surname"],
        forenames=entry["forenames"],
        birth_date=entry["birth_date"],
        sex=entry["sex"],
        address=entry["address"],
        numbers=tuple((state, number) for state, number in entry["numbers"]),
        filing_date=entry.get("filing_date", ""),
        filing_proof=entry.get("filing_proof", ""),
        contingency_date=entry.get("contingency_date", ""),
        consent=True,
    )
    lines = tuple(
        PeriodLine(row_id=f"{row[0]}-{row[1]}", **dict(zip(_GRID, row, strict=True))) for row in entry["rows"]
    )
    complete_to = parse_date(entry["complete_to"]) if "complete_to" in entry else None
    return PracticePerson(
        part=PracticePart(entry["part"]),
        claimant=claimant,
        lines=lines,
        days_ago=entry.get("days_ago", 0),
        complete_to=complete_to,
    )
