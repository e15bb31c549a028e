"""The way to the journal and back: its page in the window, made when it is first asked for."""

from functools import cached_property
from typing import Final

from PySide6.QtCore import QObject

from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.journal.presenter import JournalPresenter
from desktop_app.ui.screens.journal.view import JournalScreen
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.tasks import Tasks
from desktop_app.wording.catalogue import text as _

JOURNAL: Final = "journal"


class JournalWay(QObject):
    """Adds the page under Settings, and loads it anew each time it is shown."""

    def __init__(
        self, window: MainWindow, tasks: Tasks, notices: Notices, *, under: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._under = window, under
        self.presenter = JournalPresenter(tasks, notices, self)
        self.presenter.working.connect(window.follow)
        window.add_page(JOURNAL, _("Journal"), "scroll-text", lambda: self.screen, under=under)
        window.page_changed.connect(self._on_page)

    @cached_property
    def screen(self) -> JournalScreen:
        """The page."""
        screen = JournalScreen(self.presenter)
        screen.leave_requested.connect(lambda: self._window.go_to(self._under))
        return screen

    def show(self) -> None:
        """Go there."""
        self._window.go_to(JOURNAL)

    def _on_page(self, key: str) -> None:
        if key == JOURNAL:
            self.presenter.load()
