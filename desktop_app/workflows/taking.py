"""What a person chose for a message while accepting, and the mark of one that stays to be decided."""

from dataclasses import dataclass
from enum import Enum

from desktop_app.domain.messages import RowRemark


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen for one message. `shown` says that the choice was made looking at this very message.

    `person_id` is the person chosen among the candidates, empty for a new one; `bundle_id` the bundle it came in.
    """

    bundle_id: str
    shown: bool = False
    person_id: str = ""
    reason: str = ""
    remarks: tuple[RowRemark, ...] = ()


class Left(Enum):
    """The message is not applied now: it needs a choice of its own, or a case that is not here."""

    TO_DECIDE = "to_decide"
