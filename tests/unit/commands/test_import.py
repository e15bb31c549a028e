"""Contributions brought in from the command line: tried or kept, of a workbook the sheet that is named."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.commands.command import DONE, REFUSED
from desktop_app.commands.passphrases import SIGN_IN_VARIABLE
from desktop_app.foundation.places import Places
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.import_mapping import keep_mapping, proposed_mapping
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.clocks import FixedClock
from tests.support.command_line import Answer, CommandLine
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE


@contextmanager
def signed_in(places: Places) -> Iterator[Desk]:
    desk = sign_in(places, FixedClock(), "carlotta", PASSPHRASE)
    try:
        yield desk
    finally:
        desk.close()


HEAD = ("NIS No", "Surname", "First name", "DOB", "Year", "Weeks")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """An office that keeps how the files of its other system are read."""
    monkeypatch.setenv(SIGN_IN_VARIABLE, PASSPHRASE)
    made = Places.at(tmp_path / "office")
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    desk = set_up_office(made, FixedClock(), setup, cost=CHEAP)
    keep_mapping(desk, proposed_mapping(desk, "Mainframe", HEAD))
    desk.close()
    return made


def test_a_sheet_is_tried_then_brought_in_and_one_that_is_missing_named(
    places: Places, command_line: CommandLine, tmp_path: Path
) -> None:
    book = Workbook()
    for name, weeks in (("1988", ("many",)), ("1989", (52, 26))):
        sheet = book.create_sheet(name)
        sheet.append(HEAD)
        for number, count in enumerate(weeks):
            sheet.append((100_001 + number, "Sample", "Ann", "14/06/1954", int(name), count))
    book.remove(book.worksheets[0])
    path = tmp_path / "yearly.xlsx"
    book.save(path)
    asked = ("import", "contributions", str(path), "--mapping", "Mainframe", "--data", str(places.data))
    first = command_line.run(*asked, "--dry-run")
    assert first.status == REFUSED
    assert "many" in first.out
    tried = command_line.run(*asked, "--sheet", "1989", "--dry-run", "--json")
    assert (tried.status, json.loads(tried.out)["tried_only"]) == (DONE, True)
    kept = command_line.run(*asked, "--sheet", "1989")
    assert kept.status == DONE
    assert "2 of 2 lines" in kept.out
    missing = command_line.run(*asked, "--sheet", "1990")
    assert missing.status == REFUSED
    assert "This workbook has no sheet “1990”. It has: 1988, 1989." in missing.err


def test_a_new_number_that_may_be_somebodys_who_is_known_is_named(
    places: Places, command_line: CommandLine, tmp_path: Path
) -> None:
    asked = ("--mapping", "Mainframe", "--data", str(places.data))
    for number, told in (("100001", ()), ("200002", ("--dry-run", "--json")), ("200002", ())):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"{','.join(HEAD)}\n{number},Sample,Ann,14/06/1954,1989,52\n", encoding="utf-8")
        ran = command_line.run("import", "contributions", str(path), *asked, *told)
        assert ran.status == DONE
        if told:
            (alike,) = json.loads(ran.out)["alike"]
            assert (alike["number"], alike["known"][0]["name"]) == ("200002", "Ann Sample")
    assert "Line 2: Ann Sample, number 200002: Ann Sample may be the same person" in ran.out
    assert "likely pairs in People" in ran.out


def test_what_a_dry_run_asks_is_answered_in_its_own_json(
    places: Places, command_line: CommandLine, tmp_path: Path
) -> None:
    asked = ("--mapping", "Mainframe", "--data", str(places.data))

    def file(name: str, *lines: str) -> str:
        path = tmp_path / name
        path.write_text("\n".join((",".join(HEAD), *lines, "")), encoding="utf-8")
        return str(path)

    def run(name: str, *told: str) -> Answer:
        return command_line.run("import", "contributions", name, *asked, *told)

    known = ("100001,Sample,Ann,14/06/1954,1989,52", "100002,Browne,Bo,1/2/1960,1989,52")
    assert run(file("first.csv", *known)).status == DONE
    second = file(
        "second.csv",
        "200001,Sample,Ann,14/06/1954,1990,40",
        "200002,Sampel,Ann,14/06/1954,1990,41",
        "200003,Brown,Bo,1/2/1960,1990,42",
        "100002,Quite-Another,Cy,3/4/1975,1991,43",
    )
    tried = json.loads(run(second, "--dry-run", "--json").out)
    assert [each["number"] for each in tried["alike"]] == ["200001", "200002", "200003"]
    assert [(each["line"], each["number"]) for each in tried["rows"]] == [(5, "100002")]
    assert {each["answer"] for each in (*tried["alike"], *tried["rows"])} == {""}
    first, other, _open = tried["alike"]
    first["answer"], other["answer"], other["reason"] = "same", "else", "Two cards were seen"
    tried["rows"][0]["answer"] = "same"
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(tried), encoding="utf-8")
    other_file = file("third.csv", "200009,Sample,Ann,14/06/1954,1990,40")
    refused = run(other_file, "--answers", str(answers))
    assert refused.status == REFUSED
    assert "These answers are to another file" in refused.err
    kept = json.loads(run(second, "--answers", str(answers), "--json").out)
    assert (kept["records"], kept["refused"], kept["new_persons"]) == (4, 0, 2)
    assert (kept["numbers_given"], kept["kept_apart"]) == (1, 1)
    with signed_in(places) as desk:
        (ann,) = desk.store.persons.find_by_number("VC", "200001")
        assert {entry.number for entry in ann.numbers} == {"100001", "200001"}
        (bo,) = desk.store.persons.find_by_number("VC", "100002")
        assert sorted(record.year for record in desk.store.imports.of_person(bo.id)) == [1989, 1991]
        assert [each.reason for each in desk.store.likenesses.apart_from(ann.id)] == ["Two cards were seen"]
        lines = [line for line in desk.store.journal.lines() if line.verb == "contributions_imported"]
        assert [line.facts.get("said_same", 0) for line in lines] == [1, 0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"answer": "perhaps"}, "none that is known: “perhaps”"),
        ({"answer": "same", "person": "somebody"}, "none that is known: “somebody”"),
        ({"answer": "else", "reason": " "}, "Why they are not the same person is not said."),
        (None, "is not what a dry run wrote"),
    ],
)
def test_an_answer_that_is_none_is_refused_and_nothing_is_kept(
    places: Places, command_line: CommandLine, tmp_path: Path, changes: dict[str, str] | None, said: str
) -> None:
    asked = ("--mapping", "Mainframe", "--data", str(places.data))
    for number in ("100001", "200002"):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"{','.join(HEAD)}\n{number},Sample,Ann,14/06/1954,1989,52\n", encoding="utf-8")
        told = ("--dry-run", "--json") if number == "200002" else ()
        ran = command_line.run("import", "contributions", str(path), *asked, *told)
    tried = json.loads(ran.out)
    answers = tmp_path / "answers.json"
    if changes is not None:
        tried["alike"][0] |= changes
    answers.write_text(json.dumps(tried if changes is not None else [tried]), encoding="utf-8")
    ran = command_line.run("import", "contributions", str(path), *asked, "--answers", str(answers))
    assert ran.status == REFUSED
    assert said in ran.err
    with signed_in(places) as desk:
        assert desk.store.persons.find_by_number("VC", "200002") == ()
