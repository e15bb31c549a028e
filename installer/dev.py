#!/usr/bin/env python3
"""Set up and open CASS Desk, or set up and check it, on a computer that has only Python.

    python3 installer/dev.py run  [-- ARGUMENTS OF THE PROGRAM]     for instance: run -- --training
    python3 installer/dev.py test [-- ARGUMENTS OF PYTEST]          for instance: test -- -k worksheet

The tests run on every core at once; `test -- -n 0` runs them one after the other, as a debugger needs it.
Standard library only; must parse on old Pythons, so that they can be told to be old.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

import debian
import environment
from environment import ROOT, VENV, SetUpError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import FrameType

_BEGAN = time.monotonic()
_SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
_EVERY_CORE = ["-n", "auto", "--dist", "worksteal"]
NO_DISPLAY = (
    "There is no display here to open a window on: log in to a desktop first, or, to try it on a virtual screen,\n"
    "start it with: xvfb-run -a python3 installer/dev.py run"
)


class Check(NamedTuple):
    """One of the project's checks."""

    name: str
    command: list[str]


class Outcome(NamedTuple):
    """How a check went."""

    name: str
    passed: bool
    seconds: float


def say(text: str) -> None:
    """Tell what is going on, with the seconds since the start."""
    print(f"[{time.monotonic() - _BEGAN:5.0f} s] {text}", flush=True)


def main(arguments: list[str]) -> int:
    """Do what the command line asks; the answer is the exit status."""
    verb, rest = split_arguments(arguments)
    if verb not in {"run", "test"}:
        print(__doc__)
        return 0 if verb in {"-h", "--help", "help"} else 2
    before = signal.signal(signal.SIGTERM, _stop)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old console lacks letters, which is no reason to stop
    try:
        return _run(rest) if verb == "run" else _test(rest)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Nothing half-made was left behind.", file=sys.stderr)
        return 130
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def split_arguments(arguments: list[str]) -> tuple[str, list[str]]:
    """Part the verb from what is passed through; the `--` between them may be left out."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    return verb, rest[1:] if rest[:1] == ["--"] else rest


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    """Tell whether a window can open; on Windows always."""
    if not platform.startswith("linux") or environ.get("QT_QPA_PLATFORM", "").startswith(_SCREENLESS):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def program_environment(environ: Mapping[str, str], platform: str) -> dict[str, str]:
    """Choose the program's surroundings: text is UTF-8 everywhere, and the checkout is found from any folder."""
    chosen = {"PYTHONUTF8": "1", **environ, "PYTHONPATH": str(ROOT)}
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    if platform.startswith("linux") and "utf" not in locale.casefold():
        chosen["LC_ALL"] = "C.UTF-8"  # Qt says at length that it wants one
    return chosen


def _run(arguments: list[str]) -> int:
    if not has_display(os.environ, sys.platform):
        raise SetUpError(NO_DISPLAY)
    window = not os.environ.get("QT_QPA_PLATFORM", "").startswith(_SCREENLESS)
    set_up(environment.RUN_LOCKS, window=window, programs={})
    say("opening CASS Desk")
    command = [str(environment.python_of(VENV)), "-m", "desktop_app", "run", *arguments]
    return subprocess.run(command, env=program_environment(os.environ, sys.platform), check=False).returncode


def set_up(locks: tuple[Path, ...], *, window: bool, programs: Mapping[str, str]) -> None:
    """See to the system's libraries and programs, then to the environment. Raises `SetUpError`."""
    environment.check_python(sys.version_info[:2])
    if sys.platform.startswith("linux"):
        debian.ensure(window=window, programs=programs, say=say)
    environment.ensure(locks, say)


def checks(pytest_arguments: list[str]) -> list[Check]:
    """List the project's checks, in the order they are run."""
    python = str(environment.python_of(VENV))
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    return [
        Check("format", [python, "-m", "ruff", "format", "--check", "."]),
        Check("lint", [python, "-m", "ruff", "check", "."]),
        Check("types", [python, "-m", "mypy"]),
        Check("floors", [str(environment.script_of(VENV, "lint-imports")), "--no-logo"]),
        Check("tests", [python, "-m", "pytest", *_EVERY_CORE, *colour, *pytest_arguments]),
    ]


def _test(arguments: list[str]) -> int:
    set_up(environment.TEST_LOCKS, window=True, programs=debian.TEST_PROGRAMS)
    environ = {**program_environment(os.environ, sys.platform), "QT_QPA_PLATFORM": "offscreen"}
    outcomes: list[Outcome] = []
    summary = ""
    for check in checks(arguments):
        say(f"{check.name}: {' '.join(check.command[1:]) or check.command[0]}")
        began = time.monotonic()
        status, summary = _heard(check.command, environ)
        outcomes.append(Outcome(check.name, status == 0, time.monotonic() - began))
    print(table(outcomes))
    print(summary, flush=True)  # pytest's own last line, so that the counts stand where everybody looks
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def _heard(command: list[str], environ: Mapping[str, str]) -> tuple[int, str]:
    """Run a check, show every line as it comes, and keep the last."""
    last = ""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                last = line.rstrip("\n") if line.strip() else last
        except BaseException:
            process.terminate()
            raise
    return process.returncode, last


def table(outcomes: list[Outcome]) -> str:
    """Write one line a check: its name, how it went, how long it took."""
    lines = [f"  {each.name:<8}{'passed' if each.passed else 'FAILED':<8}{each.seconds:8.1f} s" for each in outcomes]
    return "\n".join(["", *lines, ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
