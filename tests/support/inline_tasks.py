"""The worker without a thread: jobs run at once, answers are delivered by `settle`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.ui.tasks import Closable, Tasks, Ticket, outcome_of

if TYPE_CHECKING:
    from desktop_app.foundation.progress import Progress
    from desktop_app.workflows.desk import Desk

T = TypeVar("T")


class InlineTasks(Tasks):
    """`Tasks` for presenters' tests. A job runs when it is asked for; its answer waits until `settle` is called,

    so that the presenter has connected to the ticket first, as with the real worker.
    """

    def __init__(self, desk: Closable | None = None) -> None:
        super().__init__()
        self._desk = desk

    def settle(self) -> None:
        """Deliver every answer, and the answers to what was asked meanwhile."""
        for _ in range(1000):
            QApplication.processEvents()
            if not self.busy:
                return
        raise AssertionError("jobs keep asking for more jobs")

    def shutdown(self) -> None:
        """Take no more jobs and close the desk."""
        if not self._closing:
            self._closing = True
            self._drop()

    def look(self, job: "Callable[[Desk, Progress], T]") -> Ticket:
        """Run a job that only looks: there is nothing to wait for."""
        return self.run(job)

    def _start(self, job: Callable[[Ticket], object]) -> Ticket:
        ticket = Ticket()
        ticket.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._waiting.add(ticket)
        ending, answer = ("cancelled", None) if self._closing else outcome_of(lambda: job(ticket))
        ticket.ended.emit(ticket, ending, answer)
        return ticket
