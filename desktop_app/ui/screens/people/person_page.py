"""One person of the register: names, numbers and addresses over time, relations, claims, and what was done."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.ui.screens.people import models
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card, Turning
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.detail_page import DetailPage, FactsCard
from desktop_app.ui.widgets.fact_column import FactColumn
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.rights_words import why_not_words
from desktop_app.wording.terms import sex_words
from desktop_app.workflows.people import PersonView
from desktop_app.workflows.person_file import DATA, PAPER, WHOLE

if TYPE_CHECKING:
    from desktop_app.ui.widgets.drawing import Tone

_TURNS_BELOW = 980


class TableCard(Card):
    """A short table with a title; away while it has no rows."""

    def __init__(self, title: str, columns: Sequence[Column], *, two_lines: bool = False) -> None:
        super().__init__(title)
        self.table = ShortTable(title, columns, row_height=46 if two_lines else 34, marks_when_focused=True)
        self.body.addWidget(self.table)

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows; with none the card is away."""
        self.table.show_rows(rows)
        self.setVisible(bool(rows))


class PersonPage(DetailPage):
    """The page."""

    back_wanted = Signal()
    """The list shall be shown again."""
    claim_wanted = Signal(str)
    """A claim shall be opened: its id."""
    person_wanted = Signal(str)
    """Another person shall be shown: their id."""
    compare_wanted = Signal(str)
    """The person shall be put beside another one: that one's id."""
    apart_wanted = Signal(str)
    """A merge shall be taken apart: its id."""
    file_wanted = Signal(object)
    """Everything kept about the person shall be written to a file: its `Path`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: PersonView | None = None
        self.protect = QuietButton(_("&Protect…"), "lock")
        self.file = SecondaryButton(_("Pe&rson's file…"), "download")
        for button in (self.protect, self.file):
            self.titles.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.birth = FactColumn("calendar", _("Born"))
        self.life = FactColumn("user", _("Person"))
        self.reach = FactColumn("phone", _("Reached at"))
        self.says = SaidLines()
        self.names = TableCard(_("Names"), models.name_columns())
        self.numbers = TableCard(_("Insurance numbers"), models.number_columns())
        self.lived = TableCard(_("Addresses"), models.address_columns())
        self.related = TableCard(_("Relations"), models.relation_columns())
        self.claims = TableCard(_("Claims"), models.claim_columns())
        self.alike = TableCard(_("Likely the same person"), models.alike_columns(), two_lines=True)
        self.merges = TableCard(_("Joined records"), models.merge_columns(), two_lines=True)
        self.apart = TableCard(_("Not the same person"), models.apart_columns(), two_lines=True)
        self.acts = TableCard(_("What was done with this record"), models.act_columns(), two_lines=True)
        self.page.addWidget(self.says)
        self.page.addWidget(FactsCard(self.birth, self.life, self.reach))
        self.page.addWidget(self.alike)
        self.page.addWidget(self.claims)
        self.page.addWidget(
            Turning(_Stack(self.names, self.lived), _Stack(self.numbers, self.related), below=_TURNS_BELOW)
        )
        for card in (self.merges, self.apart, self.acts):
            self.page.addWidget(card)
        self.page.addStretch(1)
        self._fill_bar()
        self._connect()

    def _fill_bar(self) -> None:
        self.back = QuietButton(_("&Back to the list"), "arrow-left")
        self.join = SecondaryButton(_("&Join with another…"), "equal")
        self.edit = SecondaryButton(_("&Change…"), "pencil")
        self.leaves = SecondaryButton(_("&Leaves the State…"), "send")
        self.claim = PrimaryButton(_("New claim &for this person"), "plus")
        self.bar.row.addWidget(self.back)
        self.bar.row.addStretch(1)
        for button in (self.join, self.leaves, self.edit, self.claim):
            self.bar.row.addWidget(button)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.file.clicked.connect(self.ask_for_file)
        self.claims.table.row_activated.connect(self._on_claim)
        self.related.table.row_activated.connect(self._on_related)
        for signal in (self.alike.table.row_activated, self.alike.table.button_clicked):
            signal.connect(self._on_alike)
        for signal in (self.apart.table.row_activated, self.apart.table.button_clicked):
            signal.connect(self._on_apart)
        for signal in (self.merges.table.row_activated, self.merges.table.button_clicked):
            signal.connect(self._on_merge)

    def show_person(self, view: PersonView) -> None:
        """Show a person."""
        if self.view is None or self.view.person.id != view.person.id:
            self.to_top()
        self.view = view
        person = view.person
        self.title.setText(person.name)
        numbers = [f"{entry.state} {entry.number}" for entry in person.numbers]
        self.about.setText(", ".join(numbers) or _("No insurance number is known."))
        if person.death_date is not None:
            self.pill.show_words(_("Died {day}").format(day=date_words(person.death_date)), "neutral", "user")
        self.pill.setVisible(person.death_date is not None)
        self.birth.say(*models.facts_of_birth(view))
        parents = _("Parents: {names}").format(names=person.parents) if person.parents else ""
        self.life.say(sex_words(person.sex), tuple(part for part in (parents,) if part))
        reached = [part for part in (person.phone, person.email) if part]
        self.reach.say(person.address or _("No address is known."), tuple(reached))
        said = _said(view)
        self.says.show_lines(said)
        self.says.setVisible(bool(said))
        self.protect.set_words(_("&Protect…") if view.protection is None else _("Who may o&pen it…"))
        self._show_tables(view)
        refused = why_not_words(view.file_refused) if view.file_refused else ""
        self.file.setEnabled(not refused)
        self.file.setToolTip(refused or _("Everything kept about this person, to be handed to them"))
        self.file.setAccessibleDescription(refused)

    def ask_for_file(self) -> None:
        """Ask where everything kept about the person is written, and as what."""
        if self.view is None:
            return
        kinds = {
            WHOLE: _("Everything, with every paper (*.zip)"),
            PAPER: _("The record to print (*.pdf)"),
            DATA: _("The record for other programs (*.json)"),
        }
        name = _("persons-file-{day}").format(day=self.view.today.isoformat())
        title = _("Everything kept about this person")
        chosen, kind = QFileDialog.getSaveFileName(self.window(), title, f"{name}{WHOLE}", ";;".join(kinds.values()))
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in kinds:
            path = path.with_name(path.name + next((end for end, words in kinds.items() if words == kind), WHOLE))
        self.file_wanted.emit(path)

    def _show_tables(self, view: PersonView) -> None:
        self.names.show_rows(models.name_rows(view))
        self.numbers.show_rows(models.number_rows(view))
        self.lived.show_rows(models.address_rows(view))
        self.related.show_rows([models.relation_cells(line) for line in view.related])
        self.claims.show_rows([models.claim_cells(claim) for claim in view.claims])
        self.alike.show_rows([models.alike_cells(alike) for alike in view.alike])
        self.merges.show_rows([models.merge_cells(line) for line in view.merges])
        self.apart.show_rows([models.apart_cells(line) for line in view.apart])
        self.acts.show_rows([models.act_cells(act) for act in view.acts])

    def focus_first(self) -> None:
        """Put the keyboard on the person's claims, or on what can be done."""
        (self.claims.table if self.view is not None and self.view.claims else self.claim).setFocus()

    def _on_claim(self, row: int) -> None:
        if self.view is not None:
            self.claim_wanted.emit(self.view.claims[row].id)

    def _on_related(self, row: int) -> None:
        if self.view is not None and self.view.related[row].person_id:
            self.person_wanted.emit(self.view.related[row].person_id)

    def _on_alike(self, row: int) -> None:
        if self.view is not None:
            self.compare_wanted.emit(self.view.alike[row].person.id)

    def _on_apart(self, row: int) -> None:
        if self.view is not None:
            self.compare_wanted.emit(self.view.apart[row].other.id)

    def _on_merge(self, row: int) -> None:
        if self.view is not None and self.view.merges[row].undone_at is None:
            self.apart_wanted.emit(self.view.merges[row].merge_id)


def _said(view: PersonView) -> "tuple[tuple[Tone, str], ...]":
    said: list[tuple[Tone, str]] = []
    if view.protection is not None:
        names = ", ".join(user.name for user in view.protection.named)
        words = _("Protected, with every claim of this person: opened by {names} alone, each time for a reason.")
        said.append(("accent", words.format(names=names)))
    if view.asked_id != view.person.id:
        said.append(("neutral", _("The record asked for was joined with this one.")))
    return tuple(said)


class _Stack(QWidget):
    """Cards below each other."""

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for card in cards:
            self._column.addWidget(card)
        self._column.addStretch(1)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._column.setSpacing(Look.of(self).dp(12))
