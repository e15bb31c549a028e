"""A new number of a file may be somebody's who is known: it is asked, kept as said, and undone with the file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.likeness import Sign
from desktop_app.domain.person_forms import NumberLine, PersonForm
from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Cancelled, Silent
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.import_alike import AlikeAnswer, left_open
from desktop_app.workflows.import_contributions import ImportOutcome, import_contributions
from desktop_app.workflows.import_mapping import first_rows, proposed_mapping
from desktop_app.workflows.likely_same import likely_pairs, look_through, not_the_same, say_not_the_same
from desktop_app.workflows.people import enter_person, open_person
from desktop_app.workflows.undo_import import undo_import
from tests.support.desks import desk_of

HEAD = "NIS No,Surname,First name,Date of birth,Year,Weeks,Earnings\n"
ROWS = (
    "900 777,Sample Brown,Ann Marie,14/06/1954,1988,14,4200.00\n"
    "900 777,Sample Brown,Ann Marie,14/06/1954,1989,52,12600.00\n"
    "900 778,Quite-Another,Ada,3 Mar 1960,1989,40,9000.00\n"
    "900 779,Sample-Browne,Anne-Marie,14/06/1955,1990,40,9000.00\n"
)
KNOWN = PersonForm(
    surname="Sample-Browne",
    forenames="Anne-Marie",
    birth_date="14 Jun 1954",
    sex="female",
    numbers=(NumberLine(state="VC", number="104 882"),),
)


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk_of("VC", Places.at(tmp_path / "vc"))
    yield made
    made.close()


@pytest.fixture(name="known")
def _known(desk: Desk) -> str:
    return enter_person(desk, KNOWN).person.id


def bring(desk: Desk, tmp_path: Path, *, rows: str = ROWS, **told: object) -> ImportOutcome:
    path = tmp_path / "payroll.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    mapping = proposed_mapping(desk, "Mainframe", first_rows(desk, path)[1][0][1])
    return import_contributions(desk, path, mapping, **told)  # type: ignore[arg-type] - handed on as it came


def brought_by_number(desk: Desk, number: str) -> str:
    (person,) = desk.store.persons.find_by_number("VC", number)
    return person.id


def everything(desk: Desk) -> object:
    """Return every row of what a file may touch."""
    tables = ("person", "person_apart", "person_likeness", "own_record", "imported_number", "imported_apart")
    sql = "SELECT * FROM insurance_number ORDER BY person_id, position"
    return desk.store._database.rows(sql), [
        desk.store._database.rows(f"SELECT * FROM {table}")  # noqa: S608 - own words
        for table in tables
    ]


def test_new_persons_who_resemble_somebody_are_told_when_the_file_is_tried(
    desk: Desk, known: str, tmp_path: Path
) -> None:
    before = everything(desk)
    found = bring(desk, tmp_path, try_only=True)
    assert (found.new_persons, found.alike_count) == (3, 2)
    assert [(each.number, each.line) for each in found.alike] == [("900 777", 2), ("900 779", 5)]
    first = found.alike[0]
    assert [alike.person.id for alike in first.known] == [known]
    assert {reason.sign for reason in first.known[0].reasons} >= {Sign.SAME_BIRTH_DATE, Sign.NUMBER_DIFFERS}
    assert everything(desk) == before


def test_the_same_person_gets_the_number_and_the_rows_and_all_of_it_is_undone(
    desk: Desk, known: str, tmp_path: Path
) -> None:
    before = everything(desk)
    found = bring(desk, tmp_path, answers={"900777": AlikeAnswer(same=known)})
    assert (found.numbers_given, found.new_persons, found.records) == (1, 2, 4)
    assert brought_by_number(desk, "900 777") == known
    assert [record.year for record in desk.store.imports.of_person(known)] == [1988, 1989]
    numbers = [(entry.number, entry.state) for entry in open_person(desk, known).person.numbers]
    assert numbers == [("104 882", "VC"), ("900 777", "VC")], "what the register has stays the first"
    lines = desk.store.journal.lines(about=known)
    assert lines[0].verb == "number_brought"
    assert lines[0].facts["import"] == found.import_id
    undo_import(desk, found.import_id)
    assert everything(desk) == before
    assert desk.store.journal.lines(about=known)[0].verb == "number_taken"


def test_somebody_else_is_kept_apart_with_the_reason_until_the_file_is_undone(
    desk: Desk, known: str, tmp_path: Path
) -> None:
    before = everything(desk)
    answers = {"900 777": AlikeAnswer(apart=(known,), reason="Twin sisters; both cards seen")}
    found = bring(desk, tmp_path, answers=answers)
    assert (found.kept_apart, found.new_persons) == (1, 3)
    new = brought_by_number(desk, "900 777")
    assert new != known
    assert [(entry.other.id, entry.reason) for entry in not_the_same(desk, known)] == [
        (new, "Twin sisters; both cards seen")
    ]
    look_through(desk, Silent())
    pairs = [{row.one.id, row.other.id} for row in likely_pairs(desk).rows]
    assert {known, new} not in pairs
    assert desk.store.journal.lines(about=known)[0].verb == "persons_kept_apart"
    assert undo_import(desk, found.import_id) == 3
    assert everything(desk) == before


def test_what_a_clerk_says_again_later_outlasts_the_file(desk: Desk, known: str, tmp_path: Path) -> None:
    answers = {"900 777": AlikeAnswer(apart=(known,), reason="Twins")}
    found = bring(desk, tmp_path, answers=answers)
    new = brought_by_number(desk, "900 777")
    desk.clock.advance(hours=1)  # type: ignore[attr-defined] - the clock of tests
    say_not_the_same(desk, known, new, "Both were here")
    assert undo_import(desk, found.import_id) == 2
    assert [entry.reason for entry in not_the_same(desk, known)] == ["Both were here"]


def test_who_is_left_open_is_a_new_person_on_the_list_of_likely_pairs(desk: Desk, known: str, tmp_path: Path) -> None:
    tried = bring(desk, tmp_path, try_only=True)
    found = bring(desk, tmp_path, answers={each.number: left_open(each) for each in tried.alike})
    assert (found.new_persons, found.numbers_given, found.kept_apart) == (3, 0, 0)
    new = brought_by_number(desk, "900 777")
    assert {known, new} in [{row.one.id, row.other.id} for row in likely_pairs(desk).rows]


def test_a_file_that_nobody_was_asked_about_leaves_its_pairs_on_the_list(
    desk: Desk, known: str, tmp_path: Path
) -> None:
    found = bring(desk, tmp_path)
    assert found.alike_count == 2
    assert likely_pairs(desk).total == 2
    assert known in {person for row in likely_pairs(desk).rows for person in (row.one.id, row.other.id)}


def test_all_are_counted_and_the_first_are_told(
    desk: Desk, known: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert known
    monkeypatch.setattr("desktop_app.workflows.import_contributions.AT_ONCE", 2)
    monkeypatch.setattr("desktop_app.workflows.import_alike.MOST", 3)
    rows = "".join(f"{900000 + each},Sample-Browne,Anne-Marie,14/06/1954,1988,14,42.00\n" for each in range(7))
    found = bring(desk, tmp_path, rows=rows, try_only=True)
    assert (found.alike_count, len(found.alike)) == (7, 3)
    assert all([alike.person.id for alike in each.known] == [known] for each in found.alike), "none of this very file"


def test_what_is_said_is_checked_and_all_of_it_or_nothing_is_kept(
    desk: Desk, known: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(desk)
    for answer, code in (
        (AlikeAnswer(apart=(known,), reason=" "), "apart_reason_missing"),
        (AlikeAnswer(same="nobody"), "person_unknown"),
    ):
        with pytest.raises(CaseProblem, match=code):
            bring(desk, tmp_path, answers={"900 777": answer})

    def stop(*_told: object) -> None:
        raise Cancelled

    monkeypatch.setattr("desktop_app.workflows.import_contributions.give_number", stop)
    with pytest.raises(Cancelled):
        bring(desk, tmp_path, answers={"900 777": AlikeAnswer(same=known)})
    assert everything(desk) == before


def test_rows_of_a_given_number_that_speak_of_somebody_else_are_found(desk: Desk, known: str, tmp_path: Path) -> None:
    rows = ROWS + "900 777,Quite,Other,1 Jan 1970,1991,14,42.00\n"
    found = bring(desk, tmp_path, rows=rows, answers={"900 777": AlikeAnswer(same=known)})
    assert [finding.code for finding in found.findings] == ["line_of_another"]
    assert [record.year for record in desk.store.imports.of_person(known)] == [1988, 1989]


def test_a_protected_person_is_not_told_and_cannot_be_named(desk: Desk, known: str, tmp_path: Path) -> None:
    head = User(id="u-head", name="Ida Head", role=Role.HEAD)
    with desk.store.act(verb="user_added", user=desk.user.id, about=head.id, facts={}):
        desk.store.users.add(head, login="ida")
        desk.store.protections.add(claim_id="", person_id=known, reason="Staff", by=head.id, named=(head.id,))
    desk.store.protections.read_by(desk.user.id)
    assert bring(desk, tmp_path, try_only=True).alike_count == 0
    with pytest.raises(CaseProblem, match="person_unknown"):
        bring(desk, tmp_path, answers={"900 777": AlikeAnswer(same=known)})
