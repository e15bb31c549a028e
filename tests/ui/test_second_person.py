"""What two persons seal, on the screen: laid before, looked through word by word, approved, returned; by keyboard."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.messages import MessageType
from desktop_app.domain.proposals import ProposalKind
from desktop_app.ui.screens.owed.approval import ApprovalDialog
from desktop_app.ui.screens.owed.correcting import CorrectingDialog
from desktop_app.ui.screens.owed.departure import DepartureDialog
from desktop_app.ui.screens.owed.departure_sheet import DepartureSheetQuestion
from desktop_app.ui.screens.owed.dependency import DependencyDialog
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.fields import ChoiceField
from desktop_app.workflows.form_drafts import kept_form
from desktop_app.workflows.own_periods import own_certificate
from desktop_app.workflows.paper_signed import codes_of_message
from desktop_app.workflows.propose import accept
from desktop_app.workflows.today import QueueKind, today_queue
from desktop_app.workflows.word_effects import BODY
from tests.support.case_desks import post
from tests.support.claim_desks import Offices
from tests.support.clips import clipped, doubled_letters
from tests.support.office_stage import Stage
from tests.support.second_person_gallery import SECOND, prepared, shown


@pytest.fixture
def offices(qtbot: QtBot, tmp_path: Path) -> Iterator[Offices]:
    del qtbot
    made = prepared(tmp_path)
    yield made
    made.close()


def window(look: Look, offices: Offices, *, second: bool = False) -> Stage:
    stage = Stage(look, replace(offices.vc, user=SECOND) if second else offices.vc)
    stage.show((1366, 768))
    return stage


def waiting(offices: Offices) -> str:
    (proposal,) = offices.vc.store.proposals.waiting()
    return proposal.id


def end(stage: Stage) -> None:
    stage.close()


def open_one(stage: Stage, kind: type[QDialog]) -> QDialog:
    dialog = shown(stage)
    assert isinstance(dialog, kind)
    assert not clipped(dialog)
    assert not doubled_letters(dialog)
    return dialog


def test_the_second_person_approves_what_stands_there_word_by_word(look: Look, offices: Offices) -> None:
    stage = window(look, offices, second=True)
    stage.office.show_proposal(waiting(offices))
    dialog = open_one(stage, ApprovalDialog)
    assert isinstance(dialog, ApprovalDialog)
    assert dialog.act.isVisible()
    assert dialog.give_back.isVisible()
    assert not dialog.take_back.isVisible()
    dialog.act.setFocus()
    QTest.keyClick(dialog.act, Qt.Key.Key_Space)
    stage.settle()
    made = own_certificate(offices.vc, offices.claim_id)
    assert made is not None
    assert (made.weeks, made.approved_by) == (61, SECOND.short_name)
    end(stage)


def test_it_goes_back_only_with_a_reason_and_comes_up_again_with_who_prepared_it(look: Look, offices: Offices) -> None:
    stage = window(look, offices, second=True)
    stage.office.show_proposal(waiting(offices))
    dialog = open_one(stage, ApprovalDialog)
    assert isinstance(dialog, ApprovalDialog)
    dialog.give_back.click()
    stage.settle()
    assert dialog.isVisible()
    QTest.keyClicks(dialog.reason.edit, "The card of 2003 says 28 weeks")
    dialog.give_back.click()
    stage.settle()
    assert not offices.vc.store.proposals.waiting()
    end(stage)
    (item,) = [each for each in today_queue(offices.vc).items if each.kind is QueueKind.SECOND]
    assert (item.code, item.claim_key) == ("second_person_returned", offices.claim_id)
    again = window(look, offices)
    again.office.open_claim(offices.claim_id)
    again.settle()
    assert "28 weeks" in again.office.claim_screen.notes.lines[0].text()
    end(again)


def test_who_prepared_it_withdraws_it_and_the_claim_says_what_waits(look: Look, offices: Offices) -> None:
    stage = window(look, offices)
    stage.office.open_claim(offices.claim_id)
    stage.settle()
    notes = stage.office.claim_screen.notes
    assert SECOND.name in notes.lines[0].text()
    assert notes.look is not None
    notes.look.click()
    dialog = open_one(stage, ApprovalDialog)
    assert isinstance(dialog, ApprovalDialog)
    assert not dialog.act.isVisible()
    dialog.take_back.click()
    stage.settle()
    assert not offices.vc.store.proposals.waiting()
    end(stage)


def test_a_departure_is_typed_kept_and_laid_before(look: Look, offices: Offices) -> None:
    accept(replace(offices.vc, user=SECOND), waiting(offices))
    stage = window(look, offices)
    stage.office.remedies.case_act(offices.claim_id, "departure")
    leaving = open_one(stage, DepartureDialog)
    assert isinstance(leaving, DepartureDialog)
    leaving.fields["departed_on"].set_text("1 Jul 2014")  # type: ignore[union-attr]  # it is a day
    QTest.keyClicks(leaving.fields["new_address"].edit, "Castries")  # type: ignore[union-attr]  # it is a line
    leaving.reject()
    stage.settle()
    assert kept_form(offices.vc, offices.claim_id, "departure")["new_address"] == "Castries"
    stage.office.remedies.case_act(offices.claim_id, "departure")
    leaving = open_one(stage, DepartureDialog)
    assert isinstance(leaving, DepartureDialog)
    assert leaving.line("new_address") == "Castries"
    state = leaving.fields["new_state"]
    assert isinstance(state, ChoiceField)
    state.set_key("LC")
    leaving.act.click()
    stage.settle()
    assert not kept_form(offices.vc, offices.claim_id, "departure")
    (proposal,) = offices.vc.store.proposals.waiting()
    assert proposal.kind is ProposalKind.DEPARTURE_CERTIFICATE
    end(stage)
    there = window(look, offices, second=True)
    there.office.remedies.approve(proposal.id)
    approval = open_one(there, ApprovalDialog)
    assert isinstance(approval, ApprovalDialog)
    approval.act.click()
    offer = open_one(there, DepartureSheetQuestion)
    assert isinstance(offer, DepartureSheetQuestion)
    assert (offer.act.isDefault(), doubled_letters(offer)) == (True, [])
    QTest.keyClick(offer, Qt.Key.Key_Return)
    sheet = open_one(there, DocumentPreview)
    assert isinstance(sheet, DocumentPreview)
    (printed,) = [line for line in offices.vc.store.journal.lines() if line.verb == "message_printed"]
    assert printed.user == SECOND.id
    assert codes_of_message(offices.vc, printed.about)  # the sheet has its codes
    sheet.reject()
    end(there)


def test_dependants_and_visits_are_added_and_taken_out_kept_and_laid_before(look: Look, offices: Offices) -> None:
    accept(replace(offices.vc, user=SECOND), waiting(offices))
    stage = window(look, offices)
    stage.office.remedies.case_act(offices.claim_id, "dependency")
    dialog = open_one(stage, DependencyDialog)
    assert isinstance(dialog, DependencyDialog)
    dialog.add_button.click()
    relation = dialog.fields["1.relationship"]
    assert isinstance(relation, ChoiceField)
    relation.set_key("child")
    QTest.keyClicks(dialog.fields["1.surname"].edit, "Hendyce")  # type: ignore[union-attr]  # it is a line
    dialog.add_button.click()
    QTest.keyClicks(dialog.fields["2.surname"].edit, "Mistaken")  # type: ignore[union-attr]  # it is a line
    for number, by in enumerate(("D. Sample", "M. Sample"), start=3):
        dialog.visit_button.click()
        QTest.keyClicks(dialog.fields[f"v{number}.by"].edit, by)  # type: ignore[union-attr]  # it is a line
    assert [block.name.text() for block in (*dialog.blocks, *dialog.visits)] == [
        "Dependant 1",
        "Dependant 2",
        "Visit or statement 1",
        "Visit or statement 2",
    ]
    assert (doubled_letters(dialog), clipped(dialog)) == ([], [])
    dialog.blocks[1].remove.click()
    dialog.reject()
    stage.settle()
    kept = kept_form(offices.vc, offices.claim_id, "dependency")
    assert (kept["count"], kept["visits"], kept["v1.by"]) == ("1", "2", "M. Sample")
    stage.office.remedies.case_act(offices.claim_id, "dependency")
    dialog = open_one(stage, DependencyDialog)
    assert isinstance(dialog, DependencyDialog)
    assert [dialog.line(f"{block.number}.surname") for block in dialog.blocks] == ["Hendyce"]
    dialog.act.click()
    stage.settle()
    (laid,) = offices.vc.store.proposals.waiting()
    assert laid.kind is ProposalKind.DEPENDENCY_CERTIFICATE
    body = json.loads(laid.payload[BODY])
    assert [seen["by"] for seen in body["inquiries"]] == ["D. Sample", "M. Sample"]
    assert [(entry["surname"], entry["row_id"]) for entry in body["dependants"]] == [("Hendyce", "d1")]
    end(stage)


def test_a_message_that_left_is_taken_back_with_what_was_built_on_it_in_sight(look: Look, offices: Offices) -> None:
    accept(replace(offices.vc, user=SECOND), waiting(offices))
    post(offices.vc, offices.lc)
    row = next(
        row
        for row in offices.vc.store.outbox.of_claim(offices.claim_id)
        if row.type is MessageType.PERIOD_CERTIFICATE and row.bundle_id
    )
    stage = window(look, offices)
    stage.office.remedies.correct(row.message_id)
    dialog = open_one(stage, CorrectingDialog)
    assert isinstance(dialog, CorrectingDialog)
    dialog.reason.set_key(CorrectionReason.WRONG_PERSON.value)
    dialog.reason.chosen.emit(CorrectionReason.WRONG_PERSON.value)
    stage.settle()
    assert dialog.destroys.isVisible()
    assert dialog.pane is not None
    dialog.act.click()
    stage.settle()
    (proposal,) = offices.vc.store.proposals.waiting()
    assert (proposal.kind, proposal.subject) == (ProposalKind.CORRECTION, row.message_id)
    end(stage)
