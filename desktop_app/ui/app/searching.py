"""Searching while one types: one question at a time, always the newest, and only its answer is shown."""

from PySide6.QtCore import QObject, Signal

from desktop_app.foundation.progress import Progress
from desktop_app.ui.app.window_words import search_hit
from desktop_app.ui.tasks import Tasks
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.find import SearchHit as Found
from desktop_app.workflows.find import find


class Searching(QObject):
    """Asks at once for what is typed. What was typed over while the desk was busy is never asked."""

    found = Signal(list)
    """What was found by the newest text, as hits of the search box."""

    refused = Signal(object)
    """The `Problem` met."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._wanted = self._asked = ""
        self._busy = False

    def ask(self, text: str) -> None:
        """Look for a text: at once, or as soon as the question before it is answered."""
        self._wanted = text
        if not self._busy:
            self._begin()

    def _begin(self) -> None:
        text = self._asked = self._wanted
        self._busy = True

        def job(desk: Desk, _progress: Progress) -> tuple[Found, ...]:
            return find(desk, text)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_found)
        ticket.failed.connect(self.refused)
        ticket.finished.connect(self._on_over)

    def _on_found(self, found: tuple[Found, ...]) -> None:
        if self._asked == self._wanted:
            self.found.emit([search_hit(hit) for hit in found])

    def _on_over(self) -> None:
        self._busy = False
        if self._asked != self._wanted:
            self._begin()
