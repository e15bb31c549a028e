"""Walks through a dialog by keyboard as a person does: Tab from field to field, what is passed and in which order."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)

_STOPS = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractButton, QAbstractItemView, QSpinBox)
_MOST = 200
_SAME_LINE = 14


def stops(dialog: QDialog) -> list[QWidget]:
    """Return what a person has to reach by Tab: what is shown, enabled, and typed into or pressed."""
    found = [each for kind in _STOPS for each in dialog.findChildren(kind)]
    return [
        each
        for each in found
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(each.parentWidget(), QComboBox | QSpinBox)
        and (not isinstance(each, QAbstractButton) or not each.autoExclusive() or each.isChecked())
    ]


def walked(dialog: QDialog) -> list[QWidget]:
    """Press Tab until a widget comes a second time; return what had the keyboard, in that order."""
    passed: list[QWidget] = []
    for _step in range(_MOST):
        focus = QApplication.focusWidget()
        within = isinstance(focus, QAbstractItemView) and passed[-1:] == [focus]  # a grid's next cell
        if focus is None or not dialog.isAncestorOf(focus) or (focus in passed and not within):
            break
        if not within:
            passed.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    return passed


def wrong_of(dialog: QDialog) -> list[str]:
    """Say what Tab never reaches, and what it reaches against the order in which people read.

    One step back is right: from the last to the first.
    """
    passed = walked(dialog)
    missed = [f"never reached: {_name(each)}" for each in stops(dialog) if each not in passed]
    pairs = list(zip(passed, [*passed[1:], *passed[:1]], strict=True))
    back = [f"{_name(before)} comes before {_name(after)}" for before, after in pairs if _is_back(before, after)]
    return missed + (back if len(back) > 1 else [])


def _is_back(before: QWidget, after: QWidget) -> bool:
    one, other = _place(before, after), _place(after, before)
    if abs(one.center().y() - other.center().y()) <= _SAME_LINE:
        return other.left() < one.left()
    return other.center().y() < one.center().y() and other.bottom() < one.bottom()


def _place(widget: QWidget, beside: QWidget) -> QRect:
    """Return where a widget is; where it scrolls and the other does not, where what scrolls is."""
    shown, around = widget, widget.parentWidget()
    while around is not None and not around.isAncestorOf(beside):
        shown = around if isinstance(around, QScrollArea) else shown
        around = around.parentWidget()
    return QRect(shown.mapTo(widget.window(), QPoint(0, 0)), shown.size())


def _name(widget: QWidget) -> str:
    said = widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} {said or widget.objectName()!r}"
