import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import __version__
from desktop_app.commands.entry import COMMANDS, load
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import StoreProblem
from tests.support.command_line import CommandLine, sample_path
from tests.support.sources import ROOT


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_window_opens_where_no_command_is_named(command_line: CommandLine, tmp_path: Path) -> None:
    for arguments in ([], ["run"], ["--training"], ["run", "--training"], ["--data", str(tmp_path)]):
        assert command_line.run(*arguments).status == 0

    office, training = Places.default().data, Places.default(training=True).data
    assert command_line.opened == [
        (office, False),
        (office, False),
        (training, True),
        (training, True),
        (tmp_path, False),
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["calculatee"], "there is no command “calculatee”; there are: run, calculate, rules, "),
        (["calculate"], "the following arguments are required: CASE.json."),
        (["calculate", "x.json", "--json", "--explain"], "not allowed with argument"),
        (["--no-such-option"], "unrecognized arguments: --no-such-option."),
        (["rules", "show", "VC"], "the following arguments are required: --on."),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(
    command_line: CommandLine, arguments: list[str], sentence: str
) -> None:
    answer = command_line.run(*arguments)

    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_with_an_example(command_line: CommandLine, name: str) -> None:
    answer = command_line.run(name, "--help")

    assert answer.status == 0
    assert all(f"cass-desk {example}" in answer.out for example in load(name).examples)


@pytest.mark.parametrize("part", ["check", "show"])
def test_the_parts_of_a_command_help_with_an_example_too(command_line: CommandLine, part: str) -> None:
    assert f"cass-desk rules {part} " in command_line.run("rules", part, "--help").out


def test_help_names_every_command_and_version_the_version(command_line: CommandLine) -> None:
    shown = command_line.run("--help")

    assert shown.status == 0
    assert all(f"  {name} " in shown.out for name in COMMANDS)
    assert command_line.run("--version").out == f"CASS Desk {__version__}\n"


def test_a_stack_trace_is_shown_only_when_asked_for(command_line: CommandLine, tmp_path: Path) -> None:
    absent = str(tmp_path / "none.json")

    assert "Traceback" not in command_line.run("calculate", absent).err
    traced = command_line.run("calculate", absent, "--debug").err
    assert "Traceback" in traced
    assert traced.splitlines()[-1] == f"cass-desk: there is no file {absent}."
    assert command_line.run("--debug", "calculate", absent).err.startswith("Traceback")


def test_a_refusal_of_the_window_is_said_too(capsys: pytest.CaptureFixture[str]) -> None:
    from desktop_app.commands.entry import main

    def refused(_places: Places, _training: bool) -> int:
        raise StoreProblem("store_in_use")

    assert main([], refused, int) == 1
    said = capsys.readouterr()
    assert said.err.startswith("cass-desk: ")
    assert said.err.count("\n") == 1


def test_stopping_it_is_said_calmly(capsys: pytest.CaptureFixture[str]) -> None:
    from desktop_app.commands.entry import main

    def stopped(_places: Places, _training: bool) -> int:
        raise KeyboardInterrupt

    assert main([], stopped, int) == 1
    assert capsys.readouterr().err == "cass-desk: stopped.\n"


def test_the_program_calculates_without_touching_qt() -> None:
    code = "import sys; from desktop_app.__main__ import main; main(); sys.exit('PySide6' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code, "calculate", sample_path(), "--json"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["totalised_weeks"] == 740


def test_the_program_answers_with_its_exit_status_and_one_sentence() -> None:
    ran = program("calculate", "no-such-case.json")

    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "cass-desk: there is no file no-such-case.json.\n"


def test_a_reader_that_goes_away_is_no_defect() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "calculate", sample_path(), "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        assert ran.stderr.read() == b""
    assert ran.returncode == 1
