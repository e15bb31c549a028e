"""Office keys, cards and key words."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from mnemonic import Mnemonic

from desktop_app.domain.offices import Office
from desktop_app.exchange.keys import OfficeSecret, card, key_words, make_secret, read_card, write_card
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import card_of, secret_of
from tests.support.clocks import FixedClock

CARD = card_of("LC-NIC")
FILE = write_card(CARD, secret_of("LC-NIC"))


def test_a_secret_never_shows_itself() -> None:
    secret = secret_of("LC-NIC")
    shown = f"{secret!r} {secret!s} {secret.signing!r} {[secret]}"

    assert secret.age_identity not in shown
    assert secret.signing.seed.hex() not in shown
    assert repr(secret.signing.seed) not in shown
    assert card_of("LC-NIC").keys.key_id in shown


def test_a_stored_secret_comes_back() -> None:
    secret = make_secret(FixedClock().random_bytes)

    assert OfficeSecret.from_bytes(secret.to_bytes()) == secret


@pytest.mark.parametrize("stored", [b"", b"x" * 93, secret_of("A1").to_bytes()[:-1], secret_of("A1").to_bytes() + b"x"])
def test_other_bytes_are_no_secret(stored: bytes) -> None:
    with pytest.raises(ExchangeProblem) as refused:
        OfficeSecret.from_bytes(stored)

    assert refused.value.code == "office_secret_unreadable"


def test_two_offices_have_different_keys_and_words() -> None:
    assert card_of("VC-NIS").keys != CARD.keys
    assert key_words(card_of("VC-NIS")) != key_words(CARD)


def test_key_words_are_eight_of_the_english_list() -> None:
    words = key_words(CARD)

    assert len(words) == 8
    assert set(words) <= set(Mnemonic("english").wordlist)
    assert key_words(CARD) == words


def test_key_words_change_with_code_and_keys_and_not_with_the_address() -> None:
    words, other = key_words(CARD), card_of("GD-NIS")

    assert key_words(replace(CARD, office=replace(CARD.office, phone="+1 000 000 0001"))) == words
    assert key_words(replace(CARD, office=replace(CARD.office, code="LC-NID"))) != words
    assert key_words(replace(CARD, keys=replace(CARD.keys, signing_key=other.keys.signing_key))) != words
    assert key_words(replace(CARD, keys=replace(CARD.keys, sealing_key=other.keys.sealing_key))) != words


def test_a_card_reads_back() -> None:
    assert read_card(FILE) == CARD
    assert read_card(FILE + b"\r\n") == CARD


def test_every_flipped_byte_of_a_card_is_refused_or_changes_nothing() -> None:
    for place in range(len(FILE)):
        flipped = FILE[:place] + bytes([FILE[place] ^ 1]) + FILE[place + 1 :]
        with suppress(ExchangeProblem):
            assert read_card(flipped) == CARD  # the untrusted comment of its signature says nothing


def test_every_truncated_card_is_refused() -> None:
    for length in range(len(FILE)):
        with pytest.raises(ExchangeProblem):
            read_card(FILE[:length])


def test_only_its_own_office_writes_a_card() -> None:
    with pytest.raises(ExchangeProblem) as refused:
        write_card(CARD, secret_of("VC-NIS"))

    assert refused.value.code == "own_key_differs"


@pytest.mark.parametrize(
    ("field", "office"),
    [
        ("office.code", replace(CARD.office, code="lc")),
        ("office.code", replace(CARD.office, code="LC-NIC-CASTRIES")),
        ("office.name", replace(CARD.office, name="")),
        ("office.phone", replace(CARD.office, phone="1" * 201)),
    ],
)
def test_a_card_nobody_could_read_is_not_written(field: str, office: Office) -> None:
    with pytest.raises(ExchangeProblem) as refused:
        write_card(card(office, secret_of("LC-NIC"), date(2014, 6, 2)), secret_of("LC-NIC"))

    assert (refused.value.code, refused.value.facts["field"]) == ("card_not_writable", field)
