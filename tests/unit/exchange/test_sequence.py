"""Running numbers: next, repeat, gap, fork."""

import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.bundle import read_quarantined
from desktop_app.exchange.limits import LAST_SEQUENCE, MISSING
from desktop_app.exchange.manifest import Manifest
from desktop_app.exchange.sequence import (
    Arrived,
    Fork,
    Gap,
    Next,
    Repeat,
    acknowledges,
    judge,
    missing_numbers,
    received_up_to,
    remembers_more,
)
from tests.support.bundles import a_bundle, secret_of

MANIFEST = read_quarantined(a_bundle().data, secret=secret_of("VC-NIS")).manifest


def digest(number: int) -> str:
    return f"{number:064x}"


def arrived(*numbers: int) -> dict[int, Arrived]:
    return {
        number: Arrived(digest=digest(number), previous_digest=digest(number - 1) if number > 1 else "")
        for number in numbers
    }


def a_manifest(number: int) -> Manifest:
    return replace(MANIFEST, sequence=number, previous_digest=digest(number - 1) if number > 1 else "")


def test_the_first_bundle_is_next() -> None:
    assert judge({}, digest(1), a_manifest(1)) == Next()


def test_the_same_bundle_again_is_a_repeat() -> None:
    assert judge(arrived(1, 2), digest(2), a_manifest(2)) == Repeat()


def test_the_fifth_before_the_fourth_leaves_a_gap() -> None:
    assert judge(arrived(1, 2, 3), digest(5), a_manifest(5)) == Gap(missing=(4,))


def test_the_last_missing_one_closes_the_gap() -> None:
    assert judge(arrived(1, 2, 3, 5), digest(4), a_manifest(4)) == Next()


def test_two_holes_are_both_named() -> None:
    assert judge(arrived(1, 3), digest(6), a_manifest(6)) == Gap(missing=(2, 4, 5))


def test_a_used_number_with_other_content_is_a_fork() -> None:
    assert judge(arrived(1, 2, 3), digest(99), a_manifest(3)) == Fork(sequence=3)


def test_a_bundle_that_names_another_one_before_it_is_a_fork() -> None:
    other = replace(a_manifest(3), previous_digest=digest(99))

    assert judge(arrived(1, 2), digest(3), other) == Fork(sequence=2)


def test_a_late_bundle_that_the_next_one_does_not_name_is_a_fork() -> None:
    assert judge(arrived(1, 3), digest(77), replace(a_manifest(2))) == Fork(sequence=2)


@pytest.mark.parametrize(("number", "previous"), [(1, digest(9)), (2, "")])
def test_only_the_first_has_none_before_it(number: int, previous: str) -> None:
    manifest = replace(a_manifest(number), previous_digest=previous)

    assert judge({}, digest(number), manifest) == Fork(sequence=number)


@given(st.permutations(range(1, 9)))
def test_in_any_order_all_arrive_and_nothing_forks(order: list[int]) -> None:
    known: dict[int, Arrived] = {}
    for number in order:
        assert isinstance(judge(known, digest(number), a_manifest(number)), Next | Gap)
        known |= arrived(number)

    assert received_up_to(known) == 8
    assert missing_numbers(known) == ()


def test_what_came_is_counted_up_to_the_first_hole() -> None:
    assert received_up_to(arrived(1, 2, 5, 7)) == 2
    assert missing_numbers(arrived(1, 2, 5, 7)) == (3, 4, 6)
    assert received_up_to({}) == 0


def test_a_manifest_acknowledges_what_its_sender_has() -> None:
    manifest = replace(MANIFEST, received_up_to=2, missing=(3, 4, 6))

    assert [number for number in range(1, 10) if acknowledges(manifest, number)] == [1, 2, 5, 7]


def test_an_office_that_has_more_of_ours_than_we_know_is_noticed() -> None:
    assert remembers_more(replace(MANIFEST, received_up_to=7), last_sent=6)
    assert remembers_more(replace(MANIFEST, received_up_to=3, missing=(6,)), last_sent=6)
    assert not remembers_more(replace(MANIFEST, received_up_to=3, missing=(5,)), last_sent=6)
    assert not remembers_more(replace(MANIFEST, received_up_to=0), last_sent=0)


def test_a_number_far_ahead_costs_no_memory() -> None:
    tracemalloc.start()
    try:
        verdict = judge(arrived(1), digest(LAST_SEQUENCE), a_manifest(LAST_SEQUENCE))
        far = missing_numbers(arrived(1, LAST_SEQUENCE))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert verdict == Gap(missing=tuple(range(2, MISSING + 2)))
    assert far == tuple(range(2, MISSING + 2))
    assert peak < 1_000_000


def test_above_a_list_of_holes_that_was_cut_short_nothing_is_acknowledged() -> None:
    cut = replace(MANIFEST, received_up_to=1, missing=tuple(range(2, MISSING + 2)))

    assert acknowledges(cut, 1)
    assert not acknowledges(cut, MISSING + 2)
    assert acknowledges(replace(cut, missing=cut.missing[:-1]), MISSING + 1)
