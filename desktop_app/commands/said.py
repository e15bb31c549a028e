"""Progress on a terminal."""

import sys


class Said:
    """Progress in one line, written over; nothing where nobody watches."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Say how far it is."""
        if sys.stderr is not None and sys.stderr.isatty():
            print(f"\r{what} {done:,} / {total:,}   ", end="", file=sys.stderr, flush=True)
