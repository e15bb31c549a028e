"""How likely two records are one person's, and what speaks for it and against it.

A likeness is a reason to look, never a match: whether it is one person is said by a person.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from desktop_app.domain.person_records import split_names
from desktop_app.domain.persons import InsuredPerson, Sex
from desktop_app.domain.sounds import sound_of
from desktop_app.domain.time import Certainty

LIKELY: Final = 58
"""Points from which two records are shown as likely one person's."""

_ALIKE: Final = 84
"""How alike two words of a name are (Jaro-Winkler, of 100) from which one may be a slip of the other."""

_BY_SOUND: Final = 70
"""How alike they are at least where they sound the same."""

_SHORTEST_NUMBER: Final = 5
"""Signs of a number from which one slip in it is told: a shorter one is like many."""

_PARTICLES: Final = frozenset(
    {"de", "la", "le", "du", "des", "del", "van", "von", "der", "den", "di", "da", "dos", "st"}
)
_LED_BY: Final = re.compile(r"^(?:de|del|la|le|du|des|d|st)(?=.{4})")
_CROSSED: Final = 30
"""What two names with their fields exchanged must be worth to be taken for that."""

_CERTAIN_YEARS: Final = 2

_MOST_BY_NAMES: Final = 50
"""What the same name is worth."""

_BY_ONE_FIELD: Final = 5
"""What two names are worth at most where surname or forenames differ."""


class Sign(StrEnum):
    """What speaks for or against two records being one person's."""

    SAME_NUMBER = "same_number"
    NUMBER_ONE_SLIP = "number_one_slip"
    SAME_BIRTH_DATE = "same_birth_date"
    DAY_AND_MONTH = "day_and_month"
    BIRTH_YEAR_OFF = "birth_year_off"
    BIRTH_ONE_SLIP = "birth_one_slip"
    BIRTH_AS_FAR_AS_KNOWN = "birth_as_far_as_known"
    SAME_NAME = "same_name"
    SPELT_OTHERWISE = "spelt_otherwise"
    SOUNDS_ALIKE = "sounds_alike"
    NAME_ONE_SLIP = "name_one_slip"
    PART_OF_NAME = "part_of_name"
    FIELDS_SWAPPED = "fields_swapped"
    OTHER_NAME = "other_name"
    SAME_PARENTS = "same_parents"
    SAME_BIRTH_PLACE = "same_birth_place"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    NUMBER_DIFFERS = "number_differs"
    SEX_DIFFERS = "sex_differs"
    FORENAMES_DIFFER = "forenames_differ"
    SURNAME_DIFFERS = "surname_differs"


AGAINST: Final = frozenset(
    {Sign.BIRTH_DATE_DIFFERS, Sign.NUMBER_DIFFERS, Sign.SEX_DIFFERS, Sign.FORENAMES_DIFFER, Sign.SURNAME_DIFFERS}
)
"""Signs that speak against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A sign and its facts, for a sentence: `state`, `number`, `name`, `years`."""

    sign: Sign
    facts: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What is known of somebody, as far as records are compared by it. Empty and None mean not known.

    `numbers` are (State, number); `other_names` whole names.
    """

    surname: str = ""
    forenames: str = ""
    birth_date: date | None = None
    birth_certainty: Certainty = Certainty.EXACT
    name_at_birth: str = ""
    other_names: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    sex: Sex = Sex.NOT_STATED
    parents: str = ""
    birth_place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How likely two records are one person's, 0 to 100, and why, the strongest first."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def likely(self) -> bool:
        """Whether it is worth a look."""
        return self.score >= LIKELY


def facts_of(person: InsuredPerson) -> PersonFacts:
    """Return what a person known here is compared by."""
    return PersonFacts(
        surname=person.surname,
        forenames=person.forenames,
        birth_date=person.birth_date,
        birth_certainty=person.birth_certainty,
        name_at_birth=person.name_at_birth,
        other_names=split_names(person.other_names),
        numbers=tuple((entry.state, entry.number) for entry in person.numbers),
        sex=person.sex,
        parents=person.parents,
        birth_place=person.birth_place,
    )


def likely_birth_dates(birth_date: date) -> tuple[date, ...]:
    """Return a birth date and what a slip of the pen makes of it, without doubles."""
    year, month, day = birth_date.year, birth_date.month, birth_date.day
    tens, ones = divmod(year % 100, 10)
    slips = [
        (year, month, day),
        (year, day, month),
        (year - 1, month, day),
        (year + 1, month, day),
        (year - year % 100 + ones * 10 + tens, month, day),
        (year, month, int(f"{day:02d}"[::-1])),
        (year, month, day - 1),
        (year, month, day + 1),
        (year, month - 1, day),
        (year, month + 1, day),
        (year, month, day - 10),
        (year, month, day + 10),
        (year - 10, month, day),
        (year + 10, month, day),
    ]
    found: dict[date, None] = {}
    for slip in slips:
        try:
            found[date(*slip)] = None
        except ValueError:
            continue
    return tuple(found)


def births_near(birth_date: date) -> tuple[date, ...]:
    """Return every date that `compare` does not take for another birth date, where both are certain."""
    year, month, day = birth_date.year, birth_date.month, birth_date.day
    written = f"{year:04d}{month:02d}{day:02d}"
    meant = {written, f"{year:04d}{day:02d}{month:02d}", f"{year - 1:04d}{written[4:]}", f"{year + 1:04d}{written[4:]}"}
    for at in range(len(written)):
        meant.update(f"{written[:at]}{sign}{written[at + 1 :]}" for sign in "0123456789")
        meant.add(f"{written[:at]}{written[at : at + 2][::-1]}{written[at + 2 :]}")
    found = []
    for text in sorted(meant):
        try:
            found.append(date(int(text[:4]), int(text[4:6]), int(text[6:])))
        except ValueError:
            continue
    return tuple(found)


def births_agree(one: PersonFacts, other: PersonFacts) -> bool:
    """Tell whether two dates of birth, as sure as they are, do not speak against one person; nor does one not known."""
    return all(reason.sign is not Sign.BIRTH_DATE_DIFFERS for _, reason in _births(one, other))


def ruled_out(one: PersonFacts, other: PersonFacts) -> bool:
    """Tell at little cost that `compare` would not find two records likely; False leaves it open.

    Of the candidates that an index proposes most are ruled out: by dates of birth, or by names one field of which is
    another one's.
    """
    known = [*_numbers(one, other), *_births(one, other), *_rest(one, other)]
    if any(reason.sign is Sign.SAME_NUMBER for _, reason in known):
        return False
    lacking = LIKELY - sum(points for points, _ in known)
    return lacking > _MOST_BY_NAMES or (lacking > _BY_ONE_FIELD and not names_near(one, other))


def names_near(one: PersonFacts, other: PersonFacts) -> bool:
    """Tell whether some name of each, as it stands or with its fields exchanged, differs in no field."""
    others = _names_of(other)
    return any(_near(a, b) for a in _names_of(one) for b in others)


def compare(one: PersonFacts, other: PersonFacts) -> Compared:
    """Compare two records by everything both of them say. The order of the two does not matter to the score."""
    weighed = sorted((*_numbers(one, other), *_births(one, other), *_names(one, other), *_rest(one, other)), key=_first)
    score = sum(points for points, _ in weighed)
    if any(reason.sign is Sign.SAME_NUMBER for _, reason in weighed):
        score = max(score, LIKELY + 2)
    told = tuple(dict.fromkeys((reason.sign, tuple(sorted(reason.facts.items()))) for _, reason in weighed))
    return Compared(
        score=max(0, min(100, score)),
        reasons=tuple(Reason(sign=sign, facts=MappingProxyType(dict(facts))) for sign, facts in told),
    )


def _first(weighed: tuple[int, Reason]) -> tuple[bool, int, str]:
    points, reason = weighed
    return reason.sign in AGAINST, -points, reason.sign


Weighed = Iterator[tuple[int, Reason]]


def _numbers(one: PersonFacts, other: PersonFacts) -> Weighed:
    from rapidfuzz.distance import OSA  # when it is first needed: a window is painted before

    agreed: set[str] = set()
    unlike: dict[str, None] = {}
    for state, number in one.numbers:
        for its_state, its_number in other.numbers:
            ours, theirs = _bare(number), _bare(its_number)
            if state != its_state or not ours or not theirs:
                continue
            if ours == theirs:
                agreed.add(state)
                yield 60, Reason(sign=Sign.SAME_NUMBER, facts={"state": state, "number": number})
            elif min(len(ours), len(theirs)) >= _SHORTEST_NUMBER and OSA.distance(ours, theirs) == 1:
                agreed.add(state)
                yield 8, Reason(sign=Sign.NUMBER_ONE_SLIP, facts={"state": state, "number": its_number})
            else:
                unlike[state] = None
    for state in unlike:
        if state not in agreed:
            yield -12, Reason(sign=Sign.NUMBER_DIFFERS, facts={"state": state})


def _births(one: PersonFacts, other: PersonFacts) -> Weighed:
    from rapidfuzz.distance import OSA

    first, second = one.birth_date, other.birth_date
    if first is None or second is None or date.min in {first, second}:
        return
    certain = Certainty.EXACT is one.birth_certainty is other.birth_certainty
    years = abs(first.year - second.year)
    if first == second:
        yield (35 if certain else 26), Reason(sign=Sign.SAME_BIRTH_DATE)
    elif not certain and _as_far_as_known(one, other):
        yield 22, Reason(sign=Sign.BIRTH_AS_FAR_AS_KNOWN)
    elif years == 0 and (first.month, first.day) == (second.day, second.month):
        yield 28, Reason(sign=Sign.DAY_AND_MONTH)
    elif years == 1 and (first.month, first.day) == (second.month, second.day):
        yield 24, Reason(sign=Sign.BIRTH_YEAR_OFF, facts={"years": years})
    elif OSA.distance(first.strftime("%Y%m%d"), second.strftime("%Y%m%d")) == 1:
        yield 24, Reason(sign=Sign.BIRTH_ONE_SLIP)
    else:
        points = -10 if not certain and years <= _CERTAIN_YEARS else -25
        yield points, Reason(sign=Sign.BIRTH_DATE_DIFFERS)


def _as_far_as_known(one: PersonFacts, other: PersonFacts) -> bool:
    """Tell whether two dates agree in what both are sure of; of a guess two years either way do."""
    first, second = one.birth_date, other.birth_date
    if first is None or second is None:
        return False
    kinds = {one.birth_certainty, other.birth_certainty}
    if Certainty.GUESS in kinds:
        return abs(first.year - second.year) <= _CERTAIN_YEARS
    if Certainty.YEAR in kinds:
        return first.year == second.year
    return (first.year, first.month) == (second.year, second.month)


@dataclass(frozen=True, slots=True)
class NameForms:
    """A name by the forms of each field that another one may agree with, and the first word of each field."""

    surname: tuple[str, ...]
    forenames: tuple[str, ...]
    first_of_surname: str
    first_of_forenames: str


def forms_of_names(facts: PersonFacts) -> list[NameForms]:
    """Return the names of a record by their forms: two fields that `names_near` finds alike share a form that agrees.

    Forms agree where `forms_agree`. A field that is empty has none.
    """
    return [
        NameForms(_forms(name.surname), _forms(name.forenames), "".join(name.surname[:1]), "".join(name.forenames[:1]))
        for name in _names_of(facts)
    ]


def forms_of_surname(surname: str) -> tuple[tuple[str, ...], str]:
    """Return the forms of a surname, and its first word."""
    words = _words(surname)
    return _forms(words), "".join(words[:1])


def forms_agree(one: str, other: str) -> bool:
    """Tell whether two forms of a field may be one: said alike, or one slip of the pen apart."""
    return _word_likeness(one, other) is not None


@lru_cache(maxsize=20_000)
def _forms(words: tuple[str, ...]) -> tuple[str, ...]:
    if not words:
        return ()
    shape = _shape(words)
    return tuple(dict.fromkeys((*words, shape.glued, "".join(shape.core), shape.stripped)))


@dataclass(frozen=True, slots=True)
class _Name:
    surname: tuple[str, ...]
    forenames: tuple[str, ...]
    shown: str
    in_use: bool

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.forenames, *self.surname)


def _names(one: PersonFacts, other: PersonFacts) -> Weighed:
    """Weigh the pair of names, one of each, that speaks most for one person."""
    pairs = [(a, b, list(_weighed_names(a, b))) for a in _names_of(one) for b in _names_of(other)]
    if not pairs:
        return
    a, b, best = max(pairs, key=lambda pair: (sum(p for p, _ in pair[2]), pair[0].in_use and pair[1].in_use))
    total = sum(points for points, _ in best)
    if total > 0 and not (a.in_use and b.in_use):
        yield total - 3, Reason(sign=Sign.OTHER_NAME, facts={"name": a.shown if b.in_use else b.shown})
        return
    yield from best


def _names_of(facts: PersonFacts) -> list[_Name]:
    return _names_taken_apart(facts.surname, facts.forenames, facts.name_at_birth, facts.other_names)


@lru_cache(maxsize=2_000)
def _names_taken_apart(
    last_name: str, first_names: str, name_at_birth: str, other_names: tuple[str, ...]
) -> list[_Name]:
    forenames = _words(first_names)
    shown = f"{first_names} {last_name}".strip()
    found = [_Name(_words(last_name), forenames, shown, in_use=True)]
    if name_at_birth.strip():
        born = _words(name_at_birth)
        both = len(forenames) > 0 and set(forenames) <= set(born)
        surname = tuple(word for word in born if word not in forenames) if both else born
        found.append(_Name(surname or born, forenames, name_at_birth.strip(), in_use=False))
    for name in other_names:
        words = _words(name)
        if len(words) == 1:
            found.append(_Name(words, forenames, name, in_use=False))
        elif words:
            found.append(_Name(words[-1:], words[:-1], name, in_use=False))
    return [name for name in found if name.words]


def _near(a: _Name, b: _Name) -> bool:
    """Tell whether neither field of two names differs."""
    return (
        _may_agree(a.surname, b.surname, a.forenames, b.forenames)
        or _may_agree(a.forenames, b.surname, a.surname, b.forenames)
        or _may_agree(b.forenames, a.surname, b.surname, a.forenames)
    )


def _may_agree(x: tuple[str, ...], y: tuple[str, ...], x_first: tuple[str, ...], y_first: tuple[str, ...]) -> bool:
    """Tell whether surnames `x` and `y` do not differ, nor the forenames beside them: also what is not known agrees."""
    if x and y and _likeness(x, y) is None:
        return False
    return (
        not (x_first and y_first)
        or x_first[0].startswith(y_first[0])
        or y_first[0].startswith(x_first[0])
        or _likeness(x_first, y_first) is not None
    )


_WEAKEST_LAST: Final = (
    Sign.SAME_NAME,
    Sign.SPELT_OTHERWISE,
    Sign.SOUNDS_ALIKE,
    Sign.NAME_ONE_SLIP,
    Sign.PART_OF_NAME,
)


def _weighed_names(a: _Name, b: _Name) -> Weighed:
    """Weigh two names as one: where both fields agree, the weaker agreement names both; else what differs is named."""
    straight = (*_surnames(a, b), *_forenames(a, b))
    total = sum(points for points, _ in straight)
    whole = a.surname and a.forenames and b.surname and b.forenames
    if whole and max(_crossed(a, b), _crossed(b, a)) > max(_CROSSED, total):
        yield 44, Reason(sign=Sign.FIELDS_SWAPPED)
        return
    unlike = [sign for _, sign in straight if sign in AGAINST]
    if unlike:
        for sign in unlike:
            yield total // len(unlike), Reason(sign=sign)
    elif straight:
        sign = max((sign for _, sign in straight), key=_WEAKEST_LAST.index)
        if sign is Sign.SAME_NAME and a.shown.casefold() != b.shown.casefold() and a.in_use and b.in_use:
            sign = Sign.SPELT_OTHERWISE
        yield total, Reason(sign=sign)


_Part = tuple[int, Sign]


def _crossed(a: _Name, b: _Name) -> int:
    turned = _Name(a.forenames, a.surname, a.shown, a.in_use)
    return sum(points for points, _ in (*_surnames(turned, b), *_forenames(turned, b)))


def _surnames(a: _Name, b: _Name) -> tuple[_Part, ...]:
    if not a.surname or not b.surname:
        return ()
    return (_likeness(a.surname, b.surname) or (-20, Sign.SURNAME_DIFFERS),)


def _forenames(a: _Name, b: _Name) -> tuple[_Part, ...]:
    """Weigh the forenames; where one is not known, or only begun, it neither speaks for nor much against."""
    if not a.forenames or not b.forenames:
        return ((8, Sign.PART_OF_NAME),)
    alike = _likeness(a.forenames, b.forenames)
    if alike is not None:
        return (alike,)
    if a.forenames[0].startswith(b.forenames[0]) or b.forenames[0].startswith(a.forenames[0]):
        return ((10, Sign.PART_OF_NAME),)
    return ((-20, Sign.FORENAMES_DIFFER),)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The words of one field as they are held against another one's, worked out once."""

    core: tuple[str, ...]
    core_sorted: list[str]
    glued: str
    stripped: str


@lru_cache(maxsize=20_000)
def _shape(words: tuple[str, ...]) -> _Shape:
    core = _core(words)
    return _Shape(core=core, core_sorted=sorted(core), glued="".join(words), stripped=_stripped(words))


def _likeness(a: tuple[str, ...], b: tuple[str, ...]) -> _Part | None:
    """Return how the words of one field are alike and what it is worth, None where they are not."""
    if a == b:
        return 25, Sign.SAME_NAME
    first, second = _shape(a), _shape(b)
    if first.glued == second.glued or first.core_sorted == second.core_sorted or first.stripped == second.stripped:
        return 24, Sign.SPELT_OTHERWISE
    left, right = first.core, second.core
    if len(left) == len(right):
        signs = [_word_likeness(x, y) for x, y in zip(left, right, strict=True)]
        if all(signs):
            return 20, Sign.NAME_ONE_SLIP if Sign.NAME_ONE_SLIP in signs else Sign.SOUNDS_ALIKE
    elif glued := _word_likeness("".join(left), "".join(right)):
        return 20, glued
    few, many = sorted((left, right), key=len)
    if all(any(_word_likeness(x, y) for y in many) for x in few):
        return 19, Sign.PART_OF_NAME
    return None


@lru_cache(maxsize=20_000)
def _word_likeness(x: str, y: str) -> Sign | None:
    from rapidfuzz.distance import OSA, JaroWinkler

    if x == y:
        return Sign.SOUNDS_ALIKE
    near = 100 * JaroWinkler.similarity(x, y)
    if near < _BY_SOUND:
        return None
    if sound_of(x) == sound_of(y) != "":
        return Sign.SOUNDS_ALIKE
    if near < _ALIKE:
        return None
    slips = OSA.distance(x, y)
    if slips == 1 or (slips <= 2 and max(len(x), len(y)) >= 6):  # noqa: PLR2004 - two slips in a longer word
        return Sign.NAME_ONE_SLIP
    return None


def _rest(one: PersonFacts, other: PersonFacts) -> Weighed:
    if Sex.NOT_STATED not in (one.sex, other.sex) and one.sex is not other.sex:
        yield -15, Reason(sign=Sign.SEX_DIFFERS)
    if one.parents and _words(one.parents) == _words(other.parents):
        yield 8, Reason(sign=Sign.SAME_PARENTS)
    if one.birth_place and _words(one.birth_place) == _words(other.birth_place):
        yield 3, Reason(sign=Sign.SAME_BIRTH_PLACE)


def _bare(number: str) -> str:
    return "".join(sign for sign in number if sign.isalnum()).upper()


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    """Take a name apart: folded, hyphens and points part words, an apostrophe does not."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in parts if not unicodedata.combining(sign))
    bare = "".join("" if sign in "'\u2019`" else sign if sign.isalnum() else " " for sign in text.casefold())
    return tuple(bare.split())


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that carry a name: `de la` and their like are left out where something else is there."""
    return tuple(word for word in words if word not in _PARTICLES) or words


def _stripped(words: tuple[str, ...]) -> str:
    """Return a name in one word, without the particles it begins with."""
    bare, before = "".join(words), ""
    while bare != before:
        bare, before = _LED_BY.sub("", bare), bare
    return bare
