from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.app.office_window import CLAIM, CLAIMS, EXCHANGE, OFFICES, TODAY
from desktop_app.ui.theme import Look
from tests.support.office_desks import busy_desk
from tests.support.office_stage import Stage

LATER = (CLAIMS, CLAIM, EXCHANGE, OFFICES)


@pytest.fixture
def stage(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(look, busy_desk(tmp_path))
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    yield stage
    stage.tasks.shutdown()


def test_only_today_is_made_before_it_is_shown(stage: Stage) -> None:
    assert stage.window.has_made(TODAY)
    assert not [key for key in LATER if stage.window.has_made(key)]


def test_a_page_is_made_when_it_is_shown_and_once(stage: Stage) -> None:
    stage.window.go_to(OFFICES)
    stage.settle()
    page = stage.window.page(OFFICES)
    assert page is stage.office.offices_screen
    assert page.isVisible()
    assert page.accessibleName()
    assert not stage.window.has_made(EXCHANGE)


def test_the_other_pages_are_made_ahead_while_nothing_is_asked(stage: Stage, qtbot: QtBot) -> None:
    stage.office.begin(None)
    stage.settle()
    qtbot.waitUntil(lambda: all(stage.window.has_made(key) for key in LATER), timeout=10_000)
    assert stage.window.current_key == TODAY
    qtbot.waitUntil(lambda: not stage.office._idle.isActive(), timeout=2000)


def test_leaving_with_no_claim_made_leaves(stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.office.locked, timeout=1000):
        stage.window.lock_requested.emit()
    assert not stage.window.has_made(CLAIM)
