"""What holds for every document: same bytes, embedded letters, real text, structure, sound files."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.wording import catalogue
from tests.support import pdfs
from tests.support.sample_documents import DOCUMENTS, documents

NAMES = tuple(DOCUMENTS)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return documents()


def test_the_same_view_gives_the_same_bytes(made: dict[str, bytes]) -> None:
    assert documents() == made


def test_another_process_gives_the_same_bytes(made: dict[str, bytes], tmp_path: Path) -> None:
    subprocess.run(
        (sys.executable, "-m", "tests.support.sample_documents", str(tmp_path)),
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert {path.stem: path.read_bytes() for path in tmp_path.glob("*.pdf")} == made


@pytest.mark.parametrize("name", NAMES)
def test_every_font_is_embedded(made: dict[str, bytes], name: str, tmp_path: Path) -> None:
    fonts = pdfs.fonts(made[name], tmp_path)

    assert fonts
    assert all(fonts.values())
    assert all("Inter" in font for font in fonts)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_sound(made: dict[str, bytes], name: str, tmp_path: Path) -> None:
    assert pdfs.complaints(made[name], tmp_path) == ""


@pytest.mark.parametrize("name", NAMES)
def test_the_document_says_what_it_is_and_in_which_language(made: dict[str, bytes], name: str, tmp_path: Path) -> None:
    about = pdfs.about(made[name], tmp_path)

    assert about["Title"]
    assert about["Tagged"] == "yes"
    assert "A4" in about["Page size"]
    assert b"/Lang (en-GB)" in made[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_knows_its_number(made: dict[str, bytes], name: str, tmp_path: Path) -> None:
    text = pdfs.flat_text(made[name], tmp_path)
    pages = int(pdfs.about(made[name], tmp_path)["Pages"])

    assert [f"Page {number} of {pages}" in text for number in range(1, pages + 1)] == [True] * pages


@pytest.mark.parametrize("name", NAMES)
def test_the_structure_begins_with_the_title(made: dict[str, bytes], name: str, tmp_path: Path) -> None:
    lines = [line.strip() for line in pdfs.structure(made[name], tmp_path).splitlines()]

    assert lines[:2] == ["Document", "H1 (block)"]


@pytest.mark.parametrize("name", NAMES)
def test_a_language_of_longer_words_fits(name: str, tmp_path: Path) -> None:
    catalogue.use(catalogue.PSEUDO)
    try:
        grown = DOCUMENTS[name]()
    finally:
        catalogue.use("")

    assert pdfs.complaints(grown, tmp_path) == ""
    assert pdfs.words_off_the_page(grown, tmp_path) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_word_runs_off_the_page(made: dict[str, bytes], name: str, tmp_path: Path) -> None:
    assert pdfs.words_off_the_page(made[name], tmp_path) == []


def test_reportlab_waits_for_the_first_print() -> None:
    modules = "certificate, claim_notice, office_card, recovery_sheet, summaries, worksheet"
    code = f"import sys; from desktop_app.documents import {modules}; print('reportlab' in sys.modules)"
    done = subprocess.run((sys.executable, "-c", code), check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "False"
