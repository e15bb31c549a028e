"""How long records are kept: kinds of records, from when their time counts, and when it is over.

How long is a matter of each State's law and of the institution's own rules; none of it is known here. Until two persons
of the office settle a period for a kind, nothing of that kind is ever due for removal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from dateutil.relativedelta import relativedelta

from desktop_app.domain.claims import Benefit


class RetentionKind(StrEnum):
    """A kind of records with a period of its own."""

    GRANTED = "granted"  # closed claims with a benefit: counted from its end, never while it may still be paid
    NOT_GRANTED = "not_granted"  # closed claims without one: counted from closing
    DRAFT = "draft"  # what was typed and never registered: counted from the last keystroke
    REFUSED_FILE = "refused_file"  # files that were refused and never applied: counted from their arrival
    PERSON = "person"  # persons of no claim: counted from their death, or from when their record was last touched
    MESSAGE = "message"  # messages of no case: counted from when they were decided, or left


class Hindrance(StrEnum):
    """Why records cannot be removed although their time is over, or why it does not count yet."""

    NOT_YET = "not_yet"  # its time is not over
    NO_PERIOD = "no_period"  # nobody settled how long they are kept
    STILL_PAID = "still_paid"  # the benefit may still be paid: no death and no end of payment is known
    HELD = "held"  # somebody asked to keep them longer, with a reason
    ANSWERS_OWED = "answers_owed"  # another office owes an answer, or this one does
    WAITS = "waits"  # something about them waits for a second person
    PROTECTED = "protected"  # a protected case: its protection ends first


class StaysFor(StrEnum):
    """For which record that is kept the records of a person stay although their claims went."""

    CLAIM = "claim"  # another claim of theirs
    DECEASED = "deceased"  # a claim of somebody who claims after them
    DRAFT = "draft"  # a claim that is being entered for them
    CONTRIBUTIONS = "contributions"  # our own record of contributions, while no death is known
    ANSWER = "answer"  # an answer about them that is still owed


MOST_MONTHS: Final = 1200
"""A hundred years, the longest period that can be settled."""

LIFELONG: Final = frozenset({Benefit.AGE, Benefit.INVALIDITY, Benefit.DISABLEMENT})
"""Benefits that end with the life of the insured person; those of survivors end when payment is stopped."""

PROPOSED_MONTHS: Final[Mapping[RetentionKind, int]] = MappingProxyType(
    {
        RetentionKind.GRANTED: 120,
        RetentionKind.NOT_GRANTED: 120,
        RetentionKind.DRAFT: 12,
        RetentionKind.REFUSED_FILE: 24,
        RetentionKind.PERSON: 120,
        RetentionKind.MESSAGE: 24,
    }
)
"""What the form proposes before the office settled anything: a start for the conversation, not law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPeriod:
    """How long a kind is kept: whole months, and the law or rule that says so."""

    kind: RetentionKind
    months: int
    legal_reference: str


def over_on(counted_from: date, months: int) -> date:
    """Return the first day on which records may be removed: the day after the period's last. Months count whole."""
    return counted_from + relativedelta(months=months, days=1)
