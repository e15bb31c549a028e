"""What Settings knows of contribution records: the files brought in, how they are read, trying and bringing."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.findings import Reason
from desktop_app.foundation.problems import FormProblem, Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import number_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.import_alike import Answers
from desktop_app.workflows.import_contributions import ImportOutcome, import_contributions
from desktop_app.workflows.import_mapping import (
    Mapping,
    Source,
    first_rows,
    keep_mapping,
    mapping_named,
    mapping_names,
    proposed_mapping,
)
from desktop_app.workflows.rights import why_not
from desktop_app.workflows.undo_import import ImportLine, imports, undo_import

VERB = "contributions_imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """What was fetched: the files brought in, and why this person brings none in (None: may)."""

    lines: tuple[ImportLine, ...]
    refused: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A file that was looked at: how it is written, its first rows, what its heading proposes, the mappings kept."""

    path: Path
    source: Source
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    proposed: Mapping
    kept: tuple[Mapping, ...]


class RecordsPresenter(QObject):
    """The state of the page. An act returns its ticket, so that the dialog that asked for it can say a refusal."""

    shown = Signal()
    """What was fetched is another."""

    records_changed = Signal()
    """Records came or went."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self.facts: RecordFacts | None = None

    def load(self) -> None:
        """Fetch everything again."""
        ticket = self._tasks.look(_facts)
        ticket.succeeded.connect(self._on_facts)
        ticket.failed.connect(self._notices.refuse)

    def look(self, path: Path, sheet: str = "") -> Ticket:
        """Look at the first rows of a file; the ticket brings `Looked`.

        Of a workbook these are of `sheet`, else of the one that the mapping of its name remembers, else of the first.
        """

        def job(desk: Desk, _progress: Progress) -> Looked:
            kept = tuple(mapping_named(desk, name) for name in mapping_names(desk))
            remembered = next((mapping.sheet for mapping in kept if mapping.name == path.stem), "")
            try:
                source, rows = first_rows(desk, path, sheet or remembered)
            except FormProblem as problem:
                if sheet or problem.code != "sheet_unknown":
                    raise
                source, rows = first_rows(desk, path)
            header = rows[0][1] if rows else ()
            return Looked(
                path=path, source=source, rows=rows, proposed=proposed_mapping(desk, path.stem, header), kept=kept
            )

        return self._tasks.run(job)

    def try_out(self, looked: Looked, mapping: Mapping, *, new_persons: bool) -> Ticket:
        """Keep the mapping, and say what the file would bring; the ticket brings an `ImportOutcome`."""

        def job(desk: Desk, progress: Progress) -> ImportOutcome:
            keep_mapping(desk, mapping)
            return import_contributions(
                desk, looked.path, mapping, progress, try_only=True, source=looked.source, new_persons=new_persons
            )

        return self._tasks.run(job)

    def bring_in(self, looked: Looked, mapping: Mapping, answers: Answers, *, new_persons: bool) -> Ticket:
        """Bring the file in, whole or not at all, with what was said of new numbers.

        The ticket brings an `ImportOutcome`.
        """

        def job(desk: Desk, progress: Progress) -> ImportOutcome:
            return import_contributions(
                desk,
                looked.path,
                mapping,
                progress,
                source=looked.source,
                new_persons=new_persons,
                answers=answers,
            )

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_brought)
        return ticket

    def refuse(self, problem: Problem) -> None:
        """Say on the page what could not be done."""
        self._notices.refuse(problem)

    def undo(self, line: ImportLine) -> Ticket:
        """Take out what a file brought."""
        ticket = self._tasks.run(lambda desk, _progress: undo_import(desk, line.kept.id))
        ticket.succeeded.connect(lambda _left: self._on_undone(line.kept.file_name))
        return ticket

    def _on_brought(self, outcome: ImportOutcome) -> None:
        words = plural("One record was brought in.", "{n} records were brought in.", outcome.records)
        self._notices.say(words.format(n=number_words(outcome.records)))
        self._changed()

    def _on_undone(self, name: str) -> None:
        self._notices.say(_("What {name} brought was taken out again.").format(name=name))
        self._changed()

    def _changed(self) -> None:
        self.load()
        self.records_changed.emit()

    def _on_facts(self, facts: RecordFacts) -> None:
        self.facts = facts
        self.shown.emit()


def _facts(desk: Desk, _progress: Progress) -> RecordFacts:
    return RecordFacts(lines=imports(desk), refused=why_not(desk.store, desk.user.id, VERB))
