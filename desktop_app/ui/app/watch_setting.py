"""Which folder is watched for files that arrive: shown, chosen, or given up."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.watch_folder import WatchedFolder, set_watched, watched


class WatchDialog(Question):
    """The folder, and whether files are moved once they were taken; an empty field watches none."""

    def __init__(self, now: WatchedFolder, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("Files that appear there are received by themselves; nothing is applied before you check it.")
        super().__init__(_("Watched folder"), sentence, PrimaryButton(_("&Keep it"), "check"), parent)
        self._tasks = tasks
        self.folder = LineField(_("&Folder"), hint=_("Empty: no folder is watched."))
        self.folder.set_text(str(now.folder) if now.folder else "")
        self.choose = SecondaryButton(_("C&hoose…"), "folder-open")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._on_choose)
        self.move_taken = QCheckBox(_("&Move files that were taken into the folder “received” inside it"))
        self.move_taken.setChecked(now.move)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.body.addWidget(self.move_taken)
        self.folder.setFocus()

    def _on_choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Watch this folder"), self.folder.text())
        if folder:
            self.folder.set_text(folder)

    def _on_act(self) -> None:
        typed, move = self.folder.text().strip(), self.move_taken.isChecked()

        def job(desk: Desk, _progress: Progress) -> WatchedFolder:
            return set_watched(desk, Path(typed) if typed else None, move=move)

        self.follow(self._tasks.run(job))


class WatchSetting(QObject):
    """Opens the dialog over the window."""

    changed = Signal()
    """Another folder is watched, or none."""

    def __init__(self, window: QWidget, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._tasks, self._notices = window, tasks, notices

    def ask(self) -> None:
        """Show what is watched now, and ask."""

        def job(desk: Desk, _progress: Progress) -> WatchedFolder:
            return watched(desk)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._show)
        ticket.failed.connect(self._notices.refuse)

    def _show(self, now: WatchedFolder) -> None:
        dialog = WatchDialog(now, self._tasks, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_kept)
        dialog.open()

    def _on_kept(self) -> None:
        self._notices.say(_("Kept. The watched folder is looked into from now on."))
        self.changed.emit()
