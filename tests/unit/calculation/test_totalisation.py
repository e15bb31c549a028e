from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.calculation import totalisation
from desktop_app.calculation.totalisation import Totalised, totalise
from desktop_app.domain.periods import InsurancePeriod, PeriodType
from tests.support.cases import a_row

DAY = date(2014, 6, 14)


def settled(*rows: InsurancePeriod, keepers: tuple[str, ...] = (), outside: frozenset[str] = frozenset()) -> Totalised:
    return totalise(rows, contingency_date=DAY, year_weeks=52, keepers=keepers, outside=outside)


def counted(found: Totalised) -> dict[str, int]:
    return {state: weeks.counted for state, weeks in found.states.items()}


def why(found: Totalised, state: str) -> list[tuple[str, int, str]]:
    return [(loss.why, loss.weeks, loss.to_state) for loss in found.states[state].losses]


def spanned(state: str, start: date, end: date, weeks: int, **facts: object) -> InsurancePeriod:
    return a_row(state, start.year, weeks, start=start, end=end, **facts)


FIRST_HALF = (date(1994, 1, 1), date(1994, 6, 30))
SECOND_HALF = (date(1994, 7, 1), date(1994, 12, 31))
WHOLE = (date(1994, 1, 1), date(1994, 12, 31))


def test_two_states_share_a_year_that_holds_both() -> None:
    assert counted(settled(a_row("VC", 1994, 26), a_row("LC", 1994, 26))) == {"LC": 26, "VC": 26}


def test_voluntary_weeks_give_way_to_compulsory_ones() -> None:
    found = settled(spanned("VC", *WHOLE, 52, type=PeriodType.VOL), spanned("LC", *FIRST_HALF, 26))
    assert counted(found) == {"VC": 26, "LC": 26}
    assert why(found, "VC") == [("voluntary_gives_way", 26, "LC")]
    assert found.states["VC"].own == 52


def test_credited_weeks_give_way_to_paid_ones() -> None:
    found = settled(spanned("VC", *WHOLE, 0, weeks_credited=52), spanned("LC", *SECOND_HALF, 26))
    assert counted(found) == {"VC": 26, "LC": 26}
    assert why(found, "VC") == [("credited_gives_way", 26, "LC")]


def test_credited_in_two_states_counts_where_compulsory_insurance_came_last() -> None:
    found = settled(
        spanned("LC", date(1993, 1, 1), date(1993, 12, 31), 52),
        spanned("VC", *WHOLE, 0, weeks_credited=52),
        spanned("LC", *WHOLE, 0, weeks_credited=52),
    )
    assert counted(found) == {"LC": 104, "VC": 0}
    assert why(found, "VC") == [("credited_elsewhere", 52, "LC")]


def test_two_compulsory_rows_are_split_by_their_dates() -> None:
    found = settled(spanned("VC", *WHOLE, 52), spanned("LC", date(1994, 4, 1), date(1994, 6, 30), 13))
    assert counted(found) == {"VC": 52, "LC": 0}
    assert why(found, "LC") == [("earlier_dates_kept", 13, "VC")]


def test_the_same_days_in_two_states_are_for_an_officer() -> None:
    rows = (spanned("VC", *WHOLE, 52), spanned("LC", *WHOLE, 52))
    found = settled(*rows)
    assert sum(counted(found).values()) == 52
    assert found.states["VC"].undecided
    assert found.states["LC"].undecided
    decided = settled(*rows, keepers=("VC",))
    assert counted(decided) == {"LC": 0, "VC": 52}
    assert not decided.states["LC"].undecided
    assert why(decided, "LC") == [("officer_decided", 52, "VC")]


def test_without_dates_a_year_of_seventy_eight_weeks_is_for_an_officer() -> None:
    found = settled(a_row("VC", 1994, 52), a_row("LC", 1994, 26))
    assert sum(counted(found).values()) == 52
    assert found.states["VC"].undecided or found.states["LC"].undecided


def test_a_few_days_in_common_cost_nothing_while_the_weeks_fit() -> None:
    found = settled(
        spanned("VC", date(1994, 1, 1), date(1994, 7, 3), 26), spanned("LC", date(1994, 6, 28), date(1994, 12, 31), 26)
    )
    assert counted(found) == {"VC": 26, "LC": 26}


def test_a_state_counts_at_most_fifty_three_weeks_a_year() -> None:
    found = settled(a_row("VC", 1994, 40), a_row("VC", 1994, 26, row_id="more"))
    assert found.states["VC"].certified == 66
    assert found.states["VC"].own == 53
    assert [finding.code for finding in found.findings] == ["year_above_full"]


def test_a_row_after_the_contingency_does_not_count() -> None:
    found = settled(a_row("VC", 1994, 52), a_row("VC", 2015, 52))
    assert counted(found) == {"VC": 52}
    assert [finding.code for finding in found.findings] == ["row_after_contingency"]


def test_a_row_that_begins_on_the_day_of_the_contingency_still_counts_and_a_day_later_it_does_not() -> None:
    for start, weeks in ((DAY, 1), (DAY + timedelta(days=1), 0)):
        found = settled(a_row("VC", 2014, 1, start=start, end=date(2014, 12, 31)))
        assert found.states["VC"].own == weeks
        assert bool(found.states["VC"].late) is (weeks == 0)


def test_weeks_of_a_state_outside_the_agreement_are_kept_and_not_totalised() -> None:
    found = settled(a_row("VC", 1994, 52), a_row("SR", 1995, 52), outside=frozenset({"SR"}))
    assert counted(found) == {"VC": 52, "SR": 0}
    assert found.states["SR"].own == 52


def test_states_stand_in_the_order_of_first_insurance() -> None:
    assert list(settled(a_row("GD", 2000, 1), a_row("LC", 1994, 1), a_row("VC", 1988, 1)).states) == ["VC", "LC", "GD"]


def test_rows_of_two_contribution_years_with_days_in_common_are_held_against_each_other() -> None:
    year_from_july = a_row("VC", 1994, 52, start=date(1994, 7, 1), end=date(1995, 6, 30))
    found = settled(year_from_july, a_row("LC", 1995, 26, start=date(1995, 1, 1), end=date(1995, 6, 30)))
    assert counted(found) == {"VC": 52, "LC": 1}
    assert why(found, "LC") == [("earlier_dates_kept", 25, "VC")]


def test_a_contribution_year_from_july_gives_way_only_where_its_days_are_those_of_the_other_state() -> None:
    from_july = spanned("LC", date(1992, 7, 1), date(1993, 6, 30), 52)
    found = settled(spanned("VC", date(1992, 1, 1), date(1992, 12, 31), 52), from_july)
    assert counted(found) == {"VC": 52, "LC": 26}
    assert why(found, "LC") == [("earlier_dates_kept", 26, "VC")]
    to_june = spanned("LC", date(1991, 7, 1), date(1992, 6, 30), 52)
    ended_in_its_year = settled(spanned("VC", date(1992, 1, 1), date(1992, 12, 31), 52), replace(to_june, year=1992))
    assert counted(ended_in_its_year) == {"LC": 52, "VC": 27}


def test_weeks_give_way_to_the_state_whose_days_they_share() -> None:
    found = settled(
        spanned("VC", date(1992, 1, 1), date(1992, 12, 31), 52),
        spanned("LC", date(1992, 7, 1), date(1993, 6, 30), 52),
        spanned("GD", date(1993, 1, 1), date(1993, 12, 31), 52, type=PeriodType.VOL),
    )
    assert counted(found) == {"VC": 52, "LC": 26, "GD": 27}
    assert why(found, "GD") == [("voluntary_gives_way", 25, "LC")]


def test_two_contribution_years_from_july_hold_no_more_than_one() -> None:
    days = (date(1992, 7, 1), date(1993, 6, 30))
    found = settled(spanned("VC", *days, 52), spanned("LC", *days, 52))
    assert sum(counted(found).values()) == 53


def test_few_weeks_of_a_row_that_leaves_its_year_leave_no_more_room_than_they_need() -> None:
    few = spanned("LC", date(1992, 7, 1), date(1993, 6, 30), 10)
    found = settled(a_row("VC", 1992, 52), few, a_row("GD", 1992, 10))
    assert sum(counted(found).values()) == 62


def test_years_that_do_not_follow_each_other_are_strangers() -> None:
    found = settled(spanned("VC", *WHOLE, 52), a_row("LC", 1996, 52), a_row("LC", 1993, 52))
    assert counted(found) == {"LC": 104, "VC": 52}


def test_a_row_without_an_end_has_no_days_in_common() -> None:
    found = settled(spanned("VC", *FIRST_HALF, 26), a_row("LC", 1994, 26, start=date(1994, 1, 1)))
    assert counted(found) == {"VC": 26, "LC": 26}


def test_weeks_fit_into_the_tightest_of_their_windows() -> None:
    found = settled(
        spanned("VC", date(1994, 1, 1), date(1994, 2, 11), 6),
        spanned("LC", date(1994, 1, 1), date(1994, 2, 11), 6, type=PeriodType.VOL),
        spanned("GD", date(1994, 1, 1), date(1994, 3, 25), 12, type=PeriodType.VOL),
    )
    assert counted(found) == {"VC": 6, "LC": 0, "GD": 6}


def test_credited_weeks_count_where_compulsory_insurance_came_last_not_first() -> None:
    found = settled(
        spanned("VC", date(1991, 1, 1), date(1991, 12, 31), 52),
        spanned("LC", date(1993, 1, 1), date(1993, 12, 31), 52),
        spanned("GD", date(1993, 7, 1), date(1993, 12, 31), 0, type=PeriodType.VOL, weeks_credited=0),
        spanned("VC", *WHOLE, 0, weeks_credited=52),
        spanned("LC", *WHOLE, 0, weeks_credited=52),
    )
    assert counted(found) == {"VC": 52, "LC": 104, "GD": 0}


def test_credited_weeks_before_any_insurance_count_where_it_came_first_after() -> None:
    found = settled(
        spanned("VC", *WHOLE, 0, weeks_credited=52),
        spanned("LC", *WHOLE, 0, weeks_credited=52),
        spanned("VC", date(1996, 1, 1), date(1996, 12, 31), 52),
        spanned("LC", date(1995, 1, 1), date(1995, 12, 31), 52),
    )
    assert counted(found) == {"VC": 52, "LC": 104}


def test_a_row_that_loses_nothing_has_no_loss() -> None:
    found = settled(spanned("VC", *FIRST_HALF, 26), spanned("LC", *FIRST_HALF, 0), spanned("LC", *SECOND_HALF, 26))
    assert why(found, "VC") == why(found, "LC") == []


def test_voluntary_insurance_does_not_draw_credited_weeks_to_its_state() -> None:
    found = settled(
        spanned("VC", date(1992, 1, 1), date(1992, 12, 31), 52),
        spanned("LC", date(1993, 1, 1), date(1993, 12, 31), 52, type=PeriodType.VOL),
        spanned("LC", *WHOLE, 0, weeks_credited=52),
        spanned("VC", *WHOLE, 0, weeks_credited=52),
    )
    assert counted(found) == {"VC": 104, "LC": 52}
    assert why(found, "LC") == [("credited_elsewhere", 52, "VC")]


def test_the_state_an_officer_named_keeps_its_weeks_whichever_it_is() -> None:
    rows = (spanned("VC", *WHOLE, 52), spanned("LC", *WHOLE, 52))
    assert counted(settled(*rows, keepers=("LC",))) == {"LC": 52, "VC": 0}
    assert counted(settled(*rows, keepers=("VC",))) == {"LC": 0, "VC": 52}


def test_of_two_rows_from_one_day_the_longer_is_kept_whole() -> None:
    found = settled(spanned("LC", *FIRST_HALF, 26), spanned("VC", *WHOLE, 52))
    assert counted(found) == {"LC": 0, "VC": 52}
    assert found.states["LC"].undecided


def test_an_officer_can_let_voluntary_weeks_stand_against_compulsory_ones() -> None:
    rows = (spanned("VC", *WHOLE, 52, type=PeriodType.VOL), spanned("LC", *WHOLE, 52))
    decided = settled(*rows, keepers=("VC",))
    assert counted(decided) == {"LC": 0, "VC": 52}
    assert why(decided, "LC") == [("officer_decided", 52, "VC")]


def test_weeks_above_a_full_year_are_named_with_their_row() -> None:
    found = settled(a_row("VC", 1994, 40, row_id="a"), a_row("VC", 1994, 20, row_id="b"))
    (above,) = found.states["VC"].above
    assert (above.row.row_id, above.weeks, above.why) == ("a", 7, "row_above_year")
    assert found.states["VC"].own == 53


def test_of_weeks_above_a_full_year_the_credited_ones_go_first_and_are_named_so() -> None:
    found = settled(a_row("VC", 1994, 50, weeks_credited=10))
    (above,) = found.states["VC"].above
    assert (above.weeks, above.to_state, above.credited) == (7, "", True)
    assert (found.states["VC"].own, found.states["VC"].own_paid) == (53, 50)
    (paid,) = settled(a_row("VC", 1994, 55)).states["VC"].above
    assert (paid.weeks, paid.credited) == (2, False)


def test_lost_credited_weeks_are_named_so_and_lost_paid_ones_are_not() -> None:
    found = settled(spanned("VC", *WHOLE, 26, weeks_credited=26, type=PeriodType.VOL), spanned("LC", *FIRST_HALF, 26))
    assert [(loss.weeks, loss.credited) for loss in found.states["VC"].losses] == [(26, True)]
    paid = settled(spanned("VC", *WHOLE, 52, type=PeriodType.VOL), spanned("LC", *FIRST_HALF, 26))
    assert [(loss.weeks, loss.credited) for loss in paid.states["VC"].losses] == [(26, False)]


def test_weeks_after_the_contingency_are_named_with_their_row() -> None:
    found = settled(a_row("VC", 1994, 40), a_row("VC", 2015, 20, row_id="late"))
    (late,) = found.states["VC"].late
    assert (late.row.row_id, late.weeks, late.why) == ("late", 20, "row_after_contingency")
    assert found.states["VC"].own == 40


def test_a_year_of_fifty_three_weeks_in_one_state_counts_whole() -> None:
    found = settled(a_row("VC", 1994, 53))
    assert counted(found) == {"VC": 53}
    assert not found.states["VC"].above


def test_fifty_three_weeks_beside_weeks_of_another_state_leave_that_state_none() -> None:
    found = settled(spanned("VC", *WHOLE, 53), spanned("LC", *SECOND_HALF, 26))
    assert counted(found) == {"VC": 53, "LC": 0}
    assert why(found, "LC") == [("earlier_dates_kept", 26, "VC")]


def test_weeks_give_way_to_the_state_that_keeps_most_in_however_many_rows() -> None:
    loser, other = a_row("TT", 1970, 38), a_row("AG", 1970, 5)
    whole = settled(other, a_row("BB", 1970, 6), a_row("BS", 1970, 5), loser)
    halves = settled(
        other, a_row("BB", 1970, 3, row_id="a"), a_row("BB", 1970, 3, row_id="b"), a_row("BS", 1970, 5), loser
    )
    assert why(whole, "TT") == why(halves, "TT") == [("overlap_undecided", 2, "BB")]


@st.composite
def rows_of_three_states(draw: st.DrawFn) -> tuple[InsurancePeriod, ...]:
    """Return rows of two years, some with days and some without."""
    rows = []
    for at in range(draw(st.integers(1, 6))):
        state, year = draw(st.sampled_from(("GD", "LC", "VC"))), draw(st.integers(1994, 1996))
        days: dict[str, Any] = {}
        if draw(st.booleans()):
            start = date(year, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
            days = {"start": start, "end": start + timedelta(days=draw(st.integers(0, 200)))}
        rows.append(a_row(state, year, draw(st.integers(0, 30)), row_id=str(at), **days))
    return tuple(rows)


@given(rows_of_three_states())
def test_rows_that_never_meet_are_counted_as_if_every_two_were_compared(rows: tuple[InsurancePeriod, ...]) -> None:
    quickly = settled(*rows)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(totalisation, "_all_fit", lambda _states, _holds: False)
        slowly = settled(*rows)
    assert quickly == slowly
