"""From Today a case is closed in one dialog, and an old key leads to its office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.case_notices import CloseReason
from desktop_app.domain.claims import Stage
from desktop_app.ui.screens.owed.case_dialogs import ClosingDialog
from desktop_app.ui.theme import Look
from desktop_app.workflows.own_keys import KEY_YEARS
from desktop_app.workflows.today import QueueKind
from tests.support.claim_desks import Offices
from tests.support.clips import clipped
from tests.support.office_stage import Stage as Window
from tests.support.quiet_desk import quiet_offices


@pytest.fixture
def staged(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Window, Offices]]:
    del qtbot
    offices = quiet_offices(tmp_path, days=366 * KEY_YEARS)
    window = Window(look, offices.vc)
    window.show((1366, 768))
    window.window.go_to("today")
    window.settle()
    yield window, offices
    window.close()
    offices.close()


def go_to(window: Window, kind: QueueKind, qtbot: QtBot) -> None:
    screen = window.office.today_screen
    row = next(row for row, item in enumerate(window.office.today.items) if item.kind is kind)
    screen.table.setFocus()
    screen.table.choose_row(row)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    window.settle()


def test_a_quiet_case_is_closed_from_today(staged: tuple[Window, Offices], qtbot: QtBot) -> None:
    window, offices = staged
    assert not clipped(window.window)
    assert "1 to close" in window.office.today_screen._says_to_finish()
    go_to(window, QueueKind.CLOSABLE, qtbot)
    (dialog,) = [child for child in window.window.findChildren(ClosingDialog) if child.isVisible()]
    assert dialog.line("reason") == CloseReason.ALL_DECIDED.value
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    window.settle()
    window.settle()
    assert offices.vc.store.claims.get(offices.claim_id).stage is Stage.CLOSED
    assert all(item.kind is not QueueKind.CLOSABLE for item in window.office.today.items)


def test_an_old_key_leads_to_its_office(staged: tuple[Window, Offices], qtbot: QtBot) -> None:
    window, _offices = staged
    go_to(window, QueueKind.KEYS, qtbot)
    assert window.office._page == "offices"
    chosen = window.office.offices.chosen
    assert chosen is not None
    assert chosen.own
