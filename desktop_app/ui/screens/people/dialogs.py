"""Questions about persons: which one is meant, and how a merge is taken apart."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.persons import InsuredPerson
from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.people.models import people_columns, person_cells
from desktop_app.ui.screens.people.presenter import PeoplePresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.table import CellTableModel, TableView
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.people_words import fields_words
from desktop_app.wording.terms import benefit_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.merge_people import TakingApart
from desktop_app.workflows.people import PeoplePage, PersonRow, open_person, people_page

_TYPING_MS = 150
_MOST = 30


class PickPersonDialog(Question):
    """Chooses somebody of the register by search as you type."""

    picked = Signal(object)
    """The `InsuredPerson` chosen."""

    def __init__(
        self, presenter: PeoplePresenter, title: str, sentence: str, *, but: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, sentence, PrimaryButton(_("&Choose"), "user-check"), parent)
        self._presenter, self._but = presenter, but
        self._rows: tuple[PersonRow, ...] = ()
        self._asked = 0
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.look)
        self.search = LineField(_("N&ame, number or date of birth"))
        self.search.text_changed.connect(lambda _text: self._typing.start())
        self._model = CellTableModel(people_columns())
        self.table = TableView(_("Persons"), row_height=36, header_height=28)
        self.table.set_model(self._model)
        self.table.row_activated.connect(lambda _row: self._on_act())
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        look = Look.of(self)
        self.table.setMinimumHeight(look.dp(220))
        self.setMinimumWidth(look.dp(700))
        self.search.edit.setFocus()
        self.look()

    def look(self) -> None:
        """List who fits what is typed."""
        self._typing.stop()
        self._asked += 1
        asked, text = self._asked, self.search.text()

        def job(desk: Desk, _progress: Progress) -> tuple[int, PeoplePage]:
            return asked, people_page(desk, text, limit=_MOST)

        ticket = self._presenter.tasks.look(job)
        ticket.succeeded.connect(self._on_found)
        ticket.failed.connect(self.show_refusal)

    def _on_found(self, answer: tuple[int, PeoplePage]) -> None:
        asked, page = answer
        if asked == self._asked:
            self._rows = tuple(row for row in page.rows if row.id != self._but)
            self._model.set_rows([person_cells(row) for row in self._rows])
            if self._rows:
                self.table.choose_row(0)

    def _on_act(self) -> None:
        row = self.table.current_row()
        if not 0 <= row < len(self._rows):
            self.says.show_words("error", _("Choose a person of the list."))
            return
        person_id = self._rows[row].id
        ticket = self._presenter.tasks.look(lambda desk, _progress: open_person(desk, person_id).person)
        ticket.succeeded.connect(self._on_picked)
        self.follow(ticket)

    def _on_picked(self, person: InsuredPerson) -> None:
        self.picked.emit(person)


class TakeApartDialog(Question):
    """Tells what taking a merge apart does, and asks whose the claims are that came since."""

    def __init__(
        self,
        plan: TakingApart,
        act: Callable[[str, frozenset[str]], None],
        parent: QWidget | None = None,
    ) -> None:
        sentence = _("{kept} and {gone} become two records again, as they were before.").format(
            kept=plan.kept.name, gone=plan.gone.name
        )
        super().__init__(_("Take the merge apart"), sentence, PrimaryButton(_("&Take apart"), "split"), parent)
        self._plan, self._take_apart = plan, act
        self.told = SaidLines()
        self.told.show_lines(tuple(self._lines()))
        self.body.addWidget(self.told)
        self.since: dict[str, CheckLine] = {}
        if plan.since:
            asks = _("Begun since. Tick those that are {name}'s; the others stay with {kept}:")
            words = asks.format(name=plan.gone.name, kept=plan.kept.name)
            self.body.addWidget(Text(words, Kind.SENTENCE, Role.INK, wrap=True))
        for claim in plan.since:
            line = CheckLine(f"{claim.number} \u00b7 {benefit_words(claim.benefit)}")
            self.since[claim.id] = line
            self.body.addWidget(line)
        self.reason = LineField(_("&Why are they two persons?"), placeholder=_("it stays on the record of both"))
        self.reason.edit.setObjectName("apart_reason")
        self.body.addWidget(self.reason)
        self.body.addStretch(1)
        (next(iter(self.since.values())) if self.since else self.reason.edit).setFocus()

    def _lines(self) -> list[tuple[Tone, str]]:
        plan = self._plan
        lines: list[tuple[Tone, str]] = []
        if plan.back:
            said = plural(
                "One claim goes back to {name}: {numbers}", "{n} claims go back to {name}: {numbers}", len(plan.back)
            )
            numbers = ", ".join(claim.number for claim in plan.back)
            lines.append(("ok", said.format(n=len(plan.back), name=plan.gone.name, numbers=numbers)))
        if plan.stays:
            said = _("Changed since, and stays with {name}: {fields}. Look through it afterwards.")
            lines.append(("warn", said.format(name=plan.kept.name, fields=fields_words(" ".join(plan.stays)).lower())))
        return lines

    def _missing(self) -> str:
        said = "" if self.reason.text().strip() else _("Say why: a word or two is enough.")
        self.reason.set_finding("error" if said else "", said)
        return said

    def _on_act(self) -> None:
        if self._missing():
            self.reason.edit.setFocus()
            return
        chosen = frozenset(claim for claim, line in self.since.items() if line.checked())
        self._take_apart(self.reason.text().strip(), chosen)
        self.accept()
