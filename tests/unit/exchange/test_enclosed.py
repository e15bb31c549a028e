"""A document travels on whole: its issuer's own signature is checked by whoever gets it, and only where it is meant."""

import json

import pytest

from desktop_app.domain.messages import Message
from desktop_app.domain.offices import KeyCheck
from desktop_app.exchange.bundle import OpenedBundle, Original, SealedBundle, open_bundle, seal
from desktop_app.exchange.canonical import write_json
from desktop_app.exchange.certified import audience_told, sign_document
from desktop_app.exchange.messages import encode_message
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import (
    SEALED_AT,
    a_certificate,
    a_message,
    a_message_id,
    a_receipt,
    card_of,
    directory_of,
    known,
    secret_of,
)
from tests.vectors.alter import members_of, resealed, signed_again


def of_saint_lucia(*offices: str) -> tuple[Message, Original]:
    """A certificate that Saint Lucia made, for the offices named."""
    message = a_message(a_certificate("LC-NIC"), 5)
    data = encode_message(message)
    signature = sign_document(data, message.type.value, "LC-NIC", offices, secret_of("LC-NIC").signing)
    return message, Original(data=data, signature=signature)


def passed_on(*originals: Original, messages: tuple[Message, ...] = ()) -> SealedBundle:
    """A bundle of Saint Vincent to Grenada."""
    return seal(
        secret=secret_of("VC-NIS"),
        sender=card_of("VC-NIS"),
        recipient=card_of("GD-NIS"),
        sequence=1,
        bundle_id=a_message_id(77),
        created_at=SEALED_AT,
        previous_digest="",
        received_up_to=0,
        missing=(),
        messages=messages,
        enclosed=originals,
    )


def opened(data: bytes, *offices: str) -> OpenedBundle:
    directory = directory_of(*(offices or ("VC-NIS", "LC-NIC")))
    return open_bundle(data, secret=secret_of("GD-NIS"), own=card_of("GD-NIS"), find_office=directory.get)


def test_a_certificate_of_a_third_office_is_issued_by_one_and_passed_on_by_another() -> None:
    message, original = of_saint_lucia("GD-NIS", "VC-NIS")

    found = opened(passed_on(original, messages=(a_message(a_receipt(), 6),)).data)

    [document] = found.enclosed
    assert (document.signature.office, found.sender) == ("LC-NIC", "VC-NIS")
    assert document.signature.trust is Trust.TRUSTED
    assert document.message == message
    assert document.original == original
    assert found.not_taken == ()
    assert len(found.messages) == 1


def test_outside_its_audience_it_is_refused_and_the_rest_goes_on() -> None:
    _, original = of_saint_lucia("VC-NIS")

    found = opened(passed_on(original, messages=(a_message(a_receipt(), 6),)).data)

    assert found.enclosed == ()
    assert [(refused.issuer, refused.code) for refused in found.not_taken] == [("LC-NIC", "certificate_not_for_us")]
    assert len(found.messages) == 1


def test_an_issuer_nobody_knows_here_is_named() -> None:
    _, original = of_saint_lucia("GD-NIS", "VC-NIS")

    found = opened(passed_on(original).data, "VC-NIS")

    assert [refused.code for refused in found.not_taken] == ["certificate_key_unknown"]


def test_a_signature_of_whoever_passed_it_on_does_not_serve() -> None:
    message, original = of_saint_lucia("GD-NIS", "VC-NIS")
    forged = sign_document(original.data, message.type.value, "LC-NIC", ("GD-NIS",), secret_of("VC-NIS").signing)

    found = opened(passed_on(Original(data=original.data, signature=forged)).data)

    assert [refused.code for refused in found.not_taken] == ["certificate_key_unknown"]


def test_a_document_changed_on_its_way_is_not_taken() -> None:
    _, original = of_saint_lucia("GD-NIS", "VC-NIS")
    changed = Original(data=original.data.replace(b"Hendyce", b"Hendice"), signature=original.signature)

    found = opened(passed_on(changed).data)

    assert [refused.code for refused in found.not_taken] == ["certificate_signature_bad"]


def test_a_signature_for_another_type_does_not_serve() -> None:
    _, original = of_saint_lucia("GD-NIS")
    other = sign_document(original.data, "decision", "LC-NIC", ("GD-NIS",), secret_of("LC-NIC").signing)

    found = opened(passed_on(Original(data=original.data, signature=other)).data)

    assert [refused.code for refused in found.not_taken] == ["certificate_signature_bad"]


def test_our_own_document_that_comes_back_is_left_aside() -> None:
    message = a_message(a_certificate("GD-NIS"), 5)
    data = encode_message(message)
    signature = sign_document(data, message.type.value, "GD-NIS", ("VC-NIS",), secret_of("GD-NIS").signing)

    found = opened(passed_on(Original(data=data, signature=signature)).data)

    assert [refused.code for refused in found.not_taken] == ["certificate_own"]


def test_an_issuer_whose_key_was_not_compared_is_not_trusted() -> None:
    _, original = of_saint_lucia("GD-NIS")
    directory = {"VC-NIS": known("VC-NIS"), "LC-NIC": known("LC-NIC", KeyCheck.NOT_YET)}

    found = open_bundle(
        passed_on(original).data, secret=secret_of("GD-NIS"), own=card_of("GD-NIS"), find_office=directory.get
    )

    assert found.trust is Trust.TRUSTED
    assert [document.signature.trust for document in found.enclosed] == [Trust.NOT_CHECKED]


def test_the_audience_can_be_read_from_the_signature() -> None:
    _, original = of_saint_lucia("GD-NIS", "VC-NIS")

    assert audience_told(original.signature) == ("GD-NIS", "VC-NIS")
    assert audience_told(b"untrusted comment: signature\n") == ()
    assert audience_told(b"\xff\n\n\n") == ()


def test_a_list_that_names_another_issuer_than_the_document_is_not_believed() -> None:
    _, original = of_saint_lucia("GD-NIS")
    members = members_of(passed_on(original), "GD-NIS")
    told = json.loads(members["manifest.json"])
    told["enclosed"][0]["issuer"] = "DM-SSB"
    data = resealed(signed_again({**members, "manifest.json": write_json(told)}, "VC-NIS"), "GD-NIS")

    assert [refused.code for refused in opened(data).not_taken] == ["certificate_issuer_differs"]


def test_an_enclosed_file_without_its_signature_refuses_the_bundle() -> None:
    _, original = of_saint_lucia("GD-NIS")
    members = members_of(passed_on(original), "GD-NIS")
    del members["enclosed.json.minisig"]

    with pytest.raises(ExchangeProblem, match="bundle_incomplete"):
        opened(resealed(members, "GD-NIS"))


def test_an_older_program_is_told_that_it_cannot_read_what_is_enclosed() -> None:
    _, original = of_saint_lucia("GD-NIS")
    told = json.loads(members_of(passed_on(original), "GD-NIS")["manifest.json"])

    assert told["must_understand"] == ["enclosed"]
