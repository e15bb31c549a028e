"""The words about records that are brought in from an institution's own system."""

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
    "table_old": (
        "{file} is a workbook of Excel before 2007, or a passphrase is on it.",
        _NOTHING,
        "Open it in Excel and save it as “Excel Workbook (*.xlsx)”, without a passphrase.",
    ),
    "sheet_unknown": (
        "This workbook has no sheet “{sheet}”. It has: {sheets}.",
        _NOTHING,
        "Choose one of these, or give the sheet its name back in Excel.",
    ),
    "table_without_sheets": (
        "{file} is no workbook, so it has no sheet “{sheet}”.",
        _NOTHING,
        "Leave the sheet out, or give the workbook itself.",
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
    "mapping_unknown": (
        "There is no mapping called “{name}”.",
        _NOTHING,
        "Choose one under Settings, Contribution records, or point the columns out there first.",
    ),
    "mapping_incomplete": (
        "It is not said yet which columns hold what is needed.",
        _NOTHING,
        "Point out number, name, date of birth, year and how much was paid.",
    ),
    "import_known": (
        "This very file was brought in on {day}.",
        "What it brought is there; nothing was brought in twice.",
        "If it was changed since, save it again from the other system and bring that in.",
    ),
    "answers_unreadable": (
        "{file} is not what a dry run wrote: its JSON, with the answers filled in.",
        _NOTHING,
        "Run it once more with --dry-run --json, keep what it says as a file, and fill in each “answer”.",
    ),
    "answer_unclear": (
        "The answer to line {line} is none that is known: “{answer}”.",
        _NOTHING,
        "Answer same (with one of the persons named there), else (with a reason) or later.",
    ),
    "answers_of_another_file": (
        "These answers are to another file, or this one was changed since.",
        _NOTHING,
        "Try the file once more and answer what it says then.",
    ),
    "import_unknown": ("This file is not on record.", "Nothing was changed.", "Look at the list again."),
    "import_undone": ("This file was taken out already.", "Nothing was changed.", "Look at the list again."),
    "import_used": (
        "Certificates were made from what this file brought: {certificates}.",
        "Nothing was taken out.",
        "Correct those certificates first; what they say stays until then.",
    ),
}
"""Happened, kept, do, by code."""

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "line_repeated": ("Line {line} says what another line of this file says.", "It was counted once."),
    "line_year_overfull": (
        "Line {line} makes {weeks} weeks of {year}; a year holds no more than 53.",
        "It came in. Look whether lines overlap, before a certificate is made from them.",
    ),
    "line_number_unknown": (
        "Line {line}: nobody here has the number {number}.",
        "Enter the person first, or let the file bring new persons.",
    ),
    "line_number_shared": (
        "Line {line}: more than one person here has the number {number}.",
        "The line was left out. Look at them side by side in People, then bring the file in again.",
    ),
    "line_of_another": (
        "Line {line} speaks of somebody else than who has the number {number} here: {differ}.",
        "The line was left out. Mend the number in the other system, or the person here, and bring it in again.",
    ),
    "line_person_differs": (
        "Line {line} does not say all of who has the number {number} here: {differ}.",
        "It came in for that person. Look whether it is one and the same.",
    ),
    "mapping_lacks": ("No column says: {field}.", "Point it out."),
    "mapping_without_name": ("The mapping has no name.", "Give it one, such as that of the system."),
    "mapping_column_twice": ("One column is to say two things: {field} is one of them.", "Point out another."),
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
}
"""What is wrong with a line, and how to mend it, by code."""
