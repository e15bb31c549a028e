"""The reports in the office's window: their page, made when it is first asked for."""

from functools import cached_property

from PySide6.QtCore import QObject

from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.reports.presenter import ReportsPresenter
from desktop_app.ui.screens.reports.view import ReportsScreen
from desktop_app.ui.tasks import Tasks


class ReportPages(QObject):
    """The page of reports."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.presenter = ReportsPresenter(tasks, notices, self)

    @cached_property
    def screen(self) -> ReportsScreen:
        """The page."""
        return ReportsScreen(self.presenter)
