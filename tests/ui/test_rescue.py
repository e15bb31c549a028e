"""A store that cannot be opened any more: the sign-in says so and leads to a backup, by keyboard."""

import shutil
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places
from desktop_app.foundation.progress import Progress
from desktop_app.store.verify import Verification
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.sign_in.presenter import SignInPresenter
from desktop_app.ui.screens.sign_in.rescue_dialog import RescueDialog
from desktop_app.ui.screens.sign_in.save_dialog import SaveDialog
from desktop_app.ui.screens.sign_in.view import SignInWindow
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.progress import ProgressStrip
from desktop_app.workflows import go_back
from desktop_app.workflows.back_up import back_up, keyring_beside
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.case_desks import take_in
from tests.support.clocks import FixedClock
from tests.support.inline_tasks import InlineTasks
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("damaged", ["store.cass-db", "keyring.json"])
def test_a_store_or_keyring_that_cannot_be_read_is_replaced_by_a_backup_from_the_sign_in(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, damaged: str
) -> None:
    places, clock = Places.at(tmp_path / "office"), FixedClock()
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    desk = set_up_office(places, clock, setup, cost=CHEAP)
    key = take_in(desk)
    backup = back_up(desk, tmp_path / "stick")
    desk.close()
    (places.data / damaged).write_bytes(b"damaged " * 1024)

    tasks = InlineTasks()
    presenter = SignInPresenter(tasks, places=places, clock=clock, training=False)
    window = SignInWindow(presenter, Notices())
    qtbot.addWidget(window)
    window.show()
    presenter.start()
    tasks.settle()
    if damaged == "store.cass-db":
        assert window.rescue.isHidden()
        QTest.keyClicks(window.passphrase.edit, PASSPHRASE)
        QTest.keyClick(window.passphrase.edit, Qt.Key.Key_Return)
        tasks.settle()
    assert window.refusal.isVisible()
    assert window.rescue.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(backup), ""))
    window.rescue.setFocus()
    QTest.keyClick(window.rescue, Qt.Key.Key_Space)
    (dialog,) = window.findChildren(RescueDialog)
    dialog.login.set_text("carlotta")
    QTest.keyClicks(dialog.passphrase.edit, "wrong " + PASSPHRASE)
    dialog.act.click()
    tasks.settle()
    assert "passphrase" in dialog.says.text.lower()
    dialog.passphrase.set_text("")
    QTest.keyClicks(dialog.passphrase.edit, PASSPHRASE)
    dialog.act.click()
    tasks.settle()
    assert not dialog.isVisible()
    assert dialog.passphrase.text() == ""
    assert window.rescue.isHidden()
    opened: list[object] = []
    presenter.signed_in.connect(opened.append)
    QTest.keyClicks(window.passphrase.edit, PASSPHRASE)
    QTest.keyClick(window.passphrase.edit, Qt.Key.Key_Return)
    tasks.settle()
    (again,) = opened
    assert again.store.claims.find(key) is not None  # type: ignore[attr-defined]  # the desk
    assert len(list(places.data.glob("before-going-back-*"))) == 1
    tasks.shutdown()


def _office(tmp_path: Path) -> tuple[Places, FixedClock, str]:
    places, clock = Places.at(tmp_path / "office"), FixedClock()
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    desk = set_up_office(places, clock, setup, cost=CHEAP)
    key = take_in(desk)
    page = desk.store._database.number("SELECT rootpage FROM sqlite_master WHERE name = 'office_own'")
    desk.close()
    torn = bytearray(places.store_file.read_bytes())
    torn[(page - 1) * 4096 + 100] ^= 1
    places.store_file.write_bytes(torn)
    return places, clock, key


@pytest.mark.usefixtures("look")
def test_what_can_still_be_read_is_saved_and_put_in_place_from_the_sign_in(tmp_path: Path, qtbot: QtBot) -> None:
    places, clock, key = _office(tmp_path)
    tasks = InlineTasks()
    presenter = SignInPresenter(tasks, places=places, clock=clock, training=False)
    window = SignInWindow(presenter, Notices())
    qtbot.addWidget(window)
    window.show()
    presenter.start()
    tasks.settle()
    assert window.save.isHidden()
    QTest.keyClicks(window.passphrase.edit, PASSPHRASE)
    QTest.keyClick(window.passphrase.edit, Qt.Key.Key_Return)
    tasks.settle()
    assert window.save.isVisible()
    window.save.setFocus()
    QTest.keyClick(window.save, Qt.Key.Key_Space)
    (dialog,) = window.findChildren(SaveDialog)
    assert dialog.login.text() == "carlotta"
    QTest.keyClicks(dialog.passphrase.edit, "wrong " + PASSPHRASE)
    dialog.act.click()
    tasks.settle()
    assert "passphrase" in dialog.says.text.lower()
    assert dialog.place.isHidden()
    dialog.passphrase.set_text("")
    QTest.keyClicks(dialog.passphrase.edit, PASSPHRASE)
    dialog.act.click()
    tasks.settle()
    assert "saved" in dialog.outcome.text()
    assert dialog.losses.isHidden()  # an index was torn, and is made anew
    dialog.place.click()
    tasks.settle()
    assert not dialog.isVisible()
    assert dialog.passphrase.text() == ""
    assert window.save.isHidden()
    opened: list[object] = []
    presenter.signed_in.connect(opened.append)
    QTest.keyClicks(window.passphrase.edit, PASSPHRASE)
    QTest.keyClick(window.passphrase.edit, Qt.Key.Key_Return)
    tasks.settle()
    (again,) = opened
    assert again.store.claims.find(key) is not None  # type: ignore[attr-defined]  # the desk
    assert again.store.verify().sound  # type: ignore[attr-defined]  # as above
    tasks.shutdown()


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("way", ["cancel", "Esc"])
def test_who_stops_a_backup_on_its_way_into_place_keeps_the_store_as_it_was(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    places, clock, _key = _office(tmp_path)
    backup = tmp_path / "backup.cass-db"
    shutil.copy(places.store_file, backup)
    keyring_beside(backup).write_bytes(places.keyring_file.read_bytes())
    before = places.store_file.read_bytes()
    begun, go_on = Event(), Event()

    def slowly(_backup: Path, _clock: Clock, _login: str, _passphrase: str, progress: Progress) -> Verification:
        progress.step(1, 4, "verify")
        begun.set()
        assert go_on.wait(10)
        progress.step(2, 4, "verify")
        raise AssertionError("it was not stopped")

    monkeypatch.setattr(go_back, "verify_backup", slowly)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(backup), ""))
    tasks = Tasks()
    presenter = SignInPresenter(tasks, places=places, clock=clock, training=False)
    window = SignInWindow(presenter, Notices())
    qtbot.addWidget(window)
    window.show()
    window._on_rescue()
    (dialog,) = window.findChildren(RescueDialog)
    dialog.login.set_text("carlotta")
    QTest.keyClicks(dialog.passphrase.edit, PASSPHRASE)
    dialog.act.click()
    assert begun.wait(10)
    qtbot.waitUntil(lambda: dialog.findChild(ProgressStrip).isVisible(), timeout=3000)
    assert not dialog.act.isEnabled()
    if way == "Esc":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.cancel.click()
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy, timeout=5000)
    assert not dialog.isVisible()
    assert dialog.passphrase.text() == ""
    assert places.store_file.read_bytes() == before
    assert not list(places.data.glob("before-going-back-*"))
    tasks.shutdown()
