import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.claim_header import ClaimFacts, ClaimHeader, NumberFact
from desktop_app.ui.widgets.stepper import Step, Stepper
from tests.support.clips import clipped
from tests.support.gallery import window_with_pages

pytestmark = pytest.mark.usefixtures("look")


def steps() -> list[Step]:
    return [Step(number=n, name=f"Step {n}", state="not_yet", words="Not yet") for n in range(1, 10)]


def test_a_step_is_chosen_with_enter_and_says_its_state(qtbot: QtBot) -> None:
    stepper = Stepper("Steps of the claim", steps())
    qtbot.addWidget(stepper)
    stepper.resize(1200, 52)
    stepper.show()
    stepper.set_current(2)
    button = stepper._buttons[4]
    button.setFocus()
    with qtbot.waitSignal(stepper.step_chosen, timeout=500) as caught:
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert caught.args == [4]
    assert stepper.current() == 4
    assert button.accessibleDescription() == "Not yet"


def test_steps_change_in_place_and_keep_the_current_one(qtbot: QtBot) -> None:
    stepper = Stepper("Steps of the claim", steps())
    qtbot.addWidget(stepper)
    stepper.set_current(3)
    button = stepper._buttons[3]
    stepper.show_steps([Step(number=3, name="Dependants", state="done", words="Done"), *steps()[3:]])
    assert stepper._buttons[3] is button
    assert stepper.current() == 3
    assert stepper.step_numbers() == [3, 4, 5, 6, 7, 8, 9]


def test_facts_leave_in_a_fixed_order(qtbot: QtBot) -> None:
    header = ClaimHeader()
    qtbot.addWidget(header)
    header.show_facts(
        ClaimFacts(
            claimant="Bernadette Hendyce",
            under="Age pension",
            born=("Born", "14 Jun 1954"),
            numbers_label="Insurance numbers",
            numbers=[NumberFact(code="VC", lane=0, number="104 882")],
            stage=("Stage", "Intake"),
            due=("Send by", "30 Jun 2014"),
            responsible=("Responsible", "C. Browne"),
        )
    )
    header.show_saved("Saved 10:42")
    header.show()
    left: list[str] = []
    for width in range(1200, 300, -20):
        header.resize(width, 62)
        for name in ("stage", "responsible", "due", "born", "numbers"):
            if name not in header.shown_facts() and name not in left:
                left.append(name)
    assert left == ["stage", "responsible", "due", "born"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_nothing_is_cut_off_at_the_smallest_size(look: Look, qtbot: QtBot, theme: str, scale: float) -> None:
    look.choose_theme(theme)
    look.choose_scale(scale)
    window = window_with_pages(look)
    qtbot.addWidget(window)
    window.resize(1280, 680)
    window.show()
    assert window.width() == 1280
    found = {}
    for key in ("today", "claims", "calculation"):
        window.go_to(key)
        qtbot.wait(20)
        found[key] = clipped(window)
    assert found == {"today": [], "claims": [], "calculation": []}
