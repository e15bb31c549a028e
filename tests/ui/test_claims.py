from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.domain.claims import Stage
from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.claims.models import ClaimsModel
from desktop_app.ui.screens.claims.presenter import ClaimsPresenter
from desktop_app.ui.screens.claims.view import ClaimsScreen
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import register_claim
from desktop_app.workflows.list_claims import SortKey
from desktop_app.workflows.open_claim import start_claim
from tests.support import hendyce
from tests.support.clips import clipped
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import settle

MANY = 130


def with_claims(desk: Desk, count: int) -> Desk:
    for number in range(count):
        other = "LC" if number % 2 else "GD"
        form = replace(
            hendyce.CLAIMANT,
            surname=f"Sample{number:03d}",
            forenames="Alma",
            numbers=(("VC", f"{number:06d}"), (other, f"{number + 500:06d}")),
        )
        register_claim(desk, start_claim(desk).key, form)
    return desk


class Claims:
    def __init__(self, desk: Desk) -> None:
        self.tasks = InlineTasks(desk)
        self.presenter = ClaimsPresenter(self.tasks, Notices())
        self.screen = ClaimsScreen(self.presenter)
        self.screen.resize(1286, 688)
        self.opened: list[str] = []
        self.presenter.claim_wanted.connect(self.opened.append)

    def begin(self) -> None:
        self.screen.show()
        self.screen.activateWindow()
        self.presenter.load()
        settle(self.tasks)
        self.screen.focus_first()

    @property
    def model(self) -> ClaimsModel:
        model = self.screen.table.model()
        assert isinstance(model, ClaimsModel)
        return model


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = with_claims(desk_of("VC", Places.at(tmp_path_factory.mktemp("claims"))), MANY)
    yield desk
    desk.close()


class _Kept:
    """A desk that outlives the window of one test."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> object:
        return getattr(self._desk, name)

    def close(self) -> None:
        """Leave it open."""


@pytest.fixture
def claims(look: Look, qtbot: QtBot, desk: Desk) -> Iterator[Claims]:
    del look
    claims = Claims(_Kept(desk))  # type: ignore[arg-type]  # it answers as the desk it wraps
    qtbot.addWidget(claims.screen)
    claims.begin()
    yield claims
    claims.tasks.shutdown()


def test_rows_come_by_windows_as_they_are_looked_at(claims: Claims) -> None:
    assert claims.model.rowCount() == MANY
    assert claims.model.cell(0, 1).text.startswith("Alma Sample")
    assert claims.model.cell(MANY - 1, 1).text == ""
    settle(claims.tasks)
    assert claims.model.cell(MANY - 1, 1).text.startswith("Alma Sample")


def test_enter_opens_the_claim(claims: Claims, qtbot: QtBot) -> None:
    claims.screen.table.choose_row(1)
    qtbot.keyClick(claims.screen.table, Qt.Key.Key_Return)
    assert len(claims.opened) == 1


def test_a_header_orders_and_orders_the_other_way_round(claims: Claims) -> None:
    claims.screen.table.horizontalHeader().sectionClicked.emit(1)
    settle(claims.tasks)
    assert claims.presenter.shown.sort is SortKey.CLAIMANT
    assert claims.model.cell(0, 1).text == "Alma Sample000"
    assert "↑" in str(claims.model.headerData(1, Qt.Orientation.Horizontal))
    claims.screen.table.horizontalHeader().sectionClicked.emit(1)
    settle(claims.tasks)
    assert claims.model.cell(0, 1).text == f"Alma Sample{MANY - 1:03d}"


def test_typing_finds_by_name(claims: Claims, qtbot: QtBot) -> None:
    claims.screen.search.edit.setFocus()
    qtbot.keyClicks(claims.screen.search.edit, "sample017")
    qtbot.waitUntil(lambda: claims.presenter.total == 1 or bool(claims.tasks.settle()), timeout=3000)
    settle(claims.tasks)
    assert claims.model.rowCount() == 1
    assert claims.model.cell(0, 1).text == "Alma Sample017"


def test_chips_filter_by_stage_state_and_person(claims: Claims) -> None:
    claims.screen.stage_chips[Stage.CLOSED].click()
    settle(claims.tasks)
    assert claims.model.rowCount() == 0
    assert claims.screen.empty.sentence.text() == "No claim fits."
    claims.screen.clear.click()
    claims.presenter.choose_state("LC")
    settle(claims.tasks)
    assert claims.model.rowCount() == MANY // 2
    claims.screen.clear.click()
    claims.screen.mine.click()
    settle(claims.tasks)
    assert claims.model.rowCount() == MANY


def test_columns_can_be_chosen(claims: Claims) -> None:
    part = next(number for number, kind in enumerate(claims.model.kinds) if kind.key == "part")
    assert claims.screen.table.isColumnHidden(part)
    claims.screen.table.show_column(part, shown=True)
    assert not claims.screen.table.isColumnHidden(part)


def test_an_answer_to_an_older_question_is_left_out(claims: Claims) -> None:
    claims.presenter.choose_state("LC")
    claims.presenter.choose_state("GD")
    settle(claims.tasks)
    chips = {chip.code for chip in claims.model.cell(0, 4).chips}
    assert "GD" in chips
    assert "LC" not in chips


def test_no_claims_offer_a_new_one(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    del look
    claims = Claims(desk_of("VC", Places.at(tmp_path)))
    qtbot.addWidget(claims.screen)
    wanted: list[bool] = []
    claims.screen.new_claim_wanted.connect(lambda: wanted.append(True))
    claims.begin()
    assert claims.screen.empty.sentence.text() == "There are no claims yet."
    claims.screen.empty_button.click()
    assert wanted
    claims.tasks.shutdown()


def test_the_model_keeps_what_qt_expects_of_a_model(claims: Claims, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(claims.model)


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1286), (1.25, 1286), (1.25, 1180)])
def test_nothing_is_cut_off(claims: Claims, look: Look, scale: float, width: int) -> None:
    look.choose_scale(scale)
    claims.screen.resize(width, 600)
    settle(claims.tasks)
    assert clipped(claims.screen) == []
