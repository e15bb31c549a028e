"""The journal for those who may read it: filtered, a page at a time, a line in full, its chain, and as a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.foundation.places import left_if_told
from desktop_app.foundation.problems import CaseProblem, DutyProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.changes import ChangeKind, KeptValue, LineChanges, RowChange
from desktop_app.store.journal import JournalFilter, JournalLine
from desktop_app.store.protections import row_named
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.find import find
from desktop_app.workflows.left_files import remember_folder
from desktop_app.workflows.rights import READERS
from desktop_app.workflows.table_files import write_table

__all__ = [
    "ChainChecked",
    "ChangeKind",
    "FieldChange",
    "JournalEntry",
    "JournalFilter",
    "JournalPage",
    "LineDetail",
    "RowDetail",
    "check_chain",
    "entries_after",
    "export_journal",
    "ids_meant",
    "journal_line",
    "journal_page",
    "may_read",
]

_A_STEP: Final = 500
"""Lines read at a time for a file."""

_MOST_MEANT: Final = 40
_LONGEST_ID: Final = 40
_TABLE: Final = "journal"
_COLUMNS: Final = ("line", "at", "user", "verb", "about", "facts", "changes", "previous", "hash")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One column of a record before and after an act; None where it was not there."""

    name: str
    before: KeptValue
    after: KeptValue

    @property
    def differs(self) -> bool:
        """Whether the act changed it."""
        return self.before != self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDetail:
    """A record that an act added, changed or removed. `row` names it; `hidden`: it belongs to a protected case."""

    table: str
    row: str
    kind: ChangeKind
    fields: tuple[FieldChange, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDetail:
    """A line in full. `previous` is the hash of the line before; `fits` whether its own hash is right.

    `names` are the names of persons and users and the numbers of claims by the ids that stand in it, as far as they are
    shown; `about_id` is the id that it is about. `said` is what the person wrote to it. Both are empty where it is
    about what is protected.
    `more`: it changed further records than are kept. `forgotten`: what was kept had to be destroyed since.
    """

    entry: JournalEntry
    previous: str
    fits: bool
    rows: tuple[RowDetail, ...]
    more: bool
    forgotten: bool
    said: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    about_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainChecked:
    """What going through the chain showed: how many lines, the first that does not fit (0 for none), the last hash."""

    lines: int
    first_wrong: int
    changes_wrong: int
    last_hash: str


def may_read(desk: Desk) -> bool:
    """Return whether the signed-in user may read the journal."""
    return desk.user.holds(READERS)


def journal_page(desk: Desk, chosen: JournalFilter, *, offset: int = 0, limit: int = 200) -> JournalPage:
    """Return a page of the journal. Raises `DutyProblem("journal_role_needed")`."""
    _refuse_others(desk)
    chosen = _veiled(desk, chosen)
    names = _names(desk)
    return JournalPage(
        entries=_named(desk, desk.store.journal.page(chosen, offset=offset, limit=limit)),
        total=desk.store.journal.count(chosen),
        verbs=desk.store.journal.verbs(),
        users=tuple(sorted(names.items(), key=lambda entry: entry[1])),
    )


def entries_after(desk: Desk, line: int) -> tuple[JournalEntry, ...]:
    """Return the acts after a line of the journal, newest first."""
    count = desk.store.journal.count() - line
    return _entries(desk, desk.store.journal.page(JournalFilter(), offset=0, limit=max(0, count)))


def journal_line(desk: Desk, number: int) -> LineDetail:
    """Return a line in full. Raises `DutyProblem("journal_role_needed")`, `CaseProblem("journal_line_missing")`."""
    _refuse_others(desk)
    line = desk.store.journal.line(number)
    if line is None:
        raise CaseProblem("journal_line_missing", number=number)
    (entry,) = _named(desk, (line,))
    kept = desk.store.changes.of(number)
    veiled = _is_veiled(line, _veil(desk))
    rows = _rows_of(desk, line, kept.rows)
    return LineDetail(
        entry=entry,
        previous=line.previous,
        fits=desk.store.journal.fits(number),
        rows=rows,
        more=kept.more,
        forgotten=kept.forgotten,
        said="" if veiled else kept.said,
        names=_names_in(desk, rows, entry.facts.values()),
        about_id="" if veiled else line.about,
    )


def check_chain(desk: Desk, progress: Progress | None = None) -> ChainChecked:
    """Go through the whole chain and what is kept of before and after; that it was done is an act too.

    Raises `DutyProblem("journal_role_needed")` and what `progress` raises to stop.
    """
    _refuse_others(desk)
    wrong = desk.store.journal.verify(progress)
    last = next(iter(desk.store.journal.lines(limit=1)), None)
    found = ChainChecked(
        lines=desk.store.journal.count(),
        first_wrong=wrong or 0,
        changes_wrong=next(islice(desk.store.damaged_changes(), 1), 0),
        last_hash=last.hash if last else "",
    )
    facts = {"lines": found.lines, "first_wrong": found.first_wrong, "changes_wrong": found.changes_wrong}
    with desk.store.act(verb="journal_checked", user=desk.user.id, about="store", facts=facts):
        pass
    return found


def ids_meant(desk: Desk, text: str) -> tuple[str, ...]:
    """Return the ids of what a person means by a claim's number, a name, an office's code or an id; at least the text.

    Raises `DutyProblem("journal_role_needed")`.
    """
    _refuse_others(desk)
    typed = text.strip()
    if not typed:
        return ()
    hits = find(desk, typed, _MOST_MEANT)
    found = [name for hit in hits for name in (hit.claim_key, hit.person_id, hit.bundle_id) if name]
    users = [number for number, name in _names(desk).items() if typed.casefold() in name.casefold()]
    return tuple(dict.fromkeys((typed, typed.upper(), *found, *users)))


def export_journal(desk: Desk, chosen: JournalFilter, path: Path, progress: Progress | None = None) -> int:
    """Write the acts that pass a filter to a file, .xlsx or CSV, oldest first, with what was before and after.

    Returns how many. However many there are, a few are in memory at a time; the file is whole or not there. Raises
    `DutyProblem`, `PlaceProblem`, and what `progress` raises to stop.
    """
    _refuse_others(desk)
    progress, total = progress or Silent(), desk.store.journal.count(chosen)

    def rows() -> Iterator[tuple[str | int, ...]]:
        for done, row in enumerate(_rows(desk, chosen)):
            if done % _A_STEP == 0:
                progress.step(min(done, total), total, "journal_export")
            yield row

    remember_folder(desk, path.parent)
    done = write_table(path, _TABLE, _COLUMNS, rows())
    with left_if_told(path):
        _note_export(desk, done, path.name)
    return done


def _note_export(desk: Desk, lines: int, name: str) -> None:
    facts: dict[str, str | int] = {"lines": lines}
    with desk.store.act(verb="journal_exported", user=desk.user.id, about="store", facts=facts, said=name):
        pass


def _rows(desk: Desk, chosen: JournalFilter) -> Iterator[tuple[str | int, ...]]:
    last = 0
    chosen = _veiled(desk, chosen)
    while lines := desk.store.journal.after(chosen, last, _A_STEP):
        last = lines[-1].id
        for line, entry in zip(lines, _entries(desk, lines), strict=True):
            facts = "; ".join(f"{name}={value}" for name, value in entry.facts.items())
            kept = desk.store.changes.of(line.id) if line.changed else LineChanges()
            said = () if _is_veiled(line, _veil(desk)) or not kept.said else (kept.said,)
            changes = "; ".join((*said, *(_told(row) for row in _rows_of(desk, line, kept.rows))))
            told = (entry.user, entry.verb, entry.about, facts, changes)
            yield (entry.id, entry.at.isoformat(), *told, line.previous, entry.hash)


def _told(row: RowDetail) -> str:
    fields = "" if row.hidden else ", ".join(f"{f.name}: {_text(f.before)} -> {_text(f.after)}" for f in row.fields)
    return f"{row.table} {row.row} {row.kind.value} ({fields})"


def _text(value: KeptValue) -> str:
    return "" if value is None else str(value)


def _row(change: RowChange, *, hidden: bool) -> RowDetail:
    names = tuple(dict.fromkeys((*change.before, *change.after)))
    fields = tuple(FieldChange(name=n, before=change.before.get(n), after=change.after.get(n)) for n in names)
    row = "" if hidden else change.row
    return RowDetail(table=change.table, row=row, kind=change.kind, fields=() if hidden else fields, hidden=hidden)


def _rows_of(desk: Desk, line: JournalLine, changes: tuple[RowChange, ...]) -> tuple[RowDetail, ...]:
    """Return the records of a line; all of them are veiled where the line is about what is protected.

    A changed record may hold nothing but its number and what differs: where one record of an act is of a protected
    person or claim, those beside it that name nobody are veiled with it.
    """
    veiled = _veil(desk)
    about = _is_veiled(line, veiled)
    hidden = [about or _is_hidden(change, veiled) for change in changes]
    some = any(hidden)
    return tuple(
        _row(change, hidden=each or (some and change.kind is ChangeKind.CHANGED))
        for change, each in zip(changes, hidden, strict=True)
    )


def _veil(desk: Desk) -> frozenset[str]:
    """Return what names a protected record in the journal: ids and numbers of claims, persons, rows of persons."""
    return desk.store.protections.hidden_words()


def _is_hidden(change: RowChange, veiled: frozenset[str]) -> bool:
    """Tell whether a record belongs to a claim or a person that is protected from the signed-in user."""
    if not veiled:
        return False
    values = (change.row, *change.row.split(), *change.before.values(), *change.after.values())
    named = {row_named(change.table, change.row), *(value for value in values if isinstance(value, str))}
    return not veiled.isdisjoint(named) or any(
        word in value for word in veiled for value in named if len(value) > len(word)
    )


def _is_veiled(line: JournalLine, veiled: frozenset[str]) -> bool:
    """Tell whether a line is about what is protected, or names it in its facts."""
    if not veiled:
        return False
    return line.about in veiled or any(word in str(fact) for fact in line.facts.values() for word in veiled)


def _veiled(desk: Desk, chosen: JournalFilter) -> JournalFilter:
    """Leave out what is protected where words are looked for: that a line is found by a name would tell whose it is."""
    return replace(chosen, but=tuple(sorted(_veil(desk)))) if chosen.text.strip() else chosen


def _entries(desk: Desk, lines: tuple[JournalLine, ...]) -> tuple[JournalEntry, ...]:
    names, veiled = _names(desk), _veil(desk)
    claims = desk.store.claims.numbers_of({line.about for line in lines})
    return tuple(
        JournalEntry(
            id=line.id,
            at=line.at,
            user=names.get(line.user, line.user),
            verb=line.verb,
            about=PROTECTED_NAME if line.about in veiled else claims.get(line.about, names.get(line.about, line.about)),
            facts={} if _is_veiled(line, veiled) else line.facts,
            hash=line.hash,
        )
        for line in lines
    )


def _named(desk: Desk, lines: tuple[JournalLine, ...]) -> tuple[JournalEntry, ...]:
    """Return acts for the screen: about a person by name. A file keeps the id."""
    persons = desk.store.persons.names_of({line.about for line in lines} - _veil(desk))
    return tuple(replace(entry, about=persons.get(entry.about, entry.about)) for entry in _entries(desk, lines))


def _names_in(desk: Desk, rows: tuple[RowDetail, ...], facts: Iterable[str | int]) -> dict[str, str]:
    """Return the names by the ids that stand in records and facts; none of what is protected."""
    values = [value for row in rows for each in row.fields for value in (each.before, each.after)]
    parts = [part for row in rows for part in row.row.split()]
    ids = {value for value in (*values, *parts, *facts) if isinstance(value, str) and len(value) <= _LONGEST_ID}
    ids -= _veil(desk)
    users = {number: name for number, name in _names(desk).items() if number in ids}
    return users | desk.store.claims.numbers_of(ids) | desk.store.persons.names_of(ids)


def _names(desk: Desk) -> dict[str, str]:
    return {account.user.id: account.user.name for account in desk.store.users.all()}


def _refuse_others(desk: Desk) -> None:
    if not may_read(desk):
        raise DutyProblem("journal_role_needed")
