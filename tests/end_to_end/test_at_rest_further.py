"""At rest, further: after bringing in, searching, joining, letting out, removing, and a kill in the midst of each."""

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.domain.person_forms import NumberLine, PersonForm
from desktop_app.domain.reports import ReportKind
from desktop_app.domain.retention import RetentionKind
from desktop_app.foundation.places import Places
from desktop_app.foundation.progress import Silent
from desktop_app.intake import shared_texts
from desktop_app.intake.mapping import Mapping
from desktop_app.store.journal import JournalFilter
from desktop_app.workflows.back_up import back_up, verify_store
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import save_draft
from desktop_app.workflows.export_table import ShownTable, export_table
from desktop_app.workflows.find import find
from desktop_app.workflows.import_contributions import import_contributions
from desktop_app.workflows.import_mapping import first_rows, keep_mapping, proposed_mapping
from desktop_app.workflows.issue_document import IssuedDocument, print_noted, save_noted
from desktop_app.workflows.likely_same import likely_pairs, look_through
from desktop_app.workflows.merge_people import merge_persons
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.people import enter_person, people_page
from desktop_app.workflows.person_file import person_file_pdf, write_person_file
from desktop_app.workflows.places_kept import Place
from desktop_app.workflows.propose import accept
from desktop_app.workflows.read_journal import export_journal
from desktop_app.workflows.remove_records import propose_removal
from desktop_app.workflows.reports import export_report, report, report_document
from desktop_app.workflows.retention import propose_period
from desktop_app.workflows.undo_import import undo_import
from tests.support import hendyce
from tests.support.case_desks import take_in
from tests.support.plain_bytes import told_by
from tests.support.two_persons import PASSPHRASES, Desks, set_up

REASON = "Her niece Clothilde wrote so"
KNOWN = (
    "Hendyce", "Bernadette", "104 882", "104882", "Kingstown Trading", "Zéphirin", "zephirin", "Marguerite",
    "900 777", "900777", "Soufriere Bakery", "Ollivierre", REASON, "Clothilde", *PASSPHRASES.values(),
)  # fmt: skip
ROWS = (
    ("NIS No", "Surname", "First name", "Date of birth", "Year", "Weeks", "Earnings", "Employer"),
    ("104 882", "Hendyce", "Bernadette", "14/06/1954", "1988", "14", "4200.00", "Kingstown Trading"),
    *(
        (f"900 {777 + n}", "Zéphirin", "Marguerite", "3 Mar 1960", "1989", "40", "9000.00", "Soufriere Bakery")
        for n in range(40)
    ),
)
TWIN = PersonForm(
    surname="Zephirin",
    forenames="Marguerite",
    birth_date="3 Mar 1960",
    sex="female",
    numbers=(NumberLine(state="VC", number="900-777-B"),),
)


@dataclass(slots=True)
class Office:
    """An office on the disk, its temporary folder, and where its people let files out to, which is not looked at."""

    desks: Desks
    folder: Path
    temporary: Path
    outside: Path
    key: str

    @property
    def desk(self) -> Desk:
        return self.desks.desk

    def left(self) -> list[str]:
        """What the office's own folder and the temporary one tell."""
        return told_by(KNOWN, self.folder, self.temporary)


@pytest.fixture(name="office")
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    temporary, outside = tmp_path / "temporary", tmp_path / "outside"
    for made in (temporary, outside):
        made.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(shared_texts, "IN_MEMORY", 1)  # what a workbook of a million rows does, a small one does too
    desks = set_up(tmp_path / "office", "hubert", "dora")
    key = take_in(desks.desk)
    yield Office(desks, tmp_path / "office", temporary, outside, key)
    desks.close()


def _brought(desk: Desk, outside: Path) -> tuple[Path, Mapping]:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)  # type: ignore[union-attr] - a new workbook has a sheet
    book.save(outside / "payroll.xlsx")
    mapping = proposed_mapping(desk, "Mainframe", first_rows(desk, outside / "payroll.xlsx")[1][0][1])
    return outside / "payroll.xlsx", mapping


def test_what_comes_in_from_a_file_is_found_joined_and_taken_out_again_leaves_nothing(office: Office) -> None:
    desk = office.desk
    path, mapping = _brought(desk, office.outside)
    keep_mapping(desk, mapping)
    known = enter_person(desk, TWIN).person.id
    tried = import_contributions(desk, path, mapping, try_only=True)
    assert tried.new_persons == 40
    assert tried.alike_count
    assert office.left() == []
    kept = import_contributions(desk, path, mapping)
    look_through(desk, Silent())
    assert likely_pairs(desk)
    for typed in ("Zéphirin", "zephirn", "900 777", "Marguerite", "Hendyce"):
        assert find(desk, typed)
        people_page(desk, typed)
    (same,) = [person.id for person in desk.store.persons.find_by_number("VC", "900 777")]
    merge_persons(desk, kept_id=known, gone_id=same, reason=REASON)
    assert office.left() == []
    desk.store.forget()
    assert office.left() == []
    (other,) = (line for line in desk.store.imports.all() if line.id == kept.import_id)
    assert other.records == kept.records
    desk.close()
    assert office.left() == []
    assert list(office.temporary.iterdir()) == []


def test_what_is_let_out_is_outside_alone(office: Office) -> None:
    desk = office.desks.as_user("hubert")
    person = desk.store.claims.get(office.key).person_id
    pages = IssuedDocument(name="letter.pdf", data=person_file_pdf(desk, person))
    write_person_file(desk, person, office.outside / "record.zip")
    write_person_file(desk, person, office.outside / "record.json")
    export_journal(desk, JournalFilter(), office.outside / "journal.xlsx")
    table = ShownTable(name="People", titles=("Name",), rows=[("Hendyce, Bernadette",)], personal=frozenset({0}))
    export_table(desk, table, office.outside / "people.xlsx")
    export_table(desk, table, office.outside / "people.csv")
    for kind in ReportKind:
        export_report(desk, made := report(desk, kind), office.outside / f"{kind.value}.xlsx")
        report_document(desk, made)
    save_noted(desk, pages, office.outside / "letter.pdf")
    print_noted(desk, pages)
    verify_store(desk)
    assert told_by(KNOWN, office.outside), "the search finds what is let out"
    assert office.left() == []
    assert list(office.temporary.iterdir()) == []


def test_what_was_removed_leaves_nothing_and_neither_does_removing(office: Office) -> None:
    head = office.desks.as_user("hubert")
    key = start_claim(office.desk).key
    form = replace(hendyce.CLAIMANT, surname="Ollivierre", filing_proof=REASON)
    save_draft(office.desk, key, place=Place(page="claim", claim_key=key), claimant=form)
    path, mapping = _brought(office.desk, office.outside)
    kept = import_contributions(office.desk, path, mapping)
    period = propose_period(office.desk, RetentionKind.DRAFT, 12, legal_reference="Records Act", reason=REASON)
    accept(office.desks.as_user("hubert"), period.id)
    office.desks.clock.set(datetime(2031, 1, 10, 9, 0, tzinfo=UTC))
    desk = office.desks.as_user("carlotta")
    going = propose_removal(desk, RetentionKind.DRAFT, [key], reason=REASON)
    accept(office.desks.as_user("hubert"), going.id)
    assert head.store.drafts.get(key) is None
    undo_import(office.desks.as_user("hubert"), kept.import_id)
    assert office.left() == []
    office.desk.close()
    assert office.left() == []


class Killed:
    """A power cut at the nth step of a kind: not a line of the program runs after it."""

    def __init__(self, what: str = "", steps: int = 1) -> None:
        self.what, self.left = what, steps

    def step(self, _done: int, _total: int, what: str = "") -> None:
        self.left -= what.startswith(self.what)
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _in_an_act(desk: Desk, _outside: Path) -> None:
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}, said=REASON):
        for number in range(400):
            desk.store.settings.set(f"note-{number}", "Zéphirin Marguerite " * 40)
        Killed().step(0, 0)


def _typing(desk: Desk, _outside: Path) -> None:
    for letters in range(1, 11):
        form = replace(hendyce.CLAIMANT, surname="Ollivierre"[:letters])
        save_draft(desk, "a-draft", place=Place(page="claim"), claimant=form)
    find(desk, "Ollivierre")
    Killed().step(0, 0)


CUTS: dict[str, Callable[[Desk, Path], object]] = {
    "in an act": _in_an_act,
    "typing": _typing,
    "trying a file": lambda desk, outside: import_contributions(
        desk, *_brought(desk, outside), progress=Killed("import_alike", 1), try_only=True
    ),
    "bringing a file in": lambda desk, outside: import_contributions(
        desk, *_brought(desk, outside), progress=Killed("import_rows", 2)
    ),
    "a table half written": lambda desk, outside: export_journal(
        desk, JournalFilter(), outside / "journal.xlsx", Killed("journal_export", 1)
    ),
    "a person's file half made": lambda desk, outside: write_person_file(
        desk, desk.store.claims.page()[0].person_id, outside / "record.zip", Killed(steps=3)
    ),
    "a backup half made": lambda desk, outside: back_up(desk, outside, Killed("verify", 1)),
    "the records held against the journal": lambda desk, _outside: verify_store(desk, Killed("verify_records", 4)),
}


@pytest.mark.skipif(sys.platform == "win32", reason="a process is divided and killed, as a power cut would")
@pytest.mark.parametrize("cut", CUTS)
def test_a_power_cut_in_the_midst_leaves_nothing_either(office: Office, cut: str) -> None:
    places, clock = office.desk.places, office.desk.clock
    known = enter_person(office.desk, TWIN).person.id
    office.desk.close()
    child = os.fork()
    if not child:
        try:
            CUTS[cut](sign_in(Places.at(office.folder), clock, "hubert", PASSPHRASES["hubert"]), office.outside)
        finally:
            os._exit(3)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it was over before the cut"
    assert office.left() == []
    desk = sign_in(places, clock, "carlotta", PASSPHRASES["carlotta"])
    try:
        assert desk.store.persons.find(known) is not None
        assert desk.store.verify().sound
        assert office.left() == []
    finally:
        desk.close()
