"""Bringing a file in: its columns are pointed out, it is tried, what is wrong is read line by line, then it is kept."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QWidget

from desktop_app.domain.periods import PeriodType
from desktop_app.ui.screens.settings.records_page import RecordsPage
from desktop_app.ui.screens.settings.records_presenter import Looked, RecordsPresenter
from desktop_app.ui.tasks import Ticket
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.progress import ProgressStrip
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import finding_remedy, finding_words
from desktop_app.wording.formats import number_words
from desktop_app.wording.terms import period_type_words
from desktop_app.workflows.import_contributions import ImportOutcome
from desktop_app.workflows.import_mapping import DateOrder, Field, Mapping, Unit, check_mapping
from desktop_app.workflows.undo_import import ImportLine

_NEW: Final = "*"


def field_words(field: Field) -> str:
    """Say what a column can say."""
    return {
        Field.NUMBER: _("Insurance number"), Field.SURNAME: _("Surname"), Field.FORENAMES: _("Forenames"),
        Field.NAME: _("Surname, forenames"), Field.BIRTH_DATE: _("Date of birth"), Field.SEX: _("Sex"),
        Field.EMPLOYER: _("Employer"), Field.EMPLOYER_NUMBER: _("Employer's number"), Field.YEAR: _("Year"),
        Field.START: _("From"), Field.END: _("To"), Field.QUANTITY: _("Weeks, days or months"),
        Field.EARNINGS: _("Earnings"), Field.TYPE: _("Kind of period"), Field.EARNINGS_CLASS: _("Earnings class"),
    }[field]  # fmt: skip


class MappingDialog(Question):
    """The first rows of the file under their columns; Enter on a column, or a click on its heading, says what it is."""

    wanted = Signal(object, bool)
    """The file is to be tried: the `Mapping`, and whether numbers that nobody has make new persons."""

    def __init__(self, looked: Looked, parent: QWidget | None = None) -> None:
        sentence = _(
            "Point out what each column says: Enter in the table, or a click on a heading. Nothing is kept yet."
        )
        super().__init__(looked.path.name, sentence, PrimaryButton(_("&Try it"), "check"), parent)
        self._looked = looked
        self._columns: dict[Field, int] = {}
        self._types: dict[str, PeriodType] = {}
        self._fields()
        width = max((len(cells) for _line, cells in looked.rows), default=0)
        self.model = CellTableModel([Column(title=_("Column {n}").format(n=n + 1), width=172) for n in range(width)])
        self.table = TableView(_("First rows of the file"), row_height=26, header_height=32, cell_padding=8)
        self.table.set_model(self.model)
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().sectionClicked.connect(self.ask_column)
        self.table.row_activated.connect(lambda _row: self.ask_column(self.table.currentIndex().column()))
        card = Card(flush=True)
        card.body.addWidget(self.table, 1)
        self.body.addWidget(card, 1)
        self.point = SecondaryButton(_("What this column &says…"), "chevron-down")
        self.point.clicked.connect(lambda: self.ask_column(self.table.currentIndex().column()))
        self.buttons.insertWidget(0, self.point)
        self.progress = ProgressStrip()
        self.body.addWidget(self.progress)
        self.show_mapping(next((kept for kept in looked.kept if kept.name == looked.proposed.name), looked.proposed))
        restyled(self, self._restyle_table)
        self.table.setFocus()

    def _fields(self) -> None:
        kept = [(mapping.name, mapping.name) for mapping in self._looked.kept]
        self.kept = ChoiceField(_("&Read as"), [(_NEW, _("By its headings")), *kept])
        self.kept.set_key(_NEW)
        self.kept.chosen.connect(self._on_kept)
        self.name = LineField(_("Na&me of the mapping"))
        self.unit = ChoiceField(
            _("Co&unted in"),
            [(Unit.WEEKS.value, _("Weeks")), (Unit.DAYS.value, _("Days")), (Unit.MONTHS.value, _("Months"))],
        )
        self.days = LineField(_("Days a &week"))
        self.currency = LineField(_("Curr&ency"))
        self.order = ChoiceField(
            _("&Dates"),
            [(DateOrder.DAY_FIRST.value, _("Day first")), (DateOrder.MONTH_FIRST.value, _("Month first"))],
        )
        self.headers = LineField(_("&Heading rows"))
        self.kind = ChoiceField(
            _("Wit&hout a code it is"), [(kind.value, period_type_words(kind)) for kind in PeriodType]
        )
        self.codes = LineField(_("C&odes of the file"), placeholder=_("P = EMP, V = VOL"))
        self.new_persons = CheckLine(_("Num&bers that nobody has make new persons"))
        self.new_persons.set_checked(True)
        for row in (
            ((self.kept, 3), (self.name, 3), (self.unit, 2), (self.days, 1), (self.currency, 1)),
            ((self.order, 2), (self.headers, 1), (self.kind, 3), (self.codes, 4)),
        ):
            line = QHBoxLayout()
            for field, share in row:
                line.addWidget(field, share)
            self.body.addLayout(line)
        self.body.addWidget(self.new_persons)

    def _restyle_table(self) -> None:
        look = Look.of(self)
        self.setMinimumSize(look.dp(960), look.dp(520))

    def show_mapping(self, mapping: Mapping) -> None:
        """Show how the columns are read."""
        self._columns = dict(mapping.columns)
        self.name.set_text(mapping.name)
        self.unit.set_key(mapping.unit.value)
        self.days.set_text(str(mapping.days_in_week))
        self.currency.set_text(mapping.currency)
        self.order.set_key(mapping.date_order.value)
        self.headers.set_text(str(mapping.header_rows))
        self.kind.set_key(mapping.default_type.value)
        self.codes.set_text(", ".join(f"{code} = {kind.value}" for code, kind in mapping.types.items()))
        self._show_columns()

    def mapping(self) -> Mapping | None:
        """Return what is said on the page; None where a field cannot be read, which then says so."""
        whole = {}
        for field, least, most in ((self.days, 1, 7), (self.headers, 0, 40)):
            typed = field.text().strip()
            right = typed.isascii() and typed.isdigit() and least <= int(typed[:4]) <= most
            said = "" if right else _("Enter a number from {least} to {most}.").format(least=least, most=most)
            field.set_finding("error", said)
            whole[field] = int(typed) if right else -1
        code = self.currency.text().strip().upper()
        sound = len(code) == 3 and code.isascii() and code.isalpha()  # noqa: PLR2004 - letters of a currency's code
        self.currency.set_finding("error", "" if sound else _("Enter three letters, such as XCD."))
        types = read_codes(self.codes.text())
        self.codes.set_finding("error", "" if types is not None else _("Write each as CODE = {kinds}.").format(
            kinds=", ".join(kind.value for kind in PeriodType)))  # fmt: skip
        if types is None or not sound or -1 in whole.values():
            return None
        return replace(
            self._looked.proposed,
            name=self.name.text().strip(),
            columns=dict(self._columns),
            currency=code,
            unit=Unit(self.unit.key()),
            days_in_week=whole[self.days],
            date_order=DateOrder(self.order.key()),
            header_rows=whole[self.headers],
            types=types,
            default_type=PeriodType(self.kind.key()),
        )

    def ask_column(self, column: int) -> None:
        """Offer what a column can say, below its heading."""
        if not 0 <= column < len(self.model.columns):
            return
        self.menu = QMenu(self)
        present = next((field for field, at in self._columns.items() if at == column), None)
        for field in (None, *Field):
            words = field_words(field) if field else _("Nothing that is needed")
            action = QAction(words, self.menu, checkable=True, checked=field is present)
            action.triggered.connect(lambda _on=False, field=field: self.say(column, field))
            self.menu.addAction(action)
        header = self.table.horizontalHeader()
        at = QPoint(header.sectionViewportPosition(column), header.height())
        self.menu.popup(header.mapToGlobal(at))

    def say(self, column: int, field: Field | None) -> None:
        """Say what a column says; what another column said of it is taken back."""
        self._columns = {each: at for each, at in self._columns.items() if at != column and each is not field}
        if field is not None:
            self._columns[field] = column
        self._show_columns()

    def _show_columns(self) -> None:
        meant = {at: field for field, at in self._columns.items()}
        titles = (
            f"{number + 1}: {field_words(meant[number])}"
            if number in meant
            else _("{n}: not used").format(n=number + 1)
            for number in range(len(self.model.columns))
        )
        column = max(0, self.table.currentIndex().column())
        self.model.columns = tuple(
            replace(spec, title=title) for spec, title in zip(self.model.columns, titles, strict=True)
        )
        self.model.set_rows(
            [
                [Cell(text=cell, muted=number not in meant) for number, cell in enumerate(cells)]
                for _line, cells in self._looked.rows
            ]
        )
        self.table.setCurrentIndex(self.model.index(0, column))

    def _on_kept(self, key: str) -> None:
        kept = next((mapping for mapping in self._looked.kept if mapping.name == key), self._looked.proposed)
        self.show_mapping(kept)

    def follow(self, ticket: Ticket) -> None:
        """Show how far the trying is, with Cancel."""
        self.progress.follow(ticket, _("Trying {name}").format(name=self._looked.path.name))
        self._let_press(on=False)
        ticket.failed.connect(self.show_refusal)
        ticket.finished.connect(lambda: self._let_press(on=True))

    def _on_act(self) -> None:
        mapping = self.mapping()
        if mapping is None:
            return
        wrong = check_mapping(mapping)
        lacking = [field_words(field) for field in mapping.lacking()]
        if lacking:
            self.says.show_words("error", _("Point out: {fields}.").format(fields=", ".join(lacking)))
        elif wrong:
            self.says.show_words("error", finding_words(wrong[0]))
        else:
            self.says.show_words("error", "")
            self.wanted.emit(mapping, self.new_persons.checked())


class OutcomeDialog(Question):
    """What the file would bring, and what is wrong with its lines, by kind."""

    wanted = Signal()
    """It is to be brought in."""

    def __init__(self, name: str, outcome: ImportOutcome, parent: QWidget | None = None) -> None:
        act = PrimaryButton(_("&Bring it in"), "check")
        super().__init__(_("What {name} would bring").format(name=name), outcome_words(outcome), act, parent)
        self._name, self._findings = name, outcome.findings
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
        self.progress = ProgressStrip()
        more = plural("One further finding is not listed.", "{n} further findings are not listed.", outcome.more)
        self.more = Text(more.format(n=number_words(outcome.more)), Kind.CAPTION, Role.INK2)
        self.body.addWidget(self.kind)
        self.body.addWidget(card, 1)
        self.body.addWidget(self.more)
        self.body.addWidget(self.progress)
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

    def follow(self, ticket: Ticket) -> None:
        """Show how far it is, with Cancel, and close once all is kept."""
        self.progress.follow(ticket, _("Bringing in {name}").format(name=self._name))
        super().follow(ticket)

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


def read_codes(text: str) -> dict[str, PeriodType] | None:
    """Read `P = EMP, V = VOL`; None where it cannot be read."""
    found = {}
    for part in filter(None, (each.strip() for each in text.replace(";", ",").split(","))):
        code, equals, kind = (each.strip().upper() for each in part.partition("="))
        if not equals or not code or kind not in set(PeriodType):
            return None
        found[code] = PeriodType(kind)
    return found


def bring_records(owner: QWidget, page: RecordsPage, presenter: RecordsPresenter) -> None:
    """Lead from the page to its dialogs, and show on it what is fetched."""

    def choose() -> None:
        kinds = _("Tables (*.csv *.txt *.tsv *.xlsx)")
        name, _kind = QFileDialog.getOpenFileName(owner, _("Bring in contributions"), "", kinds)
        if name:
            presenter.look(Path(name)).succeeded.connect(point)

    def point(looked: Looked) -> None:
        dialog = MappingDialog(looked, owner)
        dialog.wanted.connect(lambda mapping, new: try_out(dialog, looked, mapping, new=new))
        dialog.open()

    def try_out(before: MappingDialog, looked: Looked, mapping: Mapping, *, new: bool) -> None:
        ticket = presenter.try_out(looked, mapping, new_persons=new)
        ticket.succeeded.connect(lambda outcome: ask(before, looked, mapping, outcome, new=new))
        before.follow(ticket)

    def ask(before: MappingDialog, looked: Looked, mapping: Mapping, outcome: ImportOutcome, *, new: bool) -> None:
        dialog = OutcomeDialog(looked.path.name, outcome, before)
        dialog.wanted.connect(lambda: dialog.follow(presenter.bring_in(looked, mapping, new_persons=new)))
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
