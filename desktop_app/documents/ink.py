"""What stands on a page, as values, and how pages become the bytes of a PDF: the one place that draws.

Lengths are points from the top left corner of the page. The same pages give the same bytes: no clock, no chance.
"""

import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from desktop_app.documents import qr
from desktop_app.documents.fonts import Weight, ready
from desktop_app.documents.tagging import Element, Marks

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LANGUAGE: Final = "en-GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text: `x` its left end, `y` its base line. Without an element it is furniture of the page."""

    x: float
    y: float
    text: str
    weight: Weight
    size: float
    colour: str
    element: Element | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thickness: float = 0.6
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle with its top left corner at (x, y), filled, edged or both."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""
    radius: float = 0
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code, error correction M, `side` points with its quiet border."""

    x: float
    y: float
    side: float
    text: str
    element: Element


Mark = Words | Rule | Box | Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: its marks in painting order."""

    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole document: size of its pages in points, what it is called, its pages and their structure."""

    width: float
    height: float
    title: str
    author: str
    subject: str
    sheets: Sequence[Sheet]
    structure: Element


def pdf_bytes(paper: Paper) -> bytes:
    """Paint a document: PDF with embedded fonts, real text, structure, title and language; equal pages, equal bytes."""
    from reportlab.pdfgen.canvas import Canvas

    ready()
    out = io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=(paper.width, paper.height),
        invariant=1,
        pageCompression=1,
        initialFontName=Weight.REGULAR.value,  # type: ignore[arg-type]  # the stubs take a name for a number
        initialFontSize=9,
        pdfVersion=(1, 7),
        lang=LANGUAGE,
    )
    canvas.setTitle(paper.title)
    canvas.setAuthor(paper.author)
    canvas.setSubject(paper.subject)
    canvas.setCreator("CASS Desk")
    canvas.setProducer("CASS Desk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    marks = Marks()
    for sheet in paper.sheets:
        marks.start_page()
        _paint(canvas, paper.height, sheet, marks)
        canvas.showPage()
    marks.write(canvas, paper.structure)
    canvas.save()
    return out.getvalue()


def _paint(canvas: Any, height: float, sheet: Sheet, marks: Marks) -> None:  # noqa: ANN401 - as the stubs lack it
    code = canvas._code  # noqa: SLF001 - marked content has no public call in reportlab
    for element, group in itertools.groupby(sheet.marks, key=_element_of):
        if element is None:
            code.append("/Artifact BMC")
        else:
            code.append(f"/{element.kind} <</MCID {marks.mark(element)}>> BDC")
        for mark in group:
            _draw(canvas, height, mark)
        code.append("EMC")


def _element_of(mark: Mark) -> Element | None:
    return mark.element if isinstance(mark, Words | Code) else None


def _draw(canvas: "Canvas", height: float, mark: Mark) -> None:
    match mark:
        case Words():
            canvas.setFont(mark.weight.value, mark.size)
            canvas.setFillColor(_colour(mark.colour))
            # The space parts this line from the next one for whoever reads the structure aloud.
            canvas.drawString(mark.x, height - mark.y, mark.text if mark.element is None else f"{mark.text} ")
        case Rule():
            canvas.setStrokeColor(_colour(mark.colour))
            canvas.setLineWidth(mark.thickness)
            canvas.setDash([2, 2] if mark.dashed else [])
            canvas.line(mark.x1, height - mark.y1, mark.x2, height - mark.y2)
        case Box():
            canvas.setDash([2, 2] if mark.dashed else [])
            canvas.setLineWidth(0.6)
            if mark.fill:
                canvas.setFillColor(_colour(mark.fill))
            if mark.edge:
                canvas.setStrokeColor(_colour(mark.edge))
            canvas.roundRect(
                mark.x,
                height - mark.y - mark.height,
                mark.width,
                mark.height,
                mark.radius,
                stroke=int(bool(mark.edge)),
                fill=int(bool(mark.fill)),
            )
        case Code():
            _draw_code(canvas, height, mark)


def _draw_code(canvas: "Canvas", height: float, mark: Code) -> None:
    square = mark.side / qr.count(mark.text)
    path = canvas.beginPath()
    for row, column, length in qr.runs(mark.text):
        path.rect(mark.x + column * square, height - mark.y - (row + 1) * square, length * square, square)
    canvas.setFillColor(_colour("#000000"))
    canvas.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=64)
def _colour(text: str) -> Any:  # noqa: ANN401 - a colour of reportlab
    from reportlab.lib.colors import HexColor

    return HexColor(text)
