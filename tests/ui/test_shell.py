import json
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.foundation.problems import Problem
from desktop_app.ui.notices import Notices
from desktop_app.ui.shell.keys_dialog import KeysDialog
from desktop_app.ui.shell.restore import WindowMemory
from desktop_app.ui.shell.search import SearchHit
from desktop_app.ui.shell.status import StatusFacts
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.help_panel import HelpPanel, HelpText
from tests.support.gallery import WHO
from tests.support.inline_tasks import InlineTasks

CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.usefixtures("look")


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []
        self.first = SecondaryButton("First")
        QVBoxLayout(self).addWidget(self.first)
        self.setFocusProxy(self.first)

    def primary_action(self) -> None:
        self.asked.append("primary")

    def save_now(self) -> None:
        self.asked.append("save")

    def print_now(self) -> None:
        self.asked.append("print")

    def toggle_help(self) -> None:
        self.asked.append("help")

    def go_to_step(self, number: int) -> None:
        self.asked.append(number)

    def escape(self) -> bool:
        self.asked.append("escape")
        return True


@pytest.fixture
def window(look: Look, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    window = MainWindow(look, InlineTasks(), Notices(), who=WHO, settings_file=tmp_path / "settings.json")
    qtbot.addWidget(window)
    window.add_page("today", "Today", "list-checks", _Page())
    window.add_page("claims", "Claims", "folder-open", QWidget())
    window.add_page("claim", "Claim", "", _Page(), under="claims")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_every_key_reaches_the_page(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page("today")
    page.setFocus()
    for key, modifier in (
        (Qt.Key.Key_Return, CTRL),
        (Qt.Key.Key_S, CTRL),
        (Qt.Key.Key_P, CTRL),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(window, key, modifier)
    assert page.asked == ["primary", "save", "print", "help", 7, "escape"]
    with qtbot.waitSignal(window.new_claim_requested, timeout=500):
        qtbot.keyClick(window, Qt.Key.Key_N, CTRL)


@pytest.mark.parametrize(("scale", "height", "rings"), [(1.0, 680, True), (1.25, 680, True), (1.75, 768, False)])
def test_the_rail_moves_closer_before_it_raises_the_window(
    look: Look, window: MainWindow, scale: float, height: int, rings: bool
) -> None:
    for key in ("people", "exchange", "offices", "rules", "reports", "settings"):
        window.add_page(key, key.title(), "scale", QWidget(), at_bottom=key == "settings")
    look.choose_scale(scale)
    window.setMinimumSize(0, 0)
    window.resize(1280, height)
    QApplication.processEvents()
    assert window.height() == height
    items = list(window.rail._items.values())
    places = [QRect(item.mapTo(window, QPoint(0, 0)), item.size()) for item in items]
    assert all(place.bottom() < height and place.top() >= 0 for place in places)
    assert not any(one.intersects(other) for one, other in pairwise(sorted(places, key=QRect.top)))
    assert window.rail._logo.isVisible() == rings


def test_ctrl_enter_presses_the_one_filled_button_of_a_page_that_says_nothing(look: Look, qtbot: QtBot) -> None:
    window = MainWindow(look, InlineTasks(), Notices(), who=WHO)
    qtbot.addWidget(window)
    page = QWidget()
    button = PrimaryButton("Accept")
    QVBoxLayout(page).addWidget(button)
    window.add_page("exchange", "Exchange", "arrow-left-right", page)
    window.show()
    with qtbot.waitSignal(button.clicked, timeout=500):
        window.press_primary()


def test_only_pages_that_work_are_on_the_rail_and_one_below_marks_its_own(window: MainWindow) -> None:
    assert set(window.rail._items) == {"today", "claims"}
    window.go_to("claim")
    assert window.rail.item("claims").isChecked()
    assert window.current_key == "claim"
    window.go_to("nowhere")
    assert window.current_key == "claim"


def test_the_rail_says_its_counts(window: MainWindow) -> None:
    window.set_count("today", 10)
    assert window.rail.item("today").accessibleName() == "Today, 10"
    interface = QAccessible.queryAccessibleInterface(window.rail.item("claims"))
    assert interface.text(QAccessible.Text.Name) == "Claims"


def test_searching_by_keyboard_from_anywhere(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    box = window.top_bar.search
    assert box.edit.hasFocus()
    with qtbot.waitSignal(window.search_requested, timeout=2000) as caught:
        qtbot.keyClicks(box.edit, "hen")
    assert caught.args == ["hen"]
    hits = [SearchHit(kind="person", title=f"Person {n}", subtitle="born 1954", key=str(n)) for n in range(3)]
    window.show_results(hits)
    assert box.popup.isVisible()
    qtbot.keyClick(box.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.hit_chosen, timeout=500) as caught:
        qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    assert caught.args == [hits[1]]
    assert not box.popup.isVisible()


def test_a_search_that_finds_nothing_says_so_and_closes_with_esc(window: MainWindow, qtbot: QtBot) -> None:
    box = window.top_bar.search
    box.begin()
    qtbot.keyClicks(box.edit, "zzz")
    window.show_results([])
    assert box.popup.isVisible()
    assert "zzz" in box.popup._nothing.text()
    qtbot.keyClick(box.edit, Qt.Key.Key_Escape)
    assert not box.popup.isVisible()
    assert window.page("today").asked == []


def test_esc_closes_a_notice_before_it_reaches_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.notices.say("Sent.")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.notice_bar.isVisible()
    assert window.page("today").asked == []


def test_files_dropped_anywhere_are_handed_over(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.cass")), QUrl("https://example.org/x")])
    action, buttons, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, mime, buttons, none)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(window.files_dropped, timeout=500) as caught:
        window.dropEvent(QDropEvent(QPointF(5, 5), action, mime, buttons, none))
    assert caught.args == [[tmp_path / "a.cass"]]


def test_the_window_comes_back_as_it_was_left(look: Look, window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"other": 1}')
    window.go_to("claim")
    window.top_bar.theme_chosen.emit("dark")
    window.top_bar.scale_chosen.emit(1.25)
    with qtbot.waitSignal(window.closing, timeout=500):
        window.close()
    kept = WindowMemory.read(file)
    assert (kept.page, kept.theme, kept.scale_percent) == ("claims", "dark", 125)
    assert json.loads(file.read_text())["other"] == 1
    again = MainWindow(look, InlineTasks(), Notices(), who=WHO, settings_file=file)
    qtbot.addWidget(again)
    again.add_page("today", "Today", "list-checks", QWidget())
    again.add_page("claims", "Claims", "folder-open", QWidget())
    assert again.current_key == "claims"


@pytest.mark.parametrize("nonsense", ["", "[]", '{"window": 3}', '{"window": {"theme": "pink", "scale_percent": "x"}}'])
def test_a_memory_that_makes_no_sense_counts_as_none(tmp_path: Path, nonsense: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(nonsense)
    assert WindowMemory.read(file).theme == "system"
    assert WindowMemory.read(file).scale_percent == 100
    assert WindowMemory.read(tmp_path / "missing.json") == WindowMemory()


def test_the_status_line_says_how_things_stand(window: MainWindow) -> None:
    window.show_status(StatusFacts(backup="Last backup today 07:30", waiting=1, overdue=2))
    assert window.status_line.waiting.words.text() == "1 message waiting to leave"
    assert window.status_line.overdue.words.text() == "2 replies overdue"
    window.show_status(StatusFacts(backup="Last backup today 07:30"))
    assert not window.status_line.overdue.isVisible()


def test_the_persons_menu_offers_lock_theme_and_text_size(window: MainWindow, qtbot: QtBot) -> None:
    menu = window.top_bar.menu()
    words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert words == ["Change passphrase…", "Theme", "Text size", "Keys…", "Back up now…", "Lock", "Sign out"]
    lock = next(action for action in menu.actions() if "Lock" in action.text())
    with qtbot.waitSignal(window.lock_requested, timeout=500):
        lock.trigger()
    window.show_keys()
    dialog = window.findChild(KeysDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.accept()


def test_the_backup_in_the_status_line_is_a_button_for_mouse_keyboard_and_screen_reader(
    window: MainWindow, qtbot: QtBot
) -> None:
    button = window.status_line.backup
    window.show_status(StatusFacts(backup="No backup yet", backup_old=True))
    assert button.accessibleName() == "No backup yet. Back up now…"
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface.role() is QAccessible.Role.Button
    assert interface.state().focusable
    with qtbot.waitSignal(window.backup_requested, timeout=500):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    with qtbot.waitSignal(window.backup_requested, timeout=500):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    asked = next(action for action in window.top_bar.menu().actions() if "Back up" in action.text())
    with qtbot.waitSignal(window.backup_requested, timeout=500):
        asked.trigger()


@pytest.mark.allow_logs("desktop_app.ui.notices")
def test_what_went_well_leaves_with_the_page_and_a_refusal_stays(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("today")
    window.notices.say("Saved.")
    assert window.notice_bar.isVisible()
    QApplication.processEvents()
    window.go_to("claims")
    assert not window.notice_bar.isVisible()
    window.notices.refuse(Problem("disk_full"))
    QApplication.processEvents()
    window.go_to("today")
    assert window.notice_bar.isVisible()
    window.notices.say("Sent.")  # by an act that leads to the next page
    window.go_to("claims")
    assert window.notice_bar.isVisible()
    qtbot.waitUntil(lambda: not window.notice_bar._fresh)
    window.notices.clear()


def test_training_wears_its_band(look: Look, qtbot: QtBot) -> None:
    window = MainWindow(look, InlineTasks(), Notices(), who=WHO, training=True)
    qtbot.addWidget(window)
    window.show()
    assert window.training_band.isVisible()
    assert "training" in window.windowTitle()


def test_the_ring_follows_the_keyboard(window: MainWindow) -> None:
    ring = window.findChild(FocusRing)
    button: QPushButton = window.page("today").first
    button.setFocus()
    assert ring.isVisible()
    assert ring.target is button
    assert ring.geometry().contains(button.mapTo(window, QPoint(0, 0)))
    window.top_bar.search.begin()
    assert not ring.isVisible()


def test_the_help_folds_by_itself_in_a_narrow_window_until_it_is_opened(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    panel = HelpPanel(holder)
    panel.show_help(
        HelpText(title="Claimant", what_for="Who claims.", ask=["Your name?"], why=["Rule 3"], keys=[("F1", "Help")])
    )
    holder.resize(1366, 600)
    holder.show()
    assert not panel.folded
    holder.resize(1280, 600)
    qtbot.waitUntil(lambda: panel.folded)
    panel.toggle()
    assert not panel.folded
    holder.resize(1400, 600)
    qtbot.waitUntil(lambda: not panel.folded)
    panel.toggle()
    assert panel.folded
