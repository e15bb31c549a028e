"""What came by mistake is destroyed and confirmed in plain words: copies first, then how."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.ui.screens.owed.destruction import DestructionDialog
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.claim_steps import Step
from desktop_app.workflows.correct_message import confirm_destroyed
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


def test_what_was_made_from_it_is_named_before_and_leads_to_its_remedy_after(
    staged: tuple[Stage, Offices], qtbot: QtBot
) -> None:
    stage, offices = staged
    keep_calculation(stage.desk, offices.claim_id)
    line = next(line for line in obligations_of_claim(stage.desk, offices.claim_id) if line.ours)
    stage.office.remedies.do_next_of(line.id)
    stage.settle()
    (dialog,) = [child for child in stage.window.findChildren(DestructionDialog) if child.isVisible()]
    assert any("the calculation kept on" in each.text() for each in dialog.findChildren(QLabel))
    assert not clipped(dialog)
    dialog.reject()
    confirm_destroyed(stage.desk, line.id, "The print was shredded.")
    stage.office.open_claim(offices.claim_id, int(Step.CLAIMANT))
    stage.settle()
    notes = stage.office.claim_screen.notes
    assert any("Calculate again and keep it." in each.text() for each in notes.lines)
    assert not clipped(stage.window)
    (button,) = [each for each in notes.findChildren(QuietButton) if "Calculate again" in each.text()]
    qtbot.keyClick(button, Qt.Key.Key_Space)
    stage.settle()
    assert stage.office.claim_screen.presenter.step is Step.CALCULATION
