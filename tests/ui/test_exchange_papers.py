"""Papers in Exchange: attached and dropped, looked at, taken out; documents passed on; any message on paper; parts."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.messages import MessageType
from desktop_app.exchange import bundle as bundle_module
from desktop_app.ui.screens.exchange.dialogs import PackingDialog
from desktop_app.ui.screens.exchange.papers import AttachDialog
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.pass_on import PassOnDialog
from desktop_app.workflows import make_up_bundle
from desktop_app.workflows.dispatch_bundle import seal_bundle, to_send
from desktop_app.workflows.outgoing_papers import papers_with, put_papers
from desktop_app.workflows.receive_bundle import receive_file, received
from tests.support.claim_desks import Offices, answered, certify, sent, three_offices
from tests.support.clips import clipped, doubled_letters
from tests.support.office_stage import Stage


def a_scan(folder: Path, name: str = "birth.png") -> Path:
    made = io.BytesIO()
    Image.effect_noise((1_600, 2_200), 40).save(made, "PNG")
    (folder / name).write_bytes(made.getvalue())
    return folder / name


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


_PRESSED = 250
"""Milliseconds that Qt shows a button as pressed whose letter was typed."""

D = TypeVar("D", bound=QDialog)


def dialog_of(stage: Stage, kind: type[D]) -> D:
    stage.settle()
    (dialog,) = [child for child in stage.window.findChildren(kind) if child.isVisible()]
    return dialog


def press(qtbot: QtBot, stage: Stage, letter: Qt.Key) -> None:
    shown = [child for child in stage.window.findChildren(QDialog) if child.isVisible()]
    (shown[-1] if shown else stage.window).activateWindow()
    stage.settle()
    qtbot.keyClick(QApplication.focusWidget() or stage.window, letter, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(_PRESSED)
    stage.settle()


def outgoing(stage: Stage, office: str = "LC-NIC") -> None:
    stage.office.show_outgoing(office)
    stage.settle()


def test_a_scan_is_attached_by_keyboard_and_both_its_sizes_are_said(
    stage: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outgoing(stage)
    page = stage.office.exchange_screen.sending
    assert not doubled_letters(stage.office.exchange_screen)
    scan = a_scan(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_rest: ([str(scan)], ""))

    press(qtbot, stage, Qt.Key.Key_A)
    dialog = dialog_of(stage, AttachDialog)
    assert not doubled_letters(dialog)
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    assert "Choose a file" in dialog.says.text
    press(qtbot, stage, Qt.Key.Key_F)
    dialog.kind.set_key("civil")
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    stage.settle()

    (line,) = papers_with(stage.desk, [message.message_id for message in page.lines])
    assert (line.name, line.kind) == ("birth.jpg", "civil")
    assert page.papers.table.row_count() == 1
    assert not clipped(page)
    page.papers.table.setFocus()
    qtbot.keyClick(page.papers.table, Qt.Key.Key_Return)
    preview = dialog_of(stage, DocumentPreview)
    assert len(preview.pages.sizes) == 1
    preview.reject()
    press(qtbot, stage, Qt.Key.Key_T)
    assert not papers_with(stage.desk, [message.message_id for message in page.lines])


def test_a_paper_dropped_on_what_waits_goes_along_and_a_bundle_is_opened(stage: Stage, tmp_path: Path) -> None:
    outgoing(stage)
    stage.office.open_files([a_scan(tmp_path)])
    dialog = dialog_of(stage, AttachDialog)
    assert dialog.table.row_count() == 1
    dialog.table.button_clicked.emit(0)
    assert dialog.table.row_count() == 0
    dialog.reject()
    stage.office.exchange_screen.tabs.chosen.emit("received")
    stage.settle()
    assert not stage.office.exchange_screen.takes_papers


def test_a_paper_of_the_claim_is_ticked_and_goes_with_another_message(stage: Stage, tmp_path: Path) -> None:
    first, second = [
        next(message for line in to_send(stage.desk) if line.office.card.office.code == code
             for message in line.messages if message.type is MessageType.PERIOD_CERTIFICATE)
        for code in ("LC-NIC", "GD-NIS")
    ]  # fmt: skip
    put_papers(stage.desk, first.message_id, (a_scan(tmp_path),), "scan")
    outgoing(stage, "GD-NIS")
    stage.office.exchange_screen.attach()
    dialog = dialog_of(stage, AttachDialog)
    dialog.message.set_key(second.message_id)
    dialog.message.chosen.emit(second.message_id)
    (box,) = dialog.kept.values()
    box.set_checked(True)
    dialog.act.click()
    stage.settle()
    assert len(papers_with(stage.desk, (second.message_id,))) == 1


def test_what_came_is_looked_at_without_being_saved(look: Look, qtbot: QtBot, offices: Offices, tmp_path: Path) -> None:
    sent(offices)
    certify(offices.lc, offices.asked["LC"])
    waiting = next(m for line in to_send(offices.lc) for m in line.messages if m.type == "period_certificate")
    put_papers(offices.lc, waiting.message_id, (a_scan(tmp_path, "ledger.png"),), "proof")
    mailbox_id = receive_file(offices.vc, seal_bundle(offices.lc, "VC-NIS").data)
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    stage.office.show_bundle(mailbox_id)
    stage.settle()
    page = stage.office.exchange_screen.received
    assert page.papers_card.papers[0].name == "ledger.jpg"
    assert not doubled_letters(stage.office.exchange_screen)
    page.papers_card.table.setFocus()
    qtbot.keyClick(page.papers_card.table, Qt.Key.Key_Return)
    preview = dialog_of(stage, DocumentPreview)
    assert len(preview.pages.sizes) == 1
    preview.reject()
    stage.close()


def test_any_message_is_printed_from_its_line(stage: Stage, qtbot: QtBot) -> None:
    outgoing(stage)
    page = stage.office.exchange_screen.sending
    page.messages.choose_row([message.type for message in page.lines].index(MessageType.PERIOD_CERTIFICATE))
    press(qtbot, stage, Qt.Key.Key_I)
    preview = dialog_of(stage, DocumentPreview)
    assert preview.windowTitle() == "Certificate of insurance periods"
    preview.reject()
    (line,) = [line for line in received(stage.desk) if line.office_code == "GD-NIS"]
    stage.office.show_bundle(line.mailbox_id)
    stage.settle()
    shown = stage.office.exchange_screen.received
    press(qtbot, stage, Qt.Key.Key_I)
    names = [action.text() for action in shown.menu.actions()]
    assert "&1 Receipt" in names or "&2 Receipt" in names
    shown.menu.actions()[-1].trigger()
    assert dialog_of(stage, DocumentPreview).pages.sizes


def test_the_covering_letter_of_what_waits_is_shown_by_keyboard(stage: Stage, qtbot: QtBot) -> None:
    outgoing(stage)
    page = stage.office.exchange_screen.sending
    assert page.letter.isVisible()
    stage.window.activateWindow()
    stage.settle()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_L, both)
    qtbot.wait(_PRESSED)
    stage.settle()
    preview = dialog_of(stage, DocumentPreview)
    assert preview.windowTitle() == "Covering letter"
    assert preview.pages.sizes
    preview.reject()


def test_a_certificate_is_passed_on_and_kept_back_by_keyboard(stage: Stage, qtbot: QtBot) -> None:
    line = next(line for line in received(stage.desk) if line.office_code == "LC-NIC")
    stage.office.show_bundle(line.mailbox_id)
    stage.settle()
    page = stage.office.exchange_screen.received
    assert page.passing is not None
    assert not doubled_letters(stage.office.exchange_screen)
    press(qtbot, stage, Qt.Key.Key_N)
    dialog = dialog_of(stage, PassOnDialog)
    assert list(dialog.lines) == ["GD-NIS"]
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    assert "Tick an office" in dialog.says.text
    qtbot.keyClick(dialog.lines["GD-NIS"].box, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    stage.settle()
    assert page.passed.text() == "waits to go to GD-NIS"
    outgoing(stage, "GD-NIS")
    sending = stage.office.exchange_screen.sending
    sending.messages.choose_row(sending.messages.row_count() - 1)
    stage.settle()
    assert not doubled_letters(stage.office.exchange_screen)
    press(qtbot, stage, Qt.Key.Key_N)
    assert all(not line.passed_on for line in to_send(stage.desk))


def test_a_bundle_in_parts_is_copied_a_part_a_mail(
    stage: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = next(m for line in to_send(stage.desk) for m in line.messages if line.office.card.office.code == "LC-NIC")
    put_papers(stage.desk, message.message_id, (a_scan(tmp_path),), "scan")
    for module in (bundle_module, make_up_bundle):
        monkeypatch.setattr(module, "MAIL_BYTES", 400_000)
    outgoing(stage)
    press(qtbot, stage, Qt.Key.Key_X)
    dialog_of(stage, PackingDialog).act.click()
    stage.settle()
    page = stage.office.exchange_screen.sending
    assert len(page.parts) > 1
    assert not page.copy_text.isVisible()
    assert not doubled_letters(stage.office.exchange_screen)
    texts = []
    for number in range(len(page.parts)):
        page.parts[number].click()
        stage.settle()
        texts.append(QGuiApplication.clipboard().text())
        assert f"Part &{number + 1}" in page.parts[number].text()
    assert len(set(texts)) == len(texts)
    assert not clipped(page)
    folder = tmp_path / "mails"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_rest: str(folder))
    press(qtbot, stage, Qt.Key.Key_F)
    assert len(list(folder.iterdir())) == len(texts)
