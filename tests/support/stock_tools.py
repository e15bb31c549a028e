"""Debian's own programs, run as anybody would. A missing program is a failure."""

import shutil
import subprocess
from pathlib import Path

import pytest


def run(*command: str | Path, at: Path) -> str:
    """Run a program in a folder and return what it said; anything but success fails the test."""
    program = str(command[0])
    if shutil.which(program) is None:
        pytest.fail(f"{program} is missing: install the Debian packages age, minisign, unzip and coreutils")
    done = subprocess.run([str(part) for part in command], cwd=at, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"
    return done.stdout


def sums(at: Path, *files: str) -> dict[str, str]:
    """The digest of each file, as sha256sum tells it."""
    lines = (line.split("  ") for line in run("sha256sum", *files, at=at).splitlines())
    return {file: digest for digest, file in lines}


def unpacked(data: bytes, identity: str, at: Path) -> list[str]:
    """Open a bundle with age and unzip in a new folder; return the names in it."""
    at.mkdir()
    (at / "bundle.cass").write_bytes(data)
    (at / "office.key").write_text(identity + "\n", encoding="ascii")
    run("age", "-d", "-i", "office.key", "-o", "bundle.zip", "bundle.cass", at=at)
    run("unzip", "bundle.zip", at=at)
    return run("unzip", "-Z1", "bundle.zip", at=at).splitlines()
