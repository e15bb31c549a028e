import json
import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Self

import pytest

from desktop_app.calculation.engine import award
from desktop_app.commands import bench
from desktop_app.commands.bench_memory import ratio_words
from desktop_app.commands.command import Outside
from desktop_app.commands.entry import load, parser_of
from desktop_app.commands.self_test import EXAMPLE
from desktop_app.foundation.clock import SystemClock
from desktop_app.foundation.places import resource
from desktop_app.foundation.problems import PlaceProblem
from desktop_app.foundation.progress import Cancelled, Silent
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows import bench_calculate, bench_peer
from desktop_app.workflows.bench_peer import Peer, peer_python
from desktop_app.workflows.case_file import read_case
from desktop_app.workflows.consult_rules import load_rulebook


class ConstantPeer:
    """Answers at once that every calculation took a millisecond."""

    def __init__(self, *_: object) -> None:
        self.asked: list[int] = []

    def ask(
        self, persons: int, rows: Sequence[Mapping[str, int]], other_weeks: int, rule: Mapping[str, int]
    ) -> tuple[int, str]:
        assert sum(row["weeks"] for row in rows) + other_weeks == 740
        assert rule["qualifying_weeks"] == 500
        self.asked.append(persons)
        return 1_000_000, "88.50"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class Impatient:
    def step(self, done: int, total: int, what: str = "") -> None:
        del done, total, what
        raise Cancelled


@pytest.fixture(name="rules")
def _rules() -> Rulebook:
    return load_rulebook()


def test_claims_differ_in_earnings_and_in_nothing_else(rules: Rulebook) -> None:
    case = read_case(resource(*EXAMPLE).read_bytes(), rules.agreement)
    made = list(islice(bench_calculate.claims_like(case), bench_calculate.SPREAD))
    results = [award(claim, rules.packs, rules.agreement, trace=False) for claim in made[:20]]
    assert len({line.state("VC").average_weekly for line in results}) == 20
    assert {line.totalised_weeks for line in results} == {740}


def test_cut_rows_give_the_same_award(rules: Rulebook) -> None:
    case = read_case(resource(*EXAMPLE).read_bytes(), rules.agreement)
    cut = [part for row in case.periods for part in bench_calculate._cut(row, 7)]
    assert sum(part.weeks for part in cut) == sum(row.weeks for row in case.periods)
    assert sum(part.earnings.minor for part in cut if part.earnings) == sum(
        row.earnings.minor for row in case.periods if row.earnings
    )


def test_figures_and_ratios_are_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bench, "Peer", ConstantPeer)
    monkeypatch.setattr(bench, "peer_python", lambda folder, _python: folder)
    outside = Outside(run_window=lambda _places, _training: 0, build_screens=lambda: 0, clock=SystemClock())
    command = load("bench")
    args = parser_of("bench", command).parse_args(["calculate", "--persons", "40", "--rounds", "3", "--json"])
    assert command.run(args, outside) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["one_claim"]["peer_ns"] == 1_000_000
    assert told["one_claim"]["weekly"] == told["one_claim"]["peer_weekly"] == "88.50"
    assert told["one_claim"]["figures"] > 100
    assert told["many_claims"]["persons"] == 40
    assert [number for number, _ in told["growth"]["rows"]["measured"]] == [17, 34, 68, 136, 272]
    args = parser_of("bench", command).parse_args(["--persons", "40", "--rounds", "3"])
    assert command.run(args, outside) == 0
    assert "88.50 here, 88.50 there" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("ours", "theirs", "said"), [(1, 2, "0.50"), (2, 3, "0.67"), (1234, 1, "1,234.00"), (1, 0, "1.00")]
)
def test_a_ratio_is_two_decimals_of_whole_numbers(ours: int, theirs: int, said: str) -> None:
    assert ratio_words(ours, theirs) == said


def test_growth_compares_the_cost_of_one() -> None:
    assert bench_calculate.Growth(of="rows", measured=((10, 1000), (20, 2000))).ratio == 1


def test_it_stops_when_asked(rules: Rulebook) -> None:
    case = read_case(resource(*EXAMPLE).read_bytes(), rules.agreement)
    with pytest.raises(Cancelled):
        bench_calculate.growth_with_claims(case, rules, claims=4, progress=Impatient())


def test_the_installed_program_asks_for_a_python(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(PlaceProblem, match="bench_needs_python"):
        peer_python(tmp_path)


def test_a_peer_that_cannot_be_made_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bench_peer, "PEER", "no such package at all")
    with pytest.raises(PlaceProblem, match="bench_peer_missing"):
        peer_python(tmp_path / "peer", Path(sys.executable).with_name("no-such-python"))


def test_a_peer_that_dies_is_said() -> None:
    with Peer(Path("/bin/true")) as peer, pytest.raises(PlaceProblem, match="bench_peer_failed"):
        peer.ask(1, [], 0, {})


def test_silence_is_progress_too(rules: Rulebook) -> None:
    case = read_case(resource(*EXAMPLE).read_bytes(), rules.agreement)
    one = bench_calculate.one_claim(case, rules, ConstantPeer(), rounds=2, progress=Silent())  # type: ignore[arg-type]
    assert one.rounds == 2


def test_the_exchange_is_measured_beside_its_references(capsys: pytest.CaptureFixture[str]) -> None:
    parser = parser_of("bench", load("bench"))
    outside = Outside(run_window=lambda *_: 0, build_screens=lambda: 0, clock=SystemClock())
    assert bench.COMMAND.run(parser.parse_args(["exchange", "--bundles", "3", "--json"]), outside) == 0
    told = json.loads(capsys.readouterr().out)
    assert 0 < told["bytes"]["deflated_json"] < told["bytes"]["sealed"] < told["bytes"]["sealed_xml"]
    assert told["bytes"]["sealed"] == sum(size for name, size in told["bytes"].items() if name.startswith("of_which"))
    assert told["bytes"]["least_with_these_tools"] < told["bytes"]["sealed"] <= 3 * 1024
    assert all(spent for spent in told["made_in_ns"].values() if spent is not None)
    assert told["imports"]["bundles"] == 3
    assert told["imports"]["ours_ns"] > told["imports"]["bare_ns"] > 0
    assert bench.COMMAND.run(parser.parse_args(["exchange", "--bundles", "1"]), outside) == 0
    assert "ratio" in capsys.readouterr().out


def test_the_exchange_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    parser = parser_of("bench", load("bench"))
    outside = Outside(run_window=lambda *_: 0, build_screens=lambda: 0, clock=SystemClock())
    assert bench.COMMAND.run(parser.parse_args(["exchange", "--bundles", "2"]), outside) == 0
    told = capsys.readouterr().out
    assert "sealed and signed bundle" in told
    assert "the seal, for two offices" in told
    assert "2 bundles received, verified and kept" in told
