import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.documents.worksheet import worksheet_pdf
from desktop_app.wording.findings import finding_words, reason_words
from desktop_app.wording.trace import WorksheetRow, worksheet_rows
from tests.support import pdfs
from tests.support.golden import golden
from tests.support.sample_award import sample_award
from tests.support.sample_documents import example_rows, long_rows, worksheet_view

pytestmark = pdfs.needs_tools


@pytest.fixture(scope="module")
def made() -> bytes:
    """The worksheet of the published example."""
    return worksheet_pdf(worksheet_view())


def every(rows: tuple[WorksheetRow, ...]) -> Iterator[WorksheetRow]:
    for row in rows:
        yield row
        yield from every(row.children)


def plain(text: str) -> str:
    """Text without the blanks that a line's end may take away."""
    return "".join(text.split())


def test_the_worksheet_of_the_published_example_reads_as_agreed(made: bytes, tmp_path: Path) -> None:
    outline = re.sub(r"sha256:[0-9a-f]{64}", "sha256:...", pdfs.outline(made, tmp_path))

    golden("worksheet.txt", outline)


def test_every_figure_of_the_trace_stands_on_the_paper(made: bytes, tmp_path: Path) -> None:
    spoken = plain(pdfs.spoken_text(made, tmp_path))

    for line in sample_award(example_rows()).states:
        for row in every(worksheet_rows(line.worksheet)):
            for said in (row.label, row.formula, row.value, row.source, row.finding):
                assert plain(said) in spoken


def test_what_each_state_pays_and_why_stands_in_the_result(made: bytes, tmp_path: Path) -> None:
    spoken = pdfs.spoken_text(made, tmp_path)

    for figure in ("34.51", "73.39", "20.32", "726 of 750, 24 short", "286/726"):
        assert figure in spoken
    for line in sample_award(example_rows()).states:
        assert plain(reason_words(line.payable.reason)) in plain(spoken)


def test_every_finding_is_said_with_how_grave_it_is(made: bytes, tmp_path: Path) -> None:
    spoken = pdfs.spoken_text(made, tmp_path)

    for line in sample_award(example_rows()).states:
        for finding in line.findings:
            assert plain(f"{finding.level.capitalize()}{finding_words(finding)}") in plain(spoken)


def test_every_source_of_the_trace_is_listed(made: bytes, tmp_path: Path) -> None:
    spoken = plain(pdfs.spoken_text(made, tmp_path))
    nodes = [node for line in sample_award(example_rows()).states for node in line.worksheet.walk()]

    for source in {source for node in nodes for source in node.authority.sources}:
        assert plain(source.title) in spoken
        assert plain(source.url) in spoken


def test_a_calculation_without_claim_person_or_office_is_printed_too(tmp_path: Path) -> None:
    bare = worksheet_view(person="", claim_number="", office=None, prepared_by="", approved_by="", benefit=None)
    spoken = pdfs.spoken_text(worksheet_pdf(bare), tmp_path)

    assert "Insured person" not in spoken
    assert "34.51" in spoken


def test_weeks_are_shown_by_state_and_year(made: bytes, tmp_path: Path) -> None:
    outline = pdfs.outline(made, tmp_path)

    assert "2000| \u2013| \u2013| 10| 5,000.00| 40| 15,000.00| 50" in outline
    assert "Rows in all| 300| 79,400.00| 296| 150,000.00| 144| 47,000.00| 740" in outline


def test_one_person_in_two_roles_is_said(tmp_path: Path) -> None:
    spoken = pdfs.spoken_text(worksheet_pdf(worksheet_view(approved_by="C. Browne")), tmp_path)

    assert "Prepared and approved by the same person: C. Browne" in spoken


def test_many_states_and_a_long_career_stay_within_the_page(tmp_path: Path) -> None:
    award = sample_award(example_rows())
    many = replace(award, states=award.states * 4)
    made = worksheet_pdf(worksheet_view(award=many, periods=long_rows(45)))

    assert pdfs.complaints(made, tmp_path) == ""
    assert "Weeks in all" in pdfs.flat_text(made, tmp_path)
