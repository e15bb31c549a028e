"""The page every document shares: who writes, what it is, page numbers; title, signatures, check code.

Knows no document; each document fills a `Flow` and has it bound here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.documents import qr
from desktop_app.documents.flow import (
    ACCENT,
    BODY,
    INK,
    INK2,
    LABEL,
    LINE,
    QUIET,
    SMALL,
    Flow,
    Frame,
    Style,
    broken,
)
from desktop_app.documents.fonts import Weight
from desktop_app.documents.ink import Box, Mark, Paper, Rule, Sheet, Words, pdf_bytes
from desktop_app.domain.offices import is_practice
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words

_A4_SHORT: Final = 595.28
_A4_LONG: Final = 841.89
_SIDE: Final = 45.0
_TOP: Final = 58.0
_FOOT: Final = 52.0
_FURNITURE: Final = Style(size=8.5, colour=INK2)
_FURNITURE_STRONG: Final = Style(size=8.5, colour=INK, weight=Weight.SEMIBOLD)

_BEFORE_CODE: Final = " · "
_BAND: Final = 16.0
_AMBER: Final = "#F2C063"
"""The band of the training mode, as high as a line, in the colour it has in the window."""

PORTRAIT: Final = Frame(
    page_width=_A4_SHORT,
    page_height=_A4_LONG,
    left=_SIDE,
    right=_A4_SHORT - _SIDE,
    top=_TOP,
    bottom=_A4_LONG - _FOOT,
)
LANDSCAPE: Final = Frame(
    page_width=_A4_LONG,
    page_height=_A4_SHORT,
    left=_SIDE,
    right=_A4_LONG - _SIDE,
    top=_TOP,
    bottom=_A4_SHORT - _FOOT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What stands around every page: the office, the document's title and reference, the day and the program.

    `footing` says how the paper is to be handled; empty: that it contains personal data.
    """

    office: str
    title: str
    reference: str
    printed_on: date
    program_version: str
    footing: str = ""

    @property
    def practice(self) -> bool:
        """Whether the paper is of an office of the training mode: its code stands after the office's name."""
        return is_practice(self.office.rpartition(_BEFORE_CODE)[2])


def bound(flow: Flow, imprint: Imprint) -> bytes:
    """Put header and footer around the pages of a flow and return the PDF."""
    frame = flow.frame
    count = len(flow.pages)
    sheets = [
        Sheet(
            marks=[
                *_practice_band(frame, imprint),
                *_header(frame, imprint),
                *marks,
                *_footer(frame, imprint, number, count),
            ]
        )
        for number, marks in enumerate(flow.pages, start=1)
    ]
    named = " · ".join(part for part in (imprint.title, imprint.reference) if part)
    return pdf_bytes(
        Paper(
            width=frame.page_width,
            height=frame.page_height,
            title=named,
            author=imprint.office,
            subject=imprint.title,
            sheets=sheets,
            structure=flow.structure,
        )
    )


def title_block(flow: Flow, title: str, sentence: str = "") -> None:
    """Write the document's name large, with a sentence that says what it is."""
    flow.heading(title, 1)
    if sentence:
        flow.y -= 2
        flow.paragraph(sentence, Style(size=10, colour=INK2), after=10)


def _practice_band(frame: Frame, imprint: Imprint) -> list[Mark]:
    """Say across the head of every page of the training mode that it is worth nothing."""
    if not imprint.practice:
        return []
    line = text("PRACTICE: made in the training mode. Nothing on this paper is real.")
    style = Style(size=8.5, colour=INK, weight=Weight.SEMIBOLD)
    left = (frame.page_width - style.wide(line)) / 2
    return [
        Box(x=0, y=0, width=frame.page_width, height=_BAND, fill=_AMBER),
        _words(line, style, left, _BAND - 5),
    ]


def _header(frame: Frame, imprint: Imprint) -> list[Mark]:
    right = " · ".join(part for part in (imprint.title, imprint.reference) if part)
    room = frame.width * 0.55
    left_line = broken(imprint.office, _FURNITURE_STRONG, frame.width - room - 12)[0]
    right_line = broken(right, _FURNITURE, room)[0]
    y = 34.0
    return [
        _words(left_line, _FURNITURE_STRONG, frame.left, y),
        _words(right_line, _FURNITURE, frame.right - _FURNITURE.wide(right_line), y),
        Rule(x1=frame.left, y1=y + 9, x2=frame.right, y2=y + 9, colour=ACCENT, thickness=1.2),
    ]


def _footer(frame: Frame, imprint: Imprint, number: int, count: int) -> list[Mark]:
    y = frame.page_height - 33
    pages = text("Page {number} of {count}").format(number=number, count=count)
    made = text("Printed {day} · CASS Desk {version}").format(
        day=date_words(imprint.printed_on), version=imprint.program_version
    )
    footing = imprint.footing or text("Contains personal data: for the purposes of the Agreement only")
    return [
        Rule(x1=frame.left, y1=y - 11, x2=frame.right, y2=y - 11, colour=LINE),
        _words(made, _FURNITURE, frame.left, y),
        _words(footing, _FURNITURE, frame.left, y + 11),
        _words(pages, _FURNITURE, frame.right - _FURNITURE.wide(pages), y),
    ]


def _words(line: str, style: Style, x: float, y: float) -> Words:
    return Words(x=x, y=y, text=line, weight=style.weight, size=style.size, colour=style.colour)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A line to sign on: what the person did, and the name printed below it (empty: to be written by hand)."""

    act: str
    name: str = ""


def same_person(prepared_by: str, approved_by: str) -> str:
    """Say that one person prepared and approved a paper; empty where two did, or nobody has approved it yet."""
    name = approved_by.strip()
    if not name or name.casefold() != prepared_by.strip().casefold():
        return ""
    return text("Prepared and approved by the same person: {name} holds both roles in this office.").format(name=name)


def signatures(flow: Flow, people: Sequence[Signature], *, stamp: str = "", remark: str = "") -> None:
    """Write signature lines beside each other, with room for a stamp, all on one page; `remark` stands below."""
    heights = 96.0 if stamp else 66.0
    flow.space(10)
    flow.need(heights + (BODY.leading * 2 if remark else 0))
    top = flow.y
    gap = 24.0
    stamp_room = 150.0 if stamp else 0.0
    room = (flow.frame.width - (stamp_room + gap if stamp else 0) - gap * (len(people) - 1)) / len(people)
    for place, person in enumerate(people):
        _signature(flow, person, flow.frame.left + place * (room + gap), top, room, heights)
    if stamp:
        x = flow.frame.right - stamp_room
        flow.put(Box(x=x, y=top, width=stamp_room, height=heights - 4, edge=INK2, dashed=True))
        element = flow.structure.child("P")
        for number, line in enumerate(broken(stamp, QUIET, stamp_room - 16)):
            flow.line(line, QUIET, x + 8, top + 6 + number * QUIET.leading, element)
    flow.y = top + heights
    if remark:
        flow.paragraph(remark, SMALL, after=2)


def _signature(flow: Flow, person: Signature, x: float, top: float, room: float, height: float) -> None:
    element = flow.structure.child("P")
    flow.line(broken(person.act, LABEL, room)[0], LABEL, x, top, element)
    line = top + height - 32
    flow.put(Rule(x1=x, y1=line, x2=x + room, y2=line, colour=INK))
    name = broken(person.name, SMALL, room - 92)
    for number, part in enumerate(name[:2]):
        flow.line(part, SMALL, x, line + 3 + number * SMALL.leading, element)
    day = text("Date:")
    flow.line(day, QUIET, x + room - max(84.0, QUIET.wide(day)), line + 3, element)


def check_code(flow: Flow, code: str, qr_texts: Sequence[str], explanation: str) -> None:
    """Write a check code in large figures with its QR codes, and how to check; on one page.

    Without a code it says that nothing is sealed yet: such a sheet is only looked at.
    """
    if not code:
        code = text("Not sealed yet")
        explanation = text("This sheet is looked through before it is approved. It says nothing to another office.")
    gap = 10.0
    qr_texts = [qr_text for qr_text in qr_texts if qr.fits(qr_text)]
    side = max((qr.side(qr_text, 120.0) for qr_text in qr_texts), default=0.0)
    left = len(qr_texts) * (side + gap)
    large = Style(weight=Weight.SEMIBOLD, size=15)
    room = flow.frame.width - left - 24
    lines = broken(explanation, SMALL, room)
    height = max(side, 44 + len(lines) * SMALL.leading) + 14
    flow.space(10)
    flow.need(height)
    top = flow.y
    flow.put(Box(x=flow.frame.left, y=top, width=flow.frame.width, height=height, edge=LINE, radius=4))
    for number, qr_text in enumerate(qr_texts):
        says = text("QR code {number} of {count} with the check data").format(number=number + 1, count=len(qr_texts))
        x = flow.frame.right - 6 - (len(qr_texts) - number) * (side + gap) + gap
        flow.qr(qr_text, x, top + 7, side=side, says=says)
    element = flow.structure.child("P")
    x = flow.frame.left + 12
    flow.line(text("Check code"), LABEL, x, top + 8, element)
    flow.line(code, large, x, top + 20, element)
    element = flow.structure.child("P")
    for number, line in enumerate(lines):
        flow.line(line, SMALL, x, top + 46 + number * SMALL.leading, element)
    flow.y = top + height + 4
