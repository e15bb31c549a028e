"""Pages of a PDF as pictures: to be looked at before a document leaves the office, and to be printed.

PDFium draws them. It is loaded when the first picture is asked for and is not safe for several threads: whoever calls
does so from one worker. Nothing is written to disk, and every handle is closed before a function returns.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument

POINTS_AN_INCH: Final = 72
_BYTES_A_DOT: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """How large a page is, in points of 1/72 inch, rounded up."""

    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page drawn on white: `rgb` holds red, green and blue of each dot, row after row from the top, without gaps."""

    width: int
    height: int
    rgb: bytes


def page_count(data: bytes) -> int:
    """Count the pages of a PDF. Raises `ValueError` for bytes that are none."""
    with _opened(data) as document:
        return len(document)


def page_sizes(data: bytes) -> tuple[PageSize, ...]:
    """Return the size of every page of a PDF, in order. Raises `ValueError` for bytes that are none."""
    with _opened(data) as document:
        found = (document.get_page_size(number) for number in range(len(document)))
        return tuple(PageSize(width=_whole(width), height=_whole(height)) for width, height in found)


def page_picture(data: bytes, number: int, dpi: int) -> Picture:
    """Draw one page, counted from 0, with this many dots an inch.

    Raises `LookupError` for a page that is not there and `ValueError` for bytes that are no PDF.
    """
    with _opened(data) as document:
        if not 0 <= number < len(document):
            raise LookupError(f"no page {number} of {len(document)}")
        page = document[number]
        try:
            bitmap = page.render(scale=Fraction(dpi, POINTS_AN_INCH), rev_byteorder=True)
        finally:
            page.close()
        try:
            row = bitmap.width * _BYTES_A_DOT
            dots = memoryview(bitmap.buffer).cast("B")
            rows = (dots[start : start + row] for start in range(0, bitmap.height * bitmap.stride, bitmap.stride))
            return Picture(width=bitmap.width, height=bitmap.height, rgb=b"".join(rows))
        finally:
            bitmap.close()


@contextmanager
def _opened(data: bytes) -> "Iterator[PdfDocument]":
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise ValueError("these bytes are no PDF") from error
    try:
        yield document
    finally:
        document.close()


def _whole(points: float) -> int:
    """Round a length up to whole points; a hair over counts as none."""
    return -(-int(points * 100) // 100)
