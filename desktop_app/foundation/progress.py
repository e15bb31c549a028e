"""Progress: how long work reports where it stands, and how it learns that it should stop."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

_Row = TypeVar("_Row")


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked to stop
    """The person asked to stop. Raised by `Progress.step`, between units, never inside a transaction."""


class Progress(Protocol):
    """Where long work reports to."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report `done` of `total` units; `what` is a code for the present part, never a sentence.

        Raises `Cancelled` when the work should stop.
        """


def stepped(rows: Sequence[_Row], progress: "Progress", what: str = "") -> Iterator[_Row]:
    """Yield rows, and report how many are done before each; raises `Cancelled` when the work should stop."""
    for done, row in enumerate(rows):
        progress.step(done, len(rows), what)
        yield row


class Silent:
    """Progress nobody watches."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Do nothing."""
