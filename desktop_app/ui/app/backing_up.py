"""Making backups from the window: asked for, or by themselves when one is due; where they lie, or why not."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.settings.backup_dialogs import PlanDialog
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import moment_words
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.backup_plan import BackupPlan, back_up_when_due, set_backup_plan
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.went_back import Opening, opening

EVERY: Final = 10 * 60 * 1000
"""Milliseconds between two looks whether a backup is due."""

FIRST: Final = 60 * 1000
"""Milliseconds after sign-in until the first look: the person begins to work first."""


class BackupMaker(QObject):
    """Asks for the folder and has the backup made, one at a time."""

    made = Signal()
    """A backup was made, or could not be: the status line is old."""

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

    def say_opening(self) -> None:
        """Say what has to be said when a desk is opened: that it went back to a backup, that the clock is wrong."""

        def job(desk: Desk, _progress: Progress) -> Opening:
            return opening(desk)

        self._tasks.run(job).succeeded.connect(self._on_opening)

    def _on_opening(self, said: Opening) -> None:
        if said.clock_behind is not None:
            words = _("This computer's clock stands before the last act, which was at {moment}.")
            do = _("Set the clock right before you go on: days and what is due are told by it.")
            self._notices.warn(words.format(moment=moment_words(said.clock_behind)), do)
        elif said.backup:
            self._notices.warn(went_back_words(said), _("Today says which offices do not know it yet."))

    def ask_plan(self) -> None:
        """Ask a new office where its backups go. If it is left for later, the status line says that there is none."""
        dialog = PlanDialog(BackupPlan(), self._window, new=True)

        def wanted(plan: BackupPlan) -> None:
            ticket = self._tasks.run(lambda desk, _progress: set_backup_plan(desk, plan))
            ticket.succeeded.connect(lambda _state: self._on_planned())
            dialog.follow(ticket)

        dialog.wanted.connect(wanted)
        dialog.open()

    def _on_planned(self) -> None:
        self._notices.say(_("Backups are made by themselves from now on; the first within a minute."))
        self.start()
        self.made.emit()

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
            self.made.emit()

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
        self.made.emit()  # the status line says it too, for as long as it lasts

    def _on_finished(self) -> None:
        ticket, self._ticket = self._ticket, None
        if ticket is not None and ticket.cancelled:  # stopped before it was done
            self._notices.say(_("The backup was stopped. No file was left of it."))


def went_back_words(said: Opening) -> str:
    """Say that the store went back to a backup, how much it lacks, and where the store of before is."""
    if not said.kept_in:
        return _("This store was put back from a backup.")
    one = "The store went back to {backup}. One act is not in it; the store of before is kept in {folder}."
    many = (
        "The store went back to {backup}. {n} acts are not in it; the store of before is kept in the folder {folder}."
    )
    return plural(one, many, said.lost).format(backup=said.backup, n=f"{said.lost:,}", folder=said.kept_in)
