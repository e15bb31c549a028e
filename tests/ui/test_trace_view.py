import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.trace_rows import TraceModel
from desktop_app.ui.widgets.trace_view import TraceRow, TraceView
from tests.support.gallery import sample_trace

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def view(qtbot: QtBot) -> TraceView:
    view = sample_trace()
    qtbot.addWidget(view)
    view.resize(700, view.full_height())
    view.show()
    view.setFocus()
    return view


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = TraceModel()
    model.set_rows(
        [TraceRow(label="a", children=[TraceRow(label="b"), TraceRow(label="c", children=[TraceRow(label="d")])])]
    )
    qtmodeltester.check(model)


def test_everything_is_unfolded_at_first_and_folds_away(view: TraceView) -> None:
    assert view.shown_rows() == 8
    view.fold_all()
    assert view.shown_rows() == 1
    assert view.minimumSizeHint().height() == view.full_height()
    view.unfold_all()
    assert view.shown_rows() == 8


def test_left_and_right_fold_and_unfold_by_keyboard(view: TraceView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.shown_rows() == 1
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.shown_rows() == 8
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.shown_rows() == 1


def test_moving_tells_which_figure_is_current(view: TraceView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.row_chosen, timeout=500) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert caught.args[0].label == "Notional amount a week"


def test_a_figure_says_its_formula_source_and_doubt(view: TraceView) -> None:
    index = view.trace.index(0, 0, view.trace.index(0, 0))
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Notional amount a week, 13,400.00 \u00d7 34 % ÷ 52 = 87.60, VC: nearest ten cents, unsure"
    assert view.trace.headerData(3, Qt.Orientation.Horizontal)


def test_the_whole_is_copied_as_indented_text(view: TraceView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 8
    assert lines[3].startswith("      Best five years, stated")
    assert "Stated total differs" in lines[3]


def test_showing_another_worksheet_forgets_the_one_before(view: TraceView) -> None:
    for _again in range(20):
        view.set_rows([TraceRow(label="Other", children=[TraceRow(label="Part")])])
        view.grab()
    assert view.shown_rows() == 2
