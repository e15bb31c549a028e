"""Signatures in minisign's form."""

import pytest

from desktop_app.exchange.signing import Refusal, SignatureRefused, read_public_key, sign, verify, verify_plain
from tests.support.bundles import secret_of

KEY = secret_of("LC-NIC").signing
DATA = b"What is signed"
MINISIG = sign(DATA, KEY, "told along").encode()


def why(data: bytes, minisig: bytes) -> Refusal:
    with pytest.raises(SignatureRefused) as refused:
        verify(data, minisig, KEY.public())
    return refused.value.why


def test_a_signature_holds_and_gives_its_comment() -> None:
    assert verify(DATA, MINISIG, KEY.public()) == "told along"


def test_another_key_is_named() -> None:
    with pytest.raises(SignatureRefused) as refused:
        verify(DATA, MINISIG, secret_of("VC-NIS").signing.public())

    assert (refused.value.why, refused.value.key_id) == (Refusal.OTHER_KEY, KEY.public().key_id)


def test_changed_data_or_comment_is_bad() -> None:
    assert why(DATA + b"!", MINISIG) is Refusal.BAD
    assert why(DATA, MINISIG.replace(b"told along", b"told alone")) is Refusal.BAD


@pytest.mark.parametrize(
    "minisig",
    [
        b"",
        b"\xff",
        MINISIG + b"\n",
        MINISIG.replace(b"untrusted", b"trusted"),
        MINISIG.replace(b"\nRU", b"\nRW"),
        MINISIG.replace(b"=\n", b"\n"),
        MINISIG + b" " * 5_000,
    ],
)
def test_what_is_no_signature_is_unreadable(minisig: bytes) -> None:
    assert why(DATA, minisig) is Refusal.UNREADABLE


@pytest.mark.parametrize("line", ["", "RWR", "é" * 56, "QQ" + KEY.public().line[2:], KEY.public().line + "\n"])
def test_what_is_no_public_key_is_unreadable(line: str) -> None:
    with pytest.raises(SignatureRefused):
        read_public_key(line)


def test_the_line_of_a_public_key_reads_back() -> None:
    assert read_public_key(KEY.public().line) == KEY.public()


def test_a_bare_signature_holds_for_its_data_only() -> None:
    signature = KEY.sign_plain(DATA)

    assert verify_plain(DATA, signature, KEY.public())
    assert not verify_plain(DATA + b"!", signature, KEY.public())
    assert not verify_plain(DATA, signature[:-1], KEY.public())
