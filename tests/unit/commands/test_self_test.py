import subprocess
import sys

import pytest

from desktop_app.commands import self_test
from desktop_app.wording.command_words import PROOFS
from tests.support.command_line import SCREENS, CommandLine
from tests.support.sources import ROOT


def test_it_does_everything_once_and_says_a_line_for_each(command_line: CommandLine) -> None:
    answer = command_line.run("self-test")

    assert (answer.status, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert len(lines) == len(PROOFS)
    assert lines[-1] == f"screens built: {SCREENS}"
    assert "published example calculated: 3 States as expected" in lines


def test_a_screen_that_cannot_be_built_fails_it(command_line: CommandLine) -> None:
    def broken() -> int:
        raise RuntimeError("no screen")

    command_line.build_screens = broken
    answer = command_line.run("self-test")

    assert answer.status == 1
    assert answer.err.startswith("cass-desk: something went wrong in the program itself")
    assert "no screen" not in answer.err
    assert answer.err.count("\n") == 1


def test_an_example_that_comes_out_otherwise_fails_it(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(self_test.EXPECTED, "VC", "34.51")

    assert command_line.run("self-test").status == 1


@pytest.mark.slow
def test_the_program_builds_its_real_screens_unseen_and_ends() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "desktop_app", "self-test"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1].startswith("screens built: ")
