"""Backups in Settings: the plan, reading the store through, comparing one, and those made by themselves."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.verification import Verification
from desktop_app.foundation.places import Places
from desktop_app.ui.screens.settings.backup_dialogs import CompareDialog, PlanDialog
from desktop_app.ui.screens.settings.go_back_dialog import GoBackDialog
from desktop_app.ui.screens.settings.point_dialogs import RemarkDialog
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.said_line import SaidLine
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.backup_plan import BackupPlan, set_backup_plan
from desktop_app.workflows.compare_backup import BackupComparison
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.open_desk import desk_status, sign_in
from desktop_app.workflows.second_beside import Beside
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.case_desks import take_in
from tests.support.clips import clipped
from tests.support.clocks import FixedClock
from tests.support.office_stage import Stage
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    return set_up_office(Places.at(tmp_path / "office"), FixedClock(), setup, cost=CHEAP)


@pytest.fixture
def stage(desk: Desk, look: Look, qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(look, desk)
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.office.begin(None)
    stage.settle()
    stage.window.go_to("settings")
    stage.settle()
    stage.office.settings.choose("backups")
    stage.settle()
    yield stage
    stage.tasks.shutdown()


def _said(stage: Stage) -> str:
    notice = stage.window.notice_bar.notice
    return notice.text if notice else ""


def test_the_store_is_read_through_by_a_key_and_said_to_be_whole(stage: Stage) -> None:
    page = stage.office.settings_screen.backups
    assert "No backup yet" in page._last.main.text()
    page.verify.setFocus()
    QTest.keyClick(page.verify, Qt.Key.Key_Space)
    stage.settle()
    assert "everything fits" in _said(stage)
    assert page._whole.main.text() == "Everything fits"
    assert stage.window.status_line.backup.text() == "No backup yet"


def test_a_copy_laid_aside_is_shown_and_let_go_for_a_reason(stage: Stage, desk: Desk) -> None:
    page = stage.office.settings_screen.backups
    assert not page.aside.isVisible()
    copy = desk.places.backups / "before-version-5-20130101-080000.cass-db"
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes(b"x")
    stage.office.settings_screen.safety.load()
    stage.settle()
    assert page.aside.isVisible()
    assert [page.copies.cells.index(0, column).data() for column in (1, 2)] == ["Before a newer program", "1 MB"]
    assert clipped(stage.window) == []
    page.let_go.click()
    (dialog,) = [each for each in stage.window.findChildren(RemarkDialog) if each.isVisible()]
    dialog.act.click()
    assert copy.exists()  # no reason yet
    dialog.line.set_text("Looked through")
    dialog.act.click()
    stage.settle()
    assert not copy.exists()
    assert not page.aside.isVisible()
    assert "gone" in _said(stage)


def test_what_does_not_fit_is_named_on_the_page_and_in_the_status_line(stage: Stage, desk: Desk) -> None:
    desk.store._database.tables.execute("DROP TRIGGER document_keeps")
    page = stage.office.settings_screen.backups
    page.verify.click()
    stage.settle()
    stage.office.refresh()
    stage.settle()
    assert page.faults.isVisible()
    assert "issued documents" in page._fault_lines.findChildren(SaidLine)[0].words.text()
    assert "does not fit" in stage.window.status_line.backup.text()


def test_a_plan_is_made_by_keyboard_and_the_backup_comes_by_itself(stage: Stage, tmp_path: Path) -> None:
    page = stage.office.settings_screen.backups
    page.plan.setFocus()
    QTest.keyClick(page.plan, Qt.Key.Key_Space)
    (dialog,) = stage.office.settings_screen.findChildren(PlanDialog)
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog.keep.set_text("1")
    dialog.folder.set_text(str(stick))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert "between 2 and 365" in dialog.says.text
    dialog.keep.set_text("3")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    assert not dialog.isVisible()
    assert page._plan.main.text() == "Every day"
    stage.office.backups.back_up_when_due()
    stage.settle()
    (backup,) = stick.glob("*.cass-db")
    assert backup.name in _said(stage)
    stage.office.backups.back_up_when_due()
    stage.settle()
    assert len(list(stick.glob("*.cass-db"))) == 1


def test_a_second_person_is_asked_for_where_another_works_here(stage: Stage, tmp_path: Path) -> None:
    checked = Verification(faults=(), journal_lines=1, last_hash="", files=0, version=5)
    found = BackupComparison(checked=checked, ours=True, lost_count=1, lost_verbs=(("claim_entered", 1),))
    given: list[tuple[object, ...]] = []
    for second in (True, False):
        dialog = GoBackDialog(tmp_path / "any.cass-db", "carlotta", stage.window, second=second)
        dialog.going_wanted.connect(lambda *told: given.append(told))
        dialog.open()
        assert not dialog.beside.isVisible()
        dialog.show_outcome(found)
        assert (dialog.beside.isVisible(), dialog.proof.isVisible()) == (second, second)
        assert ("alone" in dialog.second.text()) is not second
        dialog.reason.set_text("Another office's file")
        dialog.go.click()
        if second:
            assert given == []
            assert "second person" in dialog.says.text
            dialog.beside.set_text("dora")
            dialog.proof.set_text("pelican")
            dialog.go.click()
            assert given.pop()[-1] == Beside("dora", "pelican")
            assert dialog.proof.text() == ""
        dialog.close()
    assert given.pop()[-1] == Beside()


@pytest.mark.allow_logs("desktop_app.ui.notices")
def test_a_stick_that_is_gone_is_said_once(stage: Stage, desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    set_backup_plan(desk, BackupPlan(folder=stick))
    stick.rmdir()
    said: list[str] = []
    stage.notices.shown.connect(lambda notice: said.append(notice.text))
    for _ in range(3):
        stage.office.backups.back_up_when_due()
        stage.settle()
    assert len([words for words in said if str(stick) in words]) == 1


def test_a_backup_is_held_against_the_store_and_what_it_lacks_is_said(
    stage: Stage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = back_up(desk, tmp_path / "stick")
    take_in(desk)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(backup), ""))
    stage.office.settings_screen.backups.compare.click()
    (dialog,) = stage.office.settings_screen.findChildren(CompareDialog)
    dialog.passphrase.set_text("not the passphrase")
    dialog.act.click()
    stage.settle()
    assert "passphrase" in dialog.says.text.lower()
    dialog.passphrase.set_text(PASSPHRASE)
    dialog.act.click()
    stage.settle()
    assert "would lose" in dialog.outcome.text()
    told = [dialog.table.cells.cell(row, 0).text for row in range(dialog.table.row_count())]
    assert "A claim was registered" in told
    assert dialog.passphrase.text() == ""
    dialog.cancel.click()


def test_going_back_says_what_is_lost_then_closes_the_desk_and_everybody_signs_in_anew(
    stage: Stage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = back_up(desk, tmp_path / "stick")
    lost = take_in(desk)
    left: list[bool] = []
    stage.office.signed_out.connect(lambda: left.append(True))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(backup), ""))
    page = stage.office.settings_screen.backups
    page.compare.setFocus()
    QTest.keyClick(page.compare, Qt.Key.Key_Space)
    (dialog,) = stage.office.settings_screen.findChildren(GoBackDialog)
    assert not dialog.go.isVisible()
    QTest.keyClicks(dialog.passphrase.edit, PASSPHRASE)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    assert "would lose" in dialog.outcome.text()
    assert dialog.windowTitle() == "Go back to a backup"
    assert "Go back to a backup" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.go.setFocus()
    QTest.keyClick(dialog.go, Qt.Key.Key_Space)
    assert "Say why" in dialog.says.text
    QTest.keyClicks(dialog.reason.edit, "Another office's file was brought in")
    dialog.go.setFocus()
    QTest.keyClick(dialog.go, Qt.Key.Key_Space)
    stage.settle()
    assert not dialog.isVisible()
    assert left == [True]
    desk.close()
    assert desk_status(desk.places).exists
    back = sign_in(desk.places, desk.clock, "carlotta", PASSPHRASE)
    assert back.store.claims.find(lost) is None
    other = Stage(stage.office._look, back)
    other.show((1366, 768))
    other.office.begin(None)
    other.settle()
    assert backup.name in _said(other)
    assert "before-going-back-" in _said(other)
    other.close()
    back.close()


@pytest.mark.allow_logs("desktop_app.ui.notices")
def test_a_stick_that_is_gone_full_or_pulled_is_in_the_status_line_in_time(
    stage: Stage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = stage.window.status_line.backup
    stick = tmp_path / "stick"
    stick.mkdir()
    set_backup_plan(desk, BackupPlan(folder=stick))
    back_up(desk, stick)
    stage.office.refresh()
    stage.settle()
    assert line.text().startswith("Last backup")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(100, 99, 1))
    stage.office.refresh()
    stage.settle()
    assert "nearly full" in line.text()
    shutil.rmtree(stick)
    desk.clock.advance(days=2)  # type: ignore[attr-defined]  # the clock of this test
    stage.office.backups.back_up_when_due()
    stage.settle()
    assert "not there" in line.text()


def test_a_clock_set_back_is_said_at_sign_in_and_in_the_status_line(stage: Stage, desk: Desk) -> None:
    take_in(desk)
    desk.clock.advance(days=-40)  # type: ignore[attr-defined]  # the clock of this test
    stage.office.begin(None)
    stage.office.refresh()
    stage.settle()
    assert "clock stands before" in _said(stage)
    assert "clock stands before" in stage.window.status_line.backup.text()
