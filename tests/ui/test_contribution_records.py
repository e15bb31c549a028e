"""Bringing an institution's file in by keyboard: columns pointed out, tried, findings read, kept, taken out again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.periods import PeriodType
from desktop_app.domain.person_forms import NumberLine, PersonForm
from desktop_app.foundation.places import Places
from desktop_app.ui.screens.settings.alike_dialog import AlikeDialog
from desktop_app.ui.screens.settings.mapping_dialog import MappingDialog, read_codes
from desktop_app.ui.screens.settings.records_dialogs import OutcomeDialog, UndoDialog
from desktop_app.ui.screens.settings.records_page import RecordsPage
from desktop_app.ui.theme import Look
from desktop_app.workflows.import_mapping import Field, mapping_named
from desktop_app.workflows.likely_same import not_the_same
from desktop_app.workflows.people import enter_person
from tests.support.clips import doubled_letters
from tests.support.desks import desk_of
from tests.support.office_stage import Stage
from tests.support.walks import wrong_of

FILE = (
    "Reg no,Surname,First name,DOB,Year,Weeks,Wages,Shop\r\n"
    "100001,Sample,Ann,14/06/1954,1988,52,4160.00,Alpha\r\n"
    "100001,Sample,Ann,14/06/1954,1989,many,4160.00,Alpha\r\n"
    "100002,Specimen,Bo,01/02/1960,1990,26,2080.00,Beta\r\n"
)


@pytest.fixture
def stage(tmp_path: Path, look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    path = tmp_path / "system.csv"
    path.write_text(FILE, encoding="utf-8", newline="")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    stage = Stage(look, desk_of("VC", Places.at(tmp_path / "office")))
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.office.begin(None)
    stage.settle()
    stage.window.go_to("settings")
    stage.settle()
    stage.office.settings.choose("records")
    stage.settle()
    yield stage
    stage.tasks.shutdown()


@pytest.fixture
def page(stage: Stage) -> RecordsPage:
    return stage.office.settings_screen.records


def opened(stage: Stage, kind: type[QDialog]) -> QDialog:
    stage.settle()
    (found,) = [each for each in stage.window.findChildren(kind) if each.isVisible()]
    return found


def test_a_file_is_brought_in_by_keyboard_and_taken_out_again(stage: Stage, page: RecordsPage) -> None:
    page.focus_first()
    QTest.keyClick(page.bring, Qt.Key.Key_Return)
    mapping = opened(stage, MappingDialog)
    assert isinstance(mapping, MappingDialog)
    assert mapping.mapping() is not None
    assert mapping.model.columns[7].title == "8: not used"
    mapping.table.setCurrentIndex(mapping.model.index(0, 7))
    QTest.keyClick(mapping.table, Qt.Key.Key_Return)
    stage.settle()
    (action,) = [each for each in mapping.menu.actions() if each.text() == "Employer"]
    action.trigger()
    mapping.menu.close()
    assert mapping.model.columns[7].title == "8: Employer"
    QTest.keyClick(mapping.act, Qt.Key.Key_Return)
    outcome = opened(stage, OutcomeDialog)
    assert isinstance(outcome, OutcomeDialog)
    assert outcome.model.rowCount() == 1
    assert "many" in outcome.model.cell(0, 0).text
    assert stage.desk.store.imports.all() == ()
    assert stage.desk.store.imports.mappings() == ("system",)
    QTest.keyClick(outcome.act, Qt.Key.Key_Return)
    stage.settle()
    (kept,) = stage.desk.store.imports.all()
    assert (kept.records, kept.refused, kept.persons) == (2, 1, 2)
    assert page.table.row_count() == 1
    assert not [each for each in stage.window.findChildren(MappingDialog) if each.isVisible()]
    page.focus_first()
    QTest.keyClick(page.undo, Qt.Key.Key_Return)
    undo = opened(stage, UndoDialog)
    assert isinstance(undo, UndoDialog)
    QTest.keyClick(undo.act, Qt.Key.Key_Return)
    stage.settle()
    assert stage.desk.store.imports.all()[0].undone_at is not None
    assert not page.undo.isEnabled()


def test_new_persons_who_may_be_known_are_looked_at_and_said_by_keyboard(stage: Stage, page: RecordsPage) -> None:
    known = {
        name: enter_person(stage.desk, PersonForm(surname="Sample", forenames=name, birth_date=born, numbers=numbers))
        for name, born, numbers in (
            ("Ann", "14 Jun 1954", (NumberLine(state="VC", number="900 001"),)),
            ("Bo", "1 Feb 1960", (NumberLine(state="LC", number="55 002"),)),
        )
    }
    path = Path(QFileDialog.getOpenFileName()[0])
    path.write_text(FILE.replace("Specimen", "Sample"), encoding="utf-8", newline="")
    page.focus_first()
    QTest.keyClick(page.bring, Qt.Key.Key_Return)
    QTest.keyClick(opened(stage, MappingDialog).act, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    outcome = opened(stage, OutcomeDialog)
    assert isinstance(outcome, OutcomeDialog)
    assert outcome.alike_words.text() == "2 new persons may be somebody known."
    QTest.keyClick(outcome.look, Qt.Key.Key_Return)
    alike = opened(stage, AlikeDialog)
    assert isinstance(alike, AlikeDialog)
    assert alike.model.rowCount() == 2
    assert not alike.why.isVisible()
    QTest.keyClick(alike.options["same"].radio, Qt.Key.Key_Space)
    assert alike.model.cell(0, 4).text == "same person"
    QTest.keyClick(alike.table, Qt.Key.Key_Down)
    assert alike.options["later"].radio.isChecked()
    QTest.keyClick(alike.options["else"].radio, Qt.Key.Key_Space)
    assert alike.why.isVisible()
    QTest.keyClick(alike.act, Qt.Key.Key_Return)
    assert alike.isVisible(), "a reason is asked"
    assert alike.why.edit.hasFocus() or alike.focusWidget() is alike.why.edit
    QTest.keyClicks(alike.why.edit, "Cousins")
    assert wrong_of(alike) == []
    assert doubled_letters(alike) == []
    QTest.keyClick(alike.act, Qt.Key.Key_Return)
    assert "Same person: 1; somebody else: 1; later: 0." in outcome.alike_words.text()
    QTest.keyClick(outcome.act, Qt.Key.Key_Return)
    stage.settle()
    ann, bo = known["Ann"].person.id, known["Bo"].person.id
    assert [record.weeks for record in stage.desk.store.imports.of_person(ann)] == [52]
    assert [entry.reason for entry in not_the_same(stage.desk, bo)] == ["Cousins"]
    assert stage.desk.store.persons.count() == 3


def a_workbook(path: Path, *sheets: str) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in sheets:
        sheet = book.create_sheet(name)
        if name != "Empty":
            for line in FILE.splitlines()[: 2 if name == "1988" else 4]:
                sheet.append([name, *line.split(",")] if name == "Old" else line.split(","))
    book["Old"].sheet_state = "hidden"
    book.save(path)
    return path


def test_the_sheet_is_chosen_by_keyboard_remembered_and_missed(
    stage: Stage, page: RecordsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_workbook(tmp_path / "yearly.xlsx", "Old", "1988", "1989", "Empty")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    page.bring.click()
    mapping = opened(stage, MappingDialog)
    assert isinstance(mapping, MappingDialog)
    assert [mapping.sheet.combo.itemText(n) for n in range(4)] == ["Old (hidden)", "1988", "1989", "Empty"]
    assert (mapping.sheet.key(), mapping.model.rowCount(), len(mapping.model.columns)) == ("1988", 2, 8)
    assert doubled_letters(mapping) == []
    mapping.kept.combo.setFocus()
    assert wrong_of(mapping) == []
    mapping.sheet.combo.setFocus()
    for key, rows, columns in ((Qt.Key.Key_Down, 4, 8), (Qt.Key.Key_Down, 0, 0), (Qt.Key.Key_Home, 4, 9)):
        QTest.keyClick(mapping.sheet.combo, key)
        stage.settle()
        assert (mapping.model.rowCount(), len(mapping.model.columns)) == (rows, columns)
        assert (mapping.says.text == "Nothing stands in this sheet.") is (not rows)
    QTest.keyClick(mapping.sheet.combo, Qt.Key.Key_End)
    QTest.keyClick(mapping.sheet.combo, Qt.Key.Key_Up)
    stage.settle()
    QTest.keyClick(mapping, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    outcome = opened(stage, OutcomeDialog)
    assert wrong_of(outcome) == []
    assert doubled_letters(outcome) == []
    QTest.keyClick(outcome, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert stage.desk.store.imports.all()[0].file_name == "yearly.xlsx (1989)"
    assert mapping_named(stage.desk, "yearly").sheet == "1989"
    page.bring.click()
    again = opened(stage, MappingDialog)
    assert isinstance(again, MappingDialog)
    assert (again.sheet.key(), again.says.text) == ("1989", "")
    again.reject()
    a_workbook(path, "Old", "1990")
    page.bring.click()
    missed = opened(stage, MappingDialog)
    assert isinstance(missed, MappingDialog)
    assert missed.sheet.key() == "1990"
    assert missed.says.text.startswith("The mapping reads the sheet “1989”, which this file does not have.")
    missed.reject()


def test_what_lacks_is_said_before_anything_is_tried(stage: Stage, page: RecordsPage) -> None:
    page.bring.click()
    mapping = opened(stage, MappingDialog)
    assert isinstance(mapping, MappingDialog)
    mapping.say(0, None)
    mapping.codes.set_text("P is EMP")
    mapping.act.click()
    assert mapping.codes.finding.text.startswith("Write each as")
    mapping.codes.set_text("P = EMP")
    mapping.act.click()
    stage.settle()
    assert mapping.says.text == "Point out: Insurance number."
    mapping.say(5, Field.NUMBER)
    assert mapping.model.columns[5].title == "6: Insurance number"
    mapping.reject()


def test_codes_are_read_or_refused() -> None:
    assert read_codes("p=emp; V = VOL") == {"P": PeriodType.EMP, "V": PeriodType.VOL}
    assert read_codes("") == {}
    assert read_codes("P = nothing") is None
    assert read_codes("= EMP") is None
