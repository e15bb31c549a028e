"""After how many minutes without anybody the desk locks by itself: shown, and settled for this office."""

from typing import Final

from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.desk import Desk

LOCK_MINUTES: Final = 10
LEAST_LOCK_MINUTES: Final = 1
MOST_LOCK_MINUTES: Final = 60
"""Minutes as proposed, and their bounds: a desk that never locks by itself is not offered."""

_SETTING: Final = "lock_minutes"


def lock_minutes(desk: Desk) -> int:
    """Return after how many minutes the desk locks: as this office settled it, else as proposed."""
    minutes = desk.store.settings.get(_SETTING, LOCK_MINUTES)
    return minutes if isinstance(minutes, int) else LOCK_MINUTES


def set_lock_minutes(desk: Desk, minutes: int) -> int:
    """Settle after how many minutes the desk locks. Raises `CaseProblem("lock_minutes_wrong")` (least, most)."""
    if not LEAST_LOCK_MINUTES <= minutes <= MOST_LOCK_MINUTES:
        raise CaseProblem("lock_minutes_wrong", least=LEAST_LOCK_MINUTES, most=MOST_LOCK_MINUTES)
    facts = {"minutes": minutes}
    with desk.store.act(verb="lock_minutes_settled", user=desk.user.id, about=desk.office.code, facts=facts):
        desk.store.settings.set(_SETTING, minutes)
    return minutes
