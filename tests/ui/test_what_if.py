"""The What if beside the calculation: by keyboard, as one types, and nothing of it is saved."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.screens.claim.what_if.panel import WhatIfPanel
from desktop_app.ui.theme import Look
from desktop_app.workflows.open_claim import Step
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.claim_stage import Stage
from tests.support.clips import clipped
from tests.support.what_if_claim import settled_as_published


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    made = three_offices(tmp_path_factory.mktemp("what-if"))
    answered(made)
    settled_as_published(made.vc, made.claim_id)
    yield made
    made.close()


@pytest.fixture
def stage(offices: Offices, look: Look) -> Iterator[Stage]:
    made = Stage(look, offices.vc)
    made.show((1366, 768))
    made.open(offices.claim_id, Step.CALCULATION)
    yield made
    made.close()


@pytest.fixture
def panel(stage: Stage) -> WhatIfPanel:
    stage.push("what_if_open")
    return stage.screen.what_if


def rows_of(panel: WhatIfPanel) -> list[list[str]]:
    cells = panel.table.cells
    return [
        [cells.cell(row, column).text for column in range(1, cells.columnCount())] for row in range(cells.rowCount())
    ]


def wait(qtbot: QtBot, stage: Stage, panel: WhatIfPanel, title: str) -> None:
    """Wait until the typing has paused and the answer is there."""

    def is_there() -> bool:
        stage.settle()
        return panel.title.text() == title

    qtbot.waitUntil(is_there, timeout=3000)


def test_the_page_s_first_question_is_answered_as_one_types(qtbot: QtBot, stage: Stage, panel: WhatIfPanel) -> None:
    assert panel.title.text() == "Nothing is changed yet"
    assert panel.pill.text == "Nothing here is saved"
    stage.fill("what_if_birth", "14 Jun 1958")
    stage.fill("what_if_claim", "14 Jun 2018")
    wait(qtbot, stage, panel, "Turned 60 in June 2018 instead")
    assert rows_of(panel) == [
        ["Pension age", "60", "62", "two years later"],
        ["Weeks needed", "500", "550", "726 still meets it"],
        ["Taken early", "no", "24 months", "12\u00a0% less"],
        ["Notional amount", "87.60", "77.10", "\u221210.50"],
        ["Payable a week", "34.51", "30.37", "\u22124.14"],
        ["Payable a week", "73.39", "73.39", "no difference"],
        ["Average earnings", "15,666.67", "not known", "none in last 15 years"],
        ["Payable a week", "20.32", "not known", "enter Grenada's figure"],
        ["Together", "128.22", "103.76", "\u221224.46, without GD"],
    ]
    assert "12 % less" in panel.note.accessibleName()
    assert panel.form.birth.edit.property("changed") == "true"
    assert panel.form.claim._hint.text() == "was 16 Jun 2014"


def test_without_the_agreement_and_back(qtbot: QtBot, stage: Stage, panel: WhatIfPanel) -> None:
    stage.push("what_if_agreement")
    wait(qtbot, stage, panel, "Without the Agreement")
    said = panel.note.accessibleName()
    assert "No State pays a pension" in said
    assert "VC pays a grant instead" in said
    assert rows_of(panel)[-1][:3] == ["Together", "128.22", "0.00"]
    stage.push("what_if_restart")
    assert panel.title.text() == "Nothing is changed yet"
    assert panel.form.agreement.checked()


def test_499_weeks_are_one_short(qtbot: QtBot, stage: Stage, panel: WhatIfPanel) -> None:
    stage.push("what_if_rows")
    stage.fill("what_if_total", "59")
    stage.push("what_if_more")
    decision = stage.find("what_if_decision_LC")
    decision.setFocus()
    QTest.keyClick(decision, Qt.Key.Key_Space)
    wait(qtbot, stage, panel, "With 499 totalised weeks instead of 726")

    def decided() -> bool:
        stage.settle()
        return "no pension is paid" in panel.note.accessibleName()

    qtbot.waitUntil(decided, timeout=3000)
    said = panel.note.accessibleName()
    for words in ("VC: 499 of 500 weeks, 1 short.", "Rows:", "Credits:", "Voluntary insurance:"):
        assert words in said


def test_a_row_is_changed_left_out_and_added(qtbot: QtBot, stage: Stage, panel: WhatIfPanel) -> None:
    stage.push("what_if_rows")
    panel.form.editor.state.set_key("GD")
    panel.form.editor._fill()
    stage.settle()
    stage.push("row.GD.GD-2002.counts")
    wait(qtbot, stage, panel, "With 674 totalised weeks instead of 726")
    stage.push("row.GD.GD-2002.counts")
    stage.push("what_if_add")
    for name, text in (("year", "2003"), ("weeks", "10"), ("earnings", "4,000.00")):
        stage.fill(f"added.0.{name}", text)
    wait(qtbot, stage, panel, "With 736 totalised weeks instead of 726")
    assert panel.form.rows.button.text() == "1 changed"


def test_what_cannot_be_read_is_said_beside_the_field_and_changes_nothing(
    qtbot: QtBot, stage: Stage, panel: WhatIfPanel
) -> None:
    stage.fill("what_if_birth", "31 Feb 1958")
    stage.push("what_if_rows")
    stage.fill("what_if_total", "many")

    def said() -> bool:
        stage.settle()
        return bool(panel.form.birth.finding.text and panel.form.editor.total.finding.text)

    qtbot.waitUntil(said, timeout=3000)
    assert panel.title.text() == "Nothing is changed yet"


def test_the_reason_of_a_row_is_said_when_the_keyboard_is_on_it(qtbot: QtBot, stage: Stage, panel: WhatIfPanel) -> None:
    stage.fill("what_if_birth", "14 Jun 1958")
    wait(qtbot, stage, panel, "Turned 60 in June 2018 instead")
    panel.table.setFocus()
    panel.table.choose_row(0)
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    assert "550 weeks instead of 500 weeks" in panel.why.accessibleName()


def test_escape_closes_it_and_the_keyboard_comes_back(stage: Stage, panel: WhatIfPanel) -> None:
    assert QApplication.focusWidget() is panel.form.birth.edit
    assert not stage.screen.help.isVisible()
    stage.press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert stage.screen.help.isVisible()
    assert QApplication.focusWidget() is stage.find("what_if_open")


def test_tab_goes_through_it_in_reading_order(stage: Stage, panel: WhatIfPanel) -> None:
    assert panel.isVisible()
    names = []
    for _turn in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
        stage.press(Qt.Key.Key_Tab)
    wanted = ["what_if_birth", "what_if_claim", "what_if_rows", "what_if_agreement", "what_if_more", "what_if_outlook"]
    assert [name for name in names if name in wanted] == wanted
    assert "what_if_table" in names


def test_mnemonics_lead_to_the_fields(qtbot: QtBot, stage: Stage, panel: WhatIfPanel) -> None:
    panel.closer.setFocus()
    stage.press(Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is panel.form.claim.edit
    stage.press(Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is panel.form.rows.button
    qtbot.waitUntil(panel.form.editor.isVisible)  # a button's mnemonic presses it, too, a tenth of a second long


def test_everything_in_it_has_a_name(stage: Stage, panel: WhatIfPanel) -> None:
    stage.push("what_if_rows")
    stage.push("what_if_more")
    focusable = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(focusable) > 30
    for widget in focusable:
        name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        assert name, widget.objectName() or widget.metaObject().className()


def test_both_results_are_copied_as_text(qtbot: QtBot, stage: Stage, panel: WhatIfPanel) -> None:
    stage.fill("what_if_birth", "14 Jun 1958")
    wait(qtbot, stage, panel, "Turned 60 in June 2018 instead")
    stage.push("what_if_copy")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Turned 60 in June 2018 instead\nBorn 14 Jun 1958, contingency 14 Jun 2018")
    assert "VC\tPayable a week\t34.51\t30.37\t\u22124.14" in copied
    assert "\tTogether\t128.22\t103.76\t\u221224.46, without GD" in copied


def test_the_outlook_says_when_the_condition_would_be_met(stage: Stage, panel: WhatIfPanel) -> None:
    stage.push("what_if_outlook")
    panel.outlook.insured_in.set_key("LC")
    panel.outlook.years.set_key("5")
    stage.push("outlook_ask")
    cells = panel.outlook.met.cells
    assert (cells.cell(1, 1).text, cells.cell(1, 2).text) == ("not within 5 years", "24 Nov 2014")
    assert cells.cell(0, 1).text == "met now"
    assert panel.outlook.year.row_count() == 9
    assert "XCD\u00a0500.00 a week" in panel.outlook.note.accessibleName()
    assert panel.outlook.asker.isEnabled()
    stage.push("outlook_back")
    assert panel.pages.currentIndex() == 0


def test_another_step_or_another_claim_closes_it(stage: Stage, offices: Offices, panel: WhatIfPanel) -> None:
    stage.open(offices.claim_id, Step.CLAIMANT)
    assert not panel.isVisible()
    assert stage.screen.help.isVisible()
    stage.open(offices.claim_id, Step.CALCULATION)
    assert stage.find("what_if_open").isVisible()
    assert not panel.isVisible()


def test_it_begins_anew_each_time_and_nothing_is_saved(
    qtbot: QtBot, stage: Stage, offices: Offices, panel: WhatIfPanel
) -> None:
    lines = offices.vc.store.journal.count()
    stage.fill("what_if_birth", "14 Jun 1958")
    wait(qtbot, stage, panel, "Turned 60 in June 2018 instead")
    stage.press(Qt.Key.Key_Escape)
    stage.push("what_if_open")
    assert panel.title.text() == "Nothing is changed yet"
    assert panel.form.birth.text() == "14 Jun 1954"
    assert offices.vc.store.journal.count() == lines


def test_the_table_beside_it_keeps_the_columns_that_decide(stage: Stage, panel: WhatIfPanel) -> None:
    table = stage.find("award")
    assert isinstance(table, type(stage.screen.page().result.table))  # type: ignore[attr-defined]  # the step's own
    shown = [column for column in range(10) if not table.isColumnHidden(column)]
    assert shown == [0, 1, 4, 7, 9]
    assert table.horizontalScrollBar().maximum() == 0
    stage.press(Qt.Key.Key_Escape)
    assert not table.isColumnHidden(5)
    assert not panel.isVisible()


@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [
        ("light", 1.0, (1366, 768)),
        ("dark", 1.25, (1366, 768)),
        ("light", 1.0, (1280, 680)),
        ("dark", 1.25, (1280, 680)),
    ],
)
def test_nothing_is_cut_off(offices: Offices, look: Look, theme: str, scale: float, size: tuple[int, int]) -> None:
    look.choose_theme(theme)
    look.choose_scale(scale)
    stage = Stage(look, offices.vc)
    stage.show(size)
    stage.open(offices.claim_id, Step.CALCULATION)
    stage.push("what_if_open")
    panel = stage.screen.what_if
    stage.fill("what_if_birth", "14 Jun 1958")
    panel.form._presenter.calculate()
    stage.settle()
    found = clipped(stage.window)
    stage.push("what_if_rows")
    stage.push("what_if_more")
    found += clipped(stage.window)
    assert panel.width() <= stage.screen.width()
    stage.close()
    assert found == []
