"""Whole calculations of disablement by the employment, told figure by figure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desktop_app.calculation.case import Case, CertifiedAmount
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import Disablement
from tests.support.cases import a_case, a_row
from tests.support.whole_cases import career, decided, held_in_full, money


def an_injury_and_the_state_of_it() -> Case:
    return a_case(
        (*career("LC", 2000, 4), *career("GD", 2004, 6)),
        benefit=Benefit.DISABLEMENT,
        birth_date=date(1970, 6, 14),
        contingency_date=date(2012, 6, 14),
        claim_date=date(2012, 6, 14),
        disablement=Disablement(degree_percent=40, state="LC", weekly_earnings=money("XCD", 400)),
    )


def an_injury_of_which_nothing_is_told() -> Case:
    return replace(an_injury_and_the_state_of_it(), disablement=None)


def an_injury_whose_amount_another_state_certified() -> Case:
    return replace(
        an_injury_and_the_state_of_it(),
        certified=(CertifiedAmount(state="LC", certificate="LC-1", notional=money("XCD", 90)),),
    )


def an_injury_without_the_earnings_before_it() -> Case:
    return replace(an_injury_and_the_state_of_it(), disablement=Disablement(degree_percent=40, state="LC"))


def an_injury_shared_pro_rata() -> Case:
    return a_case(
        (*career("LC", 2004, 4), *career("BB", 2008, 3, 26_000), a_row("SR", 2011, 20)),
        benefit=Benefit.DISABLEMENT,
        birth_date=date(1970, 6, 14),
        contingency_date=date(2026, 5, 10),
        claim_date=date(2026, 5, 10),
        disablement=Disablement(degree_percent=40, weekly_earnings=money("XCD", 400)),
        decisions=(decided("disablement", "LC", "pro_rata"),),
    )


def an_injury_of_a_degree_too_low() -> Case:
    return a_case(
        (*career("LC", 2004, 4), *career("DM", 2008, 3), a_row("SR", 2011, 20)),
        benefit=Benefit.DISABLEMENT,
        birth_date=date(1970, 6, 14),
        contingency_date=date(2014, 5, 10),
        claim_date=date(2014, 5, 10),
        disablement=Disablement(degree_percent=10, weekly_earnings=money("XCD", 400)),
        decisions=(decided("disablement", "DM", "last_state"),),
    )


def an_injury_in_a_state_without_such_a_branch() -> Case:
    return replace(an_injury_and_the_state_of_it(), periods=(*career("LC", 2000, 4), *career("AG", 2004, 6)))


def no_such_branch_and_no_agreement() -> Case:
    return replace(an_injury_in_a_state_without_such_a_branch(), agreement_applies=False)


CASES = (
    an_injury_in_a_state_without_such_a_branch,
    no_such_branch_and_no_agreement,
    an_injury_and_the_state_of_it,
    an_injury_of_which_nothing_is_told,
    an_injury_whose_amount_another_state_certified,
    an_injury_without_the_earnings_before_it,
    an_injury_shared_pro_rata,
    an_injury_of_a_degree_too_low,
)


@pytest.mark.parametrize("case", CASES, ids=[each.__name__ for each in CASES])
def test_a_whole_calculation_is_as_it_was(case: Callable[[], Case]) -> None:
    held_in_full(case)
