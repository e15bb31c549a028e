"""The office's whole window over one desk, its jobs run at once: for tests and for pictures."""

from PySide6.QtWidgets import QApplication

from desktop_app.ui.app.office_window import OfficeWindow, opened
from desktop_app.ui.notices import Notices
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from tests.support.inline_tasks import InlineTasks


def settle(tasks: InlineTasks) -> None:
    """Deliver answers, and let layouts come to rest."""
    for _turn in range(4):
        tasks.settle()
        QApplication.processEvents()


class Stage:
    """The office's window over one desk."""

    def __init__(self, look: Look, desk: Desk) -> None:
        self.tasks = InlineTasks(desk)
        self.desk = desk
        self.notices = Notices()
        self.place = opened(desk).place
        self.office = OfficeWindow(
            look, self.tasks, self.notices, clock=desk.clock, places=desk.places, opened=opened(desk)
        )
        self.window = self.office.window
        self.window.setMinimumSize(0, 0)

    def show(self, size: tuple[int, int]) -> None:
        """Show it in this size."""
        self.window.show()
        self.window.resize(*size)
        self.window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Deliver answers."""
        settle(self.tasks)

    def close(self) -> None:
        """Close it without closing the desk."""
        self.window.close()
        self.office.deleteLater()
        self.window.deleteLater()
        QApplication.processEvents()
