"""The names of some hundred or thousand records side by side: which of them may be the name of somebody looked for.

Every surname is taken apart once, into the forms that another one may agree with. For a name that is looked for a few
forms are held against all of them by one call, and only the records they lead to are compared: none is missed that
`names_near` finds.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from desktop_app.domain.likeness import (
    NameForms,
    PersonFacts,
    forms_agree,
    forms_of_names,
    forms_of_surname,
    names_near,
)
from desktop_app.domain.person_records import split_names
from desktop_app.domain.sounds import sound_of

FORM_NEAR: Final = 0.84
"""How alike two forms are written (Jaro-Winkler) of which one is a slip of the other; those of one sound less."""

Named = tuple[int, str, str, str, str]
"""A record's row, surname, forenames, name at birth and other names, as kept."""


class Names:
    """The records of one day by the forms of their surnames."""

    def __init__(self, records: Iterable[Named] = ()) -> None:
        self.records = tuple(records)
        self.forms: list[str] = []
        self.owners: list[Named] = []
        """Whose each form is."""
        self.without: list[Named] = []
        """Records with a name that has no surname: anybody may be meant by them."""
        self.sounding: dict[str, list[tuple[str, Named]]] = {}
        self.begun: dict[str, list[Named]] = {}
        """By the first word of a surname."""
        for record in self.records:
            if record[3] or record[4]:
                for name in forms_of_names(_facts(record)):
                    self._put(record, _sounded(name.surname), name.first_of_surname)
            else:
                self._put(record, *_of_surname(record[1]))

    def _put(self, record: Named, forms: tuple[tuple[str, str], ...], first: str) -> None:
        if not forms:
            self.without.append(record)
            return
        self.begun.setdefault(first, []).append(record)
        for form, sound in forms:
            self.forms.append(form)
            self.owners.append(record)
            if sound:
                self.sounding.setdefault(sound, []).append((form, record))


class NamesBeside:
    """The records of several days."""

    def __init__(self, parts: Sequence[Names] = ()) -> None:
        self._parts = [part for part in parts if part.records]
        self._forms = list(chain.from_iterable(part.forms for part in self._parts))
        self._owners = list(chain.from_iterable(part.owners for part in self._parts))
        self._in_order: list[str] | None = None

    def near(self, facts: PersonFacts) -> list[int]:
        """Return the rows of all records some name of whom is near one of these facts, as `names_near` says."""
        if not self._parts:
            return []
        names = forms_of_names(facts)
        records: Iterable[Named]
        if all(name.surname and name.forenames for name in names):
            records = {record[0]: record for name in names for record in self._led_to(name)}.values()
        else:  # what is not known agrees with everything
            records = chain.from_iterable(part.records for part in self._parts)
        return sorted(record[0] for record in records if names_near(facts, _facts(record)))

    def _led_to(self, name: NameForms) -> Iterator[Named]:
        """Find who may be meant by a name: a surname by surname or forenames, or by how the forenames begin."""
        from rapidfuzz.distance import JaroWinkler
        from rapidfuzz.process import extract

        for form in dict.fromkeys((*name.surname, *name.forenames)):
            for known, _near, at in extract(
                form, self._forms, scorer=JaroWinkler.similarity, processor=None, score_cutoff=FORM_NEAR, limit=None
            ):
                if forms_agree(form, known):
                    yield self._owners[at]
            sound = sound_of(form)
            for part in self._parts if sound else ():
                for known, record in part.sounding.get(sound, ()):
                    if forms_agree(form, known):
                        yield record
        yield from self._begun(name.first_of_forenames)
        for part in self._parts:
            yield from part.without

    def _begun(self, first: str) -> Iterator[Named]:
        """Find whose surname begins as a forename does, or the other way round."""
        if self._in_order is None:
            self._in_order = sorted({word for part in self._parts for word in part.begun})
        words = {first[:end] for end in range(1, len(first))}
        at = bisect_left(self._in_order, first)
        while at < len(self._in_order) and self._in_order[at].startswith(first):
            words.add(self._in_order[at])
            at += 1
        for word in words:
            for part in self._parts:
                yield from part.begun.get(word, ())


@lru_cache(maxsize=20_000)
def _of_surname(surname: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the forms of a surname, each with how it sounds, and its first word."""
    forms, first = forms_of_surname(surname)
    return _sounded(forms), first


def _sounded(forms: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((form, sound_of(form)) for form in forms)


def _facts(record: Named) -> PersonFacts:
    _row, surname, forenames, at_birth, others = record
    return PersonFacts(
        surname=surname, forenames=forenames, name_at_birth=at_birth, other_names=split_names(others) if others else ()
    )
