"""Benchmarks of the office's memory: a key in the search box, a window of the claims table, a claim opened.

The reference of the search box is the full-text index asked alone, in the same run, for the same words. The store is
an encrypted file as an office has it; everybody in it is invented.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final, TypeVar

from desktop_app.domain.likeness import PersonFacts, facts_of
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.progress import Progress
from desktop_app.store.claims import ClaimFilter, ClaimSort, SortKey
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.find import find
from desktop_app.workflows.likely_same import likely_same
from desktop_app.workflows.list_claims import claims_page
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.prove_program import one_office
from desktop_app.workflows.sample_people import fill, sample_person

_Thing = TypeVar("_Thing")
_HITS: Final = 12
_WINDOW: Final = 200
_HUNDRED: Final = 100
_STEP: Final = 7_919
"""People are taken so far apart, so that they are from everywhere in the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Nanoseconds of one thing done many times: the median, and what 99 of 100 take at most."""

    times: int
    median: int
    ninety_nine: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Searching:
    """What keys in the search box cost in a store of so many people and claims; `bare` is the index alone.

    `alike` is looking for who may be the same person as somebody whose name is being typed.
    """

    people: int
    claims: int
    keys: Spent
    bare: Spent
    misspelt: Spent
    numbers: Spent
    alike: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the claims table and opening a claim cost; `first` and `deep` are windows at its begin and at its end."""

    people: int
    claims: int
    made: int
    size: int
    first: Spent
    deep: Spent
    sorted_by_name: Spent
    opened: Spent
    person_added: Spent


def searching(folder: Path, clock: Clock, *, people: int, rounds: int, progress: Progress) -> Searching:
    """Measure the search box: `rounds` names typed letter by letter, then as many misspelt, then numbers."""
    desk = one_office(folder, clock, "VC", "VC-NIS")
    try:
        claims = fill(desk, people, progress)
        typed = [text for number in _spread(people, rounds) for text in _keys(number)]
        _warm(desk)
        keys, bare = _in_turn(
            typed, lambda text: find(desk, text, _HITS), lambda text: desk.store.search.bare(text, _HITS), progress
        )
        wrong = [_misspelt(sample_person(number).surname) for number in _spread(people, rounds)]
        numbers = [f"{100_000 + number}" for number in _spread(people, rounds)]
        return Searching(
            people=people,
            claims=claims,
            keys=keys,
            bare=bare,
            misspelt=_each(wrong, lambda text: find(desk, text, _HITS)),
            numbers=_each(numbers, lambda text: find(desk, text, _HITS)),
            alike=_each(list(_slips(people, rounds)), lambda facts: likely_same(desk, facts)),
        )
    finally:
        desk.close()


def listing(folder: Path, clock: Clock, *, people: int, rounds: int, progress: Progress) -> Listing:
    """Measure the claims table and opening claims in a store of so many people."""
    desk = one_office(folder, clock, "VC", "VC-NIS")
    try:
        begun = time.perf_counter_ns()
        claims = fill(desk, people, progress)
        made = time.perf_counter_ns() - begun
        by_number, by_name = ClaimSort(), ClaimSort(key=SortKey.CLAIMANT)
        windows = list(range(0, max(1, claims // 2), max(1, claims // 2 // rounds)))[:rounds]
        return Listing(
            people=people,
            claims=claims,
            made=made,
            size=desk.places.store_file.stat().st_size,
            first=_each([0] * rounds, lambda at: claims_page(desk, ClaimFilter(), by_number, offset=at, limit=_WINDOW)),
            deep=_each(
                [claims // 2 + at for at in windows],
                lambda at: claims_page(desk, ClaimFilter(), by_number, offset=at, limit=_WINDOW),
            ),
            sorted_by_name=_each(
                windows, lambda at: claims_page(desk, ClaimFilter(), by_name, offset=at, limit=_WINDOW)
            ),
            opened=_each([_claim_id(number) for number in _spread(claims, rounds)], lambda key: open_claim(desk, key)),
            person_added=_each(range(people, people + rounds), lambda number: _add(desk, number)),
        )
    finally:
        desk.close()


def _keys(number: int) -> Iterator[str]:
    """Type a person's name letter by letter: the surname, then the first letters of the forename."""
    person = sample_person(number)
    for end in range(1, len(person.surname) + 1):
        yield person.surname[:end]
    for end in range(1, 4):
        yield f"{person.surname} {person.forenames[:end]}"


def _misspelt(name: str) -> str:
    """Exchange two letters in the middle of a name."""
    at = len(name) // 2
    return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


def _slips(people: int, rounds: int) -> Iterator[PersonFacts]:
    """Make facts of people of the store as somebody may type them: a letter short, fields exchanged, a day off."""
    for place, number in enumerate(_spread(people, rounds)):
        facts = replace(facts_of(sample_person(number)), numbers=())
        born = facts.birth_date or date.min
        yield (
            replace(facts, surname=facts.surname[:-1]),
            replace(facts, surname=facts.forenames, forenames=facts.surname),
            replace(facts, birth_date=born + timedelta(days=1)),
        )[place % 3]


def _warm(desk: Desk) -> None:
    """Do what the first search after sign-in does once."""
    for text in ("a", "Abacadabra", "100000"):
        find(desk, text, _HITS)
    likely_same(desk, facts_of(sample_person(0)))


def _spread(count: int, rounds: int) -> list[int]:
    return [number * _STEP % count for number in range(rounds)]


def _claim_id(number: int) -> str:
    return f"sample-claim-{number:06d}"


def _add(desk: Desk, number: int) -> None:
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={"count": 1}):
        desk.store.persons.add(sample_person(number))


def _in_turn(
    texts: list[str], ours: Callable[[str], object], theirs: Callable[[str], object], progress: Progress
) -> tuple[Spent, Spent]:
    """Measure two ways of doing the same, one after the other for each text, so that neither has the warmer disk."""
    spent: tuple[list[int], list[int]] = ([], [])
    for at, text in enumerate(texts):
        if not at % _HUNDRED:
            progress.step(at, len(texts), "keys")
        for way, kept in zip(
            (theirs, ours) if at % 2 else (ours, theirs), spent[::-1] if at % 2 else spent, strict=True
        ):
            kept.append(_timed(way, text))
    return _told(spent[0]), _told(spent[1])


def _each(things: Iterable[_Thing], done: Callable[[_Thing], object]) -> Spent:
    return _told([_timed(done, thing) for thing in things])


def _timed(done: Callable[[_Thing], object], thing: _Thing) -> int:
    begun = time.perf_counter_ns()
    done(thing)
    return time.perf_counter_ns() - begun


def _told(spent: list[int]) -> Spent:
    ordered = sorted(spent)
    last = len(ordered) - 1
    return Spent(times=len(ordered), median=ordered[last // 2], ninety_nine=ordered[last * 99 // _HUNDRED])
