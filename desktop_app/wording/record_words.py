"""What the journal calls the records of the store and their columns where it shows what was before and after."""

from typing import Final

from desktop_app.wording.catalogue import text

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
    "stage_changed_at": "Stage since",
    "surname": "Surname",
    "weeks_credited": "Weeks credited",
    "weeks_paid": "Weeks paid",
}
_BYTES: Final = "bytes:"


def table_words(table: str) -> str:
    """Name a kind of record; one without a name of its own keeps the store's."""
    return text(_TABLES[table]) if table in _TABLES else table.replace("_", " ").capitalize()


def column_words(column: str) -> str:
    """Name a column of a record; one without a name of its own keeps the store's."""
    return text(_COLUMNS[column]) if column in _COLUMNS else column.replace("_", " ").capitalize()


def value_words(value: str | int | None) -> str:
    """Say a kept value: nothing for none, and of bytes how many."""
    if value is None:
        return ""
    said = str(value)
    if said.startswith(_BYTES) and said.removeprefix(_BYTES).isdecimal():
        return text("{n} bytes").format(n=f"{int(said.removeprefix(_BYTES)):,}")
    return said
