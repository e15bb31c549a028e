"""What a command is: arguments, examples, and what it does; and what the composition root hands to all of them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places

DONE = 0
REFUSED = 1
WRONG_USAGE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What commands may not know themselves: the window, and the clock.

    `run_window(places, training)` shows the window and returns the exit status; `build_screens()` builds every screen
    once, unseen, and returns how many there are.
    """

    run_window: Callable[[Places, bool], int]
    build_screens: Callable[[], int]
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command. `run` returns the exit status; `examples` are whole command lines, the first the plainest."""

    summary: str
    examples: tuple[str, ...]
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Outside], int]
