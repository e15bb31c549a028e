"""What was built on a message is named in the pane, and a long list of it is folded."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.messages import MessageType
from desktop_app.domain.money import Money
from desktop_app.ui.screens.owed.word_pane import WordPane
from desktop_app.ui.theme import Look
from desktop_app.workflows.word_view import BuiltKind, BuiltOn, Word

DECIDED = BuiltOn(
    kind=BuiltKind.DECISION,
    office="VC-NIS",
    said="VC",
    on=date(2014, 7, 20),
    amounts=(Money(minor=3588, currency="XCD"),),
)
LETTER = BuiltOn(kind=BuiltKind.LETTER, office="VC-NIS", said="decision_letter", on=date(2014, 7, 21))


def calculated(day: int) -> BuiltOn:
    return BuiltOn(kind=BuiltKind.CALCULATION, office="VC-NIS", said="", on=date(2014, 7, day))


def word(*built: BuiltOn) -> Word:
    return Word(
        type=MessageType.CORRECTION,
        about=MessageType.PERIOD_CERTIFICATE,
        claim_id="1",
        claim_number="VC-1",
        lines=(),
        has_before=False,
        recipients=("LC-NIC",),
        built_on=built,
        pages=None,
    )


@pytest.fixture
def shown(look: Look, qtbot: QtBot) -> Iterator[list[WordPane]]:
    del look
    panes: list[WordPane] = []
    yield panes
    for pane in panes:
        qtbot.addWidget(pane)


def pane_of(shown: list[WordPane], *built: BuiltOn) -> WordPane:
    pane = WordPane(word(*built))
    pane.resize(700, 500)
    pane.show()
    shown.append(pane)
    return pane


def said(pane: WordPane) -> list[str]:
    return [line.words.text().replace("\u00a0", " ") for line in pane.built if line.isVisible()]


def test_decisions_stand_with_their_amount_and_letters_with_their_day(shown: list[WordPane]) -> None:
    pane = pane_of(shown, DECIDED, LETTER)
    assert said(pane) == [
        "VC-NIS decided on 20 Jul 2014, XCD 35.88; its decision may rest on it.",
        "Issued on 21 Jul 2014: letter of the decision; look whether it still holds.",
    ]
    assert not pane.unfold.isVisible()


def test_a_long_list_is_folded_and_unfolds_by_the_keyboard(shown: list[WordPane], qtbot: QtBot) -> None:
    pane = pane_of(shown, *(calculated(day) for day in range(1, 10)))
    assert len(said(pane)) == 6
    assert pane.unfold.text().strip() == "S&how 3 more"
    pane.unfold.setFocus()
    qtbot.keyClick(pane.unfold, Qt.Key.Key_Return)
    assert len(said(pane)) == 9
    assert not pane.unfold.isVisible()


def test_one_line_more_is_not_worth_a_fold(shown: list[WordPane]) -> None:
    assert len(said(pane_of(shown, *(calculated(day) for day in range(1, 8))))) == 7
