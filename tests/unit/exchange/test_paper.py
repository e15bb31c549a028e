"""The check code and the QR text of a certificate on paper."""

import hashlib
import json
import re
from base64 import b32encode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.messages import encode_message
from desktop_app.exchange.paper import certificate_bytes, check_code, qr_text, read_qr_text
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import a_certificate, a_message, card_of, secret_of

CERTIFICATE = a_certificate()
TEXT = qr_text(CERTIFICATE, secret_of("LC-NIC"))


def test_a_check_code_is_four_groups_that_follow_from_the_bytes() -> None:
    data = certificate_bytes(CERTIFICATE)

    assert re.fullmatch(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", check_code(data))
    assert check_code(data).replace("-", "") == b32encode(hashlib.sha256(data).digest())[:16].decode()


def test_one_week_more_is_another_check_code() -> None:
    other = replace(CERTIFICATE, stated_weeks=CERTIFICATE.stated_weeks + 1)

    assert check_code(certificate_bytes(other)) != check_code(certificate_bytes(CERTIFICATE))


def test_the_bytes_are_the_body_of_the_message() -> None:
    body = json.loads(encode_message(a_message(CERTIFICATE)))["body"]

    assert json.loads(certificate_bytes(CERTIFICATE)) == body


def test_a_qr_text_reads_back_as_its_office_signed_it() -> None:
    told = read_qr_text(TEXT, card_of("LC-NIC"))

    assert (told.office, told.number, told.version) == ("LC-NIC", CERTIFICATE.number, 1)
    assert (told.weeks, told.earnings) == (CERTIFICATE.stated_weeks, CERTIFICATE.stated_earnings)
    assert told.complete_to == CERTIFICATE.complete_to
    assert told.check_code == check_code(certificate_bytes(CERTIFICATE))


def test_a_qr_text_is_short_and_of_the_letters_qr_codes_pack_best() -> None:
    assert re.fullmatch(r"[A-Z0-9:]+", TEXT)
    assert len(TEXT) <= 260


def test_a_typed_qr_text_may_have_blanks_and_small_letters() -> None:
    typed = " ".join(TEXT[place : place + 8] for place in range(0, len(TEXT), 8)).lower()

    assert read_qr_text(typed, card_of("LC-NIC")) == read_qr_text(TEXT, card_of("LC-NIC"))


def test_another_office_did_not_sign_it() -> None:
    with pytest.raises(ExchangeProblem) as refused:
        read_qr_text(TEXT, card_of("VC-NIS"))

    assert refused.value.code == "qr_signature_bad"


@given(st.integers(6, len(TEXT) - 2), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_changed_letter_is_refused(place: int, letter: str) -> None:
    if TEXT[place] == letter:
        return
    with pytest.raises(ExchangeProblem):
        read_qr_text(TEXT[:place] + letter + TEXT[place + 1 :], card_of("LC-NIC"))


@given(st.text(max_size=80))
def test_whatever_is_scanned_only_a_problem_comes_out(noise: str) -> None:
    for text in (noise, f"CASS1:{noise}"):
        with pytest.raises(ExchangeProblem):
            read_qr_text(text, card_of("LC-NIC"))
