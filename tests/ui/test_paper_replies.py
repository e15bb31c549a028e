"""The dialogs for a summary, replies on reopening and to a reminder, and a confirmation on paper, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.inquiries import ReminderOutcome
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.ui.screens.owed.paper_answers import PaperAnswer
from desktop_app.ui.screens.owed.paper_dialogs import PAPER_DIALOGS
from desktop_app.ui.screens.owed.paper_replies import (
    PaperDestructionDialog,
    PaperReminderReplyDialog,
    PaperReopeningDialog,
)
from desktop_app.ui.screens.owed.paper_summary import PaperSummaryDialog
from desktop_app.ui.screens.owed.settling import LookDialog
from desktop_app.ui.screens.owed.which_paper import REPLY, WhichPaperQuestion
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.enter_answers import answer_awaited
from desktop_app.workflows.obligations import history_of, obligation
from desktop_app.workflows.remind import send_reminder
from tests.support.case_desks import carry, claim_at, told
from tests.support.claim_desks import Offices, three_offices
from tests.support.clips import clipped, doubled_letters
from tests.support.clocks import FixedClock
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import Stage, settle
from tests.support.papers_gallery import a_sheet

ASKED = "00000000-0000-4000-8000-0000000000aa"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def owe(desk: Desk, key: str, kind: ObligationKind, office: str, asked: str = ASKED) -> str:
    with desk.store.act(verb="samples_made", user=desk.user.id, about=key, facts={}):
        today = desk.clock.today()
        return desk.store.obligations.add(
            claim_id=key,
            owed_by=office,
            owed_to=desk.office.code,
            kind=kind.value,
            asked_message_id=asked,
            asked_on=today,
            due_on=today,
        ).id


def opened(desk: Desk, owed_id: str, tasks: InlineTasks, qtbot: QtBot) -> PaperAnswer:
    line = obligation(desk, owed_id)
    dialog = PAPER_DIALOGS[line.kind](line, answer_awaited(desk, owed_id), tasks)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def signed(dialog: PaperAnswer, qtbot: QtBot, folder: Path) -> None:
    dialog.choose_scan(a_sheet(folder, "Letter.png"))
    qtbot.keyClicks(dialog.signed_on.edit, "10 Jul 2014")
    dialog.signed_by.set_text("C. Browne")


def kept(dialog: PaperAnswer, desk: Desk, owed_id: str, tasks: InlineTasks) -> None:
    assert not doubled_letters(dialog)
    assert not clipped(dialog)
    dialog.act.click()
    for _turn in range(3):
        settle(tasks)
    owed = desk.store.obligations.get(owed_id)
    assert (owed.state, owed.from_paper) == (ObligationState.MET, True), dialog.says.text
    tasks.shutdown()


def test_a_summary_is_typed_line_by_line(look: Look, qtbot: QtBot, offices: Offices, tmp_path: Path) -> None:
    del look
    told(offices.vc, "LC")
    desk, there = offices.lc, carry(offices.vc, offices.lc)
    owed_id, tasks = owe(desk, there, ObligationKind.DECISION_SUMMARY, "VC-NIS"), InlineTasks(desk)
    dialog = opened(desk, owed_id, tasks, qtbot)
    assert isinstance(dialog, PaperSummaryDialog)
    assert [line.values()[0] for line in dialog.paid.lines] == list(claim_at(desk, there).states)
    signed(dialog, qtbot, tmp_path)
    _state, result, amount, _often, start, *_rest = dialog.paid.lines[0].fields
    assert isinstance(result, ChoiceField)
    result.set_key("granted")
    dialog.act.click()
    settle(tasks)
    assert dialog.paid.lines[0].finding.text
    for field, words in ((amount, "412.00"), (start, "14 Jun 2014")):
        assert isinstance(field, LineField)
        qtbot.keyClicks(field.edit, words)
        assert field.edit.width() >= field.edit.fontMetrics().horizontalAdvance(words)
    total = dialog.totals.lines[0].fields[0]
    assert isinstance(total, LineField)
    qtbot.keyClicks(total.edit, "412.50")
    dialog.act.click()
    settle(tasks)
    assert "add up" in dialog.says.text or "totals" in dialog.says.text.casefold(), dialog.says.text
    total.set_text("412.00")
    kept(dialog, desk, owed_id, tasks)


def test_a_letter_on_reopening_says_which_it_is(look: Look, qtbot: QtBot, offices: Offices, tmp_path: Path) -> None:
    del look
    told(offices.vc, "LC")
    desk, there = offices.lc, carry(offices.vc, offices.lc)
    owed_id, tasks = owe(desk, there, ObligationKind.REOPEN_REPLY, "VC-NIS"), InlineTasks(desk)
    dialog = opened(desk, owed_id, tasks, qtbot)
    assert isinstance(dialog, PaperReopeningDialog)
    signed(dialog, qtbot, tmp_path)
    dialog.act.click()
    settle(tasks)
    assert dialog.says.text.startswith("Answer")
    dialog.answer.set_key("refused")
    dialog.act.click()
    settle(tasks)
    assert dialog.says.text
    dialog.words.edit.setPlainText("The decision is final.")
    kept(dialog, desk, owed_id, tasks)


def test_a_letter_confirms_the_destruction(look: Look, qtbot: QtBot, offices: Offices, tmp_path: Path) -> None:
    del look
    desk = offices.vc
    key = told(desk, "LC")
    (sent,) = desk.store.outbox.waiting("LC-NIC")
    owed_id = owe(desk, key, ObligationKind.RECEIPT, "LC-NIC", sent.message_id)
    tasks = InlineTasks(desk)
    dialog = opened(desk, owed_id, tasks, qtbot)
    assert isinstance(dialog, PaperDestructionDialog)
    signed(dialog, qtbot, tmp_path)
    dialog.words.edit.setPlainText("Shredded.")
    kept(dialog, desk, owed_id, tasks)


def test_after_a_reminder_the_paper_may_be_a_reply_to_it(
    look: Look, qtbot: QtBot, offices: Offices, tmp_path: Path
) -> None:
    desk = offices.vc
    key = told(desk, "LC")
    seal_bundle(desk, "LC-NIC")
    (owed,) = desk.store.obligations.of_claim(key)
    assert isinstance(desk.clock, FixedClock)
    stage = Stage(look, desk)
    stage.show((1366, 768))
    desk.clock.advance(days=60)
    send_reminder(desk, "LC-NIC")
    stage.office.remedies.type_in_of(owed.id)
    for _turn in range(4):
        stage.settle()
    (straight,) = (each for each in stage.window.findChildren(QDialog) if each.isVisible())
    assert not isinstance(straight, WhichPaperQuestion), "the reminder has not left"
    straight.reject()
    seal_bundle(desk, "LC-NIC")
    stage.office.remedies.type_in_of(owed.id)
    for _turn in range(4):
        stage.settle()
    (which,) = stage.window.findChildren(WhichPaperQuestion)
    assert not clipped(which)
    which.which.set_key(REPLY)
    which.act.click()
    for _turn in range(4):
        stage.settle()
    (dialog,) = stage.window.findChildren(PaperReminderReplyDialog)
    dialog.act.click()
    assert "at least one" in dialog.says.text
    signed(dialog, qtbot, tmp_path)
    (point,) = dialog.points
    point.choose(ReminderOutcome.WILL_COME.value)
    dialog.act.click()
    assert point.on.finding.text
    qtbot.keyClicks(point.on.edit, "1 Oct 2014")
    dialog.act.click()
    for _turn in range(6):
        stage.settle()
    after = obligation(desk, owed.id)
    assert after.state is ObligationState.PROMISED
    settled = LookDialog(after, history_of(desk, owed.id), "")
    qtbot.addWidget(settled)
    settled.show()
    assert settled.sheet.isVisible()
    stage.close()
