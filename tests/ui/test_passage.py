"""Messages under way, by keyboard: a claim passed to the competent office; a bundle that never came leaves again."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.case_notices import ForwardReason
from desktop_app.domain.claims import Stage as ClaimStage
from desktop_app.domain.messages import MessageType
from desktop_app.ui.app.office_window import TODAY
from desktop_app.ui.screens.exchange.passage import LostDialog
from desktop_app.ui.screens.today.presenter import TodayPresenter
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.forwarding import ForwardDialog
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle, sent, to_send
from desktop_app.workflows.missing_bundles import ask_for_missing
from desktop_app.workflows.receive_bundle import receive_file, received
from tests.support.case_desks import OTHER, claim_at, take_in, told
from tests.support.claim_desks import Offices, three_offices
from tests.support.clips import clipped, doubled_letters
from tests.support.office_stage import Stage

_PRESSED = 250
"""Milliseconds that Qt shows a button as pressed whose letter was typed."""

PICTURES = os.environ.get("PASSAGE_PICTURES", "")


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    offices = three_offices(tmp_path / "desks")
    yield offices
    offices.close()


@pytest.fixture
def stage(look: Look, qtbot: QtBot, offices: Offices) -> Iterator[Stage]:
    """Saint Lucia, which got a claim that Grenada is competent for."""
    del qtbot
    told(offices.vc, "LC")
    receive_file(offices.lc, seal_bundle(offices.vc, "LC-NIC").data)
    stage = Stage(look, offices.lc)
    stage.show((1366, 768))
    yield stage
    stage.close()


def picture(widget: object, name: str) -> None:
    if PICTURES:
        widget.grab().save(str(Path(PICTURES) / f"{name}.png"))  # type: ignore[attr-defined]  # any widget


def alt(stage: Stage, qtbot: QtBot, letter: Qt.Key) -> None:
    """Press a button by its letter, in the dialog that is open or in the window."""
    shown = [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]
    (shown[-1] if shown else stage.window).activateWindow()
    stage.settle()
    qtbot.keyClick(QApplication.focusWidget() or stage.window, letter, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(_PRESSED)
    stage.settle()


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def on_today(stage: Stage) -> TodayPresenter:
    """Go to Today, and wait until it is there."""
    stage.window.go_to(TODAY)
    stage.office.today.load()
    stage.settle()
    return stage.office.today


def test_a_claim_that_is_not_ours_is_passed_on_by_keyboard(stage: Stage, qtbot: QtBot, offices: Offices) -> None:
    lc = offices.lc
    stage.office.show_bundle(received(lc)[0].mailbox_id)
    stage.settle()
    page = stage.office.exchange_screen.received
    assert page.forward.isVisible()
    assert doubled_letters(stage.window) == []
    picture(stage.window, "received")
    alt(stage, qtbot, Qt.Key.Key_F)
    dialog = stage.window.findChild(ForwardDialog)
    assert dialog is not None
    assert doubled_letters(dialog) == []
    alt(stage, qtbot, Qt.Key.Key_P)
    assert dialog.isVisible()
    assert dialog.office.finding.text
    picture(dialog, "forward-missing")

    dialog.office.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    dialog.reason.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert (dialog.office.key(), dialog.reason.key()) == ("GD-NIS", ForwardReason.NOT_COMPETENT.value)
    assert clipped(dialog) == []
    picture(dialog, "forward")
    alt(stage, qtbot, Qt.Key.Key_P)

    assert [line.state for line in received(lc)] == ["forwarded"]
    assert {line.office.card.office.code for line in to_send(lc)} == {"GD-NIS", "VC-NIS"}
    assert not page.forward.isVisible()
    picture(stage.window, "passed-on")


def test_a_bundle_that_never_came_leaves_again_from_today(
    look: Look, qtbot: QtBot, offices: Offices, tmp_path: Path
) -> None:
    vc, lc = offices.vc, offices.lc
    told(vc, "LC")
    lost = seal_bundle(vc, "LC-NIC").bundle_id
    hand_over(vc, lost, "mail")
    told(vc, "LC", claimant=OTHER)
    receive_file(lc, seal_bundle(vc, "LC-NIC").data)
    ask_for_missing(lc, "VC-NIS")
    receive_file(vc, seal_bundle(lc, "VC-NIS").data)
    stage = Stage(look, vc)
    stage.show((1366, 768))
    presenter = on_today(stage)
    row = next(number for number, item in enumerate(presenter.items) if item.code == "bundle_missing_there")
    picture(stage.window, "today-missing-there")
    presenter.do_next(row)
    stage.settle()
    page = stage.office.exchange_screen.sending
    assert page.lost.isVisible()
    assert doubled_letters(stage.window) == []
    picture(stage.window, "sent-missing")
    alt(stage, qtbot, Qt.Key.Key_M)
    dialog = stage.window.findChild(LostDialog)
    assert dialog is not None
    assert clipped(dialog) == []
    picture(dialog, "lost")
    press(qtbot, Qt.Key.Key_Return)
    stage.settle()

    assert next(line for line in sent(vc) if line.bundle_id == lost).lost_at is not None
    assert not page.lost.isVisible()
    picture(stage.window, "declared-lost")
    assert tmp_path
    stage.close()


def test_what_is_missing_here_is_asked_for_from_today(look: Look, qtbot: QtBot, offices: Offices) -> None:
    del qtbot
    vc, lc = offices.vc, offices.lc
    told(vc, "LC")
    seal_bundle(vc, "LC-NIC")
    told(vc, "LC", claimant=OTHER)
    receive_file(lc, seal_bundle(vc, "LC-NIC").data)
    stage = Stage(look, lc)
    stage.show((1366, 768))
    presenter = on_today(stage)
    row = next(number for number, item in enumerate(presenter.items) if item.code == "bundles_missing")
    picture(stage.window, "today-missing")

    presenter.do_next(row)
    stage.settle()

    assert [line.office.card.office.code for line in to_send(lc)] == ["VC-NIS"]
    assert stage.office.exchange_screen.sending.isVisible()
    stage.close()


def test_a_claim_taken_here_goes_to_another_office_from_its_own_menu(
    look: Look, qtbot: QtBot, offices: Offices
) -> None:
    vc = offices.vc
    key = take_in(vc)
    stage = Stage(look, vc)
    stage.show((1366, 768))
    stage.office.open_claim(key)
    stage.settle()
    screen = stage.office.claim_screen
    button = screen.findChild(QToolButton, "claim_menu")
    assert button is not None
    menu = button.menu()
    assert menu is not None
    (act,) = [each for each in menu.actions() if "Not for us" in each.text()]
    assert act.isEnabled()
    act.trigger()
    stage.settle()
    dialog = stage.window.findChild(ForwardDialog)
    assert dialog is not None
    assert (doubled_letters(dialog), clipped(dialog)) == ([], [])
    picture(dialog, "hand-over")
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Never insured here")
    picture(dialog, "hand-over-filled")
    alt(stage, qtbot, Qt.Key.Key_P)

    assert claim_at(vc, key).stage is ClaimStage.CLOSED
    assert {row.type for row in vc.store.outbox.of_claim(key)} == {MessageType.CLAIM_NOTICE, MessageType.FORWARD}
    picture(stage.window, "handed-over")
    stage.close()
