import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.foundation.places import Places
from desktop_app.foundation.progress import Progress
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Look
from desktop_app.workflows.back_up import keyring_beside
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.clocks import FixedClock
from tests.support.office_stage import Stage
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE


@pytest.fixture
def stage(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    stage = Stage(look, set_up_office(Places.at(tmp_path / "office"), FixedClock(), setup, cost=CHEAP))
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.office.begin(None)
    stage.settle()
    yield stage
    stage.tasks.shutdown()


def choose(monkeypatch: pytest.MonkeyPatch, folder: str) -> list[str]:
    """Answer the question for the folder; return where each question began."""
    begun: list[str] = []

    def answered(_parent: object, _title: str, begins: str) -> str:
        begun.append(begins)
        return folder

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answered)
    return begun


def test_a_click_on_the_status_line_backs_up_and_says_where(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = choose(monkeypatch, str(tmp_path / "stick"))
    assert stage.window.status_line.backup.text() == "No backup yet"
    stage.window.status_line.backup.click()
    stage.settle()
    (backup,) = (tmp_path / "stick").glob("*.cass-db")
    assert keyring_beside(backup).is_file()
    assert stage.window.notice_bar.notice.level == "ok"
    assert backup.name in stage.window.notice_bar.notice.text
    assert str(tmp_path / "stick") in stage.window.notice_bar.notice.text
    assert stage.window.status_line.backup.text().startswith("Last backup today")
    stage.window.backup_requested.emit()
    stage.settle()
    assert begun == ["", str(tmp_path / "stick")]
    assert len(list((tmp_path / "stick").glob("*.cass-db"))) == 2


def test_calling_the_choice_off_backs_up_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "")
    stage.window.backup_requested.emit()
    stage.settle()
    assert stage.window.status_line.backup.text() == "No backup yet"
    assert stage.window.notice_bar.notice is None


@pytest.mark.allow_logs("desktop_app.ui.notices")
def test_a_folder_that_refuses_is_said_in_words(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    choose(monkeypatch, str(tmp_path / "file" / "folder"))
    stage.window.backup_requested.emit()
    stage.settle()
    assert stage.window.notice_bar.notice.level == "bad"
    assert stage.window.notice_bar.notice.do
    assert stage.window.status_line.backup.text() == "No backup yet"


def test_a_backup_that_is_cancelled_leaves_no_file_and_says_so(
    stage: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, str(tmp_path / "stick"))
    tasks = Tasks()  # a real worker, so that there is a moment to cancel in
    office = stage.office
    desk = stage.desk
    tasks.run_free(lambda _progress: tasks._take(desk))
    monkeypatch.setattr(office.backups, "_tasks", tasks)
    followed: list[str] = []
    monkeypatch.setattr(stage.window, "follow", lambda ticket, what: (followed.append(what), ticket.cancel()))
    office.backups.ask()
    qtbot.waitUntil(lambda: stage.window.notice_bar.notice is not None)
    assert followed == [f"Backing up to {tmp_path / 'stick'}"]
    assert "stopped" in stage.window.notice_bar.notice.text
    assert not list((tmp_path / "stick").glob("*")) if (tmp_path / "stick").exists() else True
    tasks._desk = None  # the stage closes it
    tasks.shutdown()


def test_the_strip_shows_how_far_it_is_and_cancel_reaches_the_ticket(stage: Stage, qtbot: QtBot) -> None:
    tasks = Tasks()
    started = tasks.run_free(_until_stopped)
    stage.window.follow(started, "Backing up to E:")
    qtbot.waitUntil(stage.window.work.isVisible)
    stage.window.work.cancel.click()
    qtbot.waitUntil(lambda: not stage.window.work.isVisible())
    assert started.cancelled
    tasks.shutdown()


def _until_stopped(progress: Progress) -> None:
    breath = threading.Event()
    for done in range(100_000):
        progress.step(done, 100_000, "backup")
        breath.wait(0.002)
