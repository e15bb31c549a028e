"""What tests of the window share: the look, and typing that survives letters beyond ASCII."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Look


@pytest.fixture(scope="session")
def _one_look(qapp: QApplication) -> Look:
    return Look(qapp, "light")


@pytest.fixture
def qtbot(qtbot: QtBot, _one_look: Look, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Qt's robot; what a test hands it is looked at by itself, and wears the style sheet its window would give it."""
    plain = qtbot.addWidget

    def dressed(widget: QWidget, **how: Any) -> None:
        _one_look.dress(widget)
        plain(widget, **how)

    monkeypatch.setattr(qtbot, "addWidget", dressed)
    return qtbot


@pytest.fixture
def look(_one_look: Look) -> Iterator[Look]:
    """The look, light at 100 %. Windows of the test before are gone first: a new style is worked out for each alive."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _one_look._choice, _one_look._scale = "light", 1.0
    _one_look.choose_theme("light")
    yield _one_look
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if _one_look.dark or _one_look.scale != 1.0:
        _one_look._scale = 1.0
        _one_look.choose_theme("light")


@pytest.fixture
def type_text(qtbot: QtBot) -> Callable[[QWidget, str], None]:
    """Type into a widget; `keyClicks` aborts the process on letters beyond ASCII."""

    def typed(widget: QWidget, text: str) -> None:
        for letter in text:
            if letter.isascii():
                qtbot.keyClicks(widget, letter)
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    return typed
