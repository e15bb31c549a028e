"""The search box: persons by name, number or birth date, their claims, claims by number, bundles by name."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem
from desktop_app.store.columns import Row, Value, folded_number, folded_words
from desktop_app.store.database import Database

_SPLIT: Final = re.compile(r"[\s\-'\u2019.,;:/\"()*^\x00-\x1f]+")
_MOST_ROWS: Final = 50
_SHORTEST_MISSPELT: Final = 4
_NEAREST_TERMS: Final = 5
_FEWEST_NUMBER_SIGNS: Final = 3
_SERIAL_SIGNS: Final = 4
_CLAIM: Final = (
    "SELECT c.id, c.number, c.person_id, p.forenames, p.surname, p.birth_date FROM claim c"
    " JOIN person p ON p.id = c.person_id"
)
_PERSON: Final = (
    "SELECT p.id, p.forenames, p.surname, p.birth_date, n.number FROM person p"
    " LEFT JOIN insurance_number n ON n.person_id = p.id AND n.position = 0"
)


class HitKind(StrEnum):
    """What the search box can find."""

    PERSON = "person"
    CLAIM = "claim"
    SENT_BUNDLE = "sent_bundle"
    RECEIVED_FILE = "received_file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found. `title_parts` are what the list shows: forenames and surname, or a number, or a file name.

    `id` opens it (person, claim, bundle id, or the number of a received file); `number` is the insurance or claim
    number; `office` the other office of a bundle. `misspelt` says that a name near what was typed was taken.
    """

    kind: HitKind
    id: str
    title_parts: tuple[str, ...]
    person_id: str = ""
    number: str = ""
    birth_date: date | None = None
    office: str = ""
    misspelt: bool = False


class Search:
    """Finds what somebody starts to type."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __call__(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return at most `limit` hits: claims and persons by number first, then persons by name, then bundles."""
        text = text.encode(errors="replace").decode()  # half a character, from a keyboard in between, finds nothing
        if not text.strip():
            return ()
        found: dict[tuple[HitKind, str], Hit] = {}
        people = self._persons_by_number(text) or self._persons_by_birth_date(text) or self._persons_by_name(text)
        for hit in (*self._claims_by_number(text), *people, *self._claims_of(people), *self._bundles(text)):
            found.setdefault((hit.kind, hit.id), hit)
        return tuple(found.values())[:limit]

    def _claims_by_number(self, text: str) -> list[Hit]:
        """Find claims by this office's number (`VC-2014-0031`, `2014-0031`, `0031`, `31`) or another office's."""
        folded = folded_number(text)
        if not any(sign.isdigit() for sign in folded):
            return []
        if not folded.isdecimal():
            start, ranges = folded, "folded >= ? AND folded < ?"
        elif len(folded) <= _SERIAL_SIGNS:
            start, ranges = folded.zfill(_SERIAL_SIGNS), "substr(folded, 7) >= ? AND substr(folded, 7) < ?"
        else:
            start, ranges = folded, "substr(folded, 3) >= ? AND substr(folded, 3) < ?"
        rows = self._database.rows(
            f"{_CLAIM} WHERE c.row IN (SELECT row FROM claim WHERE {ranges} LIMIT ?)"  # noqa: S608 - ranges of this method only
            " OR c.id IN (SELECT claim_id FROM claim_reference WHERE number = ?) ORDER BY c.number DESC LIMIT ?",
            (start, f"{start}\U0010ffff", _MOST_ROWS, text.strip(), _MOST_ROWS),
        )
        return [_claim_hit(row) for row in rows]

    def _claims_of(self, people: list[Hit]) -> list[Hit]:
        hits: list[Hit] = []
        for person in people[:_MOST_ROWS]:
            sql = f"{_CLAIM} WHERE c.person_id = ? ORDER BY c.row DESC LIMIT ?"
            rows = self._database.rows(sql, (person.id, _MOST_ROWS))
            hits.extend(_claim_hit(row) for row in rows)
        return hits

    def _persons_by_number(self, text: str) -> list[Hit]:
        folded = folded_number(text)
        if len(folded) < _FEWEST_NUMBER_SIGNS or not any(sign.isdigit() for sign in folded):
            return []
        return self._persons(
            "p.id IN (SELECT person_id FROM insurance_number WHERE folded >= ? AND folded < ?)",
            folded,
            f"{folded}\U0010ffff",
        )

    def _persons_by_birth_date(self, text: str) -> list[Hit]:
        try:
            birth_date = parse_date(text)
        except FormProblem:
            return []
        return self._persons("p.birth_date = ?", birth_date.isoformat())

    def _persons_by_name(self, text: str) -> list[Hit]:
        words = [word for word in _SPLIT.split(text) if word]
        if not words:
            return []
        exact = self._matching(words, [[]] * len(words))
        if exact or not any(_can_be_misspelt(word) for word in words):
            return exact
        return self._matching(words, [self._terms_near(word) for word in words], misspelt=True)

    def _matching(self, words: list[str], near: list[list[str]], *, misspelt: bool = False) -> list[Hit]:
        question = " AND ".join(
            "(" + " OR ".join([f"{_quoted(word)}*", *(_quoted(term) for term in terms)]) + ")"
            for word, terms in zip(words, near, strict=True)
        )
        hits = self._persons(
            "p.row IN (SELECT rowid FROM person_words WHERE person_words MATCH ? LIMIT ?)",
            question,
            _MOST_ROWS,
            misspelt=misspelt,
        )
        first = folded_words(words[0])
        return sorted(hits, key=lambda hit: (not folded_words(hit.title_parts[1]).startswith(first), _by_name(hit)))

    def _terms_near(self, word: str) -> list[str]:
        """Return the names in the store that a slip of the keyboard may have turned into this word."""
        if not _can_be_misspelt(word):
            return []
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        terms = [row["term"] for row in self._database.rows("SELECT term FROM person_vocabulary")]
        slips = 1 if len(word) < 2 * _SHORTEST_MISSPELT else 2
        near = extract(folded_words(word), terms, scorer=OSA.distance, score_cutoff=slips, limit=_NEAREST_TERMS)
        return [str(term) for term, _, _ in near]

    def _persons(self, condition: str, *values: Value, misspelt: bool = False) -> list[Hit]:
        rows = self._database.rows(f"{_PERSON} WHERE {condition} LIMIT ?", (*values, _MOST_ROWS))
        return [
            Hit(
                kind=HitKind.PERSON,
                id=row["id"],
                title_parts=(row["forenames"], row["surname"]),
                person_id=row["id"],
                number=row["number"] or "",
                birth_date=date.fromisoformat(row["birth_date"]),
                misspelt=misspelt,
            )
            for row in rows
        ]

    def _bundles(self, text: str) -> list[Hit]:
        wanted = text.strip().casefold()
        if len(wanted) < _FEWEST_NUMBER_SIGNS:
            return []
        values: tuple[Value, ...] = (wanted, wanted, _MOST_ROWS)
        sent = self._database.rows(
            "SELECT bundle_id AS id, file_name, office FROM sent_bundle"
            " WHERE instr(lower(file_name), ?) > 0 OR instr(lower(bundle_id), ?) > 0 ORDER BY rowid DESC LIMIT ?",
            values,
        )
        received = self._database.rows(
            "SELECT id, file_name, from_office AS office FROM received_file"
            " WHERE instr(lower(file_name), ?) > 0 OR instr(lower(bundle_id), ?) > 0 ORDER BY id DESC LIMIT ?",
            values,
        )
        return [
            Hit(kind=kind, id=str(row["id"]), title_parts=(row["file_name"],), office=row["office"])
            for kind, rows in ((HitKind.SENT_BUNDLE, sent), (HitKind.RECEIVED_FILE, received))
            for row in rows
        ]


def _claim_hit(row: Row) -> Hit:
    return Hit(
        kind=HitKind.CLAIM,
        id=row["id"],
        title_parts=(row["forenames"], row["surname"]),
        person_id=row["person_id"],
        number=row["number"],
        birth_date=date.fromisoformat(row["birth_date"]),
    )


def _can_be_misspelt(word: str) -> bool:
    return len(word) >= _SHORTEST_MISSPELT and word.isalpha()


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _by_name(hit: Hit) -> str:
    forenames, surname = hit.title_parts
    return folded_words(f"{surname}, {forenames}")
