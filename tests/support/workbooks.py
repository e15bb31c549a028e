"""Workbooks made part by part, as no program would write them."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

ROOT = "_rels/.rels"
BOOK = "xl/workbook.xml"
BOOK_RELATED = "xl/_rels/workbook.xml.rels"
SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"

_KINDS = (("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"))


def sheet_part(rows: str) -> str:
    """Return a sheet of these rows, written as they are."""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def shared_part(texts: Sequence[str]) -> str:
    """Return the shared texts of a workbook."""
    return f'<sst xmlns="{_MAIN}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'


def parts_of(rows: str = "", **changes: str | bytes) -> dict[str, str | bytes]:
    """Return the parts of a workbook of one sheet, of which some are changed by their short name."""
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATED}/{kind}" Target="{at}"/>' for n, (kind, at) in enumerate(_KINDS)
    )
    made: dict[str, str | bytes] = {
        "root": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" Type="{_RELATED}/officeDocument"'
        f' Target="{BOOK}"/></Relationships>',
        "book": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets><sheet name="One" sheetId="1" r:id="r0"/>'
        "</sheets></workbook>",
        "related": f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>',
        "sheet": sheet_part(rows),
    }
    made |= changes
    paths = {"root": ROOT, "book": BOOK, "related": BOOK_RELATED, "sheet": SHEET, "shared": SHARED, "styles": STYLES}
    return {paths[name]: data for name, data in made.items()}


def write_parts(path: Path, parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a workbook of these parts."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path
