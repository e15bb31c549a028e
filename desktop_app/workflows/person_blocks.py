"""The person block of a message: no more of a person than its purpose needs (exchange rules, 2.3)."""

from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.persons import InsuredPerson


def person_block(person: InsuredPerson, state: str) -> PersonBlock:
    """Return a person for the office of a State.

    The place of birth goes only where no number of that State is known: there it helps the search.
    """
    return PersonBlock(
        surname=person.surname,
        forenames=person.forenames,
        birth_date=person.birth_date,
        birth_certainty=person.birth_certainty,
        sex=person.sex,
        name_at_birth=person.name_at_birth,
        other_names=person.other_names,
        numbers=person.numbers,
        birth_place="" if person.number_in(state) else person.birth_place,
        death_date=person.death_date,
    )
