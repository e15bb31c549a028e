"""The sentences about keys, the list of offices, and the recovery words: what happened, what was kept, what to do."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words

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

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "key_years_wrong": (
        "A key can count as old after {least} to {most} years.",
        "The age stays as it was.",
        "Enter a number of years within that.",
    ),
    "bundle_key_retired": (
        "This bundle was signed with a key that {office} had retired before.",
        "The file was kept as it came. Nothing in it was applied.",
        "Call {office} at the telephone number under Offices and ask for it again, under the present key.",
    ),
    "bundle_key_revoked": (
        "This bundle was signed with a key of {office} that may be in wrong hands.",
        "The file was kept as it came. Nothing in it was applied.",
        "Do not answer it. Call {office} at the telephone number under Offices, and tell your head of office.",
    ),
    "key_notice_key_taken": (
        "The new key that {office} announces belongs to another office here.",
        "The keys of {office} are as before.",
        _CALL,
    ),
    "key_notice_order": (
        "This notice is not about the key that {office} uses now; one before it may not have been accepted yet.",
        "The keys of {office} are as before.",
        "Accept the earlier notice first. If there is none, ask {office} for its office card.",
    ),
    "key_notice_untrusted": (
        "The key that announces the new one of {office} was never compared, or is trusted no more.",
        "The keys of {office} are as before.",
        "Ask {office} for its office card and compare the new words on the telephone.",
    ),
    "file_exists": ("{file} exists already in that folder.", "Nothing was written.", "Choose another folder."),
    "key_revoked_already": (
        "This key of {office} is revoked already.",
        _NOTHING,
        "Look at what was received since, under Offices.",
    ),
    "key_unknown_here": ("This is not a key that {office} has or had.", _NOTHING, "Look at its keys under Offices."),
    "list_already_expired": (
        "Directory list {number} was good until {on} only.",
        _LIST_KEPT,
        "Ask the maintainers for a newer one.",
    ),
    "list_description": (
        "The description of the list cannot be used: {field}.",
        "No list was written.",
        "Correct that entry; dates stand without quotation marks, cards are named by their files.",
    ),
    "list_expired": (
        "The directory list in use, number {number}, was good until {on}. A key in it may have been revoked since.",
        "Nothing was sealed. Old mail still opens.",
        "Ask a maintainer for a newer list; or call the office, and under Directory list let sealing go on today.",
    ),
    "list_forked": (
        "There are two different directory lists with the number {number}.",
        _LIST_KEPT,
        "Call a maintainer at a number you had before: one of the two lists is not theirs.",
    ),
    "list_in_force": ("Directory list {number} is the one in use.", _NOTHING, "There is nothing to do."),
    "list_older": (
        "This is directory list {number}, and number {present} is in use. A list is never put back.",
        _LIST_KEPT,
        "Ask whoever sent it for the newest one.",
    ),
    "list_unknown": ("This directory list is not in the store.", _NOTHING, "Take it in again from its file."),
    "maintainers_not_heard": (
        "Nobody has compared the words of the maintainers yet.",
        _LIST_KEPT,
        "Call a maintainer at a number you had before, compare the eight words, and enter who read them to you.",
    ),
    "no_former_key": (
        "There is no key before the present one that is still in use.",
        _NOTHING,
        "Make a new key first; the old one is retired when every office has the new one.",
    ),
    "office_not_told": (
        "{office} was not told of a new key: it has the present one from our card.",
        _NOTHING,
        "There is nothing to do.",
    ),
    "own_key_changed": (
        "Our key was changed after this was proposed.",
        "The key in use stays as it is.",
        "Look at our key under Offices, and propose anew what is still needed.",
    ),
    "recovery_half_not_proven": (
        "Half {half} was not typed back as it is written on its sheet.",
        "The sheet or the halves made before still open the store; these do not yet.",
        "Let the officer who holds it type its thirteen words again, from the paper.",
    ),
    "recovery_half_twice": (
        "Both entries are half {half}.",
        "Nothing was opened.",
        "Type the thirteen words of the other half, from the other officer.",
    ),
    "recovery_half_wrong": (
        "The words of one half are not right: entry {half}.",
        "Nothing was opened.",
        "Compare each of its thirteen words with the paper and type them again.",
    ),
    "recovery_makers": (
        "Only an administrator or the head of the office makes recovery halves.",
        _NOTHING,
        "Let one of them sign in.",
    ),
    "recovery_one_officer": (
        "Both halves would be with the same person.",
        _NOTHING,
        "Choose another officer for the second half.",
    ),
    "recovery_words_count": (
        "Words typed: {count}. A sheet has twelve, two halves have thirteen each.",
        "Nothing was opened.",
        "Type all words of the sheet, or those of one half and then those of the other.",
    ),
    "rule_pack_missing": (
        "The package {file} is not in this bundle, or is not the one the message names.",
        "The rules in use stay as they are.",
        "Ask the office that sent it for the bundle once more.",
    ),
    "since_in_future": ("This moment has not come yet.", _NOTHING, "Enter a day and time that are past."),
    "since_missing": (
        "It is not said since when the key may be in wrong hands.",
        _NOTHING,
        "Enter the day; when in doubt, an earlier one.",
    ),
}
"""What the workflows about keys and lists may refuse."""

_ALL: Final = {**KEY_SENTENCES, **PROBLEMS}
_AS_CHECKS: Final = (
    "key_notice_incomplete",
    "key_notice_key_taken",
    "key_notice_key_unknown",
    "key_notice_order",
    "key_notice_signature_bad",
    "key_notice_untrusted",
    "list_already_expired",
    "list_forked",
    "list_in_force",
    "list_older",
    "list_signature_bad",
    "list_signer_twice",
    "list_signer_unknown",
    "list_too_few_signers",
    "rule_pack_missing",
)
"""Refusals that a received message is checked for before it is accepted."""

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    **{code: (_ALL[code][0], _ALL[code][2]) for code in _AS_CHECKS},
    "key_notice_by_old_key": ("The key of {office} that is trusted here announces the new one.", ""),
    "key_notice_done": ("The keys of {office} stand as this notice says.", ""),
    "list_conflicts": (
        "Entries of the list that differ from what people here compared themselves: {count}. They stay as they are.",
        "Look at them under Offices, and call those offices.",
    ),
    "list_first": (
        "No directory list is in use here yet.",
        "Under Offices, compare the words of its maintainers with one of them before it is accepted.",
    ),
    "list_signed": ("Signed by {count} maintainers: {signers}.", ""),
    "received_since_revoked": (
        "Files that came from this office since its key may have been in wrong hands: {count}.",
        "After accepting, look through them under Offices and ask that office about each.",
    ),
    "rule_pack_kept": ("The package is whole and is the one the message names.", ""),
    "rule_pack_older": (
        "Update {number} is not newer than number {present}, which is in use here.",
        "It can be kept; under Rules it will be refused.",
    ),
}
"""What is found about notices of keys, lists and rules: what it is, and what to do."""

CHANGES: Final[dict[str, str]] = {
    "change_key": "Key of {detail}",
    "change_key_retired": "Former key of {detail} is retired",
    "change_key_revoked": "Key of {detail} is revoked",
    "change_list": "Directory list, waiting for two persons under Offices",
    "change_rules": "Update of the rules, waiting under Rules",
    "change_since_revoked": "Files received since then",
}


def warning_words(code: str, facts: Mapping[str, str | int]) -> str:
    """Say what should be looked at about keys and the list."""
    days = {name: date_words(date.fromisoformat(str(facts[name]))) for name in ("on", "made") if name in facts}
    words = {
        "list_expired": text("Directory list {number} was good until {on}: old mail opens, sealing asks first."),
        "list_expires": text("Directory list {number} is good until {on} only: ask the maintainers for the next one."),
        "own_key_old": text("Our key is from {made}: make a new one."),
        "former_key_to_retire": text("Every office has our new key: the former one can be retired."),
        "key_not_yet_known": text(
            "Not known to have our new key yet: {offices}. They get bundles under the former one."
        ),
        "key_revoked": text("The key of {office} is revoked since {on}: nothing from it is trusted."),
        "key_old": text("The key of {office} is from {made}: ask them to make a new one."),
    }
    return words[code].format(**{**facts, **days})


def list_change_words(kind: str) -> str:
    """Say what a line of a directory list means here."""
    words = {
        "office_added": text("New office; its key is trusted by the list"),
        "details_changed": text("Name or address changed"),
        "key_vouched": text("Key not compared here yet; trusted by the list"),
        "key_changed": text("Another key, as the list has it"),
        "key_revoked": text("Key revoked"),
        "office_removed": text("No longer in the list; its key is trusted no more"),
        "key_differs": text("Not done: differs from the key compared here"),
        "state_differs": text("Not done: another State than here"),
        "key_taken": text("Not done: this is the key of another office here"),
        "own_key_differs": text("Look: the list has another key for us. Tell a maintainer"),
        "not_listed": text("Stays: compared here, but not in the list"),
    }
    return words[kind]
