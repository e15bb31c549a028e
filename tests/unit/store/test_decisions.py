from desktop_app.domain.decisions import OfficerDecision
from desktop_app.store.store import Store
from tests.support.stores import a_calculation, a_decision, add_claim, an_act


def test_a_calculation_is_read_again_as_it_was_kept(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        store.calculations.add(a_calculation())
        store.calculations.add(a_calculation("calculation-2"))
    assert store.calculations.get("calculation-1") == a_calculation()
    assert store.calculations.newest("claim-1") == a_calculation("calculation-2")
    assert store.calculations.of_claim("claim-1") == (a_calculation("calculation-2"), a_calculation())
    assert store.calculations.newest("claim-2") is None


def test_the_decision_made_last_on_a_point_holds_and_all_stay(store: Store) -> None:
    add_claim(store)
    other = OfficerDecision(point="unmet_state", state="GD", option="nothing", reason="Rule 4")
    decisions = (a_decision(), other, a_decision("nothing"))
    with an_act(store):
        for decision in decisions:
            store.decisions.add("claim-1", decision)
    assert store.decisions.history("claim-1") == decisions
    assert set(store.decisions.of_claim("claim-1")) == {a_decision("nothing"), other}
