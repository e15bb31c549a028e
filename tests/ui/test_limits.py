"""What a role may not do is shown where it would be done: an auditor reads every page and types into none."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.domain.users import Role, User
from desktop_app.ui.app.office_window import CLAIM, CLAIMS
from desktop_app.ui.theme import Look
from tests.support.office_desks import busy_desk
from tests.support.office_stage import Stage

CTRL = Qt.KeyboardModifier.ControlModifier
AUDITOR = User(id="u-auditor", name="Ada Audit-Sample", role=Role.AUDITOR)
READS = "An auditor reads everything here and changes nothing."


@pytest.fixture
def stage(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    desk = busy_desk(tmp_path)
    with desk.store.act(verb="user_added", user=desk.user.id, about="", facts={}):
        desk.store.users.add(AUDITOR, "ada")
    stage = Stage(look, replace(desk, user=AUDITOR))
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.office.begin(None)
    stage.settle()
    yield stage
    stage.tasks.shutdown()


def test_an_auditor_begins_no_claim_and_is_told_why(stage: Stage) -> None:
    said: list[str] = []
    stage.notices.shown.connect(lambda notice: said.append(notice.happened))
    assert not stage.office.today_screen.new_claim.isEnabled()
    assert stage.office.today_screen.new_claim.toolTip() == READS
    stage.window.go_to(CLAIMS)
    stage.settle()
    assert not stage.office.claims_screen.new_claim.isEnabled()
    QTest.keyClick(stage.window, Qt.Key.Key_N, CTRL)
    stage.settle()
    assert said[-1] == READS
    assert stage.window.current_key == CLAIMS


def test_an_auditor_reads_a_claim_and_types_nothing_into_it(stage: Stage) -> None:
    key = next(row.id for row in stage.desk.store.claims.page())
    count = stage.desk.store.journal.count()
    drafts = stage.desk.store.drafts.all()
    stage.office.open_claim(key, 1)
    stage.settle()
    assert stage.window.current_key == CLAIM
    surname = stage.office.claim_screen.findChild(QLineEdit, "surname")
    assert surname is not None
    assert surname.isReadOnly()
    assert surname.toolTip() == READS
    surname.setFocus()
    QTest.keyClicks(surname, "Changed")
    stage.settle()
    assert surname.text() == "Hendyce"
    stage.office.claim_screen.save_now()
    stage.settle()
    assert stage.desk.store.drafts.all() == drafts
    assert stage.desk.store.journal.count() == count
