"""Protected cases: what only named persons of the office may open, and what the others see in its place."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

PROTECTED_NAME: Final = "Protected case"
"""What stands in a list in place of the name and the number of a case that its reader may not see."""

HOLDS: Final = timedelta(hours=8)
"""How long a reason given for opening a protected case holds, for the same person: a working day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """That a person with every claim of theirs, or one claim, is protected: one of `person_id` and `claim_id` is set.

    `named` are the ids of the users who may open it, `set_by` is the id of who protected it.
    """

    id: int
    person_id: str
    claim_id: str
    reason: str
    set_by: str
    set_at: datetime
    named: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAccess:
    """That one of the named persons opened a protected case, when and why. `user` is their id."""

    user: str
    at: datetime
    reason: str
