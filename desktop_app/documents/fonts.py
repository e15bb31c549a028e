"""The letters of every printed page: Inter in four weights, embedded, with figures of one width.

Registered once, at the first print; reportlab is imported here and in `ink`, never earlier.
"""

import struct
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from desktop_app.foundation.places import resource

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont


class Weight(StrEnum):
    """The weights there are, by the name of their file."""

    REGULAR = "Inter-Regular"
    MEDIUM = "Inter-Medium"
    SEMIBOLD = "Inter-SemiBold"
    BOLD = "Inter-Bold"


_DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TABULAR: Final = ".tf"
_PER_EM: Final = 1000
_POST_NAMES: Final = 0x00020000
_BUILT_IN_NAMES: Final = 258
_DROPPED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@lru_cache(maxsize=1)
def ready() -> Mapping[Weight, "TTFont"]:
    """Register the fonts and return them. Raises `PlaceProblem("resource_missing")` where a file is not there."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    rl_config.useA85 = 0  # streams stay binary: a fifth smaller than as letters
    fonts: dict[Weight, TTFont] = {}
    for weight in Weight:
        path = resource("fonts", "inter", f"{weight}.ttf")
        font = TTFont(weight.value, str(path), asciiReadable=False, shapable=False)
        _use_tabular_figures(font.face)
        pdfmetrics.registerFont(font)
        fonts[weight] = font
    return fonts


@lru_cache(maxsize=65_536)
def width(text: str, weight: Weight, size: float) -> float:
    """Return how wide `text` is on one line, in points."""
    return ready()[weight].stringWidth(text, size)


def printable(text: str) -> str:
    """Return the text as it can be printed: composed, without control characters, and with nothing lost.

    A letter that the font does not have is written as its number, `[U+0928]`, so that a name in another script
    can still be told. Line ends stay; other white space becomes a space.
    """
    if text.isascii() and text.isprintable():
        return text
    letters = ready()[Weight.REGULAR].face.charToGlyph
    return "".join(_letter(letter, letters) for letter in unicodedata.normalize("NFC", text.replace("\r\n", "\n")))


def _letter(letter: str, letters: Mapping[int, int]) -> str:
    if letter in "\n\u00a0":
        return letter
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in _DROPPED:
        return ""
    return letter if ord(letter) in letters else f"[U+{ord(letter):04X}]"


def _use_tabular_figures(face: Any) -> None:  # noqa: ANN401 - reportlab's face carries its tables untyped
    """Point the ten digits at the font's own figures of one width, so that columns stand."""
    glyphs = _glyph_numbers(face)
    for value, name in enumerate(_DIGITS):
        glyph = glyphs.get(name + _TABULAR)
        if glyph is not None:
            face.charToGlyph[ord("0") + value] = glyph
            face.charWidths[ord("0") + value] = face.hmetrics[glyph][0] * _PER_EM / face.unitsPerEm


def _glyph_numbers(face: Any) -> dict[str, int]:  # noqa: ANN401 - as above
    """Read the names of the font's own glyphs from its `post` table (OpenType 1.9, format 2)."""
    data: bytes = face._ttf_data  # noqa: SLF001 - the file's bytes, which reportlab keeps and does not offer
    start, end = face.table["post"]["offset"], face.table["post"]["offset"] + face.table["post"]["length"]
    if struct.unpack_from(">L", data, start)[0] != _POST_NAMES:
        return {}
    (count,) = struct.unpack_from(">H", data, start + 32)
    indices = struct.unpack_from(f">{count}H", data, start + 34)
    names: list[str] = []
    at = start + 34 + 2 * count
    while at < end:
        length = data[at]
        names.append(data[at + 1 : at + 1 + length].decode("latin-1"))
        at += 1 + length
    return {
        names[index - _BUILT_IN_NAMES]: glyph
        for glyph, index in enumerate(indices)
        if _BUILT_IN_NAMES <= index < _BUILT_IN_NAMES + len(names)
    }
