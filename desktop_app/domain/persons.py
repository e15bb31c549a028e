"""Insured persons, their names and their insurance numbers in several States."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.time import Certainty


class Sex(StrEnum):
    """Sex as the State's rules ask for it."""

    FEMALE = "female"
    MALE = "male"
    NOT_STATED = "not_stated"


class NumberKind(StrEnum):
    """What sort of insurance number it is."""

    ORDINARY = "ordinary"
    TEMPORARY = "temporary"


@dataclass(frozen=True, slots=True, kw_only=True)
class InsuranceNumber:
    """A person's number in one State's scheme, as that State writes it."""

    state: str
    number: str
    kind: NumberKind = NumberKind.ORDINARY


@dataclass(frozen=True, slots=True, kw_only=True)
class InsuredPerson:
    """An insured person as the office knows them (block A of the forms). Empty text means not known.

    `parents` are their names; they help the search where no number is known.
    """

    id: str
    surname: str
    forenames: str
    birth_date: date
    birth_certainty: Certainty = Certainty.EXACT
    sex: Sex = Sex.NOT_STATED
    name_at_birth: str = ""
    other_names: str = ""
    nationality: str = ""
    birth_place: str = ""
    parents: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    death_date: date | None = None
    numbers: tuple[InsuranceNumber, ...] = ()

    @property
    def name(self) -> str:
        """Forenames and surname, as on the screen."""
        return f"{self.forenames} {self.surname}".strip()

    def number_in(self, state: str) -> str:
        """Return the number in a State, empty when not known."""
        return next((entry.number for entry in self.numbers if entry.state == state), "")
