"""The page of reports: by keyboard, in words, nothing cut off."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.reports import ReportKind, Span
from desktop_app.foundation.places import Places
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview
from tests.support.clips import clipped, doubled_letters
from tests.support.desks import desk_of
from tests.support.reports_gallery import ReportsStage, busy_desk


@pytest.fixture
def stage(look: Look, tmp_path: Path, qtbot: QtBot) -> Iterator[ReportsStage]:
    del look, qtbot
    desk = busy_desk(tmp_path, claims=6)
    stage = ReportsStage(desk)
    stage.show((1366, 768))
    yield stage
    stage.close()
    desk.close()


def test_a_report_is_chosen_by_keyboard_alone(stage: ReportsStage) -> None:
    screen = stage.screen
    screen.focus_first()
    for _turn in range(2):
        QTest.keyClick(screen.kind.combo, Qt.Key.Key_Down)
    stage.settle()
    assert stage.presenter.wanted.kind is ReportKind.OUTCOMES
    QTest.keyClick(screen.kind.combo, Qt.Key.Key_Tab)
    assert screen.span.combo.hasFocus()
    QTest.keyClick(screen.span.combo, Qt.Key.Key_End)
    stage.settle()
    assert stage.presenter.wanted.span is Span.CHOSEN
    QTest.keyClick(screen.span.combo, Qt.Key.Key_Tab)
    assert screen.since.edit.hasFocus()
    QTest.keyClicks(screen.since.edit, "1/1/2014")
    QTest.keyClick(screen.since.edit, Qt.Key.Key_Return)
    stage.settle()
    assert "From 1 Jan 2014" in screen.sentence.text()


def test_the_chart_says_its_figures_to_who_does_not_see_it(stage: ReportsStage) -> None:
    stage.screen._want(kind=ReportKind.OUTCOMES)
    stage.settle()
    assert "VC, Age pension: 82, 18" in stage.screen.chart.accessibleDescription()


def test_who_stops_a_report_sees_the_one_before_and_its_choice(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, presenter = stage.screen, stage.presenter
    before = screen.sentence.text()
    monkeypatch.setattr(presenter, "tasks", later := Tasks())
    gate = Event()
    later.run_free(lambda _progress: gate.wait(5))
    screen._want(kind=ReportKind.OUTCOMES)
    assert screen.kind.key() == ReportKind.OUTCOMES
    screen.progress.show()
    screen.progress.cancel.setFocus()
    QTest.keyClick(screen.progress.cancel, Qt.Key.Key_Space)
    gate.set()
    later.shutdown()
    QApplication.processEvents()
    assert presenter.wanted.kind is ReportKind.OPEN_CLAIMS
    assert screen.kind.key() == ReportKind.OPEN_CLAIMS
    assert screen.sentence.text() == before
    assert not screen.progress.isVisible()


def test_an_office_without_anything_says_so(look: Look, tmp_path: Path, qtbot: QtBot) -> None:
    del look, qtbot
    desk = desk_of("VC", Places.at(tmp_path))
    stage = ReportsStage(desk)
    stage.show((1366, 768))
    assert stage.screen.empty.isVisible()
    assert not stage.screen.print.isEnabled()
    stage.close()
    desk.close()


def test_the_report_is_looked_at_before_it_is_printed(stage: ReportsStage) -> None:
    stage.screen.primary_action()
    stage.settle()
    (preview,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, DocumentPreview)]
    assert preview.windowTitle() == "Open claims"
    preview.close()


def test_the_table_is_exported_by_keyboard_and_said(
    stage: ReportsStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "open.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    said: list[str] = []
    monkeypatch.setattr(stage.presenter.notices, "say", said.append)
    QTest.keyClick(stage.screen.export, Qt.Key.Key_Space)
    stage.settle()
    assert said == ["The table is in open.xlsx."]
    assert load_workbook(path).worksheets[0].max_row == 2


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_nothing_is_cut_off_and_no_letter_is_twice(stage: ReportsStage, look: Look, scale: float) -> None:
    look.choose_scale(scale)
    stage.show((1280, 680))
    for kind in ReportKind:
        stage.screen._want(kind=kind, span=Span.CHOSEN)
        stage.settle()
        assert list(clipped(stage.screen)) == []
        assert not doubled_letters(stage.screen)
