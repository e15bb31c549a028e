"""XLSX as rows of text, streamed: looked through for bombs before the library sees it, values as they are shown."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError

from desktop_app.foundation.problems import FormProblem

_MOST_UNPACKED: Final = 4 << 30
_MOST_SHARED: Final = 256 << 20
_MOST_PARTS: Final = 2_000
_CHUNK: Final = 1 << 16
_LONGEST_TEXT: Final = 16
"""Chunks without a tag, at most: a cell as large as that is none that a person wrote."""

_BROKEN: Final = (zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError)
"""What the library raises for a workbook that is not as the format says."""


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of a workbook's sheets, after looking it through for what would fill the memory.

    Raises `FormProblem`: `table_unreadable`, `table_hostile`.
    """
    from openpyxl import load_workbook

    _look_through(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            names = tuple(str(sheet.title) for sheet in book.worksheets)
        finally:
            book.close()
    except _BROKEN as error:
        raise FormProblem("table_unreadable", file=path.name) from error
    if not names:
        raise FormProblem("table_unreadable", file=path.name)
    return names


def sheet_rows(path: Path, sheet: str, most_columns: int) -> Iterator[tuple[int, list[str]]]:
    """Read a sheet row by row; a formula is its last result. Rows wider than `most_columns` come one cell wider.

    Raises `FormProblem`: `table_unreadable`, `table_hostile`.
    """
    from openpyxl import load_workbook

    _look_through(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            page = book[sheet]
            page.reset_dimensions()
            for line, cells in enumerate(page.iter_rows(values_only=True, max_col=None), start=1):
                yield line, [_shown(cell) for cell in cells[: most_columns + 1]]
        finally:
            book.close()
    except _BROKEN as error:
        raise FormProblem("table_unreadable", file=path.name) from error


def _shown(value: object) -> str:
    """Return a cell as text; days in ISO form, numbers with the fifteen digits that Excel keeps."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    text = f"{value:.15g}" if type(value).__name__ == "float" else str(value)
    return text.removesuffix(".0")


def _look_through(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise FormProblem("table_hostile", file=path.name)
            for part in parts:
                shared = part.filename.lower().endswith(("sharedstrings.xml", "styles.xml", "workbook.xml"))
                if shared and part.file_size > _MOST_SHARED:
                    raise FormProblem("table_hostile", file=path.name)
                if part.filename.lower().endswith((".xml", ".rels")):
                    _look_through_part(archive, part, path)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise FormProblem("table_unreadable", file=path.name) from error


def _look_through_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path) -> None:
    without = 0
    with archive.open(part) as stream:
        first = True
        while chunk := stream.read(_CHUNK):
            if first and b"<!DOCTYPE" in chunk:
                raise FormProblem("table_hostile", file=path.name)
            first = False
            without = 0 if b"<" in chunk else without + 1
            if without >= _LONGEST_TEXT:
                raise FormProblem("table_hostile", file=path.name)
