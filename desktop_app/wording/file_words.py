"""The sentences for files that come and go: parts of a bundle, mails, sticks, scans, the watched folder."""

from typing import Final

_NOTHING_APPLIED: Final = "The file was kept as it came. Nothing in it was applied."
_STILL_WAITS: Final = "The bundle is still here and waits to be handed over."

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "bundle_expired": (
        "This bundle from {office} was to be opened by {day}. That day is over.",
        _NOTHING_APPLIED,
        "Look whether this computer's date is right. If it is, ask {office} to send what is in the bundle again.",
    ),
    "bundle_over_mail": (
        "This bundle weighs {size} bytes, more than the {most} that pass by mail.",
        "The messages still wait to be sent. Nothing left this office.",
        "Choose: {parts} parts, each in a mail of its own, or one file on a stick.",
    ),
    "file_not_there": (
        "There is no file {path}.",
        "Nothing was changed.",
        "Look at its name and folder. If it is on a stick, put the stick in again.",
    ),
    "file_not_readable": (
        "The file {path} cannot be read.",
        "Nothing was changed.",
        "Look whether it is a file and no folder, and whether you may open it.",
    ),
    "place_gone": (
        "The stick or folder is no longer there: {path}.",
        _STILL_WAITS,
        "Put the stick in again and write the bundle once more. What is on the stick now may be half a file.",
    ),
    "name_not_allowed": (
        "This stick or folder does not take the file's name: {path}.",
        _STILL_WAITS,
        "Use another stick or folder.",
    ),
    "attachment_not_known": (
        "This file cannot be attached: it is no PDF, no picture (PNG, JPEG, TIFF) and no plain text.",
        "Nothing was attached.",
        "Scan the paper as a picture or PDF, or print the document as PDF, and attach that.",
    ),
    "attachment_too_large": (
        "This file is too large to attach: {size} bytes, where at most {most} can pass.",
        "Nothing was attached.",
        "Scan it again in grey with 150 to 200 dots per inch, or attach it in several files.",
    ),
    "attachment_unreadable": (
        "This picture cannot be read: it is damaged, or has more points than any page needs.",
        "Nothing was attached.",
        "Scan the paper again in grey with 150 to 200 dots per inch.",
    ),
    "attachment_too_many": (
        "There are too many attachments on this message: at most {most} can go with one bundle.",
        "Nothing more was attached.",
        "Put several pages into one PDF, or send them with another message.",
    ),
    "attachment_type_differs": (
        "This attachment is not what it says it is.",
        "It was not saved. It is kept in the bundle as it came.",
        "Do not try to open it with other programs. Ask the office that sent it to send it again.",
    ),
    "attachment_unknown": (
        "There is no such attachment.",
        "Nothing was changed.",
        "Choose one from the list.",
    ),
    "message_left_already": (
        "This message has left already; nothing can be put with it any more.",
        "Nothing was changed.",
        "Send the paper with another message.",
    ),
    "message_without_case": (
        "This message belongs to no case; a paper goes with a message about a case.",
        "Nothing was attached.",
        "Choose a message about a case, or send the paper with a question or an answer in that case.",
    ),
    "not_to_be_passed_on": (
        "This document cannot be passed on to {office}: its office did not name it among those it is meant for.",
        "Nothing was put into the bundle.",
        "Ask the office that issued it to send it there itself.",
    ),
    "not_a_document": (
        "Only certificates and decisions that another office signed can be passed on.",
        "Nothing was put into the bundle.",
        "Tell the other office what it needs to know in a message of this office's own.",
    ),
    "watch_folder_gone": (
        "The watched folder cannot be reached: {path}.",
        "Nothing was taken from it. What came before is kept.",
        "Connect the drive again, or choose another folder in Settings.",
    ),
    "watch_folder_own": (
        "This folder is where the program keeps its own data: {path}.",
        "The watched folder stays as it was.",
        "Choose another folder.",
    ),
}
"""What happened, what was kept, what to do."""

PAPER_KINDS: Final[dict[str, str]] = {
    "scan": "Scan",
    "worksheet": "Worksheet of the calculation",
    "certificate": "Certificate on paper",
    "proof": "Proof of work or contributions",
    "civil": "Birth, marriage or death document",
    "medical": "Medical report",
    "identity": "Identity document",
    "school": "School attendance",
    "rule_pack": "Update of rules",
}
"""What a paper is, by its code."""
