"""Following the look: a widget restyles itself now, and again when theme or text size change."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Look


def restyled(widget: QWidget, slot: Callable[[], None]) -> Look:
    """Call `slot` (a method of `widget`) now and at every change of the look; return the look."""
    look = Look.of(widget)
    look.changed.connect(slot)
    slot()
    return look
