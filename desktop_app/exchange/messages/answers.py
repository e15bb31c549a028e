"""Acknowledgement of a message, and a message sent back (exchange rules, 4.9)."""

from collections.abc import Mapping
from typing import Final

from desktop_app.domain.messages import Receipt, ReceiptLevel, ReturnNotice, ReturnReason, RowRemark
from desktop_app.exchange.fields import UUID
from desktop_app.exchange.limits import CODE, NOTE, ROWS
from desktop_app.exchange.messages.declared import Bound, Bounds
from desktop_app.exchange.messages.shapes import PRESENT_ERA, Choice, Matching, Text, Whole

_MOST_CANDIDATES: Final = 999

BOUNDS: Final[Mapping[type, Bounds]] = {
    Receipt: Bounds(
        fields={
            "about_message": Bound(shape=Matching(pattern=UUID)),
            "level": Bound(shape=Choice(kind=ReceiptLevel, since={ReceiptLevel.VERSION.value: PRESENT_ERA})),
            "case_number": Bound(shape=Text(most=CODE), says="The office's own number for the case."),
            "remarks": Bound(most=ROWS),
            "unit": Bound(since=PRESENT_ERA, says="The part of the office that deals with the case."),
        }
    ),
    RowRemark: Bounds(
        fields={
            "row_id": Bound(shape=Text(most=CODE, empty=True), says="Empty for the whole message."),
            "text": Bound(shape=Text(most=NOTE, note=True)),
        }
    ),
    ReturnNotice: Bounds(
        fields={
            "about_message": Bound(shape=Matching(pattern=UUID)),
            "reason": Bound(
                shape=Choice(
                    kind=ReturnReason,
                    since={
                        ReturnReason.SIGNATURE.value: PRESENT_ERA,
                        ReturnReason.VERSION.value: PRESENT_ERA,
                        ReturnReason.WRONG_RECIPIENT.value: PRESENT_ERA,
                    },
                )
            ),
            "note": Bound(shape=Text(most=NOTE, note=True)),
            "candidates": Bound(
                shape=Whole(high=_MOST_CANDIDATES),
                since=PRESENT_ERA,
                says="How many persons it could be about; nothing else is said of them.",
            ),
        }
    ),
}
