"""Recalculating all claims, part by part: other work of the desk comes between, and Cancel leaves all as it was."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Signal, Slot

from desktop_app.foundation.problems import Problem
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.workflows.export_table import ShownTable, export_table
from desktop_app.workflows.recalculate import (
    RecalculationPart,
    RecalculationReport,
    claims_to_recalculate,
    recalculate_part,
    recalculation_document,
    recalculation_table,
)

SURE_AFTER_MS: Final = 2000
"""How long it runs before it says how long it still takes."""

_NOT_YET: Final = -1


class RecalculationPresenter(QObject):
    """One recalculation. Nothing it does is written; what it found lives as long as it."""

    counted = Signal(int)
    """How many claims there are to recalculate."""

    progressed = Signal(int, int, int)
    """Claims done, claims in all, seconds that it still takes: less than nought while that cannot be told."""

    found = Signal(object)
    """It is over: the `RecalculationReport`."""

    stopped = Signal()
    """It was cancelled, or the desk was locked: nothing was changed."""

    failed = Signal(object)
    """The `Problem` that ended it."""

    table_ready = Signal(object)
    """What was found as a table: a `ShownTable`."""

    summary_ready = Signal(object)
    """What was found as a summary on paper: an `IssuedDocument`."""

    saved = Signal(object)
    """The path of the table that was saved."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.report: RecalculationReport | None = None
        self.total = 0
        self._parts: list[RecalculationPart] = []
        self._ticket: Ticket | None = None
        self._clock = QElapsedTimer()

    @property
    def running(self) -> bool:
        """Whether it is under way."""
        return self._ticket is not None

    def count(self) -> None:
        """Ask how many claims there are."""
        ticket = self.tasks.run(lambda desk, _progress: claims_to_recalculate(desk))
        ticket.succeeded.connect(self._on_counted)
        ticket.failed.connect(self.failed)

    @Slot(object)
    def _on_counted(self, total: int) -> None:
        self.total = total
        self.counted.emit(total)

    def start(self) -> None:
        """Recalculate every claim."""
        if self.running:
            return
        self._parts = []
        self.report = None
        self._clock.start()
        self._next()

    def cancel(self) -> None:
        """Stop; what was found so far is dropped."""
        if self._ticket is not None:
            self._ticket.cancel()

    def _next(self) -> None:
        last = self._parts[-1].last if self._parts else ""
        ticket = self.tasks.run(lambda desk, progress: recalculate_part(desk, last, progress))
        self._ticket = ticket
        ticket.progressed.connect(self._on_progressed)
        ticket.succeeded.connect(self._on_part)
        ticket.failed.connect(self._on_failed)
        ticket.finished.connect(self._on_finished)

    @Slot(int, int, str)
    def _on_progressed(self, done: int, _of: int, _what: str) -> None:
        done += sum(part.claims for part in self._parts)
        total = max(self.total, done)
        spent = self._clock.elapsed()
        left = spent * (total - done) // max(done, 1) // 1000 if spent >= SURE_AFTER_MS and done else _NOT_YET
        self.progressed.emit(done, total, left)

    @Slot(object)
    def _on_part(self, part: RecalculationPart) -> None:
        cancelled = self._ticket is not None and self._ticket.cancelled
        self._ticket = None
        if cancelled:
            self._drop()
        elif part.last:
            self._parts.append(part)
            self._next()
        else:
            self.report = RecalculationReport.of(self._parts)
            self._parts = []
            self.found.emit(self.report)

    @Slot(object)
    def _on_failed(self, problem: Problem) -> None:
        self._ticket = None
        self._parts = []
        self.failed.emit(problem)

    @Slot()
    def _on_finished(self) -> None:
        """Take a part that neither succeeded nor failed for a cancelled one."""
        if self.sender() is self._ticket:
            self._ticket = None
            self._drop()

    def _drop(self) -> None:
        self._parts = []
        self.stopped.emit()

    def make_table(self) -> None:
        """Make a table of what was found."""
        report = self.report
        if report is not None:
            ticket = self.tasks.run(lambda desk, _progress: recalculation_table(report, desk.clock.today()))
            ticket.succeeded.connect(self.table_ready)
            ticket.failed.connect(self.failed)

    def make_summary(self) -> None:
        """Make a summary of what was found, to look at and print."""
        report = self.report
        if report is not None:
            ticket = self.tasks.run(lambda desk, _progress: recalculation_document(desk, report))
            ticket.succeeded.connect(self.summary_ready)
            ticket.failed.connect(self.failed)

    def save(self, table: ShownTable, path: Path) -> None:
        """Write the table to a file the person chose."""
        ticket = self.tasks.run(lambda desk, progress: export_table(desk, table, path, progress).path)
        ticket.succeeded.connect(self.saved)
        ticket.failed.connect(self.failed)
