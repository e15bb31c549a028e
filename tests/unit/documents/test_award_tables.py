"""The worksheet of every benefit on paper: survivors' shares, weeks that do not count, what the days are called."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.calculation.case import Case
from desktop_app.calculation.other_readings import explained_award
from desktop_app.documents.worksheet import WorksheetView, worksheet_pdf
from tests.support.desks import rulebook
from tests.support.pdfs import flat_text
from tests.support.sample_claims import SAMPLES, sample_case


def on_paper(case: Case, folder: Path) -> str:
    view = WorksheetView(
        award=explained_award(case, rulebook().packs, rulebook().agreement),
        person="An Exemplar",
        birth_date=case.birth_date,
        claim_number="VC-2014-0001",
        office=None,
        prepared_by="A. Clerk",
        printed_on=date(2014, 7, 14),
        program_version="0",
        law_as_of=case.contingency_date,
        periods=case.periods,
        benefit=case.benefit,
        names={"1": "Ottoline Exemplar"},
    )
    return flat_text(worksheet_pdf(view), folder)


def test_each_survivors_share_stands_with_the_amount_and_how_long(tmp_path: Path) -> None:
    said = on_paper(sample_case("survivors"), tmp_path)
    assert "What each survivor gets" in said
    assert "Deceased insured person" in said
    assert "Date of death" in said
    for words in ("Ottoline Exemplar", "33.13", "143.55", "for life", "81.92", "not met: incapable"):
        assert words in said
    assert "GD: the shares make XCD 344.08 together; the family's maximum of XCD 229.38 cuts each" in said


def test_every_row_whose_weeks_do_not_count_stands_with_its_reason(tmp_path: Path) -> None:
    said = on_paper(sample_case("overlaps"), tmp_path)
    assert "Weeks that do not count" in said
    for words in ("Voluntary, 1 Jan 1995 to 31 Dec 1995", "voluntary, there compulsory", "Employed, without dates"):
        assert words in said


def test_where_nothing_is_shared_and_nothing_lost_there_are_no_such_tables(tmp_path: Path) -> None:
    said = on_paper(sample_case("invalidity"), tmp_path)
    assert "What each survivor gets" not in said
    assert "Weeks that do not count" not in said
    assert "Incapable of work since" in said


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_sample_is_printed(name: str, tmp_path: Path) -> None:
    assert "Calculation worksheet" in on_paper(sample_case(name), tmp_path)
