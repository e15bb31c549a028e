"""The words about kept calculations: what is said of one that cannot be read, run again or compared."""

from collections.abc import Mapping
from typing import Final

_STAYS: Final = "It stays in the store as it was kept."
_TELL: Final = "Tell your administrator, who can look at the backups."

PROBLEMS: Final[Mapping[str, tuple[str, str, str]]] = {
    "backup_days": ("Backups are made every 1, 2, 3, 7 or 14 days.", "Nothing was changed.", "Choose one of these."),
    "backup_keep": (
        "Between {fewest} and {most} copies can be kept.",
        "Nothing was changed.",
        "Enter another number.",
    ),
    "backup_other_store": (
        "This backup is no older state of this store: it is another office's, or made after another restore.",
        "Nothing was changed.",
        "Choose a backup of this desk. On an empty computer any backup can be put in place.",
    ),
    "backup_nothing_lost": (
        "This backup is as the store is now: there is nothing to go back to.",
        "Nothing was changed.",
        "Choose an older backup.",
    ),
    "journal_line_missing": (
        "There is no line {number} in the journal.",
        "Nothing was changed.",
        "Choose another line; if the list still shows it, read the store through under Settings, Backups.",
    ),
    "nothing_to_acknowledge": (
        "No message of {office} is here to which an acknowledgement could be written.",
        "Nothing was put into “To send”.",
        "Call the office and say that you went back to a backup; the next message to it tells it too.",
    ),
    "backup_folder_missing": (
        "The folder for backups is not there: {path}.",
        "No backup was made; everything entered is in the store as before.",
        "Plug the stick in, or choose another folder in Settings, Backups.",
    ),
    "calculation_unreadable": ("A kept calculation cannot be read: its record is damaged.", _STAYS, _TELL),
    "calculation_newer": (
        "This calculation was kept by a newer version of CASS Desk.",
        _STAYS,
        "Open it with the newer version.",
    ),
    "calculation_elsewhere": (
        "This calculation belongs to another claim.",
        "Nothing was changed.",
        "Open it from the list of its own claim.",
    ),
    "case_not_kept": (
        "This calculation was kept by an earlier version of CASS Desk, without its inputs: it cannot be run again.",
        "Its result and its worksheet are as they were kept.",
        "Calculate the claim as it is now, and keep that.",
    ),
    "nothing_kept": (
        "No calculation of this claim has been kept yet.",
        "Nothing was changed.",
        "Calculate the claim and keep the calculation.",
    ),
    "pack_unusable": (
        "The rules of {state} that were kept cannot be used by this version of CASS Desk.",
        _STAYS,
        "Run it again with the version that kept it.",
    ),
    "rules_not_kept": ("The rules that this calculation used are not in the store.", _STAYS, _TELL),
    "rules_without_files": (
        "The rules of {state} have no files that could be kept with a calculation.",
        "Nothing was kept.",
        "Start CASS Desk again; if it stays so, install it anew.",
    ),
}
"""Happened, kept, do, by code."""
