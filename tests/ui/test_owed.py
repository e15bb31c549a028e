from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.ui.app.office_window import EXCHANGE
from desktop_app.ui.app.watch_setting import WatchDialog
from desktop_app.ui.screens.exchange.presenter import Lane
from desktop_app.ui.screens.owed.allowed import AllowedDialog
from desktop_app.ui.screens.owed.case_dialogs import ChangeDialog, ClosingDialog
from desktop_app.ui.screens.owed.models import OwedModel, Settling
from desktop_app.ui.screens.owed.questions import ExplanationQuestion, InformationQuestion
from desktop_app.ui.screens.owed.reminder import ReminderDialog
from desktop_app.ui.screens.owed.settling import LookDialog, SettleDialog
from desktop_app.ui.screens.owed.statistics import StatisticsDialog
from desktop_app.ui.screens.today.presenter import Filter
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.entry_list import EntryList
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.deadlines import within
from desktop_app.workflows.dispatch_bundle import to_send
from desktop_app.workflows.obligations import Direction, ObligationLine, Remedy, Standing
from desktop_app.workflows.receive_bundle import received
from desktop_app.workflows.watch_folder import WatchedFolder, watched
from tests.support.clips import clipped, doubled_letters
from tests.support.office_desks import busy_desk
from tests.support.office_stage import Stage
from tests.support.walks import wrong_of


@pytest.fixture
def stage(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    del qtbot
    stage = Stage(look, busy_desk(tmp_path / "desks"))
    stage.show((1366, 768))
    yield stage
    stage.close()
    stage.tasks.shutdown()


if TYPE_CHECKING:
    from desktop_app.ui.notices import Notice

T = TypeVar("T", bound=QDialog)


def open_dialog(stage: Stage, kind: type[T]) -> T:
    stage.settle()
    (dialog,) = [child for child in stage.window.findChildren(kind) if child.isVisible()]
    return dialog


def waits(stage: Stage, kind: MessageType) -> int:
    return sum(message.type is kind for line in to_send(stage.desk) for message in line.messages)


def test_an_overdue_certificate_is_reminded_from_today_by_the_keyboard_alone(stage: Stage, qtbot: QtBot) -> None:
    stage.window.go_to("today")
    stage.settle()
    stage.office.today_screen.focus_first()
    qtbot.keyClick(stage.office.today_screen.table, Qt.Key.Key_2)
    assert stage.office.today.filter is Filter.OVERDUE
    qtbot.keyClick(stage.office.today_screen.table, Qt.Key.Key_Return)
    dialog = open_dialog(stage, ReminderDialog)
    assert "overdue" in next(iter(dialog.lines.values())).text()
    assert dialog.act.hasFocus()
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    stage.settle()
    assert waits(stage, MessageType.REMINDER) == 1
    assert not [child for child in stage.window.findChildren(ReminderDialog) if child.isVisible()]


def test_the_page_lists_both_ways_the_longest_overdue_first(stage: Stage) -> None:
    stage.office.show_owed()
    stage.settle()
    lines = stage.office.owed.owed.lines
    assert {line.ours for line in lines} == {False}
    assert [line.days for line in lines] == sorted(line.days for line in lines)
    model = stage.office.owed_screen.table.model()
    assert isinstance(model, OwedModel)
    assert model.cell(0, 3).second == "15 days overdue"
    assert model.cell(0, 3).second_tone == "bad"
    assert model.cell(0, 4).button is not None


def test_filters_show_a_part(stage: Stage) -> None:
    stage.office.show_owed()
    stage.settle()
    stage.office.owed.choose_direction(Direction.OWED_BY_US)
    stage.settle()
    assert stage.office.owed.owed.lines == ()
    assert stage.office.owed_screen.empty.isVisible()
    stage.office.owed.choose_direction(Direction.ALL)
    stage.office.owed.choose_standing(Standing.OVERDUE)
    stage.office.owed.choose_office("GD-NIS")
    stage.settle()
    assert {line.partner_code for line in stage.office.owed.owed.lines} == {"GD-NIS"}


def test_f2_shows_the_history_and_whom_to_call_and_a_promise_is_kept(stage: Stage, qtbot: QtBot) -> None:
    stage.office.show_owed()
    stage.settle()
    qtbot.keyClick(stage.office.owed_screen.table, Qt.Key.Key_F2)
    look = open_dialog(stage, LookDialog)
    assert look.history.row_count() >= 1
    assert look.phone.text() == "Call National Insurance Corporation: 000 0000"
    look.ways[Settling.PROMISE].click()
    settle = open_dialog(stage, SettleDialog)
    settle.act.click()
    assert settle.day.finding.text.startswith("Enter the day")
    assert settle.heard.finding.text == "Enter who said so."
    promised = stage.desk.clock.today().replace(year=stage.desk.clock.today().year + 1)
    settle.day.set_text(promised.isoformat())
    settle.heard.set_text("A. Clerk, by phone")
    settle.act.click()
    stage.settle()
    assert ObligationState.PROMISED in {line.state for line in stage.office.owed.owed.lines}


def test_esc_leaves_everything_as_it_is(stage: Stage, qtbot: QtBot) -> None:
    stage.office.show_owed()
    stage.settle()
    before = stage.office.owed.owed.lines
    qtbot.keyClick(stage.office.owed_screen.table, Qt.Key.Key_Return)
    qtbot.keyClick(open_dialog(stage, ReminderDialog), Qt.Key.Key_Escape)
    stage.settle()
    assert stage.office.owed.owed.lines == before
    assert waits(stage, MessageType.REMINDER) == 0


def test_the_claim_says_what_is_most_urgent_and_reminds_by_one_button(stage: Stage) -> None:
    key = next(line.claim_key for line in _lines(stage) if line.remedy is Remedy.REMIND)
    stage.office.open_claim(key)
    stage.settle()
    strip = stage.office.claim_screen.owed
    assert strip.isVisible()
    assert "15 days overdue" in strip.words.text()
    strip.remedy.click()
    assert open_dialog(stage, ReminderDialog).lines
    open_dialog(stage, ReminderDialog).reject()
    strip.all.click()
    stage.settle()
    assert stage.office.owed_screen.title.text() == "Owed in this case"
    assert "VC-NIS (examines)" in stage.office.owed_screen.offices.text()
    stage.office.owed_screen.escape()
    assert stage.office.claim_screen.isVisible()


def _overdue_bundle(stage: Stage) -> tuple[EntryList, int]:
    """The list of what was sent, and the row of a bundle whose answer is overdue, which is not the current one."""
    stage.window.go_to(EXCHANGE)
    stage.office.exchange.show_lane(Lane.SENT)
    stage.settle()
    listed = stage.office.exchange_screen.list
    row = next(number for number, entry in enumerate(listed.entries) if entry.act)
    assert listed.entries[row].tone == "bad"
    assert listed.entries[row].act == "Remind…"
    return listed, row


def _act_of(listed: EntryList, row: int) -> QPoint:
    """A point on the button of an entry: at its right end, in the last of its three lines."""
    rect = listed.visualRect(listed.model().index(row, 0))
    return QPoint(rect.right() - 30, rect.bottom() - 15)


def test_an_overdue_answer_is_reminded_by_one_click_in_the_list_of_what_was_sent(stage: Stage, qtbot: QtBot) -> None:
    listed, row = _overdue_bundle(stage)
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=_act_of(listed, row))
    assert "overdue" in next(iter(open_dialog(stage, ReminderDialog).lines.values())).text()


def test_a_click_beside_the_button_only_chooses_the_bundle(stage: Stage, qtbot: QtBot) -> None:
    listed, row = _overdue_bundle(stage)
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=_act_of(listed, row) - QPoint(0, 40))
    stage.settle()
    assert listed.currentIndex().row() == row
    assert not stage.window.findChildren(ReminderDialog)


def test_an_overdue_answer_is_reminded_by_one_click_beside_the_bundle_it_answers(stage: Stage, qtbot: QtBot) -> None:
    listed, row = _overdue_bundle(stage)
    stage.office.exchange.choose(listed.entries[row].key)
    stage.settle()
    page = stage.office.exchange_screen.sending
    assert page.owed.isVisible()
    assert page.owed.says.words.text().endswith("Certificate of insurance periods, 8 days overdue")
    qtbot.mouseClick(page.remedy, Qt.MouseButton.LeftButton)
    assert open_dialog(stage, ReminderDialog).lines


@pytest.mark.parametrize("by", ["list", "page"])
def test_an_overdue_answer_is_reminded_from_the_exchange_by_the_keyboard_alone(
    stage: Stage, qtbot: QtBot, by: str
) -> None:
    listed, row = _overdue_bundle(stage)
    listed.choose(listed.entries[row].key)
    stage.office.exchange.choose(listed.entries[row].key)
    stage.settle()
    listed.setFocus()
    if by == "list":
        qtbot.keyClick(listed, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    else:
        alt_shift = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        wanted = stage.office.exchange_screen.sending.remedy_wanted
        with qtbot.waitSignal(wanted, timeout=2000):  # a shortcut presses a button a tenth of a second long
            qtbot.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_9, alt_shift)
    dialog = open_dialog(stage, ReminderDialog)
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    stage.settle()
    assert waits(stage, MessageType.REMINDER) == 1
    stage.office.exchange.show_lane(Lane.SENT)
    stage.settle()
    assert listed.entries[row].act == "Call them…", "a reminder is on its way"


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_what_else_is_overdue_in_the_claim_is_mended_by_one_click_too(stage: Stage, qtbot: QtBot, by: str) -> None:
    lines = [line for line in _lines(stage) if line.overdue and line.remedy is Remedy.REMIND]
    (key,) = {line.claim_key for line in lines}
    assert {line.partner_code for line in lines} == {"LC-NIC", "GD-NIS"}
    stage.office.open_claim(key)
    stage.settle()
    height = stage.window.height()
    strip = stage.office.claim_screen.owed
    (other,) = strip.others.values()
    first = strip.words.text()
    assert other.isVisible()
    assert other.text() == "Remind GD-NIS…"
    if by == "mouse":
        qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    else:
        other.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(other, Qt.Key.Key_Return)
    dialog = open_dialog(stage, ReminderDialog)
    assert "GD-NIS" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert clipped(strip) == []
    assert stage.window.height() == height, "the window does not grow with it"
    dialog.act.click()
    stage.settle()
    assert waits(stage, MessageType.REMINDER) == 1
    assert strip.words.text() == first, "what is most urgent is still so"
    assert [button.text() for button in strip.others.values()] == ["Call GD-NIS…"]


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (1.25, (1280, 680))])
def test_whatever_is_overdue_in_a_claim_has_its_button_however_much_it_is(
    stage: Stage, look: Look, scale: float, size: tuple[int, int]
) -> None:
    look.choose_scale(scale)
    stage.window.resize(*size)
    key = next(line.claim_key for line in _lines(stage) if line.overdue and line.remedy is Remedy.REMIND)
    desk = stage.desk
    others = ("AG-SSS", "BB-NIS", "BZ-SSB", "DM-DSS", "GY-NIS", "JM-NIS", "KN-SSB")
    day = desk.clock.today() - timedelta(days=40)
    with desk.store.act(verb="samples_made", user=desk.user.id, about=key, facts={}):
        for office in others:
            desk.store.obligations.add(
                claim_id=key,
                owed_by=office,
                owed_to=desk.office.code,
                kind=ObligationKind.INFO_REPLY.value,
                asked_message_id="00000000-0000-4000-8000-0000000000aa",
                asked_on=day,
                due_on=day,
            )
    stage.office.open_claim(key)
    for _turn in range(4):
        stage.settle()
    strip = stage.office.claim_screen.owed
    shown = {button.text() for button in strip.others.values() if button.isVisible()}
    named = [office for office in others if not any(office in words for words in shown)]
    assert len(named) <= 1, "at most the one that the first button is about"
    assert clipped(strip) == []
    for button in strip.others.values():
        corner = button.mapTo(strip, QPoint(button.width(), button.height()))
        assert strip.rect().contains(corner - QPoint(1, 1)), button.text()
    assert (stage.window.width(), stage.window.height()) == size


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (1.25, (1280, 680))])
def test_nothing_is_cut_off(stage: Stage, look: Look, scale: float, size: tuple[int, int]) -> None:
    look.choose_scale(scale)
    stage.window.resize(*size)
    key = next(line.claim_key for line in _lines(stage) if line.claim_key)
    for claim in ("", key):
        stage.office.show_owed(claim)
        stage.settle()
        assert clipped(stage.office.owed_screen) == []
        assert doubled_letters(stage.office.owed_screen) == []
        assert stage.window.width() == size[0]


def test_the_strip_of_a_claim_says_its_sentence_whole_in_the_smallest_window(stage: Stage, look: Look) -> None:
    look.choose_scale(1.25)
    stage.window.resize(1280, 680)
    stage.office.open_claim(next(line.claim_key for line in _lines(stage) if line.overdue))
    stage.settle()
    strip = stage.office.claim_screen.owed
    said = strip.words
    room = QRect(0, 0, said.width(), 10_000)
    needs = said.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, said.text())
    assert said.wordWrap()
    assert needs.height() <= said.height()
    assert (stage.window.width(), stage.window.height()) == (1280, 680)
    screen = stage.office.claim_screen
    assert screen.height() <= stage.window.height(), "the page scrolls below its head, not with it"


def _lines(stage: Stage) -> tuple[ObligationLine, ...]:
    stage.office.show_owed()
    stage.settle()
    return stage.office.owed.owed.lines


def _case(stage: Stage, act: str) -> None:
    key = next(line.claim_key for line in _lines(stage) if line.claim_key)
    stage.office.show_owed(key)
    stage.settle()
    stage.office.owed_screen.case_acts[act].click()
    stage.settle()


def test_a_death_is_told_to_the_offices_of_the_case(stage: Stage, qtbot: QtBot) -> None:
    _case(stage, "change")
    dialog = open_dialog(stage, ChangeDialog)
    dialog.act.click()
    assert dialog.kind.finding.text == "Choose one."
    dialog.kind.set_key("death")
    dialog.kind.chosen.emit("death")
    since = dialog.fields["since"]
    assert isinstance(since, DateField)
    since.set_text("1 Jan 2099")
    dialog.act.click()
    stage.settle()
    assert since.finding.text
    assert waits(stage, MessageType.CHANGE_NOTICE) == 0
    since.set_text("1 Aug 2014")
    dialog.fields["proof"].setFocus()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    stage.settle()
    assert waits(stage, MessageType.CHANGE_NOTICE) == 2


def test_information_is_asked_item_by_item_and_owed_from_then_on(stage: Stage, qtbot: QtBot) -> None:
    _case(stage, "information")
    dialog = open_dialog(stage, InformationQuestion)
    assert not doubled_letters(dialog)
    _choose(dialog.fields["office"], "LC-NIC")
    _choose(dialog.fields["1.code"], "address")
    dialog.act.click()
    assert _line_of(dialog, "1.why").finding.text == "Fill this in."
    _line_of(dialog, "1.why").set_text("To write to the claimant")
    qtbot.keyClick(dialog.adder, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.adder, Qt.Key.Key_Space)
    assert dialog.numbers == (1, 2, 3)
    assert not doubled_letters(dialog)
    dialog.remove_item(2)
    assert [block.name.text() for block in dialog.blocks] == ["Item 1 of 2", "Item 2 of 2"]
    _choose(dialog.fields["3.code"], "school_attendance")
    _line_of(dialog, "3.why").set_text("Article 20")
    needed = dialog.fields["3.needed_by"]
    assert isinstance(needed, DateField)
    needed.set_text("1 Jan 2010")
    dialog.act.click()
    stage.settle()
    assert needed.finding.text
    assert waits(stage, MessageType.INFO_REQUEST) == 0
    needed.set_text("1 Jan 2099")
    dialog.act.click()
    stage.settle()
    assert waits(stage, MessageType.INFO_REQUEST) == 1
    (line,) = [line for line in stage.office.owed.owed.lines if line.kind is ObligationKind.INFO_REPLY]
    assert [item.code for item in line.items] == ["address", "school_attendance"]


def test_several_rows_of_a_certificate_are_asked_about_at_once(stage: Stage) -> None:
    key = next(line.claim_key for line in _lines(stage) if line.claim_key)
    taken = next(line for line in received(stage.desk) if line.type is MessageType.PERIOD_CERTIFICATE)
    accept(stage.desk, taken.mailbox_id)
    stage.office.show_owed(key)
    stage.settle()
    stage.office.owed_screen.case_acts["explanation"].click()
    stage.settle()
    dialog = open_dialog(stage, ExplanationQuestion)
    assert not doubled_letters(dialog)
    dialog.message.set_key(dialog.message.combo.itemData(0))
    dialog.message.chosen.emit(dialog.message.key())
    first = dialog.fields["1.row"]
    assert isinstance(first, ChoiceField)
    assert first.combo.itemText(1) == "1994, Employed, 26 weeks"
    _choose(first, first.combo.itemData(1))
    _choose(dialog.fields["1.reason"], "entitlement")
    dialog.add_item()
    _choose(dialog.fields["2.row"], first.combo.itemData(2))
    overlap = dialog.fields["2.reason"]
    assert isinstance(overlap, ChoiceField)
    overlap.set_key("overlap")
    overlap.chosen.emit("overlap")
    dialog.act.click()
    stage.settle()
    assert dialog.says.text
    _choose(dialog.fields["2.other"], "VC")
    dialog.act.click()
    stage.settle()
    assert waits(stage, MessageType.CLARIFICATION) == 1


def test_one_kind_of_what_is_owed_is_shown_alone(stage: Stage) -> None:
    lines = _lines(stage)
    assert {line.kind for line in lines} == {ObligationKind.PERIOD_CERTIFICATE}
    assert not doubled_letters(stage.office.owed_screen)
    stage.office.owed_screen.kind.chosen.emit(ObligationKind.DECISION.value)
    stage.settle()
    assert stage.office.owed.owed.lines == ()
    assert stage.office.owed_screen.kind.combo.currentText() == "Decision"
    stage.office.owed_screen.kind.chosen.emit(ObligationKind.PERIOD_CERTIFICATE.value)
    stage.settle()
    assert stage.office.owed.owed.lines == lines
    stage.office.owed_screen.kind.chosen.emit("*")
    stage.settle()
    assert stage.office.owed.owed.lines == lines


def _line_of(dialog: InformationQuestion, name: str) -> LineField:
    field = dialog.fields[name]
    assert isinstance(field, LineField)
    return field


def test_a_case_is_closed_only_when_every_open_line_has_its_end(stage: Stage) -> None:
    _case(stage, "close")
    dialog = open_dialog(stage, ClosingDialog)
    names = [name for name in dialog.fields if name.startswith("end_")]
    assert len(names) == 2
    for name, key in (("reason", "withdrawn"), (names[0], "c:claim_withdrawn")):
        _choose(dialog.fields[name], key)
    dialog.act.click()
    assert dialog.fields[names[1]].finding.text == "Choose one."
    _choose(dialog.fields[names[1]], "c:claim_withdrawn")
    dialog.act.click()
    stage.settle()
    assert waits(stage, MessageType.CLOSE) == 2
    assert all(not line.open for line in stage.office.owed.owed.lines)


def _choose(field: QWidget, key: str) -> None:
    assert isinstance(field, ChoiceField)
    field.set_key(key)


def test_the_trace_log_is_exported_and_names_nobody(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.office.show_owed()
    stage.settle()
    stage.office.owed_screen.statistics.click()
    dialog = open_dialog(stage, StatisticsDialog)
    assert dialog.table.row_count() > 0
    assert wrong_of(dialog) == []
    assert doubled_letters(dialog) == []
    target = tmp_path / "trace.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    written = str(list(load_workbook(target).worksheets[0].iter_rows(values_only=True)))
    assert "LC-NIC" in written
    assert "Hendyce" not in written


def test_the_days_allowed_are_settled(stage: Stage) -> None:
    stage.office.show_owed()
    stage.settle()
    stage.office.owed_screen.deadlines.click()
    dialog = open_dialog(stage, AllowedDialog)
    dialog.kind.set_key("period_certificate")
    dialog.days.set_text("many")
    dialog.act.click()
    assert dialog.days.finding.text == "Enter the days as a whole number."
    dialog.days.set_text("21")
    dialog.act.click()
    stage.settle()
    assert within(stage.desk, "period_certificate", "LC").days == 21


def test_a_folder_is_watched_by_the_settings(stage: Stage, tmp_path: Path) -> None:
    stage.window.go_to("settings")
    stage.settle()
    stage.office.settings_screen.office.watch.click()
    dialog = open_dialog(stage, WatchDialog)
    dialog.folder.set_text(str(tmp_path / "nowhere"))
    dialog.act.click()
    stage.settle()
    assert dialog.says.text
    folder = tmp_path / "arriving"
    folder.mkdir()
    dialog.folder.set_text(str(folder))
    dialog.move_taken.setChecked(True)
    dialog.act.click()
    stage.settle()
    assert watched(stage.desk) == WatchedFolder(folder=folder, move=True)
    stage.office.watch.stop()


def test_a_stick_may_be_pulled_only_when_all_of_it_is_on_it(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Notice] = []
    stage.notices.shown.connect(said.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    stage.office.show_outgoing("LC-NIC")
    stage.settle()
    stage.office.exchange_screen.sending.to_stick.click()
    stage.settle()
    assert any("pull" in notice.happened and "stick" in notice.happened for notice in said)


def test_a_file_set_aside_that_nobody_can_open_says_so(stage: Stage) -> None:
    stage.window.go_to("exchange")
    stage.settle()
    refused = next(line for line in stage.office.exchange.lanes.received if line.type is None)
    stage.office.exchange.show_received(refused.mailbox_id)
    stage.settle()
    page = stage.office.exchange_screen.refused
    assert page.title.text() == "This file was refused"
    said: list[Notice] = []
    stage.notices.shown.connect(said.append)
    page.read.click()
    stage.settle()
    assert said


def test_what_is_done_less_often_in_a_case_stands_under_more(stage: Stage) -> None:
    screen = stage.office.owed_screen
    wanted: list[str] = []
    screen.case_act_wanted.disconnect()
    screen.case_act_wanted.connect(wanted.append)
    menu = screen.more_acts()
    assert not [each for each in menu.actions() if not each.text().count("&")]
    for action in menu.actions():
        action.trigger()
    assert wanted == ["correct", "dependency", "departure"]
