"""What the page of reports knows: which report of which days is wanted, and the one that was made."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.reports import Report, ReportKind, Span
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.reports import AHEAD, export_report, report, report_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for. `since` and `until` count where the span is chosen day by day; `ahead` is months."""

    kind: ReportKind = ReportKind.OPEN_CLAIMS
    span: Span = Span.ALL
    since: date | None = None
    until: date | None = None
    ahead: int = AHEAD


class ReportsPresenter(QObject):
    """The state of the page."""

    shown = Signal(object)
    """A `Report` is to be shown."""
    document_made = Signal(object)
    """The report on pages: an `IssuedDocument`."""
    started = Signal(object)
    """A report is being made: its `Ticket`, which can be cancelled."""
    leaving = Signal(object)
    """A report is put on pages or into a file: its `Ticket`, which can be cancelled."""
    stopped = Signal()
    """The report was not made, as somebody wished; what was shown before is shown still."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks, self.notices = tasks, notices
        self.wanted = Wanted()
        self.made: Report | None = None
        self._asked = 0
        self._of_made = self.wanted
        self._making: Ticket | None = None

    def want(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of Wanted, by name
        """Ask for something else than before, and make it."""
        self.wanted = replace(self.wanted, **changes)
        self.load()

    def load(self) -> None:
        """Make the report that is asked for, anew."""
        if self._making is not None:
            self._making.cancel()
        self._asked += 1
        asked, wanted = self._asked, self.wanted

        def job(desk: Desk, progress: Progress) -> Report:
            days = (wanted.since, wanted.until)
            since, until = days if wanted.span is Span.CHOSEN else wanted.span.days(desk.clock.today())
            return report(desk, wanted.kind, since=since, until=until, ahead=wanted.ahead, progress=progress)

        ticket = self._making = self.tasks.look(job)
        ticket.succeeded.connect(lambda made: self._on_made(asked, wanted, made))
        ticket.failed.connect(self.notices.refuse)
        ticket.finished.connect(lambda: self._on_finished(ticket))
        self.started.emit(ticket)

    def print_out(self) -> None:
        """Put the report shown on pages."""
        if self.made is None:
            return
        made = self.made
        ticket = self.tasks.look(lambda desk, progress: report_document(desk, made, progress))
        ticket.succeeded.connect(self.document_made)
        ticket.failed.connect(self.notices.refuse)
        self.leaving.emit(ticket)

    def export(self, path: Path) -> None:
        """Write the table of the report shown to a file."""
        if self.made is None:
            return
        made = self.made

        def job(desk: Desk, progress: Progress) -> Path:
            return export_report(desk, made, path, progress)

        ticket = self.tasks.run(job)
        self.leaving.emit(ticket)
        ticket.succeeded.connect(lambda done: self.notices.say(_("The table is in {file}.").format(file=done.name)))
        ticket.failed.connect(self.notices.refuse)

    def _on_made(self, asked: int, wanted: Wanted, made: Report) -> None:
        if asked == self._asked:
            self.made, self._of_made = made, wanted
            self.shown.emit(made)

    def _on_finished(self, ticket: Ticket) -> None:
        if self._making is not ticket:
            return
        self._making = None
        if ticket.cancelled:
            self.wanted = self._of_made
            self.stopped.emit()
