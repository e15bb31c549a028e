"""Text on pages, from top to bottom: lines broken at the column's width, pages broken with headings kept to their text.

Measures and places; what is drawn are the marks of `ink`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from desktop_app.documents import qr
from desktop_app.documents.fonts import Weight, printable, width
from desktop_app.documents.ink import Box, Code, Mark, Rule, Words
from desktop_app.documents.tagging import Element

INK: Final = "#14213D"
INK2: Final = "#4A5568"
ACCENT: Final = "#0B6E8A"
LINE: Final = "#AEBACA"
SUNKEN: Final = "#EEF2F6"
WARN: Final = "#92400E"
WARN_TINT: Final = "#FDF3DC"
BAD: Final = "#B42318"
BAD_TINT: Final = "#FDECEA"

_LEADING: Final = 1.32
_BASELINE: Final = 0.97
"""Where the base line lies below the top of a line, as a share of the size (Inter's ascender)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How text looks: weight, size in points, colour; `spread` is from line to line, as a share of the size."""

    weight: Weight = Weight.REGULAR
    size: float = 9.5
    colour: str = INK
    spread: float = _LEADING

    @property
    def leading(self) -> float:
        """From one line to the next, in points."""
        return self.size * self.spread

    def strong(self) -> "Style":
        """Return the same style in semi-bold."""
        return replace(self, weight=Weight.SEMIBOLD)

    def wide(self, text: str) -> float:
        """How wide a text is in this style, on one line."""
        return width(text, self.weight, self.size)


BODY: Final = Style()
SMALL: Final = Style(size=9)
QUIET: Final = Style(size=9, colour=INK2)
LABEL: Final = Style(size=9, weight=Weight.MEDIUM, colour=INK2)
TITLE: Final = Style(weight=Weight.SEMIBOLD, size=18)
HEADINGS: Final = {1: TITLE, 2: Style(weight=Weight.SEMIBOLD, size=12), 3: Style(weight=Weight.SEMIBOLD, size=10)}


class Tone(StrEnum):
    """How grave a notice is."""

    BAD = "bad"
    WARN = "warn"
    NOTE = "note"


_TONES: Final = {Tone.BAD: (BAD, BAD_TINT), Tone.WARN: (WARN, WARN_TINT), Tone.NOTE: (INK2, SUNKEN)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The part of a page that a document fills: page size and the body's edges, in points from the top left."""

    page_width: float
    page_height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """The body's width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The body's height."""
        return self.bottom - self.top


def broken(text: str, style: Style, room: float) -> tuple[str, ...]:
    """Break a text into lines no wider than `room` points: at spaces, and inside a word only where it is too long."""
    lines: list[str] = []
    for part in printable(text).split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if style.wide(longer) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while style.wide(line) > room and len(line) > 1:
                cut = _fitting(line, style, room)
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return tuple(lines)


def _fitting(word: str, style: Style, room: float) -> int:
    """Return how many letters of a word fit, at least one; rather after a slash, dot or hyphen when one is near."""
    cut = 1
    while cut < len(word) and style.wide(word[: cut + 1]) <= room:
        cut += 1
    nice = max(word.rfind(sign, cut // 2, cut) for sign in "/-.?&=_")
    return nice + 1 if nice > 0 else cut


class Flow:
    """The pages of one document while they fill."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.structure = Element("Document")
        self.pages: list[list[Mark]] = [[]]
        self.y = frame.top

    @property
    def room(self) -> float:
        """What is left on this page, in points."""
        return self.frame.bottom - self.y

    @property
    def at_top(self) -> bool:
        """Whether nothing stands on this page yet."""
        return self.y <= self.frame.top

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self.pages.append([])
        self.y = self.frame.top

    def need(self, height: float) -> None:
        """Go on to the next page unless `height` points are left, or the page is still empty."""
        if height > self.room and not self.at_top:
            self.new_page()

    def space(self, height: float) -> None:
        """Leave room below what stands here; none at the top of a page."""
        if not self.at_top:
            self.y = min(self.y + height, self.frame.bottom)

    def put(self, *marks: Mark) -> None:
        """Put marks on this page where they say, without moving on."""
        self.pages[-1].extend(marks)

    def line(self, text: str, style: Style, x: float, top: float, element: Element | None = None) -> None:
        """Put one line of text with its upper edge at `top`."""
        if text:
            self.put(
                Words(
                    x=x,
                    y=top + style.size * _BASELINE + (style.leading - style.size) / 2,
                    text=text,
                    weight=style.weight,
                    size=style.size,
                    colour=style.colour,
                    element=element,
                )
            )

    def heading(self, text: str, level: int = 2, *, keep: float = 60) -> None:
        """Write a heading that stays with at least `keep` points of what follows."""
        style = HEADINGS[level]
        lines = broken(text, style, self.frame.width)
        self.space({1: 0, 2: 14, 3: 8}[level])
        self.need(len(lines) * style.leading + keep)
        element = self.structure.child(f"H{level}")
        for line in lines:
            self.line(line, style, self.frame.left, self.y, element)
            self.y += style.leading
        self.y += 4

    def paragraph(self, text: str, style: Style = BODY, *, left: float = 0, room: float = 0, after: float = 4) -> None:
        """Write a paragraph, `left` points from the body's edge and `room` wide (0: all there is)."""
        element = self.structure.child("P")
        for line in broken(text, style, room or self.frame.width - left):
            self.need(style.leading)
            self.line(line, style, self.frame.left + left, self.y, element)
            self.y += style.leading
        self.y += after

    def facts(self, pairs: Sequence[tuple[str, str]], *, columns: int = 3) -> None:
        """Write facts in columns, each a small label over its value; a value may have several lines."""
        gap = 16.0
        room = (self.frame.width - gap * (columns - 1)) / columns
        value_style = BODY.strong()
        for start in range(0, len(pairs), columns):
            row = [
                (broken(label, LABEL, room), broken(value, value_style, room))
                for label, value in pairs[start : start + columns]
            ]
            height = max(len(label) * LABEL.leading + len(value) * value_style.leading for label, value in row)
            self.need(height)
            for column, (label, value) in enumerate(row):
                self._fact(label, value, self.frame.left + column * (room + gap))
            self.y += height + 6

    def _fact(self, label: Sequence[str], value: Sequence[str], x: float) -> None:
        element = self.structure.child("P")
        top = self.y
        for lines, style in ((label, LABEL), (value, BODY.strong())):
            for line in lines:
                self.line(line, style, x, top, element)
                top += style.leading

    def notice(self, label: str, text: str, *, tone: Tone = Tone.WARN) -> None:
        """Write a sentence in a band with a word for how grave it is, `Warning`; readable without its colour."""
        colour, tint = _TONES[tone]
        head = Style(size=9, weight=Weight.SEMIBOLD, colour=colour)
        inset, label_room = 8.0, 72.0
        lines = broken(text, SMALL, self.frame.width - label_room - 2 * inset)
        element = self.structure.child("P")
        first = True
        for part in _parts(lines, max(1, int((self.frame.height - 10) // SMALL.leading))):
            height = len(part) * SMALL.leading + 8
            self.need(height)
            self.put(Box(x=self.frame.left, y=self.y, width=self.frame.width, height=height, fill=tint))
            self.put(Box(x=self.frame.left, y=self.y, width=2.5, height=height, fill=colour))
            if first:
                self.line(label, head, self.frame.left + inset, self.y + 4, element)
                first = False
            for number, line in enumerate(part):
                top = self.y + 4 + number * SMALL.leading
                self.line(line, SMALL, self.frame.left + inset + label_room, top, element)
            self.y += height + 3

    def rule(self) -> None:
        """Draw a thin line across the body."""
        self.put(Rule(x1=self.frame.left, y1=self.y, x2=self.frame.right, y2=self.y, colour=LINE))

    def qr(self, text: str, x: float, top: float, *, side: float, says: str) -> None:
        """Put a QR code at a place; `says` tells in words what it holds. A text that fits no code is left out."""
        if not qr.fits(text):
            return
        self.put(Code(x=x, y=top, side=side, text=text, element=self.structure.child("Figure", alt=says)))


def _parts(lines: Sequence[str], most: int) -> list[Sequence[str]]:
    return [lines[start : start + most] for start in range(0, len(lines), most)]
