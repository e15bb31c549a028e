"""How far the key of an office can be trusted: made sure of, not yet, no longer, or not known at all."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from desktop_app.domain.offices import KeyCheck, KnownOffice, OfficeCard, OfficeKeys, PastKey, PastKeyState
from desktop_app.exchange.signing import key_of_signature


class Trust(StrEnum):
    """What is known of the key something was signed with."""

    TRUSTED = "trusted"
    NOT_CHECKED = "not_checked"
    UNKNOWN_KEY = "unknown_key"
    RETIRED_KEY = "retired_key"  # it was no longer in use when this was made
    REVOKED_KEY = "revoked_key"  # it may be in wrong hands


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
    if office.revoked_since is not None:
        return Trust.REVOKED_KEY
    return Trust.TRUSTED if office.trusted else Trust.NOT_CHECKED


def signer(office: KnownOffice, minisig: bytes, made_at: datetime) -> tuple[OfficeKeys, Trust]:
    """Return the key of an office that a signature names, and how far it is trusted for what was made at a moment.

    The present key where it names none that is known; whether the signature holds is not looked at. A key that was
    followed by one it announced holds until it is retired, and after that for what was made before; a revoked key for
    nothing, whenever it says that it was made.
    """
    named = key_of_signature(minisig)
    past = next((entry for entry in office.past if entry.keys.key_id == named), None)
    if past is None or named == office.card.keys.key_id:
        return office.card.keys, trust_in(office, office.card.keys.key_id)
    return past.keys, _trust_in_past(past, made_at)


def _trust_in_past(past: PastKey, made_at: datetime) -> Trust:
    if past.state is PastKeyState.REVOKED:
        return Trust.REVOKED_KEY
    if past.state is PastKeyState.REPLACED:
        return Trust.UNKNOWN_KEY
    if past.check is KeyCheck.NOT_YET:
        return Trust.NOT_CHECKED
    if past.state is PastKeyState.RETIRED and (past.since is None or made_at > past.since):
        return Trust.RETIRED_KEY
    return Trust.TRUSTED


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
