from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.shell.status import StatusButton
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import IconButton, SecondaryButton
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField, MoneyField, amount_words
from desktop_app.ui.widgets.passphrase import PassphraseField, StrengthBar
from tests.support.clips import clipped

pytestmark = pytest.mark.usefixtures("look")


@pytest.mark.parametrize("typed", ["14/6/1954", "14 Jun 1954", "1954-06-14"])
def test_a_date_is_shown_in_our_form_on_leaving(qtbot: QtBot, typed: str) -> None:
    field = DateField("&Born")
    qtbot.addWidget(field)
    heard: list[str] = []
    field.text_changed.connect(heard.append)
    qtbot.keyClicks(field.edit, typed)
    assert heard[-1] == typed
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "14 Jun 1954"
    assert field.value() == date(1954, 6, 14)


def test_text_that_is_no_date_stays_as_typed(qtbot: QtBot) -> None:
    field = DateField("Born")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.edit, "31/2/1954")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "31/2/1954"
    assert field.value() is None


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("12600", "12,600.00"),
        ("12,600.5", "12,600.50"),
        ("12.345", "12.345"),
        ("abc", "abc"),
        ("", ""),
        ("-5", "-5"),
        (".5", ".5"),
    ],
)
def test_an_amount_is_shown_with_separators_or_stays_as_typed(typed: str, shown: str) -> None:
    assert amount_words(typed) == shown


def test_money_is_shown_on_leaving_with_its_currency_in_the_name(qtbot: QtBot) -> None:
    field = MoneyField("Earnings", "XCD")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.edit, "2500")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "2,500.00"
    assert "XCD" in field.edit.accessibleName()


def test_a_finding_is_said_beside_the_field_and_to_screen_readers(qtbot: QtBot) -> None:
    field = LineField("Number")
    qtbot.addWidget(field)
    field.show()
    field.set_finding("error", "The number has six figures.")
    assert field.finding.isVisible()
    assert field.edit.accessibleDescription() == "The number has six figures."
    assert field.edit.property("finding") == "error"
    field.set_finding("", "")
    assert not field.finding.isVisible()


def test_a_label_names_its_field(qtbot: QtBot) -> None:
    field = LineField("&Number")
    qtbot.addWidget(field)
    assert field.label.buddy() is field.edit
    assert field.edit.accessibleName() == "Number"


def test_a_choice_gives_its_key(qtbot: QtBot) -> None:
    field = ChoiceField("State", [("VC", "Saint Vincent and the Grenadines"), ("LC", "Saint Lucia")])
    qtbot.addWidget(field)
    field.show()
    field.set_key("VC")
    with qtbot.waitSignal(field.chosen, timeout=1000) as caught:
        qtbot.keyClick(field.combo, Qt.Key.Key_Down)
    assert caught.args == ["LC"]
    field.set_choices([("LC", "Sainte-Lucie")])
    assert field.key() == "LC"
    field.set_key("GD")
    assert field.key() == ""


def test_the_eye_shows_and_hides_the_passphrase(qtbot: QtBot, type_text: Callable[[QWidget, str], None]) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    field.show()
    type_text(field.edit, "sail é harbour")
    assert field.text() == "sail é harbour"
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    name = field.eye.accessibleName()
    field.eye.click()
    assert field.shown
    assert field.eye.accessibleName() != name
    field.forget()
    assert (field.text(), field.shown) == ("", False)


def test_alt_f8_shows_the_passphrase_and_tab_passes_the_eye(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.edit.setFocus()
    qtbot.waitUntil(field.edit.hasFocus)
    qtbot.keyClick(field.edit, Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier)
    assert field.shown
    assert field.eye.focusPolicy() is Qt.FocusPolicy.NoFocus


STATES = (
    ("KN", "Saint Kitts and Nevis (KN)"),
    ("LC", "Saint Lucia (LC)"),
    ("VC", "Saint Vincent and the Grenadines (VC)"),
    ("TT", "Trinidad and Tobago (TT)"),
)


@pytest.mark.parametrize(
    ("typed", "key"), [("saint v", "VC"), ("Saint L", "LC"), ("vc", "VC"), ("t", "TT"), ("s", "KN"), ("sss", "VC")]
)
def test_a_choice_is_found_by_what_is_typed_blanks_included(qtbot: QtBot, typed: str, key: str) -> None:
    field = ChoiceField("State", STATES)
    field.set_key("")
    qtbot.addWidget(field)
    field.show()
    heard: list[str] = []
    field.chosen.connect(heard.append)
    qtbot.keyClicks(field.combo, typed)
    assert field.key() == key
    assert heard[-1] == key
    assert not field.combo.view().isVisible()


def test_a_blank_alone_opens_the_list_and_what_fits_nothing_changes_nothing(qtbot: QtBot) -> None:
    field = ChoiceField("State", STATES)
    qtbot.addWidget(field)
    field.show()
    field.set_key("LC")
    qtbot.keyClicks(field.combo, "xyz")
    assert field.key() == "LC"
    field.combo._forget()
    qtbot.keyClick(field.combo, Qt.Key.Key_Space)
    assert field.combo.view().isVisible()
    field.combo.hidePopup()


def test_strength_is_in_words_too(qtbot: QtBot) -> None:
    bar = StrengthBar()
    qtbot.addWidget(bar)
    bar.show_strength(4, "Strong: four words")
    assert bar.accessibleName() == "Strong: four words"
    assert not bar.grab().isNull()


def test_a_field_opens_no_window_of_its_own(qapp: QApplication) -> None:
    before = set(qapp.topLevelWidgets())
    fields = [
        LineField("Name", hint="As on the card"),
        DateField("Born"),
        ChoiceField("State"),
        PassphraseField("Word"),
    ]
    fields[0].set_finding("error", "Missing.")
    new = set(qapp.topLevelWidgets()) - before
    assert [widget for widget in new if widget.isVisible()] == []


@pytest.mark.parametrize("kind", [SecondaryButton, lambda words, icon: IconButton(icon, words), StatusButton])
def test_enter_presses_a_button_once_and_ctrl_enter_is_left_to_the_window(
    qtbot: QtBot, kind: Callable[[str, str], QAbstractButton]
) -> None:
    button = kind("&Print", "printer")
    qtbot.addWidget(button)
    button.show()
    pressed: list[bool] = []
    button.clicked.connect(lambda _on: pressed.append(True))
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Enter)
    assert len(pressed) == 2
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 2


def test_a_hint_that_has_no_room_gives_way_to_a_shorter_one(look: Look, qtbot: QtBot) -> None:
    field = LineField("About", placeholder="Claim, person or office", shorter="Claim, person")
    qtbot.addWidget(field)
    field.resize(300, 60)
    field.show()
    assert field.edit.placeholderText() == "Claim, person or office"
    field.resize(140, 60)
    QApplication.processEvents()
    assert field.edit.placeholderText() == "Claim, person"
    assert clipped(field) == []
    field.resize(200, 60)
    QApplication.processEvents()
    assert field.edit.placeholderText() == "Claim, person or office"
    look.choose_scale(1.25)
    QApplication.processEvents()
    assert field.edit.placeholderText() == "Claim, person"
    look.choose_scale(1.0)
