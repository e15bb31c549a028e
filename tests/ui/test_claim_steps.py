"""What is done on the claim's steps, through the window, with a real desk: rows, sending, certifying, calculating."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.domain.claims import Stage as ClaimStage
from desktop_app.foundation.problems import CaseProblem
from desktop_app.ui.screens.claim.calculation.topics import Topic
from desktop_app.ui.screens.claim.calculation.view import CalculationView
from desktop_app.ui.screens.claim.check_and_send.view import CheckAndSendView
from desktop_app.ui.screens.claim.insurance_periods.view import InsurancePeriodsView
from desktop_app.ui.screens.claim.work_history.view import WorkHistoryView
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.workflows.import_contributions import import_contributions
from desktop_app.workflows.import_mapping import proposed_mapping
from desktop_app.workflows.open_claim import Step, open_claim
from desktop_app.workflows.undo_import import undo_import
from tests.support import hendyce
from tests.support.claim_desks import Offices, answered, registered, sent, three_offices
from tests.support.claim_stage import Stage

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


@pytest.fixture
def stage(offices: Offices, look: Look) -> Iterator[Stage]:
    made = Stage(look, offices.vc)
    made.show((1366, 768))
    yield made
    made.close()


def history_page(stage: Stage) -> WorkHistoryView:
    page = stage.screen.page()
    assert isinstance(page, WorkHistoryView)
    return page


def type_cell(stage: Stage, row: int, key: str, text: str) -> None:
    grid = history_page(stage).grid
    grid.go_to(row, key)
    QTest.keyClick(grid, Qt.Key.Key_F2)
    editor = stage.window.focusWidget()
    assert editor is not None
    editor.selectAll()  # type: ignore[attr-defined] # the cell's line to type in
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    stage.settle()


def test_an_overlap_opens_its_warning_and_leads_to_the_other_row(stage: Stage, offices: Offices) -> None:
    stage.open(registered(offices), Step.WORK_HISTORY)
    type_cell(stage, 6, "end", "8/7/1994")
    page = history_page(stage)

    assert page.grid.rows()[6]["end"] == "8 Jul 1994"
    assert page.grid.warning is not None
    assert "4 Jul 1994 to 8 Jul 1994" in page.grid.warning.wrong
    page.grid.go_to(6, "end")
    stage.push("open_other")
    assert page._current_row() == 7


def test_an_overlap_is_kept_with_a_remark_and_the_warning_closes(stage: Stage, offices: Offices) -> None:
    key = registered(offices)
    stage.open(key, Step.WORK_HISTORY)
    type_cell(stage, 6, "end", "8/7/1994")

    stage.push("keep_with_remark")
    stage.fill("remark", "she was paid until Friday")
    stage.press(Qt.Key.Key_Return)

    assert history_page(stage).grid.warning is None
    stage.press(Qt.Key.Key_4, ALT)
    kept = {row.row_id: row.remark for row in offices.vc.store.periods.stated(key)}
    assert kept["LC-1994"] == "she was paid until Friday"


def test_rows_from_excel_are_pasted_and_entered_when_the_step_is_left(stage: Stage, offices: Offices) -> None:
    stage.screen.new_claim()
    stage.settle()
    for name in ("surname", "forenames", "birth_date", "filing_date", "contingency_date"):
        stage.fill(name, getattr(hendyce.CLAIMANT, name))
    stage.press(Qt.Key.Key_2, ALT)
    QGuiApplication.clipboard().setText(
        "State\tYear\tFrom\tTo\tEmployer\tWeeks\tEarnings\n"
        "vc\t1989\t1/1/1989\t31/12/1989\tKingstown Trading Co.\t52\t12600\n"
        "lc\t1995\t1/1/1995\t31/12/1995\tCastries Bay Hotel Ltd\t52\t20000\n"
    )

    stage.push("paste_rows")
    stage.press(Qt.Key.Key_4, ALT)

    key = stage.screen.claim_key
    assert [(row.state, row.weeks) for row in offices.vc.store.periods.stated(key)] == [("VC", 52), ("LC", 52)]
    assert offices.vc.store.claims.get(key).states == ("VC", "LC")


def test_a_row_with_letters_in_weeks_is_kept_as_typed_and_not_entered(stage: Stage, offices: Offices) -> None:
    key = registered(offices)
    stage.open(key, Step.WORK_HISTORY)
    type_cell(stage, 1, "weeks", "many")
    stage.press(Qt.Key.Key_4, ALT)

    assert open_claim(offices.vc, key).history.lines[1].weeks == "many"
    assert [row.weeks for row in offices.vc.store.periods.stated(key)][1] == 52
    page = stage.screen.page()
    assert isinstance(page, CheckAndSendView)
    assert "many" in page.findings.cells.cell(0, 0).text
    assert not page.send.isEnabled()


def test_a_finding_leads_to_its_cell(stage: Stage, offices: Offices) -> None:
    stage.open(registered(offices), Step.WORK_HISTORY)
    type_cell(stage, 1, "weeks", "many")
    stage.press(Qt.Key.Key_4, ALT)
    page = stage.screen.page()
    assert isinstance(page, CheckAndSendView)

    page.findings.setFocus()
    stage.press(Qt.Key.Key_Return)

    assert stage.screen.presenter.step is Step.WORK_HISTORY
    assert history_page(stage)._current_row() == 1


def test_ctrl_enter_sends_and_the_notices_wait_to_leave(stage: Stage, offices: Offices) -> None:
    key = registered(offices)
    stage.open(key, Step.CHECK_AND_SEND)
    page = stage.screen.page()
    assert isinstance(page, CheckAndSendView)
    assert page.send.text().strip() == "&Send to Saint Lucia and Grenada"

    stage.press(Qt.Key.Key_Return, CTRL)

    assert len(offices.vc.store.outbox.waiting()) == 2
    assert offices.vc.store.claims.get(key).stage is not ClaimStage.DRAFT
    assert "Saint Lucia and Grenada" in stage.words
    assert not page.send.isVisible()
    assert page.following.isVisible()


def test_the_notification_that_went_to_the_state_chosen_is_printed(stage: Stage, offices: Offices) -> None:
    stage.open(registered(offices), Step.CHECK_AND_SEND)
    page = stage.screen.page()
    assert isinstance(page, CheckAndSendView)
    assert not page.printer.isVisible()
    stage.press(Qt.Key.Key_Return, CTRL)
    page.recipients.choose_row(1)

    stage.press(Qt.Key.Key_P, CTRL)
    stage.push("print_notice")

    assert page.printer.isVisible()
    assert "Grenada" in page.printer.toolTip()
    assert len(stage.window.findChildren(DocumentPreview)) == 2
    (kept,) = offices.vc.store.documents.of_claim(stage.screen.presenter.claim_id)
    assert kept.file_name.endswith("-notice-GD.pdf")


def test_a_state_left_out_is_not_told(stage: Stage, offices: Offices) -> None:
    stage.open(registered(offices), Step.CHECK_AND_SEND)
    page = stage.screen.page()
    assert isinstance(page, CheckAndSendView)
    page.recipients.choose_row(1)
    page.recipients.setFocus()
    stage.press(Qt.Key.Key_Return)
    assert page.send.text().strip() == "&Send to Saint Lucia"

    stage.push("send_notices")

    assert len(offices.vc.store.outbox.waiting()) == 1


def test_an_office_whose_key_was_not_compared_blocks_and_leads_to_offices(tmp_path: Path, look: Look) -> None:
    from desktop_app.foundation.places import Places
    from desktop_app.workflows.keep_offices import add_office, own_card_file
    from tests.support.desks import desk_of

    desks = []
    for state in ("VC", "LC", "GD"):
        places = Places.at(tmp_path / state)
        places.prepare()
        desks.append(desk_of(state, places))
    add_office(desks[0], own_card_file(desks[1]))
    offices = Offices(*desks)
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    asked: list[str] = []
    stage.screen.office_requested.connect(asked.append)
    stage.open(registered(offices), Step.CHECK_AND_SEND)
    page = stage.screen.page()
    assert isinstance(page, CheckAndSendView)

    assert not page.send.isEnabled()
    page.recipients.setFocus()
    stage.press(Qt.Key.Key_Return)
    assert asked == ["LC-NIC"]
    page.recipients.choose_row(1)
    stage.press(Qt.Key.Key_Return)
    assert asked == ["LC-NIC", ""]
    stage.close()
    offices.close()


def fill_record(stage: Stage, state: str) -> None:
    lines = ["Year\tFrom\tTo\tEmployer\tWeeks\tEarnings"]
    lines += [
        f"{line.year}\t{line.start}\t{line.end}\t{line.employer}\t{line.weeks}\t{line.earnings}"
        for line in hendyce.lines(state)
    ]
    QGuiApplication.clipboard().setText("\n".join(lines))
    stage.push("record_paste")


def test_our_periods_are_certified_after_one_last_question(stage: Stage, offices: Offices) -> None:
    key = registered(offices)
    stage.open(key, Step.INSURANCE_PERIODS)
    page = stage.screen.page()
    assert isinstance(page, InsurancePeriodsView)
    fill_record(stage, "VC")
    stage.fill("complete_to", "14/6/2014")
    page._presenter.check_draft()
    stage.settle()

    stage.press(Qt.Key.Key_Return, CTRL)
    assert page.record.confirm.isVisible()
    assert open_claim(offices.vc, key).states[0].certificate is None
    stage.push("certify_yes")

    certificate = open_claim(offices.vc, key).states[0].certificate
    assert certificate is not None
    assert certificate.weeks == 300
    assert certificate.number in stage.words
    assert not page.record.isVisible()


def test_escape_takes_the_last_question_back(stage: Stage, offices: Offices) -> None:
    key = registered(offices)
    stage.open(key, Step.INSURANCE_PERIODS)
    page = stage.screen.page()
    assert isinstance(page, InsurancePeriodsView)
    fill_record(stage, "VC")
    page._presenter.check_draft()
    stage.settle()
    stage.push("certify")

    stage.screen.escape()

    assert not page.record.confirm.isVisible()
    assert open_claim(offices.vc, key).states[0].certificate is None


def test_an_asked_office_begins_at_its_own_record(offices: Offices, look: Look) -> None:
    sent(offices)
    stage = Stage(look, offices.lc)
    stage.show((1366, 768))
    stage.screen.open(offices.asked["LC"])
    stage.settle()

    assert stage.screen.presenter.step is Step.INSURANCE_PERIODS
    assert stage.screen.stepper.step_numbers() == [1, 2, 3]
    assert stage.find("record_grid").isVisible()
    assert (
        "aug" in " ".join(stage.screen.header.accessibleName().casefold().split()) or stage.screen.header.shown_facts()
    )
    stage.close()


def test_a_certified_row_cannot_be_edited_and_is_compared_with_what_was_told(stage: Stage, offices: Offices) -> None:
    stage.open(answered(offices), Step.INSURANCE_PERIODS)
    page = stage.screen.page()
    assert isinstance(page, InsurancePeriodsView)
    page.states.choose_row(1)
    stage.settle()

    assert not page.record.isVisible()
    assert page.rows.cells.rowCount() == 7
    assert page.compared.cells.rowCount() == 7
    assert not page.rows.cells.flags(page.rows.cells.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_a_new_version_is_begun_and_given_up(stage: Stage, offices: Offices) -> None:
    stage.open(answered(offices), Step.INSURANCE_PERIODS)
    stage.push("new_version")
    assert stage.find("record_grid").isVisible()

    stage.screen.escape()

    assert not stage.find("record_grid").isVisible()


def calculation_page(stage: Stage) -> CalculationView:
    page = stage.screen.page()
    assert isinstance(page, CalculationView)
    return page


def cell(stage: Stage, row: int, column: int) -> str:
    return calculation_page(stage).result.table.cells.cell(row, column).text


def test_the_result_stands_in_the_table_and_the_worksheet_unfolds_the_figure(stage: Stage, offices: Offices) -> None:
    stage.open(answered(offices), Step.CALCULATION)
    page = calculation_page(stage)

    assert cell(stage, 0, 9) == "35.88"
    assert cell(stage, 1, 9) == "Nothing"
    roots = [node.row for depth, node in page.worksheet.tree.trace.walk() if depth == 0]
    assert [row.value for row in roots] == ["35.88"]

    page.result.table.setFocus()
    for _ in range(2):
        stage.press(Qt.Key.Key_Left)

    roots = [node.row for depth, node in page.worksheet.tree.trace.walk() if depth == 0]
    assert [row.value for row in roots] == ["88.50"]
    assert page.result.table.cells.cell(0, 5).framed
    assert not page.result.table.cells.cell(0, 7).framed


def use_published_reading(stage: Stage, state: str) -> None:
    calculation_page(stage).settle.open_for(state, Topic.READING)
    stage.push("option_nissvg-2014")
    stage.fill("settle_reason", "as published")
    stage.push("settle_it")


def test_saint_lucia_pays_only_after_a_decision_that_was_looked_at_twice(stage: Stage, offices: Offices) -> None:
    key = answered(offices)
    stage.open(key, Step.CALCULATION)
    page = calculation_page(stage)
    use_published_reading(stage, "LC")
    before = len(offices.vc.store.decisions.of_claim(key))
    finding = page.band.finding
    assert finding is not None
    assert finding.code == "unmet_after_totalisation"
    stage.push("finding_settle")
    stage.push("option_proportional")

    stage.push("settle_it")
    assert "say why" in page.settle.reason.finding.text.casefold()
    stage.fill("settle_reason", "agreed practice")
    stage.push("settle_it")
    assert len(offices.vc.store.decisions.of_claim(key)) == before
    stage.push("settle_decide")

    assert cell(stage, 1, 9) == "83.08"
    assert offices.vc.store.decisions.of_claim(key)[-1].option == "proportional"
    assert not page.settle.isVisible()
    assert page.band.finding is None or page.band.finding.code != "unmet_after_totalisation"


def test_another_reading_and_stated_totals_give_the_published_figures(stage: Stage, offices: Offices) -> None:
    stage.open(answered(offices), Step.CALCULATION)
    page = calculation_page(stage)
    for state in ("GD", "LC"):
        use_published_reading(stage, state)
    page.settle.open_for("VC", Topic.TOTALS)
    stage.fill("stated_weeks", "286")
    stage.fill("stated_best_years", "67000")
    stage.fill("settle_reason", "as published")
    stage.push("settle_it")

    assert cell(stage, 0, 9) == "34.51"
    assert cell(stage, 2, 9) == "20.32"
    assert "24 short" in page.result.table.cells.cell(1, 4).second
    assert "stated totals" in page.sentence.text()


def test_a_stated_total_that_is_no_number_is_said_beside_the_field(stage: Stage, offices: Offices) -> None:
    key = answered(offices)
    stage.open(key, Step.CALCULATION)
    page = calculation_page(stage)
    page.settle.open_for("VC", Topic.TOTALS)
    stage.fill("stated_weeks", "many")
    stage.fill("settle_reason", "as published")
    stage.push("settle_it")

    assert page.settle.weeks.finding.text
    assert offices.vc.store.decisions.of_claim(key) == ()


def test_the_calculation_is_kept_once_and_says_so(stage: Stage, offices: Offices) -> None:
    key = answered(offices)
    stage.open(key, Step.CALCULATION)

    stage.press(Qt.Key.Key_Return, CTRL)

    assert offices.vc.store.calculations.newest(key) is not None
    assert not calculation_page(stage).keeper.isEnabled()
    assert "kept" in calculation_page(stage).sentence.text()


def test_the_table_is_copied_as_text(stage: Stage, offices: Offices) -> None:
    stage.open(answered(offices), Step.CALCULATION)

    stage.push("copy_result")

    assert QGuiApplication.clipboard().text().count("\n") == 5


@pytest.mark.slow
def test_the_worksheet_is_looked_at_and_saved(stage: Stage, offices: Offices, tmp_path: Path) -> None:
    stage.open(answered(offices), Step.CALCULATION)
    stage.press(Qt.Key.Key_P, CTRL)
    (dialog,) = stage.window.findChildren(DocumentPreview)
    target = tmp_path / "sheet.pdf"

    dialog.save_to(target)
    stage.settle()

    assert target.read_bytes().startswith(b"%PDF")
    assert "sheet.pdf" in stage.words


def test_nothing_certified_is_said_instead_of_a_result(stage: Stage, offices: Offices) -> None:
    stage.open(registered(offices), Step.CALCULATION)

    assert not stage.find("keep_calculation").isVisible()
    assert "no certificate" in calculation_page(stage)._empty.sentence.text()


def test_the_worksheet_reads_at_first_without_rows_of_years_and_nothing_of_its_figures_is_cut(
    stage: Stage, offices: Offices
) -> None:
    stage.open(answered(offices), Step.CALCULATION)
    tree = calculation_page(stage).worksheet.tree
    labels = [node.row.label for _depth, node in tree._shown()]

    assert labels[:4] == [
        "Actual amount a week", "Actual amount before rounding", "Notional amount a week", "Weekly pension",
    ]  # fmt: skip
    assert "1988, Employed" not in labels
    stage.push("worksheet_fold")
    shown = list(tree._shown())
    assert any(node.row.label == "1988, Employed" for _depth, node in shown)
    assert tree.columnWidth(0) >= tree._needs_figure(Look.of(tree), shown)


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_the_payable_amount_is_seen_without_scrolling_sideways(
    stage: Stage, offices: Offices, look: Look, scale: float
) -> None:
    look.choose_scale(scale)
    stage.open(answered(offices), Step.CALCULATION)
    table = calculation_page(stage).result.table

    assert table.horizontalScrollBar().maximum() == 0
    assert table.columnViewportPosition(9) + table.columnWidth(9) <= table.viewport().width()


def in_sight(stage: Stage, widget: QWidget) -> bool:
    area = stage.screen.page()._area
    assert area is not None
    place = QRect(widget.mapTo(area.viewport(), QPoint(0, 0)), widget.size())
    return area.viewport().rect().contains(place)


def test_after_settling_the_page_is_back_at_the_result(stage: Stage, offices: Offices) -> None:
    stage.open(answered(offices), Step.CALCULATION)
    page = calculation_page(stage)
    stage.push("finding_settle")
    assert in_sight(stage, page.settle.reason)

    stage.push("option_proportional")
    stage.fill("settle_reason", "agreed practice")
    stage.push("settle_it")
    stage.push("settle_decide")

    assert in_sight(stage, page.result)
    assert page.result.table.hasFocus()


def test_the_steps_say_how_much_is_to_settle_and_that_it_becomes_less(stage: Stage, offices: Offices) -> None:
    stage.open(answered(offices), Step.INSURANCE_PERIODS)
    words = lambda: stage.screen.stepper._buttons[6].step.words  # noqa: E731 - asked for again and again
    assert words() == "Ready"

    stage.press(Qt.Key.Key_6, ALT)
    assert words() == "3 to settle"
    use_published_reading(stage, "LC")
    use_published_reading(stage, "GD")
    assert words() == "1 to settle"
    stage.push("finding_settle")
    stage.push("option_proportional")
    stage.fill("settle_reason", "agreed practice")
    stage.push("settle_it")
    stage.push("settle_decide")
    assert words() == "Ready"
    stage.push("keep_calculation")
    assert words() == "Kept"


def test_another_claim_has_nothing_to_settle_of_the_one_before(stage: Stage, offices: Offices) -> None:
    stage.open(answered(offices), Step.CALCULATION)

    stage.screen.new_claim()
    stage.settle()

    assert stage.screen.stepper._buttons[6].step.words == "Not yet"


def test_certifying_rows_just_pasted_checks_them_at_once_and_asks_in_sight(stage: Stage, offices: Offices) -> None:
    key = registered(offices)
    stage.window.resize(1280, 680)
    stage.open(key, Step.INSURANCE_PERIODS)
    page = stage.screen.page()
    assert isinstance(page, InsurancePeriodsView)
    fill_record(stage, "VC")
    assert page._presenter.draft is None

    stage.press(Qt.Key.Key_Return, CTRL)

    assert page.record.yes.isVisible()
    assert page.record.yes.hasFocus()
    assert in_sight(stage, page.record.confirm)
    stage.press(Qt.Key.Key_Space)
    assert open_claim(offices.vc, key).states[0].certificate is not None


def test_a_question_is_not_put_about_rows_that_changed_while_they_were_checked(stage: Stage, offices: Offices) -> None:
    stage.open(registered(offices), Step.INSURANCE_PERIODS)
    page = stage.screen.page()
    assert isinstance(page, InsurancePeriodsView)
    fill_record(stage, "VC")

    page._on_certify()
    QTest.keyClicks(page.record.remarks.edit, "found in the ledger")
    stage.settle()
    page._presenter.check_draft()
    stage.settle()

    assert not page.record.confirm.isVisible()


def test_what_the_certificate_says_beside_its_rows_is_kept_and_comes_back(
    stage: Stage, offices: Offices, look: Look
) -> None:
    key = registered(offices)
    stage.open(key, Step.INSURANCE_PERIODS)
    assert open_claim(offices.vc, key).typed == frozenset()
    stage.fill("complete_to", "1/6")
    stage.fill("certificate_remarks", "found in the ledger")
    stage.push("more_follows")
    combo = stage.find("has_periods")
    combo.setFocus()
    stage.press(Qt.Key.Key_Down)
    stage.screen.save_now()
    stage.settle()

    again = Stage(look, offices.vc)
    again.show((1366, 768))
    again.open(key, Step.INSURANCE_PERIODS)

    page = again.screen.page()
    assert isinstance(page, InsurancePeriodsView)
    assert page.record.complete_to.text() == "1/6"
    assert page.record.complete_to.finding.text
    assert page.record.remarks.text() == "found in the ledger"
    assert page.record.more_follows.checked()
    assert page.record.has_periods.key() == stage.screen.pages[Step.INSURANCE_PERIODS].record.has_periods.key()
    assert page.record.has_periods.key() != "yes"
    again.close()


def test_opening_another_claim_types_nothing_into_it(stage: Stage, offices: Offices) -> None:
    key = registered(offices)
    stage.open(key, Step.INSURANCE_PERIODS)
    stage.fill("certificate_remarks", "found in the ledger")
    stage.screen.new_claim()
    stage.settle()
    draft = stage.screen.claim_key
    stage.press(Qt.Key.Key_S, CTRL)

    assert "terms" not in open_claim(offices.vc, draft).typed
    stage.open(key, Step.INSURANCE_PERIODS)
    assert open_claim(offices.vc, key).terms["remarks"] == "found in the ledger"
    assert "record" not in open_claim(offices.vc, key).typed


def claim_with(stage: Stage, state: str, number: str) -> None:
    """Take a claimant in whose second number is in this State (typed by its first letters, empty for none)."""
    stage.screen.new_claim()
    stage.settle()
    for name in ("surname", "forenames", "birth_date", "filing_date", "contingency_date"):
        stage.fill(name, getattr(hendyce.CLAIMANT, name))
    stage.fill("number_0", "104 882")
    stage.push("add_number")
    combo = stage.find("number_state_1")
    combo.setFocus()
    QTest.keyClicks(combo, state)
    stage.fill("number_1", number)
    stage.press(Qt.Key.Key_Return, CTRL)


def test_a_state_where_the_agreement_is_not_in_effect_does_not_hold_the_claim_up(stage: Stage) -> None:
    claim_with(stage, "SR", "77 1")
    stage.press(Qt.Key.Key_4, ALT)
    page = stage.screen.page()
    assert isinstance(page, CheckAndSendView)
    assert "not in effect in Suriname" in page.recipients.cells.cell(0, 4).text

    stage.press(Qt.Key.Key_Return, CTRL)

    assert stage.screen.presenter.step is Step.INSURANCE_PERIODS


def test_ctrl_enter_says_why_nothing_can_be_sent_to_a_state_without_office(stage: Stage) -> None:
    claim_with(stage, "TT", "77 1")
    stage.press(Qt.Key.Key_4, ALT)
    page = stage.screen.page()
    assert isinstance(page, CheckAndSendView)
    assert not page.send.isEnabled()
    assert "No office of Trinidad and Tobago" in page.sentence.text()

    stage.press(Qt.Key.Key_Return, CTRL)

    assert stage.screen.presenter.step is Step.CHECK_AND_SEND
    assert "No office of Trinidad and Tobago" in stage.words


def test_ctrl_enter_says_that_every_state_is_left_out(stage: Stage, offices: Offices) -> None:
    stage.open(registered(offices), Step.CHECK_AND_SEND)
    page = stage.screen.page()
    assert isinstance(page, CheckAndSendView)
    for row in (0, 1):
        page._on_recipient(row)
    stage.settle()

    stage.press(Qt.Key.Key_Return, CTRL)
    assert "Every State is left out" in stage.words

    page._on_recipient(0)
    assert "left out" not in page.sentence.text()


def test_ctrl_enter_says_that_the_calculation_is_kept_already(stage: Stage, offices: Offices) -> None:
    stage.open(answered(offices), Step.CALCULATION)
    stage.press(Qt.Key.Key_Return, CTRL)
    stage.press(Qt.Key.Key_Return, CTRL)

    assert stage.words == "This calculation is kept already. It can be kept again when something in it has changed."


def test_a_number_without_its_state_is_said_and_led_to(stage: Stage) -> None:
    claim_with(stage, "", "77 1")

    assert stage.screen.presenter.step is Step.CLAIMANT
    assert stage.screen.focusWidget().objectName() == "number_state_1"
    assert "77 1" in stage.screen.page().numbers.finding.text  # type: ignore[attr-defined] # the claimant's page
    assert "must be mended" in stage.words


def test_our_records_are_taken_into_the_certificate_and_remembered(
    stage: Stage, offices: Offices, tmp_path: Path
) -> None:
    key = registered(offices)
    claim = offices.vc.store.claims.get(key)
    number = next(each.number for each in offices.vc.store.persons.get(claim.person_id).numbers if each.state == "VC")
    path = tmp_path / "system.csv"
    lines = [f"{number},Hendyce,14/06/1954,{year},52" for year in range(1990, 1994)]
    path.write_text("\n".join(["NIS no,Surname,DOB,Year,Weeks", *lines]), encoding="utf-8")
    mapping = proposed_mapping(offices.vc, "system", ("NIS no", "Surname", "DOB", "Year", "Weeks"))
    brought = import_contributions(offices.vc, path, mapping)
    assert (brought.records, brought.new_persons) == (4, 0)

    stage.open(key, Step.INSURANCE_PERIODS)
    page = stage.screen.page()
    assert isinstance(page, InsurancePeriodsView)
    stage.push("record_take")
    stage.settle()
    stage.push("record_take")
    stage.settle()
    taken = page._presenter.claim.record.lines
    assert [(line.year, line.weeks) for line in taken] == [(str(year), "52") for year in range(1990, 1994)]
    assert [line.remark for line in taken] == [f"system.csv, {line}" for line in range(2, 6)]
    stage.fill("complete_to", "14/6/2014")
    page._presenter.check_draft()
    stage.settle()
    stage.press(Qt.Key.Key_Return, CTRL)
    stage.push("certify_yes")
    with pytest.raises(CaseProblem, match="import_used"):
        undo_import(offices.vc, brought.import_id)
