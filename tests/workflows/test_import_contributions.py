"""An institution's file comes in whole or not at all, is tried before, and is taken out again as it came."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.person_forms import NumberLine, PersonForm
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, FormProblem, StoreProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.intake.mapping import Field, Mapping, Unit
from desktop_app.wording.findings import finding_words
from desktop_app.wording.problems import sentences
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.import_contributions import import_contributions, weeks_of
from desktop_app.workflows.import_mapping import (
    check_mapping,
    drop_mapping,
    first_rows,
    keep_mapping,
    mapping_named,
    mapping_names,
    proposed_mapping,
)
from desktop_app.workflows.merge_people import merge_persons
from desktop_app.workflows.own_records import has_own_rows, own_rows
from desktop_app.workflows.people import change_person, enter_person, open_person
from desktop_app.workflows.undo_import import imports, undo_import
from tests.support.case_desks import take_in
from tests.support.desks import desk_of

HEAD = "NIS No,Surname,First name,Date of birth,Year,Weeks,Earnings\n"
ROWS = (
    "104 882,Hendyce,Bernadette,14/06/1954,1988,14,4200.00\n"
    "104 882,Hendyce,Bernadette,14/06/1954,1989,52,12600.00\n"
    "900 777,Sample-Newly,Ada,3 Mar 1960,1989,40,9000.00\n"
)


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk_of("VC", Places.at(tmp_path / "vc"))
    yield made
    made.close()


def a_file(tmp_path: Path, text: str = HEAD + ROWS, name: str = "payroll.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def a_mapping(desk: Desk, path: Path) -> Mapping:
    _source, rows = first_rows(desk, path)
    return proposed_mapping(desk, "Mainframe", rows[0][1])


def persons(desk: Desk) -> int:
    return desk.store.persons.count()


def test_a_mapping_is_proposed_by_the_header_kept_by_name_and_dropped(desk: Desk, tmp_path: Path) -> None:
    mapping = a_mapping(desk, a_file(tmp_path))
    assert check_mapping(mapping) == ()
    assert mapping.columns[Field.QUANTITY] == 5
    keep_mapping(desk, mapping)
    assert mapping_names(desk) == ("Mainframe",)
    assert mapping_named(desk, "Mainframe") == mapping
    drop_mapping(desk, "Mainframe")
    with pytest.raises(CaseProblem) as refused:
        mapping_named(desk, "Mainframe")
    assert refused.value.code == "mapping_unknown"


def test_a_mapping_that_lacks_a_column_is_not_kept(desk: Desk) -> None:
    lacking = Mapping(name="Half", columns={Field.NUMBER: 0}, currency="XCD")
    assert {finding.facts["field"] for finding in check_mapping(lacking)} >= {"surname", "birth_date", "quantity"}
    with pytest.raises(CaseProblem, match="mapping_incomplete"):
        keep_mapping(desk, lacking)


def test_tried_only_keeps_nothing_and_says_what_would_come(desk: Desk, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    lines = len(desk.store.journal.lines())
    found = import_contributions(desk, path, a_mapping(desk, path), try_only=True)
    assert (found.import_id, found.lines, found.records, found.new_persons) == ("", 3, 3, 2)
    assert persons(desk) == 0
    assert desk.store.imports.all() == ()
    assert len(desk.store.journal.lines()) == lines


def test_rows_belong_to_who_has_the_number_and_new_numbers_make_persons(desk: Desk, tmp_path: Path) -> None:
    claim = take_in(desk)
    path = a_file(tmp_path)
    found = import_contributions(desk, path, a_mapping(desk, path))
    assert (found.records, found.persons, found.new_persons, found.refused) == (3, 2, 1, 0)
    rows = own_rows(desk, claim).lines
    told = [(row.year, row.weeks, row.earnings) for row in rows]
    assert told == [("1988", "14", "4200.00"), ("1989", "52", "12600.00")]
    assert rows[0].remark == "payroll.csv, 2"
    other = a_file(tmp_path, HEAD + ROWS.replace("900 777", "900 778"), "b.csv")
    known_only = import_contributions(desk, other, a_mapping(desk, path), new_persons=False)
    assert [finding.code for finding in known_only.findings] == ["line_number_unknown"]
    assert known_only.unchanged == 2
    assert known_only.records == 0


def test_the_same_file_and_the_same_row_come_in_once(desk: Desk, tmp_path: Path) -> None:
    path = a_file(tmp_path, HEAD + ROWS + "104882,HENDYCE,Bernadette,14/06/1954,1989,52,12600.00\n")
    mapping = a_mapping(desk, path)
    found = import_contributions(desk, path, mapping)
    assert (found.records, [finding.code for finding in found.findings]) == (3, ["line_repeated"])
    with pytest.raises(CaseProblem) as refused:
        import_contributions(desk, path, mapping)
    assert refused.value.code == "import_known"
    doubled = a_file(tmp_path, HEAD + ROWS.splitlines(keepends=True)[0] * 2, "c.csv")
    assert [finding.code for finding in import_contributions(desk, doubled, mapping).findings] == ["line_repeated"]


def test_a_line_that_cannot_be_right_is_named_and_the_rest_comes_in(desk: Desk, tmp_path: Path) -> None:
    path = a_file(tmp_path, HEAD + ROWS + "1,Wrong,Person,31/02/1960,1989,52,1\n2,Wrong,Person,1 Jan 1960,1989,60,1\n")
    found = import_contributions(desk, path, a_mapping(desk, path))
    assert (found.lines, found.records, found.refused) == (5, 3, 2)
    assert {finding.facts["line"] for finding in found.findings} == {5, 6}


class _Stop:
    def step(self, done: int, _total: int, _what: str = "") -> None:
        if done >= 0:
            raise Cancelled


def test_cancel_and_a_broken_file_leave_everything_as_it_was(desk: Desk, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with pytest.raises(Cancelled):
        import_contributions(desk, path, a_mapping(desk, path), _Stop())
    assert (persons(desk), desk.store.imports.all()) == (0, ())
    import_contributions(desk, path, a_mapping(desk, path))
    assert persons(desk) == 2


def test_a_file_is_taken_out_again_with_the_persons_it_brought(desk: Desk, tmp_path: Path) -> None:
    claim = take_in(desk)
    path = a_file(tmp_path)
    found = import_contributions(desk, path, a_mapping(desk, path))
    assert undo_import(desk, found.import_id) == 1
    assert persons(desk) == 1
    assert own_rows(desk, claim).lines == ()
    assert desk.store.search("Sample-Newly") == ()
    (line,) = imports(desk)
    assert line.undone_by is not None
    with pytest.raises(CaseProblem, match="import_undone"):
        undo_import(desk, found.import_id)
    assert import_contributions(desk, path, a_mapping(desk, path)).new_persons == 1
    assert desk.store.verify().sound


def test_a_person_who_was_worked_on_since_stays_when_the_file_is_taken_out(desk: Desk, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    found = import_contributions(desk, path, a_mapping(desk, path))
    (brought,) = desk.store.persons.find_by_number("VC", "900 777")
    form = replace(open_person(desk, brought.id).form, phone="784 000 0000", forenames="Ada Maria")
    change_person(desk, brought.id, form)
    assert undo_import(desk, found.import_id) == 1  # the other one, of whom nothing else is kept
    assert (desk.store.persons.get(brought.id).forenames, persons(desk)) == ("Ada Maria", 1)


def test_what_a_certificate_was_made_from_is_not_taken_out(desk: Desk, tmp_path: Path) -> None:
    claim = take_in(desk)
    path = a_file(tmp_path)
    found = import_contributions(desk, path, a_mapping(desk, path))
    made = certify_periods(
        desk, claim, own_rows(desk, claim), complete_to=date(2014, 6, 13), has_periods=HasPeriods.YES
    )
    assert made.weeks == 66
    with pytest.raises(CaseProblem) as refused:
        undo_import(desk, found.import_id)
    assert refused.value.code == "import_used"
    assert made.number in str(refused.value.facts["certificates"])


@pytest.mark.parametrize(
    ("unit", "quantity", "weeks"),
    [(Unit.WEEKS, 52, 52), (Unit.DAYS, 13, 2), (Unit.DAYS, 366, 53), (Unit.MONTHS, 12, 52), (Unit.MONTHS, 1, 4)],
)
def test_whole_weeks_are_counted_of_days_and_months(unit: Unit, quantity: int, weeks: int) -> None:
    assert weeks_of(quantity, Mapping(name="a", columns={}, currency="XCD", unit=unit)) == weeks


def test_a_person_of_somebody_else_is_never_changed_by_a_file(desk: Desk, tmp_path: Path) -> None:
    claim = take_in(desk)
    before = desk.store.persons.get(desk.store.claims.get(claim).person_id)
    path = a_file(tmp_path, HEAD + ROWS.replace("Hendyce", "Hendyke"))
    import_contributions(desk, path, a_mapping(desk, path))
    assert desk.store.persons.get(before.id) == before
    with pytest.raises(StoreProblem):
        desk.store.persons.get("nobody")


def test_a_year_with_more_weeks_than_it_holds_is_named(desk: Desk, tmp_path: Path) -> None:
    path = a_file(tmp_path, HEAD + ROWS + "104 882,Hendyce,Bernadette,14/06/1954,1989,40,9000.00\n")
    found = import_contributions(desk, path, a_mapping(desk, path))
    (finding,) = found.findings
    assert (finding.code, finding.facts["weeks"], found.records) == ("line_year_overfull", "92", 4)


def test_a_row_taken_out_leads_to_no_other_persons_record(desk: Desk, tmp_path: Path) -> None:
    claim = take_in(desk)
    path = a_file(tmp_path)
    first = import_contributions(desk, path, a_mapping(desk, path))
    typed = own_rows(desk, claim)
    undo_import(desk, first.import_id)
    other = a_file(tmp_path, HEAD + ROWS.splitlines(keepends=True)[2], "other.csv")
    second = import_contributions(desk, other, a_mapping(desk, other))
    certify_periods(desk, claim, typed, complete_to=date(2014, 6, 13), has_periods=HasPeriods.YES)
    assert desk.store.imports.uses(second.import_id) == ()
    assert undo_import(desk, second.import_id) == 1


def a_workbook(path: Path) -> Path:
    book = Workbook()
    for year, rows in (("1988", ROWS.splitlines()[:1]), ("1989", ROWS.splitlines()[1:])):
        sheet = book.create_sheet(year)
        for row in (HEAD.strip(), *rows):
            sheet.append(row.split(","))
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def test_each_sheet_of_a_workbook_is_brought_in_once_by_the_mapping_that_names_it(desk: Desk, tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "payroll.xlsx")
    _source, rows = first_rows(desk, path, "1989")
    mapping = replace(proposed_mapping(desk, "Yearly", rows[0][1]), sheet="1989")
    keep_mapping(desk, mapping)
    assert mapping_named(desk, "Yearly") == mapping
    found = import_contributions(desk, path, mapping)
    assert (found.records, imports(desk)[0].kept.file_name) == (2, "payroll.xlsx (1989)")
    with pytest.raises(CaseProblem, match="import_known"):
        import_contributions(desk, path, mapping)
    assert import_contributions(desk, path, mapping, sheet="1988").records == 1
    with pytest.raises(FormProblem) as refused:
        import_contributions(desk, path, replace(mapping, sheet="1990"))
    assert sentences(refused.value).happened == "This workbook has no sheet “1990”. It has: 1988, 1989."
    assert import_contributions(desk, a_file(tmp_path, HEAD + ROWS), mapping, try_only=True).lines == 3
    with pytest.raises(FormProblem, match="table_without_sheets"):
        import_contributions(desk, a_file(tmp_path), mapping, sheet="1989")


def test_a_row_of_somebody_else_goes_to_nobody(desk: Desk, tmp_path: Path) -> None:
    claim = take_in(desk)
    rows = (
        "104882,WRONGNAME,Somebody Else,01/02/1970,1990,52,1.00\n"  # the number alone is hers
        "104882,PROVIDENCE,Bernadette,14/06/1954,1991,52,1.00\n"  # married since
        "900 111,FIRST,Ann,01/02/1970,1990,52,1.00\n"
        "900 111,SECOND,Zoe,03/04/1971,1990,50,1.00\n"  # a number nobody had, given to two
    )
    path = a_file(tmp_path, HEAD + rows)
    found = import_contributions(desk, path, a_mapping(desk, path))
    assert [(each.code, each.facts["line"]) for each in found.findings] == [
        ("line_of_another", 2),
        ("line_person_differs", 3),
        ("line_of_another", 5),
    ]
    assert (found.records, found.refused, found.new_persons) == (2, 2, 1)
    assert [row.year for row in own_rows(desk, claim).lines] == ["1991"]
    assert finding_words(found.findings[1]).endswith("has the number 104882 here: another surname.")
    again = a_file(tmp_path, HEAD + "900111,THIRD,Kim,05/06/1980,1992,50,1.00\n", "again.csv")
    assert import_contributions(desk, again, a_mapping(desk, path)).refused == 1


def test_a_number_that_two_persons_have_is_nobodys(desk: Desk, tmp_path: Path) -> None:
    for name in ("Sample", "Example"):
        form = PersonForm(
            surname=name, forenames="Kim", birth_date="1 Feb 1970", numbers=(NumberLine(state="VC", number="900 555"),)
        )
        enter_person(desk, form, why_not_same="Cousins")
    path = a_file(tmp_path, HEAD + "900 555,SAMPLE,Kim,01/02/1970,1990,52,1.00\n")
    found = import_contributions(desk, path, a_mapping(desk, path))
    assert [each.code for each in found.findings] == ["line_number_shared"]
    assert (found.records, found.refused, found.new_persons, persons(desk)) == (0, 1, 0, 2)


def test_what_came_in_for_a_record_counts_for_the_one_it_is_joined_with(desk: Desk, tmp_path: Path) -> None:
    claim = take_in(desk)
    rows = ROWS.replace("104 882", "900 222").replace("Hendyce", "Hendice")
    path = a_file(tmp_path, HEAD + rows)
    mapping = a_mapping(desk, path)
    import_contributions(desk, path, mapping)
    (twin,) = desk.store.persons.find_by_number("VC", "900 222")
    kept = desk.store.claims.get(claim).person_id
    assert not has_own_rows(desk, claim)
    merge_persons(desk, kept, twin.id, reason="One and the same")
    assert [row.year for row in own_rows(desk, claim).lines] == ["1988", "1989"]
    assert has_own_rows(desk, claim)
    repeated = a_file(tmp_path, HEAD + rows + "\n", "again.csv")
    assert import_contributions(desk, repeated, mapping).unchanged == 3
