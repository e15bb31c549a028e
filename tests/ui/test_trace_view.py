import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Look
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


def deep(finding: str = "") -> list[TraceRow]:
    row = TraceRow(label="Level 6", value="1", finding=finding)
    for level in range(5, 0, -1):
        row = TraceRow(label=f"Level {level}", formula="1 \u00d7 1", value="1", children=[row])
    years = TraceRow(
        label="Own weeks", value="2", folded=True, children=[TraceRow(label="1988"), TraceRow(label="1989")]
    )
    return [TraceRow(label="Level 0", value="1", children=[row, years])]


def shown_labels(view: TraceView) -> list[str]:
    return [node.row.label for _depth, node in view._shown()]


def test_a_deep_worksheet_begins_folded_below_level_three_and_over_rows_of_years(view: TraceView) -> None:
    view.set_rows(deep())

    assert shown_labels(view) == ["Level 0", "Level 1", "Level 2", "Level 3", "Own weeks"]
    assert view.folds_something()
    view.unfold_all()
    assert len(shown_labels(view)) == 10
    assert not view.folds_something()


def test_a_figure_folded_over_a_finding_wears_its_sign(view: TraceView) -> None:
    view.set_rows(deep(finding="the sources disagree"))
    folded = next(node for _depth, node in view._shown() if node.row.label == "Level 3")

    assert view.hides_finding(view.trace.index_of(folded))
    view.unfold_all()
    assert not view.hides_finding(view.trace.index_of(folded))


def test_the_figure_has_all_its_room_and_the_formula_gives_way(view: TraceView) -> None:
    long = TraceRow(
        label="Average insurable earnings a week", formula="9 + " * 40, value="260.3846", source="Certificate of " * 20
    )
    view.set_rows([TraceRow(label="Notional amount a week", children=[long])])

    look = Look.of(view)
    assert view.columnWidth(0) >= view._needs_figure(look, list(view._shown()))
    assert look.dp(84) <= view.columnWidth(1) <= look.dp(136)
    assert view.columnWidth(3) >= view.viewport().width() * 33 // 100
    assert sum(view.columnWidth(column) for column in range(4)) == view.viewport().width()


def test_a_tool_tip_holds_the_whole_of_what_is_cut(view: TraceView) -> None:
    view.set_rows([TraceRow(label="Rate", source="VC rule 1987, S1 & S2", finding="stated total differs")])

    tip = view.trace.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)

    assert tip == "<p>stated total differs</p><p>VC rule 1987, S1 &amp; S2</p>"
