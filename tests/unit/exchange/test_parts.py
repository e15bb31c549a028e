"""A bundle over the budget of the mail travels in parts: each known by itself, in any order, none of them doubled."""

import hashlib
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.exchange import bundle as bundle_module
from desktop_app.exchange.archive import read_zip
from desktop_app.exchange.bundle import (
    Attachment,
    OpenedBundle,
    Packing,
    SealedBundle,
    open_bundle,
    open_own_copy,
    open_part,
    read_quarantined,
    seal,
)
from desktop_app.exchange.envelope import read_file_name
from desktop_app.exchange.limits import PARTS
from desktop_app.exchange.parts import missing_parts
from desktop_app.exchange.sealing import open_bytes
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import (
    SEALED_AT,
    a_certificate,
    a_message,
    a_message_id,
    a_notice,
    card_of,
    directory_of,
    secret_of,
)

BUDGET = 200_000


def noise(size: int, seed: int = 1) -> bytes:
    """Bytes that no compression makes smaller, as a scan's are."""
    return b"%PDF-1.4\n" + hashlib.shake_128(bytes([seed])).digest(size)


def a_scan(size: int, seed: int = 1) -> Attachment:
    data = noise(size, seed)
    return Attachment(name=f"Scan {seed}.pdf", kind="scan", media_type="application/pdf", data=data)


def sealing(*scans: Attachment, packing: Packing = Packing.PARTS, sequence: int = 7) -> SealedBundle:
    return seal(
        secret=secret_of("LC-NIC"),
        sender=card_of("LC-NIC"),
        recipient=card_of("VC-NIS"),
        sequence=sequence,
        bundle_id=a_message_id(sequence),
        created_at=SEALED_AT,
        previous_digest="0" * 64,
        received_up_to=0,
        missing=(),
        messages=(a_message(a_certificate(), 1), a_message(a_notice(), 2)),
        attachments=scans,
        packing=packing,
    )


def opened(*files: bytes) -> OpenedBundle:
    return open_bundle(
        *files, secret=secret_of("VC-NIS"), own=card_of("VC-NIS"), find_office=directory_of("LC-NIC", "VC-NIS").get
    )


def refused(*files: bytes) -> ExchangeProblem:
    with pytest.raises(ExchangeProblem) as found:
        opened(*files)
    return found.value


@pytest.fixture(autouse=True)
def _small_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_module, "MAIL_BYTES", BUDGET)


def test_what_fits_into_a_mail_stays_one_file() -> None:
    made = sealing(a_scan(1_000))

    assert [part.file_name for part in made.parts] == ["LC-NIC_VC-NIS_000007_1of1.cass"]
    assert opened(made.data).manifest.parts == 1


def test_every_part_keeps_to_the_budget_and_says_in_its_name_which_it_is() -> None:
    made = sealing(a_scan(450_000), a_scan(30_000, 2))

    assert len(made.parts) == 3
    assert all(part.size <= BUDGET for part in made.parts)
    assert made.size == sum(part.size for part in made.parts)
    named = [read_file_name(part.file_name) for part in made.parts]
    assert [(name.part, name.parts) for name in named if name] == [(1, 3), (2, 3), (3, 3)]


def test_the_parts_open_in_every_order_to_the_same_bundle() -> None:
    scans = (a_scan(400_000), a_scan(60_000, 2), a_scan(80_000, 3))
    made = sealing(*scans)
    whole = sealing(*scans, packing=Packing.STICK)
    files = [part.data for part in made.parts]

    for order in permutations(files):
        found = opened(*order)
        assert found.digest == made.digest
        assert [scan.data for scan in found.attachments] == [scan.data for scan in scans]
    assert opened(whole.data).messages == opened(*files).messages


def test_each_part_is_known_and_checked_by_itself() -> None:
    made = sealing(a_scan(450_000))

    for part in made.parts:
        found = open_part(
            part.data,
            secret=secret_of("VC-NIS"),
            own=card_of("VC-NIS"),
            find_office=directory_of("LC-NIC").get,
        )
        assert (found.part, found.manifest.parts, found.digest, found.trust) == (
            part.part,
            3,
            made.digest,
            Trust.TRUSTED,
        )


def test_a_missing_part_is_named() -> None:
    made = sealing(a_scan(450_000))

    problem = refused(made.parts[2].data, made.parts[0].data)

    assert problem.code == "bundle_parts_missing"
    assert (problem.facts["parts"], problem.facts["missing"], problem.facts["sequence"]) == (3, "2", 7)
    assert refused(made.parts[1].data).facts["missing"] == "1, 3"


def test_a_part_that_comes_twice_is_no_harm() -> None:
    made = sealing(a_scan(250_000))
    again = sealing(a_scan(250_000))  # the same content, sealed anew
    first, second = (part.data for part in made.parts)

    assert opened(second, first, second, again.parts[0].data).digest == made.digest


def test_a_part_of_another_bundle_is_an_alarm() -> None:
    made, other = sealing(a_scan(250_000)), sealing(a_scan(250_000, 2))

    assert refused(made.parts[0].data, other.parts[1].data).code == "bundle_part_differs"


def test_a_part_with_one_bit_flipped_is_refused() -> None:
    made = sealing(a_scan(250_000))
    data = made.parts[1].data
    place = len(data) // 2

    assert refused(made.data, data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]).code == "bundle_damaged"


def test_the_sender_reads_its_own_parts() -> None:
    made = sealing(a_scan(250_000))
    files = [part.data for part in made.parts]

    assert open_own_copy(*files, secret=secret_of("LC-NIC"), own=card_of("LC-NIC")).digest == made.digest


def test_a_part_in_quarantine_shows_what_it_holds() -> None:
    made = sealing(a_scan(250_000))

    assert len(read_quarantined(made.parts[0].data, secret=secret_of("VC-NIS")).messages) == 2
    assert read_quarantined(made.parts[1].data, secret=secret_of("VC-NIS")).messages == ()


def test_slices_put_one_after_the_other_are_the_scan() -> None:
    scan = a_scan(450_000)
    made = sealing(scan)
    pieces = {}
    for part in made.parts:
        members = read_zip(open_bytes(part.data, secret_of("VC-NIS")), {}, BUDGET)
        pieces.update({name: data for name, data in members.items() if name.startswith("attachment.pdf.")})

    assert b"".join(pieces[name] for name in sorted(pieces)) == scan.data


def test_too_many_parts_are_refused_and_a_stick_takes_them() -> None:
    scan = a_scan(BUDGET * (PARTS + 1))

    with pytest.raises(ExchangeProblem, match="bundle_too_large"):
        sealing(scan)
    assert len(sealing(scan, packing=Packing.STICK).parts) == 1


def test_a_message_alone_larger_than_a_part_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_module, "MAIL_BYTES", 3_000)

    with pytest.raises(ExchangeProblem, match="bundle_too_large"):
        sealing(a_scan(10_000))


def test_the_list_of_a_bundle_in_parts_is_read_by_no_older_program() -> None:
    found = open_part(
        sealing(a_scan(250_000)).data,
        secret=secret_of("VC-NIS"),
        own=card_of("VC-NIS"),
        find_office=directory_of("LC-NIC").get,
    ).manifest

    assert missing_parts(found, (1,)) == (2,)
    assert replace(found, parts=1) != found


@settings(max_examples=15)
@given(sizes=st.lists(st.integers(min_value=1, max_value=260_000), min_size=1, max_size=5))
def test_whatever_the_scans_weigh_every_part_keeps_to_the_budget(sizes: list[int]) -> None:
    scans = tuple(a_scan(size, number) for number, size in enumerate(sizes, start=1))
    made = sealing(*scans)

    assert all(part.size <= BUDGET for part in made.parts)
    assert [scan.data for scan in opened(*(part.data for part in made.parts)).attachments] == [
        scan.data for scan in scans
    ]
