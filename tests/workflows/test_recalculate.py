"""Many claims calculated again: what a change of the rules touches is found with its reason, and nothing is written."""

from dataclasses import replace

import pytest

from desktop_app.calculation.causes import CauseKind
from desktop_app.domain.claims import Benefit
from desktop_app.foundation.places import resource_dir
from desktop_app.foundation.progress import Cancelled, Silent
from desktop_app.rulebook.loader import folder_bytes
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.recalculate import claims_changed, recalculate_all, touched_claims
from desktop_app.workflows.rules_in_use import sound_pack
from desktop_app.workflows.update_rules import rulebook_with
from tests.support.case_desks import OTHER, certify, take_in, told


@pytest.fixture
def vc(offices: dict[str, Desk]) -> Desk:
    return offices["VC"]


def changed_rules(desk: Desk, old: str, new: str) -> Rulebook:
    """Return the rules with one text of Saint Vincent's age pension changed."""
    files = dict(folder_bytes(resource_dir() / "rules" / "VC"))
    text = files["age_pension.toml"].decode()
    assert old in text
    files["age_pension.toml"] = text.replace(old, new).encode()
    files.pop("examples.toml", None)
    return rulebook_with(desk.rulebook, sound_pack("VC", files).pack)


class Watching:
    def __init__(self, stop_at: int = 10**9) -> None:
        self.steps: list[tuple[int, int]] = []
        self.stop_at = stop_at

    def step(self, done: int, total: int, what: str = "") -> None:
        assert what == "claims"
        self.steps.append((done, total))
        if done >= self.stop_at:
            raise Cancelled


def test_the_same_rules_touch_nothing(vc: Desk) -> None:
    key = told(vc, "LC")
    certify(vc, key)
    report = claims_changed(vc, vc.rulebook, vc.rulebook, Silent())
    assert (report.looked_at, report.changed, report.refused) == (1, (), ())


def test_a_changed_rate_names_the_claim_the_state_and_the_reason(vc: Desk) -> None:
    key = told(vc, "LC")
    certify(vc, key)
    without = take_in(vc, OTHER)
    lower = changed_rules(vc, 'value = 500\nsays = "500 weekly', 'value = 250\nsays = "250 weekly')
    before = vc.store.journal.lines(limit=1)
    watching = Watching()
    report = claims_changed(vc, vc.rulebook, lower, watching)
    assert [(each.claim_id, each.benefit) for each in report.changed] == [(key, Benefit.AGE)]
    assert without not in {each.claim_id for each in report.changed}
    line = report.changed[0].states[0]
    assert (line.state, line.before) == ("VC", None)
    assert line.after is not None
    kinds = {cause.kind for difference in report.changed[0].why for cause in difference.why}
    assert CauseKind.RULE_CHANGED in kinds
    assert watching.steps == [(0, 1), (1, 1)]
    assert [(each.number, each.states) for each in touched_claims(vc, vc.rulebook, lower, Silent())] == [
        (vc.store.claims.get(key).number, ("VC",))
    ]
    assert vc.store.journal.lines(limit=1) == before


def test_kept_results_are_compared_and_stay(vc: Desk) -> None:
    key = told(vc, "LC")
    certify(vc, key)
    keep_calculation(vc, key)
    assert recalculate_all(vc, Silent()).changed == ()
    lower = changed_rules(vc, 'value = 500\nsays = "500 weekly', 'value = 250\nsays = "250 weekly')
    report = recalculate_all(replace(vc, rulebook=lower), Silent())
    assert [each.claim_id for each in report.changed] == [key]
    assert report.changed[0].made_at is not None
    assert len(vc.store.calculations.of_claim(key)) == 1


def test_it_stops_between_two_claims(vc: Desk) -> None:
    for _turn in range(3):
        certify(vc, take_in(vc))
    watching = Watching(stop_at=1)
    with pytest.raises(Cancelled):
        claims_changed(vc, vc.rulebook, changed_rules(vc, "divisor = 5", "divisor = 4"), watching)
    assert watching.steps == [(0, 3), (1, 3)]
