"""The papers of a State in its claim: passed on, typed from paper beside the scan, typed in where it is awaited."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.screens.claim.insurance_periods.view import InsurancePeriodsView
from desktop_app.ui.screens.owed.paper import PaperDialog
from desktop_app.ui.screens.owed.settling import LookDialog
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.pass_on import PassOnDialog
from desktop_app.ui.widgets.typed_sheet import TypedSheetDialog
from desktop_app.workflows.attach import attach_file
from desktop_app.workflows.enter_paper import PaperCertificateForm, enter_paper_certificate
from desktop_app.workflows.obligations import obligation, obligations_of_claim
from desktop_app.workflows.open_claim import Step
from tests.support.claim_desks import answered, sent, three_offices
from tests.support.clips import clipped, doubled_letters
from tests.support.hendyce import record
from tests.support.office_stage import Stage
from tests.support.papers_gallery import a_sheet


@pytest.fixture
def staged(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Stage, str]]:
    """Saint Vincent, whose claim was sent to both; what Saint Lucia owes was typed from paper."""
    del qtbot
    offices = three_offices(tmp_path / "desks")
    key = sent(offices)
    desk = offices.vc
    owed = next(line for line in obligations_of_claim(desk, key) if line.partner_code == "LC-NIC" and line.takes_paper)
    scan = attach_file(desk, key, a_sheet(tmp_path, "Sheet.png").read_bytes(), "Sheet.png", "certificate")
    form = PaperCertificateForm(
        number="LC-1", certified_on="14 Jul 2014", complete_to="13 Jun 2014", signed_by="J. Sample",
        periods=record("LC"), scan=scan.id,
    )  # fmt: skip
    enter_paper_certificate(desk, owed.id, form)
    stage = Stage(look, desk)
    stage.show((1366, 768))
    yield stage, key
    stage.close()
    offices.close()


def periods_of(stage: Stage, key: str, state: str) -> InsurancePeriodsView:
    stage.office.open_claim(key, int(Step.INSURANCE_PERIODS))
    stage.settle()
    page = stage.office.claim_screen.pages[Step.INSURANCE_PERIODS]
    assert isinstance(page, InsurancePeriodsView)
    view = page._presenter.claim.view
    assert view is not None
    page.states.choose_row([line.state for line in view.states].index(state))
    stage.settle()
    return page


def test_what_was_typed_stands_beside_its_scan(staged: tuple[Stage, str], qtbot: QtBot) -> None:
    stage, key = staged
    page = periods_of(stage, key, "LC")
    assert page.papers.scan.isVisible()
    assert not page.papers.on_paper.isVisible()
    assert not doubled_letters(stage.office.claim_screen)
    page.papers.scan.setFocus()
    qtbot.keyClick(page.papers.scan, Qt.Key.Key_Space)
    stage.settle()
    (dialog,) = [child for child in stage.window.findChildren(TypedSheetDialog) if child.isVisible()]
    assert len(dialog.pages.sizes) == 1
    assert dialog.rows.row_count() == 8
    assert not clipped(dialog)


def test_the_scan_is_seen_from_what_was_owed_too(staged: tuple[Stage, str]) -> None:
    stage, key = staged
    met = next(line for line in obligations_of_claim(stage.desk, key) if line.from_paper)
    stage.office.remedies.look_at(obligation(stage.desk, met.id))
    stage.settle()
    (look,) = [child for child in stage.window.findChildren(LookDialog) if child.isVisible()]
    assert not doubled_letters(look)
    look.sheet.click()
    stage.settle()
    assert [child for child in stage.window.findChildren(TypedSheetDialog) if child.isVisible()]


def test_what_is_awaited_is_typed_in_from_the_state_and_from_the_strip(staged: tuple[Stage, str], qtbot: QtBot) -> None:
    stage, key = staged
    page = periods_of(stage, key, "GD")
    assert page.papers.on_paper.isVisible()
    assert not doubled_letters(stage.office.claim_screen)
    page.papers.on_paper.setFocus()
    qtbot.keyClick(page.papers.on_paper, Qt.Key.Key_Space)
    stage.settle()
    (dialog,) = [child for child in stage.window.findChildren(PaperDialog) if child.isVisible()]
    dialog.reject()
    stage.window.activateWindow()
    stage.settle()
    strip = stage.office.claim_screen.owed
    assert strip.paper.isVisible()
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_0, both)
    qtbot.wait(250)
    stage.settle()
    assert [child for child in stage.window.findChildren(PaperDialog) if child.isVisible()]


def test_a_certificate_is_passed_on_from_its_state(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    offices = three_offices(tmp_path / "desks")
    key = answered(offices)
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    page = periods_of(stage, key, "LC")
    assert not doubled_letters(stage.office.claim_screen)
    page.papers.pass_on.setFocus()
    qtbot.keyClick(page.papers.pass_on, Qt.Key.Key_Space)
    stage.settle()
    (dialog,) = [child for child in stage.window.findChildren(PassOnDialog) if child.isVisible()]
    dialog.lines["GD-NIS"].set_checked(True)
    dialog.act.click()
    stage.settle()
    assert page.papers.passed.text() == "waits to go to GD-NIS"
    page = periods_of(stage, key, "VC")
    assert not page.papers.pass_on.isVisible()
    stage.close()
    offices.close()
