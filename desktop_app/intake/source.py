"""Files of other systems as rows of text, CSV and XLSX alike: found out how they are written, read one row at a time.

Nothing is believed of a file: its columns, cells, lines and unpacked size have bounds, and a row in memory is all of it
that is ever there.
"""

import codecs
import csv
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TextIO

from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import reading_problem
from desktop_app.foundation.problems import FormProblem
from desktop_app.intake.markup import LONGEST_CELL
from desktop_app.intake.workbook import Sheet, sheet_named, sheet_rows, sheets_of

MOST_COLUMNS: Final = 256
"""Columns of a table; a file with more is none of contributions."""

_LONGEST_LINE: Final = 131_072
_LONGEST_ROW: Final = 1 << 20
_SAMPLE_LINES: Final = 200
_SAMPLE: Final = 1 << 20
_CHUNK: Final = 1 << 20
_DELIMITERS: Final = ",;\t|"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_DOS_LETTERS: Final = frozenset(range(0x80, 0xA6))
_UNDEFINED_IN_WINDOWS: Final = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_CONTROLS: Final = dict.fromkeys((*range(32), *range(0x7F, 0xA0)), " ")


class FileKind(StrEnum):
    """What a file of another system is."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """How a file is written. `encoding`, `delimiter` and `quoted` are of CSV, `sheet` and `sheets` of XLSX."""

    kind: FileKind
    encoding: str = ""
    delimiter: str = ""
    quoted: bool = True
    sheet: str = ""
    sheets: tuple[Sheet, ...] = ()


def examine(path: Path, sheet: str = "") -> Source:
    """Find out how a file is written; of a workbook, this sheet is read, else the first that is not hidden.

    Raises `FormProblem`: `table_unreadable` (no table, or a damaged one), `table_hostile`, `sheet_unknown` (sheet,
    sheets), `table_old` (a workbook as Excel wrote it before 2007, or under a password); `PlaceProblem`.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_CHUNK)
            if head[:4] == b"PK\x03\x04":
                sheets = sheets_of(path)
                return Source(kind=FileKind.XLSX, sheet=sheet_named(sheets, sheet).name, sheets=sheets)
            if head.startswith(_OLD):
                raise FormProblem("table_old", file=path.name)
            encoding = _encoding(head, path)
        with path.open(encoding=encoding, newline="") as text:
            lines = _sample(text)
    except OSError as error:
        raise reading_problem(error, path) from error
    except UnicodeError as error:
        raise FormProblem("table_unreadable", file=path.name) from error
    if not lines or any("\x00" in line for line in lines):
        raise FormProblem("table_unreadable", file=path.name)
    delimiter = _delimiter(lines)
    quoted = any(f'{delimiter}"' in line or line.startswith('"') for line in lines)
    return Source(kind=FileKind.CSV, encoding=encoding, delimiter=delimiter, quoted=quoted)


def raw_rows(path: Path, source: Source, clock: Clock) -> Generator[tuple[int, tuple[str, ...]], None, None]:
    """Read every row that is not empty, with its line (from 1); cells are without blanks around and control characters.

    `clock` makes the key for what does not fit in memory. Raises `FormProblem`: `table_too_wide` (columns),
    `table_unreadable`, `table_hostile`, `table_line_too_long` (line); `PlaceProblem`.
    """
    in_book = source.kind is FileKind.XLSX
    rows = sheet_rows(path, source.sheet, MOST_COLUMNS, clock) if in_book else _csv_rows(path, source)
    with closing(rows):
        for line, cells in rows:
            if len(cells) > MOST_COLUMNS:
                raise FormProblem("table_too_wide", line=line, most=MOST_COLUMNS)
            kept = tuple(map(_tidy, cells))
            if any(kept):
                yield line, kept


def _tidy(cell: str) -> str:
    return cell[:LONGEST_CELL].translate(_CONTROLS).strip()


def _csv_rows(path: Path, source: Source) -> Generator[tuple[int, list[str]], None, None]:
    try:
        with path.open(encoding=source.encoding, newline="") as text:
            lines = _Lines(text)
            reader = csv.reader(
                lines,
                delimiter=source.delimiter or ",",
                quoting=csv.QUOTE_MINIMAL if source.quoted else csv.QUOTE_NONE,
            )
            for cells in reader:
                lines.of_row = 0
                yield reader.line_num, cells
    except OSError as error:
        raise reading_problem(error, path) from error
    except (UnicodeError, LookupError, csv.Error) as error:
        raise FormProblem("table_unreadable", file=path.name) from error


class _Lines:
    """The lines of a text, of which neither one is endless nor, by a quotation mark left open, a row of many."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._number = 0
        self.of_row = 0

    def __iter__(self) -> Iterator[str]:
        """Return itself."""
        return self

    def __next__(self) -> str:
        """Return the next line."""
        line = self._text.readline(_LONGEST_LINE)
        if not line:
            raise StopIteration
        self._number += 1
        self.of_row += len(line)
        if len(line) >= _LONGEST_LINE or self.of_row > _LONGEST_ROW:
            raise FormProblem("table_line_too_long", line=self._number)
        return line


def _sample(text: TextIO) -> list[str]:
    """Return the first lines, as many as tell how the file is written."""
    lines: list[str] = []
    room = _SAMPLE
    while room > 0 and len(lines) < _SAMPLE_LINES and (line := text.readline(_LONGEST_LINE)):
        lines.append(line)
        room -= len(line)
    return lines


def _encoding(head: bytes, path: Path) -> str:
    """Return the encoding: by its mark, UTF-8 where all of the file is, else Windows' or that of old DOS systems."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    seen: Counter[int] = Counter()
    is_utf8 = True
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if is_utf8:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    is_utf8 = False
            if not chunk.isascii():
                seen.update(byte for byte in chunk if byte > 0x7F)  # noqa: PLR2004 - the last code of ASCII
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        is_utf8 = False
    if is_utf8:
        return "utf-8"
    dos = sum(count for byte, count in seen.items() if byte in _DOS_LETTERS)
    if 2 * dos > seen.total():
        return "cp850"
    return "latin-1" if _UNDEFINED_IN_WINDOWS & seen.keys() else "cp1252"


def _delimiter(lines: list[str]) -> str:
    """Return what parts the columns: what gives the most lines the same number of them, and more than one."""

    def score(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
        except csv.Error:
            return 0, 0
        width, agree = widths.most_common(1)[0] if widths else (1, 0)
        return (agree, width) if width > 1 else (0, 0)

    return max(_DELIMITERS, key=score)
