"""A row's class where the State insures by classes: typed, kept, certified, printed; elsewhere not shown."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.findings import Level
from desktop_app.domain.forms import PeriodLine, PeriodsForm, check_periods, read_record
from desktop_app.foundation.places import Places
from desktop_app.ui.screens.claim.grid_rows import form_of, shown_row
from desktop_app.ui.theme import Look
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import register_claim, save_draft
from desktop_app.workflows.issue_document import certificate_document
from desktop_app.workflows.open_claim import Step, open_claim, start_claim
from desktop_app.workflows.places_kept import Place
from tests.support import hendyce
from tests.support.claim_stage import Stage
from tests.support.clips import clipped
from tests.support.desks import desk_of
from tests.support.pdfs import flat_text

ROW = PeriodLine(row_id="r1", state="TT", year="1996", weeks="50", employer="Invented Ltd", earnings_class="ix")


def claim_at(state: str, tmp_path: Path) -> tuple[Desk, str]:
    places = Places.at(tmp_path / state)
    places.prepare()
    desk = desk_of(state, places)
    draft = start_claim(desk)
    form = replace(hendyce.CLAIMANT, numbers=((state, "900 001"),))
    return desk, register_claim(desk, draft.key, form).key


def titles(stage: Stage) -> list[str]:
    grid = stage.find("record_grid")
    return [column.title for column in grid.rows_model.columns]  # type: ignore[attr-defined]  # the grid


@pytest.mark.parametrize(("state", "shown"), [("TT", True), ("VC", False)])
def test_the_class_is_asked_for_where_the_state_insures_by_classes(
    look: Look, tmp_path: Path, state: str, shown: bool
) -> None:
    desk, key = claim_at(state, tmp_path)
    stage = Stage(look, desk)
    stage.show((1366, 768))
    stage.open(key, Step.INSURANCE_PERIODS)
    assert ("Class" in titles(stage)) is shown
    assert clipped(stage.window) == []
    stage.close()
    desk.close()


def test_a_class_pasted_into_the_record_is_kept_certified_and_printed(look: Look, tmp_path: Path) -> None:
    desk, key = claim_at("TT", tmp_path)
    stage = Stage(look, desk)
    stage.show((1366, 768))
    stage.open(key, Step.INSURANCE_PERIODS)
    grid = stage.find("record_grid")
    grid.setFocus()
    QApplication.clipboard().setText("Year\tKind\tWeeks\tEmployer\tClass\n1996\tEmployed\t50\tInvented Ltd\tix")
    grid.paste()  # type: ignore[attr-defined]  # the grid
    stage.settle()
    stage.screen.presenter.save_now()
    stage.settle()
    form = open_claim(desk, key).record
    assert [line.earnings_class for line in form.lines] == ["IX"]
    certify_periods(desk, key, form, complete_to=date(2014, 6, 14), has_periods=HasPeriods.YES)
    (record,) = desk.store.periods.current(key)
    assert [row.earnings_class for row in record.rows] == ["IX"]
    assert open_claim(desk, key).record.lines[0].earnings_class == "IX"
    assert "class IX" in flat_text(certificate_document(desk, key, "TT").data, tmp_path)
    stage.close()
    desk.close()


def test_a_draft_keeps_a_class_as_typed(tmp_path: Path) -> None:
    desk, key = claim_at("TT", tmp_path)
    place = Place(page="claim", claim_key=key, step=int(Step.INSURANCE_PERIODS), focus="")
    save_draft(desk, key, record=PeriodsForm(lines=(ROW,), single_state="TT"), place=place)
    assert open_claim(desk, key).record.lines == (ROW,)
    assert open_claim(desk, key).classes[:3] == ("I", "II", "III")
    desk.close()


@pytest.mark.parametrize(("typed", "wrong"), [("ix", False), ("12", False), ("", False), ("I X", True), ("=1+1", True)])
def test_what_is_no_class_is_said_at_its_cell(typed: str, wrong: bool) -> None:
    form = PeriodsForm(lines=(replace(ROW, earnings_class=typed),), single_state="TT")
    checked = check_periods(form, currencies={"TT": "TTD"}, birth_date=None, today=date(2014, 7, 14))
    errors = [finding for finding in checked.findings if finding.level is Level.ERROR]
    assert [(finding.code, finding.where) for finding in errors] == (
        [("class_unreadable", "rows.r1.earnings_class")] if wrong else []
    )
    if not wrong:
        assert read_record(checked)[0].earnings_class == typed.upper()


def test_a_grid_without_the_column_leaves_the_class_of_a_row_as_it_is() -> None:
    before = PeriodsForm(lines=(ROW,), single_state="TT")
    shown = {name: text for name, text in shown_row(ROW).items() if name != "earnings_class"}
    after = form_of(before, [{**shown, "weeks": "51"}], lambda: "new")
    assert (after.lines[0].weeks, after.lines[0].earnings_class) == ("51", "ix")
    assert form_of(before, [{**shown}], lambda: "new") == before
