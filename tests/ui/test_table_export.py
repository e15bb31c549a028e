"""What a table shows is what its file holds: filter, order and columns, all rows, also those not looked at yet."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.foundation.places import Places
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets import table_export
from desktop_app.ui.widgets.cell_model import CellTableModel, Column
from desktop_app.ui.widgets.cells import ButtonSpec, Cell, LaneSpec
from desktop_app.ui.widgets.table import TableView
from desktop_app.ui.widgets.table_export import ExportButton, ask_table_file
from tests.support.case_desks import OTHER, take_in
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import Stage


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def stage(tmp_path: Path, look: Look, qtbot: QtBot) -> Iterator[Stage]:
    desk = desk_of("VC", Places.at(tmp_path / "office"))
    take_in(desk)
    take_in(desk, OTHER)
    stage = Stage(look, desk)
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.office.begin(None)
    stage.settle()
    yield stage
    stage.tasks.shutdown()


def exported(stage: Stage, button: ExportButton, path: Path, qtbot: QtBot) -> Path:
    ticket = button.export(path, stage.tasks)
    qtbot.waitUntil(lambda: ticket.over, timeout=10_000)
    return path


def test_the_claims_shown_leave_with_their_columns(stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    stage.window.go_to("claims")
    stage.settle()
    screen = stage.office.claims_screen
    rows = csv_rows(exported(stage, screen.export, tmp_path / "claims.csv", qtbot))
    assert rows[0][:3] == ["Number", "Claimant", "Date of birth"]
    assert "Our part" not in rows[0]
    assert len(rows) == 1 + screen.table.model().rowCount() == 3
    screen.table.show_column(0, shown=False)
    screen.table.horizontalHeader().moveSection(5, 0)
    rows = csv_rows(exported(stage, screen.export, tmp_path / "again.csv", qtbot))
    assert rows[0][:2] == ["Due", "Claimant"]


@pytest.mark.parametrize("page", ["people", "owed", "offices", "exchange"])
def test_every_page_with_a_list_has_its_export(stage: Stage, tmp_path: Path, qtbot: QtBot, page: str) -> None:
    stage.window.go_to(page)
    stage.settle()
    (button,) = stage.window.page(page).findChildren(ExportButton)
    path = exported(stage, button, tmp_path / "list.xlsx", qtbot)
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert len(rows) >= (1 if page in {"owed", "exchange"} else 2)
    assert stage.desk.store.changes.of(stage.desk.store.journal.lines(limit=1)[0].id).said == "list.xlsx"


def test_the_button_asks_for_a_name_and_gives_it_an_ending(
    stage: Stage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.window.go_to("claims")
    stage.settle()
    chosen = (str(tmp_path / "out"), "Tables (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: chosen)
    button = stage.office.claims_screen.export
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil((tmp_path / "out.csv").exists, timeout=10_000)
    qtbot.waitUntil(stage.office.claims_screen.export.isEnabled, timeout=10_000)


@pytest.mark.parametrize(
    ("typed", "kind", "named"),
    [
        ("a", "Excel workbooks (*.xlsx)", "a.xlsx"),
        ("a", "Tables (*.csv)", "a.csv"),
        ("a.CSV", "Excel workbooks (*.xlsx)", "a.CSV"),
        ("a.2014", "", "a.2014.xlsx"),
        ("", "", None),
    ],
)
def test_the_ending_typed_holds_else_that_of_the_kind(
    monkeypatch: pytest.MonkeyPatch, typed: str, kind: str, named: str | None
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (typed, kind))
    assert ask_table_file(None, "Export", "proposed") == (None if named is None else Path(named))


class Windows:
    """A table of many rows that come when they are asked for."""

    def __init__(self, count: int) -> None:
        columns = (Column(title="Name"), Column(title="Weeks", align="right"), Column(title="Go", bare=True))
        self.model = CellTableModel(columns)
        self.model.rows_wanted.connect(self.bring)
        self.model.set_count(count)
        self.most = 0

    def bring(self, first: int, count: int) -> None:
        rows = [
            (
                Cell(text=f"Row {n}", chips=(LaneSpec(code="VC"),)),
                Cell(text=f"{n:,}", align="right"),
                Cell(button=ButtonSpec(text="Go")),
            )
            for n in range(first, first + count)
        ]
        self.model.fill(first, rows)
        self.most = max(self.most, sum(self.model.row_cells(n) is not None for n in range(self.model.rowCount())))


def test_rows_that_nobody_looked_at_are_fetched_and_let_go(stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    table = Windows(2_345)
    view = TableView("Many")
    qtbot.addWidget(view)
    view.set_model(table.model)
    button = ExportButton(view, "Export")
    qtbot.addWidget(button)
    rows = csv_rows(exported(stage, button, tmp_path / "many.csv", qtbot))
    assert rows[0] == ["Name", "Weeks"]
    assert rows[1:] == [[f"VC, Row {n}", str(n)] for n in range(2_345)]
    assert table.most <= table_export.WINDOW + 200


def test_cancel_leaves_nothing(stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    table = Windows(2_345)
    view = TableView("Many")
    qtbot.addWidget(view)
    view.set_model(table.model)
    button = ExportButton(view, "Export")
    qtbot.addWidget(button)
    ticket = button.export(tmp_path / "many.csv", stage.tasks)
    ticket.cancel()
    qtbot.waitUntil(lambda: ticket.over, timeout=10_000)
    assert not (tmp_path / "many.csv").exists()
    assert button.isEnabled()


def test_a_table_that_changes_meanwhile_is_not_written(stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    table = Windows(2_345)
    view = TableView("Many")
    qtbot.addWidget(view)
    view.set_model(table.model)
    button = ExportButton(view, "Export")
    qtbot.addWidget(button)
    ticket = button.export(tmp_path / "many.csv", stage.tasks)
    table.model.set_count(10)
    qtbot.waitUntil(lambda: ticket.over, timeout=10_000)
    assert not (tmp_path / "many.csv").exists()
    assert isinstance(stage.tasks, InlineTasks)
