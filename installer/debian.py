"""What Qt and the tests need from the system, and how Debian is asked for it. Other systems are told what is missing.

Standard library only; must parse on old Pythons, so that they can be told to be old.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from environment import SetUpError, run_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# A library's name as the loader knows it, and the Debian package that brings it.
OFFSCREEN_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Qt blames libxcb-cursor0 whichever of these is missing, so each is looked for by its own name.
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}
# A program the tests open our files with, and the Debian package that brings it.
TEST_PROGRAMS = {
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "age": "age",
    "minisign": "minisign",
    "zbarimg": "zbar-tools",
    "unzip": "unzip",
    "Xvfb": "xvfb",
    "xauth": "xauth",
}
# What PyInstaller reads libraries with, and what takes debug symbols out of one.
BUILD_PROGRAMS = {"objdump": "binutils", "strip": "binutils"}
_ADMIN_FOLDERS = "/usr/local/sbin:/usr/sbin:/sbin"  # dpkg refuses to work without them
_LISTS = Path("/var/lib/apt/lists")


def loads(library: str) -> bool:
    """Tell whether the system's loader finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(*, window: bool, programs: Mapping[str, str]) -> list[str]:
    """Name the Debian packages that are missing for Qt, for the programs named, or to make an environment."""
    libraries = {**OFFSCREEN_LIBRARIES, **(WINDOW_LIBRARIES if window else {})}
    missing = [package for library, package in libraries.items() if not loads(library)]
    missing += [package for program, package in programs.items() if shutil.which(program) is None]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    return list(dict.fromkeys(missing))


def ensure(*, window: bool, programs: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Have what is missing installed. Raises `SetUpError` with the exact command where that is not ours to do."""
    missing = missing_packages(window=window, programs=programs)
    if not missing:
        return
    say("missing from the system: " + ", ".join(missing))
    if shutil.which("apt-get") is None:
        raise SetUpError(
            f"Some system packages are missing. Their Debian names are: {', '.join(missing)}.\n"
            "Install what your system calls them, then try again."
        )
    if os.geteuid() != 0:
        raise SetUpError(
            "Some system packages are missing, and only an administrator may install them. Please run:\n\n"
            f"    {command_for(missing)}\n\nThen try again."
        )
    _install(missing, say)
    importlib.invalidate_caches()
    still = missing_packages(window=window, programs=programs)
    if still:
        raise SetUpError(f"Still missing after the installation: {', '.join(still)}.")


def command_for(packages: Iterable[str]) -> str:
    """Write the command a person with administrator's rights types."""
    return "sudo apt-get install {}".format(" ".join(packages))


def _install(packages: list[str], say: Callable[[str], None]) -> None:
    if not any(_LISTS.glob("*_Packages*")):
        _update(say)
        _apt_install(packages, say)
        return
    try:
        _apt_install(packages, say)
    except SetUpError:  # most often lists older than the packages they name
        _update(say)
        _apt_install(packages, say)


def _update(say: Callable[[str], None]) -> None:
    say("asking the system for its list of packages")
    run_told(
        ["apt-get", "update"],
        failed="The system's list of packages could not be fetched.",
        hint="This needs the network once. Then try again.",
        env=_environment(),
    )


def _apt_install(packages: list[str], say: Callable[[str], None]) -> None:
    def hear(line: str) -> None:
        words = line.split()
        if words[:1] == ["Unpacking"]:
            say(f"system package {words[1].split(':')[0]}")

    say("installing them (apt-get)")
    run_told(
        ["apt-get", "install", "--yes", "--no-install-recommends", *packages],
        failed="The system packages could not be installed.",
        hint="Please run it yourself, then try again: " + command_for(packages),
        hear=hear,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    path = os.environ.get("PATH", "/usr/bin:/bin")
    return {**os.environ, "PATH": f"{path}:{_ADMIN_FOLDERS}", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
