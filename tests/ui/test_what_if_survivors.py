"""Survivors in the What if: other facts, one left out, one more; and that there is no outlook after a death."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.ui.screens.claim.what_if.panel import WhatIfPanel
from desktop_app.ui.theme import Look
from desktop_app.workflows.calculate_claim import calculate_claim
from desktop_app.workflows.open_claim import Step
from tests.support import sample_claims
from tests.support.claim_desks import Offices, three_offices
from tests.support.claim_stage import Stage
from tests.support.clips import clipped


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    made = three_offices(tmp_path_factory.mktemp("survivors"))
    sample_claims.answered(made, "survivors")
    yield made
    made.close()


@pytest.fixture
def stage(offices: Offices, look: Look) -> Iterator[Stage]:
    made = Stage(look, offices.vc)
    made.show((1366, 768))
    made.open(offices.claim_id, Step.CALCULATION)
    made.push("what_if_open")
    made.push("what_if_more")
    yield made
    made.close()


@pytest.fixture
def panel(stage: Stage) -> WhatIfPanel:
    return stage.screen.what_if


def calculated(stage: Stage, panel: WhatIfPanel) -> dict[str, str]:
    """What each survivor gets in Grenada after what was typed, by their place in the claim."""
    panel.form._presenter.calculate()
    stage.settle()
    result = panel.form._presenter.result
    assert result is not None
    return {
        each.survivor: each.payable.plain if each.payable is not None else ""
        for each in result.after.state("GD").shares
    }


def test_nothing_is_changed_while_nothing_is_typed(stage: Stage, panel: WhatIfPanel) -> None:
    calculated(stage, panel)
    assert panel.form._presenter.changes.survivors is None
    assert panel.form.survivors.isVisible()
    assert clipped(stage.window) == []


def test_another_fact_of_a_survivor_changes_their_share(stage: Stage, panel: WhatIfPanel) -> None:
    before = calculated(stage, panel)
    stage.fill("what_if_survivor_1_birth", "1 Jan 1990")
    after = calculated(stage, panel)
    assert panel.form._presenter.changes.survivors is not None
    assert set(after) == set(before)
    stage.fill("what_if_survivor_1_birth", "31 Feb 1990")
    calculated(stage, panel)
    assert panel.form.survivors.fields[0].dates["birth"].finding.text.startswith("Type a date")
    assert panel.form._presenter.changes.survivors is None


def test_a_child_who_is_no_longer_in_education_by_the_keyboard(stage: Stage, panel: WhatIfPanel) -> None:
    combo = stage.find("what_if_survivor_3_in_education")
    combo.setFocus()
    before = panel.form._presenter.typed.survivors["3"].in_education
    QTest.keyClick(combo, Qt.Key.Key_Down if before == "yes" else Qt.Key.Key_Up)
    calculated(stage, panel)
    survivors = panel.form._presenter.changes.survivors
    assert survivors is not None
    assert [each.id for each in survivors] == ["1", "2", "3", "4"]
    assert panel.form._presenter.typed.survivors["3"].in_education != before


def test_one_more_survivor_is_reckoned_with_and_taken_away_again(
    offices: Offices, stage: Stage, panel: WhatIfPanel
) -> None:
    before = calculated(stage, panel)
    stage.push("what_if_add_survivor")
    stage.fill("what_if_survivor_added.0_birth", "5 May 2012")
    after = calculated(stage, panel)
    assert set(after) == {*before, "5"}
    assert clipped(stage.window) == []
    stage.push("what_if_survivor_added.0_remove")
    assert calculated(stage, panel) == before
    assert len(calculate_claim(offices.vc, offices.claim_id).case.survivors) == 4


def test_who_is_left_out_has_no_facts_to_change(stage: Stage, panel: WhatIfPanel) -> None:
    stage.push("what_if_survivor_2")
    assert "2" not in calculated(stage, panel)
    assert not panel.form.survivors.fields[1].facts["invalid"].isEnabled()
    panel._on_restart()
    assert panel.form.survivors.fields[1].facts["invalid"].isEnabled()


def test_after_a_death_it_is_said_why_there_is_no_outlook(stage: Stage, panel: WhatIfPanel) -> None:
    panel.show_tab(1)
    stage.settle()
    assert not panel.outlook.asker.isVisible()
    assert "After a death there is no outlook" in panel.outlook.note.text()


def test_a_disablement_has_no_outlook_in_words(look: Look, tmp_path: Path) -> None:
    offices = three_offices(tmp_path)
    key = sample_claims.answered(offices, "disablement")
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    stage.open(key, Step.CALCULATION)
    stage.push("what_if_open")
    panel = stage.screen.what_if
    assert not panel.form.survivors.isVisible()
    panel.show_tab(1)
    stage.settle()
    assert not panel.outlook.asker.isVisible()
    assert "A disablement pension has no outlook" in panel.outlook.note.text()
    stage.close()
    offices.close()
