"""What another office owes came on paper: typed in from the obligation, with its scan, refused in words where wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.claims import Benefit
from desktop_app.domain.forms import NONE
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.domain.periods import InsuredClass
from desktop_app.ui.screens.owed.paper import PaperDialog
from desktop_app.ui.screens.owed.settling import LookDialog
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.record_row import RecordRowDialog
from desktop_app.workflows.obligations import ObligationLine
from tests.support.clips import doubled_letters
from tests.support.office_desks import busy_desk
from tests.support.office_stage import Stage


@pytest.fixture
def stage(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    del qtbot
    stage = Stage(look, busy_desk(tmp_path / "desks"))
    stage.show((1366, 768))
    yield stage
    stage.close()
    stage.tasks.shutdown()


def opened(stage: Stage) -> tuple[ObligationLine, PaperDialog]:
    stage.office.show_owed()
    stage.settle()
    line = next(
        line
        for line in stage.office.owed.owed.lines
        if line.kind is ObligationKind.PERIOD_CERTIFICATE and not line.ours
    )
    stage.office.remedies.look_at(line)
    stage.settle()
    (look,) = [child for child in stage.window.findChildren(LookDialog) if child.isVisible()]
    assert not doubled_letters(look)
    look.paper.click()
    stage.settle()
    (dialog,) = [child for child in stage.window.findChildren(PaperDialog) if child.isVisible()]
    return line, dialog


def fill(dialog: PaperDialog, scan: Path) -> None:
    scan.write_bytes(b"%PDF-1.4\ninvented sheet\n%%EOF\n")
    dialog.choose_scan(scan)
    dialog.number.set_text("P-17/14")
    dialog.certified_on.set_text("2 Jun 2014")
    dialog.complete_to.set_text("1 Jun 2014")
    dialog.signed_by.set_text("J. Sample")
    dialog.grid.set_rows([{"year": "1995", "weeks": "40", "earnings": "1,000.00"}])
    dialog.weeks.set_text("40")


def test_the_sheet_is_typed_in_and_meets_what_was_owed(stage: Stage, tmp_path: Path) -> None:
    line, dialog = opened(stage)
    assert not doubled_letters(dialog)
    fill(dialog, tmp_path / "sheet.pdf")
    dialog.act.click()
    stage.settle()
    stage.settle()
    owed = stage.desk.store.obligations.get(line.id)
    assert (owed.state, owed.from_paper) == (ObligationState.MET, True)
    assert not [child for child in stage.window.findChildren(PaperDialog) if child.isVisible()]


def test_a_wrong_total_keeps_the_question_open_and_says_why(stage: Stage, tmp_path: Path) -> None:
    line, dialog = opened(stage)
    fill(dialog, tmp_path / "sheet.pdf")
    dialog.weeks.set_text("41")
    dialog.act.click()
    stage.settle()
    assert "41" in dialog.says.text
    assert stage.desk.store.obligations.get(line.id).open
    assert stage.desk.store.attachments.of_claim(line.claim_key) == ()


def test_what_the_sheet_says_of_a_row_beside_its_columns_is_told_and_kept(stage: Stage, tmp_path: Path) -> None:
    line, dialog = opened(stage)
    fill(dialog, tmp_path / "sheet.pdf")
    dialog.detailer.click()
    (details,) = [child for child in stage.window.findChildren(RecordRowDialog) if child.isVisible()]
    assert not doubled_letters(details)
    for each in (Benefit.DISABLEMENT, Benefit.DEATH):
        details.benefits[each].set_checked(False)
    details.raises.set_key(NONE)
    details.insured_class.set_key(InsuredClass.SEAFARER.value)
    QTest.keyClick(details.number.edit, Qt.Key.Key_Return)
    stage.settle()
    shown = dialog.grid.rows_model.index(0, dialog.grid.rows_model.columnCount() - 1).data()
    assert shown == "counts for some, raises none, Seafarer"
    dialog.act.click()
    stage.settle()
    stage.settle()
    (kept,) = [
        each
        for record in stage.desk.store.periods.current(line.claim_key)
        if record.certificate_number == "P-17/14"
        for each in record.rows
    ]
    assert kept.counts_for == (Benefit.AGE, Benefit.INVALIDITY, Benefit.SURVIVORS)
    assert (kept.raises_amount, kept.insured_class) == ((), InsuredClass.SEAFARER)


def test_an_empty_row_has_no_details_to_tell(stage: Stage) -> None:
    _line, dialog = opened(stage)
    dialog.detailer.click()
    assert "Type the row first" in dialog.says.text
    assert not [child for child in stage.window.findChildren(RecordRowDialog) if child.isVisible()]
