"""Any table as a file for a spreadsheet, CSV or XLSX, of which no cell is ever taken for a formula.

In CSV a text that would begin a formula gets an apostrophe before it, as all harmless CSV does; in XLSX it is kept as
it is, as text, and stays text when it is edited. Rows are written one at a time.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

XLSX: Final = ".xlsx"
CSV: Final = ".csv"

LONGEST_CELL: Final = 32_767
"""Characters that a spreadsheet's cell can hold; what is longer is cut there."""

MOST_ROWS: Final = 1_048_575
"""Rows below the titles that a spreadsheet's sheet can hold; the rest goes on a further sheet."""

_LONGEST_TITLE: Final = 31
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_TITLE: Final = re.compile(r"[\\*?:/\[\]]")
_WIDEST, _NARROWEST = 60, 8
_DAY: Final = "yyyy-mm-dd"

_FORMULA: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""What begins a formula, also as the wide signs that some spreadsheets take for it."""

_STRIPPED: Final = frozenset("\t\r\n")
"""What some spreadsheets let fall before they look for one."""

CellValue = str | int | Decimal | date
"""Numbers and days are such in a workbook too; in CSV they are written plainly, days in ISO form."""


def write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> int:
    """Write a table as CSV in UTF-8 with its mark; return how many rows. Raises `OSError`."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([_plain(title) for title in titles])
        for row in rows:
            writer.writerow([_plain(cell) if isinstance(cell, str) else str(cell) for cell in row])
            count += 1
    return count


def write_xlsx(path: Path, name: str, titles: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> int:
    """Write a table as a workbook, titles held in sight; return how many rows. Raises `OSError`.

    Nothing of it is ever in a temporary folder; what `rows` raises leaves no other file behind.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet._writer import ALL_TEMP_FILES, WorksheetWriter

    def cell_of(sheet: object, value: CellValue) -> object:
        if isinstance(value, str):
            return text_cell(sheet, value)
        if isinstance(value, date):
            cell = WriteOnlyCell(sheet, value=value)
            cell.number_format = _DAY
            return cell
        return value

    def text_cell(sheet: object, text: str, *, bold: bool = False) -> object:
        cell = WriteOnlyCell(sheet, value=_sound(text))
        cell.data_type = "s"  # said, not guessed: whatever it begins with, it is text
        if harmless(text) != text:
            cell.quotePrefix = True
        if bold:
            cell.font = Font(bold=True)
        return cell

    book = Workbook(write_only=True)
    count = 0
    sheet = None
    parts: list[str] = []
    try:
        for row in _with_end(rows):
            if sheet is None or (count and count % MOST_ROWS == 0 and row is not None):
                number = count // MOST_ROWS + 1
                sheet = book.create_sheet(_title(name, number))
                sheet.freeze_panes = "A2"
                parts.append(f"{path}.{number}")
                for at, title in enumerate(titles, start=1):
                    width = min(_WIDEST, max(_NARROWEST, 2 * len(title)))
                    sheet.column_dimensions[get_column_letter(at)].width = width
                ALL_TEMP_FILES.append(parts[-1])
                sheet._writer = WorksheetWriter(sheet, parts[-1])  # noqa: SLF001 - else it writes to the temporary folder
                sheet._writer.write_top()  # noqa: SLF001 - as above
                sheet.append([text_cell(sheet, title, bold=True) for title in titles])
            if row is not None:
                sheet.append([cell_of(sheet, cell) for cell in row])
                count += 1
        book.save(path)
    finally:
        _tidy_up(book.worksheets, parts)
    return count


def _tidy_up(sheets: Iterable[Any], parts: Iterable[str]) -> None:
    """Close what a failed writing left open, and take its parts away."""
    for sheet in sheets:
        with suppress(Exception):  # it is closed already, or its medium is gone: there is nothing else to do
            sheet.close()
    for part in parts:
        with suppress(OSError):
            Path(part).unlink(missing_ok=True)


def _with_end(rows: Iterable[Sequence[CellValue]]) -> Iterable[Sequence[CellValue] | None]:
    """Give every row, and None after the last: a table without rows has its titles too."""
    yield from rows
    yield None


def _sound(text: str) -> str:
    return _NOT_IN_XML.sub(" ", text)[:LONGEST_CELL]


def _plain(text: str) -> str:
    return harmless(_NOT_IN_XML.sub(" ", text).replace("\u00a0", " ").replace("\u202f", " "))


def _title(name: str, number: int) -> str:
    end = f" {number}" if number > 1 else ""
    sound = _NOT_IN_A_TITLE.sub(" ", _sound(name)).strip(" '") or "1"
    return sound[: _LONGEST_TITLE - len(end)] + end


def harmless(words: str) -> str:
    """Keep a spreadsheet from taking words for a formula: what it might, also behind blanks, begins with an apostrophe.

    Source: OWASP, CSV Injection (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    return f"'{words}" if words[:1] in _STRIPPED or words.lstrip()[:1] in _FORMULA else words
