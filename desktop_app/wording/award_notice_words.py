"""The words of decisions: what stands against one, what is checked of another State's, what taking it in changes."""

from collections.abc import Callable
from typing import Final

from desktop_app.domain.award_notices import Frequency
from desktop_app.wording.code_words import words_of

_NOT_MADE: Final = "No decision was made."

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "no_decision": (
        "There is no decision of this office on this claim yet.",
        "Nothing was changed.",
        "Decide first: the letter follows from the approved decision.",
    ),
    "no_summary": (
        "No summary of all decisions was sent or received for this claim yet.",
        "Nothing was changed.",
        "Send the summary first; the page for the claimant follows from it.",
    ),
    "decision_calculation_old": (
        "Today's calculation would give another result than the kept one.",
        _NOT_MADE,
        "Keep the calculation anew, then decide.",
    ),
    "decision_has_errors": (
        "Something is missing or wrong in the decision: {count}.",
        _NOT_MADE,
        "Correct what is marked.",
    ),
    "decision_needs_second": (
        "A second person approves a decision, and other people work here.",
        _NOT_MADE,
        "Lay it before one of them.",
    ),
    "decision_no_line": (
        "The kept calculation has no line of this State.",
        _NOT_MADE,
        "Certify this institution's own periods, then calculate again.",
    ),
    "decision_one_person": (
        "Nobody else works here who could approve the decision.",
        _NOT_MADE,
        "Prepare and approve it yourself; it says so on the decision.",
    ),
    "decision_overtaken": (
        "A later calculation or another version of the decision has come since.",
        _NOT_MADE,
        "Refuse or withdraw it, and prepare the decision anew.",
    ),
    "nothing_decided": (
        "Nothing is decided in this case yet.",
        "No summary was made.",
        "Make this institution's decision, or wait for the first one of another State.",
    ),
    "summary_state_unexplained": (
        "States without a decision and without a reason: {states}.",
        "No summary was sent.",
        "Say for each of them why its decision is missing.",
    ),
}
"""What may be refused: what happened, what was kept, what to do."""

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "check_decision_figures": ("The amounts follow from the weeks and the share that it states.", ""),
    "check_summary_totals": ("The totals add up, each currency by itself.", ""),
    "decided_by_one_person": (
        "{name} prepared and approved it: no second person looked at it.",
        "An office of one person may do so; else ask that office.",
    ),
    "decision_actual_differs": (
        "The share of the notional amount would be {ours}, but {stated} is stated.",
        "Return it, and call that office.",
    ),
    "decision_by_one_person": ("One person works here: you prepare and approve it, and it says so.", ""),
    "decision_certificates_missing": (
        "Certificates have not come: {states}.",
        "Wait for them, or decide provisionally.",
    ),
    "decision_counts_too_many": (
        "It counts {theirs} weeks of ours; our certificate has {ours}.",
        "Ask that office for an explanation.",
    ),
    "decision_currency": (
        "It states amounts in {theirs}; that State pays in {ours}.",
        "Return it, and call that office.",
    ),
    "decision_is_provisional": ("It is provisional: a final decision follows.", ""),
    "decision_nothing_before": (
        "There is no decision yet that could be changed.",
        "Grant, refuse, or decide provisionally.",
    ),
    "decision_nothing_payable": (
        "The calculation gives nothing that could be paid.",
        "Refuse, or settle what is open in the calculation.",
    ),
    "decision_old_certificate": (
        "It rests on version {version} of our certificate; ours is now {newest}.",
        "Send our certificate to that office again.",
    ),
    "decision_older": (
        "Version {version} is older than version {newest}, which is here already.",
        "It is kept beside it and changes nothing.",
    ),
    "decision_other_benefit": (
        "It decides on another benefit than the one claimed.",
        "Return it, and call that office.",
    ),
    "decision_other_state": (
        "The office decides for {state}, but the decision says {theirs}.",
        "Return it, and call that office.",
    ),
    "decision_paid_before_start": ("The first payment comes before the benefit starts.", "Correct one of the days."),
    "decision_payable_is_neither": (
        "{stated} is payable, which is neither the actual nor the local amount.",
        "Ask that office for an explanation.",
    ),
    "decision_refusal_not_calculated": (
        "The calculation says otherwise than this reason for refusing.",
        "Choose the reason that holds, or correct the calculation.",
    ),
    "decision_refusal_reason_missing": (
        "The calculation gives an amount, and no reason is given for refusing it.",
        "Choose a reason, or grant the benefit.",
    ),
    "decision_refuses_what_is_payable": (
        "The calculation gives an amount that is refused here.",
        "Look at the reason once more.",
    ),
    "decision_review_address_missing": (
        "It is not said where a review can be asked for.",
        "Enter the address of the office or tribunal.",
    ),
    "currency_unknown": ("{currency} is not the currency of a State of the Agreement.", "Choose one, such as XCD."),
    "decision_amount_ends_early": ("An amount ends before it begins.", "Check its two days."),
    "decision_amounts_overlap": (
        "Two amounts run at the same time from {date}.",
        "Give the earlier one its last day, or enter what is added as a supplement.",
    ),
    "decision_line_amount_missing": ("No amount stands in this line.", "Enter it, or take the line away."),
    "summary_state_unknown": (
        "“{state}” is not one of the States of the Agreement.",
        "Write its two letters, such as VC.",
    ),
    "summary_state_twice": ("{state} has a line already.", "Keep one line for each State."),
    "decision_state_not_other": (
        "“{state}” is not another State of the Agreement.",
        "Enter its two letters, such as VC.",
    ),
    "decision_review_days": ("The time for a review is less than a day.", "Enter the number of days."),
    "decision_review_missing": (
        "It is not said how long a review can be asked for.",
        "Enter the days that the law of this State gives.",
    ),
    "decision_share_differs": (
        "The share {share} is not {own} of {all} weeks.",
        "Ask that office for an explanation.",
    ),
    "decision_start_early": ("The benefit would start before {date}, when the risk came true.", "Enter a later day."),
    "decision_unreadable": (
        "A day or a number is typed that cannot be read.",
        "Mend it: days like 14 Jun 2014, numbers in figures.",
    ),
    "set_off_ground_missing": ("It is not said for what the money is held back.", "Say it in a few words."),
    "set_off_other_currency": (
        "The amount is in {currency}; this State pays in {own}.",
        "Check that it is what was paid too much, or write it in {own}.",
    ),
    "decision_reviewed_before_start": (
        "It is to be looked at again before it is paid.",
        "Correct one of the two days.",
    ),
    "decision_start_missing": ("It is not said from when the benefit is paid.", "Enter the day."),
    "decision_version_reused": (
        "Version {version} of {number} is here already, with other words.",
        "Return it, and call that office.",
    ),
    "decision_weeks_do_not_add_up": (
        "The weeks counted add up to {sum}; {stated} are stated.",
        "Ask that office for an explanation.",
    ),
    "decision_without_reason": ("It refuses without a reason.", "Ask that office for the reason."),
    "summary_line_differs": (
        "Our own decision stands otherwise in the summary than as we made it.",
        "Call the examining office.",
    ),
    "summary_states_missing": (
        "States of the case are missing without a reason: {states}.",
        "Call the examining office.",
    ),
    "summary_totals_differ": ("The totals are not the sums of the decisions.", "Return it, and call that office."),
    "summary_without_us": ("Our own decision does not stand in the summary.", "Call the examining office."),
}
"""What is wrong or worth knowing in decisions and summaries, and how to mend it."""

REASONS: Final[dict[str, str]] = {
    "step_decided": "Decided, version {version}",
    "step_decision_waits": "Waits for approval",
}
"""How the step of the decision stands."""

CHANGES: Final[dict[str, str]] = {
    "change_decided_amount": "{detail} pays",
    "change_decision": "Decision of {detail}",
    "change_decision_beside": "Older decision of {detail}, kept beside",
    "change_owed_answered": "No longer owed, it is answered",
    "change_still_open": "Still open: {detail}",
    "change_summed_up": "Payable together, {detail}",
}
"""Lines of what accepting a decision or a summary would change."""


def _frequency_words(code: str) -> str:
    return words_of(Frequency(code)) if code in set(Frequency) else code


FACTS: Final[dict[str, Callable[[str], str]]] = {"frequency": _frequency_words}
"""How a code among the facts of a decision is said, by the fact's name."""
