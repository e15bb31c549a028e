"""The published schemas of the messages, made from the same declarations that read and write them."""

import inspect
import json
import re
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from desktop_app.domain.messages import MessageType
from desktop_app.exchange.limits import LARGEST_INTEGER
from desktop_app.exchange.messages.declared import Declared
from desktop_app.exchange.messages.head import HEAD, Head
from desktop_app.exchange.messages.registry import DECLARATIONS, KINDS, MAJOR
from desktop_app.exchange.messages.shapes import (
    FIRST_ERA,
    Amount,
    Choice,
    Day,
    Flag,
    Many,
    Matching,
    Moment,
    Shape,
    Share,
    Text,
    Whole,
    Written,
)
from desktop_app.foundation.places import resource_dir
from desktop_app.wording.message_words import MESSAGE_TYPES

FOLDER: Path = resource_dir() / "schema"
SCHEMAS: dict[str, Any] = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.json")}
_REGISTRY: Registry[Any] = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)
DRAFT = "https://json-schema.org/draft/2020-12/schema"
ENVELOPE = "envelope.schema.json"
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}$"


def faults(name: str, value: Any) -> list[str]:
    """What a published schema finds wrong with a value."""
    schema = SCHEMAS[f"{name}.schema.json"]
    checker = Draft202012Validator(schema, registry=_REGISTRY, format_checker=FormatChecker())
    return [fault.message for fault in checker.iter_errors(value)]


def schema_text(schema: dict[str, Any]) -> str:
    """A schema as its file has it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def message_schema(kind: MessageType) -> dict[str, Any]:
    """The schema of one type of message."""
    known = KINDS[kind]
    definitions: dict[str, Any] = {}
    shape = declared(known.shape)
    body = object_schema(shape, definitions)
    versions = [f"{MAJOR}.{minor}" for minor in range(known.minor + 1)]
    made: dict[str, Any] = {
        "$schema": DRAFT,
        "$id": f"{kind.value}.schema.json",
        "title": f"{MESSAGE_TYPES[kind]}, version {known.version}",
        "description": body.pop("description", ""),
        "allOf": [{"$ref": ENVELOPE}],
        "properties": {
            "type": {"const": kind.value},
            "schema_version": {"enum": versions},
            "body": body,
        },
    }
    if known.minor:
        older = {**(before(HEAD.of(Head)) or {})["properties"], "body": before(shape) or {}}
        made["if"] = {"properties": {"schema_version": {"const": f"{MAJOR}.0"}}}
        made["then"] = {"description": "Version 1.0 does not know these fields.", "properties": older}
    if definitions:
        made["$defs"] = dict(sorted(definitions.items()))
    return made


def envelope_schema() -> dict[str, Any]:
    """The schema of the head that all messages share."""
    definitions: dict[str, Any] = {}
    head = object_schema(HEAD.of(Head), definitions)
    versions = sorted({f"{MAJOR}.{minor}" for kind in KINDS.values() for minor in range(kind.minor + 1)})
    return {
        "$schema": DRAFT,
        "$id": ENVELOPE,
        "title": "Head of every message",
        "description": "The fields every message shares; `body` is described by the schema of its type. "
        "In a version that is known an unknown field is an error.",
        "type": "object",
        "properties": {
            "type": {"description": "Which schema the body follows.", "enum": [kind.value for kind in MessageType]},
            "schema_version": {"description": "major.minor, for each type its own.", "enum": versions},
            "body": {"type": "object"},
            **head["properties"],
        },
        "required": ["type", "schema_version", "body", *head["required"]],
        "additionalProperties": False,
        "$defs": definitions,
    }


def declared(shape: Shape) -> Declared:
    """The declaration behind the shape of an object."""
    if isinstance(shape, Written):
        return DECLARATIONS.of(shape.like)
    assert isinstance(shape, Declared)
    return shape


def object_schema(shape: Declared, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a declared object."""
    properties = {}
    for part in shape.parts:
        inner = shape_schema(part.shape, definitions)
        properties[part.name] = {"description": part.says, **inner} if part.says else inner
    return {
        "description": " ".join(inspect.cleandoc(shape.kind.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "required": [part.name for part in shape.parts if not part.optional],
        "additionalProperties": False,
    }


def shape_schema(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: PLR0911 - one line a shape
    """The schema of what stands in a field."""
    match shape:
        case Text():
            return {"type": "string", **({} if shape.empty else {"minLength": 1}), "maxLength": shape.most}
        case Matching():
            return {"type": "string", "pattern": whole_pattern(shape.pattern, empty=shape.empty)}
        case Whole():
            return {"type": "integer", "minimum": shape.low, "maximum": shape.high}
        case Flag():
            return {"type": "boolean"}
        case Day():
            return {"type": "string", "format": "date", "pattern": DAY}
        case Moment():
            return {"type": "string", "format": "date-time", "pattern": MOMENT}
        case Choice():
            return {"enum": [member.value for member in shape.kind]}
        case Share():
            return fields_of(numerator=(0, LARGEST_INTEGER), denominator=(1, LARGEST_INTEGER))
        case Amount():
            made = fields_of(minor=(-LARGEST_INTEGER, LARGEST_INTEGER))
            made["properties"]["currency"] = {"type": "string", "pattern": "^[A-Z]{3}$"}
            definitions["money"] = {
                "description": "Whole minor units (cents) of a currency.",
                **made,
                "required": ["minor", "currency"],
            }
            return {"$ref": "#/$defs/money"}
        case Many():
            return {"type": "array", "items": shape_schema(shape.entry, definitions), "maxItems": shape.most}
        case _:
            inner = declared(shape)
            name = re.sub(r"(?<!^)(?=[A-Z])", "_", inner.kind.__name__).lower()
            if name not in definitions:
                definitions[name] = {}
                definitions[name] = object_schema(inner, definitions)
            return {"$ref": f"#/$defs/{name}"}


def fields_of(**bounds: tuple[int, int]) -> dict[str, Any]:
    """An object of whole numbers."""
    return {
        "type": "object",
        "properties": {
            name: {"type": "integer", "minimum": low, "maximum": high} for name, (low, high) in bounds.items()
        },
        "required": list(bounds),
        "additionalProperties": False,
    }


def whole_pattern(pattern: re.Pattern[str], *, empty: bool) -> str:
    """A pattern as JSON Schema matches it: from the first letter to the last."""
    return f"^({pattern.pattern})?$" if empty else f"^{pattern.pattern}$"


def before(shape: Shape) -> dict[str, Any] | None:
    """What the first era does not know of a shape; None where it knows all."""
    match shape:
        case Choice():
            known = [member.value for member in shape.kind if not shape.since.get(member.value)]
            return {"enum": known} if len(known) < len(shape.kind) else None
        case Many():
            inner = before(shape.entry)
            return {"items": inner} if inner else None
        case Declared() | Written():
            properties: dict[str, Any] = {}
            for part in declared(shape).parts:
                inner = before(part.shape)
                if part.since > FIRST_ERA:
                    properties[part.name] = False
                elif inner:
                    properties[part.name] = inner
            return {"properties": properties} if properties else None
        case _:
            return None
