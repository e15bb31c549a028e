"""Scans made fit for the road: grey, at most 200 dots per inch of a page, bounded in points, with nothing else in them.

A photograph says where and when it was taken: what travels is made anew from the points alone.
"""

import io
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

FORMATS: Final = ("PNG", "JPEG", "TIFF")
_LONG_SIDE: Final = 2_340
"""Points of the long side of an A4 page at 200 dots per inch."""

_RESOLUTION: Final = 200
MOST_POINTS: Final = 120_000_000
"""Points of a picture that is read at all: an A3 page at 900 dots per inch."""

MOST_PAGES: Final = 100
_QUALITY: Final = 60
BROKEN: Final = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    MemoryError,
    ZeroDivisionError,
)
"""All that Pillow is known to raise over bytes that are no sound picture."""


class ScanRefused(Exception):  # noqa: N818 - not a bug: whoever attaches turns it into a problem
    """A picture cannot be read, or has more points or pages than any paper needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunk:
    """A scan as it travels: its bytes, its media type, and how many pages it has."""

    data: bytes
    media_type: str
    pages: int


def shrink(data: bytes) -> Shrunk:
    """Return a picture in grey with at most 200 dots per inch of a page: one page as JPEG, several as one PDF.

    Raises `ScanRefused`. No more than one page is held in full size at a time.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the bounds below are narrower
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                pages = [_page(frame) for frame in _frames(picture)]
            return _written(pages)
    except BROKEN as error:
        raise ScanRefused from error


def pages_of(data: bytes) -> bytes:
    """Return a picture as PDF, a page a picture, to be looked at and printed. Raises `ScanRefused`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                return _as_pdf([_page(frame) for frame in _frames(picture)])
    except BROKEN as error:
        raise ScanRefused from error


def _frames(picture: Image.Image) -> ImageSequence.Iterator:
    if getattr(picture, "n_frames", 1) > MOST_PAGES:
        raise ScanRefused
    return ImageSequence.Iterator(picture)


def _page(frame: Image.Image) -> Image.Image:
    """Return a page in grey, turned as it is to be read, no larger than it needs to be."""
    width, height = frame.size
    if width * height > MOST_POINTS or not width or not height:
        raise ScanRefused
    frame.draft("L", (_LONG_SIDE, _LONG_SIDE))  # a JPEG is read smaller from the start
    page = ImageOps.exif_transpose(frame)
    if page.mode in {"RGBA", "LA", "PA"} or "transparency" in page.info:
        page = _on_white(page)
    if page.mode.startswith("I"):
        page = page.point(lambda value: value / 256).convert("L")
    page = page.convert("L")
    page.thumbnail((_LONG_SIDE, _LONG_SIDE), Image.Resampling.LANCZOS)
    page.info.clear()  # a comment, a profile, a place: all that is not to be seen on the page
    return page


def _on_white(page: Image.Image) -> Image.Image:
    """Return a page with what can be seen through it made white."""
    page = page.convert("RGBA")
    paper = Image.new("RGBA", page.size, "white")
    paper.alpha_composite(page)
    return paper


def _written(pages: list[Image.Image]) -> Shrunk:
    made = io.BytesIO()
    if len(pages) == 1:
        pages[0].save(made, "JPEG", quality=_QUALITY, optimize=True, dpi=(_RESOLUTION, _RESOLUTION))
        return Shrunk(data=made.getvalue(), media_type="image/jpeg", pages=1)
    return Shrunk(data=_as_pdf(pages), media_type="application/pdf", pages=len(pages))


def _as_pdf(pages: list[Image.Image]) -> bytes:
    made = io.BytesIO()
    pages[0].save(
        made,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=_RESOLUTION,
        quality=_QUALITY,
        producer="",
        creationDate=None,
        modDate=None,
    )
    return made.getvalue()
