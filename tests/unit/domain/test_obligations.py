"""Days allowed: every day, or Monday to Friday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.obligations import DEADLINES, ObligationKind, Within


def counted_out(day: date, days: int) -> date:
    """The plain way: one day after the other."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


@given(day=st.dates(date(2020, 1, 1), date(2030, 12, 31)), days=st.integers(min_value=1, max_value=300))
def test_working_days_are_counted_as_one_would_on_a_calendar(day: date, days: int) -> None:
    last = Within(days=days, working=True).after(day)
    assert last == counted_out(day, days)
    assert last.weekday() < 5


def test_days_of_every_kind_are_simply_added() -> None:
    assert Within(days=30).after(date(2026, 3, 2)) == date(2026, 4, 1)


def test_no_days_at_all_are_no_deadline() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Within(days=0)


def test_every_kind_of_answer_has_a_proposed_deadline() -> None:
    assert {kind.value for kind in ObligationKind} <= DEADLINES.keys()
