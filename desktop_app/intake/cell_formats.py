"""Numbers of a workbook as cells show them: days as ISO dates, other numbers with the fifteen digits Excel keeps."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import IntEnum
from typing import Final

from desktop_app.intake.markup import Listener

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
_EXCEL: Final = Context(prec=15, rounding=ROUND_HALF_EVEN, traps=[])
_PLAIN_DIGITS: Final = 15
_FARTHEST: Final = 20
_SECONDS: Final = 86_400
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY: Final = 2_958_465
"""31 December 9999, as days from 30 December 1899."""

_FALSE_LEAP_DAY: Final = 60
"""29 February 1900, a day that there was not; days before it are counted one less (ECMA-376, 18.17.4.1)."""

_QUOTED: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|general', re.IGNORECASE)
_DAY: Final = re.compile(r"[dy]", re.IGNORECASE)
_TIME: Final = re.compile(r"[hs]", re.IGNORECASE)


class Shown(IntEnum):
    """What a number is shown as."""

    NUMBER = 0
    DAY = 1
    TIME = 2


_BUILT_IN: Final = {
    **{str(number): Shown.DAY for number in (*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58)},
    **{str(number): Shown.TIME for number in (*range(18, 22), *range(32, 36), *range(45, 48), 55, 56)},
}
"""Formats that a workbook names by number alone (ECMA-376, 18.8.30)."""


class ReadFormats(Listener):
    """What the cells of each style show."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds = bytearray()
        self._own: dict[str, Shown] = {}
        self._within = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear of a format or of a style's."""
        if name == "numFmt":
            kind = _kind(attributes.get("formatCode", ""))
            if kind is not Shown.NUMBER:
                self._own[attributes.get("numFmtId", "")] = kind
        elif name == "cellXfs":
            self._within = True
        elif name == "xf" and self._within:
            number = attributes.get("numFmtId", "0")
            self.kinds.append(self._own.get(number, _BUILT_IN.get(number, Shown.NUMBER)))

    def closed(self, name: str) -> None:
        """Hear that the styles of cells are over."""
        if name == "cellXfs":
            self._within = False


class CellFormats:
    """How numbers are shown, by the number of their style."""

    def __init__(self, kinds: Sequence[int], *, since_1904: bool = False) -> None:
        self._kinds = {str(number): kind for number, kind in enumerate(kinds) if kind}
        self._epoch = _EPOCH_1904 if since_1904 else _EPOCH

    def shown(self, text: str, style: str) -> str:
        """Return a number as it is shown; what is no number as it is written."""
        kind = self._kinds.get(style)
        if kind is None and len(text) <= _PLAIN_DIGITS and text.isascii() and text.isdigit():
            return text
        if not _NUMBER.fullmatch(text.strip()):
            return text
        number = _EXCEL.create_decimal(text.strip())
        if kind is not None and 0 <= number <= _LAST_DAY:
            return self._moment(number, kind)
        if number and not -_FARTHEST <= number.adjusted() <= _FARTHEST:
            return str(number)
        plain = format(number, "f")
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return "0" if plain in {"", "-0"} else plain

    def _moment(self, number: Decimal, kind: int) -> str:
        days = int(number)
        if kind == Shown.TIME and days == 0:
            minutes, seconds = divmod(int(number * _SECONDS), 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
        if self._epoch == _EPOCH and 0 < days < _FALSE_LEAP_DAY:
            days += 1
        last = _LAST_DAY - (self._epoch - _EPOCH).days
        return (self._epoch + timedelta(days=days)).isoformat() if days <= last else str(number)


def _kind(code: str) -> Shown:
    """Return what a format's code shows: a day where it has one, a time where it has only that."""
    plain = _QUOTED.sub("", code.partition(";")[0])
    if _DAY.search(plain):
        return Shown.DAY
    if _TIME.search(plain):
        return Shown.TIME
    return Shown.DAY if "m" in plain.lower() else Shown.NUMBER


__all__ = ["CellFormats", "ReadFormats", "Shown"]
