"""The order in which Tab goes through a window: that of the layouts, as people read, whenever a widget was made."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QWidget,
)

_WHOLE: Final = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
"""What has an order of its own inside."""


def go_on(window: QWidget, *, forward: bool) -> bool:
    """Go from what has the keyboard in a window to what is read next, or before; say whether there was anything.

    The order is that of the layouts, top to bottom and left to right within each; after the last comes the first.
    """
    stops = [each for each in _stops(window) if each.isVisible() and each.isEnabled()]
    if not stops:
        return False
    here: QWidget | None = window.focusWidget()
    while here is not None and here not in stops:
        here = here.parentWidget()
    first = 0 if forward else -1
    place = first if here is None else (stops.index(here) + (1 if forward else -1)) % len(stops)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[place].setFocus(reason)
    return True


def _stops(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None:
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and not widget.isWindow():
        yield widget
    if isinstance(widget, _WHOLE):
        return
    if isinstance(widget, QScrollArea):
        yield from _stops(widget.widget())
    elif isinstance(widget, QSplitter):
        for place in range(widget.count()):
            yield from _stops(widget.widget(place))
    elif (layout := widget.layout()) is not None:
        yield from _within(layout)


def _within(layout: QLayout) -> Iterator[QWidget]:
    for item in (layout.itemAt(place) for place in _places(layout)):
        if item is not None and (below := item.layout()) is not None:
            yield from _within(below)
        elif item is not None:
            yield from _stops(item.widget())


def _places(layout: QLayout) -> list[int]:
    """Return the places of a layout's items in reading order: those of a grid by row and column."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: tuple(layout.getItemPosition(place))[:2])  # type: ignore[arg-type]  # PySide: object
    return places
