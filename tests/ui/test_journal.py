"""The journal as a page: looked for, read in full with before and after, its chain gone through, and taken out."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.foundation.places import Places
from desktop_app.ui.screens.journal.view import JournalScreen
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.card import Card
from desktop_app.wording.record_words import record_words, value_words
from desktop_app.workflows.backup_plan import BackupPlan, set_backup_plan
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.read_journal import journal_line
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.case_desks import OTHER, take_in
from tests.support.clocks import FixedClock
from tests.support.office_stage import Stage
from tests.support.two_persons import Desks, set_up
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    desk = set_up_office(Places.at(tmp_path / "office"), FixedClock(), setup, cost=CHEAP)
    take_in(desk)
    desk.clock.advance(days=3)  # type: ignore[attr-defined]  # the clock of this test
    take_in(desk, OTHER)
    set_backup_plan(desk, BackupPlan(days=1, keep=5))
    set_backup_plan(desk, BackupPlan(days=7, keep=9))
    return desk


@pytest.fixture
def stage(desk: Desk, look: Look, qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(look, desk)
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.office.begin(None)
    stage.settle()
    stage.window.go_to("settings")
    stage.settle()
    screen = stage.office.settings_screen
    screen.list.chosen.emit("journal")
    stage.settle()
    screen.journal.go.click()
    stage.settle()
    yield stage
    stage.tasks.shutdown()


@pytest.fixture
def page(stage: Stage) -> JournalScreen:
    assert stage.window.current_key == "journal"
    return stage.office.journal.screen


def _verbs(page: JournalScreen) -> list[str]:
    model = page._model
    return [model.cell(row, 2).text for row in range(model.rowCount())]


def test_the_newest_line_comes_first_with_what_was_before_and_after(page: JournalScreen) -> None:
    assert _verbs(page)[0] == "The plan of backups was changed"
    (table,) = page.line.tables
    (before, after) = (table.cells.cell(0, 1).text, table.cells.cell(0, 2).text)
    assert "Days: 1" in before
    assert "Days: 7" in after
    assert page.line.own.text().startswith(f"Line {page._presenter.total:,}, fits:")


def test_the_keyboard_goes_from_line_to_line_and_back_to_settings(stage: Stage, page: JournalScreen) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    stage.settle()
    assert "work history" in page.line.title.text()
    assert page.line.tables
    page.escape()
    assert stage.window.current_key == "settings"


def test_lines_are_looked_for_by_kind_day_claim_and_words(stage: Stage, page: JournalScreen, desk: Desk) -> None:
    page.kind.set_key("claim_registered")
    page.kind.chosen.emit("claim_registered")
    stage.settle()
    assert _verbs(page) == ["A claim was registered"] * 2
    page.since.set_value(desk.clock.today())
    page.since.left.emit()
    stage.settle()
    assert page._presenter.total == 1
    page.clear.click()
    stage.settle()
    assert page._presenter.total == desk.store.journal.count()
    number = desk.store.claims.get(desk.store.journal.lines(limit=4)[-1].about).number
    page._presenter.look(about=number)
    stage.settle()
    assert {page._model.cell(row, 2).second for row in range(page._model.rowCount())} == {number}
    page._presenter.look(about="", words="Invented")
    stage.settle()
    assert 0 < page._presenter.total < desk.store.journal.count()
    page._presenter.look(words="nothing like this anywhere")
    stage.settle()
    assert page.none.isVisible()


def test_the_chain_is_gone_through_and_a_line_that_was_changed_is_named(
    stage: Stage, page: JournalScreen, desk: Desk
) -> None:
    page.check.click()
    stage.settle()
    notice = stage.window.notice_bar.notice
    assert notice is not None
    assert "lines fit" in notice.text
    tables = desk.store._database.tables
    tables.execute("DROP TRIGGER journal_stands")
    tables.execute("UPDATE journal SET user = 'somebody' WHERE id = 3")
    page.check.click()
    stage.settle()
    notice = stage.window.notice_bar.notice
    assert notice is not None
    assert "from line 3 on" in notice.text
    page._presenter.look(verb="")
    page._presenter.load()
    stage.settle()
    page.table.choose_row(page._model.rowCount() - 3)
    stage.settle()
    assert "does NOT fit" in page.line.own.text()


def test_what_is_shown_is_written_to_a_file_and_that_is_a_line_too(
    stage: Stage, page: JournalScreen, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page._presenter.look(verb="backup_plan_changed")
    stage.settle()
    page.export.click()
    stage.settle()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["verb"] for row in rows] == ["backup_plan_changed"] * 2
    assert '"days":7' in rows[1]["changes"]
    assert rows[1]["previous"] == rows[0]["hash"]
    assert not list(tmp_path.glob(".journal*"))
    line = desk.store.journal.lines(limit=1)[0]
    assert (line.verb, line.facts["lines"]) == ("journal_exported", 2)
    path = tmp_path / "journal.xlsx"
    QTest.keyClick(page.export, Qt.Key.Key_Space)
    stage.settle()
    cells = [[str(cell) for cell in row] for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]
    assert cells == [list(rows[0]), *(list(row.values()) for row in rows)]


def test_who_may_not_read_the_journal_finds_no_way_to_it(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    desks: Desks = set_up(tmp_path, "hubert", "dora", "marlon")
    stage = Stage(look, desks.as_user("marlon"))
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.window.go_to("settings")
    stage.settle()
    facts = stage.office.settings.facts
    assert facts is not None
    assert not facts.reads_journal
    stage.close()
    desks.close()


def test_what_a_person_said_to_an_act_is_shown_beside_its_facts(page: JournalScreen, desk: Desk) -> None:
    with desk.store.act(verb="draft_discarded", user=desk.user.id, about="draft-1", facts={}, said="Entered twice"):
        pass
    line = desk.store.journal.lines(limit=1)[0]
    assert "Entered twice" not in str(line.facts)
    page.line.show_line(journal_line(desk, line.id))
    assert page.line.facts.text() == "Said: Entered twice"


def test_a_record_is_told_in_words_and_its_ids_stand_for_the_auditor_alone(page: JournalScreen, desk: Desk) -> None:
    an_id = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-")
    a_day = re.compile(r"\d{4}-\d\d-\d\d\b")
    told: list[str] = []
    for line in desk.store.journal.lines(limit=100):
        detail = journal_line(desk, line.id)
        page.line.show_line(detail)
        lists = [table.cells for table in page.line.tables]
        cells = [cells.cell(row, at).text for cells in lists for row in range(cells.rowCount()) for at in range(3)]
        titles = [card.accessibleName() for card in page.line.findChildren(Card)]
        said = [page.line.about.text(), page.line.facts.text(), *titles, *(each for each in cells if each[:1] != "{")]
        assert not [words for words in said if an_id.search(words) or a_day.search(words)], line.verb
        assert not [row for row in detail.rows if an_id.search(row.row) and row.row not in page.line.ids.text()]
        told += [*said, *cells]
    assert "Place in the list" in told
    assert "Bernadette Hendyce" in told, "whose the number is"
    assert "14 Jun 1954" in told
    assert "4,200.00" in told


def test_a_place_in_a_list_is_counted_as_people_count() -> None:
    key = "00000000-0000-4000-8000-000000000003"
    assert record_words("insurance_number", f"{key} 0", {key: "Kim Sample"}) == "Insurance number: Kim Sample, 1"
    assert record_words("insurance_number", f"{key} 0") == "Insurance number: 1"
    assert record_words("person", "17") == "Person"
    assert record_words("office", "VC-NIS") == "Office: VC-NIS"
    assert value_words(0, "position") == "1"
    assert value_words("2014-06-14T10:42:00-04:00") == "14 Jun 2014, 10:42"
    assert value_words("1954-99-99") == "1954-99-99"
