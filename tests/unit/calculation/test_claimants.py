"""How many of a claim's children have a share: a child that has none takes none from the others."""

from datetime import date
from types import MappingProxyType

from desktop_app.calculation.claimants import CHILDREN, children_with_share
from desktop_app.calculation.pack import BenefitRules, ShareRule, Step
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import Relationship, Survivor


def a_step(name: str, have: str) -> Step:
    return Step(name=name, operator="at_least", inputs=MappingProxyType({"have": have, "need": "bound"}))


STEPS = (
    a_step("young", "survivor_age"),
    a_step("enough_weeks", "weeks"),
    a_step("no_children", CHILDREN),
)


def the_rules(*shares: ShareRule) -> BenefitRules:
    return BenefitRules(
        benefit=Benefit.SURVIVORS,
        parameters=MappingProxyType({}),
        steps=MappingProxyType({step.name: step for step in STEPS}),
        verified_on=date(2026, 1, 1),
        shares=shares,
    )


def of_children(condition: str = "") -> ShareRule:
    return ShareRule(who=(Relationship.CHILD,), amount="amount", condition=condition)


WIDOW = Survivor(id="1", relationship=Relationship.WIDOW)
FIRST = Survivor(id="2", relationship=Relationship.CHILD)
SECOND = Survivor(id="3", relationship=Relationship.CHILD)
FAMILY = (WIDOW, FIRST, SECOND)


def only_the_first(_condition: str, survivor: Survivor) -> bool:
    return survivor is FIRST


def nobody(_condition: str, _survivor: Survivor) -> bool:
    return False


def not_told(_condition: str, _survivor: Survivor) -> None:
    return None


def test_a_child_whose_condition_is_not_met_is_not_counted() -> None:
    assert children_with_share(the_rules(of_children("young")), FAMILY, only_the_first) == 1


def test_one_share_that_fits_is_enough() -> None:
    assert children_with_share(the_rules(of_children("young"), of_children()), FAMILY, nobody) == 2


def test_who_cannot_be_told_is_counted() -> None:
    assert children_with_share(the_rules(of_children("young")), FAMILY, not_told) == 2


def test_a_child_whose_relationship_has_no_share_is_not_counted() -> None:
    of_orphans = ShareRule(who=(Relationship.ORPHAN,), amount="amount")
    assert children_with_share(the_rules(of_orphans), FAMILY, nobody) == 0


def test_a_widow_is_no_child() -> None:
    of_all = ShareRule(who=(Relationship.WIDOW, Relationship.CHILD), amount="amount")
    assert children_with_share(the_rules(of_all), FAMILY, nobody) == 2


def test_a_condition_of_lengths_or_of_the_number_itself_is_not_asked() -> None:
    for condition in ("enough_weeks", "no_children"):
        assert children_with_share(the_rules(of_children(condition)), FAMILY, nobody) == 2
