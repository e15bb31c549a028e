"""After how many years a key counts as old here: shown and settled."""

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
from desktop_app.workflows.own_keys import KEY_YEARS, LEAST_KEY_YEARS, MOST_KEY_YEARS, key_years, set_key_years


class KeyAgeDialog(Question):
    """The years; nothing happens to a key by itself when it is old."""

    def __init__(self, now: int, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("An old key still opens and signs. The program only says that a new one should be made.")
        super().__init__(_("Age of keys"), sentence, PrimaryButton(_("&Keep it"), "check"), parent)
        self._tasks = tasks
        proposed = plural("Proposed: {n} year", "Proposed: {n} years", KEY_YEARS).format(n=KEY_YEARS)
        self.years = LineField(_("&Years until a key counts as old"), hint=proposed)
        self.years.set_text(str(now))
        self.body.addWidget(self.years)
        self.body.addStretch(1)
        self.years.setFocus()
        self.years.edit.selectAll()

    def _missing(self) -> str:
        typed = self.years.text().strip()
        within = typed.isdecimal() and LEAST_KEY_YEARS <= int(typed) <= MOST_KEY_YEARS
        said = _("Enter {least} to {most} years.").format(least=LEAST_KEY_YEARS, most=MOST_KEY_YEARS)
        self.years.set_finding("" if within else "error", "" if within else said)
        return "" if within else said

    def _on_act(self) -> None:
        if self._missing():
            return
        years = int(self.years.text().strip())

        def job(desk: Desk, _progress: Progress) -> int:
            return set_key_years(desk, years)

        self.follow(self._tasks.run(job))


class KeyAgeSetting(QObject):
    """Opens the dialog over the window."""

    changed = Signal()
    """Keys count as old after another number of years."""

    def __init__(self, window: QWidget, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._tasks, self._notices = window, tasks, notices

    def ask(self) -> None:
        """Show what holds now, and ask."""

        def job(desk: Desk, _progress: Progress) -> int:
            return key_years(desk)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._show)
        ticket.failed.connect(self._notices.refuse)

    def _show(self, now: int) -> None:
        dialog = KeyAgeDialog(now, self._tasks, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_kept)
        dialog.open()

    def _on_kept(self) -> None:
        self._notices.say(_("Kept. Today and Offices go by it from now on."))
        self.changed.emit()
