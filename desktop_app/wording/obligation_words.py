"""The words of what offices owe each other: kinds of answers, how they stand, what happened, what to do next."""

from collections.abc import Callable
from typing import Final, assert_never

from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import (
    CancelReason,
    DueFrom,
    LapseReason,
    ObligationKind,
    ObligationState,
    ObligationStep,
)
from desktop_app.wording.catalogue import text
from desktop_app.wording.terms import message_type_words

_NOTHING: Final = "Nothing was changed."

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "deadline_out_of_range": (
        "{days} days cannot be settled as a deadline.",
        _NOTHING,
        "Enter 1 to {most} days.",
    ),
    "nothing_to_remind": (
        "There is nothing to remind this office of: the answers came, or the next reminder is not due.",
        "No reminder was made.",
        "Look under Exchange at what is owed, and when the next reminder is due.",
    ),
    "obligation_settled": (
        "This is no longer owed: it was answered, refused, cancelled, or has lapsed.",
        "What was settled then still holds.",
        "Look at its history to see what happened.",
    ),
    "obligation_unknown": (
        "This obligation is not in the store.",
        _NOTHING,
        "Open the list again and choose it there.",
    ),
    "paper_not_for_this": (
        "What came on this paper is not what is owed here, or nothing is owed here any longer.",
        _NOTHING,
        "Open the obligation of the office that sent the paper, and type it in there.",
    ),
    "reminder_not_left": (
        "No reminder about this has left yet, so that nobody can have replied to one.",
        _NOTHING,
        "Write down what was said under Promised or Refused.",
    ),
    "promise_day_missing": (
        "It is not said on which day the answer will come.",
        _NOTHING,
        "Enter the day for every line that says “will come”.",
    ),
    "promise_in_past": (
        "{date} is already past and cannot be promised.",
        _NOTHING,
        "Enter today or a later day.",
    ),
    "unavailable_without_reason": (
        "It is not said why the answer is not available.",
        _NOTHING,
        "Choose a reason for every line that says “not available”.",
    ),
    "reminder_unknown": (
        "This reminder is not among those received.",
        _NOTHING,
        "Open Exchange again and choose it from the list.",
    ),
    "reply_incomplete": (
        "The reply does not say something to every line of the reminder: {count} without an answer.",
        _NOTHING,
        "Answer every line: will come, not available, or already sent.",
    ),
    "sent_message_missing": (
        "It is not said by which message the answer was sent.",
        _NOTHING,
        "Choose the message for every line that says “already sent”.",
    ),
}
"""What may be refused: what happened, what was kept, what to do."""

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "check_paper_same": (
        "This is the certificate that came on paper: {number}, version {version}, and it says the same.",
        "Accepting puts the file in its place; nothing counts twice.",
    ),
    "check_answer_on_paper": (
        "This is the answer that came on paper, and it says the same.",
        "Accepting puts the file in its place; nothing counts twice.",
    ),
    "answer_differs_from_paper": (
        "This is the answer that came on paper; places that differ: {count}.",
        "Look at the scan. Accepting puts the file in the place of what was typed; both stay readable.",
    ),
    "paper_answer_here": (
        "This paper was typed in already and is with the claim.",
        "Look at what is there; a corrected certificate or decision has a higher version.",
    ),
    "paper_certificate_here": (
        "Certificate {number}, version {version}, is here already.",
        "Nothing is missing; look at it under Insurance periods.",
    ),
    "paper_differs": (
        "This is the certificate that came on paper, {number}, version {version}; places that differ: {count}.",
        "Look at the scan. Accepting puts the file in the place of what was typed; both stay readable.",
    ),
    "paper_scan_missing": ("No scan of the paper is with the claim.", "Scan the sheet and attach it."),
    "whole_number_unreadable": ("“{text}” is no whole number.", "Write it in figures: 1."),
    "check_reminder_lines": ("We owe what this reminder names: {count} in all.", ""),
    "check_reminder_reply": ("The reply is about what we reminded of: {count} in all.", ""),
    "promised_before": (
        "This was promised before; the due day stays {date}.",
        "Tell your supervisor that the office promises a second time.",
    ),
    "reminder_bundles_missing": (
        "Our bundles numbered {numbers} never came there.",
        "Find them under Exchange, Sent, and hand them over again.",
    ),
    "reminder_lines_answered": (
        "Some of this is settled here already: {count}.",
        "Reply that it was sent, and by which message; the answer may be on its way.",
    ),
    "reminder_lines_unknown": (
        "Nothing here answers to some of its lines: {count}.",
        "Call the office; the question may never have come.",
    ),
    "reminder_reply_unknown": (
        "Some lines are about nothing this office owes us: {count}.",
        "Call the office and ask what is meant.",
    ),
    "reminder_to_head": (
        "This is the third reminder, addressed to the head of the office.",
        "Show it to the head of the office.",
    ),
    "said_sent_not_here": (
        "The message that was sent, as they say, has not come.",
        "Ask the office to hand the bundle over again.",
    ),
}
"""What is doubtful in a reminder or the reply to one, and how to mend it."""


def obligation_kind_words(kind: ObligationKind) -> str:  # noqa: PLR0911 - a closed set, one line a member
    """Name what is owed."""
    match kind:
        case ObligationKind.PERIOD_CERTIFICATE:
            return text("Certificate of insurance periods")
        case ObligationKind.DEPENDENCY_CERTIFICATE:
            return text("Certificate of dependency")
        case ObligationKind.DECISION:
            return text("Decision")
        case ObligationKind.DECISION_SUMMARY:
            return text("Summary of decisions")
        case ObligationKind.INFO_REPLY:
            return text("Information")
        case ObligationKind.CLARIFICATION_REPLY:
            return text("Explanation")
        case ObligationKind.REMINDER_REPLY:
            return text("Reply to a reminder")
        case ObligationKind.REOPEN_REPLY:
            return text("Reply on reopening the case")
        case ObligationKind.RECEIPT:
            return text("Word that it was destroyed")
        case _:
            assert_never(kind)


def obligation_state_words(state: ObligationState) -> str:  # noqa: PLR0911 - a closed set, one line a member
    """Name how an obligation stands."""
    match state:
        case ObligationState.OPEN:
            return text("Open")
        case ObligationState.REMINDED:
            return text("Reminded")
        case ObligationState.PROMISED:
            return text("Promised")
        case ObligationState.MET_IN_PART:
            return text("Answered in part")
        case ObligationState.MET:
            return text("Answered")
        case ObligationState.REFUSED:
            return text("Refused")
        case ObligationState.CANCELLED:
            return text("Cancelled")
        case ObligationState.LAPSED:
            return text("Lapsed")
        case _:
            assert_never(state)


_STEPS: Final[dict[ObligationStep, str]] = {
    ObligationStep.ASKED: "Asked",
    ObligationStep.HANDED_OVER: "Question handed over",
    ObligationStep.RECEIVED: "Question received there",
    ObligationStep.REMINDED: "Reminded",
    ObligationStep.REMINDER_WITHDRAWN: "Reminder taken back before it left",
    ObligationStep.PROMISED: "Promised",
    ObligationStep.PROMISED_AGAIN: "Promised again; the due day stays",
    ObligationStep.DELAYED: "Not available yet",
    ObligationStep.SAID_SENT: "Said to have been sent already",
    ObligationStep.MET_IN_PART: "Answered in part",
    ObligationStep.MET: "Answered",
    ObligationStep.REFUSED: "Refused",
    ObligationStep.CANCELLED: "Cancelled",
    ObligationStep.LAPSED: "Lapsed",
    ObligationStep.INVALIDATED: "Answer taken back by its sender",
    ObligationStep.DUE_MOVED: "Due day agreed otherwise",
    ObligationStep.HANDED_ON: "Taken over by another office",
}


def obligation_step_words(step: ObligationStep) -> str:
    """Name one thing that happened to an obligation."""
    return text(_STEPS[step])


def _owed_words(value: str) -> str:
    return obligation_kind_words(ObligationKind(value)) if value in set(ObligationKind) else value


def _message_words(value: str) -> str:
    return message_type_words(MessageType(value)) if value in set(MessageType) else value


FACTS: Final[dict[str, Callable[[str], str]]] = {"owed": _owed_words, "message_type": _message_words}
"""How a code among the facts of what waits is said, by the fact's name."""


def due_from_words(due_from: DueFrom) -> str:
    """Say what a due day counts from."""
    match due_from:
        case DueFrom.STATED:
            return text("as agreed")
        case DueFrom.ASKED:
            return text("from the day of asking, with 7 days for the road")
        case DueFrom.HANDED_OVER:
            return text("from the day it was handed over, with 7 days for the road")
        case DueFrom.RECEIVED:
            return text("from the day the other office had it")
        case DueFrom.PROMISE:
            return text("as promised")
        case _:
            assert_never(due_from)


def cancel_reason_words(reason: CancelReason) -> str:
    """Say why an answer is no longer wanted."""
    match reason:
        case CancelReason.NO_LONGER_NEEDED:
            return text("No longer needed")
        case CancelReason.ASKED_BY_MISTAKE:
            return text("Asked by mistake")
        case CancelReason.CLAIM_WITHDRAWN:
            return text("Claim withdrawn")
        case CancelReason.OFFICE_LEFT:
            return text("The office left the case")
        case CancelReason.MESSAGE_RETURNED:
            return text("Our message came back")
        case CancelReason.CASE_CLOSED:
            return text("Case closed")
        case _:
            assert_never(reason)


def lapse_reason_words(reason: LapseReason) -> str:
    """Say why nobody waits for an answer any longer."""
    match reason:
        case LapseReason.NO_REACTION:
            return text("No reaction after the last reminder")
        case LapseReason.CASE_CLOSED:
            return text("Case closed")
        case LapseReason.PERSON_DEAD:
            return text("Person dead")
        case _:
            assert_never(reason)
