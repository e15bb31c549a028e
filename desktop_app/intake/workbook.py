"""XLSX as rows of text, streamed, as they are shown: whatever it unpacks to, a row in memory is all that is there.

Source: ECMA-376, Office Open XML, Part 1: 18.2 (workbook), 18.3 (worksheet), 18.4 (shared strings), 18.8 (styles).
"""

import posixpath
import re
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop_app.foundation.clock import Clock
from desktop_app.foundation.problems import FormProblem
from desktop_app.intake.archive import Parts, opened
from desktop_app.intake.cell_formats import CellFormats, ReadFormats
from desktop_app.intake.markup import Hostile, Listener, local
from desktop_app.intake.shared_texts import SharedTexts

LAST_LINE: Final = 1_048_576
"""Lines that a sheet can have (ECMA-376 leaves it open; Excel's bound)."""

LAST_COLUMN: Final = 16_384
"""Columns that a sheet can have, as above."""

_MOST_SHEET: Final = 4 << 30
_MOST_SHARED: Final = 1 << 30
_MOST_OTHER: Final = 16 << 20
_MOST_SHEETS: Final = 1_000
_LONGEST_NAME: Final = 200
_ROOT: Final = "_rels/.rels"
_USUAL: Final = "xl/workbook.xml"
_CELL: Final = re.compile(r"([A-Za-z]{1,3})\d{1,7}", re.ASCII)
_LINE: Final = re.compile(r"\d{1,7}", re.ASCII)
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_LETTERS: Final = 26
_SURROGATES: Final = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of a workbook by its name, as the workbook has them; one may be hidden from who opens it."""

    name: str
    hidden: bool = False


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """Return a workbook's sheets in their order; at least one.

    Raises `FormProblem`: `table_unreadable`, `table_hostile`; `PlaceProblem`.
    """
    with opened(path) as parts:
        return tuple(sheet for sheet, _at in _Book(parts).sheets.values())


def sheet_rows(path: Path, sheet: str, most_columns: int, clock: Clock) -> Generator[tuple[int, list[str]], None, None]:
    """Read the rows of a sheet that hold anything, with their line (from 1); a formula is its last result.

    A row with anything beyond `most_columns` comes one cell wider. Shared texts that need more memory than a few
    megabytes are laid in a sealed file, whose key `clock` makes. Raises as `sheets_of`.
    """
    with opened(path) as parts:
        book = _Book(parts)
        texts = parts.open(book.texts, _MOST_SHARED) if book.texts in parts else None
        with closing(SharedTexts(texts, clock)) as shared:
            reading = _Rows(shared, book.formats(), most_columns)
            for _piece in reading.hear(parts.open(book.sheets[sheet][1], _MOST_SHEET)):
                yield from reading.ready
                reading.ready.clear()
            shared.finish()


class _Book:
    """What a workbook says of its parts."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        main = next((at for kind, at in _related(parts, _ROOT, "").values() if kind == "officeDocument"), _USUAL)
        folder, name = posixpath.split(main)
        related = _related(parts, posixpath.join(folder, "_rels", f"{name}.rels"), folder)
        contents = _Contents()
        _hear(parts, main, contents)
        self.since_1904 = contents.since_1904
        self.sheets: dict[str, tuple[Sheet, str]] = {}
        for sheet, key in contents.sheets:
            kind, at = related.get(key, ("", ""))
            if kind == "worksheet":
                self.sheets.setdefault(sheet.name, (sheet, at))
        if not self.sheets:
            raise LookupError
        self.texts = next((at for kind, at in related.values() if kind == "sharedStrings"), "")
        self._styles = next((at for kind, at in related.values() if kind == "styles"), "")

    def formats(self) -> CellFormats:
        """Return how cells show their numbers."""
        read = ReadFormats()
        if self._styles in self._parts:
            _hear(self._parts, self._styles, read)
        return CellFormats(read.kinds, since_1904=self.since_1904)


def _related(parts: Parts, path: str, folder: str) -> dict[str, tuple[str, str]]:
    relations = _Relations(folder)
    if path in parts:
        _hear(parts, path, relations)
    return relations.found


def _hear(parts: Parts, path: str, listener: Listener) -> None:
    with parts.open(path, _MOST_OTHER) as stream:
        for _piece in listener.hear(stream):
            pass


class _Relations(Listener):
    """Which parts another is related to, by the relation's id: what it is, and where."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, str]] = {}
        self._folder = folder

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Keep a relation that stays in the file."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            if len(self.found) > _MOST_SHEETS:
                raise Hostile
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            self.found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)


class _Contents(Listener):
    """The sheets by name, each with its relation's id, and from when days are counted."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[Sheet, str]] = []
        self.since_1904 = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Keep a sheet."""
        if name == "sheet":
            if len(self.sheets) >= _MOST_SHEETS:
                raise Hostile
            title = " ".join(attributes.get("name", "")[:_LONGEST_NAME].split())
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((Sheet(name=title, hidden=hidden), local(attributes, "id")))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in {"1", "true"}


class _Rows(Listener):
    """The rows of a sheet; those that are ready are taken out by who asked for them."""

    def __init__(self, shared: SharedTexts, formats: CellFormats, most_columns: int) -> None:
        super().__init__()
        self.ready: list[tuple[int, list[str]]] = []
        self._shared, self._formats, self._most = shared, formats, most_columns
        self._within = False
        self._line = 0
        self._cells: dict[int, str] = {}
        self._column = -1
        self._kind = self._style = ""
        self._aside = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear where a row or a cell is, and what follows."""
        if name == "sheetData":
            self._within = True
        elif not self._within:
            pass
        elif name == "c":
            self._column = self._place(attributes.get("r"))
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self.heard()
        elif name in {"v", "t"}:
            self.listening = not self._aside
        elif name == "rPh":
            self._aside += 1
        elif name == "row":
            told = attributes.get("r", "")
            self._line = max(self._line + 1, int(told) if _LINE.fullmatch(told) else 0)
            if self._line > LAST_LINE:
                raise ValueError
            self._column = -1

    def closed(self, name: str) -> None:
        """Keep a cell or a row that is whole."""
        if name in {"v", "t"}:
            self.listening = False
        elif not self._within:
            pass
        elif name == "c":
            text = self._shown(self.heard())
            if text:
                self._cells[min(self._column, self._most)] = text
        elif name == "rPh":
            self._aside -= 1
        elif name == "row" and self._cells:
            cells = self._cells
            self.ready.append((self._line, [cells.get(at, "") for at in range(max(cells) + 1)]))
            cells.clear()
        elif name == "sheetData":
            self._within = False

    def _place(self, told: str | None) -> int:
        if told is None:
            column = self._column + 1
        else:
            found = _CELL.fullmatch(told)
            if found is None:
                raise ValueError
            column = 0
            for letter in found[1].upper():
                column = column * _LETTERS + ord(letter) - ord("A") + 1
            column -= 1
        if column >= LAST_COLUMN:
            raise ValueError
        return column

    def _shown(self, text: str) -> str:
        """Return a cell's value as text."""
        if not text:
            return ""
        if self._kind == "s":
            if not text.isascii() or not text.isdigit():
                raise ValueError
            return _unescaped(self._shared[int(text)])
        if self._kind == "n":
            return self._formats.shown(text, self._style)
        if self._kind == "d":
            return text.partition("T")[0]
        return text if self._kind in {"b", "e"} else _unescaped(text)


def _unescaped(text: str) -> str:
    """Return a text with its characters that XML cannot hold, which are written as `_x000D_`."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if number in _SURROGATES else chr(number)


def sheet_named(sheets: tuple[Sheet, ...], name: str) -> Sheet:
    """Return a sheet by its name, in whatever case; without a name the first that is not hidden, else the first.

    Raises `FormProblem("sheet_unknown")` (sheet, sheets).
    """
    if not name:
        return next((sheet for sheet in sheets if not sheet.hidden), sheets[0])
    wanted = " ".join(name.split())
    for fold in (str, str.casefold):
        found = next((sheet for sheet in sheets if fold(sheet.name) == fold(wanted)), None)
        if found is not None:
            return found
    raise FormProblem("sheet_unknown", sheet=name, sheets=", ".join(sheet.name for sheet in sheets)[:_LONGEST_NAME])
