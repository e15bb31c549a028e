"""QR codes as squares (ISO/IEC 18004, error correction M), and how large they must be printed to be read."""

import itertools
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

QUIET_SQUARES: Final = 4
"""The empty border of a code, in its own squares."""

SQUARE: Final = 2.0
"""The least side of a square, in points: 0.7 mm, which a scan of 100 dots to the inch still tells apart."""

MOST_BYTES: Final = 2_331
"""The largest code at this correction holds fewer bytes than this."""


def fits(text: str) -> bool:
    """Tell whether a code can hold a text."""
    return 0 < len(text.encode()) < MOST_BYTES


@lru_cache(maxsize=8)
def squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a code, dark squares true. Raises `ValueError` for a text that does not fit."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    if not fits(text):
        raise ValueError("a QR code holds fewer bytes")
    widget: Any = QrCodeWidget(text, barLevel="M")
    widget.qr.make()
    return tuple(tuple(bool(square) for square in row) for row in widget.qr.modules)


def runs(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the dark runs of a code as row, first column and length, the quiet border counted in."""
    for row, cells in enumerate(squares(text), start=QUIET_SQUARES):
        column = QUIET_SQUARES
        for dark, run in itertools.groupby(cells):
            length = len(list(run))
            if dark:
                yield row, column, length
            column += length


def count(text: str) -> int:
    """Return how many squares a side has, with the quiet border."""
    return len(squares(text)) + 2 * QUIET_SQUARES


def side(text: str, least: float) -> float:
    """Return the side in points at which a code can be read, `least` or more; 0 for a text that does not fit."""
    return max(least, count(text) * SQUARE) if fits(text) else 0.0
