"""This office's own keys, the present and the former ones: who knows which, and with which to sign for whom."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from desktop_app.domain.offices import KeyCheck, KnownOffice, OfficeCard, OfficeKeys, PastKey, PastKeyState
from desktop_app.exchange.keys import OfficeSecret, key_words
from desktop_app.foundation.problems import CaseProblem, StoreProblem
from desktop_app.store.office_keys import KeyTold
from desktop_app.store.outbox import OutboxState
from desktop_app.store.store import Store
from desktop_app.workflows.desk import Desk

KEY_YEARS: Final = 3
"""Years after which the program advises to make a new key; an office may set another number."""

KEY_YEARS_SETTING: Final = "key_years"
LEAST_KEY_YEARS: Final = 1
MOST_KEY_YEARS: Final = 10
"""How short and how long an office may let its keys be good without a word."""

_ACCEPTED: Final = frozenset({OutboxState.ACCEPTED, OutboxState.ACCEPTED_WITH_REMARKS})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOffice:
    """An office that was told of our present key: how far that has come (`waiting` .. `accepted`), since when it knows.

    `phone` is where to ask. `known_at` is None while it is not known to have the key.
    """

    code: str
    name: str
    phone: str
    state: OutboxState
    told_at: datetime
    known_at: datetime | None
    heard_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKeys:
    """This office's keys. `renew_on` is the day from which a new one is advised; `past` the keys before, newest first.

    `told` are the offices that were told of the present key; who came into the directory later has it from our card.
    """

    present: OfficeKeys
    words: tuple[str, ...]
    renew_on: date
    renewal_due: bool
    past: tuple[PastKey, ...]
    told: tuple[ToldOffice, ...]

    @property
    def former(self) -> PastKey | None:
        """The newest key before the present one that is still good, None where every older one is done with."""
        return next((entry for entry in self.past if entry.state is PastKeyState.FORMER), None)

    @property
    def not_yet(self) -> tuple[ToldOffice, ...]:
        """The offices not known to have the present key."""
        return tuple(entry for entry in self.told if entry.known_at is None)


def own_secret(store: Store) -> OfficeSecret:
    """Return this office's secret keys with those before them. Raises `StoreProblem("record_missing")`."""
    past = tuple(OfficeSecret.from_bytes(kept) for kept in store.offices.past_secrets())
    return replace(OfficeSecret.from_bytes(store.offices.secret()), past=past)


def with_own_keys(desk: Desk) -> Desk:
    """Return the desk with the keys that this office has now: after a change of keys was accepted."""
    own = desk.store.offices.own()
    if own is None:
        raise StoreProblem("store_unfinished")
    return replace(desk, own=own.card, secret=own_secret(desk.store))


def own_keys(desk: Desk) -> OwnKeys:
    """Return this office's keys and who knows them."""
    keys = desk.own.keys
    renew_on = key_age_ends(desk, keys)
    return OwnKeys(
        present=keys,
        words=key_words(desk.own),
        renew_on=renew_on,
        renewal_due=renew_on <= desk.clock.today(),
        past=_own(desk).past,
        told=tuple(_told(desk, entry) for entry in desk.store.office_keys.told(keys.key_id)),
    )


def key_years(desk: Desk) -> int:
    """Return after how many years a key counts as old here: as this office settled it, else as proposed."""
    years = desk.store.settings.get(KEY_YEARS_SETTING, KEY_YEARS)
    return years if isinstance(years, int) else KEY_YEARS


def set_key_years(desk: Desk, years: int) -> int:
    """Settle after how many years a key counts as old here. Raises `CaseProblem("key_years_wrong")` (least, most)."""
    if not LEAST_KEY_YEARS <= years <= MOST_KEY_YEARS:
        raise CaseProblem("key_years_wrong", least=LEAST_KEY_YEARS, most=MOST_KEY_YEARS)
    facts = {"years": years}
    with desk.store.act(verb="key_years_settled", user=desk.user.id, about=desk.office.code, facts=facts):
        desk.store.settings.set(KEY_YEARS_SETTING, years)
    return years


def key_age_ends(desk: Desk, keys: OfficeKeys) -> date:
    """Return the day from which a key counts as old."""
    made = keys.created_on
    ends = made.year + key_years(desk)
    return date(ends, made.month, min(made.day, 28)) if made.month == 2 else made.replace(year=ends)  # noqa: PLR2004 - February


def signing_for(desk: Desk, office: str) -> tuple[OfficeSecret, OfficeCard]:
    """Return the keys to sign and seal with for an office, and our card with them: the newest ones it knows.

    An office that was told of a new key gets bundles under the one before until its receipt says that it accepted the
    new one, or a person there says so. A key that is retired or revoked signs nothing.
    """
    secrets = {secret.signing.public().key_id: secret for secret in (desk.secret, *desk.secret.past)}
    keys = desk.own.keys
    for entry in _own(desk).past:
        told = _told_of(desk, keys.key_id, office)
        usable = entry.state is PastKeyState.FORMER and entry.keys.key_id in secrets
        if told is None or _knows_since(desk, told) is not None or not usable:
            break
        keys = entry.keys
    return secrets.get(keys.key_id, desk.secret), replace(desk.own, keys=keys)


def _own(desk: Desk) -> KnownOffice:
    return desk.store.offices.own() or KnownOffice(card=desk.own, check=KeyCheck.OWN)


def _told_of(desk: Desk, key_id: str, office: str) -> KeyTold | None:
    return next((entry for entry in desk.store.office_keys.told(key_id) if entry.office == office), None)


def _knows_since(desk: Desk, told: KeyTold) -> datetime | None:
    """Return since when an office has a key: what a person there said, or its receipt; None for not yet."""
    if told.known_at is not None:
        return told.known_at
    row = desk.store.outbox.find(told.message_id)
    return row.state_at if row is not None and row.state in _ACCEPTED else None


def _told(desk: Desk, told: KeyTold) -> ToldOffice:
    known = desk.store.offices.get(told.office)
    row = desk.store.outbox.find(told.message_id)
    return ToldOffice(
        code=told.office,
        name=known.card.office.name if known else told.office,
        phone=known.card.office.phone if known else "",
        state=row.state if row else OutboxState.WAITING,
        told_at=told.told_at,
        known_at=_knows_since(desk, told),
        heard_from=told.heard_from,
    )
