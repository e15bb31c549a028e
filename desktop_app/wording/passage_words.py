"""The words of messages on their way: passed on to another office, waiting for what they depend on, issued again."""

from typing import Final

_NOTHING: Final = "Nothing was changed."

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "bundle_came": (
        "{office} acknowledged this bundle: it is not lost.",
        _NOTHING,
        "Call the office if it cannot find what was in it, and print it for them.",
    ),
    "nothing_missing": (
        "No bundle of {office} is missing any longer.",
        _NOTHING,
        "Nothing needs to be asked for.",
    ),
    "bundle_destroyed": (
        "What {office} sent here by mistake was destroyed.",
        "Its digest is kept, when it came, and who destroyed it.",
        "If it is needed after all, the office has to send it again.",
    ),
    "message_destroyed": (
        "This message came by mistake and was destroyed.",
        "Its digest is kept, when it came, and who destroyed it.",
        "If it is needed after all, the office has to send it again.",
    ),
    "destroy_others_wait": (
        "The file it came in holds other messages that nobody has decided about: {count}.",
        "Nothing was destroyed, and nothing was confirmed.",
        "Accept or return those under Received first: the whole file is destroyed.",
    ),
    "claim_decided_here": (
        "This office has decided on the claim.",
        _NOTHING,
        "Take the decision back first, or tell the other office of the claim.",
    ),
    "claim_not_here": ("That claim is not here.", _NOTHING, "Open it from the list of claims again."),
    "forward_office_not_fit": (
        "It cannot be passed on to {office}: that is this office, or the one it came from.",
        _NOTHING,
        "Choose the office that is competent, or return the message.",
    ),
    "forwarded_already": (
        "This message was passed on already.",
        _NOTHING,
        "If that office sends it back, it can be passed on to another one.",
    ),
    "forwarded_once": (
        "This message was passed on to this office; it does not go on a second time.",
        _NOTHING,
        "Return it as not competent: that goes to the office that sent it first.",
    ),
    "not_to_be_forwarded": (
        "This message is not one that another office could be asked in your place.",
        _NOTHING,
        "Accept it, or return it with a reason.",
    ),
}
"""Acts on messages under way that could not be done."""

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "check_claim_handed_over": ("{office} hands the claim over: this office examines it from now on.", ""),
    "check_filing_date_stays": ("The claim counts as filed on {date}; that holds for every State.", ""),
    "check_forward_ours": ("It says what became of a message of ours.", ""),
    "check_original_enclosed": ("The original of {office} came with it, whole.", ""),
    "forward_date_differs": (
        "The original says filed on {original}, the notice says {told}.",
        "The date of the original holds; call the office that passed it on.",
    ),
    "forward_not_for_us": (
        "It is passed on to {office}, and is neither for this office nor from it.",
        "Return it, and call the office that sent it.",
    ),
    "forward_not_ours": (
        "It says what became of a message that was never sent to that office.",
        "Return it, and call that office.",
    ),
    "forward_office_unknown": (
        "Your message is now with {office}, which is not in the directory.",
        "Take in its card under Offices first, then accept this.",
    ),
    "parked_for_bundles": (
        "It waits for a message that has not come; of {office} these bundles are missing: {numbers}.",
        "Ask for them. It comes up by itself as soon as what it waits for is here.",
    ),
    "parked_for_message": (
        "It waits for a message of {office} that has not come.",
        "It comes up by itself as soon as that is here; call the office if it stays away, or return this.",
    ),
    "forward_without_original": (
        "The message of {office} that it passes on is not here, or was not taken.",
        "Call the office that passes it on, and ask for it again.",
    ),
}
"""What is worth knowing of messages under way."""

CHANGES: Final[dict[str, str]] = {
    "change_examined_here": "Examined by this office",
    "change_forwarded": "Your message is now with another office",
    "change_forwarded_here": "Passed on to this office",
    "change_others_told": "Told of it by this office",
}
"""Lines of what accepting would change."""
