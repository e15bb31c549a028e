"""One of our messages behind the header of a DCI message: the header by a table, the message unchanged."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from desktop_app.domain.messages import Message
from desktop_app.exchange.canonical import Json
from desktop_app.exchange.maps.carry import Lost
from desktop_app.exchange.maps.table import FORMAT, TableUnreadable, Why
from desktop_app.exchange.messages.head import encode_message
from desktop_app.foundation.problems import ExchangeProblem

_SENDER: Final = "sender_office"
_RECIPIENT: Final = "recipient_office"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderTable:
    """What each field of the header holds: a field of ours or a constant; and why others stay empty."""

    fields: Mapping[str, str]
    constants: Mapping[str, Json]
    empty: Mapping[str, Why]
    sources: Mapping[str, Mapping[str, str]]


def read_header_table(data: bytes) -> HeaderTable:
    """Read the table of the header. Raises `TableUnreadable`."""
    try:
        return _table(tomllib.loads(data.decode()))
    except TableUnreadable:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TableUnreadable(str(error)) from error


def _table(told: Mapping[str, Any]) -> HeaderTable:
    header = told["header"]
    places = {**header, **told["outside"]}
    for name, entry in places.items():
        if entry["source"].partition("/")[0] not in told["sources"] or not entry["confidence"]:
            raise TableUnreadable(name)
    if told["format"] != FORMAT:
        raise TableUnreadable("format")
    return HeaderTable(
        fields={name: entry["field"] for name, entry in header.items() if "field" in entry},
        constants={name: entry["constant"] for name, entry in header.items() if "constant" in entry},
        empty={name: Why(entry["why"]) for name, entry in places.items() if "why" in entry},
        sources=told["sources"],
    )


def with_header(
    message: Message, table: HeaderTable, *, sender: str, recipient: str = ""
) -> tuple[Mapping[str, Json], tuple[Lost, ...]]:
    """Return a message behind its header, and what of the standard stays empty.

    `sender` and `recipient` are codes of offices; the recipient may not be known. Raises `ExchangeProblem`:
    `map_sender_missing`, `message_not_writable`.
    """
    if not sender:
        raise ExchangeProblem("map_sender_missing")
    told = json.loads(encode_message(message))
    known = {**told, _SENDER: sender, _RECIPIENT: recipient}
    header = {**table.constants, **{name: known[own] for name, own in table.fields.items() if known[own] != ""}}
    empty = [*table.empty.items(), *((name, Why.NO_FIELD) for name in table.fields if name not in header)]
    lost = tuple(Lost(pattern=name, path=name, value="", why=why) for name, why in empty)
    return {"header": header, "message": told}, lost
