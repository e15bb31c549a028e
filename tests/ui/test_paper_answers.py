"""The dialogs for answers on paper, by keyboard: what is missing is named at its field, and what was owed is met."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.inquiries import (
    ClarificationItem,
    ClarificationOutcome,
    ClarificationReason,
    InfoItem,
    InfoItemCode,
    ItemOutcome,
)
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.ui.screens.owed.paper_answers import PaperDependencyDialog, PaperExplanationDialog, PaperReplyDialog
from desktop_app.ui.screens.owed.paper_decision import PaperDecisionDialog
from desktop_app.ui.screens.owed.paper_dialogs import PAPER_DIALOGS
from desktop_app.ui.screens.owed.settling import LookDialog
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.typed_sheet import TypedSheetDialog
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.ask_explanation import ask_explanation
from desktop_app.workflows.ask_information import ask_information
from desktop_app.workflows.attach import attach_file
from desktop_app.workflows.decision_lines import AmountLine
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_answers import answer_awaited, enter_paper_answer
from desktop_app.workflows.obligations import ON_PAPER, obligation
from desktop_app.workflows.paper_forms import PaperDecisionForm, PaperHead
from desktop_app.workflows.view_papers import sheet_of_obligation
from tests.support.case_desks import certificate, named, post, say, told
from tests.support.claim_desks import Offices, three_offices
from tests.support.clips import clipped, doubled_letters
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import settle
from tests.support.papers_gallery import a_sheet

ADDRESS = InfoItem(item_id="1", code=InfoItemCode.ADDRESS, why="To pay there", needed_by=date(2014, 9, 1))


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def owe(desk: Desk, key: str, kind: ObligationKind) -> str:
    with desk.store.act(verb="samples_made", user=desk.user.id, about=key, facts={}):
        today = desk.clock.today()
        return desk.store.obligations.add(
            claim_id=key,
            owed_by="LC-NIC",
            owed_to=desk.office.code,
            kind=kind.value,
            asked_message_id="00000000-0000-4000-8000-0000000000aa",
            asked_on=today,
            due_on=today,
        ).id


def state_of(desk: Desk, owed_id: str) -> tuple[ObligationState, bool]:
    owed = desk.store.obligations.get(owed_id)
    return owed.state, owed.from_paper


def test_every_answer_that_takes_paper_has_its_dialog() -> None:
    assert set(PAPER_DIALOGS) == {kind.value for kind in ON_PAPER - {ObligationKind.PERIOD_CERTIFICATE}}


def test_a_decision_is_typed_by_keyboard(look: Look, qtbot: QtBot, offices: Offices, tmp_path: Path) -> None:
    del look
    desk = offices.vc
    owed_id = owe(desk, told(desk, "LC"), ObligationKind.DECISION)
    tasks = InlineTasks(desk)
    dialog = PaperDecisionDialog(obligation(desk, owed_id), answer_awaited(desk, owed_id), tasks)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(tasks)
    assert "Signed by" in dialog.says.text or "Signed on" in dialog.says.text
    dialog.choose_scan(a_sheet(tmp_path, "Letter.png"))
    typed = {
        dialog.number: "LC-DEC-1",
        dialog.signed_on: "10 Jul 2014",
        dialog.signed_by: "M. Augustin",
        dialog.start: "14 Jun 2014",
        dialog.amounts.lines[0].fields[0]: "412.00",
        dialog.own_weeks: "296",
        dialog.totalised_weeks: "726",
    }
    for field, words in typed.items():
        assert isinstance(field, LineField)
        field.edit.setFocus()
        qtbot.keyClicks(field.edit, words)
    dialog.amounts.adder.click()
    dialog.set_offs.adder.click()
    assert [line.values()[1] for line in dialog.set_offs.lines] == ["XCD"]
    amount, _currency, why = dialog.set_offs.lines[0].fields
    assert isinstance(amount, LineField)
    assert isinstance(why, LineField)
    qtbot.keyClicks(amount.edit, "60")
    dialog.act.click()
    settle(tasks)
    assert dialog.set_offs.lines[0].finding.text
    qtbot.keyClicks(why.edit, "Advance")
    assert not doubled_letters(dialog)
    assert not clipped(dialog)
    dialog.act.click()
    for _turn in range(3):
        settle(tasks)
    assert state_of(desk, owed_id) == (ObligationState.MET, True), dialog.says.text
    tasks.shutdown()


def test_dependants_are_typed_in_words(look: Look, qtbot: QtBot, offices: Offices, tmp_path: Path) -> None:
    del look
    desk = offices.vc
    owed_id = owe(desk, told(desk, "LC"), ObligationKind.DEPENDENCY_CERTIFICATE)
    tasks = InlineTasks(desk)
    dialog = PaperDependencyDialog(obligation(desk, owed_id), answer_awaited(desk, owed_id), tasks)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose_scan(a_sheet(tmp_path, "Sheet.png"))
    dialog.number.set_text("LC-DEP-1")
    dialog.signed_by.set_text("M. Augustin")
    for field in (dialog.signed_on, dialog.stood_on, dialog.valid_from):
        qtbot.keyClicks(field.edit, "2 May 2014")
    dialog.grid.set_rows([{"surname": "Invented", "forenames": "Eve", "relationship": "aunty", "born": "1 May 2004"}])
    dialog.act.click()
    assert "relationship" in dialog.says.text
    assert not doubled_letters(dialog)
    dialog.grid.set_rows([{"surname": "Invented", "forenames": "Eve", "relationship": "Child", "born": "1 May 2004"}])
    dialog.act.click()
    for _turn in range(3):
        settle(tasks)
    assert state_of(desk, owed_id) == (ObligationState.MET, True), dialog.says.text
    tasks.shutdown()


def test_a_reply_is_typed_item_by_item(look: Look, qtbot: QtBot, offices: Offices, tmp_path: Path) -> None:
    del look
    desk = offices.vc
    key = told(desk, "LC")
    ask_information(desk, key, "LC-NIC", (ADDRESS,))
    (owed,) = [each for each in desk.store.obligations.of_claim(key) if each.kind is ObligationKind.INFO_REPLY]
    tasks = InlineTasks(desk)
    dialog = PaperReplyDialog(obligation(desk, owed.id), answer_awaited(desk, owed.id), tasks)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.act.click()
    assert "at least one item" in dialog.says.text
    dialog.choose_scan(a_sheet(tmp_path, "Letter.png"))
    qtbot.keyClicks(dialog.signed_on.edit, "10 Jul 2014")
    dialog.signed_by.set_text("M. Augustin")
    dialog.points[0].choose(ItemOutcome.VALUE.value)
    dialog.points[0].value.set_text("1 Invented Lane")
    assert not doubled_letters(dialog)
    dialog.act.click()
    for _turn in range(3):
        settle(tasks)
    assert state_of(desk, owed.id) == (ObligationState.MET, True), dialog.says.text
    tasks.shutdown()


def test_an_explanation_is_typed_point_by_point(look: Look, qtbot: QtBot, offices: Offices, tmp_path: Path) -> None:
    del look
    desk = offices.vc
    key = told(desk, "LC")
    say(offices.lc, "VC-NIS", certificate(), named(desk, key))
    mailbox_id = post(offices.lc, desk)
    accept(desk, mailbox_id)
    (sent,) = desk.store.mailbox.messages_of(mailbox_id)
    point = ClarificationItem(item_id="1", reason=ClarificationReason.PROOF_WANTED, row_id="1")
    ask_explanation(desk, key, sent.message_id, (point,))
    (owed,) = [each for each in desk.store.obligations.of_claim(key) if each.kind is ObligationKind.CLARIFICATION_REPLY]
    tasks = InlineTasks(desk)
    dialog = PAPER_DIALOGS[owed.kind](obligation(desk, owed.id), answer_awaited(desk, owed.id), tasks)
    assert isinstance(dialog, PaperExplanationDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    assert any("1995" in label.text() for label in dialog.findChildren(QLabel))
    dialog.act.click()
    assert "at least one item" in dialog.says.text
    dialog.choose_scan(a_sheet(tmp_path, "Letter.png"))
    qtbot.keyClicks(dialog.signed_on.edit, "10 Jul 2014")
    dialog.signed_by.set_text("M. Augustin")
    dialog.points[0].choose(ClarificationOutcome.EXPLAINED.value)
    dialog.act.click()
    assert "Enter the explanation" in dialog.points[0].words.finding.text
    dialog.points[0].words.set_text("The card is in the archive")
    assert not doubled_letters(dialog)
    assert not clipped(dialog)
    dialog.act.click()
    for _turn in range(3):
        settle(tasks)
    assert state_of(desk, owed.id) == (ObligationState.MET, True), dialog.says.text
    tasks.shutdown()


def test_a_decision_kept_from_paper_is_shown_beside_its_scan(
    look: Look, qtbot: QtBot, offices: Offices, tmp_path: Path
) -> None:
    del look
    desk = offices.vc
    key = told(desk, "LC")
    owed_id = owe(desk, key, ObligationKind.DECISION)
    scan = attach_file(desk, key, a_sheet(tmp_path, "Letter.png").read_bytes(), "Letter.png", "scan")
    form = PaperDecisionForm(
        head=PaperHead(signed_on=date(2014, 7, 10), signed_by="M. Augustin", scan=scan.id),
        number="LC-DEC-1",
        start=date(2014, 6, 14),
        amounts=(AmountLine(payable="412.00"),),
    )
    enter_paper_answer(desk, owed_id, form)
    settled = LookDialog(obligation(desk, owed_id), (), "")
    qtbot.addWidget(settled)
    settled.show()
    assert settled.sheet.isVisible()
    tasks = InlineTasks(desk)
    dialog = TypedSheetDialog(sheet_of_obligation(desk, owed_id), tasks)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(tasks)
    said = " ".join(label.text() for label in dialog.typed.findChildren(QLabel))
    assert "412.00" in said
    assert "M. Augustin" in said
    assert not clipped(dialog)
    tasks.shutdown()
