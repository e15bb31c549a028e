"""The person block of a message: no more of a person than its purpose needs (exchange rules, 2.3)."""

from dataclasses import replace

from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.persons import InsuredPerson
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.last_address import last_address


def person_searched(desk: Desk, person: InsuredPerson, state: str) -> PersonBlock:
    """Return a person for an office that has to find them: with their last address in its State, where one is known."""
    return replace(person_block(person, state), address=last_address(desk, person.id, state))


def person_block(person: InsuredPerson, state: str) -> PersonBlock:
    """Return a person for the office of a State.

    The place of birth and the parents' names go only where no number of that State is known: there they help the
    search.
    """
    searched = not person.number_in(state)
    return PersonBlock(
        surname=person.surname,
        forenames=person.forenames,
        birth_date=person.birth_date,
        birth_certainty=person.birth_certainty,
        sex=person.sex,
        name_at_birth=person.name_at_birth,
        other_names=person.other_names,
        numbers=person.numbers,
        birth_place=person.birth_place if searched else "",
        parents=person.parents if searched else "",
        death_date=person.death_date,
    )
