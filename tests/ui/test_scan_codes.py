"""The scanner's dialog: what is read is told as it is typed, and the paper is brought in once all codes are there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
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


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def test_a_scanner_types_codes_in_any_order_until_the_paper_is_whole(
    look: Look, qtbot: QtBot, offices: Offices
) -> None:
    del look
    told(offices.vc, "LC")
    there = carry(offices.vc, offices.lc)
    certify(offices.lc, there)
    row = next(r for r in offices.lc.store.outbox.of_claim(there) if r.type is MessageType.PERIOD_CERTIFICATE)
    codes = codes_of_message(offices.lc, row.message_id)
    assert len(codes) == 2
    tasks = InlineTasks(offices.vc)
    presenter = ExchangePresenter(tasks, Notices())
    screen = ExchangeScreen(presenter)
    qtbot.addWidget(screen)
    screen.show()
    presenter.load()
    settle(tasks)
    screen.scan.click()
    dialog = screen.findChild(ScanCodesDialog)
    assert dialog is not None
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
