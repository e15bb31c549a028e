"""After how many minutes without anybody the desk locks: shown and settled."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.lock_desk import (
    LEAST_LOCK_MINUTES,
    LOCK_MINUTES,
    MOST_LOCK_MINUTES,
    lock_minutes,
    set_lock_minutes,
)


class LockDialog(Question):
    """The minutes."""

    def __init__(self, now: int, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _(
            "The desk locks when nobody touches it for so long. What was typed stays as it is, and work that runs "
            "goes on."
        )
        super().__init__(_("Locking"), sentence, PrimaryButton(_("&Keep it"), "check"), parent)
        self._tasks = tasks
        proposed = plural("Proposed: {n} minute", "Proposed: {n} minutes", LOCK_MINUTES).format(n=LOCK_MINUTES)
        self.minutes = LineField(_("&Minutes until the desk locks"), hint=proposed)
        self.minutes.set_text(str(now))
        self.body.addWidget(self.minutes)
        self.body.addStretch(1)
        self.minutes.setFocus()
        self.minutes.edit.selectAll()

    def _missing(self) -> str:
        typed = self.minutes.text().strip()
        within = typed.isdecimal() and LEAST_LOCK_MINUTES <= int(typed) <= MOST_LOCK_MINUTES
        said = _("Enter {least} to {most} minutes.").format(least=LEAST_LOCK_MINUTES, most=MOST_LOCK_MINUTES)
        self.minutes.set_finding("" if within else "error", "" if within else said)
        return "" if within else said

    def _on_act(self) -> None:
        if self._missing():
            return
        minutes = int(self.minutes.text().strip())

        def job(desk: Desk, _progress: Progress) -> int:
            return set_lock_minutes(desk, minutes)

        self.follow(self._tasks.run(job))


class LockSetting(QObject):
    """Opens the dialog over the window."""

    changed = Signal(int)
    """The desk locks after another number of minutes: the minutes."""

    def __init__(self, window: QWidget, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._tasks, self._notices = window, tasks, notices

    def ask(self) -> None:
        """Show what holds now, and ask."""

        def job(desk: Desk, _progress: Progress) -> int:
            return lock_minutes(desk)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._show)
        ticket.failed.connect(self._notices.refuse)

    def _show(self, now: int) -> None:
        dialog = LockDialog(now, self._tasks, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._on_kept(int(dialog.minutes.text().strip())))
        dialog.open()

    def _on_kept(self, minutes: int) -> None:
        self._notices.say(_("Kept. The desk goes by it from now on."))
        self.changed.emit(minutes)
