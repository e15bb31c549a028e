"""No letter with Alt means two things: every page of the office, every step of a claim, every question about a case."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog

from desktop_app.ui.app.office_window import CLAIMS, EXCHANGE, LAW, OFFICES, OWED, PEOPLE, RULES, SETTINGS, TODAY
from desktop_app.ui.screens.exchange.presenter import Lane
from desktop_app.ui.theme import Look
from desktop_app.workflows.claim_steps import Step
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle, sent
from desktop_app.workflows.receive_bundle import received
from tests.support.case_desks import OTHER, carry, certify, post, told
from tests.support.claim_desks import Offices, three_offices
from tests.support.clips import doubled_letters
from tests.support.office_stage import Stage

_PAGES = (TODAY, CLAIMS, PEOPLE, EXCHANGE, OWED, OFFICES, RULES, LAW, SETTINGS)
_ACTS = (
    "information",
    "ask_dependency",
    "explanation",
    "periods",
    "change",
    "offices",
    "close",
    "dependency",
    "departure",
    "correct",
    "forward",
)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    """Saint Vincent with a claim under way, one certificate accepted and one file to check, and one claim told."""
    made = three_offices(tmp_path_factory.mktemp("desks"))
    vc, lc = made.vc, made.lc
    told(vc, "LC", "GD")
    there = carry(vc, lc)
    hand_over(vc, seal_bundle(vc, "GD-NIS").bundle_id, "mail")
    certify(lc, there)
    carry(lc, vc)
    certify(lc, there, more_follows=True, remarks="Another one")
    post(lc, vc)
    told(vc, "LC", claimant=OTHER)
    yield made
    made.close()


@pytest.fixture
def stage(look: Look, offices: Offices) -> Iterator[Stage]:
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    yield stage
    stage.close()


@pytest.mark.parametrize("page", _PAGES)
def test_a_page_answers_to_each_letter_once(stage: Stage, page: str) -> None:
    stage.window.go_to(page)
    stage.settle()
    assert doubled_letters(stage.window) == []


@pytest.mark.parametrize("step", list(Step))
def test_a_step_of_a_claim_answers_to_each_letter_once(stage: Stage, offices: Offices, step: Step) -> None:
    stage.office.open_claim(_claim(offices))
    stage.settle()
    screen = stage.office.claim_screen
    screen.presenter.go_to(step)
    stage.settle()
    assert doubled_letters(stage.window) == []


@pytest.mark.parametrize("lane", list(Lane))
def test_a_lane_of_the_exchange_answers_to_each_letter_once(stage: Stage, offices: Offices, lane: Lane) -> None:
    if lane is Lane.RECEIVED:
        stage.office.show_bundle(received(offices.vc)[0].mailbox_id)
    elif lane is Lane.TO_SEND:
        stage.office.show_outgoing("LC-NIC")
    else:
        stage.office.show_sent(next(line.bundle_id for line in sent(offices.vc)))
    stage.settle()
    assert doubled_letters(stage.window) == []


@pytest.mark.parametrize("act", _ACTS)
def test_a_question_about_a_case_answers_to_each_letter_once(stage: Stage, offices: Offices, act: str) -> None:
    stage.office.show_owed(_claim(offices))
    stage.settle()
    stage.office.remedies.case_act(_claim(offices), act)
    stage.settle()
    (dialog,) = [each for each in stage.window.findChildren(QDialog) if each.isVisible()]
    assert doubled_letters(dialog) == []
    dialog.reject()
    stage.settle()


@pytest.mark.parametrize("button", ["scan", "paste"])
def test_a_way_to_bring_in_what_came_answers_to_each_letter_once(stage: Stage, button: str) -> None:
    stage.window.go_to(EXCHANGE)
    stage.settle()
    getattr(stage.office.exchange_screen, button).click()
    stage.settle()
    (dialog,) = [each for each in stage.window.findChildren(QDialog) if each.isVisible()]
    assert doubled_letters(dialog) == []
    dialog.reject()
    stage.settle()


@pytest.mark.parametrize("button", ["with_remarks", "give_back", "pass_on"])
def test_a_question_about_what_came_answers_to_each_letter_once(stage: Stage, offices: Offices, button: str) -> None:
    pressed = getattr(stage.office.exchange_screen.received, button)
    for line in received(offices.vc):
        stage.office.show_bundle(line.mailbox_id)
        stage.settle()
        if pressed.isVisible() and pressed.isEnabled():
            break
    pressed.click()
    stage.settle()
    (dialog,) = [each for each in stage.window.findChildren(QDialog) if each.isVisible()]
    assert doubled_letters(dialog) == []
    dialog.reject()
    stage.settle()


def _claim(offices: Offices) -> str:
    """Return the claim that Saint Lucia certified for."""
    vc = offices.vc
    return next(row.claim_id for row in vc.store.mailbox.of_type("period_certificate") if row.claim_id)
