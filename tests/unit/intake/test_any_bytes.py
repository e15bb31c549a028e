"""Whatever a file of another system holds, reading it ends in rows and findings, or in a problem with its sentence."""

import io
import tempfile
import unicodedata
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.findings import Finding
from desktop_app.foundation.problems import FormProblem, PlaceProblem
from desktop_app.intake.contributions import Contribution, read_contribution
from desktop_app.intake.mapping import DateOrder, Field, Mapping, Unit, read_mapping
from desktop_app.intake.markup import LONGEST_CELL
from desktop_app.intake.source import MOST_COLUMNS, examine, raw_rows
from desktop_app.wording.findings import finding_words
from desktop_app.wording.problems import SENTENCES, sentences
from tests.support.clocks import FixedClock
from tests.support.workbooks import parts_of, shared_part, sheet_part, write_parts

CLOCK = FixedClock()
TODAY = date(2026, 3, 2)
ROW = sheet_part('<row><c t="s"><v>0</v></c></row>')
MARKS = ("<", ">", "&", '"', "=", "c", "v", "t", "row", "is", "si", "sheetData", "r", "s", "A1", "1e999", "]]>", "<!")
MAPPINGS = st.builds(
    Mapping,
    name=st.just("any"),
    columns=st.dictionaries(st.sampled_from(Field), st.integers(min_value=0, max_value=6)),
    currency=st.just("XCD"),
    unit=st.sampled_from(Unit),
    date_order=st.sampled_from(DateOrder),
)


def a_workbook(method: int) -> bytes:
    """A sound workbook with every kind of cell."""
    cells = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><t>Year</t></is></c></row>'
        '<row r="3"><c r="A3" s="1"><v>20000.5</v></c><c t="b"><v>1</v></c><c t="str"><f>A1</f><v>x</v></c></row>'
    )
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    with tempfile.TemporaryDirectory() as folder:
        path = write_parts(Path(folder) / "a", parts_of(cells, styles=styles, shared=shared_part(["Number"])), method)
        return path.read_bytes()


BOOKS = tuple(a_workbook(method) for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A workbook of which some bytes are others, are missing or came in between."""
    data = bytearray(draw(st.sampled_from(BOOKS)))
    for _change in range(draw(st.integers(min_value=1, max_value=4))):
        at = draw(st.integers(min_value=0, max_value=len(data)))
        gone = draw(st.sampled_from((0, 1, 1, 1, 4, 200)))
        data[at : at + gone] = draw(st.one_of(st.binary(max_size=4), st.sampled_from((b"\xff\xff\xff\xff", b"PK"))))
    return bytes(data)


@st.composite
def strange(draw: st.DrawFn) -> bytes:
    """A workbook whose archive is sound and whose parts say anything."""
    text = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=4)), max_size=12).map("".join)
    part = draw(st.sampled_from(("sheet", "shared", "book", "related", "styles", "root")))
    if draw(st.booleans()):
        said = draw(text)
    else:
        attributes = {name: draw(text) for name in draw(st.sets(st.sampled_from(("r", "t", "s", "name", "id", "Id"))))}
        told = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())
        inner = escaped(draw(text))
        said = (
            f"<sst><si{told}><t>{inner}</t></si><sheetData><row{told}><c{told}><v>{inner}</v><is><t>{inner}</t></is>"
            f"</c></row></sheetData><sheets><sheet{told}/></sheets><Relationship{told}/><cellXfs><xf{told}/></cellXfs></sst>"
        )
    encoding = draw(st.sampled_from(("utf-8", "utf-16", "utf-7", "latin-1")))
    declared = draw(st.sampled_from(("", "utf-8", "utf-16", "rot13", "idna", "cp037", "big5", "nothing")))
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    changed: dict[str, str | bytes] = {"shared": shared_part(["a"])}
    changed[part] = (head + said).encode(encoding, errors="replace")
    spoiled = parts_of("", **{"sheet": ROW, **changed})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in spoiled.items():
            archive.writestr(path, data)
    return buffer.getvalue()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A text that looks like a table, in whatever encoding."""
    signs = st.sampled_from((",", ";", "\t", "|", '"', "\n", "\r", "\r\n", "\0", "12", "1989", "é", "\u2028", " "))
    text = "".join(draw(st.lists(st.one_of(signs, st.text(max_size=3)), max_size=60)))
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp850")))
    return text.encode(encoding, errors="surrogatepass" if "utf" in encoding else "replace")


@pytest.fixture(scope="module", name="path")
def _path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "any.xlsx"


def read_all(path: Path, data: bytes, mapping: Mapping) -> None:
    """Read a file as the office would, and look at whatever comes of it."""
    path.write_bytes(data)
    try:
        source = examine(path)
        before = 0
        for line, cells in raw_rows(path, source, CLOCK):
            assert before < line
            assert 0 < len(cells) <= MOST_COLUMNS
            assert all(len(cell) <= LONGEST_CELL and cell == cell.strip() for cell in cells)
            assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for cell in cells for sign in cell)
            before = line
            look_at(*read_contribution(line, cells, mapping, TODAY))
    except (FormProblem, PlaceProblem) as problem:
        told = problem
    else:
        return
    assert told.code in SENTENCES
    assert sentences(told).happened


def look_at(found: Contribution | None, findings: tuple[Finding, ...]) -> None:
    assert (found is None) is bool(findings)
    assert all(finding_words(finding) for finding in findings)


@given(
    st.one_of(
        spoilt(), strange(), tables(), st.binary(max_size=200), st.binary(max_size=80).map(b"PK\x03\x04".__add__)
    ),
    MAPPINGS,
)
@settings(max_examples=250, deadline=None)
def test_any_bytes_end_in_rows_or_in_a_problem_with_its_sentence(path: Path, data: bytes, mapping: Mapping) -> None:
    read_all(path, data, mapping)


@given(
    st.lists(st.one_of(st.text(), st.sampled_from(("1", "1989", "0" * 400 + "1", "१", "31/02/1990", "1e9")))), MAPPINGS
)
@settings(max_examples=100, deadline=None)
def test_any_cells_are_a_contribution_or_findings(cells: list[str], mapping: Mapping) -> None:
    look_at(*read_contribution(1, tuple(cells), mapping, TODAY))


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=6,
)
NAMES = ("name", "columns", "currency", "unit", "days_in_week", "date_order", "header_rows", "types", "default_type")


@given(st.dictionaries(st.sampled_from((*NAMES, "sheet")), JSON))
@settings(max_examples=100, deadline=None)
def test_any_json_is_a_mapping_or_refused(told: dict[str, object]) -> None:
    sound = {"name": "a", "columns": {"number": 0}, "currency": "XCD"}
    for each in (told, sound | told):
        with suppress(FormProblem):
            assert read_mapping(each).name
