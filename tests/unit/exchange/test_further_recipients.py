"""Room for recipients of a kind that does not exist yet: a bundle that has one more opens as before, within bounds.

The age file is written by hand here, after https://age-encryption.org/v1, because no library writes a stanza that
nobody knows.
"""

import base64
import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_app.exchange.envelope import check_outer
from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.limits import HEADER_BYTES
from desktop_app.exchange.sealing import open_bytes
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import secret_of

FILE_KEY = bytes(range(16))
ML_KEM_768 = 1_088 + 32
"""The bytes of one recipient's share in the hybrid of ML-KEM-768 and X25519."""


def plain_base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


def lines_of(raw: bytes) -> str:
    text = plain_base64(raw)
    parts = [text[place : place + 64] for place in range(0, len(text), 64)]
    return "\n".join([*parts, ""] if not parts or len(parts[-1]) == 64 else parts)


def x25519_stanza(secret: OfficeSecret) -> str:
    own = X25519PrivateKey.from_private_bytes(hashlib.sha256(b"ephemeral").digest())
    recipient = X25519PrivateKey.from_private_bytes(secret.sealing_seed).public_key().public_bytes_raw()
    share = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(recipient))
    derived = HKDF(hashes.SHA256(), 32, share + recipient, b"age-encryption.org/v1/X25519").derive(shared)
    wrapped = ChaCha20Poly1305(derived).encrypt(bytes(12), FILE_KEY, None)
    return f"-> X25519 {plain_base64(share)}\n{lines_of(wrapped)}\n"


def unknown_stanza(size: int = ML_KEM_768) -> str:
    return f"-> mlkem768x25519 {plain_base64(bytes(8))}\n{lines_of(bytes(size))}\n"


def age_file(content: bytes, *stanzas: str) -> bytes:
    header = "age-encryption.org/v1\n" + "".join(stanzas) + "---"
    header_key = HKDF(hashes.SHA256(), 32, None, b"header").derive(FILE_KEY)
    mac = hmac.new(header_key, header.encode(), hashlib.sha256).digest()
    nonce = bytes(16)
    payload_key = HKDF(hashes.SHA256(), 32, nonce, b"payload").derive(FILE_KEY)
    sealed = ChaCha20Poly1305(payload_key).encrypt(bytes(11) + b"\x01", content, None)
    return f"{header} {plain_base64(mac)}\n".encode() + nonce + sealed


@pytest.mark.parametrize("place", ["before", "after", "both"])
def test_a_file_with_a_recipient_of_an_unknown_kind_opens(place: str) -> None:
    ours = x25519_stanza(secret_of("VC-NIS"))
    stanzas = {
        "before": (unknown_stanza(), ours),
        "after": (ours, unknown_stanza()),
        "both": (unknown_stanza(), ours, unknown_stanza()),
    }[place]
    data = age_file(b"content", *stanzas)

    check_outer(data)
    assert open_bytes(data, secret_of("VC-NIS")) == b"content"


def test_two_offices_under_both_kinds_of_keys_fit_into_the_header() -> None:
    ours, theirs = x25519_stanza(secret_of("VC-NIS")), x25519_stanza(secret_of("LC-NIC"))
    data = age_file(b"content", ours, theirs, unknown_stanza(), unknown_stanza())

    assert data.index(b"\n--- ") < HEADER_BYTES
    check_outer(data)
    assert open_bytes(data, secret_of("LC-NIC")) == b"content"


def test_a_file_for_unknown_kinds_alone_is_not_for_us() -> None:
    with pytest.raises(ExchangeProblem) as told:
        open_bytes(age_file(b"content", unknown_stanza()), secret_of("VC-NIS"))

    assert told.value.code == "bundle_not_for_us"


def test_what_a_further_kind_may_take_is_bounded_before_a_key_is_tried() -> None:
    many = age_file(b"content", x25519_stanza(secret_of("VC-NIS")), *[unknown_stanza() for _ in range(3)])

    with pytest.raises(ExchangeProblem) as told:
        check_outer(many)

    assert told.value.code == "bundle_damaged"
