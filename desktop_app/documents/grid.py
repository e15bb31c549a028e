"""Tables: columns of given width, a header repeated on every page, rows that are cut only when longer than a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop_app.documents.flow import INK2, LINE, QUIET, SMALL, SUNKEN, Flow, Style, broken
from desktop_app.documents.fonts import Weight
from desktop_app.documents.ink import Box, Rule
from desktop_app.documents.tagging import Element

HEADER: Final = Style(size=9, weight=Weight.SEMIBOLD, colour=INK2)
_PAD: Final = 5.0
_PAD_BELOW_NOTE: Final = 2.0
_INDENT: Final = 9.0

_AIRY: Final = 3.0
_DENSE: Final = 1.2
"""Room above and below the text of a row, in points."""

_DENSE_SPREAD: Final = 1.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its title, its width in points (0: an equal share of what is left), figures to the right."""

    title: str
    width: float = 0
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one field: text, a quieter second line, how both look, a bar in a lane's colour beside them.

    `span` is how many columns the field reaches over; `right` sets it to their right edge, as a column's figures are.
    """

    text: str
    second: str = ""
    style: Style = SMALL
    second_style: Style = QUIET
    bar: str = ""
    span: int = 1
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; `note` runs across all columns below it.

    `guides` makes it a row of a tree: one entry for each level above, true where that level goes on below this row.
    The last entry is the row's own: true where a sister follows. `fill` tints the row; `strong_line` closes a group;
    `open_below` leaves out the line below, where the next row belongs to this one.
    """

    cells: tuple[Cell, ...]
    note: Cell | None = None
    fill: str = ""
    guides: tuple[bool, ...] = ()
    strong_line: bool = False
    open_below: bool = False


_Line = tuple[str, Style]


class Grid:
    """A table on its way down the pages of a flow."""

    def __init__(self, flow: Flow, columns: Sequence[Column], *, tree: int = 0, dense: bool = False) -> None:
        """Prepare a table; `tree` is the column of its rows' guides and notes, `dense` sets the lines close."""
        self._flow = flow
        self._dense = dense
        self._pad = _DENSE if dense else _AIRY
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
        return max(len(title) for title in self._titles) * HEADER.leading + 2 * _AIRY + 2

    def write(self, rows: Iterable[Row]) -> None:
        """Write header and rows; the header stands again on every page the table reaches."""
        self._element = self._flow.structure.child("Table")
        started = False
        for row in rows:
            lines = [self._lines(index, cell, row) for index, cell in _placed(row)]
            note = self._note_lines(row)
            below = self._pad_below_note if note else 0.0
            height = self._height(lines) + sum(style.leading for _, style in note) + below
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

    @property
    def _pad_below_note(self) -> float:
        return self._pad + _PAD_BELOW_NOTE

    def _height(self, lines: Sequence[Sequence[_Line]]) -> float:
        tallest = max((sum(style.leading for _, style in column) for column in lines), default=0.0)
        return tallest + 2 * self._pad

    def _fresh(self) -> bool:
        """Whether only the header stands on this page."""
        return self._flow.y <= self._flow.frame.top + self.header_height

    def _lines(self, index: int, cell: Cell, row: Row) -> list[_Line]:
        room = sum(self._widths[index : index + cell.span]) - 2 * _PAD - (7 if cell.bar else 0)
        if index == self._tree:
            room -= _INDENT * len(row.guides)
        lines = self._broken(cell.text, cell.style, room)
        return lines + self._broken(cell.second, cell.second_style, room) if cell.second else lines

    def _broken(self, text: str, style: Style, room: float) -> list[_Line]:
        style = replace(style, spread=_DENSE_SPREAD) if self._dense else style
        return [(line, style) for line in broken(text, style, room)]

    def _note_lines(self, row: Row) -> list[_Line]:
        if row.note is None:
            return []
        room = self._flow.frame.width - 2 * _PAD - self._note_left(row)
        return self._broken(row.note.text, row.note.style, room)

    def _note_left(self, row: Row) -> float:
        before = self._lefts[self._tree] - self._flow.frame.left
        return before + _INDENT * (len(row.guides) + 1) if row.guides else before

    def _header(self, *, first: bool) -> None:
        flow = self._flow
        flow.put(Box(x=flow.frame.left, y=flow.y, width=flow.frame.width, height=self.header_height, fill=SUNKEN))
        row = self._element.child("TR") if first and self._element is not None else None
        inner = flow.y + _AIRY + 1
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

    def _place(self, index: int, line: str, style: Style, indent: float, cell: Cell | None = None) -> float:
        """Return where a line begins: from the left, or so that it ends at the right edge of its field."""
        span, right = (cell.span, cell.right) if cell is not None else (1, False)
        if right or (span == 1 and self._columns[index].right):
            last = index + span - 1
            return self._lefts[last] + self._widths[last] - _PAD - style.wide(line)
        return self._lefts[index] + _PAD + indent

    def _row(self, row: Row, lines: list[list[_Line]], note: list[_Line]) -> None:
        """Write one row, in parts where it is longer than a page."""
        tags = self._element.child("TR") if self._element is not None else Element("TR")
        cells = [tags.child("TD", span=cell.span) for cell in row.cells]
        rest = lines
        while True:
            part, rest = _cut(rest, self._flow.room - 2 * self._pad)
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
        if not row.open_below:
            self._flow.put(
                Rule(x1=frame.left, y1=self._flow.y, x2=frame.right, y2=self._flow.y, colour=line, thickness=0.5)
            )

    def _part(self, row: Row, lines: list[list[_Line]], cells: list[Element]) -> None:
        flow = self._flow
        height = self._height(lines)
        if row.fill:
            flow.put(Box(x=flow.frame.left, y=flow.y, width=flow.frame.width, height=height, fill=row.fill))
        self._guides(row, height)
        for (index, cell), column, element in zip(_placed(row), lines, cells, strict=True):
            indent = _INDENT * len(row.guides) if index == self._tree else 0.0
            if cell.bar and column:
                bar_height = sum(style.leading for _, style in column) - 2
                flow.put(Box(x=self._lefts[index] + _PAD, y=flow.y + 4, width=3, height=bar_height, fill=cell.bar))
                indent += 7
            top = flow.y + self._pad
            for text, style in column:
                flow.line(text, style, self._place(index, text, style, indent, cell), top, element)
                top += style.leading
        flow.y += height

    def _write_note(self, row: Row, note: list[_Line], element: Element) -> None:
        flow = self._flow
        for number, (text, style) in enumerate(note, start=1):
            if style.leading + self._pad_below_note > flow.room:
                self._close()
                flow.new_page()
                self._header(first=False)
            height = style.leading + (self._pad_below_note if number == len(note) else 0)
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
            middle = flow.y + self._pad + SMALL.size * (_DENSE_SPREAD if self._dense else SMALL.spread) / 2
            if own and not tail:
                flow.put(Rule(x1=x, y1=middle, x2=x + _INDENT - 5, y2=middle, colour=LINE))
            if goes_on or (own and not tail):
                bottom = flow.y + height if goes_on else middle
                flow.put(Rule(x1=x, y1=flow.y, x2=x, y2=bottom, colour=LINE))


def _placed(row: Row) -> Iterator[tuple[int, Cell]]:
    """Yield the fields of a row with the column each begins in."""
    index = 0
    for cell in row.cells:
        yield index, cell
        index += cell.span


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
