"""The words by which people and bundles are found: taken apart, folded, and kept beside what they name."""

import re
from collections.abc import Iterable
from typing import Final

from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.sounds import sound_of
from desktop_app.store.columns import folded_words
from desktop_app.store.database import Database

_AT_ONCE: Final = 1000
_SPLIT: Final = re.compile(r"[\s\-'\u2019.,;:/\"()*^\x00-\x1f]+")


def words_of(text: str) -> list[str]:
    """Take a text apart as the indexes do."""
    return [word for word in _SPLIT.split(text) if word]


def person_words(person: InsuredPerson) -> tuple[str, str, str]:
    """Return what the index holds of a person: surname, forenames, every other name."""
    return person.surname, person.forenames, f"{person.name_at_birth} {person.other_names}".strip()


def keep_terms(database: Database, persons: Iterable[InsuredPerson]) -> None:
    """Keep every word of these persons' names among those that a misspelt word is held against, and how it sounds."""
    _keep(
        database,
        {folded_words(word) for person in persons for part in person_words(person) for word in words_of(part)},
    )


def _keep(database: Database, terms: Iterable[str]) -> None:
    terms = sorted(terms)
    database.insert_many("name_term", ("term",), ((term,) for term in terms), known="IGNORE")
    sounds = sorted((sound_of(term), term) for term in terms)
    database.insert_many("name_sound", ("sound", "term"), sounds, known="IGNORE")


def keep_bundle_words(database: Database, kind: str, bundle: str, *texts: str) -> None:
    """Keep, or keep anew, the words by which a received file or a sent bundle is found."""
    known = database.row("SELECT row FROM bundle_name WHERE kind = ? AND id = ?", (kind, bundle))
    if known is None:
        database.insert("bundle_name", {"kind": kind, "id": bundle})
        row = database.number("SELECT last_insert_rowid()")
    else:
        row = known["row"]
        database.run("DELETE FROM bundle_words WHERE rowid = ?", (row,))
    database.run("INSERT INTO bundle_words (rowid, words) VALUES (?, ?)", (row, " ".join(texts).strip()))


def drop_file_names(database: Database, received_ids: Iterable[int]) -> None:
    """Let received files no longer be found by their names, which say what a person called them; ids stay.

    `overwrite_words` has to follow: the index keeps what was dropped until its parts are joined.
    """
    for number in received_ids:
        row = database.row("SELECT bundle_id FROM received_file WHERE id = ?", (number,))
        keep_bundle_words(database, "received_file", str(number), (row or {}).get("bundle_id") or "")


def overwrite_words(database: Database) -> None:
    """Join the parts of the index of files, so that nothing is left there of words that were dropped."""
    database.run("INSERT INTO bundle_words (bundle_words) VALUES ('optimize')")


def keep_words_anew(database: Database) -> None:
    """Make every word anew by which people and bundles are found: in a store to which none came over."""
    for table in ("person_words", "bundle_words"):
        database.run(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608 - own names
    database.run(
        "INSERT INTO person_words (rowid, surname, forenames, other_names)"
        " SELECT row, surname, forenames, trim(name_at_birth || ' ' || other_names) FROM person"
    )
    names = "SELECT row, surname, forenames, name_at_birth, other_names FROM person WHERE row > ? ORDER BY row LIMIT ?"
    terms: set[str] = set()
    last = 0
    while found := database.rows(names, (last, _AT_ONCE)):
        last = int(found[-1]["row"])
        texts = (row[name] for row in found for name in ("surname", "forenames", "name_at_birth", "other_names"))
        terms |= {folded_words(word) for text in texts for word in words_of(text)}
    _keep(database, terms)
    database.run("INSERT OR IGNORE INTO person_to_look (row) SELECT row FROM person")
    for kind, table, key in (("received_file", "received_file", "id"), ("sent_bundle", "sent_bundle", "bundle_id")):
        database.run(
            f"INSERT OR IGNORE INTO bundle_name (kind, id) SELECT '{kind}', CAST({key} AS TEXT) FROM {table}"  # noqa: S608 - own names
        )
        database.run(
            "INSERT INTO bundle_words (rowid, words)"  # noqa: S608 - own names
            " SELECT name.row, trim(kept.file_name || ' ' || coalesce(kept.bundle_id, ''))"
            f" FROM bundle_name AS name JOIN {table} AS kept ON name.id = CAST(kept.{key} AS TEXT) WHERE name.kind = ?",
            (kind,),
        )
