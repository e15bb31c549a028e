"""Decisions and their summary (exchange rules, 4.5 and 4.6)."""

from collections.abc import Mapping
from typing import Final

from desktop_app.domain.award_notices import (
    CurrencyTotal,
    DecidedAmount,
    Decision,
    DecisionSummary,
    Reduction,
    Refusal,
    SetOff,
    StillOpen,
    SummaryLine,
    Supplement,
    WeeksAccepted,
)
from desktop_app.exchange.fields import CURRENCY, OFFICE, STATE, UUID
from desktop_app.exchange.limits import CODE, ITEMS, NOTE
from desktop_app.exchange.messages.declared import Bound, Bounds
from desktop_app.exchange.messages.shapes import Matching, Text, Whole

MOST_VERSIONS: Final = 9_999
_MOST_WEEKS: Final = 99_999
_MOST_DAYS: Final = 9_999
_CODE: Final = Bound(shape=Text(most=CODE))
_NOTE: Final = Bound(shape=Text(most=NOTE, note=True))
_SAID_OR_EMPTY: Final = Bound(shape=Text(empty=True))
_STATE: Final = Bound(shape=Matching(pattern=STATE))
_WEEKS: Final = Bound(shape=Whole(high=_MOST_WEEKS))
_DAYS: Final = Bound(shape=Whole(high=_MOST_DAYS))


def _amount(amount: DecidedAmount) -> str:
    """Name what is in another currency, an end before the start, a share above one."""
    for name in ("payable", "notional", "actual", "local"):
        money = getattr(amount, name)
        if money is not None and money.currency != amount.currency:
            return name
    if amount.share is not None and amount.share > 1:
        return "share"
    return "until" if amount.until and amount.until < amount.since else ""


BOUNDS: Final[Mapping[type, Bounds]] = {
    Decision: Bounds(
        fields={
            "number": _CODE,
            "version": Bound(shape=Whole(low=1, high=MOST_VERSIONS)),
            "state": _STATE,
            "office": Bound(shape=Matching(pattern=OFFICE)),
            "own_weeks": _WEEKS,
            "totalised_weeks": _WEEKS,
            "weeks_lost": Bound(shape=Whole(high=_MOST_WEEKS), says="Lost because weeks of two States overlap."),
            "amounts": Bound(most=ITEMS),
            "prepared_by": _SAID_OR_EMPTY,
            "approved_by": _SAID_OR_EMPTY,
            "supplements": Bound(most=ITEMS),
            "reductions": Bound(most=ITEMS),
            "review_days": _DAYS,
            "review_address": _NOTE,
            "rules": Bound(shape=Text(most=CODE), says="The digest of the rule pack used."),
            "remarks": _NOTE,
        }
    ),
    WeeksAccepted: Bounds(
        fields={
            "state": _STATE,
            "weeks": _WEEKS,
            "certificate": _CODE,
            "version": Bound(shape=Whole(low=1, high=MOST_VERSIONS)),
        }
    ),
    DecidedAmount: Bounds(
        fields={
            "currency": Bound(shape=Matching(pattern=CURRENCY)),
            "share": Bound(says="Own weeks by totalised weeks."),
            "rounding": _CODE,
        },
        check=_amount,
    ),
    Supplement: Bounds(fields={"name": _SAID_OR_EMPTY}),
    Reduction: Bounds(fields={"article": _SAID_OR_EMPTY}),
    SetOff: Bounds(fields={"ground": _NOTE}),
    Refusal: Bounds(fields={"text": _NOTE}),
    DecisionSummary: Bounds(
        fields={
            "totals": Bound(says="One for each currency and frequency: currencies are never added up."),
            "provisional": Bound(most=ITEMS),
            "contact": _NOTE,
            "remarks": _NOTE,
        }
    ),
    SummaryLine: Bounds(
        fields={
            "state": _STATE,
            "office": Bound(shape=Matching(pattern=OFFICE, empty=True)),
            "case_number": Bound(shape=Text(most=CODE, empty=True)),
            "review_days": _DAYS,
            "review_address": Bound(shape=Text(most=NOTE, empty=True, note=True)),
            "message": Bound(shape=Matching(pattern=UUID), says="The decision's message, left out for one on paper."),
        }
    ),
    StillOpen: Bounds(fields={"state": _STATE, "reason": _NOTE}),
    CurrencyTotal: Bounds(fields={}),
}
