"""A message is written in the lowest version that can say it, and read as strictly as its version is known."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.domain.claims import Benefit
from desktop_app.domain.messages import BODIES, Body, Message, MessageType, ReturnReason, message_type_of
from desktop_app.exchange.canonical import write_json
from desktop_app.exchange.messages import decode_message, encode_message, read_message, version_written
from desktop_app.exchange.messages.registry import KINDS, SIGNED_ALONE, body_bytes, issuer_of
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import a_certificate, a_message, a_notice, a_receipt, a_return
from tests.support.messages import FIRST, FULL, a_full_certificate, a_full_message


def told(message: Message) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(encode_message(message))
    return value


def refusal(value: dict[str, Any]) -> tuple[str, object]:
    with pytest.raises(ExchangeProblem) as refused:
        read_message(write_json(value))
    return refused.value.code, refused.value.facts.get("field", "")


@pytest.mark.parametrize("kind", FIRST)
def test_what_1_0_can_say_is_written_as_1_0(kind: MessageType) -> None:
    assert version_written(encode_message(a_message(FIRST[kind]))) == "1.0"


@pytest.mark.parametrize("kind", FIRST)
def test_a_field_of_1_1_makes_it_1_1(kind: MessageType) -> None:
    assert version_written(encode_message(a_message(FULL[kind]))) == "1.1"
    assert version_written(encode_message(replace(a_message(FIRST[kind]), valid_until=date(2014, 12, 31)))) == "1.1"


def test_a_reason_of_1_1_makes_a_return_1_1() -> None:
    back = replace(a_return(), reason=ReturnReason.WRONG_RECIPIENT)

    assert version_written(encode_message(a_message(back))) == "1.1"
    assert refusal({**told(a_message(back)), "schema_version": "1.0"}) == ("message_unreadable", "body.reason")


@pytest.mark.parametrize("kind", sorted(set(MessageType) - FIRST.keys()))
def test_a_later_type_knows_the_whole_head_from_1_0(kind: MessageType) -> None:
    message = a_full_message(FULL[kind])

    assert version_written(encode_message(message)) == "1.0"
    assert decode_message(encode_message(message)) == message


def test_rows_that_do_not_count_for_all_must_be_understood() -> None:
    plain = a_certificate()
    rows = (replace(plain.rows[0], counts_for=(Benefit.AGE,)), plain.rows[1])
    message = a_message(replace(plain, rows=rows))

    assert told(message)["must_understand"] == ["body.rows.counts_for"]
    assert decode_message(encode_message(message)) == message
    assert told(a_message(a_full_certificate()))["must_understand"] == [
        "body.rows.counts_for",
        "body.rows.raises_amount",
    ]


def test_what_the_sender_names_is_told_beside_it() -> None:
    message = replace(a_message(a_full_certificate()), must_understand=("body.conversion",))

    assert "body.conversion" in told(message)["must_understand"]
    assert decode_message(encode_message(message)) == message


def test_no_row_that_raises_an_amount_is_told_from_one_that_does_not_say() -> None:
    plain = a_certificate()
    rows = (replace(plain.rows[0], raises_amount=()), replace(plain.rows[1], raises_amount=None))
    read = decode_message(encode_message(a_message(replace(plain, rows=rows)))).body

    assert [row.raises_amount for row in read.rows] == [(), None]  # type: ignore[union-attr]  # a certificate


def test_a_newer_minor_version_with_a_value_we_cannot_read_waits() -> None:
    value = told(a_message(a_return())) | {"schema_version": "1.4"}
    value["body"]["reason"] = "full_moon"

    assert refusal(value)[0] == "message_version"
    assert refusal({**value, "message_id": "7"}) == ("message_unreadable", "message_id")


def test_a_newer_minor_version_is_kept_whole_but_for_what_is_strange() -> None:
    message = a_full_message(a_notice())
    value = told(message) | {"schema_version": "1.9"}
    value["body"]["person"]["shoe_size"] = 39
    read = read_message(write_json(value))

    assert read.message == message
    assert read.not_understood == (("body.person.shoe_size", "39"),)


def test_an_unknown_field_of_1_1_is_refused() -> None:
    value = told(a_message(FULL[MessageType.RECEIPT])) | {"colour": "blue"}

    assert refusal(value) == ("message_unreadable", "colour")


@pytest.mark.parametrize("kind", MessageType)
def test_every_type_has_one_body_and_one_file_name(kind: MessageType) -> None:
    assert message_type_of(FULL[kind]) is kind
    assert isinstance(FULL[kind], BODIES[kind])
    assert len({entry.stem for entry in KINDS.values()}) == len(MessageType)


@pytest.mark.parametrize("kind", MessageType)
def test_what_is_signed_on_its_own_names_its_issuer(kind: MessageType) -> None:
    assert bool(issuer_of(FULL[kind])) == (kind.value in SIGNED_ALONE)


@pytest.mark.parametrize("body", [*FULL.values(), *FIRST.values()], ids=lambda body: type(body).__name__)
def test_a_body_by_itself_is_as_it_stands_in_its_message(body: Body) -> None:
    assert write_json(told(a_message(body))["body"]) == body_bytes(body)


def test_a_body_that_cannot_be_written_says_which_field() -> None:
    with pytest.raises(ExchangeProblem, match="message_not_writable") as refused:
        body_bytes(replace(a_receipt(), case_number="\ud800"))

    assert refused.value.facts["field"] == "case_number"
