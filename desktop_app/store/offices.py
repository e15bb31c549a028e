"""The directory of offices, this office's own card, and its secret keys, which stay inside the encrypted store."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Final

from desktop_app.domain.offices import KeyCheck, KnownOffice, Office, OfficeCard, OfficeKeys, PastKey, PastKeyState
from desktop_app.foundation.clock import Clock
from desktop_app.store.columns import Row, Value, moment_text, present, read_moment
from desktop_app.store.database import Database

_ONE: Final = (
    "SELECT *, EXISTS (SELECT 1 FROM past_key WHERE past_key.code = office.code)"
    " OR EXISTS (SELECT 1 FROM key_event WHERE key_event.code = office.code) AS had_others FROM office WHERE code = ?"
)
"""An office, and whether there is anything to know of its keys besides."""


class Offices:
    """Offices by code. Keys that are replaced are kept, so that what was signed with them can still be verified."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def put(self, known: KnownOffice) -> None:
        """Keep an office, new or in place of what was known of it; a key replaced goes to the past keys."""
        self._put(known, own=False)

    def set_own(self, card: OfficeCard, secret: bytes) -> None:
        """Keep this office's own card and its secret keys; a second call is a change of keys, and both are kept.

        Raises `StoreProblem("record_exists")` for the card of another office than before.
        """
        own = KnownOffice(card=card, check=KeyCheck.OWN, checked_at=self._clock.now())
        self._put(own, own=True)
        self._database.insert("office_secret", {"secret": secret, "kept_at": self._clock.now().isoformat()})

    def change_own(self, card: OfficeCard) -> None:
        """Keep this office's own card with another name or way to reach it, and the same keys.

        Raises `StoreProblem("record_missing")` before the first run is done, `ValueError` for other keys or code.
        """
        before = self._office(present(self._database.row("SELECT * FROM office WHERE own = 1"), "office"))
        if (card.keys, card.office.code) != (before.card.keys, before.card.office.code):
            raise ValueError("a card with other keys or another code is another card")
        self._put(replace(before, card=card), own=True)

    def own(self) -> KnownOffice | None:
        """Return this office, None before the first run is done."""
        row = self._database.row("SELECT * FROM office WHERE own = 1")
        return self._office(row) if row else None

    def secret(self) -> bytes:
        """Return this office's present secret keys, as they were given. Raises `StoreProblem("record_missing")`."""
        row = self._database.row("SELECT secret FROM office_secret ORDER BY row DESC LIMIT 1")
        return bytes(present(row, "office_secret")["secret"])

    def past_secrets(self) -> tuple[bytes, ...]:
        """Return the secret keys used before the present ones, the newest first: old bundles are sealed to them."""
        rows = self._database.rows("SELECT secret FROM office_secret ORDER BY row DESC LIMIT -1 OFFSET 1")
        return tuple(bytes(row["secret"]) for row in rows)

    def get(self, code: str) -> KnownOffice | None:
        """Return an office, None when not known."""
        row = self._database.row(_ONE, (code,))
        if row is None:
            return None
        return self._office(row) if row["had_others"] else _office(row, (), ())

    def all(self) -> tuple[KnownOffice, ...]:
        """Return every office but this one, by State and code."""
        return self._where("own = 0")

    def of_state(self, state: str) -> tuple[KnownOffice, ...]:
        """Return the other offices of a State, those whose key was compared first."""
        return tuple(sorted(self._where("own = 0 AND state = ?", state), key=lambda known: not known.trusted))

    def by_key(self, key_id: str) -> KnownOffice | None:
        """Return the office that signs with a key now, None when there is none."""
        return next(iter(self._where("key_id = ?", key_id)), None)

    def past_keys(self, code: str) -> tuple[OfficeKeys, ...]:
        """Return the public keys an office used before its present ones, the newest first."""
        rows = self._database.rows("SELECT * FROM past_key WHERE code = ? ORDER BY row DESC", (code,))
        return tuple(_keys(row) for row in rows)

    def set_check(self, code: str, check: KeyCheck, *, by: str, with_whom: str, at: datetime) -> None:
        """Record how, by whom, with whom and when an office's key was compared. Raises `record_missing`."""
        self._database.update(
            "office",
            {"code": code},
            {"key_check": check, "checked_by": by, "checked_with": with_whom, "checked_at": at.isoformat()},
        )

    def _put(self, known: KnownOffice, *, own: bool) -> None:
        before = self._database.row("SELECT * FROM office WHERE code = ?", (known.card.office.code,))
        if before and _keys(before) != known.card.keys:
            self._database.insert(
                "past_key",
                {
                    **{name: before[name] for name in ("code", "signing_key", "sealing_key", "key_id")},
                    "key_created_on": before["key_created_on"],
                    "key_check": before["key_check"],
                    "replaced_at": self._clock.now().isoformat(),
                },
            )
        self._database.put("office", {"own": int(own), **_columns(known)})

    def _where(self, condition: str, *values: Value) -> tuple[KnownOffice, ...]:
        sql = f"SELECT * FROM office WHERE {condition} ORDER BY state, code"  # noqa: S608 - conditions of this module only
        rows = self._database.rows(sql, values)
        if not rows:
            return ()
        past = _by_code(self._database.rows("SELECT * FROM past_key ORDER BY code, row DESC"))
        events = _by_code(self._database.rows("SELECT * FROM key_event ORDER BY code, row"))
        return tuple(_office(row, past.get(row["code"], ()), events.get(row["code"], ())) for row in rows)

    def _office(self, row: Row) -> KnownOffice:
        code = (row["code"],)
        past = self._database.rows("SELECT * FROM past_key WHERE code = ? ORDER BY row DESC", code)
        events = self._database.rows("SELECT * FROM key_event WHERE code = ? ORDER BY row", code)
        return _office(row, past, events)


def _by_code(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    """Return rows by the code they are of; they come sorted by it."""
    return {code: tuple(group) for code, group in groupby(rows, key=lambda row: str(row["code"]))}


def _columns(known: KnownOffice) -> dict[str, Value]:
    office, keys = known.card.office, known.card.keys
    return {
        "code": office.code,
        "state": office.state,
        "name": office.name,
        "town": office.town,
        "address": office.address,
        "phone": office.phone,
        "email": office.email,
        "head": office.head,
        "signing_key": keys.signing_key,
        "sealing_key": keys.sealing_key,
        "key_id": keys.key_id,
        "key_created_on": keys.created_on.isoformat(),
        "key_check": known.check,
        "checked_by": known.checked_by,
        "checked_with": known.checked_with,
        "checked_at": moment_text(known.checked_at),
    }


def _keys(row: Row) -> OfficeKeys:
    return OfficeKeys(
        signing_key=row["signing_key"],
        sealing_key=row["sealing_key"],
        key_id=row["key_id"],
        created_on=date.fromisoformat(row["key_created_on"]),
    )


def _office(row: Row, past: Iterable[Row], events: Iterable[Row]) -> KnownOffice:
    states = _states(events)
    keys = _keys(row)
    present_state, since = states.get(keys.key_id, (PastKeyState.REPLACED, None))
    return KnownOffice(
        card=OfficeCard(
            office=Office(
                code=row["code"],
                state=row["state"],
                name=row["name"],
                town=row["town"],
                address=row["address"],
                phone=row["phone"],
                email=row["email"],
                head=row["head"],
            ),
            keys=keys,
        ),
        check=KeyCheck(row["key_check"]),
        checked_by=row["checked_by"],
        checked_with=row["checked_with"],
        checked_at=read_moment(row["checked_at"]),
        revoked_since=since if present_state is PastKeyState.REVOKED else None,
        past=_past(past, states, keys.key_id),
    )


def _past(
    rows: Iterable[Row], states: dict[str, tuple[PastKeyState, datetime | None]], now: str
) -> tuple[PastKey, ...]:
    """Return the keys an office had before, each once, the newest first; the present one is none of them."""
    found: dict[str, PastKey] = {}
    for row in rows:
        keys = _keys(row)
        if keys.key_id != now and keys.key_id not in found:
            state, since = states.get(keys.key_id, (PastKeyState.REPLACED, None))
            found[keys.key_id] = PastKey(keys=keys, check=KeyCheck(row["key_check"]), state=state, since=since)
    return tuple(found.values())


def _states(events: Iterable[Row]) -> dict[str, tuple[PastKeyState, datetime | None]]:
    """Return how each key stands: what was noted last, but that a revoked key stays revoked."""
    states: dict[str, tuple[PastKeyState, datetime | None]] = {}
    for event in events:
        state, since = PastKeyState(event["state"]), read_moment(event["since"])
        before, before_since = states.get(event["key_id"], (None, None))
        if before is PastKeyState.REVOKED:
            if state is PastKeyState.REVOKED and since and before_since and since < before_since:
                states[event["key_id"]] = (state, since)
            continue
        states[event["key_id"]] = (state, since)
    return states
