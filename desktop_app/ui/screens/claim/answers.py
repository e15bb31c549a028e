"""Answers from the worker that come when the window may be gone already: then nobody is told."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from shiboken6 import isValid


def told(receiver: QObject, slot: Callable[..., None], *first: object) -> Callable[[object], None]:
    """Return a slot that hands an answer on, after `first`, as long as the receiver lives.

    The desk can be locked, and its window be gone, while the last save is still under way.
    """

    def hand_on(answer: object) -> None:
        if isValid(receiver):
            slot(*first, answer)

    return hand_on
