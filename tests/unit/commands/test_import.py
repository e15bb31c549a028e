"""Contributions brought in from the command line: tried or kept, of a workbook the sheet that is named."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.commands.command import DONE, REFUSED
from desktop_app.commands.passphrases import SIGN_IN_VARIABLE
from desktop_app.foundation.places import Places
from desktop_app.workflows.import_mapping import keep_mapping, proposed_mapping
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.clocks import FixedClock
from tests.support.command_line import CommandLine
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE

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
