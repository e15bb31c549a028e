"""A form about a case: labelled fields, checked in words beside them before the act is done."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.findings import Finding, Level
from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.owed.asking import Asking, Words
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import PrimaryButton, WordButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import finding_remedy, finding_words
from desktop_app.workflows.desk import Desk

Field = LineField | DateField | ChoiceField | Words
_HEIGHT = 320
_TALL = 460


class CaseForm(Asking):
    """Fields by their name, in rows that scroll where there are many of them.

    A subclass adds fields, names in `needed` those without which nothing can be checked, and returns from `_check`
    the workflow's own check; what it finds is said beside the field it is about.
    """

    def __init__(
        self, tasks: Tasks, title: str, sentence: str, words: str, parent: QWidget | None = None, *, icon: str = "send"
    ) -> None:
        super().__init__(tasks, title, sentence, self._button(words, icon), parent)
        self.fields: dict[str, Field] = {}
        self.needed: list[str] = []
        held = QWidget()
        self._rows = QVBoxLayout(held)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(held)
        self.body.addWidget(self._area, 1)
        self._rows.addStretch(1)
        restyled(self, self._restyle_form)

    def _button(self, words: str, icon: str) -> WordButton:
        return PrimaryButton(words, icon)

    def _restyle_form(self) -> None:
        look = Look.of(self)
        self._rows.setSpacing(look.dp(10))
        self._area.setMinimumHeight(look.dp(_HEIGHT))
        self.setMinimumWidth(look.dp(680))

    def widen(self) -> None:
        """Take more room, as much as the window has, for a form with many fields or with what it shows."""
        look = Look.of(self)
        parent = self.parentWidget()
        room = parent.window().height() - look.dp(250) if parent is not None else look.dp(_TALL)
        self._area.setMinimumHeight(max(look.dp(200), min(look.dp(_TALL), room)))
        self.setMinimumWidth(look.dp(840))

    def add_row(self, **fields: Field) -> None:
        """Add fields side by side, each with its name."""
        row = QHBoxLayout()
        row.setSpacing(Look.of(self).dp(12))
        for name, field in fields.items():
            self.fields[name] = field
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._rows.insertLayout(self._rows.count() - 1, row)
        next(iter(self.fields.values())).setFocus()

    def line(self, name: str) -> str:
        """Return what was typed into a field, or chosen in it."""
        field = self.fields[name]
        return field.key() if isinstance(field, ChoiceField) else field.text().strip()

    def day(self, name: str) -> date | None:
        """Return the day in a field, None for none."""
        field = self.fields[name]
        return field.value() if isinstance(field, DateField) else None

    def say(self, name: str, words: str) -> None:
        """Say what is wrong beside a field, or below the form where no field has that name."""
        field = self.fields.get(name)
        if isinstance(field, Words):
            field.set_missing(words)
        elif field is not None:
            field.set_finding("error" if words else "", words)
        elif words:
            self.says.show_words("error", words)

    def _missing(self) -> str:
        """Say beside each needed field what is missing, and beside each day that is none how to write it."""
        said = ""
        self.says.show_words("", "")
        for name, field in self.fields.items():
            words = ""
            if name in self.needed and not self.line(name) and not field.isHidden():
                words = _("Choose one.") if isinstance(field, ChoiceField) else _("Fill this in.")
            elif isinstance(field, DateField) and field.text().strip() and field.value() is None:
                words = _("This is no date. Write it as 14/6/2026 or 14 Jun 2026.")
            self.say(name, words)
            said = said or words
        return said

    def _name_of(self, where: str) -> str:
        """Return the name of the field that a finding is about."""
        return where.rpartition(".")[2]

    def _check(self) -> Callable[[Desk], tuple[Finding, ...]]:
        """Return the check that runs on the worker before the act."""
        return lambda _desk: ()

    def _on_act(self) -> None:
        if self._missing():
            return
        check = self._check()

        def job(desk: Desk, _progress: Progress) -> tuple[Finding, ...]:
            return check(desk)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_checked)
        ticket.failed.connect(self.show_refusal)

    def _on_checked(self, found: tuple[Finding, ...]) -> None:
        for finding in reversed(found):
            if finding.level is Level.ERROR:
                words = f"{finding_words(finding)} {finding_remedy(finding)}".strip()
                self.say(self._name_of(finding.where), words)
        if not any(finding.level is Level.ERROR for finding in found):
            super()._on_act()
