"""Which row of a new version is which of the one before."""

from dataclasses import replace
from datetime import date
from itertools import permutations

from desktop_app.domain.periods import InsurancePeriod, PeriodType
from desktop_app.domain.row_pairs import RowPair, pair_rows


def row(row_id: str, year: int, weeks: int, *, months: tuple[int, int] | None = None) -> InsurancePeriod:
    start = date(year, months[0], 1) if months else None
    end = date(year, months[1], 28) if months else None
    return InsurancePeriod(row_id=row_id, state="LC", year=year, weeks_paid=weeks, start=start, end=end)


def said(pairs: tuple[RowPair, ...]) -> list[tuple[str, str]]:
    return [(pair.before.row_id if pair.before else "", pair.after.row_id if pair.after else "") for pair in pairs]


def test_a_row_is_known_by_its_id_whatever_else_changed() -> None:
    before = (row("a", 1995, 40, months=(1, 6)), row("b", 1995, 12, months=(7, 12)))
    after = (row("b", 1995, 40, months=(1, 6)), row("a", 1995, 12, months=(7, 12)))
    assert sorted(said(pair_rows(before, after))) == [("a", "a"), ("b", "b")]


def test_where_ids_are_new_the_span_and_the_kind_tell_and_then_the_year() -> None:
    work = row("1", 1995, 26, months=(1, 6))
    sick = replace(row("2", 1995, 26, months=(7, 12)), type=PeriodType.CSI)
    old = row("3", 1990, 30)
    after = (
        replace(sick, row_id="x", weeks_paid=20),
        replace(work, row_id="y", start=date(1995, 1, 8)),
        replace(old, row_id="z", type=PeriodType.VOL),
        row("new", 2001, 52),
    )
    assert said(pair_rows((work, sick, old), after)) == [("3", "z"), ("1", "y"), ("2", "x"), ("", "new")]


def test_every_row_is_told_once_and_the_order_of_the_rows_does_not_matter() -> None:
    before = tuple(row(str(place), 1990 + place % 3, 10 + place, months=(1, 6)) for place in range(5))
    after = tuple(row(str(place + 3), 1990 + place % 5, 12 + place, months=(1, 6)) for place in range(4))
    wanted = pair_rows(before, after)
    assert sorted(pair.before.row_id for pair in wanted if pair.before) == sorted(each.row_id for each in before)
    assert sorted(pair.after.row_id for pair in wanted if pair.after) == sorted(each.row_id for each in after)
    for left in permutations(before):
        for right in permutations(after):
            assert pair_rows(left, right) == wanted


def test_a_gone_row_stands_where_it_was() -> None:
    before = (row("a", 1990, 10), row("b", 1991, 10), row("c", 1992, 10))
    assert said(pair_rows(before, (before[0], before[2]))) == [("a", "a"), ("b", ""), ("c", "c")]
