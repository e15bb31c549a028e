"""A person may ask what is kept about them: one record to print, and the same for other programs with every paper."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.users import Role, User
from desktop_app.foundation.problems import DutyProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.workflows.issue_letters import decision_letter
from desktop_app.workflows.person_file import person_file, person_file_json, person_file_pdf, write_person_file
from desktop_app.workflows.protected import protect
from tests.support import pdfs
from tests.support.claim_desks import Offices, answered, three_offices
from tests.workflows.test_decisions import as_second, decided

HEAD = User(id="u-head", name="Hubert Sample-Head", role=Role.HEAD)


class StopsAfter:
    """Somebody who presses Cancel after some steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self, done: int, total: int, what: str = "") -> None:
        if not self.left:
            raise Cancelled(done, total, what)
        self.left -= 1


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def person_of(offices: Offices, key: str) -> str:
    return offices.vc.store.claims.get(key).person_id


def test_the_record_tells_everything_from_the_work_history_to_who_worked_on_it(
    offices: Offices, tmp_path: Path
) -> None:
    key = answered(offices)
    decided(offices.vc, key)
    told = pdfs.flat_text(person_file_pdf(as_second(offices.vc), person_of(offices, key)), tmp_path)
    for known in (
        "Bernadette Hendyce",
        "14 Jun 1954",
        "104 882",
        "Kingstown Trading Co.",
        "Castries Bay Hotel Ltd",
        "Certificates of insurance periods",
        "XCD 35.88",
        "A claim was registered",
        "LC-NIC",
    ):
        assert known in told, known


def test_the_same_reads_as_json_with_every_week(offices: Offices) -> None:
    key = answered(offices)
    said = json.loads(person_file_json(person_file(offices.vc, person_of(offices, key))))
    assert (said["format"], said["format_version"]) == ("cass-person-file", "1.0")
    assert said["person"]["surname"] == "Hendyce"
    (claim,) = said["claims"]
    rows = [row for certificate in claim["certificates"] for row in certificate["rows"]]
    assert sum(row["weeks_paid"] + row["weeks_credited"] for row in rows) == 740


def test_the_file_holds_the_papers_too_and_the_journal_knows_that_it_was_made(offices: Offices, tmp_path: Path) -> None:
    key = answered(offices)
    decided(offices.vc, key)
    letter = decision_letter(offices.vc, key).data
    path = tmp_path / "record.zip"
    write_person_file(as_second(offices.vc), person_of(offices, key), path)
    with zipfile.ZipFile(path) as whole:
        names = whole.namelist()
        assert names[:2] == ["record.pdf", "record.json"]
        (kept,) = [name for name in names if name.endswith("decision_letter.pdf")]
        assert whole.read(kept) == letter
        assert not any("endyce" in name for name in names)
    assert "person_file_made" in {line.verb for line in offices.vc.store.journal.lines()}


def test_the_ending_says_whether_it_is_printed_or_read_by_programs(offices: Offices, tmp_path: Path) -> None:
    key = answered(offices)
    person_id, desk = person_of(offices, key), as_second(offices.vc)
    write_person_file(desk, person_id, tmp_path / "record.pdf")
    assert "Bernadette Hendyce" in pdfs.flat_text((tmp_path / "record.pdf").read_bytes(), tmp_path)
    write_person_file(desk, person_id, tmp_path / "record.JSON")
    assert json.loads((tmp_path / "record.JSON").read_bytes())["person"]["surname"] == "Hendyce"


def test_stopping_leaves_no_file_and_no_line(offices: Offices, tmp_path: Path) -> None:
    key = answered(offices)
    desk = as_second(offices.vc)
    for steps in (0, 1, 2):
        with pytest.raises(Cancelled):
            write_person_file(desk, person_of(offices, key), tmp_path / "record.zip", StopsAfter(steps))
    assert not list(tmp_path.glob("record*"))
    assert "person_file_made" not in {line.verb for line in desk.store.journal.lines()}


def test_who_is_not_named_gets_no_record_of_a_protected_person(offices: Offices, tmp_path: Path) -> None:
    key = answered(offices)
    person_id = person_of(offices, key)
    with offices.vc.store.act(verb="user_added", user=offices.vc.user.id, about=HEAD.id, facts={}):
        offices.vc.store.users.add(HEAD, login="hubert")
    head = replace(offices.vc, user=HEAD)
    protect(head, key, reason="A colleague", named=())
    with pytest.raises(DutyProblem) as problem:
        write_person_file(as_second(head), person_id, tmp_path / "record.zip")
    assert problem.value.code == "case_protected"
    assert not (tmp_path / "record.zip").exists()
    write_person_file(replace(offices.vc, user=HEAD), person_id, tmp_path / "record.zip")
    assert (tmp_path / "record.zip").exists()


def test_a_clerk_alone_hands_out_no_record(offices: Offices, tmp_path: Path) -> None:
    key = answered(offices)
    as_second(offices.vc)
    with pytest.raises(DutyProblem):
        write_person_file(offices.vc, person_of(offices, key), tmp_path / "record.zip")
    assert not (tmp_path / "record.zip").exists()
