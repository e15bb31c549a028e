"""Making backups from the window: asked for, or by themselves when one is due; where they lie, or why not."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.backup_plan import back_up_when_due
from desktop_app.workflows.desk import Desk

EVERY: Final = 10 * 60 * 1000
"""Milliseconds between two looks whether a backup is due."""

FIRST: Final = 60 * 1000
"""Milliseconds after sign-in until the first look: the person begins to work first."""


class BackupMaker(QObject):
    """Asks for the folder and has the backup made, one at a time."""

    made = Signal()
    """A backup was made: the status line is old."""

    def __init__(self, window: MainWindow, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._tasks, self._notices = window, tasks, notices
        self._folder = ""
        self._ticket: Ticket | None = None
        self._told = ""
        self._timer = QTimer(self, interval=FIRST)
        self._timer.timeout.connect(self.back_up_when_due)
        window.backup_requested.connect(self.ask)

    def start(self) -> None:
        """Make backups by themselves from now on; also after the plan was changed."""
        self._told = ""
        self._timer.start(FIRST)

    def stop(self) -> None:
        """Make none by themselves any more; one under way is finished."""
        self._timer.stop()

    def back_up_when_due(self) -> None:
        """Make a backup if one is due and the worker has nothing else to do. A refusal is said once, not every time."""
        if self._ticket is not None or self._tasks.busy:
            return
        self._timer.setInterval(EVERY)
        ticket = self._tasks.run(back_up_when_due)
        ticket.succeeded.connect(self._on_due)
        ticket.failed.connect(self._say_once)

    def _on_due(self, backup: Path | None) -> None:
        if backup is not None:
            self._told = ""
            self._on_made(backup)

    def _say_once(self, problem: Problem) -> None:
        if problem.code != self._told:
            self._told = problem.code
            self._notices.refuse(problem)

    def ask(self) -> None:
        """Ask for a folder and back up into it; a folder chosen before is proposed again."""
        if self._ticket is not None:
            return
        folder = QFileDialog.getExistingDirectory(self._window, _("Back up to a stick or folder"), self._folder)
        if folder:
            self._folder = folder
            self.back_up(Path(folder))

    def back_up(self, folder: Path) -> None:
        """Back up into a folder."""

        def job(desk: Desk, progress: Progress) -> Path:
            return back_up(desk, folder, progress)

        ticket = self._ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_made)
        ticket.failed.connect(self._on_refused)
        ticket.finished.connect(self._on_finished)
        self._window.follow(ticket, _("Backing up to {folder}").format(folder=folder))

    def _on_made(self, backup: Path) -> None:
        self._ticket = None
        words = _("Backed up as {name} in {folder}, and read back. The file with its keys lies beside it.")
        self._notices.say(words.format(name=backup.name, folder=backup.parent))
        self.made.emit()

    def _on_refused(self, problem: Problem) -> None:
        self._ticket = None
        self._notices.refuse(problem)

    def _on_finished(self) -> None:
        ticket, self._ticket = self._ticket, None
        if ticket is not None and ticket.cancelled:  # stopped before it was done
            self._notices.say(_("The backup was stopped. No file was left of it."))
