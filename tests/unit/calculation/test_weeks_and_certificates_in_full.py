"""Whole calculations where weeks overlap, are few or missing, or amounts are certified, told figure by figure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desktop_app.calculation.case import Case, CertifiedAmount, Origin, StatedTotal
from desktop_app.domain.claims import Benefit
from desktop_app.domain.periods import PeriodType
from tests.support.cases import a_case, a_row
from tests.support.whole_cases import WHOLE_YEAR, career, decided, earned, held_in_full, money, spanned


def weeks_that_meet() -> Case:
    """Weeks of several kinds and States on the same days, late ones, too many of a year, and a State outside."""
    return a_case(
        (
            *career("VC", 1985, 6),
            spanned("VC", *WHOLE_YEAR, 52, type=PeriodType.VOL),
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
    return a_case((*career("VC", 1985, 8), spanned("VC", *WHOLE_YEAR, 52), spanned("LC", *WHOLE_YEAR, 52)))


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
            StatedTotal(state="LC", weeks=50),
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
            *career("GD", 2006, 5),
            earned("GD", 2011, 26, 10_000, row_id="first of two"),
            earned("GD", 2011, 26, 10_000, row_id="second of two"),
        ),
        birth_date=date(1948, 2, 10),
        contingency_date=day,
        claim_date=day,
    )


def every_overlap_and_who_keeps_the_weeks() -> Case:
    """Compulsory, voluntary and credited weeks of four States in three years, and a year without days."""
    return a_case(
        (
            *career("VC", 1985, 5),
            spanned("VC", date(1992, 1, 1), date(1992, 12, 31), 52),
            spanned("LC", date(1992, 7, 1), date(1993, 6, 30), 52),
            spanned("GD", date(1993, 1, 1), date(1993, 12, 31), 52, type=PeriodType.VOL),
            replace(spanned("DM", *WHOLE_YEAR, 0), weeks_credited=52, type=PeriodType.CSI),
            replace(spanned("VC", *WHOLE_YEAR, 0), weeks_credited=40, type=PeriodType.CUN),
            spanned("LC", date(1994, 10, 1), date(1994, 12, 31), 13, type=PeriodType.VOL),
            earned("VC", 1996, 30, 6_000),
            earned("GD", 1996, 30, 6_000),
            earned("LC", 1996, 10, 2_000),
        ),
    )


def a_total_stated_where_the_rows_are_what_counts() -> Case:
    """Earnings classes are averaged over rows; of a State with a total alone there are none to average."""
    day = date(2018, 6, 11)
    return a_case(
        career("VC", 1990, 3),
        birth_date=date(1958, 6, 11),
        contingency_date=day,
        claim_date=day,
        stated_totals=(StatedTotal(state="TT", weeks=800),),
    )


CASES = (
    a_total_stated_where_the_rows_are_what_counts,
    weeks_that_meet,
    one_weeks_row_for_an_officer,
    amounts_certified_by_others,
    certificates_that_lack_something,
    certificates_without_the_agreement,
    own_weeks_enough_though_none_counts,
    invalidity_with_few_weeks,
    totals_stated_instead_of_rows,
    rows_of_which_something_is_missing,
    every_overlap_and_who_keeps_the_weeks,
)


@pytest.mark.parametrize("case", CASES, ids=[each.__name__ for each in CASES])
def test_a_whole_calculation_is_as_it_was(case: Callable[[], Case]) -> None:
    held_in_full(case)
