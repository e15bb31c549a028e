"""What a claim and a certificate say in full, in words: what is wrong with it as typed, and what a preview shows."""

from typing import Final

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "currency_unreadable": ("“{text}” is no currency.", "Write its three letters, for example XCD."),
    "document_not_named": ("This document has no name.", "Say what it is, or take the line away."),
    "last_contribution_late": (
        "The last contribution lies after {cut_off}, to which the record is complete.",
        "Correct one of the two days.",
    ),
    "not_to_ask_whom": ("The reason stands without its State.", "Choose the State, or take the line away."),
    "not_to_ask_why": ("Why may this State not be asked?", "Write the reason; the other offices see it."),
    "other_state_own": ("{state} is this institution's own State.", "Name only other States."),
    "payment_where_missing": ("It is not said where the claimant wants to be paid.", "Write the place or the bank."),
}
"""What is wrong, and how to mend it, by code."""

REASONS: Final[dict[str, str]] = {
    "state_not_to_ask": "{state} may not be asked: {reason}.",
}
"""Why something is as it is, by code."""

CHANGES: Final[dict[str, str]] = {
    "change_also_claimed": "Also asked for",
    "change_claimant": "Who claims",
    "change_conversion": "How units became weeks in {detail}",
    "change_documents": "Documents held there",
    "change_injury": "Degree of disablement",
    "change_insured_now": "Insured now in {detail}",
    "change_last_contribution": "Last contribution in {detail}",
    "change_letters": "Language of letters",
    "change_not_to_ask": "Not to be asked: {detail}",
    "change_other_states": "Other States in the files of {detail}",
    "change_payment": "Wish of payment",
    "change_remark_code": "To be known of the record of {detail}",
    "change_representative": "Representative",
    "change_amount": "Paid by {detail}, a week",
    "change_not_calculated": "The amounts cannot be told any more: no periods would be left",
    "change_row": "Row {detail}",
    "change_row_gone": "Row {detail}, certified no more",
    "change_row_not_for": "Row of {detail} that does not count for this benefit",
    "change_row_not_raising": "Row of {detail} that does not raise the amount",
    "change_survivors": "Survivors",
}
"""What accepting would change, by code."""
