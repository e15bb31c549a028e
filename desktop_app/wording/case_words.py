"""The words of the life of a case: changes of circumstances, who takes part, closing, opening again, dependants."""

from typing import Final

from desktop_app.wording.catalogue import text

_NOTHING: Final = "Nothing was changed."

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "answer_empty": (
        "Item {item} is answered without words.",
        "No answer was sent.",
        "Enter the value, or why it is not available.",
    ),
    "answer_not_asked": (
        "Item {item} was not asked.",
        "No answer was sent.",
        "Open the question again and answer the items that stand there.",
    ),
    "case_closed": (
        "This case is closed.",
        "It stays as it was.",
        "Open it again first, and say why.",
    ),
    "case_not_closed": (
        "This case is not closed.",
        _NOTHING,
        "Go on working on it.",
    ),
    "corrected_already": (
        "This message was corrected before.",
        _NOTHING,
        "Correct the message that took its place, if that one is wrong.",
    ),
    "correction_too_long": (
        "The text has {length} characters; it may have {most}.",
        _NOTHING,
        "Shorten it: it is never cut.",
    ),
    "examined_here": (
        "This office examines the claim itself.",
        _NOTHING,
        "Open the case again here; the other offices are told.",
    ),
    "merged_into_missing": (
        "It is not said into which case this one goes.",
        _NOTHING,
        "Enter the number of that case.",
    ),
    "message_not_here": (
        "This message is not among those taken in with the case.",
        _NOTHING,
        "Accept the message first, then ask about it.",
    ),
    "no_answers": (
        "No item is answered.",
        "No answer was sent.",
        "Answer at least one item; the others can follow.",
    ),
    "no_items_asked": (
        "Nothing is asked.",
        "No question was sent.",
        "Choose at least one item.",
    ),
    "nobody_asked": (
        "No office has asked to open this case again.",
        _NOTHING,
        "There is nothing to answer.",
    ),
    "not_examining_office": (
        "Only the office that examines the claim can do that: {office}.",
        _NOTHING,
        "Ask that office, by telephone or with a request to open the case again.",
    ),
    "not_taking_part": (
        "{office} does not take part in this case.",
        _NOTHING,
        "Look at the offices of the case and choose one of them.",
    ),
    "nothing_to_cover": (
        "Nothing goes to this office that a letter could list.",
        "No letter was made.",
        "Look under Sent whether its documents have left already.",
    ),
    "obligations_open": (
        "Answers are still owed in this case: {count}.",
        "The case stays open.",
        "Say of each one whether it is no longer needed or has lapsed; then close the case.",
    ),
    "office_not_known": (
        "{office} is not in the directory.",
        _NOTHING,
        "Take in its card under Offices first.",
    ),
    "other_not_said": (
        "It is not said what is meant by “other”.",
        "No question was sent.",
        "Say it in a few words.",
    ),
    "overlap_without_state": (
        "It is not said with which State's row it overlaps.",
        "No question was sent.",
        "Choose the State, and the years.",
    ),
    "row_not_there": (
        "The message has no row {row}.",
        "No question was sent.",
        "Choose one of its rows.",
    ),
    "takes_over_unknown": (
        "The office that is to take over is not in the directory: {office}.",
        _NOTHING,
        "Take in its card under Offices, or leave the field empty: what is owed is cancelled then.",
    ),
    "message_not_correctable": (
        "A message of this type is not corrected.",
        _NOTHING,
        "Call the office if it misled somebody there.",
    ),
    "message_not_left": (
        "This message has not left yet.",
        _NOTHING,
        "Nobody has read it: only what has left can be corrected.",
    ),
    "replacement_not_fit": (
        "That message cannot take the other one's place.",
        _NOTHING,
        "Choose a later message of the same type, in the same case, to the same office.",
    ),
    "takes_part_already": (
        "{office} takes part in this case already.",
        _NOTHING,
        "Send it the claim's notice if it has not been asked yet.",
    ),
    "why_missing": (
        "It is not said why.",
        _NOTHING,
        "Enter the reason in a few words; the other offices read it.",
    ),
    "word_needs_second": (
        "A second person approves what is sealed, and other people work here.",
        "Nothing was sealed.",
        "Lay it before one of them.",
    ),
    "word_one_person": (
        "Nobody else works here who could approve it.",
        "Nothing was sealed.",
        "Prepare and approve it yourself; the paper and the message say so.",
    ),
    "word_overtaken": (
        "Something changed since this was prepared: the person, another version, or the message itself.",
        "Nothing was sealed.",
        "Return or withdraw it, and prepare it anew.",
    ),
}
"""Refusals of acts on a case: what happened, what was kept, what to do."""

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "answer_in_part": ("Some of what was asked is not answered yet: {count}.", "The rest stays owed."),
    "answer_items_unknown": ("It answers items that were not asked: {count}.", "Read them, and call if they matter."),
    "answer_to_nothing_asked": (
        "It answers nothing that this office asked of that office.",
        "It is kept with the case; call the office if it comes again.",
    ),
    "asked_of_wrong_office": (
        "It asks to open a case that this office does not examine.",
        "Return it as not competent; {office} examines the claim.",
    ),
    "asked_urgently": ("It is urgent: {text}.", "Answer it before the others."),
    "asks_own_state": ("The periods of this State are in this office's own record.", "Choose another State's office."),
    "asked_twice": ("Two items have the same name.", "Remove one of them."),
    "closed_asks_to_reopen": (
        "Case {number} is closed here, and this may change what was decided.",
        "Take it in; Today then asks whether the case is to be opened again.",
    ),
    "closed_noted": ("Case {number} is closed here: it is kept with the case and changes nothing.", ""),
    "closed_takes_effect": ("Case {number} is closed here; what this says takes effect all the same.", ""),
    "case_is_open": ("Case {number} is open here.", ""),
    "change_amount_missing": ("The new amount is not entered.", "Enter it as the State pays it, with its currency."),
    "change_before_birth": ("That day lies before the birth of the insured person.", "Correct the day."),
    "change_proof_missing": ("It names no proof.", "Ask for a copy where a payment hangs on it."),
    "change_states_missing": ("It is not said for which States the claim is withdrawn.", "Choose at least one State."),
    "change_value_missing": ("The new fact is not entered.", "Say in words what it is now."),
    "change_without_proof": ("No proof is named.", "Name the paper that shows it, and who has seen it."),
    "check_about_our_message": ("It asks about a message of ours.", ""),
    "check_answer_whole": ("Every item that was asked is answered: {count}.", ""),
    "check_examiner": ("It comes from the office that examines the claim.", ""),
    "claimed_weeks_none": ("There are no weeks to confirm.", "Enter at least 1, or leave the field empty."),
    "closed_while_waiting": (
        "This office still waits for answers in the case: {count}.",
        "Call the office before you accept, if they are still needed.",
    ),
    "check_corrects_own": ("It corrects a message of the office that sends it.", ""),
    "corrected_before": ("That message was corrected before.", "The later correction holds."),
    "correction_follows_on": ("More follows about it.", "Wait for it before you decide."),
    "corrects_others": (
        "It corrects a message of another office.",
        "Only the office that sent a message may correct it: return it, and call that office.",
    ),
    "corrects_unseen": (
        "It corrects a message that has not come yet.",
        "It waits until that message is here; ask the office for the files that are missing.",
    ),
    "cut_off_in_future": ("The cut-off day lies in the future.", "The institution certifies up to today at the most."),
    "death_date_differs": ("It says died {theirs}; here it is {ours}.", "The date here stays; ask which is right."),
    "death_in_future": ("The day of death lies in the future.", "Correct the day."),
    "death_known_otherwise": ("Here the day of death is {date}.", "Correct the record first if that is wrong."),
    "death_before_decision": (
        "Nothing is decided here in the claim of the person who died.",
        "Decide it up to the day of death, or close the claim.",
    ),
    "death_ends_payment": (
        "What this office pays ends with the death: {currency} {amount} {frequency}.",
        "Stop the payment, and settle what was paid for the time after. No payment stops by itself.",
    ),
    "death_may_leave_rights": (
        "Survivors' benefit or a death benefit may be due.",
        "Ask who survives, and take in their claim: it is a claim of its own.",
    ),
    "death_told": ("The insured person died on {date}.", ""),
    "destroy_asked": (
        "It should never have come here: you are asked to destroy every copy and to confirm it.",
        "Destroy prints, files and copies, then confirm it. The incident is entered in the journal.",
    ),
    "departure_ahead": ("The day of departure lies ahead.", "Certify again if work goes on until then."),
    "departure_elsewhere": ("The person goes to another State: {state}.", "Ask the office whether you were meant."),
    "departure_office_unknown": ("No office of the new State is in the directory.", "Take in its card under Offices."),
    "departure_to_own_state": ("The new State is this State.", "Choose the State the person goes to."),
    "departure_without_periods": (
        "This office has not certified its periods in the case.",
        "Certify the record first; the certificate of departure says the same.",
    ),
    "dependant_born_after": ("{name} was born after the contingency.", "Correct the birth date."),
    "dependant_differs": (
        "What it certifies of {name} differs from the claim.",
        "What the claim states stays; ask the claimant or the office which is right.",
    ),
    "dependant_unnamed": ("A dependant has no surname.", "Enter it as the papers show it."),
    "dependant_studies_late": (
        "{name} would study past the age of 30.",
        "Check the birth date and the end of studies.",
    ),
    "message_taken_back": (
        "Its sender corrected this message before it was taken in.",
        "Return it; what holds is in the correction.",
    ),
    "needed_by_past": ("Items were wanted by a day that is past: {count}.", "Answer these first."),
    "needed_in_past": ("The day on which it is needed is past.", "Enter a later day."),
    "no_dependants_certified": ("It certifies that nobody depended on the insured person.", "Say so in the remarks."),
    "no_items_asked": ("Nothing is asked yet.", "Choose at least one item."),
    "nobody_told_yet": ("No other office knows of this claim yet.", "The change is entered here alone."),
    "not_from_examiner": (
        "Only the office that examines the claim can say this: {office}.",
        "Return it, and call that office.",
    ),
    "other_not_said": ("It is not said what is meant by “other”.", "Say it in a few words."),
    "participant_not_known": ("{office} is not in the directory.", "Ask for its card."),
    "periods_owed_already": ("This office owes its certificate already, by {date}.", "A reminder may be enough."),
    "replacement_missing": (
        "The message that takes its place has not come yet.",
        "It waits until that message is here; ask the office for the files that are missing.",
    ),
    "reopening_refused_there": ("The examining office keeps the case closed; its reason stands in the message.", ""),
    "rows_of_other_states": ("Rows of other States are named: {count}.", "Confirm or deny those of this State alone."),
    "span_ends_before_start": ("The years asked about end before they begin.", "Correct one of the days."),
    "text_too_long": ("The text has {length} characters; it may have {most}.", "Shorten it: it is never cut."),
    "two_spouses": (
        "More than one spouse is named at the same time: {count}.",
        "Check the dates; the law of the State decides.",
    ),
    "unions_overlap": (
        "The marriages or unions of {name} and {other_name} overlap, from {since} to {until}.",
        "Check the dates; the law of the State decides.",
    ),
    "union_ends_before_start": ("The marriage or union of {name} ends before it begins.", "Correct one of the days."),
    "why_asked_missing": ("It is not said why this is asked.", "Name the rule or Article that needs it."),
    "valid_ends_before_start": ("The certificate ends before it begins.", "Correct one of the days."),
}
"""What is wrong or worth knowing in notices about a case, and how to mend it."""

CHANGES: Final[dict[str, str]] = {
    "change_address": "Address",
    "change_answer_owed": "An answer is owed: open the case again?",
    "change_built_calculation": "Calculation kept",
    "change_built_certificate": "Our {detail}",
    "change_built_decision": "Decision of {detail}",
    "change_built_letter": "Paper issued: {detail}",
    "change_built_summary": "Summary of decisions for {detail}",
    "change_calculate_again": "Calculations made with it, to be made again",
    "change_confirmed": "Confirmed",
    "change_correction_follows": "A correction follows",
    "change_death": "Day of death",
    "change_departure": "Left {detail} on",
    "change_departure_kept": "Certificate on departure from {detail}, kept until a claim is made",
    "change_certified_dependant": "Certified only now",
    "change_certified_field": "{detail}, as certified",
    "change_certified_gone": "Certified no more",
    "change_dependant_differs": "{detail}, as stated",
    "change_dependant_field": "{detail}",
    "change_dependant": "Dependant certified",
    "change_dependency": "Certificate of dependency, {detail}",
    "change_destroy": "Owed: a word that every copy was destroyed",
    "change_explained": "Explained",
    "change_item_answered": "Answered",
    "change_item_attached": "Attached",
    "change_item_follows": "Will follow",
    "change_item_not_available": "Not available",
    "change_item_owed": "Asked, needed by",
    "change_joins": "{detail} joins the case",
    "change_leaves": "{detail} leaves the case",
    "change_message_invalidated": "Taken back by its sender",
    "change_message_superseded": "Replaced by its sender",
    "change_not_passed_on": "Goes on no more to",
    "change_other_names": "Other names",
    "change_owed_again": "Owed again",
    "change_owed_by": "Who owes an answer",
    "change_owed_lifted": "No longer owed",
    "change_passed_on_by_us": "Passed on by us; tell that office",
    "change_rate": "Amount paid by {detail}",
    "change_stage": "Stage of the case",
    "change_to_explain": "To explain",
    "change_told": "Told about the person",
    "change_withdrawn": "Claim withdrawn for",
}
"""Lines of what accepting a notice about a case would change."""

_STANDING: Final[dict[str, str]] = {
    "superseded": "A newer version of this message has taken its place.",
    "invalidated": "Its sender took this message back: nothing in it holds.",
    "declared_lost": "It was declared lost on the way and issued again.",
}


def standing_words(standing: str) -> str:
    """Say that a message no longer holds, and why; empty for one that does."""
    return text(_STANDING[standing]) if standing in _STANDING else ""
