"""Step 'Calculation' for every benefit, through the window: shares, spans, grants, losses and officers' decisions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QTableView

from desktop_app.calculation.periodic import share_paid
from desktop_app.domain.dependant_forms import DependantsForm
from desktop_app.domain.money import total
from desktop_app.ui.screens.claim.calculation.topics import Topic
from desktop_app.ui.screens.claim.calculation.view import CalculationView
from desktop_app.ui.theme import Look
from desktop_app.workflows.calculate_claim import calculate_claim, decide_point
from desktop_app.workflows.enter_claim import enter_dependants
from desktop_app.workflows.open_claim import Step
from tests.support import sample_claims
from tests.support.claim_desks import Offices, three_offices
from tests.support.claim_stage import Stage
from tests.support.clips import clipped, doubled_letters
from tests.support.offices import shown_texts


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


def opened(offices: Offices, stage: Stage, name: str) -> CalculationView:
    stage.open(sample_claims.answered(offices, name), Step.CALCULATION)
    page = stage.screen.page()
    assert isinstance(page, CalculationView)
    return page


def told(table: QTableView, row: int) -> list[str]:
    model = table.model()
    cells = (model.index(row, column, QModelIndex()) for column in range(model.columnCount()))
    return [
        str(cell.data(Qt.ItemDataRole.AccessibleTextRole) or cell.data() or "").replace("\u00a0", " ") for cell in cells
    ]


def choose(stage: Stage, name: str, key: str) -> None:
    """Choose in a box by keyboard."""
    combo = stage.find(name)
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    stage.press(Qt.Key.Key_Home)
    while combo.currentData() != key:
        before = combo.currentIndex()
        stage.press(Qt.Key.Key_Down)
        assert combo.currentIndex() != before, f"{key} is not offered"


def settle(stage: Stage, option: str, reason: str) -> None:
    stage.push(f"option_{option}")
    stage.fill("settle_reason", reason)
    stage.push("settle_it")
    stage.push("settle_decide")


def take_back(stage: Stage, reason: str) -> None:
    stage.fill("settle_reason", reason)
    stage.push("settle_withdraw")


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def paid(offices: Offices, state: str) -> str:
    money = calculate_claim(offices.vc, offices.claim_id).award.state(state).payable.weekly
    return money.plain if money is not None else ""


def test_each_survivors_share_is_told_by_name_with_the_familys_maximum(offices: Offices, stage: Stage) -> None:
    page = opened(offices, stage, "survivors")
    table = page.shares.table
    assert table.isVisible()
    assert table.row_count() == 12
    widow = told(table, 8)
    assert widow[1].startswith("Ottoline Exemplar, widow")
    assert widow[2:6] == ["75 %", "114.69", "36.49", "81.92"]
    assert widow[6:] == ["81.92, XCD", "for life"]
    assert told(table, 7)[6:] == ["Nothing", "not met: incapable"]
    assert "the family's maximum of XCD\u00a0229.38 cuts each in proportion" in " ".join(shown_texts(page.shares))


def test_an_amount_is_told_by_the_week_the_month_and_the_year_as_each_state_pays(
    offices: Offices, stage: Stage
) -> None:
    page = opened(offices, stage, "survivors")
    payable = page.result.table.model().columnCount() - 1
    choose(stage, "span", "month")
    assert told(page.result.table, 4)[payable].startswith("655.40, XCD, or 819.25 of 5 weeks")
    assert told(page.result.table, 2)[payable] == "287.11, XCD"
    assert page.result._sum.isHidden()  # months of four weeks and of thirty days have no sum
    choose(stage, "span", "four_weeks")
    assert told(page.result.table, 2)[payable].endswith("pays by the month")
    choose(stage, "span", "year")
    assert told(page.result.table, 4)[payable] == "8,520.20, XCD"
    assert page.result.table.cells.columns[payable].title == "Payable\na year"


def test_each_survivors_share_follows_the_span_as_the_state_pays(offices: Offices, stage: Stage) -> None:
    page = opened(offices, stage, "survivors")
    table = page.shares.table
    assert told(table, 8)[6] == "81.92, XCD"
    choose(stage, "span", "month")
    assert told(table, 8)[6] == "327.68, XCD, or 409.60 of 5 weeks"
    assert page.shares.lead.text() == "Payable a month, the others a week"
    assert told(table, 8)[3:6] == ["114.69", "36.49", "81.92"]
    assert told(table, 7)[6] == "Nothing"
    for span in ("four_weeks", "year"):
        choose(stage, "span", span)
        paid_now = told(table, 8)[6]
        assert paid_now.startswith({"four_weeks": "327.68", "year": "4,259.84"}[span])


def test_the_months_of_the_survivors_make_the_month_of_the_state(offices: Offices, stage: Stage) -> None:
    opened(offices, stage, "survivors")
    for state in calculate_claim(offices.vc, offices.claim_id).award.states:
        paid_each = [share_paid(state.payable, each) for each in state.shares if each.payable is not None]
        for of_state, of_each in (
            (state.payable.monthly, [each.monthly for each in paid_each]),
            (state.payable.four_weekly, [each.four_weekly for each in paid_each]),
            (state.payable.yearly, [each.yearly for each in paid_each]),
        ):
            assert of_state is None or total([each for each in of_each if each], state.currency) == of_state


def test_the_officer_confirms_who_pays_for_an_injury_and_takes_it_back(offices: Offices, stage: Stage) -> None:
    page = opened(offices, stage, "disablement")
    said = " ".join(shown_texts(page.result.notes)).replace("\u00a0", " ")
    assert "Degree of disablement 45 %, accident at work, Saint Lucia" in said
    assert "Saint Lucia pays alone, as the last State whose conditions are met. An officer confirms." in said
    stage.push("confirm_payer")
    assert page.settle.topic.key() == Topic.INJURY
    assert page.settle.state.key() == "LC"
    assert "Without a decision: the last State whose conditions are met" in " ".join(shown_texts(page.settle))
    settle(stage, "last_state", "board report seen")
    said = " ".join(shown_texts(page.result.notes))
    assert "was decided 14 Jul 2014 by C. Browne: board report seen" in said
    assert not any(
        finding.code == "last_state_to_confirm"
        for line in calculate_claim(offices.vc, offices.claim_id).award.states
        for finding in line.findings
    )
    stage.push("confirm_payer")
    take_back(stage, "another report came")
    assert "An officer confirms." in " ".join(shown_texts(page.result.notes))


def test_a_death_benefit_is_paid_as_the_institution_certified_it(offices: Offices, stage: Stage) -> None:
    page = opened(offices, stage, "death")
    assert paid(offices, "VC") == "308.00"
    assert "Saint Vincent pays alone" in " ".join(shown_texts(page.result.notes))
    assert "VC: the institution certified XCD\u00a0308.00 a week for all survivors" in " ".join(
        shown_texts(page.shares)
    )
    page.settle.open_for("VC", Topic.AMOUNTS)
    stage.settle()
    assert page.settle.certificate.text() == "VC award 2014-17"
    assert page.settle.actual.text() == "308.00"


def test_every_lost_week_has_its_row_and_an_officer_can_give_it_back(offices: Offices, stage: Stage) -> None:
    page = opened(offices, stage, "overlaps")
    table = page.lost.table
    assert [told(table, row)[:4] for row in range(table.row_count())] == [
        ["LC", "1994", "Employed, 1 Aug 1994 to 31 Dec 1994", "4"],
        ["VC", "1995", "Voluntary, 1 Jan 1995 to 31 Dec 1995", "52"],
        ["VC", "1996", "Employed, without dates", "18"],
        ["GD", "2004", "Credited, unemployment, 1 Jul 2004 to 31 Dec 2004", "13"],
    ]
    assert (paid(offices, "VC"), paid(offices, "LC")) == ("", "")
    table.setFocus()
    table.choose_row(2)
    stage.press(Qt.Key.Key_Return)
    assert (page.settle.topic.key(), page.settle.state.key()) == (Topic.OVERLAP, "VC")
    settle(stage, "keeps_weeks", "the employer in Kingstown confirmed the days")
    award = calculate_claim(offices.vc, offices.claim_id).award
    assert award.state("VC").counted_weeks == 324
    assert award.state("LC").counted_weeks == 179 - 4 - 52 - 18
    assert paid(offices, "VC") != ""
    assert "an officer decided so" in " ".join(told(table, 0))
    table.setFocus()
    table.choose_row(0)
    stage.press(Qt.Key.Key_Return)
    assert page.settle.state.key() == "VC"
    take_back(stage, "the letter was about another man")
    assert calculate_claim(offices.vc, offices.claim_id).award.state("VC").counted_weeks == 254


@pytest.mark.parametrize(
    ("point", "state", "option"),
    [
        ("vested_state", "GD", "actual"),
        ("denominator", "LC", "weeks_required"),
    ],
)
def test_a_point_is_decided_for_one_state_and_taken_back(
    offices: Offices, stage: Stage, point: str, state: str, option: str
) -> None:
    page = opened(offices, stage, "survivors")
    before = paid(offices, state)
    topic = {"vested_state": Topic.VESTED, "denominator": Topic.SHARE_OF}[point]
    page.settle.open_for(state, topic)
    stage.settle()
    settle(stage, option, "circular 3 of 2014")
    assert paid(offices, state) != before
    page.settle.open_for(state, topic)
    stage.settle()
    assert "Decided 14 Jul 2014 by C. Browne: circular 3 of 2014" in " ".join(shown_texts(page.settle))
    take_back(stage, "it was withdrawn")
    assert paid(offices, state) == before


def test_a_decision_is_refused_where_it_changes_nothing(offices: Offices, stage: Stage) -> None:
    page = opened(offices, stage, "survivors")
    page.settle.open_for("LC", Topic.VESTED)
    stage.settle()
    assert "Nothing in Saint Lucia waits for such a decision." in " ".join(shown_texts(page.settle))


def test_the_button_of_decisions_opens_at_the_current_state(offices: Offices, stage: Stage) -> None:
    page = opened(offices, stage, "survivors")
    page.result.table.setFocus()
    page.result.table.choose_row(4)
    stage.push("open_points")
    assert (page.settle.state.key(), page.settle.topic.key()) == ("GD", Topic.VESTED)
    stage.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.result.points


def test_what_an_earlier_step_can_tell_is_settled_there(offices: Offices, stage: Stage) -> None:
    claim_id = sample_claims.answered(offices, "disablement")
    form = sample_claims.dependants("disablement")
    enter_dependants(offices.vc, claim_id, DependantsForm(injury_state=form.injury_state))
    stage.open(claim_id, Step.CALCULATION)
    page = stage.screen.page()
    assert isinstance(page, CalculationView)
    while page.band.finding is not None and page.band.finding.code != "degree_missing":
        stage.push("finding_next")
    stage.push("finding_settle")
    assert stage.screen.presenter.step is Step.DEPENDANTS
    assert focused() == "degree"


def test_a_decision_stands_on_the_worksheet_with_its_reason(offices: Offices, stage: Stage) -> None:
    page = opened(offices, stage, "survivors")
    decide_point(offices.vc, offices.claim_id, point="vested_state", state="GD", option="actual", reason="circular 3")
    worksheet = calculate_claim(offices.vc, offices.claim_id).award.state("GD").worksheet
    (said,) = {node.facts["reason"] for node in worksheet.walk() if node.key == "officer_decision"}
    assert said == "circular 3"
    assert page.isVisible()


@pytest.mark.parametrize("topic", list(Topic))
def test_no_letter_is_given_twice_while_something_is_settled(offices: Offices, stage: Stage, topic: Topic) -> None:
    page = opened(offices, stage, "disablement")
    page.settle.open_for("LC", topic)
    stage.settle()
    assert doubled_letters(page) == []


@pytest.mark.parametrize("name", ["survivors", "disablement", "overlaps"])
@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (1.25, (1280, 680))])
def test_no_amount_and_no_word_is_cut_off(
    offices: Offices, look: Look, name: str, scale: float, size: tuple[int, int]
) -> None:
    claim_id = sample_claims.answered(offices, name)
    look.choose_scale(scale)
    stage = Stage(look, offices.vc)
    try:
        stage.show(size)
        stage.open(claim_id, Step.CALCULATION)
        assert clipped(stage.window) == []
        page = stage.screen.page()
        assert isinstance(page, CalculationView)
        for table in (page.result.table, page.shares.table, page.lost.table):
            assert not table.isVisible() or table.horizontalScrollBar().maximum() == 0, table.accessibleName()
    finally:
        stage.close()
        look.choose_scale(1.0)
