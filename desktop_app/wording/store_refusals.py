"""The sentences for what the store and the keyring refuse: what happened, what was kept, what to do."""

from typing import Final

_NOTHING_CHANGED: Final = "Nothing was changed."
_AS_BEFORE: Final = "What was stored before is safe; this step was not kept."
_TELL: Final = "Try again; if it stays so, tell your administrator."
_FROM_BACKUP: Final = "Tell your administrator: a backup can be put in its place, and this one is kept aside."

STORE_SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    "store_missing": (
        "There is no store in this folder.",
        _NOTHING_CHANGED,
        "Check that the right folder was chosen, or set this office up.",
    ),
    "store_exists": (
        "There is a store in this folder already.",
        "It was left as it is.",
        "Sign in to it, or choose another folder for a new office.",
    ),
    "store_in_use": (
        "The store is in use: CASS Desk is open already, here or under another user of this computer.",
        _NOTHING_CHANGED,
        "Go to the other window, or close it and try again.",
    ),
    "store_unreadable": (
        "The store cannot be read: the file is damaged, or it belongs to another office's keys.",
        "The file was left as it is.",
        "Tell your administrator: a backup can be put in its place, or what can still be read be saved from it.",
    ),
    "store_beyond_rescue": (
        "Nothing can be saved: the pages that say what is kept where are damaged, or these are another store's keys.",
        "The file was left as it is.",
        _FROM_BACKUP,
    ),
    "store_newer": (
        "The store was written by a newer CASS Desk (version {store} of the store; this program knows {program}).",
        "The store was left as it is.",
        "Install the newer program on this computer, then open the store again.",
    ),
    "store_read_only": (
        "The store cannot be written: the folder or the stick is protected against writing.",
        _NOTHING_CHANGED,
        "Remove the protection, or ask your administrator for the right to write in this folder.",
    ),
    "store_disk_failed": (
        "The disk or stick with the store did not answer.",
        _AS_BEFORE,
        "Check that it is plugged in, then try again. If it stays so, tell your administrator before anything else.",
    ),
    "backup_damaged": (
        "The copy was made, but it does not read back as it should.",
        "The store is as it was; the bad copy was thrown away and older copies stay.",
        "Make the backup on another disk or stick.",
    ),
    "backup_unreadable": (
        "{name} is no backup of CASS Desk, or it is damaged.",
        "The file was left as it is; nothing was put in place.",
        "Choose a file that ends in .cass-db, or an older backup.",
    ),
    "backup_keyring_missing": (
        "The keys of this backup ({name}) are not beside it.",
        "Nothing was put in place.",
        "A backup is two files. Copy both into one folder, then choose the .cass-db file again.",
    ),
    "name_taken": (
        "There is a file of this name already: {path}.",
        "It was left as it is; nothing was written.",
        "Choose another name.",
    ),
    "keyring_other": (
        "The keys beside this copy belong to another store.",
        "The store is as it was; the copy was thrown away and older copies stay.",
        "Make the backup in an empty folder; if it stays so, tell your administrator.",
    ),
    "user_not_named": (
        "Several people can sign in to this store; say whose passphrase it is: {logins}.",
        "Nothing was changed.",
        "Name one with --user.",
    ),
    "passphrase_not_given": (
        "No passphrase: set {variable}, or name a file with --passphrase-file; there is no terminal to ask on.",
        "Nothing was changed.",
        "",
    ),
    "file_changed": (
        "This file is not what was kept: its bytes in the store were changed or damaged.",
        "It was not opened, and nothing else was changed.",
        "Tell your administrator: Settings can check the whole store, and a backup holds the file as it was.",
    ),
    "record_missing": ("A record that this step needs is not in the store.", _AS_BEFORE, _TELL),
    "record_exists": (
        "This was entered already: a record with the same number or name is in the store.",
        _AS_BEFORE,
        "Open the one that is there.",
    ),
    "record_refused": ("The store refused a record that does not fit with the others.", _AS_BEFORE, _TELL),
    "record_append_only": (
        "This is on the record and cannot be changed or taken away.",
        "The record is as it was.",
        "Enter a correction instead; both will be shown.",
    ),
    "message_id_reused": (
        "The bundle holds a message with the number of another one that came before, and other contents.",
        "Nothing in it was applied.",
        "Call the office that sent it, at the telephone number under Offices, and ask which of the two holds.",
    ),
    "keyring_missing": (
        "The file with the keys of this store (keyring.json) is not in the folder.",
        _NOTHING_CHANGED,
        "Put it back beside the store, from a backup of the whole folder. Without it the store cannot be opened.",
    ),
    "keyring_exists": (
        "There are keys in this folder already (keyring.json).",
        "They were left as they are.",
        "Sign in, or choose another folder for a new office.",
    ),
    "keyring_damaged": (
        "The file with the keys of this store (keyring.json) is damaged or was changed.",
        "It was left as it is, and so was the store.",
        "Put it back from a backup of the whole folder.",
    ),
    "keyring_newer": (
        "The keys were written by a newer CASS Desk (version {keyring}; this program knows {program}).",
        "They were left as they are.",
        "Install the newer program on this computer.",
    ),
    "passphrase_wrong": (
        "This is not the passphrase.",
        _NOTHING_CHANGED,
        "Type it again; check the Caps Lock key. If it is lost, the recovery words open the store.",
    ),
    "passphrase_same": (
        "This is the passphrase you have now.",
        _NOTHING_CHANGED,
        "Choose another one.",
    ),
    "passphrase_wait": (
        "There were several wrong attempts; the next one can be made in {seconds} seconds.",
        _NOTHING_CHANGED,
        "Wait, then try again. If the passphrase is lost, the recovery words open the store.",
    ),
    "recovery_wrong": (
        "These are not the recovery words.",
        _NOTHING_CHANGED,
        "Compare each word with the paper, in the order printed: both halves. Newer ones replace older ones.",
    ),
    "recovery_missing": (
        "No recovery words were made for this store.",
        _NOTHING_CHANGED,
        "Another user can sign in and make them under Settings.",
    ),
    "user_unknown": (
        "Nobody signs in under this name here.",
        _NOTHING_CHANGED,
        "Choose your name from the list, or ask your administrator to add you.",
    ),
    "login_taken": (
        "Somebody signs in as {login} already.",
        _NOTHING_CHANGED,
        "Choose another name to sign in with.",
    ),
    "last_user": (
        "This is the only user who can open the store.",
        _NOTHING_CHANGED,
        "Add another user first.",
    ),
}
"""By the problem's code, as in `wording.problems`."""
