"""Keeping and removing in Settings: a period settled, records looked through, held, and removed by two persons."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.retention import RetentionKind
from desktop_app.ui.screens.settings.keeping_dialogs import HoldDialog, PeriodDialog, RemoveDialog
from desktop_app.ui.screens.settings.keeping_page import KeepingPage
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.said_line import SaidLine
from desktop_app.workflows.propose import accept, waiting_proposals
from desktop_app.workflows.remove_records import due_records, propose_removal, removals
from desktop_app.workflows.retention import calendar
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.clips import clipped, doubled_letters
from tests.support.office_stage import Stage
from tests.workflows.test_person_file_whole import bring_contributions
from tests.workflows.test_retention import AFTER, at, close, head_of, settle


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


@pytest.fixture(name="stage")
def _stage(look: Look, offices: Offices) -> Iterator[Stage]:
    answered_key = answered(offices)
    close(offices.vc, answered_key)
    settle(offices.vc, RetentionKind.NOT_GRANTED, 60)
    at(offices.vc, AFTER)
    made = Stage(look, offices.vc)
    made.show((1366, 768))
    made.window.go_to("settings")
    made.settle()
    made.office.settings.choose("keeping")
    made.settle()
    yield made
    made.close()


def page_of(stage: Stage) -> KeepingPage:
    return stage.office.settings_screen.keeping


def test_each_kind_says_how_long_it_is_kept_and_how_many_may_go(stage: Stage) -> None:
    page = page_of(stage)
    assert page.isVisible()
    assert page.kinds[RetentionKind.NOT_GRANTED].period.text() == "Kept 5 years; 1 may go now."
    assert page.kinds[RetentionKind.DRAFT].period.text() == "Not settled: nothing of this is removed."


def test_a_period_is_proposed_by_keyboard_and_waits(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage)
    page.kinds[RetentionKind.DRAFT].settle.setFocus()
    qtbot.keyClick(page.kinds[RetentionKind.DRAFT].settle, Qt.Key.Key_Space)
    stage.settle()
    (dialog,) = stage.office.settings_screen.findChildren(PeriodDialog)
    assert not doubled_letters(dialog)
    for field, typed in (
        (dialog.years, "2"),
        (dialog.months, "6"),
        (dialog.law, "Records Act"),
        (dialog.reason, "New"),
    ):
        field.edit.selectAll()
        qtbot.keyClicks(field.edit, typed)
    qtbot.keyClick(dialog.reason.edit, Qt.Key.Key_Return)
    stage.settle()
    line = next(line for line in calendar(stage.desk) if line.kind is RetentionKind.DRAFT)
    assert line.waiting is not None
    assert line.waiting.proposal.payload["months"] == "30"
    assert [card.what for card in page.waiting] == ["Drafts never registered: kept 30 months"]


def test_what_may_go_is_removed_after_a_second_person_says_so(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage)
    page.kinds[RetentionKind.NOT_GRANTED].look.click()
    stage.settle()
    (dialog,) = stage.office.settings_screen.findChildren(RemoveDialog)
    assert dialog.table.row_count() == 1
    qtbot.keyClicks(dialog.reason.edit, "The five years are over")
    dialog.act.click()
    stage.settle()
    (waiting,) = waiting_proposals(stage.desk)
    assert stage.desk.store.claims.page() != ()
    accept(head_of(stage.desk), waiting.proposal.id)
    assert stage.desk.store.claims.page() == ()
    stage.office.settings_screen.keeper.load()
    stage.settle()
    assert len(removals(stage.desk)) == 1
    assert page.table.row_count() == 1
    assert not page.stays.isVisible()


def test_who_stays_on_record_after_a_removal_is_said_below_it(stage: Stage) -> None:
    page = page_of(stage)
    person = stage.desk.store.claims.get(stage.desk.store.claims.page()[0].id).person_id
    bring_contributions(stage.desk, person)
    record = due_records(stage.desk, RetentionKind.NOT_GRANTED)[0]
    proposal = propose_removal(stage.desk, RetentionKind.NOT_GRANTED, [record.key], reason="Over")
    accept(head_of(stage.desk), proposal.id)
    stage.office.settings_screen.keeper.load()
    stage.settle()
    (said,) = page.stays.findChildren(SaidLine)
    assert said.words.text() == (
        f"{record.number}: who it was about is still on record, for our own record of their contributions, as no death"
        " is known."
    )
    assert clipped(page) == []


def test_a_claim_is_kept_longer_and_let_go(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage)
    page.kinds[RetentionKind.NOT_GRANTED].look.click()
    stage.settle()
    (dialog,) = stage.office.settings_screen.findChildren(RemoveDialog)
    dialog.hold.click()
    (hold,) = dialog.findChildren(HoldDialog)
    qtbot.keyClicks(hold.reason.edit, "An appeal")
    hold.act.click()
    stage.settle()
    again = stage.office.settings_screen.findChildren(RemoveDialog)[-1]
    assert not again.act.isEnabled()
    again.hold.click()
    stage.settle()
    assert stage.desk.store.removal.holds() == ()


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (1.25, (1366, 768)), (1.25, (1280, 680))])
def test_nothing_is_cut_off_and_no_letter_is_doubled(
    stage: Stage, look: Look, scale: float, size: tuple[int, int]
) -> None:
    look.choose_scale(scale)
    stage.window.resize(*size)
    stage.settle()
    assert clipped(page_of(stage)) == []
    assert not doubled_letters(page_of(stage))
    assert datetime(2031, 1, 10, 9, 0, tzinfo=UTC) == AFTER
