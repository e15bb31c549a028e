"""A message is exported for another system: the list is seen first, nothing is sent, and the journal knows."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.ui.screens.exchange.export_dialog import ExportDialog
from desktop_app.ui.theme import Look
from desktop_app.workflows.dispatch_bundle import to_send
from desktop_app.workflows.map_message import Target
from desktop_app.workflows.receive_bundle import received
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.clips import clipped, doubled_letters
from tests.support.office_stage import Stage

_PRESSED = 250
"""Milliseconds that Qt shows a button as pressed whose letter was typed."""


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    offices = three_offices(tmp_path / "desks")
    yield offices
    offices.close()


@pytest.fixture
def stage(look: Look, qtbot: QtBot, offices: Offices) -> Iterator[Stage]:
    """Saint Vincent, whose claim was answered by both, with its own certificate waiting for both."""
    del qtbot
    answered(offices)
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    yield stage
    stage.close()


def press(qtbot: QtBot, stage: Stage, letter: Qt.Key) -> None:
    stage.settle()
    qtbot.keyClick(QApplication.focusWidget() or stage.window, letter, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(_PRESSED)
    stage.settle()


def dialog_of(stage: Stage) -> ExportDialog:
    stage.settle()
    (dialog,) = [child for child in stage.window.findChildren(ExportDialog) if child.isVisible()]
    dialog.activateWindow()
    stage.settle()
    return dialog


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None, kind: str = "JSON files (*.json)") -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(path) if path else "", kind))


def journal(stage: Stage) -> list[str]:
    return [line.verb for line in stage.desk.store.journal.lines() if line.verb == "message_exported"]


def show_received(stage: Stage) -> None:
    stage.office.show_bundle(received(stage.desk)[0].mailbox_id)
    stage.settle()


def test_a_received_certificate_is_exported_by_keyboard_after_its_list_was_seen(
    stage: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_received(stage)
    page = stage.office.exchange_screen.received
    assert not doubled_letters(stage.office.exchange_screen)
    assert not clipped(page)
    press(qtbot, stage, Qt.Key.Key_X)
    names = [action.text() for action in page.menu.actions()]
    page.menu.actions()[next(n for n, name in enumerate(names) if "Certificate" in name)].trigger()
    dialog = dialog_of(stage)

    assert not doubled_letters(dialog)
    assert not clipped(dialog)
    assert dialog.mapped is not None
    assert dialog.table.row_count() == len(dialog.mapped.lost) > 0
    choose(monkeypatch, None)
    press(qtbot, stage, Qt.Key.Key_S)
    assert dialog.isVisible()
    assert journal(stage) == []
    assert dialog.mapped.names == ("P5000",)
    choose(monkeypatch, tmp_path / "out.json", "XML files (*.xml)")
    press(qtbot, stage, Qt.Key.Key_S)

    assert not stage.window.findChildren(ExportDialog)
    assert (tmp_path / "out.xml").read_bytes().startswith(b"<?xml")
    assert journal(stage) == ["message_exported"]


def test_what_waits_to_leave_is_exported_behind_the_header(
    stage: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = to_send(stage.desk)[0]
    stage.office.show_outgoing(line.office.card.office.code)
    stage.settle()
    press(qtbot, stage, Qt.Key.Key_R)
    dialog = dialog_of(stage)
    dialog.target.set_key(Target.DCI.value)
    dialog.target.chosen.emit(Target.DCI.value)
    stage.settle()
    choose(monkeypatch, tmp_path / "message")
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    stage.settle()

    told = json.loads((tmp_path / "message.json").read_text(encoding="utf-8"))
    assert told["header"]["receiver_id"] == line.office.card.office.code


def test_a_name_that_is_taken_by_its_ending_is_not_written_over(
    stage: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_received(stage)
    message = stage.office.exchange_screen.received.view
    assert message is not None
    stage.office.exchange_screen.received.export_wanted.emit(message.main)
    dialog = dialog_of(stage)
    (tmp_path / "there.json").write_text("kept", encoding="utf-8")
    choose(monkeypatch, tmp_path / "there")
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    stage.settle()

    assert dialog.isVisible()
    assert "there.json" in dialog.says.text
    assert (tmp_path / "there.json").read_text(encoding="utf-8") == "kept"
    dialog.reject()
