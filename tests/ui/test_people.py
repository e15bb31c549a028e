"""The register as a page: by keyboard, in words, and nothing cut off."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.person_forms import PersonForm
from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.ui.screens.people.dialogs import PickPersonDialog, TakeApartDialog
from desktop_app.ui.screens.people.leaves_dialog import LeavesDialog
from desktop_app.ui.screens.people.presenter import KEEP_AFTER_MS
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.merge_people import merge_persons
from desktop_app.workflows.people import change_person, enter_person, open_person, people_page
from desktop_app.workflows.person_drafts import kept_person_forms
from tests.support.clips import clipped, doubled_letters
from tests.support.desks import desk_of, introduce
from tests.support.people_gallery import PeopleStage, people_desk
from tests.support.waiting import let_pass

Typed = Callable[[QWidget, str], None]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = people_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def stage(look: Look, desk: Desk, qtbot: QtBot) -> Iterator[PeopleStage]:
    del look, qtbot
    stage = PeopleStage(desk)
    stage.show((1366, 768))
    yield stage
    stage.close()


def ids(desk: Desk) -> dict[str, str]:
    return {row.surname: row.id for row in people_page(desk).rows}


def shown(stage: PeopleStage) -> str:
    return type(stage.screen.page).__name__


def press(widget: QWidget | None, key: Qt.Key) -> None:
    assert widget is not None
    QTest.keyClick(widget, key)


def dialog_of(stage: PeopleStage, kind: type[QDialog]) -> QDialog:
    stage.settle()
    (dialog,) = [each for each in stage.screen.findChildren(kind) if each.isVisible()]
    return dialog


def test_a_person_is_searched_and_opened_by_keyboard(stage: PeopleStage, type_text: Typed) -> None:
    edit = stage.screen.list.search.edit
    edit.setFocus()
    type_text(edit, "t10488")
    stage.presenter.load()
    stage.settle()
    assert stage.screen.list.count.text() == "1 person found", "a former number finds its person"
    press(edit, Qt.Key.Key_Return)
    stage.settle()
    assert stage.screen.page is stage.screen.person
    assert stage.screen.person.title.text() == "Anne-Marie Sample-Browne"
    stage.screen.escape()
    assert shown(stage) == "ListPage"


def test_a_misspelt_name_says_so(stage: PeopleStage, type_text: Typed) -> None:
    type_text(stage.screen.list.search.edit, "brwone")
    stage.presenter.load()
    stage.settle()
    assert stage.screen.list.count.text() == "2 persons with a name near it"


def test_nobody_is_told_in_words(stage: PeopleStage) -> None:
    stage.presenter.search("nobody at all")
    stage.presenter.load()
    stage.settle()
    assert stage.screen.list.empty.sentence.text() == "Nobody fits."


def fill(stage: PeopleStage, type_text: Typed, **texts: str) -> None:
    for name, text in texts.items():
        edit = stage.screen.form.lines[name].edit
        edit.setFocus()
        type_text(edit, text)


def test_a_new_person_is_entered_with_what_is_said_about_the_likeness(stage: PeopleStage, type_text: Typed) -> None:
    stage.presenter.new_person()
    stage.settle()
    form = stage.screen.form
    fill(stage, type_text, surname="Sampel Browne", forenames="Anne Marie", birth_date="14 Jun 1954")
    stage.presenter.look_for_typed()
    stage.settle()
    assert form.lines["birth_date"].edit.hasFocus(), "the typing is not disturbed"
    assert form.band.isVisible()
    form.keep_now()
    stage.settle()
    assert stage.screen.page is form, "whether it is somebody known is not said yet"
    button = form.band.findChild(QWidget, "use_none")
    press(button, Qt.Key.Key_Space)
    type_text(form.band.why.edit, "Her cousin")
    before = stage.desk.store.persons.count()
    form.keep_now()
    stage.settle()
    assert stage.desk.store.persons.count() == before + 1
    assert stage.screen.person.title.text() == "Anne Marie Sampel Browne"
    assert stage.screen.person.apart.isVisible()


def test_what_is_typed_is_not_let_go_by_one_key(stage: PeopleStage, type_text: Typed) -> None:
    stage.presenter.new_person()
    stage.settle()
    fill(stage, type_text, surname="Quite")
    stage.screen.escape()
    assert stage.screen.form.lines["surname"].text() == "Quite"
    assert shown(stage) == "FormPage"
    stage.screen.escape()
    assert shown(stage) == "ListPage"


def test_a_mistake_is_said_beside_its_field_and_nothing_is_kept(stage: PeopleStage, type_text: Typed) -> None:
    stage.presenter.new_person()
    stage.settle()
    fill(stage, type_text, surname="Quite", birth_date="31 Feb 1950")
    stage.screen.form.keep_now()
    stage.settle()
    form = stage.screen.form
    assert form.lines["forenames"].finding.text == "This is needed. Fill it in."
    assert "no date" in form.lines["birth_date"].finding.text
    assert form.lines["forenames"].edit.hasFocus()


def test_the_known_person_is_opened_instead(stage: PeopleStage, type_text: Typed) -> None:
    stage.presenter.new_person()
    stage.settle()
    fill(stage, type_text, surname="Sample-Browne", forenames="Anne-Marie", birth_date="14 Jun 1954")
    stage.presenter.look_for_typed()
    stage.settle()
    press(stage.screen.form.band.findChild(QWidget, "use_person_0"), Qt.Key.Key_Space)
    stage.settle()
    assert stage.screen.page is stage.screen.person


def test_a_change_is_kept_and_told(stage: PeopleStage, type_text: Typed) -> None:
    person_id = ids(stage.desk)["Invented"]
    stage.presenter.open(person_id)
    stage.settle()
    stage.presenter.edit()
    stage.settle()
    fill(stage, type_text, address="9 Sample Lane", phone="784-555")
    stage.screen.save_now()
    stage.settle()
    view = open_person(stage.desk, person_id)
    assert (view.person.address, view.person.phone) == ("9 Sample Lane", "784-555")
    assert "Address, Telephone" in stage.screen.person.acts.table.cells.cell(0, 2).words


def test_somebody_of_the_register_is_related(stage: PeopleStage) -> None:
    people = ids(stage.desk)
    stage.presenter.open(people["Invented"])
    stage.settle()
    stage.presenter.edit()
    stage.settle()
    stage.screen.form.relate.click()
    dialog = dialog_of(stage, PickPersonDialog)
    assert isinstance(dialog, PickPersonDialog)
    assert not doubled_letters(dialog)
    dialog.search.set_text("Aardvark")
    dialog.look()
    stage.settle()
    dialog.act.click()
    stage.settle()
    stage.screen.form.keep_now()
    stage.settle()
    assert [line.person_id for line in open_person(stage.desk, people["Aardvark"]).related] == [people["Invented"]]
    assert stage.screen.person.related.isVisible()


def test_likely_doubles_are_looked_through_compared_and_joined(stage: PeopleStage, type_text: Typed) -> None:
    stage.screen.show_doubles()
    stage.settle()
    while stage.presenter.sweeping:
        stage.presenter._next_slice()
        stage.settle()
    stage.settle()
    assert stage.screen.doubles.count.text() == "1 pair"
    press(stage.screen.doubles.table, Qt.Key.Key_Return)
    stage.settle()
    side = stage.screen.side
    assert stage.screen.page is side
    assert side.choices["number.GD"][1].isChecked(), "what only the joined record says is proposed"
    side.join.click()
    assert side.reason.finding.text.startswith("Say what shows it")
    type_text(side.reason.edit, "The same birth certificate")
    side.choices["surname"][1].setChecked(True)
    side.join.click()
    stage.settle()
    assert shown(stage) == "DoublesPage"
    assert stage.screen.doubles.empty.isVisible()
    view = open_person(stage.desk, ids(stage.desk)["Sample Brown"])
    assert len(view.claims) == 2
    assert view.merges[0].reason == "The same birth certificate"


def test_not_the_same_is_kept_and_can_be_opened_again(stage: PeopleStage, type_text: Typed) -> None:
    people = ids(stage.desk)
    stage.presenter.compare(people["Sample-Browne"], people["Sample Brown"])
    stage.settle()
    type_text(stage.screen.side.reason.edit, "Two cards seen")
    stage.screen.side.apart.click()
    stage.settle()
    person = stage.screen.person
    assert person.apart.isVisible()
    assert not person.alike.isVisible()
    stage.presenter.ask_again(people["Sample-Browne"], people["Sample Brown"])
    stage.settle()
    assert person.alike.isVisible()


def test_a_merge_is_taken_apart_from_the_page(stage: PeopleStage, type_text: Typed) -> None:
    people = ids(stage.desk)
    merge_persons(stage.desk, people["Sample-Browne"], people["Sample Brown"], reason="One card")
    stage.presenter.open(people["Sample Brown"])
    stage.settle()
    assert stage.screen.person.says.isVisible(), "the old record leads here, and it is said"
    stage.screen.person.merges.table.button_clicked.emit(0)
    dialog = dialog_of(stage, TakeApartDialog)
    assert isinstance(dialog, TakeApartDialog)
    assert not doubled_letters(dialog)
    dialog.act.click()
    assert dialog.isVisible(), "the reason is missing"
    type_text(dialog.reason.edit, "Two birth certificates")
    dialog.act.click()
    stage.settle()
    assert stage.desk.store.persons.current(people["Sample Brown"]) == people["Sample Brown"]
    assert not stage.screen.person.merges.table.cells.cell(0, 3).button


def test_a_claim_begins_from_the_person(stage: PeopleStage) -> None:
    began: list[str] = []
    stage.presenter.claim_wanted.connect(began.append)
    person_id = ids(stage.desk)["Invented"]
    stage.presenter.open(person_id)
    stage.settle()
    stage.screen.primary_action()
    stage.settle()
    draft = stage.desk.store.drafts.get(began[0])
    assert draft is not None
    assert (draft.form["person"], draft.form["claimant"]["surname"]) == (person_id, "Invented")


def test_what_was_done_elsewhere_is_seen_on_coming_back(stage: PeopleStage) -> None:
    person_id = ids(stage.desk)["Invented"]
    stage.presenter.open(person_id)
    stage.settle()
    stage.screen.hide()
    change_person(stage.desk, person_id, replace(open_person(stage.desk, person_id).form, phone="784-555"))
    stage.screen.show()
    stage.settle()
    assert stage.screen.person.view is not None
    assert stage.screen.person.view.person.phone == "784-555"


@pytest.mark.parametrize(("size", "scale"), [((1366, 768), 1.0), ((1280, 680), 1.25)])
def test_nothing_is_cut_off_and_no_letter_answers_twice(
    look: Look, desk: Desk, size: tuple[int, int], scale: float
) -> None:
    look.choose_scale(scale)
    stage = PeopleStage(desk)
    stage.show(size)
    people = ids(desk)
    shows: tuple[Callable[[], object], ...] = (
        lambda: stage.presenter.open(people["Sample-Browne"]),
        stage.presenter.edit,
        stage.presenter.new_person,
        stage.screen.show_doubles,
        lambda: stage.presenter.compare(people["Sample-Browne"], people["Sample Brown"]),
    )
    for show in (stage.screen.show_list, *shows):
        show()
        stage.settle()
        page = stage.screen.page
        assert not clipped(page), type(page).__name__
        assert not doubled_letters(page), type(page).__name__
        assert stage.screen.minimumSizeHint().width() <= size[0] - look.dp(80)
    stage.screen.show_list()
    stage.presenter.search("brwone")
    stage.presenter.load()
    stage.settle()
    assert "a name near it" in stage.screen.list.count.text()
    assert not clipped(stage.screen.page)
    assert stage.screen.minimumSizeHint().width() <= size[0] - look.dp(80)
    stage.close()


def test_tab_goes_through_the_form_in_reading_order(stage: PeopleStage) -> None:
    stage.presenter.new_person()
    stage.settle()
    form = stage.screen.form
    form.focus_first()
    walked = []
    for _step in range(8):
        focus = QApplication.focusWidget()
        walked.append(focus.objectName() if focus is not None else "")
        press(focus, Qt.Key.Key_Tab)
    names = (
        "surname",
        "forenames",
        "name_at_birth",
        "birth_date",
        "birth_certainty",
        "sex",
        "birth_place",
        "nationality",
    )
    assert walked == [f"person_{name}" for name in names]


def test_a_long_list_comes_by_windows(stage: PeopleStage) -> None:
    many = 130
    for number in range(many):
        form = PersonForm(
            surname=f"Zz{number:03d}sample", forenames="Kim", birth_date=f"{number % 27 + 1} Feb 19{number % 60 + 20}"
        )
        enter_person(stage.desk, replace(form, phone=str(number)), why_not_same="Invented")
    stage.presenter.load()
    stage.settle()
    table = stage.screen.list.table
    last = table.model().rowCount() - 1
    assert last == many + 7
    table.choose_row(last)
    table.scrollToBottom()
    stage.settle()
    stage.presenter.open_row(last)
    stage.settle()
    assert stage.screen.person.title.text() == "Kim Zz129sample"


def test_a_persons_file_is_written_beside_the_work_and_told(
    stage: PeopleStage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ending chosen in the list of kinds is put to a name typed without one."""
    person_id = ids(desk)["Sample-Browne"]
    stage.presenter.open(person_id)
    stage.settle()
    kinds: list[str] = []
    followed: list[str] = []
    said: list[str] = []
    stage.presenter.working.connect(lambda _ticket, words: followed.append(words))
    stage.notices.shown.connect(lambda notice: said.append(notice.happened))

    def choose(_parent: QWidget, _title: str, proposed: str, filters: str) -> tuple[str, str]:
        assert "Sample" not in proposed, "a file's name tells nobody whose it is"
        kinds[:] = filters.split(";;")
        return str(tmp_path / "asked-for"), kinds[1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    stage.screen.person.file.click()
    stage.settle()
    assert [kind.rpartition("*")[2] for kind in kinds] == [".zip)", ".pdf)", ".json)"]
    assert (tmp_path / "asked-for.pdf").read_bytes().startswith(b"%PDF")
    assert followed == ["Writing asked-for.pdf"]
    assert said == ["Everything kept about the person was written to asked-for.pdf. The file is not encrypted."]
    assert stage.screen.person.view is not None
    assert stage.screen.person.view.acts[0].verb == "person_file_made", "the page shows at once that it was handed out"


def test_a_clerk_sees_why_no_file_is_handed_out(stage: PeopleStage, desk: Desk) -> None:
    stage.presenter.open(ids(desk)["Sample-Browne"])
    stage.settle()
    assert stage.screen.person.file.isEnabled(), "who works here alone may do everything"
    with desk.store.act(verb="user_added", user=desk.user.id, about="", facts={}):
        desk.store.users.add(User(id="u-head", name="Hubert Sample-Head", role=Role.HEAD), "hubert")
        desk.store.users.add(User(id="u-clerk", name="Carl Clerk-Sample", role=Role.CLERK), "carl")
    clerk = PeopleStage(replace(desk, user=User(id="u-clerk", name="Carl Clerk-Sample", role=Role.CLERK)))
    clerk.show((1366, 768))
    clerk.presenter.open(ids(desk)["Sample-Browne"])
    clerk.settle()
    assert not clerk.screen.person.file.isEnabled()
    assert clerk.screen.person.file.toolTip()
    clerk.close()


def test_who_leaves_the_state_gets_a_case_for_the_certificate(stage: PeopleStage, desk: Desk, tmp_path: Path) -> None:
    with closing(desk_of("LC", Places.at(tmp_path / "lc"))) as neighbour:
        introduce(desk, neighbour)
    person_id = ids(desk)["Sample-Browne"]
    stage.presenter.open(person_id)
    stage.settle()
    opened: list[str] = []
    stage.presenter.departure_wanted.connect(opened.append)
    stage.screen.person.leaves.click()
    dialog = dialog_of(stage, LeavesDialog)
    assert isinstance(dialog, LeavesDialog)
    assert not doubled_letters(dialog)
    offices = [dialog.office.combo.itemData(row) for row in range(dialog.office.combo.count())]
    dialog.act.click()
    assert opened == []
    dialog.office.set_key(next(office for office in offices if office))
    dialog.act.click()
    stage.settle()
    assert [claim.id for claim in desk.store.claims.of_person(person_id)][-1:] == opened


def test_a_person_half_typed_is_kept_in_time_and_offered_again(
    look: Look, desk: Desk, stage: PeopleStage, type_text: Typed
) -> None:
    assert look
    stage.presenter.new_person()
    stage.settle()
    form = stage.screen.form
    assert not form.anew.isVisible()
    type_text(form.lines["surname"].edit, "Half-Typed")
    assert stage.presenter._keeping.isActive()
    assert stage.presenter._keeping.interval() <= 2_000
    let_pass(KEEP_AFTER_MS + 300)
    stage.settle()
    assert "Kept as typed" in form.about.text()
    stage.close()
    again = PeopleStage(desk)
    with closing(again):
        again.show((1366, 768))
        again.presenter.load()
        again.settle()
        (go_on,) = again.screen.list.go_on
        assert go_on.isVisible()
        assert "Half-Typed" in go_on.text()
        assert clipped(again.screen) == []
        press(go_on, Qt.Key.Key_Space)
        again.settle()
        form = again.screen.form
        assert form.lines["surname"].text() == "Half-Typed"
        assert form.anew.isVisible()
        assert form.changed
        press(form.anew, Qt.Key.Key_Space)
        again.settle()
        assert form.lines["surname"].text() == ""
        assert kept_person_forms(desk) == ()
        type_text(form.lines["surname"].edit, "Once-More")
        again.presenter.keep_typed()
        again.settle()
        assert len(kept_person_forms(desk)) == 1
        form.leave.click()
        form.leave.click()
        again.settle()
        assert kept_person_forms(desk) == (), "let go by whoever typed it"
        assert not again.screen.list.unfinished.isVisible()


def test_a_change_half_typed_stands_on_what_the_register_says_now(stage: PeopleStage, type_text: Typed) -> None:
    person = ids(stage.desk)["Sample-Browne"]
    stage.presenter.open(person)
    stage.settle()
    stage.presenter.edit()
    stage.settle()
    form = stage.screen.form
    before = form.form()
    form.lines["phone"].edit.clear()
    type_text(form.lines["phone"].edit, "784-555-9999")
    stage.screen.hide()
    stage.settle()
    assert [each.person_id for each in kept_person_forms(stage.desk)] == [person], "kept at once when out of sight"
    stage.screen.show()
    stage.presenter.open(person)
    stage.settle()
    stage.presenter.edit()
    stage.settle()
    assert form.form() == replace(before, phone="784-555-9999")
    stage.screen.save_now()
    stage.settle()
    assert kept_person_forms(stage.desk) == ()
    assert open_person(stage.desk, person).person.phone == "784-555-9999"
