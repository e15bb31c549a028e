"""The scanner's dialog: what is read is told as it is typed, and the paper is brought in once all codes are there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.messages import MessageType
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.exchange.presenter import ExchangePresenter
from desktop_app.ui.screens.exchange.scan_codes import ScanCodesDialog
from desktop_app.ui.screens.exchange.view import ExchangeScreen
from desktop_app.ui.theme import Look
from desktop_app.workflows.paper_signed import codes_of_message
from tests.support.case_desks import carry, certify, told
from tests.support.claim_desks import Offices, three_offices
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import settle
from tests.support.qr_pictures import qr_picture


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


@pytest.fixture
def codes(offices: Offices) -> list[str]:
    """What the codes of a certificate of Saint Lucia for Saint Vincent say."""
    told(offices.vc, "LC")
    there = carry(offices.vc, offices.lc)
    certify(offices.lc, there)
    row = next(r for r in offices.lc.store.outbox.of_claim(there) if r.type is MessageType.PERIOD_CERTIFICATE)
    found = codes_of_message(offices.lc, row.message_id)
    assert len(found) == 2
    return list(found)


def scanning(tasks: InlineTasks, qtbot: QtBot) -> tuple[ExchangeScreen, ScanCodesDialog]:
    presenter = ExchangePresenter(tasks, Notices())
    screen = ExchangeScreen(presenter)
    qtbot.addWidget(screen)
    screen.show()
    presenter.load()
    settle(tasks)
    QTest.keyClick(screen.scan, Qt.Key.Key_Space)
    dialog = screen.findChild(ScanCodesDialog)
    assert dialog is not None
    return screen, dialog


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_pictures_of_the_codes_are_chosen_dropped_and_pasted_by_keys_and_by_mouse(
    look: Look,
    qtbot: QtBot,
    offices: Offices,
    codes: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del look
    first, letter = tmp_path / "first.png", tmp_path / "letter.png"
    first.write_bytes(qr_picture(codes[0]))
    letter.write_bytes(qr_picture("Nothing of ours"))
    tasks = InlineTasks(offices.vc)
    screen, dialog = scanning(tasks, qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, **_named: ([str(first), str(letter)], ""))

    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(150)
    settle(tasks)
    assert dialog.progress.text() == "1 of 2 codes read. Code 2 is missing.", dialog.says.text
    assert dialog.says.text.startswith("letter.png: ")
    held = files(first)  # an event does not own what is dropped
    dropped = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        held,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(dropped)
    settle(tasks)
    assert dialog.progress.text() == "1 of 2 codes read. Code 2 is missing."
    pasted = QMimeData()
    pasted.setImageData(QImage.fromData(qr_picture(codes[1])))
    assert dialog.edit.canInsertFromMimeData(pasted)
    dialog.edit.insertFromMimeData(pasted)
    settle(tasks)
    assert dialog.progress.text() == "All 2 codes read: bring the paper in."
    assert not dialog.says.text
    assert dialog.focusWidget() is dialog.act
    QTest.keyClick(dialog.act, Qt.Key.Key_Return)
    settle(tasks)
    assert screen.received.title.text() == "Certificate of insurance periods"
    tasks.shutdown()


def test_a_scanner_types_codes_in_any_order_until_the_paper_is_whole(
    look: Look, qtbot: QtBot, offices: Offices, codes: list[str]
) -> None:
    del look
    tasks = InlineTasks(offices.vc)
    screen, dialog = scanning(tasks, qtbot)
    assert dialog.focusWidget() is dialog.edit
    dialog.act.click()
    assert "no code" in dialog.says.text
    dialog.edit.appendPlainText(codes[1].lower())
    assert dialog.progress.text() == "1 of 2 codes read. Code 1 is missing."
    dialog.act.click()
    assert "missing" in dialog.says.text
    dialog.edit.appendPlainText(codes[0][:70])
    assert dialog.progress.text() == "1 of 2 codes read. Scan code 1 again: it was misread."
    dialog.edit.appendPlainText(codes[0])
    assert dialog.progress.text() == "All 2 codes read: bring the paper in."
    dialog.act.click()
    settle(tasks)
    assert screen.received.title.text() == "Certificate of insurance periods"
    tasks.shutdown()
