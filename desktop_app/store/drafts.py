"""Drafts: what is typed, as typed, right or wrong, and where each user is, so that a killed program comes back there.

Drafts have a light transaction of their own and no journal line: they are saved every two seconds while somebody types,
and a journal of half words would hide what the office did. They reach the record when a verb enters them, as an act.
Inside an act they are part of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from desktop_app.foundation.clock import Clock
from desktop_app.store.columns import Row, json_text, read_object
from desktop_app.store.database import Database

_FOLDERS: Final = "*"
"""Whose place the folders are in which files are written: nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as kept. `key` names it (a claim's id to be, or its id), `form` is JSON, `user` who saved it."""

    key: str
    kind: str
    claim_id: str | None
    form: Mapping[str, Any]
    user: str
    begun_at: datetime
    saved_at: datetime


class Drafts:
    """Drafts and last places."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._permit: Callable[[str, str], object] | None = None

    def ask_before(self, permit: Callable[[str, str], object]) -> None:
        """Ask this before a draft is kept, with the verb `draft_kept` and the id of who types."""
        self._permit = permit

    def save(self, key: str, kind: str, claim_id: str | None, form: Mapping[str, Any], user: str = "") -> datetime:
        """Keep a draft in place of what was kept under its key; it is on the disk when this returns its moment.

        `form` is anything JSON can say. Raises `StoreProblem("disk_full")` and others; what was kept before stays.
        Raises what was set by `ask_before`.
        """
        if self._permit is not None and user:
            self._permit("draft_kept", user)
        now = self._clock.now()
        with self._light():
            self._database.run(
                "INSERT INTO draft (key, kind, claim_id, form, user, begun_at, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, claim_id = excluded.claim_id,"
                " form = excluded.form, user = excluded.user, saved_at = excluded.saved_at",
                (key, kind, claim_id, json_text(dict(form)), user, now.isoformat(), now.isoformat()),
            )
        return now

    def get(self, key: str) -> Draft | None:
        """Return a draft, None when there is none."""
        row = self._database.row("SELECT * FROM draft WHERE key = ?", (key,))
        return _draft(row) if row else None

    def all(self) -> tuple[Draft, ...]:
        """Return every draft, the one saved last first."""
        return tuple(_draft(row) for row in self._database.rows("SELECT * FROM draft ORDER BY saved_at DESC, key"))

    def remove(self, key: str) -> None:
        """Drop a draft that was entered or voided; none is fine."""
        with self._light():
            self._database.delete("draft", {"key": key})

    def keep_place(self, user: str, place: Mapping[str, str | int]) -> None:
        """Remember where a user is: page, claim or draft, step and field, as the window names them."""
        self._keep(user, place)

    def place_of(self, user: str) -> Mapping[str, Any] | None:
        """Return where a user was last, None before the first time."""
        row = self._database.row("SELECT place FROM place WHERE user = ?", (user,))
        return read_object(row["place"]) if row else None

    def keep_folders(self, folders: Sequence[str]) -> None:
        """Remember where files are written to, so that what a power cut left there can be taken away."""
        self._keep(_FOLDERS, {"folders": list(folders)})

    def folders(self) -> tuple[str, ...]:
        """Return where files are written to."""
        return tuple(str(entry) for entry in (self.place_of(_FOLDERS) or {"folders": ()})["folders"])

    def _keep(self, whose: str, place: Mapping[str, Any]) -> None:
        with self._light():
            self._database.run(
                "INSERT INTO place (user, place) VALUES (?, ?) ON CONFLICT (user) DO UPDATE SET place = excluded.place",
                (whose, json_text(dict(place))),
            )

    @contextmanager
    def _light(self) -> Iterator[None]:
        if self._database.writing:
            yield
        else:
            with self._database.transaction():
                yield


def _draft(row: Row) -> Draft:
    return Draft(
        key=row["key"],
        kind=row["kind"],
        claim_id=row["claim_id"],
        form=read_object(row["form"]),
        user=row["user"],
        begun_at=datetime.fromisoformat(row["begun_at"]),
        saved_at=datetime.fromisoformat(row["saved_at"]),
    )
