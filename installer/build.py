#!/usr/bin/env python3
"""Freeze the program into one folder and prove that it runs alone: `python3 installer/build.py`.

Clean, draw the icon, freeze, collect the licences, self-test with an empty environment, note size and start-up, write
checksums. The same on each platform; the result lies in dist/cass-desk and is for the kind of system it was made on.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

import debian
import dev
import environment
from environment import ROOT, VENV, SetUpError

if TYPE_CHECKING:
    from pathlib import Path

DIST = ROOT / "dist"
FOLDER = DIST / "cass-desk"
WINDOWS = os.name == "nt"
PROGRAM = FOLDER / ("cass-desk.exe" if WINDOWS else "cass-desk")
BESIDE = (ROOT / "LICENSE", ROOT / "README.md", ROOT / "CHANGELOG.md")
_SELF_TEST_SECONDS = 300
_STARTS = 3
_MEGABYTE = 1_000_000


def main() -> int:
    """Build; the answer is the exit status."""
    try:
        dev.set_up(environment.TEST_LOCKS, window=True, programs={} if WINDOWS else debian.BUILD_PROGRAMS)
        freeze()
        self_test()
        report()
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    return 0


def freeze() -> None:
    """Make dist/cass-desk anew."""
    for made in (ROOT / "build", DIST):
        shutil.rmtree(made, ignore_errors=True)
    python = str(environment.python_of(VENV))
    dev.say("drawing the icon")
    environment.run_told(
        [python, str(ROOT / "installer" / "icon.py"), str(ROOT / "build" / "cass-desk.ico")],
        failed="The icon could not be drawn.",
        hint="Look at resources/icons/cass-desk.svg.",
    )
    dev.say("freezing (a minute or two)")
    environment.run_told(
        [
            *(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(DIST), "--workpath", str(ROOT / "build" / "freeze")),
            str(ROOT / "installer" / "cass_desk.spec"),
        ],
        failed="The program could not be frozen.",
        hint="The lines above are PyInstaller's.",
    )
    if sys.platform.startswith("linux"):
        for library in (FOLDER / "_internal" / "sqlcipher3").glob("*.so"):  # its debug symbols are 13 of its 21 MB
            environment.run_told(["strip", "--strip-unneeded", str(library)], failed="strip failed.", hint="")
    dev.say("collecting the licences of what it carries")
    environment.run_told(
        [python, str(ROOT / "installer" / "licences.py"), str(FOLDER)],
        failed="The licences could not be collected.",
        hint="The line above says which; a program without them must not be given away.",
    )
    for file in BESIDE:
        shutil.copy2(file, FOLDER)
    if not WINDOWS:
        shutil.copy2(ROOT / "installer" / "linux" / "cass-desk.desktop", FOLDER)
        shutil.copy2(ROOT / "resources" / "icons" / "cass-desk.svg", FOLDER)


def self_test() -> None:
    """Run the frozen program's self-test as on a machine without Python; any word on stderr is a failure."""
    dev.say("self-test with an empty environment")
    tested = run_alone("self-test")
    print(tested.stdout, end="")
    if tested.returncode != 0 or tested.stderr.strip():
        raise SetUpError(
            f"The frozen program failed its self-test (status {tested.returncode}).\n{tested.stderr.rstrip()}"
        )


def run_alone(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the frozen program without anything of this computer's settings, in an empty folder."""
    environ = {"PATH": os.devnull}
    if WINDOWS:
        environ["SYSTEMROOT"] = os.environ["SYSTEMROOT"]  # without it Windows cannot start programs
    with tempfile.TemporaryDirectory() as folder:
        environ |= {"HOME": folder, "USERPROFILE": folder, "LOCALAPPDATA": folder}
        return subprocess.run(
            [str(PROGRAM), *arguments],
            cwd=folder,
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SELF_TEST_SECONDS,
            check=False,
        )


def report() -> None:
    """Write dist/SHA256SUMS and tell the size and how long a start takes."""
    files = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    lines = [f"{digest(path)}  {path.relative_to(DIST).as_posix()}" for path in files]
    (DIST / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    size = sum(path.stat().st_size for path in files if not path.is_symlink())
    dev.say(f"dist/cass-desk: {size / _MEGABYTE:.0f} MB in {len(files)} files")
    dev.say(f"start-up (--help, best of {_STARTS}): {min(start_seconds() for _ in range(_STARTS)):.2f} s")
    dev.say("checksums: dist/SHA256SUMS")


def start_seconds() -> float:
    """Measure one start of the frozen program that opens no window."""
    began = time.monotonic()
    started = run_alone("--help")
    if started.returncode != 0:
        raise SetUpError(f"The frozen program does not start (status {started.returncode}).\n{started.stderr}")
    return time.monotonic() - began


def digest(path: Path) -> str:
    """Compute a file's SHA-256, as `sha256sum -c` reads it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
