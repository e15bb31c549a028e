"""The published schemas describe what the program writes, and refuse what it refuses."""

import json
import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from desktop_app.domain.messages import Message, MessageType
from desktop_app.exchange.canonical import write_json
from desktop_app.exchange.keys import write_card
from desktop_app.exchange.limits import SUMMARY
from desktop_app.exchange.messages import decode_message, encode_message, version_written
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import a_bundle, a_certificate, a_message, a_receipt, card_of, secret_of
from tests.support.message_bodies import bodies
from tests.support.message_schemas import FOLDER, SCHEMAS, envelope_schema, faults, message_schema, schema_text
from tests.support.messages import FIRST, FULL, a_full_message
from tests.vectors.alter import members_of

MESSAGES: tuple[Message, ...] = (
    *(a_message(body) for body in FIRST.values()),
    *(a_full_message(body) for body in FULL.values()),
)
NAMES = [f"{message.type.value}-{version_written(encode_message(message))}" for message in MESSAGES]
BELONGS_TO_ANOTHER = {"on", "reason", "sent_message", "follows_on", "value", "merged_into", "new_keys", "to"}
"""Fields that may be missing, but not beside what stands in another: no schema of ours says so."""

OTHER_KINDS: tuple[Any, ...] = (7, "?", True, [], {}, None)


def refused(told: Any) -> bool:
    """Whether the program refuses a message."""
    try:
        decode_message(write_json(told))
    except ExchangeProblem:
        return True
    return False


def objects_in(value: Any) -> list[dict[str, Any]]:
    """Every object inside a value, itself among them."""
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in objects_in(item))]
    return [found for item in value for found in objects_in(item)] if isinstance(value, list) else []


WRITTEN = {id(message): encode_message(message) for message in MESSAGES}


def told_by(message: Message) -> Any:
    """A message as it is written, to be changed."""
    return json.loads(WRITTEN[id(message)])


def objects_of(message: Message) -> list[dict[str, Any]]:
    """The objects of a message as it is written, those inside others among them."""
    return objects_in(told_by(message))


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == name


@pytest.mark.parametrize("kind", MessageType)
def test_the_schema_of_a_type_is_what_its_declaration_says(kind: MessageType) -> None:
    published(f"{kind.value}.schema.json", message_schema(kind))


def test_the_schema_of_the_head_is_what_its_declaration_says() -> None:
    published("envelope.schema.json", envelope_schema())


def published(name: str, schema: dict[str, Any]) -> None:
    """Compare a schema with its file; `REGOLD=1` in the environment rewrites it."""
    path = FOLDER / name
    if os.environ.get("REGOLD"):
        path.write_text(schema_text(schema), encoding="utf-8")
    assert schema_text(schema) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("message", MESSAGES, ids=NAMES)
def test_what_is_written_keeps_to_its_schema(message: Message) -> None:
    assert faults(message.type.value, json.loads(encode_message(message))) == []


@pytest.mark.parametrize("kind", MessageType)
@given(data=st.data())
@settings(max_examples=8)
def test_whatever_a_type_allows_is_written_as_its_schema_says_and_reads_back(
    kind: MessageType, data: st.DataObject
) -> None:
    message = a_message(data.draw(bodies(kind)))
    written = encode_message(message)

    assert faults(kind.value, json.loads(written)) == []
    assert decode_message(written) == message


@pytest.mark.parametrize("message", MESSAGES, ids=NAMES)
def test_an_unknown_field_anywhere_is_refused_by_schema_and_program(message: Message) -> None:
    for place in range(len(objects_of(message))):
        told = told_by(message)
        objects_in(told)[place]["colour"] = "blue"

        assert faults(message.type.value, told)
        assert refused(told)


@pytest.mark.parametrize("message", MESSAGES, ids=NAMES)
def test_a_missing_field_is_refused_by_the_schema_and_the_program_alike(message: Message) -> None:
    for place, found in enumerate(objects_of(message)):
        for name in found:
            told = told_by(message)
            del objects_in(told)[place][name]
            if faults(message.type.value, told):
                assert refused(told), name
            else:
                assert not refused(told) or name in BELONGS_TO_ANOTHER, name


@pytest.mark.parametrize("message", MESSAGES, ids=NAMES)
def test_a_value_of_another_kind_is_refused_by_schema_and_program(message: Message) -> None:
    for place, found in enumerate(objects_of(message)):
        for name, value in found.items():
            for other in OTHER_KINDS:
                if type(other) is type(value):
                    continue
                told = told_by(message)
                objects_in(told)[place][name] = other

                assert faults(message.type.value, told), (name, other)
                assert refused(told), (name, other)


@pytest.mark.parametrize("message", MESSAGES, ids=NAMES)
def test_a_text_that_is_too_long_is_refused_by_schema_and_program(message: Message) -> None:
    for place, found in enumerate(objects_of(message)):
        for name, value in found.items():
            if isinstance(value, str):
                told = told_by(message)
                objects_in(told)[place][name] = "x" * (SUMMARY + 1)

                assert faults(message.type.value, told), name
                assert refused(told), name


@pytest.mark.parametrize("kind", FIRST)
def test_what_came_later_is_refused_in_version_1_0(kind: MessageType) -> None:
    for message in (a_message(FULL[kind]), a_full_message(FIRST[kind])):
        told = json.loads(encode_message(message)) | {"schema_version": "1.0"}

        assert faults(kind.value, told)
        assert refused(told)


def test_manifests_and_cards_keep_to_their_schemas() -> None:
    members = members_of(a_bundle(a_message(a_certificate()), a_message(a_receipt(), 2), missing=(3,)))

    assert faults("manifest", json.loads(members["manifest.json"])) == []
    card = card_of("LC-NIC")
    headed = replace(card, office=replace(card.office, head="Rosa Sample, ext. 12"))
    told = [json.loads(write_card(each, secret_of("LC-NIC"))) for each in (card, headed)]
    assert [each["office"].get("head") for each in told] == [None, "Rosa Sample, ext. 12"]
    assert [faults("office_card", each) for each in told] == [[], []]
    told[1]["office"]["head"] = "x" * 201
    assert faults("office_card", told[1]) != []


def test_the_schema_of_the_manifest_refuses_an_unknown_field() -> None:
    told = json.loads(members_of(a_bundle(a_message(a_receipt())))["manifest.json"])

    assert faults("manifest", told | {"colour": "blue"})
    assert faults("manifest", told | {"messages": [told["messages"][0] | {"colour": "blue"}]})
