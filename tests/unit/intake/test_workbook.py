"""Workbooks are read as they are shown, sheet by sheet; none of them fills the memory."""

import errno
import tempfile
import tracemalloc
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO

import pytest
from openpyxl import Workbook

from desktop_app.foundation.problems import FormProblem, PlaceProblem
from desktop_app.intake import shared_texts
from desktop_app.intake.markup import LONGEST_CELL
from desktop_app.intake.source import examine, raw_rows
from desktop_app.intake.workbook import Sheet
from tests.support.clocks import FixedClock
from tests.support.workbooks import parts_of, shared_part, sheet_part, write_parts

CLOCK = FixedClock()


def read(path: Path, sheet: str = "") -> list[tuple[int, tuple[str, ...]]]:
    return list(raw_rows(path, examine(path, sheet), CLOCK))


def refused(path: Path) -> str:
    with pytest.raises(FormProblem) as problem:
        read(path)
    return problem.value.code


def a_book(path: Path) -> Path:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Notes"
    first.sheet_state = "hidden"
    first.append(["not this"])
    for name in ("1988", "1989"):
        book.create_sheet(name).append([name])
    book.create_chartsheet("Picture")
    book.save(path)
    return path


def test_the_first_sheet_that_is_not_hidden_is_read_unless_another_is_named(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx")
    source = examine(path)
    assert source.sheets == (Sheet(name="Notes", hidden=True), Sheet(name="1988"), Sheet(name="1989"))
    assert source.sheet == "1988"
    assert read(path, " 1989 ") == [(1, ("1989",))]
    assert read(path, "notes") == [(1, ("not this",))]
    with pytest.raises(FormProblem) as problem:
        examine(path, "1990")
    assert problem.value.code == "sheet_unknown"
    assert problem.value.facts == {"sheet": "1990", "sheets": "Notes, 1988, 1989"}


def test_values_are_read_as_they_are_shown(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([date(1954, 6, 14), datetime(2001, 2, 3, 4, 5), time(8, 30), 0.1 + 0.2, 52.0, 12_600, True, None])  # noqa: DTZ001 - a workbook knows no zone
    sheet.append(["=SUM(1,2)", " a\nb ", "052", Decimal("12600.50"), -3, 10_000_000_000, "_x0041_", "Peña & Co"])
    sheet["C3"] = 41_000
    sheet["C3"].number_format = 'dd" days "mm'
    sheet["D3"] = 41_000
    sheet["D3"].number_format = '0.00" dry"'
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == [
        (1, ("1954-06-14", "2001-02-03", "08:30:00", "0.3", "52", "12600", "1")),
        (2, ("", "a b", "052", "12600.5", "-3", "10000000000", "A", "Peña & Co")),
        (3, ("", "", "2012-04-01", "41000")),
    ]


def test_days_are_counted_as_the_workbook_says(tmp_path: Path) -> None:
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    row = '<row r="7"><c s="1"><v>59</v></c><c s="1"><v>61.5</v></c><c s="1"><v>9e9</v></c><c s="1"><v>-1</v></c></row>'
    path = write_parts(tmp_path / "a.xlsx", parts_of(row, styles=styles))
    assert read(path) == [(7, ("1900-02-28", "1900-03-01", "9000000000", "-1"))]
    book = str(parts_of()["xl/workbook.xml"]).replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    path = write_parts(tmp_path / "b.xlsx", parts_of(row, styles=styles, book=book))
    assert read(path)[0][1][0] == "1904-02-29"


def test_texts_come_from_runs_and_shared_ones_without_their_readings(tmp_path: Path) -> None:
    shared = (
        "<sst><si><r><t>Sam</t></r><r><t>ple</t></r><rPh><t>aside</t></rPh></si><si/><si><t>a_x000D_b</t></si></sst>"
    )
    row = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>'
        '<c r="F1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c t="str"><f>A1</f><v>x</v></c></row>'
    )
    path = write_parts(tmp_path / "a.xlsx", parts_of(row, shared=shared))
    assert read(path) == [(1, ("Sample", "", "a b", "", "", "inline", "x"))]
    beyond = '<row><c t="s"><v>3</v></c></row>'
    assert refused(write_parts(tmp_path / "b.xlsx", parts_of(beyond, shared=shared))) == "table_unreadable"
    assert refused(write_parts(tmp_path / "c.xlsx", parts_of(beyond))) == "table_unreadable"


def many_texts(folder: Path, count: int) -> Path:
    rows = "".join(f'<row><c t="s"><v>{count - 1 - n}</v></c><c t="s"><v>{n}</v></c></row>' for n in range(count))
    shared = shared_part([f"Sample-{n:06d}" for n in range(count)])
    return write_parts(folder / f"{count}.xlsx", parts_of(rows, shared=shared))


def test_shared_texts_beyond_the_memory_are_sealed_on_the_disk_and_gone_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = many_texts(tmp_path, 3_000)
    files: list[IO[bytes]] = []
    written: list[bytes] = []

    def a_file(**_named: object) -> IO[bytes]:
        files.append((tmp_path / "laid.aside").open("w+b"))
        return files[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", a_file)
    monkeypatch.setattr(shared_texts, "IN_MEMORY", 20_000)
    for line, cells in raw_rows(path, examine(path), CLOCK):
        assert cells == (f"Sample-{3_000 - line:06d}", f"Sample-{line - 1:06d}")
        if line == 2_999:
            files[0].flush()
            written.append((tmp_path / "laid.aside").read_bytes())
    assert len(written[0]) > 30_000
    assert b"Sample" not in written[0]
    assert [file.closed for file in files] == [True]


def test_a_full_temporary_folder_is_told_and_small_workbooks_need_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_named: object) -> IO[bytes]:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    path = many_texts(tmp_path, 3_000)
    assert len(read(path)) == 3_000
    monkeypatch.setattr(shared_texts, "IN_MEMORY", 20_000)
    with pytest.raises(PlaceProblem, match="disk_full"):
        read(path)


def peak(path: Path) -> int:
    source = examine(path)
    tracemalloc.start()
    try:
        for _row in raw_rows(path, source, CLOCK):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_four_times_the_rows_need_no_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_texts, "IN_MEMORY", 100_000)
    few, many = many_texts(tmp_path, 5_000), many_texts(tmp_path, 20_000)
    assert peak(many) < peak(few) + 200_000


LOL = '<!DOCTYPE l [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
HUGE = 8 << 20
ROW = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("book", LOL),
        ("sheet", LOL),
        ("shared", LOL),
        ("styles", LOL.encode("utf-16")),
        ("sheet", "<a>" * 100_000),
        ("sheet", sheet_part(f"<!--{'<' * HUGE}-->")),
        ("sheet", sheet_part(f'<row r="{"1" * HUGE}"/>')),
        ("sheet", sheet_part("".join(f"<n{n}/>" for n in range(10_000)))),
        ("sheet", sheet_part("".join(f'<row a{n}=""/>' for n in range(10_000)))),
        ("book", " " * (17 << 20)),
        ("related", "<r>" + "".join(f'<Relationship Id="{n}"/>' for n in range(2_000)) + "</r>"),
        ("book", "<w>" + "<sheet/>" * 2_000 + "</w>"),
    ],
    ids=range(12),
)
def test_what_would_fill_the_memory_is_refused(tmp_path: Path, part: str, data: str | bytes) -> None:
    row = '<row><c t="s"><v>0</v></c></row>'
    path = write_parts(tmp_path / "a.xlsx", parts_of(row, **{part: data}))
    assert path.stat().st_size < 250_000
    assert refused(path) == "table_hostile"


def test_a_cell_without_end_is_cut_and_a_row_without_end_refused(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", parts_of(ROW.format("A" * HUGE)))
    assert path.stat().st_size < 20_000
    assert read(path) == [(1, ("A" * LONGEST_CELL,))]
    assert peak(path) < 2 << 20
    wide = write_parts(tmp_path / "b.xlsx", parts_of(f"<row>{'<c><v>1</v></c>' * 300}</row>"))
    assert refused(wide) == "table_too_wide"
    empty = write_parts(tmp_path / "c.xlsx", parts_of(f'<row><c><v>1</v></c>{"<c/>" * 300}<c r="XFD1" s="1"/></row>'))
    assert read(empty) == [(1, ("1",))]


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row><c r="XFE1"><v>1</v></c></row>',
        '<row><c r="ZZZZZZZ1"><v>1</v></c></row>',
        '<row><c r="1"><v>1</v></c></row>',
        '<row><c t="s"><v>-1</v></c></row>',
        '<row><c t="s"><v>one</v></c></row>',
        "<row><c></row>",
        "\x00",
    ],
)
def test_places_that_no_sheet_has_are_refused(tmp_path: Path, row: str) -> None:
    shared = shared_part(["a"])
    assert refused(write_parts(tmp_path / "a.xlsx", parts_of(row, shared=shared))) == "table_unreadable"


def test_archives_that_are_not_as_the_format_says_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    for method in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2):
        assert refused(write_parts(path, parts_of(ROW.format("x")), method)) == "table_unreadable"
    write_parts(path, {f"{n}.xml": b"" for n in range(2_500)})
    assert refused(path) == "table_hostile"
    write_parts(path, {"n" * 60_000 + str(n): b"" for n in range(20)})
    assert refused(path) == "table_hostile"
    write_parts(path, {})
    path.write_bytes(b"PK\x03\x04" + path.read_bytes())
    assert refused(path) == "table_unreadable"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5_000))
    assert refused(path) == "table_old"


def test_damage_behind_the_last_row_is_found(tmp_path: Path) -> None:
    for part in ("sheet", "shared"):
        told = {"shared": shared_part(["a"]), "sheet": sheet_part('<row><c t="s"><v>0</v></c></row>')}
        told[part] += f"<!-- {'end ' * 40_000}-->"
        path = write_parts(tmp_path / "a.xlsx", parts_of(**told), zipfile.ZIP_STORED)
        data = bytearray(path.read_bytes())
        data[data.rindex(b"end end ")] ^= 1
        path.write_bytes(bytes(data))
        assert refused(path) == "table_unreadable"
