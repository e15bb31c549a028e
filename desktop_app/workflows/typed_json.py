"""Values of the domain and of the calculation as canonical JSON, and back again by their declared types.

A field that is missing has its default: what was written before the field was there reads as it did then.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

T = TypeVar("T")


def plain(value: object) -> Json:  # noqa: PLR0911 - one line a kind of value
    """Return a value of the domain or of the calculation as JSON. `TypeError` for what is neither."""
    match value:
        case Enum():
            return plain(value.value)
        case None | bool() | int() | str():
            return value
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(entry) for key, entry in value.items()}
        case tuple() | list():
            return [plain(entry) for entry in value]
    if is_dataclass(value):
        return {entry.name: plain(getattr(value, entry.name)) for entry in fields(value)}
    raise TypeError(type(value).__name__)


def json_text(value: object) -> str:
    """Return canonical JSON: keys sorted, nothing between the signs."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def read_as(kind: type[T], value: object) -> T:
    """Return JSON as a value of a dataclass or of what its fields are declared as.

    Raises `TypeError`, `ValueError` or `KeyError` for JSON of another shape.
    """
    found: T = _read(kind, value)
    return found


def _read(kind: Any, value: Any) -> Any:  # noqa: ANN401, PLR0911 - declared types, one line each
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(kind), value)
    if origin is tuple:
        return _tuple(get_args(kind), value)
    if origin is not None and issubclass(origin, Mapping):
        key, entry = get_args(kind)
        return {_read(key, each): _read(entry, kept) for each, kept in _checked(dict, value).items()}
    if kind is None or kind is types.NoneType:
        return _checked(types.NoneType, value)
    if not isinstance(kind, type):
        raise TypeError(str(kind))
    if kind is Fraction:
        return Fraction(_checked(str, value))
    if kind is date:
        return date.fromisoformat(_checked(str, value))
    if issubclass(kind, Enum):
        return kind(value)
    if kind is int and isinstance(value, bool):
        raise TypeError("a truth for a number")
    if kind in (bool, int, str):
        return _checked(kind, value)
    return _dataclass(kind, _checked(dict, value))


def _checked(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} for {kind.__name__}")
    return value


def _one_of(kinds: tuple[Any, ...], value: object) -> Any:  # noqa: ANN401 - as _read
    """Read a union: None where it may be, else the first kind that takes the value."""
    if value is None and types.NoneType in kinds:
        return None
    for kind in kinds:
        if kind is not types.NoneType:
            try:
                return _read(kind, value)
            except (TypeError, ValueError, KeyError):
                continue
    raise TypeError(type(value).__name__)


def _tuple(kinds: tuple[Any, ...], value: object) -> tuple[Any, ...]:
    entries = _checked(list, value)
    if len(kinds) == 2 and kinds[1] is Ellipsis:  # noqa: PLR2004 - a type and what follows it
        return tuple(_read(kinds[0], entry) for entry in entries)
    return tuple(_read(kind, entry) for kind, entry in zip(kinds, entries, strict=True))


def _dataclass(kind: type, value: dict[str, Any]) -> Any:  # noqa: ANN401 - as _read
    hints, known = _shape(kind)
    unknown = value.keys() - hints.keys()
    if unknown:
        raise KeyError(min(unknown))
    found = {name: _read(hints[name], entry) for name, entry in value.items()}
    missing = [each.name for each in known if each.name not in found and not _has_default(each)]
    if missing:
        raise KeyError(missing[0])
    return kind(**found)


def _has_default(entry: Field[Any]) -> bool:
    return entry.default is not MISSING or entry.default_factory is not MISSING


@lru_cache(maxsize=128)
def _shape(kind: type) -> tuple[dict[str, Any], tuple[Field[Any], ...]]:
    if not is_dataclass(kind):
        raise TypeError(str(kind))
    return get_type_hints(kind), fields(kind)
