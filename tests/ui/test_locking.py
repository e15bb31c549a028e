"""The locked desk: nothing of it is seen, its key is let go, and only who locked it comes back to what was typed."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.users import Role
from desktop_app.foundation.places import Places
from desktop_app.foundation.progress import Progress
from desktop_app.store.lock import StoreLock
from desktop_app.ui.app.application import WindowProgram
from desktop_app.ui.app.idling import IdleWatch
from desktop_app.ui.app.lock_setting import LockDialog
from desktop_app.ui.app.locking import DeskLock
from desktop_app.ui.app.office_window import CLAIM, OfficeWindow
from desktop_app.ui.screens.sign_in.change_passphrase import ChangePassphraseDialog
from desktop_app.ui.screens.sign_in.view import SignInWindow
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_users import add_user
from desktop_app.workflows.lock_desk import LOCK_MINUTES, lock_minutes, set_lock_minutes
from tests.support.clocks import FixedClock
from tests.support.inline_tasks import InlineTasks
from tests.support.two_persons import CHEAP, NAMES, PASSPHRASES, set_up

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(qapp: QApplication, look: Look, tmp_path: Path) -> Iterator[WindowProgram]:
    desks = set_up(tmp_path / "office")
    add_user(desks.desk, name=NAMES["hubert"], role=Role.HEAD, login="hubert",
             passphrase=PASSPHRASES["hubert"], cost=CHEAP)  # fmt: skip
    desks.close()
    program = WindowProgram(qapp, Places.at(tmp_path / "office"), desks.clock, training=False)
    yield program
    if program.lock is not None:
        program.lock.end()
    program.stop()
    for widget in QApplication.topLevelWidgets():
        widget.blockSignals(True)
        widget.close()
        widget.deleteLater()
    qapp.setQuitOnLastWindowClosed(True)
    qapp.processEvents()
    look.apply()
    qapp.setProperty("cassLook", look)


@pytest.fixture
def office(program: WindowProgram, qtbot: QtBot) -> OfficeWindow:
    program.show_entrance()
    _sign_in(program, qtbot, "carlotta")
    qtbot.waitUntil(lambda: program.office is not None, timeout=20000)
    assert program.office is not None
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=20000)
    return program.office


def _sign_in(program: WindowProgram, qtbot: QtBot, login: str, passphrase: str = "") -> None:
    entrance = program.window
    assert isinstance(entrance, SignInWindow)
    qtbot.waitUntil(lambda: entrance.login.combo.count() > 0, timeout=20000)
    entrance.login.set_key(login)
    entrance.passphrase.set_text(passphrase or PASSPHRASES[login])
    entrance.sign_in.click()


def _type_a_claim(program: WindowProgram, office: OfficeWindow, qtbot: QtBot) -> QLineEdit:
    office.new_claim()
    qtbot.waitUntil(lambda: bool(office.claim_screen.claim_key) and not program.tasks.busy, timeout=20000)
    surname = office.claim_screen.findChild(QLineEdit, "surname")
    assert surname is not None
    surname.setFocus()
    QTest.keyClicks(surname, "Ollivierre")
    return surname


def _locked(program: WindowProgram, qtbot: QtBot) -> DeskLock:
    qtbot.waitUntil(lambda: program.lock is not None, timeout=5000)
    assert program.lock is not None
    return program.lock


def _seen() -> str:
    """Everything that can be read on the screen now: titles, labels, fields, tooltips, accessible names."""
    words: list[str] = []
    for top in QApplication.topLevelWidgets():
        if not top.isVisible():
            continue
        for widget in (top, *top.findChildren(QWidget)):
            words.extend((widget.windowTitle(), widget.toolTip(), widget.accessibleName()))
            if isinstance(widget, QLabel | QLineEdit):
                words.append(widget.text())
    return "\n".join(words)


def test_ctrl_l_hides_everything_lets_the_key_go_and_brings_back_what_was_typed(
    program: WindowProgram, office: OfficeWindow, qtbot: QtBot
) -> None:
    surname = _type_a_claim(program, office, qtbot)
    dialog = ChangePassphraseDialog(office.window)
    dialog.open()
    dialog.old.set_text("half typed")
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle(), timeout=5000)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, CTRL)
    lock = _locked(program, qtbot)
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [lock.window]
    assert lock.window.windowTitle() == "CASS Desk: locked"
    assert not any(word in _seen() for word in ("Ollivierre", "Carlotta Browne", "Kingstown", "VC-NIS", "half typed"))
    qtbot.waitUntil(lambda: not lock.held and not program.tasks.busy, timeout=20000)
    StoreLock.take(program._places.store_file).release()  # nobody has the store open any more
    _sign_in(program, qtbot, "carlotta", "not the passphrase at all")
    qtbot.waitUntil(lambda: bool(lock.window.passphrase.finding.text), timeout=20000)
    assert not office.window.isVisible()
    qtbot.waitUntil(lambda: not lock.presenter.working, timeout=20000)
    _sign_in(program, qtbot, "carlotta")
    qtbot.waitUntil(office.window.isVisible, timeout=20000)
    assert program.office is office
    assert program.lock is None
    assert surname.text() == "Ollivierre"
    assert (dialog.isVisible(), dialog.isModal(), dialog.old.text()) == (True, True, "half typed")
    assert office.window.current_key == CLAIM
    dialog.reject()
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=20000)
    assert office.idle.watching


def test_only_who_locked_the_desk_comes_back_to_it(program: WindowProgram, office: OfficeWindow, qtbot: QtBot) -> None:
    office.lock()
    lock = _locked(program, qtbot)
    qtbot.waitUntil(lambda: lock.window.login.combo.count() > 0, timeout=20000)
    assert lock.window.login.combo.count() == 1
    assert not lock.window.lost.isVisible()
    lock.window.sign_out.click()
    qtbot.waitUntil(lambda: isinstance(program.window, SignInWindow) and program.office is None, timeout=20000)
    entrance = program.window
    assert isinstance(entrance, SignInWindow)
    assert entrance.windowTitle() == "CASS Desk: sign in"
    qtbot.waitUntil(lambda: entrance.login.combo.count() == 2, timeout=20000)
    _sign_in(program, qtbot, "hubert")
    qtbot.waitUntil(lambda: program.office is not None, timeout=20000)
    assert program.office is not office
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=20000)


def test_long_work_goes_on_behind_the_lock_and_the_person_can_come_back_to_it(
    program: WindowProgram, office: OfficeWindow, qtbot: QtBot
) -> None:
    go_on = threading.Event()
    done: list[str] = []

    def long_work(_desk: Desk, _progress: Progress) -> str:
        go_on.wait(120)
        return "done"

    ticket = program.tasks.run(long_work)
    ticket.succeeded.connect(done.append)
    office.lock()
    lock = _locked(program, qtbot)
    assert lock.held
    _sign_in(program, qtbot, "carlotta", "not the passphrase at all")
    qtbot.waitUntil(lambda: bool(lock.window.passphrase.finding.text) and not lock.presenter.working, timeout=20000)
    assert not office.window.isVisible()
    _sign_in(program, qtbot, "carlotta")
    qtbot.waitUntil(office.window.isVisible, timeout=20000)
    assert done == []
    go_on.set()
    qtbot.waitUntil(lambda: done == ["done"] and not program.tasks.busy, timeout=20000)
    office.lock()
    lock = _locked(program, qtbot)
    qtbot.waitUntil(lambda: not lock.held, timeout=20000)


def test_what_was_asked_of_the_desk_while_it_was_locked_is_done_afterwards(
    program: WindowProgram, office: OfficeWindow, qtbot: QtBot
) -> None:
    office.lock()
    lock = _locked(program, qtbot)
    qtbot.waitUntil(lambda: not lock.held and not program.tasks.busy, timeout=20000)
    names: list[str] = []
    program.tasks.run(lambda desk, _progress: desk.user.name).succeeded.connect(names.append)
    _sign_in(program, qtbot, "carlotta")
    qtbot.waitUntil(lambda: names == ["Carlotta Browne"], timeout=20000)
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=20000)


def test_the_desk_locks_by_itself_when_nobody_is_there(
    program: WindowProgram, office: OfficeWindow, qtbot: QtBot
) -> None:
    clock = program._clock
    assert isinstance(clock, FixedClock)
    office.idle.look()
    assert program.lock is None
    clock.advance(minutes=LOCK_MINUTES - 1)
    handle = office.window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
    clock.advance(minutes=LOCK_MINUTES - 1)
    office.idle.look()
    assert program.lock is None
    clock.advance(minutes=1)
    office.idle.look()
    lock = _locked(program, qtbot)
    assert not office.idle.watching
    assert not office.window.isVisible()
    qtbot.waitUntil(lambda: not lock.held and not program.tasks.busy, timeout=20000)


def test_a_computer_that_slept_was_idle(qapp: QApplication, fixed_clock: FixedClock) -> None:
    del qapp
    watch = IdleWatch(fixed_clock)
    heard: list[bool] = []
    watch.idle.connect(lambda: heard.append(True))
    watch.start(5)
    watch.look()
    assert heard == []
    fixed_clock.advance(hours=8)
    watch.look()
    assert heard == [True]
    watch.stop()


def test_the_minutes_are_settled_by_who_keeps_the_desk(tmp_path: Path, qtbot: QtBot, look: Look) -> None:
    del look
    desks = set_up(tmp_path, "marlon")
    assert lock_minutes(desks.desk) == LOCK_MINUTES
    assert set_lock_minutes(desks.desk, 3) == lock_minutes(desks.desk) == 3
    dialog = LockDialog(3, InlineTasks(desks.desk))
    qtbot.addWidget(dialog)
    for typed in ("0", "61", "x", ""):
        dialog.minutes.set_text(typed)
        assert dialog._missing()
    desks.close()
