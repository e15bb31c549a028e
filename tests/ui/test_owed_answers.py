from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.ui.screens.owed.answers import ExplanationDialog, InformationDialog, ReplyDialog
from desktop_app.ui.theme import Look
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.claim_steps import Step
from desktop_app.workflows.dispatch_bundle import to_send
from desktop_app.workflows.obligations import ObligationLine
from desktop_app.workflows.outgoing_papers import papers_with
from tests.support.asked_desk import asked_desk
from tests.support.claim_desks import answered, three_offices
from tests.support.clips import clipped
from tests.support.office_stage import Stage
from tests.support.papers_gallery import a_sheet

T = TypeVar("T", bound=QDialog)


@pytest.fixture
def stage(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    del qtbot
    stage = Stage(look, asked_desk(tmp_path / "desks"))
    stage.show((1366, 768))
    yield stage
    stage.close()
    stage.tasks.shutdown()


def answering(stage: Stage, kind: ObligationKind, dialog: type[T]) -> T:
    stage.office.show_owed()
    stage.settle()
    stage.office.remedies.do_next(_line(stage, kind))
    stage.settle()
    (found,) = [child for child in stage.window.findChildren(dialog) if child.isVisible()]
    return found


def waits(stage: Stage, kind: MessageType) -> int:
    return sum(message.type is kind for line in to_send(stage.desk) for message in line.messages)


def test_information_is_given_item_by_item_and_the_rest_stays_owed(stage: Stage, qtbot: QtBot) -> None:
    dialog = answering(stage, ObligationKind.INFO_REPLY, InformationDialog)
    dialog.act.click()
    assert dialog.says.text == "Answer at least one item."
    first, second = dialog.points
    first.choose("value")
    dialog.act.click()
    assert first.value.finding.text == "Enter what is to be said."
    first.value.set_text("12 Invented Street")
    second.choose("will_follow")
    second.follows.set_text("2014-11-30")
    first.value.setFocus()
    qtbot.keyClick(first.value.edit, Qt.Key.Key_Return)
    stage.settle()
    assert waits(stage, MessageType.INFO_REPLY) == 1
    assert _line(stage, ObligationKind.INFO_REPLY).state is ObligationState.MET_IN_PART


def test_the_document_that_was_asked_for_goes_with_the_answer(stage: Stage, tmp_path: Path) -> None:
    dialog = answering(stage, ObligationKind.INFO_REPLY, InformationDialog)
    point = dialog.points[0]
    point.choose("attached")
    dialog.act.click()
    assert "Choose the file" in point.value.finding.text
    assert point.chooser.isVisible()
    point.choose_file(a_sheet(tmp_path, "Life certificate.png"))
    dialog.act.click()
    stage.settle()
    (message,) = [m for line in to_send(stage.desk) for m in line.messages if m.type is MessageType.INFO_REPLY]
    assert [paper.name for paper in papers_with(stage.desk, (message.message_id,))] == ["Life certificate.jpg"]


def test_a_file_that_is_no_paper_keeps_the_answer_here(stage: Stage, tmp_path: Path) -> None:
    dialog = answering(stage, ObligationKind.INFO_REPLY, InformationDialog)
    bad = tmp_path / "program.exe"
    bad.write_bytes(b"MZ\x00")
    dialog.points[0].choose("attached")
    dialog.points[0].choose_file(bad)
    dialog.act.click()
    stage.settle()
    assert "cannot be attached" in dialog.says.text
    assert waits(stage, MessageType.INFO_REPLY) == 0


def test_a_row_is_explained(stage: Stage) -> None:
    dialog = answering(stage, ObligationKind.CLARIFICATION_REPLY, ExplanationDialog)
    (point,) = dialog.points
    point.choose("explained")
    dialog.act.click()
    assert point.words.finding.text == "Enter the explanation."
    point.words.set_text("The employer's sheet shows 26 weeks.")
    dialog.act.click()
    stage.settle()
    assert waits(stage, MessageType.CLARIFICATION_REPLY) == 1


def test_every_line_of_a_reminder_is_answered(stage: Stage) -> None:
    dialog = answering(stage, ObligationKind.REMINDER_REPLY, ReplyDialog)
    dialog.act.click()
    for point in dialog.points:
        assert point.outcome.finding.text == "Choose the answer."
        point.choose("will_come")
        point.on.set_text("2014-12-20")
    dialog.act.click()
    stage.settle()
    assert waits(stage, MessageType.REMINDER_REPLY) == 1
    assert _line(stage, ObligationKind.INFO_REPLY).state is ObligationState.PROMISED


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_no_answer_is_cut_off(stage: Stage, look: Look, scale: float) -> None:
    look.choose_scale(scale)
    for kind, dialog in (
        (ObligationKind.INFO_REPLY, InformationDialog),
        (ObligationKind.CLARIFICATION_REPLY, ExplanationDialog),
        (ObligationKind.REMINDER_REPLY, ReplyDialog),
    ):
        shown = answering(stage, kind, dialog)
        assert clipped(shown) == []
        assert shown.height() <= 680
        shown.reject()


def _line(stage: Stage, kind: ObligationKind) -> ObligationLine:
    return next(line for line in stage.office.owed.owed.lines if line.kind is kind)


def test_a_decision_that_is_owed_leads_to_the_calculation_and_then_to_the_decision(
    look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    keys = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    offices = three_offices(tmp_path / "deciding")
    key = answered(offices)
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    for step in (Step.CALCULATION, Step.DECISION):
        stage.office.open_claim(key, int(Step.WORK_HISTORY))
        stage.settle()
        QTest.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_9, keys)

        def is_there(wanted: Step = step) -> None:
            stage.settle()
            assert stage.office.claim_screen.presenter.step is wanted

        qtbot.waitUntil(is_there)  # a shortcut presses a button a tenth of a second long
        if step is Step.CALCULATION:
            keep_calculation(offices.vc, key)
    stage.close()
    stage.tasks.shutdown()
    offices.close()
