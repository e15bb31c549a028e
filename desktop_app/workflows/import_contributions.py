"""Bring an institution's contributions in from a file: one act a file, or nothing; tried first without keeping it.

Rows are read one at a time and kept some thousand together; what a row is held against is in the store, so that a file
of a million rows needs no more memory than a small one.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.persons import InsuranceNumber, InsuredPerson
from desktop_app.foundation.places import reading_problem
from desktop_app.foundation.problems import CaseProblem, FormProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.intake.contributions import Contribution, read_contribution
from desktop_app.intake.mapping import Mapping, Unit
from desktop_app.intake.source import Source, examine, raw_rows
from desktop_app.intake.workbook import sheet_named
from desktop_app.store.columns import folded_number
from desktop_app.store.imports import KeptImport, OwnRecord
from desktop_app.store.likeness import LikelyPair
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.import_alike import (
    AlikeAnswer,
    AlikeTally,
    Answers,
    NewAlike,
    checked_answers,
    give_number,
    keep_answer,
    look_for_alike,
)
from desktop_app.workflows.import_owners import Owners, SaidSame, line_finding

AT_ONCE: Final = 5_000
"""Rows that are read and kept together."""

MOST_FINDINGS: Final = 1_000
"""Findings that are told one by one; the rest are counted."""

_CHUNK: Final = 1 << 20
_Row = tuple[int, tuple[str, ...]]
_MONTH_WEEKS: Final = (52, 12)
_MOST_WEEKS: Final = 53


class _TriedOnly(Exception):  # noqa: N818 - no error: what was tried is taken back
    """The file was only tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What a file brought, or would bring. `import_id` is empty for a file that was only tried.

    `unchanged` are rows this institution's record holds already, word for word. `persons` are those the new records are
    about, `new_persons` those nobody knew. `alike` are the first of the new who resemble somebody known before the
    file, `alike_count` how many there are, where they were looked for. `numbers_given` were said to be those of persons
    known, `kept_apart` new persons to be somebody else. `findings` are the first; `more` are not told.
    """

    import_id: str
    lines: int
    records: int
    unchanged: int
    refused: int
    persons: int
    new_persons: int
    findings: tuple[Finding, ...]
    more: int
    alike: tuple[NewAlike, ...] = ()
    alike_count: int = 0
    numbers_given: int = 0
    kept_apart: int = 0
    digest: str = ""

    @property
    def of_another(self) -> tuple[Finding, ...]:
        """Return of which rows it can be answered that they are about who has their number all the same."""
        return tuple(each for each in self.findings if each.code == "line_of_another")


@dataclass(slots=True, kw_only=True)
class _Tally:
    lines: int = 0
    records: int = 0
    unchanged: int = 0
    refused: int = 0
    more: int = 0
    findings: list[Finding] = field(default_factory=list)
    new_persons: int = 0
    alike: AlikeTally = field(default_factory=AlikeTally)
    answered: list[tuple[InsuredPerson, AlikeAnswer]] = field(default_factory=list)

    def find(self, findings: Iterable[Finding]) -> None:
        """Tell findings, the first of them one by one."""
        for finding in findings:
            if len(self.findings) < MOST_FINDINGS:
                self.findings.append(finding)
            else:
                self.more += 1


def import_contributions(
    desk: Desk,
    path: Path,
    mapping: Mapping,
    progress: Progress | None = None,
    *,
    try_only: bool = False,
    source: Source | None = None,
    new_persons: bool = True,
    sheet: str = "",
    answers: Answers | None = None,
    same_rows: frozenset[int] = frozenset(),
    answered: str = "",
) -> ImportOutcome:
    """Bring a file in, whole or not at all; with `try_only` say what it would bring and keep nothing.

    New persons who resemble somebody known are looked for unless `answers` say, by number, what was said of those told
    when the file was tried. A number said to be somebody's is theirs, whom the rows then are about; what was said is
    kept as acts of its own, in one write with the file. `same_rows` are lines that somebody said to be about who has
    their number, though they name another person; `answered` is the digest of the file that the answers are to.

    Of a workbook one sheet is read: `sheet`, else that of the mapping, else the first. A row belongs to who has its
    number of this State, unless it names somebody else (`Owners`). A number nobody has makes a new person where
    `new_persons`, else the row is refused. Raises what `checked_answers` raises,
    what reading the file raises, `CaseProblem("mapping_incomplete")`, `FormProblem("table_without_sheets")` (file,
    sheet) for a `sheet` of what is no workbook, `CaseProblem("import_known")` (day) for the very same file or sheet
    once more, and whatever `progress` raises to stop: nothing is kept then.
    """
    progress = progress or Silent()
    if mapping.lacking():
        raise CaseProblem("mapping_incomplete", count=len(mapping.lacking()))
    written = source or examine(path, sheet or mapping.sheet)
    if sheet and not written.sheets:
        raise FormProblem("table_without_sheets", file=path.name, sheet=sheet)
    digest = _digest(path, written)
    if answered and answered != digest:
        raise CaseProblem("answers_of_another_file")
    known = desk.store.imports.of_digest(digest)
    if known is not None and not try_only:
        raise CaseProblem("import_known", day=known.made_at.date().isoformat())
    tally, persons = _Tally(), 0
    said = None if answers is None else checked_answers(desk, answers)
    run = _Run(
        desk=desk,
        import_id=desk.clock.new_id(),
        mapping=mapping,
        tally=tally,
        progress=progress,
        answers=said,
        same_rows=same_rows,
    )
    import_id = run.import_id
    with suppress(_TriedOnly), desk.store.together() if said else nullcontext():
        with desk.store.act(verb="contributions_imported", user=desk.user.id, about=import_id, facts={}) as act:
            desk.store.imports.begin(_entry(desk, import_id, _name(path, written), digest, mapping, tally))
            for rows in _in_parts(raw_rows(path, written, desk.clock), mapping.header_rows):
                progress.step(tally.lines, 0, "import_rows")
                _keep(run, rows, new_persons=new_persons)
            if run.answers is None and run.last_before:
                look_for_alike(desk, import_id, run.last_before, tally.new_persons, tally.alike, progress)
            desk.store.imports.finish(_entry(desk, import_id, _name(path, written), digest, mapping, tally))
            persons = desk.store.imports.count_persons(import_id)
            act.note(lines=tally.lines, records=tally.records, refused=tally.refused, digest=digest)
            if same_rows:
                act.note(said_same=len(same_rows))
            progress.step(tally.lines, tally.lines, "import_rows")
            if try_only:
                raise _TriedOnly
        _keep_answers(run)
    return ImportOutcome(
        digest=digest,
        import_id="" if try_only else import_id,
        lines=tally.lines,
        records=tally.records,
        unchanged=tally.unchanged,
        refused=tally.refused,
        persons=persons,
        new_persons=tally.new_persons,
        findings=tuple(tally.findings),
        more=tally.more,
        alike=tuple(tally.alike.first),
        alike_count=tally.alike.count,
        numbers_given=len(run.same.numbers),
        kept_apart=sum(bool(answer.apart) for _, answer in tally.answered),
    )


@dataclass(kw_only=True)
class _Run:
    """A file under way. `answers` are by folded number; None where nothing was answered yet."""

    desk: Desk
    import_id: str
    mapping: Mapping
    tally: _Tally
    progress: Progress
    answers: dict[str, AlikeAnswer] | None
    same_rows: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.last_before = self.desk.store.persons.last_row()
        said = (self.answers or {}).items()
        self.same = SaidSame({number: answer.same for number, answer in said if answer.same})


def _keep_answers(run: _Run) -> None:
    """Keep what was said of new numbers, each an act of its own: the file's record is there, and its persons are."""
    for folded, number in run.same.numbers.items():
        give_number(run.desk, run.import_id, run.same.persons[folded], number)
    for person, answer in run.tally.answered:
        keep_answer(run.desk, run.import_id, person, answer)


def _keep(run: _Run, rows: list[_Row], *, new_persons: bool) -> None:
    desk, import_id, mapping, tally = run.desk, run.import_id, run.mapping, run.tally
    state, today = desk.office.state, desk.clock.today()
    read: list[Contribution] = []
    seen: set[tuple[object, ...]] = set()
    for line, cells in rows:
        tally.lines += 1
        contribution, findings = read_contribution(line, cells, mapping, today)
        tally.find(findings)
        if contribution is None:
            tally.refused += 1
        elif (words := _words(contribution)) in seen:
            tally.refused += 1
            tally.find([line_finding("line_repeated", contribution.line, Level.WARNING)])
        else:
            seen.add(words)
            read.append(contribution)
    owners, records = Owners(desk, read, run.same, run.same_rows), []
    for each in read:
        wrong = owners.finding(each)
        if wrong is not None:
            tally.find([wrong])
            if wrong.level is Level.ERROR:
                tally.refused += 1
                continue
        if not owners.owner(each):
            if not new_persons:
                tally.refused += 1
                tally.find([line_finding("line_number_unknown", each.line, Level.ERROR, number=each.number)])
                continue
            owners.make(each, _person(desk, each, state))
        records.append(_record(each, owners.owner(each), import_id, mapping))
    made = owners.made
    desk.store.persons.add_many(made.values())
    _note_answers(run, made)
    desk.store.imports.brought(import_id, (person.id for person in made.values()))
    tally.new_persons += len(made)
    new = frozenset(person.id for person in made.values())
    fresh = [record for record in records if not _held(desk, record, new, tally)]
    _look_at_years(desk, fresh, new, tally)
    desk.store.imports.add(fresh)
    tally.records += len(fresh)


def _note_answers(run: _Run, made: dict[str, InsuredPerson]) -> None:
    """Note the new persons of whom something was said; those left open wait on the list of likely pairs."""
    for number in (run.answers or {}).keys() & made.keys():
        answer = (run.answers or {})[number]
        run.tally.answered.append((made[number], answer))
        pairs = (LikelyPair(first_id=made[number].id, second_id=known, score=score) for known, score in answer.later)
        run.desk.store.likenesses.keep_pairs(pairs)


def _look_at_years(desk: Desk, fresh: list[OwnRecord], new: frozenset[str], tally: _Tally) -> None:
    """Warn of a year in which a person would have more weeks than it holds: rows that overlap, most likely."""
    weeks: dict[tuple[str, int], int] = {}
    for record in fresh:
        key = (record.person_id, record.year)
        if key not in weeks:
            weeks[key] = 0 if record.person_id in new else desk.store.imports.weeks_in(*key)
        weeks[key] += record.weeks
        if weeks[key] > _MOST_WEEKS:
            facts = {"year": str(record.year), "weeks": str(weeks[key])}
            tally.find([line_finding("line_year_overfull", record.line, Level.WARNING, **facts)])


def _held(desk: Desk, record: OwnRecord, new: frozenset[str], tally: _Tally) -> bool:
    """Tell whether this very contribution is on record: from an earlier file, or from a line of this one before."""
    if record.person_id in new:
        return False
    for kept in desk.store.imports.of_person(record.person_id, record.year):
        if _said(kept) == _said(record):
            if kept.import_id == record.import_id:
                tally.refused += 1
                tally.find([line_finding("line_repeated", record.line, Level.WARNING)])
            else:
                tally.unchanged += 1
            return True
    return False


def _said(record: OwnRecord) -> tuple[object, ...]:
    return (record.year, record.start, record.end, record.weeks, record.type, record.earnings, record.employer_number)


def _words(each: Contribution) -> tuple[object, ...]:
    number = folded_number(each.number)
    return (number, each.year, each.start, each.end, each.quantity, each.type, each.earnings, each.employer_number)


def _person(desk: Desk, each: Contribution, state: str) -> InsuredPerson:
    return InsuredPerson(
        id=desk.clock.new_id(),
        surname=each.surname,
        forenames=each.forenames,
        birth_date=each.birth_date,
        sex=each.sex,
        numbers=(InsuranceNumber(state=state, number=each.number),),
    )


def _record(each: Contribution, person_id: str, import_id: str, mapping: Mapping) -> OwnRecord:
    return OwnRecord(
        person_id=person_id,
        import_id=import_id,
        line=each.line,
        year=each.year,
        start=each.start,
        end=each.end,
        weeks=weeks_of(each.quantity, mapping),
        credited=each.type.credited,
        type=each.type,
        earnings=each.earnings,
        currency=mapping.currency,
        earnings_class=each.earnings_class,
        employer=each.employer,
        employer_number=each.employer_number,
    )


def weeks_of(quantity: int, mapping: Mapping) -> int:
    """Return contribution weeks of a count in the mapping's unit: days by the days of its week, months as 52 to 12.

    Parts of a week that are left count as none: whole weeks are never made of less (the unit's rule is the office's).
    """
    if mapping.unit is Unit.DAYS:
        return min(_MOST_WEEKS, quantity // mapping.days_in_week)
    if mapping.unit is Unit.MONTHS:
        weeks, months = _MONTH_WEEKS
        return min(_MOST_WEEKS, quantity * weeks // months)
    return quantity


def _in_parts(
    rows: Iterator[tuple[int, tuple[str, ...]]], header_rows: int
) -> Iterator[list[tuple[int, tuple[str, ...]]]]:
    rest = islice(rows, header_rows, None)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def _entry(desk: Desk, import_id: str, name: str, digest: str, mapping: Mapping, tally: _Tally) -> KeptImport:
    return KeptImport(
        id=import_id,
        file_name=name,
        digest=digest,
        mapping=mapping.name,
        lines=tally.lines,
        records=tally.records,
        refused=tally.refused,
        persons=tally.new_persons,
        made_by=desk.user.id,
        made_at=desk.clock.now(),
    )


def _name(path: Path, written: Source) -> str:
    """Return what a file is called on record: of several sheets each by its name."""
    return f"{path.name} ({written.sheet})" if len(written.sheets) > 1 else path.name


def _digest(path: Path, written: Source) -> str:
    """Return what tells a file from every other; of several sheets each is one, the first is the file itself."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
    except OSError as error:
        raise reading_problem(error, path) from error
    if written.sheets and written.sheet != sheet_named(written.sheets, "").name:
        found.update(b"\x00" + written.sheet.encode("utf-8"))
    return found.hexdigest()
