"""Collect the licences of what the frozen program carries, beside it: `python installer/licences.py dist/cass-desk`.

Run by the Python that froze it: texts come from the distributions installed there, from installer/notices for what
their wheels leave out, and on Debian from the packages of the system's libraries. What is not known stops the build.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from environment import ROOT, SetUpError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOTICES = ROOT / "installer" / "notices"
LOCK = ROOT / "installer" / "requirements.lock"
NOT_SHIPPED = frozenset({"pip"})
FREEZER = "pyinstaller"  # its starter is part of every frozen program

# Where a distribution states no licence, or in words that say little: read in its own licence file.
STATED = {
    "click-default-group": "BSD-3-Clause",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyrage": "MIT",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "rfc8785": "Apache-2.0",
    "sqlcipher3": "Zlib",
}
# Texts that a distribution's wheel leaves out, by their file under installer/notices.
ADDED_TEXTS = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "sqlcipher3": ("SQLCipher.txt",),
}
QT_REMARK = (
    "Used under the GNU Lesser General Public License, version 3, unchanged. To use another build of Qt or PySide6 of "
    "the same version, put its libraries in place of those in `_internal/PySide6` and `_internal/shiboken6` (on Linux "
    "`_internal/PySide6/Qt/lib`): the program loads them from there and nothing checks or prevents it. Their source: "
    "https://download.qt.io/official_releases/. Qt's own parts by others: "
    "https://doc.qt.io/qt-6/licenses-used-in-qt.html."
)
REMARKS = {
    "pyside6-essentials": QT_REMARK,
    "shiboken6": "As PySide6.",
    "sqlcipher3": (
        "Holds SQLCipher (BSD-3-Clause, SQLCipher.txt), SQLite (public domain) and OpenSSL (Apache-2.0, the text "
        "beside cryptography)."
    ),
    "cryptography": "Holds OpenSSL (Apache-2.0, LICENSE.APACHE).",
    "pyinstaller": "Its starter only; the exception allows programs under any licence.",
}
_TEXT = re.compile(r"LICEN[CS]E|COPYING|NOTICE|AUTHORS", re.IGNORECASE)
_LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)
_LONGEST_STATED = 120
_COMMON_FOLDER = Path("/usr/share/common-licenses")
_COMMON = re.compile(r"/usr/share/common-licenses/([A-Za-z0-9.-]+)")


class Part(NamedTuple):
    """Something the program carries: its name, version, licence, texts by file name, where they lie, a remark.

    `where` is empty where the texts are laid into a folder of the part's own.
    """

    name: str
    version: str
    expression: str
    texts: Mapping[str, Path]
    where: str = ""
    remark: str = ""


def shipped_names(lock: str) -> list[str]:
    """Name the distributions of a lock that are frozen, in their canonical spelling, and what freezes them."""
    found = {canonical(name) for name in _LOCKED.findall(lock)} - NOT_SHIPPED
    return sorted(found | {FREEZER})


def canonical(name: str) -> str:
    """Spell a distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def expression(name: str, expressed: str, stated: str) -> str:
    """Choose what to call a licence: as read, as expressed, as stated in a few words; empty for not known."""
    words = " ".join(stated.split())
    return STATED.get(name) or expressed or (words if len(words) <= _LONGEST_STATED else "")


def is_licence_text(path: str) -> bool:
    """Tell whether a file of a distribution is a licence, a notice, or its list of parts."""
    folder, _, rest = path.replace("\\", "/").partition("/")
    if not folder.endswith(".dist-info") or not rest:
        return False
    return rest.startswith(("licenses/", "sboms/")) or bool(_TEXT.search(rest))


def part_of(name: str) -> Part:
    """Return a distribution with its licence. Raises `SetUpError` where licence or text is not known."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        raise SetUpError(f"{name} is locked but not installed: run this with the Python of .venv.") from None
    told = found.metadata
    texts = {_flat(str(file)): Path(str(file.locate())) for file in found.files or () if is_licence_text(str(file))}
    texts |= {text: NOTICES / text for text in ADDED_TEXTS.get(name, ())}
    part = Part(
        name=told["Name"],
        version=found.version,
        expression=expression(name, _field(told, "License-Expression"), _field(told, "License")),
        texts=texts,
        remark=REMARKS.get(name, ""),
    )
    return sure(part)


def _field(told: metadata.PackageMetadata, name: str) -> str:
    return str((told.get_all(name) or [""])[0])


def sure(part: Part) -> Part:
    """Return a part whose licence and text are known. Raises `SetUpError`."""
    if not part.expression:
        raise SetUpError(
            f"The licence of {part.name} {part.version} is not known: look it up and name it in installer/licences.py."
        )
    if not any("sboms" not in name for name in part.texts):
        raise SetUpError(
            f"The licence text of {part.name} {part.version} does not lie where it should: put it into "
            "installer/notices and name it in installer/licences.py."
        )
    return part


def _flat(path: str) -> str:
    """Name a text by its place in the distribution: `licenses/LICENSE.APACHE` is `LICENSE.APACHE`."""
    rest = path.replace("\\", "/").partition("/")[2].removeprefix("licenses/")
    return rest.replace("/", "-")


def python_part() -> Part:
    """Return Python itself. Raises `SetUpError` where its licence does not lie where it should."""
    places = (Path(sys.base_prefix) / "LICENSE.txt", Path(sysconfig.get_path("stdlib")) / "LICENSE.txt")
    text = next((place for place in places if place.is_file()), None)
    return sure(Part("Python", platform.python_version(), "PSF-2.0", {"LICENSE.txt": text} if text else {}))


def resource_parts(resources: Path) -> list[Part]:
    """Return the typeface and the icons, whose licences lie beside them. Raises `SetUpError` where one does not."""
    parts = []
    for name, licence, place in (("Inter", "OFL-1.1", "fonts/inter"), ("Lucide icons", "ISC", "icons/lucide")):
        text = resources / place / "LICENSE"
        sure(Part(name, "", licence, {"LICENSE": text} if text.is_file() else {}))
        parts.append(Part(name, "", licence, {}, where=f"_internal/resources/{place}/LICENSE"))
    return parts


def system_parts(folder: Path) -> list[Part]:
    """Return the Debian packages whose libraries were frozen. Raises `SetUpError` for a library of no package."""
    found: dict[str, list[str]] = {}
    for library in sorted((folder / "_internal").glob("lib*.so*")):  # modules of wheels begin otherwise
        if not library.is_symlink():
            found.setdefault(_package_of(library.name), []).append(library.name)
    parts = [
        sure(
            Part(
                name=package,
                version=_asked("dpkg-query", "-W", "-f", "${Version}", package),
                expression="as its copyright file says",
                texts={
                    f"{_bare(package)}.txt": place
                    for place in (Path("/usr/share/doc") / _bare(package) / "copyright",)
                    if place.is_file()
                },
                remark=", ".join(libraries),
            )
        )
        for package, libraries in sorted(found.items())
    ]
    return [*parts, *_common(parts)]


def _common(parts: list[Part]) -> list[Part]:
    """Return the licences that Debian's copyright files only name by their place on the system."""
    named = {
        licence.rstrip(".")
        for part in parts
        for text in part.texts.values()
        for licence in _COMMON.findall(text.read_text(encoding="utf-8", errors="replace"))
    }
    texts = {f"{name}.txt": _COMMON_FOLDER / name for name in sorted(named) if (_COMMON_FOLDER / name).is_file()}
    remark = f"What the copyright files call {_COMMON_FOLDER}."
    return [Part("Licences that several name", "", "each its own", texts, remark=remark)] if texts else []


def _bare(package: str) -> str:
    return package.partition(":")[0]


def _package_of(library: str) -> str:
    owners = _asked("dpkg-query", "-S", f"*/{library}").splitlines()
    names = [line.partition(": ")[0] for line in owners if line.endswith(f"/{library}")]
    if not names:
        raise SetUpError(f"Which Debian package brought {library} is not known, and so neither is its licence.")
    return names[0]


def _asked(*command: str) -> str:
    if shutil.which(command[0]) is None:
        raise SetUpError("The licences of the system's libraries are read from Debian's packages: build on Debian.")
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def index(parts: Iterable[Part]) -> str:
    """Write the list of all parts, as Markdown."""
    lines = [
        "# Third-party parts of CASS Desk",
        "",
        "CASS Desk itself is under the Apache License 2.0 (`LICENSE`). It carries the parts below, each under its own",
        "licence; the texts lie where the last column says, seen from the program's folder.",
        "",
        "| Part | Version | Licence | Text |",
        "| --- | --- | --- | --- |",
    ]
    notes: list[str] = []
    for part in parts:
        lines.append(f"| {part.name} | {part.version} | {part.expression} | {place_of(part)} |")
        if part.remark:
            notes.append(f"- {part.name}: {part.remark}")
    return "\n".join([*lines, "", "## Remarks", "", *notes, ""])


def place_of(part: Part) -> str:
    """Say where the texts of a part lie."""
    return part.where or f"licences/{folder_of(part)}"


def folder_of(part: Part) -> str:
    """Name the folder of a part's texts."""
    return canonical(_bare(part.name)).replace("+", "p").replace(" ", "-")


def collect(folder: Path) -> list[Part]:
    """Lay all texts and the index into a program's folder. Raises `SetUpError`."""
    parts = [
        python_part(),
        *map(part_of, shipped_names(LOCK.read_text(encoding="utf-8"))),
        *resource_parts(ROOT / "resources"),
    ]
    if sys.platform.startswith("linux"):
        parts += system_parts(folder)
    target = folder / "licences"
    shutil.rmtree(target, ignore_errors=True)
    for part in parts:
        for name, text in part.texts.items():
            place = target / folder_of(part) / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, place)
    (target / "THIRD-PARTY.md").write_text(index(parts), encoding="utf-8", newline="\n")
    return parts


def main(arguments: list[str]) -> int:
    """Collect into the folder named; the answer is the exit status."""
    try:
        parts = collect(Path(arguments[0]))
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"licences of {len(parts)} parts: {arguments[0]}/licences/THIRD-PARTY.md")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
