"""The outer layer and what can be told without a key."""

import pytest

from desktop_app.exchange.armour import to_text
from desktop_app.exchange.envelope import AGE_MARK, OuterName, check_outer, file_name, read_file_name
from desktop_app.exchange.inspect import Kind, inspect
from desktop_app.exchange.keys import write_card
from desktop_app.exchange.limits import HEADER_BYTES, LAST_SEQUENCE, STICK_BYTES, TEXT_BYTES
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import a_bundle, a_message, a_receipt, card_of, secret_of

SEALED = a_bundle(a_message(a_receipt()))
NAME = OuterName(sender="VC-NIS", recipient="LC-NIC", sequence=123, part=1, parts=1)


def test_the_longest_name_is_forty_ascii_letters() -> None:
    name = file_name("VC-NISABCD", "LC-NICABCD", LAST_SEQUENCE)

    assert len(name) == 40
    assert name.isascii()


@pytest.mark.parametrize(
    "name",
    [
        "VC-NIS_LC-NIC_000123_1of1.cass",
        "VC-NIS_LC-NIC_000123_1of1(2).cass",
        "Copy of VC-NIS_LC-NIC_000123_1of1.cass.txt",
        "VC-NIS_LC-NIC_000123_1of1.bin",
    ],
)
def test_a_name_is_read_also_where_mail_programs_changed_it(name: str) -> None:
    assert read_file_name(name) == NAME


@pytest.mark.parametrize("name", ["", "bundle.cass", "vc-nis_lc-nic_000123_1of1.cass", "VC-NIS_LC-NIC_123_1of1.cass"])
def test_other_names_say_nothing(name: str) -> None:
    assert read_file_name(name) is None


def test_a_bundle_is_recognised_without_a_key() -> None:
    found = inspect(SEALED.data, "VC-NIS_LC-NIC_000123_1of1.cass")

    assert (found.kind, found.size, found.name, found.problem) == (Kind.BUNDLE, SEALED.size, NAME, "")


def test_the_text_form_and_cards_and_others_are_told_apart() -> None:
    assert inspect(to_text(SEALED.data).encode()).kind is Kind.BUNDLE_TEXT
    assert inspect(write_card(card_of("LC-NIC"), secret_of("LC-NIC"))).kind is Kind.OFFICE_CARD
    assert (inspect(b"%PDF-1.4").kind, inspect(b"%PDF-1.4").problem) == (Kind.OTHER, "bundle_not_cass")


def test_a_text_tells_its_name_itself_and_the_header_for_how_many_keys_it_is_sealed() -> None:
    named = inspect(to_text(SEALED.data, "VC-NIS_LC-NIC_000123_1of1.cass").encode(), "mail.txt")

    assert (named.name, named.recipients) == (NAME, ("X25519", "X25519"))
    assert inspect(to_text(SEALED.data).encode(), "mail.txt").name is None


def test_a_card_tells_its_office_and_key_and_a_spoilt_one_that_it_is() -> None:
    card = write_card(card_of("LC-NIC"), secret_of("LC-NIC"))
    found = inspect(card)

    assert (found.office, found.key_id) == ("LC-NIC", card_of("LC-NIC").keys.key_id)
    assert (inspect(card[:-2]).kind, inspect(card[:-2]).problem) == (Kind.OFFICE_CARD, "card_unreadable")


def test_what_is_wrong_outside_is_told_without_raising() -> None:
    assert inspect(SEALED.data[:80]).problem == "bundle_truncated"
    assert inspect(to_text(SEALED.data)[:400].encode()).problem == "bundle_truncated"


def test_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(ExchangeProblem) as refused:
        check_outer(bytes(STICK_BYTES + 1))

    assert (refused.value.code, refused.value.facts["most"]) == ("bundle_too_large", STICK_BYTES)
    assert inspect(b"age-encryption.org/v1\n" + bytes(TEXT_BYTES)).problem == "bundle_too_large"


def test_a_header_of_endless_recipients_is_refused_before_any_is_tried() -> None:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    endless = AGE_MARK + stanza * 100_000 + b"--- " + b"A" * 43 + b"\n" + bytes(64)

    with pytest.raises(ExchangeProblem) as refused:
        check_outer(endless)

    assert refused.value.code == "bundle_damaged"


def test_the_header_of_our_own_bundles_is_far_below_the_limit() -> None:
    assert SEALED.data.index(b"\n--- ") < HEADER_BYTES // 4
