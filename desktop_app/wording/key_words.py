"""The sentences about keys, the list of offices, and the recovery words: what happened, what was kept, what to do."""

from typing import Final

_NOTHING: Final = "Nothing was changed."
_LIST_KEPT: Final = "The list in use stays as it is."
_CALL: Final = "Call {office} at the telephone number under Offices, not one from the message, and ask what happened."

KEY_SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    "key_notice_incomplete": (
        "This notice about a key of {office} does not say all that it must.",
        "The keys of {office} are as before.",
        _CALL,
    ),
    "key_notice_key_unknown": (
        "This notice is about a key of {office} that nobody here knows.",
        "The keys of {office} are as before.",
        "Ask {office} for its office card and compare the key words on the telephone.",
    ),
    "key_notice_not_writable": (
        "The notice about the key cannot be written: {field}.",
        "No key was changed.",
        "Correct it and try again.",
    ),
    "key_notice_signature_bad": (
        "This notice was not signed by the key of {office} that it is about.",
        "The keys of {office} are as before.",
        _CALL,
    ),
    "list_damaged": (
        "This is not a directory list, or it was damaged on its way.",
        _LIST_KEPT,
        "Copy it again from the mail or the stick. If it stays so, ask the maintainers for it once more.",
    ),
    "list_not_writable": (
        "The directory list cannot be written: {field}.",
        "No list was made.",
        "Correct that entry and try again.",
    ),
    "list_signature_bad": (
        "The signature of {maintainer} on this directory list does not hold.",
        _LIST_KEPT,
        "Do not pass it on. Call {maintainer} at a number you had before and ask for the list again.",
    ),
    "list_signer_twice": (
        "{maintainer} signed this directory list twice; a key counts once.",
        _LIST_KEPT,
        "Ask the maintainers for a list that enough of them have signed.",
    ),
    "list_signer_unknown": (
        "This directory list is signed by {maintainer}, who is not one of its maintainers as they are known here.",
        _LIST_KEPT,
        "Call a maintainer at a number you had before and ask whether the list is theirs.",
    ),
    "list_too_few_signers": (
        "Too few maintainers signed this directory list: {signed}, where {needed} have to.",
        _LIST_KEPT,
        "Ask the maintainers for the list with all its signatures.",
    ),
    "list_too_large": (
        "This file is too large for a directory list: {size} bytes, where at most {most} can be read.",
        _LIST_KEPT,
        "Choose a file that ends in .cass-directory.",
    ),
    "list_unreadable": (
        "This directory list is not as agreed: {field}.",
        _LIST_KEPT,
        "Tell the maintainers which field it is, and ask for a corrected list.",
    ),
    "list_version": (
        "This directory list is of version {version}, which this program does not read.",
        _LIST_KEPT,
        "Update the program, then take the list in again.",
    ),
}
"""Refusals of the exchange."""
