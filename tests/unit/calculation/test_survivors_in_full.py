"""Whole calculations of survivors' pensions and death benefits, told figure by figure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desktop_app.calculation.case import Case
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import Disablement, Relationship, Survivor
from tests.support.cases import a_case
from tests.support.whole_cases import FAMILY, career, held_in_full, money


def survivors_in_proportion() -> Case:
    return a_case(
        (*career("GD", 2004, 2), *career("LC", 2006, 3), *career("DM", 2009, 2), *career("JM", 2011, 3, 500_000)),
        benefit=Benefit.SURVIVORS,
        birth_date=date(1962, 6, 14),
        contingency_date=date(2015, 6, 14),
        claim_date=date(2015, 6, 14),
        survivors=FAMILY,
    )


def survivors_by_each_law_alone() -> Case:
    return a_case(
        (*career("BB", 1995, 10, 26_000), *career("LC", 2005, 10)),
        benefit=Benefit.SURVIVORS,
        birth_date=date(1962, 6, 14),
        contingency_date=date(2015, 6, 14),
        claim_date=date(2015, 6, 14),
        survivors=FAMILY,
    )


def a_death_by_injury() -> Case:
    return a_case(
        (*career("DM", 2004, 4), *career("LC", 2008, 5)),
        benefit=Benefit.DEATH,
        birth_date=date(1970, 6, 14),
        contingency_date=date(2015, 6, 14),
        claim_date=date(2015, 6, 14),
        survivors=FAMILY,
        disablement=Disablement(degree_percent=100, state="DM", weekly_earnings=money("XCD", 400)),
    )


def survivors_of_whom_little_is_told() -> Case:
    return a_case(
        (*career("GD", 2004, 5), *career("LC", 2009, 6)),
        benefit=Benefit.SURVIVORS,
        birth_date=date(1962, 6, 14),
        contingency_date=date(2015, 6, 14),
        claim_date=date(2015, 6, 14),
        survivors=(
            Survivor(id="1", relationship=Relationship.WIDOWER, birth_date=date(1960, 6, 14)),
            Survivor(id="2", relationship=Relationship.CHILD),
            Survivor(id="3", relationship=Relationship.PARENT, birth_date=date(1940, 1, 1), dependent=False),
            Survivor(id="4", relationship=Relationship.OTHER),
        ),
    )


def no_survivors_told() -> Case:
    return replace(survivors_of_whom_little_is_told(), survivors=())


def a_death_where_the_minimum_of_the_family_raises_the_shares() -> Case:
    return a_case(
        (*career("GD", 2001, 3, 2_000), *career("DM", 2004, 6, 1_000)),
        benefit=Benefit.SURVIVORS,
        birth_date=date(1962, 6, 14),
        contingency_date=date(2015, 6, 14),
        claim_date=date(2015, 6, 14),
        survivors=FAMILY[:2],
    )


CASES = (
    survivors_in_proportion,
    survivors_by_each_law_alone,
    a_death_by_injury,
    survivors_of_whom_little_is_told,
    no_survivors_told,
    a_death_where_the_minimum_of_the_family_raises_the_shares,
)


@pytest.mark.parametrize("case", CASES, ids=[each.__name__ for each in CASES])
def test_a_whole_calculation_is_as_it_was(case: Callable[[], Case]) -> None:
    held_in_full(case)
