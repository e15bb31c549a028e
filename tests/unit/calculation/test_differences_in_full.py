"""What a What if tells, figure by figure: the two sides of each and every cause with what it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case, CertifiedAmount, StatedTotal
from desktop_app.calculation.causes import Walk
from desktop_app.calculation.compared_figures import compared_figures
from desktop_app.calculation.differences import differences, rule_changes
from desktop_app.calculation.engine import award
from desktop_app.calculation.pack import RulePack
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependants import Disablement, Relationship, Survivor
from desktop_app.domain.money import Money
from desktop_app.domain.periods import PeriodType
from desktop_app.domain.persons import Sex
from tests.support.cases import HENDYCE_ROWS, a_case, a_row, rows, the_rulebook
from tests.support.golden import golden
from tests.support.sample_award import sample_case
from tests.support.told_in_full import differences_in_full

EXAMPLE = sample_case(rows(HENDYCE_ROWS))
WHOLE = {"start": date(1994, 1, 1), "end": date(1994, 12, 31)}
Pair = tuple[Award, Award]


def result(case: Case, packs: Mapping[str, RulePack] | None = None) -> Award:
    rules = the_rulebook()
    return award(case, packs or rules.packs, rules.agreement)


def both(case: Case, **facts: Any) -> Pair:
    return result(case), result(replace(case, **facts))


def money(units: int, currency: str = "XCD") -> Money:
    return Money(minor=units * 100, currency=currency)


def career(state: str, first: int, years: int, earnings: int = 20_000) -> tuple[Any, ...]:
    return tuple(a_row(state, first + at, 52, earnings) for at in range(years))


def born_four_years_later() -> Pair:
    return both(EXAMPLE, birth_date=date(1958, 6, 14), contingency_date=date(2018, 6, 14), claim_date=date(2018, 6, 16))


def without_the_agreement() -> Pair:
    return both(EXAMPLE, agreement_applies=False)


def with_the_agreement_again() -> Pair:
    return result(replace(EXAMPLE, agreement_applies=False)), result(EXAMPLE)


def claimed_a_year_later() -> Pair:
    later = date(2015, 6, 14)
    return both(EXAMPLE, contingency_date=later, claim_date=later)


def another_raise_and_a_row_less() -> Pair:
    case = replace(EXAMPLE, stated_totals=())
    return both(case, periods=(case.periods[0], replace(case.periods[1], earnings=money(19_000)), *case.periods[3:]))


def other_readings() -> Pair:
    return both(EXAMPLE, readings={})


def another_denominator() -> Pair:
    return both(EXAMPLE, settings={"denominator": "weeks_required"})


def a_minimum_of_fifty_two_weeks() -> Pair:
    case = a_case((*career("VC", 1985, 9), *career("LC", 1994, 6), a_row("GD", 2001, 40, 9_000)))
    return both(case, settings={"minimum_own_period": "52_weeks"})


def another_amount_where_own_weeks_are_enough() -> Pair:
    case = a_case((*career("VC", 1988, 12), *career("LC", 2000, 4)))
    return both(case, settings={"vested_state": "actual"})


def no_decision_of_an_officer() -> Pair:
    return both(EXAMPLE, decisions=())


def no_stated_totals() -> Pair:
    return both(EXAMPLE, stated_totals=(StatedTotal(state="VC", weeks=300),))


def a_state_more() -> Pair:
    return both(EXAMPLE, periods=(*EXAMPLE.periods, a_row("DM", 2003, 52, 12_000)))


def a_certified_amount() -> Pair:
    case = a_case((*career("VC", 1988, 8), *career("LC", 1996, 3)))
    return both(case, certified=(CertifiedAmount(state="LC", certificate="LC-1", notional=money(150)),))


def weeks_given_up_to_another_state() -> Pair:
    case = a_case(
        (*career("VC", 1985, 9), a_row("VC", 1994, 52, 9_000, **WHOLE), a_row("LC", 1994, 26, 9_000, **WHOLE))
    )
    keeps = OfficerDecision(point="overlap", state="LC", option="keeps_weeks", reason="As agreed")
    return both(case, decisions=(keeps,))


def a_survivor_who_is_ten_years_younger() -> Pair:
    widow = Survivor(
        id="1",
        relationship=Relationship.WIDOW,
        birth_date=date(1960, 6, 14),
        union_since=date(1990, 6, 14),
        invalid=False,
        cares_for_child=False,
    )
    child = Survivor(id="2", relationship=Relationship.CHILD, birth_date=date(2001, 3, 4), in_education=True)
    case = a_case(
        career("VC", 2000, 10),
        benefit=Benefit.SURVIVORS,
        birth_date=date(1970, 6, 14),
        contingency_date=date(2015, 6, 14),
        claim_date=date(2015, 6, 14),
        survivors=(widow, child),
    )
    return both(case, survivors=(replace(widow, birth_date=date(1970, 6, 14)), replace(child, birth_date=None)))


def another_degree() -> Pair:
    injury = Disablement(degree_percent=40, state="LC", weekly_earnings=money(400))
    case = a_case(
        (*career("GD", 2000, 4), *career("LC", 2004, 6)),
        benefit=Benefit.DISABLEMENT,
        birth_date=date(1970, 6, 14),
        contingency_date=date(2012, 6, 14),
        claim_date=date(2012, 6, 14),
        disablement=injury,
    )
    return both(case, disablement=replace(injury, degree_percent=20, weekly_earnings=money(500)))


def newer_packs() -> dict[str, RulePack]:
    rules = the_rulebook()
    pack = rules.packs["VC"]
    rules_of = pack.benefits[Benefit.AGE]
    values = {
        name: tuple(replace(value, fields={**value.fields, **fields}) for value in rules_of.parameters[name].values)
        for name, fields in (("accrual", {"base_percent": 35}), ("qualifying", {"value": 800}))
    }
    parameters = {
        name: replace(parameter, values=values.get(name, parameter.values))
        for name, parameter in rules_of.parameters.items()
    }
    newer = replace(pack, digest="sha256:newer", benefits={Benefit.AGE: replace(rules_of, parameters=parameters)})
    return {**rules.packs, "VC": newer}


def under_newer_rules() -> Pair:
    return result(EXAMPLE), result(EXAMPLE, newer_packs())


def under_newer_rules_on_a_later_day() -> Pair:
    later = date(2014, 9, 14)
    return result(EXAMPLE), result(replace(EXAMPLE, contingency_date=later, claim_date=later), newer_packs())


def a_rule_that_is_no_longer_known() -> Pair:
    rules = the_rulebook()
    pack = rules.packs["VC"]
    rules_of = pack.benefits[Benefit.AGE]
    without = replace(rules_of.parameters["qualifying"], values=())
    less = replace(
        pack,
        digest="sha256:less",
        benefits={Benefit.AGE: replace(rules_of, parameters={**rules_of.parameters, "qualifying": without})},
    )
    return result(EXAMPLE), result(EXAMPLE, {**rules.packs, "VC": less})


def a_year_of_contributions_less() -> Pair:
    """Contributions go by the rate of their year, so that each year stands beside its earnings."""
    day = date(2013, 2, 10)
    earned = tuple(
        replace(a_row("JM", year, 52), earnings=money(300_000 + 10_000 * (year % 3), "JMD"))
        for year in range(2003, 2013)
    )
    case = a_case(
        (*career("VC", 1985, 5), *earned),
        birth_date=date(1948, 2, 10),
        contingency_date=day,
        claim_date=day,
        sex=Sex.MALE,
        readings={"JM": "ssa-1443"},
    )
    return both(case, periods=(*case.periods[:7], *case.periods[8:]))


def a_survivor_becomes_known() -> Pair:
    before, after = a_survivor_who_is_ten_years_younger()
    return after, before


def a_state_without_rules_here_gains_a_row() -> Pair:
    rules = the_rulebook()
    packs = {state: pack for state, pack in rules.packs.items() if state != "LC"}
    case = a_case((*career("VC", 1985, 9), a_row("LC", 1996, 40)))
    later = replace(case, periods=(*case.periods, a_row("LC", 1997, 20)))
    return result(case, packs), result(later, packs)


def a_birthday_a_week_earlier() -> Pair:
    return both(a_case(), birth_date=date(1954, 6, 21))


def a_row_in_another_states_money() -> Pair:
    case = a_case((*career("VC", 1985, 9), *career("LC", 1994, 9)))
    dollars = replace(case.periods[-1], earnings=money(20_000, "BBD"))
    return both(case, periods=(*case.periods[:-1], dollars))


def fewer_weeks_elsewhere_on_the_same_days() -> Pair:
    half = {"start": date(1994, 1, 1), "end": date(1994, 6, 30)}
    voluntary = a_row("VC", 1994, 52, 9_000, type=PeriodType.VOL, **WHOLE)
    case = a_case((*career("VC", 1985, 9), voluntary, a_row("LC", 1994, 26, 9_000, **half)))
    fewer = replace(case.periods[-1], weeks_paid=13, end=date(1994, 3, 31))
    return both(case, periods=(*case.periods[:-1], fewer))


PAIRS = (
    born_four_years_later,
    without_the_agreement,
    with_the_agreement_again,
    claimed_a_year_later,
    another_raise_and_a_row_less,
    other_readings,
    another_denominator,
    a_minimum_of_fifty_two_weeks,
    another_amount_where_own_weeks_are_enough,
    no_decision_of_an_officer,
    no_stated_totals,
    a_state_more,
    a_certified_amount,
    weeks_given_up_to_another_state,
    a_survivor_who_is_ten_years_younger,
    a_survivor_becomes_known,
    a_state_without_rules_here_gains_a_row,
    a_birthday_a_week_earlier,
    a_row_in_another_states_money,
    fewer_weeks_elsewhere_on_the_same_days,
    another_degree,
    under_newer_rules,
    under_newer_rules_on_a_later_day,
    a_rule_that_is_no_longer_known,
    a_year_of_contributions_less,
)


@pytest.mark.parametrize("pair", PAIRS, ids=[each.__name__ for each in PAIRS])
def test_what_differs_and_why_is_as_it_was(pair: Callable[[], Pair]) -> None:
    before, after = pair()
    told = differences_in_full(differences(before, after), rule_changes(before, after))
    golden(f"calculation/differences_{pair.__name__}.txt", told)


@pytest.mark.parametrize("pair", PAIRS, ids=[each.__name__ for each in PAIRS])
def test_the_same_differs_the_other_way_round_with_the_sides_changed(pair: Callable[[], Pair]) -> None:
    before, after = pair()
    there = {(each.state, each.figure, each.survivor): (each.before, each.after) for each in differences(before, after)}
    back = {(each.state, each.figure, each.survivor): (each.after, each.before) for each in differences(after, before)}
    assert {key: tuple(side.value for side in sides) for key, sides in there.items()} == {
        key: tuple(side.value for side in sides) for key, sides in back.items()
    }


@pytest.mark.parametrize("pair", PAIRS, ids=[each.__name__ for each in PAIRS])
def test_every_figure_is_compared_with_itself_without_a_difference(pair: Callable[[], Pair]) -> None:
    for found in pair():
        walk = Walk(found, found)
        for line in found.states:
            for compared in compared_figures(line).values():
                assert walk.between(compared.nodes, compared.nodes) == ()
