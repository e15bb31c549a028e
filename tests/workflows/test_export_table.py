"""Tables that leave the desk: as they were shown, told by the journal, with names for whom a role allows it."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.domain.users import Role
from desktop_app.foundation.problems import DutyProblem, PlaceProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.workflows import keep_users
from desktop_app.workflows.export_table import ShownTable, export_table
from tests.support.two_persons import CHEAP, Desks, set_up

OWN = "mango ferry candle drum"
TABLE = ShownTable(
    name="Claims",
    titles=("Number", "Claimant", "Weeks"),
    rows=[("VC-1", "=Sample, Ann", 12), ("VC-2", "Specimen, Bo", 1_040)],
    personal=frozenset({1}),
)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = set_up(tmp_path, "hubert", "dora", "marlon")
    keep_users.add_user(made.desk, name="Ada Sample", role=Role.AUDITOR, login="ada", passphrase=OWN, cost=CHEAP)
    yield made
    made.close()


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


class StopsAtOnce:
    def step(self, _done: int, _total: int, _what: str = "") -> None:
        raise Cancelled


def test_a_table_leaves_as_it_was_shown_and_the_journal_tells(desks: Desks, tmp_path: Path) -> None:
    done = export_table(desks.desk, TABLE, tmp_path / "claims.csv")
    assert (done.rows, done.left_out) == (2, ())
    assert csv_rows(done.path) == [
        ["Number", "Claimant", "Weeks"], ["VC-1", "'=Sample, Ann", "12"], ["VC-2", "Specimen, Bo", "1040"],
    ]  # fmt: skip
    line = desks.desk.store.journal.lines(limit=1)[0]
    assert (line.verb, line.facts) == ("persons_exported", {"table": "Claims", "rows": 2})
    assert desks.desk.store.changes.of(line.id).said == "claims.csv"


def test_the_ending_chooses_a_workbook(desks: Desks, tmp_path: Path) -> None:
    done = export_table(desks.desk, TABLE, tmp_path / "claims.xlsx")
    rows = list(load_workbook(done.path).worksheets[0].iter_rows(values_only=True))
    assert rows == [("Number", "Claimant", "Weeks"), ("VC-1", "=Sample, Ann", 12), ("VC-2", "Specimen, Bo", 1040)]


def test_names_stay_where_the_role_does_not_allow_them(desks: Desks, tmp_path: Path) -> None:
    desk = desks.as_user("ada")
    done = export_table(desk, TABLE, tmp_path / "claims.csv")
    assert done.left_out == ("Claimant",)
    assert csv_rows(done.path) == [["Number", "Weeks"], ["VC-1", "12"], ["VC-2", "1040"]]
    assert desk.store.journal.lines(limit=1)[0].verb == "table_exported"


def test_what_is_stopped_or_has_no_room_leaves_no_file_and_no_line(desks: Desks, tmp_path: Path) -> None:
    lines = desks.desk.store.journal.count()
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        export_table(desks.desk, TABLE, folder / "claims.xlsx", StopsAtOnce())
    with pytest.raises(PlaceProblem):
        export_table(desks.desk, TABLE, folder / "not there" / "claims.xlsx")
    assert list(folder.iterdir()) == []
    assert desks.desk.store.journal.count() == lines


def test_who_may_do_nothing_exports_nothing(desks: Desks, tmp_path: Path) -> None:
    marlon = desks.as_user("marlon")
    keep_users.deactivate(desks.desk, marlon.user.id)
    with pytest.raises(DutyProblem):
        export_table(marlon, TABLE, tmp_path / "claims.csv")
    assert not (tmp_path / "claims.csv").exists()
