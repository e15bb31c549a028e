"""The virtual environment `.venv`: whole and as the locks say, or not there.

It is built in its place, because the scripts in it know their own address. A stamp written last says what was
installed; an environment without a stamp is half-made and is removed. An outdated one is set aside until its successor
stands.
Standard library only; must parse on old Pythons, so that they can be told to be old.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Say = Callable[[str], None]
    Build = Callable[[Path, tuple[Path, ...], Say], None]

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
RUN_LOCKS = (ROOT / "installer" / "requirements.lock",)
TEST_LOCKS = (*RUN_LOCKS, ROOT / "installer" / "requirements-dev.lock")
STAMP = "whole.json"
OLDEST, TOO_NEW = (3, 11), (3, 15)
_TAIL_LINES = 25


class SetUpError(Exception):
    """The set-up cannot go on; the text says why and what to do, in whole sentences."""


def check_python(version: tuple[int, int]) -> None:
    """Refuse a Python the program does not run on."""
    if not OLDEST <= version < TOO_NEW:
        raise SetUpError(
            f"CASS Desk needs Python {OLDEST[0]}.{OLDEST[1]} to {TOO_NEW[0]}.{TOO_NEW[1] - 1}; "
            f"this is Python {version[0]}.{version[1]}.\n"
            f"Start this command with another Python, for instance: python{OLDEST[0]}.{OLDEST[1]} installer/dev.py run"
        )


def wanted_stamp(locks: tuple[Path, ...]) -> dict[str, str]:
    """Say what an environment made from these locks by this Python is stamped with."""
    stamp = {"python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    for lock in locks:
        stamp[lock.name] = hashlib.sha256(lock.read_bytes()).hexdigest()
    return stamp


def is_whole(venv: Path, wanted: dict[str, str]) -> bool:
    """Tell whether the environment was finished and holds at least what is wanted."""
    found = read_stamp(venv)
    return found is not None and python_of(venv).exists() and all(found.get(key) == wanted[key] for key in wanted)


def read_stamp(venv: Path) -> dict[str, str] | None:
    """Read an environment's stamp; None when it was never finished, or is not there."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) else None


def python_of(venv: Path) -> Path:
    """Name the environment's Python."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def script_of(venv: Path, name: str) -> Path:
    """Name one of the environment's commands."""
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


def ensure(locks: tuple[Path, ...], say: Say, venv: Path = VENV, build: Build | None = None) -> None:
    """Leave a whole environment at `venv`, or raise and leave what was whole before, or nothing.

    Raises `SetUpError`; on Ctrl-C, too, nothing half-made stays. `build` fills the empty place; pip does, if not told.
    """
    aside = venv.with_name(f"{venv.name}.old")
    recover(venv, aside)
    wanted = wanted_stamp(locks)
    if is_whole(venv, wanted):
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise SetUpError("This Python cannot make virtual environments (its ensurepip is missing).")
    if venv.exists():
        say("the environment in .venv does not hold what is needed now: making it anew")
        venv.rename(aside)
    else:
        say("making the environment in .venv (some minutes the first time, no wait the next)")
    try:
        (build or build_with_pip)(venv, locks, say)
        (venv / STAMP).write_text(json.dumps(wanted, indent=1), encoding="utf-8")
    except BaseException:
        recover(venv, aside)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def recover(venv: Path, aside: Path) -> None:
    """Remove a half-made environment and bring back the one set aside for it, if any."""
    if venv.exists() and read_stamp(venv) is None:
        shutil.rmtree(venv)
    if aside.exists() and not venv.exists():
        aside.rename(venv)
    elif aside.exists():
        shutil.rmtree(aside, ignore_errors=True)


def build_with_pip(venv: Path, locks: tuple[Path, ...], say: Say) -> None:
    """Make the environment and install exactly what the locks pin, each file checked against its hash."""
    base = getattr(sys, "_base_executable", sys.executable)  # not an environment's own Python: that one may be removed
    run_told(
        [base, "-m", "venv", str(venv)],
        failed="The virtual environment could not be made.",
        hint="On Debian, python3-venv may be missing: sudo apt-get install python3-venv",
    )
    requirements = [part for lock in locks for part in ("-r", str(lock))]
    total = len(packages_in(locks))
    fetched: list[str] = []

    def hear(line: str) -> None:
        name = collected_name(line)
        if name is not None and name not in fetched:
            fetched.append(name)
            say(f"package {len(fetched)} of about {total}: {name}")
        elif line.startswith("Installing collected packages"):
            say("installing them")

    run_told(
        [
            *(str(python_of(venv)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"),
            *("--progress-bar", "off", "--no-deps", "--require-hashes", "--only-binary", ":all:"),
            *requirements,
        ],
        failed="The packages could not be installed.",
        hint="The first set-up needs the network (or pip's own settings for a mirror). Then try again.",
        hear=hear,
    )


def packages_in(locks: tuple[Path, ...]) -> set[str]:
    """List the packages that lock files pin."""
    pinned = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
    return {name for lock in locks for name in pinned.findall(lock.read_text(encoding="utf-8"))}


def collected_name(line: str) -> str | None:
    """Read a package's name from pip's line about it; None for any other line."""
    match = re.match(r"Collecting ([A-Za-z0-9._-]+)==", line)
    return match.group(1) if match else None


def run_told(
    command: list[str],
    *,
    failed: str,
    hint: str,
    hear: Callable[[str], None] | None = None,
    env: dict[str, str] | None = None,
) -> None:
    """Run a program, listen to its lines, and on failure raise `SetUpError` with its last ones."""
    tail: list[str] = []
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=env,
    ) as process:
        try:
            for line in process.stdout or ():
                tail = [*tail, line.rstrip()][-_TAIL_LINES:]
                if hear is not None:
                    hear(line)
        except BaseException:
            process.terminate()
            raise
    if process.returncode != 0:
        raise SetUpError("\n".join([*(f"  | {line}" for line in tail), failed, hint]))
