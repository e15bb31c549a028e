"""Invented people and claims by the hundred thousand, the same for the same number: what benchmarks are run over.

Names are put together from syllables and name nobody. Some 20,000 surnames, so that many people share one, as on an
island.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from desktop_app.domain.claims import Benefit, Claim, Part, Stage
from desktop_app.domain.persons import InsuranceNumber, InsuredPerson, Sex
from desktop_app.foundation.progress import Progress
from desktop_app.workflows.desk import Desk

AT_ONCE: Final = 20_000
"""How many people are kept in one act."""

EACH_CLAIM: Final = 5
"""One person in so many has a claim."""

_BEGIN: Final[tuple[str, ...]] = (
    "br",
    "ch",
    "cl",
    "dr",
    "fl",
    "gr",
    "ph",
    "qu",
    "sh",
    "st",
    "th",
    "tr",
    *"bcdfghjklmnprstvwy",
)
_MIDDLE: Final[tuple[str, ...]] = ("ai", "ea", "ou", "ie", *"aeiou")
_END: Final[tuple[str, ...]] = ("ck", "th", "nd", "rt", "ll", "st", "ng", *"nrslmxy")
_STATES: Final = (("VC", "LC", "GD"), ("VC", "BZ"), ("VC", "DM"), ("VC", "AG", "KN"), ("GD", "VC"), ("VC", "BB", "LC"))
_BENEFITS: Final = (Benefit.AGE, Benefit.AGE, Benefit.INVALIDITY, Benefit.AGE, Benefit.SURVIVORS)
_SURNAMES: Final = 20_011
_FORENAMES: Final = 1_999
_FIRST_BIRTH: Final = date(1930, 1, 1)
_BIRTH_DAYS: Final = 25_000


def sample_person(number: int) -> InsuredPerson:
    """Make the person of a number, from 0 on."""
    surname, forename, second = _mixed(number, 1), _mixed(number, 2), _mixed(number, 3)
    return InsuredPerson(
        id=f"sample-{number:07d}",
        surname=(_syllable(surname % _SURNAMES) + _syllable(surname % _SURNAMES * 7 + 3)).capitalize(),
        forenames=f"{(_syllable(forename % _FORENAMES) + 'a').capitalize()} {_syllable(second % 997).capitalize()}",
        birth_date=_FIRST_BIRTH + timedelta(days=_mixed(number, 4) % _BIRTH_DAYS),
        sex=(Sex.FEMALE, Sex.MALE)[number % 2],
        numbers=(InsuranceNumber(state="VC", number=f"{100_000 + number}"),),
    )


def sample_claim(desk: Desk, number: int, person: InsuredPerson) -> Claim:
    """Make the claim of a number, from 0 on, for a person."""
    stages = tuple(Stage)
    opened = desk.clock.now() - timedelta(days=_mixed(number, 5) % 4_000)
    return Claim(
        id=f"sample-claim-{number:06d}",
        number=f"VC-{opened.year}-{number:06d}",
        person_id=person.id,
        benefit=_BENEFITS[number % len(_BENEFITS)],
        part=tuple(Part)[number % len(Part)],
        stage=stages[_mixed(number, 6) % len(stages)],
        opened_at=opened,
        stage_changed_at=opened,
        examining_office=desk.office.code,
        responsible=desk.user.id,
        filing_date=opened.date(),
        consent_given=True,
        contingency_date=opened.date(),
        states=_STATES[number % len(_STATES)],
    )


def fill(desk: Desk, people: int, progress: Progress) -> int:
    """Keep so many people, and a claim for every fifth; return how many claims."""
    claims = 0
    for start in range(0, people, AT_ONCE):
        progress.step(start, people, "people")
        made = [sample_person(number) for number in range(start, min(start + AT_ONCE, people))]
        with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={"count": len(made)}):
            desk.store.persons.add_many(made)
            claims += desk.store.claims.add_many(_claims(desk, claims, made[::EACH_CLAIM]))
    return claims


def _claims(desk: Desk, first: int, people: list[InsuredPerson]) -> Iterator[tuple[Claim, InsuredPerson]]:
    for number, person in enumerate(people, start=first):
        yield sample_claim(desk, number, person), person


def _mixed(number: int, salt: int) -> int:
    """Mix a number so that what is taken from it for two things is not alike."""
    mixed = (number * 0x9E3779B1 + salt * 0x85EBCA6B) & 0xFFFFFFFF
    mixed ^= mixed >> 16
    mixed = mixed * 0x7FEB352D & 0xFFFFFFFF
    mixed ^= mixed >> 15
    mixed = mixed * 0x846CA68B & 0xFFFFFFFF
    return mixed ^ mixed >> 16


def _syllable(number: int) -> str:
    rest, begin = divmod(number, len(_BEGIN))
    rest, middle = divmod(rest, len(_MIDDLE))
    return _BEGIN[begin] + _MIDDLE[middle] + _END[rest % len(_END)]
