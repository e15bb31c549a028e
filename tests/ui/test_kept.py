"""Kept calculations in the claim's screen: what changed since, and the kept ones as they were, by keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.ui.screens.claim.calculation.kept_dialog import KeptDialog
from desktop_app.ui.screens.claim.calculation.kept_words import rules_words, verified_words
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.workflows.calculate_claim import decide_point, keep_calculation
from desktop_app.workflows.kept_calculations import kept_calculations, rerun, verify_kept
from desktop_app.workflows.open_claim import Step
from tests.support.changed_rules import changed_rulebook
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.claim_stage import Stage
from tests.support.clips import clipped


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    answered(made)
    yield made
    made.close()


@pytest.fixture
def stage(offices: Offices, look: Look) -> Iterator[Stage]:
    """The claim's calculation, kept, under rules that changed since."""
    keep_calculation(offices.vc, offices.claim_id)
    made = Stage(look, replace(offices.vc, rulebook=changed_rulebook()))
    made.show((1366, 768))
    made.open(offices.claim_id, Step.CALCULATION)
    yield made
    made.close()


def text_of(stage: Stage, name: str) -> str:
    found = stage.find(name)
    return found.accessibleName() or found.text()  # type: ignore[attr-defined]  # a label


def test_nothing_kept_says_nothing(offices: Offices, look: Look) -> None:
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    stage.open(offices.claim_id, Step.CALCULATION)
    assert not stage.find("kept_band").isVisible()
    stage.push("keep_calculation")
    assert stage.find("kept_band").isVisible()
    assert text_of(stage, "kept_words").startswith("Kept 14 Jul 2014")
    assert not stage.find("kept_compare").isVisible()
    stage.close()


def test_what_changed_is_shown_with_its_reason_and_closed_by_escape(stage: Stage) -> None:
    assert "other data, settings or rules" in text_of(stage, "kept_words")
    stage.push("kept_compare")
    card = stage.find("kept_changed")
    assert card.isVisible()
    table = stage.screen.page().changed.table  # type: ignore[attr-defined]  # the calculation's page
    assert table.hasFocus()
    cells = table.cells
    rows = [[cells.cell(row, column).text for column in range(1, 5)] for row in range(cells.rowCount())]
    assert ["Payable a week", "35.88", "36.53", "+0.65"] in rows
    assert "the rules now say 4, before 5" in text_of(stage, "kept_why")
    assert "Rules that differ" in text_of(stage, "kept_rules")
    assert clipped(stage.window) == []
    stage.press(Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert stage.find("kept_compare").hasFocus()


def test_kept_again_there_is_nothing_to_compare_any_longer(stage: Stage) -> None:
    stage.push("kept_compare")
    stage.push("keep_calculation")
    assert not stage.find("kept_compare").isVisible()
    assert text_of(stage, "kept_words").startswith("Kept ")


def dialog_of(stage: Stage) -> KeptDialog:
    stage.push("kept_history")
    (dialog,) = stage.window.findChildren(KeptDialog)
    return dialog


def test_a_kept_calculation_opens_as_it_was_and_runs_again_to_the_same_answer(stage: Stage) -> None:
    dialog = dialog_of(stage)
    assert dialog.table.hasFocus()
    assert dialog.head.text().startswith("Kept 14 Jul 2014, 12:00 by C. Browne")
    assert "VC " in dialog.packs.text()
    cells = dialog.award_table.cells
    shown = {cells.cell(0, column).text for column in range(cells.columnCount())}
    assert "35.88" in shown
    assert "36.53" not in shown
    dialog.verifier.setFocus()
    QTest.keyClick(dialog.verifier, Qt.Key.Key_Space)
    stage.settle()
    assert dialog.said.lines() == ("Run again with its own rules and its own data: the same answer.",)
    assert clipped(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_earlier_one_is_chosen_by_the_arrows(stage: Stage, offices: Offices) -> None:
    decide_point(offices.vc, offices.claim_id, point="minimum_own_period", state="VC", option="52_weeks", reason="seen")
    offices.vc.clock.advance(days=9)  # type: ignore[attr-defined]  # the clock of the tests
    keep_calculation(offices.vc, offices.claim_id)
    dialog = dialog_of(stage)
    assert dialog.head.text().startswith("Kept 23 Jul 2014")
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    stage.settle()
    assert dialog.head.text().startswith("Kept 14 Jul 2014")
    dialog.close()


def test_its_worksheet_goes_through_the_preview(stage: Stage) -> None:
    dialog = dialog_of(stage)
    dialog.printer.setFocus()
    QTest.keyClick(dialog.printer, Qt.Key.Key_Space)
    stage.settle()
    (preview,) = dialog.findChildren(DocumentPreview)
    assert "worksheet-kept-20140714" in preview.facts.text()
    preview.close()
    dialog.close()


def test_one_that_cannot_be_read_says_so_in_its_place(stage: Stage, offices: Offices) -> None:
    desk = offices.vc
    record = desk.store.calculations.newest(offices.claim_id)
    assert record is not None
    with desk.store.act(verb="samples_made", user=desk.user.id, about=offices.claim_id, facts={}):
        desk.store.calculations.add(replace(record, id="broken", worksheet=b"-"))
    dialog = dialog_of(stage)
    assert "cannot be read" in " ".join(dialog.said.lines())
    assert not dialog.printer.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    stage.settle()
    assert dialog.printer.isEnabled()
    dialog.close()


def test_a_decision_that_changes_no_figure_is_told_all_the_same(offices: Offices) -> None:
    desk, key = offices.vc, offices.claim_id
    keep_calculation(desk, key)
    decide_point(desk, key, point="unmet_state", state="LC", option="nothing", reason="as the circular says")
    found = rerun(desk, key)
    assert found.differences == ()
    assert "Settings and decisions that differ" in rules_words(found)
    assert "LC" in rules_words(found)


def test_an_answer_that_differs_is_said_to(offices: Offices) -> None:
    desk, key = offices.vc, offices.claim_id
    keep_calculation(desk, key)
    found = verify_kept(desk, kept_calculations(desk, key)[0].calculation_id)
    assert verified_words(found)[0] == "ok"
    assert verified_words(replace(found, same=False))[0] == "warn"
    later = rerun(replace(desk, rulebook=changed_rulebook()), key)
    tone, words = verified_words(replace(found, same=False, differences=later.differences))
    assert tone == "bad"
    assert "payable" in words
