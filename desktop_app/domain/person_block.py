"""The person a message between offices is about."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.persons import InsuranceNumber, Sex
from desktop_app.domain.time import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBlock:
    """The person a message is about, with no more than its purpose needs (exchange rules, 2.3).

    `birth_place` is sent only where no number of the recipient's State is known; `address` is the last one known in
    the recipient's State, to help the search. `nationality` (a State's code or a name) goes only where a rule needs it,
    `parents` (their names) only where `birth_place` does; both came with the second version of the messages.
    """

    surname: str
    forenames: str
    birth_date: date
    birth_certainty: Certainty = Certainty.EXACT
    sex: Sex = Sex.NOT_STATED
    name_at_birth: str = ""
    other_names: str = ""
    numbers: tuple[InsuranceNumber, ...] = ()
    birth_place: str = ""
    address: str = ""
    death_date: date | None = None
    nationality: str = ""
    parents: str = ""
