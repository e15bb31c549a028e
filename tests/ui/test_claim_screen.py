"""The claim's screen over a real desk: header, steps, keys, saving, help, voiding a draft."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.claims import Stage as ClaimStage
from desktop_app.ui.screens.claim.claimant.view import ClaimantView
from desktop_app.ui.theme import Look
from desktop_app.workflows.open_claim import Step, open_claim
from desktop_app.workflows.places_kept import last_place
from tests.support import hendyce
from tests.support.claim_desks import Offices, answered, registered, three_offices
from tests.support.claim_stage import Stage
from tests.support.clips import clipped

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


def begin(stage: Stage) -> str:
    stage.screen.new_claim()
    stage.settle()
    return stage.screen.claim_key


def fill_claimant(stage: Stage) -> None:
    for name in ("surname", "forenames", "birth_date", "filing_date", "filing_proof", "contingency_date"):
        stage.fill(name, getattr(hendyce.CLAIMANT, name))


def test_a_new_claim_begins_in_the_surname(stage: Stage) -> None:
    begin(stage)

    assert stage.screen.focusWidget().objectName() == "surname"
    assert stage.screen.header.claimant.text() == "New claimant"


def test_what_is_typed_is_kept_by_itself_and_the_header_says_when(stage: Stage, offices: Offices, qtbot: QtBot) -> None:
    key = begin(stage)

    stage.fill("surname", "Hendyce")
    assert stage.screen.header.saved.text() == "Saving…"
    qtbot.waitUntil(lambda: stage.screen.header.saved.text().startswith("Saved"), timeout=4000)

    assert open_claim(offices.vc, key).claimant.surname == "Hendyce"
    place = last_place(offices.vc)
    assert place is not None
    assert (place.claim_key, place.step, place.focus) == (key, 1, "surname")


def test_steady_typing_does_not_put_the_saving_off(stage: Stage, offices: Offices, qtbot: QtBot) -> None:
    key = begin(stage)
    edit = stage.edit("surname")
    saved: list[object] = []
    stage.screen.presenter.saved.connect(saved.append)

    def type_one() -> bool:
        qtbot.keyClicks(edit, "a")
        return bool(open_claim(offices.vc, key).claimant.surname)

    qtbot.waitUntil(type_one, timeout=3000)


def test_ctrl_s_saves_now(stage: Stage, offices: Offices) -> None:
    key = begin(stage)
    stage.fill("surname", "Hendyce")

    stage.press(Qt.Key.Key_S, CTRL)

    assert open_claim(offices.vc, key).claimant.surname == "Hendyce"
    assert stage.screen.header.saved.text() == "Saved 12:00"


def test_a_claim_without_errors_gets_its_number_when_the_step_is_left(stage: Stage, offices: Offices) -> None:
    key = begin(stage)
    changed: list[str] = []
    stage.screen.claim_changed.connect(changed.append)
    fill_claimant(stage)

    stage.press(Qt.Key.Key_Return, CTRL)

    assert stage.screen.presenter.step is Step.WORK_HISTORY
    claim = offices.vc.store.claims.get(key)
    assert claim.number == "VC-2014-0001"
    assert key in changed
    assert "VC-2014-0001" in stage.screen.header.under.text()


def test_next_with_a_field_missing_stays_and_says_which(stage: Stage, offices: Offices) -> None:
    key = begin(stage)
    stage.fill("surname", "Hendyce")

    stage.press(Qt.Key.Key_Return, CTRL)

    assert stage.screen.presenter.step is Step.CLAIMANT
    assert stage.screen.focusWidget().objectName() == "forenames"
    assert "fields must be mended" in stage.words
    assert offices.vc.store.claims.find(key) is None


def test_steps_are_visited_in_any_order_with_alt_and_a_number(stage: Stage) -> None:
    begin(stage)
    for number, step in enumerate(Step, start=1):
        stage.press(Qt.Key(Qt.Key.Key_0 + number), ALT)
        assert stage.screen.presenter.step is step
        assert stage.screen.stepper.current() == number


def test_before_the_claim_has_a_number_later_steps_say_what_to_do(stage: Stage) -> None:
    begin(stage)
    stage.press(Qt.Key.Key_4, ALT)

    assert not stage.find("send_notices").isVisible()
    stage.press(Qt.Key.Key_6, ALT)
    assert not stage.find("keep_calculation").isVisible()


def test_a_changed_claimant_is_entered_when_the_step_is_left(stage: Stage, offices: Offices) -> None:
    key = registered(offices)
    stage.open(key, Step.CLAIMANT)

    stage.fill("phone", "456 1234")
    stage.press(Qt.Key.Key_2, ALT)

    assert offices.vc.store.persons.get(offices.vc.store.claims.get(key).person_id).phone == "456 1234"


def test_visiting_steps_without_typing_changes_nothing_on_the_record(stage: Stage, offices: Offices) -> None:
    key = registered(offices)
    before = offices.vc.store.journal.count()
    stage.open(key, Step.CLAIMANT)
    for number in (2, 3, 4, 5, 1):
        stage.press(Qt.Key(Qt.Key.Key_0 + number), ALT)

    view = open_claim(offices.vc, key)
    assert view.typed == frozenset()
    assert offices.vc.store.journal.count() == before
    assert offices.vc.store.claims.get(key).stage is ClaimStage.DRAFT


def test_what_was_typed_before_a_crash_is_entered_when_the_step_is_left(stage: Stage, offices: Offices) -> None:
    key = registered(offices)
    stage.open(key, Step.CLAIMANT)
    stage.fill("phone", "456 1234")
    stage.press(Qt.Key.Key_S, CTRL)

    again = Stage(stage.window.look, offices.vc)
    again.show((1366, 768))
    again.open(key, Step.CLAIMANT)
    assert again.edit("phone").text() == "456 1234"
    again.press(Qt.Key.Key_2, ALT)

    assert offices.vc.store.persons.get(offices.vc.store.claims.get(key).person_id).phone == "456 1234"
    again.close()


def test_f1_folds_the_help_and_the_calculation_begins_folded(stage: Stage, offices: Offices) -> None:
    key = registered(offices)
    stage.open(key, Step.CLAIMANT)
    assert not stage.screen.help.folded
    stage.press(Qt.Key.Key_F1)
    assert stage.screen.help.folded
    stage.open(key, Step.WORK_HISTORY)
    assert not stage.screen.help.folded
    stage.open(key, Step.CALCULATION)
    assert stage.screen.help.folded


def test_the_help_folds_by_itself_in_a_narrow_window(stage: Stage, offices: Offices) -> None:
    stage.open(registered(offices), Step.CLAIMANT)
    stage.show((1280, 680))
    stage.settle()
    assert stage.screen.help.folded
    stage.show((1366, 768))
    stage.settle()
    assert not stage.screen.help.folded


def test_a_draft_is_voided_only_with_a_reason(stage: Stage, offices: Offices) -> None:
    key = begin(stage)
    left: list[bool] = []
    stage.screen.leave_requested.connect(lambda: left.append(True))
    stage.screen.discard_bar.ask()
    stage.push("discard_yes")
    assert offices.vc.store.drafts.get(key) is not None

    stage.fill("discard_reason", "entered twice")
    stage.push("discard_yes")

    assert offices.vc.store.drafts.get(key) is None
    assert left == [True]


def test_escape_closes_what_is_open_and_then_leaves(stage: Stage) -> None:
    begin(stage)
    left: list[bool] = []
    stage.screen.leave_requested.connect(lambda: left.append(True))
    stage.screen.discard_bar.ask()

    assert stage.screen.escape()
    assert not stage.screen.discard_bar.isVisible()
    assert not left
    stage.screen.escape()
    assert left == [True]


def test_a_birthday_is_offered_as_the_day_of_the_contingency(stage: Stage) -> None:
    begin(stage)
    stage.fill("birth_date", "14/6/1954")

    stage.push("birthday_60")

    assert stage.edit("contingency_date").text() == "14 Jun 2014"


def test_a_person_already_known_is_offered_and_the_claim_joins_that_record(stage: Stage, offices: Offices) -> None:
    known = offices.vc.store.claims.get(registered(offices)).person_id
    key = begin(stage)
    fill_claimant(stage)
    page = stage.screen.page()
    assert isinstance(page, ClaimantView)
    page._presenter.look_for_matches()
    stage.settle()
    assert page.matches.isVisible()

    stage.push("use_person_0")
    assert stage.edit("match_reason").hasFocus()
    stage.press(Qt.Key.Key_2, ALT)
    assert offices.vc.store.claims.find(key) is None
    assert stage.words.startswith("It is not said why the claimant is the person of that record.")
    stage.press(Qt.Key.Key_1, ALT)
    stage.fill("match_reason", "Same number, and her mother's name")
    stage.press(Qt.Key.Key_2, ALT)

    assert offices.vc.store.claims.get(key).person_id == known
    (line,) = [line for line in offices.vc.store.journal.lines(about=key) if line.verb == "claim_registered"]
    assert (line.facts["person"], offices.vc.store.changes.of(line.id).said) == (
        "known",
        "Same number, and her mother's name",
    )


def test_somebody_alike_is_another_person_for_a_reason(stage: Stage, offices: Offices) -> None:
    known = offices.vc.store.claims.get(registered(offices)).person_id
    key = begin(stage)
    fill_claimant(stage)
    page = stage.screen.page()
    assert isinstance(page, ClaimantView)
    page._presenter.look_for_matches()
    stage.settle()
    stage.press(Qt.Key.Key_Return, CTRL)
    assert stage.words.startswith("Say whether the claimant is one of the persons found.")
    stage.push("use_none")
    stage.push("use_nobody")
    assert page.matches.isVisible()
    stage.push("use_none")
    stage.press(Qt.Key.Key_Return, CTRL)
    assert page.matches.why.finding.text == "Say why: a word or two is enough."
    stage.fill("match_reason", "Another mother, born in another parish")
    stage.press(Qt.Key.Key_Return, CTRL)

    assert offices.vc.store.claims.get(key).person_id != known
    (line,) = [line for line in offices.vc.store.journal.lines(about=key) if line.verb == "claim_registered"]
    assert (line.facts["person"], offices.vc.store.changes.of(line.id).said) == (
        "new",
        "Another mother, born in another parish",
    )


def test_the_filing_date_stays_once_other_offices_were_told(stage: Stage, offices: Offices) -> None:
    key = answered(offices)
    stage.open(key, Step.CLAIMANT)

    assert stage.edit("filing_date").isReadOnly()


def test_numbers_are_added_and_taken_away_by_keyboard(stage: Stage, offices: Offices) -> None:
    key = begin(stage)
    stage.push("add_number")
    combo = stage.find("number_state_1")
    assert isinstance(combo, QComboBox)
    assert combo.hasFocus()
    stage.press(Qt.Key.Key_Down)
    stage.fill("number_1", "553 210")
    stage.press(Qt.Key.Key_S, CTRL)

    numbers = open_claim(offices.vc, key).claimant.numbers
    assert len(numbers) == 2
    assert numbers[1][1] == "553 210"


@pytest.mark.parametrize("step", list(Step))
def test_every_control_has_a_name(stage: Stage, offices: Offices, step: Step) -> None:
    stage.open(answered(offices), step)
    for control in stage.screen.findChildren(QWidget):
        if isinstance(control, QAbstractButton | QLineEdit | QComboBox) and control.isVisible():
            name = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
            assert name.strip(), f"{type(control).__name__} {control.objectName()} has no name"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scale", "size"), [(1.0, (1366, 768)), (1.25, (1366, 768)), (1.0, (1280, 680)), (1.25, (1280, 680))]
)
def test_nothing_is_cut_off(offices: Offices, look: Look, scale: float, size: tuple[int, int]) -> None:
    look.choose_scale(scale)
    made = Stage(look, offices.vc)
    made.show(size)
    key = answered(offices)
    for step in Step:
        made.open(key, step)
        assert clipped(made.screen) == [], f"step {step.name}"
        assert made.screen.width() <= size[0]
    made.close()
