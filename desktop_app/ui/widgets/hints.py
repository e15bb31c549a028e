"""Words in an empty field that say what to type: the longest that its room holds, so that none is ever cut off."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

_CURSOR = 4
"""Pixels that a field leaves free beside its words, on both sides together."""

_TOLD_BY = frozenset({QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.Show})


class FittingHint(QObject):
    """Follows a field's width and letters: `hints` from the longest to the shortest, which stands where none fits."""

    def __init__(self, edit: QLineEdit, *hints: str) -> None:
        super().__init__(edit)
        self._edit, self._hints = edit, hints
        edit.installEventFilter(self)
        self._choose()

    def eventFilter(self, _edit: QObject, event: QEvent) -> bool:
        """Choose again where the room changed."""
        if event.type() in _TOLD_BY:
            self._choose()
        return False

    def _choose(self) -> None:
        room = room_for_words(self._edit)
        metrics = QFontMetrics(self._edit.font())
        fits = (hint for hint in self._hints if metrics.horizontalAdvance(hint) <= room)
        chosen = next(fits, self._hints[-1])
        if chosen != self._edit.placeholderText():
            self._edit.setPlaceholderText(chosen)


def room_for_words(edit: QLineEdit) -> int:
    """Return how many pixels wide the words of a field can be: within its frame and its padding."""
    inner = QStyleOptionFrame()
    edit.initStyleOption(inner)
    held = edit.style().subElementRect(QStyle.SubElement.SE_LineEditContents, inner, edit)
    margins = edit.textMargins()
    return held.width() - margins.left() - margins.right() - _CURSOR
