"""Step 8 of the claim: the decision is laid before a second person, approved, and shown beside the others."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.claims import Stage as CaseStage
from desktop_app.domain.users import Role, User
from desktop_app.ui.screens.claim.decision.view import DecisionView
from desktop_app.ui.theme import Look
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.case_decisions import own_decision
from desktop_app.workflows.open_claim import Step
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.claim_stage import Stage

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
    assert offices.vc.store.claims.get(offices.claim_id).stage is CaseStage.DECIDED
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
