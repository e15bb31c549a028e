"""Requests, replies, reminders and explanations (exchange rules, 4.2, 4.7, 4.8 and 4.10)."""

from collections.abc import Mapping
from typing import Final

from desktop_app.domain.inquiries import (
    Clarification,
    ClarificationAnswer,
    ClarificationItem,
    ClarificationReply,
    InfoAnswer,
    InfoItem,
    InfoReply,
    InfoRequest,
    ItemOutcome,
    PeriodRequest,
    Reminder,
    ReminderAnswer,
    ReminderItem,
    ReminderOutcome,
    ReminderReply,
)
from desktop_app.exchange.fields import STATE, UUID
from desktop_app.exchange.limits import CODE, ITEMS, LAST_SEQUENCE, MISSING, NOTE, ROWS
from desktop_app.exchange.messages.claim_notice import MOST_WEEKS
from desktop_app.exchange.messages.declared import Bound, Bounds
from desktop_app.exchange.messages.shapes import Matching, Text, Whole

_CODE: Final = Bound(shape=Text(most=CODE))
_NOTE: Final = Bound(shape=Text(most=NOTE, note=True))
_MESSAGE: Final = Bound(shape=Matching(pattern=UUID))
_MOST_REMINDERS: Final = 999


def _span(asked: PeriodRequest | InfoItem | ClarificationItem) -> str:
    """Name the end of a span that comes before its start."""
    return "span_to" if asked.span_from and asked.span_to and asked.span_to < asked.span_from else ""


def _info_answer(answer: InfoAnswer) -> str:
    """Name what an answer lacks: a value its words, what follows its day."""
    if answer.outcome is ItemOutcome.VALUE and not answer.value:
        return "value"
    return "follows_on" if answer.outcome is ItemOutcome.WILL_FOLLOW and answer.follows_on is None else ""


def _reminder_answer(answer: ReminderAnswer) -> str:
    """Name what an answer lacks: a promise its day, a refusal its reason, what was sent its message."""
    match answer.outcome:
        case ReminderOutcome.WILL_COME:
            return "on" if answer.on is None else ""
        case ReminderOutcome.NOT_AVAILABLE:
            return "reason" if answer.reason is None else ""
        case ReminderOutcome.ALREADY_SENT:
            return "" if answer.sent_message else "sent_message"


BOUNDS: Final[Mapping[type, Bounds]] = {
    PeriodRequest: Bounds(
        fields={
            "known": Bound(most=ROWS, says="To be confirmed or denied row by row."),
            "claimed_weeks": Bound(shape=Whole(high=MOST_WEEKS)),
            "urgency": _NOTE,
            "remarks": _NOTE,
        },
        check=_span,
    ),
    InfoRequest: Bounds(fields={"items": Bound(most=ITEMS, unique="item_id"), "text": _NOTE}),
    InfoItem: Bounds(fields={"item_id": _CODE, "why": _NOTE, "text": _NOTE}, check=_span),
    InfoReply: Bounds(
        fields={"about_message": _MESSAGE, "answers": Bound(most=ITEMS, unique="item_id"), "text": _NOTE}
    ),
    InfoAnswer: Bounds(fields={"item_id": _CODE, "value": _NOTE}, check=_info_answer),
    Reminder: Bounds(
        fields={
            "items": Bound(most=ITEMS, unique="obligation_id"),
            "missing": Bound(shape=Whole(low=1, high=LAST_SEQUENCE), most=MISSING),
            "text": _NOTE,
        }
    ),
    ReminderItem: Bounds(
        fields={
            "obligation_id": _CODE,
            "what": Bound(shape=Text(most=CODE), says="The type of message that answers."),
            "asked_message": Bound(shape=Matching(pattern=UUID, empty=True), says="Empty where it was asked on paper."),
            "count": Bound(shape=Whole(low=1, high=_MOST_REMINDERS)),
        }
    ),
    ReminderReply: Bounds(fields={"about_message": _MESSAGE, "answers": Bound(most=ITEMS, unique="obligation_id")}),
    ReminderAnswer: Bounds(
        fields={"obligation_id": _CODE, "sent_message": _MESSAGE, "text": _NOTE}, check=_reminder_answer
    ),
    Clarification: Bounds(fields={"about_message": _MESSAGE, "items": Bound(most=ITEMS, unique="item_id")}),
    ClarificationItem: Bounds(
        fields={
            "item_id": _CODE,
            "row_id": _CODE,
            "field": _CODE,
            "other_state": Bound(shape=Matching(pattern=STATE)),
            "text": _NOTE,
        },
        check=_span,
    ),
    ClarificationReply: Bounds(fields={"about_message": _MESSAGE, "answers": Bound(most=ITEMS, unique="item_id")}),
    ClarificationAnswer: Bounds(fields={"item_id": _CODE, "text": _NOTE}),
}
