"""The steps of the guided claim of the training mode."""

from enum import StrEnum


class GuideStep(StrEnum):
    """The steps of the guided claim, in their order."""

    CLAIMANT = "claimant"
    HISTORY = "history"
    NOTIFY = "notify"
    DISPATCH = "dispatch"
    ANSWERS = "answers"
    ACCEPT = "accept"
    CERTIFY = "certify"
    APPROVE_RECORD = "approve_record"
    CALCULATE = "calculate"
    DECIDE = "decide"
    APPROVE_DECISION = "approve_decision"
    LETTER = "letter"
