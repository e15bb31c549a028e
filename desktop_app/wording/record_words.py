"""What the journal calls the records of the store and their columns where it shows what was before and after."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from desktop_app.wording.catalogue import text
from desktop_app.wording.coded_values import code_words, setting_words, structure_of
from desktop_app.wording.formats import date_words, moment_words, number_words

_TABLES: Final = {
    "attachment": "Paper of a claim",
    "calculation": "Calculation",
    "case_decision": "Decision",
    "case_participant": "Office of a case",
    "certificate": "Certificate",
    "certified_period": "Row of a certificate",
    "claim": "Claim",
    "claim_detail": "Further particulars",
    "claim_hold": "Claim kept longer",
    "claim_reference": "Number at another office",
    "claim_survivor": "Survivor",
    "document": "Issued document",
    "insurance_number": "Insurance number",
    "kept_rules": "Rules",
    "key_event": "Key of an office",
    "obligation": "What is owed",
    "obligation_event": "What became of what is owed",
    "obligation_item": "Point of a question",
    "office": "Office",
    "officer_decision": "Decision on an open point",
    "outbox_message": "Message to another office",
    "person": "Person",
    "person_address": "Earlier address",
    "person_apart": "Persons said to be two",
    "person_merge": "Joined records",
    "person_name": "Name of a person",
    "person_relation": "Relation of a person",
    "proposal": "Proposal",
    "proposal_event": "Step of a proposal",
    "protection": "Protection",
    "received_file": "Received file",
    "received_message": "Received message",
    "sent_bundle": "Sent bundle",
    "setting": "Setting",
    "stated_period": "Row of a work history",
    "user_account": "User",
    "user_role": "Further role of a user",
}
_COLUMNS: Final = {
    "birth_date": "Birth date",
    "claim_id": "Claim",
    "consent_given": "Consent given",
    "contingency_date": "Day of the contingency",
    "death_date": "Date of death",
    "email": "E-mail",
    "examining_office": "Examining office",
    "filing_date": "Filing date",
    "filing_proof": "Proof of filing",
    "forenames": "Forenames",
    "kept_for": "Stays on record for",
    "name_at_birth": "Name at birth",
    "other_names": "Other names",
    "person_id": "Person",
    "position": "Place in the list",
    "stage_changed_at": "Stage since",
    "surname": "Surname",
    "user_id": "User",
    "weeks_credited": "Weeks credited",
    "weeks_paid": "Weeks paid",
}
_SETTING: Final = "setting"
_BYTES: Final = "bytes:"
_PLACES: Final = frozenset({"position"})
_LISTED: Final = frozenset(
    {
        "certified_period",
        "insurance_number",
        "obligation_item",
        "person_address",
        "person_name",
        "person_relation",
        "stated_period",
    }
)
"""Records named by whose they are and their place, counted from 0."""

_MINOR: Final = "_minor"
_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_NOBODY: Final[Mapping[str, str]] = {}


def table_words(table: str) -> str:
    """Name a kind of record; one without a name of its own keeps the store's."""
    return text(_TABLES[table]) if table in _TABLES else table.replace("_", " ").capitalize()


def column_words(column: str) -> str:
    """Name a column of a record; one without a name of its own keeps the store's."""
    said = column.removesuffix(_MINOR)
    return text(_COLUMNS[said]) if said in _COLUMNS else said.replace("_", " ").capitalize()


def is_id(value: str | int | None) -> bool:
    """Tell whether a value is an id of the store, which says nothing to anybody."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def record_words(table: str, row: str, names: Mapping[str, str] = _NOBODY) -> str:
    """Name a record: its kind, whose it is, and its place in a list; an id that stands for nobody is left out."""
    whose: list[str] = []
    if table == _SETTING:
        return f"{table_words(table)}: {setting_words(row)}"
    for number, part in enumerate(row.split()):
        if part in names:
            whose.append(names[part])
        elif table in _LISTED and number and part.isdecimal():
            whose.append(str(int(part) + 1))
        elif not is_id(part) and not row.isdecimal():  # a number alone is the store's own
            whose.append(code_words(part, ""))
    return f"{table_words(table)}: {', '.join(whose)}" if whose else table_words(table)


def said_about(about: str) -> str:
    """Name what an act is about: the store itself, a code in words, or a number or name as it stands."""
    return text("the store") if about == "store" else code_words(about, "")


def value_words(value: str | int | None, column: str = "", names: Mapping[str, str] = _NOBODY) -> str:
    """Say a kept value: nothing for none, of bytes how many, a day as elsewhere, whose id it is."""
    said = "" if value is None else str(value)
    if not said or said in names:
        return names.get(said, said)
    if said.startswith(_BYTES) and said.removeprefix(_BYTES).isdecimal():
        return text("{n} bytes").format(n=f"{int(said.removeprefix(_BYTES)):,}")
    if column in _PLACES and said.isdecimal():
        return str(int(said) + 1)
    if column.endswith(_MINOR) and said.lstrip("-").isdecimal():
        return number_words(Fraction(int(said), 100), 2)
    if is_id(said):
        return ""
    held = structure_of(said)
    return code_words(_time_words(said), column) if held is None else _structure_words(held, column, names)


def _structure_words(held: object, column: str, names: Mapping[str, str]) -> str:
    """Say what a list or a mapping holds, part by part; empty parts are left out."""
    if isinstance(held, bool):
        return text("Yes") if held else text("No")
    if isinstance(held, dict):
        parts = ((column_words(name), _structure_words(each, name, names)) for name, each in held.items())
        return "; ".join(f"{name}: {words}" for name, words in parts if words)
    if isinstance(held, list):
        return ", ".join(words for words in (_structure_words(each, column, names) for each in held) if words)
    return "" if held is None else value_words(str(held), column, names)


def _time_words(said: str) -> str:
    bare = said.strip('"')
    try:
        if _DAY.fullmatch(bare):
            return date_words(date.fromisoformat(bare))
        if _MOMENT.fullmatch(bare):
            return moment_words(datetime.fromisoformat(bare))
    except ValueError:
        return said
    return said
