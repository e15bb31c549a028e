"""An officer's decision on a point that the Agreement leaves open, and the office's own decision on a claim."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerDecision:
    """A choice that only a person may make, for one case and one State.

    `point` is an open point of the Agreement (`unmet_state`), `option` one of its options (`proportional`).
    `reason` is printed on the worksheet and kept in the record.
    """

    point: str
    state: str
    option: str
    reason: str
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCalculation:
    """A calculation as kept: result and case as canonical JSON, the packed worksheet, the digest of all it used.

    What a program before version 2 of the store kept has no case and no worksheet apart: its worksheet is in `result`.
    """

    id: str
    claim_id: str
    made_at: datetime
    made_by: str
    result: str
    input_digest: str
    program_version: str
    case_json: str = ""
    worksheet: bytes = b""
