"""What is printed, saved or exported: each way is gone for real, and the journal knows it or nothing has left."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from desktop_app.foundation.problems import StoreProblem
from desktop_app.workflows.left_files import known_folders
from tests.support.ways_out import FILES, OTHERS, PAPER, Office, Way, office

EVERY_FILE = [*FILES.items(), *OTHERS.items()]


@pytest.fixture(name="at", scope="module")
def _at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = office(tmp_path_factory.mktemp("offices"))
    yield made
    made.close()


def since(at: Office, line: int) -> list[str]:
    return [entry.verb for entry in at.desk.store.journal.lines(limit=20) if entry.id > line]


def last(at: Office) -> int:
    return at.desk.store.journal.lines(limit=1)[0].id


@pytest.mark.parametrize(("name", "way"), EVERY_FILE, ids=lambda value: value if isinstance(value, str) else "")
def test_a_file_that_leaves_is_an_act_of_who_is_signed_in(at: Office, name: str, way: Way, tmp_path: Path) -> None:
    before = last(at)
    way.go(at, tmp_path)
    assert [path for path in tmp_path.iterdir() if path.stat().st_size], name
    assert since(at, before).count(way.verb) == 1
    (line,) = [entry for entry in at.desk.store.journal.lines(limit=20) if entry.id > before and entry.verb == way.verb]
    assert line.user == at.desk.user.id


@pytest.mark.parametrize(("name", "way"), PAPER.items(), ids=lambda value: value if isinstance(value, str) else "")
def test_paper_that_leaves_is_an_act_too(at: Office, name: str, way: Way, tmp_path: Path) -> None:
    before = last(at)
    way.go(at, tmp_path)
    assert since(at, before) == [way.verb], name


@pytest.mark.parametrize(
    ("name", "way"),
    [each for each in EVERY_FILE if not each[1].sealed],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_journal_cannot_be_told_of_does_not_stay_outside(
    at: Office, name: str, way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk of the store is full, and the stick is not."""
    write = at.desk.store.journal.write

    def full(*, verb: str, **told: Any) -> int:
        if verb == way.verb:
            _refuse()
        return write(verb=verb, **told)

    monkeypatch.setattr(at.desk.store.journal, "write", full)
    before = last(at)
    with pytest.raises(StoreProblem, match="disk_full"):
        way.go(at, tmp_path)
    assert list(tmp_path.iterdir()) == [], name
    assert known_folders(at.desk)[0] == tmp_path, "what a power cut leaves there is taken away at the next start"
    assert way.verb not in since(at, before)


def _refuse() -> NoReturn:
    raise StoreProblem("disk_full")
