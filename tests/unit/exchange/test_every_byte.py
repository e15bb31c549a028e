"""Whatever byte of a bundle is changed or cut off, it is refused: of a certificate every one, each time.

Of a bundle with scans and documents passed on, of one in several parts, and of what is inside a seal, a sample of the
places is tried each time, and every one with `CASS_EVERY_BYTE=1` (some minutes).
"""

import os
from collections.abc import Iterator
from functools import cache
from hashlib import shake_128
from pathlib import Path

import pytest

from desktop_app.domain.messages import MessageType
from desktop_app.exchange import bundle as bundle_module
from desktop_app.exchange.bundle import Attachment, OpenedBundle, Packing, open_bundle, seal
from desktop_app.exchange.sealing import open_bytes, seal_bytes
from desktop_app.foundation.problems import ExchangeProblem
from tests.fuzz.doors import full_bundle
from tests.support.bundles import (
    SEALED_AT,
    a_message,
    a_message_id,
    a_receipt,
    card_of,
    directory_of,
    secret_of,
)
from tests.support.chance import drawn

WHOLE = bool(os.environ.get("CASS_EVERY_BYTE"))
FEW = 40
"""Places of a large file that are tried where not all are."""

BUDGET = 120_000
OUTER = {"bundle_damaged", "bundle_not_for_us", "bundle_not_cass", "bundle_version", "bundle_truncated"}
CERTIFICATE = (Path(__file__).parents[2] / "vectors/files/good_period_certificate.cass").read_bytes()
OFFICES = directory_of("LC-NIC", "VC-NIS")
READER, OWN = secret_of("VC-NIS"), card_of("VC-NIS")


def opened(*files: bytes) -> OpenedBundle:
    return open_bundle(*files, secret=READER, own=OWN, find_office=OFFICES.get)


def resealed(inside: bytes) -> bytes:
    """Seal to the reader as anybody can who knows the public key."""
    return seal_bytes(inside, [OWN.keys.sealing_key], shortest=False)


def code_of(*files: bytes) -> str:
    with pytest.raises(ExchangeProblem) as refused:
        opened(*files)
    return refused.value.code


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]


def places(data: bytes, few: int = FEW) -> Iterator[int]:
    """All places of a file, or some: its ends, and others between."""
    if WHOLE:
        yield from range(len(data))
        return
    yield from {0, 1, len(data) - 1, *(drawn(len(data), "place", number) for number in range(few))}


@cache
def parts() -> tuple[bytes, ...]:
    """A bundle of three parts, one scan cut in slices."""
    scans = tuple(
        Attachment(
            name=f"scan {number}.png", kind="scan", media_type="image/png", data=shake_128(b"%d" % number).digest(size)
        )
        for number, size in ((1, 200_000), (2, 30_000))
    )
    before = bundle_module.MAIL_BYTES
    bundle_module.MAIL_BYTES = BUDGET  # type: ignore[misc]  # a budget that makes parts of little
    try:
        made = seal(
            secret=secret_of("LC-NIC"),
            sender=card_of("LC-NIC"),
            recipient=card_of("VC-NIS"),
            sequence=1,
            bundle_id=a_message_id(7),
            created_at=SEALED_AT,
            previous_digest="",
            received_up_to=0,
            missing=(),
            messages=(a_message(a_receipt()),),
            attachments=scans,
            packing=Packing.PARTS,
        )
    finally:
        bundle_module.MAIL_BYTES = before  # type: ignore[misc]  # as above
    return tuple(part.data for part in made.parts)


def test_every_flipped_byte_of_a_certificate_is_refused() -> None:
    assert opened(CERTIFICATE).messages[0].type is MessageType.PERIOD_CERTIFICATE
    assert {code_of(flipped(CERTIFICATE, place)) for place in range(len(CERTIFICATE))} <= OUTER


def test_every_truncation_of_a_certificate_is_refused() -> None:
    assert {code_of(CERTIFICATE[:length]) for length in range(len(CERTIFICATE))} <= OUTER


def test_every_truncation_of_what_is_inside_a_certificate_is_refused() -> None:
    inside = open_bytes(CERTIFICATE, READER)
    assert {code_of(resealed(inside[:length])) for length in range(len(inside))} == {"bundle_damaged"}


def test_the_files_that_are_tried_have_everything_in_them() -> None:
    whole = opened(full_bundle())

    assert (len(whole.messages), len(whole.attachments), len(whole.not_taken)) == (2, 2, 1)
    assert len(parts()) == 3
    assert len(opened(*parts()).manifest.attachments[0].slices) > 1


@pytest.mark.timeout(3_600)
def test_a_flipped_byte_of_a_bundle_with_everything_is_refused() -> None:
    data = full_bundle()
    for place in places(data, 400):
        assert code_of(flipped(data, place)) in OUTER


@pytest.mark.timeout(3_600)
def test_a_truncation_of_a_bundle_with_everything_is_refused() -> None:
    data = full_bundle()
    for length in places(data, 400):
        assert code_of(data[:length]) in OUTER


def test_a_byte_changed_inside_is_refused_or_changes_nothing() -> None:
    """Whoever knows our public key can seal anything to us: then the signatures have to hold."""
    inside, whole = open_bytes(full_bundle(), READER), opened(full_bundle())
    unseen = 0
    for place in places(inside, 250):
        try:
            other = opened(resealed(flipped(inside, place)))
        except ExchangeProblem:
            continue
        unseen += 1
        assert (other.messages, other.attachments, other.manifest) == (
            whole.messages,
            whole.attachments,
            whole.manifest,
        )
        assert [(each.issuer, each.type) for each in other.not_taken] == [
            (each.issuer, each.type) for each in whole.not_taken
        ]
    assert unseen < len(inside) // 4  # dates, flags and comments in the ZIP that nothing hangs on


def test_a_truncation_inside_is_refused() -> None:
    inside = open_bytes(full_bundle(), READER)
    for length in places(inside, 100):
        assert code_of(resealed(inside[:length])) == "bundle_damaged"


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.timeout(3_600)
def test_a_byte_flipped_in_any_part_is_refused(number: int) -> None:
    files = list(parts())
    for place in places(files[number]):
        assert code_of(flipped(files[number], place), *files[:number], *files[number + 1 :]) in OUTER


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.timeout(3_600)
def test_a_part_that_is_cut_off_is_refused(number: int) -> None:
    files = list(parts())
    for length in places(files[number]):
        assert code_of(files[number][:length], *files[:number], *files[number + 1 :]) in OUTER
