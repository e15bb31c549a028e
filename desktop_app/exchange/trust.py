"""How far the key of an office can be trusted: compared by voice, not yet, or not known at all."""

from collections.abc import Iterable
from enum import StrEnum

from desktop_app.domain.offices import KnownOffice, OfficeCard


class Trust(StrEnum):
    """What is known of the key a bundle was signed with."""

    TRUSTED = "trusted"
    NOT_CHECKED = "not_checked"
    UNKNOWN_KEY = "unknown_key"


class CardState(StrEnum):
    """What a card that came in means for the directory."""

    NEW = "new"
    SAME = "same"
    DETAILS_CHANGED = "details_changed"
    KEY_CHANGED = "key_changed"
    OTHER_OFFICE_KEY = "other_office_key"


def trust_in(office: KnownOffice | None, key_id: str) -> Trust:
    """Return how far a key is trusted as the key of `office`, None where the directory does not have the office."""
    if office is None or office.card.keys.key_id != key_id:
        return Trust.UNKNOWN_KEY
    return Trust.TRUSTED if office.trusted else Trust.NOT_CHECKED


def judge_card(card: OfficeCard, directory: Iterable[KnownOffice]) -> CardState:
    """Return what a card means for the directory.

    A key that already belongs to another office is `OTHER_OFFICE_KEY`; another key for an office we know is
    `KEY_CHANGED`: neither may take the place of what we have before the words are compared again.
    """
    known: KnownOffice | None = None
    for entry in directory:
        if entry.card.office.code == card.office.code:
            known = entry
        elif {entry.card.keys.signing_key, entry.card.keys.sealing_key} & {
            card.keys.signing_key,
            card.keys.sealing_key,
        }:
            return CardState.OTHER_OFFICE_KEY
    if known is None:
        return CardState.NEW
    if (known.card.keys.signing_key, known.card.keys.sealing_key) != (card.keys.signing_key, card.keys.sealing_key):
        return CardState.KEY_CHANGED
    return CardState.SAME if known.card == card else CardState.DETAILS_CHANGED
