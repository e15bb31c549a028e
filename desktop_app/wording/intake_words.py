"""The words about records that are brought in from an institution's own system, and tables that are taken out."""

from typing import Final

_NOTHING: Final = "Nothing was brought in."

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "table_unreadable": (
        "{file} is no table that can be read: neither CSV nor XLSX, or damaged.",
        _NOTHING,
        "Save it again from the other system, as CSV or as an Excel workbook.",
    ),
    "table_hostile": (
        "{file} would unpack to far more than a table of contributions can hold.",
        _NOTHING,
        "Ask where the file came from; save it again as CSV.",
    ),
    "table_too_wide": (
        "Line {line} has more than {most} columns.",
        _NOTHING,
        "Check what parts the columns, or take the columns out that are not needed.",
    ),
    "table_line_too_long": (
        "Line {line} is far too long for a row of a table; a quotation mark may be left open before it.",
        _NOTHING,
        "Look at the line in the other system and save the file again.",
    ),
    "mapping_unreadable": (
        "This says not soundly how the columns are read.",
        _NOTHING,
        "Point the columns out again, and check the currency and the header rows.",
    ),
    "mapping_lacks": (
        "No column is pointed out for: {fields}.",
        _NOTHING,
        "Say which column holds it.",
    ),
    "mapping_missing": (
        "There is no mapping called {name}.",
        _NOTHING,
        "Choose one of those that are kept, or make it.",
    ),
    "import_done_already": (
        "This very file was brought in before, as {file}.",
        _NOTHING,
        "Take that import back first if it was wrong.",
    ),
    "import_empty": ("No row of this file can be brought in.", _NOTHING, "Look at what is said of its lines."),
    "import_undone_already": ("This import was taken back before.", "Nothing was changed.", "Nothing has to be done."),
    "import_built_on": (
        "This import cannot be taken back: {claims} cases and {imports} later imports rest on it.",
        "Nothing was changed.",
        "Take the later imports back first; what a case rests on stays.",
    ),
    "import_role_needed": (
        "Records are brought in, and taken back, by the head of the office and the administrator.",
        "Nothing was changed.",
        "Ask one of them.",
    ),
}
"""Happened, kept, do, by code."""

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "line_lacks": ("Line {line} does not say: {field}.", "Enter it in the other system, or leave the line out."),
    "line_ends_before_start": ("Line {line} ends before it begins.", "Check both dates."),
    "line_before_birth": ("Line {line} is of {year}, not after the birth.", "Check the year and the date of birth."),
    "line_date_unreadable": ("Line {line}: “{text}” is no date.", "Check which of day and month comes first."),
    "line_in_future": ("Line {line} lies in the future: {date}.", "Check the date."),
    "line_year_unreadable": ("Line {line}: “{text}” is no year.", "Check the column of the year."),
    "line_quantity_unreadable": (
        "Line {line}: “{text}” is no whole number from 0 to {most}.",
        "Check whether the file counts weeks, days or months.",
    ),
    "line_code_unknown": ("Line {line}: nothing is said of the code “{text}”.", "Say in the mapping which kind it is."),
    "line_money_unreadable": ("Line {line}: “{text}” is no amount.", "Check the column of the earnings."),
    "line_person_differs": (
        "Line {line}: the number {number} is known here with another name or date of birth.",
        "Compare both records; the line is left out.",
    ),
    "line_person_likely": (
        "Line {line}: {number} may be somebody who is known here under another number, {known}.",
        "Compare both persons; the line is left out until somebody has said who it is.",
    ),
}
"""What is wrong with a line, and how to mend it, by code."""
