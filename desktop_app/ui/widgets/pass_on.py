"""To whom a document of another office goes on: offices that its issuer named, each with a box."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.foundation.progress import Progress
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.question import Question
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.pass_on import Passing, PassingLine, settle_passing


def passed_words(passing: Passing) -> str:
    """Say to whom a document went on or waits to go; empty for none."""
    parts = [
        _("went to {office} on {day}").format(office=line.office_code, day=date_words(line.left_at.date()))
        if line.left_at
        else _("waits to go to {office}").format(office=line.office_code)
        for line in passing.lines
        if line.left_at or line.waits
    ]
    return ", ".join(parts)


class PassOnDialog(Question):
    """Offices of the case that may have it: ticked ones get it with the next bundle; what left cannot be unticked."""

    def __init__(self, passing: Passing, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _(
            "{what} of {issuer}. It goes as it came, under its issuer's own signature, to the offices its issuer named."
        ).format(what=message_type_words(passing.type), issuer=passing.issuer_name)
        super().__init__(_("Pass it on"), sentence, PrimaryButton(_("&Put it with what waits"), "send"), parent)
        self._passing, self._tasks = passing, tasks
        self.lines: dict[str, CheckLine] = {}
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        for number, line in enumerate(passing.lines, start=1):
            box = CheckLine(_line_words(line, number))
            box.set_checked(line.waits or line.left_at is not None)
            box.setEnabled(line.left_at is None and (line.possible or line.waits))
            self.lines[line.office_code] = box
            column.addWidget(box)
        column.addStretch(1)
        self.body.addWidget(scrolled(held), 1)
        next((box for box in self.lines.values() if box.isEnabled()), self.cancel).setFocus()

    def chosen(self) -> tuple[str, ...]:
        """Return the offices ticked, without those that have it."""
        return tuple(code for code, box in self.lines.items() if box.isEnabled() and box.checked())

    def _missing(self) -> str:
        same = set(self.chosen()) == set(self._passing.chosen)
        said = _("Tick an office, or leave it with Cancel.") if same else ""
        self.says.show_words("error" if said else "", said)
        return said

    def _on_act(self) -> None:
        if self._missing():
            return
        message_id, codes = self._passing.message_id, self.chosen()

        def job(desk: Desk, _progress: Progress) -> None:
            settle_passing(desk, message_id, codes)

        self.follow(self._tasks.run(job))


def _line_words(line: PassingLine, number: int) -> str:
    name = f"&{number} {line.office_name} ({line.office_code})"
    if line.left_at:
        return _("{name}: has it since {day}").format(name=name, day=date_words(line.left_at.date()))
    if line.waits:
        return _("{name}: waits under To send; untick to keep it back").format(name=name)
    return name
