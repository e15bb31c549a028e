"""Looking into the watched folder from time to time: on the worker, never two looks at once, never while it works."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.left_files import sweep_left_files
from desktop_app.workflows.receive_files import Came, FileResult
from desktop_app.workflows.watch_folder import Look, look_into_folder

EVERY: Final = 5_000
"""Milliseconds between two looks: a file is taken at the second look that finds it unchanged."""


class FolderWatch(QObject):
    """Looks into the watched folder every few seconds while the desk is open; without such a folder it does nothing.

    It has no thread of its own: a look is a job of the desk's worker, and the next one waits for its answer.
    """

    arrived = Signal(object)
    """Files were taken: a tuple of `FileResult`."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self._before = Look()
        self._looking = False
        self._told = ""
        self._swept = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on; also after the folder was chosen anew."""
        self._told = ""
        self._timer.start()

    def stop(self) -> None:
        """Look no more; a look under way is finished, and what it took is told."""
        self._timer.stop()

    def look(self) -> None:
        """Look now, unless the worker is busy."""
        if self._looking or self._tasks.busy:
            return
        self._looking = True
        before, first = self._before, not self._swept
        self._swept = True

        def job(desk: Desk, _progress: Progress) -> Look:
            if first:
                sweep_left_files(desk)
            return look_into_folder(desk, before)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_look)
        ticket.failed.connect(self._say_once)
        ticket.finished.connect(self._on_finished)

    def _on_look(self, look: Look) -> None:
        self._before = look
        if not look.watched:
            self._timer.stop()  # until a folder is chosen, and `start` is called
        if look.problem is not None:
            self._say_once(look.problem)
        else:
            self._told = ""
        if look.results:
            self._say(look.results)
            self.arrived.emit(look.results)

    def _on_finished(self) -> None:
        self._looking = False

    def _say(self, results: tuple[FileResult, ...]) -> None:
        refused = [result for result in results if result.problem is not None]
        taken = [result for result in results if result.came in {Came.NEW, Came.PART}]
        left = sum(result.came is Came.LEFT for result in results)
        said = []
        if taken:
            many = len(taken)
            words = plural("{n} file came into the watched folder.", "{n} files came into the watched folder.", many)
            said += [words.format(n=many), _("Nothing is applied before you check it.")]
        if left:
            words = plural(
                "{n} picture or PDF there shows no codes of a signed paper: it stays where it is.",
                "{n} pictures or PDFs there show no codes of a signed paper: they stay where they are.",
                left,
            )
            said.append(words.format(n=left))
        if refused and refused[0].problem is not None:
            self._notices.refuse(refused[0].problem)
        elif said:
            self._notices.say(" ".join(said))

    def _say_once(self, problem: Problem) -> None:
        """Say what is wrong with the folder, and not again before something else is."""
        if problem.code != self._told:
            self._told = problem.code
            self._notices.refuse(problem)
