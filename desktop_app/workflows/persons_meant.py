"""Who may be meant: persons already known beside the one a message or form names. A person chooses, nobody else."""

from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from desktop_app.domain.likeness import PersonFacts, facts_of
from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.persons import InsuranceNumber, InsuredPerson, Sex
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.likely_same import likely_same

SAME_NAME: Final = 90
"""Likeness of two names, of 100, from which they count as the same with room for spelling."""


def persons_like(desk: Desk, block: PersonBlock) -> tuple[InsuredPerson, ...]:
    """Return persons already known who may be the one a message is about; never a match by itself."""
    return tuple(alike.person for alike in likely_same(desk, facts_of_block(block)))


def facts_of_block(block: PersonBlock) -> PersonFacts:
    """Return what the person of a message is compared by."""
    return facts_of(person_of(block, ""))


def person_of(block: PersonBlock, person_id: str) -> InsuredPerson:
    """Return the person a message names, as a new one of ours."""
    return InsuredPerson(
        id=person_id,
        surname=block.surname,
        forenames=block.forenames,
        birth_date=block.birth_date,
        birth_certainty=block.birth_certainty,
        sex=block.sex,
        name_at_birth=block.name_at_birth,
        other_names=block.other_names,
        birth_place=block.birth_place,
        parents=block.parents,
        nationality=block.nationality,
        address=block.address,
        death_date=block.death_date,
        numbers=block.numbers,
    )


def joined_person(known: InsuredPerson, typed: InsuredPerson) -> InsuredPerson:
    """Return a person already known with what was typed of them; what was not typed stays as it was known."""
    return replace(
        typed,
        sex=known.sex if typed.sex is Sex.NOT_STATED else typed.sex,
        name_at_birth=typed.name_at_birth or known.name_at_birth,
        other_names=typed.other_names or known.other_names,
        nationality=typed.nationality or known.nationality,
        birth_place=typed.birth_place or known.birth_place,
        parents=typed.parents or known.parents,
        address=typed.address or known.address,
        phone=typed.phone or known.phone,
        email=typed.email or known.email,
        death_date=typed.death_date or known.death_date,
        numbers=joined_numbers(known.numbers, typed.numbers, replacing=True),
    )


def retyped_person(known: InsuredPerson, typed: InsuredPerson) -> InsuredPerson:
    """Return a person as retyped whole; what the form does not ask for stays: the date of death, kinds of numbers."""
    kinds = {(entry.state, bare_number(entry.number)): entry.kind for entry in known.numbers}
    return replace(
        typed,
        death_date=typed.death_date or known.death_date,
        numbers=tuple(
            replace(entry, kind=kinds.get((entry.state, bare_number(entry.number)), entry.kind))
            for entry in typed.numbers
        ),
    )


def joined_numbers(
    ours: tuple[InsuranceNumber, ...], theirs: tuple[InsuranceNumber, ...], *, replacing: bool = False
) -> tuple[InsuranceNumber, ...]:
    """Add numbers of States where none is known; a second number of a State stays beside the first.

    `replacing` lets the institution's own word stand in place of the first number we have of its State.
    """
    kept = list(ours)
    for entry in theirs:
        of_state = [known for known in kept if known.state == entry.state]
        same = next((known for known in of_state if bare_number(known.number) == bare_number(entry.number)), None)
        if not of_state:
            kept.append(entry)
        elif replacing:
            place = kept.index(of_state[0])
            kept.remove(same or of_state[0])
            kept.insert(place, replace(same, number=entry.number) if same else entry)
    return tuple(kept)


def bare_number(number: str) -> str:
    """Return a number without what spaces it: letters and digits alone, capitals."""
    return "".join(character for character in number if character.isalnum()).upper()


def same_name(first: str, second: str) -> bool:
    """Tell whether two names are the same but for order and spelling."""
    return fuzz.token_sort_ratio(first.casefold(), second.casefold()) >= SAME_NAME
