"""The shape of the store, step by step: one named function a change, never edited once released."""

from typing import Final

from desktop_app.domain.sounds import sound_of
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.columns import folded_words, sha256
from desktop_app.store.database import Migrations, Tables
from desktop_app.store.fifth_schema import FIFTH_SCHEMA, NO_LONGER_CHECKED
from desktop_app.store.first_schema import FIRST_SCHEMA
from desktop_app.store.fourth_schema import FOURTH_SCHEMA
from desktop_app.store.second_schema import SECOND_SCHEMA
from desktop_app.store.third_schema import THIRD_SCHEMA

STEPS: Final = Migrations("cass_desk")


@STEPS()
def first_claim(db: Tables) -> None:
    """Make the tables for one claim from a clerk's keystroke to the other State's certificate."""
    for statement in FIRST_SCHEMA:
        db.execute(statement)


@STEPS()
def law_of_the_region(db: Tables) -> None:
    """Make the tables for what two persons settle, for the law that was used, and for the other benefits."""
    for statement in SECOND_SCHEMA:
        db.execute(statement)


@STEPS()
def the_exchange(db: Tables) -> None:
    """Make the tables for what offices owe each other, and for the trace of what travelled."""
    db.register_function(sha256, deterministic=True)
    for statement in THIRD_SCHEMA:
        db.execute(statement)


@STEPS()
def the_memory(db: Tables) -> None:
    """Make the tables for what a case says in full, and for what is found at once."""
    for statement in FOURTH_SCHEMA:
        db.execute(statement)


@STEPS()
def the_eyes(db: Tables) -> None:
    """Make the tables for who may see what, and for what was brought in from other records or let go."""
    db.register_function(sha256, deterministic=True)
    db.register_function(folded_words, deterministic=True)
    db.register_function(sound_of, deterministic=True)
    for statement in FIFTH_SCHEMA:
        db.execute(statement)
    _without_check(db, "proposal", NO_LONGER_CHECKED)


def _without_check(db: Tables, table: str, check: str) -> None:
    """Take a condition out of a table's definition; the rows stay where they are, and so does all that refers to them.

    The way SQLite describes for changes that touch no content ("Making Other Kinds Of Table Schema Changes").
    """
    version = int(db.execute("PRAGMA schema_version").fetchone()[0])
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_master SET sql = replace(sql, ?, '') WHERE type = 'table' AND name = ?", [check, table])
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = RESET")


def schema_version() -> int:
    """Return the version this program writes: the number of its migrations."""
    return len(STEPS._migrations)  # noqa: SLF001 - the library has no public list of what is registered


def version_of(db: Tables) -> int:
    """Return the version of an open store. Raises `StoreProblem`: `store_newer`, `store_unreadable` for an empty file.

    Reads only: a store of a newer program stays as it is, byte for byte.
    """
    known = {step.name for step in STEPS._migrations}  # noqa: SLF001 - as above
    applied = [step.name for step in STEPS.applied(db)]
    if not known.issuperset(applied):
        raise StoreProblem("store_newer", store=len(applied), program=schema_version())
    if not applied:
        raise StoreProblem("store_unreadable")
    return len(applied)


def bring_up_to_date(db: Tables) -> None:
    """Apply what is missing, each step whole or not at all, and write the version where other tools look for it."""
    STEPS.apply(db)
    db.execute(f"PRAGMA user_version = {schema_version()}")
