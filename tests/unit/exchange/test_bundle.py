"""Sealing and opening bundles."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256, shake_128
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.claims import OfficeReference
from desktop_app.domain.messages import Message
from desktop_app.domain.offices import KeyCheck
from desktop_app.exchange.armour import to_text
from desktop_app.exchange.bundle import (
    Attachment,
    OpenedBundle,
    SealedBundle,
    open_bundle,
    open_own_copy,
    read_quarantined,
    seal,
)
from desktop_app.exchange.messages import Waits
from desktop_app.exchange.sealing import open_bytes
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import (
    SEALED_AT,
    a_bundle,
    a_career,
    a_certificate,
    a_message,
    a_message_id,
    a_notice,
    a_receipt,
    a_return,
    a_year,
    card_of,
    directory_of,
    known,
    secret_of,
)
from tests.vectors.alter import altered, members_of

SCAN = Attachment(name="Carte n° 7 d'été.pdf", kind="scan", media_type="application/pdf", data=b"%PDF-1.4 invented")


def opened(data: bytes, reader: str = "VC-NIS", sender: str = "LC-NIC") -> OpenedBundle:
    return open_bundle(data, secret=secret_of(reader), own=card_of(reader), find_office=directory_of(sender).get)


def refused(act: Callable[..., object], *told: Any) -> ExchangeProblem:
    with pytest.raises(ExchangeProblem) as problem:
        act(*told)
    return problem.value


def test_what_is_sealed_opens_to_the_same_messages() -> None:
    messages = tuple(
        a_message(body, number)
        for number, body in enumerate((a_certificate(), a_notice(), a_receipt(), a_return()), start=1)
    )
    sealed = a_bundle(*messages, attachments=(SCAN,), missing=(2, 4), sequence=3, previous_digest="ab" * 32)

    bundle = opened(sealed.data)

    assert bundle.messages == messages
    assert bundle.attachments == (SCAN,)
    assert (bundle.manifest.sequence, bundle.manifest.missing) == (3, (2, 4))
    assert (bundle.sender, bundle.digest, bundle.trust) == ("LC-NIC", sealed.digest, Trust.TRUSTED)
    assert bundle.not_understood == ()


def test_the_signed_part_is_the_same_whenever_the_input_is() -> None:
    message = a_message(a_certificate())
    first, second = a_bundle(message, attachments=(SCAN,)), a_bundle(message, attachments=(SCAN,))

    assert first.data != second.data
    assert first.digest == second.digest
    assert open_bytes(first.data, secret_of("VC-NIS")) == open_bytes(second.data, secret_of("VC-NIS"))


def test_the_sender_can_read_its_own_copy() -> None:
    message = a_message(a_certificate())

    bundle = open_own_copy(a_bundle(message).data, secret=secret_of("LC-NIC"), own=card_of("LC-NIC"))

    assert bundle.messages == (message,)


def test_a_received_bundle_is_no_own_copy() -> None:
    data = a_bundle(a_message(a_receipt())).data

    problem = refused(lambda: open_own_copy(data, secret=secret_of("VC-NIS"), own=card_of("VC-NIS")))

    assert problem.code == "bundle_wrong_recipient"


@given(st.binary(max_size=400))
def test_whatever_bytes_come_only_a_problem_comes_out(data: bytes) -> None:
    for given_bytes in (data, b"age-encryption.org/v1\n" + data, b"-----BEGIN AGE ENCRYPTED FILE-----" + data):
        assert refused(opened, given_bytes)


def test_a_key_nobody_compared_is_told() -> None:
    data = a_bundle(a_message(a_receipt())).data
    office = known("LC-NIC", KeyCheck.NOT_YET)

    bundle = open_bundle(data, secret=secret_of("VC-NIS"), own=card_of("VC-NIS"), find_office={"LC-NIC": office}.get)

    assert bundle.trust is Trust.NOT_CHECKED


def test_a_bundle_of_an_unknown_office_can_be_read_and_is_never_trusted() -> None:
    message = a_message(a_certificate("GD-NIS"))
    data = a_bundle(message, sender="GD-NIS").data

    problem = refused(opened, data)
    bundle = read_quarantined(data, secret=secret_of("VC-NIS"))

    assert (problem.code, problem.facts["office"]) == ("bundle_key_unknown", "GD-NIS")
    assert (bundle.messages, bundle.trust, bundle.certificates) == ((message,), Trust.UNKNOWN_KEY, ())


def test_a_certificate_is_signed_on_its_own_for_the_offices_of_the_case() -> None:
    message = a_message(a_certificate())
    refs = (OfficeReference(office="VC-NIS", number="1"), OfficeReference(office="GD-NIS", number="2"))
    shared = Message(**{name: getattr(message, name) for name in Message.__slots__} | {"case_refs": refs})

    (signature,) = opened(a_bundle(shared).data).certificates

    assert (signature.office, signature.audience, signature.trust) == ("LC-NIC", ("GD-NIS", "VC-NIS"), Trust.TRUSTED)
    assert signature.key_id == card_of("LC-NIC").keys.key_id


def test_fields_of_a_higher_minor_version_are_kept_aside() -> None:
    def change(told: dict[str, Any]) -> None:
        told["schema_version"] = "1.4"
        told["body"]["rows"][0]["ferry"] = {"name": "Invented Star"}

    bundle = opened(altered("certificate.json", change, schema_version="1.4"))

    assert bundle.messages[0].body == a_certificate()
    assert bundle.not_understood[0].waits is Waits.EXTRA_FIELDS
    assert bundle.not_understood[0].fields == (("body.rows.0.ferry", '{"name":"Invented Star"}'),)


def test_a_message_with_a_field_that_must_be_understood_waits_and_the_others_do_not() -> None:
    def change(told: dict[str, Any]) -> None:
        told["schema_version"] = "1.4"
        told["must_understand"] = ["body.rows.ferry"]
        told["body"]["rows"][0]["ferry"] = 1

    bundle = opened(altered("certificate.json", change, schema_version="1.4"))

    assert bundle.messages == ()
    assert bundle.not_understood[0].waits is Waits.MUST_UNDERSTAND


def test_a_message_of_another_major_version_waits_and_shows_its_summary() -> None:
    data = altered("certificate.json", lambda told: told.update(schema_version="2.0"), schema_version="2.0")

    bundle = opened(data)

    assert bundle.messages == ()
    assert (bundle.not_understood[0].waits, bundle.not_understood[0].summary) == (
        Waits.VERSION,
        "Summary of the message.",
    )


def test_nothing_personal_shows_outside() -> None:
    sealed = a_bundle(a_message(a_certificate()), attachments=(SCAN,))
    outside = sealed.file_name.encode() + sealed.data + to_text(sealed.data, sealed.file_name).encode()

    for personal in (
        "Hendyce",
        "Bernadette",
        "000002",
        "1954",
        "CERT",
        "VC-2014",
        "Bananas",
        "été",
        "Summary",
        "Clerk",
    ):
        assert personal.encode() not in outside


def test_the_file_is_named_by_offices_and_number() -> None:
    sealed = a_bundle(a_message(a_receipt()), sequence=123, previous_digest="ab" * 32)

    assert sealed.file_name == "LC-NIC_VC-NIS_000123_1of1.cass"
    assert sealed.size == len(sealed.data)


def test_a_certificate_of_three_states_and_forty_years_seals_within_3_kb() -> None:
    rows = tuple(a_year(number + 1, ("VC", "LC", "GD")[number // 14], 1974 + number) for number in range(40))
    summary = "Certificate VC-CERT-2014-17, version 1: 2,080 weeks in 40 rows, complete to 31 May 2014."
    message = a_message(replace(a_career("VC-NIS", rows), unposted=()), summary=summary)
    sizes = [
        sealing(
            secret=secret_of("VC-NIS"),
            sender=card_of("VC-NIS"),
            recipient=card_of("LC-NIC"),
            sequence=7,
            previous_digest="5f" * 32,
            received_up_to=6,
            messages=(message,),
            rules={"VC": sha256(b"the rule pack").hexdigest()},
        ).size
        for _ in range(8)
    ]

    print(f"sealed and signed certificate, 40 rows of three States: {min(sizes)} to {max(sizes)} bytes")  # noqa: T201 - the figure is wanted in the closing note
    assert max(sizes) <= 3 * 1024


def test_a_certificate_of_ten_thousand_rows_travels() -> None:
    rows = tuple(a_year(number, "LC", 1950 + number % 60, 1) for number in range(10_000))
    message = a_message(a_career("LC-NIC", rows))

    assert opened(a_bundle(message).data).messages == (message,)


def sealing(**changed: Any) -> SealedBundle:
    given_facts: dict[str, Any] = {
        "secret": secret_of("LC-NIC"),
        "sender": card_of("LC-NIC"),
        "recipient": card_of("VC-NIS"),
        "sequence": 1,
        "bundle_id": a_message_id(1),
        "created_at": SEALED_AT,
        "previous_digest": "",
        "received_up_to": 0,
        "missing": (),
        "messages": (a_message(a_receipt()),),
    }
    return seal(**given_facts | changed)


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("own_key_differs", {"secret": secret_of("GD-NIS")}),
        ("bundle_to_itself", {"recipient": card_of("LC-NIC")}),
        ("certificate_issuer_differs", {"messages": (a_message(a_certificate("GD-NIS")),)}),
        ("bundle_not_writable", {"sequence": 0}),
        ("bundle_not_writable", {"channel": "pigeon"}),
        ("bundle_not_writable", {"bundle_id": "one"}),
        ("bundle_not_writable", {"created_at": SEALED_AT.replace(tzinfo=None)}),
        ("bundle_not_writable", {"created_at": SEALED_AT + timedelta(microseconds=1)}),
        ("bundle_not_writable", {"messages": (a_message(a_receipt()), a_message(a_receipt()))}),
        (
            "bundle_not_writable",
            {"attachments": (Attachment(name="../x", kind="scan", media_type="image/png", data=b""),)},
        ),
        (
            "bundle_not_writable",
            {"attachments": (Attachment(name="x", kind="scan", media_type="text/html", data=b""),)},
        ),
    ],
)
def test_what_could_not_be_opened_is_not_sealed(code: str, changed: dict[str, Any]) -> None:
    assert refused(lambda: sealing(**changed)).code == code


def test_a_bundle_too_large_for_mail_goes_by_stick() -> None:
    noise = b"".join(secret_of(str(number)).sealing_seed for number in range(16))
    scans = tuple(
        Attachment(name=f"scan {number}.png", kind="scan", media_type="image/png", data=_unpressable(number, noise))
        for number in range(8)
    )

    assert refused(lambda: sealing(attachments=scans)).code == "bundle_too_large"
    assert sealing(attachments=scans, channel="stick").size > 7_000_000


def _unpressable(number: int, seed: bytes) -> bytes:
    return shake_128(seed + bytes([number])).digest(900_000)


def test_rules_and_receipts_ride_in_the_manifest() -> None:
    bundle = opened(sealing(rules={"VC": "2014.1", "LC": "2013.2"}, received_up_to=6, missing=(8, 9)).data)

    assert dict(bundle.manifest.rules) == {"VC": "2014.1", "LC": "2013.2"}
    assert (bundle.manifest.received_up_to, bundle.manifest.missing) == (6, (8, 9))


def test_two_messages_of_one_type_have_two_files() -> None:
    members = members_of(a_bundle(a_message(a_receipt(), 1), a_message(a_receipt(), 2)))

    assert {"receipt.json", "receipt-2.json"} < members.keys()
    assert json.loads(members["receipt-2.json"])["message_id"] == a_message_id(2)
