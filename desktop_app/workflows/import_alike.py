"""New persons of a file who resemble somebody known: found when the file is tried, and what a clerk says of each.

A number nobody has may be that of somebody known: under another number, or with none yet. Said to be the same, the
number is given to them, as an act of its own; said to be somebody else, both records are kept apart; left open, the
pair waits on the list of likely pairs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from desktop_app.domain.person_records import HeldKind, HeldNumber
from desktop_app.domain.persons import InsuredPerson
from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Progress
from desktop_app.store.columns import folded_number
from desktop_app.store.likeness import LikelyPair
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.likely_same import Likeness, alike_of_many
from desktop_app.workflows.veil import covers

MOST: Final = 300
"""New persons who resemble somebody that are told one by one; the rest are counted."""

MOST_KNOWN: Final = 3
"""Persons known here that are told beside each of them."""

_AT_ONCE: Final = 200
_VERY_MANY: Final = 10_000
"""New persons of whom so many are born in a month that it is read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlike:
    """A new person of a file, as the line says that first names them, and whom they resemble, the likeliest first."""

    line: int
    person: InsuredPerson
    known: tuple[Likeness, ...]

    @property
    def number(self) -> str:
        """The number of the file."""
        return self.person.numbers[0].number


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeAnswer:
    """What a clerk says of a new number: it is `same`, a person known; or none of `apart`, with a reason.

    With neither it is left open: `later` are persons known and how likely each is, for the list of pairs.
    """

    same: str = ""
    apart: tuple[str, ...] = ()
    reason: str = ""
    later: tuple[tuple[str, int], ...] = ()


Answers = Mapping[str, AlikeAnswer]
"""Answers by number, however spaced."""


@dataclass(slots=True, kw_only=True)
class AlikeTally:
    """Who was found to resemble somebody: the first one by one, and how many in all."""

    first: list[NewAlike] = field(default_factory=list)
    count: int = 0


def left_open(alike: NewAlike) -> AlikeAnswer:
    """Return the answer of who does not decide now."""
    return AlikeAnswer(later=tuple((known.person.id, known.score) for known in alike.known))


@covers
def checked_answers(desk: Desk, answers: Answers) -> dict[str, AlikeAnswer]:
    """Return answers by folded number, each person standing for themselves.

    Raises `CaseProblem`: `apart_reason_missing`, `person_unknown` for one who is not known, or not to be seen, here.
    """
    checked: dict[str, AlikeAnswer] = {}
    for number, answer in answers.items():
        if answer.apart and not answer.reason.strip():
            raise CaseProblem("apart_reason_missing")
        for each in (answer.same, *answer.apart):
            if each and (desk.store.persons.find(each) is None or desk.store.protections.hides(person_id=each)):
                raise CaseProblem("person_unknown")
        same = desk.store.persons.current(answer.same) if answer.same else ""
        later = tuple(pair for pair in answer.later if desk.store.persons.find(pair[0]) is not None)
        checked[folded_number(number)] = replace(answer, same=same, later=later)
    return checked


def look_for_alike(desk: Desk, import_id: str, before: int, total: int, tally: AlikeTally, progress: Progress) -> None:
    """Find whom the `total` new persons of a file resemble, of those kept up to the row `before`, and keep the pairs.

    They are gone through by their dates of birth, some at a time, so that who was born then is read once for all of
    them; of any number of them the first lines are told.
    """
    done, passed = 0, ("", 0)
    with desk.store.likenesses.many_asked(before, very_many=total >= _VERY_MANY):
        while some := desk.store.persons.born_in_order(before, passed, _AT_ONCE):
            progress.step(done, total, "import_alike")
            alike = alike_of_many(desk, [person_id for _, _, person_id in some], desk.store.protections.hides)
            found = [
                NewAlike(
                    line=desk.store.imports.first_line(import_id, person_id),
                    person=desk.store.persons.get(person_id),
                    known=known[:MOST_KNOWN],
                )
                for person_id, known in alike.items()
            ]
            keep_likely(desk, found)
            tally.count += len(found)
            tally.first = sorted((*tally.first, *found), key=lambda each: each.line)[:MOST]
            done, passed = done + len(some), some[-1][:2]


def keep_likely(desk: Desk, alike: Iterable[NewAlike]) -> None:
    """Put new persons and whom each resembles on the list of likely pairs."""
    desk.store.likenesses.keep_pairs(
        LikelyPair(first_id=each.person.id, second_id=known.person.id, score=known.score)
        for each in alike
        for known in each.known
    )


def keep_answer(desk: Desk, import_id: str, person: InsuredPerson, answer: AlikeAnswer) -> None:
    """Keep what was said of a number that became a new person: whom they are not."""
    at, reason = desk.clock.now(), answer.reason.strip()
    for other in answer.apart:
        told = {"other": person.id}
        with desk.store.act(verb="persons_kept_apart", user=desk.user.id, about=other, facts=told, said=reason):
            desk.store.likenesses.say_apart(other, person.id, by=desk.user.id, at=at, reason=reason)
            desk.store.imports.said_apart(import_id, other, person.id, at)


def give_number(desk: Desk, import_id: str, person_id: str, number: str) -> None:
    """Give a number of this State to a person known before the file, beside those they have."""
    state = desk.office.state
    record = desk.store.person_records.get(person_id)
    holding = [entry for entry in record.numbers if entry.kind is not HeldKind.FORMER]
    former = [entry for entry in record.numbers if entry.kind is HeldKind.FORMER]
    numbers = (*holding, HeldNumber(state=state, number=number), *former)
    with desk.store.act(verb="number_brought", user=desk.user.id, about=person_id, facts={"import": import_id}):
        desk.store.person_records.set(person_id, replace(record, numbers=numbers))
        desk.store.imports.gave_number(import_id, person_id, state, number)


def take_numbers(desk: Desk, import_id: str) -> int:
    """Take the numbers again that a file gave to persons known before it; return how many."""
    given = desk.store.imports.numbers_given(import_id)
    for person_id, state, folded in given:
        record = desk.store.person_records.get(person_id)
        left = tuple(entry for entry in record.numbers if (entry.state, folded_number(entry.number)) != (state, folded))
        with desk.store.act(verb="number_taken", user=desk.user.id, about=person_id, facts={"import": import_id}):
            desk.store.person_records.set(person_id, replace(record, numbers=left))
    return len(given)
