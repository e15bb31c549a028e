"""Two halves open the store together; one alone opens nothing, and none counts before it was typed back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.foundation.problems import DutyProblem, KeyProblem
from desktop_app.store.keyring import Keyring
from desktop_app.workflows.open_desk import sign_in, sign_in_with_recovery
from desktop_app.workflows.recovery_halves import (
    HALF_WORDS,
    NewHalves,
    half_sheet,
    joined,
    keep_halves,
    new_halves,
    other_officers,
    recovery_phrase,
    split,
)
from desktop_app.workflows.set_up_office import new_recovery_words
from tests.support.clocks import FixedClock
from tests.support.pdfs import flat_text
from tests.support.two_persons import PASSPHRASES, Desks, set_up

NEW = "turtle umbrella market eleven"


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = set_up(tmp_path, "hubert", "marlon")
    yield made
    made.close()


def said(words: tuple[str, ...]) -> str:
    return " ".join(words)


def keep(desks: Desks, halves: NewHalves, **typed: str) -> None:
    entries = {
        "first_typed": said(halves.first),
        "second_typed": said(halves.second),
        "login": "hubert",
        "passphrase": PASSPHRASES["hubert"],
        **typed,
    }
    keep_halves(desks.desk, halves, **entries)


def refusal(typed: str) -> str:
    with pytest.raises(KeyProblem) as problem:
        recovery_phrase(typed)
    return problem.value.code


@given(secret=st.binary(min_size=16, max_size=16), seed=st.text(max_size=8))
def test_two_halves_give_the_words_in_either_order(secret: bytes, seed: str) -> None:
    halves = split(secret, FixedClock(seed=seed).random_bytes)
    assert len(halves.first) == len(halves.second) == HALF_WORDS
    words = joined(said(halves.first), said(halves.second))
    assert len(words.split()) == 12
    assert joined(said(halves.second), said(halves.first)) == words
    assert recovery_phrase(f" {said(halves.second).upper()}\n{said(halves.first)} ") == words


def test_a_half_whose_last_word_would_fit_either_is_drawn_again() -> None:
    secret, seed = b"\xca\xd9\xb6\x0b\xb8\xae>(\xc0\xebT\x84\xa6\xbd\xba%", "\xb3\U000664bd"
    halves = split(secret, FixedClock(seed=seed).random_bytes)
    assert len(joined(said(halves.first), said(halves.second)).split()) == 12


def test_the_same_half_goes_with_any_words() -> None:
    # The first half is chance alone: whoever holds it knows nothing of the words.
    clock = FixedClock(seed="one")
    first = split(bytes(16), lambda count: FixedClock(seed="one").random_bytes(count)).first
    other = split(clock.random_bytes(16), lambda count: FixedClock(seed="one").random_bytes(count)).first
    assert first == other


def test_a_half_alone_or_twice_or_mistyped_opens_nothing() -> None:
    halves = new_halves(FixedClock())
    assert refusal(said(halves.first)) == "recovery_words_count"
    assert refusal(said(halves.first) + " " + said(halves.first)) == "recovery_half_twice"
    wrong = (*halves.first[:-1], "zoo" if halves.first[-1] != "zoo" else "zone")
    assert refusal(said(wrong) + " " + said(halves.second)) == "recovery_half_wrong"
    swapped = (halves.first[1], halves.first[0], *halves.first[2:])
    assert refusal(said(swapped) + " " + said(halves.second)) == "recovery_half_wrong"


def test_the_words_of_one_sheet_stay_as_they_are() -> None:
    words = said(new_recovery_words(FixedClock()))
    assert recovery_phrase(words) == words


def test_both_halves_open_the_store_and_the_sheet_before_no_longer_does(desks: Desks) -> None:
    halves = new_halves(desks.clock)
    keep(desks, halves)
    places = desks.desk.places
    desks.close()

    both = said(halves.second) + " " + said(halves.first)
    desks.desk = sign_in_with_recovery(places, desks.clock, "carlotta", both, NEW)
    assert desks.desk.user.name == "Carlotta Browne"
    desks.close()
    desks.desk = sign_in(places, desks.clock, "carlotta", NEW)
    with pytest.raises(KeyProblem) as problem:
        Keyring.load(places.keyring_file, desks.clock).unlock_with_recovery(said(new_recovery_words(FixedClock())))
    assert problem.value.code == "recovery_wrong"


@pytest.mark.parametrize("entry", ["first_typed", "second_typed"])
def test_a_half_counts_only_once_it_was_typed_back(desks: Desks, entry: str) -> None:
    before = desks.desk.places.keyring_file.read_bytes()
    with pytest.raises(KeyProblem) as problem:
        keep(desks, new_halves(desks.clock), **{entry: "not the words"})
    assert problem.value.code == "recovery_half_not_proven"
    assert desks.desk.places.keyring_file.read_bytes() == before


def test_the_two_halves_are_with_two_persons(desks: Desks) -> None:
    halves = new_halves(desks.clock)
    with pytest.raises(DutyProblem) as problem:
        keep(desks, halves, login="carlotta", passphrase=PASSPHRASES["carlotta"])
    assert problem.value.code == "recovery_one_officer"
    with pytest.raises(KeyProblem) as wrong:
        keep(desks, halves, passphrase="not it")
    assert wrong.value.code == "passphrase_wrong"
    assert [login for login, _user in other_officers(desks.desk)] == ["hubert", "marlon"]


def test_a_clerk_makes_no_halves(desks: Desks) -> None:
    halves = new_halves(desks.clock)
    desks.desk = desks.as_user("marlon")
    with pytest.raises(DutyProblem) as problem:
        keep(desks, halves)
    assert problem.value.code == "recovery_makers"


def test_the_journal_tells_who_made_halves_with_whom_and_no_word(desks: Desks) -> None:
    halves = new_halves(desks.clock)
    keep(desks, halves)
    line = desks.desk.store.journal.lines()[0]
    assert line.verb == "recovery_halves_made"
    assert line.facts == {"with": desks.user("hubert").id}
    assert halves.first[0] not in repr(halves)


def test_a_half_on_paper_holds_its_words_and_not_the_other_half(tmp_path: Path) -> None:
    halves = new_halves(FixedClock())
    sheet = half_sheet("National Insurance Services", 1, halves.first, "Hubert Sample-Head", FixedClock().today())
    words = flat_text(sheet, tmp_path)
    assert "half 1 of 2" in words
    assert all(word in words for word in halves.first)
    assert not all(word in words for word in halves.second)
