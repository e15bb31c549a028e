"""The journal for those who may read it: filtered, a page at a time, and as a file."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.foundation.problems import DutyProblem
from desktop_app.store.journal import JournalFilter, JournalLine
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.rights import READERS
from desktop_app.workflows.veil import may_see

__all__ = ["JournalEntry", "JournalFilter", "JournalPage", "entries_after", "journal_csv", "journal_page", "may_read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One act. `user` is the name of who did it, `about` the number of the claim, the office or the id it is about."""

    id: int
    at: datetime
    user: str
    verb: str
    about: str
    facts: Mapping[str, str | int]
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalPage:
    """Some acts, newest first, how many pass the filter, and what can be filtered by."""

    entries: tuple[JournalEntry, ...]
    total: int
    verbs: tuple[str, ...]
    users: tuple[tuple[str, str], ...]


def may_read(desk: Desk) -> bool:
    """Return whether the signed-in user may read the journal."""
    return desk.user.holds(READERS)


def journal_page(desk: Desk, chosen: JournalFilter, *, offset: int = 0, limit: int = 200) -> JournalPage:
    """Return a page of the journal. Raises `DutyProblem("journal_role_needed")`."""
    _refuse_others(desk)
    names = _names(desk)
    return JournalPage(
        entries=_entries(desk, desk.store.journal.page(chosen, offset=offset, limit=limit)),
        total=desk.store.journal.count(chosen),
        verbs=desk.store.journal.verbs(),
        users=tuple(sorted(names.items(), key=lambda entry: entry[1])),
    )


def entries_after(desk: Desk, line: int) -> tuple[JournalEntry, ...]:
    """Return the acts after a line of the journal, newest first."""
    count = desk.store.journal.count() - line
    return _entries(desk, desk.store.journal.page(JournalFilter(), offset=0, limit=max(0, count)))


def journal_csv(desk: Desk, chosen: JournalFilter) -> str:
    """Return the acts that pass a filter as CSV, oldest first, with their hashes; that it was taken out is an act too.

    Raises `DutyProblem("journal_role_needed")`.
    """
    _refuse_others(desk)
    total = desk.store.journal.count(chosen)
    lines = desk.store.journal.page(chosen, offset=0, limit=total)
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(("line", "at", "user", "verb", "about", "facts", "hash"))
    for entry in reversed(_entries(desk, lines)):
        facts = "; ".join(f"{name}={value}" for name, value in entry.facts.items())
        cells = (entry.user, entry.verb, entry.about, facts)
        rows.writerow((entry.id, entry.at.isoformat(), *map(_harmless, cells), entry.hash))
    with desk.store.act(verb="journal_exported", user=desk.user.id, about="store", facts={"lines": total}):
        pass
    return written.getvalue()


def _entries(desk: Desk, lines: tuple[JournalLine, ...]) -> tuple[JournalEntry, ...]:
    names = _names(desk)
    claims = desk.store.claims.numbers_of({line.about for line in lines})
    return tuple(
        JournalEntry(
            id=line.id,
            at=line.at,
            user=names.get(line.user, line.user),
            verb=line.verb,
            about=_about(desk, line, claims, names),
            facts=line.facts if may_see(desk, line.about) else {},
            hash=line.hash,
        )
        for line in lines
    )


def _about(desk: Desk, line: JournalLine, claims: Mapping[str, str], names: Mapping[str, str]) -> str:
    if line.about in claims and not may_see(desk, line.about):
        return PROTECTED_NAME
    return claims.get(line.about, names.get(line.about, line.about))


def _names(desk: Desk) -> dict[str, str]:
    return {account.user.id: account.user.name for account in desk.store.users.all()}


def _refuse_others(desk: Desk) -> None:
    if not may_read(desk):
        raise DutyProblem("journal_role_needed")


def _harmless(cell: str) -> str:
    """Keep a cell from being taken for a formula by a spreadsheet."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell
