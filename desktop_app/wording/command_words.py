"""The sentences of the command line: what a case file is refused for. Templates by code; `{fact}` is a fact.

`{place}` says where it stands: `row 3`, `decision 1`, `insured_person`.
"""

from typing import Final

from desktop_app.wording.catalogue import text

_KEPT: Final = "Nothing was calculated."
_CORRECT: Final = "Correct the file and try again."

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "bench_needs_python": (
        "The installed program carries no Python that could run the reference.",
        "Nothing was measured.",
        "Name one with --python, for example --python /usr/bin/python3.",
    ),
    "bench_peer_failed": (
        "The reference, {package}, gave no answer.",
        "Nothing was measured.",
        "Delete its folder and try again; it will be installed anew.",
    ),
    "bench_peer_missing": (
        "The reference, {package}, could not be installed in {path}; that needs a network.",
        "Nothing was measured.",
        "Connect this computer and try again, or name a folder that holds it with --peer.",
    ),
    "benefit_without_rules": (
        "The rules of {state} for {benefit} are not in this program.",
        "Nothing was changed.",
        "Leave --benefit out to see what there is.",
    ),
    "case_amount_wrong": (
        "{place}: “{text}” under “{key}” is no amount; write figures in quotes, with at most two decimals: “12600.00”.",
        _KEPT,
        _CORRECT,
    ),
    "case_before_birth": (
        "the contingency on {contingency} lies before the birth on {birth}.",
        _KEPT,
        _CORRECT,
    ),
    "case_currency_wrong": (
        "{place}: “{text}” is no currency; write its three capital letters, for example “XCD”.",
        _KEPT,
        _CORRECT,
    ),
    "case_dates_outside_year": (
        "{place}: the dates lie in {dates}, the row is of {year}.",
        _KEPT,
        _CORRECT,
    ),
    "case_day_wrong": (
        "{place}: “{text}” under “{key}” is no day of the years 1900 to 2100; write it like “1954-06-14”.",
        _KEPT,
        _CORRECT,
    ),
    "case_ends_before_start": (
        "{place}: the period ends on {end}, before it begins on {start}.",
        _KEPT,
        _CORRECT,
    ),
    "case_file_missing": ("there is no file {path}.", _KEPT, "Check the name and the folder."),
    "case_key_doubled": ("{place}: the key “{key}” stands there twice.", _KEPT, "Leave one of the two out."),
    "case_key_missing": ("{place}: “{key}” is missing.", _KEPT, _CORRECT),
    "case_key_near": ("{place}: “{key}” is not known; did you mean “{near}”?", _KEPT, _CORRECT),
    "case_key_unknown": ("{place}: “{key}” is not known; what may stand there: {known}.", _KEPT, _CORRECT),
    "case_list_empty": ("{place}: “{key}” is an empty list; leave it out where all are meant.", _KEPT, _CORRECT),
    "case_needs_list": ("{place}: “{key}” must be a list in square brackets.", _KEPT, _CORRECT),
    "case_needs_table": ("{place} must be a table in curly brackets.", _KEPT, _CORRECT),
    "case_needs_text": (
        "{place}: “{key}” must be text in quotes, not a number or a list.",
        _KEPT,
        _CORRECT,
    ),
    "case_needs_whole_number": (
        "{place}: “{key}” must be a whole number, without quotes and without decimals.",
        _KEPT,
        _CORRECT,
    ),
    "case_needs_yes_no": ("{place}: “{key}” must be true or false, without quotes.", _KEPT, _CORRECT),
    "case_degree_nought": ("{place}: a degree of disablement is 1 to 100 per cent.", _KEPT, _CORRECT),
    "case_negative": ("{place}: “{key}” is {value}; it cannot be less than 0.", _KEPT, _CORRECT),
    "case_not_json": (
        "the case file is no JSON text in UTF-8: it cannot be read from line {line}, column {column}.",
        _KEPT,
        _CORRECT,
    ),
    "case_one_date_only": ("{place}: give both “from” and “to”, or neither.", _KEPT, _CORRECT),
    "case_paid_above_weeks": (
        "{place}: {paid} paid weeks are more than the {weeks} weeks of the row.",
        _KEPT,
        "“weeks” counts all weeks, paid and credited.",
    ),
    "case_row_of_years": (
        "{place}: the period runs from {start} to {end}; give each year a row of its own.",
        _KEPT,
        "For a contribution year that is no calendar year, state it as “year”.",
    ),
    "case_row_without_year": ("{place}: give its “year”, or “from” and “to”.", _KEPT, _CORRECT),
    "case_state_near": (
        "{place}: “{text}” is no State's code; did you mean “{near}” ({name})?",
        _KEPT,
        _CORRECT,
    ),
    "case_state_twice": ("{place}: {state} was there before; a State has one.", _KEPT, "Leave one of the two out."),
    "case_state_unknown": (
        "{place}: “{text}” is no State of the Agreement; its States: {states}.",
        _KEPT,
        _CORRECT,
    ),
    "case_too_large": ("the case file is larger than {most} bytes.", _KEPT, "Check that it is the right file."),
    "case_too_many": ("{place}: “{key}” is {value}; at most {most} can be.", _KEPT, _CORRECT),
    "case_weeks_above_dates": (
        "{place}: {weeks} weeks do not fit between its dates; {holds} do.",
        _KEPT,
        _CORRECT,
    ),
    "case_without_periods": (
        "“periods” is empty, and no amount or total is given instead: there is nothing to calculate.",
        _KEPT,
        "Give the insurance periods of every State.",
    ),
    "case_word_near": ("{place}: “{text}” under “{key}” is not known; did you mean “{near}”?", _KEPT, _CORRECT),
    "case_word_unknown": ("{place}: “{text}” under “{key}” is not known; it can be: {known}.", _KEPT, _CORRECT),
    "rules_not_found": (
        "There are no rule packs in {path}.",
        "Nothing was checked.",
        "Name a folder of States' folders, or the folder of one State with its state.toml.",
    ),
    "case_year_wrong": ("{place}: {year} is outside the years 1900 to 2100.", _KEPT, _CORRECT),
}

PROOFS: Final[dict[str, str]] = {
    "store_opened": "encrypted store opened: {figure} bytes",
    "rules_loaded": "rule packs loaded: {figure}",
    "bundles_exchanged": "bundles sealed and opened: {figure}",
    "claim_calculated": "claim calculated: {figure} totalised weeks",
    "example_calculated": "published example calculated: {figure} States as expected",
    "worksheet_printed": "worksheet printed: {figure} bytes",
    "certificate_printed": "certificate printed: {figure} bytes",
    "office_card_printed": "office card printed: {figure} bytes",
    "recovery_sheet_printed": "recovery sheet printed: {figure} bytes",
    "page_drawn": "page drawn for screen and printer: {figure} dots wide",
    "backed_up": "backup made and checked: {figure} bytes",
    "screens_built": "screens built: {figure}",
}
"""What the self-test has done, a line each; `{figure}` is a figure worth seeing."""


def place_words(place: str) -> str:
    """Say where something stands in a case file: `row 3`, `survivor 1`, `the case file`."""
    word, _, number = place.rpartition(" ")
    return f"{text(word)} {number}" if word and number.isdigit() else text(place)
