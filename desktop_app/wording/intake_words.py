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
}
"""What is wrong with a line, and how to mend it, by code."""
