"""All claims calculated again from the Rules screen: how it ends, what differs, and that it can be stopped."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.rules.presenter import RulesPresenter
from desktop_app.ui.screens.rules.recalculation import RecalculationDialog
from desktop_app.ui.screens.rules.recalculation_words import left_words, progress_words
from desktop_app.ui.screens.rules.view import RulesScreen
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.recalculate import PART
from tests.support.case_desks import certify, take_in
from tests.support.changed_rules import changed_rulebook
from tests.support.clips import clipped
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.many_claims import desk_on_disk, fill
from tests.support.office_stage import settle

COUNT = 3 * PART


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    desk = desk_of("VC", Places.at(tmp_path))
    key = take_in(desk)
    certify(desk, key)
    keep_calculation(desk, key)
    yield desk, key
    desk.close()


def easier(desk: Desk) -> Desk:
    """The desk with rules under which 250 weeks are enough in Saint Vincent."""
    lowered = changed_rulebook(old=b'value = 500\nsays = "500 weekly', new=b'value = 250\nsays = "250 weekly')
    return replace(desk, rulebook=lowered)


def opened(desk: Desk, qtbot: QtBot) -> tuple[RecalculationDialog, InlineTasks]:
    tasks = InlineTasks(desk)
    dialog = RecalculationDialog(tasks, Notices())
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    dialog.activateWindow()
    settle(tasks)
    return dialog, tasks


def press(dialog: RecalculationDialog, tasks: InlineTasks, name: str) -> None:
    button = getattr(dialog, name)
    assert button.isVisible()
    assert button.isEnabled()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(tasks)


@pytest.mark.usefixtures("look")
def test_nothing_differs_under_the_rules_it_was_kept_with(kept: tuple[Desk, str], qtbot: QtBot) -> None:
    dialog, tasks = opened(kept[0], qtbot)
    assert dialog.starter.text().strip() == "Calculate 1 claim &again"
    assert dialog.starter.hasFocus()
    press(dialog, tasks, "starter")
    assert dialog.said.lines() == ("1 claim comes out as it was kept.",)
    assert dialog.list_card.isHidden()
    assert dialog.saver.isHidden()
    assert dialog.starter.isVisible()
    assert clipped(dialog) == []


@pytest.mark.usefixtures("look")
def test_what_differs_is_listed_with_its_reason_and_leads_to_the_claim(kept: tuple[Desk, str], qtbot: QtBot) -> None:
    desk, key = kept
    dialog, tasks = opened(easier(desk), qtbot)
    press(dialog, tasks, "starter")
    assert "1 claim comes out otherwise today; in 1 of them another amount is payable." in dialog.said.lines()
    cells = [dialog.cells.cell(0, column).text for column in range(dialog.cells.columnCount())]
    assert cells[2:5] == ["VC", "XCD\xa09,373.85 once", "XCD\xa078.10"]
    assert "250" in cells[5]
    assert dialog.table.hasFocus()
    assert clipped(dialog) == []
    with qtbot.waitSignal(dialog.claim_wanted) as told:
        press(dialog, tasks, "show_claim")
    assert told.args == [key]
    assert len(desk.store.calculations.of_claim(key)) == 1


@pytest.mark.usefixtures("look")
def test_a_store_without_kept_calculations_has_nothing_to_do(tmp_path: Path, qtbot: QtBot) -> None:
    desk = desk_of("VC", Places.at(tmp_path))
    dialog, _tasks = opened(desk, qtbot)
    assert dialog.said.lines() == ("No claim has a kept calculation yet.",)
    assert not dialog.starter.isEnabled()
    desk.close()


@pytest.mark.usefixtures("look")
def test_what_was_found_is_saved_as_a_table(
    kept: tuple[Desk, str], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "found.csv"
    asked: list[str] = []

    def chosen(_parent: object, _title: str, name: str, _pattern: str) -> tuple[str, str]:
        asked.append(name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    dialog, tasks = opened(easier(kept[0]), qtbot)
    press(dialog, tasks, "starter")
    press(dialog, tasks, "saver")
    assert asked == ["recalculation-20140714.xlsx"]
    assert "78.10" in target.read_text("utf-8-sig")
    assert "Hendyce" not in target.read_text("utf-8-sig")
    assert dialog.cut.text() == "Saved as found.csv."


@pytest.mark.usefixtures("look")
def test_a_summary_is_looked_at_before_it_is_printed(kept: tuple[Desk, str], qtbot: QtBot) -> None:
    dialog, tasks = opened(easier(kept[0]), qtbot)
    press(dialog, tasks, "starter")
    press(dialog, tasks, "printer")
    (preview,) = dialog.findChildren(DocumentPreview)
    assert preview.windowTitle() == "Claims calculated again"
    assert preview.isVisible()
    preview.close()
    settle(tasks)


@pytest.mark.usefixtures("look")
def test_the_rules_screen_opens_it(kept: tuple[Desk, str], qtbot: QtBot) -> None:
    screen = RulesScreen(RulesPresenter(InlineTasks(kept[0]), Notices()))
    qtbot.addWidget(screen)
    screen.show()
    dialog = screen.recalculate()
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.fixture
def worker(tmp_path: Path, qtbot: QtBot) -> Iterator[Tasks]:
    """The real worker with a store of some claims, kept under rules that are not today's."""

    def make(_progress: object) -> Desk:
        desk = desk_on_disk(tmp_path / "desk")
        fill(desk, COUNT)
        return replace(desk, rulebook=changed_rulebook())

    tasks = Tasks()
    with qtbot.waitSignal(tasks.open(make).succeeded, timeout=60_000):
        pass
    yield tasks
    tasks.shutdown()


@pytest.mark.slow
def test_other_work_comes_between_and_the_window_stays_free(look: Look, worker: Tasks, qtbot: QtBot) -> None:
    del look
    dialog = RecalculationDialog(worker, Notices())
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    qtbot.waitUntil(dialog.starter.isEnabled, timeout=10_000)
    order: list[str] = []
    dialog.presenter.found.connect(lambda _report: order.append("found"))
    steps: list[tuple[int, int]] = []
    dialog.presenter.progressed.connect(lambda done, total, _left: steps.append((done, total)))
    dialog.start()
    other = worker.run(lambda desk, _progress: desk.store.claims.count())
    other.succeeded.connect(lambda count: order.append(f"counted {count}"))
    qtbot.waitUntil(lambda: dialog.presenter.report is not None, timeout=60_000)
    assert order == [f"counted {COUNT}", "found"]
    assert steps == sorted(steps)
    assert {total for _done, total in steps} == {COUNT}
    report = dialog.presenter.report
    assert report is not None
    assert report.claims == COUNT
    assert report.differing
    assert dialog.list_card.isVisible()


@pytest.mark.slow
def test_cancelled_it_stops_and_closing_waits_for_it(look: Look, worker: Tasks, qtbot: QtBot) -> None:
    del look
    dialog = RecalculationDialog(worker, Notices())
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    qtbot.waitUntil(dialog.starter.isEnabled, timeout=10_000)
    with qtbot.waitSignal(dialog.presenter.stopped, timeout=30_000):
        dialog.start()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "Esc cancels first"
    assert dialog.said.lines() == ("Cancelled. Everything is as it was.",)
    assert dialog.presenter.report is None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_how_far_it_is_is_said_in_round_figures() -> None:
    assert progress_words(2_300, 10_000, -1) == "2,300 of 10,000 claims"
    assert progress_words(2_300, 10_000, 41) == "2,300 of 10,000 claims  \u00b7  about 45 seconds left"
    assert left_words(0) == "about 5 seconds left"
    assert left_words(61) == "about 2 minutes left"
