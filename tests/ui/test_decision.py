"""Step 8 of the claim: the decision is laid before a second person, approved, and shown beside the others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.award_notices import SetOff
from desktop_app.domain.claims import Stage as CaseStage
from desktop_app.domain.money import Money
from desktop_app.domain.users import Role, User
from desktop_app.ui.screens.claim.decision.set_offs import GiveBackDialog
from desktop_app.ui.screens.claim.decision.view import DecisionView
from desktop_app.ui.theme import Look
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.case_decisions import own_decision, read_decision
from desktop_app.workflows.decision_effects import DECISION
from desktop_app.workflows.decision_entries import NOTHING_TYPED, SetOffEntry, kept_entry
from desktop_app.workflows.open_claim import Step
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.claim_stage import Stage
from tests.support.clips import clipped, doubled_letters

SECOND = User(id="u-second", name="Dora Fraser-Sample", role=Role.APPROVER)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    answered(made)
    keep_calculation(made.vc, made.claim_id)
    yield made
    made.close()


def page(stage: Stage) -> DecisionView:
    shown = stage.screen.page()
    assert isinstance(shown, DecisionView)
    return shown


def typed(stage: Stage) -> None:
    """Fill the step in by keyboard, field by field."""
    stage.fill("decision_start", "14 Jun 2014")
    stage.fill("decision_review_days", "90")
    stage.fill("decision_review_address", "Appeal Tribunal, Kingstown")
    QTest.keyClick(stage.edit("decision_review_address"), Qt.Key.Key_Tab)
    stage.settle()


def begun(look: Look, offices: Offices, *, second: bool) -> Stage:
    if second:
        with offices.vc.store.act(verb="user_added", user=offices.vc.user.id, about="u", facts={}):
            offices.vc.store.users.add(SECOND, login="dora")
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    stage.open(offices.claim_id, Step.DECISION)
    return stage


def test_the_decision_is_laid_before_a_second_person_and_approved(offices: Offices, look: Look) -> None:
    stage = begun(look, offices, second=True)
    assert not page(stage).decide.isEnabled()
    typed(stage)
    assert "35.88" in page(stage).said.text()
    assert page(stage).decide.isEnabled()
    stage.screen.primary_action()
    stage.settle()
    assert own_decision(offices.vc, offices.claim_id) is None
    assert not page(stage).approve.isVisibleTo(page(stage))
    assert page(stage).beside.isVisibleTo(page(stage))
    stage.close()
    approving = Stage(look, replace(offices.vc, user=SECOND))
    approving.show((1366, 768))
    approving.open(offices.claim_id, Step.DECISION)
    assert page(approving).approve.isVisibleTo(page(approving))
    assert page(approving).said.isVisibleTo(page(approving))
    assert "35.88" in page(approving).said.text()
    approving.screen.primary_action()
    approving.settle()
    assert offices.vc.store.claims.get(offices.claim_id).stage is CaseStage.WAITING
    assert page(approving).decisions.row_count() == 1
    approving.close()


def test_an_office_of_one_person_decides_at_once_and_the_row_says_so(offices: Offices, look: Look) -> None:
    stage = begun(look, offices, second=False)
    typed(stage)
    assert page(stage).decide.text().strip() == "&Decide"
    stage.screen.primary_action()
    stage.settle()
    made = own_decision(offices.vc, offices.claim_id)
    assert made is not None
    assert made.prepared_by == made.approved_by
    stage.fill("summary_missing", "Certificates came in June")
    page(stage).sum_up.click()
    stage.settle()
    assert "summary is under Exchange" in stage.said[-1].text
    stage.close()


def test_what_else_a_decision_says_is_typed_and_survives_the_claim_being_closed(offices: Offices, look: Look) -> None:
    stage = begun(look, offices, second=True)
    typed(stage)
    stage.fill("decision_next_review", "1 Jul 2016")
    page(stage).set_offs.add.click()
    stage.fill("set_off_0_amount", "BBD 120.50")
    stage.fill("set_off_0_ground", "Paid twice in May")
    QTest.keyClick(stage.edit("set_off_0_ground"), Qt.Key.Key_Tab)
    stage.settle()
    assert page(stage).decide.isEnabled()
    stage.close()

    again = Stage(look, offices.vc)
    again.show((1366, 768))
    again.open(offices.claim_id, Step.DECISION)
    again.settle()
    assert again.edit("set_off_0_amount").text() == "BBD 120.50"
    assert again.edit("decision_review_address").text() == "Appeal Tribunal, Kingstown"
    assert page(again).decide.isEnabled()
    again.screen.primary_action()
    again.settle()
    (waiting,) = offices.vc.store.proposals.waiting()
    said = read_decision(waiting.payload[DECISION].encode())
    assert said.next_review == date(2016, 7, 1)
    assert said.set_offs == (SetOff(amount=Money(minor=12050, currency="BBD"), ground="Paid twice in May"),)
    assert kept_entry(offices.vc, offices.claim_id) == NOTHING_TYPED
    again.close()


def test_what_cannot_be_read_stops_the_decision_and_is_not_lost(offices: Offices, look: Look) -> None:
    stage = begun(look, offices, second=True)
    typed(stage)
    page(stage).set_offs.add.click()
    stage.fill("set_off_0_amount", "a lot")
    QTest.keyClick(stage.edit("set_off_0_amount"), Qt.Key.Key_Tab)
    stage.settle()
    assert not page(stage).decide.isEnabled()
    assert kept_entry(offices.vc, offices.claim_id).set_offs == (SetOffEntry(amount="a lot"),)
    row = page(stage).set_offs.rows[0]
    assert "is no amount" in row.amount.finding.text
    assert "for what the money is held back" in row.ground.finding.text
    for typed_amount, level, said, can in (
        ("USD 120.00", "error", "USD is not the currency of a State of the Agreement.", False),
        ("BBD 120.00", "warning", "The amount is in BBD; this State pays in XCD.", True),
        ("120.00", "", "", True),
    ):
        stage.fill("set_off_0_amount", typed_amount)
        stage.fill("set_off_0_ground", "Paid twice in May")
        QTest.keyClick(stage.edit("set_off_0_ground"), Qt.Key.Key_Tab)
        stage.settle()
        assert (row.amount.edit.property("finding") or "", page(stage).decide.isEnabled()) == (level, can)
        assert said in row.amount.finding.text
    page(stage).set_offs.rows[0].out.click()
    stage.settle()
    assert page(stage).decide.isEnabled()
    stage.close()


def test_another_reason_is_said_in_words(offices: Offices, look: Look) -> None:
    stage = begun(look, offices, second=True)
    typed(stage)
    page(stage).result.set_key("refused")
    page(stage).reason.set_key("other")
    page(stage).reason.chosen.emit("other")
    stage.settle()
    assert page(stage).reason_text.isVisibleTo(page(stage))
    assert not page(stage).decide.isEnabled()
    stage.fill("decision_reason_text", "The applicant asked to wait")
    QTest.keyClick(stage.edit("decision_reason_text"), Qt.Key.Key_Tab)
    stage.settle()
    assert page(stage).decide.isEnabled()
    assert "The applicant asked to wait" in page(stage).said.text()
    stage.close()


def test_the_approver_gives_a_decision_back_and_it_says_why_on_the_claim(offices: Offices, look: Look) -> None:
    stage = begun(look, offices, second=True)
    typed(stage)
    stage.screen.primary_action()
    stage.settle()
    assert stage.screen.notes.isVisibleTo(stage.screen)
    stage.close()
    approving = Stage(look, replace(offices.vc, user=SECOND))
    approving.show((1366, 768))
    approving.open(offices.claim_id, Step.DECISION)
    page(approving).give_back.click()
    (dialog,) = page(approving).findChildren(GiveBackDialog)
    dialog.act.click()
    assert offices.vc.store.proposals.waiting() != ()
    dialog.reason.set_text("The review address is wrong")
    dialog.act.click()
    approving.settle()
    assert offices.vc.store.proposals.waiting() == ()
    approving.close()
    back = Stage(look, offices.vc)
    back.show((1366, 768))
    back.open(offices.claim_id, Step.DECISION)
    assert any("The review address is wrong" in line.text() for line in back.screen.notes.lines)
    back.close()


def test_once_it_is_decided_nothing_says_that_it_waits(offices: Offices, look: Look) -> None:
    stage = begun(look, offices, second=True)
    typed(stage)
    stage.screen.primary_action()
    stage.settle()
    stage.close()
    approving = Stage(look, replace(offices.vc, user=SECOND))
    approving.show((1366, 768))
    approving.open(offices.claim_id, Step.DECISION)
    approving.screen.primary_action()
    approving.settle()
    assert not any("waits" in line.text() or "laid it before" in line.text() for line in approving.screen.notes.lines)
    assert "laid this decision" not in page(approving).sentence.text()
    approving.close()


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (1.25, (1280, 680))])
def test_nothing_of_the_form_is_cut_off(offices: Offices, look: Look, scale: float, size: tuple[int, int]) -> None:
    look.choose_scale(scale)
    stage = begun(look, offices, second=True)
    stage.show(size)
    page(stage).set_offs.add.click()
    stage.settle()
    assert clipped(page(stage)) == []
    assert not doubled_letters(page(stage))
    stage.close()
