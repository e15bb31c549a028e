"""Files of other systems as rows of text, CSV and XLSX alike: found out how they are written, read one row at a time.

Nothing is believed of a file: its columns, cells, lines and unpacked size have bounds, and a row in memory is all of it
that is ever there.
"""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from desktop_app.foundation.places import place_problem
from desktop_app.foundation.problems import FormProblem
from desktop_app.intake.workbook import sheet_names, sheet_rows

MOST_COLUMNS: Final = 256
"""Columns of a table; a file with more is none of contributions."""

LONGEST_CELL: Final = 2_000
"""Characters of a cell; what is longer is cut there."""

_LONGEST_LINE: Final = 131_072
_SAMPLE_LINES: Final = 200
_CHUNK: Final = 1 << 20
_DELIMITERS: Final = ",;\t|"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DOS_LETTERS: Final = frozenset(range(0x80, 0xA6))
_UNDEFINED_IN_WINDOWS: Final = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_CONTROLS: Final = dict.fromkeys((*range(32), 127), " ")


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
    sheets: tuple[str, ...] = ()


def examine(path: Path) -> Source:
    """Find out how a file is written.

    Raises `FormProblem`: `table_unreadable` (no table, or a damaged one), `table_hostile`; `PlaceProblem`.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_CHUNK)
            if head[:4] == b"PK\x03\x04":
                names = sheet_names(path)
                return Source(kind=FileKind.XLSX, sheet=names[0], sheets=names)
            encoding = _encoding(head, path)
        with path.open(encoding=encoding, newline="") as text:
            lines = list(islice(_lines(text), _SAMPLE_LINES))
    except OSError as error:
        raise place_problem(error, path) from error
    except UnicodeError as error:
        raise FormProblem("table_unreadable", file=path.name) from error
    if not lines or any("\x00" in line for line in lines):
        raise FormProblem("table_unreadable", file=path.name)
    delimiter = _delimiter(lines)
    quoted = any(f'{delimiter}"' in line or line.startswith('"') for line in lines)
    return Source(kind=FileKind.CSV, encoding=encoding, delimiter=delimiter, quoted=quoted)


def raw_rows(path: Path, source: Source) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Read every row that is not empty, with its line (from 1); cells are without blanks around and control characters.

    Raises `FormProblem`: `table_too_wide` (columns), `table_unreadable`, `table_hostile`, `table_line_too_long` (line);
    `PlaceProblem`.
    """
    rows = sheet_rows(path, source.sheet, MOST_COLUMNS) if source.kind is FileKind.XLSX else _csv_rows(path, source)
    for line, cells in rows:
        if len(cells) > MOST_COLUMNS:
            raise FormProblem("table_too_wide", line=line, most=MOST_COLUMNS)
        kept = tuple(map(_tidy, cells))
        if any(kept):
            yield line, kept


def _tidy(cell: str) -> str:
    return cell[:LONGEST_CELL].translate(_CONTROLS).strip()


def _csv_rows(path: Path, source: Source) -> Iterator[tuple[int, list[str]]]:
    try:
        with path.open(encoding=source.encoding, newline="") as text:
            reader = csv.reader(
                _lines(text),
                delimiter=source.delimiter or ",",
                quoting=csv.QUOTE_MINIMAL if source.quoted else csv.QUOTE_NONE,
            )
            for cells in reader:
                yield reader.line_num, cells
    except OSError as error:
        raise place_problem(error, path) from error
    except (UnicodeError, LookupError, csv.Error) as error:
        raise FormProblem("table_unreadable", file=path.name) from error


def _lines(text: TextIO) -> Iterator[str]:
    number = 0
    while line := text.readline(_LONGEST_LINE):
        number += 1
        if len(line) >= _LONGEST_LINE:
            raise FormProblem("table_line_too_long", line=number)
        yield line


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
