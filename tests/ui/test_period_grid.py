import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.period_grid import GridColumn, GridFinding, GridNote, GridWarning, PeriodGrid
from desktop_app.ui.widgets.period_rows import PeriodRows, pasted_rows

COLUMNS = [
    GridColumn(key="state", title="State", kind="state"),
    GridColumn(key="year", title="Year"),
    GridColumn(key="kind", title="Kind", choices=("Employed", "Self-employed")),
    GridColumn(key="weeks", title="Weeks", align="right", also=("Contribution weeks",)),
    GridColumn(key="total", title="Year total", kind="note"),
]
ROWS = [
    {"state": "VC", "year": "1989", "kind": "Employed", "weeks": "52"},
    {"state": "VC", "year": "1990", "kind": "Employed", "weeks": "52"},
    {"state": "LC", "year": "1991", "kind": "Employed", "weeks": "26"},
]
CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def grid(qtbot: QtBot) -> PeriodGrid:
    grid = PeriodGrid("Work history", COLUMNS)
    qtbot.addWidget(grid)
    grid.set_lanes({"VC": 0, "LC": 1})
    grid.set_rows(ROWS)
    grid.resize(700, 320)
    grid.show()
    grid.activateWindow()
    grid.go_to(0, "state")
    return grid


def values(grid: PeriodGrid, key: str) -> list[str]:
    return [row[key] for row in grid.rows()]


def at(grid: PeriodGrid) -> tuple[int, int]:
    return grid.currentIndex().row(), grid.currentIndex().column()


def editor(grid: PeriodGrid) -> QLineEdit:
    return next(edit for edit in grid.findChildren(QLineEdit) if edit.property("kind") == "cell" and edit.isVisible())


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = PeriodRows(COLUMNS)
    model.load(ROWS)
    model.set_band(1)
    qtmodeltester.check(model)


def test_typing_replaces_the_cell_and_enter_goes_down(grid: PeriodGrid, qtbot: QtBot) -> None:
    grid.go_to(0, "weeks")
    heard: list[list[dict[str, str]]] = []
    grid.rows_changed.connect(heard.append)
    qtbot.keyClick(grid, "4")
    qtbot.keyClick(editor(grid), "8")
    assert values(grid, "weeks") == ["48", "52", "26"]  # while the editor is still open
    assert heard[-1][0]["weeks"] == "48"
    qtbot.keyClick(editor(grid), Qt.Key.Key_Return)
    assert at(grid) == (1, 3)
    assert values(grid, "weeks") == ["48", "52", "26"]


def test_tab_goes_right_over_the_rows_end_and_leaves_at_the_last_cell(grid: PeriodGrid, qtbot: QtBot) -> None:
    grid.go_to(0, "weeks")
    qtbot.keyClick(grid, Qt.Key.Key_Tab)
    assert at(grid) == (1, 0)
    qtbot.keyClick(grid, Qt.Key.Key_Backtab)
    assert at(grid) == (0, 3)
    grid.go_to(2, "weeks")
    assert not grid._go_along(1)


def test_tab_in_an_editor_keeps_what_was_typed(grid: PeriodGrid, qtbot: QtBot) -> None:
    grid.go_to(1, "year")
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(grid), "1995")
    qtbot.keyClick(editor(grid), Qt.Key.Key_Tab)
    assert values(grid, "year")[1] == "1995"
    assert at(grid) == (1, 2)


def test_escape_in_an_editor_keeps_what_was_there(grid: PeriodGrid, qtbot: QtBot) -> None:
    grid.go_to(1, "year")
    qtbot.keyClick(grid, "7")
    qtbot.keyClick(editor(grid), Qt.Key.Key_Escape)
    assert values(grid, "year")[1] == "1990"


def test_enter_on_the_last_row_begins_a_new_one_unless_it_is_empty(grid: PeriodGrid, qtbot: QtBot) -> None:
    grid.go_to(2, "year")
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert len(grid.rows()) == 4
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert len(grid.rows()) == 4


def test_ctrl_d_copies_the_cell_above_and_undo_takes_it_back(grid: PeriodGrid, qtbot: QtBot) -> None:
    grid.go_to(2, "weeks")
    qtbot.keyClick(grid, Qt.Key.Key_D, CTRL)
    assert values(grid, "weeks") == ["52", "52", "52"]
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert values(grid, "weeks") == ["52", "52", "26"]
    qtbot.keyClick(grid, Qt.Key.Key_Y, CTRL)
    assert values(grid, "weeks") == ["52", "52", "52"]


def test_insert_delete_and_take_away(grid: PeriodGrid, qtbot: QtBot) -> None:
    qtbot.keyClick(grid, Qt.Key.Key_Insert)
    assert values(grid, "state") == ["VC", "", "VC", "LC"]
    assert at(grid) == (1, 0)
    qtbot.keyClick(grid, Qt.Key.Key_Delete, CTRL)
    assert values(grid, "state") == ["VC", "VC", "LC"]
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert values(grid, "state") == ["VC", "", "LC"]
    for _act in range(3):
        grid.undo()
    assert grid.rows() == [{**row, "total": ""} for row in ROWS]


def test_cells_from_excel_are_pasted_and_rows_grow(grid: PeriodGrid, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("GD\t2000\tEmployed\t40\r\nGD\t2001\tSelf-employed\t52\r\n")
    grid.go_to(2, "state")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert values(grid, "state") == ["VC", "VC", "GD", "GD"]
    assert values(grid, "weeks")[2:] == ["40", "52"]
    grid.undo()
    assert values(grid, "state") == ["VC", "VC", "LC"]


def test_a_whole_sheet_is_not_pasted_and_a_band_says_so(grid: PeriodGrid, qtbot: QtBot) -> None:
    before = grid.rows()
    QGuiApplication.clipboard().setText("GD\t2000\tEmployed\t40\r\n" * 30_000)
    grid.go_to(1, "state")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert grid.rows() == before
    assert grid.warning is not None
    assert grid.warning.wrong == "More than 2,000 lines were copied. Nothing was pasted"
    assert grid.hasFocus()
    QGuiApplication.clipboard().setText("GD")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert values(grid, "state")[1] == "GD"
    assert grid.warning is None


def test_a_header_line_from_excel_names_the_columns() -> None:
    text = 'Contribution weeks\tYear\tRemarks\n52\t1989\t"two\nlines"\n'
    assert pasted_rows(text, COLUMNS, 0) == [{"weeks": "52", "year": "1989"}]
    assert pasted_rows("", COLUMNS, 0) == []
    assert pasted_rows("52\tbeyond", COLUMNS, 3) == [{"weeks": "52"}]


def test_pasting_several_cells_while_typing_goes_to_the_grid(grid: PeriodGrid, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("1970\tEmployed")
    grid.go_to(0, "year")
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    qtbot.keyClick(editor(grid), Qt.Key.Key_V, CTRL)
    assert values(grid, "year")[0] == "1970"


def test_chosen_cells_are_copied_for_excel(grid: PeriodGrid, qtbot: QtBot) -> None:
    grid.selectionModel().select(grid.rows_model.index(1, 1), grid.selectionModel().SelectionFlag.Select)
    qtbot.keyClick(grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "VC\n1990"


def test_rows_from_elsewhere_that_are_the_same_disturb_nothing(grid: PeriodGrid, qtbot: QtBot) -> None:
    grid.go_to(1, "year")
    qtbot.keyClick(grid, "1")
    grid.set_rows(grid.rows())
    assert editor(grid).text() == "1"
    qtbot.keyClick(editor(grid), Qt.Key.Key_Escape)


def test_a_warning_stands_among_the_rows_with_its_ways_out(grid: PeriodGrid, qtbot: QtBot) -> None:
    warning = GridWarning(after_row=1, wrong="Two States", do="Ask her.", actions=[("open", "Open the overlap")])
    grid.set_warning(warning)
    assert grid.rows_model.rowCount() == 4
    assert grid.rowHeight(2) == look_height(62)
    grid.go_to(1, "year")
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert at(grid) == (3, 1)  # over the band
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert at(grid) == (1, 1)
    with qtbot.waitSignal(grid.warning_chosen, timeout=500) as caught:
        grid.findChild(QPushButton, "open").click()
    assert caught.args == ["open"]
    grid.add_row()
    assert grid.rows_model.band_row is None
    assert [grid.rowHeight(row) for row in range(4)] == [look_height(28)] * 4


def look_height(height: int) -> int:
    return Look.of().dp(height)


def test_the_warning_goes_when_the_screen_says_so(grid: PeriodGrid) -> None:
    grid.set_warning(GridWarning(after_row=0, wrong="a", do="b"))
    grid.set_warning(GridWarning(after_row=2, wrong="c", do="d"))
    assert grid.rows_model.band_row == 3
    grid.set_warning(None)
    assert grid.rows_model.rowCount() == 3
    assert grid.warning is None
    grid.set_warning(GridWarning(after_row=99, wrong="no", do="row"))
    assert grid.warning is None


def test_a_finding_and_a_note_are_said_in_words(grid: PeriodGrid) -> None:
    grid.set_findings([GridFinding(row=0, key="weeks", level="error", text="A year has 52 weeks")])
    grid.set_notes([GridNote(text="78 of 52", level="error")])
    index = grid.rows_model.index(0, 3)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "52. A year has 52 weeks"
    assert grid.rows_model.index(0, 4).data() == "78 of 52"
    assert not grid.rows_model.flags(grid.rows_model.index(0, 4)) & Qt.ItemFlag.ItemIsEditable
    assert not grid.grab().isNull()


def test_the_kind_is_offered_while_typing(grid: PeriodGrid, qtbot: QtBot) -> None:
    grid.go_to(0, "kind")
    qtbot.keyClick(grid, "s")
    completer = editor(grid).completer()
    assert completer is not None
    completer.setCompletionPrefix("s")
    assert completer.currentCompletion() == "Self-employed"
    qtbot.keyClick(editor(grid), Qt.Key.Key_Escape)
