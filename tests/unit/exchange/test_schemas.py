"""The published schemas describe what the program writes, and refuse what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from desktop_app.domain.messages import Body, MessageType
from desktop_app.exchange.canonical import write_json
from desktop_app.exchange.keys import write_card
from desktop_app.exchange.messages import decode_message, encode_message
from desktop_app.foundation.places import resource_dir
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import (
    a_bundle,
    a_career,
    a_certificate,
    a_message,
    a_notice,
    a_receipt,
    a_return,
    card_of,
    secret_of,
)
from tests.vectors.alter import members_of

FOLDER: Path = resource_dir() / "schema"
SCHEMAS: dict[str, Any] = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.json")}
REGISTRY: Registry[Any] = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)
BODIES: tuple[Body, ...] = (a_notice(), a_certificate(), a_career("LC-NIC", ()), a_receipt(), a_return())


def faults(name: str, value: Any) -> list[str]:
    schema = SCHEMAS[f"{name}.schema.json"]
    checker = Draft202012Validator(schema, registry=REGISTRY, format_checker=FormatChecker())
    return [fault.message for fault in checker.iter_errors(value)]


def objects_in(value: Any) -> list[dict[str, Any]]:
    """Every object inside a value, itself among them."""
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in objects_in(item))]
    return [found for item in value for found in objects_in(item)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == name


def test_every_message_type_has_its_schema() -> None:
    assert {f"{kind.value}.schema.json" for kind in MessageType} <= SCHEMAS.keys()


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_what_is_written_keeps_to_its_schema(body: Body) -> None:
    message = a_message(body)

    assert faults(message.type.value, json.loads(encode_message(message))) == []


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_an_unknown_field_anywhere_is_refused_by_schema_and_program(body: Body) -> None:
    message = a_message(body)
    for place in range(len(objects_in(json.loads(encode_message(message))))):
        told = json.loads(encode_message(message))
        objects_in(told)[place]["colour"] = "blue"

        assert faults(message.type.value, told)
        with pytest.raises(ExchangeProblem):
            decode_message(write_json(told))


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_a_missing_field_is_refused_by_the_schema_where_the_program_refuses_it(body: Body) -> None:
    message = a_message(body)
    whole = json.loads(encode_message(message))
    for place, found in enumerate(objects_in(whole)):
        for name in found:
            told = json.loads(encode_message(message))
            del objects_in(told)[place][name]
            try:
                decode_message(write_json(told))
            except ExchangeProblem:
                assert faults(message.type.value, told), name
            else:
                assert not faults(message.type.value, told), name


def test_manifests_and_cards_keep_to_their_schemas() -> None:
    members = members_of(a_bundle(a_message(a_certificate()), a_message(a_receipt(), 2), missing=(3,)))

    assert faults("manifest", json.loads(members["manifest.json"])) == []
    assert faults("office_card", json.loads(write_card(card_of("LC-NIC"), secret_of("LC-NIC")))) == []


def test_the_schema_of_the_manifest_refuses_an_unknown_field() -> None:
    told = json.loads(members_of(a_bundle(a_message(a_receipt())))["manifest.json"])

    assert faults("manifest", told | {"colour": "blue"})
    assert faults("manifest", told | {"messages": [told["messages"][0] | {"colour": "blue"}]})
