"""The names of messages, and of the codes that answer them: receipts and returns."""

from collections.abc import Mapping
from typing import Final

from desktop_app.domain.messages import MessageType, ReceiptLevel, ReturnReason

MESSAGE_TYPES: Final[Mapping[MessageType, str]] = {
    MessageType.CLAIM_NOTICE: "Notification of claim received",
    MessageType.PERIOD_REQUEST: "Request for certificate of insurance periods",
    MessageType.PERIOD_CERTIFICATE: "Certificate of insurance periods",
    MessageType.DEPENDENCY_CERTIFICATE: "Certificate of dependency",
    MessageType.DECISION: "Decision on benefit",
    MessageType.DECISION_SUMMARY: "Summary of decisions",
    MessageType.INFO_REQUEST: "Request for information",
    MessageType.INFO_REPLY: "Reply to a request for information",
    MessageType.REMINDER: "Reminder",
    MessageType.REMINDER_REPLY: "Reply to a reminder",
    MessageType.RECEIPT: "Receipt",
    MessageType.RETURN: "Return",
    MessageType.CLARIFICATION: "Request for an explanation",
    MessageType.CLARIFICATION_REPLY: "Explanation",
    MessageType.CORRECTION: "Correction",
    MessageType.FORWARD: "Message passed on",
    MessageType.PARTICIPANTS: "States and offices of a case",
    MessageType.CHANGE_NOTICE: "Change of circumstances",
    MessageType.CLOSE: "Closure of a case",
    MessageType.REOPEN: "Reopening of a case",
    MessageType.RULE_PACK: "Rule update",
    MessageType.DIRECTORY: "List of offices",
    MessageType.KEY_NOTICE: "Notice of a key",
    MessageType.DEPARTURE_CERTIFICATE: "Certificate on departure",
}

RECEIPT_LEVELS: Final[Mapping[ReceiptLevel, str]] = {
    ReceiptLevel.OPENED: "Opened",
    ReceiptLevel.REGISTERED: "Registered",
    ReceiptLevel.ACCEPTED: "Accepted",
    ReceiptLevel.ACCEPTED_WITH_REMARKS: "Accepted with remarks",
    ReceiptLevel.VERSION: "Waits for an update of the program",
}

RETURN_REASONS: Final[Mapping[ReturnReason, str]] = {
    ReturnReason.PERSON_NOT_KNOWN: "The person is not known here",
    ReturnReason.PERSON_NOT_CLEAR: "The person cannot be told from another",
    ReturnReason.NOT_COMPETENT: "This office is not competent",
    ReturnReason.UNREADABLE_PART: "A part cannot be read",
    ReturnReason.MANDATORY_FIELD_EMPTY: "A field that must be filled is empty",
    ReturnReason.LEGAL_BAR: "The law does not allow it",
    ReturnReason.DUPLICATE_CLAIM: "The same claim exists already",
    ReturnReason.FIGURES_DISAGREE: "The figures disagree",
    ReturnReason.SIGNATURE: "The signature or its key does not hold",
    ReturnReason.VERSION: "The version cannot be read here",
    ReturnReason.WRONG_RECIPIENT: "It is meant for another office",
}
