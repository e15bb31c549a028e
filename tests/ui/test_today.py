from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.today.models import TodayModel, ago_words, long_day_words, until_words
from desktop_app.ui.screens.today.presenter import Filter, TodayPresenter
from desktop_app.ui.screens.today.view import TodayScreen
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.today import QueueKind
from tests.support.clips import clipped
from tests.support.desks import NOON, desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.office_desks import busy_desk
from tests.support.office_stage import settle


class Today:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tasks = InlineTasks(desk)
        self.presenter = TodayPresenter(self.tasks, Notices())
        self.screen = TodayScreen(self.presenter)
        self.screen.resize(1286, 688)
        self.went: list[tuple[object, ...]] = []
        self.presenter.claim_wanted.connect(lambda key, step: self.went.append(("claim", key, step)))
        self.presenter.remedy_wanted.connect(lambda obligation: self.went.append(("remedy", obligation)))
        self.presenter.bundle_wanted.connect(lambda number: self.went.append(("bundle", number)))
        self.presenter.sending_wanted.connect(lambda office: self.went.append(("send", office)))
        self.screen.new_claim_wanted.connect(lambda: self.went.append(("new",)))

    def begin(self) -> None:
        self.screen.show()
        self.screen.activateWindow()
        self.presenter.load()
        settle(self.tasks)
        self.screen.focus_first()

    def row_of(self, kind: QueueKind) -> int:
        return next(row for row, item in enumerate(self.presenter.items) if item.kind is kind)


@pytest.fixture
def today(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Today]:
    del look
    today = Today(busy_desk(tmp_path))
    qtbot.addWidget(today.screen)
    today.begin()
    yield today
    today.tasks.shutdown()


def test_the_tiles_count_what_waits(today: Today) -> None:
    counts = {part: tile.count for part, tile in today.screen.tiles.items()}
    assert counts[Filter.ALL] == len(today.presenter.items)
    assert counts[Filter.OVERDUE] == 2
    assert counts[Filter.ARRIVED] == 2
    assert counts[Filter.TO_FINISH] == 4
    assert sum(counts.values()) == 2 * counts[Filter.ALL]


def test_overdue_replies_stand_on_top_and_say_by_how_many_days(today: Today) -> None:
    model = today.screen.table.model()
    assert isinstance(model, TodayModel)
    assert "overdue" in model.cell(0, 0).text
    assert model.cell(0, 3).second == "15 days overdue"
    assert model.cell(0, 3).second_tone == "bad"


def test_keys_one_to_six_filter(today: Today, qtbot: QtBot) -> None:
    qtbot.keyClick(today.screen.table, Qt.Key.Key_3)
    assert today.presenter.filter is Filter.ARRIVED
    assert {item.kind for item in today.presenter.items} == {QueueKind.ARRIVED}
    assert today.screen.tiles[Filter.ARRIVED].isChecked()
    qtbot.keyClick(today.screen.table, Qt.Key.Key_1)
    assert today.presenter.filter is Filter.ALL


def test_a_tile_filters_by_the_mouse(today: Today, qtbot: QtBot) -> None:
    qtbot.mouseClick(today.screen.tiles[Filter.TO_FINISH], Qt.MouseButton.LeftButton)
    assert {item.kind for item in today.presenter.items} == {QueueKind.DRAFT, QueueKind.TO_SEND}


def test_enter_does_the_next_step_of_the_chosen_task(today: Today, qtbot: QtBot) -> None:
    row = today.row_of(QueueKind.ARRIVED)
    today.screen.table.choose_row(row)
    qtbot.keyClick(today.screen.table, Qt.Key.Key_Return)
    assert today.went == [("bundle", today.presenter.items[row].mailbox_id)]


def test_f2_opens_the_claim_instead(today: Today, qtbot: QtBot) -> None:
    row = next(row for row, item in enumerate(today.presenter.items) if item.claim_key)
    today.screen.table.choose_row(row)
    qtbot.keyClick(today.screen.table, Qt.Key.Key_F2)
    assert today.went == [("claim", today.presenter.items[row].claim_key, 0)]


def test_every_kind_of_task_leads_where_its_next_step_is(today: Today) -> None:
    for kind, went in ((QueueKind.OVERDUE, "remedy"), (QueueKind.TO_SEND, "send"), (QueueKind.DRAFT, "claim")):
        today.went.clear()
        today.presenter.do_next(today.row_of(kind))
        assert today.went[0][0] == went
    today.presenter.do_next(today.row_of(QueueKind.OVERDUE))
    assert today.went[-1][1] == today.presenter.items[today.row_of(QueueKind.OVERDUE)].obligation_id


def test_the_chosen_row_stays_when_the_queue_comes_again(today: Today) -> None:
    today.screen.table.choose_row(3)
    today.presenter.load()
    settle(today.tasks)
    assert today.screen.table.current_row() == 3


def test_a_quiet_day_says_so_and_offers_a_new_claim(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    del look
    today = Today(desk_of("VC", Places.at(tmp_path)))
    qtbot.addWidget(today.screen)
    today.begin()
    assert today.screen.empty.sentence.text() == "Nothing is waiting."
    assert "Ctrl+N" in today.screen.empty.do.text()
    today.screen.empty_button.click()
    assert today.went == [("new",)]
    today.tasks.shutdown()


def test_an_empty_tile_names_the_way_back(today: Today) -> None:
    today.presenter.choose(Filter.READY)
    assert "of this kind" in today.screen.empty.sentence.text()


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1286), (1.25, 1286), (1.25, 1180)])
def test_nothing_is_cut_off(today: Today, look: Look, scale: float, width: int) -> None:
    look.choose_scale(scale)
    today.screen.resize(width, 600)
    settle(today.tasks)
    assert clipped(today.screen) == []


def test_days_are_said_in_words() -> None:
    assert long_day_words(NOON.date()) == "Monday 14 July 2014"
    assert [until_words(days) for days in (0, 1, 14)] == ["today", "tomorrow", "in 14 days"]
    assert [ago_words(days) for days in (0, 1, 4)] == ["today", "yesterday", "4 days ago"]
