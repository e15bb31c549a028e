from dataclasses import replace
from pathlib import Path

from desktop_app.documents.claim_notice import claim_notice_pdf
from desktop_app.domain.time import Certainty
from tests.support import pdfs
from tests.support.golden import golden
from tests.support.sample_documents import CHECK_CODE, notice_view, sample_notice


def test_the_notice_of_the_published_example_reads_as_agreed(tmp_path: Path) -> None:
    golden("claim_notice.txt", pdfs.outline(claim_notice_pdf(notice_view()), tmp_path))


def test_the_filing_date_and_the_check_code_stand_on_the_paper(tmp_path: Path) -> None:
    spoken = pdfs.spoken_text(claim_notice_pdf(notice_view()), tmp_path)

    assert "Filed on, for every State 16 Jun 2014" in spoken
    assert CHECK_CODE in spoken


def test_a_birth_date_that_is_not_exact_says_so(tmp_path: Path) -> None:
    person = replace(sample_notice().person, birth_certainty=Certainty.YEAR)
    view = replace(notice_view(), notice=replace(sample_notice(), person=person))

    assert "14 Jun 1954 (Year only)" in pdfs.spoken_text(claim_notice_pdf(view), tmp_path)


def test_no_work_and_no_number_are_said_and_not_left_blank(tmp_path: Path) -> None:
    bare = replace(sample_notice(), work_history=(), person=replace(sample_notice().person, numbers=()))
    spoken = pdfs.spoken_text(claim_notice_pdf(replace(notice_view(), notice=bare)), tmp_path)

    assert "The claimant named no work." in spoken
    assert "None is known." in spoken
