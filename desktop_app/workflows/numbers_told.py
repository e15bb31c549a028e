"""The numbers of our bundles after this office went back to a backup: what others still have is not numbered anew."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from desktop_app.exchange.limits import LAST_SEQUENCE
from desktop_app.exchange.manifest import Manifest
from desktop_app.exchange.sequence import remembers_more
from desktop_app.workflows.desk import Desk

_RESTORED: Final = "restored_on"
_RESTORED_AT: Final = "restored_at"
_NO_NUMBERS: Final[Mapping[str, int]] = MappingProxyType({})
_HIGHEST: Final = "highest_number_told_by:"
_FURTHEST: Final = 10_000
"""A number further ahead than this is no memory of ours: no office can use up another one's numbers."""


def next_number(desk: Desk, office: str) -> int:
    """Return the number of the next bundle for an office: above all it got, also those this store forgot."""
    return max(desk.store.outbox.next_sequence(office), _told(desk, office) + 1)


def hear_numbers(desk: Desk, office: str, manifest: Manifest) -> None:
    """Note that an office has bundles of ours that this store does not know; inside the caller's act.

    This store then is an older copy: the others are told so with every bundle from now on.
    """
    last = next_number(desk, office) - 1
    theirs = max(manifest.received_up_to, max(manifest.missing, default=-1) + 1)
    if not remembers_more(manifest, last) or theirs > min(last + _FURTHEST, LAST_SEQUENCE - 1):
        return
    desk.store.settings.set(f"{_HIGHEST}{office}", theirs)
    if restored_on(desk) is None:
        note_restored(desk)


def note_restored(desk: Desk, numbers: Mapping[str, int] = _NO_NUMBERS) -> None:
    """Note that this store went back to a backup today; inside the caller's act.

    `numbers` are the last ones of bundles to each office, where the store that was put aside still knew them.
    """
    desk.store.settings.set(_RESTORED, desk.clock.today().isoformat())
    desk.store.settings.set(_RESTORED_AT, desk.clock.now().isoformat())
    for office, last in numbers.items():
        if last >= next_number(desk, office):
            desk.store.settings.set(f"{_HIGHEST}{office}", last)


def restored_at(desk: Desk) -> datetime | None:
    """Return when this store last went back to a backup, None for never."""
    told = desk.store.settings.get(_RESTORED_AT)
    return datetime.fromisoformat(told) if isinstance(told, str) else None


def restored_on(desk: Desk) -> date | None:
    """Return the day on which this store last went back to a backup, None for never."""
    told = desk.store.settings.get(_RESTORED)
    return date.fromisoformat(told) if isinstance(told, str) else None


def _told(desk: Desk, office: str) -> int:
    told = desk.store.settings.get(f"{_HIGHEST}{office}", 0)
    return told if isinstance(told, int) else 0
