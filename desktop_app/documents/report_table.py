"""A report's table for a spreadsheet: exact figures, days as days."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from desktop_app.documents.table_file import CellValue
from desktop_app.domain.money import Money
from desktop_app.domain.reports import Report, ReportColumn, Value
from desktop_app.foundation.progress import Progress, Silent, stepped
from desktop_app.wording.formats import exact_words
from desktop_app.wording.report_words import column_words, report_title, value_words


def report_table(report: Report, progress: Progress | None = None) -> tuple[str, list[str], Iterator[list[CellValue]]]:
    """Return the name of a report's table, its titles and its rows, which raise what `progress` raises to stop."""
    told = stepped(report.rows, progress or Silent())
    rows = ([_cell(*pair) for pair in zip(report.columns, row, strict=True)] for row in told)
    return report_title(report.kind), [column_words(column) for column in report.columns], rows


def _cell(column: ReportColumn, value: Value) -> CellValue:
    if isinstance(value, int | date):
        return value
    if isinstance(value, Fraction):
        return Decimal(exact_words(value).replace(",", "").replace("\u2212", "-"))
    if isinstance(value, Money):
        return f"{value.currency} {value.minor // 100}.{value.minor % 100:02d}"
    return value_words(column, value)
