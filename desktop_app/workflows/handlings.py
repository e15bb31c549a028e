"""What is done with each type of message that arrives: its checks, what accepting changes, and the act that applies it.

A type without an entry is shown by its summary and waits: nothing of it is ever applied.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop_app.domain.claims import Claim
from desktop_app.domain.messages import MessageType, ReceiptLevel, RowRemark
from desktop_app.workflows.arrival import Arrival, Change, CheckLine
from desktop_app.workflows.take_case_notice import (
    change_notice_changes,
    change_notice_checks,
    close_changes,
    close_checks,
    participants_changes,
    participants_checks,
    reopen_changes,
    reopen_checks,
    take_change_notice,
    take_close,
    take_participants,
    take_reopen,
)
from desktop_app.workflows.take_certificate import certificate_changes, certificate_checks, take_certificate
from desktop_app.workflows.take_claim_notice import notice_changes, notice_checks, take_notice
from desktop_app.workflows.take_correction import correction_changes, correction_checks, take_correction
from desktop_app.workflows.take_decision import (
    decision_changes,
    decision_checks,
    summary_changes,
    summary_checks,
    take_decision,
    take_summary,
)
from desktop_app.workflows.take_departure import departure_changes, departure_checks, take_departure
from desktop_app.workflows.take_dependency import dependency_changes, dependency_checks, take_dependency
from desktop_app.workflows.take_directory import directory_changes, directory_checks, take_directory
from desktop_app.workflows.take_forward import forward_changes, forward_checks, take_forward
from desktop_app.workflows.take_key_notice import key_notice_changes, key_notice_checks, take_key_notice
from desktop_app.workflows.take_period_request import period_request_changes, period_request_checks, take_period_request
from desktop_app.workflows.take_question import (
    answers_checks,
    clarification_changes,
    clarification_checks,
    clarification_reply_changes,
    info_reply_changes,
    info_request_changes,
    info_request_checks,
    take_answers,
    take_clarification,
    take_info_request,
)
from desktop_app.workflows.take_receipt import receipt_changes, take_receipt
from desktop_app.workflows.take_reminder import (
    reminder_changes,
    reminder_checks,
    reminder_reply_changes,
    reminder_reply_checks,
    take_reminder,
    take_reminder_reply,
)
from desktop_app.workflows.take_return import answer_checks, return_changes, take_return
from desktop_app.workflows.take_rule_pack import rule_pack_changes, rule_pack_checks, take_rule_pack
from desktop_app.workflows.taking import Choice, Left


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """How one type of message is handled.

    `apply` runs inside the act of accepting and returns the case it went to, None for none; it returns `Left` where the
    message cannot be applied yet and stays to be decided. `answer` is the level of the receipt that goes back, None for
    a type that is only taken note of: it cannot be returned either.
    """

    checks: Callable[[Arrival], Iterable[CheckLine]]
    changes: Callable[[Arrival], Iterable[Change]]
    apply: Callable[[Arrival, Choice], Claim | Left | None]
    answer: ReceiptLevel | None = ReceiptLevel.ACCEPTED


HANDLINGS: Final[Mapping[MessageType, Handling]] = MappingProxyType(
    {
        MessageType.KEY_NOTICE: Handling(checks=key_notice_checks, changes=key_notice_changes, apply=take_key_notice),
        MessageType.DIRECTORY: Handling(checks=directory_checks, changes=directory_changes, apply=take_directory),
        MessageType.RULE_PACK: Handling(checks=rule_pack_checks, changes=rule_pack_changes, apply=take_rule_pack),
        MessageType.CLAIM_NOTICE: Handling(
            checks=notice_checks, changes=notice_changes, apply=take_notice, answer=ReceiptLevel.REGISTERED
        ),
        MessageType.PERIOD_REQUEST: Handling(
            checks=period_request_checks,
            changes=period_request_changes,
            apply=take_period_request,
            answer=ReceiptLevel.REGISTERED,
        ),
        MessageType.PERIOD_CERTIFICATE: Handling(
            checks=certificate_checks, changes=certificate_changes, apply=take_certificate
        ),
        MessageType.DEPARTURE_CERTIFICATE: Handling(
            checks=departure_checks, changes=departure_changes, apply=take_departure
        ),
        MessageType.DEPENDENCY_CERTIFICATE: Handling(
            checks=dependency_checks, changes=dependency_changes, apply=take_dependency
        ),
        MessageType.CHANGE_NOTICE: Handling(
            checks=change_notice_checks, changes=change_notice_changes, apply=take_change_notice
        ),
        MessageType.PARTICIPANTS: Handling(
            checks=participants_checks, changes=participants_changes, apply=take_participants
        ),
        MessageType.FORWARD: Handling(checks=forward_checks, changes=forward_changes, apply=take_forward),
        MessageType.DECISION: Handling(checks=decision_checks, changes=decision_changes, apply=take_decision),
        MessageType.DECISION_SUMMARY: Handling(checks=summary_checks, changes=summary_changes, apply=take_summary),
        MessageType.CORRECTION: Handling(checks=correction_checks, changes=correction_changes, apply=take_correction),
        MessageType.REOPEN: Handling(checks=reopen_checks, changes=reopen_changes, apply=take_reopen),
        MessageType.CLOSE: Handling(checks=close_checks, changes=close_changes, apply=take_close),
        MessageType.INFO_REQUEST: Handling(
            checks=info_request_checks, changes=info_request_changes, apply=take_info_request
        ),
        MessageType.INFO_REPLY: Handling(checks=answers_checks, changes=info_reply_changes, apply=take_answers),
        MessageType.CLARIFICATION: Handling(
            checks=clarification_checks, changes=clarification_changes, apply=take_clarification
        ),
        MessageType.CLARIFICATION_REPLY: Handling(
            checks=answers_checks, changes=clarification_reply_changes, apply=take_answers
        ),
        MessageType.REMINDER: Handling(checks=reminder_checks, changes=reminder_changes, apply=take_reminder),
        MessageType.REMINDER_REPLY: Handling(
            checks=reminder_reply_checks, changes=reminder_reply_changes, apply=take_reminder_reply
        ),
        MessageType.RETURN: Handling(checks=answer_checks, changes=return_changes, apply=take_return, answer=None),
        MessageType.RECEIPT: Handling(checks=answer_checks, changes=receipt_changes, apply=take_receipt, answer=None),
    }
)
"""In the order in which messages of one bundle are applied: what opens a case first, what only acknowledges last."""

_RANK: Final = {kind: rank for rank, kind in enumerate(HANDLINGS)}


def rank_of(kind: MessageType) -> int:
    """Return the place of a type in the order of applying; a type that waits comes after all others."""
    return _RANK.get(kind, len(_RANK))


def answerable(kind: MessageType) -> bool:
    """Tell whether a message of a type is accepted or returned with an answer."""
    handling = HANDLINGS.get(kind)
    return handling is not None and handling.answer is not None


def answer_level(kind: MessageType, remarks: tuple[RowRemark, ...]) -> ReceiptLevel | None:
    """Return how an accepted message is acknowledged; None where it is not."""
    handling = HANDLINGS.get(kind)
    level = handling.answer if handling else None
    return ReceiptLevel.ACCEPTED_WITH_REMARKS if level is ReceiptLevel.ACCEPTED and remarks else level
