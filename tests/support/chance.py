"""Chance for tests that can be foretold: the same seed, the same choices."""

import hashlib

from tests.support.clocks import FixedClock


class Chance:
    """Choices made from the bytes of a clock that stands still."""

    def __init__(self, seed: int) -> None:
        self._clock = FixedClock(seed=f"chance {seed}")

    def below(self, bound: int) -> int:
        """Return a whole number from 0 to `bound` - 1."""
        return int.from_bytes(self._clock.random_bytes(8), "big") % bound

    def shuffle(self, things: list[bytes]) -> None:
        """Put a list into another order."""
        for at in range(len(things) - 1, 0, -1):
            other = self.below(at + 1)
            things[at], things[other] = things[other], things[at]


def drawn(bound: int, *of: object) -> int:
    """Return a whole number from 0 to `bound` - 1 that hangs on nothing but what it is drawn for."""
    told = hashlib.sha256(repr(of).encode()).digest()
    return int.from_bytes(told[:8], "big") % bound
