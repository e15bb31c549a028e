"""Whole calculations of age pensions, told figure by figure: nothing in a result or its worksheet changes unseen.

Kept calculations are read by the names that stand in them, so a name that changes needs a way to read the old one.
`REGOLD=1` writes the texts anew.
"""

from collections.abc import Callable
from datetime import date

import pytest

from desktop_app.calculation.case import Case, SettingNote
from desktop_app.domain.persons import Sex
from tests.support.cases import HENDYCE_ROWS, NISSVG, a_case, a_row, proportional, rows
from tests.support.sample_award import sample_case
from tests.support.whole_cases import career, held_in_full


def the_published_example() -> Case:
    return sample_case(rows(HENDYCE_ROWS))


def a_state_that_pays_alone_or_with_a_supplement() -> Case:
    return a_case(
        (*career("VC", 1988, 12), *career("LC", 2000, 4), *career("GD", 2004, 3)),
        settings={"vested_state": "supplement", "denominator": "weeks_required"},
        setting_notes={
            "vested_state": SettingNote(
                valid_from=date(2012, 1, 1),
                legal_reference="Circular 7/2011",
                proposed_by="C. Browne",
                accepted_by="D. Fraser",
            )
        },
        readings=dict(NISSVG),
        decisions=(proportional("LC"),),
    )


def early_without_the_agreement() -> Case:
    day = date(2016, 3, 2)
    return a_case(
        (*career("BB", 1990, 15, 26_000, 500), *career("VC", 2005, 2)),
        birth_date=date(1954, 6, 14),
        contingency_date=day,
        claim_date=date(2016, 5, 1),
        agreement_applies=False,
    )


def earnings_by_classes_and_flat_rates() -> Case:
    day = date(2013, 2, 10)
    return a_case(
        (
            *(a_row("TT", year, 52, earnings_class="V") for year in range(1994, 2001)),
            *(a_row("TT", year, 52, earnings_class="X") for year in range(2001, 2004)),
            *career("JM", 2004, 8, 300_000, 20_000),
            a_row("GY", 2012, 30),
        ),
        birth_date=date(1948, 2, 10),
        contingency_date=day,
        claim_date=day,
        sex=Sex.MALE,
        readings={"JM": "ssa-1443"},
    )


def more_months_than_are_required() -> Case:
    """Sixteen years where fifteen are asked for, and the ratio over the months required: the whole amount, not more."""
    return a_case(
        (*career("LC", 1985, 16, 20_000), *career("VC", 2001, 3, 6_000)),
        birth_date=date(1950, 6, 14),
        settings={"denominator": "weeks_required"},
    )


def a_pension_taken_late_and_one_that_needs_the_sex() -> Case:
    return a_case(
        (*career("BB", 1985, 12, 26_000), *career("JM", 1997, 8, 300_000), *career("AG", 2005, 6)),
        birth_date=date(1948, 3, 10),
        contingency_date=date(2013, 9, 10),
        claim_date=date(2015, 9, 10),
    )


def every_states_age_pension() -> Case:
    """Four years in each of the States that have rules, one after the other."""
    day = date(2018, 6, 14)
    states = ("VC", "AG", "BZ", "BS", "BB", "GY", "GD", "LC", "KN", "DM")
    return a_case(
        tuple(row for at, state in enumerate(states) for row in career(state, 1976 + 4 * at, 4, 18_000 + 500 * at)),
        birth_date=date(1953, 6, 14),
        contingency_date=day,
        claim_date=day,
    )


def a_supplement_that_is_paid() -> Case:
    return a_case(
        (*career("VC", 1988, 12, 40_000), *career("LC", 2000, 4, 6_000)),
        settings={"vested_state": "supplement"},
        readings=dict(NISSVG),
    )


def a_supplement_where_it_is_paid_by_the_month() -> Case:
    return a_case(
        (*career("LC", 1985, 16, 30_000), *career("VC", 2001, 3, 6_000)),
        settings={"vested_state": "supplement", "unmet_state": "proportional"},
        setting_notes={
            "unmet_state": SettingNote(
                valid_from=date(2013, 1, 1), legal_reference="Circular 2", proposed_by="A. One", accepted_by="B. Two"
            )
        },
        readings=dict(NISSVG),
    )


CASES = (
    the_published_example,
    a_state_that_pays_alone_or_with_a_supplement,
    early_without_the_agreement,
    earnings_by_classes_and_flat_rates,
    more_months_than_are_required,
    a_pension_taken_late_and_one_that_needs_the_sex,
    every_states_age_pension,
    a_supplement_that_is_paid,
    a_supplement_where_it_is_paid_by_the_month,
)


@pytest.mark.parametrize("case", CASES, ids=[each.__name__ for each in CASES])
def test_a_whole_calculation_is_as_it_was(case: Callable[[], Case]) -> None:
    held_in_full(case)
