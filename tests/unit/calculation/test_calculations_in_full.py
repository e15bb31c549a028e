"""Whole calculations, told figure by figure: nothing in a result or its worksheet changes unseen.

Kept calculations are read by the names that stand in them, so a name that changes needs a way to read the old one.
`REGOLD=1` writes the texts anew.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.calculation.case import Case, CertifiedAmount, Origin, SettingNote, StatedTotal
from desktop_app.calculation.other_readings import explained_award
from desktop_app.calculation.recompute import disagreements
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependants import Disablement, Relationship, Survivor
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod, PeriodType
from desktop_app.domain.persons import Sex
from tests.support.cases import HENDYCE_ROWS, NISSVG, a_case, a_row, proportional, rows, the_rulebook
from tests.support.golden import golden
from tests.support.sample_award import sample_case
from tests.support.told_in_full import in_full


def money(currency: str, units: int) -> Money:
    return Money(minor=units * 100, currency=currency)


def earned(state: str, year: int, weeks: int, units: int, **facts: Any) -> InsurancePeriod:
    """A row with earnings in the State's own currency."""
    currency = the_rulebook().party(state).currency
    return replace(a_row(state, year, weeks, **facts), earnings=money(currency, units))


def career(state: str, first: int, years: int, units: int = 20_000, more: int = 0) -> tuple[InsurancePeriod, ...]:
    return tuple(earned(state, first + at, 52, units + at * more) for at in range(years))


def spanned(state: str, start: date, end: date, weeks: int, **facts: Any) -> InsurancePeriod:
    return earned(state, start.year, weeks, 9_000, start=start, end=end, **facts)


def decided(point: str, state: str, option: str) -> OfficerDecision:
    return OfficerDecision(
        point=point,
        state=state,
        option=option,
        reason="As agreed by letter",
        decided_by="D. Sample",
        decided_on=date(2014, 7, 16),
    )


WHOLE = (date(1994, 1, 1), date(1994, 12, 31))
FAMILY = (
    Survivor(
        id="1",
        relationship=Relationship.WIDOW,
        birth_date=date(1960, 6, 14),
        union_since=date(1985, 2, 1),
        invalid=False,
        cares_for_child=True,
        dependent=True,
    ),
    Survivor(
        id="2",
        relationship=Relationship.CHILD,
        birth_date=date(2001, 3, 4),
        invalid=False,
        in_education=True,
        dependent=True,
    ),
    Survivor(
        id="3",
        relationship=Relationship.CHILD,
        birth_date=date(2004, 9, 1),
        invalid=False,
        in_education=False,
        dependent=True,
    ),
)


def the_published_example() -> Case:
    return sample_case(rows(HENDYCE_ROWS))


def weeks_that_meet() -> Case:
    """Weeks of several kinds and States on the same days, late ones, too many of a year, and a State outside."""
    return a_case(
        (
            *career("VC", 1985, 6),
            spanned("VC", *WHOLE, 52, type=PeriodType.VOL),
            spanned("LC", date(1994, 1, 1), date(1994, 6, 30), 26),
            replace(spanned("GD", date(1994, 7, 1), date(1994, 12, 31), 0), weeks_credited=26),
            spanned("GD", date(1995, 1, 1), date(1995, 12, 31), 52),
            spanned("LC", date(1995, 4, 1), date(1995, 12, 31), 39),
            earned("LC", 1996, 40, 8_000, row_id="a"),
            earned("LC", 1996, 20, 4_000, row_id="b"),
            earned("GD", 2015, 10, 3_000),
            earned("VC", 2014, 30, 6_000),
            a_row("SR", 1999, 52),
            a_row("DM", 2001, 52),
        ),
        decisions=(decided("overlap", "LC", "keeps_weeks"),),
    )


def one_weeks_row_for_an_officer() -> Case:
    return a_case((*career("VC", 1985, 8), spanned("VC", *WHOLE, 52), spanned("LC", *WHOLE, 52)))


def amounts_certified_by_others() -> Case:
    return a_case(
        (*career("VC", 1988, 8), *career("TT", 1996, 2), *career("LC", 1998, 3), a_row("BB", 2001, 20)),
        certified=(
            CertifiedAmount(state="TT", certificate="TT-2014-0004", notional=money("TTD", 500)),
            CertifiedAmount(state="LC", certificate="LC-2014-0009", actual=money("XCD", 73)),
            CertifiedAmount(state="BB", certificate="BB-2014-0001", notional=money("XCD", 90)),
        ),
        origins={"VC": Origin(certificate="VC-2014-0031", version=2, certified_on=date(2014, 6, 18))},
        settings={"minimum_own_period": "52_weeks"},
    )


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


def an_injury_and_the_state_of_it() -> Case:
    return a_case(
        (*career("LC", 2000, 4), *career("GD", 2004, 6)),
        benefit=Benefit.DISABLEMENT,
        birth_date=date(1970, 6, 14),
        contingency_date=date(2012, 6, 14),
        claim_date=date(2012, 6, 14),
        disablement=Disablement(degree_percent=40, state="LC", weekly_earnings=money("XCD", 400)),
    )


def invalidity_with_few_weeks() -> Case:
    return a_case(
        (*career("DM", 2003, 6), *career("AG", 2009, 3), earned("KN", 2012, 30, 9_000)),
        benefit=Benefit.INVALIDITY,
        birth_date=date(1970, 6, 14),
        contingency_date=date(2014, 6, 14),
        claim_date=date(2014, 6, 14),
        settings={"minimum_own_period": "52_weeks"},
    )


def totals_stated_instead_of_rows() -> Case:
    return a_case(
        (*career("VC", 1990, 9), earned("LC", 2000, 30, 9_000), a_row("LC", 2001, 20)),
        stated_totals=(
            StatedTotal(state="GD", weeks=144, best_years_total=money("XCD", 47_000)),
            StatedTotal(state="VC", weeks=500),
        ),
        readings={"GD": {"averaging": "nissvg-2014"}},
    )


def rows_of_which_something_is_missing() -> Case:
    """Classes and earnings that are not told, are unknown or are in another State's money; two rows of one year."""
    day = date(2013, 2, 10)
    return a_case(
        (
            a_row("TT", 2000, 52),
            a_row("TT", 2001, 52, earnings_class="Z"),
            a_row("TT", 2002, 40, 30_000, row_id="in dollars of the East"),
            replace(a_row("TT", 2003, 0), weeks_credited=10, type=PeriodType.CSI),
            earned("LC", 2004, 26, 10_000, row_id="first half"),
            earned("LC", 2004, 26, 11_000, row_id="second half"),
            replace(a_row("LC", 2005, 52), earnings=money("BBD", 9_000)),
            *career("GD", 2006, 6),
        ),
        birth_date=date(1948, 2, 10),
        contingency_date=day,
        claim_date=day,
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


def a_supplement_that_is_paid() -> Case:
    return a_case(
        (*career("VC", 1988, 12, 40_000), *career("LC", 2000, 4, 6_000)),
        settings={"vested_state": "supplement"},
        readings=dict(NISSVG),
    )


def a_death_where_the_minimum_of_the_family_raises_the_shares() -> Case:
    return a_case(
        (*career("GD", 2001, 3, 2_000), *career("DM", 2004, 6, 1_000)),
        benefit=Benefit.SURVIVORS,
        birth_date=date(1962, 6, 14),
        contingency_date=date(2015, 6, 14),
        claim_date=date(2015, 6, 14),
        survivors=FAMILY[:2],
    )


def an_injury_of_which_nothing_is_told() -> Case:
    return replace(an_injury_and_the_state_of_it(), disablement=None)


def an_injury_without_the_earnings_before_it() -> Case:
    return replace(an_injury_and_the_state_of_it(), disablement=Disablement(degree_percent=40, state="LC"))


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


def every_overlap_and_who_keeps_the_weeks() -> Case:
    """Compulsory, voluntary and credited weeks of four States in three years, and a year without days."""
    return a_case(
        (
            *career("VC", 1985, 5),
            spanned("VC", date(1992, 1, 1), date(1992, 12, 31), 52),
            spanned("LC", date(1992, 7, 1), date(1993, 6, 30), 52),
            spanned("GD", date(1993, 1, 1), date(1993, 12, 31), 52, type=PeriodType.VOL),
            replace(spanned("DM", *WHOLE, 0), weeks_credited=52, type=PeriodType.CSI),
            replace(spanned("VC", *WHOLE, 0), weeks_credited=40, type=PeriodType.CUN),
            spanned("LC", date(1994, 10, 1), date(1994, 12, 31), 13, type=PeriodType.VOL),
            earned("VC", 1996, 30, 6_000),
            earned("GD", 1996, 30, 6_000),
            earned("LC", 1996, 10, 2_000),
        ),
    )


def an_injury_whose_amount_another_state_certified() -> Case:
    return replace(
        an_injury_and_the_state_of_it(),
        certified=(CertifiedAmount(state="LC", certificate="LC-1", notional=money("XCD", 90)),),
    )


def more_months_than_are_required() -> Case:
    """Sixteen years where fifteen are asked for, and the ratio over the months required: the whole amount, not more."""
    return a_case(
        (*career("LC", 1985, 16, 20_000), *career("VC", 2001, 3, 6_000)),
        birth_date=date(1950, 6, 14),
        settings={"denominator": "weeks_required"},
    )


def certificates_that_lack_something() -> Case:
    """Without an amount, for a State relieved for its short period, outside the Agreement, and without a week."""
    return a_case(
        (*career("VC", 1988, 8), *career("LC", 1996, 3), a_row("BB", 2001, 20), a_row("SR", 2002, 52)),
        certified=(
            CertifiedAmount(state="LC", certificate="LC-1"),
            CertifiedAmount(state="BB", certificate="BB-1", notional=money("BBD", 90)),
            CertifiedAmount(state="SR", certificate="SR-1", notional=money("SRD", 90)),
            CertifiedAmount(state="KN", certificate="KN-1", notional=money("XCD", 70)),
            CertifiedAmount(state="DM", certificate="DM-1", notional=money("XCD", 70), actual=money("XCD", 7)),
        ),
        settings={"minimum_own_period": "52_weeks"},
    )


def certificates_without_the_agreement() -> Case:
    return replace(amounts_certified_by_others(), agreement_applies=False)


def own_weeks_enough_though_none_counts() -> Case:
    """Twelve years of voluntary insurance, all on the days of compulsory insurance elsewhere."""
    spans = [(date(year, 1, 1), date(year, 12, 31)) for year in range(1994, 2006)]
    return a_case(
        (
            *(spanned("VC", *span, 52, type=PeriodType.VOL) for span in spans),
            *(spanned("LC", *span, 52) for span in spans),
        ),
        settings={"unmet_state": "proportional"},
    )


CASES = (
    the_published_example,
    weeks_that_meet,
    one_weeks_row_for_an_officer,
    amounts_certified_by_others,
    a_state_that_pays_alone_or_with_a_supplement,
    early_without_the_agreement,
    earnings_by_classes_and_flat_rates,
    survivors_in_proportion,
    survivors_by_each_law_alone,
    an_injury_and_the_state_of_it,
    certificates_that_lack_something,
    certificates_without_the_agreement,
    own_weeks_enough_though_none_counts,
    an_injury_of_which_nothing_is_told,
    an_injury_whose_amount_another_state_certified,
    more_months_than_are_required,
    an_injury_without_the_earnings_before_it,
    invalidity_with_few_weeks,
    totals_stated_instead_of_rows,
    rows_of_which_something_is_missing,
    a_pension_taken_late_and_one_that_needs_the_sex,
    every_states_age_pension,
    an_injury_shared_pro_rata,
    an_injury_of_a_degree_too_low,
    a_death_by_injury,
    survivors_of_whom_little_is_told,
    no_survivors_told,
    a_supplement_that_is_paid,
    a_supplement_where_it_is_paid_by_the_month,
    every_overlap_and_who_keeps_the_weeks,
    a_death_where_the_minimum_of_the_family_raises_the_shares,
)


@pytest.mark.parametrize("case", CASES, ids=[each.__name__ for each in CASES])
def test_a_whole_calculation_is_as_it_was(case: Callable[[], Case]) -> None:
    rules = the_rulebook()
    found = explained_award(case(), rules.packs, rules.agreement)
    assert disagreements(found.worksheet) == ()
    golden(f"calculation/{case.__name__}.txt", in_full(found))
