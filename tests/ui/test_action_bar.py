"""The bar at the foot of a page: what it says stands beside its buttons, or above them where they leave no room."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.bar import ActionBar
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("look")


def test_what_the_bar_says_goes_above_its_buttons_and_comes_back(qtbot: QtBot) -> None:
    bar, hint = ActionBar(), Text("", Kind.SENTENCE, Role.INK2, elide=True)
    first, last = SecondaryButton("Accept with remarks"), PrimaryButton("Accept")
    bar.row.addWidget(SecondaryButton("Return"))
    bar.tell(hint)
    for button in (first, last):
        bar.row.addWidget(button)
    qtbot.addWidget(bar)
    bar.show()
    for width, words, beside in (
        (1100, "Once accepted, our answer is owed by 27 Sep 2014.", True),
        (560, "Once accepted, our answer is owed by 27 Sep 2014.", False),
        (560, "Paid.", True),
        (560, "Once accepted, our answer is owed by 27 Sep 2014.", False),
        (1100, "Once accepted, our answer is owed by 27 Sep 2014.", True),
        (560, "", True),
    ):
        hint.setText(words)
        bar.resize(width, bar.sizeHint().height())
        for _turn in range(3):
            QApplication.processEvents()
            bar.resize(width, bar.sizeHint().height())
        assert (hint.geometry().bottom() > first.geometry().top()) == beside, (width, words)
        assert hint.fontMetrics().horizontalAdvance(words) <= hint.width()
        assert last.geometry().right() > width - 60, "the buttons stay at the right"
        assert bar.rect().contains(last.geometry())
        assert bar.rect().contains(hint.geometry())
