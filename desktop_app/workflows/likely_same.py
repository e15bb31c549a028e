"""Who may be the same person: found while somebody types, while records are brought in, and for the list of pairs.

Nothing here joins anything. Every likeness comes with what speaks for it and against it, for a person to judge.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_app.domain.likeness import Compared, PersonFacts, Reason, compare, ruled_out
from desktop_app.domain.persons import InsuredPerson
from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Progress
from desktop_app.store.likeness import LikelyPair
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.veil import covers

MOST: Final = 8
"""How many likely persons are told at most: who has more has typed too little."""

_AT_ONCE: Final = 200
"""How many records are looked for between two writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A person known here who may be the one meant: how likely, 0 to 100, and why."""

    person: InsuredPerson
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """Two records likely one person's, as compared now, with the number of claims of each."""

    one: InsuredPerson
    other: InsuredPerson
    score: int
    reasons: tuple[Reason, ...]
    claims: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsPage:
    """Some of the pairs, how many there are in all, and how many records were not looked through yet."""

    rows: tuple[PairLine, ...]
    total: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartLine:
    """That somebody said of another record that it is not this person."""

    other: InsuredPerson
    said_by: str
    said_at: datetime
    reason: str


@covers
def likely_same(desk: Desk, facts: PersonFacts, *, but: str = "") -> tuple[Likeness, ...]:
    """Return persons known here who may be the one these facts are about, the likeliest first.

    What was once known of them counts: former names and numbers, and records joined with theirs. `but` is the id of
    the person the facts are of, who is left out with those who were said not to be the same. Who is protected from the
    signed-in user is not found: that they are found would tell who they are.
    """
    return _alike(desk, facts, but=but, hidden=desk.store.protections.hides)


def _alike(desk: Desk, facts: PersonFacts, *, but: str, hidden: Callable[..., bool]) -> tuple[Likeness, ...]:
    persons, likenesses = desk.store.persons, desk.store.likenesses
    left_out = {but, *_apart(desk, but)} if but else set()
    best: dict[str, Compared] = {}
    for known in likenesses.facts(likenesses.candidates(facts)):
        if ruled_out(facts, known.facts):
            continue
        compared = compare(facts, known.facts)
        standing = persons.current(known.id) if known.joined else known.id
        if not compared.likely or standing in left_out or hidden(person_id=standing):
            continue
        if standing not in best or best[standing].score < compared.score:
            best[standing] = compared
    likest = sorted(best.items(), key=lambda entry: (-entry[1].score, entry[0]))
    return tuple(
        Likeness(person=persons.get(standing), score=compared.score, reasons=compared.reasons)
        for standing, compared in likest[:MOST]
    )


def alike_of_many(
    desk: Desk, person_ids: Iterable[str], hidden: Callable[..., bool]
) -> dict[str, tuple[Likeness, ...]]:
    """Return whom each of some hundred records resembles, but for who is `hidden`; who resembles nobody is left out.

    Inside `covers` and `many_asked`. What they share, the people born about a day, is read once: order them by it.
    """
    found = {
        known.id: _alike(desk, known.facts, but="", hidden=hidden) for known in desk.store.likenesses.facts(person_ids)
    }
    return {person_id: alike for person_id, alike in found.items() if alike}


def likely_same_person(desk: Desk, person_id: str) -> tuple[Likeness, ...]:
    """Return who may be the same as a person known here; without those who were said not to be."""
    return likely_same(desk, _facts(desk, person_id), but=person_id)


def compare_persons(desk: Desk, one: InsuredPerson, other: InsuredPerson) -> Compared:
    """Compare two persons known here by everything that is kept of them."""
    return compare(_facts(desk, one.id), _facts(desk, other.id))


def say_not_the_same(desk: Desk, one: str, other: str, reason: str) -> None:
    """Keep that two records are not one person's. Raises `CaseProblem("apart_reason_missing")`."""
    if not reason.strip():
        raise CaseProblem("apart_reason_missing")
    facts = {"other": other}
    with desk.store.act(verb="persons_kept_apart", user=desk.user.id, about=one, facts=facts, said=reason.strip()):
        desk.store.likenesses.say_apart(one, other, by=desk.user.id, at=desk.clock.now(), reason=reason.strip())


def ask_again(desk: Desk, one: str, other: str) -> None:
    """Take back that two records are not one person's: whether they are is open again."""
    with desk.store.act(verb="persons_open_again", user=desk.user.id, about=one, facts={"other": other}):
        desk.store.likenesses.take_apart_back(one, other)


@covers
def not_the_same(desk: Desk, person_id: str) -> tuple[ApartLine, ...]:
    """Return of whom somebody said that they are not this person, and why."""
    names = {account.user.id: account.user.name for account in desk.store.users.all()}
    found = []
    for entry in desk.store.likenesses.apart_from(person_id):
        other = entry.second_id if entry.first_id == person_id else entry.first_id
        if desk.store.protections.hides(person_id=other):
            continue
        found.append(
            ApartLine(
                other=desk.store.persons.get(other),
                said_by=names.get(entry.said_by, ""),
                said_at=entry.said_at,
                reason=entry.reason,
            )
        )
    return tuple(found)


@covers
def look_through(desk: Desk, progress: Progress, *, most: int = 0) -> int:
    """Look for each record not looked for yet among all others, and keep the pairs; return how many records.

    Nothing is said by it and nothing changes but the list of pairs. It may be stopped at any time by `progress` and
    goes on where it was; `most` bounds how many are looked for now, 0 is all of them.
    """
    left = desk.store.likenesses.left_to_look()
    total = min(left, most) if most else left
    done = 0
    while done < total:
        progress.step(done, total, "people")
        looked = desk.store.likenesses.to_look(min(_AT_ONCE, total - done))
        if not looked:
            break
        with desk.store.likenesses.many_asked():
            pairs = [
                LikelyPair(first_id=known.id, second_id=alike.person.id, score=alike.score)
                for known in desk.store.likenesses.facts(person_id for _, person_id in looked if person_id)
                if not known.joined
                for alike in _alike(desk, known.facts, but=known.id, hidden=_nobody)
            ]
        desk.store.likenesses.keep_looked(looked, pairs)
        done += len(looked)
    return done


@covers
def likely_pairs(desk: Desk, *, offset: int = 0, limit: int = 100) -> PairsPage:
    """Return records that are likely one person's, the likeliest first, with what speaks for and against each pair."""
    rows = []
    for pair in desk.store.likenesses.pairs(offset, limit):
        if any(desk.store.protections.hides(person_id=each) for each in (pair.first_id, pair.second_id)):
            continue
        one, other = desk.store.persons.get(pair.first_id), desk.store.persons.get(pair.second_id)
        compared = compare_persons(desk, one, other)
        claims = (len(desk.store.claims.of_person(one.id)), len(desk.store.claims.of_person(other.id)))
        rows.append(PairLine(one=one, other=other, score=compared.score, reasons=compared.reasons, claims=claims))
    likenesses = desk.store.likenesses
    return PairsPage(rows=tuple(rows), total=likenesses.count_pairs(), left=likenesses.left_to_look())


def likely_left(desk: Desk) -> int:
    """Return how many records were not looked for among the others yet."""
    return desk.store.likenesses.left_to_look()


def _nobody(*, person_id: str) -> bool:
    """Hide nobody: the pairs are kept for everybody, whoever looks; `likely_pairs` shows each the own ones."""
    return not person_id


def _apart(desk: Desk, person_id: str) -> set[str]:
    ids = (person_id, *desk.store.persons.joined_with(person_id))
    entries = [entry for each in ids for entry in desk.store.likenesses.apart_from(each)]
    return {desk.store.persons.current(part) for entry in entries for part in (entry.first_id, entry.second_id)}


def _facts(desk: Desk, person_id: str) -> PersonFacts:
    """Return what a person is compared by, the numbers they once had among it; nothing of one who is not known."""
    found = desk.store.likenesses.facts((person_id,))
    return found[0].facts if found else PersonFacts()
