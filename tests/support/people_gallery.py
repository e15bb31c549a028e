"""Pictures of the register of persons: `python -m tests.support.people_gallery FOLDER [NAME]`.

The list, search and emptiness, a person with everything known, the forms, likely doubles, two records side by side, a
merge taken apart, and the choice of a person; over a real desk with invented people.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from desktop_app.domain.person_forms import LivedLine, NameLine, NumberLine, PersonForm, RelationLine
from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.people.presenter import PeoplePresenter
from desktop_app.ui.screens.people.view import PeopleScreen
from desktop_app.ui.theme import Choice, Look
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import register_claim
from desktop_app.workflows.likely_same import ask_again
from desktop_app.workflows.merge_people import merge_persons
from desktop_app.workflows.people import claim_for, enter_person, people_page
from desktop_app.workflows.protected import open_protected_person, protect_person
from tests.support import hendyce
from tests.support.clips import clipped
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks

LOOKS: tuple[tuple[Choice, float, tuple[int, int]], ...] = (
    ("light", 1.0, (1366, 768)),
    ("dark", 1.0, (1366, 768)),
    ("light", 1.25, (1366, 768)),
    ("light", 1.0, (1280, 680)),
    ("light", 1.25, (1280, 680)),
)

Taken = Iterator[tuple[str, QWidget]]

KNOWN = PersonForm(
    surname="Sample-Browne",
    forenames="Anne-Marie",
    name_at_birth="D'Arcy-Sample",
    birth_date="14 Jun 1954",
    sex="female",
    nationality="VC",
    birth_place="Sampletown",
    parents="Rose and Albert D'Arcy-Sample",
    address="12 Example Street, Sampletown",
    address_since="1 Mar 2009",
    phone="784-555-0100",
    email="anne-marie@example.org",
    numbers=(
        NumberLine(state="VC", number="104 882", since="2 Jan 1975"),
        NumberLine(state="LC", number="553-210", kind="temporary"),
        NumberLine(state="VC", number="T-10488", kind="former", until="1 Jan 1975"),
    ),
    names=(
        NameLine(kind="former", forenames="Anne-Marie", surname="Example", since="4 May 1979", until="9 Aug 1991"),
        NameLine(kind="alias", forenames="Annie", surname="Browne"),
    ),
    lived=(LivedLine(address="3 Old Quay, Samplebay", since="4 May 1979", until="28 Feb 2009"),),
)
DOUBLE = PersonForm(
    surname="Sample Brown",
    forenames="Ann Marie",
    birth_date="14 Jun 1955",
    sex="female",
    address="7 Other Road, Sampletown",
    phone="784-555-0199",
    numbers=(NumberLine(state="VC", number="104 828"), NumberLine(state="GD", number="418 773")),
)
RAIL, BARS = 80, 88
WHY = "Entered from another card; to be looked at"


class PeopleStage:
    """The page alone over one desk, as large as the window leaves it; its jobs run at once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tasks, self.notices = InlineTasks(desk), Notices()
        self.presenter = PeoplePresenter(self.tasks, self.notices)
        self.screen = PeopleScreen(self.presenter)

    def show(self, size: tuple[int, int]) -> None:
        """Show it in a window of this size: rail, top bar and status line have their room beside it."""
        Look.of(self.screen).dress(self.screen)
        self.screen.resize(size[0] - RAIL, size[1] - BARS)
        self.screen.show()
        self.screen.activateWindow()
        self.presenter.load()
        self.settle()

    def settle(self) -> None:
        """Deliver answers, and let layouts come to rest."""
        for _turn in range(4):
            self.tasks.settle()
            QApplication.processEvents()

    def show_below(self, page: QWidget, part: QWidget) -> None:
        """Scroll a page until a part of it is seen."""
        for area in page.findChildren(QScrollArea):
            area.ensureWidgetVisible(part)
        self.settle()

    def close(self) -> None:
        """Close it without closing the desk."""
        self.presenter.stop_looking_through()
        self.screen.close()
        self.screen.deleteLater()
        QApplication.processEvents()


def people_desk(folder: Path) -> Desk:
    """A desk with some people: one of whom everything is known, two likely the same, relations, claims."""
    desk = desk_of("VC", Places.at(folder))
    known = enter_person(desk, KNOWN).person.id
    double = enter_person(desk, DOUBLE, why_not_same=WHY).person.id
    ask_again(desk, known, double)
    child = PersonForm(
        surname="Browne",
        forenames="Kim",
        birth_date="1984",
        birth_certainty="exact",
        relations=(RelationLine(kind="parent", other_id=known),),
    )
    enter_person(desk, replace(child, birth_date="1 Feb 1984"))
    for number, (surname, forenames) in enumerate(
        (
            ("Aardvark", "Zoe"),
            ("Étienne", "Jean"),
            ("Placeholder", "Peter"),
            ("de la Example", "Rosa"),
            ("Invented", "Ian"),
        )
    ):
        person = PersonForm(
            surname=surname,
            forenames=forenames,
            birth_date=f"{number + 3} Apr 19{50 + 7 * number}",
            birth_certainty="year" if number == 2 else "exact",
            numbers=(NumberLine(state="VC", number=f"2{number}0 77{number}"),),
        )
        enter_person(desk, person)
    for person_id in (known, double):
        view = claim_for(desk, person_id)
        form = replace(view.claimant, contingency_date=hendyce.CLAIMANT.contingency_date, consent=True)
        register_claim(desk, view.key, form, person_id=person_id, match_reason="From the register")
    return desk


def people_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """Everything of the page."""
    del look
    empty = PeopleStage(desk_of("VC", Places.at(folder / "empty")))
    empty.show(size)
    yield "people-empty", empty.screen
    empty.close()
    empty.desk.close()
    desk = people_desk(folder / "people")
    ids = {row.surname: row.id for row in people_page(desk).rows}
    stage = PeopleStage(desk)
    stage.show(size)
    yield from _pages(stage, ids)
    yield from _dialogs(stage, ids)
    stage.close()
    desk.close()


def _pages(stage: PeopleStage, ids: dict[str, str]) -> Taken:
    screen, presenter = stage.screen, stage.presenter
    yield "people-list", stage.screen
    screen.list.search.edit.setText("brwone")
    presenter.search("brwone")
    presenter.load()
    stage.settle()
    yield "people-search", stage.screen
    presenter.search("nobody at all")
    presenter.load()
    stage.settle()
    yield "people-nobody", stage.screen
    presenter.search("")
    presenter.open(ids["Sample-Browne"])
    stage.settle()
    yield "person", stage.screen
    stage.show_below(screen.person, screen.person.acts)
    yield "person-below", stage.screen
    presenter.edit()
    stage.settle()
    yield "person-form", stage.screen
    stage.show_below(screen.form, screen.form.relate)
    yield "person-form-below", stage.screen
    presenter.new_person()
    stage.settle()
    for name, text in (("surname", "Sampel Browne"), ("forenames", "Anne Marie"), ("birth_date", "14 Jun 1954")):
        screen.form.lines[name].set_text(text)
    screen.form.lines["death_date"].set_text("1 Jan 1950")
    screen.form._on_typed("surname")
    presenter.look_for_typed()
    stage.settle()
    yield "person-new", stage.screen
    screen.show_doubles()
    for _turn in range(6):
        stage.settle()
        presenter._next_slice()
    stage.settle()
    yield "people-likely-same", stage.screen
    presenter.compare(ids["Sample-Browne"], ids["Sample Brown"])
    stage.settle()
    yield "people-side-by-side", stage.screen
    stage.show_below(screen.side, list(screen.side.choices.values())[-1][0])
    yield "people-side-by-side-below", stage.screen


def _dialogs(stage: PeopleStage, ids: dict[str, str]) -> Taken:
    screen, presenter = stage.screen, stage.presenter
    presenter.open(ids["Sample-Browne"])
    stage.settle()
    screen.person.join.click()
    yield from _opened(stage, "dialog-pick-person")
    merge = merge_persons(stage.desk, ids["Sample-Browne"], ids["Sample Brown"], reason="The same birth certificate")
    view = claim_for(stage.desk, ids["Sample-Browne"])
    form = replace(view.claimant, contingency_date=hendyce.CLAIMANT.contingency_date, consent=True)
    register_claim(stage.desk, view.key, form, person_id=ids["Sample-Browne"], match_reason="From the register")
    presenter.open(ids["Sample-Browne"])
    stage.settle()
    stage.show_below(screen.person, screen.person.merges)
    yield "person-joined", stage.screen
    presenter.look_at_merge(merge.id)
    yield from _opened(stage, "dialog-take-apart")
    head = User(id="u-head", name="Hubert Sample-Head", role=Role.HEAD)
    with stage.desk.store.act(verb="user_added", user=stage.desk.user.id, about=head.id, facts={}):
        stage.desk.store.users.add(head, "hubert")
    protect_person(replace(stage.desk, user=head), ids["Aardvark"], reason="A relative", named=[stage.desk.user.id])
    open_protected_person(stage.desk, ids["Aardvark"], reason="She came in")
    presenter.open(ids["Aardvark"])
    stage.settle()
    yield "person-protected", stage.screen


def _opened(stage: PeopleStage, name: str) -> Taken:
    stage.settle()
    for dialog in [dialog for dialog in stage.screen.findChildren(QDialog) if dialog.isVisible()]:
        dialog.adjustSize()
        stage.settle()
        yield name, dialog
        dialog.reject()
    stage.settle()


def main(folder: Path, wanted: str = "") -> None:
    """Write the pictures, and say what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look = Look(app, "light")
    look.apply()
    for theme, scale, size in LOOKS:
        look.choose_theme(theme)
        look.choose_scale(scale)
        with tempfile.TemporaryDirectory() as data:
            for name, window in people_pictures(look, Path(data), size):
                title = f"{name}-{theme}-{round(scale * 100)}-{size[0]}"
                if wanted in title:
                    window.grab().save(str(folder / f"{title}.png"))
                for cut in clipped(window):
                    sys.stdout.write(f"{title}: {cut}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
