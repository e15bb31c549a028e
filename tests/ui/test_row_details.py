"""What the grids do not show of a row is told in a dialog: for the work history, and for our own record."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import YES
from desktop_app.domain.forms import NONE, PeriodLine, PeriodsForm, check_periods, read_record
from desktop_app.domain.periods import InsuredClass
from desktop_app.ui.screens.claim.insurance_periods.beside import BesideFields
from desktop_app.ui.screens.claim.row_details import HistoryRowDialog
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.record_row import RecordRowDialog, details_words
from desktop_app.workflows.open_claim import Step, open_claim
from tests.support.claim_desks import registered, three_offices
from tests.support.claim_stage import Stage
from tests.support.clips import clipped, doubled_letters

ROW = PeriodLine(row_id="r1", state="VC", year="1994", weeks="40", employer="Invented Ltd")


def dialog_over(stage: Stage, kind: type[QWidget]) -> QWidget:
    return next(each for each in stage.window.findChildren(kind) if each.isVisible())


@pytest.mark.parametrize(("theme", "scale"), [("light", 1.0), ("dark", 1.25)])
def test_details_of_a_work_are_told_by_keyboard_and_kept(look: Look, tmp_path: Path, theme: str, scale: float) -> None:
    look.choose_theme(theme)
    look.choose_scale(scale)
    offices = three_offices(tmp_path)
    key = registered(offices)
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    stage.open(key, Step.WORK_HISTORY)
    assert doubled_letters(stage.screen.page()) == []
    assert clipped(stage.window) == []
    assert stage.window.width() == 1366
    stage.push("history_details")
    dialog = dialog_over(stage, HistoryRowDialog)
    assert isinstance(dialog, HistoryRowDialog)
    assert (doubled_letters(dialog), clipped(dialog)) == ([], [])
    for text in ("mason", "VC-77"):
        QTest.keyClicks(QApplication.focusWidget(), text)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    dialog.goes_on.set_checked(True)
    QTest.keyClick(dialog.lines["occupation"].edit, Qt.Key.Key_Return)
    stage.settle()
    stage.screen.presenter.save_now()
    stage.settle()
    line = open_claim(offices.vc, key).history.lines[0]
    assert (line.occupation, line.employer_number, line.open_ended) == ("mason", "VC-77", "yes")
    stage.close()
    offices.close()


def test_a_row_of_our_record_says_for_what_it_counts(look: Look) -> None:
    dialog = RecordRowDialog(replace(ROW, raises_amount=f"{Benefit.AGE} {Benefit.DEATH}"))
    look.choose_scale(1.0)
    assert dialog.line() == replace(ROW, raises_amount=f"{Benefit.AGE} {Benefit.DEATH}")
    for each in (Benefit.AGE, Benefit.DISABLEMENT, Benefit.DEATH):
        dialog.benefits[each].set_checked(False)
    dialog.raises.set_key(NONE)
    dialog.insured_class.set_key(InsuredClass.SEAFARER.value)
    line = dialog.line()
    assert line.counts_for.split() == [Benefit.INVALIDITY, Benefit.SURVIVORS]
    assert (line.raises_amount, line.insured_class) == (NONE, "seafarer")
    assert line.ceiling_reached == ""
    assert doubled_letters(dialog) == []
    dialog.ceiling.set_key(YES)
    assert RecordRowDialog(dialog.line()).line().ceiling_reached == YES
    (row,) = read_record(
        check_periods(
            PeriodsForm(single_state="VC", lines=(dialog.line(),)),
            currencies={"VC": "XCD"},
            birth_date=date(1954, 6, 14),
            today=date(2014, 7, 16),
        )
    )
    assert row.ceiling_reached
    assert details_words(dialog.line()) == "counts for some, raises none, Seafarer, ceiling reached"
    for box in dialog.benefits.values():
        box.set_checked(False)
    dialog.act.click()
    assert dialog.says.text == "Tick at least one benefit."
    assert not dialog.result()
    dialog.deleteLater()


def test_what_the_certificate_says_beside_its_rows_is_folded_away_until_it_is_wanted(
    look: Look, tmp_path: Path
) -> None:
    offices = three_offices(tmp_path)
    key = registered(offices)
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    stage.open(key, Step.INSURANCE_PERIODS)
    stage.screen.presenter.edit_record(PeriodsForm(single_state="VC", lines=(ROW,)))
    beside = stage.screen.page().findChild(BesideFields)
    assert isinstance(beside, BesideFields)
    assert not beside.fields.isVisible()
    stage.push("beside_open")
    assert doubled_letters(stage.screen.page()) == []
    stage.fill("other_states", "LC")
    stage.screen.presenter.save_now()
    stage.settle()
    assert open_claim(offices.vc, key).terms["other_states"] == "LC"
    stage.push("record_details")
    assert isinstance(dialog_over(stage, RecordRowDialog), RecordRowDialog)
    stage.close()
    offices.close()
