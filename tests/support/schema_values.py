"""Messages made from the published schemas alone, as another program would that has nothing else, and spoilt ones."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from tests.support.message_schemas import ENVELOPE, SCHEMAS

LETTERS = "abcXYZ éñ'-ØŁЖ\u2019<&>\"\\"
MOST_ROWS = 3
Place = tuple[str | int, ...]


def messages(kind: str, version: str) -> st.SearchStrategy[dict[str, Any]]:
    """Messages of a type and version, as its schema and that of the head describe them."""
    schema, head = SCHEMAS[f"{kind}.schema.json"], deepcopy(SCHEMAS[ENVELOPE])
    own = deepcopy(schema["properties"])
    if version == "1.0" and "then" in schema:
        older = schema["then"]["properties"]
        _narrow(head, {"properties": {name: held for name, held in older.items() if name != "body"}}, head)
        _narrow(own["body"], older["body"], schema)
    whole = {**head, "properties": {**head["properties"], **own, "schema_version": {"const": version}}}
    whole["$defs"] = {**head["$defs"], **schema.get("$defs", {})}
    return _values(whole, whole)


def _narrow(schema: dict[str, Any], older: dict[str, Any], root: dict[str, Any]) -> None:
    """Take out of a schema what an older version does not know; what it refers to is written out in it."""
    if "$ref" in schema:
        schema.update(deepcopy(_behind(schema, root)))
        del schema["$ref"]
    for name, held in older.get("properties", {}).items():
        if held is False:
            del schema["properties"][name]
        else:
            _narrow(schema["properties"][name], held, root)
    if "enum" in older:
        schema["enum"] = older["enum"]
    if "items" in older:
        _narrow(schema["items"], older["items"], root)


def _behind(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    found = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    assert isinstance(found, dict)
    return found


def _values(schema: dict[str, Any], root: dict[str, Any]) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - a line a kind
    if "$ref" in schema:
        return st.deferred(lambda: _values(_behind(schema, root), root))
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema["type"]:
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(schema["minimum"], schema["maximum"])
        case "array":
            most = min(schema["maxItems"], MOST_ROWS)
            return st.lists(_values(schema["items"], root), max_size=most)
        case "object":
            told = {name: _values(held, root) for name, held in schema["properties"].items()}
            required = {name: made for name, made in told.items() if name in schema["required"]}
            optional = {name: made for name, made in told.items() if name not in required}
            return st.fixed_dictionaries(required, optional=optional)
        case _:
            return _texts(schema)


def _texts(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if schema.get("format") == "date":
        return st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
    if schema.get("format") == "date-time":
        zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
        moments = st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31), timezones=zones)  # noqa: DTZ001 - zones
        return moments.map(lambda moment: moment.replace(microsecond=0).isoformat())
    if "pattern" in schema:
        return st.from_regex(schema["pattern"].removesuffix("$") + r"\Z")
    return st.text(LETTERS, min_size=schema.get("minLength", 0), max_size=min(schema["maxLength"], 12))


def places(value: Any, at: Place = ()) -> Iterator[Place]:
    """Yield the place of everything inside a message."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, held in inside:
        yield (*at, step)
        yield from places(held, (*at, step))


def spoilt(value: dict[str, Any], place: Place, how: int) -> dict[str, Any]:
    """Return a message with one thing in it changed: out of its bounds, of another kind, gone, or beside a stranger."""
    made = deepcopy(value)
    holder: Any = made
    for step in place[:-1]:
        holder = holder[step]
    last, held = place[-1], holder[place[-1]]
    choices = _instead_of(held)
    if how == 0 and isinstance(holder, dict):
        del holder[last]
    else:
        holder[last] = choices[how % len(choices)]
    return made


def _instead_of(held: Any) -> tuple[Any, ...]:
    """Things that may stand where this stands, and are mostly wrong there."""
    match held:
        case bool():
            return (7, "true", None)
        case int():
            return (-(2**53), 2**53, str(held), True, None)
        case str():
            return ("", held + "\n", held.upper() + "?", "x" * 25_000, 7, None, [held])
        case list():
            return ([*held, None], {}, "", None, [0])
        case _:
            return ({**held, "colour": "blue"}, [], "", None, {})
