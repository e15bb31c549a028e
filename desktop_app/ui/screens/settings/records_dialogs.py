"""Bringing a file in: what it would bring and what is wrong with its lines are read, then it is kept or left."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop_app.ui.screens.settings.alike_dialog import AlikeDialog, answered_words
from desktop_app.ui.screens.settings.mapping_dialog import MappingDialog
from desktop_app.ui.screens.settings.records_page import RecordsPage
from desktop_app.ui.screens.settings.records_presenter import Looked, RecordsPresenter
from desktop_app.ui.tasks import Ticket
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.fields import ChoiceField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import finding_remedy, finding_words
from desktop_app.wording.formats import number_words
from desktop_app.workflows.import_alike import AlikeAnswer, left_open
from desktop_app.workflows.import_contributions import ImportOutcome
from desktop_app.workflows.import_mapping import Mapping
from desktop_app.workflows.undo_import import ImportLine


class OutcomeDialog(Question):
    """What the file would bring, and what is wrong with its lines, by kind."""

    wanted = Signal()
    """It is to be brought in."""

    def __init__(self, name: str, outcome: ImportOutcome, parent: QWidget | None = None) -> None:
        act = PrimaryButton(_("&Bring it in"), "check")
        super().__init__(_("What {name} would bring").format(name=name), outcome_words(outcome), act, parent)
        self._name, self._outcome, self._findings = name, outcome, outcome.findings
        self.answers: dict[str, AlikeAnswer] = {each.number: left_open(each) for each in outcome.alike}
        """What is said of new persons who resemble somebody known, by number."""
        self.alike_words = Text("", Kind.SENTENCE, Role.INK, wrap=True)
        self.look = SecondaryButton(_("&Look at them…"), "users-round")
        self.look.setAutoDefault(False)
        self.look.clicked.connect(self._on_look)
        resembling = QHBoxLayout()
        resembling.addWidget(self.alike_words, 1)
        resembling.addWidget(self.look)
        self.body.addLayout(resembling)
        self._show_answers()
        self.act.setEnabled(bool(outcome.records))
        kinds = Counter(finding.code for finding in outcome.findings)
        first = {finding.code: finding for finding in reversed(outcome.findings)}
        self.kind = ChoiceField(
            _("&Show"),
            [
                ("*", _("Every finding ({n})").format(n=number_words(len(outcome.findings)))),
                *((code, f"{finding_remedy(first[code])} ({number_words(count)})") for code, count in kinds.items()),
            ],
        )
        self.kind.set_key("*")
        self.kind.chosen.connect(self.show_kind)
        self.model = CellTableModel(
            (
                Column(title=_("What is wrong"), width=460, stretch=3),
                Column(title=_("What to do"), width=380, stretch=2),
            )
        )
        self.table = TableView(_("What is wrong with the lines"), row_height=28, header_height=32, cell_padding=8)
        self.table.set_model(self.model)
        card = Card(flush=True)
        card.body.addWidget(self.table, 1)
        more = plural("One further finding is not listed.", "{n} further findings are not listed.", outcome.more)
        self.more = Text(more.format(n=number_words(outcome.more)), Kind.CAPTION, Role.INK2)
        self.body.addWidget(self.kind)
        self.body.addWidget(card, 1)
        self.body.addWidget(self.more)
        for widget in (self.kind, card):
            widget.setVisible(bool(outcome.findings))
        self.more.setVisible(outcome.more > 0)
        self.show_kind("*")
        self._tall = bool(outcome.findings)
        restyled(self, self._restyle_table)
        self.act.setFocus()

    def _restyle_table(self) -> None:
        look = Look.of(self)
        self.setMinimumSize(look.dp(900), look.dp(460 if self._tall else 160))

    def show_kind(self, code: str) -> None:
        """List the findings of a kind, or all."""
        shown = [finding for finding in self._findings if code in {"*", finding.code}]
        self.model.set_rows([(Cell(text=finding_words(each)), Cell(text=finding_remedy(each))) for each in shown])

    def _on_look(self) -> None:
        dialog = AlikeDialog(self._outcome, self.answers, self)
        dialog.accepted.connect(lambda: self._on_answered_alike(dialog))
        dialog.open()

    def _on_answered_alike(self, dialog: AlikeDialog) -> None:
        self.answers = dialog.answers
        self._show_answers()
        self.act.setFocus()

    def _show_answers(self) -> None:
        self.alike_words.setText(answered_words(self._outcome, self.answers))
        for widget in (self.alike_words, self.look):
            widget.setVisible(self._outcome.alike_count > 0)

    def follow(self, ticket: Ticket, what: str = "") -> None:
        """Show how far it is, and close once all is kept."""
        super().follow(ticket, what or _("Bringing in {name}").format(name=self._name))

    def _on_act(self) -> None:
        self.wanted.emit()


class UndoDialog(Question):
    """Whether a file is taken out again."""

    wanted = Signal()

    def __init__(self, line: ImportLine, parent: QWidget | None = None) -> None:
        act = DangerButton(_("&Take it out"), "undo-2")
        words = _("Its {records} records go, and persons it brought of whom nothing else is kept.")
        super().__init__(line.kept.file_name, words.format(records=number_words(line.kept.records)), act, parent)

    def _on_act(self) -> None:
        self.wanted.emit()


def outcome_words(outcome: ImportOutcome) -> str:
    """Say in one paragraph what a file would bring."""
    parts = [
        plural("{n} line was read", "{n} lines were read", outcome.lines).format(n=number_words(outcome.lines)),
        plural("{n} record would be kept", "{n} records would be kept", outcome.records).format(
            n=number_words(outcome.records)
        ),
        plural("about {n} person", "about {n} persons", outcome.persons).format(n=number_words(outcome.persons)),
        plural("{n} of them new", "{n} of them new", outcome.new_persons).format(n=number_words(outcome.new_persons)),
        plural("{n} is here already", "{n} are here already", outcome.unchanged).format(
            n=number_words(outcome.unchanged)
        ),
        plural("{n} line is left out", "{n} lines are left out", outcome.refused).format(
            n=number_words(outcome.refused)
        ),
    ]
    return "; ".join(parts) + "."


def bring_records(owner: QWidget, page: RecordsPage, presenter: RecordsPresenter) -> None:
    """Lead from the page to its dialogs, and show on it what is fetched."""

    def choose() -> None:
        kinds = _("Tables (*.csv *.txt *.tsv *.xlsx)")
        name, _kind = QFileDialog.getOpenFileName(owner, _("Bring in contributions"), "", kinds)
        if name:
            ticket = presenter.look(Path(name))
            ticket.succeeded.connect(point)
            ticket.failed.connect(presenter.refuse)

    def point(looked: Looked) -> None:
        dialog = MappingDialog(looked, owner)
        dialog.sheet_wanted.connect(lambda sheet: dialog.wait_for_sheet(presenter.look(looked.path, sheet)))
        dialog.wanted.connect(lambda mapping, new: try_out(dialog, dialog.looked, mapping, new=new))
        dialog.open()

    def try_out(before: MappingDialog, looked: Looked, mapping: Mapping, *, new: bool) -> None:
        ticket = presenter.try_out(looked, mapping, new_persons=new)
        ticket.succeeded.connect(lambda outcome: ask(before, looked, mapping, outcome, new=new))
        before.follow_trial(ticket)

    def ask(before: MappingDialog, looked: Looked, mapping: Mapping, outcome: ImportOutcome, *, new: bool) -> None:
        dialog = OutcomeDialog(looked.path.name, outcome, before)
        dialog.wanted.connect(
            lambda: dialog.follow(presenter.bring_in(looked, mapping, dialog.answers, new_persons=new))
        )
        dialog.accepted.connect(before.accept)
        dialog.open()

    def undo(line: ImportLine) -> None:
        dialog = UndoDialog(line, owner)
        dialog.wanted.connect(lambda: dialog.follow(presenter.undo(line)))
        dialog.open()

    def show() -> None:
        if presenter.facts is not None:
            page.show_facts(presenter.facts)

    page.file_wanted.connect(choose)
    page.undo_wanted.connect(undo)
    presenter.shown.connect(show)
