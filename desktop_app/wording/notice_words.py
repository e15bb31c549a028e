"""The words of decisions, of certified dependants, and of what happens to a case, a message or a key."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from desktop_app.domain.award_notices import DecisionGround, DecisionResult, Frequency, RefusalReason, ReviewFrom
from desktop_app.domain.case_notices import (
    ChangeKind,
    CloseReason,
    CorrectionKind,
    CorrectionReason,
    ForwardReason,
    Joining,
    ReopenReason,
    ReopenStep,
)
from desktop_app.domain.certificates import RemarkCode
from desktop_app.domain.dependants import InjuryCause, Relationship
from desktop_app.domain.dependency import DependencyDegree, UnionKind
from desktop_app.domain.directory_notices import DirectoryChannel, KeyNoticeKind, KeyState
from desktop_app.domain.messages import Instrument
from desktop_app.domain.periods import InsuredClass

CODES: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = {
    DecisionResult: {
        DecisionResult.GRANTED: "Granted",
        DecisionResult.REFUSED: "Refused",
        DecisionResult.RECALCULATED: "Calculated again",
        DecisionResult.PROVISIONAL: "Granted for the time being",
        DecisionResult.SUSPENDED: "Suspended",
        DecisionResult.ENDED: "Ended",
    },
    DecisionGround: {
        DecisionGround.LOCAL: "By the State's own law alone",
        DecisionGround.TOTALISED: "With the weeks of all States",
        DecisionGround.COMPARED: "Both ways compared",
    },
    RefusalReason: {
        RefusalReason.TOO_FEW_WEEKS: "Too few weeks, even with those of all States",
        RefusalReason.OWN_MINIMUM_NOT_MET: "Too few weeks in this State",
        RefusalReason.AGE_NOT_REACHED: "The age is not reached",
        RefusalReason.INCAPACITY_NOT_ACCEPTED: "The incapacity is not accepted",
        RefusalReason.NOT_IN_FAMILY_CIRCLE: "Not one of those the law names as survivors",
        RefusalReason.LATE_FILING: "Claimed too late",
        RefusalReason.DOCUMENTS_NOT_GIVEN: "Documents were not given",
        RefusalReason.OTHER_BENEFIT_BARS: "Another benefit bars it",
        RefusalReason.WITHDRAWN: "The claim was withdrawn",
        RefusalReason.NO_PERIODS_HERE: "No insurance periods in this State",
        RefusalReason.OTHER: "Another reason",
    },
    Frequency: {
        Frequency.WEEKLY: "a week",
        Frequency.FORTNIGHTLY: "a fortnight",
        Frequency.FOUR_WEEKLY: "every four weeks",
        Frequency.MONTHLY: "a month",
        Frequency.YEARLY: "a year",
        Frequency.ONCE: "once",
    },
    ReviewFrom: {
        ReviewFrom.DATE_OF_DECISION: "from the day of the decision",
        ReviewFrom.RECEIPT: "from the day it was received",
        ReviewFrom.NOT_KNOWN: "from a day that is not stated",
    },
    CorrectionKind: {
        CorrectionKind.UPDATE: "A new version takes its place",
        CorrectionKind.INVALIDATE: "It is void",
    },
    CorrectionReason: {
        CorrectionReason.NEW_FACTS: "New facts",
        CorrectionReason.SENT_BY_MISTAKE: "Sent by mistake",
        CorrectionReason.WRONG_PERSON: "Wrong person",
        CorrectionReason.WRONG_RECIPIENT: "Wrong office",
        CorrectionReason.WRONG_CONTENT: "Wrong content",
        CorrectionReason.CHANGED_ON_REVIEW: "Changed on review",
        CorrectionReason.PERSON_DEAD: "The person has died",
        CorrectionReason.WRONG_RULE: "Made under a wrong rule",
    },
    ForwardReason: {
        ForwardReason.NOT_COMPETENT: "This office is not competent",
        ForwardReason.NO_LONGER_COMPETENT: "This office is no longer competent",
        ForwardReason.PERSON_MOVED: "The person has moved",
    },
    Joining: {
        Joining.JOINS: "Joins the case",
        Joining.LEAVES: "Leaves the case",
    },
    ChangeKind: {
        ChangeKind.DEATH: "Death",
        ChangeKind.ADDRESS: "New address",
        ChangeKind.NAME: "New name",
        ChangeKind.MARITAL_STATUS: "Marital status",
        ChangeKind.END_OF_STUDIES: "End of studies",
        ChangeKind.RETURN_TO_WORK: "Return to work",
        ChangeKind.RECOVERY: "Recovery from incapacity",
        ChangeKind.RATE_CHANGED: "The rate has changed",
        ChangeKind.CLAIM_WITHDRAWN: "Claim withdrawn",
        ChangeKind.REPRESENTATIVE: "Representative",
        ChangeKind.PAYMENT_STOPPED: "Payment stopped",
    },
    CloseReason: {
        CloseReason.ALL_DECIDED: "All States have decided",
        CloseReason.WITHDRAWN: "The claim was withdrawn",
        CloseReason.OPENED_BY_MISTAKE: "Opened by mistake",
        CloseReason.NO_REACTION: "No reaction after the last reminder",
        CloseReason.PERSON_DEAD: "The person has died without survivors",
        CloseReason.MERGED: "Merged into another case",
        CloseReason.OTHER: "Another reason",
    },
    ReopenStep: {
        ReopenStep.ASKED: "Reopening is asked for",
        ReopenStep.AGREED: "The case is open again",
        ReopenStep.REFUSED: "The case stays closed",
    },
    ReopenReason: {
        ReopenReason.NEW_FACTS: "New facts",
        ReopenReason.WRONG_FACTS: "Wrong facts",
        ReopenReason.CLOSED_BY_MISTAKE: "Closed by mistake",
        ReopenReason.REVIEW: "Review",
    },
    RemarkCode: {
        RemarkCode.EARLIER_RECORDS_NOT_KEPT: "Earlier records were not kept",
        RemarkCode.EMPLOYER_NOT_TRACED: "An employer could not be traced",
        RemarkCode.IN_ARREARS: "Contributions are in arrears and may still be paid",
        RemarkCode.NAME_DIFFERS: "The record is under another name",
        RemarkCode.NUMBER_CHANGED: "The number changed; both are in the record",
        RemarkCode.UNDER_REVIEW: "The record is under review",
        RemarkCode.BENEFIT_IN_PAYMENT: "A benefit of ours is in payment",
    },
    Relationship: {
        Relationship.WIDOW: "Widow",
        Relationship.WIDOWER: "Widower",
        Relationship.PARTNER: "Partner, not married",
        Relationship.CHILD: "Child",
        Relationship.ORPHAN: "Orphan, no parent left",
        Relationship.PARENT: "Parent",
        Relationship.OTHER: "Another dependant",
    },
    InjuryCause: {
        InjuryCause.ACCIDENT: "Accident at work",
        InjuryCause.DISEASE: "Disease of the occupation",
    },
    DependencyDegree: {
        DependencyDegree.WHOLLY: "Wholly dependent",
        DependencyDegree.MAINLY: "Mainly dependent",
        DependencyDegree.PARTLY: "Partly dependent",
        DependencyDegree.NOT: "Not dependent",
        DependencyDegree.NOT_KNOWN: "Dependency not known",
    },
    UnionKind: {
        UnionKind.MARRIAGE: "Marriage",
        UnionKind.COMMON_LAW: "Lived together as spouses",
        UnionKind.OTHER: "Another union",
    },
    InsuredClass: {
        InsuredClass.EMPLOYED: "Employed",
        InsuredClass.SELF_EMPLOYED: "Self-employed",
        InsuredClass.VOLUNTARY: "Voluntarily insured",
        InsuredClass.PUBLIC_SERVICE: "Public service",
        InsuredClass.SEAFARER: "Seafarer",
        InsuredClass.OTHER: "Insured otherwise",
    },
    DirectoryChannel: {
        DirectoryChannel.MAIL: "Mail",
        DirectoryChannel.STICK: "Memory stick",
        DirectoryChannel.TEXT: "Text in a mail",
        DirectoryChannel.PAPER: "Paper only",
    },
    KeyState: {
        KeyState.ACTIVE: "In use",
        KeyState.RETIRED: "No longer used",
        KeyState.REVOKED: "Revoked",
    },
    KeyNoticeKind: {
        KeyNoticeKind.NEW: "A new key follows the old one",
        KeyNoticeKind.RETIRED: "The key is no longer used",
        KeyNoticeKind.REVOKED: "The key may be in wrong hands",
    },
    Instrument: {
        Instrument.CASS: "CARICOM Agreement on Social Security",
        Instrument.OECS: "OECS agreement on social security",
        Instrument.OTHER: "Another agreement",
    },
}
"""What each code means, in words."""
