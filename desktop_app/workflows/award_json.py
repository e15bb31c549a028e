"""A calculation as canonical JSON text: codes, facts and exact figures, to be read again in ten years."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def award_to_json(award: Award) -> str:
    """Return the whole result with its worksheet; fractions as `a/b`, dates as ISO text, keys sorted."""
    return _text(plain(award))


def case_digest(case: Case, award: Award) -> str:
    """Return the SHA-256 of everything a calculation used: case, settings and the digests of the rule packs."""
    used = {"case": plain(case), "settings": plain(award.settings), "rule_packs": plain(award.rule_packs)}
    return hashlib.sha256(_text(used).encode()).hexdigest()


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


def _text(value: Json) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
