"""Reports as a page: which one, of which days; its bars, its table, and the ways to paper and to a file."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.reports import MOST_BARS, Bar, Report, ReportColumn, ReportKind, Span
from desktop_app.ui.screens.reports.presenter import ReportsPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.bar_chart import BarChart, ChartBar
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card, scrolled
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.fields import ChoiceField, DateField
from desktop_app.ui.widgets.progress import ProgressStrip
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.table_export import ask_table_file
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.report_words import (
    bar_words,
    column_words,
    is_figure,
    more_bars_words,
    period_words,
    report_note,
    report_sentence,
    report_title,
    span_words,
    table_of,
    value_words,
)
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.reports import NO_PERIOD

_MONTHS: Final = (6, 12, 24, 60)
_LINE: Final = 12
"""Signs of a title that fit on one line of a narrow column."""


_LEAST: Final = {
    ReportColumn.PERSON: 170,
    ReportColumn.BIRTH_DATE: 104,
    ReportColumn.PENSION_DAY: 112,
    ReportColumn.STATES: 84,
    ReportColumn.KNOWN: 140,
    ReportColumn.RULE: 190,
    ReportColumn.CONFIDENCE: 110,
}
"""What columns of words need in the list of people, which is the widest: it scrolls sideways rather than hide names."""


class ReportsScreen(QWidget):
    """The page."""

    printed = Signal()
    """A document of the report is shown."""

    def __init__(self, presenter: ReportsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reports")
        self._presenter = presenter
        self._table: ShortTable | None = None
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._title_row())
        self._column.addLayout(self._choice_row())
        self.progress = ProgressStrip()
        self._column.addWidget(self.progress)
        self._column.addWidget(scrolled(self._body()), 1)
        self._connect()
        restyled(self, self._restyle)
        self._show_choices()

    def _title_row(self) -> QHBoxLayout:
        self._titles = QHBoxLayout()
        self.export = SecondaryButton(_("&Export the table…"), "download")
        self.export.setObjectName("report_export")
        self.print = PrimaryButton(_("&Print…"), "printer")
        self.print.setObjectName("report_print")
        self._titles.addWidget(Text(_("Reports"), Kind.PAGE_TITLE))
        self._titles.addStretch(1)
        self._titles.addWidget(self.export)
        self._titles.addWidget(self.print)
        return self._titles

    def _choice_row(self) -> QHBoxLayout:
        self._choices = QHBoxLayout()
        self.kind = ChoiceField(_("&Report"), [(kind.value, report_title(kind)) for kind in ReportKind])
        self.span = ChoiceField(_("Per&iod"), [(span.value, span_words(span)) for span in Span])
        self.since = DateField(_("&From"))
        self.until = DateField(_("&To"))
        months = [(str(number), plural("{n} month", "{n} months", number).format(n=number)) for number in _MONTHS]
        self.ahead = ChoiceField(_("&Within"), months)
        for widget, share in ((self.kind, 3), (self.span, 2), (self.since, 2), (self.until, 2), (self.ahead, 2)):
            self._choices.addWidget(widget, share)
        self._choices.addStretch(1)
        return self._choices

    def _body(self) -> QWidget:
        body = QWidget()
        self.sentence = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self.note = Text("", Kind.SENTENCE, Role.WARN, wrap=True)
        self.chart = BarChart(_("Chart of the report"))
        self._chart_card = Card(" ")
        self._chart_card.body.addWidget(self.chart)
        self.more = Text("", Kind.CAPTION, Role.INK2)
        self._chart_card.body.addWidget(self.more)
        self._table_card = Card(flush=True)
        self.empty = EmptyState(
            "chart-column", _("There is nothing to report for this."), _("Choose another period or another report.")
        )
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for widget in (self.sentence, self.note, self._chart_card, self._table_card, self.empty):
            self._rows.addWidget(widget)
        self._rows.addStretch(1)
        return body

    def _connect(self) -> None:
        presenter = self._presenter
        self.kind.chosen.connect(lambda key: self._want(kind=ReportKind(key)))
        self.span.chosen.connect(lambda key: self._want(span=Span(key)))
        self.ahead.chosen.connect(lambda key: self._want(ahead=int(key)))
        for field, name in ((self.since, "since"), (self.until, "until")):
            field.left.connect(lambda field=field, name=name: self._want_day(name, field))
            field.edit.returnPressed.connect(lambda field=field, name=name: self._want_day(name, field))
        self.print.clicked.connect(presenter.print_out)
        self.export.clicked.connect(self._on_export)
        presenter.started.connect(lambda ticket: self.progress.follow(ticket, _("Making the report")))
        presenter.leaving.connect(lambda ticket: self.progress.follow(ticket, _("Writing the report")))
        presenter.stopped.connect(self._show_choices)
        presenter.shown.connect(self.show_report)
        presenter.document_made.connect(self._on_document)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(24), look.dp(16), look.dp(24), look.dp(16))
        for row in (self._column, self._titles, self._choices, self._rows):
            row.setSpacing(look.dp(12))

    def showEvent(self, event: QShowEvent) -> None:
        """Make the report anew each time the page comes to the front."""
        super().showEvent(event)
        self._presenter.load()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the choice of the report."""
        self.kind.combo.setFocus()

    def primary_action(self) -> None:
        """Print: Ctrl+Enter."""
        self.print.click()

    def show_report(self, made: Report) -> None:
        """Show a report."""
        self.sentence.setText(f"{report_sentence(made.kind)} {period_words(made)}.")
        self.note.setText(" ".join(report_note(note) for note in made.notes))
        self.note.setVisible(bool(made.notes))
        bars = made.bars[:MOST_BARS]
        self._chart_card.set_title(" \u00b7 ".join(column_words(column) for column in made.series))
        self.chart.show_bars([column_words(column) for column in made.series], [_chart_bar(made, bar) for bar in bars])
        more = len(made.bars) - len(bars)
        self.more.setText(more_bars_words(more) if more else "")
        self.more.setVisible(bool(more))
        self._chart_card.setVisible(bool(bars))
        self._show_table(made)
        self.empty.setVisible(not made.rows)
        for button in (self.print, self.export):
            button.setEnabled(bool(made.rows))

    def _show_table(self, made: Report) -> None:
        if self._table is not None:
            self._table_card.body.removeWidget(self._table)
            self._table.deleteLater()
        columns = [
            Column(title=_in_lines(column_words(column)), width=_WIDTHS.get(column, 104), align="right")
            if is_figure(column)
            else _words_column(column)
            for column in made.columns
        ]
        self._table = ShortTable(
            report_title(made.kind), columns, row_height=32, header_height=48, marks_when_focused=True, top_of_card=True
        )
        self._table.setObjectName("report_table")
        figures = [is_figure(column) for column in made.columns]
        self._table.show_rows(
            [
                [
                    Cell(text=words, align="right" if figure else "left", figure=figure)
                    for words, figure in zip(row, figures, strict=True)
                ]
                for row in table_of(made)
            ]
        )
        self._table_card.body.addWidget(self._table)
        self._table_card.setVisible(bool(made.rows))

    def _want(self, **changes: object) -> None:
        self._presenter.want(**changes)
        self._show_choices()

    def _want_day(self, name: str, field: DateField) -> None:
        if getattr(self._presenter.wanted, name) != field.value():
            self._want(**{name: field.value()})

    def _show_choices(self) -> None:
        wanted = self._presenter.wanted
        self.kind.set_key(wanted.kind.value)
        self.span.set_key(wanted.span.value)
        self.ahead.set_key(str(wanted.ahead))
        self.span.setVisible(wanted.kind not in NO_PERIOD)
        for field in (self.since, self.until):
            field.setVisible(wanted.kind not in NO_PERIOD and wanted.span is Span.CHOSEN)
        self.ahead.setVisible(wanted.kind is ReportKind.OUTREACH)

    def _on_export(self) -> None:
        made = self._presenter.made
        if made is None:
            return
        path = ask_table_file(self, _("Export the table"), f"{made.kind.value}-{made.made_on.isoformat()}")
        if path is not None:
            self._presenter.export(path)

    def _on_document(self, document: IssuedDocument) -> None:
        presenter = self._presenter
        title = report_title(presenter.wanted.kind)
        DocumentPreview(title, document, presenter.tasks, presenter.notices, self.window()).open()
        self.printed.emit()


_WIDTHS: Final = {ReportColumn.PAID: 168}
"""Columns of figures that need more room than most."""


def _words_column(column: ReportColumn) -> Column:
    least = _LEAST.get(column, 0)
    return Column(title=_in_lines(column_words(column)), width=least or 130, stretch=1, least=least)


def _chart_bar(made: Report, bar: Bar) -> ChartBar:
    pairs = zip(made.series, bar.values, strict=True)
    values = tuple((value, value_words(column, value)) for column, value in pairs)
    return ChartBar(name=bar_words(bar), values=values)


def _in_lines(title: str) -> str:
    """Part a long title of a narrow column where its middle is nearest."""
    places = [at for at, sign in enumerate(title) if sign == " "]
    if len(title) <= _LINE or not places:
        return title
    at = min(places, key=lambda place: abs(2 * place - len(title)))
    return f"{title[:at]}\n{title[at + 1 :]}"
