"""The clock and the id-maker: the only place in the program that reads the time or leaves anything to chance."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """The time and everything unpredictable, passed in with the desk."""

    def today(self) -> date:
        """Return the calendar day where the office is."""

    def now(self) -> datetime:
        """Return the time with the office's offset from UTC, in whole seconds."""

    def running(self) -> int:
        """Return seconds from some moment on, which nobody can set: they pass while the program runs."""

    def new_id(self) -> str:
        """Make a new identifier, a UUID as text (36 characters)."""

    def random_bytes(self, n: int) -> bytes:
        """Make `n` unpredictable bytes, fit for keys and salts."""


class SystemClock:
    """The computer's own clock and its source of secrets."""

    def today(self) -> date:
        """Return the calendar day where the office is."""
        return self.now().date()

    def now(self) -> datetime:
        """Return the time with the office's offset from UTC, in whole seconds."""
        return datetime.now(tz=UTC).astimezone().replace(microsecond=0)

    def running(self) -> int:
        """Return seconds that pass however the clock is set."""
        return int(time.monotonic())

    def new_id(self) -> str:
        """Make a new random UUID (version 4) as text."""
        import uuid  # not before an identifier is wanted: the first window is not to wait for it

        return str(uuid.uuid4())

    def random_bytes(self, n: int) -> bytes:
        """Make `n` unpredictable bytes, fit for keys and salts."""
        import secrets  # not before a key is wanted, as above

        return secrets.token_bytes(n)


class EarlierClock:
    """Another clock, set back by some days that may change: what practice cases of some age are made with."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.days = 0

    def today(self) -> date:
        """Return the day so many days ago."""
        return self.now().date()

    def now(self) -> datetime:
        """Return the time so many days ago."""
        return self._clock.now() - timedelta(days=self.days)

    def running(self) -> int:
        """Return the other clock's seconds."""
        return self._clock.running()

    def new_id(self) -> str:
        """Make a new identifier by the other clock."""
        return self._clock.new_id()

    def random_bytes(self, n: int) -> bytes:
        """Make unpredictable bytes by the other clock."""
        return self._clock.random_bytes(n)
