"""What each column of a file says, pointed out once and kept as a mapping; of a workbook also which sheet is read."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop_app.domain.periods import PeriodType
from desktop_app.ui.screens.settings.records_presenter import Looked
from desktop_app.ui.tasks import Ticket
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.progress import ProgressStrip
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import finding_words
from desktop_app.wording.terms import period_type_words
from desktop_app.workflows.import_mapping import DateOrder, Field, Mapping, Unit, check_mapping

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

    sheet_wanted = Signal(str)
    """Another sheet of the workbook is to be looked at: its name."""

    def __init__(self, looked: Looked, parent: QWidget | None = None) -> None:
        sentence = _(
            "Point out what each column says: Enter in the table, or a click on a heading. Nothing is kept yet."
        )
        super().__init__(looked.path.name, sentence, PrimaryButton(_("&Try it"), "check"), parent)
        self.looked = looked
        self._mapping = looked.proposed
        self._columns: dict[Field, int] = {}
        self._types: dict[str, PeriodType] = {}
        self._fields()
        self.model = CellTableModel(())
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
        kept = [(mapping.name, mapping.name) for mapping in self.looked.kept]
        self.kept = ChoiceField(_("&Read as"), [(_NEW, _("By its headings")), *kept])
        self.kept.set_key(_NEW)
        self.kept.chosen.connect(self._on_kept)
        sheets = self.looked.source.sheets
        told = (
            (each.name, _("{sheet} (hidden)").format(sheet=each.name) if each.hidden else each.name) for each in sheets
        )
        self.sheet = ChoiceField(_("Sheet of the &file"), tuple(told))
        self.sheet.set_key(self.looked.source.sheet)
        self.sheet.setVisible(len(sheets) > 1)
        self.sheet.chosen.connect(self._on_sheet)
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
            _("Without a code &it is"), [(kind.value, period_type_words(kind)) for kind in PeriodType]
        )
        self.codes = LineField(_("C&odes of the file"), placeholder=_("P = EMP, V = VOL"))
        self.new_persons = CheckLine(_("Num&bers that nobody has make new persons"))
        self.new_persons.set_checked(True)
        for row in (
            ((self.kept, 3), (self.sheet, 3), (self.name, 3), (self.unit, 2), (self.days, 1), (self.currency, 1)),
            ((self.order, 2), (self.headers, 1), (self.kind, 3), (self.codes, 4)),
        ):
            line = QHBoxLayout()
            for field, share in row:
                line.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(line)
        self.body.addWidget(self.new_persons)

    def _restyle_table(self) -> None:
        look = Look.of(self)
        self.setMinimumSize(look.dp(960), look.dp(520))

    def show_mapping(self, mapping: Mapping) -> None:
        """Show how the columns are read; the sheet that a mapping is made for is looked at."""
        self._mapping = mapping
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
        self._show_sheet()

    def _show_sheet(self) -> None:
        """Look at the sheet of the mapping; where the workbook has it no more, say so and read another by choice."""
        wanted = self._mapping.sheet
        sheets = {each.name.casefold(): each.name for each in self.looked.source.sheets}
        found = sheets.get(wanted.casefold(), "") if wanted else self.looked.source.sheet
        missing = bool(sheets) and not found
        said = _("The mapping reads the sheet “{sheet}”, which this file does not have. Choose the sheet to read.")
        self.says.show_words("warning", said.format(sheet=wanted) if missing else "")
        self.sheet.setVisible(len(sheets) > 1 or missing)
        if found and found != self.looked.source.sheet:
            self._on_sheet(found)

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
            self.looked.proposed,
            name=self.name.text().strip(),
            columns=dict(self._columns),
            currency=code,
            unit=Unit(self.unit.key()),
            days_in_week=whole[self.days],
            date_order=DateOrder(self.order.key()),
            header_rows=whole[self.headers],
            types=types,
            default_type=PeriodType(self.kind.key()),
            sheet=self._sheet(),
        )

    def _sheet(self) -> str:
        """Return the sheet that the mapping is to remember, where there are several; CSV leaves it as it was."""
        source = self.looked.source
        if not source.sheets:
            return self._mapping.sheet
        return source.sheet if len(source.sheets) > 1 else ""

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
        width = max((len(cells) for _line, cells in self.looked.rows), default=0)
        titles = (
            f"{number + 1}: {field_words(meant[number])}"
            if number in meant
            else _("{n}: not used").format(n=number + 1)
            for number in range(width)
        )
        column = max(0, self.table.currentIndex().column())
        self.model.columns = tuple(Column(title=title, width=172) for title in titles)
        self.model.set_rows(
            [
                [Cell(text=cell, muted=number not in meant) for number, cell in enumerate(cells)]
                for _line, cells in self.looked.rows
            ]
        )
        self.table.setCurrentIndex(self.model.index(0, column))

    def _on_kept(self, key: str) -> None:
        kept = next((mapping for mapping in self.looked.kept if mapping.name == key), self.looked.proposed)
        self.show_mapping(kept)

    def _on_sheet(self, name: str) -> None:
        if name != self.looked.source.sheet:
            self.sheet.set_key(name)
            self.sheet_wanted.emit(name)

    def wait_for_sheet(self, ticket: Ticket) -> None:
        """Show the sheet that was asked for once it was looked at; say why where it cannot be."""
        self._let_press(on=False)
        ticket.succeeded.connect(self.show_looked)
        ticket.failed.connect(self.show_refusal)
        ticket.finished.connect(lambda: self._let_press(on=True))
        ticket.finished.connect(lambda: self.sheet.set_key(self.looked.source.sheet))

    def show_looked(self, looked: Looked) -> None:
        """Show another sheet, read as the mapping chosen says, or by its headings."""
        self.looked = looked
        if self.kept.key() == _NEW:
            self.show_mapping(replace(looked.proposed, name=self.name.text().strip()))
        else:
            self._show_columns()
        self.says.show_words("warning", "" if looked.rows else _("Nothing stands in this sheet."))

    def follow_trial(self, ticket: Ticket) -> None:
        """Show how far the trying is, with Cancel."""
        self.progress.follow(ticket, _("Trying {name}").format(name=self.looked.path.name))
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


def read_codes(text: str) -> dict[str, PeriodType] | None:
    """Read `P = EMP, V = VOL`; None where it cannot be read."""
    found = {}
    for part in filter(None, (each.strip() for each in text.replace(";", ",").split(","))):
        code, equals, kind = (each.strip().upper() for each in part.partition("="))
        if not equals or not code or kind not in set(PeriodType):
            return None
        found[code] = PeriodType(kind)
    return found
