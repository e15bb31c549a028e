"""The register of persons in the office's window: its page, and the ways from it and to it."""

from functools import cached_property

from PySide6.QtCore import QObject, Signal

from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.people.presenter import PeoplePresenter
from desktop_app.ui.screens.people.view import PeopleScreen
from desktop_app.ui.tasks import Tasks


class PeoplePages(QObject):
    """The page of persons, made when it is first asked for."""

    page_wanted = Signal()
    """The page shall be in front."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.presenter = PeoplePresenter(tasks, notices, self)

    @cached_property
    def screen(self) -> PeopleScreen:
        """The page."""
        return PeopleScreen(self.presenter)

    def show(self, person_id: str) -> None:
        """Show a person."""
        self.page_wanted.emit()
        self.presenter.open(person_id)
