"""Corrections, forwarding, who takes part, changes, closing (exchange rules, 4.11 to 4.14), and dependency (4.4)."""

from collections.abc import Mapping
from typing import Final

from desktop_app.domain.case_notices import (
    ChangeNotice,
    CloseNotice,
    CloseReason,
    Correction,
    Forward,
    ParticipantChange,
    ReopenNotice,
)
from desktop_app.domain.dependency import CertifiedDependant, DependencyCertificate, Inquiry, Union
from desktop_app.exchange.fields import OFFICE, STATE, UUID
from desktop_app.exchange.limits import CODE, ITEMS, NOTE
from desktop_app.exchange.messages.awards import MOST_VERSIONS
from desktop_app.exchange.messages.declared import Bound, Bounds
from desktop_app.exchange.messages.shapes import Matching, Text, Whole

_CODE: Final = Bound(shape=Text(most=CODE))
_NOTE: Final = Bound(shape=Text(most=NOTE, note=True))
_MESSAGE: Final = Bound(shape=Matching(pattern=UUID))
_OFFICE: Final = Bound(shape=Matching(pattern=OFFICE))
_STATE: Final = Bound(shape=Matching(pattern=STATE))


def _close(notice: CloseNotice) -> str:
    """Name the case number that a merged case lacks."""
    return "merged_into" if notice.reason is CloseReason.MERGED and not notice.merged_into else ""


BOUNDS: Final[Mapping[type, Bounds]] = {
    Correction: Bounds(
        fields={
            "about_message": _MESSAGE,
            "new_message": Bound(shape=Matching(pattern=UUID), says="What replaces it, in this bundle or to follow."),
            "more_follows": Bound(says="A new message will come."),
            "destroy": Bound(says="The recipient is asked to destroy what it holds and to confirm it."),
            "text": _NOTE,
        }
    ),
    Forward: Bounds(
        fields={
            "about_message": _MESSAGE,
            "from_office": _OFFICE,
            "to_office": _OFFICE,
            "filing_date": Bound(says="It stays, and holds for every State."),
            "enclosed": Bound(says="The original is enclosed whole: so to the new office, not to the others."),
            "text": _NOTE,
        }
    ),
    ParticipantChange: Bounds(
        fields={
            "office": _OFFICE,
            "state": _STATE,
            "reason": _NOTE,
            "takes_over": Bound(shape=Matching(pattern=OFFICE), says="Who takes over what a leaver owes."),
        }
    ),
    ChangeNotice: Bounds(fields={"value": _NOTE, "proof": _NOTE, "effect_asked": _NOTE, "states": _STATE}),
    CloseNotice: Bounds(fields={"merged_into": _CODE, "text": _NOTE}, check=_close),
    ReopenNotice: Bounds(fields={"text": _NOTE}),
    DependencyCertificate: Bounds(
        fields={
            "number": _CODE,
            "version": Bound(shape=Whole(low=1, high=MOST_VERSIONS)),
            "state": _STATE,
            "office": _OFFICE,
            "dependants": Bound(most=ITEMS, unique="row_id"),
            "prepared_by": Bound(shape=Text(empty=True)),
            "approved_by": Bound(shape=Text(empty=True)),
            "valid_to": Bound(says="Left out while it is open."),
            "inquiries": Bound(most=ITEMS, says="Visits and statements it rests on."),
            "remarks": _NOTE,
        }
    ),
    CertifiedDependant: Bounds(
        fields={
            "row_id": Bound(shape=Text(most=CODE), says="Stable over the versions of the certificate."),
            "forenames": Bound(shape=Text(empty=True)),
            "ground": _NOTE,
            "own_benefit_state": _STATE,
            "note": _NOTE,
        }
    ),
    Union: Bounds(fields={}),
    Inquiry: Bounds(fields={"text": _NOTE}),
}
