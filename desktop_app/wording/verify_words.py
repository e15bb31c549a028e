"""What reading a store through showed, in sentences: where something does not fit, and what to do."""

from typing import Final

from desktop_app.domain.rescue import LostRows, RescuedTable
from desktop_app.domain.verification import FaultKind, StoreFault
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.formats import number_words

_PLACES: Final = {
    "attachment": "the scans and papers of claims",
    "calculation": "the kept calculations",
    "case_decision": "the decisions",
    "certificate": "the certificates of insurance periods",
    "certified_period": "the rows of certificates",
    "claim": "the claims",
    "document": "the issued documents",
    "insurance_number": "the insurance numbers",
    "journal": "the journal",
    "journal_change": "what the journal keeps of before and after",
    "obligation": "what offices owe each other",
    "outbox_message": "the messages to other offices",
    "own_record": "the contributions brought in from files",
    "person": "the persons",
    "received_file": "the received files",
    "received_message": "the received messages",
    "sent_bundle": "the sent bundles",
    "sent_part": "the parts of sent bundles",
    "stated_period": "the work histories",
}
_SENTENCES: Final = {
    FaultKind.PAGE: "The file is damaged in {where}.",
    FaultKind.SEAL: "Page {row} of the file was changed from outside, by a failing disk or by hand.",
    FaultKind.REFERENCE: "Row {row} of {where} belongs to something that is not there.",
    FaultKind.GUARD: "What keeps {where} from being changed was taken away or altered.",
    FaultKind.JOURNAL: "The journal does not fit from line {row} on: a line was changed, removed or put in between.",
    FaultKind.CHANGES: "What line {row} of the journal keeps of before and after was changed or removed.",
    FaultKind.ROW: "Rows are missing in {where}: {row}.",
    FaultKind.FILE: "The file kept in row {row} of {where} is not the one that was kept.",
    FaultKind.ALTERED: "The record {name} in {where} is not as line {line} of the journal left it.",
    FaultKind.VANISHED: (
        "The record {name} in {where} is gone, and no line of the journal removed it; line {line} is the last about it."
    ),
    FaultKind.UNTOLD: "The record {name} in {where} is there, and no line of the journal says how it came.",
}
_MANY_UNTOLD: Final = "More records are in {where} than the lines of the journal brought: {row}."
_BACK: Final = "The record {name} in {where} is there, though line {line} of the journal removed it."
DO: Final = "Make no more entries. Tell your administrator; a backup from before can be put in its place."
"""What to do when anything does not fit."""

WHOLE: Final = "Every row could be read."
SAVED: Final = (
    "What refers to lost rows stays, and is named whenever the store is read through. Compare with a backup before you "
    "put this in the place of the store."
)
"""What to say of a store that was saved from a damaged one: nothing is lost, or something is."""


def fault_words(fault: StoreFault) -> str:
    """Say what does not fit, and where, without a word of what is written there."""
    sentence = _SENTENCES[fault.kind]
    if fault.kind is FaultKind.UNTOLD and not fault.name:
        sentence = _MANY_UNTOLD
    elif fault.kind is FaultKind.UNTOLD and fault.line:
        sentence = _BACK
    return text(sentence).format(where=_place(fault.where), row=fault.row, name=fault.name, line=fault.line)


def lost_words(entry: RescuedTable) -> str:
    """Say which rows of a table could not be saved."""
    where, read = _place(entry.table), plural("{n} row saved", "{n} rows saved", entry.rows)
    read = read.format(n=number_words(entry.rows))
    ranges = ", ".join(_range_words(lost) for lost in entry.lost)
    return text("In {where}: {read}; lost: {ranges}.").format(where=where, read=read, ranges=ranges)


def _range_words(lost: LostRows) -> str:
    if not lost.first:
        return text("some rows")
    if not lost.last:
        return text("all from row {first} on").format(first=lost.first)
    if lost.first == lost.last:
        return text("row {first}").format(first=lost.first)
    return text("rows {first} to {last}").format(first=lost.first, last=lost.last)


def _place(table: str) -> str:
    """Name a table of the store as people know it."""
    if table in _PLACES:
        return text(_PLACES[table])
    return text("the table “{name}”").format(name=table) if table else text("the store")
