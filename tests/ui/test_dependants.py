"""Step 3 through the window: survivors and the injury, by keyboard, with a real desk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_app.domain.dependant_forms import DependantsForm, SurvivorLine
from desktop_app.ui.screens.claim.dependants.view import DependantsView
from desktop_app.ui.theme import Look
from desktop_app.workflows.enter_claim import save_draft
from desktop_app.workflows.open_claim import Step, open_claim, start_claim
from desktop_app.workflows.places_kept import Place
from tests.support import sample_claims
from tests.support.claim_desks import Offices, three_offices
from tests.support.claim_stage import Stage
from tests.support.clips import clipped, doubled_letters
from tests.support.offices import shown_texts
from tests.support.waiting import let_pass

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


@pytest.fixture
def stage(offices: Offices, look: Look) -> Iterator[Stage]:
    made = Stage(look, offices.vc)
    made.show((1366, 768))
    yield made
    made.close()


def page_of(stage: Stage) -> DependantsView:
    page = stage.screen.page()
    assert isinstance(page, DependantsView)
    return page


def draft(offices: Offices, stage: Stage, benefit: str, form: DependantsForm | None = None) -> DependantsView:
    """Open the step of a claim begun and not yet registered."""
    key = start_claim(offices.vc).key
    claimant = replace(sample_claims.claimant("survivors"), benefit=benefit)
    place = Place(page="claims", claim_key=key, step=int(Step.DEPENDANTS), focus="")
    save_draft(offices.vc, key, claimant=claimant, dependants=form, place=place)
    stage.open(key, Step.DEPENDANTS)
    return page_of(stage)


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def walked(stage: Stage, most: int) -> list[str]:
    """Press Tab and say which fields of the page are visited."""
    names = []
    for _ in range(most):
        focus = QApplication.focusWidget()
        if focus is not None and stage.screen.page().isAncestorOf(focus):
            names.append(focus.objectName() or focus.accessibleName())
        stage.press(Qt.Key.Key_Tab)
    return names


def test_an_age_claim_says_that_nothing_is_to_enter(offices: Offices, stage: Stage) -> None:
    page = draft(offices, stage, "age_pension")
    assert any("no survivors and no injury" in words for words in shown_texts(page))
    assert QApplication.focusWidget() is page.primary


def test_a_claim_of_survivors_begins_with_one_empty_survivor(offices: Offices, stage: Stage) -> None:
    page = draft(offices, stage, "survivors_pension")
    assert len(page.survivors.blocks) == 1
    assert focused() == "survivors.1.relationship"
    assert not page.survivors.blocks[0].lines["union_since"].isVisible()


@pytest.mark.parametrize(
    ("relationship", "asked"),
    [
        ("widow", {"union_since", "cares_for_child", "invalid", "dependent"}),
        ("child", {"in_education", "invalid", "dependent"}),
        ("parent", {"invalid", "dependent"}),
    ],
)
def test_only_what_a_rule_may_ask_of_such_a_survivor_is_asked(
    offices: Offices, stage: Stage, relationship: str, asked: set[str]
) -> None:
    form = DependantsForm(lines=(SurvivorLine(row_id="1", relationship=relationship),))
    (block,) = draft(offices, stage, "survivors_pension", form).survivors.blocks
    fields = {**block.lines, **block.choices}
    always = {"relationship", "surname", "forenames", "birth_date"}
    assert {name for name, field in fields.items() if field.isVisible()} == always | asked


def test_tab_follows_the_reading_order(offices: Offices, stage: Stage) -> None:
    form = DependantsForm(lines=(SurvivorLine(row_id="1", relationship="widow"),))
    draft(offices, stage, "death_benefit", form)
    assert walked(stage, 17)[:16] == [
        "survivors.1.relationship",
        "survivors.1.surname",
        "survivors.1.forenames",
        "survivors.1.birth_date",
        "survivors.1.union_since",
        "survivors.1.cares_for_child",
        "survivors.1.invalid",
        "survivors.1.dependent",
        "Take Survivor 1 off the list",
        "survivors",
        "cause",
        "injury_state",
        "accident_date",
        "weekly_earnings",
        "board_reference",
        "dependants_next",
    ]


def test_a_survivor_is_added_typed_and_taken_off_by_keyboard(offices: Offices, stage: Stage) -> None:
    page = draft(offices, stage, "survivors_pension")
    stage.press(Qt.Key.Key_V, ALT)
    let_pass(150)  # a button pressed by its letter is seen to go down
    stage.settle()
    assert focused() == "survivors.2.relationship"
    stage.fill("survivors.2.forenames", "Ottoline")
    assert page.survivors.blocks[1].title.text() == "Survivor 2: Ottoline"
    remover = page.survivors.blocks[1].remover
    assert remover.accessibleName() == "Take Ottoline off the list"
    remover.setFocus()
    stage.press(Qt.Key.Key_Space)
    assert [block.row_id for block in page.survivors.blocks] == ["1"]
    assert QApplication.focusWidget() is page.survivors.adder


def test_what_is_wrong_is_said_beside_the_field_and_stops_only_the_keeping(offices: Offices, stage: Stage) -> None:
    lines = (SurvivorLine(row_id="1", surname="Exemplar", birth_date="31 Feb 1990"),)
    page = draft(offices, stage, "survivors_pension", DependantsForm(lines=lines))
    stage.press(Qt.Key.Key_Return, CTRL)
    said = " ".join(shown_texts(page))
    assert "It is not said what this person was to the deceased." in said
    assert "31 Feb 1990" in said
    assert stage.words.startswith("2 fields must be mended")
    assert focused() == "survivors.1.relationship"


def test_ctrl_enter_keeps_the_survivors_with_the_claim(offices: Offices, stage: Stage) -> None:
    key = sample_claims.registered(offices, "survivors")
    stage.open(key, Step.DEPENDANTS)
    stage.fill("survivors.4.forenames", "Dorothea Maud")
    stage.press(Qt.Key.Key_Return, CTRL)
    assert stage.screen.presenter.step is Step.CHECK_AND_SEND
    kept = offices.vc.store.dependants.survivors(key)
    assert [each.forenames for each in kept] == ["Ottoline", "Peregrine", "Clementia", "Dorothea Maud"]
    steps = {entry.step: entry.reason for entry in open_claim(offices.vc, key).steps}
    assert (steps[Step.DEPENDANTS].code, steps[Step.DEPENDANTS].facts) == ("step_survivors", {"count": 4})


def test_every_field_has_a_name_that_is_read_out(offices: Offices, stage: Stage) -> None:
    page = draft(offices, stage, "death_benefit", sample_claims.dependants("death"))
    nameless = [
        child.objectName()
        for child in page.findChildren(QWidget)
        if child.isVisible()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (child.accessibleName() or (hasattr(child, "text") and not isinstance(child, QLineEdit)))
    ]
    assert nameless == []
    names = [block.lines["birth_date"].edit.accessibleName() for block in page.survivors.blocks]
    assert names == ["Survivor 1: Date of birth", "Survivor 2: Date of birth"]


def test_no_letter_is_given_twice(offices: Offices, stage: Stage) -> None:
    assert doubled_letters(draft(offices, stage, "death_benefit", sample_claims.dependants("death"))) == []


@pytest.mark.parametrize("benefit", ["survivors", "disablement", "death"])
def test_nothing_is_cut_off_in_the_smallest_window(offices: Offices, look: Look, benefit: str) -> None:
    key = sample_claims.registered(offices, benefit)
    look.choose_scale(1.25)
    stage = Stage(look, offices.vc)
    try:
        stage.show((1280, 680))
        stage.open(key, Step.DEPENDANTS)
        assert clipped(stage.window) == []
    finally:
        stage.close()
        look.choose_scale(1.0)
