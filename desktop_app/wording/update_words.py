"""The sentences of rule-pack updates: why one was refused, and what to know of one. Templates by code."""

from typing import Final

_KEPT: Final = "The file is kept; the rules are as they were."
_NOT_KEPT: Final = "Nothing was kept; the rules are as they were."
_AGAIN: Final = "Ask the sender for the file again, by another way."
_ASK: Final = "Ask the office that made it."

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "update_too_large": (
        "The file is larger than an update of rules may be ({most} bytes).",
        _NOT_KEPT,
        "Check that it is the right file.",
    ),
    "update_not_rules": ("This is no update of rules.", _KEPT, "Choose a file that ends in .cass-rules."),
    "update_damaged": ("The update is damaged.", _KEPT, _AGAIN),
    "update_bad_names": ("The update holds files that no update has.", _KEPT, _ASK),
    "update_bomb": ("The update holds more than an update may.", _KEPT, _ASK),
    "update_manifest_unreadable": ("The update's list cannot be read, at {field}.", _KEPT, _ASK),
    "update_version": (
        "The update is of version {version}, which this program does not know.",
        _KEPT,
        "Install a newer CASS Desk.",
    ),
    "update_incomplete": ("{file} is missing in the update.", _KEPT, _AGAIN),
    "update_file_changed": ("{file} was changed after the update was signed.", _KEPT, _AGAIN),
    "update_pack_differs": ("The update brings other rules than its list says.", _KEPT, _ASK),
    "update_not_signed": ("Nobody signed the update.", _KEPT, "Take in only updates that the institution signed."),
    "update_signature_bad": (
        "The signature of {office} does not hold: the update was changed after it was signed, or not signed by it.",
        _KEPT,
        "Do not use it. Call the office on a number you already had.",
    ),
    "update_publisher_unsigned": ("{office} is said to have made the update and did not sign it.", _KEPT, _ASK),
    "update_signer_unknown": (
        "The update is signed by {office}, which is not in the directory.",
        _KEPT,
        "Take in its office card under Offices, compare the words by voice, then check the update again.",
    ),
    "update_key_unknown": (
        "The update is signed with another key than the one of {office} in the directory.",
        _KEPT,
        "Call the office: either its key changed, or this is not from it.",
    ),
    "update_key_not_checked": (
        "The key of {office} was not compared by voice yet.",
        _KEPT,
        "Compare its words under Offices, then check the update again.",
    ),
    "update_signer_elsewhere": (
        "The update changes the rules of {state}, and no office of {state} signed it.",
        _KEPT,
        "Only a State's own institution can publish its rules; a further office may sign beside it.",
    ),
    "update_state_unknown": ("{state} is no State of the Agreement.", _KEPT, _ASK),
    "update_not_newer": (
        "The update has the number {number}; number {present} is in force for {state} already.",
        _KEPT,
        "Nothing is to be done, unless the newer one is wrong: then take it back.",
    ),
    "update_needs_program": (
        "The update needs CASS Desk {version}; this is {present}.",
        _KEPT,
        "Install the newer program, then check the update again.",
    ),
    "update_same_pack": (
        "The rules of {state} in the update are just those in force.",
        _KEPT,
        "Nothing is to be done.",
    ),
    "update_pack_refused": (
        "The rules in the update have errors: {count}. The first is in {file}, {key}.",
        _KEPT,
        "The office that made it can see all of them with: cass-desk rules check FILE.",
    ),
    "update_pack_unusable": ("The rules of {state} in the update cannot be read.", _KEPT, _ASK),
    "update_example_fails": (
        "A worked example of the update does not come out on this computer: {example}.",
        "The update is kept; the rules are as they were.",
        _ASK,
    ),
    "update_unknown": ("This update is not here.", "Nothing was changed.", "Choose one of the list."),
    "update_not_tried": ("The update was not tried yet.", "Nothing was changed.", "Try it, then propose it."),
    "update_not_writable": (
        "The update cannot be written: {field} is missing, or not as it must be.",
        "Nothing was written.",
        "Correct it and try again.",
    ),
    "update_not_publisher": (
        "{office} is not who publishes this update.",
        "Nothing was written.",
        "Use the key file of the publisher.",
    ),
    "update_too_many_signers": ("An update has at most {most} signatures.", "Nothing was written.", ""),
    "update_says_nothing": (
        "It is not said what is new.",
        "Nothing was written.",
        "Say it with --law-changed or --mended.",
    ),
    "update_other_state": (
        "The key file is that of an office of {state}, the rules are those of {rules_of}.",
        "Nothing was written.",
        "A State's own institution makes its update; another signs it afterwards with: rules sign.",
    ),
    "key_file_costly": (
        "Opening this key file would take more memory than any key file of this program.",
        "Nothing was written.",
        "Do not use it; make one with: cass-desk rules key.",
    ),
    "key_file_unreadable": (
        "This is no key file.",
        "Nothing was written.",
        "Make one with: cass-desk rules key; a bundle opens also with the office's key as Offices writes it for age.",
    ),
    "key_passphrase_not_given": (
        "No passphrase of the key file: set {variable}, or name a file with --passphrase-file; no terminal to ask on.",
        "Nothing was written.",
        "",
    ),
    "key_passphrase_weak": (
        "The passphrase is too short or too even: {needs} characters at least.",
        "Nothing was written.",
        "Take four words or more that do not belong together.",
    ),
    "key_passphrase_wrong": (
        "The key file does not open with this passphrase.",
        "Nothing was written.",
        "Try again; without the passphrase make a new key, and hand out its card.",
    ),
    "key_passphrases_differ": ("The two passphrases differ.", "Nothing was written.", "Try again."),
    "key_file_exists": ("{path} exists already.", "Nothing was written.", "Name another file."),
    "office_code_unfit": (
        "“{text}” is no office's code of {state}.",
        "Nothing was written.",
        "Begin it with the State's code: {state}-RULES.",
    ),
}
"""Why an update, or the making of one, was refused: what happened, what was kept, what to do."""

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "update_signed_alone": (
        "Only {office} signed the update.",
        "Ask for a second office's signature, or let the second person here look the closer.",
    ),
    "update_signature_unchecked": (
        "The signature of {office} cannot be checked here.",
        "Take in its office card and compare the words, or leave it aside: it does not count.",
    ),
    "update_made_for_another": (
        "The update was made to replace another pack of {state} than the one here.",
        "Look at the differences below with care.",
    ),
    "update_signers_unchecked": (
        "Update {number} of the rules of {state}, signed by {offices}; no card was given to check that with.",
        "Give the signers' cards with --card.",
    ),
    "update_signers_checked": ("Update {number} of the rules of {state}, signed by {offices}, as the cards say.", ""),
    "update_law_to_come": (
        "The newest law in it begins on {day}.",
        "",
    ),
    "update_unusable": (
        "The accepted update of {state} cannot be used by this program: the State has no rules until it is mended.",
        "Install the newest program, or take the update back.",
    ),
}
"""What to know of an update."""
