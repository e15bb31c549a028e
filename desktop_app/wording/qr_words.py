"""Sentences about the codes of a signed paper: not read, not whole, not signed."""

from typing import Final

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "qr_unreadable": (
        "No code of a signed certificate or decision was found in this.",
        "Nothing was changed.",
        "Scan the square codes on the paper again, or type the paper in where it is owed.",
    ),
    "card_code_missing": (
        "No code of an office's card was found in this picture.",
        "Nothing was changed.",
        "Scan the square code on the card again, whole and sharp, or ask the office for its card as a file.",
    ),
    "picture_of_card": (
        "This is the card of an office, not a message.",
        "Nothing was changed.",
        "Open it in Offices, with: Add an office's card.",
    ),
    "qr_missing": (
        "Not all codes of this paper were scanned: {missing} of {count} is missing.",
        "Nothing was kept yet.",
        "Scan the missing code, too; the number stands below each code.",
    ),
    "qr_damaged": (
        "A code of this paper was not read as it is printed: {number} of {count}.",
        "Nothing was kept yet.",
        "Scan that code again. If it fails every time, the paper was changed or is worn: ask for the file.",
    ),
    "picture_unreadable": (
        "This picture or page cannot be read, or it is far larger than any paper.",
        "Nothing was changed.",
        "Scan the paper anew, at 150 to 300 dots per inch, and try again.",
    ),
    "paper_key_unknown": (
        "The signing key of {office}, which issued this paper, is not known here.",
        "What was scanned is kept and nothing was changed.",
        "Add the office's card under Offices, compare the words on the telephone, and look at it again.",
    ),
    "paper_signature_bad": (
        "{office} did not sign what these codes say.",
        "What was scanned is kept; nothing of it can be accepted.",
        "Do not use the paper. Call {office} at the telephone number under Offices.",
    ),
    "paper_not_for_us": (
        "The paper of {office} is signed for other offices and not for this one.",
        "What was scanned is kept and nothing was changed.",
        "Ask {office} for a certificate that is meant for this office.",
    ),
    "paper_key_given_up": (
        "The paper is signed with a key that {office} has given up.",
        "What was scanned is kept; nothing of it can be accepted.",
        "Call {office} and ask for the paper to be issued again.",
    ),
    "paper_own": (
        "This paper was issued by this office itself.",
        "Nothing was changed.",
        "Nothing needs to be done: it is among what was sent.",
    ),
}
"""Parts by code of a problem; `{fact}` stands for a fact of the problem."""
