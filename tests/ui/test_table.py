import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.cells import ButtonSpec, Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.drawing import PillSpec
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView
from desktop_app.ui.widgets.tile import Tile, TileRow

COLUMNS = [
    Column(title="What", width=200, stretch=1),
    Column(title="Weeks", width=90, align="right"),
    Column(title="Next", width=160),
]

pytestmark = pytest.mark.usefixtures("look")


def rows(count: int, *, button: bool = True) -> list[list[Cell]]:
    return [
        [
            Cell(
                text=f"Row {n}",
                second="below",
                icon=IconSpec(name="info", boxed=True),
                chips=(LaneSpec(code="VC", lane=0),),
            ),
            Cell(text=str(n), align="right", pill=PillSpec(text="unsure", tone="warn"), unit="XCD", figure=True),
            Cell(button=ButtonSpec(text="Open")) if button else Cell(text="none", framed=True, wrap=True, tint="warn"),
        ]
        for n in range(count)
    ]


@pytest.fixture
def view(qtbot: QtBot) -> TableView:
    view = TableView("What waits")
    qtbot.addWidget(view)
    view.set_model(CellTableModel(COLUMNS, rows(5)))
    view.resize(600, 400)
    view.show()
    view.setFocus()
    return view


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(CellTableModel(COLUMNS, rows(3)))


def test_enter_presses_the_button_of_the_current_row(view: TableView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.button_clicked, timeout=500) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == [1]


def test_f2_opens_the_row(view: TableView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.row_activated, timeout=500) as caught:
        qtbot.keyClick(view, Qt.Key.Key_F2)
    assert caught.args == [0]


def test_enter_opens_a_row_without_a_button(view: TableView, qtbot: QtBot) -> None:
    view.set_model(CellTableModel(COLUMNS, rows(2, button=False)))
    with qtbot.waitSignal(view.row_activated, timeout=500):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_the_painted_button_is_clicked_and_the_rest_of_the_cell_is_not(view: TableView, qtbot: QtBot) -> None:
    heard: list[int] = []
    view.button_clicked.connect(heard.append)
    rect = view.visualRect(view.model().index(2, 2))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(2, 2))
    assert heard == []
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert heard == [2]
    assert view.current_row() == 2


def test_end_and_home_go_to_the_ends(view: TableView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_row() == 4
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_row() == 0


def test_a_cell_says_all_it_shows(view: TableView) -> None:
    model = view.model()
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "VC, Row 0, below"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Weeks"
    assert view.accessibleName() == "What waits"


def test_a_hundred_thousand_rows_are_asked_for_by_windows(qtbot: QtBot) -> None:
    model = CellTableModel(COLUMNS)
    asked: list[tuple[int, int]] = []
    model.rows_wanted.connect(lambda first, count: asked.append((first, count)))
    view = TableView("Claims")
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.set_model(model)
    model.set_count(100_000)
    view.show()
    view.grab()
    assert asked == [(0, 100)]
    model.fill(0, rows(100))
    view.choose_row(99_999)
    view.grab()
    assert (99_900, 100) in asked
    assert model.cell(5, 0).text == "Row 5"


def test_columns_with_a_share_give_way_before_the_table_scrolls(qtbot: QtBot) -> None:
    view = TableView("What waits")
    qtbot.addWidget(view)
    view.set_model(CellTableModel(COLUMNS, rows(2)))
    view.resize(420, 300)
    view.show()
    assert sum(view.columnWidth(n) for n in range(3)) <= 420
    assert view.columnWidth(2) == 160


def test_a_table_that_fits_its_rows_is_as_high_as_they_are(qtbot: QtBot) -> None:
    view = TableView("Awards", row_height=44, header_height=40, fits_rows=True, marks_current=False)
    qtbot.addWidget(view)
    view.resize(900, 100)
    view.set_model(CellTableModel(COLUMNS, rows(3)))
    view.show()
    assert view.height() == 40 + 3 * 44


def test_tiles_stand_in_two_rows_where_one_is_too_narrow(qtbot: QtBot) -> None:
    tiles = [Tile(f"Ready to calculate {n}", "ok", n, "all replies are in") for n in range(6)]
    row = TileRow("Filters", tiles)
    qtbot.addWidget(row)
    row.resize(1300, 64)
    row.show()
    qtbot.waitUntil(lambda: len({tile.y() for tile in tiles}) == 1)
    row.resize(700, 140)
    qtbot.waitUntil(lambda: len({tile.y() for tile in tiles}) == 2)
    with qtbot.waitSignal(row.chosen, timeout=500) as caught:
        qtbot.keyClick(tiles[3], Qt.Key.Key_Space)
    assert caught.args == [3]
    assert tiles[3].accessibleName() == "Ready to calculate 3, 3"
