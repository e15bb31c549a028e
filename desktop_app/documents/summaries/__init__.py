"""A message as a few lines of plain text, made from its body: the text travels with the message, so it is short."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from desktop_app.documents.summaries import awards, cases, claims, inquiries
from desktop_app.domain.award_notices import Decision, DecisionSummary
from desktop_app.domain.case_notices import (
    ChangeNotice,
    CloseNotice,
    Correction,
    Forward,
    Participants,
    ReopenNotice,
)
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.directory_notices import DirectoryNotice, KeyNotice, RulePackNotice
from desktop_app.domain.inquiries import (
    Clarification,
    ClarificationReply,
    InfoReply,
    InfoRequest,
    PeriodRequest,
    Reminder,
    ReminderReply,
)
from desktop_app.domain.messages import Body, ClaimNotice, Receipt, ReturnNotice

_WITH_STATES: Final[Mapping[type[Body], Callable[[Any, Mapping[str, str]], str]]] = {
    ClaimNotice: claims.claim_notice_summary,
    PeriodCertificate: claims.certificate_summary,
    DependencyCertificate: claims.dependency_summary,
    DepartureCertificate: claims.departure_summary,
    Decision: awards.decision_summary,
    DecisionSummary: awards.all_decisions_summary,
    Participants: cases.participants_summary,
    ChangeNotice: cases.change_summary,
    RulePackNotice: cases.rule_pack_summary,
}
_ALONE: Final[Mapping[type[Body], Callable[[Any], str]]] = {
    PeriodRequest: inquiries.period_request_summary,
    InfoRequest: inquiries.info_request_summary,
    InfoReply: inquiries.info_reply_summary,
    Reminder: inquiries.reminder_summary,
    ReminderReply: inquiries.reminder_reply_summary,
    Receipt: inquiries.receipt_summary,
    ReturnNotice: inquiries.return_summary,
    Clarification: inquiries.clarification_summary,
    ClarificationReply: inquiries.clarification_reply_summary,
    Correction: cases.correction_summary,
    Forward: cases.forward_summary,
    CloseNotice: cases.close_summary,
    ReopenNotice: cases.reopen_summary,
    DirectoryNotice: cases.directory_summary,
    KeyNotice: cases.key_notice_summary,
}


def summary_of(body: Body, parties: Mapping[str, str]) -> str:
    """Say what a message says, in plain text; `parties` gives a State's name for its code.

    Long lists are counted rather than cut: an ordinary certificate stays below one kilobyte.
    """
    kind = type(body)
    return _WITH_STATES[kind](body, parties) if kind in _WITH_STATES else _ALONE[kind](body)
