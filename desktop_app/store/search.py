"""The search box: persons by name, number or birth date, their claims, claims by number, bundles by name."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem
from desktop_app.store.columns import Row, Value, folded_number, folded_words
from desktop_app.store.database import Database
from desktop_app.store.name_terms import NameTerms
from desktop_app.store.words import words_of

_FEWEST_NUMBER_SIGNS: Final = 3
_SERIAL_SIGNS: Final = 4
_CLAIM: Final = (
    "SELECT c.id, c.number, c.person_id, p.forenames, p.surname, p.birth_date FROM claim c"
    " JOIN person p ON p.id = c.person_id"
)
_PERSON: Final = (
    "SELECT p.id, p.forenames, p.surname, p.birth_date, p.merged_into, n.number,"
    " (SELECT c.id FROM claim c WHERE c.person_id = p.id AND c.removed_at IS NULL ORDER BY c.row DESC LIMIT 1)"
    " AS claim_id FROM person p"
    " LEFT JOIN insurance_number n ON n.person_id = p.id AND n.position = 0"
)
_NAMED: Final = "p.row IN (SELECT rowid FROM person_words WHERE person_words MATCH ? LIMIT ?)"


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
    number; `office` the other office of a bundle; `claim_id` a person's newest claim, empty for none. `misspelt` says
    that a name near what was typed was taken.
    """

    kind: HitKind
    id: str
    title_parts: tuple[str, ...]
    person_id: str = ""
    number: str = ""
    birth_date: date | None = None
    office: str = ""
    claim_id: str = ""
    misspelt: bool = False


_FEW_LETTERS: Final = 5
_FEW_OF_A_FURTHER: Final = 2
"""Letters of the only word typed, or of the last of several, that very many names begin with."""


class Search:
    """Finds what somebody starts to type, quickly enough for every key: each question reads a few rows by an index."""

    def __init__(self, database: Database, terms: NameTerms | None = None) -> None:
        self._database = database
        self._terms = terms or NameTerms(database)

    def __call__(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return at most `limit` hits: claims by number first, then persons with their claims, then bundles."""
        text = text.encode(errors="replace").decode()  # half a character, from a keyboard in between, finds nothing
        if not text.strip():
            return ()
        found: dict[tuple[HitKind, str], Hit] = {}
        people = self._people(text, limit)
        for hit in (
            *self._claims_by_number(text, limit),
            *people,
            *self._claims_of(people),
            *self._bundles(text, limit),
        ):
            found.setdefault((hit.kind, hit.id), hit)
        return tuple(found.values())[:limit]

    def bare(self, text: str, limit: int = 20) -> int:
        """Ask the full-text index alone for people by the start of each word, and read the rows it names.

        What a benchmark holds the search box against: no numbers, no claims, no bundles, no order, no second look.
        """
        question = " AND ".join(f"{_quoted(word)}*" for word in words_of(text))
        return len(self._persons(_NAMED, (question, limit), limit)) if question else 0

    def _people(self, text: str, limit: int) -> list[Hit]:
        return (
            self._persons_by_number(text, limit)
            or self._persons_by_birth_date(text, limit)
            or self._persons_by_name(text, limit)
        )

    def _claims_by_number(self, text: str, limit: int) -> list[Hit]:
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
            (start, f"{start}\U0010ffff", limit, text.strip(), limit),
        )
        return [_claim_hit(row) for row in rows]

    def _claims_of(self, people: list[Hit]) -> list[Hit]:
        """Return the claims of these people, in their order, each person's newest first."""
        with_claims = [person.id for person in people if person.claim_id]
        if not with_claims:
            return []
        marks = ", ".join("?" for _ in with_claims)
        rows = self._database.rows(
            f"{_CLAIM} WHERE c.person_id IN ({marks}) AND c.removed_at IS NULL ORDER BY c.row DESC", with_claims
        )
        order = {person: place for place, person in enumerate(with_claims)}
        return [_claim_hit(row) for row in sorted(rows, key=lambda row: order[row["person_id"]])]

    def _persons_by_number(self, text: str, limit: int) -> list[Hit]:
        folded = folded_number(text)
        if len(folded) < _FEWEST_NUMBER_SIGNS or not any(sign.isdigit() for sign in folded):
            return []
        return self._persons(
            "p.id IN (SELECT person_id FROM insurance_number WHERE folded >= ? AND folded < ? LIMIT ?)",
            (folded, f"{folded}\U0010ffff", limit),
            limit,
        )

    def _persons_by_birth_date(self, text: str, limit: int) -> list[Hit]:
        try:
            birth_date = parse_date(text)
        except FormProblem:
            return []
        return self._persons("p.birth_date = ?", (birth_date.isoformat(),), limit)

    def _persons_by_name(self, text: str, limit: int) -> list[Hit]:
        words = words_of(text)
        if not words:
            return []
        if exact := self._of_this_name(words, limit):
            return exact
        near = [self._terms.near(word) for word in words]
        if not any(near):
            return []
        question = " AND ".join(
            _any_of(f"{_quoted(word)}*", *map(_quoted, terms)) for word, terms in zip(words, near, strict=True)
        )
        return sorted(self._persons(_NAMED, (question, limit), limit, misspelt=True), key=_by_name)

    def _of_this_name(self, words: list[str], limit: int) -> list[Hit]:
        """Find who is called so: the surname typed in full, then the start of a surname, then any of the names.

        Where fewer than `limit` have the words at all, they are all there are, and one question was enough. Where few
        letters are typed many have them, and surnames are asked for first: most often they alone fill the list.
        """
        rest = "".join(f" AND {_quoted(word)}*" for word in words[1:])
        apart = len(words) == 1 or len(words[0]) > 1  # one letter of two words costs the most
        many = apart and len(words[-1]) <= (_FEW_LETTERS if len(words) == 1 else _FEW_OF_A_FURTHER)
        surnames = self._rows_of_surname(words[0], rest, limit) if many else []
        rows = surnames
        if len(rows) < limit:
            rows = self._rows_of(f"{_quoted(words[0])} *{rest}", limit)
            if len(rows) == limit and apart:
                surnames = surnames if many else self._rows_of_surname(words[0], rest, limit)
                rows = list(dict.fromkeys((*surnames, *rows)))[:limit]
        wanted = folded_words(words[0])
        hits = self._persons(_rows_among(len(rows)), tuple(rows), limit) if rows else []
        return sorted(hits, key=lambda hit: (_nearness(hit, wanted), _by_name(hit)))

    def _rows_of_surname(self, word: str, rest: str, limit: int) -> list[int]:
        """Find by a surname of which a word is what was typed, then by one of which a word begins so."""
        rows = self._rows_of(f"(surname : {_quoted(word)}){rest}", limit) if len(word) > 1 else []
        if len(rows) < limit:
            rows += self._rows_of(f"(surname : {_quoted(word)} *){rest}", limit)
        return list(dict.fromkeys(rows))[:limit]

    def _rows_of(self, question: str, limit: int) -> list[int]:
        sql = "SELECT rowid FROM person_words WHERE person_words MATCH ? LIMIT ?"
        return [row["rowid"] for row in self._database.rows(sql, (question, limit))]

    def _persons(self, condition: str, values: tuple[Value, ...], limit: int, *, misspelt: bool = False) -> list[Hit]:
        rows = self._standing(self._database.rows(f"{_PERSON} WHERE {condition} LIMIT ?", (*values, limit)))
        return [
            Hit(
                kind=HitKind.PERSON,
                id=row["id"],
                title_parts=(row["forenames"], row["surname"]),
                person_id=row["id"],
                number=row["number"] or "",
                birth_date=date.fromisoformat(row["birth_date"]),
                claim_id=row["claim_id"] or "",
                misspelt=misspelt,
            )
            for row in rows
        ]

    def _standing(self, rows: list[Row]) -> list[Row]:
        """Put the record that stands for it in the place of one that was joined with another, each once."""
        if not any(row["merged_into"] for row in rows):
            return rows
        found: dict[str, Row] = {}
        for row in rows:
            standing: Row | None = row
            while standing and standing["merged_into"]:
                standing = self._database.row(f"{_PERSON} WHERE p.id = ?", (standing["merged_into"],))
            if standing:
                found.setdefault(standing["id"], standing)
        return list(found.values())

    def _bundles(self, text: str, limit: int) -> list[Hit]:
        words = words_of(text)
        if sum(map(len, words)) < _FEWEST_NUMBER_SIGNS or not any(sign.isdigit() for sign in text):
            return []  # every bundle's name holds a number, and no person's does
        question = " AND ".join(f"{_quoted(word)}*" for word in words)
        rows = self._database.rows(
            "SELECT name.kind, name.id, coalesce(sent.file_name, file.file_name) AS file_name,"
            " coalesce(sent.office, file.from_office) AS office FROM bundle_name AS name"
            " LEFT JOIN sent_bundle AS sent ON name.kind = 'sent_bundle' AND sent.bundle_id = name.id"
            " LEFT JOIN received_file AS file ON name.kind = 'received_file' AND file.id = CAST(name.id AS INTEGER)"
            " WHERE name.row IN (SELECT rowid FROM bundle_words WHERE bundle_words MATCH ? LIMIT ?)"
            " ORDER BY name.kind DESC, name.row DESC",
            (question, limit),
        )
        return [
            Hit(kind=HitKind(row["kind"]), id=row["id"], title_parts=(row["file_name"],), office=row["office"])
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


def _any_of(*parts: str) -> str:
    return f"({' OR '.join(parts)})"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _rows_among(count: int) -> str:
    return f"p.row IN ({', '.join('?' * count)})"


def _nearness(hit: Hit, wanted: str) -> int:
    """Return 0 where a word of the surname is what was typed, 1 where one begins so, else 2."""
    surname = words_of(folded_words(hit.title_parts[1]))
    if wanted in surname:
        return 0
    return 1 if any(word.startswith(wanted) for word in surname) else 2


def _by_name(hit: Hit) -> str:
    forenames, surname = hit.title_parts
    return folded_words(f"{surname}, {forenames}")
