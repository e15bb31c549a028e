"""The benchmarks of the memory: what they print, and that they measure what they say."""

import json
import tempfile
from pathlib import Path

import pytest

from desktop_app.commands import bench_memory
from desktop_app.foundation.clock import SystemClock
from desktop_app.foundation.progress import Cancelled
from desktop_app.workflows.bench_memory import searching
from desktop_app.workflows.sample_people import sample_person
from tests.support.command_line import CommandLine


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_memory, "FEW", 50)


def test_the_search_box_is_measured_beside_the_bare_index(command_line: CommandLine) -> None:
    answer = command_line.run("bench", "search", "--people", "200", "--rounds", "3", "--json")
    small, large = json.loads(answer.out)
    assert (answer.status, small["people"], large["people"], large["claims"]) == (0, 50, 200, 40)
    assert large["keys"]["times"] == large["bare"]["times"] > 15
    assert 0 < large["keys"]["median"] <= large["keys"]["ninety_nine"]


def test_the_claims_table_is_measured_at_both_ends(command_line: CommandLine) -> None:
    answer = command_line.run("bench", "store", "--people", "200", "--rounds", "3")
    assert answer.status == 0
    assert "a claim opened" in answer.out
    assert "200 people and 40 claims made" in answer.out


def test_the_same_number_is_the_same_invented_person() -> None:
    assert sample_person(7) == sample_person(7) != sample_person(8)
    assert len({sample_person(number).surname for number in range(2_000)}) > 1_000


def test_a_benchmark_can_be_stopped() -> None:
    class Impatient:
        def step(self, _done: int, _total: int, _what: str = "") -> None:
            raise Cancelled

    with tempfile.TemporaryDirectory() as folder, pytest.raises(Cancelled):
        searching(Path(folder), SystemClock(), people=10, rounds=1, progress=Impatient())
