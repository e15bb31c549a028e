from dataclasses import replace
from datetime import date

import pytest

from desktop_app.calculation.pack import Basis
from desktop_app.domain.claims import Benefit
from desktop_app.foundation.problems import RuleProblem
from desktop_app.workflows import consult_rules
from desktop_app.workflows.consult_rules import load_rulebook, parties, rules_in_force

DAY = date(2014, 6, 14)


def test_the_fourteen_states_are_named() -> None:
    assert len(parties()) == 14
    assert {party.code for party in parties()} >= {"VC", "LC", "GD"}


@pytest.mark.parametrize("state", sorted(load_rulebook().packs))
def test_everything_shown_for_a_day_holds_on_it_and_has_a_source(state: str) -> None:
    rows = rules_in_force(state, DAY)

    assert rows
    for row in rows:
        assert row.sources
        assert row.by is Basis.BIRTH or (row.start or DAY) <= DAY <= (row.end or DAY)


def test_one_benefit_can_be_asked_for() -> None:
    every = rules_in_force("VC", DAY)
    assert rules_in_force("VC", DAY, Benefit.AGE) == tuple(row for row in every if row.benefit is Benefit.AGE) != ()


def test_what_is_not_here_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = load_rulebook()
    age_only = replace(ours.packs["VC"], benefits={Benefit.AGE: ours.packs["VC"].benefits[Benefit.AGE]})
    monkeypatch.setattr(consult_rules, "load_rulebook", lambda: replace(ours, packs={"VC": age_only}))
    for state, benefit, code in (
        ("XX", None, "party_unknown"),
        ("BB", None, "no_rule_pack"),
        ("VC", Benefit.DEATH, "benefit_without_rules"),
    ):
        with pytest.raises(RuleProblem) as refused:
            rules_in_force(state, DAY, benefit)
        assert refused.value.code == code
