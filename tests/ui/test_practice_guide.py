"""The guide of the training mode in its window: begun, followed, helped along, put away."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.guide_steps import GuideStep
from desktop_app.foundation.places import Places
from desktop_app.ui.shell.guide_strip import GuideStrip
from desktop_app.ui.theme import Look
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.enter_claim import enter_history, register_claim
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.practice_cases import PracticePart, practice_person
from desktop_app.workflows.practice_office import make_practice_office
from desktop_app.workflows.send_claim import send_notices
from tests.support.clips import clipped
from tests.support.clocks import FixedClock
from tests.support.office_stage import Stage
from tests.support.two_persons import CHEAP


@pytest.fixture
def stage(look: Look, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    places = Places.at(tmp_path_factory.mktemp("training"))
    desk = make_practice_office(places, FixedClock(), cost=CHEAP)
    made = Stage(look, desk)
    made.show((1366, 768))
    yield made
    made.close()
    desk.close()


def strip_of(stage: Stage) -> GuideStrip:
    return stage.office.guide.strip


def step_of(strip: GuideStrip) -> GuideStep | None:
    assert strip.view is not None
    return strip.view.step


def test_the_guide_offers_itself_below_the_amber_band(stage: Stage) -> None:
    strip = strip_of(stage)
    assert strip.isVisible()
    assert strip.begin.isVisible()
    assert not strip.there.isVisible()
    assert (
        strip.mapToGlobal(strip.rect().topLeft()).y()
        >= stage.window.training_band.mapToGlobal(stage.window.training_band.rect().bottomLeft()).y()
    )


def test_begun_it_says_the_first_step_and_takes_the_person_there(stage: Stage) -> None:
    strip = strip_of(stage)
    strip.begin.click()
    stage.settle()
    assert strip.title.text().startswith("Step 1 of 12")
    strip.there.click()
    stage.settle()
    assert stage.window.current_key == "claim"


def test_it_goes_on_by_what_is_done_and_the_neighbours_answer(stage: Stage) -> None:
    desk, strip, person = stage.desk, strip_of(stage), practice_person(PracticePart.GUIDED)
    strip.begin.click()
    stage.settle()
    key = start_claim(desk).key
    register_claim(desk, key, person.claimant)
    stage.office.refresh()
    stage.settle()
    assert step_of(strip) is GuideStep.HISTORY
    strip.copy.click()
    assert QGuiApplication.clipboard().text() == person.table()
    enter_history(desk, key, person.history())
    send_notices(desk, key, ("LC", "GD"))
    for code in ("LC-TRAIN", "GD-TRAIN"):
        hand_over(desk, seal_bundle(desk, code).bundle_id, "stick")
    stage.office.refresh()
    stage.settle()
    assert strip.answers.isVisible()
    strip.answers.click()
    stage.settle()
    assert step_of(strip) is GuideStep.ACCEPT
    assert stage.window.current_key == "exchange"


def test_it_is_put_away_and_taken_out_again(stage: Stage) -> None:
    strip = strip_of(stage)
    strip.begin.click()
    stage.settle()
    strip.away.click()
    stage.settle()
    assert not strip.do.isVisible()
    assert strip.begin.isVisible()
    strip.begin.click()
    stage.settle()
    assert strip.do.isVisible()


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (1.25, (1366, 768)), (1.25, (1280, 680))])
def test_nothing_is_cut_off(stage: Stage, look: Look, scale: float, size: tuple[int, int]) -> None:
    look.choose_scale(scale)
    stage.window.resize(*size)
    strip_of(stage).begin.click()
    stage.settle()
    assert clipped(strip_of(stage)) == []


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_every_step_is_said_whole_and_raises_no_window(stage: Stage, look: Look, scale: float) -> None:
    look.choose_scale(scale)
    stage.window.resize(1280, 680)
    strip = strip_of(stage)
    strip.begin.click()
    stage.settle()
    assert strip.view is not None
    for step in GuideStep:
        strip.show_guide(replace(strip.view, step=step))
        stage.settle()
        assert (stage.window.width(), stage.window.height()) == (1280, 680), step
        cut = [line.text() for line in (strip.do, strip.why) if line.height() < line.heightForWidth(line.width())]
        assert not cut, step
        assert strip.height() <= 680 // 4, step
