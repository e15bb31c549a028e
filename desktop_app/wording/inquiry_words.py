"""The words of questions between offices and their answers: why, what, and how each ends."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from desktop_app.domain.inquiries import (
    ClarificationOutcome,
    ClarificationReason,
    InfoItemCode,
    ItemOutcome,
    NotAvailable,
    PeriodPurpose,
    ReminderOutcome,
)

CODES: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = {
    PeriodPurpose: {
        PeriodPurpose.CLAIM: "For a claim",
        PeriodPurpose.FORECAST: "For a forecast of the pension",
        PeriodPurpose.OVERLAP: "To check weeks that overlap",
        PeriodPurpose.VERIFICATION: "To verify what is known",
        PeriodPurpose.VOLUNTARY_INSURANCE: "For voluntary insurance",
    },
    InfoItemCode: {
        InfoItemCode.ADDRESS: "Address",
        InfoItemCode.LIFE_CERTIFICATE: "Life certificate",
        InfoItemCode.MARITAL_STATUS: "Marital status",
        InfoItemCode.SCHOOL_ATTENDANCE: "School attendance",
        InfoItemCode.MEDICAL_REPORT: "Medical report",
        InfoItemCode.DEGREE_OF_DISABLEMENT: "Degree of disablement",
        InfoItemCode.ACCIDENT_REPORT: "Accident report",
        InfoItemCode.EMPLOYMENT_PROOF: "Proof of employment",
        InfoItemCode.EMPLOYER_WHEREABOUTS: "Whereabouts of an employer",
        InfoItemCode.LAST_CONTRIBUTION_WEEK: "Last contribution week",
        InfoItemCode.OTHER_BENEFIT: "Other benefit in payment",
        InfoItemCode.BANK_DETAILS: "Bank details",
        InfoItemCode.DEATH: "Death",
        InfoItemCode.IDENTITY_CHECK: "Check of identity",
        InfoItemCode.EXPECTED_DATE: "When the answer can be expected",
        InfoItemCode.DEPENDENCY: "Who depended on the insured person",
        InfoItemCode.OTHER: "Something else",
    },
    ItemOutcome: {
        ItemOutcome.VALUE: "Answered",
        ItemOutcome.ATTACHED: "The document is attached",
        ItemOutcome.NOT_AVAILABLE: "Not available",
        ItemOutcome.WILL_FOLLOW: "Will follow",
    },
    ReminderOutcome: {
        ReminderOutcome.WILL_COME: "It will come",
        ReminderOutcome.NOT_AVAILABLE: "It is not available",
        ReminderOutcome.ALREADY_SENT: "It was sent already",
    },
    NotAvailable: {
        NotAvailable.RECORD_NOT_POSTED: "The record is not posted yet",
        NotAvailable.WAITING_FOR_EMPLOYER: "The employer has not answered",
        NotAvailable.WAITING_FOR_OTHER_STATE: "Another State has not answered",
        NotAvailable.PAPER_SEARCH: "Old paper records are being searched",
        NotAvailable.STAFF: "There are too few staff",
        NotAvailable.NOT_OURS: "It is not for this office",
        NotAvailable.LEGAL_BAR: "The law does not allow it",
    },
    ClarificationReason: {
        ClarificationReason.ENTITLEMENT: "It decides whether there is a right",
        ClarificationReason.AMOUNT: "It decides the amount",
        ClarificationReason.OVERLAP: "It overlaps with another State's row",
        ClarificationReason.DIFFERS_FROM_CLAIMANT: "The claimant says otherwise",
        ClarificationReason.SUM_AND_DATES_DISAGREE: "The sum and the dates disagree",
        ClarificationReason.PROOF_WANTED: "Proof is wanted",
        ClarificationReason.OTHER: "Another reason",
    },
    ClarificationOutcome: {
        ClarificationOutcome.CONFIRMED: "Confirmed as it stands",
        ClarificationOutcome.CORRECTED: "Corrected",
        ClarificationOutcome.EXPLAINED: "Explained",
    },
}
"""What each code means, in words."""
