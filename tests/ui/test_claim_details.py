"""What the notices say in full is typed by keyboard, kept in the draft, and checked beside its field."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.claim_detail_forms import DocumentLine
from desktop_app.domain.claims import Benefit
from desktop_app.ui.screens.claim.claimant.details import DetailsCard
from desktop_app.ui.screens.claim.claimant.view import ClaimantView
from desktop_app.ui.theme import Look
from desktop_app.workflows.enter_claim import save_draft
from desktop_app.workflows.open_claim import Step, open_claim, start_claim
from desktop_app.workflows.places_kept import Place
from tests.support import hendyce
from tests.support.claim_desks import three_offices
from tests.support.claim_stage import Stage
from tests.support.clips import clipped


def card_of(stage: Stage) -> DetailsCard:
    page = stage.screen.page()
    assert isinstance(page, ClaimantView)
    return page.details


@pytest.mark.parametrize(("theme", "scale"), [("light", 1.0), ("dark", 1.25)])
def test_details_are_typed_by_keyboard_and_kept_in_the_draft(
    look: Look, tmp_path: Path, theme: str, scale: float
) -> None:
    look.choose_theme(theme)
    look.choose_scale(scale)
    offices = three_offices(tmp_path)
    key = start_claim(offices.vc).key
    form = replace(hendyce.CLAIMANT, benefit=Benefit.SURVIVORS.value)
    save_draft(offices.vc, key, place=Place(page="claim", claim_key=key, step=1, focus=""), claimant=form)
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    stage.open(key, Step.CLAIMANT)
    card = card_of(stage)
    card.lines["claimant_surname"].edit.setFocus()
    typed = ("Sample", "Zoe", "29/2/1960", "", "Sample & Sample", "French", "Ada Sample", "Castries", "EC$", "Bank 12")
    for text in typed:
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)  # also asks for: the first benefit
    for _box in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.documents.adder
    QTest.keyClick(card.documents.adder, Qt.Key.Key_Space)
    stage.settle()
    for text in ("passport", "C. B.", "5/3/2014"):
        QTest.keyClicks(QApplication.focusWidget(), text)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.documents.lines[0].remover
    for _step in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.not_to_ask.adder
    QTest.keyClick(card.not_to_ask.adder, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is stage.find("claimant_next")
    stage.settle()
    stage.screen.presenter.save_now()
    stage.settle()
    kept = open_claim(offices.vc, key).claimant
    assert (kept.parents, kept.details.claimant_surname, kept.details.language) == ("Ada Sample", "Sample", "French")
    assert kept.details.also_claimed == (Benefit.AGE.value,)
    assert kept.details.documents == (DocumentLine(kind="passport", seen_by="C. B.", seen_on="5 Mar 2014"),)
    assert "three letters" in card.lines["payment_currency"].finding.text
    assert clipped(stage.window) == []
    stage.close()
    offices.close()


def test_who_claims_is_asked_only_where_somebody_died(look: Look, tmp_path: Path) -> None:
    offices = three_offices(tmp_path)
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    stage.open(start_claim(offices.vc).key, Step.CLAIMANT)
    card = card_of(stage)
    assert not card.lines["claimant_surname"].isVisible()
    assert not card.also[Benefit.AGE].isVisible()
    assert card.also[Benefit.INVALIDITY].isVisible()
    stage.close()
    offices.close()
