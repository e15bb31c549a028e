"""What came by mistake is destroyed and confirmed in plain words: copies first, then how."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.ui.screens.owed.destruction import DestructionDialog
from desktop_app.ui.theme import Look
from desktop_app.workflows.dispatch_bundle import to_send
from desktop_app.workflows.obligations import obligations_of_claim
from tests.support.astray_desk import astray_offices
from tests.support.claim_desks import Offices
from tests.support.clips import clipped, doubled_letters
from tests.support.office_stage import Stage


@pytest.fixture
def staged(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Stage, Offices]]:
    del qtbot
    offices = astray_offices(tmp_path)
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    yield stage, offices
    stage.close()
    offices.close()


def test_copies_are_destroyed_first_and_the_office_is_told_how(staged: tuple[Stage, Offices], qtbot: QtBot) -> None:
    stage, offices = staged
    line = next(line for line in obligations_of_claim(stage.desk, offices.claim_id) if line.ours)
    assert line.kind is ObligationKind.RECEIPT
    stage.office.remedies.do_next_of(line.id)
    stage.settle()
    (dialog,) = [child for child in stage.window.findChildren(DestructionDialog) if child.isVisible()]
    assert not doubled_letters(dialog)
    assert not clipped(dialog)
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    assert dialog.says.text == "Destroy the copies first, then tick both lines."
    for box in (dialog.paper, dialog.files):
        qtbot.keyClick(box.box, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    assert "Say how it was destroyed" in dialog.how.finding.text
    qtbot.keyClicks(dialog.how.edit, "The print was shredded.")
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    stage.settle()
    assert not stage.desk.store.obligations.get(line.id).open
    (waiting,) = [line for line in to_send(stage.desk) if line.office.card.office.code == "LC-NIC"]
    assert waiting.messages[-1].type is MessageType.RECEIPT
