"""A report's table for a spreadsheet: exact figures, days as ISO, and no cell that begins a formula."""

import csv
import io
from datetime import date
from fractions import Fraction

from desktop_app.documents.recalculation_table import harmless
from desktop_app.domain.money import Money
from desktop_app.domain.reports import Report, ReportColumn, Value
from desktop_app.wording.formats import exact_words
from desktop_app.wording.report_words import column_words, value_words


def report_csv(report: Report) -> bytes:
    """Return the table as CSV in UTF-8 with its mark, as spreadsheets take it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(harmless(column_words(column)) for column in report.columns)
    for row in report.rows:
        writer.writerow(_cell(column, value) for column, value in zip(report.columns, row, strict=True))
    return target.getvalue().encode("utf-8-sig")


def _cell(column: ReportColumn, value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Fraction):
        return exact_words(value).replace(",", "")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return f"{value.currency} {value.minor // 100}.{value.minor % 100:02d}"
    return harmless(value_words(column, value).replace("\u00a0", " "))
