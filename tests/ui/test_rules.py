from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.ui.notices import Notice, Notices
from desktop_app.ui.screens.rules.presenter import AGREEMENT, CHANGES, EXAMPLES, NOTES, VALUES, RulesPresenter
from desktop_app.ui.screens.rules.view import RulesScreen
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.wording.rule_reading import confidence_words
from tests.support.clips import clipped
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import Stage, settle
from tests.support.two_persons import Desks, set_up


class Page:
    """The rules screen over a real desk, as one person sees it."""

    def __init__(self, desks: Desks, login: str) -> None:
        self.tasks = InlineTasks(desks.as_user(login))
        self.notices = Notices()
        self.said: list[Notice] = []
        self.notices.shown.connect(self.said.append)
        self.presenter = RulesPresenter(self.tasks, self.notices)
        self.screen = RulesScreen(self.presenter)
        self.screen.resize(1286, 688)
        self.screen.show()
        self.screen.activateWindow()
        self.presenter.load()
        self.settle()

    def settle(self) -> None:
        settle(self.tasks)

    def show(self, state: str, page: str = VALUES) -> None:
        self.screen.list.choose(state)
        self.presenter.choose(state)
        self.presenter.show_page(page)
        self.settle()

    def column(self, number: int) -> list[str]:
        cells = self.screen.values.cells
        return [cells.cell(row, number).words for row in range(cells.rowCount())]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = set_up(tmp_path, "hubert", "dora")
    yield made
    made.close()


@pytest.fixture
def page(look: Look, desks: Desks) -> Iterator[Page]:
    del look
    shown = Page(desks, "hubert")
    yield shown
    shown.screen.close()


def test_it_begins_with_the_own_state_as_the_law_stands_today(page: Page) -> None:
    assert page.screen.title.text() == "Saint Vincent and the Grenadines"
    assert page.screen.values.on.text() == "2 Mar 2026"
    assert "In force" in page.column(2)
    assert "By birth" in page.column(2)


def test_fourteen_states_and_the_agreement_are_listed_with_how_they_stand(page: Page) -> None:
    entries = {entry.key: entry for entry in page.screen.list.entries}

    assert len(entries) == 15
    assert entries["SR"].state == "Not in effect there"
    assert entries["VC"].state.startswith("Verified ")
    assert page.screen.list.entries[-1].key == AGREEMENT


def test_a_value_is_shown_whole_with_its_sources_to_copy(page: Page) -> None:
    values = page.screen.values
    values.search.edit.setText("best 5 years")
    page.settle()
    detail = values.detail

    assert detail.says.main.text() == "Averaging of earnings \u00b7 Age pension"
    row = values.current()
    assert row is not None
    assert row.value is not None
    assert detail.sure.text == confidence_words(row.value.authority.confidence)
    detail.sources.lines[0].copy.click()
    assert QApplication.clipboard().text() == row.value.authority.sources[0].url
    assert "on the clipboard" in page.said[-1].happened


def test_a_benefit_and_a_day_narrow_what_is_listed(page: Page, qtbot: QtBot) -> None:
    values = page.screen.values
    whole = values.cells.rowCount()
    values.benefit.combo.setFocus()
    values.benefit.chosen.emit("age_pension")
    values.on.edit.setFocus()
    values.on.edit.selectAll()
    qtbot.keyClicks(values.on.edit, "14/6/2014")
    qtbot.keyClick(values.on.edit, Qt.Key.Key_Return)
    page.settle()
    values.only.click()
    page.settle()

    assert values.on.text() == "14 Jun 2014"
    assert 0 < values.cells.rowCount() < whole
    assert set(page.column(2)) <= {"In force", "By birth", "Not known"}
    assert any("Best 5 years" in words for words in page.column(1))


def test_a_day_that_is_none_is_said_beside_the_field(page: Page, qtbot: QtBot) -> None:
    values = page.screen.values
    values.on.edit.selectAll()
    qtbot.keyClicks(values.on.edit, "someday")
    qtbot.keyClick(values.on.edit, Qt.Key.Key_Return)

    assert values.on.finding.text == "Type a day, for example 1 Jan 2014."
    assert page.presenter.question.on == date(2026, 3, 2)


def test_two_days_show_what_differs_between_them(page: Page, qtbot: QtBot) -> None:
    page.show("VC", CHANGES)
    changes = page.screen.changes
    assert changes.empty.sentence.text() == "Type two days."
    for field, typed in ((changes.before, "1 Jun 2013"), (changes.after, "1 Jun 2014")):
        field.edit.setFocus()
        qtbot.keyClicks(field.edit, typed)
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
        page.settle()

    rows = [changes.cells.cell(row, 0).text for row in range(changes.cells.rowCount())]
    assert "Averaging of earnings" in rows
    at = rows.index("Averaging of earnings")
    assert changes.cells.cell(at, 2).text == "Best 5 years"


def test_the_worked_examples_are_run_when_a_pack_is_shown(page: Page) -> None:
    page.show("VC", EXAMPLES)
    examples = page.screen.examples

    assert "all came out as expected" in examples.count.text()
    assert examples.cells.rowCount() == len(page.presenter.examples or ())
    marks = {examples.cells.cell(row, 2).words for row in range(examples.cells.rowCount())}
    assert marks == {"Published", "Worked by hand"}


def test_conflicts_and_gaps_are_written_out(page: Page) -> None:
    page.show("VC", NOTES)
    said = " ".join(label.accessibleName() or label.text() for label in _labels(page))

    assert "Used here:" in said
    assert "What the sources leave open" in said


def test_a_benefit_that_a_state_does_not_have_is_said(page: Page) -> None:
    page.show("AG", NOTES)
    said = " ".join(label.accessibleName() or label.text() for label in _labels(page))

    assert "Benefits that are not here" in said
    assert "Disablement pension" in said


def test_the_agreement_is_an_entry_of_its_own(page: Page) -> None:
    page.show(AGREEMENT)

    assert page.screen.stack.currentWidget() is page.screen.agreement
    assert page.screen.agreement.parties.row_count() == 14
    assert page.screen.agreement.points.row_count() == 6
    assert not page.screen.book.isVisible()


def test_which_law_applies_is_asked_for(page: Page, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.screen.law_page_wanted):
        page.screen.law.click()


def test_the_rule_book_opens_in_a_preview(page: Page) -> None:
    page.screen.print_now()
    page.settle()
    dialogs = [each for each in page.screen.findChildren(QDialog) if isinstance(each, DocumentPreview)]

    assert len(dialogs) == 1
    dialogs[0].reject()
    page.settle()


def test_the_screen_is_walked_by_keyboard(page: Page, qtbot: QtBot) -> None:
    screen = page.screen
    screen.setFocus()
    assert screen.list.hasFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(screen.list, key)
    page.settle()
    assert page.presenter.key == "KN"
    qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    assert screen.values.table.hasFocus()
    qtbot.keyClick(screen.values.table, Qt.Key.Key_Down)
    assert screen.values.table.current_row() == 1
    screen.escape()
    assert screen.list.hasFocus()


def test_nothing_is_cut_off_at_the_sizes_of_an_office(look: Look, desks: Desks) -> None:
    for scale, size in ((1.0, (1366, 768)), (1.0, (1280, 680)), (1.25, (1366, 768))):
        look.choose_scale(scale)
        stage = Stage(look, desks.as_user("hubert"))
        stage.show(size)
        stage.window.go_to("rules")
        stage.settle()
        for page in (VALUES, CHANGES, EXAMPLES, NOTES):
            stage.office.rules.show_page(page)
            stage.settle()
            assert clipped(stage.window) == [], (scale, size, page)
        stage.close()
    look.choose_scale(1.0)


def _labels(page: Page) -> list[QLabel]:
    return list(page.screen.notes.findChildren(QLabel))
