"""Finds what is cut off (less room than the words need), and letters that two things of a page answer to."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from desktop_app.ui.widgets.hints import room_for_words
from desktop_app.ui.widgets.text import Text

_SLACK = 1
_HEADER_SIDES = 16


def clipped(window: QWidget) -> list[str]:
    """List every visible label, button and header whose text has no room; labels that may elide are left out."""
    found = []
    for label in window.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap() and not _elides(label):
            needs = label.sizeHint().width()
            if needs > label.width() + _SLACK:
                found.append(f"label {label.text()!r}: {label.width()} of {needs}")
    found.extend(
        f"button {button.text()!r}: {button.width()} of {button.sizeHint().width()}"
        for button in window.findChildren(QPushButton)
        if button.isVisible() and button.sizeHint().width() > button.width() + _SLACK
    )
    found.extend(
        f"hint {field.placeholderText()!r}: {room_for_words(field)} of {needs}"
        for field in window.findChildren(QLineEdit)
        if field.isVisible() and not field.text() and (needs := _hint_needs(field)) > room_for_words(field) + _SLACK
    )
    for area in window.findChildren(QScrollArea):
        held, off = area.widget(), area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if area.isVisible() and off and held is not None and held.width() > area.viewport().width() + _SLACK:
            found.append(f"page {area.parentWidget()}: {area.viewport().width()} of {held.width()}")
    for header in window.findChildren(QHeaderView):
        if header.isVisible() and header.orientation() is Qt.Orientation.Horizontal:
            found.extend(_clipped_sections(header))
    return found


def doubled_letters(page: QWidget) -> list[str]:
    """List the letters that more than one visible button or label of a page answers to with Alt."""
    letters: dict[str, list[str]] = {}
    for widget in (*page.findChildren(QLabel), *page.findChildren(QAbstractButton)):
        letter = QKeySequence.mnemonic(widget.text()).toString() if widget.isVisible() else ""
        if letter:
            letters.setdefault(letter, []).append(widget.text())
    return [f"{letter}: {', '.join(found)}" for letter, found in letters.items() if len(found) > 1]


def _hint_needs(field: QLineEdit) -> int:
    return QFontMetrics(field.font()).horizontalAdvance(field.placeholderText())


def _elides(label: QLabel) -> bool:
    return isinstance(label, Text) and label._elide


def _clipped_sections(header: QHeaderView) -> list[str]:
    metrics = QFontMetrics(header.font())
    found = []
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        title = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
        needs = max((metrics.horizontalAdvance(line) for line in title.split("\n")), default=0) + _HEADER_SIDES
        if title and needs > header.sectionSize(section) + _SLACK:
            found.append(f"header {title!r}: {header.sectionSize(section)} of {needs}")
    return found
