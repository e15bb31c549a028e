"""What may be missing from the certificates, and the letter that asks for it."""

from pathlib import Path

import pytest

from desktop_app.calculation.gap_finder import Gap, GapKind
from desktop_app.domain.forms import PeriodsForm
from desktop_app.foundation.problems import CaseProblem
from desktop_app.wording.gap_words import gap_question, gap_words, kind_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.find_gaps import gaps_of, question_document
from desktop_app.workflows.send_claim import send_notices
from tests.support import hendyce
from tests.support.case_desks import carry, certify, row_of, take_in, told
from tests.support.pdfs import flat_text, words_off_the_page


@pytest.fixture
def vc(offices: dict[str, Desk]) -> Desk:
    return offices["VC"]


def test_before_a_certificate_is_in_nothing_is_compared(vc: Desk) -> None:
    key = told(vc, "LC")
    view = gaps_of(vc, key)
    assert (view.gaps, view.compared) == ((), ())
    assert "VC" in view.waiting


def test_gaps_are_found_once_certificates_are_in(vc: Desk) -> None:
    key = told(vc, "LC")
    certify(vc, key)
    view = gaps_of(vc, key)
    assert view.compared == ("VC",)
    assert all(gap.state == "VC" for gap in view.gaps)
    for gap in view.gaps:
        assert str(gap.year) in gap_words(gap, "Saint Vincent")
        assert str(gap.year) in gap_question(gap)
        assert kind_words(gap.kind)


def test_our_own_record_is_searched_not_asked(vc: Desk) -> None:
    key = told(vc, "LC")
    certify(vc, key)
    with pytest.raises(CaseProblem, match="own_record_asked"):
        question_document(vc, key, "VC")
    with pytest.raises(CaseProblem, match="no_gaps"):
        question_document(vc, key, "LC")


def test_the_question_names_every_year_that_is_missing(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    more = PeriodsForm(lines=(*hendyce.history().lines, row_of("LC", 1993, "12")))
    key = take_in(vc, history=more)
    send_notices(vc, key, ("LC",))
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    missing = [gap for gap in gaps_of(vc, key).of_state("LC") if gap.year == 1993]
    assert [(gap.kind, gap.told, gap.missing) for gap in missing] == [(GapKind.NOT_CERTIFIED, 12, 12)]
    issued = question_document(vc, key, "LC")
    assert issued.name.endswith("-question-LC.pdf")
    said = flat_text(issued.data, tmp_path)
    assert words_off_the_page(issued.data, tmp_path) == []
    assert "Question about insurance periods" in said
    assert "1993" in said
    assert [kept.kind for kept in vc.store.documents.of_claim(key)].count("question") == 1
    question_document(vc, key, "LC")
    assert [kept.kind for kept in vc.store.documents.of_claim(key)].count("question") == 1


def test_every_kind_has_its_words() -> None:
    for kind in GapKind:
        gap = Gap(kind=kind, state="VC", year=1990, told=None, certified=1, missing=3)
        assert gap_words(gap, "Saint Vincent").endswith(".")
        assert gap_question(gap)[-1] in ".?"
    known = Gap(kind=GapKind.FEWER_WEEKS, state="VC", year=1990, told=40, certified=1, employers=("Invented Ltd",))
    assert gap_words(known, "Saint Vincent") == ("1990, Saint Vincent: 1 week certified, 40 weeks told (Invented Ltd).")
