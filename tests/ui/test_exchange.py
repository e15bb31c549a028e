from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.domain.messages import MessageType, ReturnReason
from desktop_app.domain.offices import KeyCheck
from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notice, Notices
from desktop_app.ui.screens.exchange.changes import change_cells
from desktop_app.ui.screens.exchange.dialogs import LONGEST_NOTE, PasteDialog, RemarksDialog, ReturnDialog
from desktop_app.ui.screens.exchange.matching import NEW_PERSON
from desktop_app.ui.screens.exchange.models import due_words, next_words, size_words
from desktop_app.ui.screens.exchange.presenter import ExchangePresenter, Lane
from desktop_app.ui.screens.exchange.view import ExchangeScreen
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.cells import cell_width
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.table import CELL_ROLE
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import bundle_text, sent, to_send
from desktop_app.workflows.enter_claim import register_claim
from desktop_app.workflows.keep_offices import add_office
from desktop_app.workflows.open_claim import open_claim, start_claim
from desktop_app.workflows.receive_bundle import received
from desktop_app.workflows.send_claim import send_notices
from tests.support.claim_desks import registered, three_offices
from tests.support.clips import clipped
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.office_desks import MARLON, a_stranger, busy_desk
from tests.support.office_stage import settle


class Exchange:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tasks = InlineTasks(desk)
        self.notices = Notices()
        self.said: list[Notice] = []
        self.notices.shown.connect(self.said.append)
        self.presenter = ExchangePresenter(self.tasks, self.notices)
        self.screen = ExchangeScreen(self.presenter)
        self.screen.resize(1286, 688)

    def begin(self) -> None:
        self.screen.show()
        self.screen.activateWindow()
        self.presenter.load()
        self.settle()

    def settle(self) -> None:
        settle(self.tasks)

    def show(self, kind: MessageType) -> None:
        line = next(line for line in self.presenter.lanes.received if line.type is kind)
        self.presenter.show_received(line.mailbox_id)
        self.settle()

    def states(self) -> dict[MessageType | None, str]:
        return {line.type: line.state for line in received(self.desk)}


@pytest.fixture
def exchange(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Exchange]:
    del look
    exchange = Exchange(busy_desk(tmp_path / "desks"))
    qtbot.addWidget(exchange.screen)
    exchange.begin()
    yield exchange
    exchange.tasks.shutdown()


def test_the_lanes_count_what_waits(exchange: Exchange) -> None:
    waiting = {lane: exchange.presenter.waiting(lane) for lane in Lane}
    assert waiting == {Lane.TO_SEND: 2, Lane.SENT: 2, Lane.RECEIVED: 2}


def test_looking_at_a_bundle_changes_nothing(exchange: Exchange) -> None:
    before = exchange.states()
    exchange.show(MessageType.PERIOD_CERTIFICATE)
    page = exchange.screen.received
    assert page.pill.text == "Nothing has been changed yet"
    assert page.signature.main.text() == "Good: signed by LC-NIC"
    assert page.says.table is not None
    assert page.says.table.row_count() == 8
    assert page.changes.row_count() > 4
    assert exchange.states() == before


def test_the_checks_of_a_certificate_are_said(exchange: Exchange) -> None:
    exchange.show(MessageType.PERIOD_CERTIFICATE)
    assert "Rows add up to the total of 296 weeks." in exchange.screen.received.says.checks.lines()


def test_nothing_is_decided_about_a_bundle_that_is_chosen_and_not_shown_yet(exchange: Exchange) -> None:
    exchange.show(MessageType.PERIOD_CERTIFICATE)
    before = exchange.states()
    other = next(line for line in exchange.presenter.lanes.received if line.type is MessageType.CLAIM_NOTICE)
    exchange.presenter.choose(str(other.mailbox_id))
    exchange.presenter.accept()
    exchange.presenter.send_back(ReturnReason.LEGAL_BAR, "")
    exchange.settle()
    assert exchange.states() == before


def test_accepting_keeps_the_certificate_and_says_so(exchange: Exchange, qtbot: QtBot) -> None:
    exchange.show(MessageType.PERIOD_CERTIFICATE)
    exchange.screen.received.accept.setFocus()
    qtbot.keyClick(exchange.screen.received.accept, Qt.Key.Key_Space)
    exchange.settle()
    assert exchange.states()[MessageType.PERIOD_CERTIFICATE] == "accepted"
    assert exchange.said[-1].level == "ok"
    assert not exchange.screen.received.accept.isVisible()
    assert exchange.screen.received.pill.text == "Accepted"


def test_remarks_go_with_the_acceptance(exchange: Exchange) -> None:
    exchange.show(MessageType.PERIOD_CERTIFICATE)
    exchange.screen.received.with_remarks.click()
    dialog = exchange.screen.findChild(RemarksDialog)
    assert dialog is not None
    dialog.act.click()
    assert dialog.isVisible()
    assert dialog.first_field.finding.text
    dialog.first_field.set_text("The employer of 1995 is another one")
    dialog.add_row()
    dialog.act.click()
    exchange.settle()
    assert exchange.states()[MessageType.PERIOD_CERTIFICATE] == "accepted_with_remarks"


def test_a_return_needs_its_reason_and_applies_nothing(exchange: Exchange) -> None:
    exchange.show(MessageType.CLAIM_NOTICE)
    exchange.screen.received.give_back.click()
    dialog = exchange.screen.findChild(ReturnDialog)
    assert dialog is not None
    dialog.act.click()
    assert dialog.isVisible()
    dialog.note_edit.setPlainText("x" * (LONGEST_NOTE + 1))
    dialog.reason_field.set_key(ReturnReason.PERSON_NOT_KNOWN.value)
    dialog.act.click()
    assert "1 characters too long" in dialog.says.text
    dialog.note_edit.setPlainText("no such person")
    dialog.act.click()
    exchange.settle()
    assert exchange.states()[MessageType.CLAIM_NOTICE] == "returned"
    assert any(message.type is MessageType.RETURN for line in to_send(exchange.desk) for message in line.messages)


def test_a_new_claim_opens_here_when_it_is_accepted(exchange: Exchange) -> None:
    exchange.show(MessageType.CLAIM_NOTICE)
    assert not exchange.screen.received.matching.isVisible()
    exchange.screen.received.accept.click()
    exchange.settle()
    view = exchange.screen.received.view
    assert view is not None
    assert view.claim is not None
    assert open_claim(exchange.desk, view.claim.id).claimant.surname == "Ollivierre"


def test_a_likely_match_is_shown_side_by_side_and_wants_a_choice_with_its_reason(
    look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    del look
    desk = busy_desk(tmp_path)
    register_claim(desk, start_claim(desk).key, MARLON)
    exchange = Exchange(desk)
    qtbot.addWidget(exchange.screen)
    exchange.begin()
    exchange.show(MessageType.CLAIM_NOTICE)
    page = exchange.screen.received
    assert page.matching.isVisible()
    assert not page.accept.isEnabled()
    known = next(key for key in page.matching.choices if key != NEW_PERSON)
    page.matching.choices[known].click()
    assert not page.accept.isEnabled()
    page.matching.reason.edit.setFocus()
    qtbot.keyClicks(page.matching.reason.edit, "same number and birth date")
    assert page.accept.isEnabled()
    page.accept.click()
    exchange.settle()
    view = page.view
    assert view is not None
    assert view.claim is not None
    assert view.claim.person_id == known
    exchange.tasks.shutdown()


def test_a_bundle_of_an_office_whose_key_was_not_compared_can_be_read_and_not_accepted(
    look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    del look
    ours, stranger = desk_of("VC", Places.at(tmp_path / "VC")), a_stranger(tmp_path)
    exchange = Exchange(ours)
    qtbot.addWidget(exchange.screen)
    exchange.begin()
    add_office(ours, stranger.card)
    (tmp_path / "a.cass").write_bytes(stranger.bundle_for(ours))
    exchange.presenter.open_files([tmp_path / "a.cass"])
    exchange.settle()
    page = exchange.screen.received
    assert page.compare.isVisible()
    assert not page.accept.isEnabled()
    asked: list[str] = []
    exchange.presenter.office_wanted.connect(asked.append)
    page.compare.click()
    assert asked == [stranger.code]
    exchange.tasks.shutdown()
    stranger.close()


def test_a_refused_file_is_listed_with_what_to_do(exchange: Exchange, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"not a bundle at all")
    exchange.presenter.open_files([path])
    exchange.settle()
    assert exchange.said[-1].level == "bad"
    refused = next(line for line in exchange.presenter.lanes.received if line.state == "refused")
    exchange.presenter.show_received(refused.mailbox_id)
    exchange.settle()
    assert exchange.screen.stack.currentWidget() is exchange.screen.refused
    assert exchange.screen.refused.happened.text()
    assert exchange.screen.refused.do.text()


def test_a_file_that_cannot_be_read_is_said(exchange: Exchange, tmp_path: Path) -> None:
    exchange.presenter.open_files([tmp_path / "gone.cass"])
    exchange.settle()
    assert exchange.said[-1].level == "bad"


def test_saving_for_the_mail_writes_the_bundle_and_shows_what_to_write(
    exchange: Exchange, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange.presenter.show_outgoing("LC-NIC")
    exchange.settle()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    exchange.screen.sending.for_mail.click()
    exchange.settle()
    line = sent(exchange.desk)[0]
    assert line.state == "handed_over"
    assert (tmp_path / line.file_name).stat().st_size == line.size
    assert exchange.presenter.lane is Lane.SENT
    assert line.file_name in exchange.screen.sending.mail_words.text()
    assert "desk@lc-nic.example" in exchange.screen.sending.mail_words.text()


def test_a_choice_that_is_called_off_seals_nothing(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    exchange.presenter.show_outgoing("LC-NIC")
    exchange.settle()
    before = len(sent(exchange.desk))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    exchange.screen.sending.for_mail.click()
    exchange.settle()
    assert len(sent(exchange.desk)) == before


def test_a_folder_that_refuses_leaves_the_bundle_to_be_saved_again(exchange: Exchange, tmp_path: Path) -> None:
    exchange.presenter.show_outgoing("LC-NIC")
    exchange.settle()
    exchange.presenter.seal_and_write(tmp_path / "no-such-stick", "stick")
    exchange.settle()
    assert exchange.said[-1].level == "bad"
    assert sent(exchange.desk)[0].state == "sealed"
    exchange.presenter.write_again(tmp_path, "stick")
    exchange.settle()
    assert sent(exchange.desk)[0].state == "handed_over"


def test_the_text_form_is_put_on_the_clipboard_and_opens_at_the_other_office(
    look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    del look
    offices = three_offices(tmp_path)
    key = registered(offices)
    send_notices(offices.vc, key, ("LC",))
    here, there = Exchange(offices.vc), Exchange(offices.lc)
    for exchange in (here, there):
        qtbot.addWidget(exchange.screen)
        exchange.begin()
    here.presenter.show_outgoing("LC-NIC")
    here.settle()
    here.screen.sending.copy_text.click()
    here.settle()
    text = QGuiApplication.clipboard().text()
    assert text == bundle_text(offices.vc, sent(offices.vc)[0].bundle_id)
    there.screen.paste.click()
    dialog = there.screen.findChild(PasteDialog)
    assert dialog is not None
    dialog.act.click()
    assert dialog.says.text
    dialog.edit.setPlainText(f"Dear colleagues,\n\n{text}\n\nKind regards")
    dialog.act.click()
    there.settle()
    assert there.screen.received.title.text() == "Notification of claim received"
    here.tasks.shutdown()
    there.tasks.shutdown()
    offices.gd.close()


def test_nothing_leaves_for_an_office_whose_key_was_not_compared(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    del look
    offices = three_offices(tmp_path)
    send_notices(offices.vc, registered(offices), ("LC",))
    known = offices.vc.store.offices.get("LC-NIC")
    assert known is not None
    with offices.vc.store.act(verb="samples_made", user=offices.vc.user.id, about="LC-NIC", facts={}):
        offices.vc.store.offices.put(replace(known, check=KeyCheck.NOT_YET))
    exchange = Exchange(offices.vc)
    qtbot.addWidget(exchange.screen)
    exchange.begin()
    exchange.presenter.show_outgoing("LC-NIC")
    exchange.settle()
    page = exchange.screen.sending
    assert page.compare.isVisible()
    assert not page.for_mail.isEnabled()
    exchange.tasks.shutdown()


def test_the_list_is_worked_by_keyboard(exchange: Exchange, qtbot: QtBot) -> None:
    listing = exchange.screen.list
    listing.setFocus()
    listing.setCurrentIndex(listing.model().index(0, 0))
    exchange.settle()
    qtbot.keyClick(listing, Qt.Key.Key_Down)
    exchange.settle()
    assert exchange.presenter.chosen == listing.entries[1].key
    qtbot.keyClick(exchange.screen.tabs, Qt.Key.Key_Left)
    exchange.settle()
    assert exchange.presenter.lane is Lane.SENT


def test_ctrl_enter_presses_the_filled_button(exchange: Exchange) -> None:
    exchange.show(MessageType.PERIOD_CERTIFICATE)
    exchange.screen.primary_action()
    exchange.settle()
    assert exchange.states()[MessageType.PERIOD_CERTIFICATE] == "accepted"


def test_the_list_keeps_what_qt_expects_of_a_model(exchange: Exchange, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(exchange.screen.list.model())


def test_an_entry_says_all_it_shows_to_a_screen_reader(exchange: Exchange) -> None:
    spoken = [entry.spoken for entry in exchange.screen.list.entries]
    assert any("LC" in words and "To check" in words and "Hendyce" in words for words in spoken)


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1286), (1.25, 1266), (1.25, 1180)])
def test_nothing_is_cut_off(exchange: Exchange, look: Look, scale: float, width: int) -> None:
    look.choose_scale(scale)
    exchange.screen.resize(width, 600)
    for lane in Lane:
        exchange.presenter.show_lane(lane)
        exchange.settle()
        assert exchange.screen.width() == width
        assert clipped(exchange.screen) == []


@pytest.mark.parametrize(
    ("size", "words"), [(300, "0.3 KB"), (2692, "2.6 KB"), (219_136, "214 KB"), (7_000_000, "6.7 MB")]
)
def test_sizes_are_said_shortly(size: int, words: str) -> None:
    assert size_words(size) == words


def test_where_a_bundle_comes_from_is_said_in_full_and_its_key_in_all_eight_words(exchange: Exchange) -> None:
    exchange.show(MessageType.CLAIM_NOTICE)
    page = exchange.screen.received
    said = [label.text() for label in page.origin.findChildren(QLabel)]
    assert "Castries, Saint Lucia  ·  office LC-NIC" in said
    words = "  ".join(page.view.words)
    assert len(page.view.words) == 8
    (shown,) = [label for label in page.signature.findChildren(QLabel) if label.text() == words]
    assert shown.isVisible()
    assert shown.accessibleName() == f"Its key in words: {words}"


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1366), (1.0, 1280), (1.25, 1366), (1.25, 1280)])
def test_no_date_employer_or_number_is_cut_in_a_bundle(
    exchange: Exchange, look: Look, scale: float, width: int
) -> None:
    look.choose_scale(scale)
    exchange.screen.resize(width - look.dp(80), 660)
    for kind in (MessageType.CLAIM_NOTICE, MessageType.PERIOD_CERTIFICATE):
        exchange.show(kind)
        for table in exchange.screen.received.findChildren(ShortTable):
            if not table.isVisible():
                continue
            model = table.model()
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    cell = model.index(row, column).data(CELL_ROLE)
                    longest = {
                        part: max(getattr(cell, part).split(), key=len, default="") for part in ("text", "second")
                    }
                    alone = replace(cell, **longest, wrap=False) if cell.wrap else cell
                    assert cell_width(look, alone, padding=table.cell_padding) <= table.columnWidth(column), cell.words


def test_the_changes_name_which_message_of_ours_and_each_change_once(exchange: Exchange) -> None:
    exchange.show(MessageType.PERIOD_CERTIFICATE)
    changes = exchange.screen.received.view.changes
    assert len(changes) == len(set(changes))
    cells = {row[0].text: row for row in map(change_cells, changes)}
    assert "Our notification of claim" in cells
    assert cells["Our notification of claim"][2].text == "Registered there"
    assert cells["Certificate of LC"][2].text == "version 1"
    assert cells["Certificate of LC"][0].second.startswith("LC-2014-")


def test_a_sent_bundle_says_by_when_the_reply_is_due_and_what_is_awaited(exchange: Exchange) -> None:
    exchange.presenter.show_lane(Lane.SENT)
    exchange.settle()
    line = exchange.presenter.sent_line
    page = exchange.screen.sending
    said = " ".join(label.text() for label in page.way.findChildren(QLabel) if label.isVisible())
    assert due_words(line.due, exchange.presenter.lanes.today) in said
    assert next_words(line) in said
    assert exchange.screen.list.entries[0].state.startswith("Overdue since ")
    assert page.for_mail.accessibleName() == "Save again for e-mail"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (3, "Reply wanted by 17 Jul 2014, in 3 days"),
        (1, "Reply wanted by 15 Jul 2014, in 1 day"),
        (0, "Reply wanted by 14 Jul 2014, today"),
        (-2, "Reply wanted by 12 Jul 2014, 2 days overdue"),
    ],
)
def test_a_due_day_is_said_with_the_days_that_are_left(days: int, words: str) -> None:
    today = date(2014, 7, 14)
    assert due_words(today + timedelta(days=days), today) == words
    assert due_words(None, today) == ""


def test_the_same_bundle_is_saved_again_byte_for_byte(
    exchange: Exchange, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange.presenter.show_lane(Lane.SENT)
    exchange.settle()
    saved = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, folder=folder: str(folder))
        exchange.screen.sending.for_mail.click()
        exchange.settle()
        (file,) = folder.iterdir()
        saved.append(file.read_bytes())
    assert saved[0] == saved[1]
