"""A clock for tests: it stands still until told otherwise, and its ids and bytes can be foretold."""

import hashlib
from datetime import date, datetime, timedelta, timezone

ATLANTIC = timezone(timedelta(hours=-4))
OPENING = datetime(2026, 3, 2, 9, 0, tzinfo=ATLANTIC)


class FixedClock:
    """Implements `foundation.clock.Clock`. Two clocks of one seed make the same ids and bytes in the same order."""

    def __init__(self, now: datetime = OPENING, seed: str = "fixed") -> None:
        self._now = now
        self._seed = seed
        self._ids = 0
        self._blocks = 0
        self._running = 0

    def today(self) -> date:
        return self._now.date()

    def now(self) -> datetime:
        return self._now

    def running(self) -> int:
        return self._running

    def new_id(self) -> str:
        self._ids += 1
        owner = "00000000" if self._seed == "fixed" else hashlib.sha256(self._seed.encode()).hexdigest()[:8]
        return f"{owner}-0000-4000-8000-{self._ids:012x}"

    def random_bytes(self, n: int) -> bytes:
        made = b""
        while len(made) < n:
            self._blocks += 1
            made += hashlib.sha256(f"{self._seed}:{self._blocks}".encode()).digest()
        return made[:n]

    def set(self, now: datetime) -> None:
        self._now = now

    def set_day(self, day: date) -> None:
        self._now = self._now.replace(year=day.year, month=day.month, day=day.day)

    def advance(self, **by: int) -> None:
        """`advance(days=3, minutes=5)`: time passes. A clock that is `set` to another time lets none pass."""
        self._now += timedelta(**by)
        self._running += max(0, int(timedelta(**by).total_seconds()))
