"""Tables as they come out of Excel: titles above headings, headings again, odd blanks, too many columns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.ui.widgets.period_rows import MOST_PASTED, GridColumn, TooMuchPasted, pasted_rows

COLUMNS = (
    GridColumn(key="year", title="Year"),
    GridColumn(key="start", title="From"),
    GridColumn(key="weeks", title="Weeks"),
    GridColumn(key="earnings", title="Earnings", also=("wages",)),
    GridColumn(key="note", title="Note", kind="note"),
)


def test_a_title_above_the_headings_and_empty_lines_are_left_out() -> None:
    above = "Record of Ann Sample\t\t\r\n\t\t\r\n"
    text = above + "Year\u00a0\tExtra\tWages\r\n1988\tx\t4,160.00\r\n\t\t\r\n1989\ty\t10\r\n\t\t"
    assert pasted_rows(text, COLUMNS, 2) == [
        {"year": "1988", "earnings": "4,160.00"},
        {"year": "1989", "earnings": "10"},
    ]


def test_headings_that_come_again_are_no_row() -> None:
    text = "Year\tWeeks\n1988\t52\nYear\tWeeks\n1989\t26"
    assert pasted_rows(text, COLUMNS, 0) == [{"year": "1988", "weeks": "52"}, {"year": "1989", "weeks": "26"}]


def test_a_heading_that_stands_twice_counts_once() -> None:
    assert pasted_rows("Year\tWeeks\tYear\n1988\t52\t", COLUMNS, 0) == [{"year": "1988", "weeks": "52"}]


def test_blanks_of_every_kind_are_one_blank() -> None:
    text = '\u00a01988\u00a0\t1\u202fFeb\u00a01988\t\u200b52\t"4\u00a0160\n.00"\ttoo\tmany'
    assert pasted_rows(text, COLUMNS, 0) == [
        {"year": "1988", "start": "1 Feb 1988", "weeks": "52", "earnings": "4 160 .00"}
    ]


def test_an_empty_cell_of_a_merged_one_stays_empty() -> None:
    assert pasted_rows("Year\tWeeks\n1988\t26\n\t26", COLUMNS, 0)[1] == {"year": "", "weeks": "26"}


def test_a_quotation_mark_that_nobody_closed_ends_nothing() -> None:
    assert pasted_rows('"' + "a\tb" * 60_000 + "\nc", COLUMNS, 0)


def test_a_whole_sheet_is_refused_and_empty_lines_are_not_counted() -> None:
    assert len(pasted_rows("1988\n\t\n" * MOST_PASTED, COLUMNS, 0)) == MOST_PASTED
    for text in ("1988\n" * 100_000, '"' + "a\tb\n" * 60_000, "Year\tWeeks\n" * 30_000):
        with pytest.raises(TooMuchPasted):
            pasted_rows(text, COLUMNS, 0)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="\t\n\r\"' \u00a0Year0,.", max_size=60) | st.text())
def test_whatever_is_pasted_gives_rows_of_our_columns(text: str) -> None:
    keys = {column.key for column in COLUMNS if column.kind != "note"}
    rows = pasted_rows(text, COLUMNS, 0)
    assert all(set(row) <= keys for row in rows)
    assert not any(sign in cell for row in rows for cell in row.values() for sign in "\t\r\n")
