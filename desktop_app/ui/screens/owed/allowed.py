"""The days allowed for an answer: as proposed, or as this office settled with another State or with all."""

from PySide6.QtWidgets import QWidget

from desktop_app.domain.states import Party
from desktop_app.ui.screens.owed.asking import Act
from desktop_app.ui.screens.owed.case_form import CaseForm
from desktop_app.ui.screens.owed.statistics import kind_words
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.deadlines import DeadlineLine, reset_deadline, set_deadline

_PROPOSED = "proposed"


class AllowedDialog(CaseForm):
    """One deadline at a time: what is allowed now is shown, and can be settled anew or put back."""

    def __init__(
        self, lines: tuple[DeadlineLine, ...], parties: tuple[Party, ...], tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        sentence = _("Counted from the day the other office has the question. What is due already keeps its day.")
        super().__init__(tasks, _("Days allowed"), sentence, _("&Settle it"), parent, icon="check")
        self._lines = lines
        kinds = dict.fromkeys(line.kind for line in lines)
        self.kind = ChoiceField(_("&What is owed"), [(kind, kind_words(kind)) for kind in kinds])
        states = [("", _("All other States")), *((party.code, party.short_name) for party in parties)]
        self.state = ChoiceField(_("Wi&th which State"), states)
        self.days = LineField(_("&Days"))
        ways = [("calendar", _("Every day counts")), ("working", _("Monday to Friday")), (_PROPOSED, _("As proposed"))]
        self.count = ChoiceField(_("&Counted"), ways)
        self.add_row(kind=self.kind, state=self.state)
        self.add_row(days=self.days, count=self.count)
        self.needed = ["kind", "days", "count"]
        self.state.set_key("")
        self.kind.set_key(next(iter(kinds), ""))
        for field in (self.kind, self.state):
            field.chosen.connect(lambda _key: self._show_now())
        self._show_now()
        self.kind.setFocus()

    def _show_now(self) -> None:
        kind, state = self.kind.key(), self.state.key()
        found = [line for line in self._lines if line.kind == kind]
        line = next((line for line in found if line.state == state), next(iter(found), None))
        if line is None:
            return
        self.days.set_text(str(line.within.days))
        self.count.set_key("working" if line.within.working else "calendar")
        days = plural("Proposed: {n} day", "Proposed: {n} days", line.proposed.days).format(n=line.proposed.days)
        self.days.set_hint(days)

    def _missing(self) -> str:
        said = super()._missing()
        if not said and not self.days.text().strip().isdecimal():
            said = _("Enter the days as a whole number.")
            self.say("days", said)
        return said

    def _act(self) -> Act:
        kind, state, way = self.kind.key(), self.state.key(), self.count.key()
        if way == _PROPOSED:
            return lambda desk: reset_deadline(desk, kind, state=state)
        days = int(self.days.text().strip())
        return lambda desk: set_deadline(desk, kind, state=state, days=days, working=way == "working")
