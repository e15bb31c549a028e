"""Where a person last lived in a State, as far as an address names it: it helps the office there search (2.3)."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from desktop_app.domain.person_records import PlaceLived
from desktop_app.domain.states import Party
from desktop_app.workflows.desk import Desk

_WORDS: Final = re.compile(r"[^\W_]+")
_SAME: Final = {"saint": "st"}
_REGION: Final = (["west", "indies"], ["w", "i"], ["wi"])


def last_address(desk: Desk, person_id: str, state: str) -> str:
    """Return the last address of a person that ends with the name of a State; empty where none does.

    The present one comes before the earlier ones, of those the one that was given up last.
    """
    party = desk.rulebook.agreement.parties.get(state)
    if party is None:
        return ""
    person = desk.store.persons.get(person_id)
    lived = desk.store.person_records.get(person_id).lived
    earlier = sorted((entry for entry in lived if entry.until is not None), key=_ended, reverse=True)
    addresses = (person.address, *(entry.address for entry in lived if entry.until is None), *_texts(earlier))
    return next((address for address in addresses if names(address, party)), "")


def names(address: str, party: Party) -> bool:
    """Tell whether an address ends with the name of a State, however it is written."""
    words = _folded(address)
    for region in _REGION:
        if words[-len(region) :] == region:
            words = words[: -len(region)]
    return any(words[-len(name) :] == name for name in (_folded(party.name), _folded(party.short_name)))


def _folded(text: str) -> list[str]:
    return [_SAME.get(word, word) for word in _WORDS.findall(text.replace("&", " and ").casefold())]


def _ended(entry: PlaceLived) -> date:
    return entry.until or date.min


def _texts(entries: Iterable[PlaceLived]) -> Iterable[str]:
    return (entry.address for entry in entries)
