"""Tables as files: no cell is a formula, every text comes back, and nothing is left beside the file."""

import csv
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop_app.documents import table_file
from desktop_app.documents.table_file import harmless, write_csv, write_xlsx

INJECTED = (
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://nobody.example";"x")',
    " =cmd|' /C calc'!A0",
    "\uff1d1+1",
    "#N/A",
    "TRUE",
    "{=1}",
)


def xlsx_cells(path: Path) -> list[list[tuple[str, object]]]:
    book = load_workbook(path)
    return [[(cell.data_type, cell.value) for cell in row] for sheet in book.worksheets for row in sheet.iter_rows()]


@pytest.mark.parametrize("text", INJECTED)
def test_a_text_that_begins_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    book, plain = tmp_path / "a.xlsx", tmp_path / "a.csv"
    write_xlsx(book, "Claims", ("Name",), [(text,)])
    write_csv(plain, ("Name",), [(text,)])
    kind, value = xlsx_cells(book)[1][0]
    assert kind in {"s", "inlineStr"}
    assert value == text.replace("\r", "\n")
    with plain.open(encoding="utf-8-sig", newline="") as file:
        cell = list(csv.reader(file))[1][0]
    assert cell.lstrip()[:1] not in set("=+-@\t\r\uff1d")


def test_what_might_be_a_formula_stays_text_when_the_cell_is_edited(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(path, "Claims", ("Name", "Name"), [("=1+1", "Plain")])
    row = list(load_workbook(path).worksheets[0].iter_rows())[1]
    assert [cell.quotePrefix for cell in row] == [True, False]


def test_figures_are_figures_and_titles_are_there_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert write_xlsx(path, "Weeks", ("Year", "Weeks"), [(1988, -3)]) == 1
    assert xlsx_cells(path)[1] == [("n", 1988), ("n", -3)]
    assert write_xlsx(path, "Weeks", ("Year", "Weeks"), []) == 0
    assert xlsx_cells(path) == [[("s", "Year"), ("s", "Weeks")]]


def test_what_no_spreadsheet_can_hold_is_left_out_not_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(
        path, "A/B: [every] 'table' whose name is far too long", ("A",), [("a\x00b\x1f\ud800",), ("x" * 40_000,)]
    )
    book = load_workbook(path)
    assert len(book.sheetnames[0]) <= 31
    assert [row[0].value for row in book.worksheets[0].iter_rows()] == ["A", "a b  ", "x" * 32_767]


def test_more_rows_than_a_sheet_holds_go_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "MOST_ROWS", 2)
    path = tmp_path / "a.xlsx"
    assert write_xlsx(path, "Rows", ("N",), [(number,) for number in range(5)]) == 5
    sheets = load_workbook(path).worksheets
    assert [sheet.title for sheet in sheets] == ["Rows", "Rows 2", "Rows 3"]
    assert [[row[0].value for row in sheet.iter_rows()] for sheet in sheets] == [["N", 0, 1], ["N", 2, 3], ["N", 4]]


def test_nothing_is_in_a_temporary_folder_nor_left_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere, target = tmp_path / "elsewhere", tmp_path / "target"
    elsewhere.mkdir()
    target.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    seen: list[Path] = []

    def rows() -> Iterator[tuple[str]]:
        yield ("one",)
        seen.extend(elsewhere.iterdir())
        yield ("two",)

    write_xlsx(target / "a.xlsx", "A", ("A",), rows())
    assert seen == []
    assert [path.name for path in target.iterdir()] == ["a.xlsx"]


def test_writing_that_is_stopped_leaves_no_part(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[str]]:
        yield ("one",)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_xlsx(tmp_path / "a.xlsx", "A", ("A",), rows())
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=4))
def test_no_text_whatever_is_a_formula(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book, plain = Path(folder) / "a.xlsx", Path(folder) / "a.csv"
        write_xlsx(book, "A", ("A", "B"), rows)
        write_csv(plain, ("A", "B"), rows)
        assert all(kind in {"s", "inlineStr", "n"} for row in xlsx_cells(book) for kind, _value in row)
        with plain.open(encoding="utf-8-sig", newline="") as file:
            assert all(cell.lstrip()[:1] not in set("=+-@") or not cell for row in csv.reader(file) for cell in row)


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", "\r=", "\n", " =", "\u00a0+", "\uff1d", "\uff20"])
def test_no_text_begins_a_formula(begins: str) -> None:
    evil = begins + 'HYPERLINK("https://invented.example")'
    assert harmless(evil) == f"'{evil}"


def test_words_and_amounts_stay_as_they_are() -> None:
    assert [harmless(words) for words in ("", "VC", "XCD 35.88", "2014-07-14")] == ["", "VC", "XCD 35.88", "2014-07-14"]


def test_numbers_and_days_are_such_in_a_workbook(tmp_path: Path) -> None:
    row = (12, Decimal("12.5"), date(2014, 7, 14))
    write_xlsx(tmp_path / "a.xlsx", "t", ("A", "B", "C"), [row])
    cells = load_workbook(tmp_path / "a.xlsx").worksheets[0][2]
    assert [str(cell.value) for cell in cells] == ["12", "12.5", "2014-07-14 00:00:00"]
    write_csv(tmp_path / "a.csv", ("A", "B", "C"), [row])
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[1] == "12,12.5,2014-07-14"
