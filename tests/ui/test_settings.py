from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.proposals import ProposalStatus
from desktop_app.domain.users import Role
from desktop_app.foundation.problems import CaseProblem
from desktop_app.ui.app.key_setting import KeyAgeDialog
from desktop_app.ui.notices import Notice, Notices
from desktop_app.ui.screens.owed.allowed import AllowedDialog
from desktop_app.ui.screens.owed.statistics import StatisticsDialog
from desktop_app.ui.screens.settings.point_dialogs import ProposeDialog, RemarkDialog, TakeBackDialog
from desktop_app.ui.screens.settings.point_page import setting_lines
from desktop_app.ui.screens.settings.presenter import APPEARANCE, OFFICE, POINT, USERS, SettingsPresenter
from desktop_app.ui.screens.settings.signing_dialog import SigningDialog
from desktop_app.ui.screens.settings.user_dialogs import (
    AddUserDialog,
    ChangeUserDialog,
    DeactivateDialog,
    PassphraseDialog,
)
from desktop_app.ui.screens.settings.view import SettingsScreen
from desktop_app.ui.screens.sign_in.change_passphrase import ChangePassphraseDialog
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.second_person import SecondPersonDialog
from desktop_app.workflows.keep_users import add_user, change_user, users
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.own_keys import set_key_years
from desktop_app.workflows.propose import accept, waiting_proposals
from desktop_app.workflows.settle_points import office_settings
from desktop_app.workflows.signatures import SignedAs, signed_as
from tests.support.claim_desks import three_offices
from tests.support.clips import clipped, doubled_letters
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import Stage, settle
from tests.support.two_persons import CHEAP, PASSPHRASES, Desks, proposed, set_up

VESTED = f"{POINT}vested_state"
ON = date(2026, 3, 2)
D = TypeVar("D", bound=QDialog)


class Page:
    """Settings over a real desk, as one person sees it."""

    def __init__(self, desks: Desks, login: str) -> None:
        self.desks = desks
        self.tasks = InlineTasks(desks.as_user(login))
        self.notices = Notices()
        self.said: list[Notice] = []
        self.notices.shown.connect(self.said.append)
        self.presenter = SettingsPresenter(self.tasks, self.notices)
        self.screen = SettingsScreen(self.presenter)
        self.screen.resize(1286, 640)
        self.screen.show()
        self.screen.activateWindow()
        self.presenter.load()
        self.settle()

    def settle(self) -> None:
        settle(self.tasks)

    def show(self, key: str) -> None:
        self.presenter.choose(key)
        self.settle()

    def click(self, button: QPushButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        button.click()
        self.settle()

    def dialog(self, kind: type[D]) -> D:
        (found,) = [dialog for dialog in self.screen.findChildren(kind) if dialog.isVisible()]
        return found

    def asks(self, kind: type[QDialog]) -> bool:
        return any(dialog.isVisible() for dialog in self.screen.findChildren(kind))

    @property
    def held(self) -> dict[str, str]:
        return dict(office_settings(self.desks.desk, ON).options)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = set_up(tmp_path, "hubert", "dora", "marlon")
    yield made
    made.close()


@pytest.fixture
def page_of(look: Look, qtbot: QtBot, desks: Desks) -> Callable[[str], Page]:
    del look

    def make(login: str) -> Page:
        page = Page(desks, login)
        qtbot.addWidget(page.screen)
        return page

    return make


def test_the_parts_are_gone_through_by_keyboard(page_of: Callable[[str], Page], qtbot: QtBot) -> None:
    page = page_of("hubert")
    page.screen.focus_first()
    screen = page.screen
    shown = [screen.stack.currentWidget()]
    while shown[-1] is not screen.point:
        qtbot.keyClick(page.screen.list, Qt.Key.Key_Down)
        page.settle()
        assert screen.stack.currentWidget() is not shown[-1]
        shown.append(screen.stack.currentWidget())
    parts = [screen.office, screen.users, screen.backups, screen.keeping, screen.practice, screen.appearance]
    assert [part for part in shown if part in parts] == parts
    assert screen.journal in shown
    assert screen.point.title.text() == "Met on own weeks: what is paid"
    qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    assert screen.point.propose.hasFocus()
    screen.escape()
    assert screen.list.hasFocus()


def test_a_point_says_what_holds_what_the_default_is_and_where_it_comes_from(page_of: Callable[[str], Page]) -> None:
    page = page_of("hubert")
    page.show(VESTED)
    point = page.screen.point
    assert point._now.main.text() == "The higher of local and actual amount"
    assert "Grade ?" in point._default._lines[0].text()
    assert "World Bank" in point._source_lines.text()
    assert not point.take_back.isVisible()
    assert not point._history.isVisible()


def test_a_change_is_proposed_with_option_day_law_and_reason(page_of: Callable[[str], Page], qtbot: QtBot) -> None:
    page = page_of("hubert")
    page.show(VESTED)
    page.screen.primary_action()
    dialog = page.dialog(ProposeDialog)
    dialog.act.click()
    assert dialog.isVisible()
    assert "Choose how" in dialog.says.text
    assert dialog.reason.finding.text
    assert dialog.legal_reference.finding.text
    dialog.options["local"].radio.setFocus()
    qtbot.keyClick(dialog.options["local"].radio, Qt.Key.Key_Space)
    dialog.valid_from.edit.clear()
    qtbot.keyClicks(dialog.valid_from.edit, "1/1/2026")
    qtbot.keyClicks(dialog.legal_reference.edit, "Circular 9")
    qtbot.keyClicks(dialog.reason.edit, "Board")
    qtbot.keyClick(dialog.reason.edit, Qt.Key.Key_Return)
    page.settle()
    assert not page.asks(ProposeDialog)
    (view,) = waiting_proposals(page.desks.desk)
    assert (view.proposal.legal_reference, view.proposal.valid_from) == ("Circular 9", date(2026, 1, 1))
    assert len(page.screen.point.waiting) == 1
    assert not page.screen.point.propose.isEnabled()
    assert page.held == {}


def test_the_second_person_accepts_at_the_same_desk_after_a_wrong_passphrase(
    page_of: Callable[[str], Page], desks: Desks, qtbot: QtBot
) -> None:
    proposed(desks.as_user("hubert"))
    page = page_of("hubert")
    page.show(VESTED)
    card = page.screen.point.waiting[0]
    assert not card.accept.isVisible()
    assert "yourself" in card.hint.text()
    page.screen.primary_action()
    dialog = page.dialog(SecondPersonDialog)
    assert dialog.focusWidget() is dialog.login.edit
    dialog.act.click()
    assert dialog.login.finding.text
    qtbot.keyClicks(dialog.login.edit, "dora")
    qtbot.keyClicks(dialog.passphrase.edit, "not the right one")
    dialog.act.click()
    page.settle()
    assert dialog.passphrase.finding.text
    assert dialog.passphrase.text() == ""
    qtbot.keyClicks(dialog.passphrase.edit, PASSPHRASES["dora"])
    qtbot.keyClick(dialog.passphrase.edit, Qt.Key.Key_Return)
    page.settle()
    assert not page.asks(SecondPersonDialog)
    assert page.held == {"vested_state": "local"}
    assert page.screen.point._now.main.text() == "The local amount"
    assert page.screen.point.pill.text == "Settled by the office"
    assert page.screen.point.table.row_count() == 1
    assert page.tasks._desk.user.name == "Hubert Sample-Head"


def test_who_proposed_is_refused_at_the_own_desk_in_words(
    page_of: Callable[[str], Page], desks: Desks, qtbot: QtBot
) -> None:
    proposed(desks.as_user("hubert"))
    page = page_of("hubert")
    page.show(VESTED)
    page.click(page.screen.point.waiting[0].beside)
    dialog = page.dialog(SecondPersonDialog)
    qtbot.keyClicks(dialog.login.edit, "hubert")
    qtbot.keyClicks(dialog.passphrase.edit, PASSPHRASES["hubert"])
    dialog.act.click()
    page.settle()
    assert dialog.isVisible()
    assert "two persons" in dialog.says.text
    dialog.reject()
    assert page.held == {}


def test_the_second_person_at_the_desk_refuses_with_a_reason(
    page_of: Callable[[str], Page], desks: Desks, qtbot: QtBot
) -> None:
    proposal = proposed(desks.as_user("hubert"))
    page = page_of("hubert")
    page.show(VESTED)
    page.click(page.screen.point.waiting[0].beside)
    dialog = page.dialog(SecondPersonDialog)
    qtbot.keyClicks(dialog.login.edit, "dora")
    qtbot.keyClicks(dialog.passphrase.edit, PASSPHRASES["dora"])
    dialog.refuse.click()
    assert dialog.remark.finding.text
    qtbot.keyClicks(dialog.remark.edit, "Not what it says")
    dialog.refuse.click()
    page.settle()
    assert desks.desk.store.proposals.get(proposal.id).status is ProposalStatus.REFUSED
    assert page.screen.point.waiting == []


def test_the_second_person_signed_in_accepts_or_refuses(page_of: Callable[[str], Page], desks: Desks) -> None:
    proposed(desks.as_user("hubert"))
    page = page_of("dora")
    page.show(VESTED)
    card = page.screen.point.waiting[0]
    assert not card.withdraw.isVisible()
    assert not card.beside.isVisible()
    page.click(card.refuse)
    asked = page.dialog(RemarkDialog)
    asked.act.click()
    assert asked.line.finding.text == "Say why."
    asked.reject()
    page.click(card.accept)
    page.dialog(RemarkDialog).act.click()
    page.settle()
    assert page.held == {"vested_state": "local"}
    assert page.said[-1].level == "ok"


def test_who_proposed_withdraws(page_of: Callable[[str], Page], desks: Desks) -> None:
    proposal = proposed(desks.as_user("marlon"))
    page = page_of("marlon")
    page.show(VESTED)
    page.click(page.screen.point.waiting[0].withdraw)
    page.dialog(RemarkDialog).act.click()
    page.settle()
    assert desks.desk.store.proposals.get(proposal.id).status is ProposalStatus.WITHDRAWN


def test_what_holds_is_taken_back_by_two_persons(page_of: Callable[[str], Page], desks: Desks) -> None:
    accept(desks.as_user("dora"), proposed(desks.as_user("hubert")).id)
    page = page_of("dora")
    page.show(VESTED)
    page.click(page.screen.point.take_back)
    dialog = page.dialog(TakeBackDialog)
    dialog.line.set_text("The Board changed its mind")
    dialog.act.click()
    page.settle()
    assert page.held == {"vested_state": "local"}
    assert page.screen.point.waiting[0].what == "Take back: The local amount, from 1 Jan 2026"
    assert not page.screen.point.take_back.isEnabled()
    assert not page.screen.point.waiting[0].accept.isVisible()
    other = page_of("hubert")
    other.show(VESTED)
    other.click(other.screen.point.waiting[0].accept)
    other.dialog(RemarkDialog).act.click()
    other.settle()
    assert other.held == {}
    assert other.screen.point.table.row_count() == 2


def test_a_desk_without_a_second_person_offers_to_add_one(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    del look
    alone = set_up(tmp_path / "alone")
    proposed(alone.desk)
    page = Page(alone, "carlotta")
    qtbot.addWidget(page.screen)
    page.show(VESTED)
    card = page.screen.point.waiting[0]
    assert "you hold both roles" in card.hint.text()
    page.click(card.add_user)
    assert page.asks(AddUserDialog)
    page.dialog(AddUserDialog).reject()
    alone.close()


def test_who_works_alone_accepts_by_the_own_passphrase_and_the_page_says_so(
    look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    del look
    alone = set_up(tmp_path / "alone")
    proposed(alone.desk)
    page = Page(alone, "carlotta")
    qtbot.addWidget(page.screen)
    page.show(VESTED)
    card = page.screen.point.waiting[0]
    assert not card.accept.isVisible()
    page.click(card.beside)
    dialog = page.dialog(SecondPersonDialog)
    assert dialog.windowTitle() == "Both roles in one hand"
    dialog.login.set_text("carlotta")
    dialog.passphrase.set_text(PASSPHRASES["carlotta"])
    dialog.act.click()
    page.settle()
    view = page.presenter.point
    assert view is not None
    assert view.in_force is not None
    assert "who holds both roles" in setting_lines(view.in_force)[1]
    alone.close()


def test_a_user_is_added_with_a_passphrase_of_their_own(
    page_of: Callable[[str], Page], desks: Desks, qtbot: QtBot
) -> None:
    page = page_of("hubert")
    page.show(USERS)
    page.screen.primary_action()
    page.settle()
    dialog = page.dialog(AddUserDialog)
    dialog.act.click()
    assert dialog.name.finding.text
    assert dialog.passphrase.first.finding.text
    qtbot.keyClicks(dialog.name.edit, "Ines Sample")
    qtbot.keyClicks(dialog.login.edit, "hubert")
    dialog.role.set_key(Role.APPROVER.value)
    for field in (dialog.passphrase.first, dialog.passphrase.repeat):
        qtbot.keyClicks(field.edit, "mango ferry candle drum")
    dialog.act.click()
    page.settle()
    assert dialog.isVisible()
    assert dialog.says.text
    dialog.login.edit.clear()
    qtbot.keyClicks(dialog.login.edit, "ines")
    dialog.act.click()
    page.settle()
    assert not page.asks(AddUserDialog)
    line = next(line for line in users(desks.desk).lines if line.login == "ines")
    assert (line.user.name, line.user.role, line.one_time) == ("Ines Sample", Role.APPROVER, False)
    assert page.screen.users.table.row_count() == 5


def test_a_passphrase_for_one_use_is_shown_once_and_must_be_changed(
    page_of: Callable[[str], Page], desks: Desks, look: Look, qtbot: QtBot
) -> None:
    page = page_of("hubert")
    page.show(USERS)
    page.screen.users.table.choose_row([line.login for line in users(desks.desk).lines].index("dora"))
    page.click(page.screen.users.passphrase)
    dialog = page.dialog(PassphraseDialog)
    dialog.passphrase.given.radio.click()
    words = dialog.passphrase.words.text()
    assert dialog.passphrase.words.edit.isReadOnly()
    assert len(words.split()) == 5
    dialog.act.click()
    page.settle()
    assert words not in [edit.text() for edit in page.screen.findChildren(QLineEdit)]
    places, clock = desks.desk.places, desks.clock
    desks.desk.close()
    desks.desk = sign_in(places, clock, "dora", words)
    stage = Stage(look, desks.desk)
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.office.begin(None)
    stage.settle()
    assert [dialog for dialog in stage.window.findChildren(ChangePassphraseDialog) if dialog.isVisible()]
    stage.close()


def test_name_and_role_are_changed_the_own_ones_in_the_window_at_once(
    page_of: Callable[[str], Page], desks: Desks
) -> None:
    page = page_of("carlotta")
    page.show(USERS)
    page.click(page.screen.users.change)
    dialog = page.dialog(ChangeUserDialog)
    dialog.name.set_text("Carlotta B. Browne")
    assert dialog.role.further == (Role.CLERK,)
    dialog.role.others[Role.HEAD].set_checked(True)
    dialog.act.click()
    page.settle()
    assert "Nobody gives a role to themselves" in dialog.says.text
    dialog.role.others[Role.HEAD].set_checked(False)
    dialog.role.others[Role.CLERK].set_checked(False)
    dialog.act.click()
    page.settle()
    assert page.tasks._desk.user.roles == (Role.ADMINISTRATOR,)
    assert desks.user("carlotta").name == "Carlotta B. Browne"


def test_one_person_is_given_several_roles_an_auditor_none_beside(page_of: Callable[[str], Page], desks: Desks) -> None:
    page = page_of("carlotta")
    page.show(USERS)
    page.screen.users.table.choose_row([line.login for line in users(desks.desk).lines].index("marlon"))
    page.click(page.screen.users.change)
    dialog = page.dialog(ChangeUserDialog)
    dialog.role.set_key(Role.AUDITOR.value)
    dialog.role.chosen.emit(Role.AUDITOR.value)
    assert not any(line.isVisible() for line in dialog.role.others.values())
    dialog.role.set_key(Role.CLERK.value)
    dialog.role.chosen.emit(Role.CLERK.value)
    assert not dialog.role.others[Role.CLERK].isVisible()
    dialog.role.others[Role.APPROVER].set_checked(True)
    dialog.act.click()
    page.settle()
    assert desks.user("marlon").roles == (Role.CLERK, Role.APPROVER)


def test_the_last_who_keeps_the_users_is_refused_in_words(page_of: Callable[[str], Page], desks: Desks) -> None:
    hubert = desks.user("hubert")
    change_user(desks.desk, hubert.id, name=hubert.name, role=Role.CLERK)
    page = page_of("carlotta")
    page.show(USERS)
    page.click(page.screen.users.change)
    dialog = page.dialog(ChangeUserDialog)
    dialog.role.set_key(Role.CLERK.value)
    dialog.act.click()
    page.settle()
    assert dialog.isVisible()
    assert "last one" in dialog.says.text


def test_a_user_leaves_and_is_let_in_again(page_of: Callable[[str], Page], desks: Desks) -> None:
    page = page_of("hubert")
    page.show(USERS)
    table = page.screen.users.table
    table.choose_row([line.login for line in users(desks.desk).lines].index("marlon"))
    page.click(page.screen.users.leave)
    page.dialog(DeactivateDialog).act.click()
    page.settle()
    assert desks.desk.store.users.by_login("marlon") is None
    table.choose_row(3)
    assert "Let in again" in page.screen.users.passphrase.text().replace("&", "")
    page.click(page.screen.users.passphrase)
    dialog = page.dialog(PassphraseDialog)
    dialog.passphrase.given.radio.click()
    dialog.act.click()
    page.settle()
    assert desks.desk.store.users.by_login("marlon") is not None


def test_who_may_not_keep_the_users_sees_them_and_why(page_of: Callable[[str], Page]) -> None:
    page = page_of("marlon")
    page.show(USERS)
    shown = page.screen.users
    assert shown.table.row_count() == 4
    assert not any(button.isEnabled() for button in (shown.add, shown.change, shown.passphrase, shown.leave))
    assert "Only an administrator" in shown.hint.text()


def test_ones_own_account_is_not_taken_away_nor_given_a_passphrase(page_of: Callable[[str], Page]) -> None:
    page = page_of("carlotta")
    page.show(USERS)
    shown = page.screen.users
    shown.table.choose_row(0)
    assert shown.current is not None
    assert shown.current.own
    assert shown.change.isEnabled()
    assert not shown.leave.isEnabled()
    assert not shown.passphrase.isEnabled()


def test_theme_and_text_size_are_chosen_and_shown(look: Look, qtbot: QtBot, desks: Desks) -> None:
    stage = Stage(look, desks.as_user("hubert"))
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.window.go_to("settings")
    stage.settle()
    stage.office.settings.choose(APPEARANCE)
    page = stage.office.settings_screen.appearance
    page.themes["dark"].radio.click()
    page.scales[110].radio.click()
    assert look.choice == "dark"
    assert round(look.scale * 100) == 110
    look.choose_theme("light")
    look.choose_scale(1.0)
    assert page.themes["light"].radio.isChecked()
    assert page.scales[100].radio.isChecked()
    stage.close()


def test_today_leads_to_what_waits_and_counts_it(look: Look, qtbot: QtBot, desks: Desks) -> None:
    proposed(desks.as_user("hubert"), "nothing", point="unmet_state")
    stage = Stage(look, desks.as_user("dora"))
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.window.go_to("today")
    stage.settle()
    assert stage.office.today_screen.tiles  # made
    assert stage.window.rail.item("today").count == 1
    stage.office.today_screen.table.choose_row(0)
    stage.office.today_screen.table.setFocus()
    qtbot.keyClick(stage.office.today_screen.table, Qt.Key.Key_Return)
    stage.settle()
    assert stage.window.current_key == "settings"
    assert stage.office.settings.chosen == f"{POINT}unmet_state"
    stage.office.settings_screen.point.waiting[0].accept.click()
    stage.settle()
    (dialog,) = [each for each in stage.window.findChildren(RemarkDialog) if each.isVisible()]
    dialog.act.click()
    stage.settle()
    assert stage.window.rail.item("today").count == 0
    stage.close()


def test_the_own_office_is_shown_and_changed_under_offices(look: Look, qtbot: QtBot, desks: Desks) -> None:
    stage = Stage(look, desks.as_user("hubert"))
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.window.go_to("settings")
    stage.settle()
    stage.office.settings.choose(OFFICE)
    assert stage.office.settings_screen.office.title.text() == "National Insurance Services"
    stage.office.settings_screen.primary_action()
    stage.settle()
    assert stage.window.current_key == "offices"
    assert stage.office.offices_screen.detail.title.text() == "National Insurance Services"
    stage.close()


def unnamed(widget: QWidget) -> list[Any]:
    kinds = (QPushButton, QLineEdit, QRadioButton, QComboBox)
    return [
        child
        for kind in kinds
        for child in widget.findChildren(kind)
        if child.isVisible() and not child.accessibleName()
    ]


def all_dialogs(page: Page) -> Iterator[QDialog]:
    """Open every dialog of Settings, one after the other."""
    screen = page.screen
    line = users(page.desks.desk).lines[1]
    view = next(view for view in waiting_proposals(page.desks.desk))
    page.show(VESTED)
    for opens in (
        screen.add_user,
        lambda: screen._on_change_user(line),
        lambda: screen._on_passphrase(line),
        lambda: screen._on_deactivate(line),
        screen._on_propose,
        lambda: screen._on_take_back(view.proposal.id, "What"),
        lambda: screen._on_accept(view, "What"),
        lambda: screen._on_refuse(view, "What"),
        lambda: screen._on_withdraw(view, "What"),
        lambda: screen._on_beside(view, "What"),
    ):
        opens()
        page.settle()
        (dialog,) = [each for each in screen.findChildren(QDialog) if each.isVisible()]
        yield dialog
        dialog.reject()
        page.settle()


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1286), (1.25, 1266), (1.25, 1180)])
def test_nothing_is_cut_off_and_everything_has_a_name(
    page_of: Callable[[str], Page], desks: Desks, look: Look, scale: float, width: int
) -> None:
    accept(desks.as_user("dora"), proposed(desks.as_user("hubert"), "actual").id)
    proposed(desks.as_user("hubert"), "supplement", valid_from=date(2027, 1, 1))
    add_user(desks.desk, name="Ines Sample", role=Role.CLERK, login="ines", passphrase="five words to use once",
             one_time=True, cost=CHEAP)  # fmt: skip
    page = page_of("hubert")
    look.choose_scale(scale)
    page.screen.resize(width, 600)
    for key in (OFFICE, USERS, APPEARANCE, VESTED, f"{POINT}overlap"):
        page.show(key)
        assert page.screen.width() == width
        assert clipped(page.screen) == []
        assert unnamed(page.screen) == []
    for dialog in all_dialogs(page):
        assert clipped(dialog) == []
        assert unnamed(dialog) == []
        assert dialog.height() <= 680


def test_the_screen_can_be_shown_before_anything_came(look: Look, qtbot: QtBot) -> None:
    del look
    screen = SettingsScreen(SettingsPresenter(InlineTasks(), Notices()))
    qtbot.addWidget(screen)
    screen.show()
    screen.primary_action()
    assert screen.list.entries == ()


def test_the_age_of_keys_and_the_days_allowed_are_settled(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    offices = three_offices(tmp_path)
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    stage.window.go_to("settings")
    stage.settle()
    page = stage.office.settings_screen.office
    assert not doubled_letters(stage.office.settings_screen)
    assert "3 years" in page.keys.text()
    page.key_age.click()
    stage.settle()
    (dialog,) = [child for child in stage.window.findChildren(KeyAgeDialog) if child.isVisible()]
    dialog.years.set_text("eleven")
    dialog.act.click()
    assert dialog.years.finding.text == "Enter 1 to 10 years."
    dialog.years.set_text("1")
    dialog.act.click()
    stage.settle()
    stage.settle()
    assert "1 year after" in page.keys.text()
    with pytest.raises(CaseProblem, match="key_years_wrong"):
        set_key_years(offices.vc, 0)
    assert "As proposed" in page.answers.text()
    page.deadlines.click()
    stage.settle()
    (allowed,) = [child for child in stage.window.findChildren(AllowedDialog) if child.isVisible()]
    allowed.state.set_key("LC")
    allowed.state.chosen.emit("LC")
    allowed.days.set_text("45")
    allowed.act.click()
    stage.settle()
    stage.settle()
    assert page.answers.text().startswith("1 is settled")
    page.statistics.click()
    stage.settle()
    assert [child for child in stage.window.findChildren(StatisticsDialog) if child.isVisible()]
    stage.close()
    offices.close()


def test_how_the_office_signs_is_chosen_by_an_example(page_of: Callable[[str], Page], qtbot: QtBot) -> None:
    page = page_of("carlotta")
    page.show(OFFICE)
    assert "C. Browne" in page.screen.office.signs.text()
    page.click(page.screen.office.signing)
    dialog = page.dialog(SigningDialog)
    assert dialog.ways[SignedAs.SHORT_NAME].radio.isChecked()
    assert not clipped(dialog)
    assert not doubled_letters(dialog)
    qtbot.keyClick(dialog.ways[SignedAs.SHORT_NAME].radio, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.ways[SignedAs.FULL_NAME].radio, Qt.Key.Key_Down)
    dialog.act.click()
    page.settle()
    assert signed_as(page.desks.desk) is SignedAs.ROLE
    assert "Administrator, CB" in page.screen.office.signs.text()
