"""The QR codes of a picture or of the pages of a PDF, as texts. The one place that speaks with the library for it."""

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageSequence

from desktop_app.documents.pictures import page_count, page_picture, page_sizes
from desktop_app.documents.scans import BROKEN, FORMATS, MOST_PAGES, MOST_POINTS, ScanRefused

if TYPE_CHECKING:
    from zxingcpp import Binarizer

PDF_MARK: Final = b"%PDF-"
_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_RESOLUTIONS: Final = (200, 300)
"""Dots per inch at which a page of a PDF is drawn: the finer only where the coarser shows no code."""

_LONGEST_SIDE: Final = 6_000
"""Points to which a larger picture is reduced: an A4 page at 500 dots per inch."""

_LARGEST_PAGE: Final = 1_700
"""Points of 1/72 inch of the longest side of a page that is drawn: a little more than A2."""


def holds_pages(data: bytes) -> bool:
    """Tell whether a file is a picture or a PDF, by how it begins."""
    return data.startswith((PDF_MARK, *_PICTURES))


def texts_of(data: bytes) -> tuple[str, ...]:
    """Return the texts of all QR codes in a picture (PNG, JPEG, TIFF) or a PDF, page by page; none where there is none.

    Raises `ScanRefused` for bytes that are neither, or for more pages or points than any paper needs. No more than one
    page is held at a time.
    """
    pages = _pdf_pages(data) if data.startswith(PDF_MARK) else _picture_pages(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the bounds below are narrower
            return tuple(dict.fromkeys(text for page in pages for text in page))
    except BROKEN as error:
        raise ScanRefused from error


def _pdf_pages(data: bytes) -> Iterator[tuple[str, ...]]:
    if page_count(data) > MOST_PAGES:
        raise ScanRefused
    for number, size in enumerate(page_sizes(data)):
        if max(size.width, size.height) > _LARGEST_PAGE:
            raise ScanRefused
        for resolution in _RESOLUTIONS:
            drawn = page_picture(data, number, resolution)
            found = _read(Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb).convert("L"))
            if found:
                yield found
                break


def _picture_pages(data: bytes) -> Iterator[tuple[str, ...]]:
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if getattr(picture, "n_frames", 1) > MOST_PAGES:
            raise ScanRefused
        for frame in ImageSequence.Iterator(picture):
            width, height = frame.size
            if not 0 < width * height <= MOST_POINTS:
                raise ScanRefused
            page = frame.convert("L")
            page.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
            yield _read(page)


def _read(page: Image.Image) -> tuple[str, ...]:
    """Return what all codes of a grey page say; what a first way of telling dark from light misses, others may find."""
    from zxingcpp import Binarizer

    ways = (Binarizer.LocalAverage, Binarizer.GlobalHistogram)
    return tuple(dict.fromkeys(text for way in ways for text in _read_by(page, way)))


def _read_by(page: Image.Image, way: "Binarizer") -> tuple[str, ...]:
    from zxingcpp import BarcodeFormat, BarcodeFormats, read_barcodes

    formats = BarcodeFormats(BarcodeFormat.QRCode)
    return tuple(found.text for found in read_barcodes(page, formats=formats, binarizer=way))
