"""A signed document as codes on paper, and back: whole or named as what is wrong with it."""

import base64
import hashlib
import re
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.messages import MessageType
from desktop_app.exchange.certified import sign_document
from desktop_app.exchange.contents import Original
from desktop_app.exchange.messages import encode_message
from desktop_app.exchange.messages.registry import SIGNED_ALONE
from desktop_app.exchange.paper_codes import MOST_CODES, codes_of, is_codes, read_codes, read_kept_codes, sets_in
from desktop_app.exchange.paper_words import FORMAT_1
from desktop_app.foundation.places import resource
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import a_certificate, a_message, secret_of
from tests.support.message_bodies import bodies
from tests.support.messages import FULL, a_full_message


def signed(data: bytes, kind: str = "period_certificate") -> Original:
    signature = sign_document(data, kind, "LC-NIC", ("GD-NIS", "VC-NIS"), secret_of("LC-NIC").signing)
    return Original(data=data, signature=signature)


CERTIFICATE = signed(encode_message(a_message(a_certificate())))
CODES = codes_of(CERTIFICATE)


def back(text: str) -> Original:
    (one,) = sets_in(text)
    return read_codes(one)


def long_original() -> Original:
    row = a_certificate().rows[0]
    rows = tuple(replace(row, row_id=str(place), year=1950 + place, note=f"Card {place * 7919}") for place in range(70))
    return signed(encode_message(a_message(replace(a_certificate(), rows=rows))))


@pytest.mark.parametrize("kind", sorted(SIGNED_ALONE))
def test_every_signed_document_comes_back_byte_for_byte(kind: str) -> None:
    original = signed(encode_message(a_full_message(FULL[MessageType(kind)])), kind)

    assert back("\n".join(codes_of(original))) == original


@given(body=st.sampled_from(sorted(SIGNED_ALONE)).flatmap(lambda kind: bodies(MessageType(kind))))
def test_any_document_comes_back_byte_for_byte(body: object) -> None:
    original = signed(encode_message(a_message(body)))  # type: ignore[arg-type]  # not a bug: bodies of every type

    codes = codes_of(original)

    assert not codes or back("".join(codes)) == original


def test_a_code_holds_only_what_qr_codes_pack_best_and_no_blank() -> None:
    assert all(re.fullmatch(r"[0-9A-Z$%*+/:-]+", code) for code in CODES)


def test_a_small_certificate_is_one_code() -> None:
    assert len(CODES) == 1
    assert len(CODES[0]) < 734, "a square of 85 by 85 at correction M"


def test_codes_may_come_in_any_order_any_number_of_times_and_typed_as_scanners_type() -> None:
    original = long_original()
    codes = list(codes_of(original))
    assert len(codes) > 2
    codes.reverse()
    typed = "\r\n".join(code.lower() for code in (*codes, codes[0]))
    wrapped = "\n".join(typed[place : place + 76] for place in range(0, len(typed), 76))

    assert back(wrapped) == original


def test_a_missing_code_is_named() -> None:
    codes = codes_of(long_original())

    with pytest.raises(ExchangeProblem) as refused:
        back("".join((*codes[:1], *codes[2:])))

    assert (refused.value.code, refused.value.facts) == ("qr_missing", {"missing": "2", "count": len(codes)})


def test_a_code_that_lost_letters_on_the_way_is_named() -> None:
    codes = codes_of(long_original())

    with pytest.raises(ExchangeProblem) as refused:
        back("".join((codes[0], codes[1][:90] + codes[1][94:], *codes[2:])))

    assert (refused.value.code, refused.value.facts["number"]) == ("qr_damaged", "2")


def test_a_code_scanned_well_after_it_was_scanned_badly_counts() -> None:
    original = long_original()
    codes = codes_of(original)

    assert back("".join((codes[0][:-9], *codes))) == original


def test_the_codes_of_two_papers_are_two_sets() -> None:
    long = long_original()
    mixed = [code for pair in zip(codes_of(long), CODES * 9, strict=False) for code in pair]

    sets = {one.digest: read_codes(one) for one in sets_in("".join(mixed))}

    assert set(map(bytes, (one.data for one in sets.values()))) == {CERTIFICATE.data, long.data}


def test_every_letter_of_a_code_changed_is_refused() -> None:
    (code,) = CODES
    for place, letter in enumerate(code):
        other = "B" if letter != "B" else "C"
        for one in sets_in(code[:place] + other + code[place + 1 :]):
            with pytest.raises(ExchangeProblem) as refused:
                read_codes(one)
            assert refused.value.code in {"qr_damaged", "qr_missing", "qr_unreadable"}


@given(text=st.text(max_size=200) | st.from_regex(r"CASS1:[1-9]/[1-9]:[A-Z2-7]{8}:[0-9A-Z$%*+-]*:[A-Z2-7]{4}"))
def test_nothing_but_a_problem_comes_out_of_any_text(text: str) -> None:
    for one in sets_in(text):
        with pytest.raises(ExchangeProblem):
            read_codes(one)


def test_a_document_for_more_codes_than_paper_bears_has_none() -> None:
    noise = hashlib.shake_256(b"notes").hexdigest(30 * 700)
    rows = tuple(
        replace(a_certificate().rows[0], row_id=str(place), note=noise[60 * place : 60 * place + 60])
        for place in range(700)
    )

    assert codes_of(signed(encode_message(a_message(replace(a_certificate(), rows=rows))))) == ()
    assert MOST_CODES < 100


def test_a_set_is_the_same_file_however_it_was_scanned() -> None:
    codes = codes_of(long_original())
    (one,), (other,) = sets_in("".join(codes)), sets_in("\n".join(reversed(codes)).lower())

    assert one.text == other.text
    assert is_codes(one.text.encode())
    assert read_kept_codes(one.text.encode()) == long_original()


def test_a_signature_that_is_none_of_ours_makes_no_code() -> None:
    with pytest.raises(ExchangeProblem) as refused:
        codes_of(Original(data=b"{}", signature=b"signed by hand"))

    assert refused.value.code == "message_not_writable"


def test_the_published_page_reads_a_code_without_this_program() -> None:
    original = long_original()
    fields = [code.split(":") for code in codes_of(original)]
    digits = {sign: value for value, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-")}
    content = b""
    for entry in sorted(fields, key=lambda entry: int(entry[1].split("/")[0])):
        for start in range(0, len(entry[3]), 3):
            group = entry[3][start : start + 3]
            number = sum(digits[sign] * 41**place for place, sign in enumerate(group))
            content += number.to_bytes(len(group) - 1, "big")
    dictionary = resource("schema", "paper_codes.dictionary").read_bytes()
    told = zlib.decompressobj(-15, dictionary).decompress(content[136:]).decode()
    comment, _, short = told.partition("\n")
    before = {"row": 0, "year": 0}

    def written(found: re.Match[str]) -> str:
        which = "row" if found[1] == "row_id" else "year"
        steps = {"\x01": 1, "\x02": 0, "\x03": 1}
        sign = found[2]
        before[which] = before[which] + steps[sign] if sign in steps else int(sign)
        return found[0].removesuffix(sign) + (str(before[which]) if sign in steps else sign)

    document = re.sub(r'"(from|to|year|row_id)":"?([0-9]{1,6}|\x01|\x02|\x03)', written, short).encode()

    def line(data: bytes) -> str:
        return base64.b64encode(data).decode()

    signature = (
        f"untrusted comment: signature\n{line(b'ED' + content[:72])}\n"
        f"trusted comment: {comment}\n{line(content[72:136])}\n"
    )
    assert (document, signature.encode()) == (original.data, original.signature)
    assert comment == "cass-certificate LC-NIC for GD-NIS,VC-NIS"


def test_the_published_dictionary_is_the_one_in_use() -> None:
    assert resource("schema", "paper_codes.dictionary").read_bytes() == FORMAT_1
    assert hashlib.sha256(FORMAT_1).hexdigest() == "0132fbdf4a8d55d9e2741988a26d99c14859ae0427a5ef9d2582f559dc6c1ee6", (
        "what was printed must be read for ever"
    )
