"""The page of the applicable law: what is asked follows what was told; the answer is graded, and kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.work import WorkKind
from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.law.presenter import LawPresenter
from desktop_app.ui.screens.law.view import LawScreen
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.which_law import kept_answers
from tests.support.case_desks import certify, take_in
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import settle


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk_of("VC", Places.at(tmp_path))
    yield made
    made.close()


@pytest.fixture
def screen(desk: Desk, look: Look, qtbot: object) -> LawScreen:
    del look
    tasks = InlineTasks(desk)
    made = LawScreen(LawPresenter(tasks, Notices()))
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    made.tasks = tasks  # type: ignore[attr-defined]
    made.resize(1200, 800)
    made.show()
    made._presenter.load()
    settle(tasks)
    return made


def shown(screen: LawScreen) -> set[str]:
    return {name for name, field in screen.fields.items() if field.isVisibleTo(screen)}


def choose(screen: LawScreen, name: str, key: str) -> None:
    screen.fields[name].set_key(key)
    screen._on_chosen(name, key)
    settle(screen.tasks)


def day(screen: LawScreen, name: str, text: str) -> None:
    edit = screen.fields[name].edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    settle(screen.tasks)


def test_nothing_is_answered_before_a_state_is_told(screen: LawScreen) -> None:
    assert shown(screen) == {"work_states", "work_states_2", "posted_from", "voluntary_in"}
    assert not screen.keep.isEnabled()
    assert "where the work is done" in screen.words.text()


def test_a_posting_is_asked_for_answered_and_kept(screen: LawScreen, desk: Desk) -> None:
    choose(screen, "work_states", "BB")
    assert screen.state.text() == "Barbados"
    choose(screen, "posted_from", "VC")
    assert {"began_on", "expected_end", "now_expected_end"} <= shown(screen)
    day(screen, "began_on", "2 Sep 2013")
    day(screen, "expected_end", "31 Dec 2014")
    assert screen.state.text() == "Saint Vincent and the Grenadines"
    assert screen.until.text() == "Until 31 Dec 2014; then the law of Barbados."
    assert screen.sure.text == "Said of the Agreement itself; unsure"
    assert "Article 7" in screen.rule.text()
    assert "Employer's letter of posting" in screen.records.lines()
    screen.note.set_text("letter seen")
    screen.primary_action()
    settle(screen.tasks)
    assert [(kept.state, kept.note) for kept in kept_answers(desk)] == [("VC", "letter seen")]
    assert screen.kept_rows.row_count() == 1


def test_a_day_that_cannot_be_read_is_said_and_not_used(screen: LawScreen) -> None:
    choose(screen, "work_states", "BB")
    choose(screen, "posted_from", "VC")
    day(screen, "began_on", "30 Feb 2013")
    assert "no date" in screen.fields["began_on"].finding.text
    assert not screen.keep.isEnabled()


def test_another_kind_asks_other_things_and_forgets_what_it_does_not_ask(screen: LawScreen) -> None:
    choose(screen, "work_states", "BB")
    screen.kind.set_key(WorkKind.SHIP.value)
    screen._presenter.choose_kind(WorkKind.SHIP)
    settle(screen.tasks)
    assert shown(screen) == {"flag", "posted_from"}
    assert not screen.keep.isEnabled()
    choose(screen, "flag", "BS")
    assert screen.state.text() == "The Bahamas"


def test_an_exception_goes_first_once_it_is_whole(screen: LawScreen) -> None:
    choose(screen, "work_states", "BB")
    screen.exception_state.set_key("KN")
    screen._on_exception()
    settle(screen.tasks)
    assert screen.state.text() == "Barbados"
    for name, text in (("authority", "Both directors"), ("agreed_on", "6 Jan 2014"), ("reason", "a long project")):
        screen.exception[name].set_text(text)
    screen._on_exception()
    settle(screen.tasks)
    assert screen.state.text() == "Saint Kitts and Nevis"


def test_start_again_empties_everything_and_escape_leaves(screen: LawScreen, qtbot: object) -> None:
    choose(screen, "work_states", "BB")
    screen.start_again()
    settle(screen.tasks)
    assert screen.fields["work_states"].key() == ""
    assert not screen.keep.isEnabled()
    with qtbot.waitSignal(screen.leave_requested):  # type: ignore[attr-defined]
        screen.escape()


def test_tab_goes_through_every_question_in_order(screen: LawScreen) -> None:
    screen.focus_first()
    order = []
    for _turn in range(6):
        focus = screen.focusWidget()
        order.append(focus.objectName() if focus else "")
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert order[:4] == ["law_kind", "law_work_states", "law_work_states_2", "law_posted_from"]


def test_every_field_has_a_name_for_the_screen_reader(screen: LawScreen) -> None:
    for field in (*screen.fields.values(), *screen.exception.values()):
        edit = field.edit if hasattr(field, "edit") else field.combo
        assert edit.accessibleName()


def test_the_weeks_of_a_claim_open_voluntary_insurance(screen: LawScreen, desk: Desk) -> None:
    key = take_in(desk)
    certify(desk, key)
    screen.kind.set_key(WorkKind.VOLUNTARY.value)
    screen._presenter.choose_kind(WorkKind.VOLUNTARY)
    choose(screen, "voluntary_in", "BZ")
    screen.claim.set_text("VC-2014-9999")
    screen.claim.left.emit()
    settle(screen.tasks)
    assert screen.claim.finding.text
    assert screen.admission.lines() == ()
    screen.claim.set_text(desk.store.claims.get(key).number)
    screen.claim.left.emit()
    settle(screen.tasks)
    assert screen.claim.finding.text == ""
    assert screen.admission.lines()[0] == "Open by the weeks of all States: 300 of 150; 0 in this State alone."
    choose(screen, "voluntary_in", "VC")
    assert screen.admission.lines()[0] == "300 weeks of all States, 300 of them in this State."
    assert "not known here" in screen.admission.lines()[1]
