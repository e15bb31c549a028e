"""Nobody is missed when many are looked for at once: what the index leads to is what comparing all with all finds."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

import pytest

from desktop_app.domain.likeness import PersonFacts, births_agree, births_near, compare, names_near
from desktop_app.domain.time import Certainty
from desktop_app.store.names_beside import Names, NamesBeside
from desktop_app.store.store import Store
from tests.support.chance import Chance
from tests.support.stores import a_person, an_act

SURNAMES = (
    "Thompson", "Tomson", "Thomson", "de la Cruz", "Delacruz", "Cruz", "St. Rose", "Strose", "Joseph", "Josef", "Josep",
    "Sample-Browne", "Samplebrowne", "Browne", "Brown", "D'Arcy", "Darcy", "O'Neil", "Oneill", "Jn Baptiste",
    "Jnbaptiste", "Baptiste", "Ollivierre", "Olivier", "Zéphirin", "Zephirin", "Philip", "Phillip", "Filip", "Ann",
)  # fmt: skip
FORENAMES = (
    "Ann", "Anne", "Anne-Marie", "Annmarie", "Ann Marie", "A", "Marie", "Joseph", "Josef", "Philip", "Filip", "Peter",
    "Pete", "Thomson", "Cruz", "Philomena", "Filomena", "Browne", "Jean Baptiste", "",
)  # fmt: skip
DAYS = tuple(date(1954, 6, 14) + timedelta(days=step) for step in (0, 1, 2, 6, 10, 31, 365, 3652, 3653, 400))


_Thing = TypeVar("_Thing")


def pick(chance: Chance, things: Sequence[_Thing]) -> _Thing:
    return things[chance.below(len(things))]


def invented(chance: Chance, count: int) -> list[PersonFacts]:
    return [
        PersonFacts(
            surname=pick(chance, SURNAMES),
            forenames=pick(chance, FORENAMES),
            name_at_birth=pick(chance, ("", "", "", *SURNAMES)),
            other_names=pick(chance, ((), (), (), ("Ann Browne",), ("Filip",))),
            birth_date=pick(chance, DAYS),
        )
        for _ in range(count)
    ]


def test_the_forms_lead_to_every_name_that_is_near() -> None:
    chance = Chance(7)
    known = invented(chance, 160)
    rows = [
        (row, each.surname, each.forenames, each.name_at_birth, "; ".join(each.other_names))
        for row, each in enumerate(known)
    ]
    beside = NamesBeside([Names(rows[:70]), Names(rows[70:]), Names()])
    for facts in invented(chance, 50):
        wanted = [row for row, each in enumerate(known) if names_near(facts, each)]
        assert beside.near(facts) == wanted, facts


@pytest.mark.parametrize("born", [date(1954, 6, 14), date(1960, 2, 29), date(1999, 12, 31), date(2000, 1, 1)])
def test_every_date_that_does_not_speak_against_one_is_looked_at(born: date) -> None:
    near = set(births_near(born))
    day = date(born.year - 12, 1, 1)
    while day.year <= born.year + 92:
        agree = births_agree(PersonFacts(birth_date=born), PersonFacts(birth_date=day))
        assert agree == (day in near), day
        day += timedelta(days=1)


@pytest.mark.parametrize("very_many", [False, True])
def test_of_many_looked_for_nobody_likely_is_missed(store: Store, very_many: bool) -> None:
    chance = Chance(11)
    known = invented(chance, 150)
    certainties = (*[Certainty.EXACT] * 5, Certainty.MONTH, Certainty.YEAR, Certainty.GUESS)
    with an_act(store):
        for number, each in enumerate(known):
            store.persons.add(
                a_person(
                    id=f"p-{number}",
                    surname=each.surname,
                    forenames=each.forenames,
                    birth_date=each.birth_date,
                    birth_certainty=pick(chance, certainties),
                    name_at_birth=each.name_at_birth,
                    other_names="; ".join(each.other_names),
                    numbers=(),
                )
            )
        later = a_person(id="later", surname="Joseph", forenames="Ann", birth_date=DAYS[0], numbers=())
        last = store.persons.last_row()
        store.persons.add(later)
    everybody = store.likenesses.facts(f"p-{number}" for number in range(len(known)))
    found = 0
    with store.likenesses.many_asked(last, very_many=very_many):
        for facts in sorted(invented(chance, 30), key=lambda each: each.birth_date or date.min):
            candidates = set(store.likenesses.candidates(facts))
            wanted = {each.id for each in everybody if compare(facts, each.facts).likely}
            assert wanted <= candidates, facts
            assert "later" not in candidates
            found += len(wanted)
    assert found > 50, "there was something to find"
