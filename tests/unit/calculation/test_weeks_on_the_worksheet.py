"""Every week that does not count has its row and its reason on the worksheet."""

from datetime import date

import pytest

from desktop_app.calculation.award import Award
from desktop_app.calculation.engine import award
from desktop_app.calculation.recompute import disagreements
from desktop_app.calculation.trace import TraceNode
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.periods import PeriodType
from desktop_app.wording.trace import label
from tests.support.cases import a_case, a_row
from tests.support.desks import rulebook

WHOLE = {"start": date(1994, 1, 1), "end": date(1994, 12, 31)}


def calculated(*rows: object, **facts: object) -> Award:
    rules = rulebook()
    return award(a_case(periods=rows, **facts), rules.packs, rules.agreement)


def of(found: Award, state: str, key: str) -> list[TraceNode]:
    nodes = [node for node in found.state(state).worksheet.walk() if node.key == key]
    return list({id(node): node for node in nodes}.values())


def test_weeks_that_gave_way_stand_with_their_row_the_state_and_the_reason() -> None:
    found = calculated(
        a_row("VC", 1994, 52, type=PeriodType.VOL, row_id="voluntary", **WHOLE), a_row("LC", 1994, 52, **WHOLE)
    )
    (lost, *_) = of(found, "VC", "overlap_weeks")
    assert (lost.value, lost.facts["row"], lost.facts["to"]) == (52, "voluntary", "LC")
    assert [finding.code for finding in lost.findings] == ["voluntary_gives_way"]
    assert label(lost) == "Weeks of 1994 that gave way to LC"


def test_weeks_above_a_full_year_stand_with_their_row() -> None:
    found = calculated(a_row("VC", 1994, 40, row_id="a"), a_row("VC", 1994, 20, row_id="b"))
    (lost, *_) = of(found, "VC", "weeks_above_year")
    assert (lost.value, lost.facts["row"]) == (7, "a")
    assert [finding.code for finding in lost.findings] == ["row_above_year"]
    assert found.state("VC").own_weeks == 53
    assert {"row_above_year", "year_above_full"} <= {each.code for each in found.state("VC").findings}


def test_weeks_after_the_contingency_stand_with_their_row() -> None:
    found = calculated(a_row("VC", 1994, 40), a_row("VC", 2015, 20, row_id="late"))
    (lost, *_) = of(found, "VC", "weeks_after_contingency")
    assert (lost.value, lost.facts["row"]) == (20, "late")
    assert found.state("VC").own_weeks == 40
    assert found.totalised_weeks == 40


def test_who_keeps_the_weeks_by_decision_stands_on_both_worksheets() -> None:
    keeps = OfficerDecision(
        point="overlap", state="VC", option="keeps_weeks", reason="the employer was there", decided_by="A. Officer"
    )
    rows = (a_row("VC", 1994, 52, **WHOLE), a_row("LC", 1994, 52, **WHOLE))
    found = calculated(*rows, decisions=(keeps,))
    assert [found.state(state).counted_weeks for state in ("VC", "LC")] == [52, 0]
    for state in ("VC", "LC"):
        (said,) = of(found, state, "officer_decision")
        assert (said.state, said.value, said.facts["reason"]) == ("VC", "keeps_weeks", "the employer was there")
        assert label(said) == "Officer's decision for VC: which of two overlapping periods counts"


@pytest.mark.parametrize(
    "rows",
    [
        (a_row("VC", 1994, 40), a_row("VC", 1994, 20), a_row("VC", 2015, 20)),
        (a_row("VC", 1994, 52, type=PeriodType.VOL, **WHOLE), a_row("LC", 1994, 52, **WHOLE)),
    ],
)
def test_the_worksheet_adds_up_again(rows: tuple[object, ...]) -> None:
    for line in calculated(*rows).states:
        assert disagreements(line.worksheet) == ()
