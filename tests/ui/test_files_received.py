"""Files dropped together, folders, and the watched folder, through the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop_app.domain.messages import Receipt, ReceiptLevel
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.ui.app.watching import EVERY
from desktop_app.ui.screens.exchange.file_results import FileResultsDialog, result_words
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.receive_files import Came, FileResult
from desktop_app.workflows.watch_folder import set_watched
from tests.support.case_desks import say
from tests.support.desks import desk_of, introduce
from tests.support.office_stage import Stage


@pytest.fixture
def lc(tmp_path: Path) -> Iterator[Desk]:
    desk = desk_of("LC", Places.at(tmp_path / "lc"))
    yield desk
    desk.close()


@pytest.fixture
def stage(look: Look, qtbot: QtBot, tmp_path: Path, lc: Desk) -> Iterator[Stage]:
    desk = desk_of("VC", Places.at(tmp_path / "vc"))
    introduce(desk, lc)
    stage = Stage(look, desk)
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.office.begin(None)
    stage.settle()
    yield stage
    stage.tasks.shutdown()


def a_file(lc: Desk) -> bytes:
    say(lc, "VC-NIS", Receipt(about_message=lc.clock.new_id(), level=ReceiptLevel.OPENED))
    return seal_bundle(lc, "VC-NIS").data


def told(stage: Stage) -> str:
    """What the notice says."""
    notice = stage.window.notice_bar.notice
    return notice.text if notice else ""


def test_files_and_folders_dropped_together_are_listed_one_by_one(stage: Stage, lc: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "one.cass").write_bytes(a_file(lc))
    (folder / "two.cass").write_bytes(a_file(lc))
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")

    stage.window.files_dropped.emit([folder, tmp_path / "letter.pdf"])
    stage.settle()

    (dialog,) = stage.window.findChildren(FileResultsDialog)
    said = [line.words.text() for line in dialog.lines]
    assert said[0].startswith("one.cass: Received from ")
    assert said[1].startswith("two.cass: Received from ")
    assert said[2].startswith("letter.pdf: This file is not a bundle from an office.")
    dialog.act.click()
    assert not dialog.isVisible()


def test_one_file_alone_is_shown_without_a_list(stage: Stage, lc: Desk, tmp_path: Path) -> None:
    (tmp_path / "one.cass").write_bytes(a_file(lc))

    stage.window.files_dropped.emit([tmp_path / "one.cass"])
    stage.settle()

    assert stage.window.findChildren(FileResultsDialog) == []
    assert stage.office.exchange.received_line is not None


def test_a_folder_without_a_bundle_says_so(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    stage.window.files_dropped.emit([tmp_path / "empty"])
    stage.settle()

    assert told(stage).startswith("There is no bundle in this folder.")


def test_the_watched_folder_is_looked_into_and_what_came_is_told(stage: Stage, lc: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    watch = stage.office.watch
    (timer,) = watch.findChildren(QTimer)
    watch.look()
    stage.settle()
    assert not timer.isActive()

    stage.tasks.run(lambda desk, _progress: set_watched(desk, folder))
    stage.settle()
    stage.office.settings.records_changed.emit()
    stage.settle()
    assert timer.isActive()
    assert timer.interval() == EVERY
    (folder / "one.cass").write_bytes(a_file(lc))
    for _ in range(2):
        watch.look()
        stage.settle()

    assert told(stage).startswith("1 file came into the watched folder.")
    (folder / "one.cass").unlink()
    folder.rmdir()
    watch.look()
    stage.settle()
    assert told(stage).startswith("The watched folder cannot be reached")
    watch.stop()
    assert not timer.isActive()


def test_every_ending_of_a_file_has_its_words() -> None:
    refused = FileResult(name="a", came=Came.REFUSED, problem=ExchangeProblem("bundle_not_cass"))
    assert result_words(refused).startswith("This file is not a bundle")
    assert result_words(FileResult(name="a", came=Came.PART, parts=3, missing=(2,))) == "Part 2 of 3 has not come."
    assert (
        result_words(FileResult(name="a", came=Came.PART, parts=3, missing=(1, 2))) == "Parts 1, 2 of 3 have not come."
    )
    assert result_words(FileResult(name="a", came=Came.BEFORE)) == "It came before. Nothing changed."
