"""Notification of claim received, and the person a message is about (exchange rules, 4.1 and 2.3)."""

from collections.abc import Mapping
from typing import Final

from desktop_app.domain.dependants import ClaimSurvivor, Injury, Survivor
from desktop_app.domain.messages import ClaimNotice, DocumentHeld, PaymentWish, StateNotToAsk
from desktop_app.domain.periods import StatedPeriod
from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.persons import InsuranceNumber
from desktop_app.domain.time import EARLIEST_YEAR, LATEST_YEAR
from desktop_app.exchange.fields import CURRENCY, STATE
from desktop_app.exchange.limits import CODE, NOTE, ROWS
from desktop_app.exchange.messages.declared import Bound, Bounds
from desktop_app.exchange.messages.shapes import PRESENT_ERA, Matching, Text, Whole

MOST_WEEKS: Final = 5_300
"""A hundred years of weeks: one row of a claimant's own story may span a whole career."""

_WHOLE_DEGREE: Final = 100
_NOTE: Final = Bound(shape=Text(most=NOTE, note=True))
_NOTE_SINCE: Final = Bound(shape=Text(most=NOTE, note=True), since=PRESENT_ERA)
_SINCE: Final = Bound(since=PRESENT_ERA)
_STATE: Final = Bound(shape=Matching(pattern=STATE))

BOUNDS: Final[Mapping[type, Bounds]] = {
    ClaimNotice: Bounds(
        fields={
            "filing_date": Bound(says="The day the claim was received anywhere; it holds for every State."),
            "filing_proof": Bound(shape=Text(most=NOTE, empty=True, note=True)),
            "contingency_date": Bound(says="The day the risk came true: age reached, incapacity, death, accident."),
            "work_history": Bound(most=ROWS, says="As the claimant states it."),
            "states": Bound(shape=Matching(pattern=STATE), says="In the order of first insurance."),
            "consent_given": Bound(says="The claimant agreed that the other offices are asked."),
            "remarks": _NOTE,
            "also_claimed": Bound(since=PRESENT_ERA, says="Which other benefits the claimant asks for."),
            "applicant": _NOTE_SINCE,
            "survivors": _SINCE,
            "injury": _SINCE,
            "not_to_ask": _SINCE,
            "documents": _SINCE,
            "payment": Bound(since=PRESENT_ERA, says="Only to the State that will pay."),
            "language": _SINCE,
            "representative": _NOTE_SINCE,
            "claimant": Bound(since=PRESENT_ERA, says="Who claims, where `person` is the deceased."),
        }
    ),
    PersonBlock: Bounds(
        fields={
            "forenames": Bound(shape=Text(empty=True)),
            "birth_certainty": Bound(always=True),
            "sex": Bound(always=True),
            "numbers": Bound(always=True),
            "birth_place": Bound(says="Only where no number of the recipient's State is known."),
            "address": Bound(
                shape=Text(most=NOTE, note=True), says="The last one known in the recipient's State, for the search."
            ),
            "nationality": Bound(shape=Text(most=CODE), since=PRESENT_ERA, says="Only where a rule needs it."),
            "parents": Bound(since=PRESENT_ERA, says="Their names, only where the birth place is sent."),
        }
    ),
    InsuranceNumber: Bounds(
        fields={"state": _STATE, "number": Bound(shape=Text(most=CODE)), "kind": Bound(always=True)}
    ),
    StatedPeriod: Bounds(
        fields={
            "row_id": Bound(shape=Text(most=CODE)),
            "state": _STATE,
            "year": Bound(shape=Whole(low=EARLIEST_YEAR, high=LATEST_YEAR)),
            "start": Bound(name="from"),
            "end": Bound(name="to"),
            "type": Bound(always=True),
            "weeks": Bound(shape=Whole(high=MOST_WEEKS)),
            "remark": _NOTE,
            "employer_number": Bound(shape=Text(most=CODE), since=PRESENT_ERA),
            "occupation": _SINCE,
            "start_certainty": _SINCE,
            "end_certainty": _SINCE,
            "open_ended": Bound(since=PRESENT_ERA, says="The work went on when this was told."),
            "proof": Bound(since=PRESENT_ERA, says="The document the claimant holds."),
        }
    ),
    ClaimSurvivor: Bounds(fields={"note": _NOTE}),
    Survivor: Bounds(fields={"id": Bound(shape=Text(most=CODE))}),
    Injury: Bounds(
        fields={
            "degree_percent": Bound(shape=Whole(high=_WHOLE_DEGREE)),
            "state": _STATE,
            "board_reference": Bound(shape=Text(most=CODE)),
        }
    ),
    DocumentHeld: Bounds(fields={"seen_by": Bound(shape=Text(empty=True))}),
    PaymentWish: Bounds(fields={"currency": Bound(shape=Matching(pattern=CURRENCY))}),
    StateNotToAsk: Bounds(fields={"state": _STATE, "reason": _NOTE}),
}
