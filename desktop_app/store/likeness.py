"""Who may be the same person: candidates by number, birth date and name, found by an index, never by reading all.

What somebody said of two records (`not the same`) is kept here, and the pairs found, until one of the two changes.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from desktop_app.domain.likeness import PersonFacts, births_agree, births_near, likely_birth_dates, names_near
from desktop_app.domain.person_records import split_names
from desktop_app.domain.persons import Sex
from desktop_app.domain.time import Certainty
from desktop_app.store.columns import Row, folded_number, folded_words
from desktop_app.store.database import Database
from desktop_app.store.name_terms import NameTerms
from desktop_app.store.names_beside import Named, Names, NamesBeside

_NEAR: Final = 0.78
"""How alike a word of a name must be written (Jaro-Winkler) to be worth comparing whole records."""

_MOST_BY_BIRTH: Final = 12
_MOST_BY_NAME: Final = 60
_MOST_BY_BOTH: Final = 200
_MOST_UNSURE: Final = 20_000
"""Records whose date of birth is not sure that are held by year; of more the index is asked, name by name."""

_UNSURE_YEARS: Final = 2
_MOST_HELD: Final = 40_000
"""People whose names are held by day, and days, while many are looked for."""

_MOST_SOUNDING: Final = 20_000
_BORN_BETWEEN: Final = (
    "SELECT (SELECT min(birth_date) FROM person) AS first, (SELECT max(birth_date) FROM person) AS last"
)
_LAST: Final = (1 << 63) - 1
_MOST_WORDS: Final = 5
_WORD: Final = re.compile(r"[a-z]{2,}")
_LETTER: Final = re.compile(r"[a-z]")
_NAMES: Final = "surname, forenames, name_at_birth, other_names"
_PAIR: Final = (
    "FROM person_likeness AS pair JOIN person AS one ON one.id = pair.first_id AND one.merged_into IS NULL"
    " JOIN person AS other ON other.id = pair.second_id AND other.merged_into IS NULL"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """That two records are not one person's: who said so, when and why."""

    first_id: str
    second_id: str
    said_by: str
    said_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPair:
    """Two records that are likely one person's, as last looked through; `score` of 100."""

    first_id: str
    second_id: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A record as it is compared; `joined` where it was joined with another one."""

    id: str
    joined: bool
    facts: PersonFacts


_Born = tuple[dict[int, Row], dict[str, list[int]]]
_OF_NAMES: Final = "row, surname, forenames, name_at_birth, other_names"
_UNSURE: Final = "birth_certainty <> 'exact'"


@dataclass(slots=True)
class _Asked:
    """What was read for those looked for together, and read once: `upto` is the last row that is looked among.

    The people born on or about one day, and about one year of those whose day is not sure, are held at a time.
    """

    upto: int
    sounding: dict[str, list[str]] = field(default_factory=dict)
    days: OrderedDict[str, Names] = field(default_factory=OrderedDict)
    """The people born on the days that were asked for last."""

    held: int = 0
    """How many people that are."""

    day: date = date.min
    born: NamesBeside = field(default_factory=NamesBeside)
    year: int = 0
    unsure: NamesBeside = field(default_factory=NamesBeside)
    few_unsure: bool = False
    all_unsure: list[tuple[int, Named]] = field(default_factory=list)
    by_month: bool = False
    first: str = ""
    last: str = ""
    """Between which days anybody was born."""


class Likenesses:
    """Finds who may be the same person, and remembers what was said of it."""

    def __init__(self, database: Database, terms: NameTerms) -> None:
        self._database = database
        self._terms = terms
        self._asked: _Asked | None = None

    @contextmanager
    def many_asked(self, upto: int = 0, *, very_many: bool = False) -> Iterator[None]:
        """Let what several ask for alike be read once: who was born then, how a name sounds. Nobody is changed inside.

        It is for any number, ordered by their dates of birth: what is held is of some days, and of some names. With
        `upto` it is looked among the records to that row alone, and those whose day is not sure are read once too.
        `very_many` are some on every day or so: months are read at once.
        """
        born = self._database.row(_BORN_BETWEEN) or {}
        asked = _Asked(
            upto=upto or _LAST, by_month=very_many, first=born.get("first") or "", last=born.get("last") or ""
        )
        if upto:
            sql = f"SELECT birth_date, {_OF_NAMES} FROM person WHERE {_UNSURE} AND row <= ? LIMIT ?"  # noqa: S608 - own words
            found = self._database.tuples(sql, (upto, _MOST_UNSURE + 1))
            asked.few_unsure = len(found) <= _MOST_UNSURE
            asked.all_unsure = [(int(day[:4]), _record(told)) for day, *told in found] if asked.few_unsure else []
        self._asked = asked
        try:
            yield
        finally:
            self._asked = None

    def candidates(self, facts: PersonFacts) -> tuple[str, ...]:
        """Return the ids of records worth comparing with these facts: by number, then by birth date, then by name.

        A record joined with another one is told by its own id too: what it says leads to the other.
        """
        found = dict.fromkeys(self._by_number(facts))
        asked = self._asked
        if asked is not None and facts.birth_certainty is Certainty.EXACT and (facts.birth_date or date.min) > date.min:
            found.update(dict.fromkeys(self._by_both(facts, asked)))
            if asked.few_unsure:
                return tuple(found)
        elif facts.birth_date is not None and facts.birth_date != date.min:
            found.update(dict.fromkeys(self._by_birth(facts)))
        found.update(dict.fromkeys(self._by_name(facts)))
        return tuple(found)

    def facts(self, person_ids: Iterable[str]) -> tuple[Known, ...]:
        """Return what these records are compared by, with every number they have or had; unknown ids are left out."""
        ids = list(person_ids)
        if not ids:
            return ()
        marks = ", ".join("?" for _ in ids)
        numbers: dict[str, list[tuple[str, str]]] = {}
        sql = f"SELECT person_id, state, number FROM insurance_number WHERE person_id IN ({marks}) ORDER BY position"  # noqa: S608 - as below
        for row in self._database.rows(sql, ids):
            numbers.setdefault(row["person_id"], []).append((row["state"], row["number"]))
        rows = self._database.rows(f"SELECT * FROM person WHERE id IN ({marks})", ids)  # noqa: S608 - only question marks
        known = {row["id"]: _known(row, tuple(numbers.get(row["id"], ()))) for row in rows}
        return tuple(known[person_id] for person_id in ids if person_id in known)

    def _by_number(self, facts: PersonFacts) -> list[str]:
        upto = _LAST if self._asked is None else self._asked.upto
        sql = (
            "SELECT person_id FROM insurance_number WHERE folded = ? AND state = ?"
            " AND (SELECT row FROM person WHERE id = person_id) <= ? LIMIT ?"
        )
        found: list[str] = []
        for state, number in facts.numbers:
            if folded := folded_number(number):
                found += [row["person_id"] for row in self._database.rows(sql, (folded, state, upto, _MOST_BY_BIRTH))]
        return found

    def _by_birth(self, facts: PersonFacts) -> list[str]:
        """Return who was born on that day, or on what a slip of the pen makes of it, with a word of the name near."""
        from rapidfuzz.distance import JaroWinkler
        from rapidfuzz.process import extract

        if facts.birth_date is None:
            return []
        names, owners = self._born_about(facts.birth_date)
        points: dict[int, float] = {}
        for word in _words_of(facts)[:_MOST_WORDS]:
            best: dict[int, float] = {}
            for known, near, _ in extract(
                word, owners.keys(), scorer=JaroWinkler.similarity, processor=None, score_cutoff=_NEAR, limit=None
            ):
                for owner in owners[known]:
                    best[owner] = max(best.get(owner, 0.0), near)  # float: a likeness, no amount
            for owner, near in best.items():
                points[owner] = points.get(owner, 0.0) + near
        likest = sorted(points, key=lambda owner: (-points[owner], owner))
        alike = (row for row in likest if names_near(facts, _named(names[row])))
        return self._ids(list(islice(alike, _MOST_BY_BIRTH)))

    def _born_about(self, birth_date: date) -> _Born:
        """Return whoever was born on a day, or a slip of the pen off: their names, and the words of these."""
        days = [day.isoformat() for day in likely_birth_dates(birth_date)]
        marks = ", ".join("?" for _ in days)
        rows = self._database.rows(f"SELECT row, {_NAMES} FROM person WHERE birth_date IN ({marks})", days)  # noqa: S608 - only question marks
        owners: dict[str, list[int]] = {}
        for row in rows:
            named = f"{row['surname']} {row['forenames']} {row['name_at_birth']} {row['other_names']}"
            for word in _folded(named):
                owners.setdefault(word, []).append(row["row"])
        return ({row["row"]: row for row in rows}, owners)

    def _by_both(self, facts: PersonFacts, asked: _Asked) -> list[str]:
        """Return everybody of a near name whose date of birth does not speak against it: none is missed."""
        born = facts.birth_date
        if born is None:
            return []
        if asked.day != born:
            asked.day, asked.born = born, self._born_near(born, asked)
        if asked.few_unsure and asked.year != born.year:
            about = (record for year, record in asked.all_unsure if abs(year - born.year) <= _UNSURE_YEARS)
            asked.year, asked.unsure = born.year, NamesBeside((Names(about),))
        rows = dict.fromkeys((*asked.born.near(facts), *asked.unsure.near(facts)))
        return self._ids(list(islice(rows, _MOST_BY_BOTH)))

    def _born_near(self, birth_date: date, asked: _Asked) -> NamesBeside:
        """Return whose date of birth does not differ from one, as what is written goes."""
        days = [text for day in births_near(birth_date) if asked.first <= (text := day.isoformat()) <= asked.last]
        missing = [day for day in days if day not in asked.days]
        if asked.by_month:
            for month in dict.fromkeys(day[:7] for day in missing):
                self._read_month(month, asked)
        elif missing:
            marks = ", ".join("?" for _ in missing)
            self._read_days(f"birth_date IN ({marks})", missing, missing, asked)
        for day in days:
            asked.days.move_to_end(day)
        born = NamesBeside([asked.days[day] for day in days])
        while asked.held > _MOST_HELD and asked.days:
            _day, gone = asked.days.popitem(last=False)
            asked.held -= 1 + len(gone.records)
        return born

    def _read_month(self, month: str, asked: _Asked) -> None:
        days = [f"{month}-{day:02d}" for day in range(1, 32)]
        self._read_days("birth_date BETWEEN ? AND ?", (days[0], days[-1]), days, asked)

    def _read_days(self, when: str, values: Sequence[str], days: Sequence[str], asked: _Asked) -> None:
        """Read who was born on some days, each with its people in `asked`."""
        read: dict[str, list[Named]] = {day: [] for day in days}
        sql = f"SELECT birth_date, {_OF_NAMES} FROM person WHERE {when} AND row <= ?"  # noqa: S608 - own words
        for day, *record in self._database.tuples(sql, (*values, asked.upto)):
            read[day].append(_record(record))
        for day, people in read.items():
            if day not in asked.days:
                asked.days[day] = Names(people)
                asked.held += 1 + len(people)

    def _by_name(self, facts: PersonFacts) -> list[str]:
        """Return who bears these names, or some that sound so, with a day of birth that may be a slip of this one."""
        surnames = _folded(f"{facts.surname} {facts.name_at_birth}")
        forenames = _folded(facts.forenames)
        if not surnames or not forenames:
            return []
        question = f"({self._any(surnames[:3])}) AND ({self._any(forenames[:1])})"
        upto = _LAST if self._asked is None else self._asked.upto
        sql = "SELECT rowid AS row FROM person_words WHERE person_words MATCH ? AND rowid <= ? LIMIT ?"
        rows = [row["row"] for row in self._database.rows(sql, (question, upto, _MOST_BY_NAME))]
        if not rows:
            return []
        marks = ", ".join("?" for _ in rows)
        dated = self._database.rows(
            f"SELECT id, birth_date, birth_certainty FROM person WHERE row IN ({marks})",  # noqa: S608 - as above
            rows,
        )
        return [row["id"] for row in dated if _near_in_time(facts, row)]

    def _any(self, words: list[str]) -> str:
        meant = dict.fromkeys(other for word in words for other in (word, *self._sounding(word)))
        return " OR ".join(f'"{word}"' for word in meant)

    def _sounding(self, word: str) -> list[str]:
        asked = self._asked
        if asked is None:
            return self._terms.sounding(word)
        if word not in asked.sounding:
            if len(asked.sounding) >= _MOST_SOUNDING:
                asked.sounding.clear()
            asked.sounding[word] = self._terms.sounding(word)
        return asked.sounding[word]

    def _ids(self, rows: list[int]) -> list[str]:
        if not rows:
            return []
        marks = ", ".join("?" for _ in rows)
        found = self._database.rows(f"SELECT row, id FROM person WHERE row IN ({marks})", rows)  # noqa: S608 - as above
        by_row = {row["row"]: row["id"] for row in found}
        return [by_row[row] for row in rows]

    def say_apart(self, one: str, other: str, *, by: str, at: datetime, reason: str) -> None:
        """Keep that two records are not one person's; said again, the last word stands."""
        first, second = sorted((one, other))
        record = {"first_id": first, "second_id": second, "said_by": by, "said_at": at.isoformat(), "reason": reason}
        self._database.delete("person_apart", {"first_id": first, "second_id": second})
        self._database.insert("person_apart", record)
        self._database.delete("person_likeness", {"first_id": first, "second_id": second})

    def take_apart_back(self, one: str, other: str) -> None:
        """Forget that two records were said not to be one person's; both are looked for again."""
        first, second = sorted((one, other))
        self._database.delete("person_apart", {"first_id": first, "second_id": second})
        for person_id in (first, second):
            self._database.run(
                "INSERT OR IGNORE INTO person_to_look (row) SELECT row FROM person WHERE id = ?", (person_id,)
            )

    def apart_from(self, person_id: str) -> tuple[Apart, ...]:
        """Return of whom it was said that they are not this person."""
        rows = self._database.rows(
            "SELECT * FROM person_apart WHERE first_id = ? OR second_id = ? ORDER BY said_at", (person_id, person_id)
        )
        return tuple(
            Apart(
                first_id=row["first_id"],
                second_id=row["second_id"],
                said_by=row["said_by"],
                said_at=datetime.fromisoformat(row["said_at"]),
                reason=row["reason"],
            )
            for row in rows
        )

    def to_look(self, limit: int) -> tuple[tuple[int, str], ...]:
        """Return whose record has still to be looked for among the others: row and id, `limit` of them at most.

        The oldest, with whoever was born on the same day: they are held against the same people. The id is empty where
        the record was taken away since.
        """
        rows = self._database.rows(
            "SELECT l.row, p.id, p.birth_date FROM person_to_look l LEFT JOIN person p ON p.row = l.row"
            " ORDER BY l.row LIMIT ?",
            (limit,),
        )
        found = {row["row"]: "" for row in rows if row["id"] is None}
        for day in dict.fromkeys(row["birth_date"] for row in rows if row["id"] is not None):
            born = self._database.rows(
                "SELECT p.row, p.id FROM person p CROSS JOIN person_to_look l ON l.row = p.row"
                " WHERE p.birth_date = ? ORDER BY p.row LIMIT ?",
                (day, limit),
            )
            found.update({row["row"]: row["id"] for row in born})
            if len(found) >= limit:
                break
        return tuple(found.items())[:limit]

    def left_to_look(self) -> int:
        """Return how many records have still to be looked for."""
        return self._database.number("SELECT count(*) FROM person_to_look")

    def keep_looked(self, looked: Iterable[tuple[int, str]], pairs: Iterable[LikelyPair]) -> None:
        """Keep the pairs found for these records, in place of those found before. No act: nothing is said by it."""
        with self._database.transaction():
            for row, person_id in looked:
                self._database.delete("person_to_look", {"row": row})
                self._database.run(
                    "DELETE FROM person_likeness WHERE first_id = ? OR second_id = ?", (person_id, person_id)
                )
            self.keep_pairs(pairs)

    def keep_pairs(self, pairs: Iterable[LikelyPair]) -> None:
        """Keep pairs found, until one of the two changes."""
        self._database.insert_many(
            "person_likeness",
            ("first_id", "second_id", "score"),
            ((*sorted((pair.first_id, pair.second_id)), pair.score) for pair in pairs),
            known="IGNORE",
        )

    def pairs(self, offset: int, limit: int) -> tuple[LikelyPair, ...]:
        """Return pairs likely one person's, the likeliest first; those one of whom was joined are left out."""
        rows = self._database.rows(
            f"SELECT pair.* {_PAIR} ORDER BY pair.score DESC, pair.first_id LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return tuple(LikelyPair(**row) for row in rows)

    def count_pairs(self) -> int:
        """Return how many pairs there are."""
        return self._database.number(f"SELECT count(*) {_PAIR}")


def _known(row: Row, numbers: tuple[tuple[str, str], ...]) -> Known:
    facts = PersonFacts(
        surname=row["surname"],
        forenames=row["forenames"],
        birth_date=date.fromisoformat(row["birth_date"]),
        birth_certainty=Certainty(row["birth_certainty"]),
        name_at_birth=row["name_at_birth"],
        other_names=split_names(row["other_names"]),
        numbers=numbers,
        sex=Sex(row["sex"]),
        parents=row["parents"],
        birth_place=row["birth_place"],
    )
    return Known(id=row["id"], joined=bool(row["merged_into"]), facts=facts)


def _record(told: Sequence[Any]) -> Named:
    row, surname, forenames, at_birth, others = told
    return (row, surname, forenames, at_birth, others)


def _named(row: Row) -> PersonFacts:
    return PersonFacts(
        surname=row["surname"],
        forenames=row["forenames"],
        name_at_birth=row["name_at_birth"],
        other_names=split_names(row["other_names"]),
    )


def _words_of(facts: PersonFacts) -> list[str]:
    return list(dict.fromkeys(_folded(f"{facts.surname} {facts.name_at_birth} {facts.forenames}")))


def _folded(text: str) -> list[str]:
    """Return the words of names as the index has them, those of one letter left out where there are longer ones."""
    folded = folded_words(text)
    return _WORD.findall(folded) or _LETTER.findall(folded)


def _near_in_time(facts: PersonFacts, row: Row) -> bool:
    born, certainty = date.fromisoformat(row["birth_date"]), Certainty(row["birth_certainty"])
    if Certainty.EXACT is facts.birth_certainty is certainty:
        return births_agree(facts, PersonFacts(birth_date=born, birth_certainty=certainty))
    return True
