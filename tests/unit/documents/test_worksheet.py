import re
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.documents.findings_table import numbered_findings
from desktop_app.documents.worksheet import worksheet_pdf
from desktop_app.documents.worksheet_lines import Line, worksheet_parts
from desktop_app.wording.findings import reason_words
from desktop_app.wording.trace import formula, label, source_words, value_words
from tests.support import pdfs
from tests.support.golden import golden
from tests.support.sample_award import plain_award, sample_award
from tests.support.sample_documents import example_rows, long_rows, worksheet_view


@pytest.fixture(scope="module")
def made() -> bytes:
    """The worksheet of the published example."""
    return worksheet_pdf(worksheet_view())


def plain(text: str) -> str:
    """Text without the blanks that a line's end may take away."""
    return "".join(text.split())


def test_the_worksheet_of_the_published_example_reads_as_agreed(made: bytes, tmp_path: Path) -> None:
    outline = re.sub(r"sha256:[0-9a-f]{64}", "sha256:...", pdfs.outline(made, tmp_path))

    golden("worksheet.txt", outline)


def test_every_figure_of_the_trace_stands_on_the_paper_with_its_line_or_names_one(made: bytes, tmp_path: Path) -> None:
    outline = plain(pdfs.outline(made, tmp_path))

    for part in worksheet_parts(sample_award(example_rows())):
        for line in part.lines:
            assert _printed(line) in outline


def _printed(line: Line) -> str:
    """What a line of the worksheet begins with on paper."""
    node = line.node
    if len(line.nodes) > 1:
        return plain(f"{line.number}\u2013{line.last}| {label(node)}:{value_words(node)} ·")
    source = (
        f"see line {line.see}" if line.see else f"as line {line.source_at}" if line.source_at else source_words(node)
    )
    said = formula(node)
    return plain(f"{line.number}| {label(node)}|{f'{said}|' if said else ''}{value_words(node)}|{source}").rstrip("|")


def test_the_example_takes_ten_pages(tmp_path: Path) -> None:
    by_rows = worksheet_view(award=plain_award(example_rows()), approved_by="")

    assert int(pdfs.about(worksheet_pdf(by_rows), tmp_path)["Pages"]) <= 10


def test_rows_of_many_years_stand_one_after_the_other(made: bytes, tmp_path: Path) -> None:
    assert "1988, Employed: 14 · 1989: 52 · 1990: 52" in pdfs.flat_text(made, tmp_path).replace("\u00a0", " ")


def test_what_each_state_pays_and_why_stands_in_the_result(made: bytes, tmp_path: Path) -> None:
    spoken = pdfs.spoken_text(made, tmp_path)

    for figure in ("34.51", "73.39", "20.32", "726 of 750, 24 short", "286/726"):
        assert figure in spoken
    for line in sample_award(example_rows()).states:
        assert plain(reason_words(line.payable.reason)) in plain(spoken)


def test_every_finding_is_said_once_with_number_grade_and_what_to_do(made: bytes, tmp_path: Path) -> None:
    outline = plain(pdfs.outline(made, tmp_path))
    found = numbered_findings(sample_award(example_rows()))

    assert found
    for entry in found:
        said = plain(f"{entry.number}| {entry.finding.level.capitalize()}| {entry.words}")
        assert outline.count(said) == 1
        assert plain(entry.remedy) in outline[outline.index(said) :]


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
