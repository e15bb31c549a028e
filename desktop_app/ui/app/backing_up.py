"""Making a backup from the window: which folder, how far it is, where it lies, or why not."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.desk import Desk


class BackupMaker(QObject):
    """Asks for the folder and has the backup made, one at a time."""

    made = Signal()
    """A backup was made: the status line is old."""

    def __init__(self, window: MainWindow, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._tasks, self._notices = window, tasks, notices
        self._folder = ""
        self._ticket: Ticket | None = None
        window.backup_requested.connect(self.ask)

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
