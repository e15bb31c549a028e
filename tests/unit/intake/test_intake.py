import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.domain.money import Money
from desktop_app.domain.periods import PeriodType
from desktop_app.foundation.problems import FormProblem
from desktop_app.intake.contributions import read_contribution
from desktop_app.intake.mapping import DateOrder, Field, Mapping, Unit, mapping_json, proposed, read_mapping
from desktop_app.intake.markup import LONGEST_CELL
from desktop_app.intake.source import FileKind, examine, raw_rows
from desktop_app.intake.workbook import Sheet
from tests.support.clocks import FixedClock

HEADER = "NIS No;Surname;First name;DOB;Year;Weeks;Earnings;Code"
ROW = "100 001;Sample-Peña;Ana;14/6/1954;1989;52;12,600.00;E"
TODAY = date(2026, 3, 2)
CLOCK = FixedClock()


def _file(folder: Path, data: bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _book(folder: Path, rows: list[list[object]]) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Contributions")
    for row in rows:
        sheet.append(row)
    path = folder / "a.xlsx"
    book.save(path)
    return path


def _refused(path: Path) -> str:
    with pytest.raises(FormProblem) as refused:
        list(raw_rows(path, examine(path), CLOCK))
    return refused.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
def test_a_file_is_read_in_the_encoding_it_was_written_in(tmp_path: Path, encoding: str) -> None:
    path = _file(tmp_path, f"{HEADER}\r\n{ROW}\r\n".encode(encoding))
    source = examine(path)
    assert source.delimiter == ";"
    assert [cells[1] for _, cells in raw_rows(path, source, CLOCK)] == ["Surname", "Sample-Peña"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_parts_the_columns_is_found_out(tmp_path: Path, delimiter: str) -> None:
    path = _file(tmp_path, "\n".join(delimiter.join(("1", '"a b"', "3")) for _ in range(5)).encode())
    source = examine(path)
    assert (source.delimiter, source.quoted) == (delimiter, True)
    assert next(raw_rows(path, source, CLOCK)) == (1, ("1", "a b", "3"))


def test_a_workbook_is_read_as_it_is_shown(tmp_path: Path) -> None:
    path = _book(tmp_path, [["Number", "Born", "Weeks"], [100001, date(1954, 6, 14), 52.0], ["x", None, 0.1 + 0.2]])
    source = examine(path)
    assert (source.kind, source.sheets) == (FileKind.XLSX, (Sheet(name="Contributions"),))
    assert list(raw_rows(path, source, CLOCK)) == [
        (1, ("Number", "Born", "Weeks")),
        (2, ("100001", "1954-06-14", "52")),
        (3, ("x", "", "0.3")),
    ]


def test_a_formula_is_read_as_text_and_never_reckoned(tmp_path: Path) -> None:
    path = _file(tmp_path, b'a,b\n"=HYPERLINK(""http://x"")",2\n')
    assert list(raw_rows(path, examine(path), CLOCK))[1] == (2, ('=HYPERLINK("http://x")', "2"))


def test_a_huge_cell_is_cut_and_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a,b\n" + b"x" * 10_000 + b",2\n")
    assert len(list(raw_rows(path, examine(path), CLOCK))[1][1][0]) == LONGEST_CELL
    assert _refused(_file(tmp_path, b"a,b\n" + b"x" * 300_000)) == "table_line_too_long"


def test_a_quotation_mark_left_open_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, b'a,"b\n' + b"x,2\n" * 100_000)
    assert _refused(path) == "table_unreadable"


def test_ten_thousand_columns_are_refused(tmp_path: Path) -> None:
    assert _refused(_file(tmp_path, b"x," * 10_000 + b"x\n")) == "table_too_wide"
    assert _refused(_book(tmp_path, [["x"] * 10_000])) == "table_too_wide"


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    for data in (b"", b"%PDF\x00\x01\x02", b"PK\x03\x04 no archive", b"\xff\xfea"):
        assert _refused(_file(tmp_path, data)) == "table_unreadable"


def _peak(path: Path, count: int) -> int:
    path.write_text(HEADER + "\n" + f"{ROW}\n" * count, encoding="utf-8")
    source = examine(path)
    tracemalloc.start()
    try:
        assert sum(1 for _ in raw_rows(path, source, CLOCK)) == count + 1
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_four_times_the_rows_need_no_more_memory(tmp_path: Path) -> None:
    few, many = _peak(tmp_path / "few.csv", 5_000), _peak(tmp_path / "many.csv", 20_000)
    assert many < few + 100_000


def test_a_mapping_is_proposed_by_the_header_and_comes_back_from_json() -> None:
    mapping = proposed("ours", tuple(HEADER.split(";")), "XCD")
    assert mapping.lacking() == ()
    assert (mapping.columns[Field.NUMBER], mapping.columns[Field.QUANTITY], mapping.unit) == (0, 5, Unit.WEEKS)
    assert read_mapping(mapping_json(mapping)) == mapping


@pytest.mark.parametrize(
    "told",
    [None, {}, {"name": "a", "columns": {"x": 1}, "currency": "XCD"}, {"name": "", "columns": {}, "currency": "XCD"}],
)
def test_a_mapping_that_is_none_is_refused(told: object) -> None:
    with pytest.raises(FormProblem, match="mapping_unreadable"):
        read_mapping(told)


def _mapping(**changes: object) -> Mapping:
    told = mapping_json(proposed("ours", tuple(HEADER.split(";")), "XCD")) | {"types": {"e": "EMP"}} | changes
    return read_mapping(told)


def test_a_row_is_read_by_its_mapping() -> None:
    read, findings = read_contribution(2, tuple(ROW.split(";")), _mapping(), TODAY)
    assert findings == ()
    assert read is not None
    assert (read.number, read.surname, read.birth_date) == ("100 001", "Sample-Peña", date(1954, 6, 14))
    assert (read.year, read.quantity, read.type) == (1989, 52, PeriodType.EMP)
    assert read.earnings == Money(minor=1_260_000, currency="XCD")


def test_month_first_is_read_as_the_mapping_says() -> None:
    cells = tuple(ROW.replace("14/6/1954", "6/14/1954").split(";"))
    read, _ = read_contribution(2, cells, _mapping(date_order=DateOrder.MONTH_FIRST.value), TODAY)
    assert read is not None
    assert read.birth_date == date(1954, 6, 14)
    assert read_contribution(2, cells, _mapping(), TODAY)[1][0].code == "line_date_unreadable"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("52", "54", "line_quantity_unreadable"),
        ("52", "51.5", "line_quantity_unreadable"),
        (";E", ";Q", "line_code_unknown"),
        ("1989", "1954", "line_before_birth"),
        ("1989", "2027", "line_in_future"),
        ("1989", "89", "line_year_unreadable"),
        ("100 001", "", "line_lacks"),
        ("100 001", "---", "line_lacks"),
        ("12,600.00", "=1+1", "line_money_unreadable"),
    ],
)
def test_a_line_that_cannot_be_right_is_named(old: str, new: str, code: str) -> None:
    read, findings = read_contribution(7, tuple(ROW.replace(old, new).split(";")), _mapping(), TODAY)
    assert read is None
    assert [(finding.code, finding.facts["line"]) for finding in findings] == [(code, 7)]
