"""A clerk at the real program, for `test_a_killed_program`: run as a process of its own, so that it can be killed.

python -m tests.end_to_end.killed_clerk type FOLDER   sets the office up, types a surname, says `saved`, and waits
python -m tests.end_to_end.killed_clerk type-on FOLDER   signs in, types on and on, and says each time what is saved
python -m tests.end_to_end.killed_clerk look FOLDER   signs in and says as JSON what is on the screen
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_app.foundation.clock import SystemClock
from desktop_app.foundation.places import Places
from desktop_app.ui.app.application import WindowProgram
from desktop_app.workflows.set_up_office import OfficeSetup, new_recovery_words, set_up_office
from tests.support.waiting import let_pass

PASSPHRASE = "nutmeg lantern harbour sail"
PATIENCE_MS = 30_000


def set_up(places: Places) -> None:
    clock = SystemClock()
    setup = OfficeSetup(
        state="VC",
        name="National Insurance Services",
        town="Kingstown",
        code="VC-NIS",
        administrator="Carlotta Browne",
        login="carlotta",
        passphrase=PASSPHRASE,
        recovery_words=new_recovery_words(clock),
    )
    set_up_office(places, clock, setup).close()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def until(true: Callable[[], bool], what: str) -> None:
    for _ in range(PATIENCE_MS // 20):
        let_pass(20)
        if true():
            return
    sys.exit(f"never: {what}")


def field(program: WindowProgram, name: str) -> QLineEdit | None:
    window: QWidget | None = program.window
    found = window.findChildren(QLineEdit, name) if window else []
    return next((edit for edit in found if edit.isVisible()), None)


def sign_in(program: WindowProgram) -> None:
    until(lambda: getattr(program.window, "objectName", str)() == "sign_in", "sign-in")
    window = program.window
    assert window is not None
    until(lambda: window.findChild(QWidget, "login").currentText() != "", "the login")  # type: ignore[union-attr,attr-defined]  # a combo of this window
    edits = [edit for edit in window.findChildren(QLineEdit) if edit.isVisible()]
    edits[-1].setFocus()
    QTest.keyClicks(edits[-1], PASSPHRASE)
    QTest.keyClick(edits[-1], "\r")
    until(lambda: program.office is not None, "the office's window")


def type_on(program: WindowProgram) -> None:
    """Type a letter, wait until it is saved, say so; until killed."""
    office = program.office
    assert office is not None
    office.new_claim()
    until(lambda: field(program, "surname") is not None, "the claimant's form")
    edit = field(program, "surname")
    assert edit is not None
    edit.setFocus()
    saved: list[object] = []
    office.claim_screen.presenter.saved.connect(saved.append)
    for letter in "Providence" * 20:
        saved.clear()
        QTest.keyClicks(edit, letter)
        office.claim_screen.save_now()
        until(lambda: bool(saved), "saved")
        say(edit.text())


def main(task: str, folder: Path) -> None:
    places = Places.at(folder)
    if task in {"type", "type-on"}:
        set_up(places)
    application = QApplication([])
    program = WindowProgram(application, places, SystemClock(), training=False)
    program.start()
    sign_in(program)
    office = program.office
    assert office is not None
    if task == "type-on":
        type_on(program)
    if task == "type":
        office.new_claim()
        until(lambda: field(program, "surname") is not None, "the claimant's form")
        edit = field(program, "surname")
        assert edit is not None
        edit.setFocus()
        QTest.keyClicks(edit, "Providence")
        saved = []
        office.claim_screen.presenter.saved.connect(saved.append)
        until(lambda: bool(saved), "saved")
        say("saved")
        let_pass(PATIENCE_MS)
        sys.exit("nobody killed me")
    until(lambda: field(program, "surname") is not None, "the same screen")
    edit = field(program, "surname")
    assert edit is not None
    until(lambda: edit.text() != "", "the same text")
    until(lambda: application.focusWidget() is edit, "the same field")
    screen = office.claim_screen
    say(json.dumps({"surname": edit.text(), "step": int(screen.presenter.step)}))
    program.stop()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
