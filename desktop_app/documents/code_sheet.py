"""The codes by which a signed paper comes back into a program: side by side, each with its number, on as few pages."""

from collections.abc import Sequence
from typing import Final

from desktop_app.documents import qr
from desktop_app.documents.flow import LABEL, QUIET, SMALL, Flow, broken
from desktop_app.wording.catalogue import plural, text

_GAP: Final = 14.0
_CAPTION: Final = LABEL.leading + 2
_FIELDS: Final = 3


def code_sheet(flow: Flow, codes: Sequence[str]) -> None:
    """Write the codes of a signed document with how to bring them in; nothing where it has none.

    Each is as large as a hand scanner and a scan of 100 dots to the inch need, and stands with its number.
    """
    if not codes:
        return
    side = max(qr.side(code, 0.0) for code in codes)
    lines = broken(_how_to_scan(len(codes)), SMALL, flow.frame.width)
    flow.heading(text("The document as codes"), 3, keep=len(lines) * SMALL.leading + side + _CAPTION)
    flow.paragraph(_how_to_scan(len(codes)), SMALL, after=6)
    a_row = max(1, int((flow.frame.width + _GAP) // (side + _GAP)))
    for start in range(0, len(codes), a_row):
        flow.need(side + _CAPTION)
        top = flow.y
        for place, code in enumerate(codes[start : start + a_row]):
            says = text("Code {number} of {count}").format(number=start + place + 1, count=len(codes))
            x = flow.frame.left + place * (side + _GAP)
            flow.qr(code, x, top, side=side, says=says)
            element = flow.structure.child("P")
            flow.line(says, LABEL, x + _quiet(code, side), top + side, element)
            named = text("set {digest}").format(digest=_digest(code))
            flow.line(named, QUIET, x + side - _quiet(code, side) - QUIET.wide(named), top + side, element)
        flow.y = top + side + _CAPTION + 4


def _how_to_scan(count: int) -> str:
    return plural(
        "This code holds the whole document with the signature of the office that issued it. To bring it into CASS "
        "Desk: Exchange, Scan codes, then scan it; or open a picture or a scan of this page.",
        "These {count} codes together hold the whole document with the signature of the office that issued it. To "
        "bring it into CASS Desk: Exchange, Scan codes, then scan them in any order; or open pictures or a scan of "
        "these pages.",
        count,
    ).format(count=count)


def _digest(code: str) -> str:
    """Return the name of the set a code is of, which stands in it."""
    fields = code.split(":")
    return fields[2] if len(fields) > _FIELDS else ""


def _quiet(code: str, side: float) -> float:
    """Return how wide the empty border of a code is on the paper."""
    return side * qr.QUIET_SQUARES / qr.count(code)
