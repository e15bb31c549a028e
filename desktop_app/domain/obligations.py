"""What offices owe each other: kinds of answers, how an obligation stands, its history, and the days allowed.

Exchange rules 3.3 and 4. No deadline here is a limit in law: all are proposed defaults, which an office may settle
otherwise for itself and another State.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class ObligationState(StrEnum):
    """How an obligation stands.

    Once a part of the answer came it is `met_in_part` while the rest is owed, whatever is reminded or promised then.
    """

    OPEN = "open"
    REMINDED = "reminded"
    PROMISED = "promised"
    MET_IN_PART = "met_in_part"
    MET = "met"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


STILL_OWED: Final = frozenset(
    {ObligationState.OPEN, ObligationState.REMINDED, ObligationState.PROMISED, ObligationState.MET_IN_PART}
)
"""States in which the answer, or part of it, is still owed."""


class ObligationKind(StrEnum):
    """What is owed: the type of the message that answers."""

    PERIOD_CERTIFICATE = "period_certificate"
    DEPENDENCY_CERTIFICATE = "dependency_certificate"
    DECISION = "decision"
    DECISION_SUMMARY = "decision_summary"
    INFO_REPLY = "info_reply"
    CLARIFICATION_REPLY = "clarification_reply"
    REMINDER_REPLY = "reminder_reply"
    REOPEN_REPLY = "reopen_reply"
    RECEIPT = "receipt"


OWED_TO_ALL: Final = (ObligationKind.DECISION, ObligationKind.DECISION_SUMMARY)
"""What one act gives to every office of a claim, though each is owed it."""


class ObligationStep(StrEnum):
    """One thing that happened to an obligation.

    `delayed`: the office said why it is not there yet; `said_sent`: that it was sent already; `invalidated`: the answer
    was taken back by its sender; `handed_on`: another office owes it now.
    """

    ASKED = "asked"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"
    REMINDED = "reminded"
    REMINDER_WITHDRAWN = "reminder_withdrawn"
    PROMISED = "promised"
    PROMISED_AGAIN = "promised_again"
    DELAYED = "delayed"
    SAID_SENT = "said_sent"
    MET_IN_PART = "met_in_part"
    MET = "met"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    INVALIDATED = "invalidated"
    DUE_MOVED = "due_moved"
    HANDED_ON = "handed_on"


class DueFrom(StrEnum):
    """What a due day counts from: a day that was stated, or the best known day on which the question was there."""

    STATED = "stated"
    ASKED = "asked"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"
    PROMISE = "promise"


class CancelReason(StrEnum):
    """Why an answer is no longer wanted."""

    NO_LONGER_NEEDED = "no_longer_needed"
    ASKED_BY_MISTAKE = "asked_by_mistake"
    CLAIM_WITHDRAWN = "claim_withdrawn"
    OFFICE_LEFT = "office_left"
    MESSAGE_RETURNED = "message_returned"
    CASE_CLOSED = "case_closed"


class LapseReason(StrEnum):
    """Why nobody waits for an answer any longer, although it was never given."""

    NO_REACTION = "no_reaction"
    CASE_CLOSED = "case_closed"
    PERSON_DEAD = "person_dead"


_WORKDAYS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Days allowed, at least one. `working` days are Monday to Friday; holidays of the States are not counted out."""

    days: int
    working: bool = False

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("at least one day is allowed")

    def after(self, day: date) -> date:
        """Return the last day that is in time, counted from the day after `day`."""
        if not self.working:
            return day + timedelta(days=self.days)
        start = day - timedelta(days=max(0, day.weekday() - _WORKDAYS + 1))  # a weekend counts as its Friday
        weeks, rest = divmod(self.days, _WORKDAYS)
        over = 2 if start.weekday() + rest >= _WORKDAYS else 0
        return start + timedelta(days=7 * weeks + rest + over)


ROAD: Final = timedelta(days=7)
"""Days allowed for a file on the road (exchange rules, 3.3, proposed)."""

REMIND_AFTER: Final = (timedelta(0), timedelta(days=30), timedelta(days=60))
"""When the first, second and third reminder are drafted, counted from the due day (exchange rules, 4.8)."""

DEADLINES: Final[Mapping[str, Within]] = MappingProxyType(
    {
        "period_certificate": Within(days=30),
        "dependency_certificate": Within(days=30),
        "decision": Within(days=60),
        "decision_summary": Within(days=10, working=True),
        "info_reply": Within(days=30),
        "clarification_reply": Within(days=20, working=True),
        "reminder_reply": Within(days=10, working=True),
        "reopen_reply": Within(days=10, working=True),
        "receipt": Within(days=5, working=True),
        "claim_notice": Within(days=10, working=True),
        "return": Within(days=10, working=True),
        "forward": Within(days=5, working=True),
        "change_notice": Within(days=10, working=True),
        "close": Within(days=60),
    }
)
"""Days allowed by the type of the message that is due (exchange rules, 4; proposed, for the institutions to confirm).

`decision` counts from the last certificate that was needed, `decision_summary` from the last decision, `close` from the
summary; `reopen_reply` has no figure in the model and takes that of a reminder.
"""
