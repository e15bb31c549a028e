"""Progress: how long work reports where it stands, and how it learns that it should stop."""

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked to stop
    """The person asked to stop. Raised by `Progress.step`, between units, never inside a transaction."""


class Progress(Protocol):
    """Where long work reports to."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report `done` of `total` units; `what` is a code for the present part, never a sentence.

        Raises `Cancelled` when the work should stop.
        """


class Silent:
    """Progress nobody watches."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Do nothing."""
