"""Tables: columns of given width, a header repeated on every page, rows that are cut only when longer than a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.documents.flow import INK2, LINE, QUIET, SMALL, SUNKEN, Flow, Style, broken
from desktop_app.documents.fonts import Weight
from desktop_app.documents.ink import Box, Rule
from desktop_app.documents.tagging import Element

HEADER: Final = Style(size=9, weight=Weight.SEMIBOLD, colour=INK2)
_PAD: Final = 5.0
_PAD_ABOVE: Final = 3.0
_PAD_BELOW_NOTE: Final = 5.0
_INDENT: Final = 13.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its title, its width in points (0: an equal share of what is left), figures to the right."""

    title: str
    width: float = 0
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one field: text, a quieter second line, how both look, a bar in a lane's colour beside them."""

    text: str
    second: str = ""
    style: Style = SMALL
    second_style: Style = QUIET
    bar: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; `note` runs across all columns below it.

    `guides` makes it a row of a tree: one entry for each level above, true where that level goes on below this row.
    The last entry is the row's own: true where a sister follows. `fill` tints the row; `strong_line` closes a group.
    """

    cells: tuple[Cell, ...]
    note: Cell | None = None
    fill: str = ""
    guides: tuple[bool, ...] = ()
    strong_line: bool = False


_Line = tuple[str, Style]


class Grid:
    """A table on its way down the pages of a flow."""

    def __init__(self, flow: Flow, columns: Sequence[Column], *, tree: int = 0) -> None:
        """Prepare a table; `tree` is the column that the guides of its rows stand in."""
        self._flow = flow
        self._tree = tree
        self._columns = columns
        open_columns = sum(column.width == 0 for column in columns)
        left = flow.frame.width - sum(column.width for column in columns)
        share = left / open_columns if open_columns else 0.0
        self._widths = [column.width or share for column in columns]
        self._lefts = [flow.frame.left + sum(self._widths[:index]) for index in range(len(columns))]
        self._titles = [
            broken(column.title, HEADER, wide - 2 * _PAD) for column, wide in zip(columns, self._widths, strict=True)
        ]
        self._element: Element | None = None

    @property
    def header_height(self) -> float:
        """How high the header is, in points."""
        return max(len(title) for title in self._titles) * HEADER.leading + 2 * _PAD_ABOVE + 2

    def write(self, rows: Iterable[Row]) -> None:
        """Write header and rows; the header stands again on every page the table reaches."""
        self._element = self._flow.structure.child("Table")
        started = False
        for row in rows:
            lines = [self._lines(index, cell, row) for index, cell in enumerate(row.cells)]
            note = self._note_lines(row)
            height = _height(lines) + sum(style.leading for _, style in note) + (_PAD_BELOW_NOTE if note else 0.0)
            if not started:
                self._flow.need(self.header_height + min(height, self._flow.frame.height / 2))
                self._header(first=True)
                started = True
            elif height > self._flow.room and not self._fresh():
                self._close()
                self._flow.new_page()
                self._header(first=False)
            self._row(row, lines, note)
        if not started:
            self._header(first=True)
        self._close()
        self._flow.y += 6

    def _fresh(self) -> bool:
        """Whether only the header stands on this page."""
        return self._flow.y <= self._flow.frame.top + self.header_height

    def _lines(self, index: int, cell: Cell, row: Row) -> list[_Line]:
        room = self._widths[index] - 2 * _PAD - (7 if cell.bar else 0)
        if index == self._tree:
            room -= _INDENT * len(row.guides)
        lines = [(line, cell.style) for line in broken(cell.text, cell.style, room)]
        if cell.second:
            lines += [(line, cell.second_style) for line in broken(cell.second, cell.second_style, room)]
        return lines

    def _note_lines(self, row: Row) -> list[_Line]:
        if row.note is None:
            return []
        room = self._flow.frame.width - 2 * _PAD - self._note_left(row)
        return [(line, row.note.style) for line in broken(row.note.text, row.note.style, room)]

    def _note_left(self, row: Row) -> float:
        before = self._lefts[self._tree] - self._flow.frame.left
        return before + _INDENT * (len(row.guides) + 1) if row.guides else before

    def _header(self, *, first: bool) -> None:
        flow = self._flow
        flow.put(Box(x=flow.frame.left, y=flow.y, width=flow.frame.width, height=self.header_height, fill=SUNKEN))
        row = self._element.child("TR") if first and self._element is not None else None
        inner = flow.y + _PAD_ABOVE + 1
        most = max(len(title) for title in self._titles)
        for index, title in enumerate(self._titles):
            element = row.child("TH", scope="Column") if row is not None else None
            top = inner + (most - len(title)) * HEADER.leading
            for line in title:
                flow.line(line, HEADER, self._place(index, line, HEADER, 0.0), top, element)
                top += HEADER.leading
        flow.y += self.header_height
        flow.put(Rule(x1=flow.frame.left, y1=flow.y, x2=flow.frame.right, y2=flow.y, colour=INK2, thickness=0.8))

    def _close(self) -> None:
        frame = self._flow.frame
        self._flow.put(
            Rule(x1=frame.left, y1=self._flow.y, x2=frame.right, y2=self._flow.y, colour=INK2, thickness=0.8)
        )

    def _place(self, index: int, line: str, style: Style, indent: float) -> float:
        if self._columns[index].right:
            return self._lefts[index] + self._widths[index] - _PAD - style.wide(line)
        return self._lefts[index] + _PAD + indent

    def _row(self, row: Row, lines: list[list[_Line]], note: list[_Line]) -> None:
        """Write one row, in parts where it is longer than a page."""
        tags = self._element.child("TR") if self._element is not None else Element("TR")
        cells = [tags.child("TD") for _ in lines]
        rest = lines
        while True:
            part, rest = _cut(rest, self._flow.room - 2 * _PAD_ABOVE)
            self._part(row, part, cells)
            if not any(rest):
                break
            self._close()
            self._flow.new_page()
            self._header(first=False)
        if note:
            self._write_note(row, note, tags.child("TD", span=len(self._columns)))
        line = INK2 if row.strong_line else LINE
        frame = self._flow.frame
        self._flow.put(
            Rule(x1=frame.left, y1=self._flow.y, x2=frame.right, y2=self._flow.y, colour=line, thickness=0.5)
        )

    def _part(self, row: Row, lines: list[list[_Line]], cells: list[Element]) -> None:
        flow = self._flow
        height = _height(lines)
        if row.fill:
            flow.put(Box(x=flow.frame.left, y=flow.y, width=flow.frame.width, height=height, fill=row.fill))
        self._guides(row, height)
        for index, (cell, column) in enumerate(zip(row.cells, lines, strict=True)):
            indent = _INDENT * len(row.guides) if index == self._tree else 0.0
            if cell.bar and column:
                bar_height = sum(style.leading for _, style in column) - 2
                flow.put(Box(x=self._lefts[index] + _PAD, y=flow.y + 4, width=3, height=bar_height, fill=cell.bar))
                indent += 7
            top = flow.y + _PAD_ABOVE
            for text, style in column:
                flow.line(text, style, self._place(index, text, style, indent), top, cells[index])
                top += style.leading
        flow.y += height

    def _write_note(self, row: Row, note: list[_Line], element: Element) -> None:
        flow = self._flow
        for number, (text, style) in enumerate(note, start=1):
            if style.leading + _PAD_BELOW_NOTE > flow.room:
                self._close()
                flow.new_page()
                self._header(first=False)
            height = style.leading + (_PAD_BELOW_NOTE if number == len(note) else 0)
            if row.fill:
                flow.put(Box(x=flow.frame.left, y=flow.y, width=flow.frame.width, height=height, fill=row.fill))
            self._guides(row, height, tail=True)
            flow.line(text, style, flow.frame.left + _PAD + self._note_left(row), flow.y, element)
            flow.y += height

    def _guides(self, row: Row, height: float, *, tail: bool = False) -> None:
        """Draw the lines that show what belongs to what; `tail` continues them beside a note."""
        flow = self._flow
        for level, goes_on in enumerate(row.guides):
            x = self._lefts[self._tree] + _PAD + _INDENT * level + 3
            own = level == len(row.guides) - 1
            middle = flow.y + _PAD_ABOVE + SMALL.leading / 2
            if own and not tail:
                flow.put(Rule(x1=x, y1=middle, x2=x + _INDENT - 5, y2=middle, colour=LINE))
            if goes_on or (own and not tail):
                bottom = flow.y + height if goes_on else middle
                flow.put(Rule(x1=x, y1=flow.y, x2=x, y2=bottom, colour=LINE))


def _height(lines: Sequence[Sequence[_Line]]) -> float:
    tallest = max((sum(style.leading for _, style in column) for column in lines), default=0.0)
    return tallest + 2 * _PAD_ABOVE


def _cut(lines: list[list[_Line]], room: float) -> tuple[list[list[_Line]], list[list[_Line]]]:
    """Part the lines of a row into those that fit `room` points (one at the least) and the rest."""
    first: list[list[_Line]] = []
    rest: list[list[_Line]] = []
    for column in lines:
        count, used = 0, 0.0
        while count < len(column) and (count == 0 or used + column[count][1].leading <= room):
            used += column[count][1].leading
            count += 1
        first.append(column[:count])
        rest.append(column[count:])
    return first, rest
