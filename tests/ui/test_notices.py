import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.foundation.problems import Problem
from desktop_app.ui.notices import Notices
from desktop_app.ui.widgets.bug_dialog import BugDialog
from desktop_app.ui.widgets.notice_bar import NoticeBar

pytestmark = pytest.mark.usefixtures("look")


def test_a_refusal_is_said_in_three_parts_and_closed_with_esc(qtbot: QtBot) -> None:
    notices = Notices()
    window = QWidget()
    qtbot.addWidget(window)
    bar = NoticeBar(notices, window)
    window.show()
    notices.refuse(Problem("disk_full", path="/x"))
    assert bar.isVisible()
    assert bar.notice.happened
    assert bar.notice.kept
    assert bar.notice.do
    assert bar.accessibleName() == bar.notice.text
    qtbot.keyClick(bar.closer, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_what_went_well_replaces_what_did_not(qtbot: QtBot) -> None:
    notices = Notices()
    bar = NoticeBar(notices)
    qtbot.addWidget(bar)
    notices.warn("One thing to look at.")
    notices.say("Sent to Saint Lucia.")
    assert bar.notice.text == "Sent to Saint Lucia."
    notices.clear()
    assert bar.notice is None


def test_what_went_well_leaves_by_itself_and_what_needs_a_look_stays(qtbot: QtBot) -> None:
    notices = Notices()
    window = QWidget()
    qtbot.addWidget(window)
    bar = NoticeBar(notices, window)
    window.show()
    assert bar.patience.interval() == 8000
    bar.patience.setInterval(1)
    notices.say("Saved.")
    qtbot.waitUntil(lambda: bar.notice is None)
    assert not bar.isVisible()
    notices.say("Saved.")
    notices.warn("One thing to look at.")
    assert not bar.patience.isActive()
    bar.patience.timeout.emit()
    assert bar.isVisible()


@pytest.mark.allow_logs("desktop_app.ui.notices")
def test_a_bug_is_one_calm_dialog_with_details_to_copy(qtbot: QtBot) -> None:
    notices = Notices()
    window = QWidget()
    qtbot.addWidget(window)
    NoticeBar(notices, window)
    window.show()
    for _again in range(2):
        notices.crashed(RuntimeError("claimant Hendyce"))
    dialogs = window.findChildren(BugDialog)
    assert len(dialogs) == 1
    dialog = dialogs[0]
    qtbot.waitUntil(dialog.isVisible)
    assert "Hendyce" not in dialog.details.toPlainText()
    assert dialog.reference.text() in dialog.details.toPlainText()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.details.toPlainText()
    dialog.go_on.click()


def test_a_problem_that_escaped_is_refused_not_reported(qtbot: QtBot) -> None:
    notices = Notices()
    bar = NoticeBar(notices)
    qtbot.addWidget(bar)
    notices.crashed(Problem("disk_full", path="/x"))
    assert bar.notice.code == "disk_full"
